"""Lemma 4.2: the almost λ-harmonic potential at λ = 1, as Section 4 and the end of Appendix B print it.

Letters: s = με (ε when λ = 1); P_j the numerator of (−1)^j Φ^{(j)} = e^{−μr} P_j(μr) r^{2−d−j}; Z = Φ_ε(0) before it
is normalised; A a value of |Φ_ε| or |Φ_ε′| before that. The sharp bounds behind it are in `_sharp_bounds`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import All, Identity

from .._symbols import D_ANY, D_ODD, D_PAPER, EPS_UNIT, MU_POS, R_POS, d, eps, i, j, k, mu, n, r, s, v
from . import _sharp_bounds as sharp
from .lemma_b9 import coefficient, radial_laplacian, remainder, yukawa
from .lemma_b9 import signs as signs_of_b9

lemma_4_2 = statement(
    "lem-4.2", "An almost λ-harmonic potential with bounded derivatives", kind="lemma", published="13",
    uses=("def-3.5",), proof_uses=("lem-B.9",), source="arXiv text, Section 4 and Appendix B.3",
    reading="For every ε in (0, 1) a radial activation exists whose potential is λ-harmonic from the distance ε on. "
            "Its radial derivatives up to order d − 1 alternate in sign. For λ = 1, scaled to 1 at the origin, they "
            "are at most of order (d/ε)^{2d}; beyond ε the potential and its slope lie between explicit bounds.")

A, B, Z, C, P = sp.symbols("A B Z C P")
f = sp.Function("f")(r)


@cache
def unit() -> Any:
    """1/ε."""
    return 1 / eps


@cache
def size() -> Any:
    """(d/ε)^(2·d)."""
    return (d * unit()) ** (2 * d)


BEYOND = Domain.of(D_ODD, EPS_UNIT, R_POS, Real("A", gt=0), Real("Z", gt=0))


# The potential.

COEFFICIENTS = Domain.of(MU_POS, Integer("n", ge=0), Integer("i", ge=1))


@lemma_4_2.claim("activation", controls=lambda: {
    "the kernel's transform may be negative": in_part("Lemma B.9's construction", in_part("the transform", replaced(
        domain=Domain.of(Real("W(x)", ge=0), Real("F(T_x)(ω)"))))),
    "e^{−μr} r^{2−d} without p": in_part("Lemma B.9's construction", in_part("λ-harmonic", scaled("closed", r))),
})
def activation() -> All:
    """The existence is Lemma B.9's: Φ_ε is a mixture of positive definite kernels with a nonnegative weight, and
    square-integrable. Every odd d ≥ 3 will do; `transform-positive` has the transform's sign for all frequencies."""
    from ._lemma_b9_construction import construction  # here, so that lem-B.9's claims keep their order

    return All((("Lemma B.9's construction", construction()),))


@lemma_4_2.claim("lambda-harmonic", controls=lambda: {
    "two dimensions fewer": in_part("two dimensions up", lambda c: replaced(rhs=c.rhs.subs(d, d - 2))(c)),
    "e^{−2μr}/r": in_part("three dimensions", substituted("rhs", {mu: 2 * mu})),
    "a jump of Φ_ε″ at ε": in_part("at ε the remainder of lower orders is 0", scaled("lhs", v ** (-k))),
    "a_i of the same dimension": in_part("its coefficients", replaced(rhs=(2 * n + 1) * coefficient(i))),
})
def lambda_harmonic() -> All:
    """ΔΦ_ε = λΦ_ε for r ≥ ε, at ε too: e^{−μr}/r solves it for d = 3; f′/r solves it in two dimensions more than f,
    and takes Lemma B.9's polynomial to the next one; Φ_ε is twice differentiable at ε, as the remainder inside starts
    with v^{d−1−k} there."""
    start = yukawa(1, sp.Integer(1))
    return All((
        ("three dimensions", Identity(radial_laplacian(start, sp.Integer(3)), mu**2 * start, Domain.of(R_POS, MU_POS))),
        ("two dimensions up", Identity(radial_laplacian(sp.Derivative(f, r) / r, d + 2),
                                       sp.Derivative(radial_laplacian(f), r) / r, Domain.of(R_POS, D_ANY))),
        ("its coefficients", Identity((2 * n + 1 - i) * coefficient(i) + mu * coefficient(i - 1),
                                      (2 * n + 1) * coefficient(i).subs(n, n + 1), COEFFICIENTS)),
        ("its top coefficient", Identity(mu * coefficient(n),
                                         (2 * n + 1) * coefficient(i).subs(n, n + 1).subs(i, n + 1), COEFFICIENTS)),
        ("at ε the remainder of lower orders is 0", Identity(
            remainder(k + 1) / v, v**k * (k + 2 - v) / sp.factorial(k + 2),
            Domain.of(Integer("k", ge=0), Real("v", gt=0, le=1)))),
        ("at ε the remainder of order d − 1 is 1", Identity(remainder(sp.Integer(0)).subs(v, 0), sp.Integer(1))),
    ), "ΔΦ_ε = λΦ_ε for r ≥ ε, Φ_ε = (−(1/r) d/dr)^n (e^{−μr}/r) up to a factor, d = 2n + 3")


