"""Goals for Coq: what is written, what is left out and said, and that nothing of a user's becomes Coq code."""

import re
import shutil
from fractions import Fraction

import pytest
import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Real, Status
from verify.decide import ForAll
from verify.exact import All, Identity
from verify.report import coq_export, coq_file, preamble
from verify.report._coq import comment
from verify.report._coq_terms import Names, NoCounterpartError, term, value_at

x, y, d, f = sp.Symbol("x"), sp.Symbol("y"), sp.Symbol("d"), sp.Function("f")
UNIT = Domain.of(Real("x", ge=0, le=1))

needs_coq = pytest.mark.skipif(shutil.which("coqtop") is None, reason="no Coq here")


def exported(*propositions, status=Status.CERTIFIED):
    return coq_export((f"lem-{i}/claim", status, p.to_data()) for i, p in enumerate(propositions))


def goal(proposition):
    found, = exported(proposition).goals
    return found


# what is written: expected by hand

def test_a_bound_is_stated_on_its_box():
    made = goal(Positive(sp.exp(x) * sp.sin(x) < 3, UNIT))
    assert made.statement == "forall v_x : R, 0 <= v_x -> v_x <= 1 -> (exp v_x * sin v_x) < 3"
    assert "interval with (i_taylor v_x, i_bisect v_x, i_prec 90" in made.proof
    assert made.left_out == ()


def test_a_decision_keeps_its_hypotheses_and_what_integers_are():
    made = goal(ForAll((x <= y,), x * d <= y * d, Domain.of(Real("x"), Real("y"), Integer("d", ge=3, residue=(1, 2)))))
    assert made.statement == ("forall v_x v_y v_d : R, 3 <= v_d -> (exists z : Z, v_d = IZR (2 * z + 1)) -> "
                              "(v_x <= v_y) -> ((v_d * v_x) <= (v_d * v_y))")


def test_an_identity_holds_where_no_divisor_is_zero():
    made = goal(Identity(x / (x + y) + y / (x + y), sp.Integer(1), Domain.of(Real("x"), Real("y"))))
    assert "(v_x + v_y) <> 0 -> " in made.statement
    assert made.statement.endswith(" = 1")


def test_values_of_undetermined_functions_are_any_real_numbers():
    made = goal(Identity(2 * f(x) * sp.diff(f(x), x), sp.diff(f(x) ** 2, x), Domain.of(Real("x"))))
    assert made.statement.startswith("forall f_f_0 f_f_1 v_x : R, ")


@pytest.mark.parametrize(("data", "written"), [
    ("-3/7", "(-3 / 7)"),
    (["^", {"var": "x"}, "-2"], "(/ v_x) ^ 2"),
    (["^", {"var": "x"}, "1/2"], "(sqrt v_x)"),
    (["log", ["+", "1", {"var": "x"}]], "ln (1 + v_x)"),
    (["abs", ["pi"]], "Rabs PI"),
])
def test_terms(data, written):
    assert term(data, Names()) == written


@pytest.mark.parametrize(("data", "reason"), [
    (["erf", {"var": "x"}], "erf"),
    (["gamma", {"var": "x"}], "gamma"),
    (["^", {"var": "x"}, "1/3"], "square root"),
    (["^", {"var": "x"}, {"var": "n"}], "exponent"),
    (["^", {"var": "x"}, "10000"], "power above"),
])
def test_what_has_no_counterpart_is_named(data, reason):
    with pytest.raises(NoCounterpartError, match=reason):
        term(data, Names())


# what is left out, and said

def test_a_half_line_is_cut_and_its_tail_is_named():
    made = goal(Positive(sp.exp(-x) < 2, Domain.of(Real("x", ge=1))))
    assert "v_x <= 33 -> " in made.statement
    assert made.left_out == ("v_x > 33",)


def test_next_to_an_end_where_the_sides_meet_nothing_is_claimed():
    made = goal(Positive(1 + x < sp.exp(x), Domain.of(Real("x", gt=0, le=1))))  # both are 1 at 0
    assert "(1 / 64) <= v_x -> " in made.statement
    assert made.left_out == ("v_x < 1/64, next to 0, where the sides meet or have no value",)


def test_next_to_an_end_without_a_value_nothing_is_claimed():
    made = goal(Positive(1 / x > sp.Rational(1, 2), Domain.of(Real("x", gt=0, le=1))))
    assert made.left_out[0].startswith("v_x < 1/64")


def test_exact_values():
    at = {"x": Fraction(0)}
    assert value_at(["*", ["exp", {"var": "x"}], ["^", "9/4", "1/2"]], at) == Fraction(3, 2)
    assert value_at(["exp", "1"], at) is None
    with pytest.raises(ZeroDivisionError):
        value_at(["^", {"var": "x"}, "-1/2"], at)


def test_what_is_not_exported_is_counted_with_its_reason():
    parts = All.of(root=Identity(sp.sqrt(x) ** 2, x, UNIT), square=ForAll((), x**2 >= 0, UNIT))
    found = coq_export([("a/1", Status.PROVED, parts.to_data()), ("a/2", Status.REFUTED, parts.to_data()),
                        ("a/3", Status.OBSERVED, parts.to_data()), ("a/4", Status.PROVED, {"kind": "sonnet"}),
                        ("a/5", Status.PROVED, {"kind": "positive"}), ("a/6", Status.PROVED, None)])
    assert [made.places for made in found.goals] == [("a/1: root",), ("a/1: square",)]
    assert found.without == {
        "claims that are observed, not proved or certified": 1, "claims that are refuted, not proved or certified": 1,
        "of kind None": 1, "of kind positive, written in a way that is not known here": 1, "of kind sonnet": 1}
    assert "Without a goal: 1 claims that are observed" in coq_file(found, "a test")


