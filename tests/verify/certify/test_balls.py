"""Precision, conversions, comparisons and decimals; digits from handbooks and by hand."""

import sys
from fractions import Fraction

import mpmath as mp
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.certify import ball, ball_data, ball_from_data, compare, decimal, evaluate, interval, precision
from verify.certify._evaluate import UnsupportedTermError

RATIONALS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)


def test_precision_is_restored_also_after_an_error() -> None:
    before = ctx.prec
    with pytest.raises(ZeroDivisionError), precision(before + 1):
        divmod(ctx.prec, 0)
    assert ctx.prec == before
    with precision(777):
        assert ctx.prec == 777
    assert ctx.prec == before


@given(RATIONALS, RATIONALS)
def test_an_interval_contains_its_ends(a: Fraction, b: Fraction) -> None:
    whole = interval(min(a, b), max(a, b))
    assert whole.contains(ball(a).mid()) or whole.overlaps(ball(a))
    assert whole.contains(ball((a + b) / 2))


@given(RATIONALS, st.integers(2, 300))
def test_balls_survive_as_plain_data(a: Fraction, bits: int) -> None:
    with precision(bits):
        there = ball(a)
        back = ball_from_data(ball_data(there))
    assert back.mid() == there.mid()
    assert back.rad() == there.rad()


def test_comparisons_are_three_valued() -> None:
    one, wide = arb(1), arb(1, 1)
    assert compare(one, "<", arb(2)) is True
    assert compare(one, ">", arb(2)) is False
    assert compare(one, "<", wide) is None
    assert compare(one, "<=", one) is True
    assert compare(one, "<", one) is False
    assert compare(arb.nan(), "<", one) is None


def test_decimals() -> None:
    # pi and e to 50 digits: any handbook
    assert decimal(arb.pi, 50) == "3.1415926535897932384626433832795028841971693993751"
    assert decimal(arb.const_e, 20) == "2.7182818284590452354"
    assert decimal(Fraction(1, 8), 3) == "0.125"
    assert decimal(Fraction(1, 8), 2) == "0.12"  # half to even
    assert decimal(Fraction(999999, 1000), 3) == "1.00e3"  # 1000 would show a fourth digit
    assert decimal(-7, 4) == "-7.000"
    assert decimal(Fraction(0), 9) == "0"
    assert decimal(10**30, 3) == "1.00e30"
    assert decimal(Fraction(1, 10**9), 1) == "1e-9"
    with precision(64):
        assert decimal(lambda: arb(1) / 4, 5) == "0.25000"


def test_long_decimals_pass_the_limit_on_int_to_str() -> None:
    assert sys.get_int_max_str_digits() == 4300
    assert len(decimal(Fraction(1, 3), 6000)) == 6002
    assert decimal(lambda: ball(Fraction(1, 3)), 6000) == "0." + "3" * 6000
    assert decimal(7 * 10**9000, 2) == "7.0e9000"


def test_undetermined_decimals_raise() -> None:
    with pytest.raises(ArithmeticError, match="exactly zero"):
        decimal(lambda: arb.pi().sin(), 5, max_bits=2000)
    with pytest.raises(ValueError, match="at least 1"):
        decimal(1, 0)


@settings(max_examples=50)
@given(st.fractions(min_value=Fraction(1, 10**8), max_value=10**8), st.integers(1, 25))
def test_decimals_agree_with_mpmath(q: Fraction, digits: int) -> None:
    with mp.workdps(60):
        root = mp.sqrt(mp.mpf(q.numerator) / q.denominator)
        error = abs(mp.mpf(decimal(lambda: ball(q).sqrt(), digits)) / root - 1)
        assert error <= mp.mpf(10) ** (1 - digits) / 2 + mp.mpf(10) ** -55


def test_terms_are_evaluated() -> None:
    x = {"var": "x"}
    term = ["+", ["exp", ["*", "-1", x]], ["^", x, "-3/2"], ["log", x], ["erf", x], ["pi"], ["^", x, x]]
    with mp.workdps(30):
        value = mp.mpf("2.5")
        expected = mp.exp(-value) + value ** mp.mpf("-1.5") + mp.log(value) + mp.erf(value) + mp.pi + value**value
        with precision(120):
            assert evaluate(term, {"x": ball(Fraction(5, 2))}).overlaps(arb(mp.nstr(expected, 29)) + arb(0, 1) / 10**27)
    with pytest.raises(UnsupportedTermError, match="has no value"):
        evaluate({"var": "y"}, {"x": arb(1)})
    with pytest.raises(UnsupportedTermError, match="besselj"):
        evaluate(["besselj", "1"], {})


def test_undefined_points_make_no_comparison_true() -> None:
    for term in (["log", {"var": "x"}], ["^", {"var": "x"}, "1/2"], ["^", {"var": "x"}, "-1"]):
        value = evaluate(term, {"x": arb(0, 1)})
        assert not value > -10**9
        assert not value < 10**9