# The signs of the derivatives, in both prints.

def _signs(conditions: tuple[sp.Expr, ...]) -> All:
    orders = Domain.of(D_ODD, Integer("k", ge=0))
    return All((
        ("(−1)^k Φ_ε^{(k)} ≥ 0", signs_of_b9()),
        ("k + 1 is an order that is covered", ForAll(conditions, sp.Le(k + 1, d - 1, evaluate=False), orders)),
        ("k even", Identity((-1) ** (2 * j), sp.Integer(1), Domain.of(Integer("j", ge=0)))),
        ("k + 1 odd", Identity((-1) ** (2 * j + 1), sp.Integer(-1), Domain.of(Integer("j", ge=0)))),
        ("d − 1 even", Identity((-1) ** (2 * n + 2), sp.Integer(1), Domain.of(Integer("n", ge=0)))),
    ), "Φ_ε^{(d−1)} ≥ 0, Φ_ε^{(k)} ≥ 0 ≥ Φ_ε^{(k+1)} for r > 0 and k even, "
       + ("0 < k < d − 3" if len(conditions) == 2 else "0 ≤ k ≤ d − 3"))


def sign_controls() -> dict[str, Any]:
    """Both forms of the sign pattern fail in the same ways."""
    return {
    "Φ_ε^{(k+1)} ≥ 0": in_part("k + 1 odd", scaled("rhs", -1)),
    "k up to d": in_part("k + 1 is an order that is covered", replaced(assume=(k <= d,))),
    "d even": in_part("d − 1 even", substituted("lhs", {n: n + sp.Rational(1, 2)})),
}


@lemma_4_2.claim("signs-section-4", controls=sign_controls)
def signs_section_4() -> All:
    """Section 4 prints d − 3 > k > 0: true, but it leaves out the potential itself, its slope, and for d = 3
    everything but the second derivative; the proofs that use the lemma need the wider range of Appendix B."""
    return _signs((k > 0, k < d - 3))


@lemma_4_2.claim("signs-appendix-b", controls=sign_controls)
def signs_appendix_b() -> All:
    """Appendix B prints d − 3 ≥ k ≥ 0: true, and it is the range that is needed."""
    return _signs((k <= d - 3,))


# The size of the derivatives for λ = 1.

@lemma_4_2.claim("derivative-bound", controls=lambda: {
    "(d/ε)^{d−1}": in_part("the printed power", substituted("rhs", {size(): (d * unit()) ** (d - 1)})),
    "ε may exceed 1": in_part("the printed power", replaced(
        domain=Domain.of(D_ODD, Real("eps", gt=0)), facts=(sp.Ge(d, 2),))),
    "s up to 5": in_part("at most (2d/ε)^{d−1}", in_part("first factor", replaced(
        domain=Domain.of(D_ODD, Real("s", gt=0, le=5))))),
})
def derivative_bound() -> All:
    """For λ = 1 and 0 ≤ k ≤ d − 1 the normalised |Φ_ε^{(k)}| is at most 1·(d/ε)^{2d}: by the sharp bound, not by
    Lemma B.9. The lemma does not say "normalised", but means it: a potential can be scaled at will."""
    return All((
        ("the printed power", MonomialBound((2 * d * unit()) ** (d - 1), size(), Domain.of(D_ODD, EPS_UNIT),
                                            facts=(sp.Ge(d, 2), sp.Le(eps, 1)))),
        ("at most (2d/ε)^{d−1}", sharp.at_most_a_power()),
        ("the sharp bound", sharp.sharp_bound()),
    ), "|Φ_ε^{(k)}(r)|/Φ_ε(0) ≤ (2d/ε)^{d−1} ≤ (d/ε)^{2d} for λ = 1, 0 ≤ k ≤ d − 1, r > 0")


