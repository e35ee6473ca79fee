"""Algorithms 1 to 4: runs by hand, in fractions, beside what the claims say; their places; their commands."""

from fractions import Fraction

import pytest

from proofs_checks.descent import _algorithm_2_beyond
from proofs_checks.descent.algorithm_1 import algorithm_1
from proofs_checks.descent.algorithm_3 import alone, b_1, b_2, phi, second_charge, two_pairs
from proofs_checks.descent.algorithm_4 import algorithm_4
from verify.claims import Effort, Status, load_statements

algorithm_2 = _algorithm_2_beyond.algorithm_2


def test_alg_1_two_steps_on_a_parabola_by_hand() -> None:
    # f = t − t²/2 from 0, α = 1/2. Printed: β = +1/2. Mended: β = −1/2
    def f(t: Fraction) -> Fraction:
        return t - t**2 / 2

    assert f(Fraction(1, 2)) == Fraction(3, 8)
    assert f(Fraction(-1, 2)) == Fraction(-5, 8)
    (figures,) = [claim for claim in algorithm_1.claims if claim.id == "alg-1/climbs-in-figures"]
    assert figures.build().settle(Effort()).status is Status.PROVED


def test_alg_1_printed_steps_hover_at_a_saddle() -> None:
    # f = −t²/2, α = 1/4: slope −t, so the printed step takes 1/4 off |t|, and then it alternates
    t, seen = Fraction(11, 10), []
    for _ in range(6):
        slope, curvature = -t, -1
        t += -Fraction(1, 4) * curvature * (1 if slope > 0 else -1)
        seen.append(t)
    assert seen == [Fraction(17, 20), Fraction(3, 5), Fraction(7, 20), Fraction(1, 10), Fraction(-3, 20),
                    Fraction(1, 10)]


def second_order(divisor: int, t: Fraction = Fraction(0)) -> Fraction:
    """One iteration of Algorithm 2, mended sign, on the example, in fractions: the point that it keeps or returns."""
    alpha, eta, gamma = Fraction(2, 5), Fraction(16, 25), Fraction(1)

    def f(t: Fraction) -> Fraction:
        return -t / 1000 - Fraction(51, 100) * t**2 + t**3 / 6

    slope, curvature = -Fraction(1, 1000) - Fraction(51, 50) * t + t**2 / 2, -Fraction(51, 50) + t
    assert abs(slope) < eta
    after = t + alpha * curvature * (1 if slope >= 0 else -1)
    enough = min(alpha * eta**2 / 2, alpha**2 * gamma**3 / divisor)
    return t if f(after) >= f(t) - enough else after


def test_alg_2_stops_early_with_a_half_and_goes_on_with_a_third() -> None:
    assert second_order(2) == 0
    assert second_order(3) == Fraction(51, 125)


def test_alg_2_what_is_wrong_in_print() -> None:
    refuted = {claim.id for claim in algorithm_2.claims if claim.expected.status is Status.REFUTED}
    assert refuted == {"alg-2/returned-point", "alg-2/threshold"}


def test_alg_2_cost_of_the_threshold_is_the_cube_root_of_three_halves() -> None:
    # 1.1447142425533319 = (3/2)^(1/3), by a table of cube roots
    low, high = Fraction(11447142425, 10**10), Fraction(11447142426, 10**10)
    assert low**3 < Fraction(3, 2) < high**3
    (cost,) = [claim for claim in algorithm_2.claims if claim.id == "alg-2/cost-of-the-threshold"]
    assert cost.build().settle(Effort()).status is Status.PROVED


def test_alg_3_right_places_wrong_charges_by_hand() -> None:
    # b = (1, 1/2), φ = 1/3: a₁ = −7/6, a₂ = −(1/2 + 1/3 − 7/18) = −4/9; x = −1/6, y = 1/18, L = 1/36 + 1/324 − 1/162
    at = {b_1: 1, b_2: Fraction(1, 2), phi: Fraction(1, 3)}
    assert alone().subs(at) == Fraction(-7, 6)
    assert second_charge().subs(at) == Fraction(-4, 9)
    assert two_pairs(alone(), second_charge()).subs(at) == Fraction(1, 36) + Fraction(1, 324) - Fraction(1, 162)
    assert Fraction(1, 36) + Fraction(1, 324) - Fraction(1, 162) == Fraction(1, 4) * Fraction(1, 9) * Fraction(8, 9)


def test_alg_4_nothing_of_it_is_refuted() -> None:
    assert all(claim.build().settle(Effort()).status is Status.PROVED for claim in algorithm_4.claims)


@pytest.fixture(scope="module")
def registry():
    return load_statements("proofs_checks")


def test_the_algorithms_stand_where_the_paper_has_them(registry) -> None:
    labels = [made.label for made in registry if not made.trusted]
    here = [label for label in labels if label in (
        "fact-3.3", "def-3.5", "alg-1", "lem-4.2", "lem-4.5", "alg-2", "alg-3", "thm-4.6", "alg-4", "lem-D.1",
        "lem-D.2", "lem-E.1")]
    wanted = ["fact-3.3", "def-3.5", "alg-1", "lem-4.2", "lem-4.5", "alg-2", "alg-3", "thm-4.6", "alg-4", "lem-D.1",
              "lem-D.2", "lem-E.1"]
    assert here == [label for label in wanted if label in here]


@pytest.mark.parametrize(("spelling", "label"), [
    ("Algorithm 1", "alg-1"), ("alg 4", "alg-4"), ("Lemma 18", "lem-D.1"), ("Lemma 19", "lem-D.2"), ("D.2", "lem-D.2")])
def test_the_labels_are_found(registry, spelling: str, label: str) -> None:
    assert registry[spelling].label == label


@pytest.mark.parametrize("label", ["alg-1", "alg-2", "alg-3", "alg-4", "lem-D.1", "lem-D.2"])
def test_a_command_shows_it(registry, label: str, capsys: pytest.CaptureFixture[str]) -> None:
    from proofs_checks.cli import main

    commands = [line.command for line in registry[label].derive() if line.command]
    assert commands
    for command in commands:
        program, *arguments = command.split()
        assert program == "earnshaw"
        assert main(arguments) == 0
        said = capsys.readouterr().out
        if "hessian" in arguments:
            rises = "--as-printed" in arguments and "slope" in arguments
            assert ("rose" if rises else "stayed" if "saddle" in arguments else "fell") in said
