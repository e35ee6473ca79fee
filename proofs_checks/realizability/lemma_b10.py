"""Lemma B.10: e^{−r}/r in three dimensions, its transforms, and why it is not realizable by the paper's definition."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity, SolvesRecurrence, laplace_pair

from .._symbols import R_POS, d, j, omega, r, t, u, x, y, z
from ..conventions import PLAIN, UNITARY
from . import _bessel
from .theorem_2_1 import mean, weight

lemma_b10 = statement(
    "lem-B.10", "Yukawa's potential in three dimensions", kind="lemma", uses=("def-3.5",),
    proof_uses=("thm-2.1", "lem-B.4", "sec-B.1", "fact-bessel", "fact-fourier", "fact-tonelli"),
    source="arXiv text, Appendix B.3",
    reading="The λ-harmonic potential e^{−r}/r on R³ is said to be realizable by the activation K_1(r)/r. The "
            "transforms are right; but the potential is infinite at θ = w, the activation not square-integrable, and "
            "its weight and constant are missing. What is true holds off the diagonal.")

p, c, K, F, V, M, phi = sp.symbols("p c K F V M phi")
OMEGA_POS = Domain.of(Real("omega", gt=0))


@cache
def sphere() -> Any:
    """A radial f on R³ has the plain transform (4π/ω) ∫ r f(r) sin(ωr) dr."""
    return 4 * sp.pi / omega


@cache
def hankel_factor() -> Any:
    """J_{1/2}(z) √z = √(2/π) sin z: the printed transform of f is c/y times ∫ x f(x) sin(xy) dx, c = √(2/π)."""
    return sp.sqrt(2 / sp.pi)


# The statement.

@lemma_b10.claim("realizable", severity="statement",
                 wrong="e^{−r}/r is not realizable: Φ(0) = E σ² would be infinite.",
                 expect="refuted", true_controls=lambda: {
    "e^{−r}, which is 1 at 0": in_part("below its value at 0", lambda claim: MonomialBound(
        sp.exp(-r), sp.Integer(1), Domain.of(R_POS))),
})
def realizable() -> All:
    """A realizable potential is at most its value at θ = w (lem-B.4), which is a number K = E σ(X, w)².

    e^{−r}/r ≥ 1/r − 1 exceeds any K: at r = 1/(K + 2). So no activation has this potential, whatever K is.
    """
    return All((
        ("e^{−r} ≥ 1 − r", Positive(sp.exp(-r), Domain.of(R_POS), ">=", 1 - r)),
        ("below its value at 0", ForAll((sp.Eq(r * (K + 2), 1),), sp.Le(1 / r - 1, K), Domain.of(
            Real("r", gt=0), Real("K", ge=0)))),
    ), "e^(−r)/r ≤ Φ(0) = K for all r > 0 and some number K")


@lemma_b10.claim("beyond-every-value-at-0", reading="sharpened", expect="certified", controls=lambda: {
    "e^{−r}": in_part("beyond K", replaced(conclude=sp.Gt(1 - r, K))),
    "r = 1/K": in_part("beyond K", replaced(assume=(sp.Eq(r * K, 1),))),
    "1 + r": in_part("e^{−r} ≥ 1 − r", replaced(rhs=1 + r)),
})
def beyond_every_value() -> All:
    """The refutation holds for every K, so no choice of Φ(0) helps."""
    return All((
        ("e^{−r} ≥ 1 − r", Positive(sp.exp(-r), Domain.of(R_POS), ">=", 1 - r)),
        ("beyond K", ForAll((sp.Eq(r * (K + 2), 1),), sp.Gt(1 / r - 1, K), Domain.of(
            Real("r", gt=0), Real("K", ge=0)))),
    ), "for every K ≥ 0: e^(−r)/r > K at r = 1/(K + 2)")


@lemma_b10.claim("activation-energy", reading="sharpened", controls=lambda: {
    "K_0 in place of K_1/r": in_part("beyond M", replaced(conclude=sp.Gt(1 - t, M))),
    "e^{−x}/x²": in_part("K_1", in_part("from 0", scaled("rhs", 1 / x))),
    "√(1+u²) ≤ u": in_part("K_1", in_part("the root", replaced(conclude=sp.Le(sp.Symbol("s"), u)))),
    "h = K_1": in_part("shells", scaled("rhs", r**2)),
})
def activation_energy() -> All:
    """The same from the other side: E σ(X, w)² = ∫ h² = (4/π²) ∫ K_1² dr is infinite, for h = π^{−3/2} K_1(r)/r.

    K_1(r) ≥ e^{−r}/r ≥ e^{−1}/r on (0, 1), and ∫ dr/r² over (t, 1) is 1/t − 1. (K stands for K_1(r).)
    """
    return All((
        ("shells", Identity((sp.pi ** sp.Rational(-3, 2) * K / r) ** 2 * 4 * sp.pi * r**2, 4 / sp.pi**2 * K**2,
                            Domain.of(R_POS, Real("K")))),
        ("K_1", _bessel.lower_bound()),
        ("on (0, 1)", MonomialBound(sp.exp(-1) / r, sp.exp(-r) / r, Domain.of(Real("r", gt=0, lt=1)))),
        ("primitive", Identity(sp.Derivative(-1 / r, r), r ** (-2), Domain.of(R_POS))),
        ("beyond M", ForAll((sp.Eq(t * (M + 2), 1),), sp.Gt(1 / t - 1, M),
                            Domain.of(Real("t", gt=0), Real("M", ge=0)))),
    ), "∫_(R³) h² dx ≥ (4/π²)·e^(−2)·∫_(0..1) dr/r² = ∞, h(r) = π^(−3/2)·K_1(r)/r")


# The proof: Hankel transforms.

@lemma_b10.claim("hankel", reading="step", controls=lambda: {
    "J_{3/2}": in_part("J_{1/2} is a sine", replaced(first=sp.sqrt(2 / sp.pi) / 3)),
    "the plane wave's mean is cos": in_part("mean over a sphere", replaced(rhs=2 * sp.cos(z))),
    "the plain transform": in_part("the unitary transform", scaled("lhs", 1 / UNITARY.factor(sp.Integer(3)))),
})
def hankel() -> All:
    """The printed transform yF(y) = ∫ x f(x) J_{1/2}(xy) √(xy) dx is the unitary Fourier transform on R³.

    J_{1/2}(z)√z = √(2/π) sin z, by the coefficients of z^{2j+1}; the mean of plane waves over a sphere is sin z/z.
    """
    coefficient = ((-1) ** j / (sp.factorial(j) * sp.gamma(j + sp.Rational(3, 2)))
                   * 2 ** (-(2 * j + sp.Rational(1, 2))))
    return All((
        ("J_{1/2} is a sine", SolvesRecurrence(
            j, coefficient, ratio=-1 / ((2 * j + 2) * (2 * j + 3)), first=sp.sqrt(2 / sp.pi))),
        ("sin z", SolvesRecurrence(j, (-1) ** j / sp.factorial(2 * j + 1), ratio=-1 / ((2 * j + 2) * (2 * j + 3)),
                                   first=sp.Integer(1))),
        ("mean over a sphere", Identity((sp.sin(z * t) / z).subs(t, 1) - (sp.sin(z * t) / z).subs(t, -1),
                                        2 * sp.sin(z) / z, Domain.of(Real("z", gt=0)))),
        ("the unitary transform", Identity(UNITARY.factor(sp.Integer(3)) * sphere(), hankel_factor() / omega,
                                            OMEGA_POS)),
    ), "∫_(0..∞) x·f(x)·J_(1/2)(xy)·√(xy) dx = √(2/π)·∫_(0..∞) x·f(x)·sin(xy) dx = y·F(f)(y), unitary")


@lemma_b10.claim("transform-of-the-potential", reading="step", controls=lambda: {
    "e^{−2x}": in_part("sine", replaced(rhs=z)),
    "y²/(1+y²)": in_part("printed", scaled("rhs", omega)),
    "a cosine": in_part("at p", lambda claim: laplace_pair(sp.cos(omega * z), omega / (p**2 + omega**2), z, p)),
})
def transform_of_the_potential() -> All:
    """yF(y) = c y/(1+y²), with c = √(2/π): x f(x) = e^{−x}, and ∫ e^{−px} sin(xy) dx = y/(p²+y²) at p = 1."""
    return All((
        ("sine", Identity(z * sp.exp(-z) / z, sp.exp(-z), Domain.of(Real("z", gt=0)))),
        ("at p", laplace_pair(sp.sin(omega * z), omega / (p**2 + omega**2), z, p)),
        ("printed", Identity(hankel_factor() * (omega / (p**2 + omega**2)).subs(p, 1),
                             hankel_factor() * omega / (1 + omega**2),
                             OMEGA_POS)),
    ), "y·F(y) = c·y/(1 + y²) for f(x) = e^(−x)/x, c = √(2/π)")


@lemma_b10.claim("transform-by-the-equation", reading="sharpened", controls=lambda: {
    "Φ″ = 2Φ": in_part("solved", replaced(assume=(sp.Eq(2 * V, omega - omega**2 * V),))),
    "no boundary term": in_part("boundary", replaced(rhs=sp.Integer(0))),
    "in d = 2, with r^{1/2}Φ": in_part("g″ = g", replaced(rhs=2 * sp.exp(-x))),
})
def transform_by_the_equation() -> All:
    """A second route: g = rΦ = e^{−r} has g″ = g; by parts V = ∫ g sin(ωr) dr satisfies V = ω g(0) − ω²V."""
    g = sp.Function("g")(x)
    flux = g.diff(x) * sp.sin(omega * x) - omega * g * sp.cos(omega * x)
    on = Domain.of(Real("x", gt=0), Real("omega", gt=0))
    return All((
        ("g″ = g", Identity(sp.Derivative(sp.exp(-x), (x, 2)), sp.exp(-x), Domain.of(Real("x", gt=0)))),
        ("by parts", Identity(sp.Derivative(flux, x), (g.diff(x, 2) + omega**2 * g) * sp.sin(omega * x), on)),
        ("boundary", Identity(-flux.subs(g, sp.exp(-x)).doit().subs(x, 0), omega, OMEGA_POS)),
        ("solved", ForAll((sp.Eq(V, omega - omega**2 * V),), sp.Eq(V, omega / (1 + omega**2)),
                          Domain.of(Real("V"), Real("omega", gt=0)))),
    ), "V = ∫_(0..∞) e^(−r)·sin(ω·r) dr satisfies V = ω − ω²·V, so F(Φ)(ω) = 4π·V/ω = 4π/(1 + ω²)")


@lemma_b10.claim("division-by-y", severity="misprint",
                 wrong="F(y) = cy/(1 + y²) should be c/(1 + y²).",
                 reading="step", expect="refuted", true_controls=lambda: {
    "c/(1+y²)": scaled("rhs", 1 / omega),
    "at y = 1": lambda claim: Identity(claim.lhs.subs(omega, 1), claim.rhs.subs(omega, 1), claim.domain),
})
def division_by_y() -> Identity:
    """From yF(y) = c y/(1+y²) the text goes on with F(y) = c y/(1+y²): the y is not divided out."""
    return Identity(c * omega / (1 + omega**2) / omega, c * omega / (1 + omega**2),
                    Domain.of(Real("omega", gt=0), Real("c", gt=0)))


@lemma_b10.claim("division-by-y-corrected", reading="corrected", corrects="division-by-y", controls=lambda: {
    "c/(1+y)²": scaled("rhs", (1 + omega**2) / (1 + omega) ** 2),
    "c y/(1+y²)": scaled("rhs", omega),
})
def division_by_y_corrected() -> Identity:
    """F(y) = c/(1+y²); the next line, with 1/√(1+y²), shows that this was meant."""
    return Identity(c * omega / (1 + omega**2) / omega, c / (1 + omega**2),
                    Domain.of(Real("omega", gt=0), Real("c", gt=0)))


@lemma_b10.claim("root-of-the-transform", reading="step", controls=lambda: {
    "1/(1+y)": in_part("squared", scaled("lhs", (1 + omega**2) / (1 + omega) ** 2)),
    "1 − y²": in_part("positive", replaced(conclude=sp.Gt(1 / (1 + omega**2) - omega**2, 0))),
})
def root_of_the_transform() -> All:
    """1/√(1+y²) is the root of 1/(1+y²), which is positive: the condition of Theorem 2.1 is met; not its others."""
    return All((
        ("squared", Identity((1 / sp.sqrt(1 + omega**2)) ** 2, 1 / (1 + omega**2), OMEGA_POS)),
        ("positive", ForAll((), sp.Gt(1 / (1 + omega**2), 0, evaluate=False), Domain.of(Real("omega")))),
    ), "√(1/(1 + y²)) = 1/√(1 + y²)")


@lemma_b10.claim("inverse-transform", reading="step", controls=lambda: {
    "K_0": in_part("at p = cosh t", lambda claim: laplace_pair(sp.sin(omega * z), p / (p**2 + omega**2), z, p)),
    "c = 1": in_part("printed", scaled("lhs", 1 / hankel_factor())),
    "π² in place of 2π²": in_part("in space", in_part("on R³", scaled("rhs", sp.Rational(1, 2)))),
}, note="The inverse transform of 1/√(1+y²) is c K_1(x)/x with c = √(2/π), in the generalized sense that Theorem 2.1 "
        "names: K_1(r)/r is integrable on R³, and its transform is √(π/2)/√(1+y²). The printed integral itself does "
        "not converge.")
def inverse_transform() -> All:
    """By the transform of K_1(r)/r, which converges absolutely; integrable functions are determined by theirs."""
    return All((
        ("at p = cosh t", laplace_pair(sp.sin(omega * z), omega / (p**2 + omega**2), z, p)),
        ("in space", _bessel.in_space()),
        ("printed", Identity(hankel_factor() * UNITARY.factor(sp.Integer(3)) * 2 * sp.pi**2 / sp.sqrt(1 + omega**2),
                             1 / sp.sqrt(1 + omega**2), Domain.of(Real("omega", gt=0)))),
    ), "F(c·K_1(x)/x)(y) = 1/√(1 + y²), unitary, c = √(2/π)")


@lemma_b10.claim("activation", severity="misprint",
                 wrong="σ lacks the weight (2π)^{3/4} e^{|x|²/4} and the constant π^{−3/2}.",
                 reading="step", expect="refuted", controls=lambda: {
    "with the weight only": replaced(lhs=mean(weight(y) * K, weight(y) * K, y).subs(d, 3)),
    "with the constant only": scaled("lhs", sp.pi**-3),
}, true_controls=lambda: {
    "weight and constant": lambda claim: corrected_product(),
})
def activation() -> Identity:
    """σ = K_1(r)/r lacks the weight (2π)^{3/4} e^{|x|²/4} of Theorem 2.1 and the constant π^{−3/2}.

    K stands for K_1(r)/r with r = |x−w| = |x−θ|; Gaussian inputs are to turn σ² into h², h = π^{−3/2} K_1(r)/r.
    """
    return Identity(mean(K, K, y).subs(d, 3), sp.pi**-3 * K**2, Domain.of(Real("y", ge=0), Real("K", gt=0)))


def corrected_product() -> Identity:
    """The density cancels against the two weights, in three dimensions."""
    full = weight(y) * sp.pi ** sp.Rational(-3, 2) * K
    return Identity(mean(full, full, y).subs(d, 3), sp.pi**-3 * K**2, Domain.of(Real("y", ge=0), Real("K", gt=0)))


@lemma_b10.claim("activation-corrected", reading="corrected", corrects="activation", controls=lambda: {
    "1/π": in_part("constant", scaled("lhs", sp.pi)),
    "(2π)^{1/4}": in_part("weight", scaled("lhs", 1 / (2 * sp.pi))),
    "F(Φ) = 1/(1+ω²)": in_part("constant", scaled("rhs", 1 / (4 * sp.pi))),
})
def activation_corrected() -> All:
    """σ(x, w) = (2π)^{3/4} e^{|x|²/4} h(x − w), h(r) = π^{−3/2} K_1(r)/r, has E σ(X,w)σ(X,θ) = (h∗h)(θ − w)."""
    return All((
        ("weight", corrected_product()),
        ("constant", Identity((sp.pi ** sp.Rational(-3, 2) * 2 * sp.pi**2 / sp.sqrt(1 + omega**2)) ** 2,
                              4 * sp.pi / (1 + omega**2), OMEGA_POS)),
    ), "σ(x, w) = (2π)^(3/4)·e^(|x|²/4)·π^(−3/2)·K_1(|x − w|)/|x − w|,  F(h)² = 4π/(1 + ω²)")


@lemma_b10.claim("off-the-diagonal", reading="corrected", corrects="realizable", controls=lambda: {
    "another constant": in_part("transforms", scaled("lhs", sp.pi)),
    "without the transform of h": in_part("deduction", without(0)),
    "on R²": in_part("h is integrable", scaled("rhs", 1 / r)),
    "without uniqueness": in_part("deduction", without(2)),
})
def off_the_diagonal() -> All:
    """What is true: (h∗h)(r) = e^{−r}/r for r > 0, so E σ(X,w)σ(X,θ) = Φ(θ − w) when θ ≠ w; at θ = w both are infinite.

    h is integrable on R³, so h∗h is, with the transform F(h)² = F(Φ); both are continuous away from 0 and integrable
    functions with one transform agree. Bounds: ∫ r K_1(r) dr is finite, π/2, by ∫ x e^{−px} dx = 1/p² at p = cosh t.
    """
    return All((
        ("h is integrable", Identity(4 * sp.pi * r**2 * (K / r), 4 * sp.pi * (r * K), Domain.of(R_POS, Real("K")))),
        ("∫ r K_1", laplace_pair(z, 1 / p**2, z, p)),
        ("transforms", Identity((sp.pi ** sp.Rational(-3, 2) * 2 * sp.pi**2 / sp.sqrt(1 + omega**2)) ** 2,
                                PLAIN.factor(sp.Integer(3)) * 4 * sp.pi / (1 + omega**2), OMEGA_POS)),
        ("deduction", ForAll(
            (sp.Eq(F, c / (1 + omega**2)), sp.Eq(V, c / (1 + omega**2)), sp.Or(sp.Ne(F, V), sp.Eq(K, M))),
            sp.Eq(K, M), Domain.of(*(Real(str(n)) for n in (F, V, K, M, omega)), Real("c", gt=0)),
            named=("lem-B.10/activation-corrected: F = F(h∗h), c = 4π",
                   "lem-B.10/transform-of-the-potential: V = F(Φ)",
                   "fact-fourier: with equal transforms K = (h∗h)(r) and M = Φ(r) are equal, r > 0"))),
    ), "(h∗h)(r) = e^(−r)/r for r > 0, h(r) = π^(−3/2)·K_1(r)/r")


@lemma_b10.derivation
def by_hand() -> Iterator[Line]:
    """The transforms with their constants, and what is infinite."""
    yield Line("On R³ the transform of a radial f is 4π/ω times ∫ r f(r) sin ωr dr. For f = e^{−r}/r the integral is",
               (omega / (p**2 + omega**2)).subs(p, 1))
    transform = sp.cancel(sphere() * omega / (1 + omega**2))
    yield Line("so F(Φ) is", transform)
    yield Line("with the root", sp.sqrt(transform))
    k1 = sp.simplify(sphere() * (sp.pi / 2) * omega / sp.sqrt(1 + omega**2))
    yield Line("The function K_1(r)/r has the transform", k1)
    yield Line("by the integral for K_1,", _bessel.in_space())
    yield Line("so h is K_1(r)/r times", sp.powsimp(sp.simplify((sp.sqrt(transform) / k1).subs(omega, 1))))
    yield Line("Now its energy: K_1(r) ≥ e^{−r}/r, and", activation_energy())
    yield Line("A potential is at most its value at θ = w; this one is not:", beyond_every_value())
    yield Line("Off the diagonal the computation is right:", off_the_diagonal())
