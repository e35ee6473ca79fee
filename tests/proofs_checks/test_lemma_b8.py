"""Lemma B.8: key figures by hand and by mpmath's quadrature, which shares nothing with the checks."""

from fractions import Fraction

import mpmath as mp
import pytest
import sympy as sp

import proofs_checks.realizability._lemma_b8_chains  # noqa: F401  # registers its claims
from proofs_checks._symbols import eps, v
from proofs_checks.realizability import _lemma_b8_hats as hats
from proofs_checks.realizability._bent_potential import bent_polynomial, printed_bound
from proofs_checks.realizability.lemma_b8 import lemma_b8
from verify.claims import Effort, Reading, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_b8.claims}


def settled(name):
    return CLAIMS[name].build().settle(Effort())


@pytest.mark.parametrize("d", [3, 5, 7])
@pytest.mark.parametrize("r", ["0.1", "0.5", "1.3"])
def test_lem_b8_mixture_of_exponential(d, r):
    # Φ = e^{−r}: Φ^{(d−1)} = e^{−x} for odd d, so W = e^{−x}(1/x + 1/x²), integrated against T_x numerically
    with mp.workdps(30):
        r, ball = mp.mpf(r), mp.mpf(1) / 2
        mixture = mp.quad(lambda x: mp.exp(-x) * (1 / x + 1 / x**2) * (x - r) ** (d - 1) * ((d - 1) * x + r)
                          / mp.factorial(d), [max(r, ball), 2, 4, 8, 16, 32, 64, 128])
        if r >= ball:
            expected = mp.exp(-r)
        else:
            polynomial, b = bent_polynomial(d)
            scaled = polynomial.subs(dict.fromkeys(b, 1)).subs({eps: sp.Rational(1, 2), v: sp.Float(str(ball - r), 30)})
            expected = mp.exp(-ball) * mp.mpf(str(scaled))
        assert abs(mixture - expected) < mp.mpf(10) ** -20


def test_lem_b8_inside_of_the_newtonian_potential_by_hand():
    # Φ = 1/r, d = 3, ε = 1: |Φ|, |Φ′|, Φ″ = 1, 1, 2 at ε, so Φ̄ = 1 + v + v² − v³/3, Φ̄″ = 2 − 2v = 2r, Φ̄(0) = 8/3
    polynomial, b = bent_polynomial(3)
    values = {**dict(zip(b, (1, 1, 2), strict=True)), eps: 1}
    assert sp.expand(polynomial.subs(values)) == 1 + v + v**2 - v**3 / 3
    assert [printed_bound(b, k).subs(values).subs(v, 1) for k in range(3)] == [2, 3, 3]


def test_lem_b8_ratio_of_the_hats():
    # hats of seven dimensions by their own derivatives under the integral: Hat′ = −(x²−r²)³/720
    with mp.workdps(30):
        weight = sp.lambdify(hats.x, hats.kernel_weight(), "mpmath")
        points = [1, 2, 4, 8, 16, 32, 64, 128]
        value = mp.quad(lambda x: weight(x) * mp.quad(lambda y: (x * x - y * y) ** 3, [1, x]), points)
        laplacian = mp.quad(lambda x: weight(x) * (6 * (x * x - 1) ** 2 - 6 * (x * x - 1) ** 3), points)
        assert abs(laplacian / value - mp.mpf(133) / 235) < mp.mpf(10) ** -15
        assert mp.nstr(laplacian / value, 5) == "0.56596"


@pytest.mark.parametrize("name", ["square-integrable", "induction-last-line", "hats", "hats-signs"])
def test_lem_b8_slips_are_refuted_and_mended(name):
    assert settled(name).status is Status.REFUTED
    mended = [claim for claim in lemma_b8.claims if claim.corrects == f"lem-B.8/{name}"]
    assert len(mended) == 1
    assert mended[0].reading is Reading.CORRECTED
    assert mended[0].build().settle(Effort()).status.established


def test_lem_b8_witness_of_the_last_line():
    at = {name: Fraction(value) for name, value in settled("induction-last-line").evidence.witness["at"].items()}
    assert at["r"] < at["y"] <= at["eps"]
    assert (at["eps"] - at["r"]) * at["g"] > (at["eps"] - at["y"]) * at["g"]


@pytest.mark.parametrize("name", ["agreement", "signs", "bound"])
def test_lem_b8_printed_conclusions_hold(name):
    assert CLAIMS[name].reading is Reading.PRINTED
    assert settled(name).status is Status.PROVED
