"""The loss and its derivatives against the rules of differentiation at 60 digits; rounding; misuse."""

import math

import mpmath
import numpy as np
import pytest
from _exact_potentials import CASES, Jet, pair, points

from numeric.loss import Loss, pack, unpack
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Radial, Sign

BOUNDED = [case for case in CASES if math.isfinite(case.potential.diagonal)]


def instance(case, seed=0):
    """b, w, a, theta for k = 2, n = 2, some pairs closer than eps."""
    rng = np.random.default_rng(seed)
    p = points(case, rng, 4)
    theta, w = p[[0, 2]], p[[1, 3]]
    return rng.uniform(-1, 1, 2), w, rng.uniform(-1, 1, 2), theta


def jets(case, rho, b, w, a, theta):
    """a, K + rho I and F as jets in (a, theta row by row)."""
    k, d = theta.shape
    x = Jet.variables(pack(a, theta))
    a, theta = x[:k], [x[k + i * d:k + (i + 1) * d] for i in range(k)]
    own = case.potential.diagonal if math.isfinite(case.potential.diagonal) else 0
    zero = x[0] * 0
    K = [[zero + mpmath.mpf(own + rho) if i == j else pair(case, theta[i], theta[j]) for j in range(k)]
         for i in range(k)]
    F = [sum((pair(case, theta[i], [mpmath.mpf(float(c)) for c in w[j]]) * mpmath.mpf(float(b[j]))
              for j in range(len(b))), zero) for i in range(k)]
    return a, K, F


@pytest.mark.parametrize("rho", [0.0, 1.0])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_change_and_its_derivatives(case, rho):
    b, w, a, theta = instance(case)
    loss = Loss(case.potential, b, w, regularisation=rho)
    with mpmath.workdps(60):
        names, K, F = jets(case, rho, b, w, a, theta)
        exact, gradient, hessian = sum(
            (names[i] * (K[i][0] * names[0] + K[i][1] * names[1] + F[i] * 2) for i in range(2)), 0).floats()
    assert abs(loss.change(a, theta) - exact) <= 1e-14 * max(1, abs(exact))
    assert np.abs(pack(*loss.gradient(a, theta)) - gradient).max() <= 2e-14 * np.abs(gradient).max()
    assert np.abs(loss.hessian(a, theta) - hessian).max() <= 2e-14 * np.abs(hessian).max()
    v = np.random.default_rng(1).normal(size=gradient.size)
    product = pack(*loss.hessian_vector(a, theta, *unpack(v, 2)))
    assert np.abs(product - hessian @ v).max() <= 1e-13 * np.abs(hessian).max()


@pytest.mark.parametrize("rho", [0.0, 1.0])
@pytest.mark.parametrize("case", BOUNDED, ids=str)
def test_reduced_change_and_its_derivatives(case, rho):
    """k = 2: the inverse of K is its adjugate over its determinant."""
    b, w, a, theta = instance(case, 5)
    loss = Loss(case.potential, b, w, regularisation=rho)
    with mpmath.workdps(60):
        _, ((A, B), (C, D)), (F, G) = jets(case, rho, b, w, a, theta)
        over = (A * D - B * C).reciprocal() * -1
        best = [(D * F - B * G) * over, (A * G - C * F) * over]
        exact, gradient, hessian = (F * best[0] + G * best[1]).floats()
        best = [float(x.value) for x in best]
    np.testing.assert_allclose(loss.best_charges(theta), best, rtol=1e-12)
    assert abs(loss.reduced_change(theta) - exact) <= 1e-13 * abs(exact)
    assert np.abs(loss.reduced_gradient(theta).ravel() - gradient[2:]).max() <= 1e-12 * np.abs(gradient).max()
    assert np.abs(loss.reduced_hessian(theta) - hessian[2:, 2:]).max() <= 1e-12 * np.abs(hessian).max()


def test_by_hand():
    """One charge a at distance 1 from b = 2, with e^{-r}: a^2 + 4a/e; least at a = -2/e, where it is -4/e^2."""
    loss = Loss(Exponential(), [2.0], [[0.0, 0.0]])
    theta = [[1.0, 0.0]]
    assert loss.constant == 4
    assert abs(loss.change([3.0], theta) - (9 + 12 / math.e)) < 1e-14
    assert abs(loss.value([3.0], theta) - (13 + 12 / math.e)) < 1e-14
    assert abs(loss.best_charges(theta)[0] + 2 / math.e) < 1e-15
    assert abs(loss.reduced_change(theta) + 4 / math.e**2) < 1e-15
    g_a, g_theta = loss.gradient([3.0], theta)
    np.testing.assert_allclose(g_a, [6 + 4 / math.e], rtol=1e-14)
    np.testing.assert_allclose(g_theta, [[-12 / math.e, 0.0]], rtol=1e-14)


