"""Section 2.1: what the preliminaries say of the potential, of the loss and of translation invariance."""

from collections.abc import Iterator

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import MU_POS, R_POS, lam, mu, r, t, x, y, z
from . import _invariance

section_2_1 = statement(
    "sec-2.1", "Preliminaries: potential, loss, translation invariance", kind="text",
    uses=("eq-1", "def-3.1"), proof_uses=("fact-fourier",), source="arXiv text, Section 2.1",
    reading="The potential of an activation is Φ(θ, w) = E σ(X, θ)σ(X, w). The loss is said to be jointly convex, the "
            "activation translation-invariant, and Φ(θ, θ) to be normalised to 1 throughout.")

a, b, c, p, C, S, A, B, U, W, h0, h1, theta, w = sp.symbols("a b c p C S A B U W h_0 h_1 theta w")


def loss(charge: sp.Expr, potential: sp.Expr, at_zero: sp.Expr) -> sp.Expr:
    """The loss of one unit against a target of one unit of charge b: a²Φ(0) + 2abΦ(θ − w) + b²Φ(0)."""
    return charge**2 * at_zero + 2 * charge * b * potential + b**2 * at_zero


def reals(*symbols: sp.Expr) -> Domain:
    """All of them real."""
    return Domain.of(*(Real(str(symbol)) for symbol in symbols))


# Critical points and the potential.

@section_2_1.claim("critical-where-no-gradient-exists", reading="sharpened", controls=lambda: {
    "the slopes agree": in_part("they differ", replaced(conclude=sp.Eq(2 * mu, -2 * mu))),
    "e^{−x²} in place of e^{−|x|}": in_part("to the right", replaced(
        lhs=sp.diff(2 - 2 * sp.exp(-mu * x**2), x).subs(x, 0))),
    "like charges": in_part("to the left", replaced(lhs=sp.diff(2 + 2 * sp.exp(mu * x), x).subs(x, 0))),
    "a growing potential": in_part("least there", replaced(lhs=sp.exp(mu * x))),
})
def critical_where_no_gradient_exists() -> All:
    """Why the definition admits points without a gradient: for Φ = e^{−μ|θ−w|} the optimum, a match, is a kink."""
    decay = Domain.of(MU_POS)
    return All.of(
        "L(θ) = 2 − 2·e^(−μ|θ−w|), for a = −1 and b = 1: least at θ = w, with the slopes −2μ and 2μ",
        to_the_right=Identity(sp.diff(2 - 2 * sp.exp(-mu * x), x).subs(x, 0), 2 * mu, decay),
        to_the_left=Identity(sp.diff(2 - 2 * sp.exp(mu * x), x).subs(x, 0), -2 * mu, decay),
        they_differ=ForAll((), sp.Ne(2 * mu, -2 * mu), decay),
        least_there=MonomialBound(sp.exp(-mu * x), sp.Integer(1), Domain.of(Real("x", gt=0), MU_POS)),
    )


def form(v1: sp.Expr, v2: sp.Expr) -> sp.Expr:
    """The quadratic form of Φ at two points, p = Φ(θ, θ), W = Φ(w, w), C = Φ(θ, w)."""
    return v1**2 * p + 2 * v1 * v2 * C + v2**2 * W


