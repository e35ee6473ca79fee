"""Sums of independent charges b_j, uniform on [−1, 1]: their moments for every number of charges, by induction.

S = Σ b_j φ_j; A = Σ φ_j², B = Σ φ_j⁴. S2 and S4 are E S² and E S⁴.
"""

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import k, m, q, t, x

A, B, S2, S4, phi, rho, I, V, X = sp.symbols("A B S2 S4 φ ρ I V X")  # noqa: E741  # an indicator
b = sp.Symbol("b")
SUMS = Domain.of(*(Real(s.name) for s in (A, B, S2, S4, phi)))
SECOND, FOURTH = sp.Rational(1, 3), sp.Rational(1, 5)


def uniform() -> All:
    """E b² = 1/3, E b⁴ = 1/5, and odd moments vanish: the density is 1/2 on [−1, 1]."""
    return All(tuple(
        (f"E b^{order}", All.of(
            antiderivative=Identity(sp.Derivative(b ** (order + 1) / (2 * (order + 1)), b), b**order / 2,
                                    Domain.of(Real("b"))),
            between_the_ends=Identity((1 - (-1) ** (order + 1)) / sp.Integer(2 * (order + 1)), value)))
        for order, value in ((1, sp.Integer(0)), (2, SECOND), (3, sp.Integer(0)), (4, FOURTH))))


def moments(*, fourth: sp.Expr = FOURTH) -> All:
    """E S² = A/3 and E S⁴ = A²/3 − 2B/15: one more independent term x has E x² = φ²/3, E x⁴ = φ⁴/5."""
    square = S2 - A / 3
    power = S4 - (A**2 / 3 - sp.Rational(2, 15) * B)
    more = {A: A + phi**2, B: B + phi**4, S2: S2 + phi**2 * SECOND,
            S4: S4 + 6 * S2 * phi**2 * SECOND + phi**4 * fourth}
    return All((
        ("E S², one more", Identity(square.subs(more, simultaneous=True), square, SUMS)),
        ("E S⁴, one more", Identity(power.subs(more, simultaneous=True).subs(S2, A / 3), power, SUMS)),
        ("(S + x)⁴", Identity((sp.Symbol("S2") + x) ** 4, S2**4 + 4 * S2**3 * x + 6 * S2**2 * x**2 + 4 * S2 * x**3
                              + x**4, Domain.of(Real("S2"), Real("x")))),
    ), "E S² = A/3, E S⁴ = A²/3 − 2·B/15")


def spread() -> All:
    """ρ = B/A² lies in [1/k, 1]: for m terms A² ≤ mB and B ≤ A²."""
    positive = Domain.of(Real("A", gt=0), Real("B", gt=0), Real("x", ge=0), Integer("m", ge=1))
    return All((
        ("at least 1/k", ForAll((m * B >= A**2,), (A + x) ** 2 <= (m + 1) * (B + x**2), positive)),
        ("at most 1", ForAll((B <= A**2,), B + x**2 <= (A + x) ** 2, positive)),
    ), "1/k ≤ ρ = Σ φ_j⁴/(Σ φ_j²)² ≤ 1")


def ratio() -> Identity:
    """Var(S²)/(E S²)² = 2 − 6ρ/5."""
    return Identity((A**2 / 3 - sp.Rational(2, 15) * rho * A**2 - (A / 3) ** 2) / (A / 3) ** 2,
                    2 - sp.Rational(6, 5) * rho, Domain.of(Real("A", gt=0), Real("ρ")))


def markov() -> ForAll:
    """P(X ≥ x) ≤ E X/x: the indicator I of X ≥ x is at most X/x."""
    return ForAll((sp.Or(sp.Eq(I, 0), sp.And(sp.Eq(I, 1), X >= x)),), x * I <= X,  # noqa: SIM300
                  Domain.of(Real("I"), Real("X", ge=0), Real("x", gt=0)))


def initial_value() -> All:
    """G(0, 0) = Σ b_i b_j Φ_ij has the mean k/3, and a variance of at most 14k/45 if Φ_ij² ≤ 1/k =: q for i ≠ j.

    One more charge b adds b² + 2bΨ, Ψ the potential of the m others at it, E Ψ² ≤ mq/3.
    """
    bound = sp.Rational(4, 45) * m + sp.Rational(2, 9) * m * (m - 1) * q
    psi = sp.Symbol("Ψ2")
    domain = Domain.of(Integer("m", ge=0), Real("q", ge=0), Real("V", ge=0), Real("Ψ2", ge=0))
    return All((
        ("the mean", Identity(k / sp.Integer(3) + SECOND, (k + 1) / sp.Integer(3), Domain.of(Integer("k", ge=0)))),
        ("the variance of b²", Identity(FOURTH - SECOND**2, sp.Rational(4, 45))),
        ("the bound with one more", Identity(bound.subs(m, m + 1) - bound, sp.Rational(4, 45) + 4 * SECOND * m * q / 3,
                                             domain)),
        ("one more", ForAll((bound >= V, 3 * psi <= m * q),
                            V + sp.Rational(4, 45) + 4 * SECOND * psi <= bound.subs(m, m + 1), domain,
                            named=("m charges", "E Ψ² = Σ Φ_ij²/3, Φ_ij² ≤ q"))),
        ("k charges", ForAll((sp.Eq(q * k, 1),), bound.subs(m, k) <= sp.Rational(14, 45) * k,
                             Domain.of(Integer("k", ge=1), Real("q", gt=0)), named=("q = 1/k",))),
        ("Markov's inequality for the square of the deviation", markov()),
        ("so", ForAll((t * (2 * k / 3) ** 2 <= sp.Rational(14, 45) * k,), t <= sp.Rational(7, 10) / k,
                      Domain.of(Integer("k", ge=1), Real("t", ge=0)),
                      named=("t = P(|G(0,0) − k/3| ≥ 2k/3)",))),
    ), "Φ(w_i, w_j)² ≤ 1/k for i ≠ j  ⟹  P(G(0,0) ≥ k) ≤ 7/(10·k)")
