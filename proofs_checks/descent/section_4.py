"""Section 4, what its text claims before the theorem: stable minima, the regularisation, the set M_{G,ε}."""

from collections.abc import Iterator

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import d, k, r, u, v, x, y, z
from . import _cluster as cluster
from . import _kink_instance as kink
from . import _quadrupole as quadrupole
from .lemma_4_4 import deduction, taken

section_4 = statement(
    "sec-4", "Realizable potentials: what the text before Theorem 4.1 claims", kind="text", uses=("eq-1", "lem-4.2"),
    proof_uses=("lem-4.3", "lem-4.4", "alg-2", "fact-3.3"), source="arXiv text, Section 4",
    reading="At a stable minimum of G = L + |a|² every electron is said to be near some proton, possibly several near "
            "one. The term |a|² keeps the charges bounded. Second-order descent reaches points of M_{G,ε}, small "
            "gradient and little negative curvature, and these are said to be near protons. True of electrons that "
            "carry a charge; one without is in M_{G,ε} far from everything.")

N, P, Q, D, T, L, F, p, b, a = sp.symbols("N P Q D T L F p b a")
alpha, gain, eps, phi, slope = sp.symbols("α m ε Φ Φ′")


@section_4.claim("stable-minima", controls=lambda: {
    "L in place of G": in_part("balance", lambda c: cluster.for_all_units(cluster.balance(), own=2)),
    "a saddle": in_part("no charge", without(2)),
    "not stationary": in_part("no charge", without(1)),
    "a minimum that is not strict": in_part("all are charged", without(1)),
})
def stable_minima() -> All:
    """At a stable minimum, read as a strict local one, each θ_i is close to some w_j. In a cluster without protons
    Δ_v H = −2Q − 2N ≥ 0, so N = Σ a_i² = 0; and an electron without charge may be moved at no cost (z is what G
    changes), so that the minimum is not strict. Moved together a cluster's own cones do not matter."""
    return All((
        ("balance", cluster.for_all_units(cluster.balance(), "Δ_v H = λ·(Σ a_i·g_i − 2·E (Σ a_i·σ)² − 2·Σ a_i²)")),
        ("no charge", ForAll(
            (sp.Eq(D, P - 2 * Q - 2 * N), sp.Eq(P, 0), D >= 0, Q >= 0, x**2 <= N), sp.Eq(x, 0),
            Domain.of(*(Real(s.name) for s in (D, P, Q, N, x))),
            named=("balance, λ = 1", "∇_a G = 0", "fact-3.3: a minimum in v", "a mean square",
                   "one of the charges"))),
        ("all are charged", ForAll(
            (sp.Eq(z, 2 * x * (F - p)), z > 0), sp.Ne(x, 0), Domain.of(*(Real(s.name) for s in (x, z, F, p))),
            named=("θ_i moves: a_i in the fields F and p there", "strict"))),
    ), "(a,θ) a strict local minimum of G  ⟹  |θ_i − w_j| < k·ε for each i and some j")


@section_4.claim("second-order-points", reading="sharpened", controls=lambda: {
    "the charges 1, 1, 1, −1": in_part("the field", lambda c: quadrupole.fields((1, 1, 1, -1))),
    "k = 6": in_part("near none", lambda c: quadrupole.far(factor=6)),
})
def second_order_points() -> All:
    """Not so for all of M_{G,0}, where only first and second derivatives are asked for: k = 4, protons of charges
    1, 1, −1, −1 at (3, 4), (−3, −4), (3, −4), (−3, 4); a = 0, θ_1 = 0 is there, 5 > kε away from all. (It is no
    minimum: G falls to fourth order.)"""
    return All((*quadrupole.in_the_set(), ("near none", quadrupole.far())),
               "(a,θ) ∈ M_(G,0), |θ_1 − w_j| = 5 ≥ k·ε for all j")


