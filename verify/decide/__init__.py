"""Decisions in real and integer arithmetic, with exact witnesses."""

from ._forall import ForAll
from ._monomial import MonomialBound
from ._termwise import TermwiseBound
from ._univariate import PositiveOn, real_roots, sign_on

__all__ = ["ForAll", "MonomialBound", "PositiveOn", "TermwiseBound", "real_roots", "sign_on"]
