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
from ._circle import (
    circle_census,
    circle_charges,
    circle_loss,
    circle_minimum,
    circle_pair_slope,
    circle_paired,
    circle_rests,
    circle_slopes,
    circle_spurious,
)
from ._compound import All, Compound, Family, SolvesRecurrence, SumFormula
from ._computation import Computation
from ._evaluate import UndefinedTermError, ball, compare, evaluate, precision, shown
from ._hats import (
    differentiated,
    euclid_hat,
    hat_inside_polynomial,
    hat_polynomials,
    hat_suprema,
    hat_values_at_zero,
    hat_weight,
)
from ._hermite import (
    dual_of_polynomial,
    hermite,
    hermite_expansion,
    hermite_mean,
    mean_of_product,
    mixed_moment,
    normal_moment,
)
from ._identity import Identity
from ._laplace import (
    dimension_walk,
    exponential_constant,
    exponential_pair,
    exponential_transform,
    laplace_pair,
    power_pair,
    sphere_area,
)
from ._printing import latex, latex_words, text
from ._sphere import PositiveDefiniteOnSphere, zonal_expansion, zonal_polynomial
from ._terms import UnsupportedTermError, from_data, to_data
from ._yukawa import (
    Polynomial,
    derivative_polynomial,
    derivative_polynomials,
    derivatives_alternate,
    odd_dimension,
    ode_coefficients,
    ode_residual,
    ode_residual_is_zero,
    reverse_bessel,
    reverse_bessel_polynomial,
    rising,
)

__all__ = [
    "All", "Compound", "Computation", "Family", "Identity", "Polynomial", "PositiveDefiniteOnSphere",
    "SolvesRecurrence", "SumFormula", "UndefinedTermError", "UnsupportedFormError", "UnsupportedTermError", "ball",
    "canonical_form", "circle_census", "circle_charges", "circle_loss", "circle_minimum", "circle_pair_slope",
    "circle_paired", "circle_rests", "circle_slopes", "circle_spurious", "compare", "derivative_polynomial",
    "derivative_polynomials", "derivatives_alternate", "differentiated", "dimension_walk", "dual_of_polynomial",
    "euclid_hat", "evaluate", "exponential_constant", "exponential_pair", "exponential_transform", "from_data",
    "hat_inside_polynomial", "hat_polynomials", "hat_suprema", "hat_values_at_zero", "hat_weight", "hermite",
    "hermite_expansion", "hermite_mean", "inside_polynomial", "inside_polynomials", "is_positive", "kernel",
    "kernel_weight", "laplace_pair", "latex", "latex_words", "mean_of_product", "mixed_moment", "normal_moment",
    "odd_dimension", "ode_coefficients", "ode_residual", "ode_residual_is_zero", "outside_values", "power_pair",
    "precision", "reverse_bessel", "reverse_bessel_polynomial", "rising", "shown", "sphere_area", "suprema", "text",
    "to_data", "values_at_zero", "zero_polynomial", "zonal_expansion", "zonal_polynomial",
]
