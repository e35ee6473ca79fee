"""Theorem 3.4: why harmonic functions have no strict minimum, by paraboloids and barriers; the loss written out."""

from itertools import combinations

import sympy as sp

from verify.claims import Domain, Integer, Proposition, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Family, Identity

from .._symbols import D_ANY, R_POS, d, eps, r, t, x, y, z
from .definition_3_1 import RADIAL, radial_laplacian, radial_power

m, c, M, rho, delta, u_x = sp.symbols("m c M ρ δ u(x)")
trace_u, trace_w, trace_B, B, B_rho = sp.symbols("Δu Δw ΔB B B(ρ)")
EPS_POS = Real("eps", gt=0)
Parts = tuple[tuple[str, Proposition], ...]


def paraboloid() -> Identity:
    """Δ r² = 2d, for every d."""
    return Identity(radial_laplacian(r**2), 2 * d, RADIAL)


def alone() -> Parts:
    """u is harmonic about x*, c = u(x*), u ≥ m on a sphere: then m ≤ c. If not, w = u − εr² had a minimum inside."""
    return (
        ("paraboloid", paraboloid()),
        ("alone", ForAll(
            (sp.Or(m <= c, trace_w >= 0), sp.Eq(trace_w, trace_u - 2 * d * eps), sp.Eq(trace_u, 0),
             sp.Eq(eps * rho**2, (m - c) / 2)), m <= c,
            Domain.of(D_ANY, Real("eps"), Real("ρ", gt=0), Real("m"), Real("c"), Real(trace_u.name),
                      Real(trace_w.name)),
            named=("thm-3.4/positive-trace-nearby", "paraboloid", "thm-3.4/laplacian", "the choice of ε"))),
    )


def together() -> Parts:
    """d ≥ 2, θ_i at another charge, where u is continuous: v = u + δB − εr² has its minimum on the sphere.

    B = r^{2−d} or −ln r is infinite at that charge and harmonic elsewhere; so u ≥ m − δ(B − B(ρ)) − ερ² off it.
    With ε and δ to 0, u ≥ m off it, hence at it, by continuity: there it is not below m.
    """
    barrier = Domain.of(Integer("d", ge=2), EPS_POS, Real("δ", gt=0), Real(trace_u.name), Real(trace_B.name))
    values = Real("u(x)"), Real("m"), Real("ρ", gt=0)
    return (
        ("together, d ≥ 3", Identity(radial_laplacian(radial_power()), 0, RADIAL)),
        ("together, d = 2", Identity(radial_laplacian(-sp.log(r), sp.Integer(2)), 0, Domain.of(R_POS))),
        ("the barrier is infinite at w", MonomialBound(
            1 + M, (1 + M) ** (d - 2), Domain.of(Integer("d", ge=3), Real("M", gt=0)), facts=(1 + M >= 1,))),
        ("together, the minimum is on the sphere", ForAll(
            (sp.Eq(trace_B, 0), sp.Eq(trace_u, 0)), trace_u + delta * trace_B - 2 * d * eps < 0, barrier,
            named=("r^{2−d}, or −ln r", "thm-3.4/laplacian"))),
        ("together, from the sphere inwards", ForAll(
            (u_x + delta * B - eps * r**2 >= m + delta * B_rho - eps * rho**2,),
            u_x >= m - delta * (B - B_rho) - eps * rho**2,
            Domain.of(*values, R_POS, EPS_POS, Real("δ", gt=0), Real("B"), Real(B_rho.name)),
            named=("the minimum of v, by fact-extreme-value",))),
        ("together, ε and δ to 0", ForAll(
            (u_x >= m - delta * B - eps * rho**2, sp.Eq(delta * B + eps * rho**2, (m - u_x) / 2)), u_x >= m,
            Domain.of(*values, Real("eps"), Real("δ"), Real("B", ge=0)),
            named=("for all ε, δ > 0, B ≥ B − B(ρ)", "a choice of them, were u(x) < m"))),
    )


def on_the_line() -> Parts:
    """d = 1: u is affine on either side, with one slope when it is differentiable."""
    left, right = sp.symbols("s₋ s₊")
    return (("together, on the line", ForAll(
        (sp.Eq(left, right),), sp.Or(c + right * t <= c, c - left * t <= c),
        Domain.of(Real("t", gt=0), Real("c"), Real(left.name), Real(right.name)), named=("differentiable",))),)


def coulomb_in_space(power: int = 0) -> Identity:
    """L for k = 2 and 1/r^{1 − power}, as a function of θ₁ = (x, y, z) beyond the corner (1, 1, 1): ΔL = 0."""
    a = sp.symbols("a_1 a_2 b_1 b_2")
    places = ((0, 1, 0), (1, 0, 0), (0, 0, 1))
    loss = sum(2 * a[0] * charge * ((x - p) ** 2 + (y - q) ** 2 + (z - s) ** 2) ** (sp.Rational(-1, 2) * (1 - power))
               for charge, (p, q, s) in zip(a[1:], places, strict=True))
    return Identity(sum(sp.Derivative(loss, (v, 2)) for v in (x, y, z)), 0,
                    Domain.of(*(Real(v.name, gt=1) for v in (x, y, z)), *(Real(s.name) for s in a)))


