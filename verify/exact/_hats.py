"""Euclid's hat and the almost lambda-harmonic potential Phi_hat that mixtures of hats give.

Hat_x is the self-convolution of a ball of radius x/2, normalised here by Hat_x'(r) = -(x^2 - r^2)^m on
r < x, with m = (d-1)/2. The mixture over x > eps that equals Phi for r >= eps has the weight

    w(x) = (2x / m!) [(-(1/(2r)) d/dr)^{m+1} (-Phi')]_{r=x} = e^{-mu x} Q_d(mu x) / (2^m m! x^{2d-1}).

Inside, -Phi_hat' is the Taylor polynomial of degree m, in r^2 about eps^2, of the -Phi' outside: with
s = mu eps and t = r/eps,

    -Phi_hat'(r) = e^{-s} eps^{1-d} sum_{j <= m} S_j(s) (1 - t^2)^j / (2^j j!),

where (-(1/(2r)) d/dr)^j (-Phi') = e^{-s} S_j(s) / (2^j r^{d-1+2j}) at s = mu r. So Phi_hat is of class
C^{(d+1)/2} and no better, and not all of its derivatives keep their sign inside. Source: lem-B.7, lem-B.8.
As in `_almost_harmonic`, `s` is a Fraction (exact answers) or a ball (enclosures).
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from itertools import islice
from math import comb, factorial
from typing import Any

from ._almost_harmonic import Scalar, outside_values
from ._yukawa import Polynomial, derivative_polynomial, odd_dimension


def euclid_hat(d: int) -> tuple[Fraction, ...]:
    """Hat_x(r) = x^d times the value at r/x of this polynomial on [0, 1]: the integral of (1-u^2)^m from t to 1.

    Source: lem-B.7.

    >>> [str(c) for c in euclid_hat(3)]
    ['2/3', '-1', '0', '1/3']
    """
    return _integrated_to_one([Fraction(1) if j == _half(d) else Fraction(0) for j in range(_half(d) + 1)])


def hat_polynomials(d: int) -> Iterator[Polynomial]:
    """S_0, S_1, ... without end: S_0 = P_1 and S_{j+1} = (d-1+2j+s) S_j - s S_j'.

    (-(1/(2r)) d/dr)^j (-Phi') = e^{-s} S_j(s) / (2^j r^{d-1+2j}), s = mu r. All coefficients are > 0.
    Up to a constant S_j(s) e^{-s} is s^{nu} K_{nu}(s) with nu = d/2 + j, as Phi is r^{1-d/2} K_{d/2-1}(mu r).

    >>> [next(polynomials).numerators for polynomials in [hat_polynomials(3)] for _ in range(3)]
    [(1, 1), (2, 2, 1), (8, 8, 4, 1)]
    """
    current, a = derivative_polynomial(d, 1), d - 1
    while True:
        yield current
        current = current.differentiate_against(a)
        a += 2


def hat_weight(d: int) -> Polynomial:
    """Q_d of the weight w(x) = e^{-mu x} Q_d(mu x) / (2^m m! x^{2d-1}) with which the hats make Phi: S_{m+1}.

    >>> hat_weight(3).coefficients == (8, 8, 4, 1)
    True
    """
    return next(islice(hat_polynomials(d), _half(d) + 1, None))


def hat_inside_polynomial(d: int, s: Scalar) -> tuple[Scalar, ...]:
    """H with Phi_hat(r) = e^{-s} eps^{2-d} H(r/eps) for r <= eps: coefficients in t = r/eps, ascending, degree d.

    Except for the constant there are odd powers only.

    >>> [str(c) for c in hat_inside_polynomial(3, Fraction(1, 10))]
    ['851/300', '-441/200', '0', '221/600']
    """
    terms = [S(s) / (factorial(j) << j) for j, S in enumerate(islice(hat_polynomials(d), _half(d) + 1))]
    c = _integrated_to_one(terms)
    return (c[0] + derivative_polynomial(d, 0)(s), *c[1:])


def hat_values_at_zero(d: int, s: Scalar) -> list[Scalar]:
    """(-1)^k Phi_hat^{(k)}(0+) e^s eps^{d-2+k} for k = 0..d-1.

    Zero for every even k >= 2, and negative where the sign pattern of lem-B.9 breaks: from d = 5 on at k = 3.

    >>> [str(x) for x in hat_values_at_zero(5, Fraction(1))]
    ['94/3', '361/8', '0', '-245/2', '0']
    """
    return [(-1) ** k * factorial(k) * c for k, c in enumerate(hat_inside_polynomial(d, s)[:d])]


def hat_suprema(d: int, s: Scalar) -> list[Any]:
    """e^s eps^{d-2+k} times the supremum of |Phi_hat^{(k)}| over r > 0, for k = 0..d-1, as balls (arb).

    Outside, the derivatives fall in size from their limit at r = eps; inside, the extrema of a polynomial are at
    its ends or at real roots of its derivative, all of which are isolated: exactly for a rational `s`, in balls
    otherwise. The enclosures are as narrow as the working precision of python-flint allows, and not finite where
    it does not suffice to isolate the roots.

    >>> [x.str(6, radius=False) for x in hat_suprema(3, Fraction(1, 10))]
    ['2.83667', '2.20500', '2.21000']
    """
    H = hat_inside_polynomial(d, s)
    return [
        _supremum_on_unit_interval(differentiated(H, k)).max(abs(_ball(outside)))
        for k, outside in enumerate(outside_values(d, s))
    ]


def _supremum_on_unit_interval(f: tuple[Scalar, ...]) -> Any:
    """The supremum of |f| over [0, 1] for a polynomial whose derivative is even or odd."""
    from flint import arb, arb_poly, ctx, fmpq, fmpq_poly

    derivative = differentiated(f, 1)
    # the derivative is g(t^2) or t g(t^2): half the degree, and no root at 0 that balls could not tell apart
    g = derivative[1::2] if len(derivative) % 2 == 0 else derivative[0::2]
    squares: list[Any] = []
    if len(g) > 1 and isinstance(f[0], Fraction):
        squares = [y for y, _ in fmpq_poly([fmpq(c.numerator, c.denominator) for c in g]).complex_roots()]
    elif len(g) > 1:
        try:
            squares = arb_poly(list(g)).complex_roots(tol=arb(2) ** (-ctx.prec // 2))
        except ValueError:  # not isolated at this precision
            return arb.nan()
    value = arb_poly([_ball(c) for c in f])
    slope = value.derivative()
    sizes = [abs(value(arb(end))) for end in (0, 1)]
    for y in squares:  # a root too many does no harm: |f| takes its value at a point of [0, 1] or of the same ball
        if y.real.contains(0):  # never a root, so the ball is too wide
            return arb.nan()
        if y.imag.contains(0) and y.real > 0 and not y.real > 1:
            t = y.real.sqrt()
            middle = t.mid()
            sizes.append(abs(value(middle) + slope(t) * (t - middle)))  # the slope is next to nothing there
    return reduce(lambda a, b: a.max(b), sizes)


def _ball(x: Scalar) -> Any:
    from flint import arb

    return arb(x.numerator) / x.denominator if isinstance(x, (int, Fraction)) else x


def differentiated(c: tuple[Scalar, ...], k: int) -> tuple[Scalar, ...]:
    """The coefficients, ascending, of the k-th derivative of the polynomial with coefficients `c`.

    >>> differentiated((1, 1, 1, 1), 2)
    (2, 6)
    """
    for _ in range(k):
        c = tuple(i * x for i, x in enumerate(c) if i)
    return c


def _integrated_to_one(b: list[Scalar]) -> tuple[Scalar, ...]:
    """The integral from t to 1 of sum_j b_j (1-u^2)^j du, as coefficients in t, ascending."""
    powers = [sum(((-1) ** i * comb(j, i) * b[j] for j in range(i, len(b))), start=b[0] * 0) for i in range(len(b))]
    c = [b[0] * 0] * (2 * len(b))
    for i, x in enumerate(powers):
        c[2 * i + 1] = -x / (2 * i + 1)
    c[0] = -sum(c, start=b[0] * 0)
    return tuple(c)


def _half(d: int) -> int:
    return (odd_dimension(d) - 1) // 2
