"""Mutants of small formulas whose fate is known by hand; each comment says why."""

import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction

import pytest
import sympy as sp

from verify.certify import IntegralEquals, Positive
from verify.claims import (
    Domain,
    Effort,
    Evidence,
    Finding,
    Integer,
    Real,
    Status,
    Variable,
    load_statements,
)
from verify.controls.mutants import Change, apart, bracket, changes, formulas, judged, mutants, violated
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import All, Family, Identity, SolvesRecurrence, SumFormula

x, y, i, n, d = sp.symbols("x y i n d")
f, B = sp.Function("f"), sp.Symbol("b")
REAL = Domain.of(Real("x"))
EFFORT = Effort()
LINE = ForAll((sp.Ge(y, 0),), sp.Ge(x + y, 1, evaluate=False), Domain.of(Real("x", ge=2), Real("y")))


def verdict(base, *path, operation):
    assert base.settle(EFFORT).status.established
    return judged(base, Change(path, operation), EFFORT).verdict


def test_every_kind_of_change_of_an_identity():
    base = Identity(x**n + y, x**n + y, Domain.of(Real("x", gt=0), Integer("n", ge=2), Real("y")))
    found, left_out = changes(base)
    assert left_out == 0
    assert {change.operation for change in found} == {
        "sign", "swap", "+1", "-1", "lower -1", "lower removed", "lower closed", "real"}
    for change in found:
        if change.path[0] in ("lhs", "rhs"):
            assert judged(base, change, EFFORT).verdict == "refuted", change


@pytest.mark.parametrize(("base", "path", "operation", "expected"), [
    (LINE, ("conclude", 1), "+1", "slack"),  # x + y >= 2 too
    (LINE, ("conclude", 1), "-1", "weaker"),  # x + y >= 0
    (LINE, ("conclude",), "strict", "slack"),  # x + y >= 2 > 1
    (LINE, ("conclude",), "turn", "refuted"),  # x = 2, y = 0
    (LINE, ("assume",), "drop 0", "refuted"),  # y = -5
    (LINE, ("assume", 0), "strict", "weaker"),  # y > 0 is less than y >= 0
    (LINE, ("assume", 0, 1), "-1", "slack"),  # y >= -1 is enough
    (LINE, ("assume", 0, 1), "+1", "weaker"),
    (LINE, ("domain", "variables", 0), "lower -1", "slack"),  # x >= 1 is enough
    (LINE, ("domain", "variables", 0), "lower removed", "refuted"),
    (ForAll((sp.Ge(x, 0),), sp.Ge(x + 1, 1, evaluate=False), Domain.of(Real("x", le=0))), ("assume", 0, 1), "+1",
     "vacuous"),  # x >= 1 and x <= 0
    (Identity(x * y, y * x, Domain.of(Real("x", ge=0), Real("y"))), ("domain", "variables", 0), "lower removed",
     "wider"),
    (Identity(n, n, Domain.of(Integer("n", ge=0))), ("domain", "variables", 0), "real", "wider"),
    (Identity((x**2) ** 1, x**2, REAL), ("lhs", 1), "+1", "refuted"),
    # f(x) = f(y) only for constants: the engine finds no point, the second route gives f two values
    (Identity(y + f(x), y + f(x), Domain.of(Real("x"), Real("y"))), ("lhs", 1, 0), "swap", "refuted"),
    (SumFormula(i, i, 0, n, n * (n + 1) / 2), ("summand",), "sign", "refuted"),
    (SolvesRecurrence(n, sp.factorial(n), ratio=n + 1, first=sp.Integer(1)), ("first",), "+1", "refuted"),
    (MonomialBound(x, x**2, Domain.of(Real("x", ge=1)), facts=(x >= 1,)), ("rhs", 1), "+1", "weaker"),  # x <= x^3
    (MonomialBound(x, x**3, Domain.of(Real("x", ge=1)), facts=(x >= 1,)), ("rhs", 1), "-1", "slack"),  # x <= x^2
    (TermwiseBound(i, 1 / (i + 3), 1 / (i + 1)), ("ratio", 0, 0), "-1", "slack"),  # i + 2
    (TermwiseBound(i, 1 / (i + 3), 1 / (i + 1)), ("ratio", 0, 0), "+1", "weaker"),  # i + 4
    (Positive(sp.exp(x) + 3, Domain.of(Real("x", ge=0, le=1))), ("expression", 0), "-1", "slack"),
    (Positive(sp.exp(x) + 3, Domain.of(Real("x", ge=0, le=1))), ("expression", 0), "+1", "weaker"),
    # the integral of (1 + b x)^2 over [-1, 1] has no odd power of b
    (IntegralEquals(1 + 2 * B * x + B**2 * x**2, x, -1, 1, 2 + 2 * B**2 / 3, points=({"b": Fraction(1, 2)},)),
     ("integrand", 2), "sign", "equivalent"),
    (IntegralEquals(x**2, x, 0, 1, sp.Rational(1, 3)), ("integrand", 1), "+1", "refuted"),  # 1/4
])
def test_verdicts(base, path, operation, expected):
    assert verdict(base, *path, operation=operation) == expected