@section_2_1.claim("potential", reading="sharpened", controls=lambda: {
    "a minus sign": in_part("one more unit", replaced(rhs=(S - a * y) ** 2)),
    "the square need not be real": in_part("a square", replaced(conclude=sp.Ge(S**3, 0))),
    "C² ≤ p": in_part("off the diagonal", replaced(conclude=sp.Le(C**2, p))),
    "the form at (2C, −p)": in_part("off the diagonal", replaced(assume=(sp.Ge(form(2 * C, -p), 0),))),
    "p need not be 0": in_part("zero on it", replaced(assume=(sp.Ge(form(-W - 1, 2 * C), 0),), domain=Domain.of(
        Real("W", ge=0), Real("p", ge=0), Real("C")))),
})
def potential() -> All:
    """What the definition gives for any activation: Φ is positive semidefinite for every k, so bounded by its diagonal.

    S = Σ a_i σ(X, θ_i) over some units, y = σ(X, θ) of one more. p = Φ(θ, θ), W = Φ(w, w), C = Φ(θ, w): the form is
    taken at (C, −p), and at (−W − 1, 2C) if p = 0.
    """
    return All.of(
        "Σ_ij a_i a_j Φ(θ_i, θ_j) = E (Σ_i a_i σ(X, θ_i))² ≥ 0, and Φ(θ, w)² ≤ Φ(θ, θ)·Φ(w, w)",
        one_more_unit=Identity(S**2 + 2 * a * y * S + a**2 * y**2, (S + a * y) ** 2, reals(S, a, y)),
        a_square=ForAll((), sp.Ge(S**2, 0), reals(S)),
        off_the_diagonal=ForAll((sp.Ge(form(C, -p), 0),), sp.Le(C**2, p * W), Domain.of(
            Real("p", gt=0), Real("W", ge=0), Real("C"))),
        zero_on_it=ForAll((sp.Ge(sp.expand(form(-W - 1, 2 * C).subs(p, 0)), 0),), sp.Eq(C, 0), Domain.of(
            Real("W", ge=0), Real("C"))),
    )


# "Jointly convex, though it is quadratic in a".

@section_2_1.claim("quadratic-in-a", controls=lambda: {
    "the middle term once": replaced(rhs=A**2 + t * A * U + t**2 * U**2),
    "linear": replaced(rhs=A**2 + 2 * t * A * U),
})
def quadratic_in_a() -> Identity:
    """Along a + tu the network is A + tU at each input, for every k; so its square's mean is quadratic in t."""
    return Identity((A + t * U) ** 2, A**2 + 2 * t * A * U + t**2 * U**2, reals(A, U, t))


def midpoint(through: sp.Expr, step: tuple[sp.Expr, sp.Expr]) -> sp.Expr:
    """The mean of the loss at (a, θ) ± step minus the loss there, for Φ = e^{−(θ−w)²/2}, b = 1, w = 0."""
    value = loss(a, sp.exp(-(theta**2) / 2), sp.Integer(1)).subs(b, 1)
    ends = [value.subs({a: through + sign * step[0], theta: sign * step[1]}, simultaneous=True) for sign in (1, -1)]
    return sp.expand(sum(ends) / 2 - value.subs({a: through, theta: 0}))


@section_2_1.claim("jointly-convex", severity="wording",
                   wrong="The loss is not jointly convex in (a, θ); a “not” seems to be missing.",
                   expect="refuted", true_controls=lambda: {
    "in a alone": replaced(expression=midpoint(sp.Integer(1), (t, sp.S.Zero))),
    "at opposite charges, about the match": replaced(expression=midpoint(sp.Integer(-1), (sp.S.Zero, t))),
})
def jointly_convex() -> Positive:
    """False: with one unit of charge 1 on either side the loss is 2 + 2Φ(θ), a hill about θ = 0, no valley.

    A "not" is missing in both texts, it seems: "though it is quadratic in a" follows, and Section 3 calls the loss
    non-convex.
    Here Φ is Gaussian and normalised, and the midpoint of (1, −t) and (1, t) is taken.
    """
    return Positive(midpoint(sp.Integer(1), (sp.S.Zero, t)), Domain.of(Real("t", gt=0, le=4)), ">=")


