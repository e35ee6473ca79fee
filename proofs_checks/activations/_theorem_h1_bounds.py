"""Theorem H.1: what a loss below 1 asks of max |w·θ_i|, for all charges, numbers of units and dimensions.

F = Σ a_i sign(θ_iᵀX), g = sign(wᵀX), L = E (F − g)² (b_1 = −1 in the paper's loss); t_i = w·θ_i, |t_i| = sin φ_i,
t = max |t_i|, c_i = a_i sign(t_i), S_m = Σ c_i|t_i|^m = Σ a_i t_i^m for odd m, N(φ) = Σ over φ_i ≥ φ of c_i,
J = (2/π)∫N², I = (2/π)∫N over (0, π/2). s_m are the Taylor coefficients of (2/π)asin ρ = Σ s_m ρ^m, m odd.
R is the reflection wᵀX → −wᵀX.
"""

from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity, SolvesRecurrence

from .._symbols import j, k, m, t, x, y
from ._theorem_h1_pairs import ANGLE, ONE, double_angle, instance, kernel, phi, tau

a, A, A0, F, f, F1, f1, g, G2, h, mean_N, J, L, M, p, q, Q, r, s, S, T, u, U, v, z = sp.symbols(
    "a A A_0 F f F_1 f_1 g G_2 h I J L M p q Q r s S T u U v z")
DEGREE = Integer("m", ge=1)
LARGEST = Real("t", ge=0, le="1/2")
UNITS = Integer("k", ge=1)


def reals(*names: str) -> Domain:
    """Any real numbers."""
    return Domain.of(*map(Real, names))


# The union bound: exponent 1 for every loss below 1.

def flipped_probability() -> All:
    """P(A_i) for A_i: θ_i tells X from RX. The reflected unit has θ·Rθ = 1 − 2t² = cos 2φ."""
    return All((
        ("θ·Rθ", ForAll((sp.Eq(t**2 + q, 1),), sp.Eq(-(t**2) + q, 1 - 2 * t**2),
                        Domain.of(Real("t"), Real("q", ge=0)), named=("|θ| = 1",))),
        ("its angle", double_angle()),
        ("P(A)", Identity((1 - kernel(2 * phi)) / 2, 2 * phi / sp.pi, ANGLE)),
    ), "P(sign θᵀX ≠ sign θᵀRX) = (2/π)·asin |w·θ|")


def union_bound() -> All:
    """Off the events A_i the net cannot tell X from RX, but g can: there the two squares have a mean of at least 1."""
    return All((
        ("one unit", flipped_probability()),
        ("X and RX have the same law", Identity(sp.exp(-((-x) ** 2) / 2), sp.exp(-(x**2) / 2), reals("x"))),
        ("term by term F(RX) = F(X)", ForAll((sp.Eq(F1, F), sp.Eq(f1, f)), sp.Eq(F1 + a * f1, F + a * f),
                                             reals("F", "F_1", "f", "f_1", "a"),
                                             named=("the terms before", "X is not in A_i"))),
        ("the two squares", ForAll((sp.Eq(g**2, 1),), sp.Ge(((F - g) ** 2 + (F + g) ** 2) / 2, 1), reals("F", "g"),
                                   named=("g = ±1, and −g at RX",))),
        ("event by event", ForAll((sp.Le(U, S), sp.Le(u, U + q)), sp.Le(u, S + q), reals("U", "S", "u", "q"),
                                  named=("the events before", "P(A ∪ B) ≤ P(A) + P(B)"))),
        ("loss", ForAll((sp.Ge(L, 1 - U), sp.Le(U, S)), sp.Ge(L, 1 - S), reals("L", "U", "S"),
                        named=("fact-markov: the mean of the two squares, ≥ 1 off the events", "event by event"))),
    ), "L ≥ 1 − (2/π)·Σ_i asin |w·θ_i|,  for all a, k, d")


