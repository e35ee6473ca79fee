"""The almost lambda-harmonic potential Phi_eps of class C^{d-1}, in exact arithmetic.

Phi_eps is the mixture over x > eps of the kernels T_x(r) = (x-r)_+^{d-1} ((d-1) x + r) / d! with weight
W(x) = -(Phi^{(d-1)}(x)/x)'. It equals Phi for r >= eps; inside, with s = mu eps and v = 1 - r/eps,

    (-1)^k Phi_eps^{(k)} = e^{-s} eps^{2-d-k} B_k(v),     0 <= k <= d-1,
    B_k(v) = sum_{i <= d-2-k} P_{k+i}(s) v^i / i!  +  P_{d-1}(s) v^{d-1-k} (d-k-v) / (d-k)!,

with P_j from `derivative_polynomials`: every term is >= 0 on 0 <= v <= 1. The functions below give the
bracket B_k, not the factor before it. Their `s` may be a Fraction, and then the answer is exact, or a ball
(arb), and then it is an enclosure. Source: lem-B.8 and lem-B.9, with T_x in place of the paper's hat.
"""

from fractions import Fraction
from itertools import islice, zip_longest
from math import comb, factorial
from operator import mul
from typing import Any

from ._yukawa import Polynomial, derivative_polynomial, derivative_polynomials, odd_dimension, reverse_bessel_polynomial

Scalar = Any  # a Fraction, or an arb, for which python-flint has no types


def outside_values(d: int, s: Scalar) -> list[Scalar]:
    """P_0(s), ..., P_{d-1}(s): the values (-1)^j Phi^{(j)}(eps) e^s eps^{d-2+j}.

    >>> [str(x) for x in outside_values(3, Fraction(1, 10))]
    ['1', '11/10', '221/100']
    """
    if isinstance(s, (int, Fraction)):
        integers, common = _integer_values(d, Fraction(s))
        return [Fraction(x, common) for x in integers]
    return [P(s) for P in islice(derivative_polynomials(d), odd_dimension(d))]


def _integer_values(d: int, s: Fraction) -> tuple[list[int], int]:
    """P_0(s), ..., P_{d-1}(s) as integers over one denominator: d steps, where polynomials take some d^2.

    P_{m+2} = (m+d-1) P_{m+1} + s^2 (P_m - m P_{m-1}): it is r Phi'' + (d-1) Phi' = mu^2 r Phi, differentiated m times.
    """
    n, a, b = (odd_dimension(d) - 3) // 2, s.numerator, s.denominator
    p = reverse_bessel_polynomial(d)
    first = p.differentiate_against(d - 2)
    # the j-th is the value of P_j over p.denominator b^{n+j}
    values = [sum(c * a**i * b ** (n + j - i) for i, c in enumerate(P.numerators)) for j, P in enumerate((p, first))]
    for m in range(d - 2):
        values.append((m + d - 1) * b * values[m + 1] + a * a * (values[m] - (m * b * values[m - 1] if m else 0)))
    scale = 1
    for j in range(d - 1, -1, -1):
        values[j] *= scale
        scale *= b
    return values, p.denominator * b ** (n + d - 1)


def inside_polynomial(d: int, k: int, s: Scalar) -> tuple[Scalar, ...]:
    """The coefficients of B_k in powers of v = 1 - r/eps, ascending, of degree d-k.

    Raises ValueError unless 0 <= k <= d-1.

    >>> [str(c) for c in inside_polynomial(3, 0, Fraction(1, 10))]
    ['1', '11/10', '221/200', '-221/600']
    """
    return inside_polynomials(d, s, orders=_order(d, k) + 1)[k]


def inside_polynomials(d: int, s: Scalar, *, orders: int | None = None) -> list[tuple[Scalar, ...]]:
    """B_0, ..., B_{orders-1} (all d, if `orders` is not given), each as in `inside_polynomial`.

    >>> [len(B) - 1 for B in inside_polynomials(5, Fraction(1))]
    [5, 4, 3, 2, 1]
    """
    values = outside_values(d, s)
    last = values[d - 1]
    first = [values[i] / factorial(i) for i in range(d - 1)]
    first += [last / factorial(d - 1), -last / factorial(d)]
    brackets = [tuple(first)]  # B_{k+1} = dB_k/dv, as d/dr = -(1/eps) d/dv
    for _ in range(1, d if orders is None else orders):
        brackets.append(tuple(i * c for i, c in enumerate(brackets[-1]) if i))
    return brackets


def values_at_zero(d: int, s: Scalar) -> list[Scalar]:
    """B_k(1) for k = 0..d-1: the values (-1)^k Phi_eps^{(k)}(0+) e^s eps^{d-2+k}.

    >>> [str(x) for x in values_at_zero(3, Fraction(1, 10))]
    ['851/300', '441/200', '0']
    """
    if isinstance(s, (int, Fraction)):
        return _at_zero_exactly(d, *_integer_values(d, Fraction(s)))
    return _at_zero(d, outside_values(d, s))


