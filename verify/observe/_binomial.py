"""Clopper-Pearson bounds in whole numbers: binomial tails are compared, never approximated.

For X successes in n independent trials of rate p, P_p(X >= x) grows with p. The one-sided lower bound at
confidence 1 - alpha after x successes is the p at which it equals alpha (0 when x = 0), the upper bound the p at
which P_p(X <= x) does (1 when x = n). So the lower bound is at least a rational q exactly when P_q(X >= x) <= alpha,
and that is a comparison of two integers: no bound has to be computed to compare it.
Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404-413.
"""

from fractions import Fraction

from verify.claims import Number


def rate_reached(successes: int, count: int, rate: Number, confidence: Number) -> bool:
    """Whether the lower bound on the rate of success is at least `rate`.

    >>> rate_reached(200, 200, Fraction(97, 100), Fraction(99, 100))
    True
    >>> rate_reached(199, 200, Fraction(97, 100), Fraction(99, 100))
    False
    """
    tail, total = _tail(successes, count, Fraction(rate))
    alpha = 1 - Fraction(confidence)
    return tail * alpha.denominator <= total * alpha.numerator


def rate_below(successes: int, count: int, rate: Number, confidence: Number) -> bool:
    """Whether the upper bound on the rate of success is below `rate`.

    >>> rate_below(180, 200, Fraction(97, 100), Fraction(99, 100))
    True
    """
    tail, total = _tail(count - successes, count, 1 - Fraction(rate))
    alpha = 1 - Fraction(confidence)
    return tail * alpha.denominator < total * alpha.numerator


def lower_bound(successes: int, count: int, confidence: Number, *, digits: int = 6) -> str:
    """The lower bound, rounded down to `digits` decimals.

    >>> lower_bound(200, 200, Fraction(99, 100))
    '0.977237'
    """
    scale = 10**digits
    low, high = 0, scale + 1  # the bound is reached at low / scale, and not at high / scale
    while high - low > 1:
        middle = (low + high) // 2
        if rate_reached(successes, count, Fraction(middle, scale), confidence):
            low = middle
        else:
            high = middle
    return _decimal(low, digits)


def upper_bound(successes: int, count: int, confidence: Number, *, digits: int = 6) -> str:
    """The upper bound, rounded up to `digits` decimals.

    >>> upper_bound(0, 10, Fraction(19, 20), digits=4)
    '0.2589'
    """
    mirrored = lower_bound(count - successes, count, confidence, digits=digits)
    return _decimal(10**digits - int(mirrored.replace(".", "")), digits)


def trials_needed(rate: Number, confidence: Number) -> int:
    """How many trials without a failure it takes for the lower bound to reach `rate`.

    >>> trials_needed(Fraction(97, 100), Fraction(99, 100))
    152
    """
    count, tail = 0, Fraction(1)
    while tail > 1 - Fraction(confidence):
        count, tail = count + 1, tail * Fraction(rate)
    return count


def _tail(successes: int, count: int, rate: Fraction) -> tuple[int, int]:
    """(N, D) with P(X >= successes) = N/D, not reduced; the shorter of the two tails is summed."""
    if not 0 <= successes <= count:
        raise ValueError(f"{successes} successes in {count} trials; give 0 to {count}")
    hit, whole = rate.numerator, rate.denominator
    miss = whole - hit
    total = whole**count
    if not 0 < hit < whole:
        return total * (hit > 0 or successes == 0), total
    upper = 2 * successes > count
    if upper:  # from all hits downwards, else from none upwards: C(n, i) hit^i miss^(n-i), one from the other
        hit, miss = miss, hit
    weight, tail = miss**count, 0
    for i in range(count + 1 - successes if upper else successes):
        tail += weight
        weight = weight * (count - i) * hit // ((i + 1) * miss)
    return (tail if upper else total - tail), total


def _decimal(value: int, digits: int) -> str:
    return f"{value // 10**digits}.{value % 10**digits:0{digits}d}" if digits else str(value)
