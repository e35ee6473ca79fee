"""A second opinion on certificates by balls: the recheck, which repeats no search, and mpmath at a few points.

The recheck evaluates with the same balls and the same evaluators of terms, exponential sums and transforms as what
made the certificate; mpmath shares nothing with them, and shows nothing between its points.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from verify.claims import JSON

from ..recheck import RecheckFailed, recheck_finding
from ._numbers import Number, context, holds, points, value
from ._smt import UnsupportedError

_POINTS = 5
_QUADRATURE_DIGITS = 20
_AGREE_DIGITS = 10  # of a quadrature, whose error is only estimated
_FREQUENCIES = (Fraction(1, 3), Fraction(2))
_FAR = 60  # e^-60 is below what is compared
_MOST_DIMENSION = 15


class DisagreementError(Exception):
    """A second opinion that contradicts; the message says how, in one phrase."""


def certified(finding: Mapping[str, JSON]) -> str:
    """Who agrees with a certificate. Raises DisagreementError.

    What mpmath cannot evaluate is left to the recheck alone.
    """
    try:
        recheck_finding(finding)
    except RecheckFailed as failure:
        raise DisagreementError(f"recheck: {failure}") from failure
    claim = finding["evidence"]["proposition"]
    look = _LOOKS.get(claim["kind"])
    if look is None:
        return "recheck"
    name, check = look
    try:
        seen = check(claim)
    except (UnsupportedError, KeyError, ValueError, ZeroDivisionError, OverflowError):
        return "recheck"
    return f"recheck and {name}" if seen else "recheck"


def _positive(claim: Mapping[str, JSON]) -> bool:
    relation = [claim["relation"], claim["lhs"], claim["rhs"]]
    seen = 0
    for point in points(claim["domain"], [], _POINTS):
        answer = holds(relation, point)
        if answer is False:
            raise DisagreementError(f"mpmath: it fails at {_shown(point)}")
        seen += answer is True
    return seen > 0


def _integral(claim: Mapping[str, JSON]) -> bool:
    ctx = context(_QUADRATURE_DIGITS)
    for given in claim["points"]:
        point = {name: Fraction(x) for name, x in given.items()}
        lower = value(claim["lower"], point, ctx)
        upper = ctx.inf if claim["upper"] is None else value(claim["upper"], point, ctx)

        def integrand(x: Number, point: dict[str, Fraction] = point) -> Number:
            return value(claim["integrand"], {**point, claim["variable"]: x}, ctx)

        integral, right = ctx.quad(integrand, [lower, upper]), value(claim["value"], point, ctx)
        if abs(integral - right) > max(1, abs(right)) * ctx.mpf(10) ** -_AGREE_DIGITS:
            raise DisagreementError(f"mpmath: the integral is not that value at {_shown(point) or 'its point'}")
    return True


def _positive_definite(claim: Mapping[str, JSON]) -> bool:
    """The transform at a few frequencies, by its integral over the spherical average of a plane wave, 0F1."""
    d, ctx = int(claim["d"]), context(_QUADRATURE_DIGITS)
    if d > _MOST_DIMENSION:
        return False
    radius, mu, amplitude, coefficients = _profile(claim, ctx)
    inner = [ctx.mpf(c.numerator) / c.denominator for c in map(Fraction, claim["inner"])]

    def transform(omega: Number) -> Number:
        def wave(r: Number) -> Number:
            return r ** (d - 1) * ctx.hyp0f1(ctx.mpf(d) / 2, -(r * omega / 2) ** 2)

        def tail(r: Number) -> Number:
            return amplitude * ctx.exp(mu * (radius - r)) * ctx.polyval(coefficients, mu * r) / r ** (d - 2) * wave(r)

        total = ctx.quad(lambda r: ctx.polyval(inner[::-1], r) * wave(r), [0, radius])
        ends = [radius, radius + 2 / mu, radius + 8 / mu, radius + _FAR / mu]
        return total + ctx.quad(tail, ends) if amplitude else total

    least = transform(ctx.zero) / 10 ** _AGREE_DIGITS
    values = [transform(ctx.mpf(omega.numerator) / omega.denominator) for omega in _FREQUENCIES]
    for omega, found in zip(_FREQUENCIES, values, strict=True):
        if found < -least:
            raise DisagreementError(f"mpmath: the transform is not positive at {omega}")
    return all(found > least for found in values)


def _profile(claim: Mapping[str, JSON], ctx: Any) -> tuple[Number, Number, Number, list[Number]]:
    """Radius, mu, amplitude and the reverse Bessel polynomial of degree (d-3)/2, highest power first, p(0) = 1."""
    exact = [Fraction(x) for x in (claim["radius"], *(claim["tail"] or ("1", "0")))]
    radius, mu, amplitude = (ctx.mpf(x.numerator) / x.denominator for x in exact)
    n = (int(claim["d"]) - 3) // 2
    ascending = [ctx.binomial(n, j) * ctx.factorial(2 * n - j) * 2 ** j / ctx.factorial(2 * n) for j in range(n + 1)]
    return radius, mu, amplitude, ascending[::-1]


def _shown(point: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{name} = {x}" for name, x in point.items())


_LOOKS: dict[str, tuple[str, Callable[[Mapping[str, JSON]], bool]]] = {
    "positive": ("mpmath at points", _positive), "integral": ("mpmath quadrature", _integral),
    "positive-definite": ("mpmath at frequencies", _positive_definite),
}
