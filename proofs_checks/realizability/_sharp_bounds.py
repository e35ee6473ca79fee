"""The sharp bounds on Φ_ε for every odd d: at 0, for each order of derivative, and below.

Letters as in `lemma_4_2`: s = με; P_j the numerators of the derivatives of Φ, at s; P_0 = p(s).
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import All, Identity, SolvesRecurrence, SumFormula

from .._symbols import D_ODD, EPS_UNIT, d, eps, i, j, k, m, n, s, v
from .lemma_b9 import remainder

P, G, Q, R, S, Z, B, A = sp.symbols("P G Q R S Z B A")
P0, REST = sp.symbols("P_0 T")
S_POS, S_UNIT = Real("s", gt=0), Real("s", gt=0, le=1)
J, K, N = Integer("j", ge=0), Integer("k", ge=0), Integer("n", ge=0)


@cache
def first() -> Any:
    """d + s − 2."""
    return d - 2 + s


def bound() -> sp.Expr:
    """ε^{−k} (d−2+s)_k (d−1+k+s)_{d−1−k}/(d−1−k)!: at least sup |Φ_ε^{(k)}|/Φ_ε(0)."""
    return eps ** (-k) * sp.rf(first(), k) * sp.rf(first() + k + 1, d - 1 - k) / sp.factorial(d - 1 - k)


def hockey_stick(upper: sp.Expr) -> sp.Expr:
    """Σ_{i ≤ N} (a)_i/i! = (a+1)_N/N!, a = d − 2 + s + k."""
    a = first() + k
    return sp.Eq(sp.Sum(sp.rf(a, i) / sp.factorial(i), (i, 0, upper)),
                 sp.rf(a + 1, upper) / sp.factorial(upper), evaluate=False)


def numerators() -> All:
    """P_j(s) ≤ p(s) (d−2+s)_j: one step forgets −s P_j′ ≤ 0, and the factors multiply."""
    return All((
        ("one step, as P_j′ ≥ 0", ForAll((), sp.Le((first() + j) * P - s * G, (first() + j) * P, evaluate=False),
                            Domain.of(D_ODD, S_POS, J, Real("P", ge=0), Real("G", ge=0)))),
        ("the rising factorial", SolvesRecurrence(j, sp.rf(first(), j), ratio=first() + j, first=sp.Integer(1),
                                                  domain=Domain.of(D_ODD, S_POS))),
        ("the induction", ForAll(
            (sp.Le(P, P0 * R), sp.Le(Q, (first() + j) * P)), sp.Le(Q, P0 * ((first() + j) * R)),
            Domain.of(D_ODD, S_POS, J, Real("P", ge=0), Real("Q", ge=0), Real("R", gt=0), Real("P_0", gt=0)),
            ("the case j", "one step, as P_j′ ≥ 0"))),
    ), "P_j(s) ≤ p(s) (d − 2 + s)_j")


def sum_at_zero() -> All:
    """Lemma B.9's formula at v = 1 is at most p(s) Σ_{i≤N} (d−2+s)_{k+i}/i!, N = d − 1 − k, and that sum closes."""
    domain = Domain.of(D_ODD, S_POS, K)
    a = first() + k
    return All((
        ("the last term", Identity(remainder(n).subs(v, 1), n / (n + 1) / sp.factorial(n), Domain.of(N))),
        ("its factor", ForAll((), sp.Le(n / (n + 1), 1), Domain.of(N))),
        ("splitting", Identity(sp.rf(first(), k + i), sp.rf(first(), k) * sp.rf(a, i),
                               Domain.of(*domain, Integer("i", ge=0)))),
        ("the sum", SumFormula(sp.rf(a, i) / sp.factorial(i), i, 0, n, sp.rf(a + 1, n) / sp.factorial(n), domain)),
    ), "S_k(1) ≤ p(s) Σ_{i≤d−1−k} (d−2+s)_{k+i}/i! = p(s) (d−2+s)_k (d−1+k+s)_{d−1−k}/(d−1−k)!")


