"""Node-wise descent repaired: charges solved for exactly, protons at least 3d + 1 + log(8k/β) apart.

Letters: D the least distance of two protons, β ≤ |b_j| ≤ 1, M = sup |Φ_ε′| ≤ (2d/ε)^{d−1}; f_d, g_d are Φ_ε and |Φ_ε′|
at the distance d, f and g at r, y at the far ones; ρ bounds the distances ‖θ_i − w_π(i)‖ of units already there.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ODD, EPS_UNIT, R_POS, d, eps, i, j, k, r, x, y

beta, dist, rest, f, f_d, g, g_d, field, b, m, rho, kappa, total, c = sp.symbols(
    "beta D R f f_d g g_d F b M rho kappa T c")
DISTANCES = Domain.of(D_ODD, Integer("k", ge=1), Real("beta", gt=0, le=1), Real("D", gt=0), Real("R", gt=0),
                      Real("f_d", gt=0))


@cache
def apart() -> Any:
    """D ≥ 3d + 1 + R, with R = log(8k/β)."""
    return sp.Ge(dist, 3 * d + 1 + rest, evaluate=False)


def decay() -> All:
    """Φ(r + h) ≤ e^{−h} Φ(r), and so for |Φ′|: e^r Φ is a sum of negative powers of r with coefficients ≥ 0."""
    term = c * r ** (i - (d - 2 + j))
    return All((
        ("a term of e^r |Φ^{(j)}|", Identity(
            sp.Derivative(term, r), c * (i - (d - 2 + j)) * r ** (i - (d - 1 + j)),
            Domain.of(D_ODD, R_POS, Integer("i", ge=0), Integer("j", ge=0), Real("c")))),
        ("its power is negative", ForAll(
            (2 * i <= (d - 3) + 2 * j,), i - (d - 2 + j) < 0,
            Domain.of(D_ODD, Integer("i", ge=0), Integer("j", ge=0)), named=("the degree of P_j is (d − 3)/2 + j",))),
        ("so it falls", ForAll((sp.Ge(c, 0), x < 0, y > 0), sp.Le(c * x * y, 0),
                               Domain.of(Real("c"), Real("x"), Real("y")),
                               named=("lem-B.9/positive-coefficients", "its power is negative", "a power of r > 0"))),
    ), "Φ(r + h) ≤ e^{−h}·Φ(r) and |Φ′(r + h)| ≤ e^{−h}·|Φ′(r)|, r ≥ ε, h ≥ 0, every ε")


def far_field(number: sp.Expr = 4) -> MonomialBound:
    """At most 4kΦ(D − d − 1) ≤ (β/2) e^{−d} Φ(d): what all others do within d of w_j; for slopes the same."""
    return MonomialBound(
        number * k * y, beta / 2 * sp.exp(-d) * f_d, Domain.of(*DISTANCES, Real("y", gt=0)), assume=(apart(),),
        given=(sp.Le(y, sp.exp(-(dist - 2 * d - 1)) * f_d), sp.Ge(sp.exp(rest), 8 * k / beta)),
        named=("decay: from d to D − d − 1", "R = log(8k/β)"))


NEAR = Domain.of(D_ODD, Real("beta", gt=0, le=1), Real("b", le=1), Real("f", gt=0), Real("f_d", gt=0), Real("g", gt=0),
                 Real("g_d", gt=0), Real("R"), Real("F"))


@cache
def others() -> Any:
    """|R| ≤ β·f_d/2."""
    return sp.Le(sp.Abs(rest), beta / 2 * f_d)


def start() -> ForAll:
    """Within d of a free w_j the field is at least (β/2)Φ(d): the loss falls by F² ≥ (β²/4)Φ(d)² at the start."""
    return ForAll((sp.Eq(field, b * f + rest), sp.Ge(b, beta), sp.Ge(f, f_d), others()), sp.Ge(field, beta * f_d / 2),
                  NEAR, named=("the field there", "|b_j| ≥ β, b_j > 0", "Φ falls, r ≤ d", "far-field"))


def drawn_in() -> ForAll:
    """The field grows towards w_j all the way in, at a rate of at least (β/2)|Φ′(d)|: θ stays within d, and arrives."""
    return ForAll((sp.Eq(field, -b * g + rest), sp.Ge(b, beta), sp.Ge(g, g_d), sp.Le(sp.Abs(rest), beta / 2 * g_d)),
                  sp.Le(field, -beta * g_d / 2), NEAR,
                  named=("∂F/∂r", "|b_j| ≥ β, b_j > 0", "|Φ′| falls, r ≤ d", "far-field, for slopes"))


TAKEN = Domain.of(Real("beta", gt=0, le=1), Real("b", ge=-1, le=1), Real("M", gt=0), Real("rho", gt=0),
                  Real("f_d", gt=0), Integer("k", ge=1), *(Real(s.name) for s in (field, rest, c, x, y)))


def taken_places() -> All:
    """Within ε of a place that is taken the field is at most (β/4)Φ(d), less than at the start: it only grows, so no
    unit ends there. c is the charge of the unit there, x and y its potential and the proton's."""
    return All((
        ("the far ones", MonomialBound(
            k * y, beta * f_d / 64, Domain.of(*DISTANCES, Real("y", gt=0), Real("c", gt=0)), assume=(apart(),),
            facts=(sp.Ge(d, 3),),
            given=(sp.Le(y, sp.exp(-(dist - 1 - d)) * f_d), sp.Ge(sp.exp(rest), 8 * k / beta),
                   sp.Ge(sp.exp(3), 8, evaluate=False)),
            named=("decay: from d to D − 1", "R = log(8k/β)", "e > 2"))),
        ("the unit there is nearly right", ForAll(
            (sp.Le(sp.Abs(c + b), 2 * (k * m * rho + y)), sp.Le(y, beta * f_d / 64),
             sp.Le(64 * k * m * rho, beta * f_d)), sp.Le(sp.Abs(c + b) + m * rho, beta * f_d / 8), TAKEN,
            named=("charges_at_the_end, with y the field of the far ones", "the far ones",
                   "ρ ≤ βΦ(d)/(64kM), which is (d/ε)^{−O(d)}"))),
        ("the field there", ForAll(
            (sp.Eq(field, c * x + b * y + rest), sp.Le(sp.Abs(x - y), m * rho), sp.Le(sp.Abs(x), 1),
             sp.Le(sp.Abs(c + b) + m * rho, beta * f_d / 8), sp.Le(sp.Abs(rest), beta * f_d / 8)),
            sp.Le(sp.Abs(field), beta * f_d / 4), TAKEN,
            named=("by its definition", "fact-mean-value: ‖θ_i − w‖ ≤ ρ", "|Φ_ε| ≤ 1",
                   "the unit there is nearly right", "the far ones"))),
    ), "‖θ − θ_i‖ < ε  ⟹  |F(θ)| ≤ (β/4)·Φ(d) < (β/2)·Φ(d) ≤ |F(start)|")


