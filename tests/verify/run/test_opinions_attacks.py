"""Falsehoods passed off as proved, and truths that are hard for numbers: a second opinion falls for neither."""

import json
import sys
import time
from fractions import Fraction

import pytest
from flint import fmpz

from verify.run.opinions import opinion, parts
from verify.run.opinions._certificates import DisagreementError, _positive
from verify.run.opinions._cvc5 import OUT_OF_STEP, Solver, SolverMissingError, decided
from verify.run.opinions._field import Point, prime
from verify.run.opinions._numbers import compare, holds, inside, near, points

NOBODY = Solver(("no such command",))


def var(name, lower="0", upper=None, integer=False, residue=(0, 1), lower_open=True):
    return {"name": name, "integer": integer, "lower": lower, "lower_open": lower_open, "upper": upper,
            "upper_open": False, "residue": list(residue)}


X, Y, N = ({"var": name} for name in "xyn")
REAL, NATURAL, FAR = [var("x", None)], [var("n", "1", integer=True, lower_open=False)], [var("x", "20", "21")]
NEGATIVE = [var("x", None, "0"), var("y", None, "0")]
BELOW = [var("n", None, "-10", integer=True)]


def plus(*terms):
    return ["+", *terms]


def by(*factors):
    return ["*", *factors]


def power(base, exponent):
    return ["^", base, exponent]


def minus(term):
    return by("-1", term)


def identity(lhs, rhs, domain):
    return {"kind": "identity", "lhs": lhs, "rhs": rhs, "domain": domain}


def asked(proposition, status="proved", solver=NOBODY):
    return opinion({"status": status, "evidence": {"proposition": proposition}}, solver)


ERFC = plus("1", minus(["erf", X]))
NOT_EVERYWHERE = {
    "beyond 5": (["abs", plus(X, "-5")], plus("5", minus(X)), [var("x")]),
    "beyond 20": (["abs", plus(N, "-20")], plus("20", minus(N)), NATURAL),
    "beyond 9": (["abs", plus(X, "-9")], plus("9", minus(X)), REAL),
    "root of a square": (power(power(X, "2"), "1/2"), X, REAL),
    "to 175 digits": (["erf", X], "1", [var("x", "20")]),
    "sign of an error function": (["erf", by("-2", X)], ["erf", by("2", X)], REAL),
    "sign of a sine": (["sin", plus("1", minus(X))], ["sin", plus(X, "-1")], REAL),
    "parity": (power("-1", plus(N, "2")), power("-1", plus(N, "1")), NATURAL),
}


@pytest.mark.parametrize("name", NOT_EVERYWHERE)
def test_what_holds_in_part_of_the_domain_is_contradicted(name):
    assert asked(identity(*NOT_EVERYWHERE[name])).verdict == "disagreed"