# The two-sided bounds beyond ε for λ = 1.

def _lower(power: sp.Expr, factor: sp.Expr, source: str) -> MonomialBound:
    decay = sp.exp(-r) * r ** (-power)
    domain = Domain.of(*BEYOND, Real("B", gt=0))
    return MonomialBound(
        decay / size(), A / Z, domain, assume=(eps <= r,), facts=(sp.Le(eps, 1), sp.Ge(d, 2), sp.Ge(d - 2, 1)),
        given=(sp.Ge(A, factor * decay), sp.Le(Z, B * eps ** (2 - d)), sp.Le(B, 4 ** (d - 1))),
        named=(source, "lem-4.2/value-at-zero", "lem-4.2/value-at-zero: B is the binomial coefficient"))


LOWER_CONTROLS = {
    "ε^{d−3}": lambda c: replaced(lhs=c.lhs * size() * (eps / d) ** (d - 3))(c),
    "without Φ_ε(0) ≤ B ε^{2−d}": without(1, "given"),
}


@lemma_4_2.claim("lower-bound", controls=LOWER_CONTROLS)
def lower_bound() -> MonomialBound:
    """Φ_ε(r)/Φ_ε(0) ≥ 1·e^{−r} r^{2−d} (d/ε)^{−2d} for r ≥ ε: p ≥ 1 above, p(ε) ≤ e^ε below."""
    return _lower(d - 2, sp.Integer(1), "lem-B.9/p-exponential")


@lemma_4_2.claim("lower-bound-derivative", controls=LOWER_CONTROLS)
def lower_bound_derivative() -> MonomialBound:
    """|Φ_ε′(r)|/Φ_ε(0) ≥ 1·e^{−r} r^{1−d} (d/ε)^{−2d} for r ≥ ε: the constant coefficient of P₁ is d − 2."""
    return _lower(d - 1, d - 2, "lem-B.9/q-coefficients")


def _upper(power: sp.Expr, factor: sp.Expr, source: str) -> MonomialBound:
    bound = factor * (1 + r) ** d
    return MonomialBound(
        A / Z, bound * sp.exp(1 - r) * r ** (-power), Domain.of(*BEYOND, Real("P", gt=0)), assume=(eps <= r,),
        facts=(sp.Le(eps, 1),),
        given=(sp.Le(A, bound * sp.exp(-r) * r ** (-power)), sp.Ge(Z, P * sp.exp(-eps) * eps ** (2 - d)), sp.Ge(P, 1)),
        named=(source, "lem-B.9/monotone-corrected", "lem-B.9/p-exponential"))


def upper_controls() -> dict[str, Any]:
    """Both upper bounds fail in the same ways."""
    return {
    "e^{−r}": scaled("rhs", sp.exp(-1)), "r^{3−d}": scaled("rhs", r), "(1 + r)^{d−1}": scaled("rhs", 1 / (1 + r)),
    "ε may exceed 1": replaced(domain=Domain.of(D_ODD, Real("eps", gt=0), R_POS, Real("A", gt=0), Real("Z", gt=0),
                                                Real("P", gt=0)), facts=()),
}


@lemma_4_2.claim("upper-bound", controls=upper_controls)
def upper_bound() -> MonomialBound:
    """Φ_ε(r)/Φ_ε(0) ≤ 1·(1 + r)^d e^{1−r} r^{2−d} for r ≥ ε: p ≤ (1 + r)^d, and Φ_ε(0) ≥ Φ_ε(ε) ≥ e^{−ε} ≥ 1/e. Here
    Lemma B.9 at λ = 1 is all that is needed, and so it is for the slope."""
    return _upper(d - 2, sp.Integer(1), "lem-B.9/outer-bound")


