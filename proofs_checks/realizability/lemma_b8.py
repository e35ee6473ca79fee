"""Lemma B.8: a potential whose derivatives alternate in sign, bent inside a ball so that an activation exists."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from .._symbols import D_ANY, R_POS, d, eps, i, j, k, m, r, u, v, x, y
from . import _bent_potential as bent
from ._bent_potential import EPS_POS, V_POS, X_POS, N, g, remainder, weight

lemma_b8 = statement(
    "lem-B.8", "Bending a potential inside a ball", kind="lemma", uses=("def-B.5",),
    proof_uses=("lem-B.6", "lem-B.7", "fact-bochner", "fact-fourier", "fact-tonelli", "fact-mean-value"),
    source="arXiv text, Appendix B.3",
    reading="If the derivatives of Φ alternate in sign and die out at infinity, some potential with an activation is "
            "Φ outside a ball of radius ε, keeps the signs up to order d − 1, and is bounded inside by the derivatives "
            "of Φ at ε.")

G, G1 = sp.symbols("g g_1")  # values of Φ^{(d−1)} and Φ^{(d)}


@cache
def g1() -> Any:
    """g′(x)."""
    return sp.Derivative(g(x), x)


@cache
def g2() -> Any:
    """g″(x)."""
    return sp.Derivative(g(x), (x, 2))


W_TEXT = "W(x) = −(Φ^{(d−1)}(x)/x)′"


# The hypotheses, and the square-integrability that they do not give.

@lemma_b8.claim("limits", reading="sharpened", controls=lambda: {
    "x|Φ^{(j+1)}| ≤ |Φ^{(j)}(x/2)|": in_part("halving", substituted("conclude", {2 * sp.Symbol("A"): sp.Symbol("A")})),
    "without the sign of Φ^{(j)}": in_part("halving", replaced(domain=Domain.of(
        X_POS, *(Real(name) for name in "ABC")))),
    "2^j in place of 2^{j+1}": in_part("powers", scaled("rhs", sp.Rational(1, 2))),
})
def limits() -> All:
    """Only Φ → 0 need be asked: with A, B = |Φ^{(j)}| at x/2 and x and C = |Φ^{(j+1)}(x)|, the signs give
    x^{j+1}|Φ^{(j+1)}(x)| ≤ 2^{j+1} (x/2)^j |Φ^{(j)}(x/2)|, so x^j Φ^{(j)}(x) → 0 for every j by induction."""
    A, B, C = sp.symbols("A B C")
    sizes = Domain.of(X_POS, *(Real(name, ge=0) for name in "ABC"))
    return All.of("x^j Φ^{(j)}(x) → 0 as x → ∞, for every j ≥ 0",
                  halving=ForAll((sp.Ge(A - B, x / 2 * C),), sp.Le(x * C, 2 * A), sizes,
                                 named=("fact-mean-value; |Φ^{(j+1)}| does not increase",)),
                  powers=Identity(x**j * 2 * A, 2 ** (j + 1) * (x / 2) ** j * A,
                                  Domain.of(X_POS, Real("A", ge=0), Integer("j", ge=0))))


def square_integrable(exponent: int, integral: sp.Expr, until: sp.Expr, bound: sp.Expr) -> All:
    """r^{−exponent} in dimension 3 meets the hypotheses, and the integral of its square up to `until` is ≤ bound."""
    Y_POS = Real("y", gt=0)
    sizes = Domain.of(R_POS, Integer("j", ge=0))
    a = sp.Integer(exponent)
    size = sp.rf(a, j) * r ** (-a - j)  # |Φ^{(j)}|
    return All.of(
        f"Φ = r^(−{exponent}), d = 3: ∫_ε^y Φ² r² dr ≤ B for one B and all y",
        derivatives=Identity(-sp.Derivative(size, r), sp.rf(a, j + 1) * r ** (-a - j - 1), sizes),
        first=Identity(size.subs(j, 0), r**-a, Domain.of(R_POS)),
        sizes=ForAll((), sp.Gt(a + j, 0), sizes),
        integral=Identity(sp.Derivative(integral, y), y ** (2 - 2 * a), Domain.of(Y_POS, EPS_POS)),
        start=Identity(integral.subs(y, eps), sp.Integer(0), Domain.of(EPS_POS)),
        bounded=ForAll((), sp.Le(integral.subs(y, until), bound, evaluate=False),
                       Domain.of(EPS_POS, Y_POS, Real("B", ge=0))))


@lemma_b8.claim("square-integrable", severity="statement",
                wrong="Φ̄ need not be square-integrable: Φ = 1/r, d = 3. It must be assumed.",
                expect="refuted", controls=lambda: {
    "up to y = ε + 2B + 1": lambda c: square_integrable(1, y - eps, eps + 2 * sp.Symbol("B") + 1, sp.Symbol("B")),
}, true_controls=lambda: {
    "Φ = 1/r²": lambda c: square_integrable(2, 1 / eps - 1 / y, y, 1 / eps),
})
def printed_square_integrable() -> All:
    """Φ = 1/r in three dimensions meets every hypothesis, but a potential that equals it beyond ε is not
    square-integrable, so not 𝔉-integrable: whatever B, the integral up to ε + B + 1 exceeds B. The proof takes a
    bounded total weight for enough, as Lemma B.6 is printed."""
    B = sp.Symbol("B")
    return square_integrable(1, y - eps, eps + B + 1, B)


@lemma_b8.claim("square-integrable-corrected", reading="corrected", corrects="square-integrable", controls=lambda: {
    "Φ^{(d)} of any sign": in_part("weight", replaced(domain=Domain.of(X_POS, Real("g", ge=0), Real("g_1")))),
    "T_x not positive definite": in_part("quadratic form", without(0)),
    "without ∫ Φ² r^{d−1} < ∞": in_part("square integral", without(1)),
    "Nε − v for (N + 1)ε − v": in_part("decreasing", replaced(
        conclude=sp.Ge(N * (v + r) - v, 0, evaluate=False))),
})
def existence() -> All:
    """With the added hypothesis ∫_ε^∞ Φ² r^{d−1} dr < ∞ it holds, for every odd d ≥ 3: Φ̄ = ∫_ε^∞ W(x) T_x dx, a mixture
    of positive definite kernels with weight W ≥ 0, is continuous and finite at 0 by the formula of `inside`, positive
    definite, and square-integrable. By Bochner its transform is a finite positive measure, by Plancherel a
    square-integrable function: it is integrable and ≥ 0. Without the hypothesis Φ̄ is still positive definite."""
    w, Q, top, inner, outer, S, ball = sp.symbols("w Q top inner outer S ball")
    sizes = Domain.of(*(Real(name, ge=0) for name in ("top", "inner", "outer", "S", "ball")))
    return All.of(
        f"if ∫_ε^∞ Φ² r^(d−1) dr < ∞, then Φ̄ = ∫_ε^∞ W(x) T_x dx, {W_TEXT}, is 𝔉-integrable and realizable, d odd",
        weight=ForAll((), sp.Ge(weight().doit().subs(g1(), G1).subs(g(x), G), 0),
                      Domain.of(X_POS, Real("g", ge=0), Real("g_1", le=0))),
        quadratic_form=ForAll((sp.Ge(Q, 0),), sp.Ge(w * Q, 0), Domain.of(Real("w", ge=0), Real("Q")),
                              named=("lem-B.7/kernel-positive-by-laplace: T_x is positive definite",)),
        formula=inside(),
        decreasing=bent.remainder_sign(),
        square_integral=ForAll(
            (inner <= top**2 * ball, outer <= S), sp.Le(inner + outer, top**2 * ball + S), sizes,
            named=("0 ≤ Φ̄ ≤ Φ̄(0) on the ball", "the added hypothesis")))


@lemma_b8.claim("weight-for-corrected-B6", reading="sharpened", controls=lambda: {
    "without a > d/2": in_part("exponents", without(0)),
    "‖T_x‖ grows as x^d only": in_part("norms", substituted("rhs", {x ** (3 * d / 2): x**d})),
    "W of order d": in_part("weight", scaled("rhs", x)),
})
def weight_for_corrected_b6() -> All:
    """For Φ = r^{−a} Lemma B.6, corrected, applies when a > d/2, exactly when Φ² r^{d−1} is integrable: W is a multiple
    of x^{−a−d−1}, T_x(0) of x^d, ‖T_x‖₂ of x^{3d/2} as T_x(x − xv) is x^d T_1(1 − v). So a finite total weight is
    not enough, and 1/r in three dimensions has a = 1 < 3/2."""
    a = sp.Symbol("a")
    powers = Domain.of(X_POS, D_ANY, Real("a", gt=0))
    size = sp.rf(a, d - 1)
    return All.of(
        "for Φ = r^(−a): ∫_ε^∞ W(x)(T_x(0) + ‖T_x‖₂) dx < ∞ if a > d/2",
        weight=Identity(-sp.Derivative(size * x ** (-a - d), x), size * (a + d) * x ** (-a - d - 1), powers),
        at_zero=Identity(remainder(d - 1, x, x), (d - 1) * x**d / sp.factorial(d), powers),
        scaling=Identity(remainder(N, x, x * v), x ** (N + 1) * remainder(N, sp.Integer(1), v),
                         Domain.of(X_POS, V_POS, Integer("N", ge=0))),
        values=Identity(sp.Derivative(-(x**-a) / a, x), x ** (-a - d - 1) * x**d, powers),
        norms=Identity(sp.Derivative(x ** (d / 2 - a) / (d / 2 - a), x), x ** (-a - d - 1) * x ** (3 * d / 2), powers),
        square=Identity(sp.Derivative(x ** (d - 2 * a) / (d - 2 * a), x), x ** (-2 * a) * x ** (d - 1), powers),
        exponents=ForAll((a > d / 2,), sp.And(-a < 0, d / 2 - a < 0, d - 2 * a < 0),
                         Domain.of(D_ANY, Real("a", gt=0))))


@lemma_b8.claim("every-odd-dimension", reading="sharpened", controls=lambda: {
    "even d": in_part("sign of Φ", replaced(lhs=sp.Integer(-1) ** (2 * m - 1))),
    "T_x with the sign of the hats, (−1)^{m+1}": in_part("kernel", scaled("lhs", sp.Integer(-1) ** (m + 1))),
})
def every_odd_dimension() -> All:
    """d = 3 mod 4 is needed for hats only, whose (d−1)-th derivative has the sign (−1)^{m+1}; T_x^{(d−1)} = r and
    Φ^{(d−1)} ≥ 0 for every odd d = 2m + 1, and no other step looks at d."""
    kernel = bent.remainder_top()
    return All.of("all the above for every odd d ≥ 3", sign_of_Φ=bent.parity(),
                  kernel=Identity(kernel.lhs, kernel.rhs, Domain.of(*kernel.domain, Integer("m", ge=1))))


# The conclusions that hold as printed.

def outside() -> dict[str, sp.Expr]:
    """Why the mixture is Φ outside: W's tail under T_x's slope leaves Taylor's formula from infinity."""
    return {"tail_of_W": bent.weight_tail(), "slope_of_T": bent.kernel_slope(),
            "Taylor_from_infinity": bent.taylor_step(), "parity": bent.parity()}


