"""The Fourier transform on R^d, d odd, of a radial function: a polynomial inside a ball, Yukawa's potential outside.

With r = R t (R the radius) and Z = omega R, Omega(z) the spherical average of e^{i z x_1} (Omega(0) = 1),

    F(omega) = |S^{d-1}| R^d G(Z),   G(Z) = int_0^1 f(R t) Omega(Z t) t^{d-1} dt + tail.

Omega(z) = (d-2)!! j_n(z)/z^n with n = (d-3)/2 and j_n the spherical Bessel function, elementary for odd d, so the
inner part is integrated in closed form. Outside, u = amplitude e^{-mu(r-R)} p(mu r)/r^{d-2} has Delta u = mu^2 u, and
Green's identity gives, with s = mu R, alpha = amplitude R^{2-d} and P_1 = (d-2+s) p - s p',

    tail = alpha [P_1(s) Omega(Z) + p(s) Z Omega'(Z)] / (s^2 + Z^2).

Together G(Z) = [A(Z) + B(Z) cos Z + C(Z) sin Z] / (Z^N (s^2 + Z^2)), polynomials A, B, C (no last factor without
a tail). Near Z = 0 that cancels to a high order; there the entire function (s^2 + Z^2) G(Z) is summed as a
power series with a bound for its remainder. Coefficients may be rational (all exact) or balls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import factorial, prod
from typing import Any

from flint import arb, arb_poly, ctx, fmpq, fmpq_poly, fmpz_poly

from ._balls import Ball, ball, precision

Scalar = Any  # Fraction or arb


@dataclass(frozen=True)
class RadialProfile:
    """A radial function on R^d: `inner` holds the coefficients of 1, r, r^2, ... for r <= radius; beyond it the
    function is 0 (`tail` None), or amplitude e^{-mu (r - radius)} p(mu r) / r^{d-2} for `tail` = (mu, amplitude).

    Here p is the reverse Bessel polynomial with p(0) = 1. Numbers are rational; with one ball among them
    all become balls.
    Raises ValueError for an even d or one below 3, and for a radius or mu that is not positive.

    >>> hat = RadialProfile(3, Fraction(1), (Fraction(2), Fraction(-3), Fraction(0), Fraction(1)))
    >>> scaled_transform_at_zero(hat)
    Fraction(1, 12)
    """

    d: int
    radius: Scalar
    inner: tuple[Scalar, ...]
    tail: tuple[Scalar, Scalar] | None = None

    def __post_init__(self) -> None:
        if self.d < 3 or self.d % 2 == 0:
            raise ValueError(f"d is {self.d}; the closed form needs an odd d of at least 3")
        if not self.radius > 0:
            raise ValueError(f"the radius is {self.radius}; it must be positive")
        if self.tail is not None and not self.tail[0] > 0:
            raise ValueError(f"mu is {self.tail[0]}; it must be positive")
        number = Fraction if self.exact else _real  # all of one kind; an int divided by an int would be a float
        object.__setattr__(self, "inner", tuple(map(number, self.inner)))
        object.__setattr__(self, "radius", number(self.radius))
        if self.tail is not None:
            object.__setattr__(self, "tail", tuple(map(number, self.tail)))

    @property
    def exact(self) -> bool:
        """Whether all its numbers are rational."""
        return not any(isinstance(x, arb) for x in (self.radius, *self.inner, *(self.tail or ())))

    def scaled(self) -> tuple[tuple[Scalar, ...], Scalar, Scalar]:
        """The coefficients of f(R t) in t, and s = mu R, alpha = amplitude R^{2-d} (0 and 0 without a tail)."""
        inner = tuple(c * self.radius**k for k, c in enumerate(self.inner))
        if self.tail is None:
            return inner, 0 * self.radius, 0 * self.radius
        mu, amplitude = self.tail
        return inner, mu * self.radius, amplitude / self.radius ** (self.d - 2)


def reverse_bessel(d: int, s: Scalar) -> tuple[Scalar, Scalar]:
    """p(s) and P_1(s) = (d-2+s) p(s) - s p'(s).

    >>> reverse_bessel(5, Fraction(2))
    (Fraction(3, 1), Fraction(13, 1))
    """
    n = (d - 3) // 2
    value, slope = 0 * s, 0 * s
    for i in range(n + 1):
        top, bottom = 2**i * factorial(n) * factorial(2 * n - i), factorial(2 * n) * factorial(i) * factorial(n - i)
        term = s**i * top / bottom
        value, slope = value + term, slope + i * term
    return value, (d - 2 + s) * value - slope


def sphere_area(d: int) -> Ball:
    """|S^{d-1}| for odd d: 2^{m+1} pi^m / (d-2)!!, m = (d-1)/2."""
    m = (d - 1) // 2
    return arb.pi() ** m * ball(Fraction(2 ** (m + 1), prod(range(d - 2, 0, -2))))


@lru_cache(maxsize=256)
def _bessel(n: int) -> tuple[Any, Any]:
    """(S, C) with j_n(z) = (S(z) sin z + C(z) cos z)/z^{n+1}: j_{n+1} = (2n+1)/z j_n - j_{n-1}."""
    if n == 0:
        return fmpz_poly([1]), fmpz_poly([0])
    if n == 1:
        return fmpz_poly([1]), fmpz_poly([0, -1])
    square = fmpz_poly([0, 0, 1])
    (S, C), (T, D) = _bessel(n - 1), _bessel(n - 2)
    return (2 * n - 1) * S - square * T, (2 * n - 1) * C - square * D


@lru_cache(maxsize=4096)
def _moment(n: int, k: int) -> tuple[Any, Any]:
    """(U, V) with (U sin z + V cos z)' = z^{n+2+k} j_n(z): U + U'' = C + S', V = U' - S."""
    S, C = (fmpz_poly([0] * (k + 1) + list(poly)) for poly in _bessel(n))
    U = step = C + S.derivative()
    while (step := -step.derivative().derivative()) != 0:
        U += step
    return U, U.derivative() - S


