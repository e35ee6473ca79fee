"""Recheck of seeded trials: from the counts alone, the trials are not run again."""

from collections.abc import Mapping
from fractions import Fraction
from math import comb

from verify.claims import JSON, Status

from ._base import RecheckFailed, rechecks

MOST_TRIALS = 100_000
MOST_DIGITS = 40


def _tail(successes: int, count: int, rate: Fraction) -> Fraction:
    """P(X >= successes), term by term."""
    hit, whole = rate.numerator, rate.denominator
    weights = (comb(count, i) * hit**i * (whole - hit) ** (count - i) for i in range(successes, count + 1))
    return Fraction(sum(weights), whole**count)


def _is_lower_bound(stated: Fraction, unit: Fraction, successes: int, count: int, alpha: Fraction) -> bool:
    """Whether `stated` is the lower bound on the rate, rounded down to a multiple of `unit`."""
    return (stated == 0 or _tail(successes, count, stated) <= alpha) and (
        stated + unit > 1 or _tail(successes, count, stated + unit) > alpha)


@rechecks("trials")
def recheck_trials(finding: Mapping[str, JSON]) -> Status:
    """The counts belong to the seeds, the bounds to the counts, and the status to the bounds."""
    evidence = finding["evidence"]
    proposition, counted = evidence["proposition"], evidence["certificate"]
    first, asked = proposition["seeds"]
    count, successes, failures = counted["count"], counted["successes"], counted["failing_seeds"]
    alpha, rate = 1 - Fraction(proposition["confidence"]), Fraction(proposition["rate"])
    if count != asked or evidence["seeds"] != {"first": first, "count": count}:
        raise RecheckFailed("the trials counted are not those that the claim asks for")
    if sorted(set(failures)) != failures or not all(first <= seed < first + count for seed in failures) \
            or successes != count - len(failures):
        raise RecheckFailed("the failing seeds do not give the number of successes")
    if not 0 < count <= MOST_TRIALS or len(counted["lower"]) > MOST_DIGITS:
        raise RecheckFailed(f"{count} trials, or {len(counted['lower'])} digits of a bound, are too many to be checked")
    unit = Fraction(1, 10 ** len(counted["lower"].partition(".")[2]))
    if not _is_lower_bound(Fraction(counted["lower"]), unit, successes, count, alpha):
        raise RecheckFailed("the lower bound is not the one of the counts")
    if not _is_lower_bound(1 - Fraction(counted["upper"]), unit, len(failures), count, alpha):
        raise RecheckFailed("the upper bound is not the one of the counts")
    if _tail(successes, count, rate) <= alpha:
        return Status.OBSERVED
    if _tail(count - successes, count, 1 - rate) < alpha:
        return Status.REFUTED
    return Status.UNDECIDED