def _spelled_out(size: int, moving: int, pairs: int, protons: int, itself: bool) -> Identity:
    a, b = sp.symbols(f"a_1:{size + 1}"), sp.symbols(f"b_1:{size + 1}")
    constants: dict[str, sp.Symbol] = {}

    def potential(kind: str, p: int, q: int) -> sp.Expr:
        """Φ between θ_p and θ_q or w_q; symmetric; a function of x when θ_moving takes part."""
        name = f"{kind}_{min(p, q) + 1}{max(p, q) + 1}" if kind == "e" else f"{kind}_{p + 1}{q + 1}"
        if moving == p or (kind == "e" and moving == q):
            return sp.Function(name)(x)
        return constants.setdefault(name, sp.Symbol(name))

    places = range(size)
    loss = 2 * sum(a[p] * a[q] * potential("e", p, q) for p, q in combinations(places, 2)) + 2 * sum(
        a[p] * b[q] * potential("p", p, q) for p in places for q in places)
    printed = pairs * sum(a[moving] * a[q] * potential("e", moving, q).diff(x, 2)
                          for q in places if itself or q != moving) + protons * sum(
        a[moving] * b[q] * potential("p", moving, q).diff(x, 2) for q in places)
    return Identity(sp.Derivative(loss, (x, 2)), printed,
                    Domain.of(Real("x"), *(Real(s.name) for s in (*a, *b, *constants.values()))))


def spelled_out(*, pairs: int = 2, protons: int = 2, itself: bool = False) -> Family:
    """The printed display for k = 1, 2, 3 and every i, from (2) as it is printed: pairs i < j once, times 2."""
    values = ("1, i = 1", "2, i = 1", "2, i = 2", "3, i = 1", "3, i = 2", "3, i = 3")

    def build(value: str) -> Identity:
        return _spelled_out(int(value[0]), int(value[-1]) - 1, pairs, protons, itself)
    return Family("k", values, build, claim=(
        "∂²L/∂x² = 2·Σ_(j≠i) a_i·a_j·∂²Φ(θ_i,θ_j)/∂x² + 2·Σ_j a_i·b_j·∂²Φ(θ_i,w_j)/∂x², x a coordinate of θ_i"))


def squared_distances() -> sp.Expr:
    """|z³ − 1|² for z = x + iy: the product of the squared distances to three points on the unit circle."""
    return (x**2 + y**2) ** 3 - 2 * (x**3 - 3 * x * y**2) + 1


def on_axis(place: sp.Expr) -> sp.Expr:
    """|z³ − 1|² at z = place on the x-axis."""
    return squared_distances().subs({x: place, y: 0}, simultaneous=True)


def triangle() -> All:
    """−ln |z³ − 1|² at 0: harmonic, critical, with Hessian 0, and neither a minimum nor a maximum."""
    loss, h = -sp.log(squared_distances()), sp.Rational(1, 2)
    corner = (x + h) ** 2  # the corners are 1 and −1/2 ± i√3/2; the two conjugate ones are multiplied out first
    conjugates = (corner + y**2 + sp.Rational(3, 4)) ** 2 - 3 * y**2
    plane = Domain.of(Real("x"), Real("y"))
    return All((
        ("three protons", Identity(squared_distances(), ((x - 1) ** 2 + y**2) * conjugates, plane)),
        ("harmonic", Identity(sp.Derivative(loss, (x, 2)) + sp.Derivative(loss, (y, 2)), 0, plane)),
        ("critical, x", at_origin(squared_distances(), x)), ("critical, y", at_origin(squared_distances(), y)),
        ("∂²/∂x²", at_origin(squared_distances(), x, x)), ("∂²/∂x∂y", at_origin(squared_distances(), x, y)),
        ("∂²/∂y²", at_origin(squared_distances(), y, y)),
        ("lower on one side", ForAll((), on_axis(t) < 1, Domain.of(Real("t", gt=0, lt=1)))),
        ("higher on the other", ForAll((), on_axis(-t) > 1, Domain.of(Real("t", gt=0, lt=1)))),
    ), "L = −a·b·ln|z³ − 1|²: ∇L = 0 and ∇²L = 0 at z = 0, and no strict minimum there")


def at_origin(squares: sp.Expr, *variables: sp.Symbol) -> Identity:
    """A partial derivative of −ln(squares) is 0 at the origin."""
    return Identity(sp.diff(-sp.log(squares), *variables).subs({x: 0, y: 0}), 0)
