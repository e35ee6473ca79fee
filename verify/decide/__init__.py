"""Decisions in real and integer arithmetic, with exact witnesses."""

from ._forall import ForAll
from ._univariate import PositiveOn, real_roots, sign_on

__all__ = ["ForAll", "PositiveOn", "real_roots", "sign_on"]
