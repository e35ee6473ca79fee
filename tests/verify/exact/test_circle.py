"""Piecewise linear losses on the circle, against counts by hand and against the loss at neighbouring places."""

from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import comb

import pytest

from verify.exact import circle_census, circle_charges, circle_loss, circle_minimum, circle_paired, circle_slopes


def charges(places, charge):
    return tuple((place, charge) for place in places)


@pytest.mark.parametrize(("k", "strict"), [(1, 1), (2, 7), (3, 66 - 5)])
def test_strict_minima_are_the_matchings_without_opposite_fixed_charges(k, strict):
    # by hand: the second of two is anywhere but opposite; of three, C(12, 2) = 66 have none opposite 0, and 5 of
    # these are opposite each other
    positions, minima, found, above, strict_above, unpaired = circle_census(k)
    assert positions == comb(5 * k - 1, k) * comb(5 * k - 2, k - 1)
    assert (found, strict_above, unpaired) == (strict, 0, 0)
    assert above < minima


def test_single_moves_do_not_tell_strict_minima():
    # two charges opposite each other, alone on the circle but for two fixed ones: rotated together they change nothing
    assert circle_minimum(8, "0:-1 4:-1", "2:1 6:1", together=1) == "strict"
    assert circle_minimum(8, "0:-1 4:-1", "2:1 6:1") == "flat"


def test_census_is_that_of_the_loss_at_neighbours():
    """With twice the ticks every direction of the census is one step, within which the loss is linear."""
    found = 0
    for moving in combinations_with_replacement(range(0, 16, 2), 2):
        for other in range(0, 16, 2):
            fixed = charges((0, other), 1)
            here = circle_loss(16, charges(moving, -1), fixed)
            found += all(circle_loss(16, charges((moving[0] + s, moving[1] + t), -1), fixed) >= here
                         for s, t in product((-1, 0, 1), repeat=2))
    assert found == circle_census(2)[1]


@pytest.mark.parametrize("moving", ["1:-1 6:2 6:3", "0:2 6:-1 9:1", "3:-1 3:-1 3:-1"])
def test_slopes_are_differences_of_the_loss(moving):
    fixed, scale = "0:1 6:-3 7:2", 10
    coarse, rest = circle_charges(moving, 12), charges_scaled(fixed, scale)
    here = circle_loss(12 * scale, charges_scaled(moving, scale), rest)
    slopes = iter(circle_slopes(12, moving, fixed))
    for chosen in ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)):
        for sign, slope in zip((1, -1), next(slopes), strict=True):
            there = circle_loss(12 * scale, tuple(
                (place * scale + sign * (i in chosen), charge) for i, (place, charge) in enumerate(coarse)), rest)
            # one tick is 2π/120; slopes are in units of 4/π
            assert there - here == slope * Fraction(4) * Fraction(2, 12 * scale)


def charges_scaled(text, scale):
    return tuple((place * scale, charge) for place, charge in circle_charges(text, 12))


def test_pairs():
    assert circle_paired(8, "0:-1 4:-1", "1:1 2:1")
    assert not circle_paired(8, "0:-1 4:-1", "1:1 4:1")
    assert not circle_paired(8, "0:-1 0:-1 4:-1", "1:1 2:1 3:1")


@pytest.mark.parametrize("text", ["0", "0:1:2", "a:1", "0:1,3:1"])
def test_what_is_no_list_of_charges(text):
    with pytest.raises(ValueError, match="write place:charge"):
        circle_charges(text, 4)


def test_a_turn_needs_ticks():
    with pytest.raises(ValueError, match="at least one"):
        circle_loss(0, "0:1")
