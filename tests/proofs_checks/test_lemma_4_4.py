"""Lemma 4.4: the chain on a network's outputs, and figures by hand."""

import math
import random

import pytest

from proofs_checks.descent.lemma_4_4 import lemma_4_4
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_4_4.claims}


@pytest.mark.parametrize("seed", range(5))
def test_lem_4_4_chain_in_a_plane(seed):
    # units are unit vectors of the plane, Φ their inner product: G = |Σ a u + Σ b v|² + |a|²
    rng = random.Random(seed)
    k = 4
    a, b = ([rng.uniform(-1, 1) for _ in range(k)] for _ in range(2))
    u, v = ([(math.cos(t), math.sin(t)) for t in (rng.uniform(0, 7) for _ in range(k))] for _ in range(2))
    f = [sum(b[j] * v[j][c] for j in range(k)) for c in (0, 1)]
    put_out = [f[c] + sum(a[i] * u[i][c] for i in range(k)) for c in (0, 1)]
    root = math.sqrt(put_out[0] ** 2 + put_out[1] ** 2 + sum(x * x for x in a))
    assert root >= math.hypot(*put_out) >= math.hypot(*f) - sum(map(abs, a))


def test_lem_4_4_constant():
    # k = 3, d = 7, δ = 1/2: δ²/(2k³d) = 1/1512, and 2kd times that is 42/1512 = 1/36 = (δ/k)²
    finding = CLAIMS["charges"].build().settle(Effort())
    assert finding.status is Status.PROVED
    assert 42 / 1512 == (0.5 / 3) ** 2


@pytest.mark.parametrize(("name", "status"), [
    ("near", Status.PROVED), ("contradiction", Status.PROVED), ("first-link", Status.REFUTED),
    ("norm", Status.PROVED), ("larger-neighbourhood", Status.PROVED)])
def test_lem_4_4_verdicts(name, status):
    assert CLAIMS[name].build().settle(Effort()).status is status
