"""The Gaussian kernel's Laplacians, against finite differences in mpmath."""

import mpmath
import pytest

from proofs_checks.subharmonic.section_f import section_f
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in section_f.claims}


@pytest.mark.parametrize(("d", "c"), [(1, 2), (3, 5), (4, "0.5")])
def test_sec_f_the_factor_c_is_there(d, c):
    with mpmath.workdps(40):
        c, h = mpmath.mpf(c), mpmath.mpf(10) ** -9

        def kernel(p):
            return mpmath.exp(-c * sum(x**2 for x in p) / 2)

        point = [mpmath.mpf(2 + i) / 5 for i in range(d)]
        found = sum((kernel([x + h * (i == j) for j, x in enumerate(point)])
                     + kernel([x - h * (i == j) for j, x in enumerate(point)]) - 2 * kernel(point)) / h**2
                    for i in range(d))
        square = sum(x**2 for x in point)
        assert mpmath.almosteq(found, c * (c * square - d) * kernel(point), 1e-12)
        assert not mpmath.almosteq(found, (c * square - d) * kernel(point), 1e-3)


def test_sec_f_sphere_by_great_circles():
    # On S²: the Laplacian at θ is the sum of second derivatives along two orthogonal great circles
    with mpmath.workdps(40):
        c, h = mpmath.mpf(3), mpmath.mpf(10) ** -9
        theta, w = (0, 0, 1), (mpmath.mpf(2) / 7, mpmath.mpf(3) / 7, mpmath.mpf(6) / 7)

        def at(axis, s):
            moved = [x * mpmath.cos(s) for x in theta]
            moved[axis] += mpmath.sin(s)
            return mpmath.exp(c * sum(x * y for x, y in zip(moved, w, strict=True)))

        found = sum((at(axis, h) + at(axis, -h) - 2 * at(axis, 0)) / h**2 for axis in (0, 1))
        t = mpmath.mpf(6) / 7
        assert mpmath.almosteq(found, (c**2 * (1 - t**2) - 2 * c * t) * mpmath.exp(c * t), 1e-12)


def test_sec_f_zero_on_the_sphere_of_radius_d_over_c():
    claim = CLAIMS["positive-from-the-sphere-on"]
    assert claim.build().settle(Effort()).status is Status.PROVED
    above = next(made for made in claim.controls if made.name == "above 0 on the sphere")
    finding = above.change(claim.build()).settle(Effort())
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness["lhs"] == "0"