def test_the_optimum():
    rng = np.random.default_rng(0)
    b, w = rng.uniform(-1, 1, 4), rng.normal(size=(4, 3))
    loss = Loss(AlmostHarmonic(3, 0.3), b, w)
    assert abs(loss.value(-b, w)) < 1e-14  # rounding of sums of 16 terms below 1, in any order
    np.testing.assert_allclose(loss.best_charges(w), -b, atol=1e-14)


def test_a_small_change_keeps_its_digits():
    """b = 1 and a distance of 60: F = Phi(60), below 1e-26, and the change of -F^2 drowns in the constant 1."""
    phi = AlmostHarmonic(3, 0.5)
    loss = Loss(phi, [1.0], [[0.0, 0.0, 0.0]])
    theta = [[0.0, 0.0, 60.0]]
    # d = 3, mu eps = 1/2: Phi(r) = c e^{-r}/r with 1/c from Phi(0) = 1: the outer jets at eps, extended inwards
    with mpmath.workdps(50):
        def outer(r):
            return mpmath.exp(-r) / r
        eps = mpmath.mpf(1) / 2
        value, slope, bend = outer(eps), -outer(eps) * (1 + 1 / eps), outer(eps) * (1 + 2 / eps + 2 / eps**2)
        at_zero = value - slope * eps + bend * (eps**2 / 2 - eps**2 / 6)
        F = outer(mpmath.mpf(60)) / at_zero
        assert abs(loss.reduced_change(theta) / float(-F * F) - 1) < 1e-14
        gradient = float(2 * F * F * (1 + mpmath.mpf(1) / 60))  # of -F^2, outwards
    assert abs(loss.reduced_gradient(theta)[0, 2] / gradient - 1) < 1e-14
    assert loss.value(loss.best_charges(theta), theta) == loss.constant == 1


def test_near_a_cone_the_digits_stay():
    """theta at 1e-12 from a w that is far from the origin: differences, not products, of points."""
    w = np.array([[1024.0, -512.0, 256.0]])
    theta = w + np.array([[2.0**-36, 0.0, 0.0]])
    g_a, g_theta = Loss(Exponential(), [1.0], w).gradient([1.0], theta)
    r = 2.0**-36
    np.testing.assert_allclose(g_a, [2 + 2 * math.exp(-r)], rtol=1e-14)  # by products of points r would be lost
    np.testing.assert_allclose(g_theta, [[-2 * math.exp(-r), 0.0, 0.0]], rtol=1e-14)


def test_coincident_units_share_their_charge():
    """K is singular: the least-norm charges are equal, and their sum is that of one unit."""
    loss = Loss(Exponential(), [1.0], [[0.0, 0.0]])
    one, two = loss.best_charges([[1.0, 0.0]]), loss.best_charges([[1.0, 0.0], [1.0, 0.0]])
    np.testing.assert_allclose(two, [one[0] / 2] * 2, rtol=1e-14)
    np.testing.assert_allclose(loss.reduced_change([[1.0, 0.0]] * 2), loss.reduced_change([[1.0, 0.0]]), rtol=1e-14)


def test_on_a_cone_the_pair_is_left_out():
    loss = Loss(Exponential(), [1.0, 1.0], [[0.0, 0.0], [2.0, 0.0]])
    _, g = loss.gradient([-1.0], [[0.0, 0.0]])  # the charge at 2 alone
    np.testing.assert_allclose(g, [[-2 * math.exp(-2), 0.0]], rtol=1e-14)  # some units in the last place
    assert np.isfinite(loss.hessian([-1.0], [[0.0, 0.0]])).all()


def test_restricted():
    rng = np.random.default_rng(3)
    b, w, a, theta = rng.normal(size=3), rng.normal(size=(3, 2)), rng.normal(size=4), rng.normal(size=(4, 2))
    for rho in (0.0, 1.0):
        loss = Loss(Gaussian(), b, w, regularisation=rho)
        one = loss.restricted(2, a, theta)
        moved_a, moved = a.copy(), theta.copy()
        moved_a[2], moved[2] = 0.3, [0.1, -0.2]
        difference = one.change([0.3], [[0.1, -0.2]]) - one.change(a[[2]], theta[[2]])
        assert abs(difference - (loss.change(moved_a, moved) - loss.change(a, theta))) < 1e-13
        np.testing.assert_allclose(one.gradient(a[[2]], theta[[2]])[1][0], loss.gradient(a, theta)[1][2], rtol=1e-12)
        assert one.regularisation == rho
    with pytest.raises(ValueError, match=r"must lie in 0\.\.3, got 4"):
        loss.restricted(4, a, theta)


class Hidden(Radial):
    """A radial potential that does not say so: the general path must agree with the radial one."""

    def __init__(self, phi):
        self._phi, self.d, self.diagonal, self.cone = phi, phi.d, phi.diagonal, phi.cone

    def __call__(self, r, order=0):
        return self._phi(r, order)


