"""Corollary F.3: with a finite Φ(θ, θ), electrons and protons cancel in pairs."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Proposition, Real, statement
from verify.controls import Change, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import R_POS, d, eps, k, n, q, r, s, u, x, y, z
from ..dynamics._sums import by_induction
from ..harmonic.definition_3_1 import radial_laplacian, radial_power
from . import theorem_f2 as f2

Expr = Any

corollary_f3 = statement(
    "cor-F.3", "With finite Φ(θ, θ): no local minima but global ones", kind="corollary",
    uses=("thm-F.2", "eq-3", "def-F.1"),
    proof_uses=("fact-3.3", "fact-extreme-value", "fact-separable", "def-3.5"),
    source="arXiv text, appendix F",
    reading="As printed it asks for Φ(θ, θ) = ∞ (by Theorem F.2) and Φ(θ, θ) < ∞ at once: nothing satisfies both. "
            "With the first left out, a local minimum of (3) is a permutation of the protons; it is a global one if "
            "Φ comes from an activation, and need not be otherwise. On the line e^{−|x|} is such a Φ, on the circle "
            "cosh(π − angle); in two or more dimensions there is none that comes from an activation.")

phi, M, L_near, L_less, C, A, P, Q, W, D, B, K, left = sp.symbols(
    "c M L′ L_{k−1} C A P Q W D B K m")
value, other, trace, trace_B, bent, h_x, distance = sp.symbols("L(θ) L(θ′) Δh ΔB Δ(h−εB) h(x) D")


def reals(*symbols: Expr) -> Domain:
    """Real variables, without a bound."""
    return Domain.of(*(Real(s.name) for s in symbols))


# The hypotheses.

@corollary_f3.claim("hypotheses-contradict", reading="sharpened", controls=lambda: {
    "infinite as a limit only": without(0),
    "another number": without(1),
})
def hypotheses_contradict() -> ForAll:
    """c = Φ(θ, θ) = ∞ is above every number M, also above the K that Φ(θ, θ) < ∞ would be at most."""
    return ForAll((phi > M, sp.Eq(M, K)), sp.Not(sp.Le(phi, K)), reals(phi, M, K),
                  named=("thm-F.2: Φ(θ, θ) = ∞, for every M", "M = K is one of them"))


# The printed proof, and what is right.

def cancelled(pair: Expr = 2, attracted: Expr = 2) -> All:
    """θ_k = w_k: each Φ(θ_i, w_k) is there once as a pair and once as θ_i's proton; Σ_j Φ(w_k, w_j) = W is left.

    D = L_k − L_{k−1} grows by both with each electron θ_i, A = Φ(θ_i, w_k), and by −2Φ(θ_k, w_j) with each proton.
    """
    return All((
        ("electrons beside", by_induction("they change nothing", {D: D + pair * A - attracted * A}, D, sp.Integer(0),
                                          reals(D, A), "electron")),
        ("protons", by_induction("D = −2·Σ_j Φ(w_k, w_j)", {D: D - 2 * P, W: W + P}, D, -2 * W, reals(D, P, W),
                                 "proton")),
    ), "θ_k = w_k  ⟹  L_k(θ) = L_(k−1)(θ_1, …, θ_(k−1)) − 2·Σ_(j≤k) Φ(w_k, w_j), which does not depend on θ")


def permutation() -> tuple[tuple[str, Proposition], ...]:
    """A match by the theorem; it cancels; the rest is a local minimum of the smaller loss; and so on."""
    return (
        *f2.with_invariance().named,
        *cancelled().named,
        ("a minimum of the rest", ForAll(
            (sp.Eq(value, L_less - 2 * W), sp.Eq(other, L_near - 2 * W), other >= value), L_near >= L_less,
            reals(value, L_less, W, other, L_near),
            named=("the matched pair cancels", "so at a nearby θ′ with θ′_k = w_k", "a local minimum"))),
        ("one fewer each time, down to none", ForAll(
            (sp.Eq(left, k - n), left >= 1), sp.And(sp.Eq(left - 1, k - (n + 1)), n + 1 <= k),
            Domain.of(Integer("m"), Integer("n", ge=0), Integer("k", ge=1)),
            named=("n are matched", "some are left: one more matches"))),
    )


def in_space(claim: str) -> All:
    """Permutations, and the value there, C = kΦ(θ, θ) + Σ Φ(w_i, w_j)."""
    return All((
        *permutation(),
        ("a permutation is global", ForAll(
            (other + C >= 0, sp.Eq(value + C, 0)), other >= value, reals(other, value, C),
            named=("eq-3/smallest-value: anywhere", "eq-3/smallest-value: at a match"))),
    ), claim)


def unpermuted() -> dict[str, Change]:
    """Changes of `permutation`."""
    return {
        "only subharmonic": in_part("terms are positive", replaced(assume=(f2.S >= 0, f2.D_ij >= 0))),
        "the pair counts once":
            lambda claim: claim.replace_part("electrons beside", cancelled(1).part("electrons beside")),
        "not a minimum": in_part("a minimum of the rest", without(2)),
        "none is left": in_part("one fewer each time, down to none", without(1)),
    }


@corollary_f3.claim("no-local-minima", vacuous_by="hypotheses-contradict", controls=lambda: {
    "Φ(θ, θ) need not be infinite": without(0),
    "another number": without(1),
})
def no_local_minima() -> ForAll:
    """With Theorem F.2's Φ(θ, θ) = c = ∞ and a finite bound K of it, L(θ) ≤ L(θ′) for all θ′: true, of nothing."""
    return ForAll((phi > M, sp.Eq(M, K)), sp.Or(phi > K, other >= value), reals(phi, M, K, value, other),
                  named=("thm-F.2: Φ(θ, θ) = ∞, for every M", "M = K is one of them"))


