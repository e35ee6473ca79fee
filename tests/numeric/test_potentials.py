"""The float potential against mpmath at 60 digits, built from the mixture's formula and Bessel functions."""

import mpmath
import numpy as np
import pytest

from numeric.potentials import AlmostHarmonic

mpf = mpmath.mpf


class Reference:
    """Phi_eps from its definition: Phi outside by the Bessel function; inside, the (d-1)-th derivative is linear.

    So inside Phi_eps is the Taylor polynomial of degree d-2 at eps plus the (d-1)-fold integral of the linear part.
    """

    def __init__(self, d, eps, lam):
        self.d, self.eps, self.mu = d, mpf(eps), mpmath.sqrt(mpf(lam))
        self.jets = [self.outer(self.eps, k) for k in range(d)]
        self.at_zero = self.inner(mpf(0), 0)

    def outer(self, r, k):
        # (r^{-nu} K_nu(mu r)) is e^{-mu r} times a Laurent polynomial in r: differentiate that term by term
        n = (self.d - 3) // 2
        nu = mpf(2 * n + 1) / 2
        constant = 2 * (self.mu / 2) ** nu / mpmath.gamma(nu) * mpmath.sqrt(mpmath.pi / (2 * self.mu))
        total = mpf(0)
        for j in range(n + 1):  # K_{n+1/2}(z) = sqrt(pi/2z) e^{-z} sum (n+j)!/(j!(n-j)!(2z)^j), DLMF 10.49.12
            c = mpmath.factorial(n + j) / mpmath.factorial(j) / mpmath.factorial(n - j) / (2 * self.mu) ** j
            a = nu + mpf(1) / 2 + j  # exponent of 1/r
            total += c * sum(
                mpmath.binomial(k, i) * (-self.mu) ** (k - i) * (-1) ** i * mpmath.rf(a, i) * r ** (-a - i)
                for i in range(k + 1)
            )
        return constant * mpmath.exp(-self.mu * r) * total

    def inner(self, r, k):
        h, top = r - self.eps, self.d - 1
        total = sum(self.jets[i] * h ** (i - k) / mpmath.factorial(i - k) for i in range(k, top))
        if k > top:
            return self.jets[top] / self.eps
        linear = h ** (top - k) / mpmath.factorial(top - k)  # the derivative of order d-1 is jet (1 + h/eps)
        return total + self.jets[top] * (linear + h ** (top - k + 1) / mpmath.factorial(top - k + 1) / self.eps)

    def __call__(self, r, k):
        r = mpf(float(r))
        return (self.inner(r, k) if r < self.eps else self.outer(r, k)) / self.at_zero


@pytest.mark.parametrize("d", [3, 5, 7, 11, 19, 23])
@pytest.mark.parametrize(("eps", "lam"), [(0.5, 1.0), (0.1, 1.0), (0.01, 2.0), (0.3, 0.3), (0.9, 9.0), (0.5, 9e5)])
def test_relative_error(d, eps, lam):
    rng = np.random.default_rng(d)
    r = np.concatenate([[0.0, 1e-9 * eps, np.nextafter(eps, 0), eps, np.nextafter(eps, 1), 1.0, 17.0, 60.0],
                        eps * rng.random(12), eps * (1 - 10.0 ** -rng.uniform(1, 12, 6)), eps + 3 * rng.random(12)])
    phi = AlmostHarmonic(d, eps, lam)
    with mpmath.workdps(80):
        reference = Reference(d, eps, lam)
        for order, together in enumerate([*phi.profile(r), phi(r, 3)]):
            for x, *values in zip(r, phi(r, order), together, strict=True):
                exact = reference(x, order)
                if abs(exact) < 1e-280:  # the second derivative at 0 for d = 3, and what leaves floating point
                    assert np.abs(values).max() < 2e-280
                else:
                    assert max(abs(mpf(float(v)) - exact) for v in values) <= mpf("1e-14") * abs(exact), (x, order)


def test_bessel_function_is_the_outside():
    phi = AlmostHarmonic(9, 0.25, 2.0)
    with mpmath.workdps(40):
        mu, nu = mpmath.sqrt(2), mpf(7) / 2
        ratio = [mpf(float(phi(x))) / (mpf(x) ** -nu * mpmath.besselk(nu, mu * x)) for x in (0.25, 1.0, 4.0)]
        assert abs(ratio[1] / ratio[0] - 1) < 1e-14
        assert abs(ratio[2] / ratio[0] - 1) < 1e-14


def test_shapes_and_limits():
    phi = AlmostHarmonic(7, 0.1)
    assert abs(phi(0.0) - 1) < 1e-15
    assert phi(np.zeros((2, 3))).shape == (2, 3)
    assert phi([]).shape == (0,)
    assert phi(0.0).shape == ()
    assert phi(np.array([np.inf, 1e300]), 2).tolist() == [0.0, 0.0]
    assert np.isnan(phi(np.array([np.nan]))).all()
    assert np.isfinite(AlmostHarmonic(103, 0.01)(np.linspace(0, 5, 50))).all()


def test_all_derivatives_have_their_sign():
    phi, r = AlmostHarmonic(11, 0.2), np.linspace(0, 3, 301)
    for order in range(4):
        assert (np.sign(phi(r, order)) == (-1) ** order).all()


@pytest.mark.parametrize("arguments", [
    {"d": 4, "eps": 0.1}, {"d": 3, "eps": 0.0}, {"d": 3, "eps": 1.0}, {"d": 3, "eps": float("nan")},
    {"d": 3, "eps": 0.1, "lam": 0.0}, {"d": 3, "eps": 0.1, "lam": float("inf")}, {"d": 3, "eps": 0.9, "lam": 1e9},
])
def test_wrong_parameters_are_refused(arguments):
    with pytest.raises(ValueError, match="must"):
        AlmostHarmonic(**arguments)


def test_wrong_calls_are_refused():
    phi = AlmostHarmonic(3, 0.1)
    with pytest.raises(ValueError, match=r"0 or more, got -1\.0"):
        phi([0.5, -1.0])
    with pytest.raises(ValueError, match="0, 1, 2 or 3"):
        phi(0.5, 4)
