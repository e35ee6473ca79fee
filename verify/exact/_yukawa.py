"""The lambda-harmonic radial potential in odd dimension, in whole numbers.

Throughout d is odd and at least 3, n = (d-3)/2, mu = sqrt(lambda) and s = mu r. The potential is
Phi(r) = p(s) e^{-s} / r^{d-2} with the reverse Bessel polynomial p, normalised by p(0) = 1. Whatever is
computed here has the form e^{-s} P(s) / r^a, and one derivative of it is

    -(e^{-s} P(s) / r^a)' = e^{-s} ((a + s) P(s) - s P'(s)) / r^{a+1},

so a polynomial is all that moves. (2n-1)!! is a common denominator of every coefficient, which leaves
integers to be multiplied by small integers: much faster than any symbolic differentiation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import factorial, prod
from typing import Any


def odd_dimension(d: object) -> int:
    """`d` itself, if it is an odd integer from 3 on.

    Raises TypeError for what is no integer and ValueError for an even or too small one.

    >>> odd_dimension(7)
    7
    >>> odd_dimension(8)
    Traceback (most recent call last):
    ...
    ValueError: the dimension d must be an odd integer from 3 on, got 8: try 7 or 9
    """
    if isinstance(d, bool) or not isinstance(d, int):
        raise TypeError(f"the dimension d must be an odd integer from 3 on, got {d!r} ({type(d).__name__})")
    if d < 3:
        raise ValueError(f"the dimension d must be an odd integer from 3 on, got {d}: try 3")
    if d % 2 == 0:
        near = "3" if d == 2 else f"{d - 1} or {d + 1}"
        raise ValueError(f"the dimension d must be an odd integer from 3 on, got {d}: try {near}")
    return d


@dataclass(frozen=True)
class Polynomial:
    """A polynomial with rational coefficients: integer numerators, ascending, over one denominator.

    >>> q = Polynomial((15, 15, 6, 1), 15)
    >>> [str(c) for c in q.coefficients]
    ['1', '1', '2/5', '1/15']
    >>> q(Fraction(1, 2))
    Fraction(193, 120)
    """

    numerators: tuple[int, ...]
    denominator: int = 1

    @property
    def coefficients(self) -> tuple[Fraction, ...]:
        """The coefficients as fractions, ascending."""
        return tuple(Fraction(c, self.denominator) for c in self.numerators)

    def __call__(self, x: Any) -> Any:
        """The value at `x`: exact for an int or a Fraction, a ball for an arb, else what Horner's rule gives."""
        if isinstance(x, (int, Fraction)):  # homogenised, so that nothing is reduced until the end
            a, b, total, scale = x.numerator, x.denominator, 0, 1
            for c in reversed(self.numerators):
                total = total * a + c * scale
                scale *= b
            return Fraction(total, self.denominator * (scale // b))
        value = x * 0
        for c in reversed(self.numerators):
            value = value * x + c
        return value / self.denominator

    def differentiate_against(self, a: int) -> "Polynomial":
        """(a + s) P - s P': what -d/dr makes of the polynomial in e^{-s} P(s) / r^a.

        Coefficient by coefficient it is (a - i) c_i + c_{i-1}: with all c_i >= 0 and a at least the degree,
        the result has no negative coefficient.

        >>> Polynomial((1,)).differentiate_against(1).numerators
        (1, 1)
        """
        return Polynomial(_lowered(self.numerators, a), self.denominator)

    def has_positive_coefficients(self) -> bool:
        """Whether every coefficient is > 0, so that the polynomial is > 0 for every s >= 0."""
        return self.denominator > 0 and all(c > 0 for c in self.numerators)


def _lowered(c: Sequence[int], a: int) -> tuple[int, ...]:
    middle = [(a - i) * x + y for i, (x, y) in enumerate(zip(c[1:], c, strict=False), start=1)]
    return (a * c[0], *middle, c[-1])


def reverse_bessel_polynomial(d: int) -> Polynomial:
    """The polynomial p of Phi(r) = p(mu r) e^{-mu r} / r^{d-2}, over the denominator (2n-1)!!.

    Source: lem-B.9. The numerators are those of the reverse Bessel polynomial theta_n, whose coefficient of
    s^i is (2n-i)! / (2^{n-i} i! (n-i)!).

    >>> reverse_bessel_polynomial(11)
    Polynomial(numerators=(105, 105, 45, 10, 1), denominator=105)
    """
    n = (odd_dimension(d) - 3) // 2
    numerators, c = [], factorial(2 * n) // (factorial(n) << n)
    denominator = c
    for i in range(n + 1):
        numerators.append(c)
        if i < n:  # a_{i+1} / a_i = 2 (n-i) / ((i+1)(2n-i))
            c = c * 2 * (n - i) // ((i + 1) * (2 * n - i))
    return Polynomial(tuple(numerators), denominator)


def reverse_bessel(d: int) -> tuple[Fraction, ...]:
    """Coefficients of p in powers of mu r, ascending: a_i = 2^i n! (2n-i)! / ((2n)! i! (n-i)!), n = (d-3)/2.

    Source: lem-B.9. Raises as `odd_dimension` does.

    >>> [str(a) for a in reverse_bessel(11)]
    ['1', '1', '3/7', '2/21', '1/105']
    """
    return reverse_bessel_polynomial(d).coefficients


def derivative_polynomials(d: int, start: Polynomial | None = None) -> Iterator[Polynomial]:
    """P_0 = p, P_1, P_2, ... without end, where (-1)^j Phi^{(j)} = e^{-s} P_j(s) / r^{d-2+j}, s = mu r.

    P_{j+1} = (d-2+j+s) P_j - s P_j'. Source: lem-B.9. They are yielded one at a time because all of them
    together take a gigabyte at d = 1003. `start` replaces p (used by the negative controls).

    >>> polynomials = derivative_polynomials(3)
    >>> [next(polynomials).numerators for _ in range(4)]
    [(1,), (1, 1), (2, 2, 1), (6, 6, 3, 1)]
    """
    current = reverse_bessel_polynomial(d) if start is None else start
    a = odd_dimension(d) - 2
    while True:
        yield current
        current = current.differentiate_against(a)
        a += 1


def derivative_polynomial(d: int, k: int) -> Polynomial:
    """P_k of `derivative_polynomials`.

    Raises ValueError for a negative k.

    >>> derivative_polynomial(7, 1).coefficients == (5, 5, 2, Fraction(1, 3))
    True
    """
    if k < 0:
        raise ValueError(f"the order k of a derivative must be 0 or more, got {k}")
    return next(islice(derivative_polynomials(d), k, None))


def derivatives_alternate(d: int, orders: int | None = None, *, power: int | None = None) -> bool:
    """Whether (-1)^j Phi^{(j)} > 0 on r > 0 for 0 <= j <= orders (d, if not given), by the coefficients.

    Source: lem-B.9. True is a proof; False would only say that some coefficient is not positive, as happens
    when p is put over a `power` of r (d-2, if not given) that is below its degree.

    >>> derivatives_alternate(7)
    True
    """
    current = reverse_bessel_polynomial(odd_dimension(d))
    first = d - 2 if power is None else power
    for a in range(first, first + (d if orders is None else orders)):
        if not current.has_positive_coefficients():
            return False
        current = current.differentiate_against(a)
    return current.has_positive_coefficients()


def ode_coefficients(d: int) -> dict[int, tuple[int, ...]]:
    """The equation s p'' - (d-3 + 2s) p' + (d-3) p = 0 of p: order -> coefficient of that derivative in s.

    Source: lem-B.9, with s = mu r. It is Delta Phi = lambda Phi after the factor e^{-s} / r^{d-2}.

    >>> ode_coefficients(7)
    {2: (0, 1), 1: (-4, -2), 0: (4,)}
    """
    odd_dimension(d)
    return {2: (0, 1), 1: (3 - d, -2), 0: (d - 3,)}


def ode_residual(d: int, p: Polynomial) -> tuple[int, ...]:
    """Numerators of s p'' - (d-3 + 2s) p' + (d-3) p, ascending: all zero exactly when p solves it.

    >>> ode_residual(7, reverse_bessel_polynomial(7)), ode_residual(7, Polynomial((3, 3, 2), 3))
    ((0, 0, 0), (0, -6, 0))
    """
    c = (*p.numerators, 0)
    odd_dimension(d)
    return tuple((i + 1) * (i + 3 - d) * c[i + 1] + (d - 3 - 2 * i) * c[i] for i in range(len(c) - 1))


def ode_residual_is_zero(d: int, *, polynomial_of: int | None = None) -> bool:
    """Whether the reverse Bessel polynomial of dimension `polynomial_of` (d itself) solves dimension d's equation.

    >>> ode_residual_is_zero(11), ode_residual_is_zero(11, polynomial_of=9)
    (True, False)
    """
    return not any(ode_residual(d, reverse_bessel_polynomial(d if polynomial_of is None else polynomial_of)))


def rising(a: int, k: int) -> int:
    """The rising factorial (a)_k = a (a+1) ... (a+k-1).

    >>> rising(5, 3)
    210
    """
    return prod(range(a, a + k))
