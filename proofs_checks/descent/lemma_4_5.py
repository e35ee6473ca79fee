"""Lemma 4.5: an electron at the origin with its best charge starts below G(0, 0).

Letters: S = Σ b_j φ_j, φ_j = Φ_ε(0, w_j); the protons have the variance C·d·L, L = log d, and M = 2√C; k ≤ d^p.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import flipped, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ODD, EPS_UNIT, d, eps, k, n, t, u, x, y, z
from . import _moments as moments

lemma_4_5 = statement(
    "lem-4.5", "A start below the initial value", kind="lemma", published="16/22",
    uses=("lem-4.2", "lem-4.3"), proof_uses=("eq-1",), source="arXiv text, Section 4 and Appendix E",
    reading="With protons w_j from N(0, O(d log d)I) and charges b_j uniform on [−1, 1], with high probability an "
            "electron at the origin with its best charge brings √G below √G(0, 0) by at least (d/ε)^{−O(d)}. True, "
            "though not by Chebyshev's inequality, which cannot bound the probability below 4/5.")

a, p, S, G, Delta, phi, M, R, L, C, T, B = sp.symbols("a p S G Δ φ M R L C T B")


@cache
def scale() -> Any:
    """d/ε."""
    return d / eps


RANGES = (D_ODD, EPS_UNIT, Real("M", ge=1), Real("p", ge=0))


def by_parts() -> All:
    """The lemma, with explicit constants."""
    return All((
        ("the decrease", decrease_display()),
        ("not small", density()),
        ("the protons", radius()),
        ("the potential there", potential()),
        ("the roots", rearranged()),
        ("the power", explicit_power()),
    ), "P(√G(a^(0),θ^(0)) ≤ √G(0,0) − (d/ε)^(−(2M+p+14)d)) ≥ 1 − 2/d, k ≤ d^p, M ≤ d, d ≥ 2p + 2, "
       "w_j from N(0, (M²/4)·d·log d·I)")


@lemma_4_5.claim("start", controls=lambda: {
    "the best charge is −S": in_part("the decrease", in_part("the best charge", scaled("lhs", 2))),
    "φ may vanish": in_part("not small", in_part("an interval", lambda c: replaced(
        domain=Domain.of(Real("x"), Real("y"), Real("z"), Real("φ", ge=0), Real("t", gt=0)))(c))),
    "(d/ε)^{−(M+1)d}": in_part("the potential there", substituted("lhs", {5: 1})),
    "a larger root": in_part("the roots", in_part("squared", flipped())),
    "exponent 2M": in_part("the power", replaced(lhs=scale() ** (-2 * M * d))),
})
def start() -> All:
    """True, with explicit constants: for variance (M²/4)d log d, k ≤ d^p and d ≥ max(M, 2p + 2), the decrease of the
    root is at least (d/ε)^{−(2M + p + 14)d} with a probability of at least 1 − 2/d."""
    return by_parts()


# The decrease.

@lemma_4_5.claim("decrease-display", reading="step", controls=lambda: {
    "not regularised": in_part("the best charge", replaced(lhs=(a**2 + 2 * a * S).subs(a, -S / 2))),
    "−S²": in_part("the best charge", scaled("rhs", 2)),
    "the smallest value is S²/2": in_part("no charge is better", flipped()),
    "each pair once": in_part("what a₁ adds", substituted("lhs", {2 * a * S: a * S})),
})
def decrease_display() -> All:
    """min over a₁ of 2a₁² + 2Σ a₁ b_j φ_j is −½(Σ b_j φ_j)²: right, at a₁ = −S/2. (The 2 is Φ(0) = 1 and 1 of |a|².)"""
    real = Domain.of(Real("a"), Real("S"))
    return All((
        ("what a₁ adds", Identity(a**2 * 1 + 2 * a * S + a**2, 2 * a**2 + 2 * a * S, real)),
        ("the best charge", Identity((2 * a**2 + 2 * a * S).subs(a, -S / 2), -S**2 / 2, real)),
        ("no charge is better", ForAll((), 2 * a**2 + 2 * a * S >= -S**2 / 2, real)),
    ), "G(a_1,0) − G(0,0) = min_(a_1) 2·a_1² + 2·Σ_(j=1..k) a_1·b_j·Φ_ε(0,w_j) = −½·(Σ_(j=1..k) b_j·Φ_ε(0,w_j))²")


# The protons are not far, and the potential there.

@lemma_4_5.claim("radius", reading="step", controls=lambda: {
    "E e^{g²/2}": in_part("E e^{g²/4} = √2", replaced(lhs=sp.Derivative(sp.erf(x / 2) / sp.sqrt(2), x),
                                                    rhs=1 / sp.sqrt(2 * sp.pi))),
    "x = 2dL": in_part("far out", substituted("lhs", {sp.exp(-d * L): sp.exp(-d * L / 2)})),
    "L ≥ log(d/2)": in_part("far out", replaced(given=(d / 2 <= sp.exp(L),))),
    "d ≥ 2p": in_part("all of them", replaced(assume=(2 * p <= d,))),
    "M = √C": in_part("the radius", replaced(assume=(sp.Eq(M**2, C), y <= 4 * d * L))),
})
def radius() -> All:
    """All |w_j| ≤ Md log d with a probability of at least 1 − 1/d, for k ≤ d^p and d ≥ 2p + 2: E e^{|g|²/4} = 2^{d/2},
    so by Markov's inequality P(|g|² ≥ 4dL) ≤ 2^{d/2}d^{−d}, and |w_j|² = CdL|g|². erf is ±1 at ±∞."""
    sizes = Domain.of(D_ODD, Real("L", gt=0))
    return All((
        ("E e^{g²/4} = √2", Identity(sp.Derivative(sp.erf(x / 2) / sp.sqrt(2), x),
                                   sp.exp(x**2 / 4) * sp.exp(-x**2 / 2) / sp.sqrt(2 * sp.pi), Domain.of(Real("x")))),
        ("from −∞ to ∞", Identity((1 - -1) / sp.sqrt(2), sp.sqrt(2))),
        ("one more coordinate", Identity(2 ** (n / 2) * sp.sqrt(2), 2 ** ((n + 1) / 2), Domain.of(Integer("n", ge=0)))),
        ("Markov's inequality", moments.markov()),
        ("far out", MonomialBound(2 ** (d / 2) * sp.exp(-d * L), 2 ** (d / 2) * d ** (-d), sizes,
                                  given=(d <= sp.exp(L),), named=("L = log d",))),
        ("all of them", MonomialBound(d**p * 2 ** (d / 2) * d ** (-d), 1 / d, Domain.of(D_ODD, Real("p", ge=0)),
                                      assume=(2 * p + 2 <= d,), facts=(sp.Ge(d, 2),))),
        ("the radius", ForAll((sp.Eq(M**2, 4 * C), y <= 4 * d * L), C * d * L * y <= (M * d * L) ** 2, Domain.of(
            Real("C", gt=0), Real("M", gt=0), D_ODD, Real("L", gt=0), Real("y", ge=0)),
            named=("M = 2√C", "|g|² is not far out"))),
    ), "P(|w_j| ≤ M·d·log d for all j) ≥ 1 − 1/d")


