"""Lemma E.5, its printed proof line by line; how smooth L_1 is stands in `_lemma_e5_smooth`.

Letters: L, L′ the value of L_1 before and after the step that Algorithm 2 does not take, m = min(αη²/2, α²γ³/2).
"""

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ODD, D_PAPER, EPS_UNIT, d, eps, k, n, r, x, y
from . import _charge_lag as lag
from ._single_node import reals
from .lemma_e5 import RETURNED, after, alpha, before, curvature, delta, eta, gamma, least, lemma_e5, norm

a, b, f, gap, M = sp.symbols("a b f R M")
p, c, C, total, bound = sp.symbols("p c C L_0 B")
PAPER = Domain.of(D_PAPER, EPS_UNIT)


# How many steps.

@lemma_e5.claim("falls-by-at-least", reading="step", controls=lambda: {
    "stops below m/2 only": replaced(assume=(sp.Not(sp.Ge(after, before - least / 2)),)),
    "m twice": replaced(conclude=sp.Ge(before - after, 2 * least)),
})
def falls_by_at_least() -> ForAll:
    """Each step that Algorithm 2 takes lowers L_1 by at least m: otherwise it returns. This needs no lemma."""
    return ForAll((sp.Not(sp.Ge(after, before - least)),), sp.Ge(before - after, least), RETURNED,
                  named=("the test of Algorithm 2 does not return",))


@lemma_e5.claim("value-at-start", severity="misprint",
                same_as="lem-E.4/loss-at-0",
                wrong="L₁(0, 0) is O(k²), not O(k), under the lemma's hypotheses.",
                reading="step", expect="refuted", controls=lambda: {
    "a larger constant": replaced(conclude=sp.Le((k - 1) ** 2, 10**12 * k)),
}, true_controls=lambda: {
    "at most k²": replaced(conclude=sp.Le((k - 1) ** 2, k**2)),
})
def value_at_start() -> ForAll:
    """"G(0, 0) is bounded by O(k)": not under this lemma's hypotheses, which let all w_i but w_j coincide. With k − 1
    charges 1 at one place L_1(0, 0) ≥ (k − 1)², as w_j and the place are far apart, and no constant C will do; it is
    stated here with 10⁶. (It should be L_1, too.)"""
    return ForAll((), sp.Le((k - 1) ** 2, 10**6 * k), Domain.of(Integer("k", ge=2)))


@lemma_e5.claim("value-at-start-corrected", reading="corrected", corrects="value-at-start", controls=lambda: {
    "(k + 1)² − 1": in_part("one more proton", replaced(conclude=sp.Le(total, k**2 + 2 * k))),
    "Φ ≤ 2": in_part("one more proton", without(1)),
    "k/1000": in_part("at the coincident ones", scaled("rhs", sp.Rational(1, 1000))),
})
def value_at_start_corrected() -> All:
    """L_1(0, 0) ≤ k², which is poly(d) as well, and k² is reached when all coincide: proton by proton, F the field of
    the first k at the next one."""
    return All((
        ("one more proton", ForAll(
            (sp.Eq(total, bound + 2 * b * gap + b**2), sp.Le(sp.Abs(gap), k), sp.Le(bound, k**2)),
            sp.Le(total, (k + 1) ** 2),
            Domain.of(Real("b", ge=-1, le=1), Integer("k", ge=0), *reals(total, bound, gap)),
            named=("eq-1: what it adds", "|Φ_ε| ≤ 1 and |b_i| ≤ 1", "the first k"))),
        ("at the coincident ones", Identity(k**2 + 2 * k + 1, (k + 1) ** 2, Domain.of(Integer("k", ge=0)))),
    ), "L_1(0,0) = Σ b_i b_j Φ_ε(w_i, w_j) ≤ k²")


