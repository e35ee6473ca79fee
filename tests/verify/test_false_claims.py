"""False propositions that a check once established, true ones that it refuted, and what they come to: all by hand.

Each comment says why the proposition is false (or true), so that the expected status needs no run.
"""

from fractions import Fraction

import pytest
import sympy as sp

from verify.certify import IntegralEquals, Positive
from verify.claims import Domain, Effort, Integer, Real, Status, Variable
from verify.decide import ForAll, MonomialBound, PositiveOn, TermwiseBound
from verify.exact import All, Family, Identity, SolvesRecurrence, SumFormula, UnsupportedTermError
from verify.run.recheck import RecheckFailed, recheck_finding

x, y, z, i, k, n = sp.symbols("x y z i k n")
f = sp.Function("f")
HALF, THIRD = sp.Rational(1, 2), sp.Rational(1, 3)
Z_TWIN = sp.Symbol("θ")  # printed as theta is
ANY_N, ANY_K, X_REAL = Integer("n"), Integer("k"), Domain.of(Real("x"))
ABOUT_0 = Domain.of(Real("x", ge=-1, le=1))
FROM_0 = Domain.of(Real("x", ge=0))


def settle(proposition):
    """The finding, which its recheck supports too."""
    finding = proposition.settle(Effort())
    assert recheck_finding(finding.to_data()) is finding.status
    return finding


NOT_ESTABLISHED = {
    # 0^0 = 1
    "a power of zero": Identity(sp.Integer(0) ** (n + 1), 0, Domain.of(Integer("n", ge=-1))),
    # exp(2 pi i pi) is no real number
    "minus one to 2 pi": Identity((-1) ** (2 * sp.pi), 1),
    # n = -1, k = 0: 1 on the left, 0 on the right
    "symmetry of binomials": Identity(sp.binomial(n, k), sp.binomial(n, n - k), Domain.of(ANY_N, ANY_K)),
    # cos 2 = -0.41...
    "a negative constant": ForAll((), sp.Ge(sp.cos(2) * x, 0), FROM_0),
    "an unknown constant": ForAll((), sp.Ge(f(0) * x, 0), FROM_0),
    # there is no integer between 1/2 and 3/4, so nothing is claimed
    "no integer": ForAll((), n > 0, Domain.of(Variable("n", True, HALF, False, Fraction(3, 4), False))),
    # n = 1: 1 <= -2
    "a negative base": MonomialBound(sp.Integer(1), sp.Pow(-2, n), Domain.of(Integer("n", ge=0))),
    "a base that is zero": MonomialBound(sp.Integer(1), sp.Pow(0, n), Domain.of(Integer("n", ge=0))),
    "a negative factor": MonomialBound(sp.Integer(1), -x, Domain.of(Real("x", ge=1)), facts=(x >= 1,)),
    # theta = 1, the other 1/2: 1 <= 1/4; the fact about the other is false, and reads like that about theta
    "facts that look the same": MonomialBound(
        sp.Integer(1), Z_TWIN**2 * sp.Symbol("theta"), Domain.of(Real("theta", ge=1), Real("θ", gt=0)),
        facts=(Z_TWIN >= 1, sp.Symbol("theta") >= 1)),
    # x <= 1 never holds for x >= 2
    "given is impossible": MonomialBound(x**2, x, Domain.of(Real("x", ge=2)), given=(x <= 1,)),
    # i = 5: 6^5/5! = 64.8 > 1; nothing is known of the steps below 5
    "a gap below": TermwiseBound(i, 6 / (i + 1), sp.Integer(1), assume=(i >= 5,)),
    # x = -1: -1 - 1 + 1/10 < 0
    "the root of a square": Positive(x - sp.sqrt(x**2) + sp.Rational(1, 10), ABOUT_0),
    # no value at x = 0
    "a cancelled division": Positive(x * (1 / x + 1) + 1, ABOUT_0),
    # 0 at the closed end x = 1/3
    "zero at a closed end": Positive(sp.exp(x - THIRD) - 1, Domain.of(Real("x", ge="1/3", le=1))),
    # sin^2 + cos^2 = 1
    "a single point": Positive(sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1 - sp.Rational(1, 10**30),
                               Domain.of(Real("x", ge=1, le=1))),
    # 2i/pi, whose real part is 0
    "a complex integral": IntegralEquals((-1) ** x, x, 0, 1, sp.Integer(0)),
}


@pytest.mark.parametrize("proposition", NOT_ESTABLISHED.values(), ids=NOT_ESTABLISHED)
def test_not_established(proposition):
    assert not settle(proposition).status.established


NOT_REFUTED = {
    # |x| + 1/10 >= 1/10
    "the root of a square": Positive(sp.sqrt(x**2) + sp.Rational(1, 10), ABOUT_0),
    # 2^i / (100 i!) <= 2/100
    "ratios above, terms below": TermwiseBound(i, 2 / (i + 1), sp.Integer(1), first=sp.Rational(1, 100)),
    "zero at an open end": Positive(x - 1, Domain.of(Real("x", gt=1))),
}


