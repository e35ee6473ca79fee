"""Bounded λ-harmonic potentials: none in two or more dimensions, by a barrier; e^{−μ|x|} alone on the line.

The barrier is g = r² + B + 2d/λ with B = r^{2−d}, for d = 2 B = −ln r: infinite at 0 and at infinity, and Δg ≤ λg.
"""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Proposition, Real
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ANY, MU_POS, R_POS, d, eps, lam, mu, r, s, t, x
from .definition_3_1 import radial_laplacian, radial_power
from .theorem_3_6 import D_FROM_2, LAM, theorem_3_6

B, M, u_x, u_y, g, g_x, C, K = sp.symbols("B M u(x) u(y) g g(x) C K")
trace_u, trace_g = sp.symbols("Δu Δg")
REALS = tuple(Real(s.name) for s in (u_x, u_y, trace_u, trace_g))


def barrier() -> tuple[tuple[str, Proposition], ...]:
    """Δg = 2d ≤ λg and g ≥ r²/2, so that g is infinite at both ends."""
    return (
        ("Δg, d ≥ 3", Identity(radial_laplacian(r**2 + radial_power() + 2 * d / lam), 2 * d,
                               Domain.of(R_POS, D_ANY, LAM))),
        ("Δg, d = 2", Identity(radial_laplacian(r**2 - sp.log(r) + 4 / lam, sp.Integer(2)), 4,
                               Domain.of(R_POS, LAM))),
        ("r²/2 − ln r falls up to 1 and rises from 1", All((
            ("its derivative", Identity(sp.Derivative(r**2 / 2 - sp.log(r), r), (r - 1) * (r + 1) / r,
                                        Domain.of(R_POS))),
            ("signs", ForAll((), sp.Ge((r - 1) * ((r - 1) * (r + 1) / r), 0), Domain.of(R_POS))),
            ("at 1", Identity((r**2 / 2 - sp.log(r)).subs(r, 1), sp.Rational(1, 2))),
        ))),
        ("Δg ≤ λg", ForAll((sp.Ge(B, -(r**2) / 2),),
                           sp.And(2 * d <= lam * (r**2 + B + 2 * d / lam), r**2 / 2 <= r**2 + B + 2 * d / lam),
                           Domain.of(R_POS, D_FROM_2, LAM, Real("B")),
                           named=("r^{2−d} > 0; or −ln r, by the line before",))),
        ("infinite at 0, d ≥ 3", MonomialBound(
            1 + M, (1 + M) ** (d - 2), Domain.of(Integer("d", ge=3), Real("M", gt=0)), facts=(1 + M >= 1,))),
    )


def maximum() -> tuple[tuple[str, Proposition], ...]:
    """u − εg is below its value at x near both ends; where it is largest, its Laplacian is at most 0: so u ≤ εg."""
    values = Domain.of(*REALS, Real("g", gt=0), LAM, Real("eps", gt=0))
    return (
        ("low at both ends", ForAll(
            (u_y <= M, g > (M - u_x) / eps + g_x), u_y - eps * g < u_x - eps * g_x,
            Domain.of(Real(u_x.name), Real(u_y.name), Real("M", ge=0), Real("g"), Real("g(x)"), Real("eps", gt=0)),
            named=("u ≤ M", "g is infinite at 0 and at infinity"))),
        ("at the largest value", ForAll(
            (trace_u - eps * trace_g <= 0, sp.Eq(trace_u, lam * u_y), trace_g <= lam * g), u_y <= eps * g, values,
            named=("fact-3.3 and fact-extreme-value", "def-3.5", "Δg ≤ λg"))),
        ("everywhere", ForAll(
            (u_x - eps * g_x <= u_y - eps * g, u_y <= eps * g), u_x <= eps * g_x,
            Domain.of(Real(u_x.name), Real(u_y.name), Real("g"), Real("g(x)"), Real("eps", gt=0)),
            named=("the largest value is at y", "at the largest value"))),
        ("ε to 0", ForAll(
            (u_x <= eps * g_x, sp.Eq(eps * g_x, u_x / 2)), sp.Le(u_x, 0),
            Domain.of(Real(u_x.name), Real("g(x)", gt=0), Real("eps")),
            named=("for all ε > 0", "a choice of ε, were u(x) > 0"))),
    )


def _all_bounded() -> All:
    """Φ = u and Φ = −u in turn: both are at most 0."""
    return All((*barrier(), *maximum()),
               "d ≥ 2, ΔΦ = λΦ off 0, |Φ| ≤ M  ⟹  Φ = 0 off 0")


def _realizable() -> All:
    """Realizable means bounded; what is left, 1 at 0 and 0 elsewhere, would take uncountably many orthonormal σ."""
    D = sp.Symbol("D")
    return All((
        ("bounded by Φ(0)", ForAll((), sp.Le(2 * s * t, s**2 + t**2), Domain.of(Real("s"), Real("t")))),
        *_all_bounded().named,
        ("one function a point", ForAll(
            (sp.Eq(D**2, 2 - 2 * C), sp.Eq(C, 0), s + t >= D), sp.Or(2 * s > 1, 2 * t > 1),
            Domain.of(Real("C"), Real("D", ge=0), Real("s", ge=0), Real("t", ge=0)),
            named=("‖σ_θ − σ_w‖² for θ ≠ w", "Φ(θ, w) = 0", "fact-separable: one function at distances s and t"))),
    ), "d ≥ 2: no λ-harmonic potential Φ(θ,w) = E σ(X,θ)·σ(X,w), Φ(θ,θ) = 1, is there")


