"""Theorem 3.6: the loss of a λ-harmonic potential has local minima of two kinds only; what it says, and of which Φ."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from .._symbols import D_ANY, lam, t, v, x, y, z
from . import _cluster_laplacian as cluster

theorem_3_6 = statement(
    "thm-3.6", "λ-harmonic potentials: no local minima but two kinds", kind="theorem", published="11",
    uses=("def-3.5", "def-3.2", "eq-1", "sec-2.1"), proof_uses=("fact-3.3", "fact-extreme-value", "fact-separable"),
    source="arXiv text, Section 3.1",
    reading="For a λ-harmonic Φ each local minimum (a, θ) of the loss (1) has L(a, θ) = L(0, θ) or some θ_i = w_j. "
            "True: moving a cluster of electrons together, the Laplacian is −2λ(Σa)². But in two or more dimensions no "
            "Φ that comes from an activation is λ-harmonic; on the line e^{−μ|x|} is the only one, and both exceptions "
            "occur there with a positive loss.")

S, F, D, G, L, a, c, phi = cluster.S, cluster.F, cluster.D, cluster.G, cluster.L, cluster.a, cluster.c, cluster.phi
g, A, total = sp.symbols("∂L/∂a A T")
LAM = Real("lam", gt=0)
D_FROM_2 = Integer("d", ge=2)
SUMS = (Real("S"), Real("F"))


def deduction(dimension: Integer, given: str = "Φ λ-harmonic") -> All:
    """The theorem from the identity: at a local minimum, all θ_i ≠ w_j, each cluster has charge 0: L = L(0, θ)."""
    return All((
        ("balance", cluster.for_all_units(cluster.balance_gap(), "Δ_v H + 2·λ·S² = λ·Σ a_i·∂L/∂a_i")),
        ("one more term is 0", ForAll((sp.Eq(G, 0), sp.Eq(g, 0)), sp.Eq(G + a * g, 0),
                                      Domain.of(Real("G"), Real("a"), Real(g.name)),
                                      named=("the terms so far", "a minimum in a_i"))),
        ("each cluster's charge is 0", ForAll(
            (sp.Eq(D + 2 * lam * S**2, lam * G), sp.Eq(G, 0), D >= 0), sp.Eq(S, 0),
            Domain.of(LAM, Real("S"), Real("D"), Real("G"), dimension),
            named=("balance", "one more term is 0", "fact-3.3: the trace of the Hessian in v"))),
        ("a cluster of charge 0 adds nothing", ForAll(
            (sp.Eq(S, 0),), sp.Eq(L + S**2 + 2 * S * F, L), Domain.of(Real("L"), *SUMS))),
    ), f"{given}, (a, θ) a local minimum, θ_i ≠ w_j for all i, j  ⟹  L(a,θ) = L(0,θ), {Domain.of(dimension).text()}")


# The theorem.

@theorem_3_6.claim("no-local-minima", controls=lambda: {
    "λ = 0, harmonic": in_part("each cluster's charge is 0", replaced(
        domain=Domain.of(Real("lam", ge=0), Real("S"), Real("D"), Real("G"), D_ANY))),
    "λ < 0": in_part("each cluster's charge is 0", replaced(
        domain=Domain.of(Real("lam", lt=0), Real("S"), Real("D"), Real("G"), D_ANY))),
    "a is not a minimum": in_part("each cluster's charge is 0", without(1)),
    "no second-order condition": in_part("each cluster's charge is 0", without(2)),
    "a cluster with charge": in_part("a cluster of charge 0 adds nothing", without(0)),
    "Δ_v H + λS²": in_part("balance", lambda p: cluster.for_all_units(cluster.balance_gap() - lam * S**2, "")),
})
def no_local_minima() -> All:
    """True for every k and d, if Φ is symmetric, translation invariant and Φ(θ, θ) = 1, as the paper has it."""
    return deduction(D_ANY)


@theorem_3_6.claim("no-local-minima-from-dimension-2", vacuous_by="no-realizable-potential", controls=lambda: {
    "λ = 0, harmonic": in_part("each cluster's charge is 0", replaced(
        domain=Domain.of(Real("lam", ge=0), Real("S"), Real("D"), Real("G"), D_FROM_2))),
    "a is not a minimum": in_part("each cluster's charge is 0", without(1)),
})
def no_local_minima_from_dimension_2() -> All:
    """With the loss (1) as it is defined, by an activation, and d ≥ 2: true, but there is no such potential."""
    return deduction(D_FROM_2, "Φ λ-harmonic and from an activation")


# The printed proof.

@theorem_3_6.claim("partition", reading="step", controls=lambda: {
    "near each other, not equal": replaced(assume=(sp.Abs(x - y) < 1, sp.Abs(y - z) < 1),
                                           conclude=sp.And(sp.Abs(x - z) < 1, sp.Abs(x - y) < 1)),
    "no third one": without(1),
})
def partition() -> ForAll:
    """The clusters are the classes of "at the same place", which is transitive. (S_1 is {1, …, l}, not {θ_1, …, θ_l}.)

    x, y, z are one coordinate of three electrons.
    """
    return ForAll((sp.Eq(x, y), sp.Eq(y, z)), sp.And(sp.Eq(x, z), sp.Eq(y, x)),
                  Domain.of(Real("x"), Real("y"), Real("z")))


@theorem_3_6.claim("differentiable", reading="step", controls=lambda: {
    "a step as long as the gap": in_part("apart from all others", replaced(assume=(y >= z - x, x <= z))),
    "one electron alone is moved": in_part("together", replaced(lhs=(x + v) - y)),
})
def differentiable() -> All:
    """H is twice differentiable at v = 0. It takes more than θ_i ≠ w_j: the other clusters are elsewhere, by the
    partition, and Φ(θ_i + v, θ_j + v) is constant within the cluster, as Φ is translation invariant.

    z > 0 is the smallest distance to other charges, x = |v|, y a distance after the move.
    """
    return All.of(
        "H(a, v) is twice differentiable at v = 0",
        together=Identity((x + v) - (y + v), x - y, Domain.of(Real("x"), Real("y"), Real("v"))),
        apart_from_all_others=ForAll((y >= z - x, x < z), y > 0,
                                     Domain.of(Real("x", ge=0), Real("y"), Real("z", gt=0)),
                                     named=("triangle inequality", "a small move")),
    )


@theorem_3_6.claim("optimality", reading="step", controls=lambda: {
    "a_i² has the slope a_i": in_part("slope", substituted("rhs", {2 * a: a})),
    "each pair once": in_part("one more electron or proton", scaled("lhs", sp.Rational(1, 2))),
    "Φ is not symmetric": in_part("one more electron or proton", replaced(lhs=a * c * phi + c * a * x)),
    "not a minimum": in_part("zero at a minimum", without(0)),
})
def optimality() -> All:
    """∂L/∂a_i = 2 Σ_j a_j Φ(θ_i, θ_j) + 2 Σ_j b_j Φ(θ_i, w_j), for every k; it is 0 at a minimum.

    In (1) stand a_i², and for each other charge c the pairs (i, new) and (new, i), or 2 a_i b Φ: together 2 a_i c φ.
    """
    charges = Domain.of(*(Real(s.name) for s in (a, c, phi, F, L, x)))
    return All((
        ("one more electron or proton", Identity(a * c * phi + c * a * phi, 2 * a * (c * phi), charges)),
        ("slope", Identity(sp.Derivative(L + a**2 + 2 * a * F, a), 2 * a + 2 * F, charges)),
        ("zero at a minimum", ForAll(
            (g * t + t**2 >= 0, sp.Eq(t, -g / 2)), sp.Eq(g, 0), Domain.of(Real(g.name), Real("t")),
            named=("L(a + te_i) ≥ L(a), exactly quadratic", "so for a small multiple of it"))),
    ), "0 = ∂L/∂a_i = 2·Σ_j a_j·Φ(θ_i,θ_j) + 2·Σ_(j=1..k) b_j·Φ(θ_i,w_j)")


@theorem_3_6.claim("first-line", reading="step", controls=lambda: {
    "each pair once": lambda p: cluster.for_all_units(D - lam * S * F, ""),
    "pairs within the cluster too": lambda p: cluster.for_all_units(D - 2 * lam * S * (F + S), ""),
})
def first_line() -> All:
    """Δ_v H = λ Σ_{i≤l} a_i (2 Σ_j b_j Φ + 2 Σ_{j>l} a_j Φ) = 2λSF, for every k and l, by induction on the charges."""
    return All((
        ("the Laplacian is linear", Identity(
            sp.Derivative(sp.Function("f")(x) + 2 * a * c * sp.Function("h")(x), (x, 2)),
            sp.Function("f")(x).diff(x, 2) + 2 * a * c * sp.Function("h")(x).diff(x, 2),
            Domain.of(Real("x"), Real("a"), Real("c")))),
        *cluster.for_all_units(cluster.field_gap(), "").named,
    ), "Δ_v H = λ·Σ_(i≤l) a_i·(2·Σ_(j=1..k) b_j·Φ(θ_i,w_j) + 2·Σ_(j>l) a_j·Φ(θ_i,θ_j))")


@theorem_3_6.claim("chain", reading="step", controls=lambda: {
    "the other sign": in_part("by optimality", replaced(conclude=sp.Eq(a * (2 * F), 2 * a * S))),
    "without optimality": in_part("by optimality", without(0)),
    "−λS²": in_part("the whole cluster", scaled("rhs", sp.Rational(1, 2))),
})
def chain() -> All:
    """Optimality turns the field into −2 Σ_{j≤l} a_j, as Φ(θ_i, θ_j) = 1 there; the sum over i gives −2λS².

    T is the sum over the members so far, of charge A.
    """
    return All((
        ("by optimality", ForAll((sp.Eq(2 * S + 2 * F, 0),), sp.Eq(a * (2 * F), -2 * a * S),
                                 Domain.of(*SUMS, Real("a")), named=("thm-3.6/optimality",))),
        ("one more member", ForAll((sp.Eq(total, -2 * lam * A * S),),
                                   sp.Eq(total + lam * a * (-2 * S), -2 * lam * (A + a) * S),
                                   Domain.of(Real("T"), Real("A"), Real("a"), Real("S"), LAM))),
        ("the whole cluster", Identity((-2 * lam * A * S).subs(A, S), -2 * lam * S**2, Domain.of(Real("S"), LAM))),
    ), "Δ_v H = λ·Σ_(i≤l) a_i·(−2·Σ_(j≤l) a_j·Φ(θ_i,θ_j)) = −2·λ·Σ_(i≤l) a_i·(Σ_(j≤l) a_j) = −2·λ·(Σ_(i≤l) a_i)²")


@theorem_3_6.claim("balance", reading="sharpened", controls=lambda: {
    "Δ_v H + λS²": lambda p: cluster.for_all_units(cluster.balance_gap() - lam * S**2, ""),
    "Δ_v H − 2λS²": lambda p: cluster.for_all_units(cluster.balance_gap() - 4 * lam * S**2, ""),
    "λ/2 on the right": lambda p: cluster.for_all_units(cluster.balance_gap() + lam * G / 2, ""),
    "Φ(θ, θ) = 2": in_part("one more inside", lambda p: Identity(
        cluster.balance_gap().subs({D: D + lam * 2 * a * F, S: S + a, G: G + S * 4 * a + a * (4 * (S + a) + 2 * F)},
                                   simultaneous=True), cluster.balance_gap(), cluster.UNITS)),
})
def balance() -> All:
    """All displays in one identity, at every (a, θ) and not only at critical ones, for every k and cluster size.

    S = Σ_{i≤l} a_i, F is the field at the cluster, D = Δ_v H, G = Σ_{i≤l} a_i ∂L/∂a_i.
    """
    return cluster.for_all_units(
        cluster.balance_gap(), "Δ_v H + 2·λ·(Σ_(i≤l) a_i)² = λ·Σ_(i≤l) a_i·∂L/∂a_i")


@theorem_3_6.claim("cluster-sums", reading="sharpened", controls=lambda: {
    "G = S² + 2SF": lambda p: cluster.for_all_units(cluster.slopes_gap() + S**2, ""),
})
def cluster_sums() -> All:
    """The two sides apart: Σ a_i ∂L/∂a_i = 2S² + 2SF, beside Δ_v H = 2λSF."""
    return cluster.for_all_units(cluster.slopes_gap(), "Σ_(i≤l) a_i·∂L/∂a_i = 2·S² + 2·S·F")


@theorem_3_6.claim("written-out", reading="step", expect="certified", controls=lambda: {
    "Δ_v H + λS²": lambda p: cluster.written_out(balance=1),
    "the first line doubled": lambda p: cluster.written_out(first=2),
    "slopes halved": lambda p: cluster.written_out(slopes=sp.Rational(1, 2)),
})
def written_out() -> Family:
    """A second opinion: (1) written out for k ≤ 3 and every l on the line, for any Φ″ = μ²Φ, and differentiated."""
    return cluster.written_out()


@theorem_3_6.claim("not-a-local-minimum", reading="step", controls=lambda: {
    "Σ a_i = 0 admitted": in_part("strictly negative", without(0)),
    "λ = 0 admitted": in_part("strictly negative", replaced(
        domain=Domain.of(Real("lam", ge=0), Real("S")))),
    "a Laplacian of any sign": in_part("some eigenvalue is negative", replaced(assume=())),
})
def not_a_local_minimum() -> All:
    """If Σ_{i≤l} a_i ≠ 0, the Laplacian is negative; so is an eigenvalue y, or the sum z of the others."""
    return All.of(
        "Σ_(i≤l) a_i ≠ 0  ⟹  Δ_v H < 0, and λ_min < 0",
        strictly_negative=ForAll((sp.Ne(S, 0),), -2 * lam * S**2 < 0, Domain.of(LAM, Real("S"))),
        some_eigenvalue_is_negative=ForAll((y + z < 0,), sp.Or(y < 0, z < 0), Domain.of(Real("y"), Real("z"))),
    )


@theorem_3_6.claim("clusters-of-charge-0", reading="step", controls=lambda: {
    "a cluster with charge": in_part("one more cluster", without(0)),
    "a_i² stays": in_part("the charge alone counts", replaced(rhs=a**2 + 2 * a * F)),
})
def clusters_of_charge_0() -> All:
    """If each cluster has charge 0, Σ a_i σ(x, θ_i) = 0 and L(a, θ) = L(0, θ), term by term without an activation too.

    A cluster of charge S in the field F of everything else has the share S² + 2SF. (Print has σ's arguments exchanged.)
    """
    domain = Domain.of(Real("a"), *SUMS, Real("T"), Real("y"))
    return All((
        ("the charge alone counts", Identity((S + a) ** 2 + 2 * (S + a) * F - (S**2 + 2 * S * F),
                                             a**2 + 2 * a * (S + F), domain)),
        ("one more cluster", ForAll((sp.Eq(S, 0),), sp.Eq(L + S**2 + 2 * S * F, L), Domain.of(Real("L"), *SUMS))),
        ("the output of a cluster", Identity((S + a) * y, S * y + a * y, domain)),
    ), "Σ_(u∈S_i) a_u = 0 for all i  ⟹  Σ_i a_i·σ(x,θ_i) = 0 and L(a,θ) = L(0,θ)")


@theorem_3_6.derivation
def by_hand() -> Iterator[Line]:
    """One identity, and what it leaves out."""
    yield Line("Move the electrons of one place together by v. Let S be their charge and F the field of everything "
               "else there. What moves in L is S² + 2SF, and the field satisfies ΔF = λF; so Δ_v H is", 2 * lam * S * F)
    slope = sp.diff(a**2 + 2 * a * F, a).subs(a, S)
    yield Line("while each ∂L/∂a_i in the cluster is", slope)
    yield Line("Multiplied by λa_i and summed, less 2λS², this is the same:",
               sp.Eq(sp.expand(lam * S * slope - 2 * lam * S**2), 2 * lam * S * F, evaluate=False))
    yield Line("Where the slopes vanish, Δ_v H is", sp.factor((2 * lam * S * F).subs(F, sp.solve(slope, F)[0])))
    yield Line("negative unless S = 0. At a local minimum away from the protons all clusters have charge 0, and "
               "then the electrons put out nothing: L(a, θ) = L(0, θ).")