@lemma_b8.claim("agreement", controls=lambda: {
    "W = +(Φ^{(d−1)}/x)′": in_part("tail of W", in_part("primitive", scaled("rhs", -1))),
    "T_x with d x for (d−1) x": in_part("slope of T", replaced(lhs=sp.Derivative(
        u**N * ((N + 1) * (r + u)) / sp.factorial(N + 1), u))),
    "even d": in_part("parity", replaced(lhs=sp.Integer(-1) ** (2 * m - 1))),
    "a term lost in Taylor's formula": in_part("Taylor from infinity", added(
        "rhs", -sp.Function("f")(u) * u ** (N - 1) / sp.factorial(N - 1))),
})
def agreement() -> All:
    """Φ̄ = Φ for r ≥ ε, so all derivatives agree there (at ε itself up to d − 1): T_x(r) = ∫_r^x y(y−r)^{d−2}/(d−2)! dy;
    Tonelli and ∫_y^∞ W = Φ^{(d−1)}(y)/y leave ∫_r^∞ Φ^{(d−1)}(y)(y−r)^{d−2}/(d−2)! dy, which is Φ(r) after d − 1
    integrations by parts; no derivative is taken under an integral."""
    return All.of("Φ̄^{(k)}(r) = Φ^{(k)}(r) for r ≥ ε, 0 ≤ k ≤ d − 1, with Φ̄ = ∫_ε^∞ W(x) T_x dx", **outside())