Polynomials = tuple[Any, Any, Any, int, Scalar]


def closed_form(profile: RadialProfile) -> Polynomials:
    """(A, B, C, N, s^2) with G(Z) = (A + B cos Z + C sin Z)/(Z^N (s^2 + Z^2)), the last factor 1 without a tail.

    >>> A, B, C, N, _ = closed_form(RadialProfile(3, Fraction(1), (Fraction(1),)))
    >>> A, B, C, N  # the ball: (sin Z - Z cos Z)/Z^3
    (0, (-1)*x, 1, 3)
    """
    d, n = profile.d, (profile.d - 3) // 2
    inner, s, alpha = profile.scaled()
    poly, scalar = (fmpq_poly, _rational) if profile.exact else (arb_poly, _real)
    A, B, C = poly([]), poly([]), poly([])
    odd = prod(range(d - 2, 0, -2))
    top = max(len(inner) - 1, 0)
    for k, b in enumerate(inner):
        U, V = _moment(n, k)
        lift = poly([0] * (top - k) + [scalar(b * odd)])
        A, B, C = A - lift * poly([V[0]]), B + lift * poly(V), C + lift * poly(U)
    if profile.tail is None:
        return A, B, C, d + top, s * s
    p, first = reverse_bessel(d, s)
    # alpha (d-2)!! [P_1 j_n - p Z j_{n+1}] / Z^n, times Z^N
    S, D = _bessel(n)
    T, E = _bessel(n + 1)
    lift = poly([0] * (top + 2) + [scalar(alpha * odd)])
    down, across = poly([scalar(first)]), poly([scalar(p)])
    square = poly([scalar(s * s), 0, 1])
    return (A * square, B * square + lift * (down * poly(D) - across * poly(E)),
            C * square + lift * (down * poly(S) - across * poly(T)), d + top, s * s)


def _rational(value: Scalar) -> Any:
    value = Fraction(value)
    return fmpq(value.numerator, value.denominator)


def _real(value: Scalar) -> Ball:
    return value if isinstance(value, arb) else ball(value)


