"""The inverse Fourier transform of the root of a transform on R^d, d odd: h = F^-1(sqrt(F f)) for a radial f.

f is a `RadialProfile` with a tail whose transform is positive; then h * h = f, as F(h * h) = F(h)^2. With Z = omega R,
rho = r/R, G of `_radial_transform` and Omega the spherical average of a plane wave,

    h(r) = |S^{d-1}|^{3/2} (2 pi)^{-d} R^{-d/2} I(rho),   I(rho) = int_0^oo sqrt(G(Z)) Omega(rho Z) Z^{d-1} dZ.

G = (A + B cos Z + C sin Z)/(Z^N (s^2 + Z^2)) falls like a power of Z, so I converges slowly. It is split at a Z_0
beyond the roots of A. Up to Z_0 it is enclosed by quadrature in balls. Beyond, sqrt(1 + q) with q = (B cos Z +
C sin Z)/A is expanded in powers of q up to J. With D = (B - iC)/2 and Omega(z) = (d-2)!! Re(E(z) e^{iz})/z^{d-2}, it
is, but for (d-2)!! rho^{2-d}, the real part of a sum over m = -J..J of

    int g_m(Z) e^{i (rho + m) Z} dZ,   g_m = w(Z) E(rho Z) sum_j binom(1/2, j) binom(j, p) D^p D*^{j-p}/A^j, 2p = j + m,

with w = Z sqrt(A/(Z^N (s^2 + Z^2))). For |Z| >= Z_0 and Re Z > 0 all is analytic, so each is taken along Z_0 + i t or
Z_0 - i t, where the exponential decays. What is left out is bounded by majorants with powers of 1/|Z|.

Where f has a cone at 0, h is infinite there, of the order r^{-(d-1)/2}: just square-integrable.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb, prod
from typing import Any

from flint import acb, acb_poly, arb, arb_poly, ctx, fmpq

from ._balls import Ball, ball, precision
from ._radial_transform import RadialProfile, _bessel, _real, closed_form, power_series, sphere_area

_TERMS = 12  # J: with more of them Z_0 is smaller, but there are more rays
_LARGEST_START = 100_000
_Complex = Any  # flint.acb


def inverse_root(profile: RadialProfile, r: Fraction, *, bits: int = 64) -> Ball:
    """A ball for h(r), r > 0, with h = F^-1(sqrt(F f)); its radius is about 2^-bits where h is of the order 1.

    Wide or not finite where that cannot be had, and never wrong; not finite for a transform that is negative somewhere.
    Raises ValueError for r <= 0, where h may be infinite, and for a profile without a tail, whose transform may have
    zeros at which the root is not analytic; ArithmeticError where the expansion far out starts too far out.

    >>> bent = RadialProfile(3, Fraction(1), (Fraction(14, 3), Fraction(-9, 2), Fraction(0), Fraction(5, 6)), (1, 1))
    >>> bool(inverse_root(bent, Fraction(1)) > 0)
    True
    """
    if r <= 0:
        raise ValueError(f"r is {r}; h may be infinite at 0, so give a distance above 0")
    if profile.tail is None:
        raise ValueError("the profile has no tail; its transform may have zeros, where the root is not analytic")
    d = profile.d
    with precision(bits + 40 + 4 * d):
        radius, area = _real(profile.radius), sphere_area(d)
        rho = ball(r) / radius
        root = _Root(profile, rho, arb((1, -bits)))
        total = root.below() + root.beyond()
        return total * area * area.sqrt() / ((2 * arb.pi()) ** d * radius.sqrt() ** d)


@dataclass(frozen=True)
class _Root:
    """The integral I(rho) in two parts, to an absolute error of about `goal`, at the working precision."""

    profile: RadialProfile
    rho: Ball
    goal: Ball

    @cached_property
    def form(self) -> tuple[Any, Any, Any, int, Ball]:
        """A, D, D*, N, s^2 of the closed form of G."""
        with precision(8 * ctx.prec):  # with balls for data, what cancels in leading coefficients must be seen to
            A, B, C, N, square = closed_form(self.profile)
        B, C = acb_poly(arb_poly(B)), acb_poly(arb_poly(C))
        half, turn = acb(fmpq(1, 2)), acb(0, fmpq(1, 2))
        return acb_poly(arb_poly(A)), half * B - turn * C, half * B + turn * C, N, _real(square)

    @cached_property
    def wave(self) -> tuple[Any, Any]:
        """E and its conjugate E*: Omega(z) = (d-2)!! (E(z) e^{iz} + E*(z) e^{-iz})/(2 z^{d-2})."""
        S, C = (acb_poly(arb_poly(part)) for part in _bessel((self.profile.d - 3) // 2))
        return C - acb(0, 1) * S, C + acb(0, 1) * S

    # Up to Z_0.

    def below(self) -> Ball:
        """int_0^{Z_0}, with the power series of G up to d."""
        d = self.profile.d
        series, bound = power_series(self.profile, 2 * d, ctx.prec)
        even, error = acb_poly([acb(_real(c)) for c in series]), _real(bound) * arb(0, 1)
        A, D, D_star, N, square = self.form

        def near(z: _Complex, analytic: bool) -> _Complex:
            if not abs(z) <= 2 * d:
                return acb("nan")
            x = z * z
            G = (even(x) + acb(error, error)) / (square + x)
            return _positive_root(G, analytic) * self._average(self.rho * z) * z ** (d - 1)

        def far(z: _Complex, analytic: bool) -> _Complex:
            turn = (acb(0, 1) * z).exp()
            G = (A(z) + D(z) * turn + D_star(z) / turn) / (z**N * (square + z * z))
            return _positive_root(G, analytic) * self._average(self.rho * z) * z ** (d - 1)

        return sum((self._integral(near if i < d else far, arb(i), arb(i + 1)) for i in range(self.start)), acb(0)).real

    def _average(self, z: _Complex) -> _Complex:
        """Omega(z): by its closed form, and as 0F1(d/2; -z^2/4) near 0, where that cancels."""
        d = self.profile.d
        if not abs(z) > 1:
            return (-z * z / 4).hypgeom_0f1(acb(fmpq(d, 2)))
        turn, (E, E_star) = (acb(0, 1) * z).exp(), self.wave
        return prod(range(d - 2, 0, -2)) * (E(z) * turn + E_star(z) / turn) / (2 * z ** (d - 2))

    def _integral(self, f: Any, lower: Ball, upper: Ball) -> _Complex:
        return acb.integral(f, acb(lower), acb(upper), rel_tol=arb((1, -ctx.prec)), abs_tol=self.goal / 256,
                            eval_limit=100 * ctx.prec)

    # Beyond it.

    @cached_property
    def start(self) -> int:
        """Z_0: from there on the powers of q beyond J add less than the goal, and A is near its leading term."""
        z = self.profile.d
        while True:
            top, low = self._top(arb(z))
            if low > top / 2 and self._neglected(arb(z)) < self.goal:
                return z
            z += 1 + z // 8
            if z > _LARGEST_START:
                raise ArithmeticError(f"the root of the transform is far from its leading term even at {z}")

    def _top(self, x: Ball) -> tuple[Ball, Ball]:
        """The leading term of A for |Z| = x, and a lower bound of |A|; 0 and 0 for A = 0."""
        *rest, last = (abs(c) * x**i for i, c in enumerate(self.form[0].coeffs() or [acb(0)]))
        return last, last - sum(rest, arb(0))

    def _size(self, x: Ball) -> Ball:
        """A bound of |w(Z) E(rho Z)| for |Z| = x; it falls like 1/x or faster."""
        _, _, _, N, square = self.form
        top, _ = self._top(x)
        E = sum((abs(c) * (self.rho * x) ** i for i, c in enumerate(self.wave[0].coeffs())), arb(0))
        return x * (2 * top / (x**N * (x * x - square))).sqrt() * E

    def _ratio(self, x: Ball) -> Ball:
        """A bound of 2|D/A| and 2|D*/A| for |Z| = x, so of |q| for real Z; it falls like 1/x or faster."""
        return 2 * sum((abs(c) * x**i for i, c in enumerate(self.form[1].coeffs())), arb(0)) / self._top(x)[1]

    def _neglected(self, x: Ball) -> Ball:
        """A bound of the integral over Z > x of w E (sqrt(1 + q) - its J terms): |binom(1/2, j)| <= 1/2 for j > 0."""
        ratio = self._ratio(x)
        return self._scale * x * self._size(x) * ratio ** (_TERMS + 1) if ratio < arb(fmpq(1, 2)) else arb("inf")

    @property
    def _scale(self) -> Ball:
        d = self.profile.d
        return prod(range(d - 2, 0, -2)) / self.rho ** (d - 2)

    def beyond(self) -> Ball:
        """int_{Z_0}^oo."""
        total = sum((self._ray(m) for m in range(-_TERMS, _TERMS + 1)), acb(0))
        left_out = self._neglected(arb(self.start))
        return self._scale * total.real + left_out * arb(0, 1)

    def _ray(self, m: int) -> _Complex:
        """int g_m(Z) e^{i (rho + m) Z} dZ from Z_0."""
        A, D, D_star, N, square = self.form
        rho, start = self.rho, arb(self.start)
        degree = A.degree()
        reverse = acb_poly(A.coeffs()[::-1])  # A = Z^degree reverse(1/Z)
        half_power = fmpq(degree - N, 2)  # w = Z^half_power sqrt(reverse(1/Z)/(1 + s^2/Z^2)), as Z/sqrt(Z^2) = 1
        terms = [(j, _binomial_of_half(j) * comb(j, (j + m) // 2), (j + m) // 2, (j - m) // 2)
                 for j in range(abs(m), _TERMS + 1, 2)]
        E, phase = self.wave[0], rho + m
        side = 1 if phase > 0 else -1 if phase < 0 else 0
        direction = acb(0, side) if side else acb(1)

        def g(z: _Complex, analytic: bool) -> _Complex:
            u = 1 / z
            root = (reverse(u) / (1 + square * u * u)).sqrt(analytic=analytic)
            power = z ** int(half_power) if half_power.q == 1 else acb(z).pow(acb(half_power), analytic=analytic)
            a, b, inverse = D(z), D_star(z), 1 / A(z)
            total = sum((acb(arb(c)) * a**p * b**k * inverse**j for j, c, p, k in terms), acb(0))
            return root * power * E(rho * z) * total * (acb(0, 1) * phase * (z - start)).exp()

        # on the ray |g| <= 2 size(|Z|) ratio^|m|: |D^l D*^(j-l)/A^j| <= (ratio/2)^j, binom(j, l) <= 2^j, ratio < 1/2
        reach, total = start, acb(0)
        lower = arb(0)
        while True:
            total += self._integral(lambda t, analytic: g(start + direction * t, analytic), lower, reach)
            lower, reach = reach, 2 * reach
            x = lower + start if not side else lower if lower > start else start  # |Z| from here on
            rest = 2 * self._size(x) * self._ratio(x) ** abs(m)
            rest = rest * (-abs(phase) * lower).exp() / abs(phase) if side else rest * x
            if rest < self.goal / 256 or not total.is_finite():
                break
            if lower > arb((1, 4 * ctx.prec)):
                return acb("nan")
        error = rest * arb(0, 1)
        turn = (acb(0, 1) * phase * start).exp()
        return direction * turn * (total + acb(error, error))


def _positive_root(G: _Complex, analytic: bool) -> _Complex:
    """sqrt(G), and nothing finite where G, real on the segment that is integrated over, may be negative there.

    acb.integral asks for what is not analytic on the segment alone, where the complex root of a negative G would be
    imaginary, and be lost with the imaginary part.
    """
    return G.sqrt(analytic=True) if analytic else acb(G.real.sqrt())


def _binomial_of_half(j: int) -> fmpq:
    """binom(1/2, j)."""
    value = fmpq(1)
    for i in range(j):
        value *= (fmpq(1, 2) - i) / (i + 1)
    return value
