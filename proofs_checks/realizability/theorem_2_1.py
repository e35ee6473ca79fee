"""Theorem 2.1: a potential with a nonnegative transform comes from an activation, h = F⁻¹(√F(Φ)) times a weight."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity, SolvesRecurrence, text

from .._symbols import D_ANY, d, omega, s, t, u, v, x, y, z
from ..conventions import PLAIN, UNITARY, Fourier

theorem_2_1 = statement(
    "thm-2.1", "Realizable translationally invariant potentials", kind="theorem", published="3",
    proof_uses=("fact-fourier",), source="arXiv text, Section 2.1 and Appendix B.2",
    reading="A square-integrable potential on R^d with an integrable, nonnegative transform comes, under standard "
            "Gaussian inputs, from an activation: h = F⁻¹(√F(Φ)), placed at w and divided by the root of the density.")

theta, w, a, b, c, k, P, M, S = sp.symbols("theta w a b c k P M S")
Y = Real("y", ge=0)
"""y = |x|; a and b stand for h(x − w) and h(x − θ)."""
HEIGHTS = Domain.of(D_ANY, Y, Real("a"), Real("b"))
LINE = Domain.of(D_ANY, *(Real(name) for name in ("x", "theta", "w", "a", "b")))


def density(distance: sp.Expr) -> sp.Expr:
    """The standard Gaussian density on R^d at |x| = distance."""
    return (2 * sp.pi) ** (-d / 2) * sp.exp(-(distance**2) / 2)


def weight(distance: sp.Expr, power: sp.Expr | None = None) -> sp.Expr:
    """The factor before h in an activation; d/4 is the power where none is given."""
    power = d / 4 if power is None else power
    return (2 * sp.pi) ** power * sp.exp(distance**2 / 4)


def mean(activation_w: sp.Expr, activation_theta: sp.Expr, distance: sp.Expr) -> sp.Expr:
    """What is integrated in E σ(X, w)σ(X, θ)."""
    # kept as three factors, for the reader: SymPy would cancel the weights at once
    return sp.Mul(activation_w, activation_theta, density(distance), evaluate=False)


# The statement.

@theorem_2_1.claim("activation-of-one-argument", severity="wording",
                   wrong="σ(x) should be σ(x, w), where h alone is shifted to h(x − w).",
                   expect="refuted", true_controls=lambda: {
    "w = θ = 0": replaced(lhs=mean(weight(x) * a, weight(x) * b, x)),
})
def activation_of_one_argument() -> Identity:
    """σ is printed with one argument and without w. Read as σ(x, w) = σ(x − w) it carries the weight along with h.

    Then the mean is not the integral of h(x−w)h(x−θ); here x, w, θ are on a line through 0.
    Only h is to be shifted. (As the activation of w = 0 alone, σ(x, 0), the formula is right.)
    """
    return Identity(mean(weight(x - w) * a, weight(x - theta) * b, x), a * b, LINE)


def weight_controls() -> dict[str, Any]:
    """Both forms of the weight fail in the same ways."""
    return {
    "(2π)^{1/4}": scaled("lhs", (2 * sp.pi) ** ((1 - d) / 2)),
    "e^{|x|²/2}": scaled("lhs", sp.exp(y**2 / 2)),
    "inputs of variance 2": scaled("lhs", sp.exp(y**2 / 4)),
}


@theorem_2_1.claim("activation", reading="corrected", corrects="activation-of-one-argument", controls=weight_controls)
def activation() -> Identity:
    """σ(x, w) = (2π)^{d/4} e^{|x|²/4} h(x − w), for every d and every h: the weight stays where the inputs are."""
    return Identity(mean(weight(y) * a, weight(y) * b, y), a * b, HEIGHTS)


# The printed proof.

@theorem_2_1.claim("root", reading="step", controls=lambda: {
    "a negative value of F(Φ)": in_part("only then a root", replaced(conclude=sp.Gt(z, 0))),
    "F(Φ) square-integrable": in_part("its energy", replaced(assume=(sp.Eq(S, P), P**2 <= M))),
    "F(Φ) not integrable": in_part("its energy", without(1)),
    "the other convention": in_part("energy of h", scaled("rhs", UNITARY.factor(d))),
})
def root() -> All:
    """√F(Φ) is real exactly where F(Φ) ≥ 0, and its square is F(Φ): square-integrable, as that is integrable.

    So h exists in L², with ‖h‖² = ∫ F(Φ) dω/(2π)^d, which is E σ(X, w)².
    """
    return All((
        ("only then a root", ForAll((sp.Eq(y**2, z),), z >= 0, Domain.of(Real("y"), Real("z")))),
        ("its energy", ForAll((sp.Eq(S, P), P <= M), S <= M, Domain.of(Real("S"), Real("P"), Real("M", gt=0)),
                              named=("S = ∫ (√F(Φ))² dω, P = ∫ F(Φ) dω", "F(Φ) is integrable"))),
        ("energy of h", Identity(1 / PLAIN.energy_factor(d), (2 * sp.pi) ** (-d), Domain.of(D_ANY))),
    ), "F(Φ) ≥ 0 integrable  ⟹  √F(Φ) ∈ L², ‖h‖² = ∫ F(Φ) dω/(2π)^d")


@theorem_2_1.claim("weight", severity="misprint",
                   wrong="The proof has (2π)^{1/4} for (2π)^{d/4}, which the statement has.",
                   reading="step", expect="refuted", controls=lambda: {
    "e^{|x|²/2}": scaled("lhs", sp.exp(y**2 / 2)),
}, true_controls=lambda: {
    "on the line, d = 1": lambda claim: replace(claim, lhs=claim.lhs.subs(d, 1)),
    "(2π)^{d/4}": scaled("lhs", (2 * sp.pi) ** ((d - 1) / 2)),
})
def printed_weight() -> Identity:
    """The proof puts (2π)^{1/4} before e^{|x|²/4}: right on the line only. The same slip stands in Lemma B.7."""
    one = sp.Rational(1, 4)
    return Identity(mean(weight(y, one) * a, weight(y, one) * b, y), a * b, HEIGHTS)


@theorem_2_1.claim("weight-corrected", reading="corrected", corrects="weight", controls=weight_controls)
def weight_corrected() -> Identity:
    """With (2π)^{d/4}, as the statement has it, E σ(X,w)σ(X,θ) = ∫ h(x−w)h(x−θ) dx for every d."""
    return activation()


@theorem_2_1.claim("substitution", reading="step", controls=lambda: {
    "h(x + (θ − w))": in_part("second factor", scaled("rhs", -1)),
    "x → x + θ": in_part("first factor", replaced(lhs=(x + theta) - w)),
})
def substitution() -> All:
    """x → x + w in the integral: the factors become h(x) and h(x − (θ − w))."""
    points = Domain.of(Real("x"), Real("theta"), Real("w"))
    return All((
        ("first factor", Identity((x + w) - w, x, points)),
        ("second factor", Identity((x + w) - theta, x - (theta - w), points)),
    ), "∫ h(x − w)·h(x − θ) dx = ∫ h(x)·h(x − (θ − w)) dx")


@theorem_2_1.claim("convolution", reading="step", controls=lambda: {
    "F(Φ) not even": in_part("h is real", replaced(
        lhs=a * sp.sin(omega * x) + b * sp.sin(-omega * x),
        domain=Domain.of(Real("a"), Real("b"), Real("omega"), Real("x")))),
    "an odd part in h": in_part("h is even", added("lhs", sp.sin(omega * x))),
    "h(x + y)": in_part("as a convolution", scaled("lhs", -1)),
})
def convolution() -> All:
    """h(x − y) under the integral is a correlation; it is (h∗h)(y), with h(y − x), only because h is even.

    The proof does not say so. As Φ is real and E σ(X,w)σ(X,θ) symmetric, F(Φ) is even and real; so is its root, and
    then h is real and even: the frequencies ω and −ω together contribute 2√F(Φ) cos ωx.
    """
    wave = Domain.of(Real("a"), Real("omega"), Real("x"))
    return All((
        ("h is real", Identity(a * sp.sin(omega * x) + a * sp.sin(-omega * x), 0, wave)),
        ("h is even", Identity(2 * a * sp.cos(omega * (-x)), 2 * a * sp.cos(omega * x), wave)),
        ("as a convolution", Identity(-(x - y), y - x, Domain.of(Real("x"), Real("y")))),
    ), "∫ h(x)·h(x − y) dx = ∫ h(x)·h(y − x) dx = (h∗h)(y) for even h")


@theorem_2_1.claim("evenness-is-needed", reading="sharpened", controls=lambda: {
    "centred at 0": in_part("they differ", replaced(assume=(sp.Eq(c, 0),), domain=Domain.of(Real("c")))),
    "c for −c": in_part("correlation", replaced(lhs=(x - c) ** 2 + (x - y - c) ** 2 + 2 * y**2)),
})
def evenness_is_needed() -> All:
    """For h = e^{−(x−c)²} the correlation is √(π/2)·e^{−y²/2}, the convolution √(π/2)·e^{−(y−2c)²/2}."""
    real = Domain.of(Real("x"), Real("y"), Real("c"))
    return All((
        ("correlation", Identity((x - c) ** 2 + (x - y - c) ** 2, 2 * (x - c - y / 2) ** 2 + y**2 / 2, real)),
        ("convolution", Identity((x - c) ** 2 + (y - x - c) ** 2, 2 * (x - y / 2) ** 2 + (y - 2 * c) ** 2 / 2, real)),
        ("they differ", ForAll((), sp.Lt(0, (0 - 2 * c) ** 2 / 2), Domain.of(Real("c", gt=0)))),
    ), "∫ h(x)·h(x − y) dx ≠ (h∗h)(y) for h(x) = e^(−(x − c)²), c > 0, y = 0")


def product(fourier: Fourier) -> Identity:
    """F(h∗h) = F(h)², in terms of k = ∫ h(x) e^{−iω·x} dx."""
    factor = fourier.factor(d)
    return Identity(factor * k**2, (factor * k) ** 2, Domain.of(D_ANY, Real("k")))


@theorem_2_1.claim("product", reading="step", controls=lambda: {
    "the unitary transform": in_part("factors", lambda claim: product(UNITARY)),
    "F(h) in place of F(h)²": in_part("factors", scaled("rhs", 1 / k)),
    "one exponential": in_part("exponentials", scaled("rhs", sp.exp(-s * v))),
})
def product_step() -> All:
    """F(h∗h) = F(h)² in the plain convention: e^{s(x+y)} = e^{sx} e^{sy}, where s stands for −iω, and no factor."""
    return All((
        ("exponentials", Identity(sp.exp(s * (u + v)), sp.exp(s * u) * sp.exp(s * v),
                                  Domain.of(Real("s"), Real("u"), Real("v")))),
        ("factors", product(PLAIN)),
    ), "F(h∗h) = F(h)² with F(h)(ω) = ∫ h(x)·e^(−iω·x) dx")


@theorem_2_1.claim("unitary-activation", reading="sharpened", controls=lambda: {
    "with the weight (2π)^{d/4}": in_part("the mean", scaled("lhs", (2 * sp.pi) ** (d / 2))),
    "F⁻¹√F(Φ) is h itself": in_part("the root", scaled("lhs", 1 / UNITARY.root_factor(d))),
    "F(h∗h) = F(h)²": in_part("the transform of h∗h", scaled("lhs", UNITARY.factor(d))),
})
def unitary_activation() -> All:
    """In the unitary convention F⁻¹√F(Φ) is (2π)^{d/4} h, so the activation is e^{|x|²/4} F⁻¹(√F(Φ))(x − w):

    the printed (2π)^{d/4} belongs to the plain convention, in which F(h∗h) = F(h)²; Appendix B.1 uses the unitary one,
    where this product has a factor (2π)^{d/2}. (k = ∫ h(x) e^{−iω·x} dx.)
    """
    factor, root_factor = UNITARY.factor(d), UNITARY.root_factor(d)
    values = Domain.of(D_ANY, Real("k"))
    return All((
        ("the transform of h∗h", Identity(UNITARY.convolution_factor(d) * (factor * k) ** 2, factor * k**2, values)),
        ("the root", Identity((root_factor * factor * k) ** 2, factor * k**2, values)),
        ("the mean", Identity(mean(sp.exp(y**2 / 4) * root_factor * a, sp.exp(y**2 / 4) * root_factor * b, y), a * b,
                              HEIGHTS)),
    ), "σ(x, w) = e^(|x|²/4)·F⁻¹(√F(Φ))(x − w) with F(f)(ω) = (2π)^(−d/2)·∫ f(x)·e^(−iω·x) dx")


@theorem_2_1.claim("every-potential", severity="wording",
                   wrong="Φ must be continuous: changing Φ at 0 alone leaves 𝔉(Φ) the same.",
                   reading="step", expect="refuted", true_controls=lambda: {
    "K = 1, the continuous one": in_part("at 0", replaced(domain=Domain.of(Real("S", ge=1, le=1), Real("M")))),
})
def every_potential() -> All:
    """The last equality is said of every point, for Φ in L². But a change of Φ at one point leaves F(Φ) as it is:

    e^{−|x|²/2} with the value K at 0 meets every hypothesis, for every K, and the construction gives 1 there.
    (S is Φ(0) = K and M is E σ(X, w)².)
    """
    return All((
        ("at 0", ForAll((sp.Eq(M, 1),), sp.Eq(M, S), Domain.of(Real("S"), Real("M")),
                        named=("F⁻¹(F(Φ))(0) = e^0, as F ignores a single point",))),
    ), "Φ(x) = e^(−|x|²/2) for x ≠ 0, Φ(0) = K  ⟹  E σ(X, w)² = Φ(0)")


@theorem_2_1.claim("continuous-potential", reading="corrected", corrects="every-potential", controls=lambda: {
    "Φ not continuous": in_part("deduction", without(2)),
    "F(h) is not the root": in_part("deduction", without(0)),
    "no inversion": in_part("deduction", without(1)),
})
def continuous_potential() -> All:
    """If Φ is also continuous, E σ(X, w)σ(X, θ) = Φ(θ − w) at all points, the diagonal included.

    (Any Φ in L² with integrable transform agrees with one continuous function almost everywhere.)
    """
    value, inverse, phi = sp.symbols("V I P")
    return All((
        ("deduction", ForAll(
            (sp.Eq(value, S), sp.Eq(S, inverse), sp.Eq(inverse, phi)), sp.Eq(value, phi),
            Domain.of(Real("V"), Real("S"), Real("I"), Real("P")),
            named=("thm-2.1/activation, thm-2.1/convolution: E σσ = (h∗h)(θ − w)",
                   "thm-2.1/product, fact-fourier: h∗h = F⁻¹(F(h)²) = F⁻¹(F(Φ)), both sides continuous",
                   "fact-fourier: F⁻¹(F(Φ)) = Φ almost everywhere, so everywhere as Φ is continuous"))),
    ), "Φ continuous, Φ ∈ L², F(Φ) ≥ 0 integrable  ⟹  E σ(X, w)·σ(X, θ) = Φ(θ − w) for all θ, w")


# An instance for every d, and what the theorem does not say.

@theorem_2_1.claim("gaussian-for-every-d", reading="sharpened", controls=lambda: {
    "h = e^{−|x|²/2}": in_part("a coordinate of h∗h", replaced(lhs=(x**2 + (y - x) ** 2) / 2)),
    "(2π)^{1/4}": in_part("the constant of σ", scaled("lhs", (2 * sp.pi) ** ((1 - d) / 4))),
    "∫ e^{−x²} dx": in_part("∫ e^{−2x²} dx", replaced(rhs=sp.exp(-(x**2)))),
    "one coordinate's constant": in_part("d coordinates", replaced(closed=sp.sqrt(sp.pi / 2))),
    "F(Φ) without the root": in_part("F(h)² = F(Φ)", scaled("rhs", sp.exp(-(omega**2) / 2))),
})
def gaussian_for_every_d() -> All:
    """Φ = e^{−|x|²/2} on R^d: h = (2/π)^{d/4} e^{−|x|²}, so σ(x, w) = 2^{d/2} e^{|x|²/4 − |x−w|²}, as in B.1 for d = 1.

    h∗h is computed by completing the square in each coordinate, and by transforms; ∫ e^{−2x²} dx = √(π/2), as erf is
    −1 and 1 at the ends.
    """
    point, all_d = Domain.of(Real("x"), Real("y")), Domain.of(D_ANY, Real("omega"))
    constant = (2 / sp.pi) ** (d / 4)
    return All((
        ("a coordinate of h∗h", Identity(x**2 + (y - x) ** 2, 2 * (x - y / 2) ** 2 + y**2 / 2, point)),
        ("∫ e^{−2x²} dx", Identity(sp.Derivative(sp.sqrt(sp.pi / 2) * sp.erf(sp.sqrt(2) * x) / 2, x),
                                   sp.exp(-2 * x**2), Domain.of(Real("x")))),
        ("d coordinates", SolvesRecurrence(d, (sp.pi / 2) ** (d / 2), ratio=sp.sqrt(sp.pi / 2),
                                           first=sp.sqrt(sp.pi / 2), start=1)),
        ("the constant of h∗h", Identity(constant**2 * (sp.pi / 2) ** (d / 2), 1, Domain.of(D_ANY))),
        ("F(h)² = F(Φ)", Identity((constant * sp.pi ** (d / 2) * sp.exp(-(omega**2) / 4)) ** 2,
                                  (2 * sp.pi) ** (d / 2) * sp.exp(-(omega**2) / 2), all_d)),
        ("the constant of σ", Identity((2 * sp.pi) ** (d / 4) * constant, 2 ** (d / 2), Domain.of(D_ANY))),
    ), "Φ = e^(−|x|²/2) on R^d comes from σ(x, w) = 2^(d/2)·e^(|x|²/4 − |x − w|²)")


@theorem_2_1.claim("sufficient-not-necessary", reading="sharpened", controls=lambda: {
    "1 and x² are not orthonormal": in_part("E X = 0", replaced(rhs=x**2 * density(x).subs(d, 1))),
    "E X² = 2": in_part("E X² = E 1", added("rhs", -density(x).subs(d, 1))),
    "sin(θ − w)": in_part("the potential", replaced(rhs=sp.expand_trig(sp.sin(theta - w)))),
    "cos² is bounded by 1/t": in_part("unbounded", without(1)),
})
def sufficient_not_necessary() -> All:
    """The text calls this a characterization; it is a sufficient condition. On the line cos(θ − w) is realizable,

    by σ(x, w) = cos w + x sin w, since 1 and x are orthonormal under N(0, 1); but it is not square-integrable, and no
    σ of the theorem's form gives it (h∗h tends to 0). S is sin 2t: ∫ cos² over (−t, t) is t + S/2.
    """
    phi, angles = density(x).subs(d, 1), Domain.of(Real("theta"), Real("w"))
    one = Domain.of(Real("x"))
    return All((
        ("E X = 0", Identity(sp.Derivative(-phi, x), x * phi, one)),
        ("E X² = E 1", Identity(sp.Derivative(-x * phi, x), (x**2 - 1) * phi, one)),
        ("the potential", Identity(sp.cos(theta) * sp.cos(w) + sp.sin(theta) * sp.sin(w),
                                   sp.expand_trig(sp.cos(theta - w)), angles)),
        ("its norm", Identity(sp.Derivative(t + sp.sin(t) * sp.cos(t), t), 2 * sp.cos(t) ** 2, Domain.of(Real("t")))),
        ("unbounded", ForAll((sp.Ge(S, -1), t >= M + 1), sp.Gt(t + S / 2, M), Domain.of(
            Real("S"), Real("t"), Real("M", ge=0)))),
    ), "cos(θ − w) = E (cos θ + X·sin θ)(cos w + X·sin w), and ∫ cos² = ∞")


@theorem_2_1.derivation
def by_hand() -> Iterator[Line]:
    """The construction, with the weight found and the conventions kept apart."""
    yield Line("Gaussian inputs on R^d have the density", density(y))
    found = sp.powdenest(1 / sp.sqrt(density(y)), force=True)
    yield Line("so a product of two activations has the plain mean ∫ h(x−w)h(x−θ) dx when h is multiplied by its "
               "inverse root", found)
    yield Line("which on the line, and only there, has the printed constant of the proof", found.subs(d, 1))
    yield Line("Check for every d, with a = h(x−w) and b = h(x−θ):", activation())
    yield Line("Substitute x → x + w", substitution())
    yield Line("Φ is real and symmetric, so F(Φ) and h are even, and the integral is a convolution", convolution())
    for fourier in (PLAIN, UNITARY):
        yield Line(f"In the {fourier.name} convention F(h∗h) is F(h)² times {text(fourier.convolution_factor(d))}, and "
                   "F⁻¹√F(h∗h) is h times", fourier.root_factor(d))
    yield Line("So the formula with (2π)^{d/4} is for the plain transform. With h = F⁻¹√F(Φ) and Φ continuous",
               continuous_potential())
    yield Line("For the Gaussian potential all of it is explicit:", gaussian_for_every_d())
    yield Line("The condition is not necessary:", sufficient_not_necessary())
