"""Exact algebra: terms, canonical forms, identities, sums and recurrences, radial functions."""

from ._canonical import UnsupportedFormError, canonical_form, is_positive
from ._compound import All, Compound, Family, SolvesRecurrence, SumFormula, all_of
from ._evaluate import UndefinedTermError, ball, compare, evaluate, precision, shown
from ._identity import Identity
from ._printing import latex, text
from ._terms import UnsupportedTermError, from_data, to_data

__all__ = [
    "All", "Compound", "Family", "Identity", "SolvesRecurrence", "SumFormula", "UndefinedTermError",
    "UnsupportedFormError", "UnsupportedTermError", "all_of", "ball", "canonical_form", "compare", "evaluate",
    "from_data", "is_positive", "latex", "precision", "shown", "text", "to_data",
]