@lemma_4_5.claim("potential", reading="step", controls=lambda: {
    "(d/ε)^{−(M+1)d}": substituted("lhs", {5: 1}),
    "M may exceed d": lambda c: replaced(facts=(sp.Ge(d, 2), sp.Le(eps, 1), sp.Ge(M, 1)), assume=())(c),
    "without the lower bound": without(0, "given"),
})
def potential() -> MonomialBound:
    """Φ_ε(0, w_j) ≥ (d/ε)^{−(M + 5)d}: by Lemma 4.2 at |w_j| ≤ Md log d ≤ Md², for M ≤ d; Φ_ε decreases."""
    return MonomialBound(
        scale() ** (-(M + 5) * d), phi, Domain.of(D_ODD, EPS_UNIT, Real("M", ge=1), Real("L", gt=0), Real("φ", gt=0)),
        assume=(d >= M,), facts=(sp.Ge(d, 2), sp.Le(eps, 1), sp.Ge(M, 1), sp.Le(M, d)),
        given=(sp.Ge(phi, sp.exp(-M * d * L) * (M * d**2) ** (2 - d) * scale() ** (-2 * d)), sp.Le(sp.exp(L), d)),
        named=("lem-4.2/lower-bound and lem-4.2/signs-appendix-b, log d ≤ d", "L = log d"))


# Chebyshev's inequality.

