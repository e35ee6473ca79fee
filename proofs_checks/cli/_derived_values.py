"""The numbers of `earnshaw derive`: values and suprema of the derivatives of Phi_eps, and its Fourier transform."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from math import ceil, comb, isqrt
from typing import Any

from flint import ctx

from verify.certify import RadialProfile, ball, decimal, midpoint, precision
from verify.certify import transform as enclose_transform
from verify.exact import (
    hat_inside_polynomial,
    hat_suprema,
    hat_values_at_zero,
    inside_polynomial,
    reverse_bessel_polynomial,
    suprema,
    values_at_zero,
)

from ._derive import Answer, Request
from ._notation import superscript, table


def potential(request: Request) -> Answer:
    """(-1)^k Phi_eps^(k)(0+) and sup |Phi_eps^(k)|, k = 0..d-1, for the unnormalised potential."""
    d, o = request.d, request.options
    assert d is not None
    eps, lam, digits, hat = o["eps"], o["lam"], o["digits"], o["construction"] == "hat"
    mu = rational_root(lam)
    scales = [eps ** (2 - d - k) for k in range(d)]  # what the exact layer leaves out, but for e^{-s}

    def written(brackets: Callable[[int, Any], list[Any]], zeros: Iterable[int] = ()) -> list[str]:
        @lru_cache(maxsize=1)
        def enclosures(bits: int) -> list[Any]:
            with precision(bits + 8 * d):  # the derivatives inside lose some bits an order
                root = ball(lam).sqrt() if mu is None else ball(mu)
                found = brackets(d, root * ball(eps) if mu is None else mu * eps)
                factor = (-root * ball(eps)).exp()
                return [factor * ball(scale) * _ball(x) for scale, x in zip(scales, found, strict=True)]

        # no precision decides the digits of a ball that contains zero, so zeros are known beforehand
        return ["0" if k in zeros else decimal(lambda k=k: enclosures(ctx.prec)[k], digits) for k in range(d)]

    at_zero, at_top = (hat_values_at_zero, hat_suprema) if hat else (values_at_zero, suprema)
    zero = written(at_zero, zeros=range(2, d, 2) if hat else (d - 1,))
    top = written(at_top)
    exact = None if mu is None else [x * scale for x, scale in zip(at_zero(d, mu * eps), scales, strict=True)]
    data = {"d": d, "eps": str(eps), "lam": str(lam), "normalised": False, "at_zero": zero,
            "at_zero_exact": None if exact is None else [str(x) for x in exact], "sup": top}
    kind = "mixture of Euclid's hats" if hat else f"of class C{superscript(d - 1)}"

    def as_text() -> str:
        rows = [("k", "(−1)^k Φ_ε^(k)(0+)", "sup |Φ_ε^(k)|")]
        rows += [(str(k), zero[k], top[k]) for k in range(d)]
        lines = [f"Φ_ε on R{superscript(d)}, {kind}, not normalised; ε = {eps}, λ = {lam}", "", table(rows)]
        if exact is not None and d <= 11:
            lines += ["", f"(−1)^k Φ_ε^(k)(0+) as multiples of e^(−{mu * eps}):",
                      table([(str(k), str(x)) for k, x in enumerate(exact)])]
        return "\n".join(lines)

    def as_latex() -> str:
        rows = "\n".join(f"{k} & {zero[k]} & {top[k]} \\\\" for k in range(d))
        return ("\\begin{array}{rll}\nk & (-1)^k \\Phi_\\varepsilon^{(k)}(0+) & "
                f"\\sup |\\Phi_\\varepsilon^{{(k)}}| \\\\ \\hline\n{rows}\n\\end{{array}}")

    return Answer(data, as_text, as_latex, lambda: _potential_code(d, eps, lam, mu, hat, digits))


def _potential_code(d: int, eps: Fraction, lam: Fraction, mu: Fraction | None, hat: bool, digits: int) -> str:
    """Code for Phi_eps itself, in floating point from exact coefficients."""
    inside = hat_inside_polynomial if hat else (lambda d, s: inside_polynomial(d, 0, s))
    if mu is not None:
        coefficients = [f"Fraction({str(c)!r})" for c in inside(d, mu * eps)]
    else:
        zeros = range(2, d, 2) if hat else ()
        coefficients = ["0" if i in zeros else decimal(lambda i=i: inside(d, ball(lam).sqrt() * ball(eps))[i],
                                                       max(digits, 20)) for i in range(d + 1)]
    variable, says = ("r / eps", "r / eps") if hat else ("1 - r / eps", "v = 1 - r / eps")
    outside = ", ".join(f"Fraction({str(c)!r})" for c in reverse_bessel_polynomial(d).coefficients)
    return (f"from fractions import Fraction\nfrom math import exp, sqrt\n\n"
            f"d, eps, mu = {d}, Fraction({str(eps)!r}), "
            f"{f'Fraction({str(mu)!r})' if mu is not None else f'sqrt(Fraction({str(lam)!r}))'}\n"
            f"INSIDE = [{', '.join(coefficients)}]  # coefficients in {says}, ascending\n"
            f"OUTSIDE = [{outside}]  # coefficients of p in mu r, ascending\n\n\n"
            "def horner(coefficients, x):\n    total = 0\n    for c in reversed(coefficients):\n"
            "        total = total * x + float(c)\n    return total\n\n\n"
            "def phi_eps(r):\n"
            '    """The potential, not normalised, for r >= 0."""\n'
            "    if r >= eps:\n"
            "        return horner(OUTSIDE, float(mu * r)) * exp(-mu * r) * float(r) ** (2 - d)\n"
            f"    return horner(INSIDE, float({variable})) * exp(-mu * eps) * float(eps) ** (2 - d)")


def transform(request: Request) -> Answer:
    """The Fourier transform on R^d of the unnormalised Phi_eps of class C^{d-1}, as a decimal with a radius."""
    d, o = request.d, request.options
    assert d is not None
    eps, lam, omega, digits = o["eps"], o["lam"], o["omega"], o["digits"]
    mu = rational_root(lam)
    if mu is not None:  # e^{-s} is left out, so that the data are rational
        profile = profile_of(d, eps, mu, mu * eps)
        found = enclose_transform(profile, omega, digits=digits + 5)
        with precision(5 * digits + 128):
            found = found * ball(-mu * eps).exp()
    else:
        def profile_in_balls() -> RadialProfile:
            root = ball(lam).sqrt()
            return profile_of(d, ball(eps), root, root * ball(eps), factor=(-root * ball(eps)).exp())

        found = enclose_transform(profile_in_balls, omega, digits=digits + 5)
    value = decimal(midpoint(found), digits)
    radius = upwards(midpoint(found.rad()) + abs(midpoint(found) - Fraction(value)))
    return Answer(
        {"value": value, "radius": radius},
        lambda: f"F(Φ_ε)(ω) = ∫ Φ_ε(x) e^(−iω·x) dx over R{superscript(d)}, Φ_ε not normalised; "
                f"ε = {eps}, λ = {lam}, |ω| = {omega}\n{value} ± {radius}",
        lambda: f"\\int_{{\\mathbb{{R}}^{{{d}}}}} \\Phi_\\varepsilon(x)\\, e^{{-i\\omega\\cdot x}}\\, dx = "
                f"{value} \\pm {radius}, \\quad \\varepsilon = {eps},\\ \\lambda = {lam},\\ |\\omega| = {omega}",
        lambda: f"from fractions import Fraction\n\n# the transform of Phi_eps, d = {d}, eps = {eps}, lam = {lam}, at "
                f"|omega| = {omega}, lies within radius of value\n"
                f"value, radius = Fraction({value!r}), Fraction({radius!r})",
    )


def profile_of(d: int, eps: Any, mu: Any, s: Any, *, factor: Any = Fraction(1)) -> RadialProfile:
    """Phi_eps times e^s `factor`: its polynomial inside eps in powers of r, and Yukawa's potential outside."""
    in_v = inside_polynomial(d, 0, s)
    scale = factor / eps ** (d - 2)
    in_t = [sum((c * comb(i, j) * (-1) ** j for i, c in enumerate(in_v) if i >= j), start=0 * s) for j in range(d + 1)]
    return RadialProfile(d, eps, tuple(scale * c / eps**j for j, c in enumerate(in_t)), tail=(mu, factor))


def _ball(x: Any) -> Any:
    return ball(x) if isinstance(x, (int, Fraction)) else x


def rational_root(q: Fraction) -> Fraction | None:
    """The square root of a positive rational, if it is rational.

    >>> rational_root(Fraction(9, 4)), rational_root(Fraction(2))
    (Fraction(3, 2), None)
    """
    root = Fraction(isqrt(q.numerator), isqrt(q.denominator))
    return root if root * root == q else None


def upwards(x: Fraction) -> str:
    """A decimal of three digits, not below x > 0 and hardly above.

    >>> upwards(Fraction(1, 3)), upwards(Fraction(99999)), upwards(Fraction(0))
    ('3.34e-1', '1.00e5', '0')
    """
    if x == 0:
        return "0"
    exponent = len(str(int(x))) - 1 if x >= 1 else -len(str(int(1 / x)))
    units = ceil(x / Fraction(10) ** (exponent - 2))
    if units >= 1000:
        units, exponent = 100, exponent + 1
    return f"{units // 100}.{units % 100:02d}e{exponent}"
