"""Lemma B.4: a realizable potential is positive semidefinite; and when the converse holds."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import v, x, y, z

lemma_b4 = statement(
    "lem-B.4", "Realizable potentials are positive semidefinite", kind="lemma", uses=("def-B.3",),
    proof_uses=("fact-separable", "fact-kernel"), source="arXiv text, Appendix B.3",
    reading="If Φ(θ, w) = f(θ − w) is E σ(X, θ)σ(X, w) for some activation, then f is positive semidefinite.")

a, b, S, E, F, theta, w, P, Q, R = sp.symbols("a b S E F theta w P Q R")
STEP = Domain.of(Real("S"), Real("v"), Real("y"))


@lemma_b4.claim("quadratic-form", reading="step", controls=lambda: {
    "Φ(x_i, x_j) = E σ(X, x_i)": in_part("one product", scaled("rhs", 1 / b)),
    "a minus sign": in_part("one more point", substituted("rhs", {y: -y})),
    "the cross term once": in_part("one more point", added("lhs", -v * y * S)),
    "the empty sum is 1": in_part("no point yet", added("lhs", 1)),
})
def quadratic_form() -> All:
    """Σ_{i,j} Φ(x_i, x_j)v_i v_j = E (Σ v_i σ(X, x_i))², for any number of points, by adding one at a time.

    S is the sum so far at an input, y = σ(X, x) at the new point, v its coefficient; the mean is linear.
    """
    return All((
        ("one product", Identity((v * a) * (z * b), v * z * (a * b),
                                 Domain.of(*(Real(str(name)) for name in (v, z, a, b))))),
        ("no point yet", Identity(sp.Integer(0), sp.Integer(0) ** 2, Domain())),
        ("one more point", Identity(S**2 + 2 * (v * y) * S + v**2 * y**2, (S + v * y) ** 2, STEP)),
    ), "Σ_(i,j) Φ(x_i, x_j)·v_i·v_j = Σ_(i,j) E σ(X, x_i)·σ(X, x_j)·v_i·v_j = E (Σ_i v_i·σ(X, x_i))²")


@lemma_b4.claim("means-are-finite", reading="step", controls=lambda: {
    "|ab| ≤ a² + b² − 1": in_part("a product", replaced(conclude=sp.Le(a * b, a**2 + b**2 - 1))),
    "a fourth of the squares": in_part("a product", replaced(conclude=sp.Le(a * b, (a**2 + b**2) / 4))),
    "Φ(x, x) infinite": in_part("its mean", without(0)),
})
def means_are_finite() -> All:
    """The means exist when Φ is finite on the diagonal: |σσ′| ≤ (σ² + σ′²)/2, and E σ(X, x)² = Φ(x, x) = f(0)."""
    both = Domain.of(Real("a"), Real("b"))
    return All((
        ("a product", ForAll((), sp.Le(a * b, (a**2 + b**2) / 2), both)),
        ("minus it", ForAll((), sp.Le(-a * b, (a**2 + b**2) / 2), both)),
        ("its mean", ForAll((P <= S, Q <= S, R <= (P + Q) / 2), R <= S,
                            Domain.of(*(Real(str(name)) for name in (P, Q, R, S))),
                            named=("P = E σ(X, x)² ≤ f(0)", "Q = E σ(X, y)² ≤ f(0)", "R = E |σ(X, x)σ(X, y)|"))),
    ), "E |σ(X, x)·σ(X, y)| ≤ f(0)")


@lemma_b4.claim("nonnegative", reading="step", controls=lambda: {
    "the mean of a third power": replaced(conclude=sp.Ge(S**3, 0)),
    "strictly": replaced(conclude=sp.Gt(S**2, 0)),
})
def nonnegative() -> ForAll:
    """The square is nonnegative at every input, so its mean is (strictly positive it need not be: σ = 0)."""
    return ForAll((), sp.Ge(S**2, 0), Domain.of(Real("S")))


@lemma_b4.claim("translation", reading="step", controls=lambda: {
    "f(θ + w)": in_part("shifted", replaced(lhs=(theta + z) + (w + z), rhs=theta + w)),
    "σ(X, θ)²": in_part("symmetric", scaled("rhs", a / b)),
})
def translation() -> All:
    """Φ(x_i, x_j) is f(x_i − x_j), the matrix of Definition B.3; it is symmetric, and shifting all points keeps it."""
    points = Domain.of(Real("theta"), Real("w"), Real("z"))
    return All((
        ("shifted", Identity((theta + z) - (w + z), theta - w, points)),
        ("symmetric", Identity(a * b, b * a, Domain.of(Real("a"), Real("b")))),
    ), "Φ(x_i, x_j) = f(x_i − x_j) = f(x_j − x_i)")


@lemma_b4.claim("positive-semidefinite", controls=lambda: {
    "no square": in_part("the mean of a square", replaced(conclude=sp.Ge(S, 0))),
    "another form": in_part("deduction", without(0)),
    "a mean that may be negative": in_part("deduction", without(1)),
})
def positive_semidefinite() -> All:
    """The lemma: the form is a mean of squares, for all points and all v."""
    form = sp.Symbol("A")
    return All((
        ("the mean of a square", nonnegative()),
        ("deduction", ForAll((sp.Eq(form, E), E >= 0), sp.Ge(form, 0), Domain.of(Real("A"), Real("E")),
                             named=("lem-B.4/quadratic-form: E is the mean of the square",
                                    "lem-B.4/nonnegative: monotony of the mean"))),
    ), "f(θ − w) = E σ(X, θ)·σ(X, w)  ⟹  Σ f(x_i − x_j)·v_i·v_j ≥ 0")


@lemma_b4.claim("largest-at-zero", reading="sharpened", controls=lambda: {
    "f(0)/2": in_part("not above", replaced(conclude=2 * y <= x)),
    "only one sign of v": in_part("not below", replaced(assume=(x - 2 * y + x >= 0,))),
})
def largest_at_zero() -> All:
    """So |f| ≤ f(0): a realizable potential is bounded by its finite value on the diagonal. (x = f(0), y = f(θ−w).)

    No potential that is unbounded near θ = w, such as 1/r or e^{−r}/r, is realizable.
    """
    values = Domain.of(Real("x"), Real("y"))
    return All((
        ("not above", ForAll((x - 2 * y + x >= 0,), y <= x, values,
                             named=("lem-B.4/positive-semidefinite: v = (1, −1)",))),
        ("not below", ForAll((x + 2 * y + x >= 0,), y >= -x, values,
                             named=("lem-B.4/positive-semidefinite: v = (1, 1)",))),
    ), "|f(θ − w)| ≤ f(0) < ∞")


# The converse, which the lemma does not state.

@lemma_b4.claim("converse-for-continuous-functions", reading="sharpened", controls=lambda: {
    "the map is not an isometry": in_part("deduction", without(1)),
    "no such kernel space": in_part("deduction", without(0)),
    "E of one function": in_part("isometry", scaled("rhs", sp.Rational(1, 2))),
})
def converse_for_continuous_functions() -> All:
    """A continuous positive semidefinite f is realizable, integrable or not: f(θ − w) is an inner product in some
    separable Hilbert space (fact-kernel), and that space fits isometrically into L² of the Gaussian, which has infinite
    dimension. So σ(·, w) exists, but it need not be of the form of Theorem 2.1 (thm-2.1/sufficient-not-necessary).

    Polarisation: an isometry keeps inner products. (P, Q, R are ‖a‖², ‖b‖², ‖a + b‖².)
    """
    inner, value = sp.symbols("I V")
    return All((
        ("isometry", Identity((x + y) ** 2 - x**2 - y**2, 2 * x * y, Domain.of(Real("x"), Real("y")))),
        ("deduction", ForAll(
            (sp.Eq(F, inner), sp.Eq(inner, value)), sp.Eq(F, value), Domain.of(Real("F"), Real("I"), Real("V")),
            named=("fact-kernel: f(θ − w) = I, an inner product in a separable space",
                   "an isometry into L² of N(0, I_d): I = E σ(X, θ)σ(X, w)"))),
    ), "f continuous and positive semidefinite  ⟹  f(θ − w) = E σ(X, θ)·σ(X, w) for some σ")


@lemma_b4.claim("converse-fails-without-continuity", reading="sharpened", controls=lambda: {
    "f(x) = 1 off 0": in_part("far apart", replaced(lhs=1 - 2 * 1 + 1)),
    "balls of radius 1": in_part("one ball each", replaced(assume=(x <= 1, y <= 1, sp.Le(z, x + y)))),
    "f(0) = −1": in_part("one point more", replaced(conclude=sp.Ge(S - v**2, 0))),
})
def converse_fails_without_continuity() -> All:
    """f(0) = 1, f = 0 elsewhere: every matrix is the identity, Σ v_i² ≥ 0. But ‖σ(·,θ) − σ(·,w)‖² = 2 for θ ≠ w:

    uncountably many functions, of which each ball of radius 7/10 holds at most one; L² is separable (fact-separable).
    x and y are the distances of two of them from one centre, z their own distance.
    """
    return All((
        ("one point more", ForAll((S >= 0,), sp.Ge(S + v**2, 0), Domain.of(Real("S"), Real("v")),
                                  named=("the form at the points so far",))),
        ("far apart", Identity(1 - 2 * 0 + 1, sp.Integer(2), Domain())),
        ("one ball each", ForAll((x <= sp.Rational(7, 10), y <= sp.Rational(7, 10), sp.Le(z, x + y)), z**2 < 2,
                                 Domain.of(Real("x", ge=0), Real("y", ge=0), Real("z", ge=0)),
                                 named=("", "", "triangle inequality; fact-separable: countably many such balls"))),
    ), "1_(x = 0) is positive semidefinite, and not realizable")


@lemma_b4.derivation
def by_hand() -> Iterator[Line]:
    """The form as a mean of squares."""
    sigma = sp.symbols("sigma_1:4")
    v_ = sp.symbols("v_1:4")
    total = sp.Add(*(c * g for c, g in zip(v_, sigma, strict=True)))
    yield Line("For three points, with σ_i = σ(X, x_i), the sum under the mean is",
               sp.expand(total**2))
    yield Line("which is the square of", total)
    yield Line("Adding one point more:", quadratic_form().part("one more point"))
    yield Line("So the form is a mean of squares", positive_semidefinite())
    yield Line("With two points and v = (1, −1), (1, 1) it bounds f by its value at 0", largest_at_zero())
