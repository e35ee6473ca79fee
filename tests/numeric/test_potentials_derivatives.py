"""Every potential and its derivatives against the rules of differentiation at 60 digits; x = y; names."""

import math

import mpmath
import numpy as np
import pytest
import sympy as sp
from _exact_potentials import CASES, FORMULA_VARIABLE, Jet, evaluate, pair, points

from numeric.potentials import (
    AlmostHarmonic,
    Exponential,
    Gaussian,
    Newtonian,
    Polynomial,
    Radial,
    Sign,
    Yukawa,
    named,
)


def close_to(ours, exact, tolerance):
    """Within the tolerance of the largest entry."""
    return np.abs(ours - exact).max() <= tolerance * np.abs(exact).max()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_functions_of_one_variable(case):
    x = np.random.default_rng(1).random(12) * (0.9 if case.zonal else 3.0)
    x = x[np.abs(x - 0.45) > 0.05]  # polynomials may vanish: away from sign changes the error is relative
    exact = np.empty((4, x.size))
    for close in (True, False):
        formula = case.inside if close else case.outside
        derivatives = [sp.diff(formula, FORMULA_VARIABLE, order) for order in range(4)]
        for i in np.flatnonzero((x < case.eps) == close):
            exact[:, i] = evaluate(derivatives, [FORMULA_VARIABLE], [x[i]])
    for order in range(4):
        ours = case.potential(x, order)
        assert np.all(np.abs(ours - exact[order]) <= 4e-15 * np.abs(exact[order])
                      + 1e-15 * np.abs(exact[order]).max() * case.zonal), order
        if order < 3 and not case.zonal:
            np.testing.assert_allclose(case.potential.profile(x)[order], ours, rtol=1e-14, atol=0)  # two formulas


