"""Second opinions on plain data: what is wrong in it is caught, what is right is agreed to, a solver is ended."""

import sys
import time
from fractions import Fraction

import mpmath
import pytest
from flint import fmpz

from verify.run.opinions import opinion, parts
from verify.run.opinions._bases import factors
from verify.run.opinions._cvc5 import Solver, SolverMissingError, decided
from verify.run.opinions._exponents import expanded, times
from verify.run.opinions._field import Point, prime
from verify.run.opinions._identity import vanishes
from verify.run.opinions._numbers import compare, holds, inside, points, value
from verify.run.opinions._smt import UnsupportedError, scripts


def var(name, lower="0", upper=None, integer=False, residue=(0, 1), lower_open=True):
    return {"name": name, "integer": integer, "lower": lower, "lower_open": lower_open, "upper": upper,
            "upper_open": False, "residue": list(residue)}


X, Y, R, D, N, ANY = ({"var": name} for name in ("x", "y", "r", "d", "n", "z"))
DOMAIN = [var("x"), var("y"), var("r"), var("d", "3", integer=True, lower_open=False),
          var("n", "1", integer=True, lower_open=False), var("z", None)]


def plus(*terms):
    return ["+", *terms]


def by(*factors_):
    return ["*", *factors_]


def power(base, exponent):
    return ["^", base, exponent]


def minus(term):
    return by("-1", term)


def identity(lhs, rhs, domain=DOMAIN):
    return {"kind": "identity", "lhs": lhs, "rhs": rhs, "domain": domain}