def test_the_general_path_agrees_with_the_radial_one(monkeypatch):
    import numeric._pairs as module

    rng = np.random.default_rng(8)
    b, w, a, theta = rng.normal(size=5), rng.normal(size=(5, 3)), rng.normal(size=4), rng.normal(size=(4, 3))
    v = rng.normal(size=4), rng.normal(size=(4, 3))
    radial = Loss(AlmostHarmonic(3, 0.9), b, w)
    general = Loss(Hidden(radial.potential), b, w)
    expected = radial.gradient(a, theta), radial.hessian(a, theta), radial.hessian_vector(a, theta, *v)
    monkeypatch.setattr(module, "Radial", AlmostHarmonic)
    got = general.gradient(a, theta), general.hessian(a, theta), general.hessian_vector(a, theta, *v)
    assert type(general._at(theta).table) is module._Table
    got, expected = ([pack(*g), H, pack(*product)] for g, H, product in (got, expected))
    for ours, exact in zip(got, expected, strict=True):
        np.testing.assert_allclose(ours, exact, rtol=1e-12, atol=1e-13)


def test_what_is_kept_for_a_theta_follows_it():
    loss, theta = Loss(Gaussian(), [1.0], [[0.0]]), np.array([[1.0]])
    before = loss.best_charges(theta)
    theta[0, 0] = 2.0
    assert loss.best_charges(theta)[0] != before[0]
    with pytest.raises(ValueError, match="read-only"):
        loss.w[0, 0] = 1.0
    loss.best_charges(theta)[0] = 5.0  # the caller's own copy
    assert abs(loss.best_charges(theta)[0] + math.exp(-2)) < 1e-15


def test_nan_goes_through():
    loss = Loss(Exponential(), [1.0], [[0.0]])
    assert math.isnan(loss.change([1.0], [[math.nan]]))
    assert math.isnan(loss.reduced_change([[math.nan], [0.0]]))


def test_pack():
    a, theta = np.arange(3.0), np.arange(6.0).reshape(3, 2)
    back = unpack(pack(a, theta), 3)
    assert back[0].tolist() == a.tolist()
    assert back[1].tolist() == theta.tolist()
    for x, k in ((np.zeros(4), 3), (np.zeros((2, 2)), 2), (np.zeros(3), 3), (np.zeros(4), 0)):
        with pytest.raises(ValueError, match=r"x must have shape \(k \+ k d,\)"):
            unpack(x, k)


@pytest.mark.parametrize(("b", "w", "message"), [
    ([1.0, 2.0], [[0.0, 0.0, 0.0]], r"b must have shape \(n,\) = \(1,\) as w has n = 1 rows, got \(2,\)"),
    ([1.0], [[0.0, 0.0]], r"w must have shape \(n, d\) = \(n, 3\), got \(1, 2\)"),
    ([1.0], [0.0, 0.0, 0.0], r"w must have shape \(n, d\) = \(n, 3\), got \(3,\)"),
    ([math.nan], [[0.0, 0.0, 0.0]], "must be finite"),
    ([1.0], [[0.0, 0.0, math.inf]], "must be finite"),
])
def test_wrong_fixed_charges(b, w, message):
    with pytest.raises(ValueError, match=message):
        Loss(AlmostHarmonic(3, 0.5), b, w)


def test_wrong_arguments():
    loss = Loss(AlmostHarmonic(3, 0.5), [1.0], [[0.0, 0.0, 0.0]])
    with pytest.raises(ValueError, match=r"theta must have shape \(k, d\) = \(k, 3\) with k >= 1, got \(2, 2\)"):
        loss.change([1.0, 2.0], [[0.0, 0.0], [1.0, 1.0]])
    with pytest.raises(ValueError, match=r"with k >= 1, got \(0, 3\)"):
        loss.best_charges(np.zeros((0, 3)))
    with pytest.raises(ValueError, match=r"a must have shape \(k,\) = \(1,\) as theta has k = 1 rows, got \(2,\)"):
        loss.gradient([1.0, 2.0], [[0.0, 0.0, 1.0]])
    with pytest.raises(ValueError, match=r"v_theta must have shape \(k, d\) = \(1, 3\), got \(2, 3\)"):
        loss.hessian_vector([1.0], [[0.0, 0.0, 1.0]], [1.0, 1.0], np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"v_a must have shape \(k,\) = \(1,\)"):
        loss.hessian_vector([1.0], [[0.0, 0.0, 1.0]], [1.0, 1.0], np.ones((1, 3)))
    with pytest.raises(ValueError, match=r"0 or more and finite, got -1"):
        Loss(Sign(), [1.0], [[1.0, 0.0]], regularisation=-1)
    with pytest.raises(ValueError, match="cannot be solved for with Newtonian"):
        Loss(Newtonian(3), [1.0], [[0.0, 0.0, 0.0]]).best_charges([[1.0, 0.0, 0.0]])
    with pytest.raises(TypeError, match="must be a Potential"):
        Loss("gaussian", [1.0], [[0.0]])