def test_the_same_goal_stands_once_with_all_its_places():
    claim = Positive(sp.exp(x) < 3, UNIT)
    made, = exported(claim, claim).goals
    assert made.places == ("lem-0/claim", "lem-1/claim")


def test_the_same_claims_give_the_same_file():
    claims = [Positive(sp.exp(x) < 3, UNIT), ForAll((), x**2 >= 0, UNIT)]
    assert coq_file(exported(*claims), "t") == coq_file(exported(*claims), "t")


# nothing of a user's becomes Coq code

HOSTILE = ['x. Axiom a : False. (*', "*) Axiom b : False. (*", '" Axiom c : False.', "\x1b[31mred",
           "Prop\nAxiom e : False."]


def test_hostile_words_stay_in_comments_and_names():
    symbols = [sp.Symbol(name) for name in HOSTILE]
    domain = Domain.of(*(Real(name) for name in HOSTILE))
    data = ForAll((), sum(s**2 for s in symbols) >= 0, domain).to_data()
    written = coq_file(coq_export([(name, Status.PROVED, {"kind": "all", "parts": [[name, data]]})
                                   for name in HOSTILE]), HOSTILE[1])
    code = re.sub(r"\(\*.*?\*\)", "", written)
    assert "Axiom" in written
    assert not re.search(r"Axiom\s", code)
    assert '"' not in written
    assert "\x1b" not in written
    assert len(re.findall(r"^Lemma c_", code, flags=re.M)) == 1  # one goal, claimed in five places


def test_different_variables_have_different_names():
    names = Names()
    assert len({names.of(name) for name in ("a;", "a ", "a_", "a", "A", *HOSTILE)}) == 10


def test_a_comment_cannot_be_left():
    for words in HOSTILE:
        inner = comment(words)[2:-2]
        assert "*" not in inner
        assert '"' not in inner
        assert "\n" not in inner


# Coq's own judgement

TRUE = [
    Positive(sp.exp(x) < sp.Rational(2719, 1000), UNIT),
    Positive(sp.sqrt(x) + sp.log(1 + x) + sp.pi > 3, UNIT),
    Positive(1 + x < sp.exp(x), Domain.of(Real("x", gt=0))),
    Positive(sp.exp(-x * y) <= 1 + x, Domain.of(Real("x", ge=0, le=1), Real("y", ge=1, le=2))),
    ForAll((), sp.Ge(x**2 + y**2, 2 * x * y), Domain.of(Real("x"), Real("y"))),
    ForAll((sp.Ne(x, 0),), x**2 * (1 + y**2) > 0, Domain.of(Real("x"), Real("y"))),
    ForAll((), sp.Le(x / (x + y), 1), Domain.of(Real("x", gt=0), Real("y", gt=0))),
    ForAll((), sp.Le(sp.Abs(x + y), sp.Abs(x) + sp.Abs(y)), Domain.of(Real("x"), Real("y"))),
    Identity(x / (x + y) + y / (x + y), sp.Integer(1), Domain.of(Real("x"), Real("y"))),
    Identity(2 * f(x) * sp.diff(f(x), x), sp.diff(f(x) ** 2, x), Domain.of(Real("x"))),
]
FALSE = [
    Positive(sp.exp(x) < sp.Rational(2718, 1000), UNIT),  # e = 2.71828...
    Positive(sp.sqrt(x) + sp.log(1 + x) + sp.pi > sp.Rational(22, 7), UNIT),
    ForAll((), sp.Ge(x**2 + y**2, sp.Rational(201, 100) * x * y), Domain.of(Real("x"), Real("y"))),
    ForAll((), x**2 * (1 + y**2) > 0, Domain.of(Real("x"), Real("y"))),
    ForAll((), sp.Le(x / (x - y), 1), Domain.of(Real("x", gt=0), Real("y", gt=0))),
    Identity(x / (x + y) - y / (x + y), sp.Integer(1), Domain.of(Real("x"), Real("y"))),
    Identity(f(x) * sp.diff(f(x), x), sp.diff(f(x) ** 2, x), Domain.of(Real("x"))),
]


@needs_coq
@pytest.mark.slow  # Coq's libraries, and twice five seconds on a bound that does not hold
def test_coq_accepts_what_is_true_and_rejects_what_is_false():
    from proofs_checks.cli._coqtop import accepted

    found = exported(*TRUE, *FALSE)
    answers = accepted(preamble(found.goals), [(made.name, made.lemma) for made in found.goals], 10)
    assert answers == [True] * len(TRUE) + [False] * len(FALSE)


@needs_coq
@pytest.mark.slow
def test_one_lemma_that_dies_does_not_take_the_others_along():
    from proofs_checks.cli._coqtop import accepted

    lemmas = [("a", "Lemma a : True.\nProof. exact I. Qed."), ("b", "Lemma b : True.\nProof. exact I. Qed.\nQuit."),
              ("c", "Lemma c : False.\nProof. exact I. Qed."), ("e", "Lemma e : True.\nProof. exact I. Qed.")]
    assert accepted("", lemmas, 5) == [True, False, False, True]
