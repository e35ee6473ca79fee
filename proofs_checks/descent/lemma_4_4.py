"""Lemma 4.4: below the starting value of G, near a stationary point, some electron is near a proton.

Letters: y = √G(a, θ), B = √G(0, 0) = ‖f‖, s = Σ|a_i|, δ' the δ of Lemma 4.3 that the lemma takes, N = |a|².
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity, SumFormula

from .._symbols import D_ANY, d, i, k, m, s, x, y, z

lemma_4_4 = statement(
    "lem-4.4", "Progress near a stationary point means an electron near a proton", kind="lemma", published="15/21",
    uses=("lem-4.3",), proof_uses=("eq-1", "sec-2.1"), source="arXiv text, Section 4 and Appendix E",
    reading="If √G(a, θ) ≤ √G(0, 0) − δ, and at (a, θ) the gradient of G and the negative curvature are at most "
            "δ²/(2k³d), then some electron is within kε of a proton. True, by the strict inequality of Lemma 4.3: "
            "otherwise all charges together are worth less than δ. δ²/(k²d) suffices.")

A, B, C, L, N, S, T, p = sp.symbols("A B C L N S T p")
delta, small = sp.symbols("δ δ'")
DELTA = Real("δ", gt=0, lt=1)
ROOTS = (Real("y", ge=0), Real("B", ge=0), Real("s", ge=0))
K = Integer("k", ge=1)


@cache
def taken() -> Any:
    """δ²/(2·d·k³)."""
    return delta**2 / (2 * k**3 * d)


def deduction() -> All:
    """From Lemma 4.3's strict bound to y > B − δ."""
    return All((
        ("its δ is allowed", ForAll((sp.Eq(small, taken()),), sp.And(small > 0, small < 1),
                                    Domain.of(Real("δ'"), DELTA, K, D_ANY))),
        ("the charges", ForAll((sp.Eq(small, taken()), 2 * k * d * small > A**2), k * A < delta,
                               Domain.of(Real("δ'"), Real("A", ge=0), DELTA, K, D_ANY),
                               named=("what the lemma takes", "lem-4.3/alternatives"))),
        ("one more electron", ForAll((m * A > S, x <= A), S + x < (m + 1) * A, Domain.of(
            Real("S", ge=0), Real("x", ge=0), Real("A", ge=0), Integer("m", ge=1)),
            named=("the sum so far, A above each |a_i|", "A above each |a_i|"))),
        ("so above", ForAll((y >= B - s, s < delta), y > B - delta, Domain.of(*ROOTS, DELTA),
                            named=("lem-4.4/chain", "the charges, summed"))),
        ("contradiction", ForAll((y > B - delta,), sp.Not(sp.Le(y, B - delta)), Domain.of(*ROOTS, DELTA))),
    ), "√G(a,θ) ≤ √G(0,0) − δ, (a,θ) ∈ M_(G,δ²/(2k³d))  ⟹  |θ_i − w_j| < k·ε for some i, j")


@lemma_4_4.claim("near", controls=lambda: {
    "δ²/k³d": in_part("the charges", replaced(assume=(sp.Eq(small, 2 * taken()), 2 * k * d * small > A**2))),
    "one k fewer": in_part("the charges", replaced(assume=(sp.Eq(small, k * taken()), 2 * k * d * small > A**2))),
    "a_i² ≤ 2kdδ": in_part("the charges", replaced(assume=(sp.Eq(small, taken()), 2 * k * d * small >= A**2))),
    "Σ|a_i| ≤ δ": in_part("so above", replaced(assume=(y >= B - s, s <= delta))),
    "a gap of δ/2": in_part("contradiction", replaced(conclude=sp.Not(sp.Le(y, B - delta / 2)))),
})
def near() -> All:
    """The lemma, by contradiction: if no electron is within kε of a proton, Σ|a_i| < δ and √G(a, θ) > √G(0, 0) − δ."""
    return deduction()


@lemma_4_4.claim("charges", reading="step", controls=lambda: {
    "δ²/k": in_part("the constant", scaled("rhs", k)),
    "2k²d": in_part("the constant", scaled("lhs", k)),
})
def charges() -> All:
    """Lemma 4.3 with δ²/(2k³d) for δ gives a_i² < δ²/k²."""
    return All((("the constant", Identity(2 * k * d * taken(), delta**2 / k**2, Domain.of(DELTA, K, D_ANY))),),
               "a_i² < 2·k·d·δ²/(2·k³·d) = δ²/k²")


