"""How far apart Gaussian protons are: w_i ~ N(0, σ²I) on R^d with σ² = C d log d; ℓ stands for log d.

X = ‖w_i − w_j‖²/(2σ²) and ‖w_i‖²/σ² are sums of d squares of standard normal variables.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity, SumFormula

from .._symbols import d, k, n, r, s, t, x, y, z

C, c, ell, P, E, beta, q, kappa, D = sp.symbols("C c ℓ P E beta q kappa D")
LETTERS = Domain.of(Real("C", gt=0), Real("c", gt=0), Real("ℓ", gt=0), Integer("d", ge=2))


@cache
def by_markov() -> Any:
    """An upper bound of P(‖w_i − w_j‖ ≥ c d log d)."""
    return 2 * C / (c**2 * ell)


def second_moment() -> All:
    """E‖w_i − w_j‖² = 2d σ² = 2C d² log d, so P(‖w_i − w_j‖ ≥ c d log d) ≤ 2C/(c² log d) by Markov's inequality."""
    moment = sp.symbols("σ²")
    return All((
        ("one coordinate", ForAll(
            (sp.Eq(E, moment - 2 * x * y + moment), sp.Eq(x, 0), sp.Eq(y, 0)), sp.Eq(E, 2 * moment),
            Domain.of(Real("σ²", gt=0), Real("E"), Real("x"), Real("y")),
            named=("X² − 2XY + Y², X and Y independent", "E X = 0", "E Y = 0"))),
        ("all coordinates", SumFormula(2 * moment, n, 1, sp.Symbol("N"), 2 * moment * sp.Symbol("N"),
                                       Domain.of(Real("σ²", gt=0)))),
        ("with σ²", Identity((2 * moment * d).subs(moment, C * d * ell), 2 * C * d**2 * ell, LETTERS)),
        ("Markov", ForAll((sp.Le(P * t, E), sp.Eq(t, (c * d * ell) ** 2), sp.Eq(E, 2 * C * d**2 * ell)),
                          sp.Le(P * c**2 * ell, 2 * C),
                          Domain.of(*LETTERS, Real("P", ge=0, le=1), Real("t", gt=0), Real("E", gt=0)),
                          named=("fact-markov: for ‖w_i − w_j‖²", "t = (c d log d)²", "with σ²"))),
    ), "P(‖w_i − w_j‖ ≥ c·d·log d) ≤ 2C/(c²·log d)")


def exponential_moment() -> Identity:
    """E e^{sZ²} = (1 − 2s)^{−1/2} for s < 1/2: the integrand is a normal density of another width, times that."""
    return Identity(sp.exp(s * z**2) * sp.exp(-(z**2) / 2), sp.exp(-(z**2) * (1 - 2 * s) / 2),
                    Domain.of(Real("z"), Real("s", lt="1/2")))


def chernoff() -> All:
    """For a sum X of d squares: P(X ≥ dx), x > 1, and P(X ≤ dx), 0 < x < 1, are at most (x e^{1−x})^{d/2}."""
    best = (1 - 1 / x) / 2
    domain = Domain.of(Real("x", gt=0), Integer("d", ge=1))
    return All((
        ("one square", exponential_moment()),
        ("at the best s", Identity((1 - 2 * s).subs(s, best), 1 / x, domain)),
        ("the exponent", Identity(sp.exp(-d * x * best) * x ** (d / 2), (x * sp.exp(1 - x)) ** (d / 2), domain)),
        ("upwards", ForAll((x > 1,), sp.And(best > 0, best < sp.Rational(1, 2)), Domain.of(Real("x", gt=0)))),
        ("downwards", ForAll((x < 1,), best < 0, Domain.of(Real("x", gt=0)))),
    ), "P(χ²_d ≥ d·x) (x > 1) and P(χ²_d ≤ d·x) (x < 1) are at most E e^{sχ²_d} e^{−s·d·x} = (x·e^{1−x})^{d/2}")


