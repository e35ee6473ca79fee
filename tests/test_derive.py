"""`earnshaw derive`: formulas checked by hand computation, by running the code it prints, and by mpmath."""

import json
from fractions import Fraction
from math import factorial

import mpmath
import pytest

from proofs_checks.cli import main

mpf = mpmath.mpf


@pytest.fixture
def derive(capsys):
    def call(line):
        assert main(["derive", *line.split()]) == 0
        return capsys.readouterr().out

    return call


def correct(text, value):
    """Whether a decimal is `value` rounded to its digits: off by at most half a unit in the last place."""
    mantissa, _, exponent = text.partition("e")
    unit = mpf(10) ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    return abs(mpf(text) - value) <= unit / 2 * (1 + mpf(10) ** -20)


def mp(q):
    """An mpf of a rational, or of its text."""
    return mpf(Fraction(q).numerator) / Fraction(q).denominator


def coefficients(code, name):
    """The numbers in a list that the code defines, exactly as it is written."""
    inside = code.split(f"{name} = [")[1].split("]")[0]
    return [Fraction(c.replace("Fraction(", "").strip("')")) for c in inside.split(", ")]


def executed(code):
    namespace = {}
    exec(code, namespace)  # our own output, run to see that it is the formula
    return namespace


# p

def test_p(derive):
    # d = 11: theta_4 = s^4 + 10 s^3 + 45 s^2 + 105 s + 105 (OEIS A001498)
    assert json.loads(derive("p --d 11 --json")) == {"d": 11, "coefficients": ["1", "1", "3/7", "2/21", "1/105"]}
    assert derive("p --d 11 --format json") == derive("p --d 11 --json")
    assert derive("p --d 11").splitlines()[0].startswith("p(s) = 1 + s + 3/7 s² + 2/21 s³ + 1/105 s⁴,")
    assert "\\frac{3}{7} s^{2}" in derive("p --d 11 --format latex")
    p = executed(derive("p --d 11 --format python"))["p"]
    assert p(2) == Fraction(105 + 210 + 180 + 80 + 16, 105)
    assert p(2.0) == pytest.approx(591 / 105)


def test_symbolic_p(derive):
    p = executed(derive("p --d symbolic --format python"))["p"]
    for d in (3, 7, 11):
        c = json.loads(derive(f"p --d {d} --json"))["coefficients"]
        assert p(d, Fraction(1, 3)) == sum(Fraction(x) * Fraction(1, 3) ** i for i, x in enumerate(c))
    assert json.loads(derive("p --d symbolic --json"))["coefficient"] == "2^i n! (2n-i)! / ((2n)! i! (n-i)!)"
    assert "2ⁱ n! (2n−i)!" in derive("p --d symbolic")
    assert "\\sum_{i=0}^{n}" in derive("p --d symbolic --format latex")


def test_large_exact_integers_are_written(derive):
    coefficients = json.loads(derive("derivative --k 1003 --d 1003 --json"))["coefficients"]
    # P_k(0) is (d-2)_k, the rising factorial: 1001 1002 ... 2003
    assert len(coefficients[0]) > 2500
    import flint

    assert flint.fmpz(coefficients[0]) == flint.fmpz.fac_ui(2003) / flint.fmpz.fac_ui(1000)


# ode, derivative, weight

def test_ode(derive):
    assert json.loads(derive("ode --d 7 --json")) == {"d": 7, "variable": "s", "terms": [
        {"derivative": 2, "coefficients": ["0", "1"]}, {"derivative": 1, "coefficients": ["-4", "-2"]},
        {"derivative": 0, "coefficients": ["4"]}]}
    assert derive("ode").startswith("s p″ − (d − 3 + 2s) p′ + (d − 3) p = 0,")
    assert derive("ode --d 3").startswith("s p″ − 2s p′ = 0,")
    assert derive("ode --format latex").strip() == "s p'' - (d - 3 + 2s)\\, p' + (d - 3)\\, p = 0"
    # d = 7: theta_2 = s^2 + 3 s + 3
    s = Fraction(2, 5)
    p, dp, ddp = 1 + s + s * s / 3, 1 + 2 * s / 3, Fraction(2, 3)
    assert executed(derive("ode --d 7 --format python"))["residual"](s, p, dp, ddp) == 0
    assert executed(derive("ode --format python"))["residual"](7, s, p, dp, ddp) == 0
    assert executed(derive("ode --format python"))["residual"](9, s, p, dp, ddp) != 0