@lemma_e5.claim("iterations", reading="step", controls=lambda: {
    "as many as (d/ε)^{107d}": lambda q: replaced(rhs=q.rhs * (eps / d) ** (7 * d))(q),
    "γ = η²": substituted("lhs", {C: C**2}),
})
def iterations() -> MonomialBound:
    """At most L_1(0, 0)/m steps, and that is (d/ε)^{O(d)}: with p = poly(d) ≤ (d/ε)^{nd}, k ≤ p, δ = (1/p)(d/ε)^{−18d},
    η = γ = δ²/(2d) and α = (d/ε)^{−cd}, the Hessian's part of m gives 2k²/(α²γ³) ≤ (d/ε)^{(2c + 8n + 114)d}. (αη²/2,
    with fewer powers of γ ≤ 1, is larger.) C is 1/γ."""
    return MonomialBound(
        2 * p**2 * (d / eps) ** (2 * c * d) * C**3, (d / eps) ** ((2 * c + 8 * n + 114) * d),
        Domain.of(*PAPER, Integer("n", ge=0), Real("c", ge=0), Real("C", ge=1), Real("p", ge=1)),
        facts=(sp.Ge(d, 2), sp.Le(eps, 1)), given=(sp.Le(C, 2 * d * p**2 * (d / eps) ** (36 * d)),
                                                   sp.Le(p, (d / eps) ** (n * d))),
        named=("η = γ = δ²/(2d)", "p = poly(d)"))


# Why the returned point is almost stationary.

@lemma_e5.claim("two-cases", reading="step", controls=lambda: {
    "both at once": replaced(conclude=sp.And(norm >= eta, curvature <= -gamma)),
    "the other sign of the curvature": replaced(conclude=sp.Or(norm >= eta, curvature >= gamma)),
})
def two_cases() -> ForAll:
    """A point that is not in M_{L_1, η}, η = γ, has ‖∇L_1‖ ≥ η or λ_min ≤ −γ: what Lemmas D.1 and D.2 ask for."""
    return ForAll((sp.Not(sp.And(norm <= eta, curvature >= -gamma)),), sp.Or(norm >= eta, curvature <= -gamma),
                  RETURNED, named=("not in M",))


@lemma_e5.claim("returned-strictly", severity="misprint",
                wrong="“>” should be “≥”, as Algorithm 2 stops at equality too.",
                reading="step", expect="refuted", controls=lambda: {
    "returned one m higher only": replaced(conclude=sp.Gt(after, before)),
}, true_controls=lambda: {
    "≥ as in Algorithm 2": replaced(conclude=sp.Ge(after, before - least)),
})
def returned_strictly() -> ForAll:
    """"We reach some (a′, θ′) with L_1(a′, θ′) > L_1(a_1, θ_1) − m": Algorithm 2 returns at equality as well, and there
    Lemma D.1 is no contradiction."""
    return ForAll((sp.Ge(after, before - least),), sp.Gt(after, before - least), RETURNED,
                  named=("the test of Algorithm 2",))


@lemma_e5.claim("returned-strictly-corrected", reading="corrected", corrects="returned-strictly", controls=lambda: {
    "the threshold m itself": replaced(assume=(sp.Ge(after, before - least),)),
})
def returned_strictly_corrected() -> ForAll:
    """With > in the algorithm's test the sentence is right, and with ≥ it is for any smaller threshold, say 99m/100."""
    return ForAll((sp.Ge(after, before - 99 * least / 100),), sp.Gt(after, before - least), RETURNED,
                  named=("the test of Algorithm 2 with 99m/100",))


def _fall(part: sp.Expr) -> ForAll:
    return ForAll((sp.Le(after, before - alpha**2 * gamma**3 / 3), sp.Le(part, alpha * eta**2 / 2), gamma > 0),
                  sp.Le(after, before - part), RETURNED,
                  named=("lem-D.2: what a Hessian step is good for", "the other case", "γ > 0"))


@lemma_e5.claim("descent-lemmas", severity="misprint",
                same_as="lem-D.2/decrease",
                wrong="Lemma D.2 gives a decrease of α²γ³/3 only, not α²γ³/2.",
                reading="step", expect="refuted", controls=lambda: {
    "a curvature of −γ only, 2/3": lambda q: _fall(2 * alpha**2 * gamma**3 / 3),
}, true_controls=lambda: {
    "m with 1/3": lambda q: _fall(alpha**2 * gamma**3 / 3),
})
def descent_lemmas() -> ForAll:
    """"By Lemma D.1 and D.2, L_1(a′, θ′) ≤ L_1(a_1, θ_1) − min(αη²/2, α²γ³/2)": a Hessian step is good for α²γ³/3 only,
    Lemma D.2 is wrong by that factor. (It names no step size either: it must be ≤ 1/B₂ and ≤ 1/B₃.)"""
    return _fall(alpha**2 * gamma**3 / 2)