@lemma_4_4.claim("norm", reading="step", controls=lambda: {
    "no inequality of Cauchy and Schwarz": in_part("triangle inequality", without(1)),
    "homogeneous of degree 2": in_part("multiples", scaled("rhs", x**2)),
})
def norm() -> All:
    """‖f‖_X = √E f(X)² is a norm: with A² = E f², B² = E g² and C = E fg, C² ≤ A²B². "Integrable" is to mean
    square-integrable, as all outputs here are; x^{−1/2} near 0 is integrable, and has no such norm."""
    real = Domain.of(Real("A", ge=0), Real("B", ge=0), Real("C"), Real("T", ge=0))
    return All((
        ("triangle inequality", ForAll((sp.Eq(T**2, A**2 + 2 * C + B**2), C**2 <= A**2 * B**2), T <= A + B, real,
                                       named=("E (f + g)²", "Cauchy and Schwarz"))),
        ("finite", ForAll((C**2 <= A**2 * B**2,), A**2 + 2 * C + B**2 <= 2 * A**2 + 2 * B**2, real,
                          named=("Cauchy and Schwarz",))),
        ("multiples", Identity((x * A) ** 2, x**2 * A**2, Domain.of(Real("x"), Real("A")))),
    ), "‖f + g‖_X ≤ ‖f‖_X + ‖g‖_X, ‖c·f‖_X = |c|·‖f‖_X for E f², E g² < ∞")


@lemma_4_4.claim("first-link", severity="misprint",
                 wrong="The norm of Σ a_iσ − f should be that of Σ a_iσ + f, as a is now −a.",
                 reading="step", expect="refuted", true_controls=lambda: {
    "Σ a_i σ + f": replaced(conclude=sp.Ge(x**2 + (x + z) ** 2, (x + z) ** 2)),
})
def first_link() -> ForAll:
    """A slip of sign, without harm: printed with the norm of Σ a_i σ − f. But a was replaced by −a before (1), where L
    is the square of Σ a_i σ + f: with k = 1, θ = w, b = z, a = x, G = (x + z)² + x² need not reach (x − z)²."""
    return ForAll((), sp.Ge(x**2 + (x + z) ** 2, (x - z) ** 2), Domain.of(Real("x"), Real("z", ge=-1, le=1)))


@lemma_4_4.claim("chain", reading="corrected", corrects="first-link", controls=lambda: {
    "G = L − |a|²": in_part("G ≥ L", replaced(assume=(sp.Eq(y**2, L - N),))),
    "‖a_i σ‖ = a_i²": in_part("each term", substituted("rhs", {x: x**2})),
    "‖f‖ + Σ": in_part("one more electron", replaced(conclude=B - S + x <= T)),
    "no triangle inequality": in_part("one more electron", without(1)),
})
def chain() -> All:
    """√G(a, θ) ≥ ‖Σ a_i σ(θ_i, ·) + f‖ ≥ ‖f‖ − Σ‖a_i σ(θ_i, ·)‖ = √G(0, 0) − Σ|a_i|. L is its square, and G ≥ L;

    A is the norm with the electrons so far, T with one more; ‖σ(θ, ·)‖² = Φ(θ, θ) = 1.
    """
    sums = Domain.of(Real("A", ge=0), Real("T", ge=0), Real("B", ge=0), Real("S", ge=0), Real("x", ge=0))
    return All((
        ("G ≥ L", ForAll((sp.Eq(y**2, L + N),), y**2 >= L, Domain.of(Real("y", ge=0), Real("L", ge=0), Real("N", ge=0)),
                         named=("G = L + |a|²",))),
        ("without electrons", ForAll((sp.Eq(A, B),), A >= B - 0, sums, named=("‖f‖",))),
        ("one more electron", ForAll((A >= B - S, A - x <= T), B - (S + x) <= T, sums,
                                     named=("so far", "triangle inequality: T + ‖a σ‖ ≥ A"))),
        ("each term", Identity(x**2 * 1, x * x, Domain.of(Real("x")))),
        ("‖f‖² = G(0, 0)", Identity((L + N).subs(N, 0), L, Domain.of(Real("L")))),
    ), "√G(a,θ) ≥ ‖Σ a_i·σ(θ_i,x) + f(x)‖_X ≥ ‖f(x)‖_X − Σ ‖a_i·σ(θ_i,x)‖_X = √G(0,0) − Σ |a_i|")


