"""Theorem 4.6, its printed proof line by line, for the second unit: π(2) ≠ π(1).

Letters: c = a_1 and b = b_π(1) the charges at the first proton, x = Φ(‖θ_2 − θ_1‖), y = Φ(‖θ_2 − w_π(1)‖) there,
R the field of the other protons, F the field at θ_2, A one far Φ.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll, MonomialBound
from verify.exact import Identity

from .._symbols import D_PAPER, EPS_UNIT, d, eps, k, r, t, x, y
from . import _charge_lag as lag
from . import _recovery as recovery
from ._single_node import C, F, inside, loss, reals
from .theorem_4_6 import theorem_4_6

a, b, c, rest, rho, dist, u, m, A, z, beta = sp.symbols("a b c R rho D u M A z beta")
HALF = lag.Fraction(1, 2)


# What the first unit leaves.

@theorem_4_6.claim("limit", severity="misprint",
                   wrong="The limits are (−b_i, w_i), not (b_i, w_i).",
                   reading="step", expect="refuted", controls=lambda: {
    "(b/2, w)": replaced(conclude=sp.Eq(a, b / 2)),
}, true_controls=lambda: {
    "(−b, w)": replaced(conclude=sp.Eq(a, -b)),
})
def limit() -> ForAll:
    """The units are said to converge to a permutation of the (b_i, w_i): it is (−b_i, w_i), as Lemma E.5 has it. On top
    of its proton a unit leaves the loss (a + b)², which is 4b² at a = b."""
    return ForAll((sp.Eq((a + b) ** 2, 0),), sp.Eq(a, b), reals(a, b), named=("a global minimum, k = 1, θ = w",))


@theorem_4_6.claim("limit-corrected", reading="corrected", corrects="limit", controls=lambda: {
    "(b, w)": replaced(conclude=sp.Eq(a, b)),
})
def limit_corrected() -> ForAll:
    """(−b_i, w_i)."""
    return ForAll((sp.Eq((a + b) ** 2, 0),), sp.Eq(a, -b), reals(a, b), named=("a global minimum, k = 1, θ = w",))


@theorem_4_6.claim("first-charge", reading="step", controls=lambda: {
    "|b_j| up to 1": without(1), "half as near": replaced(assume=(
        sp.Le(sp.Abs(a + b), 2 * x), sp.Le(sp.Abs(b), 1 - y), sp.Le(x, y))),
})
def first_charge() -> ForAll:
    """|a_1| ≤ 1, if |a_1 + b| ≤ x as Lemma E.5 claims (and as it is once a_1 is solved for), and |b| ≤ 1 − y, x ≤ y."""
    return ForAll((sp.Le(sp.Abs(a + b), x), sp.Le(sp.Abs(b), 1 - y), sp.Le(x, y)), sp.Le(sp.Abs(a), 1),
                  reals(a, b, x, y),
                  named=("lem-E.5/charge-after-resolving", "thm-4.6/charges", "(d/ε)^{−O(d)} ≤ 1/poly(d)"))


@theorem_4_6.claim("still-apart", reading="step", controls=lambda: {
    "D itself": replaced(conclude=sp.Ge(y, dist)), "θ_1 anywhere": without(1),
})
def still_apart() -> ForAll:
    """If w_j is at least D from w_π(1), it is at least D − ρ from θ_1: the triangle inequality. "For all i" leaves out
    i = j, here and in the lemmas."""
    return ForAll((sp.Ge(x, dist), sp.Le(z, rho), sp.Ge(y, x - z)), sp.Ge(y, dist - rho), reals(x, y, z, dist, rho),
                  named=("‖w_j − w_π(1)‖", "‖θ_1 − w_π(1)‖", "the triangle inequality for y = ‖θ_1 − w_j‖"))


# Where the second unit goes.

@theorem_4_6.claim("second-place", reading="step", controls=lambda: {
    "ε + ρ/2": replaced(conclude=sp.Lt(sp.Abs(x - z), eps + rho / 2)),
})
def second_place() -> ForAll:
    """"‖θ_2 − θ_1‖ < ε but θ_2 is still ε-close to w_π(1)": within ε + ρ, as θ_1 is within ρ of w_π(1), which is as
    good. x, y, z are θ_2, θ_1, w_π(1) on a line; in R^d it is the triangle inequality."""
    return ForAll((sp.Lt(sp.Abs(x - y), eps), sp.Le(sp.Abs(y - z), rho)), sp.Lt(sp.Abs(x - z), eps + rho),
                  Domain.of(EPS_UNIT, Real("rho", gt=0), *reals(x, y, z)),
                  named=("‖θ_2 − θ_1‖ < ε", "‖θ_1 − w_π(1)‖ ≤ ρ"))


# Its best charge.


@cache
def optimal() -> Any:
    """2·R + 2·a + 2·b·y + 2·c·x = 0."""
    return (sp.Eq(2 * a + 2 * (c * x + b * y + rest), 0),)


@theorem_4_6.claim("best-charge", severity="misprint",
                   wrong="The formula for a₂*(θ₂) lacks a minus sign.",
                   reading="step", expect="refuted", controls=lambda: {
    "its half": replaced(conclude=sp.Eq(a, (c * x + b * y + rest) / 2)),
}, true_controls=lambda: {
    "the other sign": replaced(conclude=sp.Eq(a, -(c * x + b * y + rest))),
})
def best_charge() -> ForAll:
    """a_2* = a_1Φ(‖θ_2 − θ_1‖) + b_jΦ(…) + Σ b_iΦ(…) is printed without the minus sign (and with θ_1 for θ_2 in the
    last two: see `near-part`)."""
    return ForAll(optimal(), sp.Eq(a, c * x + b * y + rest), reals(a, b, c, x, y, rest), named=("∂L_2/∂a_2 = 0",))


@theorem_4_6.claim("best-charge-corrected", reading="corrected", corrects="best-charge", controls=lambda: {
    "without the others": replaced(conclude=sp.Eq(a, -(c * x + b * y))),
})
def best_charge_corrected() -> ForAll:
    """a_2* = −(a_1Φ(‖θ_2 − θ_1‖) + b_jΦ(‖θ_2 − w_j‖) + Σ_{i≠j} b_iΦ(‖θ_2 − w_i‖)), j = π(1)."""
    return ForAll(optimal(), sp.Eq(a, -(c * x + b * y + rest)), reals(a, b, c, x, y, rest), named=("∂L_2/∂a_2 = 0",))


@theorem_4_6.claim("far-part", reading="step", controls=lambda: {
    "protons 2d apart": replaced(assume=(sp.Ge(r, 2 * d),)),
    "(ε/d)^d": scaled("rhs", (eps / d) ** 2),
    "four times the sum": scaled("lhs", 2),
})
def far_part() -> MonomialBound:
    """2Σ_{i≠j} b_iΦ(‖θ − w_i‖) is (d/ε)^{−O(d)}: at distances r ≥ 3d it is at most 2k(ε/d)^{d−2}. (The factor 2 does
    not belong there, but does no harm.) The power of ε is d − 2, and no higher: see `contradiction`."""
    big = sp.Symbol("E")
    return MonomialBound(2 * k * A, 2 * k * (eps / d) ** (d - 2),
                         Domain.of(D_PAPER, EPS_UNIT, Integer("k", ge=1), Real("r", gt=0), Real("A", gt=0),
                                   Real("E", gt=0)),
                         assume=(sp.Ge(r, 3 * d),), facts=(sp.Ge(r, 3 * d), sp.Ge(d, 3)),
                         given=(sp.Le(A, big * eps ** (d - 2) * r ** (2 - d)), sp.Le(big, 3)),
                         named=("lem-B.9/p-exponential: A ≤ e ε^{d−2} r^{2−d}", "E = e < 3"))


@theorem_4_6.claim("near-part", severity="misprint",
                   wrong="Φ(‖θ₁ − w_j‖) should be Φ(‖θ₂ − w_j‖), or the terms do not cancel.",
                   reading="step", expect="refuted", controls=lambda: {
    "at most 1/10": lambda q: replaced(conclude=sp.Le(q.conclude.lhs, sp.Rational(1, 10)))(q),
}, true_controls=lambda: {
    "at most 1": lambda q: replaced(conclude=sp.Le(q.conclude.lhs, 1))(q),
})
def near_part() -> ForAll:
    """"a_1Φ(‖θ_2 − θ_1‖) + b_jΦ(‖θ_1 − w_j‖) ≤ (d/ε)^{−O(d)}": with θ_1 in the second term, as printed, they do not
    cancel. d = 3, ε = 1/2, θ_1 = w_j, a_1 = −1, b_j = 1, r = ‖θ_2 − θ_1‖ < ε: the sum 1 − Φ_ε(r) is not below
    6^{−3}/10, say."""
    return ForAll((), sp.Le(1 - inside(3, HALF), sp.Rational(1, 2160)), Domain.of(Real("r", gt=0, lt="1/2")))


@theorem_4_6.claim("near-part-corrected", reading="corrected", corrects="near-part", controls=lambda: {
    "without |b|": replaced(conclude=sp.Le(sp.Abs(c * x + b * y), u)),
    "a_1 anywhere": without(0),
    "x above 1": without(2),
})
def near_part_corrected() -> ForAll:
    """|a_1Φ(‖θ_2 − θ_1‖) + b_jΦ(‖θ_2 − w_j‖)| ≤ |a_1 + b_j| + Mρ, with θ_2 in both: by the Lipschitz constant M of Φ_ε.
    It takes the absolute value, which is left out too, and a_1 near −b_j, so a solved charge."""
    return ForAll((sp.Le(sp.Abs(c + b), u), sp.Le(sp.Abs(x - y), m * rho), sp.Le(sp.Abs(x), 1)),
                  sp.Le(sp.Abs(c * x + b * y), u + m * rho),
                  Domain.of(Real("b", ge=-1, le=1), Real("M", gt=0), Real("rho", gt=0), *reals(c, x, y, u)),
                  named=("lem-E.5/charge-after-resolving", "lem-E.5/lipschitz: ‖θ_1 − w_j‖ ≤ ρ", "|Φ_ε| ≤ 1"))


# The loss with that charge.

@theorem_4_6.claim("loss-at-best-charge", severity="misprint",
                   wrong="L₂(a₂*, θ₂) is L₂(0, 0) − a₂*², without the factor 1/2.",
                   reading="step", expect="refuted", controls=lambda: {
    "2a*²": replaced(rhs=C - 2 * F**2),
}, true_controls=lambda: {
    "a*²": replaced(rhs=C - F**2),
})
def loss_at_the_best_charge() -> Identity:
    """L_2(a_2*, θ_2) = L_2(0, 0) − a_2*²/2: the half belongs to the regularised loss; without it all of a_2*² is
    gained. F is −a_2*, C is L_2(0, 0)."""
    return Identity(loss().subs(sp.Symbol("a"), -F), C - F**2 / 2, reals(F, C))


@theorem_4_6.claim("loss-at-best-charge-corrected", reading="corrected", corrects="loss-at-best-charge",
                   controls=lambda: {
    "a*²/2": replaced(rhs=C - F**2 / 2),
    "half the charge": replaced(lhs=loss().subs(sp.Symbol("a"), -F / 2)),
})
def loss_at_the_best_charge_corrected() -> Identity:
    """L_2(a_2*, θ_2) = L_2(0, 0) − a_2*²."""
    return Identity(loss().subs(sp.Symbol("a"), -F), C - F**2, reals(F, C))


@theorem_4_6.claim("best-is-least", reading="step", controls=lambda: {
    "strictly": replaced(conclude=sp.Gt(loss(), C - F**2)), "L_2(0, 0)": replaced(conclude=sp.Ge(loss(), C)),
})
def best_is_least() -> ForAll:
    """L_2(a_2, θ_2) ≥ L_2(a_2*, θ_2)."""
    return ForAll((), sp.Ge(loss(), C - F**2), Domain.of(Real("a"), *reals(F, C)))


@theorem_4_6.claim("no-absolute-value", severity="misprint",
                   wrong="An upper bound on a₂* does not bound a₂*²; |a₂*| is meant.",
                   reading="step", expect="refuted", controls=lambda: {
    "−2x²": replaced(conclude=sp.Ge(-(t**2) / 2, -2 * x**2)),
}, true_controls=lambda: {
    "|a_2*| ≤ x": replaced(assume=(sp.Le(sp.Abs(t), x),)),
})
def no_absolute_value() -> ForAll:
    """"Therefore a_2* ≤ (d/ε)^{−O(d)}, … L_2 ≥ L_2(0, 0) − (d/ε)^{−O(d)}": from a bound above alone nothing follows for
    the square, as a_2* may be very negative. t is a_2*."""
    return ForAll((sp.Le(t, x),), sp.Ge(-(t**2) / 2, -(x**2)), Domain.of(Real("x", gt=0), Real("t")),
                  named=("the bound on a_2*",))


@theorem_4_6.claim("no-absolute-value-corrected", reading="corrected", corrects="no-absolute-value", controls=lambda: {
    "a_2* ≤ x": replaced(assume=(sp.Le(t, x),)), "−x²/2": replaced(conclude=sp.Ge(-(t**2), -(x**2) / 2)),
})
def no_absolute_value_corrected() -> ForAll:
    """With |a_2*| ≤ x, and the loss a_2*² that is gained: at least L_2(0, 0) − x²."""
    return ForAll((sp.Le(sp.Abs(t), x),), sp.Ge(-(t**2), -(x**2)), Domain.of(Real("x", gt=0), Real("t")),
                  named=("the bound on |a_2*|",))


@theorem_4_6.claim("contradiction", severity="proof",
                   wrong="The far charges' field need not be below the initial gain (d/ε)^{−18d}.",
                   reading="step", expect="refuted", controls=lambda: {
    "a larger constant": scaled("rhs", 10**6),
}, true_controls=lambda: {
    "against (ε/d)^{4d}": replaced(rhs=(eps / d) ** (4 * d), facts=(sp.Ge(r, 1), sp.Ge(d, 2))),
})
def contradiction() -> MonomialBound:
    """"This contradicts our initialization": the far protons alone give a_2* a part of the size of Φ(r), r their
    distance, and Φ(r)² is not below the (d/ε)^{−18d} by which the start lowers the loss: Lemma 4.2 bounds it below by
    (e^{−r} r^{2−d} (ε/d)^{2d})², which is larger once ε is small, whatever r is. So a unit might return to w_π(1), as
    far as these bounds go."""
    return MonomialBound((sp.exp(-r) * r ** (2 - d) * (eps / d) ** (2 * d)) ** 2, (eps / d) ** (18 * d),
                         Domain.of(D_PAPER, EPS_UNIT, Real("r", ge=9)))


@theorem_4_6.claim("contradiction-corrected", reading="corrected", corrects="contradiction", controls=lambda: {
    "a charge that is not nearly right": in_part("the field there", without(3)),
    "protons 2d apart": in_part("the far ones", replaced(assume=(sp.Ge(recovery.dist, 2 * d),))),
    "ρ without M": in_part("the unit there is nearly right", without(2)),
})
def contradiction_corrected() -> recovery.All:
    """The start has to be measured by (β/2)Φ(d), not by a power of d/ε: at a place that is taken the field is at most
    half of that, if the protons are 3d + 1 + log(8k/β) apart. Both have the same power of ε."""
    return recovery.taken_places()


# The end.

@theorem_4_6.claim("last-place", severity="misprint",
                   wrong="θ_π(2) should be w_π(2).",
                   reading="step", expect="refuted", controls=lambda: {
    "within D/3": replaced(conclude=sp.Le(sp.Abs(y - x), dist / 3)),
}, true_controls=lambda: {
    "w_π(2) for θ_π(2)": replaced(conclude=sp.Le(sp.Abs(y - u), rho)),
})
def last_place() -> ForAll:
    """"(a_2, θ_2) is in a neighborhood of (b_π(2), θ_π(2))": w_π(2) is meant. For k = 2 and π = (2, 1) θ_π(2) is θ_1,
    at the other proton. x, y are θ_1, θ_2 and z, u are w_π(1), w_π(2) on a line."""
    return ForAll((sp.Le(sp.Abs(x - z), rho), sp.Le(sp.Abs(y - u), rho), sp.Ge(sp.Abs(z - u), dist),
                   sp.Ge(dist, 4 * rho)), sp.Le(sp.Abs(y - x), rho),
                  Domain.of(Real("rho", gt=0), Real("D", gt=0), *reals(x, y, z, u)),
                  named=("θ_1 near w_π(1)", "θ_2 near w_π(2)", "protons apart", "D ≥ 4ρ"))


@theorem_4_6.claim("last-place-corrected", reading="corrected", corrects="last-place", controls=lambda: {
    "θ_1 within D/4 of it": replaced(conclude=sp.Le(sp.Abs(y - x), dist / 4)),
})
def last_place_corrected() -> ForAll:
    """θ_2 is near w_π(2), and at least D − 2ρ ≥ D/2 from θ_1."""
    return ForAll((sp.Le(sp.Abs(x - z), rho), sp.Le(sp.Abs(y - u), rho), sp.Ge(sp.Abs(z - u), dist),
                   sp.Ge(dist, 4 * rho)), sp.Ge(sp.Abs(y - x), dist / 2),
                  Domain.of(Real("rho", gt=0), Real("D", gt=0), *reals(x, y, z, u)),
                  named=("θ_1 near w_π(1)", "θ_2 near w_π(2)", "protons apart", "D ≥ 4ρ"))


@theorem_4_6.claim("free-ones-are-far", reading="step", controls=lambda: {
    "with 1/poly(d)": replaced(assume=(sp.Ge(x, dist / z), sp.Ge(y, x - rho))),
})
def free_ones_are_far() -> ForAll:
    """‖w_i − w_π(2)‖ ≥ D for all i ≠ π(2), and ‖θ_1 − w_π(2)‖ ≥ D − ρ: what the lemma needs of all fixed charges. (The
    text that was read has a factor 1/poly(d) here, which stands a line above with |b_π(2)|; z is that polynomial.)"""
    return ForAll((sp.Ge(x, dist), sp.Ge(y, x - rho)), sp.And(sp.Ge(x, dist), sp.Ge(y, dist - rho)),
                  Domain.of(Real("x", gt=0), Real("D", gt=0), Real("z", ge=1), Real("y"), Real("rho", gt=0)),
                  named=("the protons are apart", "the triangle inequality"))


@theorem_4_6.claim("induction", reading="step", controls=lambda: {
    "two units at one proton": in_part("one more is taken", without(0)),
    "|F| may fall": in_part("not to one that is taken", without(0)),
})
def induction() -> recovery.All:
    """"We induct and by similar reasoning, π is a permutation": with `contradiction-corrected` for each unit it is."""
    return recovery.all_different()