@lemma_e5.claim("descent-lemmas-corrected", reading="corrected", corrects="descent-lemmas", controls=lambda: {
    "2/5": lambda q: _fall(2 * alpha**2 * gamma**3 / 5),
})
def descent_lemmas_corrected() -> ForAll:
    """With min(αη²/2, α²γ³/3) in the algorithm the step is right; or with η = γ = δ²/(3d), as in `theta-arrives`."""
    return _fall(alpha**2 * gamma**3 / 3)


# Near a proton.

@lemma_e5.claim("chain", reading="step", controls=lambda: {
    "another function": without(0),
})
def chain() -> ForAll:
    """L(a′, θ′) ≤ L_1(a′, θ′) ≤ L_1(a_1, θ_1) − m: its first link is an equality, L_1 being L with the other charges 0;
    for the second see `descent-lemmas`."""
    return ForAll((sp.Eq(x, after), sp.Le(after, before - least)), sp.And(sp.Le(x, after), sp.Le(x, before - least)),
                  Domain.of(*RETURNED, Real("x")), named=("sec-4.1/restriction", "lem-E.5/descent-lemmas-corrected"))


@lemma_e5.claim("decreasing", reading="step", controls=lambda: {
    "L_1 may be negative": replaced(assume=(sp.Le(x, y), y <= before - delta), domain=Domain.of(
        Real("x"), Real("y"), Real("L", ge=0), Real("delta", ge=0)), conclude=sp.Le(x**2, y**2)),
    "without the start": without(1),
})
def decreasing() -> ForAll:
    """The objective decreases, so √L_1(a_1, θ_1) ≤ √L_1(0, 0) − δ holds at the end as at the start; x, y, L are the
    three roots."""
    return ForAll((sp.Le(x**2, y**2), sp.Le(y, before - delta)), sp.Le(x, before - delta),
                  Domain.of(Real("x", ge=0), Real("y", ge=0), Real("L", ge=0), Real("delta", gt=0)),
                  named=("lem-E.5/falls-by-at-least", "lem-E.4: the start"))


@lemma_e5.claim("within-eps", reading="step", controls=lambda: {
    "< ε/2": replaced(conclude=r < eps / 2), "ε up to 2d": replaced(domain=Domain.of(
        D_PAPER, Real("eps", gt=0), Real("r", ge=0))),
})
def within_eps() -> ForAll:
    """"‖θ − w_j‖ ≤ ε" is what is printed of Lemma E.2's < ε; in either form it is ≤ d, as Lemma E.3 asks."""
    return ForAll((r < eps,), sp.And(sp.Le(r, eps), sp.Le(r, d)), Domain.of(*PAPER, Real("r", ge=0)),
                  named=("lem-E.2",))


@lemma_e5.claim("almost-optimal", reading="step", controls=lambda: {
    "η/4": replaced(conclude=sp.Le(sp.Abs(a + gap), eta / 4)),
})
def almost_optimal() -> ForAll:
    """In M the charge is within η/2 of the best one, as Lemma E.3 asks: |∂L_1/∂a| = 2|a − a*|. Here a* = −R."""
    return ForAll((sp.Le(sp.Abs(2 * a + 2 * gap), eta),), sp.Le(sp.Abs(a + gap), eta / 2),
                  Domain.of(Real("eta", gt=0), *reals(a, gap)), named=("in M",))


@lemma_e5.claim("gradient-against-tolerance", reading="step", controls=lambda: {
    "p up to (d/ε)^{30d}": replaced(given=(sp.Le(p, (d / eps) ** (30 * d)),)),
    "δ = (d/ε)^{−3d}": scaled("lhs", (d / eps) ** (30 * d)),
})
def gradient_against_tolerance() -> MonomialBound:
    """δ²/(2d) ≤ (1/p)(d/ε)^{−8d} for δ = (d/ε)^{−18d} and every p ≤ 2d(d/ε)^{28d}, so for a polynomial p of a degree up
    to 28d; within ε of such a w_j there is no point of M_{L_1, δ²/(2d)}, once Lemma E.3 holds there."""
    return MonomialBound((eps / d) ** (36 * d) / (2 * d), (eps / d) ** (8 * d) / p,
                         Domain.of(*PAPER, Real("p", gt=0)), facts=(sp.Ge(d, 3), sp.Le(eps, 1)),
                         given=(sp.Le(p, 2 * d * (d / eps) ** (28 * d)),), named=("p = poly(d)",))


# The charge.

