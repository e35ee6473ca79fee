"""Equation (1) against a mean taken over inputs one by one, in fractions, without any algebra."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from proofs_checks.dynamics.equation_1 import double_sum, spelled_out
from verify.claims import Effort, Status


@pytest.mark.parametrize("k", [1, 2, 5])
def test_eq_1_against_a_mean_over_seven_inputs(k):
    random = Random(k)

    def number():
        return Fraction(random.randint(-9, 9), random.randint(1, 5))

    inputs, units = range(7), range(k)
    sigma = [[number() for _ in inputs] for _ in range(2 * k)]  # any outputs: of the θ_i, then of the w_i
    a, b = [number() for _ in units], [number() for _ in units]
    mean_square = sum((sum(-a[i] * sigma[i][x] for i in units) - sum(b[i] * sigma[k + i][x] for i in units)) ** 2
                      for x in inputs) / 7

    def phi(m, n):
        return sum(sigma[m][x] * sigma[n][x] for x in inputs) / Fraction(7)

    assert mean_square == sum(
        a[i] * a[j] * phi(i, j) + 2 * a[i] * b[j] * phi(i, k + j) + b[i] * b[j] * phi(k + i, k + j)
        for i, j in product(units, repeat=2))


def test_eq_1_one_unit_by_hand():
    identity = spelled_out(1)
    a, b, ss, st, tt = (next(s for s in identity.rhs.free_symbols if s.name == name)
                        for name in ("a_1", "b_1", "g_s1s1", "g_s1t1", "g_t1t1"))
    assert (identity.lhs - (a**2 * ss + 2 * a * b * st + b**2 * tt)).expand() == 0


@pytest.mark.parametrize("cross", [1, 3])
def test_eq_1_another_factor_fails_in_the_induction_and_in_the_expansion(cross):
    assert double_sum(cross).settle(Effort()).status is Status.REFUTED
    assert spelled_out(2, cross).settle(Effort()).status is Status.REFUTED