@lemma_4_5.claim("chebyshev", severity="proof",
                 wrong="Chebyshev's inequality cannot give high probability: its bound is ≥ 4/5.",
                 reading="step", expect="refuted", true_controls=lambda: {
    "a bound of 2": in_part("the bound", replaced(conclude=sp.Lt(2 - sp.Rational(6, 5) * moments.rho, 2))),
})
def chebyshev() -> All:
    """That Chebyshev's inequality "on the squared term" makes S² large with high probability. P(S² ≤ s) is bounded by
    Var(S²)/(E S² − s)² at best, which is at least Var(S²)/(E S²)² = 2 − 6ρ/5, never below 1/2 (nor 4/5)."""
    return All((
        ("the moments", moments.moments()),
        ("the ratio", moments.ratio()),
        ("the bound", ForAll((moments.rho * k >= 1, moments.rho <= 1),
                             sp.Lt(2 - sp.Rational(6, 5) * moments.rho, sp.Rational(1, 2)),
                             Domain.of(Real("ρ", gt=0), Integer("k", ge=1)))),
    ), "Var(S²)/(E S²)² < ½")


@lemma_4_5.claim("density", reading="corrected", corrects="chebyshev", controls=lambda: {
    "2t → t": in_part("an interval", replaced(conclude=sp.Le(sp.Abs(y - z), t))),
    "any φ": in_part("an interval", replaced(domain=Domain.of(
        Real("x"), Real("y"), Real("z"), Real("φ"), Real("t", gt=0)))),
    "S ≤ tφ": in_part("an interval", replaced(assume=(x + y * phi <= t * phi, x + z * phi <= t * phi))),
})
def density() -> All:
    """P(|S| ≤ t max_j φ_j) ≤ t: given all charges but the one with the largest φ, S = x + bφ, and the b with
    |x + bφ| ≤ tφ fill an interval of length 2t at most, of the 2 that b has. Then the mean over the others."""
    return All((
        ("an interval", ForAll((sp.Abs(x + y * phi) <= t * phi, sp.Abs(x + z * phi) <= t * phi),
                               sp.Le(sp.Abs(y - z), 2 * t),
                               Domain.of(Real("x"), Real("y"), Real("z"), Real("φ", gt=0), Real("t", gt=0)))),
        ("its share", Identity(2 * t / 2, t, Domain.of(Real("t")))),
    ), "P(|Σ_j b_j·φ_j| ≤ t·max_j φ_j) ≤ t")


@lemma_4_5.claim("chebyshev-never", reading="sharpened", controls=lambda: {
    "at least 9/10": in_part("never", replaced(conclude=sp.Ge(
        2 - sp.Rational(6, 5) * moments.rho, sp.Rational(9, 10)))),
    "E b⁴ = 1/3": in_part("the moments", lambda c: moments.moments(fourth=sp.Rational(1, 3))),
    "a larger ρ": in_part("never", replaced(assume=())),
    "6ρ/7": in_part("the ratio", replaced(rhs=2 - sp.Rational(6, 7) * moments.rho)),
})
def chebyshev_never() -> All:
    """Whatever the φ_j and their number, and whatever the threshold s: Chebyshev's bound on P(S² ≤ s) is at least 4/5,
    the value for one proton, and it tends to 2 for many equal ones. ρ = Σφ_j⁴/(Σφ_j²)² lies in [1/k, 1]."""
    s_2 = sp.Symbol("S2")
    return All((
        ("charges", moments.uniform()),
        ("the moments", moments.moments()),
        ("the ratio", moments.ratio()),
        ("its range", moments.spread()),
        ("a threshold does not help", ForAll((), sp.Ge(y / (s_2 - t) ** 2, y / s_2**2),
                                             Domain.of(Real("y", ge=0), Real("S2", gt=1), Real("t", ge=0, le=1)))),
        ("never", ForAll((moments.rho <= 1,), sp.Ge(2 - sp.Rational(6, 5) * moments.rho, sp.Rational(4, 5)),
                         Domain.of(Real("ρ", gt=0)))),
    ), "Var(S²)/(E S² − s)² ≥ Var(S²)/(E S²)² = 2 − 6ρ/5 ≥ 4/5 for 0 ≤ s < E S²")


