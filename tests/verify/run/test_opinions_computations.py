"""Second opinions on computations: results of handbooks are agreed to, planted wrong ones are contradicted."""

import pytest

import verify.exact
from verify.run.opinions import opinion
from verify.run.opinions._computations import again
from verify.run.opinions._cvc5 import Solver
from verify.run.opinions._smt import UnsupportedError


def asked(function, expected, status="proved", **arguments):
    claim = {"kind": "computation", "function": function, "expected": expected, "arguments": list(arguments.items())}
    return opinion({"status": status, "evidence": {"proposition": claim}}, Solver(("no such command",)))


# by hand: E He_3^2 = 3! rho^3; E X^2 Y^2 = 1 + 2 rho^2 and E X^3 Y^3 = 9 rho + 6 rho^3 by Isserlis' theorem; NIST DLMF
# 10.49.12: e^{-s}(1 + s)/s^3 solves the equation for d = 5, the polynomial 1 that for d = 3 only;
# (1/s)^{(j)} alternates, while s e^{-s} does not; four ticks to a turn: the angle of one is pi/2, the potential 0
RIGHT = [
    ("hermite_mean", {"m": 3, "n": 3}, "(0, 0, 0, 6)", ["(0, 0, 0, 3)", "(0, 0, 6)", "(0,)", "(0, 0, 0, -6)"]),
    ("hermite_mean", {"m": 1, "n": 3}, "(0,)", ["(0, 3)", "(1,)", "()"]),
    ("hermite_mean", {"m": 0, "n": 0}, "(1,)", ["(0,)"]),
    ("mixed_moment", {"m": 2, "n": 2}, "(1, 0, 2)", ["(1, 0, 1)", "(0, 0, 3)"]),
    ("mixed_moment", {"m": 3, "n": 3}, "(0, 9, 0, 6)", ["(0, 9, 0, 5)"]),
    ("ode_residual_is_zero", {"d": 5}, "True", ["False"]),
    ("ode_residual_is_zero", {"d": 5, "polynomial_of": 3}, "False", ["True"]),
    ("ode_residual_is_zero", {"d": 203, "polynomial_of": 205}, "False", ["True"]),
    ("derivatives_alternate", {"d": 3}, "True", ["False"]),
    ("derivatives_alternate", {"d": 103}, "True", ["False"]),
    ("derivatives_alternate", {"d": 3, "power": -1}, "False", ["True"]),
    ("derivatives_alternate", {"d": 7, "power": 1}, "False", ["True"]),
    ("circle_loss", {"ticks": 4, "moving": "0:-1", "fixed": "1:1"}, "2", ["1", "0"]),
    ("circle_slopes", {"ticks": 8, "moving": "0:-1", "fixed": "1:1 5:-1"}, "((-2, 2),)", ["((2, -2),)"]),
    ("circle_minimum", {"ticks": 4, "moving": "0:-1", "fixed": "0:1"}, "strict", ["flat", "none"]),
    ("circle_rests", {"ticks": 8, "charge": -1, "fixed": "0:1 2:3"}, "(2,)", ["(0,)", "()"]),
]


@pytest.mark.parametrize(("function", "arguments", "right", "wrong"), RIGHT)
def test_what_is_right_is_agreed_to_and_what_is_wrong_contradicted(function, arguments, right, wrong):
    assert asked(function, right, **arguments) == ("agreed", "another formula")
    assert asked(function, right, "refuted", **arguments).verdict == "disagreed"
    for planted in wrong:
        said = asked(function, planted, **arguments)
        assert said == ("disagreed", f"another formula gives {right}")
        assert asked(function, planted, "refuted", **arguments) == ("agreed", "another formula")


@pytest.mark.parametrize("change", ["hermite", "reverse_bessel_polynomial", "normal_moment", "circle_pair_slope"])
def test_nothing_is_shared_with_the_engine(change, monkeypatch):
    """A defect planted into the engine does not reach the other formula."""
    before = [again({"function": f, "arguments": list(a.items())}) for f, a, *_ in RIGHT]
    for module in ("_hermite", "_yukawa", "_circle"):
        if hasattr(getattr(verify.exact, module), change):
            monkeypatch.setattr(getattr(verify.exact, module), change, None)
    assert [again({"function": f, "arguments": list(a.items())}) for f, a, *_ in RIGHT] == before


@pytest.mark.parametrize(("function", "arguments"), [
    ("circle_census", {"k": 1}), ("no_such", {}), ("hermite_mean", {"m": 10**9, "n": 1}),
    ("hermite_mean", {"m": -1, "n": 1}), ("ode_residual_is_zero", {"d": 8}),
    ("derivatives_alternate", {"d": 10**6 + 1}),
    ("circle_loss", {"ticks": 0, "moving": "0:1"}), ("circle_minimum", {"ticks": 99, "moving": "0:1 " * 9})])
def test_what_no_other_formula_reaches_is_said(function, arguments):
    said = asked(function, "True", **arguments)
    assert said.verdict == "none"
    if arguments.get("ticks") != 0:
        with pytest.raises(UnsupportedError):
            again({"function": function, "arguments": list(arguments.items())})


@pytest.mark.parametrize("arguments", [[["m", "2"], ["n", 2]], [["m", 2]], [["q", 2]], [], "mn", 7, [["m", None], [
    "n", 1]]])
def test_arguments_that_cannot_be_read_raise_nothing(arguments):
    claim = {"kind": "computation", "function": "hermite_mean", "expected": "(0,)", "arguments": arguments}
    assert opinion({"status": "proved", "evidence": {"proposition": claim}},
                   Solver(("no such command",))).verdict == "none"
