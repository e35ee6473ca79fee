"""Theorem G.3: one unit with Φ = (θᵀw)^l and orthonormal w_j, for all d, l and k.

In coordinates along the w_j, F = Σ b_j θ_j^l, with b_j = 0 where there is no w_j, and L = a² + 2aF. A sign of θ_j may
be put into b_j, as b(−x)^l = ((−1)^l b) x^l: coordinates are taken to be ≥ 0. Two coordinates x, y > 0 are turned into
each other, which stays on the sphere and leaves the others and Σ θ_j² as they are.
"""

from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Family, Identity

Expr = Any

a, b, c, l, t, x, y, F, G, lam = sp.symbols("a b c l t x y F G λ")  # noqa: E741  # the paper's letter for the degree
P, Q, S, X, Y, s = sp.symbols("P Q S X Y s")
DEGREE = Integer("l", ge=3)
PLANE = Domain.of(Real("a"), Real("b"), Real("c"), DEGREE, Real("x", gt=0), Real("y", gt=0))


def turned() -> Expr:
    """The two terms of L during the turn by t."""
    u, v = x * sp.cos(t) + y * sp.sin(t), y * sp.cos(t) - x * sp.sin(t)
    return 2 * a * (b * u**l + c * v**l)


def first_turn() -> Identity:
    """The slope of L by the turn, at t = 0."""
    return Identity(sp.diff(turned(), t).subs(t, 0), 2 * a * l * (b * x ** (l - 1) * y - c * y ** (l - 1) * x), PLANE)


def second_turn() -> Identity:
    """The second derivative of L by the turn, at t = 0."""
    value = (l - 1) * (b * x ** (l - 2) * y**2 + c * y ** (l - 2) * x**2) - b * x**l - c * y**l
    return Identity(sp.diff(turned(), t, 2).subs(t, 0), 2 * a * l * value, PLANE)


def bends_down(degree: Expr = l, at_least: int = 3) -> ForAll:
    """With P = x^{l−2}, Q = y^{l−2}: at a critical point with x, y, a ≠ 0 it is −2l(l − 2)a²(x² + y²) < 0."""
    equations = (
        sp.Eq(b * P * x * y, c * Q * y * x), sp.Eq(a * l * b * P, lam), sp.Eq(lam, -l * a**2), sp.Ne(a, 0))
    second = (l - 1) * (b * P * y**2 + c * Q * x**2) - b * P * x**2 - c * Q * y**2
    return ForAll(equations, sp.Lt(2 * a * l * second, 0), Domain.of(
        *(Real(v) for v in ("a", "b", "c", "P", "Q", "λ")), Integer("l", ge=at_least), Real("x", gt=0),
        Real("y", gt=0)),
        named=("the slope by the turn is 0", "b x^{l−2} = λ/(al)", "λ = −la²", "a ≠ 0"))


def multiplier() -> All:
    """At a critical point λ = Σ a b_i l θ_i^l = alF = −la², as F = −a."""
    return All((
        ("one more coordinate", Identity((lam + a * b * l * x**l) - lam, a * l * (F + b * x**l) - a * l * F, Domain.of(
            Real("λ"), Real("a"), Real("b"), DEGREE, Real("F"), Real("x", gt=0)))),
        ("a = −F", Identity((a * l * F).subs(F, -a), -l * a**2, Domain.of(Real("a"), DEGREE))),
    ), "λ = Σ_i a·b_i·l·θ_i^l = a·l·F = −l·a²")


def single_coordinate() -> ForAll:
    """One coordinate other than 0: it is ±1, and its b is not 0 unless a = 0."""
    return ForAll((sp.Eq(x**2, 1), sp.Eq(a * l * b * P, lam), sp.Eq(lam, -l * a**2), sp.Ne(a, 0)),
                  sp.And(sp.Or(sp.Eq(x, 1), sp.Eq(x, -1)), sp.Ne(b, 0)), Domain.of(
        *(Real(v) for v in ("a", "b", "P", "λ", "x")), DEGREE),
        named=("|θ| = 1", "b x^{l−2} = λ/(al)", "λ = −la²", "a ≠ 0"))


def powers_grow() -> ForAll:
    """y > x ≥ 0 has y^n > x^n for all n ≥ 1: the step from Y = y^n, X = x^n to n + 1."""
    return ForAll((y > x, Y > X), y * Y > x * X, Domain.of(
        Real("x", ge=0), Real("y"), Real("X", ge=0), Real("Y")), named=("y > x", "y^n > x^n"))


def no_minimum_at_zero() -> All:
    """a = 0, F = 0: with b ≠ 0 let its coordinate grow from x to y. F is no longer 0, and a = −F gives −F² < 0."""
    return All((
        ("powers grow", powers_grow()),
        ("so F ≠ 0", ForAll((sp.Eq(F, 0), sp.Ne(b, 0), Y > X), sp.Ne(F + b * (Y - X), 0), Domain.of(
            *(Real(v) for v in ("F", "b", "X", "Y"))), named=("F = 0 before", "b ≠ 0", "powers grow"))),
        ("on the sphere too", ForAll((sp.Ne(F, 0), sp.Eq(G * P, F)), sp.Ne(G, 0), Domain.of(
            Real("F"), Real("G"), Real("P", gt=0)), named=("F ≠ 0", "F(θ/|θ|)·|θ|^l = F(θ)"))),
        ("lower than 0", ForAll((sp.Ne(F, 0), sp.Eq(a, -F)), a**2 + 2 * a * F < 0, Domain.of(
            Real("a"), Real("F")), named=("F ≠ 0", "a = −F"))),
    ), "a = 0, some b_j ≠ 0  ⟹  no local minimum")


