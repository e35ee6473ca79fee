"""Lemma B.6: positive mixtures of potentials. False as printed; what has to be integrable is not the weight alone."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, d, eps, omega, q, r, t, v, x, y, z
from . import _mixtures
from ._gaussian_mixtures import V_POS, closed, gaussian, lower, norm, p, transform

lemma_b6 = statement(
    "lem-B.6", "Positive mixtures of realizable potentials", kind="lemma", uses=("def-B.5",),
    proof_uses=("lem-B.4", "thm-2.1", "fact-minkowski", "fact-tonelli", "fact-fourier", "fact-bochner"),
    source="arXiv text, Appendix B.3",
    reading="A mixture ∫ w(x) Φ_x dx, w ≥ 0 of finite total, of realizable potentials that are square-integrable with "
            "integrable transform is again one. So it is printed; but the mixture may be infinite, or not "
            "square-integrable. It is right when ∫ w(x) (Φ_x(0) + ‖Φ_x‖₂) dx is finite.")

f, g = sp.Function("f")(r), sp.Function("g")(r)
alpha, beta, M, S = sp.symbols("alpha beta M S")


# The printed lemma, on its first counterexample: Φ_x = x^{−q} e^{−r²/2}, 0 < x < 1, weight 1, total weight 1.

@lemma_b6.claim("finite", severity="wording",
                same_as="lem-B.6/square-integrable",
                wrong="The mixture can be infinite: ∫₀¹ x⁻² e^{−r²/2} dx; Φ_x(0) is not bounded.",
                expect="refuted", true_controls=lambda: {
    "q < 1": in_part("the power test", replaced(domain=Domain.of(Real("q", ge=0, lt=1)))),
    "q = 0: bounded members": in_part("the power test", replaced(domain=Domain.of(Real("q", ge=0, le=0)))),
})
def finite() -> All:
    """Every member is a positive multiple of one Gaussian, the total weight is 1; for q ≥ 1 the mixture is infinite.

    In x = e^{−v} the mixture is e^{−r²/2} ∫ e^{(q−1)v} dv, and the power test asks for −q > −1. (The normalisation
    Φ_x(0) = 1 would exclude this family; but the paper mixes hats without it, and it would not exclude the next one.)
    """
    members = x ** (-q) * sp.exp(-(r**2) / 2)
    return All((
        ("substitution", Identity((members * x).subs(x, sp.exp(-v)), sp.exp(-(r**2) / 2) * sp.exp((q - 1) * v),
                                  Domain.of(R_POS, V_POS, Real("q", ge=0)))),
        ("the power test", ForAll((), sp.Gt(-q, -1, evaluate=False), Domain.of(Real("q", ge=0)))),
    ), "∫_(0..1) x^(−q)·e^(−r²/2) dx < ∞ for every q ≥ 0")


# The second counterexample: Φ_x = e^{−x²r²/2}, 0 < x < 1, weight 1. All members are 1 at r = 0.

@lemma_b6.claim("square-integrable", severity="statement",
                wrong="The mixture need not be square-integrable: ∫₀¹ e^{−x²r²/2} dx, d ≥ 2.",
                expect="refuted", true_controls=lambda: {
    "on the line": in_part("a finite norm", replaced(domain=Domain.of(Integer("d", ge=1, le=1)))),
})
def square_integrable() -> All:
    """The members are at most 1, the total weight is 1; but the mixture is at least e^{−1/2}/r for r ≥ 1.

    The power test at infinity, for r^{−2} r^{d−1}, then asks for d − 2 < 0.
    """
    return All((
        *lower(),
        ("a finite norm", ForAll((), sp.Lt(d - 2, 0, evaluate=False), Domain.of(Integer("d", ge=1)))),
    ), "∫_(0..1) e^(−x²r²/2) dx is square-integrable on R^d, d ≥ 1")


# The printed proof, step by step.

@lemma_b6.claim("linearity", reading="step", controls=lambda: {
    "a product": scaled("lhs", f),
    "one weight forgotten": replaced(rhs=(alpha * f + g) * sp.cos(omega * r)),
})
def linearity() -> Identity:
    """The transform is linear, already under its integral (for infinitely many members this is fact-fourier)."""
    return Identity(alpha * (f * sp.cos(omega * r)) + beta * (g * sp.cos(omega * r)),
                    (alpha * f + beta * g) * sp.cos(omega * r),
                    Domain.of(R_POS, Real("alpha"), Real("beta"), Real("omega")))


@lemma_b6.claim("finitely-many-members", reading="step", controls=lambda: {
    "a negative weight": in_part("two members", replaced(domain=Domain.of(
        Real("alpha"), *_mixtures.nonnegative("beta", "A", "B"), Real("C")))),
    "no bound on the inner product": in_part("two members", without(0)),
    "the norms are not added": in_part("one more member", without(2)),
    "the transform so far is not bounded below": in_part("one more member", without(1)),
})
def finitely_many() -> All:
    """For finitely many members the lemma holds: two by their Gram matrix, one more by induction."""
    return All.of("‖Σ w_i Φ_i‖₂ ≤ Σ w_i ‖Φ_i‖₂ and F(Σ w_i Φ_i) ≥ 0",
                  two_members=_mixtures.two_members(), one_more_member=_mixtures.one_more_member())


@lemma_b6.claim("bounded-weight-suffices", severity="proof",
                same_as="lem-B.6/square-integrable",
                wrong="∫w < ∞ is not enough; ∫w(x)(Φ_x(0) + ‖Φ_x‖₂) dx < ∞ suffices.",
                reading="step", expect="refuted", true_controls=lambda: {
    "bounded members, q = 0": replaced(domain=Domain.of(Real("p"), Real("q", ge=0, le=0))),
    "members x^{q}e^{−r²/2}": replaced(conclude=sp.Gt(p + q, -1, evaluate=False)),
})
def bounded_weight_suffices() -> ForAll:
    """A bounded total weight is said to make the mixture integrable. Weight x^p, members x^{−q} e^{−r²/2}, on (0, 1):

    by the power test the weight is integrable when p > −1, the mixture when p − q > −1.
    """
    return ForAll((p > -1,), sp.Gt(p - q, -1, evaluate=False), Domain.of(Real("p"), Real("q", ge=0)),
                  named=("∫ x^p dx < ∞",))


@lemma_b6.claim("bounded-members", reading="corrected", corrects="bounded-weight-suffices", controls=lambda: {
    "the weight may be negative": in_part("under the integral", without(0)),
    "the members are not bounded": in_part("under the integral", without(1)),
    "the total weight is not bounded": in_part("the hypothesis of the corrected lemma", without(1)),
})
def bounded_members() -> All:
    """A bounded total weight does suffice when the members are bounded together, in value and in norm."""
    return _mixtures.bounded_members()


@lemma_b6.claim("weight-of-lemma-B7", reading="sharpened", controls=lambda: {
    "1/x³": in_part("primitive", scaled("rhs", 1 / x)),
    "1/ε + 1/t": in_part("total", replaced(rhs=1 / eps + 1 / t)),
    "t may be below ε": in_part("bounded", without(0)),
})
def weight_of_lemma_b7() -> All:
    """Where the paper applies it, in Lemma B.7, the weight 1/x² on (ε, t) has the total 1/ε − 1/t, below 1/ε."""
    ends = Domain.of(Real("eps", gt=0), Real("t", gt=0))
    return All.of(
        "0 < ∫_(ε..t) x^(−2) dx = 1/ε − 1/t ≤ 1/ε",
        primitive=Identity(sp.Derivative(-1 / x, x), x ** (-2), Domain.of(Real("x", gt=0))),
        total=Identity((-1 / x).subs(x, t) - (-1 / x).subs(x, eps), 1 / eps - 1 / t, ends),
        bounded=ForAll((eps < t,), sp.And(1 / eps - 1 / t > 0, sp.Le(1 / eps - 1 / t, 1 / eps)), ends),
    )


@lemma_b6.claim("members-have-nonnegative-transforms", reading="step", controls=lambda: {
    "a minus sign": in_part("one more point", substituted("rhs", {v * y: -v * y})),
    "the square need not be real": in_part("a square", replaced(conclude=sp.Ge(S**3, 0))),
})
def members_nonnegative() -> All:
    """Realizable, so positive semidefinite: the quadratic form is the mean of a square. The rest is Bochner's theorem.

    S is the sum Σ v_i σ(X, x_i) over some points, v and y = σ(X, x) belong to one point more.
    """
    domain = Domain.of(Real("S"), Real("v"), Real("y"))
    return All.of(
        "Σ v_i v_j Φ(x_i − x_j) = E (Σ v_i σ(X, x_i))² ≥ 0",
        one_more_point=Identity(S**2 + 2 * (v * y) * S + v**2 * y**2, (S + v * y) ** 2, domain),
        a_square=ForAll((), sp.Ge(S**2, 0), domain),
    )


@lemma_b6.claim("the-mixture-has-a-nonnegative-transform", reading="step", controls=lambda: {
    "a weight may be negative": in_part("under the integral", replaced(
        domain=Domain.of(Real("y"), Real("z", ge=0)))),
    "a transform may be negative": in_part("under the integral", replaced(
        domain=Domain.of(Real("y", ge=0), Real("z")))),
    "the sum so far may be negative": in_part("sums", replaced(domain=Domain.of(Real("S"), Real("y", ge=0)))),
})
def mixture_nonnegative() -> All:
    """w ≥ 0 and F(Φ_x) ≥ 0, so F(Φ) = ∫ wF(Φ_x) dx ≥ 0, where that integral makes sense."""
    return All.of(
        "w(x) ≥ 0, F(Φ_x) ≥ 0  ⟹  ∫ w(x)·F(Φ_x) dx ≥ 0",
        under_the_integral=ForAll((), y * z >= 0, _mixtures.nonnegative("y", "z")),
        sums=ForAll((), S + y >= 0, _mixtures.nonnegative("S", "y")),
    )


@lemma_b6.claim("an-activation", reading="step", controls=lambda: {
    "a transform that may be negative": in_part("only then a root", replaced(conclude=sp.Gt(z, 0))),
    "the mass is not finite": in_part("finite energy", without(1)),
})
def an_activation() -> All:
    """The conclusion by Theorem 2.1: with F(Φ) ≥ 0 integrable, h = F⁻¹(√F(Φ)) is in L², and h∗h = Φ (fact-fourier)."""
    return All.of(
        "F(Φ) ≥ 0 integrable  ⟹  Φ = h∗h with F(h) = √F(Φ), ‖h‖₂² = ∫ F(Φ) dω/(2π)^d",
        only_then_a_root=ForAll((sp.Eq(y**2, z),), z >= 0, Domain.of(Real("y"), Real("z"))),
        finite_energy=ForAll((sp.Eq(y * S, z), z <= M), sp.Le(S, M / y), Domain.of(
            Real("y", gt=0), Real("S"), Real("z"), Real("M", gt=0)),
            named=("fact-fourier: Plancherel", "∫ F(Φ) dω ≤ M")),
    )


# What is right.

@lemma_b6.claim("corrected", reading="corrected", corrects="square-integrable", controls=lambda: {
    "without the hypothesis": in_part("deduction", without(2)),
    "without Minkowski": in_part("deduction", without(3)),
    "without linearity": in_part("deduction", without(4)),
    "without F(Φ_x) ≥ 0": in_part("deduction", without(5)),
    "without Tonelli": in_part("deduction", without(6)),
    "without Plancherel": in_part("deduction", without(7)),
    "a norm may be negative": in_part("deduction", without(1)),
    "a value at 0 may be negative": in_part("deduction", without(0)),
})
def corrected() -> All:
    """If ∫ w(x)(Φ_x(0) + ‖Φ_x‖₂) dx ≤ K is finite, the mixture is F-integrable and realizable, within these bounds.

    What is trusted is named with each assumption; the deduction from it is decided. (x ↦ Φ_x is to be measurable.)
    """
    return All.of("∫ w(x)·(Φ_x(0) + ‖Φ_x‖₂) dx ≤ K  ⟹  ‖Φ‖₂ ≤ K, F(Φ) ≥ 0, ∫ F(Φ) dω ≤ (2π)^d·K, E σ² ≤ K",
                  deduction=_mixtures.deduction())


@lemma_b6.claim("corrected-for-values", reading="corrected", corrects="finite", controls=lambda: {
    "not positive semidefinite": in_part("members are largest at 0", without(0)),
    "without the hypothesis": in_part("the mixture", without(1)),
    "without Tonelli": in_part("the mixture", without(3)),
    "without Plancherel": in_part("the mixture", without(4)),
})
def corrected_for_values() -> All:
    """If only ∫ w(x)Φ_x(0) dx is finite, the mixture is finite and realizable, though perhaps not square-integrable.

    With the paper's normalisation Φ_x(0) = 1 this is the total weight: then "realizable" survives, "square-integrable"
    does not, as the second counterexample shows.
    """
    return _mixtures.deduction_from_values()


@lemma_b6.derivation
def by_hand() -> Iterator[Line]:
    """The second counterexample, and what its members lack."""
    yield Line("Take Φ_x(r) = e^{−x²r²/2} on R^d, 0 < x < 1, with weight 1. Each is realizable: its transform along a "
               "coordinate is", transform())
    mixture = closed().subs(x, 1)
    yield Line("The mixture is", sp.Eq(sp.Integral(gaussian(), (x, 0, 1)), mixture))
    yield Line("since the primitive has the derivative", sp.Eq(sp.Derivative(closed(), x), sp.diff(closed(), x)))
    yield Line("It decays like √(π/2)/r only. Times r^{d−1}, its square is, far out, like",
               sp.powsimp((sp.sqrt(sp.pi / 2) / r) ** 2 * r ** (d - 1)))
    yield Line("which is integrable for d = 1 only. The norms of the members tell:", sp.Eq(sp.Symbol("n_2"), norm()))
    yield Line("and a power of x with that exponent is integrable at 0 when", sp.Gt(-d / 2, -1))
    yield Line("What is to be finite is the weighted norm; then everything follows:", _mixtures.deduction())
