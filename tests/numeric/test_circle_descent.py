"""Steepest descent on the circle, against rest places known by hand and against the exact decision."""

from fractions import Fraction
from math import lcm
from random import Random

import pytest

from numeric.circle import descend, loss, velocities
from verify.exact import circle_minimum


def places(draw, k):
    return [Fraction(draw.randrange(360), 360) for _ in range(k)]


@pytest.mark.parametrize("seed", range(30))
def test_it_ends_at_a_local_minimum_below_the_start(seed):
    draw = Random(seed)
    theta, w = places(draw, 3), places(draw, 3)
    rest = descend(theta, w)
    ticks = lcm(2, *(x.denominator for x in (*rest.theta, *w)))
    found = circle_minimum(ticks, [(int(x * ticks), -1) for x in rest.theta], [(int(x * ticks), 1) for x in w])
    assert found in ("strict", "flat")
    assert rest.loss <= loss(theta, w)
    assert rest.loss == loss(rest.theta, w)


def test_one_electron_finds_its_proton_from_everywhere():
    for tick in range(24):
        assert descend([Fraction(tick, 24)], [Fraction(1, 3)]).theta == (Fraction(1, 3),)


def test_a_pair_of_opposite_electrons_stays():
    # protons at 0 and a quarter turn, electrons on the bisector: each half circle holds one proton
    theta, w = [Fraction(1, 8), Fraction(5, 8)], [Fraction(0), Fraction(1, 4)]
    assert velocities(theta, w) == [0, 0]
    rest = descend(theta, w)
    assert rest.theta == tuple(theta)
    # the electrons put out nothing, the protons 1 + 1 + 2 Φ(π/2) = 2
    assert rest.loss == 2


def test_two_electrons_at_one_place_part():
    rest = descend([Fraction(1, 8)] * 2, [Fraction(0), Fraction(1, 4)])
    assert sorted(rest.theta) == [0, Fraction(1, 4)]


def test_too_few_events():
    with pytest.raises(RuntimeError, match="after 1 events"):
        descend([Fraction(1, 8)], [Fraction(0)], events=1)
