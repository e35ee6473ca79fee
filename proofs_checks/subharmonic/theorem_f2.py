"""Theorem F.2: strictly subharmonic potentials and charges ±1: no local minimum without a match."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Line, Proposition, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ANY, d, k, t, u, v, x, y, z
from ..dynamics._sums import by_induction
from . import _mirror_minimum as mirror
from . import _rotations as rotations

Expr = Any

theorem_f2 = statement(
    "thm-F.2", "Strictly subharmonic potentials: no local minima without a match", kind="theorem",
    uses=("def-F.1", "eq-3", "def-3.2", "sec-2.1"), proof_uses=("fact-3.3", "fact-extreme-value"),
    source="arXiv text, appendix F",
    reading="For a strictly subharmonic Φ, infinite at θ = w, the loss (3) has a local minimum only where some θ_i = "
            "w_j. The statement leaves out that Φ is translation invariant (on R^d) or rotation invariant (on the "
            "sphere); without that it is false. With it, all electrons are moved together, and their loss has a "
            "negative Laplacian. Neither the symmetry of Φ nor Φ(θ, θ) = ∞ is needed. On the sphere the shift of "
            "spherical coordinates in print is no rotation in three or more dimensions; with rotations it works.")

T, D, D_ij, D_H, S, more, c, value, near, M = sp.symbols("T D ΔΦ Δ_vH S m c L(θ) L(θ′) M")
pair, other, gap = sp.Function("h")(z), sp.Function("g")(x), sp.Symbol("g")
f = sp.Function("f")


def reals(*symbols: Expr) -> Domain:
    """Real variables, without a bound."""
    return Domain.of(*(Real(s.name) for s in symbols))


# The displays of the proof, for every k.

def moved_together() -> tuple[tuple[str, Proposition], ...]:
    """H(v): a pair of electrons keeps its difference, and an electron's term moves as Φ(θ_i + v, w_j) does."""
    return (
        ("a pair of electrons", Identity((x + v) - (y + v), x - y, reals(x, y, v))),
        ("one more pair", Identity(sp.Derivative(other + 2 * T, (x, 2)), other.diff(x, 2), reals(x, T))),
        ("one more proton", Identity(sp.Derivative(other - 2 * f(x), (x, 2)), other.diff(x, 2) - 2 * f(x).diff(x, 2),
                                     reals(x))),
    )


def trace_of(factor: Expr = -2) -> All:
    """Δ_v H = −2 ΣΣ ΔΦ(θ_i, w_j): by induction on the pairs (i, j), coordinate by coordinate."""
    return All((
        *moved_together(),
        ("the sum", by_induction("Δ_v H = −2·Σ_(i,j) Δ_θ_i Φ(θ_i, w_j)", {D_H: D_H - 2 * D_ij, S: S + D_ij},
                                 D_H, factor * S, reals(D_H, S, D_ij), "pair (i, j)")),
    ), "∇²_v H = −2·Σ_(i=1..k) Σ_(j=1..k) ∇²Φ(θ_i, w_j), Tr(∇²_v H) = −2·Σ_(i,j) Δ_θ_i Φ(θ_i, w_j)")


def conclusion(space: str = "R^d") -> tuple[tuple[str, Proposition], ...]:
    """A local minimum of L is one of H; there the trace is ≥ 0; but every term is negative."""
    return (
        ("of L, so of H", ForAll((near >= value,), near - value >= 0, reals(near, value),
                                 named=("a local minimum of L, at the moved θ",))),
        ("terms are positive", ForAll((S >= 0, D_ij > 0), S + D_ij > 0, reals(S, D_ij),
                                      named=("the terms so far, none at first", f"def-F.1 on {space}, θ_i ≠ w_j"))),
        ("no minimum", ForAll((sp.Eq(D_H, -2 * S), S > 0), D_H < 0, reals(D_H, S),
                              named=("Δ_v H", "terms are positive; fact-3.3 asks for Δ_v H ≥ 0"))),
    )


# The theorem.

def with_mirror(m: int) -> All:
    """All hypotheses of the statement, a critical point without a match, and that it is no minimum.

    With one eigenvalue of the Hessian positive, that asks for the other one, along (1, 1), to be at most 0.
    """
    named = (*mirror.hypotheses(), *mirror.critical(), *mirror.strict(joint=False)) if m else ()
    return All((
        *named,
        ("no minimum: the second derivative along (1, 1) is ≤ 0", Positive(
            mirror.together(m), mirror.BRACKET, "<=", 0)),
    ), "Φ symmetric, strictly subharmonic, Φ(θ,θ) = ∞  ⟹  no local minimum of (3) with θ_i ≠ w_j for all i, j")