def slope_at_a_proton() -> All:
    """θ = ±w_j, S = (±1)^l, a = −S b: critical, in a and along each tangent direction."""
    where = Domain.of(Real("a"), Real("b"), Real("S"), DEGREE)
    return All((
        ("in a", Identity((2 * a + 2 * S * b).subs(a, -S * b), 0, where)),
        ("in θ", Identity(sp.diff(2 * a * S * b * sp.cos(t) ** l, t).subs(t, 0), 0, where)),
    ), "θ = ±w_j, a = −(±1)^l·b_j: critical")


def second_at_a_proton() -> Identity:
    """L along a great circle through ±w_j: the second derivative is −2laSb; the other terms are 0 to second order."""
    return Identity(sp.diff(2 * a * S * b * sp.cos(t) ** l, t, 2).subs(t, 0), -2 * a * S * b * l,
                    Domain.of(Real("a"), Real("b"), Real("S"), DEGREE))


def strict_at_a_proton(radius: Expr = 1) -> All:
    """θ at the height c = ±w_jᵀθ > 0, r² = 1 − c² > 0: |F| ≤ |b_j|c^l + M r^l < |b_j| for r < |b_j|/M, M = max |b_i|.

    Then L ≥ −F² > −b_j². B is |b_j|, C is c^l, R is r^l.
    """
    B, C, M, R, r = sp.symbols("B C M R r")
    unit = Domain.of(Real("t", gt=0, le=1), DEGREE)
    return All((
        ("c^l ≤ c²", MonomialBound(t**l, t**2, unit, facts=(t <= 1,))),
        ("r^l ≤ r³", MonomialBound(t**l, t**3, unit, facts=(t <= 1,))),
        ("the others' terms", ForAll(
            (sp.Le(P, X * s), sp.Le(s, R / X), X > 0), sp.Le(P, R), Domain.of(
                Real("P"), Real("X"), Real("s"), Real("R")),
            named=("Σ|θ_i|^l ≤ max|θ_i|^{l−2}·Σθ_i², X = r²", "max|θ_i|^{l−2} ≤ r^{l−2}", "r > 0"))),
        ("|F| < |b_j|", ForAll(
            (sp.Le(C, 1 - r**2), sp.Le(R, r**3), sp.Lt(r * M, radius * B)), sp.Lt(B * C + M * R, B),
            Domain.of(Real("B", gt=0), Real("C"), Real("M", gt=0), Real("R"), Real("r", gt=0, le=1)),
            named=("c^l ≤ c² = 1 − r²", "r^l ≤ r³", "r < |b_j|/M"))),
        ("L > −b²", ForAll((sp.Lt(F**2, b**2),), a**2 + 2 * a * F > -(b**2), Domain.of(
            Real("a"), Real("b"), Real("F")), named=("|F| < |b_j|",))),
        ("at θ = ±w_j", ForAll((sp.Eq(F**2, b**2), sp.Ne(a, -F)), a**2 + 2 * a * F > -(b**2), Domain.of(
            Real("a"), Real("b"), Real("F")), named=("|F| = |b_j|", "another charge"))),
    ), "0 < r < |b_j|/max|b_i|  ⟹  L(a, θ) > −b_j² = L(−(±1)^l·b_j, ±w_j),  r² = 1 − (w_jᵀθ)²")


def written_out(bend: int = 1) -> Family:
    """Small d and l: all critical equations as they stand, with all b and θ free."""
    def one(case: str) -> ForAll:
        d, degree = (int(part.split(" = ")[1]) for part in case.split(", "))
        theta, charge = sp.symbols(f"x_1:{d + 1}"), sp.symbols(f"b_1:{d + 1}")
        field = sum(q * z**degree for q, z in zip(charge, theta, strict=True))
        u, v, p, q = *theta[:2], *charge[:2]
        second = (degree - 1) * (p * u ** (degree - 2) * v**2 + q * v ** (degree - 2) * u**2)
        second -= p * u**degree + q * v**degree
        return ForAll(
            (sp.Eq(sum(z**2 for z in theta), 1), sp.Eq(a, -field), sp.Ne(a, 0), sp.Ne(u, 0), sp.Ne(v, 0), *(
                sp.Eq(a * degree * q * z ** (degree - 1), lam * z) for q, z in zip(charge, theta, strict=True))),
            sp.Lt(bend * a * degree * second, 0), Domain.of(
                Real("a"), Real("λ"), *(Real(z.name) for z in (*theta, *charge))))
    return Family("", ("d = 2, l = 3", "d = 2, l = 4", "d = 2, l = 5", "d = 3, l = 3"), one,
                  claim="θ_1, θ_2, a ≠ 0 at a critical point  ⟹  L bends down there")
