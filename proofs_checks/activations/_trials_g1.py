"""Lemma G.1: where steepest descent ends from random places on the circle."""

from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=8)  # two claims look at the same run, one for each of its ends
def _ends_above(k: int, seed: int) -> bool:
    """Whether k electrons come to rest with a loss above 0; all places uniform on 2^20 ticks; no rounding."""
    from random import Random

    from numeric.circle import descend

    draw = Random(seed)
    theta, w = ([Fraction(draw.randrange(2**20), 2**20) for _ in range(k)] for _ in range(2))
    return descend(theta, w).loss > 0


def one_ends_above(seed: int) -> bool:
    """k = 1."""
    return _ends_above(1, seed)


def two_end_above(seed: int) -> bool:
    """k = 2."""
    return _ends_above(2, seed)


def two_end_at_zero(seed: int) -> bool:
    """k = 2, the other outcome."""
    return not _ends_above(2, seed)


def four_end_above(seed: int) -> bool:
    """k = 4."""
    return _ends_above(4, seed)


def four_end_at_zero(seed: int) -> bool:
    """k = 4, the other outcome."""
    return not _ends_above(4, seed)
