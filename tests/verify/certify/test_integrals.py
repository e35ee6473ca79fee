"""Enclosed integrals: closed forms from handbooks, the branch-cut flag, tails, tampering."""

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import acb, arb

from verify.certify import IntegralEquals, enclose_integral, precision
from verify.certify._balls import ball
from verify.certify._evaluate import UnsupportedTermError
from verify.certify._integrals import majorant, tail_bound
from verify.claims import Effort, Status
from verify.exact._terms import to_data
from verify.run.recheck._base import RecheckFailed
from verify.run.recheck._certify import integral

x, b = sp.symbols("x b")


def settled(*args: Any, **options: Any) -> tuple[Status, Any]:
    """The status, once its evidence has been rechecked."""
    finding = IntegralEquals(*args, **options).settle(Effort())
    if finding.status is not Status.UNDECIDED:
        assert integral(finding.to_data()) is finding.status
    return finding.status, finding


@pytest.mark.parametrize(("integrand", "lower", "upper", "value"), [
    (sp.sqrt(x), 1, 4, sp.Rational(14, 3)),
    (x**sp.Rational(1, 3), 1, 8, sp.Rational(45, 4)),
    (sp.exp(-x**2), 0, None, sp.sqrt(sp.pi) / 2),
    (x**5 * sp.exp(-2 * x), 0, None, sp.Rational(120, 64)),
    (sp.log(x), 1, 2, 2 * sp.log(2) - 1),
    (sp.exp(-x**2) * sp.cos(x), 0, None, sp.sqrt(sp.pi) / 2 * sp.exp(-sp.Rational(1, 4))),
    (sp.erf(x) * sp.exp(-x), 0, None, sp.exp(sp.Rational(1, 4)) * (1 - sp.erf(sp.Rational(1, 2)))),
    (1 / (1 + x**2), 0, 1, sp.pi / 4),
])
def test_against_handbook(integrand: Any, lower: Any, upper: Any, value: Any) -> None:
    assert settled(integrand, x, lower, upper, value)[0] is Status.CERTIFIED


def test_where_sympy_is_wrong() -> None:
    """sqrt(1-x) log(1-x) over (0, 1), which SymPy integrates to 0; here up to 1 - 10^-6, by an antiderivative."""
    F = (1 - x)**sp.Rational(3, 2) * (sp.Rational(4, 9) - sp.Rational(2, 3) * sp.log(1 - x))
    integrand, end = sp.sqrt(1 - x) * sp.log(1 - x), 1 - sp.Rational(1, 10**6)
    assert sp.simplify(sp.diff(F, x) - integrand) == 0
    assert settled(integrand, x, 0, end, F.subs(x, end) - sp.Rational(4, 9))[0] is Status.CERTIFIED
    assert settled(integrand, x, 0, end, sp.Integer(0))[0] is Status.REFUTED


def test_parameters() -> None:
    points = ({"b": Fraction(1, 2)}, {"b": Fraction(3)})
    formula = (sp.exp(-b * x) * sp.sin(x), x, 0, None, 1 / (1 + b**2))
    assert settled(*formula, points=points)[0] is Status.CERTIFIED
    status, finding = settled(*formula[:4], 1 / (1 + b), points=({"b": Fraction(1)}, *points))
    assert status is Status.REFUTED  # 1/2 = 1/2 at b = 1, 4/5 against 2/3 at b = 1/2
    assert finding.evidence.witness["point"] == {"b": "1/2"}


def test_what_is_not_integrable_is_undecided() -> None:
    assert settled(1 / x, x, 0, 1, sp.Integer(5))[0] is Status.UNDECIDED
    assert settled(sp.exp(x), x, 0, None, sp.Integer(5))[0] is Status.UNDECIDED
    assert "unsupported" in settled(sp.exp(-x) * sp.gamma(x), x, 1, None, sp.Integer(5))[1].reason


def test_the_flag_matters() -> None:
    """The wrong value is python-flint's own example of ignoring the flag."""
    right = enclose_integral(lambda z, flag: z.sqrt(analytic=flag), arb(1), arb(4))
    wrong = acb.integral(lambda z, flag: z.sqrt(), 1, 4).real
    assert right.contains(arb(14) / 3)
    assert not wrong.overlaps(right)


@pytest.mark.parametrize("integrand", [
    x**3 * sp.exp(-x / 2), sp.sin(x) * sp.exp(-x), sp.log(x) * sp.exp(-2 * x), sp.exp(-x**2 + 1), 1 / (1 + x**2),
    x**sp.Rational(-5, 2), sp.erf(x) * sp.exp(-x) / (1 + 3 * x),
])
def test_tails_are_bounded(integrand: Any) -> None:
    import mpmath as mp

    with precision(64):
        bound = tail_bound(majorant(to_data(integrand), "x", {}), ball(30))
        true = mp.quad(sp.lambdify(x, abs(integrand), "mpmath"), [30, 60, 120, mp.inf])
        assert bound > arb(str(true)) * ball(Fraction(999, 1000))


def test_growth_has_no_tail_bound() -> None:
    with precision(64):
        for integrand in (sp.exp(x), 1 / x, x**2, sp.sin(x)):
            assert not tail_bound(majorant(to_data(integrand), "x", {}), ball(100)).is_finite()
        for integrand in (sp.exp(x**2), 1 / (x - 50), sp.gamma(x)):
            with pytest.raises(UnsupportedTermError):
                majorant(to_data(integrand), "x", {})


def test_tampered_evidence_fails() -> None:
    data = IntegralEquals(sp.exp(-b * x), x, 0, None, 1 / b, points=({"b": Fraction(2)},)).settle(Effort()).to_data()
    evidence = data["evidence"]
    for change in ({"value": ["^", {"var": "b"}, "-2"]}, {"lower": "1/100"}, {"points": [{"b": "2"}, {"b": "3"}]},
                   {"digits": 3000}):
        with pytest.raises(RecheckFailed):
            integral({**data, "evidence": {**evidence, "proposition": {**evidence["proposition"], **change}}})
    data = IntegralEquals(sp.exp(-b * x), x, 0, None, b, points=({"b": Fraction(2)},)).settle(Effort()).to_data()
    evidence = data["evidence"]
    with pytest.raises(RecheckFailed):
        integral({**data, "evidence": {**evidence, "witness": {**evidence["witness"], "point": {"b": "1"}}}})