@lemma_e5.claim("charge-formula", severity="misprint",
                wrong="a = −2b_jΦ_ε should be a = −b_jΦ_ε.",
                reading="step", expect="refuted", controls=lambda: {
    "a = b_jΦ": replaced(conclude=sp.Eq(a, b * f)),
}, true_controls=lambda: {
    "a = −b_jΦ": replaced(conclude=sp.Eq(a, -b * f)),
})
def nearly_best() -> ForAll:
    """"a = −2b_jΦ_ε(‖θ − w_j‖) + …": the factor 2 of the condition 2a + 2b_jΦ = 0 is left on one side only. It would
    make the charge −2b_j at w_j; f is Φ_ε there, without other protons."""
    return ForAll((sp.Eq(2 * a + 2 * b * f, 0),), sp.Eq(a, -2 * b * f), reals(a, b, f), named=("∂L_1/∂a = 0",))


@lemma_e5.claim("charge-formula-corrected", reading="corrected", corrects="charge-formula", controls=lambda: {
    "η/4": replaced(conclude=sp.Le(sp.Abs(a + b * f), sp.Abs(gap) + eta / 4)),
    "−2b_jΦ": replaced(conclude=sp.Le(sp.Abs(a + 2 * b * f), sp.Abs(gap) + eta / 2)),
})
def charge_formula_corrected() -> ForAll:
    """|a + b_jΦ| ≤ |R| + η/2, R the field of the other protons, wherever |∂L_1/∂a| ≤ η."""
    return ForAll((sp.Le(sp.Abs(2 * a + 2 * (b * f + gap)), eta),), sp.Le(sp.Abs(a + b * f), sp.Abs(gap) + eta / 2),
                  Domain.of(Real("eta", gt=0), *reals(a, b, f, gap)), named=("in M",))


CONE = Domain.of(Real("r", gt=0, le="1/200"), Real("A", ge="13/20", le="3/4"))


@lemma_e5.claim("optimal-at-the-end", severity="proof",
                same_as="lem-E.5/charge",
                wrong="∂L₁/∂a₁ ≈ 0 is used, but the final point was just shown not to be in M.",
                reading="step", expect="refuted", controls=lambda: {
    "1/5": lambda q: replaced(conclude=sp.Le(q.conclude.lhs, sp.Rational(1, 5)))(q),
}, true_controls=lambda: {
    "1": lambda q: replaced(conclude=sp.Le(q.conclude.lhs, 1))(q),
})
def optimal_at_the_end() -> ForAll:
    """"Finally, the charges also converge": the condition ∂L_1/∂a ≈ 0 is taken from M, but just before it was shown
    that no point near w_j is in M. A point that Algorithm 2 returns there has |∂L_1/∂a| above 1/10: those of
    `stops-at-the-cone` (d = 3, ε = 1/2, α = 1/100, b = 1)."""
    value, value_after, rate = lag.across_the_cone(sp.Rational(1, 100), sp.Symbol("A"), r)
    return ForAll((sp.Ge(value_after, value),), sp.Le(rate, sp.Rational(1, 10)), CONE,
                  named=("the step does not lower L_1, so it is returned",))


@lemma_e5.claim("optimal-after-resolving", reading="corrected", corrects="optimal-at-the-end", controls=lambda: {
    "half of the best charge": replaced(assume=(sp.Eq(a, -gap / 2),)),
})
def optimal_after_resolving() -> ForAll:
    """It holds if a is made the best charge, a = −F, at the place where θ has arrived; R is F here."""
    return ForAll((sp.Eq(a, -gap),), sp.Eq(2 * a + 2 * gap, 0), reals(a, gap), named=("a = a*(θ)",))


@lemma_e5.claim("lipschitz", reading="step", controls=lambda: {
    "(d/ε)^{d−1}": scaled("rhs", (eps / d) ** (d + 1)),
    "without the mean value theorem": without(0, "given"),
})
def lipschitz() -> MonomialBound:
    """|Φ_ε(0) − Φ_ε(r)| ≤ (d/ε)^{2d} r, with the constant 1: by the mean value theorem."""
    return MonomialBound(
        x, (d / eps) ** (2 * d) * r, Domain.of(D_ODD, EPS_UNIT, Real("x", gt=0), Real("M", gt=0), Real("r", gt=0)),
        facts=(sp.Ge(d, 2), sp.Le(eps, 1)), given=(sp.Le(x, M * r), sp.Le(M, (2 * d / eps) ** (d - 1))),
        named=("fact-mean-value: x = |Φ_ε(0) − Φ_ε(r)|", "lem-4.2/sharp-bound-power"))
