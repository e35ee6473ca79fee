"""Theorem G.3: one unit with a polynomial potential and orthonormal w_j has its local minima at ±w_j."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from . import _polynomial_units as units
from ._polynomial_units import DEGREE, F, P, Q, S, a, b, c, l, lam, t, x, y

theorem_g3 = statement(
    "thm-G.3", "Polynomial potentials: one unit and orthonormal protons", kind="theorem", published="30",
    uses=("eq-4",), proof_uses=("fact-taylor",), source="arXiv text, Appendix G and G.2",
    reading="Φ = (θᵀw)^l on the sphere, l ≥ 3, orthonormal w_j, the loss (4) of one unit: no critical point is said to "
            "be a local minimum but those with θ = w_j. The points −w_j are left out: they are local minima as well. "
            "With ±w_j it is true, for charge 0 too if some b_j is not 0.")

LINE = Domain.of(Real("a"), Real("b"), DEGREE, Real("x", gt=0), Real("λ"))


def second_derivative() -> sp.Expr:
    """L's second derivative along the sphere at ±w_j, S = (±1)^l: `units.second_at_a_proton`."""
    return -2 * a * S * b * l


@theorem_g3.claim("printed", severity="statement",
                  wrong="θ₁ = −w_j can be a local minimum too; the exception is θ₁ = ±w_j.",
                  expect="refuted", controls=lambda: {
    "at w_j itself": in_part("for odd l it is no local minimum", replaced(
        conclude=sp.Le(second_derivative().subs({S: 1, a: -b}), 0))),
}, true_controls=lambda: {
    "at a point with two coordinates": lambda q: units.bends_down(),
    "b_j = 0": in_part("for odd l it is no local minimum", replaced(assume=(sp.Eq(b, 0),))),
})
def printed() -> All:
    """"Not local minima, except when θ = w_j": false at θ = −w_j, for every l, d and b_j ≠ 0, with a = −S b_j, where
    S = (−1)^l. It is critical, and both second derivatives are positive: 2 in a, 2l b_j² along the sphere (their mixed
    one is 0), so it is a strict local minimum, with the same loss −b_j² as w_j."""
    numbers = (Real("b"),)
    return All((
        ("critical", units.slope_at_a_proton()),
        ("second derivative", units.second_at_a_proton()),
        ("for even l it bends up", ForAll(
            (sp.Ne(b, 0),), sp.Gt(second_derivative().subs({S: 1, a: -b}), 0),
            Domain.of(*numbers, Integer("l", ge=4, residue=(0, 2))), named=("b_j ≠ 0",))),
        ("for odd l it is no local minimum", ForAll(
            (sp.Ne(b, 0),), sp.Le(second_derivative().subs({S: -1, a: b}), 0),
            Domain.of(*numbers, Integer("l", ge=3, residue=(1, 2))), named=("b_j ≠ 0",))),
    ), "θ = −w_j, a = −(−1)^l·b_j, b_j ≠ 0: critical, and no local minimum")


@theorem_g3.claim("corrected", reading="corrected", corrects="printed", controls=lambda: {
    "l ≥ 2": in_part("two coordinates", lambda q: units.bends_down(at_least=2)),
    "not critical in the turn": in_part("two coordinates", without(0)),
    "a = 0 there": in_part("two coordinates", without(3)),
    "a = 0 at a single coordinate": in_part("one coordinate", without(3)),
    "all b_j = 0": in_part("a = 0", in_part("so F ≠ 0", without(1))),
    "λ = la²": in_part("two coordinates", replaced(assume=(
        sp.Eq(b * P * x * y, c * Q * y * x), sp.Eq(a * l * b * P, lam), sp.Eq(lam, l * a**2), sp.Ne(a, 0)))),
})
def corrected() -> All:
    """"Except at θ = ±w_j", for all d, l ≥ 3 and k ≤ d, some b_j ≠ 0. Two coordinates other than 0: turned into each
    other, L bends down by 2l(l − 2)a²(θ_i² + θ_j²). One: θ = ±w_j. Charge 0: F = 0 there, and near by L = −F² < 0."""
    return All((
        ("slope of the turn", units.first_turn()),
        ("second derivative of the turn", units.second_turn()),
        ("λ = −la²", units.multiplier()),
        ("two coordinates", units.bends_down()),
        ("one coordinate", units.single_coordinate()),
        ("a = 0", units.no_minimum_at_zero()),
    ), "a local minimum of L(a, θ) = a² + 2a·Σ_j b_j·(θᵀw_j)^l, l ≥ 3, has θ = ±w_j for some j")


