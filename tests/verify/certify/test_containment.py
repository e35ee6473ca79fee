"""Whatever returns a ball contains the true value: thousands of random cases against thousand-digit values."""

import random
from fractions import Fraction
from functools import partial

import pytest
from _containment import DIGITS, NoValueError, contains, ends, exact, rational, term, value
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from verify import certify
from verify import exact as algebra

ROUNDS = [pytest.param(1, id="light"), pytest.param(10, id="heavy", marks=pytest.mark.slow)]
fractions = st.fractions(max_denominator=10**6).filter(lambda x: abs(x) < 10**9)


@pytest.fixture(autouse=True)
def _thousand_digits():
    with mp.workdps(DIGITS):
        yield


def point(chance):
    return {name: rational(chance) for name in ("x", "y")}


def known(chance, depth, at):
    """A random term that has a value there, with the value."""
    while True:
        data = term(chance, depth)
        try:
            return data, value(data, at)
        except NoValueError:
            continue


@pytest.mark.parametrize("rounds", ROUNDS)
def test_terms_at_points(rounds):
    chance = random.Random(1)
    narrow = 0
    for number in range(400 * rounds):
        at = point(chance)
        data, true = known(chance, chance.randint(1, 4), at)
        bits = chance.choice([24, 53, 128, 256])
        with certify.precision(bits):
            balls = {name: certify.ball(x) for name, x in at.items()}
            found = certify.evaluate(data, balls)
            assert not found.is_finite() or contains(found, true), (number, data, at)
            narrow += bool(found.is_finite() and found.rel_accuracy_bits() > bits // 2)
        with algebra.precision(bits):
            try:
                found = algebra.evaluate(data, {name: algebra.ball(x) for name, x in at.items()})
            except algebra.UndefinedTermError:
                continue
            assert not found.is_finite() or contains(found, true), (number, data, at)
    assert narrow > 200 * rounds  # the balls say something


@pytest.mark.parametrize("rounds", ROUNDS)
def test_what_has_no_value_is_not_finite(rounds):
    chance = random.Random(2)
    for _ in range(50 * rounds):
        at = point(chance)
        data, _ = known(chance, 2, at)
        below = ["+", data, ["*", "-1", data], str(-abs(rational(chance)))]  # zero or negative
        for nothing in (["log", below], ["^", below, "1/3"], ["^", ["+", below, str(-1)], "1/2"],
                        ["^", ["+", data, ["*", "-1", data]], "-1"], ["gamma", str(-chance.randint(0, 9))]):
            with algebra.precision(64):
                balls = {name: algebra.ball(x) for name, x in at.items()}
                if nothing[0] == "^" and below[3] == "0" and nothing[2] != "-1":
                    continue  # a root of zero has a value
                assert not certify.evaluate(nothing, balls).is_finite()
                with pytest.raises(algebra.UndefinedTermError):
                    algebra.evaluate(nothing, balls)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_terms_on_intervals(rounds):
    chance = random.Random(3)
    finite = 0
    for number in range(200 * rounds):
        data = term(chance, chance.randint(1, 3))
        low = point(chance)
        wide = {name: Fraction(chance.randint(0, 40), 2 ** chance.randint(0, 12)) for name in low}
        with certify.precision(64):
            box = {name: certify.interval(x, x + wide[name]) for name, x in low.items()}
            found = certify.evaluate(data, box)
        if not found.is_finite():
            continue
        finite += 1
        for part in (Fraction(0), Fraction(1), Fraction(1, 3), Fraction(chance.randint(0, 100), 100)):
            inside = {name: x + part * wide[name] for name, x in low.items()}
            try:
                true = value(data, inside)
            except NoValueError:
                continue
            assert contains(found, true), (number, data, low, wide)
    assert finite > 60 * rounds


@pytest.mark.parametrize("rounds", ROUNDS)
def test_comparisons_are_never_wrong(rounds):
    chance = random.Random(4)
    decided = 0
    for number in range(200 * rounds):
        at = point(chance)
        left, a = known(chance, 3, at)
        right, b = known(chance, 3, at) if chance.random() < 0.7 else (["+", left, str(Fraction(
            chance.randint(-1, 1), 10 ** chance.randint(1, 60)))], None)
        b = value(right, at) if b is None else b
        order = 0 if abs(a - b) < mp.mpf(10) ** -900 * (1 + abs(a)) else 1 if a > b else -1
        head = chance.choice(["<", "<=", ">", ">=", "=", "!="])
        true = {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "=": order == 0,
                "!=": order != 0}[head]
        with algebra.precision(128):
            balls = {name: algebra.ball(x) for name, x in at.items()}
            try:
                answer = algebra.compare([head, left, right], balls)
                sides = [algebra.evaluate(side, balls) for side in (left, right)]
            except algebra.UndefinedTermError:
                continue
            assert answer in (None, true), (number, left, right, at)
            decided += answer is not None
            if head not in ("=", "!="):
                assert certify.compare(sides[0], head, sides[1]) in (None, true)
    assert decided > 120 * rounds


@given(fractions, st.integers(1, 40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_decimals_of_rationals(number, digits):
    written = certify.decimal(number, digits)
    assert abs(Fraction(written) - number) <= last_place(written, digits) / 2
    assert Fraction(certify.decimal(Fraction(written), digits)) == Fraction(written)


def last_place(written, digits):
    """One in the last of the digits that are written."""
    mantissa, _, exponent = written.lstrip("-").partition("e")
    assert len(mantissa.replace(".", "").lstrip("0")) in (0, digits)
    return Fraction(10) ** (int(exponent or 0) - len(mantissa.partition(".")[2]))


def enclosed(data, at):
    """The ball of a term at a point, at the working precision."""
    return certify.evaluate(data, {name: certify.ball(x) for name, x in at.items()})


@pytest.mark.parametrize("rounds", ROUNDS)
def test_decimals_of_real_numbers(rounds):
    chance = random.Random(5)
    for number in range(80 * rounds):
        at = point(chance)
        data, true = known(chance, 2, at)
        if abs(true) < mp.mpf(10) ** -900:
            continue
        digits = chance.randint(1, 60)
        try:
            written = certify.decimal(partial(enclosed, data, at), digits, max_bits=4000)
        except ArithmeticError:  # a rational number that lies between two decimals, or a ball that is never finite
            continue
        assert abs(Fraction(written) - exact(true)) <= last_place(written, digits) * Fraction(501, 1000), (number, data)


@given(fractions, fractions, st.sampled_from([2, 24, 53, 200]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_balls_of_rationals(a, b, bits):
    with certify.precision(bits):
        one, two = certify.ball(a), certify.interval(min(a, b), max(a, b))
        lower, upper = ends(one)
        assert lower <= a <= upper
        lower, upper = ends(two)
        assert lower <= min(a, b)
        assert max(a, b) <= upper
        below, above = ends(certify.ball_from_data(certify.ball_data(two)))  # FLINT rounds a radius up
        assert below <= lower
        assert upper <= above
        assert certify.midpoint(two) == (lower + upper) / 2
        assert certify.compare(certify.ball(a), "<", certify.ball(b)) in (None, a < b)
        assert certify.compare(certify.ball(a), ">=", certify.ball(b)) in (None, a >= b)


def antiderivatives(a, n):
    """(the integrand on complex balls, an antiderivative to a thousand digits), the range being in (0, 10)."""
    ball, number = certify.ball(a), mp.mpf(a.numerator) / a.denominator
    return {
        "power": (lambda x, flag: x**n, lambda x: x ** (n + 1) / (n + 1)),
        "exp": (lambda x, flag: (ball * x).exp(), lambda x: mp.exp(number * x) / number),
        "sine": (lambda x, flag: (ball * x).sin(), lambda x: -mp.cos(number * x) / number),
        "arc": (lambda x, flag: 1 / (1 + x * x), mp.atan),
        "root": (lambda x, flag: x.sqrt(analytic=flag), lambda x: 2 * x ** mp.mpf("1.5") / 3),
        "log": (lambda x, flag: x.log(analytic=flag), lambda x: x * mp.log(x) - x),
        "Gauss": (lambda x, flag: (-x * x).exp(), lambda x: mp.sqrt(mp.pi) / 2 * mp.erf(x)),
        "rational": (lambda x, flag: 1 / (x + ball * ball), lambda x: mp.log(x + number * number)),
    }


@pytest.mark.parametrize("rounds", ROUNDS)
def test_integrals(rounds):
    chance = random.Random(6)
    finite = 0
    for number in range(60 * rounds):
        low = Fraction(chance.randint(1, 60), chance.randint(7, 20))
        high = low + Fraction(chance.randint(1, 60), chance.randint(7, 20))
        with certify.precision(chance.choice([30, 64, 128])):
            table = antiderivatives(rational(chance) or Fraction(1), chance.randint(0, 6))
            name = chance.choice(sorted(table))
            integrand, antiderivative = table[name]
            found = certify.enclose_integral(integrand, certify.ball(low), certify.ball(high))
        if found.is_finite():
            finite += 1
            ref = [antiderivative(mp.mpf(end.numerator) / end.denominator) for end in (low, high)]
            assert contains(found, ref[1] - ref[0]), (number, name, low, high)
    assert finite > 50 * rounds
