"""Corollary F.3: which minima there are on the line and on the circle, by search and by hand."""

from itertools import product

import mpmath
import numpy as np

from proofs_checks.subharmonic.corollary_f3 import corollary_f3
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in corollary_f3.claims}


def test_cor_f3_local_minima_on_a_grid_are_permutations():
    # e^{−|x|}, protons at 0 and 1, electrons on a grid that holds both: no other cell is lower than its neighbours
    grid = np.linspace(-2, 3, 51)
    first, second = np.meshgrid(grid, grid, indexing="ij")
    loss = 2 * np.exp(-abs(first - second)) - 2 * sum(np.exp(-abs(t - p)) for t in (first, second) for p in (0, 1))
    inner = loss[1:-1, 1:-1]
    lowest = np.ones_like(inner, dtype=bool)
    for i, j in product((-1, 0, 1), repeat=2):
        lowest &= inner <= loss[1 + i:loss.shape[0] - 1 + i, 1 + j:loss.shape[1] - 1 + j] + 1e-12  # rounding
    found = {(round(float(grid[i + 1]), 1), round(float(grid[j + 1]), 1)) for i, j in zip(*lowest.nonzero(),
                                                                                        strict=True)}
    assert found == {(0.0, 1.0), (1.0, 0.0)}


def test_cor_f3_not_global_without_an_activation():
    # h = r² − √r: L = 2√r − 2r²; by hand L(1/4) = 1 − 1/8 > 0 and L(4) = 4 − 32
    def loss(r):
        return -2 * (r**2 - mpmath.sqrt(r))

    assert loss(mpmath.mpf(1) / 4) == mpmath.mpf(7) / 8
    assert loss(4) == -28
    assert CLAIMS["global-for-every-potential"].build().settle(Effort()).status is Status.PROVED


def test_cor_f3_coefficients_on_the_circle():
    for n in range(4):
        found = mpmath.quad(lambda a, n=n: mpmath.cosh(mpmath.pi - a) * mpmath.cos(n * a), (0, mpmath.pi))
        assert mpmath.almosteq(found, mpmath.sinh(mpmath.pi) / (1 + n**2), 1e-12)


def test_cor_f3_as_printed_is_vacuous():
    claim = CLAIMS["no-local-minima"]
    assert claim.vacuous_by == "cor-F.3/hypotheses-contradict"
    assert CLAIMS["hypotheses-contradict"].build().settle(Effort()).status is Status.PROVED
