"""Laplace pairs against the handbook, radial transforms against numerical integration."""

import mpmath
import pytest
import sympy as sp

from verify.claims import Effort, Status
from verify.exact._laplace import (
    dimension_walk,
    exponential_constant,
    exponential_pair,
    exponential_transform,
    laplace_pair,
    power_pair,
    sphere_area,
)

a, d, j, n, omega, p, u, z = sp.symbols("a d j n omega p u z")


def status(proposition):
    return proposition.settle(Effort()).status


@pytest.mark.parametrize(("f", "transform"), [  # Abramowitz and Stegun, 29.3
    (sp.sin(a * z), a / (p**2 + a**2)),  # 15
    (sp.cos(a * z), p / (p**2 + a**2)),  # 16
    (1 - sp.cos(a * z), a**2 / (p * (p**2 + a**2))),  # 19
    (a * z - sp.sin(a * z), a**3 / (p**2 * (p**2 + a**2))),  # 20
    (sp.sin(a * z) - a * z * sp.cos(a * z), 2 * a**3 / (p**2 + a**2) ** 2),  # 21
    (z * sp.sin(a * z), 2 * a * p / (p**2 + a**2) ** 2),  # 22
    (z * sp.cos(a * z), (p**2 - a**2) / (p**2 + a**2) ** 2),  # 24
    (z**3, 6 / p**4),
    (sp.sin(z) ** 2, 2 / (p * (p**2 + 4))),
])
def test_pairs_of_the_handbook(f, transform):
    assert status(laplace_pair(f, transform, z, p)) is Status.PROVED
    assert status(laplace_pair(f, 2 * transform, z, p)) is Status.REFUTED


@pytest.mark.parametrize("f", [sp.exp(z), sp.sin(z) + sp.sin(2 * z), sp.cos(z**2), sp.sin(z + 1), 1 / (1 + z)])
def test_what_is_no_polynomial_in_z_sine_and_cosine_is_refused(f):
    with pytest.raises(ValueError, match=r"argument|polynomial"):
        laplace_pair(f, 1 / p, z, p)


@pytest.mark.parametrize("dimension", [1, 3, 5, 9])
def test_transform_of_the_exponential_against_hankel_integral(dimension):
    with mpmath.workdps(30):
        rate, frequency, order = mpmath.mpf(3) / 2, mpmath.mpf(7) / 3, mpmath.mpf(dimension) / 2
        integral = mpmath.quad(lambda r: mpmath.exp(-rate * r) * mpmath.besselj(order - 1, frequency * r) * r**order,
                               [0, 2, 5, 10, 20, 60])
        expected = (2 * mpmath.pi) ** order * frequency ** (1 - order) * integral
        found = exponential_transform(sp.Integer(dimension), sp.Rational(3, 2), sp.Rational(7, 3))
        assert abs(mpmath.mpf(sp.N(found, 30)) - expected) < 1e-15 * expected


def test_constants_of_low_dimensions():
    # |S^0|, |S^2|, |S^4|; c_d = |S^{d-1}| (d-1)!
    areas = [2, 4 * sp.pi, 8 * sp.pi**2 / 3]
    assert [sphere_area(sp.Integer(dim)) for dim in (1, 3, 5)] == areas
    assert [exponential_constant(sp.Integer(dim)) for dim in (1, 3, 5)] == [
        area * sp.factorial(dim - 1) for dim, area in zip((1, 3, 5), areas, strict=True)]


@pytest.mark.parametrize("proposition", [
    power_pair(n, u, p), dimension_walk(d, j), exponential_pair(d, p, omega)], ids=["power", "walk", "exponential"])
def test_steps_are_proved_for_all_parameters(proposition):
    assert status(proposition) is Status.PROVED