@corollary_f3.claim("no-local-minima-but-global", reading="corrected", corrects="no-local-minima", controls=lambda: {
    **unpermuted(), "not from an activation": in_part("a permutation is global", without(0)),
})
def no_local_minima_but_global() -> All:
    """True for Φ from an activation, translation invariant, with ΔΦ > 0 off the diagonal, for every k.

    That is: finite instead of infinite. (Whether there are such Φ depends on the dimension: below.)
    """
    return in_space("Φ = h(θ−w) = E σσ, ΔΦ > 0 for θ ≠ w, θ a local minimum of (3)  ⟹  "
                    "θ = (w_π(1), …, w_π(k)), a global minimum")


def one_electron(at: int = 4) -> All:
    """h = r² − √r on the line, k = 1: L = 2√r − 2r², r = y². Local: for y < 1 it is above L(w) = 0; at y² = 4 below."""
    h = r**2 - sp.sqrt(r)
    return All((
        ("ΔΦ", Identity(sp.Derivative(h, (r, 2)), 2 + r ** sp.Rational(-3, 2) / 4, Domain.of(R_POS))),
        ("ΔΦ > 0", ForAll((), 2 + q / 4 > 0, Domain.of(Real("q", gt=0)))),
        ("L", Identity((-2 * h).subs(r, y**2), 2 * y - 2 * y**4, Domain.of(Real("y", gt=0)))),
        ("local minimum", ForAll((), 2 * y - 2 * y**4 > 0, Domain.of(Real("y", gt=0, lt=1)))),
        ("not global", ForAll((sp.Eq(y**2, at),), 2 * y - 2 * y**4 <= -28, Domain.of(Real("y", gt=0)))),
    ), "Φ = r² − √r on the line, k = 1: ΔΦ > 0 for θ ≠ w, L = 0 a local minimum at θ = w, L = −28 at |θ−w| = 4")


@corollary_f3.claim("global-for-every-potential", reading="sharpened", controls=lambda: {
    "local up to |θ − w| = 4": in_part("local minimum", replaced(domain=Domain.of(Real("y", gt=0, lt=2)))),
    "at |θ − w| = 1": in_part("not global", replaced(assume=(sp.Eq(y**2, 1),))),
})
def for_every_potential() -> All:
    """Not for every Φ: "global" takes one from an activation, as the potentials of the paper are (Definition 2.2). For
    Φ = r² − √r on the line, k = 1, θ = w is a local minimum, L = 0, but at r = 4 L is −28."""
    return one_electron()


@corollary_f3.claim("permutation", reading="step", controls=unpermuted)
def is_a_permutation() -> All:
    """θ_i = w_π(i) at a local minimum: needs no activation. What print passes over: the rest is a local minimum too."""
    return All(permutation(), "Φ = h(θ−w), ΔΦ > 0 for θ ≠ w, θ a local minimum of (3)  ⟹  θ_i = w_π(i) for all i")


@corollary_f3.claim("cancel", reading="step", controls=lambda: {
    "the pair counts once": lambda claim: cancelled(pair=1),
    "attracted once": lambda claim: cancelled(attracted=1),
    "W once": in_part("protons", in_part("one more proton", scaled("rhs", sp.Rational(1, 2)))),
})
def cancel() -> All:
    """A matched pair cancels, up to a constant, for every k and symmetric Φ with a finite Φ(θ, θ)."""
    return cancelled()


