"""Kernels on spheres against SymPy's Gegenbauer polynomials and against what is known by hand; tampered witnesses."""

from fractions import Fraction

import pytest
import sympy as sp

from verify.certify import RadialProfile, kernel_on_sphere, radial_kernel
from verify.claims import Effort, Status
from verify.exact._sphere import PositiveDefiniteOnSphere, zonal_expansion, zonal_polynomial
from verify.run.recheck import RecheckFailed, recheck_finding

T = sp.Symbol("t")
T3 = (0, -3, 0, 4)
"""Chebyshev's T_3: cos 3x as a polynomial in cos x."""


@pytest.mark.parametrize("n", range(8))
def test_zonal_polynomials_against_sympy(n):
    for d in (3, 4, 5, 8):
        gegenbauer = sp.gegenbauer(n, sp.Rational(d - 2, 2), T)
        expected = sp.Poly(sp.expand(gegenbauer / gegenbauer.subs(T, 1)), T).all_coeffs()[::-1]
        assert [sp.Rational(c.numerator, c.denominator) for c in zonal_polynomial(n, d)] == expected
    assert sp.Poly(sp.chebyshevt(n, T), T).all_coeffs()[::-1] == list(zonal_polynomial(n, 2))


def test_expansions_by_hand():
    # cos³ = (cos 3x + 3 cos x)/4; t⁴ = (8 P_4 + 20 P_2 + 7)/35 in Legendre's polynomials
    assert zonal_expansion((0, 0, 0, 1), 2) == (0, Fraction(3, 4), 0, Fraction(1, 4))
    assert zonal_expansion((0, 0, 0, 0, 1), 3) == (Fraction(7, 35), 0, Fraction(20, 35), 0, Fraction(8, 35))


@pytest.mark.parametrize(("kernel", "d", "status"), [
    ((0, 0, 1), None, "proved"),
    (T3, 2, "proved"),
    (T3, 3, "refuted"),  # on S²: T_3 = (8 P_3 − 3 P_1)/5
    (T3, None, "refuted"),
    ((Fraction(-1, 3), 0, 1), 3, "proved"),  # t² − 1/3 = 2 P_2/3 on S²
    ((Fraction(-1, 3), 0, 1), 4, "refuted"),
    ((Fraction(-1, 3), 0, 1), 2, "proved"),
    ((1, -1), 3, "refuted"),  # f(1) = 0, and the kernel is not zero
    ((-1,), 2, "refuted"),
    ((0, 0, 1, 0, -1), 3, "refuted"),  # zero on the diagonal
    ((0,), 5, "proved"),
])
def test_known_kernels(kernel, d, status):
    finding = kernel_on_sphere(kernel, d)
    assert finding.status is Status(status)
    assert recheck_finding(finding.to_data()) is finding.status


@pytest.mark.parametrize(("n", "d"), [(2, 3), (4, 3), (3, 5), (5, 4), (7, 3)])
def test_zonal_polynomials_are_positive_definite_on_their_sphere_and_no_greater_one(n, d):
    zonal = zonal_polynomial(n, d)
    assert kernel_on_sphere(zonal, d).status is Status.PROVED
    finding = kernel_on_sphere(zonal, d + 1)
    assert finding.status is Status.REFUTED
    assert "points" in finding.evidence.witness
    assert recheck_finding(finding.to_data()) is Status.REFUTED


def test_the_witness_holds_in_plain_arithmetic():
    witness = kernel_on_sphere(T3, 3).evidence.witness
    points = [[Fraction(x) for x in point] for point in witness["points"]]
    weights = [Fraction(c) for c in witness["weights"]]
    assert all(sum(x * x for x in point) == 1 for point in points)
    t = [[sum(a * b for a, b in zip(x, y, strict=True)) for x in points] for y in points]
    form = sum(a * b * (4 * t[i][j] ** 3 - 3 * t[i][j]) for i, a in enumerate(weights) for j, b in enumerate(weights))
    assert form < 0
    assert str(form) == witness["form"]


def test_on_all_spheres_the_first_that_fails_is_found():
    # t³ − t/10 has b_1 = 3/(d + 2) − 1/10, negative from d = 29 on
    finding = kernel_on_sphere((0, Fraction(-1, 10), 0, 1))
    assert finding.evidence.witness["d"] == 29
    assert recheck_finding(finding.to_data()) is Status.REFUTED


@pytest.mark.parametrize("tampered", [
    {"d": 2}, {"weights": ["1", "0", "0", "0"]}, {"points": [["1", "1", "0"]] * 4},
])
def test_tampered_witness(tampered):
    data = PositiveDefiniteOnSphere(T3, 3).settle(Effort()).to_data()
    data["evidence"]["witness"] |= tampered
    with pytest.raises(RecheckFailed):
        recheck_finding(data)


def test_tampered_certificate():
    data = PositiveDefiniteOnSphere(T3, 2).settle(Effort()).to_data()
    data["evidence"]["certificate"] = {"zonal": ["0", "0", "0", "2"]}
    with pytest.raises(RecheckFailed):
        recheck_finding(data)


def test_misuse():
    with pytest.raises(ValueError, match="d = 1"):
        kernel_on_sphere((1,), 1)
    with pytest.raises(ValueError, match="without coefficients"):
        kernel_on_sphere(())


def test_radial_kernels():
    # Askey: (1 − r)_+^δ is positive definite on R³ exactly when δ ≥ 2
    assert radial_kernel(RadialProfile(3, 1, (1, -1))).status is Status.REFUTED
    assert radial_kernel(RadialProfile(3, 1, (1, -3, 3, -1))).status is Status.CERTIFIED