@section_2_1.claim("convex-in-a", reading="corrected", corrects="jointly-convex", controls=lambda: {
    "beyond the chord": in_part("not negative", replaced(domain=Domain.of(Real("lam", ge=0), Real("U")))),
    "the product once": in_part("chord", scaled("rhs", lam)),
    "the units moved too": in_part("k units", replaced(rhs=lam * (S + a * y) + (1 - lam) * (W + c * z))),
})
def convex_in_a() -> All:
    """Right: for fixed θ and every k the loss is convex in a, being the mean of a square of what is linear in a.

    A and B are the networks (target added) with coefficients a and c at one input, U their difference.
    """
    share = Real("lam", ge=0, le=1)
    return All.of(
        "L(λa + (1 − λ)c, θ) ≤ λ·L(a, θ) + (1 − λ)·L(c, θ) for 0 ≤ λ ≤ 1",
        k_units=Identity(lam * S + (1 - lam) * W + (lam * a + (1 - lam) * c) * y,
                         lam * (S + a * y) + (1 - lam) * (W + c * y), reals(S, W, a, c, y, z, lam)),
        chord=Identity(lam * A**2 + (1 - lam) * B**2 - (lam * A + (1 - lam) * B) ** 2, lam * (1 - lam) * (A - B) ** 2,
                       reals(A, B, lam)),
        not_negative=ForAll((), sp.Ge(lam * (1 - lam) * U**2, 0), Domain.of(share, Real("U"))),
    )


@section_2_1.claim("never-jointly-convex", reading="sharpened", controls=lambda: {
    "opposite charges": replaced(domain=Domain.of(Real("a", gt=0), Real("b", lt=0), Real("h_0"), Real("h_1"))),
    "a potential beyond its value at 0": without(0),
    "no convexity": without(1),
})
def never_jointly_convex() -> ForAll:
    """For no translation-invariant potential but a constant: convexity about a match of like charges, k = 1, already
    makes h(x) = h(0), where h(x) = h(−x) ≤ h(0)."""
    return ForAll((h1 <= h0, sp.Le(loss(a, h0, h0), (loss(a, h1, h0) + loss(a, h1, h0)) / 2, evaluate=False)),
                  sp.Eq(h1, h0), Domain.of(Real("a", gt=0), Real("b", gt=0), Real("h_0"), Real("h_1")),
                  named=("sec-2.1/potential", "convexity at w, between w − x and w + x"))


# What is translation-invariant.

@section_2_1.claim("invariant-activation", severity="wording",
                   wrong="An invariant σ need not give an invariant Φ under Gaussian inputs.",
                   expect="refuted", true_controls=lambda: {
    "no Gaussian density": _invariance.without_density(),
})
def invariant_activation() -> All:
    """Taken at its word, a translation-invariant activation s(x − w) has no translation-invariant potential under
    Gaussian inputs: that of s(y) = e^{−y²/4} on the line is e^{−(θ−w)²/8 − (θ+w)²/16}/√2."""
    return _invariance.of_a_gaussian()


@section_2_1.claim("invariant-up-to-a-weight", reading="corrected", corrects="invariant-activation", controls=lambda: {
    "e^{|x|²/2}": _invariance.other_weight(),
    "(2π)^{d/2}": _invariance.other_constant(),
    "moved by w": in_part("second factor", replaced(rhs=y - (theta - w))),
})
def invariant_up_to_a_weight() -> All:
    """Only s is to be translation-invariant; the activation carries a weight that undoes the density, for every d.
    It is that of Theorem 2.1."""
    return _invariance.weighted()


@section_2_1.claim("invariant-only-if-trivial", reading="sharpened", controls=lambda: {
    "a transform that may vanish": in_part("a Gaussian mean determines", replaced(
        domain=Domain.of(Real("G"), Real("g", ge=0)))),
    "h = h(0)": in_part("values", replaced(conclude=sp.Eq(_invariance.h, _invariance.c))),
    "s² differs": in_part("values", without(1)),
})
def invariant_only_if_trivial() -> All:
    """No bounded activation s(x − w) has a translation-invariant potential under Gaussian inputs, but for one with
    |Φ| = Φ(0) everywhere; as such a potential is continuous, it is constant."""
    return _invariance.only_two_values()


# The remark on the diagonal.

