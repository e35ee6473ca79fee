"""Lemma 4.3 against losses written out in mpmath, in space, and figures by hand."""

from itertools import product

import mpmath
import pytest

import proofs_checks.descent._lemma_4_3_sharp  # noqa: F401  # adds claims to the statement
from proofs_checks.descent.lemma_4_3 import lemma_4_3
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_4_3.claims}


def phi(r):
    """A potential with Φ(0) = 1 that is e^{−r}/r from 1/2 on, where ΔΦ = Φ; inside it does not matter."""
    return mpmath.exp(-r) / r if r >= 0.5 else 1 - r


def distance(x, y):
    return mpmath.sqrt(sum((s - t) ** 2 for s, t in zip(x, y, strict=True)))


def objective(a, theta, b, w):
    """G = L + |a|² by the double sums as they stand."""
    def pairs(p, x, q, y):
        return sum(p[i] * q[j] * phi(distance(x[i], y[j])) for i, j in product(range(len(p)), range(len(q))))

    return (pairs(a, theta, a, theta) + 2 * pairs(a, theta, b, w) + pairs(b, w, b, w) + sum(c * c for c in a))


def moved(theta, size, v):
    return [[s + t for s, t in zip(x, v, strict=True)] if i < size else x for i, x in enumerate(theta)]


def test_lem_4_3_laplacian_of_a_cluster():
    # Δ_v H = a_S·g_S − 2 a_Sᵀ(K_SS + I)a_S by differences, two electrons moving at distance 1/4, one staying
    with mpmath.workdps(40):
        a, b = [mpmath.mpf(x) for x in ("0.7", "-0.3", "0.45")], [mpmath.mpf(x) for x in ("0.9", "-0.6", "0.2")]
        theta = [[0, 0, 0], [0.25, 0, 0], [2, 1, -1]]
        w = [[3, 0, 1], [-2, 1, 2], [0, -3, 1]]
        h = mpmath.mpf(10) ** -10
        there = objective(a, theta, b, w)
        second = sum(objective(a, moved(theta, 2, v), b, w) + objective(a, moved(theta, 2, [-s for s in v]), b, w)
                     - 2 * there for v in ([h, 0, 0], [0, h, 0], [0, 0, h])) / h**2

        def slope(i):
            up, down = list(a), list(a)
            up[i], down[i] = up[i] + h, down[i] - h
            return (objective(up, theta, b, w) - objective(down, theta, b, w)) / (2 * h)

        near = phi(mpmath.mpf(1) / 4)
        inside = a[0] ** 2 + a[1] ** 2 + 2 * a[0] * a[1] * near
        expected = sum(a[i] * slope(i) for i in (0, 1)) - 2 * inside - 2 * (a[0] ** 2 + a[1] ** 2)
        assert mpmath.almosteq(second, expected, 1e-12)


def test_lem_4_3_six_protons():
    # a = −3bΦ(t) at t = 1, b = 1: a² = 9/e², and the Hessian in θ is −4a²/3 = −12/e² in all directions
    with mpmath.workdps(40):
        t, h = mpmath.mpf(1), mpmath.mpf(10) ** -10
        w = [[s * t * (i == j) for j in range(3)] for i in range(3) for s in (1, -1)]
        a = [-3 * mpmath.exp(-1)]

        def at(x):
            return objective(a, [x], [1] * 6, w)

        for v in ([h, 0, 0], [0, h, 0], [h * 3 / 5, 0, h * 4 / 5]):
            second = (at(v) + at([-s for s in v]) - 2 * at([0, 0, 0])) / h**2
            assert mpmath.almosteq(second, -12 / mpmath.exp(2), 1e-12)


@pytest.mark.parametrize(("name", "status"), [
    ("alternatives", Status.PROVED), ("path", Status.PROVED), ("conclusion", Status.PROVED),
    ("cluster-bound", Status.PROVED), ("six-protons", Status.PROVED)])
def test_lem_4_3_verdicts(name, status):
    assert CLAIMS[name].build().settle(Effort()).status is status
