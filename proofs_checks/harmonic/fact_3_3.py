"""Fact 3.3: the second-order conditions for a local minimum."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import lam, q, s, t, x
from .definition_3_2 import within

fact_3_3 = statement(
    "fact-3.3", "Second-order conditions", kind="fact", published="8", uses=("def-3.2",),
    proof_uses=("fact-spectral", "fact-mean-value"), source="arXiv text, Section 3",
    reading="Let f be twice differentiable at a critical point x*. If x* is a local minimum, the smallest eigenvalue "
            "of the Hessian there is ≥ 0; if that is > 0, x* is a strict local minimum (0 < ‖v‖ ≤ ε, see def-3.2).")

# q = |v|², Q = vᵀHv, rho = f(x* + v) − f(x*) − Q/2: what the second-order expansion leaves, at most ηq for small v.
Q, rho, eta, change, e = sp.symbols("Q rho eta change e")
A, B, C, c, g, v, dot, square = sp.symbols("A B C c g v dot square")
F = sp.Function("F")(s)
NEGATIVE, POSITIVE = Real("lam", lt=0), Real("lam", gt=0)


# The expansion, from what "twice differentiable at x*" says of the gradient near x*.

@fact_3_3.claim("expansion", reading="sharpened", controls=lambda: {
    "without the factor 1/2": in_part("a derivative", replaced(lhs=sp.Derivative(F - s**2 * Q, s))),
    "s up to 2": in_part("its size", replaced(domain=Domain.of(
        Real("s", ge=0, le=2), *(Real(n, ge=0) for n in ("eta", "q", "square")), Real("dot")))),
    "without Cauchy and Schwarz": in_part("its size", without(1)),
    "the gradient is only bounded": in_part("its size", without(0)),
    "without the mean value theorem": in_part("the remainder", without(1)),
    "AB < C² so far": in_part("Cauchy and Schwarz", without(0)),
})
def expansion() -> All:
    """f(x* + v) = f(x*) + Q/2 + ρ with |ρ| ≤ η|v|² for small v, any η > 0: what is used of twice differentiable.

    Along sv, 0 ≤ s ≤ 1, let F(s) = f(x* + sv). The gradient at x* + sv is sHv + E with |E| ≤ ηs|v| for small v; so
    F(s) − s²Q/2 has the derivative E·v, at most η|v|² in size. square = |E|², dot = E·v; A, B and C are the sums so
    far in |E|², |v|² and E·v.
    """
    sums = Domain.of(Real("A", ge=0), Real("B", ge=0), *(Real(n) for n in ("C", "g", "v")))
    return All((
        ("a derivative", Identity(sp.Derivative(F - s**2 * Q / 2, s), F.diff(s) - s * Q,
                                  Domain.of(Real("s"), Real("Q")))),
        ("Cauchy and Schwarz", ForAll((C**2 <= A * B,), sp.Le((C + g * v) ** 2, (A + g**2) * (B + v**2)), sums,
                                      named=("the coordinates so far",))),
        ("its size", ForAll((square <= eta**2 * s**2 * q, dot**2 <= square * q), sp.Le(dot**2, (eta * q) ** 2),
                            Domain.of(Real("s", ge=0, le=1), *(Real(n, ge=0) for n in ("eta", "q", "square")),
                                      Real("dot")),
                            named=("the gradient is differentiable at x*: |E| ≤ ηs|v|", "Cauchy and Schwarz"))),
        ("the remainder", ForAll(
            (within(dot, eta * q), sp.Eq(rho, dot)), within(rho, eta * q),
            Domain.of(Real("dot"), Real("rho"), Real("eta", ge=0), Real("q", ge=0)),
            named=("its size", "fact-mean-value: ρ is E·v for some s in (0, 1)"))),
    ), "|f(x* + v) − f(x*) − vᵀHv/2| ≤ η·|v|² for all small v")


# The two halves.

def falls(share: sp.Expr) -> ForAll:
    """Along an eigenvector for λ < 0, a step of length t > 0 to either side lowers f by share·|λ|t² or more."""
    return ForAll((sp.Eq(Q, lam * t**2), within(rho, -lam * t**2 / 4)), Q / 2 + rho <= share * lam * t**2,
                  Domain.of(NEGATIVE, Real("t"), Real("Q"), Real("rho")),
                  named=("fact-spectral: vᵀHv = λt² for v = tu, Hu = λu, |u| = 1", "the expansion with η = |λ|/4"))


@fact_3_3.claim("necessary", controls=lambda: {
    "λ = 0 admitted": in_part("lower", replaced(domain=Domain.of(Real("lam", le=0), Real("t", gt=0), Real("change")))),
    "a remainder up to |λ|t²": in_part("falls", replaced(assume=(sp.Eq(Q, lam * t**2), within(rho, -lam * t**2)))),
    "no expansion": in_part("falls", without(1)),
    "λ need not be an eigenvalue": in_part("falls", without(0)),
})
def necessary() -> All:
    """Were λ_min < 0, f would be lower at points tu as near to x* as one likes, u an eigenvector: no local minimum."""
    return All.of(
        "λ_min(∇²f(x*)) < 0  ⟹  f(x* + t·u) < f(x*) for all small t ≠ 0",
        falls=falls(sp.Rational(1, 4)),
        lower=ForAll((change <= lam * t**2 / 4,), change < 0, Domain.of(NEGATIVE, Real("t", gt=0), Real("change")),
                     named=("falls",)),
    )


@fact_3_3.claim("sufficient", controls=lambda: {
    "v = 0 admitted": in_part("higher", replaced(domain=Domain.of(POSITIVE, Real("q", ge=0), Real("change")))),
    "λ = 0 admitted": in_part("higher", replaced(domain=Domain.of(Real("lam", ge=0), Real("q", gt=0), Real("change")))),
    "a remainder up to λ|v|²": in_part("rises", replaced(assume=(lam * q <= Q, within(rho, lam * q)))),
    "no expansion": in_part("rises", without(1)),
    "one eigenvalue below λ": in_part("one more eigenvector", without(1)),
})
def sufficient() -> All:
    """If all eigenvalues are ≥ λ > 0 then vᵀHv ≥ λ|v|², in any dimension; and f(x* + v) ≥ f(x*) + λ|v|²/4 > f(x*).

    c is the coordinate of v along one eigenvector more, for the eigenvalue B.
    """
    return All((
        ("one more eigenvector", ForAll((lam * q <= Q, lam <= B), sp.Le(lam * (q + c**2), Q + B * c**2),
                                        Domain.of(Real("lam"), Real("q", ge=0), *(Real(n) for n in ("Q", "B", "c"))),
                                        named=("those so far", "fact-spectral: λ is the smallest"))),
        ("rises", ForAll((lam * q <= Q, within(rho, lam * q / 4)), sp.Ge(Q / 2 + rho, lam * q / 4),
                         Domain.of(POSITIVE, Real("q", ge=0), Real("Q"), Real("rho")),
                         named=("all eigenvectors", "the expansion with η = λ/4"))),
        ("higher", ForAll((change >= lam * q / 4,), change > 0, Domain.of(POSITIVE, Real("q", gt=0), Real("change")),
                          named=("rises",))),
    ), "λ_min(∇²f(x*)) = λ > 0  ⟹  f(x* + v) − f(x*) ≥ λ·|v|²/4 > 0 for all small v ≠ 0")


@fact_3_3.claim("descent-direction", controls=lambda: {
    "by |λ|t²": lambda claim: falls(sp.Integer(1)),
    "no expansion": without(1),
    "η = |λ|": replaced(assume=(sp.Eq(Q, lam * t**2), within(rho, -lam * t**2))),
})
def descent_direction() -> ForAll:
    """The remark after it: along an eigenvector for λ < 0 f falls, to both sides, by |λ|t²/4 or more."""
    return falls(sp.Rational(1, 4))


# Neither half can be reversed, and neither can do with less.

@fact_3_3.claim("not-reversible", reading="sharpened", controls=lambda: {
    "x² has the eigenvalue 2": in_part("the eigenvalue of x⁴", replaced(lhs=sp.diff(x**2, x, 2).subs(x, 0))),
    "x³ is no minimum": in_part("x⁴ is strict", replaced(conclude=x**3 > 0)),
    "−x⁴ is none either": in_part("x⁴ is strict", replaced(conclude=-(x**4) > 0)),
})
def not_reversible() -> All:
    """x⁴ has a strict minimum at 0 where its second derivative is 0: a strict minimum need not have λ_min > 0.

    So a proof that takes from a strict minimum a positive trace of the Hessian takes too much.
    """
    return All((
        ("the slope of x⁴", Identity(sp.diff(x**4, x).subs(x, 0), 0, Domain())),
        ("the eigenvalue of x⁴", Identity(sp.diff(x**4, x, 2).subs(x, 0), 0, Domain())),
        ("x⁴ is strict", ForAll((sp.Ne(x, 0),), x**4 > 0, Domain.of(Real("x")))),
    ), "f = x⁴:  f′(0) = f″(0) = 0,  f(x) > f(0) for x ≠ 0")


@fact_3_3.claim("zero-is-not-enough", reading="sharpened", controls=lambda: {
    "x⁴": in_part("lower on one side", replaced(conclude=(-e) ** 4 < 0)),
    "on the other side": in_part("lower on one side", replaced(conclude=e**3 < 0)),
    "x² in its place": in_part("the eigenvalue of x³", replaced(lhs=sp.diff(x**2, x, 2).subs(x, 0))),
})
def zero_is_not_enough() -> All:
    """x³ is critical at 0 with second derivative 0 ≥ 0, and lower at −ε for every ε: λ_min ≥ 0 is not sufficient."""
    return All((
        ("the slope of x³", Identity(sp.diff(x**3, x).subs(x, 0), 0, Domain())),
        ("the eigenvalue of x³", Identity(sp.diff(x**3, x, 2).subs(x, 0), 0, Domain())),
        ("lower on one side", ForAll((), (-e) ** 3 < 0, Domain.of(Real("e", gt=0)))),
    ), "f = x³:  f′(0) = f″(0) = 0,  f(−ε) < f(0)")


@fact_3_3.claim("critical-is-needed", reading="sharpened", controls=lambda: {
    "ε beyond 1": in_part("lower on one side", replaced(domain=Domain.of(Real("e", gt=0, le=4)))),
    "the slope is 0": in_part("a slope", replaced(lhs=sp.diff(x**2, x).subs(x, 0))),
})
def critical_is_needed() -> All:
    """Off the critical points λ_min > 0 says nothing: x + x² has second derivative 2 at 0, and is lower beside it."""
    f = x + x**2
    return All((
        ("a slope", Identity(sp.diff(f, x).subs(x, 0), 1, Domain())),
        ("convex", Identity(sp.diff(f, x, 2).subs(x, 0), 2, Domain())),
        ("lower on one side", ForAll((), f.subs(x, -e) < 0, Domain.of(Real("e", gt=0, lt=1)))),
    ), "f = x + x²:  f″(0) = 2,  f(−ε) < f(0) for 0 < ε < 1")


@fact_3_3.derivation
def by_hand() -> Iterator[Line]:
    """The expansion, and the two signs."""
    yield Line("Along sv, 0 ≤ s ≤ 1, let F(s) = f(x* + sv) and Q = vᵀHv. Then", sp.Eq(
        sp.Derivative(F - s**2 * Q / 2, s), sp.diff(F - s**2 * Q / 2, s)))
    yield Line("F′(s) is ∇f(x* + sv)·v, and the gradient is sHv up to ηs|v|; so this is at most ηq in size, q = |v|². "
               "By the mean value theorem f(x* + v) − f(x*) is Q/2 + ρ with", within(rho, eta * q))
    change_along = (Q / 2 + rho).subs(Q, lam * q)
    yield Line("Along an eigenvector Q = λq:", change_along)
    yield Line("If λ < 0, take η = −λ/4; the most it can be is", sp.factor(change_along.subs(rho, -lam * q / 4)))
    yield Line("which is negative. If λ > 0 is the smallest eigenvalue, Q ≥ λq; take η = λ/4; the least it can be is",
               sp.factor(change_along.subs(rho, -lam * q / 4)))
    yield Line("which is positive for v ≠ 0. At λ = 0 nothing follows:", not_reversible())
    yield Line("and", zero_is_not_enough())
