"""Lemma B.9 at given values: its constants in exact arithmetic, for `earnshaw sweep`."""

from fractions import Fraction
from typing import Any

import sympy as sp

from verify.claims import Domain
from verify.decide import ForAll
from verify.exact import All, outside_values, suprema

from .._symbols import D_ODD, EPS_UNIT, MU_POS
from .lemma_b9 import lemma_b9


def _at_most(left: Fraction, right: Fraction) -> ForAll:
    values = (sp.Rational(x.numerator, x.denominator) for x in (left, right))
    return ForAll((), sp.Le(*values, evaluate=False), Domain())


@lemma_b9.sweep("constants", domain=Domain.of(D_ODD, EPS_UNIT, MU_POS))
def constants(d: int, eps: Fraction, mu: Fraction = Fraction(1)) -> tuple[All, dict[str, Any]]:
    """The bounds on p_k, on all derivatives and on Φ_ε(0), each from exact values; μ = √λ is 1 unless it is swept.

    e^μ ≥ 1 + μ stands for the printed e^μ, and e^{−s} ≥ e^{−μ} is used at 0, so that all sides are rational.
    """
    s = mu * eps
    largest_p = max(value / ((2 * d + s) ** k * (1 + s) ** d) for k, value in enumerate(outside_values(d, s)))
    found = suprema(d, s)
    ratios = [value / found[0] / eps**k for k, value in enumerate(found)]
    largest = max(ratios)
    bound = 3 * (2 * d + mu) ** (2 * d) / eps ** (2 * d) * (1 + mu)
    return All((
        ("P_k ≤ (2d + s)^k (1 + s)^d for k < d", _at_most(largest_p, Fraction(1))),
        ("sup |Φ_ε^{(k)}| / Φ_ε(0) ≤ 3 (2d + μ)^{2d} ε^{−2d} e^μ for k < d", _at_most(largest, bound)),
        ("Φ_ε(0) ≥ e^{−μ}", _at_most(eps ** (d - 2), found[0])),
    )), {"largest sup |Φ_ε^(k)| / Φ_ε(0)": largest, "its k": ratios.index(largest), "bound over it": bound / largest}