# The printed proof.

@theorem_g3.claim("gradient-in-a", severity="misprint",
                  wrong="∂L/∂a has a factor a too many in the sum.",
                  reading="step", expect="refuted", true_controls=lambda: {
    "at a = 1": lambda q: replaced(lhs=q.lhs.doit().subs(a, 1), rhs=q.rhs.subs(a, 1))(q),
})
def gradient_in_a() -> Identity:
    """∂L/∂a is printed with a factor a too many in the sum: 2 Σ a b_i θ_i^l + 2a. F stands for Σ b_i θ_i^l."""
    return Identity(sp.Derivative(a**2 + 2 * a * F, a), 2 * a * F + 2 * a, Domain.of(Real("a"), Real("F")))


@theorem_g3.claim("gradient-in-a-corrected", reading="corrected", corrects="gradient-in-a", controls=lambda: {
    "F + 2a": replaced(rhs=F + 2 * a),
    "the printed one": replaced(rhs=2 * a * F + 2 * a),
})
def gradient_in_a_corrected() -> Identity:
    """∂L/∂a = 2F + 2a."""
    return Identity(sp.Derivative(a**2 + 2 * a * F, a), 2 * F + 2 * a, Domain.of(Real("a"), Real("F")))


@theorem_g3.claim("gradient-in-theta", reading="step", controls=lambda: {
    "without the factor 2": scaled("rhs", sp.Rational(1, 2)),
    "the power l": replaced(rhs=2 * a * b * l * x**l - 2 * lam * x),
    "λ with the other sign": replaced(rhs=2 * a * b * l * x ** (l - 1) + 2 * lam * x),
})
def gradient_in_theta() -> Identity:
    """(∇_θ L)_i with the multiplier λ for |θ|² = 1, coordinate by coordinate (L's other terms do not hold θ_i)."""
    return Identity(sp.Derivative(2 * a * b * x**l - lam * x**2, x), 2 * a * b * l * x ** (l - 1) - 2 * lam * x, LINE)


@theorem_g3.claim("multiplier", reading="step", controls=lambda: {
    "without l": in_part("its terms", scaled("rhs", 1 / l)),
    "Σ θ_i² = 2": in_part("least where", replaced(assume=(sp.Eq(y, 2), sp.Eq(lam, x)))),
    "λ = 2 Σ": in_part("least where", replaced(assume=(sp.Eq(y, 1), sp.Eq(lam, 2 * x)))),
    "λ = la²": in_part("value", in_part("a = −F", scaled("rhs", -1))),
})
def multiplier() -> All:
    """The λ that minimises Σ (a b_i l θ_i^{l−1} − λθ_i)² is Σ a b_i l θ_i^l, as Σ θ_i² = 1; where ∂L/∂a = 0 it is −la².
    g is a coordinate of the gradient, x the sum Σ g_i θ_i, y the sum Σ θ_i²."""
    g, e = sp.symbols("g e")
    return All((
        ("one coordinate", Identity(sp.Derivative((g - lam * x) ** 2, lam), -2 * (g * x - lam * x**2), Domain.of(
            Real("g"), Real("λ"), Real("x")))),
        ("least where", ForAll(
            (sp.Eq(y, 1), sp.Eq(lam, x)), -2 * x * lam + lam**2 * y <= -2 * x * e + e**2 * y,
            Domain.of(Real("x"), Real("y"), Real("λ"), Real("e")), named=("|θ| = 1", "λ = Σ g_i θ_i"))),
        ("its terms", Identity(a * b * l * x ** (l - 1) * x, a * b * l * x**l, LINE)),
        ("value", units.multiplier()),
    ), "λ = argmin Σ_i (a·b_i·l·θ_i^(l−1) − λ·θ_i)² = Σ_i a·b_i·l·θ_i^l = −l·a²")


