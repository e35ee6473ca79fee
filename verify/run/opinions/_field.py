"""Random points over large prime fields: where an identity of plain data is evaluated for a second opinion.

A prime p of 320 bits is drawn with p = 3 mod 4, p - 1 free of the odd primes below 100, and these and 2 squares
mod p. Its squares then are a group of odd order in which roots are unique: they stand for the positive reals, and
b^(1/2), 6^(1/3) keep all the laws of powers. About 2^180 primes are like that.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import shake_256
from math import gcd

from flint import fmpz

BITS = 320
LOG_PRIMES = 150  # fewer than log2 of the number of primes that may be drawn, by a wide margin
_SMALL = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)


class RedrawError(Exception):
    """A denominator vanishes at the point, or a base that is positive is no square there: another one is needed."""


def number(*key: object) -> int:
    """A number of 512 bits for a key, as good as random, the same on every machine.

    >>> number(1, "x") == number(1, "x") != number(1, "y")
    True
    """
    return int.from_bytes(shake_256(repr(key).encode("utf-8", "backslashreplace")).digest(64), "big")


@lru_cache(maxsize=16)
def prime(seed: int) -> int:
    """The prime of a seed: a random number that passes the test of Baillie, Pomerance, Selfridge and Wagstaff.

    >>> prime(1).bit_length()
    320
    """
    rest, modulus = 7, 8  # 2 is a square
    for small in _SMALL:
        wanted = 1 if small % 4 == 1 else -1  # reciprocity, p being 3 mod 4
        usable = [r for r in range(2, small) if _legendre(r, small) == wanted]
        residue = usable[number("residue", seed, small) % len(usable)]
        rest += modulus * ((residue - rest) * pow(modulus, -1, small) % small)
        modulus *= small
    size, count = 1 << (BITS - 1), 0
    while True:
        start = size + number("prime", seed, count) % size
        candidate = start - start % modulus + rest
        if candidate.bit_length() == BITS and fmpz(candidate).is_probable_prime():
            return candidate
        count += 1


def _legendre(a: int, small: int) -> int:
    return -1 if pow(a, (small - 1) // 2, small) == small - 1 else 1


@dataclass(frozen=True)
class Point:
    """A random point: a prime by its seed, and everything drawn modulo it; `attempt` gives another one."""

    seed: int
    attempt: int = 0

    @property
    def p(self) -> int:
        """The prime."""
        return prime(self.seed)

    def free(self, *key: object) -> int:
        """A random element that is not zero, the same for the same key."""
        return number("free", self.seed, self.attempt, *key) % (self.p - 1) + 1

    def square(self, *key: object) -> int:
        """A random square that is not zero."""
        return pow(self.free("square", *key), 2, self.p)

    def inverse(self, value: int) -> int:
        """1 / value; RedrawError for zero."""
        if not value % self.p:
            raise RedrawError("a denominator vanishes")
        return pow(value, -1, self.p)

    def power(self, base: int, exponent: Fraction) -> int:
        """base^exponent, by the one root that is a square itself where the exponent is no integer.

        Raises RedrawError for zero to a negative power, and for a root of what is no square.
        """
        if exponent.denominator == 1:
            value = base if exponent >= 0 else self.inverse(base)
            return pow(value, abs(exponent.numerator), self.p)
        order = (self.p - 1) // 2
        if pow(base, order, self.p) != 1 or gcd(exponent.denominator, order) != 1:
            raise RedrawError("a base is no square")
        return pow(base, exponent.numerator * pow(exponent.denominator, -1, order) % order, self.p)