def first_exponent() -> All:
    """y is (2/π)max φ_i, z is (2/π)φ_i."""
    return All((
        ("the largest", ForAll((sp.Le(S, k * y), sp.Le(z, y)), sp.Le(S + z, (k + 1) * y),
                               Domain.of(UNITS, *reals("S", "y", "z")), named=("the units before", "the next one"))),
        ("so", ForAll((sp.Le(L, tau), sp.Ge(L, 1 - S), sp.Le(S, k * y)), sp.Ge(y, (1 - tau) / k),
                      Domain.of(UNITS, Real("tau", ge=0, lt=1), *reals("L", "S", "y")),
                      named=("the loss", "thm-H.1/union-bound", "the largest"))),
        ("π > 25/8, so 2φ/π ≤ 16φ/25", Positive(sp.pi * x, ONE, ">", sp.Rational(25, 8))),
        ("16φ/25 ≤ sin φ for φ ≤ π/4", Positive(sp.sin(phi) - 16 * phi / 25, Domain.of(Real("phi", ge=0, le="11/14")),
                                                ">=")),
    ), "L ≤ τ < 1  ⟹  max |w·θ_i| ≥ sin(π(1 − τ)/(2k)),  at least (1 − τ)/k for k ≥ 2")


# Degree by degree.

def coefficient(index: Any) -> Any:
    """s_m for m = 2·index + 1."""
    return 2 * sp.factorial(2 * index) / (sp.pi * 4**index * sp.factorial(index) ** 2 * (2 * index + 1))


def remaining(parts: int) -> Any:
    """τ_p = 1 − Σ over m ≤ 2p − 1 of s_m."""
    return 1 - sum(coefficient(sp.Integer(number)) for number in range(parts))


def shares() -> All:
    """τ_1 and τ_2, and brackets of their decimals."""
    def near(parts: int, relation: str, digits: int) -> Positive:
        return Positive(remaining(parts) * x, ONE, relation, sp.Rational(digits, 10**5))

    return All((
        ("τ_1", Identity(remaining(1), 1 - 2 / sp.pi)),
        ("τ_2", Identity(remaining(2), 1 - 7 / (3 * sp.pi))),
        ("τ_1 > 0.36338", near(1, ">", 36338)), ("τ_1 < 0.36339", near(1, "<", 36339)),
        ("τ_2 > 0.25727", near(2, ">", 25727)), ("τ_2 < 0.25728", near(2, "<", 25728)),
    ), "τ_1 = 1 − 2/π = 0.36338…,  τ_2 = 1 − 7/(3π) = 0.25727…")


def projection() -> All:
    """1 − 2S_m + Q_m, Q_m = Σ a_i a_j (θ_i·θ_j)^m, is the squared norm of w^{⊗m} − Σ a_i θ_i^{⊗m}."""
    slope = coefficient(j) * (2 * j + 1)
    return All((
        ("coefficients", SolvesRecurrence(j, slope, ratio=(2 * j + 1) / (2 * j + 2), first=2 / sp.pi)),
        ("Σ s_m = 1", Identity(kernel(0), 1)),
        ("Q ≥ S²", ForAll((sp.Ge(x**2 + 2 * x * S + Q, 0), sp.Eq(x, -S)), sp.Ge(Q, S**2), reals("x", "S", "Q"),
                          named=("fact-schoenberg: ρ^m is positive semidefinite, on w and the θ_i", "any x"))),
        ("a degree", ForAll((sp.Ge(Q, S**2),), sp.Ge(s * (1 - 2 * S + Q), s * (1 - S) ** 2),
                            Domain.of(Real("s", ge=0), *reals("S", "Q")), named=("Q ≥ S²",))),
    ), "L = Σ_m s_m·(1 − 2S_m + Q_m) ≥ Σ_m s_m·(1 − S_m)²,  m odd")


# The odd part: k units cannot do better than 1/k of the plane.

def gram() -> All:
    """Σ z_i z_j (v_i·v_j)² ≥ (Σ z_i)²/k for unit v_1..v_k: it is tr T², and Σ z_i = tr T, T = Σ z_i v_i v_iᵀ."""
    v1, v2, w1, w2 = sp.symbols("v_1 v_2 w_1 w_2")
    return All((
        ("entries of a pair", Identity((v1 * v2) * (w2 * w1), (v1 * w1) * (v2 * w2),
                                       reals("v_1", "v_2", "w_1", "w_2"))),
        ("k eigenvalues, one by one", ForAll(
            (sp.Ge(k * q, s**2),), sp.Ge((k + 1) * (q + x**2), (s + x) ** 2),
            Domain.of(UNITS, *reals("q", "s", "x")),
            named=("fact-spectral: q, s are the sums of x², x over the eigenvalues before",))),
    ), "Σ_ij z_i·z_j·(v_i·v_j)² ≥ (Σ z_i)²/k,  |v_i| = 1, i, j ≤ k")