@section_4.claim("many-to-one", controls=lambda: {
    "without |a|²": in_part("two are better", replaced(lhs=(2 * a + b) ** 2)),
    "charges of one electron": in_part("no way out", replaced(
        assume=(z <= x + y, x + y > 0), conclude=2 * (x + y) - 2 * z > 0)),
})
def many_to_one() -> All:
    """Several θ_i may be near one w_j, and G prefers it: two electrons of charge −b/3 on a proton of charge b leave
    b²/3, one of charge −b/2 leaves b²/2. It is a local minimum: to first order moves by x and y, which change their
    distance by z ≤ x + y, cost |Φ′(0)| times 2|a b|(x + y) − 2a²z, with |b| = 3|a|; over a² that is as below."""
    charges = Domain.of(Real("a"), Real("b"))
    return All((
        ("two are better", Identity((2 * a + b) ** 2 + 2 * a**2, 6 * (a + b / 3) ** 2 + b**2 / 3, charges)),
        ("than one", Identity((a + b) ** 2 + a**2, 2 * (a + b / 2) ** 2 + b**2 / 2, charges)),
        ("no way out", ForAll((z <= x + y, x + y > 0), 6 * (x + y) - 2 * z > 0,
                              Domain.of(*(Real(s.name, ge=0) for s in (x, y, z))),
                              named=("triangle inequality", "a move"))),
    ), "two electrons at one proton: G = b²/3, a local minimum; one: G = b²/2")


@section_4.claim("controlled", controls=lambda: {
    "L alone": in_part("bounded", replaced(assume=(sp.Eq(F, L), k**2 >= F, L >= 0))),
    "G may rise": in_part("bounded", without(1)),
})
def controlled() -> All:
    """|a|² ≤ G ≤ G(0, 0) ≤ k² as long as G falls. Without |a|² charges t and −t at one place cost nothing, for all t
    (sec-4.1)."""
    return All((
        ("bounded", ForAll((sp.Eq(F, L + N), k**2 >= F, L >= 0), k**2 >= N,
                           Domain.of(Real("F"), Real("L"), Real("N"), Integer("k", ge=1)),
                           named=("G = L + |a|²", "G falls from G(0, 0) ≤ k²", "L is a mean square"))),
    ), "G(a,θ) ≤ G(0,0)  ⟹  |a|² ≤ k²")


@section_4.claim("iterations", controls=lambda: {
    "f unbounded below": in_part("steps", without(1)),
    "αε²": in_part("the least decrease", replaced(conclude=gain >= alpha * eps**2 / 3)),
})
def iterations() -> All:
    """poly(1/ε) iterations, for functions that are also bounded below (G ≥ 0 is), by Algorithm 2 as mended: each but
    the last lowers f by min(αε²/2, α²ε³/3) ≥ α²ε³/3, so there are at most 3(f(x₀) − inf f)/(α²ε³). x is the last
    value, y = f(x₀) − inf f."""
    return All((
        ("the least decrease", ForAll(
            (sp.Or(sp.Eq(gain, alpha * eps**2 / 2), sp.Eq(gain, alpha**2 * eps**3 / 3)),),
            gain >= alpha**2 * eps**3 / 3, Domain.of(Real("m"), Real("α", gt=0, le=1), Real("ε", gt=0, le=1)),
            named=("alg-2/returned-point-mended: with η = γ = ε",))),
        ("steps", ForAll((x <= y - T * gain, x >= 0, 3 * gain >= alpha**2 * eps**3), T * alpha**2 * eps**3 <= 3 * y,
                         Domain.of(Real("x"), Real("y"), Real("T", ge=0), Real("m", gt=0), Real("α", gt=0, le=1),
                                   Real("ε", gt=0, le=1)),
                         named=("T steps", "f is bounded below", "the least decrease"))),
    ), "T ≤ 3·(f(x_0) − inf f)/(α²·ε³)")


