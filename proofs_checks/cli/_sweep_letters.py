"""Letters of the paper's statements that have their values from d, ε and λ."""

from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.run import Letter

ROOT = ("tab-1", "sec-1.2", "sec-2.1", "def-3.5", "thm-3.6", "thm-4.1", "lem-4.2", "lem-B.9", "lem-E.3")
"""The statements in which μ is √λ."""
SCALED = ("lem-4.2", "lem-B.9")
"""The statements in which s is √λ ε."""


def letters(label: str) -> "tuple[Letter, ...]":
    """μ = √λ, which the lists of instances spell √λ, and s = √λ ε, where the statement means that by them."""
    from verify.run import Letter

    found = [Letter(name, ("lam",), root) for name in ("mu", "√λ") if label in ROOT]
    if label in SCALED:
        found.append(Letter("s", ("eps", "lam"), lambda eps, lam: root(lam) * eps))
    return tuple(found)


def root(value: Fraction) -> Fraction:
    """The square root of a square; ValueError for any other number.

    >>> root(Fraction(9, 4))
    Fraction(3, 2)
    """
    if value >= 0:
        found = Fraction(isqrt(value.numerator), isqrt(value.denominator))
        if found ** 2 == value:
            return found
    raise ValueError(f"√{value} is not rational, so the letter has no exact value")
