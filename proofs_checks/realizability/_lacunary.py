"""A series of Hermite polynomials that converges at every x, whatever the sum of its squared coefficients.

σ = Σ_j q^{j/2} h_n with n = 16^j, 0 < q < 4. Let φ = e^{−x²/4}He_n, N = n + 1/2. Hermite's equation makes φ″ equal to
(x²/4 − N)φ; so the energy (N − x²/4)φ² + φ′² falls for x > 0, and for x² ≤ 2N, n even, φ(x)² ≤ 2φ(0)². With
h_n(0)² = (2k)!/(4^k k!²) for n = 2k, which is at most (2k + 1)^{−1/2}, |h_n(x)| ≤ √2 e^{x²/4} n^{−1/4}: a geometric
series in √q/2, from the first j on with 2·16^j ≥ x².
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Proposition, Real
from verify.decide import ForAll, TermwiseBound
from verify.exact import Identity, SolvesRecurrence, SumFormula

from .._symbols import i, k, m, n, q, s, x, y, z

N, E, A, B, p, w, rho = sp.symbols("N E A B p w rho")
X_ANY, H, G = Real("x"), sp.Function("H")(x), sp.Function("g")(x)
phi = sp.Function("phi")(x)
Parts = tuple[tuple[str, Proposition], ...]


def hermite_equation() -> Identity:
    """He_n″ − x He_n′ + n He_n = 0, from He_n = x g − g′ and He_n′ = n g, g = He_{n−1}."""
    return Identity(n * G.diff(x) - x * (n * G) + n * (x * G - G.diff(x)), 0, Domain.of(X_ANY, Integer("n", ge=1)))


def weighted_equation() -> Identity:
    """φ = e^{−x²/4}H satisfies φ″ + (n + 1/2 − x²/4)φ = e^{−x²/4}(H″ − xH′ + nH)."""
    weighted = sp.exp(-(x**2) / 4) * H
    return Identity(sp.Derivative(weighted, (x, 2)) + (n + sp.Rational(1, 2) - x**2 / 4) * weighted,
                    sp.exp(-(x**2) / 4) * (H.diff(x, 2) - x * H.diff(x) + n * H), Domain.of(X_ANY, Integer("n", ge=1)))


def energy(slope: Any = None) -> Identity:
    """The energy's derivative is −xφ²/2, up to a multiple of φ″ + (N − x²/4)φ = 0."""
    slope = -x / 2 if slope is None else slope
    return Identity(sp.Derivative((N - x**2 / 4) * phi**2 + phi.diff(x) ** 2, x) -
                    2 * phi.diff(x) * (phi.diff(x, 2) + (N - x**2 / 4) * phi), slope * phi**2,
                    Domain.of(X_ANY, Real("N", gt=0)))


def at_zero() -> Any:
    """He_{2k}(0)."""
    return (-1) ** k * sp.factorial(2 * k) / (2**k * sp.factorial(k))


@cache
def central() -> Any:
    """h_{2k}(0)²."""
    return sp.factorial(2 * k) / (4**k * sp.factorial(k) ** 2)


