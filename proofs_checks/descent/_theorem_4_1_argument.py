"""Theorem 4.1, the end of its proof: what Lemmas D.1 and D.2 give at a point that is returned."""

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Real
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All

from .._symbols import D_ANY, EPS_UNIT, eps, k, u, v, x, y, z
from . import _kink_instance as kink
from .theorem_4_1 import ALPHA, DELTA, K, alpha, delta, eta, gamma, least, theorem_4_1


@theorem_4_1.claim("decrease", severity="proof",
                   same_as="thm-4.1/stationary",
                   wrong="A step can raise G where two electrons nearly coincide.",
                   reading="step", expect="refuted", true_controls=lambda: {
    "a gap much longer than the step": in_part("the instance", replaced(
        expression=kink.after_a_step(kink.ALPHAS[2]) / kink.ALPHAS[2],
        domain=Domain.of(Real("x", ge="1/2500", le="1/2000")))),
})
def decrease() -> All:
    """That a step from a point without a θ_i near a w_j lowers G by the threshold. Two charges ∓A at the distance x
    attract each other, a gradient step of 10^{−4} throws them past each other, and G rises: d = 3, k = 3, ε/k = 1/100,
    no θ_i within 4/100 of a w_j. The witness has G(x′) − G(x), over the step. (Besides, ½ in α²γ³/2 is ⅓ at best.)"""
    step = kink.ALPHAS[1]
    return All((
        ("the instance", Positive(kink.after_a_step(step) / step, Domain.of(Real("x", gt=0, le=step / 100)), "<=", 0)),
    ), "|θ_i − w_j| ≥ ε for all i, j  ⟹  G(a′,θ′) ≤ G(a,θ) − min(α·η²/2, α²·γ³/2)")


@theorem_4_1.claim("decrease-corrected", reading="corrected", corrects="decrease", controls=lambda: {
    "½ for a Hessian step": replaced(assume=(
        sp.Or(y <= x - alpha * eta**2 / 2, y <= x - alpha**2 * gamma**3 / 3), 2 * u <= alpha * eta**2,
        2 * u <= alpha**2 * gamma**3)),
    "neither": without(0),
})
def decrease_corrected() -> ForAll:
    """Where all distances are at least ρ, and α ≤ 1/B₂, 1/B₃ with the bounds for the distance ρ/2, the mended step
    lowers G by u = min(αη²/2, α²γ³/3), by Lemmas D.1 and D.2. But nothing keeps ρ away from 0 along the descent."""
    return ForAll(
        (sp.Or(y <= x - alpha * eta**2 / 2, y <= x - alpha**2 * gamma**3 / 3), 2 * u <= alpha * eta**2,
         3 * u <= alpha**2 * gamma**3), y <= x - u,
        Domain.of(Real("x"), Real("y"), Real("u", gt=0), ALPHA, Real("η", gt=0), Real("γ", gt=0)),
        named=("lem-D.1/decrease or lem-D.2/decrease-by-a-third", "the smaller one", "the smaller one"))


@theorem_4_1.claim("stationary", severity="proof",
                   wrong="G has kinks at θ_i = θ_j too: descent may stop there, no w_j within ε.",
                   reading="step", expect="refuted", true_controls=lambda: {
    "a gradient of at most 1/2": in_part("the instance", replaced(rhs=sp.Rational(1, 4))),
})
def stationary() -> All:
    """That the point returned, without a θ_i near a w_j, is in M_{G,δ²/(2k³d)}. A step of 10^{−3} from the instance
    raises G, so the instance is returned, with |∇G| above 2/5; for k = d = 3, δ²/(2k³d) is below 1/162. The witness
    has |∇G|²."""
    gaps = Domain.of(Real("x", gt=0, le=kink.ALPHAS[0] / 100))
    return All((
        ("the step raises G", Positive(kink.after_a_step(kink.ALPHAS[0]) / kink.ALPHAS[0], gaps)),
        ("the instance", Positive(kink.square_of_gradient(), gaps, "<=", sp.Rational(1, 162**2))),
    ), "Algorithm 2 returns (a,θ), |θ_i − w_j| ≥ ε for all i, j  ⟹  (a,θ) ∈ M_(G,δ²/(2k³d))")


@theorem_4_1.claim("lastly", reading="step", controls=lambda: {
    "G may rise": without(1),
    "no start below": without(0),
})
def lastly() -> ForAll:
    """Since G decreases, √G(a, θ) ≤ √G(0, 0) − δ at the end as at the start; u, y, x are the roots there and at 0."""
    return ForAll((y <= x - delta, u**2 <= y**2), u <= x - delta,
                  Domain.of(DELTA, Real("x", ge=0), Real("y", ge=0), Real("u", ge=0)),
                  named=("lem-4.5/start", "each step lowers G"))


@theorem_4_1.claim("conclude", reading="step", controls=lambda: {
    "not in the set": without(1),
    "kε": replaced(conclude=z < eps / k),
})
def conclude() -> ForAll:
    """For a point in M_{G,δ²/(2k³d)} the end is right: Lemma 4.4 with Φ_{ε/k} gives |θ_i − w_j| < kε/k = ε. v stands
    for max(|∇G|, −λ_min)."""
    return ForAll((u <= x - delta, v <= least(), sp.Or(u > x - delta, v > least(), z < k * (eps / k))),
                  z < eps, Domain.of(DELTA, EPS_UNIT, K, D_ANY, Real("x", ge=0), Real("u", ge=0), Real("v", ge=0),
                                     Real("z", ge=0)),
                  named=("thm-4.1/lastly", "the point is in the set", "lem-4.4/near"))
