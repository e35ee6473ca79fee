"""From two dimensions on a radial λ-harmonic potential is unbounded, for symbolic d; on the line it need not be.

Let |Φ| ≤ M on r > 0, Φ = f(r), and let ρ = r^{d−1}f′ be its flux through spheres.
"""

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import MU_POS, R_POS, d, lam, mu, r, x, y, z

f = sp.Function("f")(r)
A, B, a, b, c, K, M, m, P, v = sp.symbols("A B a b c K M m P v")
FROM_2, LAM_POS = Integer("d", ge=2), Real("lam", gt=0)
SHELLS = Domain.of(R_POS, FROM_2, LAM_POS)


def flux() -> sp.Expr:
    """ρ, but for the area of the unit sphere."""
    return r ** (d - 1) * f.diff(r)


def laplacian() -> sp.Expr:
    """ΔΦ."""
    return f.diff(r, 2) + (d - 1) / r * f.diff(r)


def on_the_line() -> All:
    """Φ = A e^{−μ|x|} + B e^{μ|x|}, for x > 0: unbounded exactly when B ≠ 0; claimed of all that are not zero."""
    potential = A * sp.exp(-mu * x) + B * sp.exp(mu * x)
    line = Domain.of(Real("x", gt=0), MU_POS, Real("A"), Real("B"))
    return All((
        ("λ = μ²", Identity(sp.Derivative(potential, (x, 2)), mu**2 * potential, line)),
        ("bounded for B = 0", MonomialBound(sp.exp(-mu * x), sp.Integer(1), Domain.of(Real("x", gt=0), MU_POS))),
        ("unbounded for |B| = b > 0, y = e^{μx}", ForAll(
            (y * b >= M + a + 1, y >= 1), b * y - a / y > M,
            Domain.of(Real("y", gt=0), Real("b", gt=0), Real("a", ge=0), Real("M", ge=0)))),
        ("not zero, so unbounded", ForAll((sp.Or(sp.Ne(A, 0), sp.Ne(B, 0)),), sp.Ne(B, 0),
                                          Domain.of(Real("A"), Real("B")))),
    ), "ΔΦ = λΦ with λ > 0, Φ not zero  ⟹  Φ is unbounded")


def near_the_centre() -> tuple[tuple[str, sp.Expr], ...]:
    """The flux has a limit c at r = 0, as it changes by at most λM r^d/d; were c > 0, Φ would fall below −M there."""
    unit = Domain.of(Real("r", gt=0, le=1), FROM_2)
    return (
        ("the flux changes by λΦ", Identity(sp.Derivative(flux(), r) - lam * r ** (d - 1) * f,
                                            r ** (d - 1) * (laplacian() - lam * f), SHELLS)),
        ("by at most λM r^d/d", Identity(sp.Derivative(lam * M * r**d / d, r), lam * r ** (d - 1) * M,
                                         Domain.of(*SHELLS, Real("M", ge=0)))),
        ("near c > 0", ForAll((sp.Ge(P, c - v), v <= c / 2), sp.Ge(P, c / 2),
                              Domain.of(Real("P"), Real("c", gt=0), Real("v", ge=0)))),
        ("steeper than 1/r", MonomialBound(1 / r, r ** (1 - d), unit, facts=(r <= 1,))),
        ("a logarithm", Identity(sp.Derivative(sp.log(r), r), 1 / r, Domain.of(R_POS))),
        ("too deep, K = ln(r₀/r)", ForAll((sp.Eq(K * c, 4 * M + 1),), c / 2 * K > 2 * M,
                                          Domain.of(Real("c", gt=0), Real("K", gt=0), Real("M", ge=0)))),
    )


def far_away() -> tuple[tuple[str, sp.Expr], ...]:
    """Once c = 0, f² does not decrease; if it is m > 0 at r = z, it grows like r² from r = 2z on (y = r/z)."""
    return (
        ("growth", Identity(sp.Derivative(flux() * f, r), r ** (d - 1) * (f.diff(r) ** 2 + f * laplacian()), SHELLS)),
        ("with ΔΦ = λΦ, from f² ≥ m on", ForAll((sp.Ge(y**2, m),), sp.Ge(x**2 + y * (lam * y), lam * m), Domain.of(
            Real("x"), Real("y"), LAM_POS, Real("m", gt=0)), named=("f² does not decrease",))),
        ("half of the ball is outside", MonomialBound(sp.Integer(2), y**d, Domain.of(Real("y", ge=2), FROM_2),
                                                      facts=(sp.Le(2, y, evaluate=False),))),
        ("so (f²)′ ≥ λmr/d", ForAll((v <= P / 2,), sp.Ge(2 * lam * m * (P - v) / d, lam * m * P / d), Domain.of(
            LAM_POS, Real("m", gt=0), Real("d", ge=2), Real("P", gt=0), Real("v", gt=0)),
            named=("v = z^d, P = r^d",))),
        ("in all", Identity(sp.Derivative(lam * m * (r**2 - 4 * z**2) / (2 * d), r), lam * m * r / d,
                            Domain.of(*SHELLS, Real("m", gt=0), Real("z", gt=0)))),
        ("in all, from r = 2z", Identity((lam * m * (r**2 - 4 * z**2) / (2 * d)).subs(r, 2 * z), 0,
                                         Domain.of(FROM_2, LAM_POS, Real("m", gt=0), Real("z", gt=0)))),
        ("beyond M²", ForAll(
            (sp.Eq((r**2 - 4 * z**2) * lam * m, 2 * d * (M**2 + 1)),), lam * m * (r**2 - 4 * z**2) / (2 * d) > M**2,
            Domain.of(R_POS, Real("z", gt=0), LAM_POS, Real("m", gt=0), Real("d", ge=2), Real("M", ge=0)))),
    )


def from_two_dimensions_on() -> All:
    """Bounded near the centre means no flux there, and then Φ² grows without bound, unless it is zero."""
    return All((*near_the_centre(), *far_away()),
               "d ≥ 2, Φ radial, ΔΦ = λΦ for r > 0 with λ > 0, |Φ| ≤ M  ⟹  Φ = 0")