GAMMA = ["gamma", minus(N)]
NOWHERE = {
    "logarithms of negative numbers": (["log", by(X, Y)], plus(["log", X], ["log", Y]), NEGATIVE),
    "roots of negative numbers": (by(power(X, "1/2"), power(Y, "1/2")), power(by(X, Y), "1/2"), NEGATIVE),
    "a cube root of a negative number": (power("-8", "1/3"), "-2", []),
    "poles of gamma": (by(GAMMA, power(GAMMA, "-1")), "1", NATURAL),
    "a side that is not everywhere": (["exp", ["log", X]], X, REAL),
    "logarithm of a square": (["log", power(X, "2")], by("2", ["log", X]), REAL),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_has_no_value_is_not_agreed_to(name):
    assert asked(identity(*NOWHERE[name])).verdict == "none"


def test_no_number_is_made_to_fit_the_primes():
    """Multiples of the primes, and zeros at the points, of known seeds; the primes depend on the identity."""
    first, second = prime(1), prime(2)
    a, b = (Point(seed).square("variable", "x") for seed in (1, 2))
    zero = a + first * ((b - a) * pow(first, -1, second) % second)
    tiny = f"{first * second}/1{'0' * 400}"
    for lhs in (plus(X, str(first * second)), plus(by("2", X), str(-zero)), plus(X, by(tiny, ["exp", X]))):
        assert asked(identity(lhs, X, [var("x")])).verdict == "disagreed"
    assert fmpz(prime("any")).is_prime()


TRUE = {
    "integers below": (["abs", plus(N, "8")], plus(minus(N), "-8"), BELOW),
    "both negative": (["log", by(X, Y)], plus(["log", minus(X)], ["log", minus(Y)]), NEGATIVE),
    "negative root": (power(power(X, "2"), "1/2"), minus(X), NEGATIVE),
    "multiples of pi": (["sin", by(["pi"], N)], "0", NATURAL),
    "poles where the quotient has none": (by(power(["gamma", plus("5", minus(N))], "-1"), plus("4", minus(N))),
                                          power(["gamma", plus("4", minus(N))], "-1"), NATURAL),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_agreed_to(name):
    assert asked(identity(*TRUE[name])).verdict == "agreed"


def test_cancellation_is_no_disagreement():
    """1 - erf(20) = 5.4e-176, and (1 + e^-1000x) - 1 is lost in 400 digits."""
    lost = by(["abs", plus("1", ["exp", by("-1000", X)], "-1")], ["exp", by("1000", X)])
    assert asked(identity(lost, "1", [var("x", "1")])).verdict == "none"
    box = {"domain": FAR, "relation": ">"}
    assert _positive({**box, "lhs": ERFC, "rhs": "0"})
    assert _positive({**box, "lhs": "1", "rhs": ["erf", X]})
    assert _positive({**box, "lhs": by(ERFC, ["exp", power(X, "2")]), "rhs": "1/100"})
    with pytest.raises(DisagreementError):
        _positive({**box, "lhs": by(ERFC, ["exp", power(X, "2")]), "rhs": "1/10"})  # it is 1/(20 sqrt(pi)) = 0.028


def test_equal_numbers_do_not_decide_which_is_larger():
    root, at = power("2", "1/2"), {"x": Fraction(60)}
    assert holds([">", ERFC, "0"], at) is None  # about 1e-1565
    assert holds(["=", power(root, "2"), "2"], {}) is True
    assert [holds([head, power(root, "2"), "2"], {}) for head in (">", "<", "!=")] == [None] * 3


def test_bounds_on_errors_hold():
    """Against ten times as many digits, with cancellation in the arguments of every function."""
    from verify.run.opinions._numbers import context
    rough, fine, shift = context(20), context(200), plus(power("2", "1/2"), "1" + "0" * 9, "-1" + "0" * 9)
    for head in ("exp", "log", "sin", "cos", "erf", "gamma"):
        once = [head, shift]
        for term in (once, [head, plus(shift, "-1/3")], power(once, "-3"), power(once, "7/3")):
            (value, error), (exact, _) = near(term, {}, rough), near(term, {}, fine)
            assert 0 < abs(fine.mpf(value) - exact) < error < abs(exact) / 1000, term


def test_points_lie_in_the_domain_and_far_off():
    for domain in (BELOW, NATURAL, REAL, NEGATIVE, [var("n", "0", integer=True)],
                   [var("n", None, "-10", integer=True, residue=(2, 7))],
                   [var("n", "3", "4", integer=True, residue=(0, 2))]):
        found = list(points(domain, [], 8))
        assert len(found) == 8
        assert all(inside(domain, point) for point in found)
    assert max(abs(point["x"]) for point in points(REAL, [], 8)) > 100
    assert list(points([var("n", "3", "4", integer=True, residue=(0, 9))], [], 8)) == []


def forall(assume, conclude, domain):
    return {"kind": "for-all", "assume": assume, "conclude": conclude, "domain": domain}


@pytest.mark.parametrize("residue", [["0)) (assert false) ;%d", 7], ["0", 7], [0, "7"], [0, 0], [True, 2], [0, -1]])
def test_no_text_of_a_ledger_reaches_the_solver(residue):
    pytest.importorskip("cvc5")
    solver = Solver()
    said = asked(forall([], [">", N, "100"], [{**var("n", "0", integer=True), "residue": residue}]), solver=solver)
    solver.close()
    assert said.verdict == "none"


DECISIONS = [
    ([], ["!=", by("2", N), "8"], [var("n", "0", integer=True, residue=(1, 2))], "agreed"),
    ([], ["!=", by("2", N), "8"], [var("n", "0", integer=True)], "disagreed"),
    ([], [">=", N, "1"], [var("n", "0", integer=True)], "agreed"),
    ([], [">=", N, "1"], [var("n", "0")], "disagreed"),
    ([], [">", power(X, "2"), "0"], REAL, "disagreed"), ([], [">=", power(X, "2"), "0"], REAL, "agreed"),
    ([[">", X, "0"]], [">", power(X, "-1"), "0"], REAL, "agreed"), ([], ["=", by(X, power(X, "-1")), "1"], REAL,
                                                                    "disagreed"),
    ([[">", X, "1"], ["<", X, "0"]], ["=", X, "7"], REAL, "agreed"), ([], ["false"], REAL, "disagreed"),
]


def test_near_misses_of_decisions():
    pytest.importorskip("cvc5")
    solver = Solver()
    assert [asked(forall(*claim), solver=solver).verdict for *claim, _ in DECISIONS] == [v for *_, v in DECISIONS]
    solver.close()


TRIVIAL = identity(X, X, REAL)
FALSE = identity(X, "0", REAL)
LEAF = {"status": "proved", "evidence": {"proposition": TRIVIAL}}


def compound(*propositions, count=None):
    return {"kind": "all", "ceiling": "proved", "count": count or len(propositions),
            "parts": [[str(place), about] for place, about in enumerate(propositions)]}


@pytest.mark.parametrize(("proposition", "inner"), [
    (FALSE, [LEAF]), (compound(FALSE), [LEAF]), (compound(TRIVIAL, FALSE), [LEAF]),
    (compound(TRIVIAL, count=2), [LEAF]), (compound(TRIVIAL), [LEAF, LEAF]),
    (compound(FALSE), [{"status": "undecided", "reason": "", "evidence": {"proposition": FALSE}}]),
    (compound(FALSE), [{"status": "undecided", "reason": "", "evidence": None}]), (compound(), []),
    (compound(FALSE), "x"),
])
def test_the_truth_of_another_part_does_not_count(proposition, inner):
    finding = {"status": "proved", "reason": "", "evidence": {"proposition": proposition, "parts": inner}}
    (name, part), = parts(finding)
    assert (name, part) == ("", finding)
    assert opinion(part, NOBODY).verdict != "agreed"


LATE = """
import json, sys
print(json.dumps({"version": "0"}), flush=True)
answers = iter([{"number": 0, "answer": "unsat"}, {"number": 2, "answer": "unsat"}, {"answer": "unsat"}])
for line in sys.stdin:
    print(json.dumps(next(answers)), flush=True)
"""


def test_an_answer_to_another_query_is_none():
    made = Solver((sys.executable, "-c", LATE))
    assert made.ask("(check-sat)", {}) == OUT_OF_STEP
    assert made._process is None
    assert asked(forall([], ["=", X, X], REAL), solver=made) == ("none", OUT_OF_STEP)
    made.close()


def test_a_query_that_was_broken_off_is_not_answered_later():
    pytest.importorskip("cvc5")
    solver = Solver()
    hear = solver._heard
    assert decided(forall([], ["=", X, X], REAL), solver) == "unsat"

    def interrupted(seconds):
        raise KeyboardInterrupt

    solver._heard = interrupted
    with pytest.raises(KeyboardInterrupt):
        decided(forall([], ["false"], REAL), solver)
    solver._heard = hear
    time.sleep(0.2)
    assert solver.ask("(check-sat)", {}) == OUT_OF_STEP
    assert decided(forall([], ["=", X, X], REAL), solver) == "unsat"  # and not "sat"
    solver.close()


def test_a_missing_solver_is_not_started_again(tmp_path):
    count = tmp_path / "count"
    made = Solver((sys.executable, "-c", f"open({json.dumps(str(count))}, 'a').write('x'); "
                                         "print('{\"missing\": \"x\"}')"))
    for _ in range(3):
        with pytest.raises(SolverMissingError, match="not installed"):
            made.ask("(check-sat)", {})
    assert count.read_text() == "x"


def test_witnesses_with_roots_of_zero():
    claim = {"kind": "for-all", "assume": [], "conclude": [">", power(X, "1/2"), "0"], "domain": [
        var("x", "0", lower_open=False)]}
    finding = {"status": "refuted", "evidence": {"proposition": claim, "witness": {"at": {"x": "0"}}}}
    assert opinion(finding, NOBODY).verdict != "disagreed"
    assert compare(power(X, "1/2"), "0", {"x": Fraction(0)}) == 0