# Which potentials there are.

@corollary_f3.claim("on-the-line", reading="sharpened", controls=lambda: {
    "no pair": in_part("one of two moves lowers it", without(0)),
    "e^{|x|}": in_part("one of two moves lowers it", replaced(
        conclude=sp.Or(P * s + Q / s < P + Q, P / s + Q * s < P + Q))),
    "one direction will do": in_part("one of two moves lowers it", replaced(conclude=P * s + Q / s > P + Q)),
    "the wrong way": in_part("proton to the right", substituted("rhs", {s: 1 / s})),
})
def on_the_line() -> All:
    """e^{−|x|} on the line, decided after u = e^θ, for every k and every configuration without a match.

    All electrons move by ln s, not past a proton: P, the sum over protons to the right, becomes Ps; Q, to the left,
    Q/s. L is a constant less 2(Ps + Q/s). It is from an activation (def-3.5), and strictly subharmonic (def-F.1).
    """
    places = Domain.of(Real("u", gt=0), Real("z", gt=0), Real("s", gt=0))
    return All((
        ("ΔΦ = Φ", Identity(sp.Derivative(sp.exp(-r), (r, 2)), sp.exp(-r), Domain.of(R_POS))),
        ("proton to the right", Identity((u * s) / z, (u / z) * s, places)),
        ("proton to the left", Identity(z / (u * s), (z / u) / s, places)),
        ("one of two moves lowers it", ForAll(
            (P + Q > 0, s > 1), sp.Or(P * s + Q / s > P + Q, P / s + Q * s > P + Q),
            Domain.of(Real("P", ge=0), Real("Q", ge=0), Real("s", gt=0)),
            named=("an electron and a proton, apart", "a move by ln s, one way or the other"))),
        *cancelled().named,
    ), "d = 1, Φ = e^(−|θ−w|): no local minimum of (3) but θ = (w_π(1), …, w_π(k))")


@corollary_f3.claim("on-the-circle", reading="sharpened", controls=lambda: {
    "cos for cosh": in_part("f″ = f", scaled("rhs", -1)),
    "n² for 1 + n²": in_part("primitive", substituted("lhs", {1 + n**2: n**2})),
    "not even about π": in_part("smooth at the antipode", replaced(rhs=1)),
    "its sign": in_part("coefficient", scaled("rhs", -1)),
})
def on_the_circle() -> All:
    """On the circle f = cosh(π − α), α the angle: f″ = f > 0, smooth at α = π, and from an activation, as all its
    cosine coefficients are positive: ∫ f cos nα over (0, π) is sinh π/(1 + n²) (sin nπ = 0)."""
    cosh, sinh = ((sp.exp(sp.pi - x) + sign * sp.exp(x - sp.pi)) / 2 for sign in (1, -1))
    primitive = (n * cosh * sp.sin(n * x) - sinh * sp.cos(n * x)) / (1 + n**2)
    angle = Domain.of(Real("x", ge=0, le=4))
    return All((
        ("f″ = f", Identity(sp.Derivative(cosh, (x, 2)), cosh, angle)),
        ("smooth at the antipode", Identity(sp.diff(cosh, x).subs(x, sp.pi), 0)),
        ("primitive", Identity(sp.Derivative(primitive, x), cosh * sp.cos(n * x), Domain.of(*angle, Real("n", ge=0)))),
        ("at π", ForAll((sp.Eq(z, 0),), sp.Eq((n * z - 0 * z) / (1 + n**2), 0),
                        Domain.of(Real("z"), Integer("n", ge=0)), named=("sin nπ, and sinh 0 = 0",))),
        ("coefficient", Identity(0 - primitive.subs(x, 0), (sp.exp(sp.pi) - sp.exp(-sp.pi)) / 2 / (1 + n**2),
                                 Domain.of(Real("n", ge=0)))),
        ("positive", ForAll((z > 1, sp.Eq(z * u, 1)), (z - u) / 2 / (1 + n**2) > 0,
                            Domain.of(Real("z"), Real("u"), Integer("n", ge=0)), named=("z = e^π", "u = e^{−π}"))),
    ), "Φ = cosh(π − α) on S¹: Φ″ = Φ > 0, and its Fourier coefficients are positive")


