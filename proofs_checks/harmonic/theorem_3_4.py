"""Theorem 3.4, Earnshaw's theorem: true; its printed proof is not enough, and an elementary one is."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from .._symbols import D_ANY, R_POS, d, eps, i, k, r, t, x, y
from . import _minimum_principle as principle
from .definition_3_1 import radial_laplacian, radial_power

theorem_3_4 = statement(
    "thm-3.4", "Earnshaw's theorem", kind="theorem", published="9", uses=("def-3.1", "def-3.2", "eq-2"),
    proof_uses=("fact-3.3", "fact-extreme-value", "fact-minimum-principle"),
    source="arXiv text, Section 3 and Appendix C",
    reading="For a harmonic Φ the loss (2) has no strict local minimum at which it is differentiable. True in every "
            "dimension. The proof in print says that the Hessian has a positive trace at a strict minimum, which need "
            "not be so (x⁴); but some point nearby has one, and that suffices. (\"Strict\" is meant for v ≠ 0.)")

f, g = sp.Function("f")(x), sp.Function("g")(x)
a, c, C, S, R, e, lam_min, alpha, beta = sp.symbols("a c C S R e λ_min alpha beta")
COORDINATE = Domain.of(Real("x"), Real("a"), Real("c"), Real("C"))


# The sentences before the theorem.

@theorem_3_4.claim("negative-curvature", controls=lambda: {
    "a remainder as large as the square": replaced(assume=(sp.Abs(R) <= -lam_min * t**2 / 2,)),
    "the slope is not 0": replaced(conclude=t + lam_min * t**2 / 2 + R < 0),
    "λ_min ≤ 0": replaced(domain=Domain.of(Real("λ_min", le=0), Real("t", gt=0), Real("R"))),
})
def negative_curvature() -> ForAll:
    """At a critical point with λ_min < 0, f falls along the eigenvector v: f(x* + tv) − f(x*) = λ_min t²/2 + R.

    R = o(t²): for small t it is below a quarter of |λ_min| t².
    """
    return ForAll((sp.Abs(R) <= -lam_min * t**2 / 4,), lam_min * t**2 / 2 + R < 0,
                  Domain.of(Real("λ_min", lt=0), Real("t", gt=0), Real("R")), named=("Taylor's formula, small t",))


@theorem_3_4.claim("some-eigenvalue-negative", controls=lambda: {
    "the trace need not be 0": without(0),
    "the one that is not 0 may be any": without(1),
    "the others may be negative": replaced(conclude=sp.And(e < 0, S < 0)),
})
def some_eigenvalue_negative() -> ForAll:
    """A Hessian of trace 0 with an eigenvalue e that is not 0: e is negative, or the sum S of the others is."""
    return ForAll((sp.Eq(e + S, 0), sp.Ne(e, 0)), sp.Or(e < 0, S < 0), Domain.of(Real("e"), Real("S")),
                  named=("def-3.1: the trace", ""))


@theorem_3_4.claim("coulomb", controls=lambda: {
    "1/r²": in_part("Laplacian", lambda p: principle.coulomb_in_space(-1)),
    "a force of 1/r²": in_part("attracted", scaled("rhs", sp.Rational(1, 2))),
})
def coulomb() -> All:
    """It applies to 1/r in space. Two electrons, two protons, in coordinates: the Laplacian in θ₁ = (x, y, z) is 0.

    Opposite charges attract under L: along a line L = −2/r has the slope 2/r² away from the proton.
    """
    return All.of(
        "Δ_θ₁ (2·a₁·a₂/|θ₁−θ₂| + 2·a₁·b₁/|θ₁−w₁| + 2·a₁·b₂/|θ₁−w₂|) = 0",
        Laplacian=principle.coulomb_in_space(),
        attracted=Identity(sp.Derivative(-2 / r, r), 2 / r**2, Domain.of(R_POS)),
    )


# The theorem.

@theorem_3_4.claim("no-strict-minimum", controls=lambda: {
    "Φ is not harmonic": in_part("alone", without(2)),
    "no second-order condition": in_part("alone", without(0)),
    "r² is harmonic": in_part("paraboloid", replaced(rhs=0)),
    "together: Φ is not harmonic": in_part("together, the minimum is on the sphere", without(1)),
    "together: r^{1−d} for r^{2−d}": in_part("together, d ≥ 3", substituted(
        "lhs", {radial_power(): radial_power() / r})),
    "together: d = 1 by the same barrier": in_part("the barrier is infinite at w", replaced(
        domain=Domain.of(D_ANY, Real("M", gt=0)))),
    "on the line, not differentiable": in_part("together, on the line", without(0)),
})
def no_strict_minimum() -> All:
    """No strict local minimum where L is differentiable, for all k and d. Let θ_i alone move; L is then u(θ_i).

    Where θ_i meets no other charge, u is harmonic: the corrected step has a point with Δu > 0 nearby. Where it
    meets some, "differentiable" is what excludes a minimum: for d ≥ 2 already "continuous" does, by a barrier.
    """
    return All((*principle.alone(), *principle.together(), *principle.on_the_line()),
               "Φ harmonic  ⟹  no strict local minimum of L at which L is differentiable, in θ_i for any i")


@theorem_3_4.claim("one-isolated-charge", controls=lambda: {
    "every charge but θ_i is fixed, Φ is not harmonic": in_part("alone", without(2)),
    "the minimum in all charges says nothing of one": in_part("restricted", without(0)),
})
def one_isolated_charge() -> All:
    """n electrons, n protons: one isolated mobile charge suffices. A strict minimum in all charges is one in it."""
    return All((
        ("restricted", ForAll((y > c,), sp.Gt(y - c, 0), Domain.of(Real("y"), Real("c")),
                              named=("strict in all variables, so where only θ_i is moved",))),
        *principle.alone(),
    ), "one θ_i that meets no other charge  ⟹  no strict local minimum of L")


# The printed proof.

@theorem_3_4.claim("gradient-vanishes", reading="step", controls=lambda: {
    "a remainder as large as the slope": replaced(assume=(sp.Abs(R) <= sp.Abs(e * t), e * t < 0)),
    "along the slope": replaced(assume=(sp.Abs(R) <= sp.Abs(e * t) / 2, e * t > 0)),
})
def gradient_vanishes() -> ForAll:
    """∇L = 0 at a local minimum that is differentiable: with slope e ≠ 0 the step t of the other sign goes down."""
    return ForAll((sp.Abs(R) <= sp.Abs(e * t) / 2, e * t < 0), e * t + R < 0,
                  Domain.of(Real("e"), Real("t"), Real("R")), named=("differentiable, small t", ""))


@theorem_3_4.claim("positive-trace", severity="proof",
                   wrong="A strict local minimum need not have a Hessian of positive trace: x⁴.",
                   reading="step", expect="refuted", controls=lambda: {
    "not even a strict minimum": in_part("the trace is positive", replaced(
        assume=(alpha >= 0, beta >= 0))),
}, true_controls=lambda: {
    "with a quadratic term": in_part("the trace is positive", replaced(
        domain=Domain.of(D_ANY, Real("alpha", gt=0), Real("beta")))),
    "the trace is not negative": in_part("the trace is positive", replaced(conclude=sp.Ge(2 * d * alpha, 0))),
})
def positive_trace() -> All:
    """A strict local minimum is said to have Tr ∇²L > 0. In R^d, αr² + βr⁴ with α = 0, β = 1 has trace 0 at 0."""
    quartic = alpha * r**2 + beta * r**4
    strict = (alpha >= 0, beta >= 0, alpha + beta > 0)
    signs = Real("alpha"), Real("beta")
    return All((
        ("a strict minimum at 0", ForAll(strict, quartic > 0, Domain.of(R_POS, *signs))),
        ("Laplacian", Identity(radial_laplacian(quartic), 2 * d * alpha + 4 * (d + 2) * beta * r**2,
                               Domain.of(R_POS, D_ANY, *signs))),
        ("the trace is positive", ForAll(strict, 2 * d * alpha > 0, Domain.of(D_ANY, *signs))),
    ), "f a strict local minimum at x*  ⟹  Tr ∇²f(x*) > 0, here for f = α·r² + β·r⁴ at 0")


@theorem_3_4.claim("positive-trace-nearby", reading="corrected", corrects="positive-trace", controls=lambda: {
    "not strict": in_part("lower inside than on the sphere", without(0)),
    "the paraboloid is as high as the gap": in_part("lower inside than on the sphere", replaced(
        assume=(principle.m > c, sp.Eq(eps * principle.rho**2, principle.m - c)))),
    "no second-order condition": in_part("a positive trace", without(0)),
    "Δ r² = d": in_part("paraboloid", scaled("rhs", sp.Rational(1, 2))),
    "the paraboloid opens upwards": in_part("a positive trace", replaced(
        assume=(principle.trace_w >= 0, sp.Eq(principle.trace_w, principle.trace_u + 2 * d * eps)))),
})
def positive_trace_nearby() -> All:
    """What is right: near a strict minimum there are points y with Tr ∇²u(y) ≥ 2dε > 0; for r⁴ it is 4(d + 2)r².

    Let u = c at the minimum and u ≥ m > c on a sphere of radius ρ. w = u − ε|x − x*|², ε = (m − c)/(2ρ²), has its
    minimum over the ball inside, as w > c on the sphere and w = c at the centre; there Tr ∇²w ≥ 0.
    """
    return All((
        ("paraboloid", principle.paraboloid()),
        ("lower inside than on the sphere", ForAll(
            (principle.m > c, sp.Eq(eps * principle.rho**2, (principle.m - c) / 2)),
            principle.m - eps * principle.rho**2 > c,
            Domain.of(Real("eps"), Real("ρ", gt=0), Real("m"), Real("c")),
            named=("a strict minimum; fact-extreme-value on the sphere", "the choice of ε"))),
        ("a positive trace", ForAll(
            (principle.trace_w >= 0, sp.Eq(principle.trace_w, principle.trace_u - 2 * d * eps)),
            sp.And(principle.trace_u >= 2 * d * eps, principle.trace_u > 0),
            Domain.of(D_ANY, principle.EPS_POS, Real(principle.trace_w.name), Real(principle.trace_u.name)),
            named=("fact-3.3, at the minimum of w over the ball, by fact-extreme-value", "paraboloid"))),
    ), "u a strict local minimum at x*, twice differentiable  ⟹  Tr ∇²u(y) > 0 at points y as near as one likes")


@theorem_3_4.claim("laplacian", reading="step", controls=lambda: {
    "without the factor 2": in_part("one more charge", substituted("rhs", {2: 1})),
    "θ_i is in k pairs": in_part("pairs that hold θ_i", added("rhs", 1)),
    "the other terms move too": in_part("terms without θ_i", added("lhs", x**2)),
    "a term that is not harmonic": in_part("the sum is 0", without(1)),
})
def laplacian() -> All:
    """Δ_θ_i L = 2 Σ_{j≠i} a_i a_j ΔΦ + 2 Σ_j a_i b_j ΔΦ = 0 for every k, with the factor 2 that (2) itself has.

    By induction on the charges, coordinate by coordinate. Each j ≠ i is in one pair with i: in k − i of them i is
    the smaller index; in the other i − 1 it is θ_j that stands first, and Φ is symmetric. (The n in print is k.)
    """
    total, more = sp.symbols("ΔL ΔΦ")
    return All((
        ("pairs that hold θ_i", Identity((k - i) + (i - 1), k - 1, Domain.of(Integer("k", ge=1), Integer("i", ge=1)))),
        ("terms without θ_i", Identity(sp.Derivative(C + g, (x, 2)), g.diff(x, 2), COORDINATE)),
        ("one more charge", Identity(sp.Derivative(g + 2 * a * c * f, (x, 2)),
                                     g.diff(x, 2) + 2 * a * c * f.diff(x, 2), COORDINATE)),
        ("the sum is 0", ForAll((sp.Eq(total, 0), sp.Eq(more, 0)), sp.Eq(total + 2 * a * c * more, 0), Domain.of(
            Real(total.name), Real(more.name), Real("a"), Real("c")),
            named=("the charges so far", "def-3.1, and def-3.1/symmetric where θ_i stands second"))),
    ), "Tr ∇²_θ_i L = Δ_θ_i L = 2·Σ_(j≠i) a_i·a_j·Δ_θ_i Φ(θ_i,θ_j) + 2·Σ_(j=1..k) a_i·b_j·Δ_θ_i Φ(θ_i,w_j) = 0")


@theorem_3_4.claim("laplacian-spelled-out", reading="step", expect="certified", controls=lambda: {
    "each pair twice": lambda claim: principle.spelled_out(pairs=4),
    "the protons' factor is 1": lambda claim: principle.spelled_out(protons=1),
    "a term with j = i": lambda claim: principle.spelled_out(itself=True),
})
def laplacian_spelled_out() -> Family:
    """A second opinion: (2) written out as it stands, every pair an unknown function of a coordinate of θ_i."""
    return principle.spelled_out()


# What the words mean, and what more is true.

@theorem_3_4.claim("differentiable-is-needed", reading="sharpened", controls=lambda: {
    "one slope on both sides": in_part("strict", replaced(conclude=2 * t > 0)),
    "like charges": in_part("strict", replaced(conclude=-2 * sp.Abs(t) > 0)),
    "without a charge": in_part("slopes", replaced(domain=Domain.of(Real("a", ge=0)))),
})
def differentiable_is_needed() -> All:
    """On the line −r is harmonic; an electron of charge −1 at a proton of charge 1 has L = 2|θ − w|: strict, a kink."""
    return All.of(
        "d = 1, Φ = −|θ − w|, a·b = −1: L = 2·|θ − w|",
        harmonic=Identity(radial_laplacian(-r, sp.Integer(1)), 0, Domain.of(R_POS)),
        strict=ForAll((sp.Ne(t, 0),), 2 * sp.Abs(t) > 0, Domain.of(Real("t"))),
        slopes=ForAll((), sp.Ne(-a, a), Domain.of(Real("a", gt=0))),
    )


@theorem_3_4.claim("hessian-can-vanish-at-equilibrium", reading="sharpened", controls=lambda: {
    "one proton is gone": in_part("critical, x", lambda p: principle.at_origin(
        principle.squared_distances() / ((x - 1) ** 2 + y**2), x)),
    "two protons, at ±1": in_part("∂²/∂x²", lambda p: principle.at_origin(
        ((x - 1) ** 2 + y**2) * ((x + 1) ** 2 + y**2), x, x)),
    "lower on both sides": in_part("lower on one side", replaced(conclude=principle.on_axis(-t) < 1)),
})
def hessian_can_vanish() -> All:
    """Three like protons at the corners of a triangle, an electron at the centre: gradient and Hessian are 0.

    L = −2ab Σ ln|z − w_j| = −ab ln q, q = |z³ − 1|². So traces and eigenvalues say nothing there; yet it is no strict
    minimum, for either sign of ab: along the x-axis q is below 1 on one side and above 1 on the other.
    """
    return principle.triangle()


@theorem_3_4.claim("local-minima-are-flat", reading="sharpened", controls=lambda: {
    "values below c are allowed": replaced(domain=Domain.of(Real("e"), Real("S", ge=0))),
    "the mean is not the value at the centre": without(0),
})
def local_minima_are_flat() -> ForAll:
    """More is true of an isolated charge: at any local minimum, strict or not, L does not depend on θ_i nearby.

    e ≥ 0 is a part of ∫ (u − c) over a sphere about the minimum, S ≥ 0 the rest; the mean of u there is c.
    """
    return ForAll((sp.Eq(e + S, 0),), sp.Eq(e, 0), Domain.of(Real("e", ge=0), Real("S", ge=0)),
                  named=("fact-minimum-principle: the mean over a sphere is the value at the centre",))


@theorem_3_4.derivation
def by_hand() -> Iterator[Line]:
    """The step that fails, and the one that takes its place."""
    quartic = r**4
    yield Line("Let one charge θ_i move. Where it meets no other, its share of L is a sum of terms 2·a_i·c·Φ, and for "
               "r^{2−d} each has the Laplacian", sp.Eq(radial_laplacian(radial_power()), sp.simplify(
                   radial_laplacian(radial_power()).doit()), evaluate=False))
    yield Line("The proof in print now says that a strict minimum has a Hessian of positive trace. But r⁴ has",
               sp.factor(radial_laplacian(quartic).doit()))
    yield Line("which is 0 at the minimum, and positive only nearby. That suffices: let u ≥ m > c on a sphere of "
               "radius ρ about the minimum, u = c in its centre, and subtract a paraboloid, whose Laplacian is",
               sp.simplify(radial_laplacian(eps * r**2).doit()))
    gap = (principle.m - c) / (2 * principle.rho**2)
    yield Line("With ε equal to", gap)
    yield Line("the difference w is still higher on the sphere than in the centre, by",
               sp.simplify(principle.m - gap * principle.rho**2 - c))
    yield Line("so it has a minimum inside, where its trace is not negative, and that of u is at least",
               sp.simplify(2 * d * gap))
    yield Line("But it is 0: no strict minimum. Where θ_i meets other charges, r^{2−d} (or −ln r) times a small δ "
               "keeps the minimum away from them, when u is continuous there; on the line it takes a derivative of u.")
    yield Line("The Hessian may vanish at an equilibrium: with three protons at a triangle's corners", sp.Eq(
        sp.Symbol("L"), -alpha * sp.log(principle.squared_distances()), evaluate=False))
    yield Line("whose first and second derivatives along the x-axis are at the centre", sp.Tuple(*(
        sp.diff(-alpha * sp.log(principle.squared_distances()), (x, order)).subs({x: 0, y: 0}) for order in (1, 2))))
    yield Line("but the third is not, so it is no minimum:",
               sp.diff(-alpha * sp.log(principle.squared_distances()), (x, 3)).subs({x: 0, y: 0}))