def converges_everywhere() -> Parts:
    """The chain of the module's first lines; A stands for φ(x)², B for φ(0)², z for h_n(0)², E for e^{x²/2}."""
    zero = Real("x", ge=0)
    return (
        ("Hermite's equation", hermite_equation()),
        ("the equation of φ", weighted_equation()),
        ("the energy", energy()),
        ("it falls", ForAll((), sp.Le(-x / 2 * y**2, 0), Domain.of(zero, Real("y")))),
        ("so φ(x)² ≤ 2φ(0)²", ForAll(
            (sp.Le((N - x**2 / 4) * A + y**2, N * B), sp.Le(x**2, 2 * N)), sp.Le(A, 2 * B),
            Domain.of(zero, Real("y"), Real("A", ge=0), Real("B", ge=0), Real("N", gt=0)),
            named=("the energy falls, and φ′(0) = 0", "x² ≤ 2N"))),
        ("He_(2k)(0)", SolvesRecurrence(k, at_zero(), ratio=-(2 * k + 1), first=1)),
        ("h_(2k)(0)²", Identity(at_zero() ** 2 / sp.factorial(2 * k), central(), Domain.of(Integer("k", ge=0)))),
        ("its ratio", SolvesRecurrence(k, central(), ratio=(2 * k + 1) / (2 * k + 2), first=1)),
        ("h_(2k)(0)⁴ ≤ 1/(2k + 1)", TermwiseBound(
            k, ((2 * k + 1) / (2 * k + 2)) ** 2, (2 * k + 1) / (2 * k + 3),
            claim=sp.Le(central()**2, 1 / (2 * k + 1), evaluate=False))),
        ("|h_n(x)|·n^(1/4) ≤ √2·e^(x²/4)", ForAll(
            (sp.Le(y**2, 2 * E * z), sp.Le(z**2, 1 / (n + 1)), sp.Eq(w**4, n)), sp.Le((y * w) ** 4, 4 * E**2),
            Domain.of(Real("y"), Real("E", gt=0), Real("z", ge=0), Real("w", gt=0), Real("n", gt=0)),
            named=("h_n(x)² ≤ 2e^(x²/2)·h_n(0)²", "h_n(0)⁴ ≤ 1/(n + 1)", "w = n^(1/4), which is 2^j for n = 16^j"))),
        ("a geometric series in s = √q/2", SumFormula(
            s**i, i, 1, m, (s - s ** (m + 1)) / (1 - s), Domain.of(Real("s", gt=0, lt=1)))),
        ("s < 1", ForAll((sp.Eq(4 * s**2, q),), sp.Lt(s, 1), Domain.of(Real("s", gt=0), Real("q", gt=0, lt=4)))),
    )


def mean_square() -> Parts:
    """Of the partial sums: Σ q^j, below q/(1 − q) for q < 1, and at least their number for q ≥ 1."""
    sums = (q - q ** (m + 1)) / (1 - q)
    return (
        ("the mean square", SumFormula(q**i, i, 1, m, sums, Domain.of(Real("q", gt=0, lt=1)))),
        ("for q = 1", SumFormula(sp.Integer(1), i, 1, m, m)),
        ("for q ≥ 1 no term is below 1", ForAll((sp.Ge(y, 1),), sp.Ge(y * q, 1),
                                                Domain.of(Real("y"), Real("q", ge=1)))),
    )


def exceeds_every_value() -> Parts:
    """With q = 1, f(ρ) = Σ ρ^{16^j} exceeds any K near ρ = 1: Bernoulli's inequality, with n = 2K terms."""
    return (
        ("Bernoulli", ForAll(
            (sp.Ge(z, 1 - m * y), sp.Eq(w, z * (1 - y))), sp.Ge(w, 1 - (m + 1) * y),
            Domain.of(Real("y", ge=0, le=1), Real("z"), Real("w"), Real("m", ge=0)),
            named=("(1 − y)^m ≥ 1 − my", "w = (1 − y)^(m+1)"))),
        ("n terms, the least of them ρ^m", ForAll(
            (sp.Ge(z, 1 - m * (1 - rho)), sp.Le(m * (1 - rho), sp.Rational(1, 4)), sp.Ge(y, n * z), sp.Ge(n, 2 * A)),
            sp.Gt(y, A), Domain.of(*(Real(name, gt=0) for name in ("A", "n", "m")), Real("rho", gt=0, lt=1), Real("y"),
                                   Real("z")),
            named=("Bernoulli", "ρ near 1, m = 16^n", "f(ρ) ≥ nρ^m", "n ≥ 2K, K = A"))),
        ("a potential is at most its value on the diagonal", ForAll(
            (sp.Ge(A + A - 2 * y, 0),), sp.Le(y, A), Domain.of(Real("A"), Real("y")),
            named=("E (σ(X, θ) − σ(X, w))² ≥ 0",))),
    )