@lemma_4_5.claim("density-is-sharp", reading="sharpened", controls=lambda: {
    "for more than half of [−1, 1]": replaced(conclude=sp.Le(sp.Abs(y), t / 2)),
    "beyond": replaced(assume=(sp.Abs(y * phi) <= 2 * t * phi,)),
})
def density_is_sharp() -> ForAll:
    """For one proton |bφ| ≤ tφ means |b| ≤ t, which has the probability t: the factor 1 cannot be smaller."""
    return ForAll((sp.Abs(y * phi) <= t * phi,), sp.Le(sp.Abs(y), t),
                  Domain.of(Real("y", ge=-1, le=1), Real("φ", gt=0), Real("t", gt=0, le=1)))


# From there to the root.

@lemma_4_5.claim("square", severity="misprint",
                 wrong="−½(Σ b_jΦ)² ≥ (d/ε)^{−O(d)} has a minus sign too many on the left.",
                 reading="step", expect="refuted", true_controls=lambda: {
    "without the minus": replaced(conclude=u <= S**2 / 2),
})
def square() -> ForAll:
    """A sign too many: −½(Σ b_j Φ)² ≥ (d/ε)^{−O(d)} puts what is never positive above a positive number u."""
    return ForAll((2 * u <= S**2,), u <= -S**2 / 2, Domain.of(Real("S"), Real("u", gt=0)),
                  named=("the sum is not small",))


@lemma_4_5.claim("square-corrected", reading="corrected", corrects="square", controls=lambda: {
    "½t²φ": replaced(conclude=t**2 * phi / 2 <= S**2 / 2),
    "|S| ≥ tφ/2": replaced(assume=(sp.Abs(S) > t * phi / 2,)),
})
def square_corrected() -> ForAll:
    """½(Σ b_j φ_j)² ≥ ½t²φ_j² for every j, with a probability of at least 1 − t."""
    return ForAll((sp.Abs(S) > t * phi,), t**2 * phi**2 / 2 <= S**2 / 2,
                  Domain.of(Real("S"), Real("t", gt=0), Real("φ", gt=0)), named=("lem-4.5/density",))


@lemma_4_5.claim("decrease", reading="step", controls=lambda: {
    "a decrease by x": replaced(conclude=B - x >= G),
    "S² ≥ x/2": replaced(assume=(sp.Eq(G - B, -S**2 / 2), x / 2 <= S**2)),
})
def decrease() -> ForAll:
    """G(a₁, 0) ≤ G(0, 0) − ½x where S² ≥ x; B stands for G(0, 0)."""
    return ForAll((sp.Eq(G - B, -S**2 / 2), x <= S**2), B - x / 2 >= G,
                  Domain.of(Real("G"), Real("B"), Real("S"), Real("x", gt=0)),
                  named=("lem-4.5/decrease-display", "lem-4.5/square-corrected: S² is not small"))


@lemma_4_5.claim("rearranged", reading="step", controls=lambda: {
    "1/(2√G(0,0))": in_part("squared", replaced(conclude=Delta * 2 * R >= x)),
    "a decrease by x/4": in_part("squared", replaced(assume=((R - Delta) ** 2 <= R**2 - x / 4,))),
    "Δ negative": in_part("squared", without(0)),
})
def rearranged() -> All:
    """With √G(a₁, 0) = √G(0, 0) − Δ, squaring and rearranging gives Δ ≥ x/(4√G(0, 0)), as printed; R = √G(0, 0)."""
    return All((
        ("squared", ForAll(((R - Delta) ** 2 <= R**2 - x / 2,), Delta * 4 * R >= x,
                           Domain.of(Real("R", gt=0), Real("Δ"), Real("x", gt=0)),
                           named=("lem-4.5/decrease",))),
    ), "Δ ≥ (1/(4·√G(0,0)))·x for (√G(0,0) − Δ)² ≤ G(0,0) − ½·x")


@lemma_4_5.claim("initial-value", reading="step", controls=lambda: {
    "7/(20k)": in_part("so", replaced(conclude=t <= sp.Rational(7, 20) / k)),
    "E b⁴ = 1/3": in_part("the variance of b²", replaced(lhs=moments.SECOND - moments.SECOND**2)),
    "protons that are near each other": in_part("k charges", without(0)),
})
def initial_value() -> All:
    """G(0, 0) ≤ k with a probability of at least 1 − 7/(10k), if the protons are so far apart that Φ(w_i, w_j)² ≤ 1/k
    (as random ones are): the mean is k/3, and here Chebyshev's inequality does it. Not for all b and w: see
    `initial-value-always`."""
    return moments.initial_value()