@lemma_4_2.claim("upper-bound-derivative", controls=upper_controls)
def upper_bound_derivative() -> MonomialBound:
    """|Φ_ε′(r)|/Φ_ε(0) ≤ 1·(d + r)(1 + r)^d e^{1−r} r^{1−d} for r ≥ ε."""
    return _upper(d - 1, d + r, "lem-B.9/outer-derivative-bound")


# The printed proof: "a special case of Lemma B.9".

STATED = sp.Integer(10) ** 6


@cache
def of_b9() -> Any:
    """3·(2·d + 1)^(2·d)/ε^(2·d)."""
    return 3 * (2 * d + 1) ** (2 * d) * eps ** (-2 * d)


PAPER = Domain.of(D_PAPER, EPS_UNIT)


@cache
def three() -> Any:
    """2·d + 1 ≤ 3·d; 3 ≤ 10."""
    return (sp.Le(2 * d + 1, 3 * d), sp.Le(3, 10, evaluate=False))


@lemma_4_2.claim("special-case", severity="proof",
                 wrong="Lemma B.9's bound exceeds O((d/ε)^{2d}) by about 4^d; a sharper one works.",
                 reading="step", expect="refuted", controls=lambda: {
    "a larger stated constant": scaled("rhs", 10**6),
}, true_controls=lambda: {
    "with a factor 9^d": lambda c: replaced(lhs=c.lhs / sp.E, rhs=c.rhs * 9**d, facts=three())(c),
})
def special_case() -> MonomialBound:
    """That the bound O((d/ε)^{2d}) is Lemma B.9's at λ = 1: B.9's constant 3(2d + 1)^{2d} ε^{−2d} e is
    3e(2 + 1/d)^{2d} times (d/ε)^{2d}, and no constant bounds that. Stated here with 10⁶ for the constant in the O;
    `no-constant` shows it for every constant."""
    return MonomialBound(of_b9() * sp.E, STATED * size(), PAPER)


@lemma_4_2.claim("special-case-lower", severity="proof",
                 same_as="lem-4.2/special-case",
                 wrong="Lemma B.9's lower bounds are too small by about 4^{−d}; sharper ones work.",
                 reading="step", expect="refuted", controls=lambda: {
    "a smaller stated constant": scaled("lhs", sp.Rational(1, 10**6)),
}, true_controls=lambda: {
    "with a factor 9^{−d}": lambda c: replaced(lhs=c.lhs / 9**d, facts=three())(c),
})
def special_case_lower() -> MonomialBound:
    """The same for Ω((d/ε)^{−2d}): B.9's (2d + 1)^{−2d} ε^{2d}/3 is not at least 10^{−6}(d/ε)^{−2d} for all d."""
    return MonomialBound(1 / (STATED * size()), 1 / of_b9(), PAPER)


@lemma_4_2.claim("no-constant", reading="sharpened", controls=lambda: {
    "C up to 5^d": in_part("B.9's factor exceeds C", replaced(given=(sp.Le(C, 5**d),))),
    "(2d + 1) becomes d + 1": in_part("B.9's factor exceeds C", lambda c: replaced(
        rhs=c.rhs.subs(2 * d + 1, d + 1), facts=(sp.Le(d, d + 1),))(c)),
    "d ≤ 1^d": in_part("d is at most 4^d", replaced(bound_ratio=sp.Integer(1))),
})
def no_constant() -> All:
    """Whatever the constant C: for every d ≥ C even 2C (d/ε)^{2d} is below B.9's bound, and its inverse above the
    lower one, for d ≤ 4^d and (2 + 1/d)^{2d} ≥ 4^d. E stands for e, of which only E ≥ 1 is used."""
    big = sp.Symbol("E")
    return All((
        ("d is at most 4^d", TermwiseBound(n, (n + 1) / n, sp.Integer(4), bound_first=sp.Integer(4), start=1,
                                           claim=sp.Le(n, 4**n))),
        ("B.9's factor exceeds C", MonomialBound(
            2 * C * size(), of_b9() * big, Domain.of(*PAPER, Real("C", gt=0), Real("E", ge=1)),
            facts=(sp.Le(2 * d, 2 * d + 1), sp.Ge(big, 1), sp.Le(2, 3, evaluate=False)),
            given=(sp.Le(C, 4**d),), named=("d is at most 4^d, and C at most d",))),
    ), "2C (d/ε)^{2d} ≤ 3e(2d + 1)^{2d} ε^{−2d} for every constant C > 0 and every d ≥ C")