def test_derivative(derive):
    # d = 3: Phi = e^{-r}/r, and (-1)^k Phi^(k) r^{k+1} e^r = sum_j k!/j! r^j, by Leibniz's rule
    for k in range(6):
        got = json.loads(derive(f"derivative --k {k} --d 3 --json"))
        assert got == {"d": 3, "k": k, "coefficients": [str(factorial(k) // factorial(j)) for j in range(k + 1)]}
    assert derive("derivative --k 1 --d 3").startswith("−Φ′(r) = e^(−s) P₁(s) / r²,")
    assert executed(derive("derivative --k 2 --d 3 --format python"))["P2"](1) == 5
    assert "P_{2}(s) = 2 + 2 s + s^{2}" in derive("derivative --k 2 --d 3 --format latex")


def test_symbolic_derivative(derive):
    assert "P₂ = [(d−2)(d−1) + 2 (d−2) s + s²] p − 2 s [(d−2) + s] p′ + s² p″" in derive("derivative --k 2")
    assert "- s p'" in derive("derivative --k 1 --format latex")
    code = executed(derive("derivative --k 2 --format python"))["derivative_polynomial"]
    assert code(3, [1]) == [2, 2, 1]
    # the terms of the JSON, put together for d = 7 and p = 1 + s + s^2/3 at s = 1/2, against the numeric command
    d, s = 7, Fraction(1, 2)
    p = [1 + s + s * s / 3, 1 + 2 * s / 3, Fraction(2, 3), 0, 0]
    for k in range(5):
        total = Fraction(0)
        for term in json.loads(derive(f"derivative --k {k} --json"))["terms"]:
            inner = sum(number(c, d) * s**i for i, c in enumerate(term["coefficients"]))
            total += Fraction(term["factor"]) * s ** term["power"] * inner * p[term["derivative"]]
        c = json.loads(derive(f"derivative --k {k} --d 7 --json"))["coefficients"]
        assert total == sum(Fraction(x) * s**i for i, x in enumerate(c))


def number(text, d):
    """The value of a product such as "3 (d-2)(d-1)d(d+1)"."""
    front, _, factors = text.partition(" ") if text[0].isdigit() else ("1", " ", text)
    value = Fraction(front)
    factors = factors.replace(")d", ")(d+0)").replace("(d)", "(d+0)")
    for factor in filter(None, factors.replace(")", "").split("(")):
        value *= d + int(factor.removeprefix("d") or 0)
    return value


def test_weights(derive):
    # d = 3, by hand: Phi'' = e^{-s}(2 + 2s + s^2)/x^3, W = -(Phi''/x)' = e^{-s}(8 + 8s + 4s^2 + s^3)/x^5
    for kernel in ("T", "hat"):
        assert json.loads(derive(f"weight --d 3 --kernel {kernel} --json")) == {"coefficients": ["8", "8", "4", "1"]}
    assert executed(derive("weight --d 3 --kernel T --format python"))["Q"](1) == 21
    assert derive("weight --d 3 --kernel T").startswith("W(x) = e^(−s) Q(s) / x⁵,")
    assert derive("weight --d 3 --kernel hat").startswith("w(x) = e^(−s) Q(s) / (2¹ 1! x⁵),")
    assert "8 + 8 s + 4 s^{2} + s^{3}" in derive("weight --d 3 --kernel hat --format latex")


# potential

def test_potential_by_hand(derive):
    # d = 3, eps = 1/2, s = 1/2: P_0, P_1, P_2 = 1, 3/2, 13/4, so B_0(1) = 1 + 3/2 + 13/12 and B_1(1) = 3/2 + 13/8
    got = json.loads(derive("potential --d 3 --eps 1/2 --lam 1 --json"))
    assert list(got) == ["d", "eps", "lam", "normalised", "at_zero", "at_zero_exact", "sup"]
    assert (got["d"], got["eps"], got["lam"], got["normalised"]) == (3, "1/2", "1", False)
    assert got["at_zero_exact"] == ["43/6", "25/2", "0"]
    with mpmath.workdps(60):
        factor = mpmath.exp(-mpf(1) / 2)
        assert correct(got["at_zero"][0], factor * 43 / 6)
        assert correct(got["at_zero"][1], factor * 25 / 2)
        assert correct(got["sup"][2], factor * 26)
    assert got["at_zero"][2] == "0"
    assert got["sup"][:2] == got["at_zero"][:2]
    assert all(len(x.replace(".", "")) == 40 for x in got["sup"])


@pytest.mark.parametrize("construction", ["T", "hat"])
@pytest.mark.parametrize("lam", ["1", "2", "9/4"])
def test_potential_is_the_mixture_at_zero(derive, construction, lam):
    """Phi_eps(0) is the integral of the weight times the kernel at 0, here by mpmath alone."""
    d, eps = 5, mpf(1) / 2
    line = f"potential --d {d} --eps 1/2 --lam {lam} --construction {construction} --digits 12 --json"
    got = json.loads(derive(line))
    assert (got["at_zero_exact"] is None) == (lam == "2")
    with mpmath.workdps(30):
        mu = mpmath.sqrt(mp(lam))

        def phi(x):  # (1 + mu x) e^{-mu x} / x^3, d = 5
            return (1 + mu * x) * mpmath.exp(-mu * x) / x**3

        if construction == "T":  # W T_x(0) integrated by parts once: W = -(Phi''''/x)', T_x(0) = 4 x^5/5!
            def integrand(x):
                return mpmath.diff(phi, x, 4) / x * 20 * x**4 / 120

            value = mpmath.diff(phi, eps, 4) / eps * 4 * eps**5 / 120
            value += mpmath.quad(integrand, [eps, 1, 2, 5, 20, 80])
            assert abs(value - mpf(got["at_zero"][0])) < mpf("1e-9") * value
        else:  # inside, -Phi' is the Taylor polynomial in r^2 of g(r^2) = -Phi'(r)
            def g(y):
                s = mu * mpmath.sqrt(y)
                return (3 + 3 * s + s**2) * mpmath.exp(-s) / y**2

            c = mpmath.taylor(g, eps**2, 2)
            value = phi(eps) + mpmath.quad(lambda r: mpmath.polyval(c[::-1], r * r - eps**2), [0, eps])
            assert abs(value - mpf(got["at_zero"][0])) < mpf("1e-11") * value


def test_hat_suprema_exceed_the_values_at_zero(derive):
    got = json.loads(derive("potential --d 7 --eps 1/10 --lam 1 --construction hat --json"))
    assert got["at_zero"][2::2] == ["0", "0", "0"]
    assert got["at_zero"][3].startswith("-")
    assert all(mpf(top) >= abs(mpf(zero)) for top, zero in zip(got["sup"], got["at_zero"], strict=True))


@pytest.mark.parametrize("lam", ["1", "2"])
@pytest.mark.parametrize("construction", ["T", "hat"])
def test_potential_code_runs(derive, construction, lam):
    line = f"potential --d 5 --eps 1/2 --lam {lam} --construction {construction}"
    phi = executed(derive(line + " --format python"))["phi_eps"]
    got = json.loads(derive(line + " --json"))
    assert phi(0) == pytest.approx(float(got["at_zero"][0]), rel=1e-14)
    assert phi(0.5 - 1e-12) == pytest.approx(phi(0.5), rel=1e-10)
    mu = float(lam) ** 0.5
    assert phi(2.0) == pytest.approx((1 + 2 * mu) * 2.718281828459045 ** (-2 * mu) / 8, rel=1e-14)


def test_potential_for_people(derive):
    text = derive("potential --d 3 --eps 1/2 --lam 1 --digits 8")
    assert "of class C²" in text
    assert "1  7.5816332" in text  # 25/2 e^{-1/2} = 12.5 times 0.60653065971... = 7.58163324...
    assert "0  43/6" in text
    assert "4.3e7 " in derive("potential --d 7 --eps 1/10 --lam 1 --digits 2")  # no zeros that are not known digits
    latex = derive("potential --d 3 --eps 1/2 --lam 1 --format latex")
    assert latex.count("{") == latex.count("}")


# transform

@pytest.mark.parametrize(("d", "eps", "lam", "omega"), [
    (3, "1/2", "1", "10"), (5, "1/2", "2", "3"), (3, "1/10", "9", "0"), (7, "1/2", "1", "10")])
def test_transform(derive, d, eps, lam, omega):
    got = json.loads(derive(f"transform --d {d} --eps {eps} --lam {lam} --omega {omega} --json"))
    assert list(got) == ["value", "radius"]
    inside = coefficients(derive(f"potential --d {d} --eps {eps} --lam {lam} --digits 30 --format python"), "INSIDE")
    outside = [Fraction(c) for c in json.loads(derive(f"p --d {d} --json"))["coefficients"]]
    with mpmath.workdps(30):
        e, w, mu = mp(eps), mp(omega), mpmath.sqrt(mp(lam))
        inside, outside = ([mp(c) for c in reversed(x)] for x in (inside, outside))

        def f(r):
            if r < e:
                return mpmath.polyval(inside, 1 - r / e) * mpmath.exp(-mu * e) * e ** (2 - d)
            return mpmath.polyval(outside, mu * r) * mpmath.exp(-mu * r) * r ** (2 - d)

        nu = mpf(d) / 2 - 1

        def integrand(r):  # (2 pi)^{d/2} w^{-nu} r^{d/2} J_nu(w r) f(r), or its limit at w = 0
            if w == 0:
                return 2 * mpmath.pi ** (nu + 1) / mpmath.gamma(nu + 1) * r ** (d - 1) * f(r)
            return (2 * mpmath.pi) ** (nu + 1) * w ** (-nu) * r ** (nu + 1) * mpmath.besselj(nu, w * r) * f(r)

        value = mpmath.quad(integrand, [0, e, *[e + j for j in range(1, 60)]])
        assert abs(value - mpf(got["value"])) < mpf("1e-18")
    assert 0 < float(got["radius"]) < 1e-38


def test_transform_forms(derive):
    line = "transform --d 3 --eps 1/2 --lam 1 --omega 10"
    got = json.loads(derive(line + " --json"))
    assert f"{got['value']} ± {got['radius']}" in derive(line)
    assert got["value"] in derive(line + " --format latex")
    assert executed(derive(line + " --format python"))["value"] == Fraction(got["value"])


# what is refused

@pytest.mark.parametrize(("line", "says"), [
    ("p --d 8", "give --d 7 or --d 9"),
    ("p --d 2", "give, say, --d 3"),
    ("p --d 1", "odd integer from 3 on"),
    ("p --d -7", "odd integer from 3 on"),
    ("p --d 11.5", "'11.5'"),
    ("p --d abc", "'abc'"),
    ("p --d ٧", "odd integer from 3 on"),
    ("p --d 1000001", "goes up to d = 2001"),
    ("p --d " + "9" * 5000, "odd integer"),
    ("p", "was given no --d"),
    ("p --d 7 --eps 1/2", "leave --eps out"),
    ("p --d 7 --format xml", "text, latex, python and json"),
    ("p --d 7 --json --format latex", "leave one out"),
    ("q --d 7", "it knows p, potential"),
    ("weight --d 7", "was given no --kernel"),
    ("weight --d 7 --kernel t", "hat or T"),
    ("weight --d symbolic --kernel T", "odd integer from 3 on"),
    ("derivative", "was given no --k"),
    ("derivative --k -1", "a whole number from 0"),
    ("derivative --k 5000 --d 7", "a whole number from 0 to 1603"),
    ("derivative --k 100", "goes up to k = 60"),
    ("potential --d 7 --eps 0.1 --lam 1", "give it as 1/10"),
    ("potential --d 7 --eps 1e-3 --lam 1", "give it as 1/1000"),
    ("potential --d 7 --eps 1/0 --lam 1", "'1/0'"),
    ("potential --d 7 --eps 0 --lam 1", "0 < eps < 1"),
    ("potential --d 7 --eps 1 --lam 1", "0 < eps < 1"),
    ("potential --d 7 --eps=-1/2 --lam 1", "0 < eps < 1"),
    ("potential --d 7 --eps 1/2 --lam 0", "a rational above 0"),
    ("potential --d 7 --eps 1/2 --lam -1", "a rational above 0"),
    ("potential --d 7 --eps 1/2", "was given no --lam"),
    ("potential --d 7 --eps 1/2 --lam 1 --digits 0", "from 1 to 1000"),
    ("potential --d 1001 --eps 1/2 --lam 1", "goes up to d = 803"),
    ("potential --d 101 --eps 1/2 --lam 1 --construction hat", "goes up to d = 75"),
    ("transform --d 7 --eps 1/2 --lam 1 --omega -1", "a rational from 0 on"),
    ("transform --d 7 --eps 1/2 --lam 1 --omega __import__('os')", "a rational from 0 on"),
])
def test_bad_input_is_refused_in_one_sentence(capsys, line, says):
    assert main(["derive", *line.split(" ")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("earnshaw: ")
    assert says in err
    assert err.count("\n") == 1
    assert len(err) < 400
