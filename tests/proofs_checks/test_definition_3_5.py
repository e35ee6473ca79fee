"""Definition 3.5 against quadrature by mpmath and figures by hand."""

import mpmath
import pytest

from proofs_checks.harmonic.definition_3_5 import definition_3_5

CLAIMS = {claim.id.partition("/")[2]: claim for claim in definition_3_5.claims}


@pytest.mark.parametrize(("omega", "by_hand"), [(0, "2"), ("1.5", "8/13"), (3, "1/5")])
def test_def_3_5_transform_of_the_example(omega, by_hand):
    p, _, q = by_hand.partition("/")
    frequency = mpmath.mpf(omega)
    found = 2 * mpmath.quad(lambda x: mpmath.exp(-x) * mpmath.cos(frequency * x), [0, 1, 5, 20, 60])
    assert mpmath.almosteq(found, mpmath.mpf(p) / int(q or 1), 1e-12)


def test_def_3_5_the_mass_of_the_transform_is_below_the_claimed_bound():
    mass = mpmath.quad(lambda w: 2 / (1 + w**2), [-mpmath.inf, 0, mpmath.inf])
    assert mpmath.almosteq(mass, 2 * mpmath.pi, 1e-12)  # 2π Φ(0), by inversion
    assert mass <= 8


def test_def_3_5_in_the_plane_the_example_fails():
    # by hand: Δe^{−r} = (1 − (d − 1)/r) e^{−r}, which is 0 at r = 1 for d = 2
    def phi(x, y):
        return mpmath.exp(-mpmath.sqrt(x**2 + y**2))

    with mpmath.workdps(30):
        laplacian = mpmath.diff(phi, (1, 0), (2, 0)) + mpmath.diff(phi, (1, 0), (0, 2))
    assert abs(laplacian) < 1e-10 < phi(1, 0)


def test_def_3_5_yukawa_in_space():
    def phi(x, y, z):
        norm = mpmath.sqrt(x**2 + y**2 + z**2)
        return mpmath.exp(-2 * norm) / norm

    point = (1, 2, 2)
    with mpmath.workdps(30):
        laplacian = sum(mpmath.diff(phi, point, order) for order in ((2, 0, 0), (0, 2, 0), (0, 0, 2)))
        assert mpmath.almosteq(laplacian, 4 * phi(*point), 1e-10)