def _on_the_line() -> All:
    """On x > 0, h = A e^{−μx} + K e^{μx}; bounded, so K = 0. Realizable, so A = 1, by the same separability."""
    h = sp.Function("h")(x)
    first, second = (h - h.diff(x) / mu) * sp.exp(mu * x) / 2, (h + h.diff(x) / mu) * sp.exp(-mu * x) / 2
    equation, line = h.diff(x, 2) - mu**2 * h, Domain.of(Real("x", gt=0), MU_POS)
    A, y, D = sp.symbols("A y D")
    return All((
        ("A is constant", Identity(sp.Derivative(first, x), -equation * sp.exp(mu * x) / (2 * mu), line)),
        ("K is constant", Identity(sp.Derivative(second, x), equation * sp.exp(-mu * x) / (2 * mu), line)),
        ("together", Identity(first * sp.exp(-mu * x) + second * sp.exp(mu * x), h, line)),
        ("unbounded", ForAll(
            (y * sp.Abs(K) >= sp.Abs(A) + 2, y >= 1), sp.Abs(A / y + K * y) > 1,
            Domain.of(Real("A"), Real("K"), Real("y", gt=0)), named=("a choice of y = e^{μx}, were K ≠ 0", ""))),
        ("one function a point", ForAll(
            (sp.Eq(D**2, 2 - 2 * C), C <= A, 2 * s >= D), sp.Ge(2 * s**2, 1 - A),
            Domain.of(Real("A", le=1), Real("C", ge=-1, le=1), Real("D", ge=0), Real("s", ge=0)),
            named=("‖σ_θ − σ_w‖² for θ ≠ w", "Φ(θ, w) = A e^{−μ|θ−w|}", "fact-separable: one function within s"))),
    ), "d = 1, ΔΦ = μ²Φ off 0, Φ realizable, Φ(0) = 1  ⟹  Φ = e^(−μ|x|)")


@theorem_3_6.claim("no-bounded-potential", reading="sharpened", controls=lambda: {
    "a barrier below −r²/2": in_part("Δg ≤ λg", without(0)),
    "on the line, by the same barrier": in_part("infinite at 0, d ≥ 3", replaced(
        domain=Domain.of(D_ANY, Real("M", gt=0)))),
    "+ln r for d = 2": in_part("r²/2 − ln r falls up to 1 and rises from 1", in_part("signs", replaced(
        conclude=sp.Ge((x - 1) * (x + 1), 0), domain=Domain.of(Real("x", gt=0))))),
    "λ = 0, harmonic": in_part("at the largest value", replaced(domain=Domain.of(
        *REALS, Real("g", gt=0), Real("lam", ge=0), Real("eps", gt=0)))),
    "Φ is not bounded": in_part("low at both ends", without(0)),
    "no second-order condition": in_part("at the largest value", without(0)),
    "the barrier grows too fast": in_part("at the largest value", without(2)),
})
def no_bounded_potential() -> All:
    """For d ≥ 2 a bounded λ-harmonic potential is 0 off the diagonal, radial or not: compare it with εg, ε → 0."""
    return _all_bounded()


@theorem_3_6.claim("no-realizable-potential", reading="sharpened", controls=lambda: {
    "2st ≤ s² + t²/2": in_part("bounded by Φ(0)", replaced(
        conclude=sp.Le(2 * s * t, s**2 + t**2 / 2))),
    "Φ is not 0 off the diagonal": in_part("one function a point", without(1)),
    "λ = 0, harmonic": in_part("at the largest value", replaced(domain=Domain.of(
        *REALS, Real("g", gt=0), Real("lam", ge=0), Real("eps", gt=0)))),
})
def no_realizable_potential() -> All:
    """So for d ≥ 2 no λ-harmonic potential comes from an activation: E σσ is bounded by E σ² = 1, so Φ = 0 off the
    diagonal, and the σ(·, θ) would be more orthonormal functions than L² has room for."""
    return _realizable()


@theorem_3_6.claim("only-on-the-line", reading="sharpened", controls=lambda: {
    "K need not be 0": in_part("unbounded", without(0)),
    "Φ = A off the diagonal, up to a sign": in_part("one function a point", without(1)),
    "λ = μ": in_part("together", scaled("rhs", mu)),
})
def only_on_the_line() -> All:
    """And on the line e^{−μ|x|} is the only one; so this is what the theorem is about, where a loss is E(f − f̂)²."""
    return _on_the_line()


@theorem_3_6.derivation
def by_hand() -> Iterator[Line]:
    """No bounded potential in two or more dimensions."""
    g_of_r = r**2 + r ** (2 - d) + 2 * d / lam
    yield Line("But which Φ? In d ≥ 2 take a barrier that is infinite at 0 and at infinity (for d = 2 with "
               "−ln r in place of r^{2−d}):",
               g_of_r)
    yield Line("Its Laplacian is", sp.simplify(radial_laplacian(
        g_of_r).doit()))
    yield Line("at most λ times itself. Where Φ − ε·barrier is largest, λΦ ≤ ε·λ·barrier: so Φ ≤ ε·barrier for each ε, "
               "Φ ≤ 0, and likewise −Φ ≤ 0. A potential from an activation is bounded: there is none.")