def all_different() -> All:
    """So each unit goes to a proton that was free, and k of them to all k: π is a permutation."""
    n, taken = sp.symbols("n N")
    return All((
        ("not to one that is taken", ForAll(
            (sp.Ge(x, beta * f_d / 2), sp.Le(y, beta * f_d / 4)), x > y,
            Domain.of(Real("beta", gt=0), Real("f_d", gt=0), Real("x"), Real("y")),
            named=("|F| from the start on: start", "|F| at taken ones: taken_places"))),
        ("a free one is left", ForAll((n < k, sp.Eq(taken, n)), taken < k,
                                      Domain.of(Integer("k", ge=1), Integer("n", ge=0), Integer("N", ge=0)),
                                      named=("units so far", "all at different protons"))),
        ("one more is taken", ForAll((sp.Eq(taken, n),), sp.Eq(taken + 1, n + 1),
                                     Domain.of(Integer("n", ge=0), Integer("N", ge=0)),
                                     named=("not to one that is taken",))),
    ), "π(n + 1) ∉ {π(1), …, π(n)} for n < k")


def charges_at_the_end(factor: sp.Expr = 2) -> All:
    """|a_i + b_π(i)| ≤ 2k M ρ after solving for all charges: the Gram matrix is diagonally dominant."""
    row = Domain.of(Integer("k", ge=1), Real("M", gt=0), Real("rho", gt=0), Real("kappa", ge=0),
                    *(Real(s.name) for s in (x, rest, total)), Real("F", ge=0), Real("b", ge=-1, le=1), Real("y"))
    return All((
        ("the other side", ForAll(
            (sp.Le(sp.Abs(total), k * m * rho), sp.Le(sp.Abs(y), m * rho)), sp.Le(sp.Abs(total + b * y),
                                                                                 (k + 1) * m * rho),
            row, named=("k terms so far", "y = Φ(θ_i, θ_j) − Φ(θ_i, w_j): fact-mean-value"))),
        ("the others in the row", ForAll(
            (sp.Le(sp.Abs(rest), k * kappa * field), sp.Le(sp.Abs(y), field), kappa >= 0),
            sp.Le(sp.Abs(rest + kappa * y), (k + 1) * kappa * field), row,
            named=("k terms so far", "|a_j + b_j| ≤ F, the largest", "κ = Φ(D − 2) ≥ Φ(θ_i, θ_j)"))),
        ("the others are less than half", MonomialBound(
            k * y, f_d / 2, Domain.of(*DISTANCES, Real("y", gt=0)), assume=(apart(),), facts=(sp.Le(beta, 1),),
            given=(sp.Le(y, sp.exp(-(dist - 2 - d)) * f_d), sp.Ge(sp.exp(rest), 8 * k / beta)),
            named=("decay: from d to D − 2, y = κ; Φ_ε(d) ≤ 1", "R = log(8k/β)"))),
        ("the largest error", ForAll(
            (sp.Eq(x + rest, total), sp.Le(sp.Abs(total), k * m * rho), sp.Le(sp.Abs(rest), field / 2),
             sp.Eq(sp.Abs(x), field)), sp.Le(field, factor * k * m * rho), row,
            named=("∂L/∂a_i = 0, x = a_i + b_i", "the other side", "the others in the row, less than half",
                   "F, the largest"))),
    ), "a = a*(θ), ‖θ_i − w_π(i)‖ ≤ ρ, k·Φ(D − 2) ≤ 1/2  ⟹  |a_i + b_π(i)| ≤ 2k·M·ρ")


