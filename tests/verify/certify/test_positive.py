"""Positivity on boxes and half-lines: bounds of the potential of lem-B.9, elementary inequalities, tampering."""

from fractions import Fraction
from math import factorial
from typing import Any

import pytest
import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Effort, Integer, Real, Status
from verify.run.recheck._base import RecheckFailed
from verify.run.recheck._certify import positive

r, x, y = sp.symbols("r x y")


def reverse_bessel(d: int) -> sp.Expr:
    """p(r) from a_i = 2^i n! (2n-i)! / ((2n)! i! (n-i)!)."""
    n = (d - 3) // 2
    return sum(sp.Rational(2**i * factorial(n) * factorial(2 * n - i),
                           factorial(2 * n) * factorial(i) * factorial(n - i)) * r**i for i in range(n + 1))


def settled(expression: Any, *variables: Any) -> tuple[Status, Any]:
    """The status, once its evidence has been rechecked."""
    finding = Positive(expression, Domain.of(*variables)).settle(Effort())
    if finding.status is not Status.UNDECIDED:
        assert positive(finding.to_data()) is finding.status
    return finding.status, finding.evidence


def test_p_by_hand() -> None:
    assert sp.expand(reverse_bessel(9) - (1 + r + sp.Rational(2, 5) * r**2 + r**3 / 15)) == 0


@pytest.mark.parametrize("d", [5, 7, 11, 51])
@pytest.mark.parametrize("domain", [Real("r", ge="1/10", le=50), Real("r", gt=0), Real("r", ge="1/10")],
                         ids=lambda v: v.text())
def test_yukawa_is_below_coulomb(d: int, domain: Any) -> None:
    status, evidence = settled(reverse_bessel(d) * sp.exp(-r) / r**(d - 2) < r**(2 - d), domain)
    assert status is Status.CERTIFIED
    record = evidence.certificate["record"]
    assert sum(c.isdigit() for c in record) <= 31


@pytest.mark.parametrize(("expression", "domain"), [
    (1 + x + x**2 / 2 < sp.exp(x), Real("x", gt=0)),
    (1 + x <= sp.exp(x), Real("x", ge=0)),
    (sp.log(1 + x) < x, Real("x", gt=0, le=5)),
    (x - x**3 / 6 < sp.sin(x), Real("x", gt=0, le=2)),
    (sp.erf(x) < 1, Real("x", ge=0, le=3)),
    (sp.sqrt(x) < (1 + x), Real("x", gt=0)),
    (x * sp.exp(-x**2) < 1, Real("x", ge=0)),
    (x**10 * sp.exp(-x) < 454000, Real("x", ge=0)),  # the maximum is 10^10 e^-10 = 453999.29...
    (x**sp.Rational(1, 3) * sp.exp(-x) < 1, Real("x", gt=0)),
])
def test_true_in_one_variable(expression: Any, domain: Any) -> None:
    assert settled(expression, domain)[0] is Status.CERTIFIED


@pytest.mark.parametrize(("expression", "domain"), [
    (x**10 * sp.exp(-x) < 453999, Real("x", ge=0)),
    (1 + x < sp.exp(x), Real("x", ge=0)),  # equal at 0, which belongs to the domain
    (sp.exp(x / 100) < 1 + x, Real("x", gt=0)),  # fails only for large x
    (x - x**3 / 5 > sp.sin(x), Real("x", gt=0, le=2)),
    (sp.log(x) > -100, Real("x", gt=0, le=1)),  # fails below e^-100 only
])
def test_false_in_one_variable(expression: Any, domain: Any) -> None:
    assert settled(expression, domain)[0] is Status.REFUTED


def test_zero_is_not_positive() -> None:
    assert settled(sp.Integer(0), Real("x", ge=0))[0] is Status.REFUTED
    finding = Positive(sp.Integer(0), Domain.of(Real("x", gt=0)), ">=").settle(Effort())
    assert positive(finding.to_data()) is finding.status is Status.CERTIFIED