@pytest.mark.parametrize("case", CASES, ids=str)
def test_gradient_hessian_mixed(case):
    drawn = points(case, np.random.default_rng(2), 4)
    d = drawn.shape[1]
    pairs = [(drawn[0], drawn[1]), (drawn[0], drawn[2])]
    assert [np.linalg.norm(x - y) < case.eps for x, y in pairs] == [case.eps > 0, False]
    for x, y in pairs:
        with mpmath.workdps(60):
            variables = Jet.variables([*x, *y])
            value, gradient, second = pair(case, variables[:d], variables[d:]).floats()
        assert close_to(case.potential.value(x, y), value, 4e-15)
        # the distance itself costs a unit in the last place, and at d = 7 that costs the derivatives some ten
        assert close_to(case.potential.gradient(x, y), gradient[:d], 1e-14)
        assert close_to(case.potential.hessian(x, y), second[:d, :d], 1e-14)
        assert close_to(case.potential.mixed(x, y), second[:d, d:], 1e-14)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_arrays_of_points_are_broadcast(case):
    x, y = points(case, np.random.default_rng(3), 8).reshape(2, 4, -1)
    phi, d = case.potential, x.shape[-1]
    for function, shape in ((phi.value, ()), (phi.gradient, (d,)), (phi.hessian, (d, d)), (phi.mixed, (d, d))):
        table = function(x[:, None, :], y[None, :, :])
        assert table.shape == (4, 4, *shape)
        np.testing.assert_allclose(table[1, 2], function(x[1], y[2]), rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize("phi", [AlmostHarmonic(3, 0.5), Exponential()])
def test_a_cone_pulls_nowhere_at_its_tip(phi):
    x = np.ones(3)
    assert phi.cone
    assert abs(phi.value(x, x) - phi.diagonal) < 1e-15
    assert not phi.gradient(x, x).any()
    assert not phi.hessian(x, x).any()


def test_the_hessian_of_a_cone_has_no_bound():
    """Across the line to the tip the eigenvalue is Phi'(r)/r, here -e^{-r}/r."""
    for r in (1e-3, 1e-9, 1e-90):
        eigenvalues = np.linalg.eigvalsh(Exponential().hessian([r, 0.0, 0.0], [0.0, 0.0, 0.0]))
        np.testing.assert_allclose(eigenvalues[:2], -math.exp(-r) / r, rtol=1e-14)


def test_a_smooth_potential_at_one_point():
    x = np.ones(2)
    assert not Gaussian(2.0).gradient(x, x).any()
    assert Gaussian(2.0).hessian(x, x).tolist() == [[-0.25, 0.0], [0.0, -0.25]]  # -1/width^2


@pytest.mark.parametrize("phi", [Yukawa(), Newtonian(2), Newtonian(3)])
def test_an_unbounded_potential_at_one_point(phi):
    x = np.ones(phi.d or 3)
    assert phi.value(x, x) == phi.diagonal == math.inf
    assert np.isnan(phi.gradient(x, x)).all()
    assert np.isnan(phi.hessian(x, x)).all()
    assert not phi.cone


def test_a_long_way_off_everything_has_fallen():
    for phi in (Yukawa(), Newtonian(3), Exponential(), Gaussian(0.1), AlmostHarmonic(5, 0.1)):
        for order in range(4):
            assert phi(math.inf, order) == 0
        assert [float(x) for x in phi.profile(math.inf)] == [0, 0, 0]


def test_sign_keeps_the_digits_of_small_angles():
    """1 - 2h/pi at the angle h, and the slope 2/(pi sin h)."""
    for h in (1e-3, 1e-8, 1e-12):
        x, y = np.array([1.0, 0.0]), np.array([math.cos(h), math.sin(h)])
        assert abs(Sign().value(x, y) - (1 - 2 * h / math.pi)) < 1e-15  # some units in the last place of 1
        assert abs(Sign().gradient(x, y)[1] / (2 / math.pi) - 1) < 1e-14
    for y in ([1.0, 0.0], [-1.0, 0.0]):
        assert abs(Sign().value([1.0, 0.0], y) - y[0]) < 1e-15  # pi by the library's arc functions
        assert not Sign().gradient([1.0, 0.0], y).any()
        assert not Sign().hessian([1.0, 0.0], y).any()
    with pytest.raises(ValueError, match=r"must lie in \[-1, 1\], got 1\.5"):
        Sign()(1.5)


def test_project():
    assert Gaussian().project([3.0, 4.0]).tolist() == [3.0, 4.0]
    assert Sign().project([[3.0, 4.0], [0.0, 1e-320]]).tolist() == [[0.6, 0.8], [0.0, 1.0]]
    np.testing.assert_allclose(Polynomial([1.0]).project([3e300, 4e300]), [0.6, 0.8], rtol=1e-15)
    for bad in ([0.0, 0.0], [math.nan, 1.0], [math.inf, 1.0]):
        with pytest.raises(ValueError, match="nearest point on the sphere"):
            Sign().project(bad)


class Inverse(Radial):
    """A potential of a user's own, by its derivatives alone: 1/(1 + r^2)."""

    diagonal = 1.0

    def __call__(self, r, order=0):
        r = np.asarray(r)
        return (1 / (1 + r**2), -2 * r / (1 + r**2) ** 2, (6 * r**2 - 2) / (1 + r**2) ** 3)[order]


def test_a_potential_of_ones_own():
    assert Inverse().gradient([1.0, 0.0], [0.0, 0.0]).tolist() == [-0.5, 0.0]
    assert Inverse().hessian([0.0, 0.0], [0.0, 0.0]).tolist() == [[-2.0, 0.0], [0.0, -2.0]]


def test_points_of_another_dimension_are_refused():
    with pytest.raises(ValueError, match=r"points must have shape \(\.\.\., 3\), got \(2,\)"):
        AlmostHarmonic(3, 0.5).value([1.0, 2.0], [0.0, 0.0])


def test_named():
    assert repr(named("almost-harmonic", d=3, eps=0.5, lam=2)) == "AlmostHarmonic(d=3, eps=0.5, lam=2.0)"
    assert repr(named("yukawa", mu=2)) == "Yukawa(mu=2.0)"
    assert repr(named("newtonian", d=4)) == "Newtonian(d=4)"
    assert repr(named("exponential")) == "Exponential()"
    assert repr(named("gaussian")) == "Gaussian(width=1.0)"
    assert repr(named("sign")) == "Sign()"
    assert repr(named("polynomial", coefficients=[0, 1])) == "Polynomial([0.0, 1.0])"


@pytest.mark.parametrize(("name", "parameters", "message"), [
    ("coulomb", {}, "there is no potential 'coulomb': there are almost-harmonic, yukawa, "),
    (["sign"], {}, "there is no potential"),
    ("almost-harmonic", {"eps": 0.5}, "needs the parameter 'd': it takes d, eps, lam"),
    ("almost-harmonic", {"d": 4, "eps": 0.5}, "odd integer from 3 on, got 4: try 3 or 5"),
    ("almost-harmonic", {"d": 3.0, "eps": 0.5}, "odd integer"),
    ("almost-harmonic", {"d": 3, "eps": 1.5}, r"eps must lie in \(0, 1\), got 1.5"),
    ("almost-harmonic", {"d": 3, "eps": "1/2"}, "'eps' of the potential almost-harmonic must be a number, got '1/2'"),
    ("almost-harmonic", {"d": 3, "eps": 10**400}, "too large for a floating-point number"),
    ("gaussian", {"sigma": 1}, "has no parameter 'sigma': it takes width"),
    ("gaussian", {"width": 0}, "the width must be positive and finite, got 0"),
    ("yukawa", {"mu": math.nan}, "mu must be positive and finite, got nan"),
    ("newtonian", {"d": 1}, "an integer from 2 on, got 1"),
    ("exponential", {"mu": 1}, "has no parameter 'mu': it takes none"),
    ("polynomial", {"coefficients": []}, "one or more finite numbers"),
    ("polynomial", {"coefficients": [1, "x"]}, "must be a list of numbers"),
    ("polynomial", {}, "needs the parameter 'coefficients'"),
])
def test_what_named_refuses(name, parameters, message):
    with pytest.raises(ValueError, match=message):
        named(name, **parameters)