@lemma_b8.claim("inside", reading="sharpened", controls=lambda: {
    "remainder with N for N + 1": in_part("derivatives of the remainder", substituted("lhs", {x * (N + 1): x * N})),
    "C r becomes C(ε − r)": in_part("the order d minus 1", replaced(rhs=u)),
    "a power too much": in_part("derivatives of powers", scaled("rhs", v)),
})
def inside() -> All:
    """For r ≤ ε the same integrals, split at ε, give Taylor's polynomial at ε and T_ε with C = |Φ^{(d−1)}(ε)|/ε; each
    further derivative lowers the powers of v = ε − r by one."""
    return All.of(
        "(−1)^k Φ̄^{(k)}(r) = Σ_{i ≤ d−2−k} |Φ^{(k+i)}(ε)| v^i/i! + |Φ^{(d−1)}(ε)|/ε · v^{d−1−k}((d−k)ε − v)/(d−k)!",
        **outside(), derivatives_of_powers=bent.power_slope(), derivatives_of_the_remainder=bent.remainder_slope(),
        the_order_d_minus_1=bent.remainder_top())


@lemma_b8.claim("signs", controls=lambda: {
    "beyond r = 0": in_part("inside", replaced(domain=Domain.of(Real("v", ge=0), Real("r"), Integer("N", ge=0)))),
    "C of either sign": in_part("the order d minus 1", replaced(domain=Domain.of(
        Real("g"), Real("r", ge=0), EPS_POS))),
})
def signs() -> All:
    """(−1)^k Φ̄^{(k)} ≥ 0 for all k ≤ d − 1: outside by hypothesis, inside because every term of the exact formula is
    nonnegative; the order d − 1 is C r there."""
    return All.of("Φ̄^{(d−1)} ≥ 0, Φ̄^{(k)} ≥ 0 and Φ̄^{(k+1)} ≤ 0 for r > 0 and even k ≤ d − 3",
                  formula=inside(), inside=bent.remainder_sign(), parity=bent.parity(),
                  the_order_d_minus_1=ForAll((), sp.Ge(G / eps * r, 0),
                                             Domain.of(Real("g", ge=0), Real("r", ge=0), EPS_POS)))