@pytest.mark.parametrize("proposition", NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_not_refuted(proposition):
    assert settle(proposition).status is not Status.REFUTED


def test_terms_that_refute():
    finding = settle(TermwiseBound(i, 1 / (i + 2), THIRD))  # 1/2! > 1/3
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness == {"at": {"i": "1"}, "lhs": "1/2", "rhs": "1/3"}


MISUSE = {
    # the sum of i n over i <= n is n^2 (n+1)/2; what was proved has 0 at n = 1
    "the summand grows too": lambda: SumFormula(i * n, i, 0, n, n * (n + 1) * (n - 1) / 3),
    "two parts of one name": lambda: All((("a", Identity(x, x + 1, X_REAL)), ("a", Identity(x, x, X_REAL)))),
    "two values alike": lambda: Family("d", (1, "1"), lambda d: Identity(x, x + (d == 1), X_REAL)).settle(Effort()),
    "a variable named like a derivative": lambda: Identity(
        sp.Symbol("p'") + sp.Derivative(sp.Function("p")(x), x), x, Domain.of(Real("p'"), Real("x"))).settle(Effort()),
    "SymPy's integral": lambda: Identity(sp.Integral(sp.exp(-x), (x, 0, sp.oo)), 1).settle(Effort()),
    "SymPy's sum": lambda: Identity(sp.Sum(i, (i, 1, n)), n * (n + 1) / 2, Domain.of(ANY_N)).settle(Effort()),
    "a function of two arguments": lambda: Identity(f(x, y), 0, Domain.of(Real("x"), Real("y"))).settle(Effort()),
    "an empty interval": lambda: Positive(-x, Domain.of(Real("x", gt=1, lt=1))),
    "a range the wrong way round": lambda: PositiveOn((1,), 5, 0),
}


@pytest.mark.parametrize("use", MISUSE.values(), ids=MISUSE)
def test_misuse(use):
    with pytest.raises(ValueError, match=r".{20}"):
        use()
    assert issubclass(UnsupportedTermError, ValueError)


STATUS_FOR_ALL = {
    # x + 1 > 0 wherever x >= 0, and 1/x > 1 for 0 < x < 1 only
    "an assumption without a value at a sample": (ForAll((1 / x > 0,), x + 1 > 0, FROM_0), Status.PROVED),
    "order of assumptions": (ForAll((1 / x > 1, x > 0), x < 1, X_REAL), Status.PROVED),
    # the root of 2 is a point
    "false of an irrational point": (ForAll((sp.Eq(x**2, 2),), sp.false, X_REAL), Status.REFUTED),
    "an undetermined function": (ForAll((), f(x) ** 2 >= 0, X_REAL), Status.UNDECIDED),
    "a base that is no polynomial": (Identity((n + 1 / y) ** n, 1, Domain.of(ANY_N, Real("y"))), Status.REFUTED),
    "a division by zero in a Taylor form": (
        Positive(2 + 1 / x**2, Domain.of(Real("x", gt=-1, le=3))), Status.UNDECIDED),
}


@pytest.mark.parametrize(("proposition", "status"), STATUS_FOR_ALL.values(), ids=STATUS_FOR_ALL)
def test_a_status_and_no_exception(proposition, status):
    assert settle(proposition).status is status


def test_a_recurrence_ends_at_its_first_pole():
    # a(n+1) = a(n)/(3 - n) from a(0) = 6 gives 6, 2, 1, 1 and no value after that
    pole = settle(SolvesRecurrence(n, sp.gamma(4 - n), ratio=1 / (3 - n), first=6)).evidence.domain
    none = settle(SolvesRecurrence(n, 1 / sp.factorial(n), ratio=1 / (n + 1), first=1)).evidence.domain
    assert "up to the first without a value" in pole
    assert "up to" not in none


def undecided_as(status, proposition):
    data = proposition.settle(Effort()).to_data()
    assert data["status"] == "undecided"
    return data | {"status": status}


TAMPERED = {
    # true, but no rule shows it
    "an identity without a form": undecided_as("proved", Identity(sp.Abs(x), x, FROM_0)),
    "an assumption that nothing satisfies": undecided_as("proved", ForAll((x > 1, x < 0), x > 5, X_REAL)),
    "ratios that refute nothing": undecided_as("refuted", NOT_REFUTED["ratios above, terms below"]),
}


@pytest.mark.parametrize("finding", TAMPERED.values(), ids=TAMPERED)
def test_tampered(finding):
    with pytest.raises(RecheckFailed):
        recheck_finding(finding)


def test_a_part_left_out():
    whole = All.of(true=Identity(x, x, X_REAL), open=Identity(sp.Abs(x), x, FROM_0))
    finding = whole.settle(Effort()).to_data()
    assert finding["status"] == "undecided"
    del finding["evidence"]["parts"][1], finding["evidence"]["proposition"]["parts"][1]
    with pytest.raises(RecheckFailed, match="left out"):
        recheck_finding(finding | {"status": "proved"})
    finding["evidence"]["proposition"]["count"] = 1  # then it is no longer the claim's
    assert recheck_finding(finding | {"status": "proved"}) is Status.PROVED
    assert not whole.matches(finding["evidence"]["proposition"])