@theorem_f2.claim("no-local-minima", severity="wording",
                  wrong="Φ must be translation invariant, as Section 2.1 assumes throughout.",
                  expect="refuted", controls=lambda: {
    "not even below 3.99": in_part("no minimum: the second derivative along (1, 1) is ≤ 0", replaced(
        rhs=sp.Rational(399, 100))),
}, true_controls=lambda: {
    "translation invariant, m = 0": lambda claim: with_mirror(0),
})
def no_local_minima() -> All:
    """False as stated: without invariance, Φ(t, w) = η/|t − w| + √(1 + (t − w)²) + √(1 + (t + w)²) on the line, with
    η = 1/100 and protons at ±10, has a strict local minimum near ±0.1086 (next claim)."""
    return with_mirror(1)


@theorem_f2.claim("a-minimum-without-invariance", reading="sharpened", expect="certified", controls=lambda: {
    "A + B > 4": in_part("A + B > 3.99", replaced(rhs=4)),
    "A − B > 11.53": in_part("A − B > 11.52", replaced(rhs=sp.Rational(1153, 100))),
    "the upper end is too low": in_part("∂₁L > 0 at the upper end", replaced(
        domain=Domain.of(Real("x", ge=str(mirror.LOW), le=str(mirror.LOW))))),
    "translation invariant": in_part("A + B > 3.99", replaced(expression=mirror.together(0), rhs=0)),
    "∂₁L = ∂₂L": in_part("∂₁L + ∂₂L = 0 at (x, −x)", replaced(
        lhs=mirror.derivative(1, 0, general=True) - mirror.derivative(0, 1, general=True))),
})
def minimum_without_invariance() -> All:
    """All hypotheses hold, and at ±x, 0.10862674657 < x < 0.10862674658, both slopes are 0 and the Hessian's
    eigenvalues exceed 3.99 and 11.52: a strict local minimum (fact-3.3), 9.8 away from both protons."""
    return All((*mirror.hypotheses(), *mirror.critical(), *mirror.strict()),
               "d = 1, k = 2, Φ = η/|t−w| + √(1+(t−w)²) + √(1+(t+w)²), η = 1/100, w = ±10: "
               "a strict local minimum at θ = ±0.10862674657…, with eigenvalues 3.99… and 11.52…")


@theorem_f2.claim("no-local-minima-with-invariance", reading="corrected", corrects="no-local-minima", controls=lambda: {
    "only subharmonic": in_part("terms are positive", replaced(assume=(S >= 0, D_ij >= 0))),
    "Φ(θ, w) = h(θ + w)": in_part("a pair of electrons", replaced(lhs=(x + v) + (y + v), rhs=x + y)),
    "each electron's own move": in_part("a pair of electrons", replaced(lhs=(x + v) - y)),
    "like charges": in_part("no minimum", replaced(assume=(sp.Eq(D_H, 2 * S), S > 0))),
    "no trace": in_part("no minimum", without(0)),
})
def with_invariance() -> All:
    """True for translation invariant Φ on R^d, for every k and d, symmetric or not, whatever Φ(θ, θ) is.

    Also where electrons meet: the pair's term does not change when all are moved together.
    """
    return All((*trace_of().named, *conclusion()),
               "Φ = h(θ−w), ΔΦ > 0 for θ ≠ w, θ a local minimum of (3) on R^d  ⟹  θ_i = w_j for some i, j")


# The printed proof.

@theorem_f2.claim("not-distinct", reading="step", controls=lambda: {
    "finite on the diagonal": without(0),
    "infinite elsewhere": without(1),
})
def not_distinct() -> ForAll:
    """Where electrons meet (and no proton), L exceeds every M, yet is finite once they are separated: no minimum.

    "Separated" takes all of them at once, by as little as one likes. The step is not needed: the next one covers it.
    """
    return ForAll((value > M, near <= M), near < value, reals(value, near, M),
                  named=("Φ(θ, θ) = ∞: more than any M, so than a bound of what is near", "finite elsewhere"))