def suprema(d: int, s: Scalar) -> list[Scalar]:
    """e^s eps^{d-2+k} times the supremum of |Phi_eps^{(k)}| over r > 0, for k = 0..d-1.

    (-1)^k Phi_eps^{(k)} falls from its value at 0+ for k <= d-2; for k = d-1 it rises to r = eps, then falls.

    >>> [str(x) for x in suprema(3, Fraction(1, 10))]
    ['851/300', '441/200', '221/100']
    """
    if isinstance(s, (int, Fraction)):
        integers, common = _integer_values(d, Fraction(s))
        return [*_at_zero_exactly(d, integers, common)[:-1], Fraction(integers[d - 1], common)]
    values = outside_values(d, s)
    return [*_at_zero(d, values)[:-1], values[d - 1]]


def _at_zero(d: int, values: list[Scalar]) -> list[Scalar]:
    weights = _factorial_quotients(d)
    heads = (sum(map(mul, values[k : d - 1], weights), start=values[0] * 0) for k in range(d))
    return [(head + values[d - 1] * ((d - 1 - k) * weights[d - k])) / weights[0] for k, head in enumerate(heads)]


def _at_zero_exactly(d: int, integers: list[int], common: int) -> list[Fraction]:
    """The same for `integers` over `common`: all sums_i P_{k+i} d!/i! are the upper half of one product."""
    from flint import fmpz_poly

    weights = _factorial_quotients(d)
    product = fmpz_poly(integers[d - 2 :: -1]) * fmpz_poly(weights[: d - 1])
    last, below = integers[d - 1], common * weights[0]
    heads = [int(product[d - 2 - k]) for k in range(d - 1)] + [0]
    return [Fraction(head + last * ((d - 1 - k) * weights[d - k]), below) for k, head in enumerate(heads)]


def _factorial_quotients(d: int) -> list[int]:
    """d!/i! for i = 0..d."""
    found = [1]
    for i in range(d, 0, -1):
        found.append(found[-1] * i)
    return found[::-1]


def zero_polynomial(d: int, k: int) -> Polynomial:
    """B_k(1) as a polynomial in s: (-1)^k Phi_eps^{(k)}(0+) = e^{-s} eps^{2-d-k} times its value at s = mu eps.

    For k = d-1 it is zero. Raises ValueError unless 0 <= k <= d-1.

    >>> zero_polynomial(3, 0)
    Polynomial(numerators=(16, 10, 2), denominator=6)
    """
    _order(d, k)
    top, quotients, total = d - 2 - k, _factorial_quotients(d), [0] * ((d - 3) // 2 + d)
    for i, P in enumerate(islice(derivative_polynomials(d), k, d)):  # one at a time, by small factors only
        if i > top:
            last = (d - 1 - k) * quotients[d - k]
            total = [quotients[max(top, 0)] * x + last * c for x, c in zip_longest(total, P.numerators, fillvalue=0)]
        else:  # sum_{j <= i} P_{k+j} i!/j!
            total = [i * x + c for x, c in zip_longest(total, P.numerators, fillvalue=0)]
    return Polynomial(tuple(total), reverse_bessel_polynomial(d).denominator * factorial(d))


def kernel(d: int) -> tuple[Fraction, ...]:
    """T_x(r) = x^d times the value at r/x of this polynomial on [0, 1]: (1-t)^{d-1} ((d-1) + t) / d!, ascending.

    Its d-1 st derivative is t, and no derivative below jumps at t = 1. Source: lem-B.7 (corrected).

    >>> [str(c) for c in kernel(3)]
    ['1/3', '-1/2', '0', '1/6']
    """
    odd_dimension(d)
    power = [(-1) ** i * comb(d - 1, i) for i in range(d)]
    return tuple(
        Fraction((d - 1) * a + b, factorial(d)) for a, b in zip((*power, 0), (0, *power), strict=True)
    )


def kernel_weight(d: int) -> Polynomial:
    """Q of W(x) = e^{-mu x} Q(mu x) / x^{2d-1}, the weight that T_x takes: Q = (2d-2+s) P_{d-1} - s P_{d-1}'.

    Source: lem-B.8, lem-B.9. All coefficients are > 0, as `differentiate_against` says.

    >>> kernel_weight(3).coefficients == (8, 8, 4, 1)
    True
    """
    return derivative_polynomial(d, odd_dimension(d) - 1).differentiate_against(2 * d - 2)


def _order(d: int, k: int) -> int:
    if not 0 <= k < odd_dimension(d):
        raise ValueError(f"the order k of a derivative of Phi_eps must be 0 to {d - 1} in dimension {d}, got {k}")
    return k
