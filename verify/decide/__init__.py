"""Decisions in real and integer arithmetic, with exact witnesses."""

from ._forall import (
    ForAll,
    algebraic_violation,
    decided_again,
    holds,
    satisfied_by_a_sample,
    vacuous,
)
from ._monomial import MonomialBound
from ._termwise import TermwiseBound, terms_at
from ._univariate import PositiveOn, real_roots, sign_on

__all__ = ["ForAll", "MonomialBound", "PositiveOn", "TermwiseBound", "algebraic_violation", "decided_again",
           "holds", "real_roots", "satisfied_by_a_sample", "sign_on", "terms_at", "vacuous"]