@corollary_f3.claim("none-from-dimension-2", reading="sharpened", controls=lambda: {
    "on the line": in_part("infinite at 0, d ≥ 3", replaced(domain=Domain.of(
        Integer("d", ge=1), Real("M", gt=0)))),
    "a barrier that is not harmonic": in_part("the barrier, d ≥ 3", substituted(
        "lhs", {radial_power(): radial_power() / r})),
    "r^{2−d} for d = 2": in_part("the barrier, d = 2", replaced(lhs=radial_laplacian(r, sp.Integer(2)))),
    "only subharmonic": in_part("no largest value inside", replaced(assume=(
        sp.Eq(trace_B, 0), trace >= 0, sp.Eq(bent, trace - eps * trace_B)))),
    "h is not bounded": in_part("low near 0", without(0)),
    "as large on the sphere": in_part("a gap", replaced(domain=Domain.of(
        Real("M", le=1), Real("C"), Real("D", ge=0), Real("s", ge=0)), conclude=s > 0)),
})
def none_from_dimension_2() -> All:
    """For d ≥ 2 no activation has such a Φ = h(θ − w), h(0) = 1: near 0, h would stay below some M < 1.

    |h| ≤ 1, and h = 1 nowhere else: there −h had a minimum with a negative Laplacian. So h ≤ M < 1 on the unit
    sphere. h − εB, B = r^{2−d} − 1 or −ln r, is low near 0 and has no largest value inside: it is ≤ M, for every ε.
    Then the σ(·, θ), θ near one point, are uncountably many functions of L² at a distance from each other.
    """
    return All((
        ("bounded by h(0)", ForAll((), sp.Le(2 * s * x, s**2 + x**2), Domain.of(Real("s"), Real("x")))),
        ("1 at 0 only", ForAll((trace > 0,), -trace < 0, reals(trace),
                               named=("def-F.1; fact-3.3 asks −h for ≥ 0 where it is smallest",))),
        ("the barrier, d ≥ 3", Identity(radial_laplacian(radial_power()), 0, Domain.of(R_POS, Integer("d", ge=3)))),
        ("the barrier, d = 2", Identity(radial_laplacian(-sp.log(r), sp.Integer(2)), 0, Domain.of(R_POS))),
        ("infinite at 0, d ≥ 3", MonomialBound(1 + M, (1 + M) ** (d - 2), Domain.of(
            Integer("d", ge=3), Real("M", gt=0)), facts=(1 + M >= 1,))),
        ("low near 0", ForAll((h_x <= 1, eps * B > 1 - M), h_x - eps * B < M,
                              Domain.of(Real("h(x)"), Real("B"), Real("M"), Real("eps", gt=0)),
                              named=("bounded by h(0)", "B is infinite at 0; −ln r > m for r < e^{−m}"))),
        ("no largest value inside", ForAll(
            (sp.Eq(trace_B, 0), trace > 0, sp.Eq(bent, trace - eps * trace_B)), bent > 0,
            Domain.of(Real("Δ(h−εB)"), Real("Δh"), Real("ΔB"), Real("eps", gt=0)),
            named=("the barrier", "def-F.1", "fact-3.3 asks for ≤ 0, at fact-extreme-value's largest value"))),
        ("ε to 0", ForAll((h_x <= M + eps * B, sp.Eq(eps * B, (h_x - M) / 2)), h_x <= M,
                          Domain.of(Real("h(x)"), Real("M"), Real("B"), Real("eps")),
                          named=("no largest value inside, M on the sphere", "a choice of ε, were h(x) > M"))),
        ("a gap", ForAll((sp.Eq(distance**2, 2 - 2 * C), C <= M, 2 * s >= distance), s > 0, Domain.of(
            Real("M", lt=1), Real("C"), Real("D", ge=0), Real("s", ge=0)),
            named=("‖σ_θ − σ_w‖²", "C = h(θ − w) ≤ M near 0", "fact-separable: one function within s of both"))),
    ), "d ≥ 2: there is no Φ(θ,w) = E σ(X,θ)·σ(X,w) = h(θ−w) with ΔΦ > 0 for all θ ≠ w")


@corollary_f3.derivation
def by_hand() -> Iterator[Line]:
    """Cancelling, and the example that is not global."""
    yield Line("Φ(θ, θ) = ∞ and Φ(θ, θ) < ∞ cannot both be. Leave out the first. All electrons move together: at a "
               "local minimum one of them is on a proton. That pair drops out:", cancelled())
    yield Line("The others are at a local minimum of the smaller loss, so another pair matches, until all have. For Φ "
               "from an activation the loss (1) is a mean square, and 0 there: a global minimum.")
    h = r**2 - sp.sqrt(r)
    yield Line("Without an activation it need not be: h = r² − √r on the line has the second derivative",
               sp.diff(h, r, 2))
    yield Line("and one electron near one proton has the loss", -2 * h)
    yield Line("smallest at r = 0 among small r; but at r = 4 it is", (-2 * h).subs(r, 4))
