"""Definition 3.2: what v = 0 does to "strict", on functions whose minima are known."""

import numpy as np
import pytest

from proofs_checks.harmonic.definition_3_2 import definition_3_2
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in definition_3_2.claims}


def steps(*, with_zero):
    """Steps v in the plane with |v| ≤ 1/10, on a grid that meets the axes."""
    x, y = np.meshgrid(*2 * (np.arange(-10, 11) / 100,))
    lengths = np.hypot(x, y)
    kept = (lengths <= 0.1) & (with_zero | (lengths > 0))
    return np.stack([x[kept], y[kept]])


@pytest.mark.parametrize(("function", "expected"), [
    (lambda v: v[0] ** 2 + v[1] ** 2, True),
    (lambda v: np.hypot(v[0], v[1]), True),  # a cone
    (lambda v: v[0] ** 4 + v[1] ** 4, True),
    (lambda v: v[0] ** 2, False),  # a valley
    (lambda v: 0 * v[0], False),
])
def test_def_3_2_strict_without_v_zero_is_what_the_word_means_and_with_it_nothing_is(function, expected):
    at_zero = function(np.zeros(2))
    assert bool(np.all(function(steps(with_zero=False)) > at_zero)) is expected
    assert not np.all(function(steps(with_zero=True)) > at_zero)
    assert np.all(function(steps(with_zero=True)) >= at_zero)


def test_def_3_2_the_witness_is_v_zero():
    finding = CLAIMS["strict"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness["at"]["q"] == "0"