def norms() -> All:
    """All k = d^κ of the ‖w_i‖ are at most t d log d but for d^{κ − t²d/(8C)}, if t² log d ≥ 4C: x = t² log d/C."""
    return All((
        ("the tail", chernoff()),
        ("log x ≤ 3x/4 − 1 from 4 on", Positive(sp.Rational(3, 4) * sp.exp(y) - 1 - y,
                                                Domain.of(Real("y", ge="27/20")))),
        ("log 4 is that large", Positive(sp.exp(y), Domain.of(Real("y", ge="27/20", le="27/20")), "<", 4)),
        ("so the exponent is −dx/8", ForAll(
            (sp.Le(y, 3 * x / 4 - 1),), sp.Le(d * (y + 1 - x) / 2, -d * x / 8),
            Domain.of(Real("x", ge=4), Real("y"), Integer("d", ge=1)), named=("log x = y ≤ 3x/4 − 1",))),
        ("in powers of d", Identity((-d * x / 8).subs(x, t**2 * ell / C), -(t**2 * d / (8 * C)) * ell,
                                    Domain.of(*LETTERS, Real("t", gt=0)))),
        ("all of them", MonomialBound(P * d**kappa, d ** (kappa - q), Domain.of(
            Integer("d", ge=3), Real("P", gt=0), Real("kappa", ge=0), Real("q", ge=0)),
            given=(sp.Le(P, d ** (-q)),), named=("in powers of d: q = t²d/(8C)",))),
    ), "P(some ‖w_i‖ > t·d·log d) ≤ d^{κ − t²d/(8C)} for k = d^κ, t²·log d ≥ 4C")


def distances() -> All:
    """All ‖w_i − w_j‖ ≥ d √(C log d/2) but for (k²/2)(53/100)^{d/2}: x = 1/4, (1/4)e^{3/4} < 53/100."""
    return All((
        ("the tail", chernoff()),
        ("its base", Positive(sp.exp(y) / 4, Domain.of(Real("y", ge="3/4", le="3/4")), "<", sp.Rational(53, 100))),
        ("the distance", Identity((2 * C * d * ell) * (d * x).subs(x, sp.Rational(1, 4)), C * ell * d**2 / 2, LETTERS)),
        ("all pairs", ForAll((sp.Le(P, E),), sp.Le(k * (k - 1) / 2 * P, k**2 * E / 2),
                             Domain.of(Integer("k", ge=1), Real("P", ge=0), Real("E", ge=0)), named=("one pair",))),
    ), "P(some ‖w_i − w_j‖ < d·√(C·log d/2)) ≤ (k²/2)·(53/100)^{d/2}")


def far_enough(factor: sp.Expr = 5) -> All:
    """With C = 2(5 + κ)² this is at least 3d + 1 + log(8k/β), if k/β ≤ d^κ. q stands for √log d; log d ≤ d."""
    domain = Domain.of(Integer("d", ge=3), Real("q", ge=1), Real("kappa", ge=0), Real("D", ge=0), Real("r", gt=0))
    return All((
        ("log 3 is at least 1", Positive(sp.exp(y), Domain.of(Real("y", ge=1, le=1)), "<", 3)),
        ("log 8 is below 3", Positive(sp.exp(y), Domain.of(Real("y", ge=3, le=3)), ">", 8)),
        ("log d ≤ d", Positive(sp.exp(y) - y, Domain.of(Real("y", ge=0)))),
        ("the distance", Identity((C * q**2 * d**2 / 2).subs(C, 2 * (factor + kappa) ** 2),
                                  (d * q * (factor + kappa)) ** 2, domain)),
        ("far enough", ForAll(
            (sp.Le(q**2, d), sp.Ge(D, d * q * (factor + kappa)), sp.Le(r, 3 + kappa * q**2)),
            sp.Ge(D, 3 * d + 1 + r), domain,
            named=("log d ≤ d", "the distance", "r = log(8k/β) ≤ 3 + κ log d"))),
    ), "C = 2(5 + κ)², k/β ≤ d^κ  ⟹  d·√(C·log d/2) ≥ 3d + 1 + log(8k/β)")


def charges() -> All:
    """All β ≤ |b_j| ≤ 1 − β but for 2kβ: |b_j| is uniform in [0, 1]; with β = 1/(2k d) that is 1/d."""
    return All((
        ("one charge", Identity(beta + (1 - (1 - beta)), 2 * beta, Domain.of(Real("beta", gt=0, le="1/2")))),
        ("all charges", ForAll((sp.Le(P, 2 * beta),), sp.Le(k * P, 2 * k * beta),
                               Domain.of(Real("P", ge=0), Real("beta", gt=0), Integer("k", ge=1)),
                               named=("one charge",))),
        ("with β = 1/(2kd)", Identity((2 * k * beta).subs(beta, 1 / (2 * k * d)), 1 / d,
                                      Domain.of(Integer("k", ge=1), Integer("d", ge=1)))),
    ), "P(some |b_j| outside [β, 1 − β]) ≤ 2kβ, which is 1/d for β = 1/(2kd)")