def loss_at_the_end() -> All:
    """L ≤ 2k² M ρ: the best charges do no worse than −b_π(i), and ‖σ_w − σ_θ‖² = 2 − 2Φ ≤ 2Mρ."""
    root = sp.Symbol("S")
    domain = Domain.of(Integer("k", ge=0), Real("M", gt=0), Real("rho", gt=0), Real("f", le=1), Real("S", ge=0),
                       Real("T", ge=0), Real("b", ge=-1, le=1))
    return All((
        ("one pair", Identity((1 + 1 - 2 * f), 2 * (1 - f), domain)),
        ("near", ForAll((sp.Le(1 - f, m * rho),), sp.Le(2 * (1 - f), 2 * m * rho), domain,
                        named=("fact-mean-value: ‖θ_i − w‖ ≤ ρ",))),
        ("one more", ForAll((sp.Le(total, k * root), sp.Eq(root**2, 2 * m * rho)),
                            sp.Le(total + sp.Abs(b) * root, (k + 1) * root), domain,
                            named=("the norm of k differences", "one pair, near"))),
        ("squared", ForAll((sp.Le(total, k * root), sp.Eq(root**2, 2 * m * rho), root >= 0),
                           sp.Le(total**2, 2 * k**2 * m * rho), domain,
                           named=("the norm of all", "one pair, near", "a root"))),
    ), "a = a*(θ), ‖θ_i − w_π(i)‖ ≤ ρ  ⟹  L(a, θ) ≤ 2k²·M·ρ")


def power_of_m() -> MonomialBound:
    """M = sup |Φ_ε′| ≤ (2d/ε)^{d−1}, so ρ = (d/ε)^{−O(d)} gives charges as near."""
    return MonomialBound(m * rho, (2 * d / eps) ** (d - 1) * rho, Domain.of(D_ODD, EPS_UNIT, Real("M", gt=0),
                                                                             Real("rho", gt=0)),
                         given=(sp.Le(m, (2 * d / eps) ** (d - 1)),), named=("lem-4.2/sharp-bound-power",))
