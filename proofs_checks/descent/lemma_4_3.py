"""Lemma 4.3: near a stationary point of G a charged electron has a proton within kε.

Letters: S a cluster of l electrons, grown by steps below ε; n² = N = Σ a_i² over S (the paper's S); q = √k; D, P, Q as
in `_cluster`; g_i = ∂G/∂a_i.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import flipped, in_part, replaced, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity, SumFormula

from .._symbols import D_ANY, d, eps, i, k, l, lam, m, n, q, t, u, v, x, y, z
from . import _cluster as cluster

lemma_4_3 = statement(
    "lem-4.3", "Near a stationary point charged electrons are near protons", kind="lemma", published="14/20",
    uses=("lem-4.2", "eq-1"), proof_uses=("fact-spectral",), source="arXiv text, Section 4 and Appendix E",
    reading="Let G = L + |a|² with the potential of Lemma 4.2 for λ = 1. Where |∇G| ≤ δ < 1 and no eigenvalue "
            "of its Hessian is below −δ, each electron has a proton within kε, or a charge with "
            "a_i² < 2kdδ. True; kdδ suffices. It speaks only of points at which G is twice differentiable, so of no "
            "point with two charged electrons at one place.")

D, P, Q, N, F, Y = cluster.D, cluster.P, cluster.Q, cluster.N, cluster.F, cluster.Y
delta, g, A, T = sp.symbols("δ g A T")
a = cluster.a
CLUSTER = (Integer("k", ge=1), Integer("l", ge=1), D_ANY, Real("δ", gt=0, lt=1))
NORM = Real("n", ge=0)
LAM = Real("lam", gt=0)
ONE = sp.Integer(1)


def bound() -> All:
    """Σ a_i² ≤ ldδ over a cluster without protons, λ = 1: what the paper's argument gives at its best."""
    domain = Domain.of(*CLUSTER, NORM, Real("D"), Real("P"), Real("Q"), Real("N"))
    return All((
        ("balance", cluster.for_all_units(cluster.balance(), "Δ_v H = λ·(Σ a_i·g_i − 2·E (Σ a_i·σ)² − 2·Σ a_i²)")),
        ("in the norm", ForAll(
            (sp.Eq(D, P - 2 * Q - 2 * N), -l * d * delta <= D, delta * n >= P, Q >= 0, sp.Eq(N, n**2)),
            2 * n**2 <= delta * n + l * d * delta, domain,
            named=("balance", "lem-4.3/trace-sharp", "the inequality of Cauchy and Schwarz, |∇G| ≤ δ",
                   "Q is a mean square", "n is the norm"))),
        ("solved", ForAll((2 * n**2 <= delta * n + l * d * delta, l * d >= delta), n**2 <= l * d * delta,
                          Domain.of(*CLUSTER, NORM), named=("in the norm", "l, d ≥ 1 > δ"))),
    ), "Σ_(i∈S) a_i² ≤ l·d·δ")


# The statement.

@lemma_4_3.claim("alternatives", controls=lambda: {
    "a_i² < dδ/8": in_part("one of them", replaced(conclude=x**2 < d * delta / 8)),
    "the regularisation counted once": in_part("over the cluster", in_part("balance", lambda p_: cluster.for_all_units(
        cluster.balance(), own=2))),
    "curvature of any sign": in_part("over the cluster", in_part("in the norm", without(1))),
    "δ may exceed d": in_part("over the cluster", in_part("solved", lambda c: replaced(
        assume=c.assume[:1], named=(), domain=Domain.of(*CLUSTER[:3], Real("δ", gt=0), NORM))(c))),
    "a path of k + 1 steps": in_part("within kε", replaced(assume=(x < m * eps, m <= k + 1))),
})
def alternatives() -> All:
    """Right as stated, "<" included: the charges of a cluster without protons have Σ a_i² ≤ ldδ < 2kdδ, and a cluster
    with a proton has a path of at most k steps, each below ε."""
    return All((
        ("within kε", ForAll((x < m * eps, m <= k), x < k * eps, Domain.of(
            Integer("k", ge=1), Integer("m", ge=1), Real("eps", gt=0, lt=1), Real("x", ge=0)),
            named=("lem-4.3/path", "lem-4.3/path: at most k steps"))),
        ("over the cluster", bound()),
        ("one of them", ForAll((x**2 <= N, l * d * delta >= N, l <= k), x**2 < 2 * k * d * delta,
                               Domain.of(*CLUSTER, Real("x"), Real("N")),
                               named=("one term of the sum", "over the cluster", "a cluster has at most k electrons"))),
    ), "(a,θ) ∈ M_(G,δ)  ⟹  |θ_i − w_j| < k·ε for some j, or a_i² < 2·k·d·δ")


