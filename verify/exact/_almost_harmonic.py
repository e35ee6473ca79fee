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
from itertools import islice
from math import comb, factorial, lcm
from operator import mul
from typing import Any

from ._yukawa import Polynomial, derivative_polynomial, derivative_polynomials, odd_dimension

Scalar = Any  # a Fraction, or an arb, for which python-flint has no types


def outside_values(d: int, s: Scalar) -> list[Scalar]:
    """P_0(s), ..., P_{d-1}(s): the values (-1)^j Phi^{(j)}(eps) e^s eps^{d-2+j}.

    >>> [str(x) for x in outside_values(3, Fraction(1, 10))]
    ['1', '11/10', '221/100']
    """
    return [P(s) for P in islice(derivative_polynomials(d), odd_dimension(d))]


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
    return _at_zero(d, outside_values(d, s))


def suprema(d: int, s: Scalar) -> list[Scalar]:
    """e^s eps^{d-2+k} times the supremum of |Phi_eps^{(k)}| over r > 0, for k = 0..d-1.

    (-1)^k Phi_eps^{(k)} falls from its value at 0+ for k <= d-2; for k = d-1 it rises to r = eps, then falls.

    >>> [str(x) for x in suprema(3, Fraction(1, 10))]
    ['851/300', '441/200', '221/100']
    """
    values = outside_values(d, s)
    return [*_at_zero(d, values)[:-1], values[d - 1]]


def _at_zero(d: int, values: list[Scalar]) -> list[Scalar]:
    weights = [factorial(d) // factorial(i) for i in range(d + 1)]

    def brackets(P: list[Scalar]) -> list[Scalar]:  # B_k(1) times d!
        head = (sum(map(mul, P[k : d - 1], weights), start=P[0] * 0) for k in range(d))
        return [h + P[d - 1] * ((d - 1 - k) * weights[d - k]) for k, h in enumerate(head)]

    if not isinstance(values[0], Fraction):
        return [b / factorial(d) for b in brackets(values)]
    common = lcm(*(x.denominator for x in values))  # integers, so that nothing is reduced until the end
    integers = [x.numerator * (common // x.denominator) for x in values]
    return [Fraction(b, common * factorial(d)) for b in brackets(integers)]


def zero_polynomial(d: int, k: int) -> Polynomial:
    """B_k(1) as a polynomial in s: (-1)^k Phi_eps^{(k)}(0+) = e^{-s} eps^{2-d-k} times its value at s = mu eps.

    For k = d-1 it is zero. Raises ValueError unless 0 <= k <= d-1.

    >>> zero_polynomial(3, 0)
    Polynomial(numerators=(16, 10, 2), denominator=6)
    """
    _order(d, k)
    polynomials = list(islice(derivative_polynomials(d), d))
    # over d!: P_{k+i}/i! is P_{k+i} times d!/i!, and P_{d-1} (d-1-k)/(d-k)!
    weights = [factorial(d) // factorial(i) for i in range(d - 1 - k)]
    weights.append((d - 1 - k) * (factorial(d) // factorial(d - k)))
    total = [0] * len(polynomials[-1].numerators)
    for P, weight in zip(polynomials[k:], weights, strict=True):
        for i, c in enumerate(P.numerators):
            total[i] += weight * c
    return Polynomial(tuple(total), polynomials[0].denominator * factorial(d))


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