def odd_part() -> All:
    """G = (F − F∘R)/2 = Σ c_i 1_{A_i} g, with A_i = {|U_i| < |X_1|tan φ_i}, U_i = u_iᵀX′, θ_i = (t_i, u_i cos φ_i).

    Given X_1 the indicator is even in U_i, so that its Hermite coefficients h_l of degree 2l give E 1_{A_i}1_{A_j} =
    E Σ_l h_l(φ_i)h_l(φ_j)ρ_ij^{2l}, ρ_ij = u_i·u_j (lem-B.1/hermite). `gram` with v_i = u_i^{⊗l}, z_i = c_i h_l(φ_i)
    gives 1/k of the same sum with all ρ_ij = 1, where the A_i are nested and the sum is J. The term l = 0 is that of
    orthogonal u_i, with the kernel (2/π)asin t_i t_j: Σ s_m S_m², undiminished.
    """
    first, rest = sp.symbols("first rest")
    letters = Domain.of(UNITS, Real("A_0", ge=0), *reals("G_2", "J", "first", "rest"))
    return All((
        ("G is odd, F − G is even", Identity(((F + f - g) ** 2 + (-F + f + g) ** 2) / 2, (F - g) ** 2 + f**2,
                                             reals("F", "f", "g"))),
        ("a degree", gram()),
        ("P(A_i ∩ A_j) = (2/π)·min φ for u_i = u_j", flipped_probability()),
        ("together", ForAll(
            (sp.Eq(G2, A0 + rest), sp.Ge(rest, first / k), sp.Eq(A0 + first, J)),
            sp.Ge(G2, (1 - 1 / k) * A0 + J / k), letters,
            named=("lem-B.1/hermite, fact-riesz-fischer: degrees 0 and the rest", "a degree, l ≥ 1", "all ρ = 1"))),
    ), "|G|² ≥ (1 − 1/k)·Σ s_m·S_m² + (1/k)·(2/π)∫N²,  G = (F − F∘R)/2")


def two_problems() -> ForAll:
    """L ≥ |G − g|² = 1 − 2I + |G|², and I = Σ s_m S_m since (2/π)φ = Σ s_m sin^m φ; A_0 is Σ s_m S_m²."""
    return ForAll((sp.Ge(L, 1 - 2 * mean_N + G2), sp.Ge(G2, (1 - 1 / k) * A0 + J / k)),
                  sp.Ge(L, (1 - 1 / k) * (1 - 2 * mean_N + A0) + (1 - 2 * mean_N + J) / k),
                  Domain.of(UNITS, *reals("L", "I", "G_2", "A_0", "J")),
                  named=("F − G is even, G − g odd", "thm-H.1/odd-part"))


# High degrees are small: exponents 1/(4p + 1).

def moments() -> All:
    """S_m = ∫ m x^{m−1} N dx over 0 < x = sin φ < t; Cauchy and Schwarz, dx ≤ dφ, and |G| ≤ |F| ≤ 1 + √L.

    (r is √L, M is the integral of N².)
    """
    where = Domain.of(DEGREE, Real("x", gt=0))
    return All((
        ("x^m", Identity(sp.Derivative(x**m, x), m * x ** (m - 1), where)),
        ("∫ m²·x^(2m − 2)", Identity(sp.Derivative(m**2 * x ** (2 * m - 1) / (2 * m - 1), x),
                                     m**2 * x ** (2 * m - 2), where)),
        ("dx ≤ dφ", Positive(1 - sp.Derivative(sp.sin(phi), phi).doit(), ANGLE, ">=")),
        ("Cauchy-Schwarz", ForAll(
            (sp.Ge(A * x**2 - 2 * x * S + M, 0), sp.Eq(A * x, S)), sp.Le(S**2, A * M),
            Domain.of(Real("A", gt=0), *reals("x", "S", "M")),
            named=("∫ (xm·x^(m − 1) − N)² ≥ 0", "that x"))),
        ("|F| ≤ 1 + √L", ForAll((sp.Eq(Q, 1 + 2 * h + r**2), sp.Le(h**2, r**2)), sp.Le(Q, (1 + r) ** 2),
                                Domain.of(Real("r", ge=0), *reals("Q", "h")),
                                named=("Q = |g + (F − g)|²", "h = ⟨g, F − g⟩"))),
        ("J ≤ k(1 + √L)²", ForAll(
            (sp.Ge(G2, (1 - 1 / k) * A0 + J / k), sp.Le(G2, Q), sp.Le(Q, (1 + r) ** 2)), sp.Le(J, k * (1 + r) ** 2),
            Domain.of(UNITS, Real("A_0", ge=0), Real("r", ge=0), *reals("G_2", "J", "Q")),
            named=("thm-H.1/odd-part", "|G|² ≤ |F|²", "|F| ≤ 1 + √L"))),
        ("higher degrees, t ≤ 1/2", ForAll((), sp.Le((m + 2) ** 2 * (2 * m - 1) * t**4, m**2 * (2 * m + 3)),
                                           Domain.of(DEGREE, LARGEST))),
    ), "|S_m|² ≤ m²·t^(2m − 1)/(2m − 1)·(π·k/2)·(1 + √L)²,  which does not grow with m for t = max |w·θ_i| ≤ 1/2")