INDEX = Domain.of(V_POS, Integer("k", ge=0), Integer("i", ge=0), Integer("d", ge=3))


@lemma_b8.claim("bound", controls=lambda: {
    "(k − j)! for (k − j + 1)!": in_part("powers", replaced(
        lhs=(v ** (k - j + 1) / sp.factorial(k - j)).subs(j, k + 1 - i))),
    "Φ^{(d−j−1)} in the sum": in_part("orders", added("lhs", -1)),
    "half of the term j = 1": in_part("difference", replaced(
        conclude=sp.Ge(G * (N + 1) * eps / 2 - G * ((N + 1) * eps - v), 0))),
})
def bound() -> All:
    """The printed bound holds for 0 ≤ k ≤ d − 1: its term j = k + 1 − i is the i-th of the exact formula, and the term
    j = 1 stands for the remainder, which is smaller by |Φ^{(d−1)}(ε)| v^{k+1}/((k+1)! ε)."""
    return All.of(
        "|Φ̄^{(d−1−k)}(r)| ≤ |Φ^{(d−1−k)}(ε)| + Σ_{j=1..k} (ε−r)^{k−j+1}/(k−j+1)! |Φ^{(d−j)}(ε)|, 0 ≤ k ≤ d−1, r < ε",
        formula=inside(), slack=bent.slack(),
        powers=Identity((v ** (k - j + 1) / sp.factorial(k - j + 1)).subs(j, k + 1 - i), v**i / sp.factorial(i), INDEX),
        orders=Identity((d - j).subs(j, k + 1 - i), d - 1 - k + i, INDEX),
        difference=ForAll((), sp.Ge(G * (N + 1) * eps - G * ((N + 1) * eps - v), 0),
                          Domain.of(Real("g", ge=0), Real("v", ge=0), EPS_POS, Integer("N", ge=0))))


@lemma_b8.claim("bound-in-full", reading="sharpened", expect="certified", controls=lambda: {
    "half of the slack": replaced(build=lambda dim: bent.bound_less_exact(dim, sp.Rational(1, 2))),
})
def bound_in_full() -> Family:
    """A second opinion with all sums written out: bound less value is |Φ^{(d−1)}(ε)| v^{k+1}/((k+1)! ε) for every k."""
    return Family("d", (3, 5, 7, 9, 11), bent.bound_less_exact,
                  claim="bound less |Φ̄^{(d−1−k)}| is |Φ^{(d−1)}(ε)| (ε−r)^{k+1}/((k+1)! ε), 0 ≤ k ≤ d−1")


@lemma_b8.derivation
def lecture() -> Iterator[Line]:
    """How the lemma goes, with T_x."""
    yield Line("Mix T_x(r) = (x−r)_+^{d−1}((d−1)x + r)/d! over x > ε with the weight (g = Φ^{(d−1)})",
               sp.Eq(sp.Function("W")(x), sp.expand(weight().doit())))
    yield Line("which is nonnegative, and whose tail is", bent.weight_tail())
    yield Line("The kernel grows with x at the rate (x = r + u, N = d − 1)", bent.kernel_slope())
    yield Line("so the mixture is ∫_r^∞ g(y)(y−r)^{d−2}/(d−2)! dy outside, and d − 1 integrations by parts with the "
               "primitive", bent.taylor_step())
    yield Line("leave Φ(r). Inside, with v = ε − r, the terms at the lower end ε make a polynomial. For d = 5, with "
               "b_j = |Φ^{(j)}(ε)|:", bent.bent_polynomial(5)[0])
    yield Line("The printed bound of Φ̄′ less this one's derivative is", sp.factor(
        bent.printed_bound(bent.bent_polynomial(5)[1], 3) - sp.diff(bent.bent_polynomial(5)[0], v)))