@lemma_4_5.claim("initial-value-always", reading="sharpened", controls=lambda: {
    "k²/2": in_part("at most k²", replaced(conclude=x + 1 + 2 * t <= (k + 1) ** 2 - 1)),
    "charges up to 2": in_part("at most k²", replaced(domain=Domain.of(
        Real("x"), Real("t"), Integer("k", ge=0), Real("y", ge=-2, le=2)))),
    "C = k": in_part("beyond Ck", replaced(assume=(k > C, z > 1 - 1 / k))),
})
def initial_value_always() -> All:
    """Surely G(0, 0) ≤ k², and no better: with b_j = 1 and all protons near each other, Φ ≥ z close to 1, it is
    k + k(k − 1)z, above Ck for each C once k > 2C. k² = poly(d) is enough for the lemma. x is the value so far."""
    return All((
        ("at most k²", ForAll(
            (x <= k**2, sp.Abs(t) <= k), x + y**2 + 2 * y * t <= (k + 1) ** 2,
            Domain.of(Real("x"), Real("t"), Integer("k", ge=0), Real("y", ge=-1, le=1)),
            named=("k charges", "the potential of k charges, |Φ| ≤ 1"))),
        ("all equal", Identity(sp.Symbol("N") ** 2 * z + sp.Symbol("N") * (1 - z),
                               sp.Symbol("N") + sp.Symbol("N") * (sp.Symbol("N") - 1) * z,
                               Domain.of(Real("N"), Real("z")))),
        ("beyond Ck", ForAll((k > 2 * C, z > 1 - 1 / k), k + k * (k - 1) * z > C * k,
                             Domain.of(Integer("k", ge=1), Real("C", ge=1), Real("z", gt=0, lt=1)))),
    ), "G(0,0) ≤ k², and sup G(0,0) > C·k for k > 2·C")


@lemma_4_5.claim("explicit-power", reading="sharpened", controls=lambda: {
    "exponent 2M": replaced(lhs=scale() ** (-2 * M * d)),
    "k free": without(2, "given"),
})
def explicit_power() -> MonomialBound:
    """With t = 1/d, √G(0, 0) ≤ k ≤ d^p and φ ≥ (d/ε)^{−(M + 5)d}: Δ ≥ t²φ²/(4k) ≥ (d/ε)^{−(2M + p + 14)d}."""
    return MonomialBound(
        scale() ** (-(2 * M + p + 14) * d), Delta,
        Domain.of(*RANGES, Real("Δ", gt=0), Real("φ", gt=0), Real("T", gt=0)),
        facts=(sp.Ge(d, 2), sp.Le(eps, 1)),
        given=(sp.Ge(Delta, phi**2 / (4 * d**2 * T)), sp.Ge(phi, scale() ** (-(M + 5) * d)), sp.Le(T, d**p)),
        named=("lem-4.5/rearranged, lem-4.5/density with t = 1/d", "lem-4.5/potential",
               "lem-4.5/initial-value-always: √G(0, 0) ≤ k = T ≤ d^p"))


@lemma_4_5.derivation
def by_hand() -> Iterator[Line]:
    """What one electron at the origin gains."""
    value = 2 * a**2 + 2 * a * S
    best = sp.solve(sp.diff(value, a), a)[0]
    yield Line("An electron at the origin with charge a adds", value)
    yield Line("least at", sp.Eq(a, best))
    yield Line("where it is", value.subs(a, best))
    yield Line("Is S = Σ b_j φ_j ever small? Chebyshev's inequality on S² compares its variance with the square of its "
               "mean; with ρ = Σφ⁴/(Σφ²)² the ratio is", moments.ratio().rhs)
    yield Line("which is never below", (2 - sp.Rational(6, 5) * moments.rho).subs(moments.rho, 1))
    yield Line("Instead fix all charges but one. S = x + bφ is within tφ of 0 for b in an interval of length 2t, and b "
               "is uniform on one of length 2: the probability is at most", 2 * t / sp.Integer(2))
    yield Line("So √G falls by at least t²φ²/(4√G(0, 0)); with t = 1/d, k ≤ d^p and |w_j| ≤ Md log d at least by",
               scale() ** (-(2 * M + p + 14) * d))
    yield Line("A descent from random places, with the best charges at each step as a₁ is here:",
               command="earnshaw descend -d 3 -k 2 --eps 0.5 --seed 1")