@section_4.claim("the-set", controls=lambda: {
    "a larger set for a smaller ε": in_part("nested", replaced(assume=(u <= eps, v >= -eps, eps >= alpha))),
    "a gradient of ε": in_part("local minima", without(0)),
})
def the_set() -> All:
    """M_{G,ε} = {|∇G| ≤ ε, λ_min ≥ −ε}: it grows with ε, and holds every local minimum at which G is twice
    differentiable; u = |∇G|, v = λ_min."""
    values = Domain.of(Real("u", ge=0), Real("v"), Real("ε", ge=0), Real("α", ge=0))
    return All((
        ("nested", ForAll((u <= eps, v >= -eps, eps <= alpha), sp.And(u <= alpha, v >= -alpha), values)),
        ("local minima", ForAll((sp.Eq(u, 0), v >= 0), sp.And(u <= eps, v >= -eps), values,
                                named=("a critical point", "fact-3.3"))),
    ), "M_(G,ε) ⊆ M_(G,α) for ε ≤ α; local minima of G are in M_(G,0)")


@section_4.claim("near-in-the-set", severity="wording",
                 wrong="A point of M_{G,ε} may have θ_i far from every w_j if a_i is small.",
                 expect="refuted", true_controls=lambda: {
    "up to the distance 1": in_part("a gradient of more than 1/1000", replaced(
        domain=Domain.of(Real("r", ge="1/100", le=1)))),
})
def near_in_the_set() -> All:
    """That θ_i is close to some w_j wherever (a, θ) is in M_{G,δ}, δ small: the summary leaves out what Lemma 4.3 says,
    that the charge may be small instead. An electron of charge 0 far from a proton
    is there: ∂G/∂a = 2Φ(r), ∂G/∂θ = 0, and the Hessian has the eigenvalues 2 ± 2√(1 + Φ′²), at least −Φ′². For d = 3,
    ε = 1/100 and δ = 1/1000 the witness is a distance at which 2Φ(r) is below δ."""
    matrix = Domain.of(Real("Φ′"), Real("x"))
    return All((
        ("the Hessian", Identity((4 - x) * (0 - x) - (2 * slope) ** 2, (x - 2) ** 2 - 4 * (1 + slope**2), matrix)),
        ("its least eigenvalue", ForAll((sp.Eq((x - 2) ** 2, 4 * (1 + slope**2)),), x >= -slope**2, matrix)),
        ("a gradient of more than 1/1000", Positive(2 * kink.potential(r), Domain.of(Real("r", ge="1/100", le=8)), ">",
                                                    sp.Rational(1, 1000))),
    ), "(a,θ) ∈ M_(G,δ)  ⟹  θ_i is near some w_j")


@section_4.claim("near-in-the-set-corrected", reading="corrected", corrects="near-in-the-set", controls=lambda: {
    "δ²/k³d": in_part("the charges", replaced(assume=(
        sp.Eq(sp.Symbol("δ'"), 2 * taken()), sp.Symbol("A") ** 2 < 2 * k * d * sp.Symbol("δ'")))),
    "Σ|a_i| ≤ δ": in_part("so above", replaced(assume=(
        y >= sp.Symbol("B") - sp.Symbol("s"), sp.Symbol("s") <= sp.Symbol("δ")))),
})
def near_in_the_set_corrected() -> All:
    """It takes progress too: where √G is below √G(0, 0) − δ, some θ_i is near some w_j. That is Lemma 4.4."""
    return deduction()


@section_4.derivation
def by_hand() -> Iterator[Line]:
    """Charged electrons, and others."""
    yield Line("Where ∇G = 0, a cluster of electrons without a proton has the Laplacian", -2 * Q - 2 * N)
    yield Line("Q a mean square and N = Σ a_i², so it is negative unless the cluster carries no charge at all. An "
               "electron without charge may be anywhere that the field F = Σ b_j Φ and its gradient vanish.")
    yield Line("Two electrons on one proton of charge b are worth", sp.Eq(
        sp.Symbol("G"), ((2 * a + b) ** 2 + 2 * a**2).subs(a, -b / 3).expand()))
    yield Line("and one alone", sp.Eq(sp.Symbol("G"), ((a + b) ** 2 + a**2).subs(a, -b / 2).expand()))