# The set-growing process.

@lemma_4_3.claim("path", reading="step", controls=lambda: {
    "steps of 2ε": in_part("one more step", replaced(assume=(m * eps > T, u < 2 * eps, x <= T + u))),
    "all 2k charges on the path": in_part("at most k steps", replaced(assume=(m <= l + 1, l <= k))),
    "q = k": in_part("at most k steps", replaced(assume=(sp.Eq(m, l + 1), l <= k))),
})
def path() -> All:
    """Each charge that enters is within ε of one that is in, electrons and protons one at a time ("add θ_i, w_i" is
    read so: the one that is near). So the first proton is reached from θ₁ by way of q ≤ k − 1 other electrons: q + 1
    ≤ k steps below ε, and |θ₁ − w_j| < kε."""
    domain = Domain.of(Integer("m", ge=1), Real("eps", gt=0, lt=1), Real("x", ge=0), Real("T", ge=0), Real("u", ge=0))
    return All((
        ("the first step", ForAll((x < eps,), x < eps * 1, Domain.of(Real("eps", gt=0, lt=1), Real("x", ge=0)))),
        ("one more step", ForAll((m * eps > T, u < eps, x <= T + u), x < (m + 1) * eps, domain,
                                 named=("the path so far", "near one that is in", "triangle inequality"))),
        ("at most k steps", ForAll((sp.Eq(m, l + 1), l <= k - 1), m <= k, Domain.of(
            Integer("m", ge=1), Integer("l", ge=0), Integer("k", ge=1)),
            named=("l electrons between", "other than θ₁"))),
        ("so within kε", ForAll((x < m * eps, m <= k), x < k * eps, Domain.of(
            Integer("m", ge=1), Integer("k", ge=1), Real("eps", gt=0, lt=1), Real("x", ge=0)))),
    ), "some w_j ∈ S  ⟹  |θ_1 − θ_(j_1)| < ε, …, |θ_(j_q) − w_j| < ε with q ≤ k − 1, so |θ_1 − w_j| < k·ε")


@lemma_4_3.claim("path-is-sharp", reading="sharpened", controls=lambda: {
    "steps of ε": in_part("steps below ε", replaced(conclude=eps * (1 - u) < eps * (1 - u))),
    "not reached": in_part("close to kε", flipped()),
})
def path_is_sharp() -> All:
    """The factor k cannot be smaller: k electrons in a row at distances ε(1 − u), then a proton, is such a path, and
    the proton is kε(1 − u) from θ₁, the next electron being nearer; u > 0 is as small as one likes."""
    domain = Domain.of(Integer("k", ge=1), Real("eps", gt=0, lt=1), Real("u", gt=0, lt=1), Real("z", gt=0))
    return All((
        ("steps below ε", ForAll((), eps * (1 - u) < eps, domain)),
        ("its length", Identity(k * (eps * (1 - u)), k * eps - k * eps * u, domain)),
        ("close to kε", ForAll((k * eps * u < z,), k * (eps * (1 - u)) > k * eps - z, domain)),
    ), "|θ_1 − w_j| = k·ε·(1 − u) occurs for every u > 0")


