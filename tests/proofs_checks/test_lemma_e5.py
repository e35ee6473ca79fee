"""Lemma E.5's key figures by a solver of differential equations, mpmath, and runs of a descent written here."""

from fractions import Fraction

import mpmath as mp
import pytest
import sympy as sp
from scipy.integrate import solve_ivp

from numeric.potentials import AlmostHarmonic
from proofs_checks.descent import _charge_lag as lag
from proofs_checks.descent.lemma_e5 import charge, charge_lag, three_dimensions, three_dimensions_best
from verify.claims import Effort, Status


def three(eps):
    """Φ_ε and −Φ_ε′ for d = 3: e^{−r}/r, its Taylor polynomial at ε of degree 1 and C r integrated twice."""
    e = mp.mpf(eps.numerator) / eps.denominator
    taylor = mp.taylor(lambda x: mp.exp(-x) / x, e, 2)
    top = 2 * taylor[2]

    def value(r):
        inner = taylor[0] + taylor[1] * (r - e) + mp.quad(lambda y: top * y / e * (y - r), [r, e])
        return inner if r < e else mp.exp(-r) / r

    def slope(r):
        inner = -taylor[1] + mp.quad(lambda y: top * y / e, [r, e])
        return inner if r < e else mp.exp(-r) * (1 / r + 1 / r**2)
    zero = value(mp.mpf(0))
    return lambda r: value(r) / zero, lambda r: slope(r) / zero


@pytest.mark.parametrize("eps", lag.BEST)
def test_lem_e5_certified_bounds_by_mpmath(eps):
    value, slope = three(eps)
    for rho, least in (lag.INSTANCES[eps], lag.BEST[eps]):
        at = mp.mpf(rho.numerator) / rho.denominator
        middle = min(at, mp.mpf(eps.numerator) / eps.denominator)
        area = mp.quad(lambda r: value(r) / slope(r), [0, middle, at])
        bound = 1 - mp.sqrt(value(at) ** 2 + 2 * area)
        assert float(least) <= bound
    assert bound < float(lag.BEST[eps][1]) + 1e-3
    assert mp.almosteq(slope(mp.mpf(lag.BEST[eps][0].numerator) / lag.BEST[eps][0].denominator), 1, rel_eps=0.02)


@pytest.mark.parametrize(("eps", "end"), [("1/2", 0.529), ("1/5", 0.714), ("1/10", 0.805)])
def test_lem_e5_flow_arrives_above_the_bounds(eps, end):
    # A' = 2(Φ − A), r' = −2A|Φ'| for b = 1, as a function of r from the best charge at r = 3 down to 0.
    phi = AlmostHarmonic(3, float(Fraction(eps)))
    solved = solve_ivp(lambda r, A: (A - float(phi(r))) / (A * -float(phi(r, 1))), [3, 1e-9], [float(phi(3.0))],
                       method="LSODA", rtol=1e-8, atol=1e-12)
    lagging = 1 - solved.y[0][-1]
    assert lagging == pytest.approx(end, abs=2e-3)
    assert lagging > lag.BEST[Fraction(eps)][1] >= lag.INSTANCES[Fraction(eps)][1]


@pytest.mark.parametrize(("d", "eps"), [(3, 0.25), (5, 0.25), (7, 0.1), (11, 0.2), (23, 0.25)])
def test_lem_e5_quotient_in_the_ball(d, eps):
    phi = AlmostHarmonic(d, eps)
    for share in (0.001, 0.1, 0.4, 0.7, 1.0):
        assert float(phi(share * eps)) <= 5 * eps / (3 * (d - 2)) * -float(phi(share * eps, 1)) * (1 + 1e-12)
    assert float(phi(eps)) <= 1 / (d - 1)


@pytest.mark.parametrize(("d", "eps", "b", "start"), [(3, 0.25, 1.0, 0.3), (3, 0.2, 0.9, 0.5)])
def test_lem_e5_steps_arrive_with_a_charge_far_behind(d, eps, b, start):
    phi = AlmostHarmonic(d, eps)
    r, A = start, float(phi(start))
    alpha = min(1 / 200, A * -float(phi(eps, 1)) * eps / 12)
    while r > 0:
        r, A = r + 2 * alpha * b**2 * A * float(phi(r, 1)), A + 2 * alpha * (float(phi(r)) - A)
    assert 1 - A >= 3 / 10


def test_lem_e5_closed_integral_by_hand():
    # s -> 0: N = 1 + v + v²(3 − v)/3, N' = 1 + 2v − v²; at x = 1 − v the quotient is 8/3 over 2 at x = 0, 1 at x = 1.
    x = sp.Symbol("x")
    area = lag.antiderivative(x, sp.Integer(0), sp.sqrt(2))
    assert sp.simplify(sp.diff(area, x).subs(x, 0)) == sp.Rational(4, 3)
    assert sp.simplify(sp.diff(area, x).subs(x, 1)) == 1


def test_lem_e5_step_across_the_cone_by_hand():
    # d = 3, ε = 1/2: Φ = N/(43/12), so Φ(0) = 1 and −Φ'(0+) = 2(3/2 + 13/8)·12/43 = 75/43. From r = 0 a step of 1/100
    # at A = 7/10 goes to r = 2·(1/100)·(7/10)·(75/43) = 21/860 and A = 7/10 + (2/100)(3/10) = 353/500.
    before, after, rate = lag.across_the_cone(sp.Rational(1, 100), sp.Rational(7, 10), sp.Integer(0))
    assert (before, rate) == (sp.Rational(49, 100) - sp.Rational(7, 5), sp.Rational(3, 5))
    r, A = Fraction(21, 860), Fraction(353, 500)
    v = 1 - 2 * r
    there = (1 + Fraction(3, 2) * v + Fraction(13, 4) * v**2 * (3 - v) / 6) / Fraction(43, 12)
    assert after == sp.Rational(*(A**2 - 2 * A * there).as_integer_ratio())
    assert after > before


def test_lem_e5_status():
    assert charge_lag().settle(Effort()).status is Status.PROVED
    assert charge().settle(Effort()).status is Status.REFUTED
    assert three_dimensions().settle(Effort()).status is Status.CERTIFIED
    assert three_dimensions_best().settle(Effort()).status is Status.CERTIFIED