def sharp_bound() -> All:
    """sup |Φ_ε^{(k)}|/Φ_ε(0) ≤ ε^{−k} (d−2+s)_k (d−1+k+s)_{d−1−k}/(d−1−k)!, for every odd d, k ≤ d − 1 and s > 0."""
    return All((
        ("numerators", numerators()),
        ("the sum at 0", sum_at_zero()),
        ("Φ_ε(0) is at least Φ_ε(ε)", ForAll((), sp.Ge(P0 + REST, P0, evaluate=False), Domain.of(
            Real("P_0", gt=0), Real("T", ge=0)))),
        ("the quotient", ForAll(
            (sp.Le(S, P0 * B), sp.Ge(Z, P0)), sp.Le(S / Z, B),
            Domain.of(Real("S", ge=0), Real("B", gt=0), Real("P_0", gt=0), Real("Z", gt=0)),
            ("the sum at 0", "Φ_ε(0) is at least Φ_ε(ε)"))),
        ("the order d − 1, largest at ε", Identity(
            bound().subs(k, d - 1), eps ** (1 - d) * sp.rf(first(), d - 1),
            Domain.of(D_ODD, S_POS, Real("eps", gt=0)))),
    ), "sup |Φ_ε^{(k)}|/Φ_ε(0) ≤ ε^{−k} (d−2+s)_k (d−1+k+s)_{d−1−k}/(d−1−k)! for 0 ≤ k ≤ d − 1")


def at_most_a_power() -> All:
    """For s ≤ 1 and ε < 1 the sharp bound is at most (2d/ε)^{d−1}: each of its d − 1 factors is at most 2d."""
    return All((
        ("first factor", TermwiseBound(j, first() + j, 2 * d, assume=(j + 1 <= d - 1,), domain=Domain.of(D_ODD, S_UNIT),
                                       claim=sp.Le(sp.rf(first(), j), (2 * d) ** j))),
        ("second factor", TermwiseBound(
            i, (first() + k + 1 + i) / (i + 1), 2 * d, assume=(k + i + 1 <= d - 1,), domain=Domain.of(D_ODD, S_UNIT, K),
            claim=sp.Le(sp.rf(first() + k + 1, i) / sp.factorial(i), (2 * d) ** i))),
        ("together", MonomialBound(
            A * B * eps ** (-k), (2 * d / eps) ** (d - 1),
            Domain.of(D_ODD, EPS_UNIT, K, Real("A", gt=0), Real("B", gt=0)), assume=(k <= d - 1,),
            facts=(sp.Le(eps, 1),), given=(sp.Le(A, (2 * d) ** k), sp.Le(B, (2 * d) ** (d - 1 - k))),
            named=("first factor", "second factor"))),
    ), "ε^{−k} (d−2+s)_k (d−1+k+s)_{d−1−k}/(d−1−k)! ≤ (2d/ε)^{d−1} for s ≤ 1, ε < 1")


def value_at_zero() -> All:
    """Φ_ε(0) ≤ binom(2d−2, d−1) ε^{2−d} ≤ 4^{d−1} ε^{2−d} for s ≤ 1, before it is normalised."""
    central = sp.binomial(2 * m, m)
    return All((
        ("grows with s up to 1", TermwiseBound(
            i, (d - 1 + s + i) / (i + 1), (d + i) / (i + 1), domain=Domain.of(D_ODD, S_UNIT),
            claim=sp.Le(sp.rf(d - 1 + s, i), sp.rf(d, i)))),
        ("at s = 1", Identity(sp.rf(d, d - 1) / sp.factorial(d - 1), sp.binomial(2 * d - 2, d - 1), Domain.of(D_ODD))),
        ("the central binomial coefficient", SolvesRecurrence(
            m, central, ratio=2 * (2 * m + 1) / (m + 1), first=sp.Integer(1))),
        ("at most a power of 4", TermwiseBound(m, 2 * (2 * m + 1) / (m + 1), sp.Integer(4),
                                               claim=sp.Le(central, 4**m))),
        ("the exponential", MonomialBound(
            Z, B * eps ** (2 - d), Domain.of(D_ODD, S_UNIT, EPS_UNIT, *(Real(y, gt=0) for y in ("P_0", "B", "Z"))),
            given=(sp.Le(Z, P0 * sp.exp(-s) * eps ** (2 - d) * B), sp.Le(P0, sp.exp(s))),
            named=("lem-4.2/sharp-bound at k = 0", "lem-B.9/p-exponential"))),
    ), "Φ_ε(0) ≤ p(s) e^{−s} ε^{2−d} (d−1+s)_{d−1}/(d−1)! ≤ binom(2d−2, d−1) ε^{2−d} ≤ 4^{d−1} ε^{2−d} for s ≤ 1")
