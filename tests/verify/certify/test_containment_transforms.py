"""Transforms, areas and bounds on rates: contained, against series and sums of their own to a thousand digits."""

import random
from fractions import Fraction
from math import comb

import pytest
from _containment import DIGITS, contains, exact, rational
from flint import arb
from mpmath import mp, mpf

from verify import certify
from verify.observe import lower_bound, upper_bound

ROUNDS = [pytest.param(1, id="light"), pytest.param(10, id="heavy", marks=pytest.mark.slow)]


@pytest.fixture(autouse=True)
def _thousand_digits():
    with mp.workdps(DIGITS):
        yield


def number(x):
    return mpf(x.numerator) / x.denominator


def scaled(profile, z):
    """G(z): the series of the spherical average, integrated term by term; for d = 3 with the tail in closed form.

    In R^3 the tail is alpha e^{-s(t-1)}/t and the average sin(zt)/(zt): int_1^oo e^{-s(t-1)} sin(zt) dt / z.
    """
    d, inner = profile.d, [number(c * profile.radius**k) for k, c in enumerate(profile.inner)]
    with mp.workdps(DIGITS + int(z)):  # the terms grow like e^z before they cancel
        total, weight, j = mpf(0), mpf(1), 0
        while j < 10 or abs(weight) > mpf(10) ** (-DIGITS - 20):
            total += weight * mp.fsum(c / (d + k + 2 * j) for k, c in enumerate(inner))
            j += 1
            weight *= -z * z / (4 * j * (mpf(d) / 2 + j - 1))
        if profile.tail is not None:
            assert d == 3
            s, alpha = number(profile.tail[0] * profile.radius), number(profile.tail[1] / profile.radius)
            total += alpha * ((s * mp.sin(z) + z * mp.cos(z)) / (z * (s * s + z * z)) if z else 1 / s + 1 / s**2)
        return +total


def profile(chance, tail):
    d = 3 if tail else chance.choice([3, 5, 7, 9, 13])
    radius = abs(rational(chance)) or Fraction(1)
    inner = tuple(rational(chance) for _ in range(chance.randint(1, 6)))
    outer = (abs(rational(chance)) or Fraction(2), rational(chance)) if tail else None
    return certify.RadialProfile(d, radius, inner, outer)


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("tail", [False, True])
def test_transforms(rounds, tail):
    chance = random.Random(7)
    for _ in range(40 * rounds):
        made = profile(chance, tail)
        omega = abs(rational(chance)) / chance.choice([1, 1, 1000])
        z = number(omega * made.radius)
        if z > 300:
            continue
        true = scaled(made, z)
        area = 2 * mp.pi ** (mpf(made.d) / 2) / mp.gamma(mpf(made.d) / 2)
        with certify.precision(chance.choice([53, 200])):
            assert contains(certify.sphere_area(made.d), area)
            assert contains(certify.scaled_transform(made, omega * made.radius), true)
            if omega:
                assert contains(certify.scaled_transform(made, certify.ball(omega * made.radius)), true)
        found = certify.transform(made, omega)
        assert contains(found, area * number(made.radius) ** made.d * true)
        zero = certify.scaled_transform_at_zero(made)
        assert abs(zero - exact(scaled(made, mpf(0)))) < Fraction(1, 10**900)
        with_balls = certify.transform(lambda made=made: certify.RadialProfile(
            made.d, certify.ball(made.radius), tuple(map(certify.ball, made.inner)),
            made.tail and tuple(map(certify.ball, made.tail))), omega)
        assert contains(with_balls, area * number(made.radius) ** made.d * true)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_closed_forms(rounds):
    chance = random.Random(8)
    for index in range(30 * rounds):
        made = profile(chance, bool(index % 2))
        z = number(abs(rational(chance)) + 1)
        A, B, C, N, square = certify.closed_form(made)
        values = [mp.fsum(number(Fraction(int(c.p), int(c.q))) * z**i for i, c in enumerate(poly.coeffs()))
                  for poly in (A, B, C)]
        below = z**N * (number(square) + z * z if made.tail is not None else 1)
        found = (values[0] + values[1] * mp.cos(z) + values[2] * mp.sin(z)) / below
        assert abs(found - scaled(made, z)) < mpf(10) ** -900


@pytest.mark.slow
def test_roots_of_transforms_agree_at_all_precisions():
    bent = certify.RadialProfile(3, Fraction(1), (Fraction(14, 3), Fraction(-9, 2), Fraction(0), Fraction(5, 6)),
                                 (1, 1))
    for r in (Fraction(1, 3), Fraction(1), Fraction(5, 2)):
        coarse, fine = (certify.inverse_root(bent, r, bits=bits) for bits in (30, 90))
        assert coarse.contains(fine)
        assert fine.rad() < arb((1, -60))


def tail(successes, count, rate):
    """P(X >= successes), summed as it stands in a book."""
    return sum((comb(count, i) * rate**i * (1 - rate) ** (count - i) for i in range(successes, count + 1)), Fraction(0))


@pytest.mark.parametrize("rounds", ROUNDS)
def test_bounds_on_rates(rounds):
    chance = random.Random(9)
    for _ in range(60 * rounds):
        count = chance.randint(1, 40)
        successes, digits = chance.randint(0, count), chance.randint(1, 6)
        confidence = Fraction(chance.randint(1, 999), 1000)
        lower, upper = (Fraction(bound(successes, count, confidence, digits=digits))
                        for bound in (lower_bound, upper_bound))
        unit, alpha = Fraction(1, 10**digits), 1 - confidence
        assert lower == 0 or tail(successes, count, lower) <= alpha
        assert lower + unit > 1 or tail(successes, count, lower + unit) > alpha
        assert upper == 1 or 1 - tail(successes + 1, count, upper) <= alpha
        assert upper - unit < 0 or 1 - tail(successes + 1, count, upper - unit) > alpha
