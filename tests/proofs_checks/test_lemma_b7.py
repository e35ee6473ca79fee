"""Lemma B.7: its key figures by hand and by numerical integration."""

import json
from math import comb, factorial, prod

import mpmath
import pytest
import sympy as sp

import proofs_checks.realizability._lemma_b7_positive  # noqa: F401  # registers the claims on the kernel
from proofs_checks._symbols import eps, m, r, t, x
from proofs_checks.realizability import _hats_b7 as hats
from proofs_checks.realizability import _kernel_b7 as kernels
from proofs_checks.realizability import _lemma_b7_mixture as mixture
from proofs_checks.realizability.lemma_b7 import any_eps_and_t
from verify.claims import Effort, Status
from verify.run.recheck._base import recheck_finding


@pytest.mark.parametrize("d", [3, 5, 7, 9, 11, 15])
def test_lem_b7_kappa_is_a_quotient_of_double_factorials(d):
    by_hand = sp.Rational(prod(range(d - 3, 0, -2)), prod(range(d - 2, 0, -2)))
    assert hats.kappa(sp.Integer(d // 2)) == by_hand


@pytest.mark.parametrize(("d", "kappa"), [(3, "1"), (5, "2/3"), (7, "8/15")])
def test_lem_b7_mixture_of_hats_numerically(d, kappa):
    """(d−1)-th derivative at r = 1 of the integral over (1/2, 2) of x^{−2} times the hat, by quadrature."""
    half = d // 2
    c = mpmath.mpf((-1) ** (half + 1)) / factorial(2 * half)
    with mpmath.workdps(36):
        def hat(at, radius):
            return c * sum((-1) ** i * comb(half, i) * radius ** (2 * (half - i)) * (
                radius ** (2 * i + 1) - at ** (2 * i + 1)) / (2 * i + 1) for i in range(half + 1))

        def mixed(at):
            return mpmath.quad(lambda radius: hat(at, radius) / radius**2, [at, 2])

        derivative = mpmath.diff(mixed, 1, d - 1, h=mpmath.mpf(10) ** -5)
        expected = mpmath.mpf(sp.Rational(kappa).p) / sp.Rational(kappa).q - mpmath.mpf(1) / 2
        assert abs(derivative - expected) < 1e-3


@pytest.mark.parametrize("d", [3, 5, 7])
def test_lem_b7_mixture_of_kernels_is_elementary(d):
    """t ∫ T_x(r)/x² dx against [(t−r)_+^d − (t/ε)(ε−r)_+^d]/d!, at points inside, between and beyond ε and t."""
    with mpmath.workdps(30):
        inner, outer = mpmath.mpf(1) / 2, mpmath.mpf(2)

        def kernel(at, edge):
            return max(edge - at, 0) ** (d - 1) * ((d - 1) * edge + at) / factorial(d)

        for at in (mpmath.mpf(1) / 5, mpmath.mpf(1), mpmath.mpf(3)):
            pieces = sorted({inner, outer, min(max(at, inner), outer)})
            integral = outer * mpmath.quad(lambda edge, at=at: kernel(at, edge) / edge**2, pieces)
            closed = (max(outer - at, 0) ** d - outer / inner * max(inner - at, 0) ** d) / factorial(d)
            assert abs(integral - closed) < 1e-20


@pytest.mark.parametrize("d", [3, 5, 9])
def test_lem_b7_laplace_transform_of_the_kernel(d):
    """K_d by numerical inversion against the Hankel integral of T_x at frequency 1 and x = 4."""
    with mpmath.workdps(30):
        edge, order = mpmath.mpf(4), mpmath.mpf(d) / 2
        integral = mpmath.quad(
            lambda s: (edge - s) ** (d - 1) * ((d - 1) * edge + s) / factorial(d) * mpmath.besselj(order - 1, s)
            * s**order, [0, 2, 4])
        transform = (2 * mpmath.pi) ** order * integral
        area = 2 * mpmath.pi**order / mpmath.gamma(order)
        K = mpmath.invertlaplace(
            lambda q: q**-d * (1 + q * q) ** (-(d + 3) // 2) * ((d - 2) + (2 * d - 1) * q * q), edge, method="talbot")
        assert abs(transform / (area * factorial(d - 1)) - K) < 1e-12 * K
        if d == 3:
            assert abs(K - (2 * mpmath.sin(2) - 4 * mpmath.cos(2)) ** 2) < 1e-12
    assert sp.simplify(kernels.laplace_of_kernel().subs(kernels.d, d).subs(kernels.p, 2) - sp.Rational(
        (d - 2) + 4 * (2 * d - 1), 2**d * 5 ** ((d + 3) // 2))) == 0


def test_lem_b7_two_balls_of_radius_one_half():
    """Volume of the unit ball and, in d = 3, the lens of two unit balls at distance 1: 5π/12 (a handbook's figure)."""
    assert hats.ball(sp.Integer(3)) == 4 * sp.pi / 3
    lens = hats.intersection(2 * hats.ball(2 * m)).part("d 3")
    assert [sp.simplify(side.subs({r: 1, t: 2}) - 5 * sp.pi / 12) for side in (lens.lhs, lens.rhs)] == [0, 0]


def test_lem_b7_jump_of_the_fourth_derivative_in_dimension_seven():
    # −c (x²−r²)³ with c = 1/720, three derivatives at r = x: −c (−2x)³ 3! = 48 x³/720
    slope = -hats.normal(sp.Integer(3)) * (x**2 - r**2) ** 3
    assert sp.diff(slope, r, 3).subs(r, x) == x**3 / 15
    assert [sp.diff(slope, r, k).subs(r, x) for k in range(3)] == [0, 0, 0]


def test_lem_b7_witness_against_all_eps_and_t_by_hand():
    at = any_eps_and_t().settle(Effort()).evidence.witness["at"]
    small, large, point = (sp.Rational(at[name]) for name in ("t", "eps", "r"))
    assert small < point <= large
    assert (small - large) / large * point != 0


def test_lem_b7_refutation_in_a_part_of_a_part_can_be_rechecked():
    finding = mixture.no_boundary_terms().settle(Effort())
    assert finding.status is Status.REFUTED
    assert recheck_finding(json.loads(json.dumps(finding.to_data()))) is Status.REFUTED
    assert mixture.no_boundary_terms().matches(finding.evidence.proposition)


def test_lem_b7_kernels_derivatives_in_dimension_five():
    kernel = (x - r) ** 4 * (4 * x + r) / 120
    assert sp.expand(sp.diff(kernel, r, 4)) == r
    assert [sp.diff(kernel, r, k).subs(r, x) for k in range(4)] == [0, 0, 0, 0]
    inside = sp.expand(sp.diff(((t - r) ** 5 - t / eps * (eps - r) ** 5) / 120, r, 4))
    assert sp.simplify(inside - (t - eps) / eps * r) == 0
