"""Clopper-Pearson bounds against printed tables, closed forms and SciPy's beta quantiles."""

from fractions import Fraction
from itertools import product

import pytest
from scipy.stats import beta

from verify.observe import lower_bound, rate_below, rate_reached, trials_needed, upper_bound

# Two-sided 95 % limits for n = 10 and 20 as tables of the binomial distribution print them (Documenta Geigy,
# Scientific Tables, 7th ed., exact confidence limits); each is one-sided at 97.5 %.
TABLE = {(0, 10): ("0", "0.3085"), (1, 10): ("0.0025", "0.4450"), (5, 10): ("0.1871", "0.8129"),
         (10, 10): ("0.6915", "1"), (4, 20): ("0.0573", "0.4366")}


@pytest.mark.parametrize("counts", TABLE)
def test_bounds_agree_with_printed_tables(counts):
    lower, upper = TABLE[counts]
    confidence = Fraction(975, 1000)
    assert abs(Fraction(lower_bound(*counts, confidence)) - Fraction(lower)) <= Fraction(1, 20000) + Fraction(1, 10**6)
    assert abs(Fraction(upper_bound(*counts, confidence)) - Fraction(upper)) <= Fraction(1, 20000) + Fraction(1, 10**6)


@pytest.mark.parametrize(("successes", "count", "confidence"), [
    (x, n, c) for n, c in product((1, 7, 30, 200), ("9/10", "99/100")) for x in {0, 1, n // 3, n - 1, n}])
def test_bounds_agree_with_beta_quantiles_and_are_rounded_outwards(successes, count, confidence):
    level = float(Fraction(confidence))
    lower = beta.ppf(1 - level, successes, count - successes + 1) if successes else 0
    upper = beta.ppf(level, successes + 1, count - successes) if successes < count else 1
    unit = 1e-6
    found = float(lower_bound(successes, count, Fraction(confidence)))
    assert lower - unit - 1e-9 < found <= lower + 1e-9  # SciPy's quantiles are good to about 1e-12
    found = float(upper_bound(successes, count, Fraction(confidence)))
    assert upper - 1e-9 <= found < upper + unit + 1e-9


def test_a_comparison_on_the_very_bound_is_exact():
    # One success in one trial: the bound at confidence 9/10 is exactly 1/10; two in two at 99/100: exactly 1/10.
    for count, confidence in ((1, Fraction(9, 10)), (2, Fraction(99, 100))):
        assert rate_reached(count, count, Fraction(1, 10), confidence)
        assert not rate_reached(count, count, Fraction(1, 10) + Fraction(1, 10**30), confidence)
        assert not rate_below(0, count, Fraction(9, 10), confidence)
        assert rate_below(0, count, Fraction(9, 10) + Fraction(1, 10**30), confidence)


def test_trials_needed_is_the_logarithm():
    # ln(1/100) / ln(97/100) = 151.19...; rule of three: 59 at 95/95.
    assert trials_needed(Fraction(97, 100), Fraction(99, 100)) == 152
    assert trials_needed(Fraction(95, 100), Fraction(95, 100)) == 59


def test_more_successes_than_trials_is_a_misuse():
    with pytest.raises(ValueError, match="3 successes in 2 trials"):
        lower_bound(3, 2, Fraction(9, 10))