HALF = "1/2"
# what holds by algebra, the laws of powers, gamma's recurrence, ... and the same with one thing changed
PAIRS = {
    "binomial": ((power(plus(X, "1"), "2"), plus(power(X, "2"), by("2", X), "1")),
                 (power(plus(X, "1"), "2"), plus(power(X, "2"), by("2", X), "2"))),
    "sign": ((power(plus(X, minus(Y)), "3"), minus(power(plus(Y, minus(X)), "3"))),
             (power(plus(X, minus(Y)), "3"), power(plus(Y, minus(X)), "3"))),
    "exponent": ((by(power(R, plus("2", minus(D))), R), power(R, plus("3", minus(D)))),
                 (by(power(R, plus("2", minus(D))), R), power(R, plus("4", minus(D))))),
    "exponential": ((by(["exp", plus(X, Y)], ["exp", minus(X)]), ["exp", Y]),
                    (by(["exp", plus(X, Y)], ["exp", minus(X)]), ["exp", by("2", Y)])),
    "exponent of an exponential": ((power(["exp", by(X, Y)], HALF), ["exp", by(HALF, X, Y)]),
                                   (power(["exp", by(X, Y)], HALF), ["exp", by(X, Y)])),
    "root of a square": ((power(by("4", power(X, "2")), HALF), by("2", X)),
                         (power(by("4", power(X, "2")), HALF), by("-2", X))),
    "roots": ((by(power("2", HALF), power("3", HALF)), power("6", HALF)),
              (by(power("2", HALF), power("3", HALF)), power("5", HALF))),
    "cube roots": ((power(power(plus(X, "1"), "1/3"), "6"), power(plus(X, "1"), "2")),
                   (power(power(plus(X, "1"), "1/3"), "3"), power(plus(X, "1"), "2"))),
    "a base in factors": ((power(plus(power(X, "2"), X), D), by(power(X, D), power(plus(X, "1"), D))),
                          (power(plus(power(X, "2"), X), D), by(power(X, D), power(plus(X, "2"), D)))),
    "powers of numbers": ((by(power("2", N), power("3", N)), power("6", N)),
                          (by(power("2", N), power("3", N)), power("7", N))),
    "gamma": ((["gamma", plus(D, "2")], by(plus(D, "1"), D, ["gamma", D])),
              (["gamma", plus(D, "2")], by(plus(D, "1"), plus(D, "1"), ["gamma", D]))),
    "gamma at halves": ((["gamma", "5/2"], by("3/4", power(["pi"], HALF))),
                        (["gamma", "5/2"], by("3/2", power(["pi"], HALF)))),
    "circle": ((plus(power(["sin", X], "2"), power(["cos", X], "2")), "1"),
               (plus(power(["sin", X], "2"), minus(power(["cos", X], "2"))), "1")),
    "odd and even": ((by(["sin", minus(X)], ["cos", minus(X)]), minus(by(["sin", X], ["cos", X]))),
                     (by(["sin", minus(X)], ["cos", minus(X)]), by(["sin", X], ["cos", X]))),
    "erf": ((["erf", minus(X)], minus(["erf", X])), (["erf", minus(X)], ["erf", X])),
    "logarithm": ((["log", by(X, power(Y, "2"))], plus(["log", X], by("2", ["log", Y]))),
                  (["log", by(X, power(Y, "2"))], plus(["log", X], ["log", Y]))),
    "undetermined function": ((by(["fn", "f", "1", R], plus(R, "1")), plus(["fn", "f", "1", R],
                                                                          by(R, ["fn", "f", "1", R]))),
                              (by(["fn", "f", "1", R], plus(R, "1")), plus(["fn", "f", "1", R],
                                                                          by(R, ["fn", "f", "2", R])))),
    "parity": ((by(power("-1", N), power("-1", N)), "1"), (by(power("-1", N), power("-1", N)), power("-1", N))),
    "parity of a square": ((power("-1", power(N, "2")), power("-1", N)), (power("-1", power(N, "2")), "-1")),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_prime_field_tells_right_from_wrong(name):
    right, wrong = PAIRS[name]
    assert vanishes(identity(*right))
    assert not vanishes(identity(*wrong))


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_wrong_is_disagreed_with_by_numbers(name):
    right, wrong = PAIRS[name]
    solver = Solver(("no such command",))
    assert opinion({"status": "proved", "evidence": {"proposition": identity(*right)}}, solver) == (
        "agreed", "prime field")
    assert opinion({"status": "proved", "evidence": {"proposition": identity(*wrong)}}, solver).verdict == "disagreed"


def test_a_residue_class_has_a_parity():
    odd = [var("n", "1", integer=True, residue=(1, 2))]
    assert vanishes(identity(power("-1", N), "-1", odd))
    assert not vanishes(identity(power("-1", N), "1", odd))


def test_a_law_that_the_field_does_not_keep_is_left_to_numbers():
    """Legendre's duplication formula (NIST DLMF 5.5.5)."""
    lhs = ["gamma", by("2", X)]
    rhs = by(power("2", plus(by("2", X), "-1")), power(["pi"], "-1/2"), ["gamma", X], ["gamma", plus(X, HALF)])
    assert not vanishes(identity(lhs, rhs))
    finding = {"status": "proved", "evidence": {"proposition": identity(lhs, rhs)}}
    assert opinion(finding, Solver(("no such command",))) == ("agreed", "mpmath at points")


@pytest.mark.parametrize("term", [power(ANY, HALF), power(["cos", X], HALF), ["gamma", "-2"], ["abs", ANY]])
def test_what_no_reduction_covers_is_said(term):
    with pytest.raises(UnsupportedError):
        vanishes(identity(term, term))


def test_a_whole_power_needs_no_sign():
    assert vanishes(identity(power(ANY, D), by(ANY, power(ANY, plus(D, "-1")))))


def test_the_prime_has_the_squares_that_stand_for_positive_numbers():
    p = prime(1)
    assert p % 4 == 3
    assert p.bit_length() == 320
    assert fmpz(p).is_prime()
    for small in (2, 3, 5, 7, 11, 89, 97):
        assert pow(small, (p - 1) // 2, p) == 1
        assert small == 2 or (p - 1) % small
    point = Point(1)
    root = point.power(2, Fraction(1, 2))
    assert root * root % p == 2
    assert point.power(root, Fraction(-4)) * 4 % p == 1


def test_bases_and_exponents_by_hand():
    content, found = factors(plus(by("2", power(X, "2")), "-2"), [{"name": "x", "lower": "1", "upper": None}])
    assert content == 2
    assert sorted(entry[2:] for entry in found) == [(1, 1), (1, 1)]
    assert factors(plus("1", minus(X)), [{"name": "x", "lower": "0", "upper": "1"}])[1][0][2] == -1  # x - 1 < 0
    assert times({(): Fraction(2)}, expanded(power(plus(D, "1"), "2"), hash)) == {
        (("d", 2),): 2, (("d", 1),): 4, (): 2}


def forall(assume, conclude, domain):
    return {"kind": "for-all", "assume": assume, "conclude": conclude, "domain": domain}


TRUE = forall([], [">=", plus(power(X, "2"), power(Y, "2")), by("2", X, Y)], [var("x", None), var("y", None)])
FALSE = forall([], [">", plus(power(X, "2"), power(Y, "2")), by("2", X, Y)], [var("x", None), var("y", None)])
ODD = forall([], ["!=", by("2", N), "7"], [var("n", "0", integer=True, lower_open=False)])
POLE = forall([], [">", power(X, "-2"), "0"], [var("x", "-1", "1")])


@pytest.fixture(scope="module")
def solver():
    pytest.importorskip("cvc5")
    made = Solver()
    yield made
    made.close()


def test_cvc5_decides(solver):
    assert decided(TRUE, solver) == "unsat"
    assert decided(ODD, solver) == "unsat"  # over the integers only
    assert decided(FALSE, solver) == "sat"
    assert decided(POLE, solver) == "sat"  # where x = 0 nothing is said
    assert decided(forall([], [">=", ["abs", X], X], [var("x", None)]), solver) == "unsat"


def test_a_false_decision_is_disagreed_with(solver):
    said = [opinion({"status": "proved", "evidence": {"proposition": claim}}, solver) for claim in (TRUE, FALSE)]
    assert said[0].verdict == "agreed"
    assert said[0].word.startswith("cvc5 ")
    assert said[1].verdict == "disagreed"


def test_a_hard_query_is_ended_and_the_next_is_answered(solver):
    x, y, z = ({"var": name} for name in "abc")
    fermat = forall([], ["!=", plus(power(x, "5"), power(y, "5")), power(z, "5")],
                    [var(name, "1", integer=True, lower_open=False) for name in "abc"])
    start = time.monotonic()
    assert decided(fermat, solver, seconds=0.2) == "time"
    assert time.monotonic() - start < 30
    assert decided(TRUE, solver) == "unsat"


FAKE = """
import json, sys, time
print(json.dumps({"version": "0"}), flush=True)
for line in sys.stdin:
    if MANNERS == "hangs":
        time.sleep(600)
    if MANNERS == "dies":
        sys.exit(1)
    print("nonsense", flush=True)
"""


@pytest.mark.parametrize(("manners", "answer"), [("hangs", "time"), ("dies", "the solver died"), ("babbles", "time")])
def test_a_solver_without_manners(manners, answer, monkeypatch):
    monkeypatch.setattr("verify.run.opinions._cvc5._PATIENCE", 0.3)
    made = Solver((sys.executable, "-c", FAKE.replace("MANNERS", repr(manners))))
    said = opinion({"status": "proved", "evidence": {"proposition": TRUE}}, made)
    assert made._process is None or manners == "dies"
    made.close()
    assert said == ("none", answer)


@pytest.mark.parametrize("command", [("no such command",), (sys.executable, "-c", "print('{\"missing\": \"x\"}')"),
                                     (sys.executable, "-c", "")])
def test_a_missing_solver_is_said(command):
    made = Solver(command)
    with pytest.raises(SolverMissingError):
        made.ask("(check-sat)", {})
    said = opinion({"status": "proved", "evidence": {"proposition": TRUE}}, made)
    assert said.verdict == "none"
    assert ("not installed" in said.word or "does not start" in said.word)


def test_smt_text_refuses_what_is_no_real_arithmetic():
    with pytest.raises(UnsupportedError):
        scripts(forall([], [">", ["exp", X], "0"], DOMAIN), integral=False)
    said = opinion({"status": "proved", "evidence": {"proposition": forall([], [">", ["exp", X], "0"], DOMAIN)}},
                   Solver(("no such command",)))
    assert said == ("none", "out of reach: exp in real arithmetic")


@pytest.mark.parametrize(("witness", "verdict"), [("1/2", "agreed"), ("2", "disagreed"), ("-1", "disagreed")])
def test_witnesses_are_substituted(witness, verdict):
    claim = forall([], [">", power(X, "2"), X], [var("x")])
    finding = {"status": "refuted", "evidence": {"proposition": claim, "witness": {"at": {"x": witness}}}}
    assert opinion(finding, Solver(("no such command",))).verdict == verdict


def test_numbers_are_those_of_mpmath_and_tiny_ones_have_a_sign():
    with mpmath.workdps(40):
        assert abs(value(["erf", power("2", HALF)], {}, mpmath.mp) - mpmath.erf(mpmath.sqrt(2))) < mpmath.mpf(10) ** -38
    assert compare(["exp", "-1000"], "0", {}) == 1  # 5e-435
    assert compare(power(power("2", HALF), "2"), "2", {}) == 0
    with pytest.raises(UnsupportedError):
        compare(["cos", ["exp", ["exp", "20"]]], "0", {})  # mpmath would compute 7e8 bits of pi
    assert holds(["and", ["<", ["pi"], "22/7"], [">", ["pi"], "223/71"]], {})  # Archimedes
    assert inside([var("n", "0", "9", integer=True, residue=(1, 2))], {"n": Fraction(3)})
    assert not inside([var("n", "0", "9", integer=True, residue=(1, 2))], {"n": Fraction(4)})
    domain = [var("x", "1", "2"), var("n", "3", integer=True, residue=(1, 4)), var("z", None)]
    found = list(points(domain, [["fn", "f", "3", X]], 20))
    assert all(inside(domain, point) and "f^(3)" in point for point in found)
    assert len({tuple(sorted(point.items())) for point in found}) > 15


def test_parts_of_compounds_have_names():
    leaf = {"status": "proved", "evidence": {"proposition": {"kind": "identity"}}}
    trials = {"status": "observed", "evidence": {"proposition": {"kind": "trials"}}}

    def compound(**inner):
        about = {"kind": "all", "count": len(inner), "parts": [
            [name, part["evidence"]["proposition"]] for name, part in inner.items()]}
        return {"status": "proved", "evidence": {"proposition": about, "parts": list(inner.values())}}

    assert [name for name, _ in parts(compound(a=leaf, b=compound(step=leaf, end=trials)))] == ["a", "b / step"]
    assert list(parts({"status": "undecided", "evidence": None})) == []


@pytest.mark.parametrize("proposition", [{"kind": "identity"}, {"kind": "for-all"}, {"kind": "unheard-of"}, {}])
def test_data_that_cannot_be_read_raises_nothing(proposition):
    for status in ("proved", "refuted", "certified"):
        said = opinion({"status": status, "evidence": {"proposition": proposition}}, Solver(("no such command",)))
        assert said.verdict != "agreed"
