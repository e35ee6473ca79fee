"""Definition F.1's example and equation (3), against finite differences and sums in mpmath."""

from itertools import combinations, product

import mpmath
import pytest

from proofs_checks.subharmonic.definition_f1 import definition_f1
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in definition_f1.claims}


def laplacian(f, point):
    """Central differences, coordinate by coordinate."""
    h = mpmath.mpf(10) ** -8
    total = mpmath.mpf(0)
    for i in range(len(point)):
        up, down = list(point), list(point)
        up[i] += h
        down[i] -= h
        total += (f(up) - 2 * f(point) + f(down)) / h**2
    return total


@pytest.mark.parametrize(("d", "eps"), [(1, "0.5"), (1, 2), (2, "0.25"), (3, 1), (5, "1.5")])
def test_def_f1_laplacian_of_the_example(d, eps):
    with mpmath.workdps(40):
        eps = mpmath.mpf(eps)
        point = [mpmath.mpf(3 + i) / 7 for i in range(d)]
        r = mpmath.sqrt(sum(x**2 for x in point))
        found = laplacian(lambda p: mpmath.sqrt(sum(x**2 for x in p)) ** (2 - d - eps), point)
        # α(α + d − 2) r^{α−2} with α = 2 − d − ε, by hand
        assert mpmath.almosteq(found, eps * (d + eps - 2) * r ** (-d - eps), 1e-12)
        assert (found > 0) == (d + eps > 2)


def test_def_f1_the_witness_is_on_the_line():
    finding = CLAIMS["example"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    # ε(d + ε − 2) = (1/2)(−1/2)
    assert (finding.evidence.witness["at"], finding.evidence.witness["lhs"]) == ({"d": "1", "eps": "1/2"}, "-1/4")


def test_eq_3_is_the_square_less_constants():
    # e^{−|x|} on the line, k = 3: (1) at a = −1, b = 1 is (3) + kΦ(0) + Σ Φ(w_i, w_j)
    theta, w = (mpmath.mpf("0.3"), mpmath.mpf(-2), mpmath.mpf(1)), (mpmath.mpf(0), mpmath.mpf(4), mpmath.mpf("0.9"))

    def phi(x, y):
        return mpmath.exp(-abs(x - y))

    charges = [(-1, t) for t in theta] + [(1, p) for p in w]
    whole = sum(p * q * phi(x, y) for (p, x), (q, y) in product(charges, repeat=2))
    short = 2 * sum(phi(x, y) for x, y in combinations(theta, 2)) - 2 * sum(phi(x, y) for x, y in product(theta, w))
    assert mpmath.almosteq(whole, short + 3 + sum(phi(x, y) for x, y in product(w, repeat=2)))
    assert whole > 0
