"""Algorithms 1, 2 and 4 on functions whose steps can be taken by hand."""

from fractions import Fraction

import numpy as np
import pytest

from numeric.descent import (
    Function,
    Joint,
    Reduced,
    Stop,
    gradient_descent,
    hessian_descent,
    second_order,
    smallest_eigenpair,
)
from numeric.loss import Loss
from numeric.potentials import Polynomial, Sign

CUBIC = Function(lambda x: float(-x[0] / 1000 - x[0] ** 2 / 2 + x[0] ** 3 / 6),
                 lambda x: np.array([-1 / 1000 - x[0] + x[0] ** 2 / 2]), lambda x: np.array([[x[0] - 1]]))
SADDLE = Function(lambda x: float(x[0] ** 2 - x[1] ** 2), lambda x: 2 * x * [1, -1], lambda x: np.diag([2.0, -2.0]))
ORIGIN = np.zeros(2)


def test_the_cubic_falls_by_157_1500_in_one_step():
    """f(1/2) = -1/2000 - 1/8 + 1/48 = -157/1500: less than 1/8, more than the 1/12 of the corrected lemma."""
    end = hessian_descent(CUBIC, np.zeros(1), 1, 0.5)
    assert Fraction(1, 2000) + Fraction(1, 8) - Fraction(1, 48) == Fraction(157, 1500) < Fraction(1, 8)
    assert end.change == pytest.approx(-157 / 1500, rel=1e-14)  # rounding
    assert end.x == pytest.approx([0.5])
    assert (end.stop, end.steps) == (Stop.BUDGET, 1)


def test_the_printed_sign_climbs():
    """At 0 the slope of the cubic is -1/1000 and its curvature -1: the printed step goes to t = -1/2."""
    end = hessian_descent(CUBIC, np.zeros(1), 1, 0.5, as_printed=True)
    assert end.x == pytest.approx([-0.5])
    assert end.change == pytest.approx(1 / 2000 - 1 / 8 - 1 / 48)
    slope, step = CUBIC.gradient(np.zeros(1)), end.x
    assert slope @ step > 0


def test_the_printed_algorithm_stays_at_a_saddle_and_the_repaired_one_leaves():
    printed = second_order(SADDLE, ORIGIN, 5, 0.25, 0.1, 0.1, as_printed=True)
    assert (printed.stop, printed.steps, printed.x.tolist()) == (Stop.NO_DECREASE, 0, [0, 0])
    assert printed.smallest_eigenvalue == pytest.approx(-2)
    repaired = second_order(SADDLE, ORIGIN, 5, 0.25, 0.1, 0.1, trace=True)
    assert repaired.stop is Stop.BUDGET
    # |y| = 1/2 after the step along v, then y <- y (1 + 2/4) four times
    assert abs(repaired.x[1]) == pytest.approx(0.5 * 1.5**4)
    assert repaired.trace.kind == ("start", "hessian") + 4 * ("gradient",)


def test_the_printed_threshold_stops_where_the_corrected_one_goes_on():
    """f = -t/1000 - 51/100 t^2 + t^3/6, alpha = 2/5, gamma = 1, eta = 16/25; the step is to t = 51/125."""
    f = Function(lambda x: float(-x[0] / 1000 - 0.51 * x[0] ** 2 + x[0] ** 3 / 6),
                 lambda x: np.array([-1 / 1000 - 1.02 * x[0] + x[0] ** 2 / 2]), lambda x: np.array([[x[0] - 1.02]]))
    t = Fraction(51, 125)
    fall = t / 1000 + Fraction(51, 100) * t**2 - t**3 / 6
    eta, alpha = Fraction(16, 25), Fraction(2, 5)
    assert alpha**2 / 3 < fall < min(alpha * eta**2 / 2, alpha**2 / 2)
    corrected = second_order(f, np.zeros(1), 1, 0.4, 0.64, 1.0)
    assert (corrected.steps, corrected.change) == (1, pytest.approx(-float(fall)))


