"""The Fourier transform of Phi_eps, enclosed to 40 digits, against mpmath's quadrature to as many."""

from collections.abc import Iterator
from fractions import Fraction

import mpmath

from proofs_checks.cli._derive import Request
from proofs_checks.cli._derived_values import transform
from verify.exact import inside_polynomial, reverse_bessel

from ._timing import Row, best

EPS, OMEGA, DIGITS = Fraction(1, 2), 10, 40


def rows() -> Iterator[Row]:
    """At |omega| = 10, eps = 1/2, lambda = 1."""
    for d in (3, 7, 51):
        options = {"eps": EPS, "lam": Fraction(1), "omega": Fraction(OMEGA), "digits": DIGITS}
        ours = best(lambda d=d, o=options: transform(Request("transform", d, o)), 5)
        yield Row(f"transform at 10, d = {d}", ours, "mpmath.quad", best(lambda d=d: by_quadrature(d), 1))


def by_quadrature(d: int) -> mpmath.mpf:
    """The radial integral, cut off where e^{-r} is below the precision."""
    with mpmath.workdps(DIGITS + 10):
        eps, nu = mpmath.mpf(EPS.numerator) / EPS.denominator, mpmath.mpf(d) / 2 - 1
        inner = [mpmath.mpf(c.numerator) / c.denominator for c in reversed(inside_polynomial(d, 0, EPS))]
        outer = [mpmath.mpf(c.numerator) / c.denominator for c in reversed(reverse_bessel(d))]

        def integrand(r: mpmath.mpf) -> mpmath.mpf:
            if r < eps:
                value = mpmath.polyval(inner, 1 - r / eps) * mpmath.exp(-eps) * eps ** (2 - d)
            else:
                value = mpmath.polyval(outer, r) * mpmath.exp(-r) * r ** (2 - d)
            return r ** (nu + 1) * mpmath.besselj(nu, OMEGA * r) * value

        total = mpmath.quad(integrand, [0, eps, *range(1, 100, 2)])
        return total * (2 * mpmath.pi) ** (nu + 1) / mpmath.mpf(OMEGA) ** nu
