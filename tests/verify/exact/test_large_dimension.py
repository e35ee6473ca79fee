"""p, derivatives, signs, suprema and weights in large dimensions: against mpmath, and with memory that is bounded."""

import json
import sys
import tracemalloc
from fractions import Fraction
from itertools import islice
from math import factorial

import mpmath
import pytest

from verify.exact import (
    derivative_polynomials,
    derivatives_alternate,
    kernel_weight,
    outside_values,
    precision,
    reverse_bessel_polynomial,
    suprema,
    values_at_zero,
    zero_polynomial,
)

LARGEST = 1603
POINTS = [Fraction(1, 10), Fraction(7, 3), Fraction(40)]


def mp(q):
    """An mpf of a rational."""
    return mpmath.mpf(q.numerator) / q.denominator


@pytest.mark.parametrize("d", [403, LARGEST])
def test_p_is_the_bessel_function_of_mpmath(d):
    """p(s) = 2^{1-v} s^v e^s K_v(s) / Gamma(v) with v = d/2 - 1 (DLMF 10.49.12)."""
    with mpmath.workdps(60):
        v, s = mpmath.mpf(d) / 2 - 1, mpmath.mpf(7) / 3
        bessel = 2 ** (1 - v) * s**v * mpmath.exp(s) * mpmath.besselk(v, s) / mpmath.gamma(v)
        assert mpmath.almosteq(mp(reverse_bessel_polynomial(d)(Fraction(7, 3))), bessel, mpmath.mpf(10) ** -50)


@pytest.mark.parametrize("s", POINTS)
def test_values_by_the_recurrence_are_those_of_the_polynomials(s):
    d = 103
    assert outside_values(d, s) == [P(s) for P in islice(derivative_polynomials(d), d)]


@pytest.mark.parametrize("s", POINTS)
def test_values_at_zero_are_the_sums_that_define_them(s):
    d = 53
    P = [Q(s) for Q in islice(derivative_polynomials(d), d)]
    sums = [sum(P[k + i] / factorial(i) for i in range(d - 1 - k)) + P[d - 1] * Fraction(d - 1 - k, factorial(d - k))
            for k in range(d)]
    assert values_at_zero(d, s) == sums
    assert suprema(d, s) == [*sums[:-1], P[d - 1]]


@pytest.mark.parametrize("k", [0, 1, 50, 101, 102])
def test_values_at_zero_as_a_polynomial(k):
    s = Fraction(7, 3)
    assert zero_polynomial(103, k)(s) == values_at_zero(103, s)[k]


def test_large_values_come_in_balls_too():
    from flint import arb

    with precision(4000):
        for ball, exact in zip(suprema(103, arb(7) / 3), suprema(103, Fraction(7, 3)), strict=True):
            assert abs(ball * exact.denominator / exact.numerator - 1) < arb(2) ** -1000


def test_a_power_below_the_degree_loses_the_signs():
    assert derivatives_alternate(403)
    assert not derivatives_alternate(403, power=150)


@pytest.mark.parametrize("d", [203, 403])
def test_signs_take_the_memory_of_two_polynomials(d):
    """The table of all derivatives is d of them."""
    last = next(islice(derivative_polynomials(d), d, None))
    size = sum(map(sys.getsizeof, last.numerators))
    assert _peak(lambda: derivatives_alternate(d)) < 4 * size


@pytest.mark.slow
@pytest.mark.parametrize("d", [803, LARGEST])
def test_everything_in_bounded_memory(d):
    """The peak of what Python allocates is a small multiple of what is returned (or of one polynomial)."""
    one = sum(map(sys.getsizeof, next(islice(derivative_polynomials(d), d, None)).numerators))
    assert _peak(lambda: derivatives_alternate(d)) < 4 * one
    assert _peak(lambda: kernel_weight(d)) < 4 * one
    assert _peak(lambda: zero_polynomial(d, 0)) < 8 * one
    exact = suprema(d, Fraction(1, 10))
    size = sum(sys.getsizeof(x.numerator) + sys.getsizeof(x.denominator) for x in exact)
    assert _peak(lambda: suprema(d, Fraction(1, 10))) < 6 * size


def _peak(work):
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_the_command_line_writes_coefficients_of_thousands_of_digits(capsys):
    """P_k(0) = (d-2)(d-1)...(d-3+k), as p(0) = 1."""
    from proofs_checks.cli import main

    limit = sys.get_int_max_str_digits()
    assert main(["derive", "derivative", "--d", str(LARGEST), "--k", str(LARGEST), "--json"]) == 0
    assert sys.get_int_max_str_digits() == limit
    first = json.loads(capsys.readouterr().out)["coefficients"][0]
    assert len(first) > limit  # so the limit had to be lifted
    sys.set_int_max_str_digits(0)
    try:
        assert first == str(factorial(2 * LARGEST - 3) // factorial(LARGEST - 3))
    finally:
        sys.set_int_max_str_digits(limit)