@lemma_4_4.claim("last-link", reading="step", controls=lambda: {
    "|a_i| < 2δ/k": in_part("so", replaced(conclude=s < delta / 2)),
    "k + 1 electrons": in_part("k terms", replaced(closed=(m + 1) * (delta / k))),
})
def last_link() -> All:
    """Each ‖a_i σ‖ = |a_i| < δ/k, and k of them sum to less than δ."""
    return All((
        ("k terms", SumFormula(delta / k, i, 1, m, m * (delta / k), Domain.of(DELTA, K))),
        ("so", ForAll((s < k * (delta / k),), s < delta, Domain.of(Real("s", ge=0), DELTA, K))),
    ), "‖f(x)‖_X − Σ_(i=1..k) ‖a_i·σ(θ_i,x)‖_X ≥ √G(0,0) − δ")


@lemma_4_4.claim("contradiction", reading="step", controls=lambda: {
    "Σ|a_i| ≤ δ": replaced(assume=(y >= B - s, s <= delta)),
    "without the charges": without(1),
})
def contradiction() -> ForAll:
    """The printed chain ends in √G(a, θ) ≥ √G(0, 0) − δ, which contradicts nothing; but a_i² < δ²/k² is strict, so
    Σ|a_i| < δ, and then it is ">"."""
    return ForAll((y >= B - s, s < delta), sp.Not(sp.Le(y, B - delta)), Domain.of(*ROOTS, DELTA),
                  named=("lem-4.4/chain", "lem-4.4/last-link"))


@lemma_4_4.claim("larger-neighbourhood", reading="sharpened", controls=lambda: {
    "2δ²/(k²d)": in_part("all together", replaced(assume=(
        k * d * small >= N, k**2 * d * small <= 2 * delta**2, s**2 <= k * N))),
    "no clusters: a_i² ≤ kdδ' each": in_part("all together", replaced(assume=(
        k**2 * d * small >= N, k**2 * d * small <= delta**2, s**2 <= k * N))),
    "not regularised": in_part("strictly", replaced(assume=(
        sp.Eq(y**2, A**2), B - s <= A, s <= delta, s**2 <= k * N))),
})
def larger_neighbourhood() -> All:
    """M_{G,δ'} with k²dδ' ≤ δ² suffices, 2k times as much: clusters are disjoint, so |a|² ≤ kdδ' in all, and
    Σ|a_i| ≤ √k|a| ≤ δ. The inequality is strict, as G = L + |a|² is above L unless a = 0. (A = √L.)"""
    return All((
        ("one more cluster", ForAll((m * d * small >= N, i * d * small >= C), (m + i) * d * small >= N + C, Domain.of(
            Real("N", ge=0), Real("C", ge=0), Integer("m", ge=0), Integer("i", ge=1), D_ANY, Real("δ'", gt=0)),
            named=("m electrons so far", "lem-4.3/cluster-bound"))),
        ("all together", ForAll((k * d * small >= N, k**2 * d * small <= delta**2, s**2 <= k * N), s <= delta,
                                Domain.of(Real("N", ge=0), Real("s", ge=0), K, D_ANY, Real("δ'", gt=0), DELTA),
                                named=("one more cluster", "the choice of δ'", "Cauchy and Schwarz"))),
        ("strictly", ForAll(
            (sp.Eq(y**2, A**2 + N), B - s <= A, s <= delta, s**2 <= k * N), y > B - delta,
            Domain.of(*ROOTS, Real("A", ge=0), Real("N", ge=0), DELTA, K),
            named=("G = L + |a|²", "lem-4.4/chain", "all together", "Cauchy and Schwarz"))),
    ), "√G(a,θ) ≤ √G(0,0) − δ, (a,θ) ∈ M_(G,δ²/(k²d))  ⟹  |θ_i − w_j| < k·ε for some i, j")


@lemma_4_4.derivation
def by_hand() -> Iterator[Line]:
    """What charges below δ/k are worth."""
    yield Line("Suppose no electron is within kε of a proton. Lemma 4.3, with the δ that the lemma takes, bounds each "
               "a_i² by", 2 * k * d * taken())
    yield Line("so k of the |a_i| sum to less than", sp.simplify(k * sp.sqrt(delta**2 / k**2)).subs(
        sp.sqrt(delta**2 / k**2), delta / k))
    yield Line("Each unit has norm 1. By the triangle inequality, and G ≥ L, the square root y of G is at least "
               "B − Σ|a_i|, B = √G(0, 0):", y > B - delta)
    yield Line("which contradicts y ≤ B − δ. That Σ|a_i| is below δ, and not only at most δ, is needed.")
    yield Line("Over disjoint clusters the squares sum to |a|² ≤ kdδ', so Σ|a_i| ≤ √k|a| is at most δ for",
               sp.Eq(small, delta**2 / (k**2 * d)))