def test_two_variables() -> None:
    domain = (Real("x", ge=0, le=1), Real("y", ge=0, le=2))
    assert settled(x**2 + y**2 - x * y + sp.Rational(1, 50) > 0, *domain)[0] is Status.CERTIFIED
    assert settled(sp.exp(x) * y < x + 5, *domain)[0] is Status.CERTIFIED
    status, evidence = settled(sp.exp(x) * y < x + 4, *domain)  # at (1, 2): 5.43... against 5
    assert status is Status.REFUTED
    assert Fraction(evidence.witness["point"]["x"]) > Fraction(1, 2)


def test_what_touches_zero_inside_is_undecided() -> None:
    square = sp.expand((x - sp.Rational(1, 3))**2)
    assert Positive(square, Domain.of(Real("x", ge=0, le=1)), ">=").settle(Effort()).status is Status.UNDECIDED


def test_unsupported_is_said() -> None:
    finding = Positive(sp.log(1 + x) < x, Domain.of(Real("x", gt=0))).settle(Effort())
    assert finding.status is Status.UNDECIDED
    assert "half-line" in finding.reason
    assert "lower end" in Positive(x, Domain.of(Real("x", lt=0))).settle(Effort()).reason


def test_misuse_raises() -> None:
    with pytest.raises(ValueError, match="one of"):
        Positive(x, Domain.of(Real("x")), "!=")
    with pytest.raises(ValueError, match="real variables"):
        Positive(x, Domain.of(Integer("x")))


def test_the_relation_may_stand_in_the_expression() -> None:
    domain = Domain.of(Real("x", ge=0))
    assert Positive(1 + x <= sp.exp(x), domain) == Positive(1 + x, domain, "<=", sp.exp(x))


def _data(expression: Any, domain: Any) -> dict[str, Any]:
    return Positive(expression, Domain.of(domain)).settle(Effort()).to_data()


def _with(data: dict[str, Any], part: str, change: dict[str, Any]) -> dict[str, Any]:
    evidence = data["evidence"]
    return {**data, "evidence": {**evidence, part: {**evidence[part], **change}}}


def test_tampered_certificates_fail() -> None:
    data = _data(reverse_bessel(7) * sp.exp(-r) / r**5 < r**-5, Real("r", ge="1/10", le=50))
    record = data["evidence"]["certificate"]["record"]
    widened = [{**data["evidence"]["proposition"]["domain"][0], "lower": "1/20"}]
    for part, change in (
        ("certificate", {"record": record[:-1]}),
        ("certificate", {"record": record.replace("1", "0", 1)}),
        ("certificate", {"record": "0"}),
        ("certificate", {"record": "b" + record}),
        ("certificate", {"boxes": [["1", "50"]]}),
        ("certificate", {"factor": {"exponent": [], "power": "x"}}),
        ("proposition", {"domain": widened}),
        ("proposition", {"relation": ">"}),
    ):
        with pytest.raises(RecheckFailed):
            positive(_with(data, part, change))


def test_tampered_tail_and_zero_fail() -> None:
    data = _data(1 + x + x**2 / 2 + x**3 / 6 < sp.exp(x), Real("x", gt=0))
    certificate = data["evidence"]["certificate"]
    assert {"tail", "zero"} <= set(certificate)
    for change in ({"tail": "1/100"}, {"zero": {"order": 3, "until": "1/2"}}, {"zero": {"order": 5, "until": "1/2"}},
                   {"tail": "1000"}):
        with pytest.raises(RecheckFailed):
            positive(_with(data, "certificate", change))


def test_tampered_witness_fails() -> None:
    data = _data(sp.exp(x / 100) < 1 + x, Real("x", gt=0))
    witness = data["evidence"]["witness"]
    for change in ({"point": {"x": "1"}}, {"point": {"x": "-1"}}, {"lhs": [1, 0, 0, 0]}):
        with pytest.raises(RecheckFailed):
            positive(_with(data, "witness", witness | change))