@theorem_g3.claim("zero-or-equal", reading="step", controls=lambda: {
    "θ_i once more": replaced(conclude=sp.Or(sp.Eq(x, 0), sp.Eq(b * P * x, lam / (a * l)))),
    "always equal": replaced(conclude=sp.Eq(b * P, lam / (a * l))),
    "without l": replaced(conclude=sp.Or(sp.Eq(x, 0), sp.Eq(b * P, lam / a))),
})
def zero_or_equal() -> ForAll:
    """Either θ_i = 0 or b_i θ_i^{l−2} = λ/(al), for a ≠ 0. P is θ_i^{l−2}."""
    return ForAll((sp.Eq(a * b * l * P * x, lam * x), sp.Ne(a, 0)),
                  sp.Or(sp.Eq(x, 0), sp.Eq(b * P, lam / (a * l))), Domain.of(
        *(Real(v) for v in ("a", "b", "P", "x", "λ")), DEGREE), named=("critical in θ_i", "a ≠ 0"))


@theorem_g3.claim("hessian", reading="step", controls=lambda: {
    "l² in place of l(l − 1)": added("rhs", 2 * a * b * l * x ** (l - 2)),
    "−λ": added("rhs", lam),
})
def hessian() -> Identity:
    """The diagonal entries of the constrained Hessian; the others are 0, since L is a sum of terms in one θ_i each."""
    return Identity(sp.Derivative(2 * a * b * x**l - lam * x**2, (x, 2)),
                    2 * a * b * l * (l - 1) * x ** (l - 2) - 2 * lam, LINE)


@theorem_g3.claim("hessian-value", reading="step", controls=lambda: {
    "2(l − 1)λ": in_part("in λ", replaced(conclude=sp.Eq(2 * a * b * l * (l - 1) * P - 2 * lam, 2 * (l - 1) * lam))),
    "−(l − 2)la²": in_part("in a", scaled("rhs", sp.Rational(1, 2))),
})
def hessian_value() -> All:
    """Where θ_i ≠ 0 the entry is 2(l − 2)λ = −2(l − 2)la², the same for all such i."""
    return All((
        ("in λ", ForAll((sp.Eq(b * P, lam / (a * l)), sp.Ne(a, 0)), sp.Eq(
            2 * a * b * l * (l - 1) * P - 2 * lam, 2 * (l - 2) * lam), Domain.of(
                *(Real(v) for v in ("a", "b", "P", "λ")), DEGREE), named=("b θ_i^{l−2} = λ/(al)", "a ≠ 0"))),
        ("in a", Identity((2 * (l - 2) * lam).subs(lam, -l * a**2), -2 * (l - 2) * l * a**2, Domain.of(
            Real("a"), DEGREE))),
    ), "(∇²L)_ii = (∇²L)_jj = 2(l − 2)·λ = −2(l − 2)·l·a²")


@theorem_g3.claim("tangent-vector", reading="step", controls=lambda: {
    "v along θ": in_part("tangent", replaced(lhs=x * x + y * y)),
    "l = 2": in_part("negative", lambda q: replaced(domain=Domain.of(Real("a"), Real("l", ge=2)))(q)),
    "a = 0": in_part("negative", without(0)),
})
def tangent_vector() -> All:
    """v = (θ_j, −θ_i)/√(θ_i² + θ_j²) in the plane of both is tangent at θ, and vᵀ∇²Lv = −2(l − 2)la² < 0."""
    size, entry = x**2 + y**2, -2 * (l - 2) * l * a**2
    return All((
        ("tangent", Identity(x * y + y * (-x), 0, Domain.of(Real("x"), Real("y")))),
        ("its form", Identity((entry * y**2 + entry * x**2) / size, entry, Domain.of(
            Real("a"), DEGREE, Real("x", gt=0), Real("y", gt=0)))),
        ("negative", ForAll((sp.Ne(a, 0),), entry < 0, Domain.of(Real("a"), DEGREE), named=("a ≠ 0",))),
    ), "vᵀθ = 0, vᵀ(∇²L)v = −2(l − 2)·l·a² < 0")


@theorem_g3.claim("zero-charge", reading="step", controls=lambda: {
    "F may be 0": without(0),
    "a = F": replaced(assume=(sp.Ne(F, 0), sp.Eq(a, F))),
})
def zero_charge() -> ForAll:
    """L is negative once a is optimised, unless F = 0, and 0 where a = 0: descent from such a start keeps a ≠ 0."""
    return ForAll((sp.Ne(F, 0), sp.Eq(a, -F)), sp.And(a**2 + 2 * a * F < 0, sp.Eq(0 * F, 0)), Domain.of(
        Real("a"), Real("F")), named=("F ≠ 0 almost surely", "a optimised"))


