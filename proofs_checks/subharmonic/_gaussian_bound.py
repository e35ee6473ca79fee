"""Theorem F.4's pieces: one electron far away, the smallest term on [ε, R²], and the curvature that follows."""

from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Proposition, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ANY, R_POS, d, eps, k, r, s, v, x, y
from . import theorem_f2 as f2
from .section_f import C_POS, c, gaussian, laplacian

Expr = Any

E, delta, g, h, R2, M, curv, slope, ray = sp.symbols("E δ g h R² M λ g′ a")
g_s, g_a, p, w = sp.symbols("g(s) g(a) p q")
PLUS = Real("E", gt=0)


def well() -> Expr:
    """(3) for one electron at the distance r from one proton."""
    return -2 * gaussian()


def per_term() -> Expr:
    """ΔΦ/c, with s = cr²."""
    return (s - d) * sp.exp(-s / 2)


def one_electron(distance: Expr = 8) -> All:
    """k = 1, d = 3, c = 60 = 2d/ε, ε = 1/10: slope and curvatures at a distance, against e^{−1900}."""
    here = Domain.of(Real("r", ge=distance, le=distance))
    one, tolerance = Domain.of(R_POS, C_POS), sp.exp(-1900)
    narrow = well().subs(c, 60)
    return All((
        ("slope", Identity(sp.Derivative(well(), r), 2 * c * r * gaussian(), one)),
        ("curvature along the line", Identity(
            sp.Derivative(well(), (r, 2)), 2 * c * (1 - c * r**2) * gaussian(), one)),
        ("curvature across it", Identity(sp.Derivative(well(), r) / r, 2 * c * gaussian(), one)),
        ("slope ≤ e^{−1900}", Positive(sp.diff(narrow, r), here, "<=", tolerance)),
        ("curvature ≥ −e^{−1900}", Positive(sp.diff(narrow, r, 2), here, ">=", -tolerance)),
        ("across: ≥ 0", ForAll((), 2 * c * E > 0, Domain.of(C_POS, PLUS))),
        ("near", ForAll((sp.Eq(r, distance),), r**2 <= sp.Rational(1, 10), Domain.of(Real("r", ge=0)))),
    ), f"|∇L| ≤ e^(−1900), λ_min(∇²L) ≥ −e^(−1900)  ⟹  |θ−w|² ≤ ε; here k = 1, d = 3, ε = 1/10, c = 2d/ε = 60, "
       f"|θ−w| = {distance}")


def far_for_every_tolerance() -> All:
    """y = cr²/2, E = e^{y/2}; g = 2cr is the slope's factor, 4cy is above the curvature's."""
    domain = Domain.of(C_POS, PLUS, Real("y", ge=0), Real("δ", gt=0))
    grows, large = sp.Ge(E, 1 + y / 2), sp.Ge(delta * E, 8 * c + 4)
    names = ("e^z ≥ 1 + z", "y large")
    return All.of(
        "for every c, δ > 0: |∇L| ≤ δ and λ_min(∇²L) ≥ −δ at all large |θ−w|, k = 1",
        the_factor=Identity((2 * c * r) ** 2, 8 * c * (c * r**2 / 2), Domain.of(C_POS, R_POS)),
        mean=ForAll((sp.Eq(g**2, 8 * c * y), g >= 0), g <= c + 2 * y, Domain.of(C_POS, Real("y", ge=0), Real("g")),
                    named=("the factor", "")),
        slope=ForAll((g <= c + 2 * y, grows, large), g <= delta * E**2, Domain.of(*domain, Real("g")),
                     named=("mean", *names)),
        curvature=ForAll((grows, large), 4 * c * y <= delta * E**2, domain, named=names),
    )