@lemma_4_3.claim("apart", reading="step", controls=lambda: {
    "the process need not have stopped": without(0),
    "apart by 2ε": replaced(conclude=sp.And(x >= 2 * eps, y >= 2 * eps)),
})
def apart() -> ForAll:
    """When it has stopped without a proton, what is outside is at least ε away; x and y are the smallest distances to
    the protons and to the other electrons. (S = {1, …, l}, not {θ_1, …, θ_l}, is meant later on.)"""
    return ForAll((sp.Not(sp.Or(sp.Lt(x, eps), sp.Lt(y, eps))),), sp.And(x >= eps, y >= eps),
                  Domain.of(Real("eps", gt=0, lt=1), Real("x", ge=0), Real("y", ge=0)),
                  named=("nothing more can be added",))


@lemma_4_3.claim("differentiable", reading="step", controls=lambda: {
    "one electron alone is moved": in_part("together", replaced(lhs=(x + v) - y)),
    "a step as long as the gap": in_part("apart", replaced(assume=(y >= z - x, x <= z))),
})
def differentiable() -> All:
    """H is twice differentiable in v at 0 whatever the distances in the cluster, as those do not change. Outside they
    are z ≥ ε, and positive after a move by x < ε; Φ_ε is C² away from 0, at ε too (lem-4.2/lambda-harmonic)."""
    return All((
        ("together", Identity((x + v) - (y + v), x - y, Domain.of(Real("x"), Real("y"), Real("v")))),
        ("apart", ForAll((y >= z - x, x < z), y > 0, Domain.of(Real("x", ge=0), Real("y"), Real("z", gt=0)),
                         named=("triangle inequality", "a small move"))),
    ), "H(a, v) is twice differentiable at v = 0")


# The displays.

@lemma_4_3.claim("optimality", reading="step", controls=lambda: {
    "2a_i: no regularisation": in_part("slope", substituted("lhs", {2 * a**2: a**2})),
    "3a_i": in_part("slope", substituted("rhs", {4 * a: 3 * a})),
    "each pair once": in_part("slope", substituted("rhs", {2 * F: F})),
    "|∇G| ≤ 2δ": in_part("a component", replaced(assume=(g**2 + t**2 <= 4 * delta**2,))),
})
def optimality() -> All:
    """|∂H/∂a_i| = |4a_i + 2Σ_{j≠i} a_j Φ + 2Σ_j b_j Φ| ≤ δ: a_i stands in G as a_i²Φ(0) + a_i² + 2a_i(Y + F)."""
    return All((
        ("slope", Identity(sp.Derivative(2 * a**2 + 2 * a * Y + 2 * a * F, a), 4 * a + 2 * Y + 2 * F,
                           Domain.of(Real("a"), Real("Y"), Real("F")))),
        ("a component", ForAll((g**2 + t**2 <= delta**2,), sp.Abs(g) <= delta,
                               Domain.of(Real("g"), Real("t"), Real("δ", gt=0)), named=("|∇G| ≤ δ",))),
    ), "|∂H/∂a_i| = |4·a_i + 2·Σ_(j≠i) a_j·Φ_ε(θ_i,θ_j) + 2·Σ_(j=1..k) b_j·Φ_ε(θ_i,w_j)| ≤ δ")


@lemma_4_3.claim("first-line", reading="step", controls=lambda: {
    "each pair once": lambda p_: cluster.for_all_units(D - lam * cluster.E),
    "pairs within the cluster too": lambda p_: cluster.for_all_units(D - 2 * lam * (cluster.E + cluster.O)),
})
def first_line() -> All:
    """Δ_v H = Σ_{i≤l} λ(2Σ_j a_i b_j Φ + 2Σ_{j>l} a_i a_j Φ), for every k, every l and all distances in the cluster."""
    return cluster.for_all_units(cluster.first_line(), "Δ_v H = Σ_(i=1..l) λ·(2·Σ_(j=1..k) a_i·b_j·Φ_ε(θ_i,w_j) + "
                                                     "2·Σ_(j=l+1..k) a_i·a_j·Φ_ε(θ_i,θ_j))")


