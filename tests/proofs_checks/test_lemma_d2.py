"""Lemma D.2: the counterexample in fractions, its hypotheses on a grid, and the constants by hand."""

from fractions import Fraction

import pytest

from proofs_checks.descent import _lemma_d2_argument as argument
from proofs_checks.descent import _lemma_d2_beyond as beyond
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in argument.lemma_d2.claims}


def example(t: Fraction) -> Fraction:
    return -t / 1000 - t**2 / 2 + t**3 / 6


def test_lem_d2_counterexample() -> None:
    # 1/2000 + 1/8 − 1/48 = (3 + 750 − 125)/6000 = 628/6000
    assert -example(Fraction(1, 2)) == Fraction(157, 1500) < Fraction(1, 8)
    assert -example(Fraction(1, 2)) >= Fraction(1, 3) * Fraction(1, 4)
    points = [Fraction(n, 50) for n in range(-50, 51)]  # αB₂ = 1
    assert all(abs(t - 1) <= 2 for t in points)
    assert CLAIMS["half-on-a-cubic"].build().settle(Effort()).evidence.witness["at"] == {
        "g": "-1/1000", "λ_min": "-1", "c": "1", "sigma": "-1", "alpha": "1/2", "gamma": "1", "B_2": "2", "B_3": "1"}


@pytest.mark.parametrize("e", [Fraction(1, 6), Fraction(1, 12), Fraction(1, 100)])
def test_lem_d2_best_constant(e: Fraction) -> None:
    # by hand: with α = 1 − 3e the fall is eα/8 + α²/2 − α³/6
    step = 1 - 3 * e
    fall = e * step / 8 + step**2 / 2 - step**3 / 6
    assert -beyond.near().subs({beyond.t: step, beyond.e: e}) == fall
    assert Fraction(1, 3) < fall / step**2 < Fraction(1, 3) + e


def test_lem_d2_the_witness_against_the_printed_step_climbs() -> None:
    at = {name: Fraction(value) for name, value in
          CLAIMS["decrease"].build().settle(Effort()).evidence.witness["at"].items()}
    step = -at["alpha"] * at["λ_min"] * (1 if at["g"] > 0 else -1)
    change = at["g"] * step + at["λ_min"] * step**2 / 2 + at["c"] * step**3 / 6
    assert change > -at["alpha"] ** 2 * at["gamma"] ** 3 / 2
    assert at["g"] * step > 0  # uphill, and the hypotheses:
    assert at["λ_min"] <= -at["gamma"]
    assert at["alpha"] * at["B_3"] <= 1
    assert abs(at["c"]) <= at["B_3"]
    assert abs(at["λ_min"]) + abs(at["c"]) * at["alpha"] * at["B_2"] <= at["B_2"]


def test_lem_d2_what_is_wrong_in_print() -> None:
    refuted = {name for name, claim in CLAIMS.items() if claim.expected.status is Status.REFUTED}
    assert refuted == {"decrease", "half-on-a-cubic", "sign-of-the-step", "first-line", "size-of-the-step",
                       "last-line-for-the-step-taken"}
    assert {claim.corrects.partition("/")[2] for claim in CLAIMS.values() if claim.corrects} == refuted
