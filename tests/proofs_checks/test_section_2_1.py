"""Section 2.1: potentials by mpmath's quadrature, convexity by hand."""

import mpmath as mp
import pytest
import sympy as sp

from proofs_checks.introduction import _invariance, section_2_1
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in section_2_1.section_2_1.claims}


@pytest.mark.parametrize(("theta", "w"), [("0", "0"), ("1", "1"), ("-1", "2")])
def test_sec_2_1_potential_of_a_gaussian_activation(theta, w):
    theta, w = mp.mpf(theta), mp.mpf(w)
    mean = mp.quad(lambda x: mp.npdf(x) * mp.exp(-(x - theta) ** 2 / 4 - (x - w) ** 2 / 4), [-12, 0, 12])
    by_hand = mp.exp(-((theta - w) ** 2) / 8 - (theta + w) ** 2 / 16) / mp.sqrt(2)
    ours = _invariance.exponent(1).subs({_invariance.theta: int(theta), _invariance.w: int(w)})
    assert mp.almosteq(mean, by_hand, 1e-12)
    assert mp.almosteq(mp.exp(mp.mpf(ours.p) / ours.q) / mp.sqrt(2), by_hand, 1e-12)


def test_sec_2_1_joint_convexity_fails_at_like_charges():
    finding = CLAIMS["jointly-convex"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    # by hand: L(1, θ) = 2 + 2e^{−θ²/2} is 4 at 0 and 2 + 2/√e at ±1
    value = section_2_1.midpoint(sp.Integer(1), (sp.S.Zero, section_2_1.t)).subs(section_2_1.t, 1)
    assert sp.simplify(value - (2 / sp.sqrt(sp.E) - 2)) == 0


def test_sec_2_1_loss_is_a_mean_of_squares():
    # one unit each, σ(x, w) = x w on the line: Φ(θ, w) = θ w, so the loss is (aθ + bw)², at a = 2, b = −3, θ = 5, w = 1
    a, b = section_2_1.a, section_2_1.b
    one = 2**2 * 25 + 2 * 2 * (-3) * 5 + 9
    assert one == (2 * 5 - 3) ** 2
    assert section_2_1.loss(a, sp.Integer(7), sp.Integer(11)).subs({a: 2, b: -3}) == 4 * 11 - 12 * 7 + 9 * 11


def test_sec_2_1_the_weight_of_theorem_2_1_gives_back_a_potential():
    # s = e^{−y²/2}: ∫ s(x − θ)s(x − w) dx = √π e^{−(θ−w)²/4}, a handbook's Gaussian integral; here by quadrature
    theta, w = mp.mpf(1), mp.mpf(-2)

    def activation(x, place):
        return (2 * mp.pi) ** mp.mpf("0.25") * mp.exp(x**2 / 4 - (x - place) ** 2 / 2)

    mean = mp.quad(lambda x: mp.npdf(x) * activation(x, theta) * activation(x, w), [-15, 0, 15])
    assert mp.almosteq(mean, mp.sqrt(mp.pi) * mp.exp(mp.mpf(-9) / 4), 1e-12)


@pytest.mark.parametrize("name", ["jointly-convex", "invariant-activation", "normalised-throughout"])
def test_sec_2_1_each_refuted_sentence_is_mended(name):
    mended = [claim for claim in CLAIMS.values() if claim.corrects == f"sec-2.1/{name}"]
    assert len(mended) == 1
    assert mended[0].build().settle(Effort()).status is Status.PROVED