def second_bound() -> All:
    """u_p² is the bound of |S_m|² at m = 2p + 1."""
    return All((
        ("m = 2p + 1", Identity((m**2 / (2 * m - 1)).subs(m, 2 * p + 1), (2 * p + 1) ** 2 / (4 * p + 1),
                                Domain.of(Integer("p", ge=0)))),
        ("a degree", ForAll((sp.Le(S**2, u**2), sp.Ge(s, 0)), sp.Ge(s * (1 - S) ** 2, s * (1 - u) ** 2),
                            Domain.of(Real("u", ge=0, le=1), *reals("S", "s")), named=("thm-H.1/moments", "s_m > 0"))),
        ("loss", ForAll((sp.Ge(L, T * (1 - u) ** 2), sp.Le(L, T * y**2)), sp.Ge(u, 1 - y),
                        Domain.of(Real("L", ge=0), Real("T", gt=0), Real("u", ge=0, le=1), Real("y", ge=0, le=1)),
                        named=("thm-H.1/projection: the degrees from 2p + 1 on", "y = √(τ/τ_p)"))),
    ), "u_p ≤ 1, t ≤ 1/2  ⟹  L ≥ τ_p·(1 − u_p)²,  u_p² = (π·k/2)·(1 + √L)²·(2p + 1)²·t^(4p + 1)/(4p + 1)")


def second_instance() -> All:
    """p = 1 at the first of the instances: √L < 62/100, as 0.376 < 0.62²."""
    units, largest = 10**4, sp.Rational(1, 100)
    missed = sp.sqrt(sp.pi * x * units / 2) * (1 + sp.Rational(62, 100)) * 3 * largest**2 * sp.sqrt(largest / 5)
    return All((
        ("the loss", instance((units, "1", "47/125"))),
        ("√L", Positive(x * sp.Rational(47, 125), ONE, "<", sp.Rational(62, 100) ** 2)),
        ("u_1 ≤ 1", Positive(missed, ONE, "<=", 1)),
        ("bound", Positive((1 - 2 * x / sp.pi) * (1 - missed) ** 2, ONE, ">", sp.Rational(36, 100))),
    ), f"k = {units}, max |w·θ_i| = {largest}:  τ_1·(1 − u_1)² > 0.36,  L < 0.376")


def exponents() -> ForAll:
    """T is t^{4p+1}, z is 1 − √(τ/τ_p), π < 22/7, 1 + √L ≤ 2: k·T is bounded below, for every p."""
    W = sp.Symbol("W")
    return ForAll(
        (sp.Le(W, sp.Rational(22, 7)), sp.Le(r, 1), sp.Le(z**2, u**2),
         sp.Eq(u**2 * (4 * p + 1), W * k * (1 + r) ** 2 * (2 * p + 1) ** 2 * T / 2)),
        sp.Ge(k * T, sp.Rational(7, 44) * (4 * p + 1) * z**2 / (2 * p + 1) ** 2),
        Domain.of(UNITS, Integer("p", ge=0), Real("T", ge=0), Real("r", ge=0), Real("W", gt=0), *reals("u", "z")),
        named=("π < 22/7", "L ≤ 1", "thm-H.1/second-bound: u_p ≥ 1 − √(τ/τ_p)", "u_p"))


def inverse_root() -> ForAll:
    """From t⁵ to t²: k·t² is at least z²/4, z = 1 − √(τ/τ_1), also where t > 1/2."""
    return ForAll((sp.Or(sp.Gt(t, sp.Rational(1, 2)), sp.Ge(k * t**5, sp.Rational(35, 396) * z**2)),),
                  sp.Ge(k * t**2, z**2 / 4), Domain.of(UNITS, Real("t", ge=0, le=1), Real("z", ge=0, le=1)),
                  named=("exponents, p = 1",))