def power_series(profile: RadialProfile, reach: int, bits: int) -> tuple[list[Scalar], Scalar]:
    """(e_0, e_1, ...) and a bound: |(s^2 + Z^2) G(Z) - sum e_j Z^{2j}| <= bound < 2^-bits for |Z| <= reach.

    Without a tail it is G itself. Omega(z) = sum (-1)^j w_j z^{2j}, w_j = 1/(2^j j! d (d+2) ... (d+2j-2)), so
    |e_j| <= w_{j-1} K with K = (1 + s^2) sum |b_k|/(d+k) + |alpha| (P_1(s) + p(s)), j >= 1, and the tail of the
    series from j+1 on is below twice its first bound as soon as reach^2 <= (j+1)(d+2j).
    """
    d = profile.d
    inner, s, alpha = profile.scaled()
    p, first = reverse_bessel(d, s)
    outside = profile.tail is not None
    zero, w, small = (Fraction(0), Fraction(1), Fraction(1, 2**bits)) if profile.exact else (
        arb(0), arb(1), arb((1, -bits)))
    before, j = zero, 0
    size = sum((abs(b) / (d + k) for k, b in enumerate(inner)), zero)
    constant = (1 + s * s) * size + abs(alpha) * (first + p)
    series: list[Scalar] = []
    while True:
        sign = -1 if j % 2 else 1
        moment = sign * w * sum((b / (d + k + 2 * j) for k, b in enumerate(inner)), zero)
        series.append(s * s * moment + before + alpha * sign * w * (first + 2 * j * p) if outside else moment)
        before = moment
        remainder = 2 * w * reach ** (2 * j + 2) * constant
        if reach * reach <= (j + 1) * (d + 2 * j) and remainder < small:
            return series, remainder
        j += 1
        w /= 2 * j * (d + 2 * j - 2)


def scaled_transform_at_zero(profile: RadialProfile) -> Scalar:
    """G(0) = F(0) / (|S^{d-1}| R^d): exact for rational data."""
    inner, s, alpha = profile.scaled()
    inside = sum(b / (profile.d + k) for k, b in enumerate(inner))
    return inside if profile.tail is None else inside + alpha * reverse_bessel(profile.d, s)[1] / (s * s)


def scaled_transform(profile: RadialProfile, z: Scalar) -> Ball:
    """An enclosure of G(z) at the working precision, z an exact number >= 0 or a ball > 0."""
    point = z if isinstance(z, arb) else ball(z)
    if not point > 0:
        return _real(scaled_transform_at_zero(profile))
    d, (_, s, _) = profile.d, profile.scaled()
    if point < d:
        series, bound = power_series(profile, d, ctx.prec)
        total = arb_poly([_real(c) for c in series])(point * point) + _real(bound) * arb(0, 1)
        return total / (_real(s * s) + point * point) if profile.tail is not None else total
    A, B, C, N, square = closed_form(profile)
    value = arb_poly(A)(point) + arb_poly(B)(point) * point.cos() + arb_poly(C)(point) * point.sin()
    return value / (point**N * (_real(square) + point * point if profile.tail is not None else 1))


def transform(profile: RadialProfile | Callable[[], RadialProfile], omega: Fraction | int, *, digits: int = 20,
              max_bits: int = 1 << 14) -> Ball:
    """A ball for F(omega) = int f(x) e^{-i omega.x} dx on R^d, |omega| rational >= 0, good to `digits` digits.

    Irrational data come as a function that makes the profile, of balls, at the working precision. The precision
    is raised until the ball is narrow enough, or to `max_bits` where F(omega) may be zero. Raises ValueError for
    a negative omega.

    >>> unit_ball = RadialProfile(3, Fraction(1), (Fraction(1),))
    >>> (transform(unit_ball, 0) * 3 / 4).overlaps(arb.pi())  # its volume
    True
    """
    if omega < 0:
        raise ValueError(f"omega is {omega}; a frequency is a distance, so give one >= 0")
    wanted = digits * 10 // 3 + 8
    bits = wanted + 32
    while True:
        with precision(bits):
            found = profile() if callable(profile) else profile
            z = Fraction(omega) * found.radius if found.exact else ball(Fraction(omega)) * _real(found.radius)
            value = sphere_area(found.d) * _real(found.radius) ** found.d * scaled_transform(found, z)
            if value.rel_accuracy_bits() >= wanted or bits >= max_bits:
                return value
        bits *= 2
