"""Lemma B.9, the bounds: at ε, at 0, for all r, and for the normalised potential.

Letters: s = με; P_k the numerator of (−1)^k Φ^{(k)} = e^{−μr} P_k r^{2−d−k}; G its derivative; A an upper bound
for some |Φ_ε^{(k)}|, Z = Φ_ε(0).
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.controls import flipped, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import All, Identity, SumFormula

from .._symbols import D_ODD, EPS_UNIT, MU_POS, R_POS, d, eps, i, k, mu, n, r, s, v, x
from .lemma_b9 import lemma_b9, p, p_bound, remainder, yukawa

P, G = sp.symbols("p_k p_k′")
A, Z = sp.Symbol("|Φ_ε^(k)(r)|"), sp.Symbol("Φ_ε(0)")
S_POS = Real("s", gt=0)
K_BELOW_D = Integer("k", ge=0)


@cache
def base() -> Any:
    """2·d + s."""
    return 2 * d + s


@cache
def orders() -> Any:
    """k ≤ d − 1."""
    return (k <= d - 1,)


# The derivatives at ε.

def _numerator_step(g: sp.Expr, slope: sp.Expr, shift: int) -> sp.Expr:
    """(d − 2 + k + shift + √λ r) g − r g′."""
    return (d - 2 + k + shift + mu * r) * g - r * slope


def _recurrence(shift: int) -> Identity:
    # With p for p_{k−1}: minus the derivative of p_{k−1} e^{−μr} r^{2−d−(k−1)} is p_k e^{−μr} r^{2−d−k}.
    return Identity(-sp.Derivative(yukawa(p, d - 3 + k), r),
                    yukawa(_numerator_step(p, sp.Derivative(p, r), shift), d - 2 + k),
                    Domain.of(R_POS, MU_POS, D_ODD, Integer("k", ge=1)))


@lemma_b9.claim("p_k-recurrence", severity="misprint",
                wrong="The recurrence for p_k should have d − 3 + k, not d − 2 + k.",
                reading="step", expect="refuted", controls=lambda: {
    "another shift": lambda c: _recurrence(1),
}, true_controls=lambda: {"d − 3 + k": lambda c: _recurrence(-1)})
def p_k_recurrence() -> Identity:
    """The printed recurrence for p_k has d − 2 + k: one too many (for d = 3, k = 1 it gives 2 + √λ r, not 1 + √λ r)."""
    return _recurrence(0)


@lemma_b9.claim("p_k-recurrence-corrected", reading="corrected", corrects="p_k-recurrence", controls=lambda: {
    "the printed shift": lambda c: _recurrence(0),
    "√λ r is left out": lambda c: replaced(rhs=c.rhs.subs(d + k + mu * r - 3, d + k - 3))(c),
})
def p_k_recurrence_corrected() -> Identity:
    """p_k = (d − 3 + k + √λ r)p_{k−1} − r p_{k−1}′, for (−1)^k Φ^{(k)} = p_k e^{−√λ r} r^{2−d−k}."""
    return _recurrence(-1)


def _without_sign(sign: int) -> Identity:
    # k = 1 already shows it: Φ′ against p₁ e^{−μr} r^{1−d} with the p₁ of the recurrence.
    numerator = _numerator_step(p, sp.Derivative(p, r), -1).subs(k, 1)
    return Identity(sp.Derivative(yukawa(p, d - 2), r), sign * yukawa(numerator, d - 1),
                    Domain.of(R_POS, MU_POS, D_ODD))


@lemma_b9.claim("p_k-sign", severity="misprint",
                wrong="The formula for Φ_ε^{(k)}(ε) lacks the factor (−1)^k.",
                reading="step", expect="refuted", controls=lambda: {
    "twice": lambda c: scaled("rhs", 2)(c),
}, true_controls=lambda: {"with (−1)^k": lambda c: _without_sign(-1)})
def p_k_sign() -> Identity:
    """Φ_ε^{(k)}(ε) = p_k(ε) e^{−√λ ε} ε^{2−d−k} lacks (−1)^k: with the recurrence for p_k it fails at k = 1."""
    return _without_sign(1)


@lemma_b9.claim("p_k-sign-corrected", reading="corrected", corrects="p_k-sign", controls=lambda: {
    "without the sign": lambda c: _without_sign(1),
})
def p_k_sign_corrected() -> Identity:
    """With (−1)^k, here at k = 1; `p_k-recurrence-corrected` is the step from k − 1 to k."""
    return _without_sign(-1)


@lemma_b9.claim("p_k-bound", reading="step", controls=lambda: {
    "2d becomes d": in_part("step", substituted("conclude", {2 * d: d})),
    "without p_{k−1}′ ≥ 0": in_part("step", replaced(domain=Domain.of(
        D_ODD, S_POS, Integer("k", ge=1), Real(P.name, ge=0), Real(G.name)))),
    "exponent d + k − 1 on the right": in_part("powers", scaled("rhs", 1 / base() ** (d - k + 1))),
})
def p_k_bound() -> All:
    """p_k(ε) ≤ (2d + s) p_{k−1}(ε) for k ≤ d, so p_k(ε) ≤ (2d + s)^k p_0(ε) ≤ (2d + s)^k (1 + s)^d ≤ (2d + s)^{2d}."""
    return All.of(
        "p_k(ε) ≤ (2d + √λ ε)^k p₀(ε) ≤ (2d + √λ ε)^k (1 + √λ ε)^d ≤ (2d + √λ ε)^{2d} for k ≤ d",
        step=ForAll((k <= d,), sp.Le((d - 3 + k + s) * P - s * G, base() * P),
                    Domain.of(D_ODD, S_POS, Integer("k", ge=1), Real(P.name, ge=0), Real(G.name, ge=0))),
        start=p_bound(),
        powers=MonomialBound(base()**k * (1 + s) ** d, base() ** (2 * d), Domain.of(D_ODD, S_POS, K_BELOW_D),
                             assume=(k <= d,), facts=(sp.Le(1, base()), sp.Le(1 + s, base()))))


AT_EPS = Domain.of(D_ODD, S_POS, EPS_UNIT, K_BELOW_D, Real(P.name, gt=0))


@cache
def p_power_bound() -> Any:
    """p_k ≤ (2·d + s)^(2·d)."""
    return sp.Le(P, base() ** (2 * d))


@lemma_b9.claim("bound-at-eps", reading="step", controls=lambda: {
    "ε^{3−d}, for k up to d − 1": scaled("rhs", eps ** (d + 3)),
    "ε may exceed 1": replaced(facts=(), domain=Domain.of(
        D_ODD, S_POS, Real("eps", gt=0), K_BELOW_D, Real(P.name, gt=0))),
})
def bound_at_eps() -> MonomialBound:
    """|Φ^{(k)}(ε)| = P_k e^{−s} ε^{2−d−k} ≤ (2d + s)^{2d} ε^{−2d}, with P_k ≤ (2d + s)^{2d}."""
    return MonomialBound(P * sp.exp(-s) * eps ** (2 - d - k), base() ** (2 * d) * eps ** (-2 * d), AT_EPS,
                         assume=orders(), facts=(sp.Le(eps, 1),), given=(p_power_bound(),),
                         named=("lem-B.9/p_k-bound",))


# From ε to 0.

def _at_zero_dominates(order: sp.Expr) -> ForAll:
    # Orders k = d − 1 − N: the remainder at v = 1 against the value P_k at v = 0, all other terms being there too.
    return ForAll((), sp.Ge(P * remainder(order).subs(v, 1), P, evaluate=False), Domain.of(Real(P.name, gt=0)))


@lemma_b9.claim("monotone", severity="misprint",
                wrong="For k = d − 1 the maximum of |Φ_ε^{(k)}| is at ε, not at 0.",
                reading="step", expect="refuted", controls=lambda: {
    "strictly": lambda c: replaced(conclude=sp.Gt(c.conclude.lhs, c.conclude.rhs, evaluate=False))(c),
}, true_controls=lambda: {
    "the orders up to d − 2": lambda c: _monotone_below_top(),
})
def monotone() -> ForAll:
    """Every |Φ_ε^{(k)}|, 0 ≤ k ≤ d − 1, is said to be largest at 0; but Φ_ε^{(d−1)} is P_{d−1} e^{−s} ε^{3−2d} r/ε
    inside, so it is 0 at 0 and largest at ε. Shown: the value at 0 over e^{−s} ε^{3−2d}, against that at ε."""
    return _at_zero_dominates(sp.Integer(0))


def _monotone_below_top() -> ForAll:
    # S_k(1) ≥ P_k when N = d − 1 − k ≥ 1: the term i = 0 is P_k, the others and the remainder are ≥ 0.
    return ForAll((), sp.Ge(P + A + Z * n, P), Domain.of(Real(P.name, gt=0), Real(A.name, ge=0), Real(Z.name, ge=0),
                                                        Integer("n", ge=1)))


@lemma_b9.claim("monotone-corrected", reading="corrected", corrects="monotone", controls=lambda: {
    "the order d − 1 at 0": in_part("the order d − 1", flipped()),
    "the other terms of either sign": in_part("orders up to d − 2", replaced(domain=Domain.of(
        Real(P.name, gt=0), Real(A.name), Real(Z.name, ge=0), Integer("n", ge=1)))),
})
def monotone_corrected() -> All:
    """For k ≤ d − 2 the supremum is at 0 (P_k plus nonnegative terms A and n Z there), for k = d − 1 it is at ε."""
    linear = ForAll((), sp.Le(P * (1 - v), P), Domain.of(Real(P.name, gt=0), Real("v", ge=0, le=1)))
    return All((("orders up to d − 2", _monotone_below_top()), ("the order d − 1", linear)),
               "sup |Φ_ε^{(k)}| = |Φ_ε^{(k)}(0+)| for k ≤ d − 2, and = Φ_ε^{(d−1)}(ε) for k = d − 1")


E_K = sp.Function("E")(x)


@lemma_b9.claim("bound-at-zero", reading="step", controls=lambda: {
    "1/(i+1)! ≤ 3^{−i}": in_part("e − 1 below Σ 2^{−i}", replaced(bound_ratio=sp.Rational(1, 3))),
    "Σ 2^{−i} < 1": in_part("Σ 2^{−i} below 2", scaled("closed", sp.Rational(1, 2))),
    "the sum starts at i = 1": in_part("derivative of the partial sum", replaced(start=1)),
    "the derivative has the other sign": in_part("e^{−x} E_k falls", scaled("rhs", -1)),
    "without Lemma B.8's bound": in_part("together", without(0)),
})
def bound_at_zero() -> All:
    """Lemma B.8's bound at r = 0 is at most M(1 + Σ_{j=1}^k ε^{k−j+1}/(k−j+1)!) = M E_k(ε) with E_k = Σ_{i≤k} x^i/i!
    and M = (2d + s)^{2d} ε^{−2d}. Since E_k′ − E_k = −x^k/k!, e^{−x}E_k falls from 1: E_k ≤ e^ε; and e^ε ≤ e =
    1 + Σ 1/(i+1)! ≤ 1 + Σ 2^{−i} = 3."""
    return All((
        ("derivative of the partial sum", SumFormula(
            i * x ** (i - 1) / sp.factorial(i) - x**i / sp.factorial(i), i, 0, k, -(x**k) / sp.factorial(k),
            Domain.of(Real("x", gt=0)))),
        ("e^{−x} E_k falls", Identity(
            sp.Derivative(sp.exp(-x) * E_K, x), -sp.exp(-x) * (E_K - sp.Derivative(E_K, x)),
            Domain.of(Real("x", gt=0)))),
        ("e − 1 below Σ 2^{−i}", TermwiseBound(i, 1 / (i + 2), sp.Rational(1, 2))),
        ("Σ 2^{−i} below 2", SumFormula(2 ** (-i), i, 0, n, 2 - 2 ** (-n))),
        ("a sum of bounded terms", ForAll(
            (sp.Le(A, Z),), sp.Le(A * v, Z * v), Domain.of(Real("v", ge=0), Real(A.name, ge=0), Real(Z.name, ge=0)),
            named=("lem-B.9/bound-at-eps: A = |Φ^{(d−j)}(ε)|, Z = M",))),
        ("together", ForAll(
            (sp.Le(P, A + G), sp.Le(A, Z), sp.Le(G, Z * v)), sp.Le(P, Z * (1 + v)),
            Domain.of(*(Real(symbol.name, ge=0) for symbol in (P, A, G, Z)), Real("v", ge=0)),
            named=("lem-B.8/bound: at r = 0, P the size, A its first term and G the sum", "lem-B.9/bound-at-eps",
                   "a sum of bounded terms: v is Σ ε^{k−j+1}/(k−j+1)!"))),
    ), "|Φ_ε^{(d−1−k)}(0)| ≤ (2d + s)^{2d} ε^{−2d} (1 + Σ_{j=1}^k ε^{k−j+1}/(k−j+1)!) ≤ 3 (2d + s)^{2d} ε^{−2d}")


# For r ≥ ε.

BEYOND = Domain.of(D_ODD, MU_POS, R_POS)


@lemma_b9.claim("outer-equality", severity="misprint",
                wrong="“=” should be “≤” in the bound of |Φ_ε(r)| for r ≥ ε.",
                reading="step", expect="refuted", controls=lambda: {
    "with another power": lambda c: scaled("rhs", r)(c),
}, true_controls=lambda: {
    "at r = 0, where both sides are 1": lambda c: Identity(c.lhs.subs(r, 0), c.rhs.subs(r, 0), Domain.of(MU_POS)),
})
def outer_equality() -> Identity:
    """|p(r)| e^{−√λ r} r^{2−d} = (1 + √λ r)^d e^{−√λ r} r^{2−d} is printed with "=": false for d = 3, where p = 1
    (shown with the common factor e^{−√λ r}/r taken out)."""
    return Identity(sp.Integer(1), (1 + mu * r) ** 3, Domain.of(MU_POS, R_POS))


@lemma_b9.claim("outer-bound", reading="corrected", corrects="outer-equality", controls=lambda: {
    "exponent (d − 4)/2": in_part("p", replaced(bound_ratio=mu * ((d - 4) / 2 - i) / (i + 1))),
    "r^{1−d}": in_part("the other factors", scaled("rhs", 1 / r)),
})
def outer_bound() -> All:
    """With "≤": |Φ_ε(r)| ≤ (1 + √λ r)^d e^{−√λ r} r^{2−d} for r ≥ ε."""
    return All.of(p=p_bound(), the_other_factors=MonomialBound(
        P * yukawa(1, d - 2), (1 + mu * r) ** d * yukawa(1, d - 2), Domain.of(*BEYOND, Real(P.name, gt=0)),
        given=(sp.Le(P, (1 + mu * r) ** d),), named=("lem-B.9/p-bound",)))


@lemma_b9.claim("outer-derivative-bound", reading="step", controls=lambda: {
    "d becomes d − 3": in_part("p₁", lambda c: replaced(
        conclude=sp.Le(c.conclude.lhs, (d - 3 + mu * r) * P, evaluate=False))(c)),
    "r^{2−d}": in_part("the other factors", scaled("rhs", r)),
})
def outer_derivative_bound() -> All:
    """|Φ_ε′(r)| = p₁ e^{−√λ r} r^{1−d} ≤ (d + √λ r)(1 + √λ r)^d e^{−√λ r} r^{1−d}, as p₁ = (d−2+√λ r)p − r p′."""
    return All((
        ("p₁", ForAll((), sp.Le((d - 2 + mu * r) * P - r * G, (d + mu * r) * P, evaluate=False),
                      Domain.of(*BEYOND, Real(P.name, gt=0), Real(G.name, ge=0)))),
        ("the other factors", MonomialBound(
            A * yukawa(1, d - 1), (d + mu * r) * (1 + mu * r) ** d * yukawa(1, d - 1),
            Domain.of(*BEYOND, Real(A.name, gt=0), Real(P.name, gt=0)),
            given=(sp.Le(A, (d + mu * r) * P), sp.Le(P, (1 + mu * r) ** d)), named=("p₁", "lem-B.9/p-bound")))))


# The normalised potential, divided by Φ_ε(0).

NORMAL = Domain.of(D_ODD, MU_POS, EPS_UNIT, Real(A.name, gt=0), Real(Z.name, gt=0))


@cache
def exp_eps() -> Any:
    """3·(2·d + ε·μ)^(2·d)/ε^(2·d)."""
    return 3 * (2 * d + mu * eps) ** (2 * d) * eps ** (-2 * d)


@lemma_b9.claim("at-zero-from-below", reading="step", controls=lambda: {
    "e^{−√λ/2}": scaled("rhs", sp.exp(-mu / 2)),
    "ε may exceed 1": replaced(facts=(), domain=Domain.of(
        D_ODD, MU_POS, Real("eps", gt=0), Real(P.name, gt=0), Real(Z.name, gt=0))),
    "without p ≥ 1": without(1, "given"),
    "without Φ_ε(0) ≥ Φ_ε(ε)": without(0, "given"),
})
def at_zero_from_below() -> MonomialBound:
    """Φ_ε(0) ≥ Φ_ε(ε) = p(ε) e^{−√λ ε} ε^{2−d} ≥ e^{−√λ}; written as e^{−√λ}/Φ_ε(0) ≤ 1."""
    return MonomialBound(sp.exp(-mu), Z, Domain.of(D_ODD, MU_POS, EPS_UNIT, Real(P.name, gt=0), Real(Z.name, gt=0)),
                         facts=(sp.Le(eps, 1),), given=(sp.Ge(Z, P * sp.exp(-mu * eps) * eps ** (2 - d)), sp.Le(1, P)),
                         named=("lem-B.9/monotone-corrected", "lem-B.9/p-exponential"))


@lemma_b9.claim("bound-unnormalised", controls=lambda: {
    "3 becomes 2": substituted("rhs", {3 * eps ** (-2 * d): 2 * eps ** (-2 * d)}),
    "without P_k ≤ (2d + s)^{2d}": without(1, "given"),
})
def bound_unnormalised() -> MonomialBound:
    """|Φ_ε^{(k)}(r)| ≤ 3(2d + ε√λ)^{2d} ε^{−2d}: A stands for |Φ_ε^{(k)}(r)|, Z for the bound at ε, both from above."""
    return MonomialBound(A, exp_eps(), NORMAL,
                         given=(sp.Le(A, 3 * Z), sp.Le(Z, (2 * d + mu * eps) ** (2 * d) * eps ** (-2 * d))),
                         named=("lem-B.9/bound-at-zero, monotone-corrected", "lem-B.9/bound-at-eps"))


@lemma_b9.claim("bound-derivatives", controls=lambda: {
    "without e^{√λ}": scaled("rhs", sp.exp(-mu)),
    "(2d + √λ)^{2d−1}": scaled("rhs", 1 / (2 * d + mu)),
})
def bound_derivatives() -> MonomialBound:
    """|Φ_ε^{(k)}(r)| ≤ 3(2d + √λ)^{2d} ε^{−2d} e^{√λ} for the normalised potential, 0 ≤ k ≤ d − 1."""
    return MonomialBound(A / Z, 3 * (2 * d + mu) ** (2 * d) * eps ** (-2 * d) * sp.exp(mu), NORMAL,
                         facts=(sp.Le(2 * d + mu * eps, 2 * d + mu),),
                         given=(sp.Le(A, exp_eps()), sp.Le(sp.exp(-mu), Z)),
                         named=("lem-B.9/bound-unnormalised", "lem-B.9/at-zero-from-below"))


def _upper(power: sp.Expr, factor: sp.Expr) -> MonomialBound:
    bound = factor * (1 + mu * r) ** d
    return MonomialBound(A / Z, bound * sp.exp(mu * (1 - r)) * r ** (-power),
                         Domain.of(*BEYOND, Real(A.name, gt=0), Real(Z.name, gt=0)),
                         given=(sp.Le(A, bound * yukawa(1, power)), sp.Le(sp.exp(-mu), Z)),
                         named=("lem-B.9/outer-bound", "lem-B.9/at-zero-from-below"))


@lemma_b9.claim("upper-bound", controls=lambda: {
    "e^{−√λ r}": scaled("rhs", sp.exp(-mu)), "r^{3−d}": scaled("rhs", r),
})
def upper_bound() -> MonomialBound:
    """Φ_ε(r) ≤ (1 + √λ r)^d e^{√λ(1−r)} r^{2−d} for r ≥ ε, normalised: A is Φ_ε(r) before, Z is Φ_ε(0)."""
    return _upper(d - 2, sp.Integer(1))


@lemma_b9.claim("upper-bound-derivative", controls=lambda: {
    "e^{−√λ r}": scaled("rhs", sp.exp(-mu)), "r^{2−d}": scaled("rhs", r),
})
def upper_bound_derivative() -> MonomialBound:
    """|Φ_ε′(r)| ≤ (d + √λ r)(1 + √λ r)^d e^{√λ(1−r)} r^{1−d} for r ≥ ε, normalised."""
    return _upper(d - 1, d + mu * r)


def _lower(power: sp.Expr, source: str) -> MonomialBound:
    domain = Domain.of(D_ODD, MU_POS, EPS_UNIT, R_POS, Real(A.name, gt=0), Real(Z.name, gt=0))
    return MonomialBound(yukawa(1, power) * (2 * d + mu) ** (-2 * d) * eps ** (2 * d) / 3, A / Z, domain,
                         facts=(sp.Le(2 * d + mu * eps, 2 * d + mu),),
                         given=(sp.Le(yukawa(1, power), A), sp.Le(Z, exp_eps())),
                         named=(source, "lem-B.9/bound-unnormalised"))


def lower_controls() -> dict[str, Any]:
    """Both lower bounds fail in the same ways."""
    return {"1/3 becomes 1/2": scaled("lhs", sp.Rational(3, 2)), "ε^{2d−1}": scaled("lhs", 1 / eps)}


@lemma_b9.claim("lower-bound", controls=lower_controls)
def lower_bound() -> MonomialBound:
    """Φ_ε(r) ≥ e^{−√λ r} r^{2−d} (2d + √λ)^{−2d} ε^{2d}/3 for r ≥ ε, normalised: p ≥ 1 and Φ_ε(0) is bounded."""
    return _lower(d - 2, "lem-B.9/p-exponential")


@lemma_b9.claim("lower-bound-p₁", reading="step", controls=lambda: {
    "in two dimensions": replaced(domain=Domain.of(Integer("d", ge=2), Real(P.name, ge=0), Real(A.name, ge=0))),
})
def lower_bound_p1() -> ForAll:
    """p₁ ≥ 1: its constant coefficient is d − 2, the others (A in sum) are not negative."""
    return ForAll((), sp.Ge(d - 2 + A, 1), Domain.of(D_ODD, Real(A.name, ge=0)))


@lemma_b9.claim("lower-bound-derivative", controls=lower_controls)
def lower_bound_derivative() -> MonomialBound:
    """|Φ_ε′(r)| ≥ e^{−√λ r} r^{1−d} (2d + √λ)^{−2d} ε^{2d}/3 for r ≥ ε, normalised."""
    return _lower(d - 1, "lem-B.9/lower-bound-p₁")