@theorem_f2.claim("first-term-constant", reading="step", controls=lambda: {
    "one electron moves": in_part("difference", replaced(lhs=(x + v) - y)),
    "a pair moves like a proton's term": in_part("constant", replaced(
        lhs=sp.Derivative(T + f(x), x))),
})
def first_term_constant() -> All:
    """Φ(θ_i + v, θ_j + v) = h(θ_i − θ_j): by translation invariance, so not for every symmetric Φ."""
    return All.of(
        "Φ(θ_i+v, θ_j+v) does not depend on v",
        difference=Identity((x + v) - (y + v), x - y, reals(x, y, v)),
        constant=Identity(sp.Derivative(T, x), 0, reals(x, T)),
    )


@theorem_f2.claim("trace", reading="step", controls=lambda: {
    "without the factor 2": lambda claim: trace_of(-1),
    "the other sign": lambda claim: trace_of(2),
    "a pair's term moves": in_part("one more pair", replaced(lhs=sp.Derivative(other + 2 * f(x), (x, 2)))),
})
def trace() -> All:
    """The Hessian and the trace of H, for every k: −2 for each electron and proton, none for two electrons."""
    return trace_of()


@theorem_f2.claim("trace-negative", reading="step", controls=lambda: {
    "no pair at all": in_part("no minimum", replaced(assume=(sp.Eq(D_H, -2 * S), S >= 0))),
    "subharmonic, not strictly": in_part("terms are positive", replaced(assume=(S >= 0, D_ij >= 0))),
})
def trace_negative() -> All:
    """Tr ∇²_v H < 0, as all k² terms are positive; so 0 is no local minimum of H, and θ none of L."""
    return All(conclusion(), "Δ_θ_i Φ(θ_i, w_j) > 0 for all i, j  ⟹  Tr(∇²_v H) < 0, and θ is no local minimum")


# On the sphere.

@theorem_f2.claim("shifted-coordinates", severity="proof",
                  wrong="A common shift of all spherical angles is not a rotation for d ≥ 3.",
                  reading="step", expect="refuted", controls=lambda: {
    "at azimuths in opposition": lambda claim: rotations.shifted_heights(sp.Integer(-1)),
}, true_controls=lambda: {
    "on the circle, or one meridian": lambda claim: rotations.shifted_heights(sp.Integer(1)),
    "azimuths are shifted": lambda claim: rotations.shifted_azimuths(),
})
def shifted_coordinates() -> Identity:
    """A common shift of all spherical coordinates is no rotation for d ≥ 3: polar angles x, y shifted by t, azimuths
    z = cos Δ apart; θ₁ᵀθ₂ changes. (All further angles 0: this is so on every S^{d−1}, d ≥ 3.)"""
    return rotations.shifted_heights(z)


@theorem_f2.claim("rotations", reading="corrected", corrects="shifted-coordinates", controls=lambda: {
    "without the factor 2": lambda claim: rotations.laplace_beltrami(cross=1),
    "each coordinate in d planes": lambda claim: rotations.laplace_beltrami(count=rotations.n),
    "the plane is stretched": in_part("lengths are kept", scaled("rhs", 2)),
    "d for d − 1": in_part("the sum", substituted("rhs", {d: d + 1})),
    "1 + u²": in_part("the sum", added("rhs", 2 * u**2 * f(u).diff(u, 2))),
})
def rotation_sum() -> All:
    """What to do instead: rotate all electrons together, by e^{tA}, and sum over an orthonormal basis A_ab of so(d).

    Σ (Xu)² = |θ|²|w|² − u² and Σ XXu = −(d − 1)u, for every d: the sum is the Laplace–Beltrami operator.
    """
    return rotations.laplace_beltrami()


@theorem_f2.claim("no-local-minima-on-the-sphere", reading="corrected", controls=lambda: {
    "the plane is stretched": in_part("lengths are kept", scaled("rhs", 2)),
    "only subharmonic": in_part("terms are positive", replaced(assume=(S >= 0, D_ij >= 0))),
    "without the factor 2": in_part("Σ(Xu)²", lambda claim: dict(rotations.squares(1))["Σ(Xu)²"]),
})
def on_the_sphere() -> All:
    """With that the theorem holds on S^{d−1} for rotation invariant Φ = f(θᵀw), for every d ≥ 2 and k.

    The electrons keep their θ_iᵀθ_j; some second derivative t ↦ L(e^{tA}θ) is negative, as their sum is.
    """
    return All((
        ("two electrons keep u", Identity(sp.Derivative(T, t), 0, reals(T, t))),
        *rotations.laplace_beltrami().named,
        *conclusion("the sphere"),
    ), "Φ = f(θᵀw), (1−u²)·f″ − (d−1)·u·f′ > 0 for u < 1, θ a local minimum of (3) on S^(d−1)  ⟹  θ_i = w_j for some "
       "i, j")


