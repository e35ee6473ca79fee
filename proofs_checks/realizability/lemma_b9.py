"""Lemma B.9, the potential: its equation, its coefficients, its derivatives and their signs."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, TermwiseBound
from verify.exact import All, Identity, SolvesRecurrence, SumFormula

from .._symbols import D_ANY, D_ODD, MU_POS, R_POS, d, i, k, l, mu, n, r, v

lemma_b9 = statement(
    "lem-B.9", "The explicit almost λ-harmonic potential and its bounds", kind="lemma",
    uses=("def-3.5",), proof_uses=("lem-B.8", "lem-B.7"), source="arXiv text, Appendix B.3",
    reading="Φ(r) = p(r) e^{−μr} / r^{d−2}, with a polynomial p of degree (d−3)/2, is λ-harmonic (μ = √λ). Bent inside "
            "the ball of radius ε it comes from an activation; its derivatives alternate in sign, and it obeys "
            "explicit bounds from above and below.")

p, f = sp.Function("p")(r), sp.Function("f")(r)
a0, a1, a2 = sp.symbols("a_0 a_1 a_2")
RADIAL = Domain.of(R_POS, D_ANY, MU_POS)
COEFFICIENTS = Domain.of(Real("a_0"), Real("a_1"), Real("a_2"))


def radial_laplacian(g: sp.Expr, dim: sp.Expr = d) -> sp.Expr:
    """r^{1−d} (r^{d−1} g′)′, unevaluated."""
    return r ** (1 - dim) * sp.Derivative(r ** (dim - 1) * sp.Derivative(g, r), r)


def ode(g: sp.Expr, dim: sp.Expr = d) -> sp.Expr:
    """The printed operator: r g″ − (d − 3 + 2μr) g′ + μ(d − 3) g."""
    return r * sp.Derivative(g, (r, 2)) - (dim - 3 + 2 * mu * r) * sp.Derivative(g, r) + mu * (dim - 3) * g


def yukawa(g: sp.Expr, power: sp.Expr) -> sp.Expr:
    """g e^{−μr} / r^power."""
    return g * sp.exp(-mu * r) * r ** (-power)


# The equation for p.

@lemma_b9.claim("ode", controls=lambda: {
    "2√λ r becomes √λ r": substituted("rhs", {2 * mu * r: mu * r}),
    "d − 3 becomes d − 2": substituted("rhs", {d: d + 1}),
    "the last sign is turned": added("rhs", -2 * mu * (d - 3) * yukawa(p, d - 1)),
})
def equation() -> Identity:
    """For every function p: ΔΦ − λΦ with Φ = p e^{−μr} r^{2−d} is e^{−μr} r^{1−d} times the printed operator on p."""
    potential = yukawa(p, d - 2)
    return Identity(radial_laplacian(potential) - mu**2 * potential, yukawa(1, d - 1) * ode(p), RADIAL)


@lemma_b9.claim("three-dimensions", controls=lambda: {
    "in four dimensions": lambda c: replaced(lhs=radial_laplacian(yukawa(1, sp.Integer(1)), sp.Integer(4)))(c),
    "e^{−2μr}/r": substituted("rhs", {mu: 2 * mu}),
})
def three_dimensions() -> Identity:
    """For d = 3 the potential is e^{−μr}/r."""
    potential = yukawa(1, sp.Integer(1))
    return Identity(radial_laplacian(potential, sp.Integer(3)), mu**2 * potential, Domain.of(R_POS, MU_POS))


# Its coefficients.

@lemma_b9.claim("recurrence", controls=lambda: {
    "i − (d − 3) becomes i − (d − 2)": substituted("rhs", {a1: a1 * (i - d + 2) / (i - d + 3)}),
    "2i becomes i": substituted("rhs", {2 * i: i}),
    "√λ is left out": substituted("rhs", {mu: 1}),
})
def recurrence() -> Identity:
    """The operator on neighbouring terms: the coefficient of r^i is the printed relation, its two sides subtracted."""
    printed_left, printed_right = a1 * (i + 1) * (i - (d - 3)), a0 * mu * (2 * i - (d - 3))
    return Identity(
        ode(a0 * r**i + a1 * r ** (i + 1)),
        a0 * i * (i - (d - 2)) * r ** (i - 1) + (printed_left - printed_right) * r**i
        + a1 * mu * (d - 5 - 2 * i) * r ** (i + 1),
        Domain.of(R_POS, D_ANY, MU_POS, Integer("i", ge=0), Real("a_0"), Real("a_1")))


@lemma_b9.claim("top-coefficient", controls=lambda: {
    "degree (d − 1)/2": replaced(assume=(sp.Eq(k, (d - 1) / 2),)),
})
def top_coefficient() -> ForAll:
    """With k = (d − 3)/2 the relation for r^k holds by itself; the factor √λ that it carries is left out in print."""
    return ForAll((sp.Eq(k, (d - 3) / 2),), sp.Eq((-2 * k + d - 3) * a0, 0), Domain.of(D_ODD, Real("k"), Real("a_0")))


def coefficient(index: sp.Expr) -> sp.Expr:
    """a_i = μ^i 2^i n! (2n−i)! / ((2n)! i! (n−i)!), with d = 2n + 3: the reverse Bessel polynomial."""
    return (2 * mu) ** index * sp.factorial(n) * sp.factorial(2 * n - index) / (
        sp.factorial(2 * n) * sp.factorial(index) * sp.factorial(n - index))


N_ANY = Integer("n", ge=0)


@cache
def ratio() -> Any:
    """μ·(2·i − d + 3)/((i + 1)·(i − d + 3))."""
    return mu * (2 * i - (d - 3)) / ((i + 1) * (i - (d - 3)))


@cache
def below_top() -> Any:
    """2·i < d − 3."""
    return (2 * i < d - 3,)


@lemma_b9.claim("closed-form", reading="sharpened", controls=lambda: {
    "without the power of two": substituted("closed", {2 * mu: mu}),
    "(2n − i)! becomes (2n − i + 1)!": substituted("closed", {sp.factorial(2 * n - i): sp.factorial(2 * n - i + 1)}),
    "a₀ = 2": replaced(first=sp.Integer(2)),
})
def closed_form() -> SolvesRecurrence:
    """The recurrence solved for every d = 2n + 3: p is the reverse Bessel polynomial, scaled to a₀ = 1."""
    return SolvesRecurrence(i, coefficient(i), ratio=ratio().subs(d, 2 * n + 3), first=sp.Integer(1),
                            domain=Domain.of(N_ANY, MU_POS))


@lemma_b9.claim("solution", reading="sharpened", controls=lambda: {
    "coefficients of another dimension": substituted("summand", {n: n + 1}),
    "the last term doubled": scaled("closed", 2),
})
def solution() -> SumFormula:
    """The operator on the first N terms telescopes to μ(2n − 2N) a_N r^N, which is 0 at N = n: p solves the equation
    for every odd d, so Φ is λ-harmonic for all r > 0."""
    upper, dim = sp.Symbol("N"), 2 * n + 3
    term = coefficient(i) * (i * (i - dim + 2) * r ** (i - 1) + mu * (dim - 3 - 2 * i) * r**i)
    return SumFormula(term, i, 0, upper, mu * (2 * n - 2 * upper) * coefficient(upper) * r**upper,
                      Domain.of(N_ANY, MU_POS, R_POS))


@lemma_b9.claim("positive-coefficients", reading="step", controls=lambda: {
    "one index too far": replaced(assume=(2 * i < d - 1,)),
    "without i < (d − 3)/2": without(0),
})
def positive_coefficients() -> ForAll:
    """Below the top the ratio of consecutive coefficients is positive, and a₀ = 1."""
    return ForAll(below_top(), sp.Gt(ratio(), 0), Domain.of(D_ODD, MU_POS, Integer("i", ge=0)))


@lemma_b9.claim("coefficient-bound", reading="step", controls=lambda: {
    "a_{i+1} ≤ √λ a_i / 2": scaled("bound_ratio", sp.Rational(1, 2)),
    "beyond the top": replaced(assume=(i < d - 3,)),
})
def coefficient_bound() -> TermwiseBound:
    """a_{i+1} ≤ √λ a_i, hence a_i ≤ √λ^i."""
    return TermwiseBound(i, ratio(), mu, assume=below_top(), domain=Domain.of(D_ODD, MU_POS),
                         claim=sp.Le(sp.Symbol("a_i"), mu**i))


@cache
def binomial() -> Any:
    """μ·(d − i)/(i + 1)."""
    return mu * (d - i) / (i + 1)


@cache
def binomial_degree() -> Any:
    """μ·(d/2 − i − 3/2)/(i + 1)."""
    return mu * ((d - 3) / 2 - i) / (i + 1)


@cache
def exponential() -> Any:
    """The ratios of the series that p is compared with; `comparison-series` has what they are the series of."""
    return mu / (i + 1)


@lemma_b9.claim("comparison-series", reading="step", controls=lambda: {
    "(1 + √λ r)^{d−1}": in_part("of the power d", substituted("closed", {d: d - 1})),
    "e^{2√λ r}": in_part("of the exponential", substituted("closed", {mu: 2 * mu})),
    "(1 + √λ r)^{(d−1)/2}": in_part("of the power n", substituted("closed", {n: n + 1})),
})
def comparison_series() -> All:
    """What p is compared with, term by term: (1 + √λ r)^d, (1 + √λ r)^n with n = (d − 3)/2, and e^{√λ r} have the
    coefficients binom(d, i) μ^i, binom(n, i) μ^i and μ^i/i!, which are 1 at i = 0 and have these ratios."""
    return All.of(
        "(1 + μr)^d = Σ binom(d, i) μ^i r^i, (1 + μr)^n = Σ binom(n, i) μ^i r^i, e^{μr} = Σ μ^i r^i/i!",
        of_the_power_d=SolvesRecurrence(
            i, mu**i * sp.factorial(d) / (sp.factorial(i) * sp.factorial(d - i)), ratio=binomial(), first=sp.Integer(1),
            domain=Domain.of(D_ODD, MU_POS)),
        of_the_power_n=SolvesRecurrence(
            i, mu**i * sp.factorial(n) / (sp.factorial(i) * sp.factorial(n - i)),
            ratio=binomial_degree().subs(d, 2 * n + 3), first=sp.Integer(1), domain=Domain.of(N_ANY, MU_POS)),
        of_the_exponential=SolvesRecurrence(i, mu**i / sp.factorial(i), ratio=exponential(), first=sp.Integer(1),
                                            domain=Domain.of(MU_POS)))


@lemma_b9.claim("p-bound", reading="step", controls=lambda: {
    "exponent (d − 4)/2": replaced(bound_ratio=mu * ((d - 4) / 2 - i) / (i + 1)),
    "a₀ = 2": replaced(first=sp.Integer(2)),
})
def p_bound() -> TermwiseBound:
    """p(r) ≤ (1 + √λ r)^d for r ≥ 0: term by term against the binomial series."""
    return TermwiseBound(i, ratio(), binomial(), assume=below_top(), domain=Domain.of(D_ODD, MU_POS),
                         claim=sp.Le(sp.Function("p")(r), (1 + mu * r) ** d))


@lemma_b9.claim("p-bound-degree", reading="sharpened", controls=lambda: {
    "exponent (d − 4)/2": replaced(bound_ratio=mu * ((d - 4) / 2 - i) / (i + 1)),
})
def p_bound_degree() -> TermwiseBound:
    """The exponent d can be the degree: p(r) ≤ (1 + √λ r)^{(d−3)/2}."""
    # 2i < d − 3 with d odd is 2i ≤ d − 5; in this form the reals see it too.
    return TermwiseBound(i, ratio(), binomial_degree(), assume=(2 * i <= d - 5,),
                         domain=Domain.of(D_ODD, MU_POS),
                         claim=sp.Le(sp.Function("p")(r), (1 + mu * r) ** ((d - 3) / 2)))


@lemma_b9.claim("p-exponential", reading="sharpened", controls=lambda: {
    "p ≤ e^{μr/2}": in_part("p(r) ≤ e^{μr}", scaled("bound_ratio", sp.Rational(1, 2))),
    "coefficients of either sign": in_part("1 ≤ p(r)", replaced(domain=Domain.of(Real("a_1"), R_POS))),
    "a₀ = 1/2": in_part("1 ≤ p(r)", lambda c: replaced(conclude=sp.Ge(c.conclude.lhs - sp.Rational(1, 2), 1))(c)),
})
def p_exponential() -> All:
    """1 ≤ p(r) ≤ e^{√λ r} for r ≥ 0, so e^{−√λ r} r^{2−d} ≤ Φ(r) ≤ r^{2−d}: the harmonic potential lies above. From
    below, a₀ = 1 and the other terms, here a₁ r, are not negative."""
    return All((
        ("coefficients", positive_coefficients()),
        ("1 ≤ p(r)", ForAll((), sp.Ge(1 + a1 * r, 1, evaluate=False), Domain.of(Real("a_1", ge=0), R_POS))),
        ("p(r) ≤ e^{μr}", TermwiseBound(i, ratio(), exponential(), assume=below_top(), domain=Domain.of(D_ODD, MU_POS),
                                        claim=sp.Le(sp.Function("p")(r), sp.exp(mu * r)))),
    ), "1 ≤ p(r) ≤ e^{√λ r} for r ≥ 0")


# Its derivatives.

DERIVATIVE = Domain.of(R_POS, MU_POS, Real("l"))


def derivative_numerator(g: sp.Expr) -> sp.Expr:
    """q = (l + √λ r) g − r g′."""
    return (l + mu * r) * g - r * sp.Derivative(g, r)


@lemma_b9.claim("derivative", severity="misprint",
                wrong="The derivative has e^{−r} where e^{−√λ r} is meant.",
                reading="step", expect="refuted", controls=lambda: {
    "another sign": scaled("rhs", -1),
}, true_controls=lambda: {
    "λ = 1": lambda c: Identity(c.lhs.subs(mu, 1), c.rhs.subs(mu, 1), Domain.of(R_POS, Real("l"))),
})
def derivative() -> Identity:
    """The printed derivative of p e^{−√λ r}/r^l carries e^{−r} for e^{−√λ r}: right for λ = 1 only."""
    return Identity(sp.Derivative(yukawa(p, l), r),
                    sp.exp(-r) / r ** (l + 1) * (r * sp.Derivative(p, r) - (l + mu * r) * p), DERIVATIVE)


@lemma_b9.claim("derivative-corrected", reading="corrected", corrects="derivative", controls=lambda: {
    "l + √λ r becomes l + r": substituted("rhs", {l + mu * r: l + r}),
    "r^l in the denominator": scaled("rhs", r),
})
def derivative_corrected() -> Identity:
    """Φ′ = −q e^{−√λ r}/r^{l+1} with q = (l + √λ r)p − r p′."""
    return Identity(sp.Derivative(yukawa(p, l), r), -yukawa(derivative_numerator(p), l + 1), DERIVATIVE)


@lemma_b9.claim("q-coefficients", reading="step", controls=lambda: {
    "(l − i) becomes (l − i + 1)": added("rhs", a1 * r**i),
    "√λ is left out of q_{k+1}": added("rhs", (1 - mu) * a1 * r ** (i + 1)),
    "q₀ = p₀": lambda c: replaced(rhs=c.rhs.subs(l - i, 1 - i))(c),
})
def q_coefficients() -> Identity:
    """On two neighbouring terms: q_i = (l − i)p_i + √λ p_{i−1}; with p_{−1} = 0 this is q₀ = l p₀, with p_{k+1} = 0
    it is q_{k+1} = √λ p_k."""
    return Identity(
        derivative_numerator(a0 * r ** (i - 1) + a1 * r**i),
        (l - i + 1) * a0 * r ** (i - 1) + ((l - i) * a1 + mu * a0) * r**i + mu * a1 * r ** (i + 1),
        Domain.of(R_POS, MU_POS, Real("l"), Integer("i", ge=0), Real("a_0"), Real("a_1")))


@lemma_b9.claim("q-nonnegative", reading="step", controls=lambda: {
    "without k < l": without(1),
    "without p_i ≥ 0": replaced(domain=Domain.of(Real("a_0", ge=0), Real("a_1"), MU_POS, Real("l"), Integer("i", ge=0),
                                                 Integer("k", ge=0))),
})
def q_nonnegative() -> ForAll:
    """If p has nonnegative coefficients and degree k < l, so has q."""
    return ForAll((i <= k, k < l), sp.Ge((l - i) * a1 + mu * a0, 0),
                  Domain.of(Real("a_0", ge=0), Real("a_1", ge=0), MU_POS, Real("l"), Integer("i", ge=0),
                            Integer("k", ge=0)))


@lemma_b9.claim("degrees", reading="step", controls=lambda: {
    "p of degree d − 2": substituted("conclude", {(d - 3) / 2: d - 2}),
})
def degrees() -> ForAll:
    """The n-th numerator has degree (d − 3)/2 + n, below the power l = d − 2 + n: the step can be repeated for ever."""
    return ForAll((), sp.Lt((d - 3) / 2 + n, d - 2 + n, evaluate=False), Domain.of(D_ODD, N_ANY))


@lemma_b9.claim("alternating-signs", reading="step", controls=lambda: {
    "degrees not below l": in_part("degree below l", substituted("conclude", {(d - 3) / 2: d - 2})),
    "Φ′ = +q e^{−μr}/r^{l+1}": in_part("derivative", scaled("rhs", -1)),
})
def alternating_signs() -> All:
    """(−1)^j Φ^{(j)} ≥ 0 for all j, by induction: each derivative passes nonnegative coefficients on."""
    return All.of("(−1)^j Φ^{(j)}(r) ≥ 0 for all j ≥ 0 and r > 0",
                  start=positive_coefficients(), derivative=derivative_corrected(), coefficients=q_coefficients(),
                  signs=q_nonnegative(), degree_below_l=degrees())


# Inside the ball, from Lemma B.8: with v = 1 − r/ε, (−1)^k Φ_ε^{(k)} = e^{−s} ε^{2−d−k} S_k(v), where
# S_k = Σ_{i ≤ d−2−k} P_{k+i}(s) v^i/i! + P_{d−1}(s) v^N (N + 1 − v)/(N + 1)!, N = d − 1 − k.

def remainder(order: sp.Expr) -> sp.Expr:
    """The last term of S_k over P_{d−1}, with N = d − 1 − k."""
    return v**order * (order + 1 - v) / sp.factorial(order + 1)


@lemma_b9.claim("inside", reading="sharpened", controls=lambda: {
    "N + 1 − v becomes N − v": in_part("the remainder", added("rhs", -v ** (k - 1) / sp.factorial(k))),
    "not linear at the end": in_part("the order d − 1", scaled("rhs", v)),
})
def inside() -> All:
    """S_k′ = S_{k+1} term by term, S_k(0) = P_k, and S_{d−1} = P_{d−1} r/ε: the formula is Φ_ε inside the ball."""
    unit = Domain.of(Real("v", gt=0, le=1), Integer("k", ge=1))
    return All.of(
        "(−1)^k Φ_ε^{(k)} = e^{−s} ε^{2−d−k} [Σ_{i≤d−2−k} P_{k+i}(s) v^i/i! + P_{d−1}(s) v^{d−1−k}(d−k−v)/(d−k)!]",
        the_powers=Identity(sp.diff(v**k / sp.factorial(k), v), v ** (k - 1) / sp.factorial(k - 1), unit),
        the_remainder=Identity(sp.diff(remainder(k), v), remainder(k - 1), unit),
        the_order_d_1=Identity(remainder(sp.Integer(0)), 1 - v, unit)).renamed({"the order d 1": "the order d − 1"})


@lemma_b9.claim("signs", controls=lambda: {
    "up to v = 2": in_part("the last factor", replaced(domain=Domain.of(Real("v", ge=0, le=3), Integer("k", ge=0)))),
})
def signs() -> All:
    """Inside, every term of S_k is nonnegative; outside, the signs alternate: (−1)^k Φ_ε^{(k)} ≥ 0 for k ≤ d − 1."""
    return All.of("(−1)^k Φ_ε^{(k)}(r) ≥ 0 for 0 ≤ k ≤ d − 1 and r > 0",
                  outside=alternating_signs(), inside=inside(),
                  the_last_factor=ForAll((), sp.Ge(k + 1 - v, 0), Domain.of(Real("v", ge=0, le=1), Integer("k", ge=0))))


@lemma_b9.derivation
def lecture() -> Iterator[Line]:
    """How the lemma goes."""
    yield Line("Try Φ(r) = p(r) e^{−μr} r^{2−d}. Its radial Laplacian minus λΦ is e^{−μr} r^{1−d} times", ode(p))
    yield Line("On the terms a₀ r^i + a₁ r^{i+1} the coefficient of r^i is", sp.collect(
        sp.expand(sp.powsimp(sp.expand(ode(a0 * r**i + a1 * r ** (i + 1)).doit() / r**i))).coeff(r, 0), (a0, a1)))
    yield Line("so the ratio a_{i+1}/a_i is", sp.factor(ratio()))
    yield Line("and with a₀ = 1, d = 2n + 3 the coefficients are", sp.Eq(sp.Symbol("a_i"), coefficient(i)))
    for dim in (3, 7, 11):
        yield Line(f"For d = {dim}: p(r) =", sum(
            sp.simplify(coefficient(i).subs({n: (dim - 3) // 2, i: j})) * r**j for j in range((dim - 3) // 2 + 1)))
    yield Line("Differentiating g e^{−μr}/r^l gives −e^{−μr}/r^{l+1} times", derivative_numerator(f))
    yield Line("whose coefficients stay nonnegative while the degree is below l: all signs alternate. At degree i:",
               sp.Ge((l - i) * a1 + mu * a0, 0))
    yield Line("Inside the ball Φ_ε^{(d−1)} is linear in r; integrating back d − 1 − k times from r = ε, with "
               "v = 1 − r/ε, leaves the remainder", remainder(d - 1 - k))