def test_second_order_keeps_the_point_before_a_step_that_fails():
    f = Function(lambda x: float(x @ x), lambda x: 2 * x, lambda x: 2 * np.eye(1))
    end = second_order(f, np.ones(1), 10, 1.0, 1e-3, 1e-3)  # x -> -x: no decrease
    assert (end.stop, end.steps, end.x.tolist()) == (Stop.NO_DECREASE, 0, [1.0])
    end = second_order(f, np.ones(1), 100, 0.25, 1e-3, 1e-3, trace="x")
    assert end.stop is Stop.SECOND_ORDER
    assert end.smallest_eigenvalue == pytest.approx(2)
    assert end.x[0] == end.trace.x[-1, 0] == 2.0 ** -end.steps < 1e-3
    assert second_order(f, np.ones(1), 0, 0.25, 1e-3, 1e-3).stop is Stop.BUDGET


def test_divergence_is_a_reason_not_an_exception():
    f = Function(lambda x: float(-x[0] ** 4), lambda x: -4 * x**3, lambda x: np.array([[-12 * x[0] ** 2]]))
    with np.errstate(over="ignore", invalid="ignore"):
        assert gradient_descent(f, np.ones(1), 100, 1.0).stop is Stop.DIVERGED
        assert second_order(f, np.ones(1), 100, 1.0, 1e-3, 1e-3).stop is Stop.DIVERGED
        assert hessian_descent(f, np.ones(1), 100, 1.0).stop is Stop.DIVERGED


@pytest.mark.parametrize("as_printed", [False, True])
def test_a_hessian_that_overflows_before_the_gradient_is_divergence(as_printed):
    """f = sqrt(x) from 1e-206: its slope 5e102 is a float, its curvature -x^(-3/2)/4 is not."""
    f = Function(lambda x: float(np.sqrt(x[0])), lambda x: x**-0.5 / 2, lambda x: -(x[None] ** -1.5) / 4)
    with np.errstate(over="ignore"):
        end = hessian_descent(f, np.array([1e-206]), 5, 1.0, as_printed=as_printed)
        assert (end.stop, end.steps, end.smallest_eigenvalue) == (Stop.DIVERGED, 0, None)
        end = second_order(f, np.array([1e-206]), 5, 1.0, 1e103, 1e-3, as_printed=as_printed)
        assert (end.stop, end.steps, end.smallest_eigenvalue) == (Stop.DIVERGED, 0, None)


def test_a_step_too_long_for_floating_point_is_not_projected():
    loss = Loss(Polynomial([0.0, 1e200]), [1.0], [[1.0, 0.0]])
    with np.errstate(over="ignore", invalid="ignore"):
        end = gradient_descent(Joint(loss, 1), np.array([1.0, 0.0, 1.0]), 5, 1e200)
    assert (end.stop, end.steps) == (Stop.DIVERGED, 0)


def test_gradient_descent_projects():
    class OnCircle:
        change = staticmethod(lambda x: float(x[0]))
        gradient = staticmethod(lambda x: np.array([1.0, 0.0]))
        hessian = staticmethod(lambda x: np.zeros((2, 2)))
        project = staticmethod(lambda x: x / np.linalg.norm(x))

    end = gradient_descent(OnCircle(), np.array([0.0, 1.0]), 1, 1.0, trace=True)
    assert end.x == pytest.approx(np.array([-1, 1]) / np.sqrt(2))
    assert end.trace.kind == ("start", "gradient")
    assert end.trace.x is None


@pytest.mark.parametrize(("arguments", "words"), [
    ({"x": [[0.0]]}, "shape"), ({"x": [np.nan]}, "finite"), ({"x": []}, "shape"), ({"steps": -1}, "steps"),
    ({"steps": 1.5}, "steps"), ({"alpha": 0}, "alpha"), ({"eta": np.inf}, "eta"), ({"gamma": np.nan}, "gamma"),
    ({"trace": "y"}, "trace"),
])
def test_misuse_is_one_sentence(arguments, words):
    given = {"x": [0.0], "steps": 1, "alpha": 1.0, "eta": 1.0, "gamma": 1.0} | arguments
    with pytest.raises(ValueError, match=words):
        second_order(CUBIC, given.pop("x"), given.pop("steps"), **given)


@pytest.mark.parametrize("n", [1, 2, 3, 60, 1100])
def test_the_smallest_eigenpair_of_a_path(n):
    """The matrix with 2 on and -1 beside its diagonal has the eigenvalues 2 - 2 cos(j pi/(n+1))."""
    matrix = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
    matrix = -matrix  # its lower end is well separated from 0, at 2 + 2 cos(pi/(n+1)) with a minus sign
    expected = -2 - 2 * np.cos(np.pi / (n + 1))
    v0 = np.sin(np.arange(1, n + 1) * np.pi * n / (n + 1))
    for given in (matrix, (n, lambda x: matrix @ x)):
        value, vector = smallest_eigenpair(given, v0=v0)
        assert value == pytest.approx(expected, rel=1e-9)
        assert matrix @ vector == pytest.approx(value * vector, abs=1e-6)


