"""Exact algebra: terms, canonical forms, identities, sums and recurrences, radial functions."""

from ._almost_harmonic import (
    inside_polynomial,
    inside_polynomials,
    kernel,
    kernel_weight,
    outside_values,
    suprema,
    values_at_zero,
    zero_polynomial,
)
from ._canonical import UnsupportedFormError, canonical_form, is_positive
from ._compound import All, Compound, Family, SolvesRecurrence, SumFormula, all_of
from ._computation import Computation
from ._evaluate import UndefinedTermError, ball, compare, evaluate, precision, shown
from ._identity import Identity
from ._printing import latex, text
from ._terms import UnsupportedTermError, from_data, to_data
from ._yukawa import (
    Polynomial,
    derivative_polynomial,
    derivative_polynomials,
    derivatives_alternate,
    ode_coefficients,
    ode_residual,
    ode_residual_is_zero,
    reverse_bessel,
    reverse_bessel_polynomial,
)

__all__ = [
    "All", "Compound", "Computation", "Family", "Identity", "Polynomial", "SolvesRecurrence", "SumFormula",
    "UndefinedTermError", "UnsupportedFormError", "UnsupportedTermError", "all_of", "ball", "canonical_form", "compare",
    "derivative_polynomial", "derivative_polynomials", "derivatives_alternate", "evaluate", "from_data",
    "inside_polynomial", "inside_polynomials", "is_positive", "kernel", "kernel_weight", "latex", "ode_coefficients",
    "ode_residual", "ode_residual_is_zero", "outside_values", "precision", "reverse_bessel",
    "reverse_bessel_polynomial", "shown", "suprema", "text", "to_data", "values_at_zero", "zero_polynomial",
]
