"""Conventions: against transforms and Gaussian means that SymPy and mpmath integrate by themselves."""

import mpmath
import pytest
import sympy as sp

from proofs_checks.conventions import MONIC, ORTHONORMAL, PLAIN, UNITARY

FOURIER = pytest.mark.parametrize("fourier", [PLAIN, UNITARY], ids=lambda f: f.name)


def transformed(fourier, f, omega, d=1):
    """F(f)(ω) on the line, for even f."""
    value = mpmath.quad(lambda x: 2 * f(x) * mpmath.cos(omega * x), [0, 1, 4, 12])
    return mpmath.mpf(sp.N(fourier.factor(sp.Integer(d)), 30)) * value


def gaussian(x):
    return mpmath.exp(-(x**2) / 2)


def convolved(x):
    """e^{−x²/2} ∗ e^{−x²/2} = √π e^{−x²/4}."""
    return mpmath.sqrt(mpmath.pi) * mpmath.exp(-(x**2) / 4)


def test_gaussian_is_its_own_unitary_transform():
    assert mpmath.almosteq(transformed(UNITARY, gaussian, 1.5), gaussian(mpmath.mpf(1.5)), 1e-12)


@FOURIER
def test_convolution_factor(fourier):
    factor = mpmath.mpf(sp.N(fourier.convolution_factor(sp.Integer(1)), 30))
    for omega in (0, 0.5, 1.7):
        product = transformed(fourier, gaussian, omega) ** 2
        assert mpmath.almosteq(transformed(fourier, convolved, omega), factor * product, 1e-12)


@FOURIER
def test_inverse_and_energy_factors(fourier):
    def spectrum(omega):
        return transformed(fourier, gaussian, omega)

    back = 2 * mpmath.quad(spectrum, [0, 2, 6, 10]) * mpmath.mpf(sp.N(fourier.inverse_factor(sp.Integer(1)), 30))
    assert mpmath.almosteq(back, 1, 1e-10)
    energy = 2 * mpmath.quad(lambda omega: spectrum(omega) ** 2, [0, 2, 6, 10])
    assert mpmath.almosteq(energy, sp.N(fourier.energy_factor(sp.Integer(1)) * sp.sqrt(sp.pi), 30), 1e-10)


@FOURIER
def test_root_factor(fourier):
    # F(c h) = √F(h∗h)
    c = mpmath.mpf(sp.N(fourier.root_factor(sp.Integer(1)), 30))
    for omega in (0, 1.1):
        assert mpmath.almosteq(c * transformed(fourier, gaussian, omega),
                               mpmath.sqrt(transformed(fourier, convolved, omega)), 1e-12)


@pytest.mark.parametrize("i", range(6))
def test_hermite_polynomials_are_those_of_sympy(i):
    x = sp.Symbol("x")
    # SymPy's are the physicists': H_i(y) = 2^{i/2} He_i(√2 y)
    expected = sp.expand(2 ** sp.Rational(-i, 2) * sp.hermite(i, x / sp.sqrt(2)))
    assert sp.expand(MONIC.polynomial(i, x) - expected) == 0


@pytest.mark.parametrize("hermite", [MONIC, ORTHONORMAL], ids=lambda h: h.name)
@pytest.mark.parametrize("i", range(5))
def test_hermite_mean_squares(hermite, i):
    polynomial = sp.Poly(hermite.polynomial(i, sp.Symbol("x")) ** 2, sp.Symbol("x"))
    mean = sum(c * (sp.factorial2(n - 1) if n else 1) for (n,), c in polynomial.terms() if n % 2 == 0)  # E x^n
    assert sp.simplify(mean - hermite.mean_square(sp.Integer(i))) == 0


def test_hermite_of_negative_degree_is_refused():
    with pytest.raises(ValueError, match="not -1"):
        MONIC.polynomial(-1, sp.Symbol("x"))