def test_a_surviving_equality_that_is_another_one_is_seen():
    """Two parameters with the same value at every listed point: a symbol swapped is not noticed by the integrals."""
    b, c = sp.symbols("b c")
    base = IntegralEquals(c * sp.exp(-b * x), x, 0, None, c / b, points=({"b": Fraction(2), "c": Fraction(2)},))
    (change,) = (one for one in changes(base)[0] if one.applied(base).value == 1)
    assert verdict(base, *change.path, operation="swap") == "survivor"  # 1 is c/b at b = c = 2


@dataclass(frozen=True)
class Believing(ForAll):
    """A broken check: whatever it is asked, it says proved."""

    def settle(self, effort):
        return Finding(Status.PROVED, Evidence("none", "none", proposition=self.to_data()))


@pytest.mark.parametrize(("operation", "expected"), [
    ("+1", "survivor"),  # x >= 2 is false for x >= 1
    ("turn", "survivor"),  # x <= 1
    ("-1", "weaker"),  # x >= 0 follows from x >= 1, whatever the broken check says of either
])
def test_a_check_that_believes_everything_does_not_judge_itself(operation, expected):
    base = Believing((), sp.Ge(x, 1, evaluate=False), Domain.of(Real("x", ge=1)))
    path = ("conclude",) if operation == "turn" else ("conclude", 1)
    assert verdict(base, *path, operation=operation) == expected


@pytest.mark.parametrize(("base", "path", "operation"), [
    # a <= x^2 and x >= 1 do not give a <= x: a = x^2 = 4; the engine has no witness where something is given
    (MonomialBound(y, x**2, Domain.of(Real("x", ge=1), Real("y", gt=0)), given=(y <= x**2,)), ("rhs", 1), "-1"),
    # y <= e^x and 3 >= e^x give y <= 3, not y <= 2: y must be taken close to its bound
    (MonomialBound(y, sp.Integer(3), Domain.of(Real("x", gt=0), Real("y", gt=0)),
                   given=(y <= sp.exp(x), sp.exp(x) <= 3)), ("rhs",), "-1"),
    # y <= d x and d <= x; without the second, y = 20 with d = 20 and x = 1
    (MonomialBound(y, x**2, Domain.of(Real("x", ge=1), Real("y", gt=0), Real("d", gt=0)), given=(y <= d*x, d <= x)),
     ("given",), "drop 1"),
])
def test_a_bound_with_facts_from_elsewhere_is_refuted_at_a_point(base, path, operation):
    assert Change(path, operation).applied(base).settle(EFFORT).status is Status.UNDECIDED
    assert verdict(base, *path, operation=operation) == "refuted"


@pytest.mark.parametrize("true", [
    ForAll((x + y <= 2,), x**2 + 1 >= 2 * x, Domain.of(Real("x"), Real("y"))),
    ForAll((), sp.Ge(x**2, 9), Domain.of(Integer("x", ge=3))),
    Positive(sp.exp(x) >= 1 + x, Domain.of(Real("x", ge=0, le=1))),
    MonomialBound(y, x**2, Domain.of(Real("x", ge=1), Real("y", gt=0)), given=(y <= x**2,)),
    TermwiseBound(i, 1 / (i + 3), 1 / (i + 1)),
    Identity(x, x, REAL),
])
def test_what_is_true_is_violated_nowhere(true):
    """e^x and 1 + x meet at 0, and a = x^2 at the bound: balls that touch violate nothing."""
    assert violated(true) is None


def test_a_string_is_no_formula():
    """A string that SymPy would evaluate is refused by the second route."""
    with pytest.raises(sp.SympifyError):
        apart(Identity("__import__('os').getcwd()", x, REAL))


def test_second_route_adds_up_and_runs_on():
    """0 + 1 + ... + n is n (n + 1) / 2, not n^2; n! is not n^2 + 1, which begins 1, 2 too."""
    assert apart(SumFormula(i, i, 0, n, n * (n + 1) / 2)) == (6, None)
    assert apart(SumFormula(i, i, 0, n, n**2))[1] is not None
    assert apart(SolvesRecurrence(n, n**2 + 1, ratio=n + 1, first=sp.Integer(1)))[1] is not None


@pytest.mark.parametrize(("base", "path", "operation", "words"), [
    # x^2 + c >= 2x from c = 1 on
    (ForAll((), sp.Ge(x**2 + 2, 2 * x, evaluate=False), REAL), ("conclude", 0, 0), "-1", "2 may be 1, not 66/67"),
    # d^2 >= 9 from 3 on, and 5 stands; whole numbers only
    (ForAll((), sp.Ge(d**2, 9), Domain.of(Integer("d", ge=5))), ("domain", "variables", 0), "lower -1",
     "5 may be 3, not 2"),
    (ForAll((), sp.Ge(x, 3, evaluate=False), Domain.of(Real("x", ge=4))), ("domain", "variables", 0), "lower -1",
     "4 may be 3, not 200/67"),
    # 3x >= 7 for x >= 7/3, which no halving of 3 meets
    (ForAll((), sp.Ge(3 * x, 7, evaluate=False), Domain.of(Real("x", ge=3))), ("domain", "variables", 0), "lower -1",
     "3 may be 7/3, not 163/70"),
    # x + 1000 >= 0 for x >= 1000 stands from x >= -1000 on: past 0
    (ForAll((), sp.Ge(x + 1000, 0), Domain.of(Real("x", ge=1000))), ("domain", "variables", 0), "lower -1",
     "1000 may be -1000, not -3001/3"),
    (ForAll((), sp.Ge(x**2, -1), REAL), ("conclude", 1), "-1", "-1 may be any value as far as -513"),
])
def test_best_constants(base, path, operation, words):
    assert bracket(base, Change(path, operation), EFFORT).words() == words