@lemma_4_2.claim("special-case-corrected", reading="corrected", corrects="special-case", controls=lambda: {
    "(d/ε)^{d−1}": substituted("rhs", {size(): (d * unit()) ** (d - 1)}),
    "(2d/ε)^{2d} from the sharp bound": replaced(given=(sp.Le(A, (2 * d * unit()) ** (2 * d)),)),
})
def special_case_corrected() -> MonomialBound:
    """The bound itself is right, with constant 1, by the sharp bound in place of B.9's; A is |Φ_ε^{(k)}|/Φ_ε(0)."""
    return MonomialBound(A, size(), Domain.of(D_ODD, EPS_UNIT, Real("A", gt=0)), facts=(sp.Ge(d, 2), sp.Le(eps, 1)),
                         given=(sp.Le(A, (2 * d * unit()) ** (d - 1)),),
                         named=("lem-4.2/sharp-bound and sharp-bound-power",))


@lemma_4_2.claim("special-case-lower-corrected", reading="corrected", corrects="special-case-lower", controls=lambda: {
    "(2/ε)^{−(2d−4)}": replaced(lhs=(eps / 2) ** (2 * d - 4)),
    "B ≤ d^{3d}": replaced(given=(sp.Le(B, d ** (3 * d)),)),
})
def special_case_lower_corrected() -> MonomialBound:
    """Both lower bounds are right, with constant 1, by Φ_ε(0) ≤ B ε^{2−d}, B = binom(2d − 2, d − 1) ≤ 4^{d−1}: the
    factor ε^{d−2}/B is at least (d/ε)^{−2d}."""
    return MonomialBound(1 / size(), eps ** (d - 2) / B, Domain.of(D_ODD, EPS_UNIT, Real("B", gt=0)),
                         facts=(sp.Le(eps, 1), sp.Ge(d, 2)), given=(sp.Le(B, 4 ** (d - 1)),),
                         named=("lem-4.2/value-at-zero",))


@lemma_4_2.derivation
def lecture() -> Iterator[Line]:
    """How the bounds come about."""
    order = d - 1 - k
    yield Line("With Φ = p(μr) e^{−μr} r^{2−d} and (−1)^j Φ^{(j)} = e^{−μr} P_j r^{2−d−j}, P_{j+1} is",
               (d - 2 + j + s) * sp.Function("P")(s) - s * sp.Derivative(sp.Function("P")(s), s))
    yield Line("which is at most (d − 2 + j + s) P_j, so P_j ≤ p(s) times", sp.rf(d - 2 + s, j))
    yield Line("At r = 0 the formula inside the ball sums these; the last term there is P_{d−1} times",
               remainder(order).subs(v, 1))
    yield Line("which is at most 1/(d−1−k)!, and the sum closes:", sharp.hockey_stick(sp.Symbol("N")))
    yield Line("Since Φ_ε(0) ≥ Φ_ε(ε) = p(s) e^{−s} ε^{2−d}, the normalised |Φ_ε^{(k)}| is at most", sharp.bound())
    for dim in (3, 7, 11):
        top = max(sharp.bound().subs({d: dim, k: o, s: 1, eps: 1}).doit() for o in range(dim))
        yield Line(f"For d = {dim} and s = 1 the largest factor of a power of 1/ε is {top}, and (2d)^{{d−1}} is",
                   sp.Integer(2 * dim) ** (dim - 1))
    yield Line("Lemma B.9's constant at λ = 1, over (d/ε)^{2d}, would be", sp.powsimp(
        (of_b9() * sp.E / size()).subs(eps, 1).expand(power_base=True)))