def test_a_matrix_that_is_none():
    with pytest.raises(ValueError, match="square"):
        smallest_eigenpair(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="cone"):
        smallest_eigenpair(np.full((2, 2), np.nan))


def on_circle(potential, angle, a=-1.0):
    """One unit at an angle from the one charge 1 on the circle, at the end of the first axis."""
    return Joint(Loss(potential, [1.0], [[1.0, 0.0]]), 1), np.array([a, np.cos(angle), np.sin(angle)])


@pytest.mark.parametrize(("potential", "angle", "slope"), [
    (Sign(), 1e-6, 4 / np.pi), (Sign(), 2.0, 4 / np.pi), (Polynomial([0, 1]), np.pi / 3, np.sqrt(3)),
])
def test_on_the_sphere_the_gradient_is_the_one_along_it(potential, angle, slope):
    """The loss is 2 a f(cos phi) + const: with a = -1 its slope by phi is 4/pi for 1 - 2 phi/pi, 2 sin phi for t."""
    f, x = on_circle(potential, angle)
    along = np.array([-np.sin(angle), np.cos(angle)])
    assert f.gradient(x)[1:] == pytest.approx(slope * along, abs=1e-9)
    reduced = Reduced(f.loss, 1).gradient(x[1:])  # the best charge is -f
    assert reduced == pytest.approx(slope * f.loss.potential(np.cos(angle)) * along, abs=1e-9)


def test_near_a_cone_of_the_sphere_a_step_is_as_long_as_its_slope():
    """From the angle 1e-6 the step alpha 4/pi goes along the tangent: to 1e-6 - atan(alpha 4/pi)."""
    f, x = on_circle(Sign(), 1e-6)
    end = gradient_descent(f, x, 1, 1e-3)
    assert np.arctan2(end.x[2], end.x[1]) == pytest.approx(1e-6 - np.arctan(1e-3 * 4 / np.pi), rel=1e-9)
    assert end.gradient_norm < 3  # by the angle 4/pi, and by the charge less than 2


def test_second_derivatives_on_the_sphere_are_refused_with_what_can_be_taken():
    f, x = on_circle(Sign(), 1.0)
    for refused in (lambda: second_order(f, x, 1, 0.1, 0.1, 0.1), lambda: hessian_descent(f, x, 1, 0.1),
                    lambda: f.hessian(x), lambda: Reduced(f.loss, 1).hessian(x[1:])):
        with pytest.raises(ValueError, match="take gradient_descent"):
            refused()


@pytest.mark.parametrize("as_printed", [False, True])
def test_what_rises_far_has_diverged_after_all_its_steps(as_printed):
    """On x^2 from 1 the step of length 2 gives -3 times x: after 4 steps 81, whose square is above 1000."""
    bowl = Function(lambda x: float(x @ x), lambda x: 2 * x, lambda x: 2 * np.eye(1))
    end = gradient_descent(bowl, np.ones(1), 4, 2.0)
    assert (end.stop, end.steps, end.x.tolist(), end.change) == (Stop.DIVERGED, 4, [81.0], 6561.0)
    assert gradient_descent(bowl, np.ones(1), 3, 2.0).stop is Stop.BUDGET  # 27^2 = 729
    well = Function(lambda x: float(x @ x - x[0]), lambda x: 2 * x - 1, lambda x: 2 * np.eye(1))
    assert gradient_descent(well, np.zeros(1), 9, 0.25).stop is Stop.BUDGET  # from 0, and down
    top = Function(lambda x: float(np.cos(x[0]) + 1e-6 * x[0] ** 2 - 1), lambda x: -np.sin(x) + 2e-6 * x,
                   lambda x: np.array([[-np.cos(x[0]) + 2e-6]]))
    end = hessian_descent(top, np.full(1, 0.1), 1, 1e6, as_printed=as_printed)  # to 1e6 away
    assert end.change > 1e5
    assert end.stop is (Stop.BUDGET if as_printed else Stop.DIVERGED)