@lemma_4_3.claim("second-line", reading="step", controls=lambda: {
    "−2a_i²": in_part("one member", lambda c: replaced(conclude=sp.Le(
        lam * a * 2 * F, lam * (-5 * a**2 - 2 * a * Y) + delta * lam * sp.Abs(a)))(c)),
    "without δ|a_i|": in_part("one member", replaced(conclude=sp.Le(lam * a * 2 * F, lam * (-4 * a**2 - 2 * a * Y)))),
    "no optimality": in_part("one member", without(1)),
    "own slope 2a_i": in_part("the cluster", lambda p_: cluster.for_all_units(cluster.second_line(), own=2)),
})
def second_line() -> All:
    """Optimality puts −4a_i² − 2Σ_{j≤l, j≠i} a_i a_j Φ in the place of the field, at the cost of δ|a_i|: with
    Y = Σ_{j≤l, j≠i} a_j Φ, 2a_i F_i = a_i g_i − 4a_i² − 2a_i Y. Summed: 2E = P − 4N − 2O."""
    return All((
        ("one member", ForAll(
            (sp.Eq(g, 4 * a + 2 * Y + 2 * F), sp.Abs(g) <= delta),
            sp.Le(lam * a * 2 * F, lam * (-4 * a**2 - 2 * a * Y) + delta * lam * sp.Abs(a)),
            Domain.of(*(Real(name) for name in ("a", "Y", "F", "g")), LAM, Real("δ", gt=0)),
            named=("the slope", "lem-4.3/optimality"))),
        ("the cluster", cluster.for_all_units(cluster.second_line())),
    ), "Δ_v H ≤ Σ_(i=1..l) λ·(−4·a_i² − 2·Σ_(j≤l, j≠i) a_i·a_j·Φ_ε(θ_i,θ_j)) + δ·Σ_(i=1..l) λ·|a_i|")


@lemma_4_3.claim("third-line", reading="step", controls=lambda: {
    "−2E(…)² − 4Σ a_i²": lambda p_: cluster.for_all_units(cluster.third_line() + 2 * N),
    "−E(…)²": lambda p_: cluster.for_all_units(cluster.third_line() - Q),
    "−2E(…)² alone": lambda p_: cluster.for_all_units(cluster.third_line() - 2 * N),
})
def third_line() -> All:
    """"Completing the square" is an equality: −4Σa_i² − 2Σ_{i≠j} a_i a_j Φ = −2E(Σ a_i σ)² − 2Σ a_i², as Φ(0) = 1."""
    return cluster.for_all_units(
        cluster.third_line(), "Σ_(i=1..l) (−4·a_i² − 2·Σ_(j≤l, j≠i) a_i·a_j·Φ_ε(θ_i,θ_j)) = "
                            "−2·E (Σ_(i=1..l) a_i·σ(θ_i,X))² − 2·Σ_(i=1..l) a_i²")


def _trace(times: sp.Expr) -> All:
    """The second derivatives along d directions (e, …, e) of length √l, each at least −lδ, in sum at least −`times`."""
    domain = Domain.of(*CLUSTER, Integer("m", ge=0), Real("T"), Real("D"), Real("x"))
    return All((
        ("squared length", SumFormula(ONE, i, 1, l, l)),
        ("one direction", ForAll((x >= -delta * l, -m * l * delta <= T), T + x >= -(m + 1) * l * delta, domain,
                                 named=("λ_min ≥ −δ and fact-spectral: uᵀ∇²G u ≥ −δ|u|²", "m directions"))),
        ("all directions", ForAll((-d * l * delta <= D, l <= k), -times <= D, domain,
                                  named=("one direction, d times", "l ≤ k"))),
    ), sp.Ge(sp.Symbol("Δ_v H"), -times, evaluate=False))


@lemma_4_3.claim("trace", reading="step", controls=lambda: {
    "−ldδ/2": in_part("all directions", replaced(conclude=-l * d * delta / 2 <= D)),
    "directions of length 1": in_part("all directions", replaced(conclude=-d * delta <= D)),
    "no bound on curvature": in_part("one direction", without(0)),
})
def trace() -> All:
    """Δ_v H ≥ −2kdδ holds, with a factor 2 to spare, and with k for the l electrons that move."""
    return _trace(2 * k * d * delta)