@theorem_g3.claim("zero-charge-anywhere", reading="sharpened", controls=lambda: {
    "b_j = 0": in_part("so F ≠ 0", without(1)),
    "a coordinate that does not grow": in_part("powers grow", without(0)),
    "a = F": in_part("lower than 0", replaced(assume=(sp.Ne(F, 0), sp.Eq(a, F)))),
})
def zero_charge_anywhere() -> All:
    """Probability is not needed: no point with a = 0 is a local minimum, if some b_j is not 0. (If all are 0, L = a²,
    and all points with a = 0 are minima.)"""
    return units.no_minimum_at_zero()


# Beyond.

@theorem_g3.claim("local-minima", reading="sharpened", controls=lambda: {
    "twice the radius": in_part("they are", lambda q: units.strict_at_a_proton(2)),
    "l = 2": in_part("they are", in_part("r^l ≤ r³", lambda q: replaced(
        domain=Domain.of(Real("t", gt=0, le=1), Real("l", ge=2)))(q))),
    "b_j = 0": in_part("they are", in_part("|F| < |b_j|", lambda q: replaced(domain=Domain.of(
        Real("B", ge=0), *q.domain.variables[1:]))(replaced(assume=q.assume[:2], named=())(q)))),
    "l ≥ 2 for the others": in_part("no others", in_part("two coordinates", lambda q: units.bends_down(at_least=2))),
})
def local_minima() -> All:
    """All local minima, for every d, k ≤ d and l ≥ 3: θ = ±w_j, a = −(±1)^l b_j, for the j with b_j ≠ 0. They are
    strict, with L = −b_j², and lowest within r < |b_j|/max|b_i|, r the distance of θ from the line of w_j. So the
    global ones are those with the largest |b_j|."""
    return All((
        ("they are", units.strict_at_a_proton()),
        ("no others", corrected()),
    ), "local minima: (a, θ) = (−(±1)^l·b_j, ±w_j), b_j ≠ 0; L = −b_j² there")


@theorem_g3.claim("degree-two", reading="sharpened", controls=lambda: {
    "l = 3": replaced(conclude=sp.And(sp.Ge(a**2 + 2 * a * (x**3 + y**3), -1), sp.Eq(1 - 2 * (x**3 + y**3), -1))),
    "b_2 = 2": replaced(conclude=sp.Ge(a**2 + 2 * a * (x**2 + 2 * y**2), -1)),
})
def degree_two() -> ForAll:
    """l ≥ 3 is needed: for l = 2 and b_1 = b_2 = 1 the loss is a² + 2a on the circle of w_1 and w_2, so each of its
    points is a global minimum with a = −1."""
    return ForAll((sp.Eq(x**2 + y**2, 1),), sp.And(
        sp.Ge(a**2 + 2 * a * (x**2 + y**2), -1), sp.Eq(1 - 2 * (x**2 + y**2), -1)), Domain.of(
            Real("a"), Real("x"), Real("y")), named=("|θ| = 1",))


@theorem_g3.claim("small-cases", reading="sharpened", expect="certified", controls=lambda: {
    "bends up": lambda q: units.written_out(-1),
})
def small_cases() -> Family:
    """A second opinion for d = 2, 3: the critical equations in all coordinates and charges, decided as they stand."""
    return units.written_out()


@theorem_g3.derivation
def by_hand() -> Iterator[Line]:
    """The turn in the plane of two coordinates, and the minima."""
    yield Line("Two coordinates x, y > 0 of θ (signs go into b, c) are turned by t to x cos t + y sin t and "
               "y cos t − x sin t; θ stays on the sphere, and L has the terms", units.turned())
    yield Line("The slope at t = 0 is", sp.factor(sp.diff(units.turned(), t).subs(t, 0)))
    yield Line("so b x^{l−2} = c y^{l−2} at a critical point; call it P. The second derivative is then", sp.factor(
        2 * a * l * ((l - 1) * P * (x**2 + y**2) - P * (x**2 + y**2))))
    yield Line("Summed over the coordinates, alP = λ gives λ = alF, and a = −F, so λ is", (a * l * F).subs(F, -a))
    yield Line("The second derivative is negative for a ≠ 0, l ≥ 3:",
               sp.factor(2 * (l - 2) * (-l * a**2) * (x**2 + y**2)))
    yield Line("One coordinate is left: θ = ±w_j, both signs.", local_minima())
