"""Equation (2) against (1) in fractions, for potentials that are symmetric and nothing else."""

from fractions import Fraction
from random import Random

import pytest

from proofs_checks.dynamics.equation_2 import difference, equation_2
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in equation_2.claims}


def one_and_two(a, b, theta, w, phi):
    """(1) and (2), sum by sum as they are printed."""
    units = range(len(a))
    one = sum(a[i] * a[j] * phi(theta[i], theta[j]) + 2 * a[i] * b[j] * phi(theta[i], w[j])
              + b[i] * b[j] * phi(w[i], w[j]) for i in units for j in units)
    two = 2 * sum(a[i] * a[j] * phi(theta[i], theta[j]) for j in units for i in units if i < j) \
        + 2 * sum(a[i] * b[j] * phi(theta[i], w[j]) for i in units for j in units)
    return one, two


@pytest.mark.parametrize("k", [1, 2, 6])
def test_eq_2_differs_from_eq_1_by_the_same_number_at_all_theta_only_for_a_constant_diagonal(k):
    random = Random(k)
    a, b, w, *places = [[Fraction(random.randint(-9, 9) or 1, 3) for _ in range(k)] for _ in range(5)]

    def differences(phi, charges=(a, a)):
        return {one - two for one, two in (one_and_two(c, b, p, w, phi) for c, p in zip(charges, places, strict=True))}

    assert len(differences(lambda x, y: 1 / (1 + (x - y) ** 2))) == 1
    assert len(differences(lambda x, y: x * y)) == 2
    assert len(differences(lambda x, y: 1 / (1 + (x - y) ** 2), (a, [2 * c for c in a]))) == 2


def test_eq_2_the_dropped_part_for_one_unit_by_hand():
    one, two = one_and_two([3], [5], [2], [7], lambda x, y: x * y)
    assert (one, two) == ((3 * 2 + 5 * 7) ** 2, 2 * 15 * 14)
    assert one - two == 9 * 4 + 25 * 49


def test_eq_2_the_witness_is_two_charges_with_different_squares():
    at = CLAIMS["constant-terms"].build().settle(Effort()).evidence.witness["at"]
    assert Fraction(at["a"]) ** 2 != Fraction(at["b"]) ** 2


@pytest.mark.parametrize("change", [{"pairs": 1}, {"cross": 1}, {"squares": 0}])
def test_eq_2_other_factors_fail(change):
    assert difference(**change).settle(Effort()).status is Status.REFUTED
