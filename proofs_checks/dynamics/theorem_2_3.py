"""Theorem 2.3: gradient descent on the loss is the motion of charges."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity
from verify.observe import Trials

from .._symbols import x, y
from .equation_1 import reals

Expr = Any
TRIALS = "proofs_checks.dynamics._trajectories:"

theorem_2_3 = statement(
    "thm-2.3", "Gradient descent is electron-proton dynamics", kind="theorem", published="5",
    uses=("eq-1", "def-2.2", "sec-2.1"), source="arXiv text, Section 2.2 and Appendix A",
    reading="Gradient descent in θ on a multiple of the loss moves the θ_i as charges a_i among the fixed charges b_i "
            "at w_i: descent on L as under the potential 2Φ, so descent on L/2 as under Φ (the paper pairs L/2 with "
            "2Φ). It needs that Φ(θ, θ) is constant, as it is for translation invariant potentials; symmetry alone "
            "leaves a force of each charge on itself. The charges a are held fixed while θ moves.")

# θ_i moves along one of its coordinates, x; everything else stands still. Its charge is a, its target's b.
# g(x) = Φ(θ_i, θ_j), G(x) = Φ(θ_j, θ_i), h(x) = Φ(θ_i, w_j), D(x) = Φ(θ_i, θ_i) for any function Φ.
# u, v are the charges of another unit j; m is what does not contain θ_i; kappa L is descended.
a, b, c, m, u, v, w, kappa, z = sp.symbols("a b c m u v w kappa z")
g, G, h, D = (sp.Function(name)(x) for name in ("g", "G", "h", "D"))
ALONE, DOMAIN = reals(x, a, b, c, m), reals(x, a, b, c, m, u, v)


def pairing(of_loss: Expr, of_potential: Expr, *, self_term: Expr = c, mirrored: Expr = g) -> All:
    """−∇(of_loss·L) is minus the sum of the forces under of_potential·Φ, along x, for every number of units.

    Cases: the unit i itself, with its target; and one more unit j with its target, which brings to L the terms
    (i, j) and (j, i) of the electrons, (i, j) of electron i with target j, and terms without θ_i.
    """
    alone = a**2 * self_term + 2 * a * b * h + m
    other = a * u * g + u * a * mirrored + 2 * a * v * h + m
    factors = [Real(s.name) for s in sp.sympify(of_loss).free_symbols]
    return All.of(
        f"dθ_i/dt = −∇_θi({_factor(of_loss)}L) = −Σ_(j≠i) F_i(θ_j) − Σ_j F_i(w_j) under {_factor(of_potential)}Φ",
        j_equal_to_i=Identity(-sp.Derivative(of_loss * alone, x), -of_potential * a * b * h.diff(x),
                              Domain.of(*ALONE, *factors)),
        one_more_j=Identity(-sp.Derivative(of_loss * other, x),
                            -of_potential * (a * u * g.diff(x) + a * v * h.diff(x)), Domain.of(*DOMAIN, *factors)),
    )


def _factor(multiple: Expr) -> str:
    from verify.exact import text

    return "" if multiple == 1 else f"{text(multiple)}·"


# What is held fixed.

@theorem_2_3.claim("theta-is-fixed", severity="misprint",
                   wrong="“θ is fixed”, before the theorem, should be “a is fixed”.",
                   expect="refuted", true_controls=lambda: {
    "no charge there": in_part("one unit", substituted("lhs", {a: 0})),
}, controls=lambda: {
    "twice the loss": in_part("one unit", scaled("lhs", 2)),
})
def theta_is_fixed() -> All:
    """The sentence before the theorem fixes θ; but it is θ that moves, as soon as there is a slope anywhere (k = 1)."""
    return All.of("dθ_i/dt = −∇_θi(L/2) = 0",
                  one_unit=Identity(-sp.Derivative((a**2 * c + 2 * a * b * h + m) / 2, x), 0, ALONE))


@theorem_2_3.claim("a-is-fixed", reading="corrected", corrects="theta-is-fixed", controls=lambda: {
    "a depends on θ": in_part("one unit", replaced(
        lhs=-sp.Derivative((D**2 * c + 2 * D * b * h + m) / 2, x), rhs=-D * b * h.diff(x))),
    "θ is fixed": in_part("one unit", replaced(rhs=0)),
})
def a_is_fixed() -> All:
    """Meant is a: with a held fixed the descent in θ is −ab∇Φ for one unit, the motion of a constant charge."""
    return All.of("da_i/dt = 0,  dθ_i/dt = −∇_θi(L/2)",
                  one_unit=Identity(-sp.Derivative((a**2 * c + 2 * a * b * h + m) / 2, x), -a * b * h.diff(x),
                                    ALONE))


# The proof's display, and which multiple of L goes with which multiple of Φ.

@theorem_2_3.claim("descent-on-the-loss", reading="step", controls=lambda: {
    "a_i a_j once": lambda claim: claim.replace_part("one more j", with_other(g)),
    "Φ not symmetric": lambda claim: pairing(1, 2, mirrored=G),
    "Φ(θ, θ) not constant": lambda claim: pairing(1, 2, self_term=D),
    "the sum over j contains i": lambda claim: claim.replace_part("j equal to i", replaced(
        rhs=-2 * a**2 * h.diff(x) - 2 * a * b * h.diff(x))(claim.part("j equal to i"))),
    "ascent": in_part("j equal to i", scaled("lhs", -1)),
})
def descent_on_the_loss() -> All:
    """The displayed equation: both factors 2 and the sum without j = i, for every k, coordinate by coordinate.

    (The proof's other two sentences ask for nothing: both sides start at θ, and neither moves w_i.)
    """
    return pairing(sp.Integer(1), sp.Integer(2))


def with_other(potentials: Expr) -> Identity:
    """The step of one more unit with other terms than (i, j) and (j, i)."""
    return Identity(-sp.Derivative(a * u * potentials + 2 * a * v * h + m, x),
                    -2 * (a * u * g.diff(x) + a * v * h.diff(x)), DOMAIN)


@theorem_2_3.claim("half-the-loss-and-twice-the-potential", severity="misprint",
                   wrong="A factor 2 is off: descent on L/2 gives the dynamics under Φ, not 2Φ.",
                   expect="refuted", true_controls=lambda: {
    "L with 2Φ": lambda claim: pairing(sp.Integer(1), sp.Integer(2)),
    "L/2 with Φ": lambda claim: pairing(sp.Rational(1, 2), sp.Integer(1)),
}, controls=lambda: {
    "L with Φ": lambda claim: pairing(sp.Integer(1), sp.Integer(1)),
})
def half_and_twice() -> All:
    """As printed L/2 is paired with 2Φ, where the proof descends on L: a factor 2 in time. (Φ(θ, θ) is constant.)"""
    return pairing(sp.Rational(1, 2), sp.Integer(2))


@theorem_2_3.claim("any-multiple", reading="corrected", corrects="half-the-loss-and-twice-the-potential",
                   controls=lambda: {
    "κL with κΦ": lambda claim: pairing(kappa, kappa),
    "κL with 4κΦ": lambda claim: pairing(kappa, 4 * kappa),
    "Φ not symmetric": lambda claim: pairing(kappa, 2 * kappa, mirrored=G),
    "Φ(θ, θ) not constant": lambda claim: pairing(kappa, 2 * kappa, self_term=D),
})
def any_multiple() -> All:
    """Descent on κL is the dynamics under 2κΦ, for every k and κ: L/2 goes with Φ, and L with 2Φ."""
    return pairing(kappa, 2 * kappa)


@theorem_2_3.claim("same-curves", reading="sharpened", controls=lambda: {
    "time runs four times as fast": replaced(conclude=sp.Eq(w, 4 * z)),
    "as printed, the same motion": replaced(conclude=sp.Eq(w, z)),
})
def same_curves() -> ForAll:
    """The printed pairing is right about the curves: under 2Φ they are run through at twice the speed, w = 2z."""
    return ForAll((sp.Eq(z, -y), sp.Eq(w, -2 * y)), sp.Eq(w, 2 * z), reals(w, y, z),
                  named=("descent on L/2: the velocity under Φ, y being the force", "the velocity under 2Φ"))


# Which potentials. Section 2.1 restricts itself to translation invariant ones, and calls them symmetric.

@theorem_2_3.claim("symmetric-potentials", controls=lambda: {
    "Φ(θ, θ) depends on θ": in_part("the self-term", replaced(lhs=-sp.Derivative(a**2 * D / 2, x))),
    "Φ(θ, w) and Φ(w, θ) differ": lambda claim: claim.replace_part("all other terms", pairing(
        sp.Rational(1, 2), sp.Integer(1), mirrored=G)),
})
def symmetric_potentials() -> All:
    """For Φ(θ, w) = Φ(w, θ) with Φ(θ, θ) = c for all θ there is no self-term, and the theorem holds (L/2 with Φ).

    Translation invariant potentials, Φ = h(θ − w), are such: Φ(θ, θ) = h(0). No gradient of Φ on the diagonal is
    needed: h may have a cone there.
    """
    return All((
        ("the self-term", Identity(-sp.Derivative(a**2 * c / 2, x), 0, reals(x, a, c))),
        ("all other terms", pairing(sp.Rational(1, 2), sp.Integer(1))),
    ), "Φ(θ, w) = Φ(w, θ), Φ(θ, θ) = c  ⟹  −∇_θi(L/2) = −Σ_(j≠i) F_i(θ_j) − Σ_j F_i(w_j)")


def one_unit(potential: Any, self_force: Expr) -> Identity:
    """Descent on L/2, less the force under Φ, for one unit at x and its target at y, in one dimension."""
    half = (a**2 * potential(x, x) + 2 * a * b * potential(x, y) + b**2 * potential(y, y)) / 2
    return Identity(-sp.Derivative(half, x) + sp.Derivative(a * b * potential(x, y), x), self_force,
                    reals(x, y, a, b))


@theorem_2_3.claim("symmetry-alone", reading="sharpened", controls=lambda: {
    "translation invariant: e^{−(x−y)²/2}": lambda claim: claim.replace_part("left over", one_unit(
        lambda p, q: sp.exp(-((p - q) ** 2) / 2), -(a**2) * x)),
    "translation invariant: 1/(1 + (x − y)²)": lambda claim: claim.replace_part("left over", one_unit(
        lambda p, q: 1 / (1 + (p - q) ** 2), -(a**2) * x)),
    "nothing is left over": in_part("left over", replaced(rhs=0)),
    "in the origin": in_part("not zero", replaced(domain=Domain.of(Real("a", gt=0), Real("x", ge=0)))),
})
def symmetry_alone() -> All:
    """Φ(θ, w) = Φ(w, θ) alone would not do. Φ = xy is so, from the activation σ(X, x) = Xx; but L = (ax + by)².

    Descent on L/2 then has a term −a²x, a force of the charge on itself, which is in no force law.
    """
    return All((
        ("left over", one_unit(lambda p, q: p * q, -(a**2) * x)),
        ("not zero", ForAll((), a**2 * x > 0, Domain.of(Real("a", gt=0), Real("x", gt=0)))),
    ), "Φ = x·y:  −∂(L/2)/∂x = −a·b·y − a²·x")


@theorem_2_3.claim("exactly-then", reading="sharpened", controls=lambda: {
    "the charge may be 0": in_part("only then", without(1)),
    "without the half": in_part("the difference", scaled("rhs", 2)),
})
def exactly_then() -> All:
    """For a general symmetric Φ they differ by −(a²/2)∇(Φ(θ, θ)): exactly where this is 0 do they agree, if a ≠ 0."""
    alone = a**2 * D + 2 * a * b * h + m
    return All((
        ("the difference", Identity(-sp.Derivative(alone / 2, x) + a * b * h.diff(x), -(a**2) * D.diff(x) / 2,
                                    ALONE)),
        ("only then", ForAll((sp.Eq(a**2 * z, 0), sp.Ne(a, 0)), sp.Eq(z, 0), reals(a, z))),
    ), "−∇_θi(L/2) + Σ_(j≠i) F_i(θ_j) + Σ_j F_i(w_j) = −(a_i²/2)·∇Φ(θ_i, θ_i)")


# Second opinions.

def in_coordinates(k: int, of_loss: Expr = sp.Rational(1, 2), dim: int = 2) -> Identity:  # noqa: B008  # immutable
    """θ_1's first coordinate for the Gaussian potential, everything written out in the plane."""
    def points(name: str) -> list[tuple[Expr, ...]]:
        return [sp.symbols(f"{name}_{n}_1:{dim + 1}") for n in range(1, k + 1)]

    learned, target = points("x"), points("y")
    left, right = (sp.symbols(f"{name}_1:{k + 1}") for name in ("a", "b"))

    def potential(p: tuple[Expr, ...], q: tuple[Expr, ...]) -> Expr:
        return sp.exp(-sum((s - t) ** 2 for s, t in zip(p, q, strict=True)) / 2)

    loss = sum(left[i] * left[j] * potential(learned[i], learned[j])
               + 2 * left[i] * right[j] * potential(learned[i], target[j])
               + right[i] * right[j] * potential(target[i], target[j]) for i, j in product(range(k), repeat=2))
    here, moving = learned[0], learned[0][0]
    forces = sum(left[0] * charge * sp.diff(potential(here, there), moving) for charge, there in
                 (*zip(left[1:], learned[1:], strict=True), *zip(right, target, strict=True)))
    symbols = [*left, *right, *(s for p in (*learned, *target) for s in p)]
    return Identity(-sp.Derivative(of_loss * loss, moving), -forces, Domain.of(*(Real(s.name, gt=0) for s in symbols)))


@theorem_2_3.claim("in-coordinates", reading="sharpened", expect="certified", controls=lambda: {
    "L with Φ": lambda claim: Family("k", (1, 2), lambda k: in_coordinates(k, 1)),
})
def second_opinion() -> Family:
    """The Gaussian potential in the plane, the double sum and the forces written out for small k."""
    return Family("k", (1, 2, 3), in_coordinates,
                  claim="−∂(L/2)/∂θ_1 = −Σ_(j≠1) F_1(θ_j) − Σ_j F_1(w_j) for Φ = e^(−r²/2)")


@theorem_2_3.claim("the-loss-falls", reading="sharpened", controls=lambda: {
    "ascent": replaced(assume=(sp.Eq(z, y), sp.Le(w, 0))),
    "uphill so far": without(1),
})
def the_loss_falls() -> ForAll:
    """Along the motion L falls: d(L/2)/dt is the sum w of slope y times velocity z over all coordinates, never > 0."""
    return ForAll((sp.Eq(z, -y), sp.Le(w, 0)), sp.Le(w + y * z, 0), reals(w, y, z),
                  named=("descent in one coordinate more", "the coordinates so far (0 when there is none)"))


# The motion itself, solved.

@theorem_2_3.claim("trajectories", reading="sharpened", expect="observed", controls=lambda: {
    "L/2 with 2Φ": replaced(trial=f"{TRIALS}same_trajectories_as_printed"),
    "no forces among the electrons": replaced(trial=f"{TRIALS}same_trajectories_without_repulsion"),
})
def trajectories() -> Trials:
    """Both motions, solved apart from each other at two tolerances, stay together until shortly before a collision.

    In turn Φ_ε and e^{−r}/r in space, −ln r in the plane, e^{−r²/2} in dimension 4; up to four charges on each side.
    Theorem 1.1 has the same for a network's outputs, where no potential is known.
    """
    return Trials("descent on L/2 and charges under Φ have the same trajectories", f"{TRIALS}same_trajectories",
                  (1, 21), "4/5", "99/100")


@theorem_2_3.claim("energy-along-the-way", reading="sharpened", expect="observed", controls=lambda: {
    "under 2Φ": replaced(trial=f"{TRIALS}the_energy_falls_as_printed"),
    "against the forces": replaced(trial=f"{TRIALS}against_the_forces"),
})
def energy_along_the_way() -> Trials:
    """Along the motion under Φ the energy L/2 falls from each time to the next, in all by the integral of |dθ/dt|²."""
    return Trials("the energy falls at the rate |dθ/dt|²", f"{TRIALS}the_energy_falls", (1, 21), "4/5", "99/100")


@theorem_2_3.derivation
def by_hand() -> Iterator[Line]:
    """The gradient in cases, the factor, the self-term."""
    yield Line("Move θ_i along a coordinate x. What the unit brings alone to L is, with D = Φ(θ_i, θ_i),",
               a**2 * D + 2 * a * b * h)
    yield Line("and with each other unit j, of charges u and v, twice by symmetry,", 2 * a * u * g + 2 * a * v * h)
    yield Line("The derivatives are", sp.diff(a**2 * D + 2 * a * b * h, x))
    yield Line("and", sp.diff(2 * a * u * g + 2 * a * v * h, x))
    yield Line("The forces under Φ are half of these, but for the term of D:",
               a * u * g.diff(x) + a * v * h.diff(x))
    yield Line("It vanishes when Φ(θ, θ) is constant. So L/2 goes with Φ, and L with 2Φ:", any_multiple())
    loss = sp.expand((a * x + b * y) ** 2)
    yield Line("For Φ = xy, which is symmetric but not constant on the diagonal, L is", loss)
    yield Line("descent on L/2 gives", -sp.diff(loss, x) / 2)
    yield Line("and the force under Φ only", -sp.diff(a * b * x * y, x))
    yield Line("The motion under Φ, where it ends and what it finds:", command="earnshaw simulate --example two-pairs")