@theorem_f2.claim("logarithm-on-the-sphere", reading="sharpened", controls=lambda: {
    "d = 4": in_part("each term", lambda claim: logarithm(sp.Integer(4))),
    "each term is 2": in_part("each term", scaled("rhs", 2)),
    "each pair once": in_part("the sum", scaled("rhs", sp.Rational(1, 2))),
})
def logarithm_on_the_sphere() -> All:
    """A reference: on S² the potential −log(1 − u) has the Laplacian 1 everywhere, so the sum is −2k² at every θ."""
    return All.of(
        "d = 3, Φ = −log(1−θᵀw): Δ_S Φ = 1, and the sum of the second derivatives of L over so(3) is −2·k²",
        each_term=logarithm(sp.Integer(3)),
        the_sum=Identity((-2 * k * S).subs(S, k * 1), -2 * k**2, Domain.of(Integer("k", ge=1))),
    )


def logarithm(dimension: Expr) -> Identity:
    """(1 − u²) f″ − (d − 1) u f′ for f = −log(1 − u)."""
    g = -sp.log(1 - u)
    return Identity((1 - u**2) * sp.Derivative(g, (u, 2)) - (dimension - 1) * u * sp.Derivative(g, u), 1,
                    Domain.of(Real("u", ge=-1, lt=1)))


@theorem_f2.claim("quantitative", reading="sharpened", controls=lambda: {
    "a trace of d eigenvalues": replaced(conclude=sp.Lt(d * c, -2 * k * k * M - 1)),
    "not all terms": without(1),
})
def quantitative() -> ForAll:
    """How negative: if all k² terms ΔΦ are at least M, some unit direction (v, …, v)/√k has a curvature c of L at most
    −2kM/d, by the mean over d orthogonal v: dkc ≤ Δ_v H ≤ −2k²M."""
    return ForAll((sp.Eq(D_H, -2 * S), sp.Ge(S, k**2 * M), sp.Le(d * k * c, D_H)), sp.Le(d * c, -2 * k * M),
                  Domain.of(Real("Δ_vH"), Real("S"), Real("M"), Real("c"), Integer("k", ge=1), D_ANY),
                  named=("thm-F.2/trace", "k² terms", "the smallest of d curvatures, of vectors of length √k"))


@theorem_f2.derivation
def by_hand() -> Iterator[Line]:
    """All electrons together; on the sphere by rotations; and why invariance is needed."""
    yield Line("Move all electrons by the same v. A translation invariant pair of electrons keeps its value, and what "
               "is left of (3) is −2 ΣΣ Φ(θ_i + v, w_j). Its Laplacian is", trace_of())
    yield Line("negative when no θ_i is a w_j: no local minimum. On the sphere a shift of polar angles is no rotation; "
               "θ₁ᵀθ₂ of two points becomes", rotations.shifted_heights(z).lhs)
    yield Line("Rotations do it. In the plane (a, b) the first and second derivatives of u = θᵀw are",
               sp.Tuple(*(p.rhs for _, p in rotations.in_a_plane()[1:])))
    yield Line("and summed over all planes (Xu)² and XXu are |θ|²|w|² − u² and −(d − 1)u, so f(u) gets",
               (1 - u**2) * f(u).diff(u, 2) - (d - 1) * u * f(u).diff(u))
    yield Line("For −log(1 − u) on S² this is", sp.simplify(logarithm(sp.Integer(3)).lhs.doit()))
    yield Line("Without invariance: on the line let Φ also hold √(1 + (t + w)²). Two electrons at ±x between protons "
               "at ±10 then have along (1, 1) the curvature", sp.N(mirror.together().subs(x, mirror.LOW), 10))
    yield Line("and along (1, −1)", sp.N(mirror.apart().subs(x, mirror.LOW), 10))
    yield Line("at the x between these, where both slopes vanish: a strict local minimum without a match.",
               sp.Tuple(mirror.LOW, mirror.HIGH))