@section_2_1.claim("diagonal", controls=lambda: {
    "one of the two is moved": in_part("moved", replaced(lhs=(theta + t) - w)),
    "the potential may be zero": in_part("positive", without(1)),
    "it need not come from an activation": in_part("positive", without(0)),
})
def diagonal() -> All:
    """Φ(θ, θ) = h(0) for all θ; and it is positive, unless Φ is zero everywhere. C is any value of Φ, p = h(0)."""
    return All.of(
        "Φ(θ, θ) = h(0) = E σ² > 0, for Φ ≠ 0",
        moved=Identity((theta + t) - (w + t), theta - w, reals(theta, w, t)),
        on_it=Identity((theta - w).subs(w, theta), 0, reals(theta)),
        positive=ForAll((sp.Le(C**2, p * p), sp.Ne(C, 0)), p > 0, Domain.of(Real("p", ge=0), Real("C")),
                        named=("sec-2.1/potential", "Φ is not zero")),
    )


@section_2_1.claim("normalised-throughout", severity="wording",
                   wrong="Φ(θ, θ) = 1 fails for the unbounded potentials of Section 3.",
                   expect="refuted", true_controls=lambda: {
    "where r ≥ c": replaced(assume=(c <= r,)),
})
def normalised_throughout() -> ForAll:
    """Not for the rest of the paper: no multiple c/r of the electric potential of Section 3 has a value on the
    diagonal, or stays below 1 near it. (Where an activation is behind it, Φ(θ, θ) = 1 makes |Φ| ≤ 1.)"""
    return ForAll((), sp.Le(c / r, 1, evaluate=False), Domain.of(R_POS, Real("c", gt=0)))


@section_2_1.claim("normalised-when-finite", reading="corrected", corrects="normalised-throughout", controls=lambda: {
    "Φ(0) = 0": in_part("only then", replaced(assume=(sp.Eq(c**2 * p, 0),))),
    "the charges stay": in_part("the network", replaced(lhs=a * (c * y))),
    "the penalty stays": in_part("the penalty", replaced(conclude=sp.Eq((a / c) ** 2, a**2))),
})
def normalised_when_finite() -> All:
    """Right for 0 < Φ(0) < ∞: σ times c = Φ(0)^{−1/2} and charges over c give the same network and the same loss.

    (A penalty Σ a_i² as in Section 4 is multiplied by Φ(0).)
    """
    finite = Domain.of(Real("p", gt=0), Real("c", gt=0))
    return All.of(
        "0 < Φ(0) < ∞: E (cσ)² = c²·Φ(0) = 1 for c = Φ(0)^(−1/2)",
        only_then=ForAll((sp.Eq(c**2 * p, 1),), p > 0, Domain.of(Real("p", ge=0), Real("c", gt=0))),
        the_diagonal=Identity((1 / sp.sqrt(p)) ** 2 * p, 1, Domain.of(Real("p", gt=0))),
        the_network=Identity(a / c * (c * y), a * y, Domain.of(Real("a"), Real("y"), Real("c", gt=0))),
        the_penalty=ForAll((sp.Eq(c**2 * p, 1),), sp.Eq((a / c) ** 2, p * a**2), Domain.of(*finite, Real("a"))),
    )


@section_2_1.derivation
def by_hand() -> Iterator[Line]:
    """The loss of one unit, in a and in θ."""
    h = sp.Function("h")(x)
    one = loss(a, h, h0)
    yield Line("With one unit on either side, x = θ − w and h_0 = h(0), the loss is", one)
    yield Line("In a it is a parabola, open upwards:", sp.diff(one, a, 2))
    yield Line("In θ its second derivative has the sign of the charges' product times h″, which is not positive at the "
               "top of h:", sp.diff(one, x, 2))
    yield Line("For the Gaussian potential and a = b = 1 the midpoint of −t and t lies above the chord by",
               sp.factor(-midpoint(sp.Integer(1), (sp.S.Zero, t))))
    yield Line("An activation e^{−(x−w)²/4} under N(0, 1) has, but for a factor, the potential",
               sp.exp(_invariance.exponent(1)))
    yield Line("and when both points move by t, its exponent changes by", sp.factor(sp.expand(
        _invariance.exponent(1).subs({theta: theta + t, w: w + t}, simultaneous=True) - _invariance.exponent(1))))
    yield Line("Without the density, that is with the weight of Theorem 2.1, it changes by", sp.expand(
        _invariance.exponent(0).subs({theta: theta + t, w: w + t}, simultaneous=True) - _invariance.exponent(0)))
