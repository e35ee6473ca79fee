"""Fact 3.3 on a function of three variables, its Hessian and its expansion by hand."""

import numpy as np
import pytest
from sympy import Rational

from proofs_checks.harmonic.fact_3_3 import fact_3_3, falls
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in fact_3_3.claims}


@pytest.mark.parametrize("coupling", [0.5, 1.5])
def test_fact_3_3_xy_coupling_decides_between_minimum_and_saddle(coupling):
    def f(x, y, z):
        return (x**2 + y**2) / 2 + coupling * x * y + z**2 + x**3 - y * z**2

    hessian = np.array([[1, coupling, 0], [coupling, 1, 0], [0, 0, 2]])  # by hand; the gradient at 0 is 0
    values, vectors = np.linalg.eigh(hessian)
    assert values[0] == pytest.approx(1 - coupling)
    random = np.random.default_rng(0)
    steps = random.standard_normal((3, 2000))
    steps *= 0.05 * random.uniform(0.1, 1, 2000) / np.linalg.norm(steps, axis=0)
    squares = (steps**2).sum(axis=0)
    if values[0] > 0:  # at least λ|v|²/4, as the claim says
        assert np.all(f(*steps) >= values[0] * squares / 4)
    else:  # and at least |λ|t²/4 below, to both sides
        for t in (0.05, -0.05):
            assert f(*(t * vectors[:, 0])) <= values[0] * t**2 / 4


def test_fact_3_3_a_quarter_may_be_claimed_but_not_all_of_it():
    assert falls(Rational(1, 4)).settle(Effort()).status is Status.PROVED
    assert falls(Rational(1, 3)).settle(Effort()).status is Status.REFUTED


def test_fact_3_3_both_halves_are_proved():
    assert {name: CLAIMS[name].build().settle(Effort()).status for name in ("necessary", "sufficient")} \
        == {"necessary": Status.PROVED, "sufficient": Status.PROVED}