@lemma_4_3.claim("trace-sharp", reading="sharpened", controls=lambda: {
    "−(l − 1)dδ": in_part("all directions", replaced(conclude=-(l - 1) * d * delta <= D)),
    "directions of length 1": in_part("all directions", replaced(conclude=-d * delta <= D)),
})
def trace_sharp() -> All:
    """Δ_v H ≥ −ldδ: each of d directions moves l electrons, so is a vector of squared length l."""
    return _trace(l * d * delta)


SQUARES = Domain.of(NORM, Real("q", gt=0), LAM, Real("δ", gt=0), Integer("k", ge=1), D_ANY)


@lemma_4_3.claim("cauchy-schwarz", reading="step", controls=lambda: {
    "√(k/2)": in_part("in place of √l", replaced(conclude=q**2 * n**2 >= 2 * A**2)),
    "no δ-term": in_part("so", replaced(conclude=-2 * lam * n**2 >= -2 * k * d * delta)),
    "A ≤ √N": in_part("one more", replaced(conclude=(A + x) ** 2 <= N + x**2)),
})
def cauchy_schwarz() -> All:
    """Σ|a_i| ≤ √l √S ≤ √k √S, and so −2λS + δλ√k√S ≥ −2kdδ. A is Σ|a_i|."""
    return All((
        ("one more", ForAll((l * N >= A**2,), (A + x) ** 2 <= (l + 1) * (N + x**2), Domain.of(
            Real("A", ge=0), Real("N", ge=0), Real("x", ge=0), Integer("l", ge=1)))),
        ("in place of √l", ForAll((l * n**2 >= A**2, sp.Eq(q**2, k), l <= k), q * n >= A, Domain.of(
            Real("A", ge=0), NORM, Real("q", gt=0), Integer("k", ge=1), Integer("l", ge=1)))),
        ("so", ForAll(
            (q * n >= A, -2 * lam * n**2 + delta * lam * A >= T, -2 * k * d * delta <= T),
            -2 * lam * n**2 + delta * lam * q * n >= -2 * k * d * delta,
            Domain.of(Real("A", ge=0), Real("T"), *SQUARES),
            named=("in place of √l", "lem-4.3/third-line, E(…)² ≥ 0", "lem-4.3/trace"))),
    ), "−2·λ·S + δ·λ·√k·√S ≥ −2·k·d·δ")


@cache
def chain() -> Any:
    """λ·n·q·δ − 2·λ·n²."""
    return -2 * lam * n**2 + delta * lam * q * n


@lemma_4_3.claim("case-split", reading="step", controls=lambda: {
    "S ≥ δ²k/2": in_part("the first link", replaced(assume=(2 * n**2 >= delta**2 * q**2,))),
    "S ≤ kdδ/λ": in_part("therefore", replaced(conclude=n**2 * lam <= k * d * delta)),
})
def case_split() -> All:
    """When S ≥ δ²k, −λS ≥ −2λS + δλ√k√S ≥ −2kdδ, so S ≤ 2kdδ/λ. n = √S, q = √k."""
    return All((
        ("the first link", ForAll((n**2 >= delta**2 * q**2,), -lam * n**2 >= chain(), SQUARES)),
        ("therefore", ForAll((-lam * n**2 >= -2 * k * d * delta,), n**2 <= 2 * k * d * delta / lam, SQUARES)),
    ), "S ≥ δ²·k  ⟹  −λ·S ≥ −2·λ·S + δ·λ·√k·√S ≥ −2·k·d·δ  ⟹  S ≤ 2·k·d·δ/λ")