def test_named_assumptions_lose_their_names():
    base = ForAll((x >= 1, y >= 2), x + y >= 3, Domain.of(Real("x"), Real("y")), ("first", "second"))
    assert Change(("assume",), "drop 0").applied(base).named == ("second",)
    assert Change(("assume", 0, 1), "+1").applied(base).named == ("first", "second")


def test_a_part_keeps_nothing_of_what_was_found():
    """A changed proposition is settled anew; what is kept with the old one stays with the old one."""
    base = ForAll((), x**2 >= 0, REAL)
    All.of(only=base).settle(EFFORT)
    changed = Change(("conclude",), "turn").applied(base)
    assert not changed.settle(EFFORT).status.established


def test_parts_and_families_are_gone_into():
    class Given:
        expected = type("E", (), {"status": type("S", (), {"established": True})})
        controls = ()

        @staticmethod
        def build():
            return All.of(one=Identity(x, x, REAL),
                          many=Family("k", (1, 2, 3), lambda k: Identity(k * x, x * k, REAL)))

    assert [formula.part for formula in formulas(Given)] == ["one", "many / k = 1", "many / k = 3"]


NOTHING = Domain.of(Variable("n", True, Fraction(1, 2), False, Fraction(3, 4), False))
BEYOND = Domain.of(Real("x", ge=2))


@pytest.mark.parametrize("base", [
    Identity(n + n, 2 * n, NOTHING),
    Identity(n, n, Domain.of(Integer("n", ge=1, le=2, residue=(0, 4)))),
    Identity(x, x, Domain.of(Variable("x", False, Fraction(1), True, Fraction(1), False))),
    SumFormula(i, i, 0, d, d * (d + 1) / 2, NOTHING),
    SolvesRecurrence(d, sp.factorial(d), ratio=d + 1, first=sp.Integer(1), domain=NOTHING),
    ForAll((), n >= 0, NOTHING),
    ForAll((x <= 1,), x >= 0, BEYOND),
    MonomialBound(sp.Integer(1), sp.Integer(2) ** n, NOTHING),
    MonomialBound(sp.Integer(1), x, BEYOND, assume=(x <= 1,), facts=(x >= 1,)),
    MonomialBound(x**2, x, BEYOND, given=(x <= 1,)),
    TermwiseBound(i, 1 / (i + 2), 1 / (i + 1), assume=(i <= -1,)),
    TermwiseBound(i, 1 / (i + 2), 1 / (i + 1), domain=NOTHING),
    All.of(part=Identity(n, n, NOTHING)),
], ids=lambda base: f"{type(base).__name__}: {base.text()}")
def test_vacuous_is_never_established(base):
    """Each domain has no member, or the assumptions contradict it."""
    finding = base.settle(EFFORT)
    assert not finding.status.established
    assert "vacuous" in finding.reason


def test_a_positive_on_nothing_is_refused():
    with pytest.raises(ValueError, match="empty"):
        Positive(x, Domain.of(Variable("x", False, Fraction(1), True, Fraction(1), False)))


def _key_lines(seed):
    code = ("import sys; sys.path.insert(0, '.')\n"
            "from verify.claims import load_statements\n"
            "from verify.controls.mutants import changes, formulas\n"
            "for claim in load_statements('proofs_checks')['lem-B.6'].claims:\n"
            "    for formula in formulas(claim):\n"
            "        if formula.mutable:\n"
            "            print(formula.part, [c.words(formula.proposition) for c in changes(formula.proposition)[0]])")
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin"}).stdout


@pytest.mark.slow
def test_the_order_does_not_depend_on_hashes():
    assert _key_lines("1") == _key_lines("2")


def test_a_sample_of_the_paper_the_same_with_one_job_and_with_two():
    registry = load_statements("proofs_checks")
    one, two = (mutants(registry, ["lem-B.6"], jobs=jobs, sample=60) for jobs in (1, 2))
    assert one.success
    assert 40 <= len(one.records) <= 60
    assert one.records == two.records
    assert sum(record["verdict"] == "refuted" for record in one.records) > len(one.records) / 3


@pytest.mark.slow
def test_ten_thousand_mutants_of_the_paper():
    report = mutants(load_statements("proofs_checks"), jobs=2, sample=11_000, timeout=10)  # every seventh
    assert report.complete
    assert report.success, [r for r in report.records if r["verdict"] == "survivor"] or report.vacuous
    assert len(report.records) >= 10_000