def at_the_ends() -> tuple[tuple[str, Proposition], ...]:
    """On [2d, cR²] g(s) = (s − d)e^{−s/2} is at least the smaller of its two end values, and these are positive."""
    ends = Domain.of(Real("s"), D_ANY, PLUS)
    mean = sp.Eq(g_s - g_a, slope * (s - ray))
    values = Domain.of(*(Real(q.name) for q in (g_s, g_a, slope, s, ray)))
    return (
        ("range of s", ForAll((sp.Eq(c * eps, 2 * d), sp.Ge(v, eps), v <= R2, sp.Eq(s, c * v)),
                              sp.And(s >= 2 * d, s <= c * R2),
                              Domain.of(C_POS, D_ANY, *(Real(q.name) for q in (s, v, eps, R2))),
                              named=("c = 2d/ε", "|θ_i − w_j|² ≥ ε", "|θ_i − w_j| ≤ R", ""))),
        ("g′", Identity(
            sp.Derivative(per_term(), s), (d + 2 - s) / 2 * sp.exp(-s / 2), Domain.of(Real("s"), D_ANY))),
        ("rises up to d + 2", ForAll((s <= d + 2,), sp.Ge((d + 2 - s) / 2 * E, 0), ends)),
        ("falls from d + 2", ForAll((s >= d + 2,), sp.Le((d + 2 - s) / 2 * E, 0), ends)),
        ("above the lower end", ForAll((mean, slope >= 0, s >= ray), g_s >= g_a, values,
                                       named=("fact-mean-value", "rises up to d + 2, s ≤ d + 2", "a = 2d"))),
        ("above the upper end", ForAll((mean, slope <= 0, s <= ray), g_s >= g_a, values,
                                       named=("fact-mean-value", "falls from d + 2, s ≥ d + 2", "a = cR²"))),
        ("positive ends", ForAll((s >= 2 * d,), (s - d) * E > 0, ends)),
    )


def two_on_the_line(pair: Expr, *, together: bool) -> Identity:
    """k = 2 on the line, electrons at x, y, protons at p, q: a trace of the Hessian of (3) against −2 ΣΣ ΔΦ."""
    def phi(t: Expr) -> Expr:
        return sp.exp(-c * t**2 / 2)

    def loss(t_1: Expr, t_2: Expr) -> Expr:
        return pair * phi(t_1 - t_2) - 2 * sum(phi(t - at) for t in (t_1, t_2) for at in (p, w))

    right = -2 * sum(sp.diff(phi(t - at), t, 2) for t in (x, y) for at in (p, w))
    left = (sp.diff(loss(x + v, y + v), (v, 2)).subs(v, 0) if together
            else sp.Derivative(loss(x, y), (x, 2)) + sp.Derivative(loss(x, y), (y, 2)))
    return Identity(left, right, Domain.of(C_POS, *(Real(q.name) for q in (x, y, p, w))))


def deduction() -> All:
    """A curvature of at most −(2k/d) M, M the smallest term; and so nothing is almost stationary away from protons."""
    return All((
        ("ΔΦ", laplacian(c * (c * r**2 - d))),
        *at_the_ends(),
        *f2.trace_of().named,
        ("mean curvature", f2.quantitative()),
        ("λ_min", ForAll((sp.Le(d * h, -2 * k * M), curv <= h), sp.Le(d * curv, -2 * k * M), Domain.of(
            Real("h"), Real("λ"), Real("M"), Integer("k", ge=1), D_ANY),
            named=("mean curvature", "λ is the smallest eigenvalue"))),
        ("almost stationary", ForAll(
            (sp.Le(d * curv, -2 * k * M), delta * d < 2 * k * M), curv < -delta,
            Domain.of(Real("λ"), Real("M"), Real("δ"), Integer("k", ge=1), D_ANY),
            named=("λ_min, if all |θ_i − w_j|² ≥ ε", "δ < (2k/d)·M"))),
    ), "c = 2d/ε, ε ≤ |θ_i−w_j|² ≤ R² for all i, j  ⟹  λ_min(∇²L) ≤ −(2k/d)·min over s ∈ {2d, c·R²} of "
       "c·(s−d)·e^(−s/2) < 0")