@lemma_4_3.claim("maximum", reading="step", controls=lambda: {
    "δ up to 3d": replaced(domain=Domain.of(*CLUSTER[:3], Real("δ", gt=0), Real("N")), assume=(delta <= 3 * d, sp.Or(
        delta**2 * k >= N, 2 * k * d * delta >= N))),
    "the second alone": replaced(conclude=k * d * delta >= N),
})
def maximum() -> ForAll:
    """S ≤ max(δ²k, 2kdδ/λ) ≤ 2kdδ/λ at λ = 1, as δ ≤ 1 ≤ 2d."""
    return ForAll((delta <= 1, sp.Or(delta**2 * k >= N, 2 * k * d * delta >= N)), 2 * k * d * delta >= N,
                  Domain.of(Integer("k", ge=1), D_ANY, Real("δ", gt=0), Real("N")))


@lemma_4_3.claim("conclusion", reading="step", controls=lambda: {
    "δ up to 3d": in_part("if not", replaced(domain=Domain.of(*CLUSTER[:3], Real("δ", gt=0), Real("N"), Real("T")),
                                            assume=(k * N >= T**2, 2 * k * d * delta <= N, delta <= 3 * d), named=())),
    "2δ√k√S": in_part("strictly", lambda c: replaced(
        assume=(-2 * N + 2 * delta * T >= -2 * k * d * delta, c.assume[1]), named=c.named)(c)),
    "a_i² < kdδ/2": in_part("each of them", replaced(conclude=2 * x**2 < k * d * delta)),
    "S ≤ 2kdδ": in_part("each of them", replaced(assume=(x**2 <= N, 2 * k * d * delta >= N))),
})
def conclusion() -> All:
    """a_i² < 2kdδ. The printed proof ends with "≤"; its own inequality, −2S + δ√k√S ≥ −2kdδ, gives "<", since δ < 2d.
    T is √k√S, and N is S."""
    domain = Domain.of(*CLUSTER, Real("N"), Real("T"))
    return All((
        ("if not", ForAll((k * N >= T**2, 2 * k * d * delta <= N), delta * T < N, domain,
                          named=("T = √k√S", "S ≥ 2kdδ"))),
        ("strictly", ForAll((-2 * N + delta * T >= -2 * k * d * delta, sp.Or(2 * k * d * delta > N, delta * T < N)),
                            2 * k * d * delta > N, domain, named=("lem-4.3/cauchy-schwarz", "if not"))),
        ("each of them", ForAll((x**2 <= N, 2 * k * d * delta > N), x**2 < 2 * k * d * delta,
                                Domain.of(*CLUSTER, Real("x"), Real("N")), named=("one term of the sum", "strictly"))),
    ), "−2·S + δ·√k·√S ≥ −2·k·d·δ  ⟹  a_i² < 2·k·d·δ")


@lemma_4_3.derivation
def by_hand() -> Iterator[Line]:
    """One identity, then a quadratic inequality."""
    yield Line("Move a cluster of electrons by v; its surroundings are at least ε away. In H = G(a, θ + v) the "
               "members' field E = Σ a_i F_i is all that moves, and each Φ there satisfies ΔΦ = λΦ:",
               sp.Eq(sp.Symbol("Δ_v H"), 2 * lam * cluster.E))
    own = sp.diff(2 * a**2 + 2 * a * Y + 2 * a * F, a)
    yield Line("The slope of G in a_i, with the field Y of the other members, is", own)
    yield Line("Times a_i and summed, P = Σ a_i ∂G/∂a_i, this is", sp.Eq(P, sp.expand(
        sp.solve(sp.Eq(cluster.second_line(), 0), P)[0].subs(cluster.O, Q - N))))
    yield Line("where Q = E(Σ a_i σ)² ≥ 0 and N = Σ a_i². So Δ_v H is λ times", sp.solve(
        sp.Eq(cluster.balance(), 0), D)[0] / lam)
    yield Line("|∇G| ≤ δ gives P ≤ δ√N; d directions of squared length l give Δ_v H ≥ −ldδ. For λ = 1 and n = √N:",
               2 * n**2 <= delta * n + l * d * delta)
    yield Line("If n² were above ldδ, this would give n < δ and n² < δ² ≤ ldδ. So", n**2 <= l * d * delta)
    yield Line("An electron amid six protons shows that no constant below 1/4 will do for l = 1, d = 3.")
