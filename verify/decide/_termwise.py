"""Sequences bounded term by term: the first terms and the ratios of consecutive terms are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from verify.claims import Domain, Effort, Integer, Proposition
from verify.exact import Compound, latex, text

from ._forall import ForAll

Expr = Any


@dataclass(frozen=True)
class TermwiseBound(Compound):
    """0 <= a(i) <= b(i) for all i >= start, when 0 <= a(start) <= b(start) and 0 <= a(i+1)/a(i) <= b(i+1)/b(i).

    `ratio` and `bound_ratio` are rational in the index; the step is decided under `assume`, which confines the index
    (for instance to the terms of a polynomial). `claim` is the inequality between sums that follows, for display.

    >>> i = sp.Symbol("i")
    >>> bound = TermwiseBound(i, 1 / (i + 2), 1 / (i + 1))  # 1/(i+1)! <= 1/i!
    >>> bound.settle(Effort()).status
    <Status.PROVED: 'proved'>
    """

    kind = "termwise-bound"
    method = "induction on the index: the first terms and the ratios are compared"
    index: Expr
    ratio: Expr
    bound_ratio: Expr
    first: Expr = 1
    bound_first: Expr = 1
    assume: tuple[Expr, ...] = ()
    domain: Domain = field(default_factory=Domain)
    start: int = 0
    claim: Expr = None

    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """The first terms and the ratios."""
        steps = Domain.of(*self.domain, Integer(self.index.name, ge=self.start))
        first, bound_first = sp.sympify(self.first), sp.sympify(self.bound_first)
        return {
            "first terms": ForAll((), sp.And(sp.Ge(first, 0, evaluate=False), sp.Le(first, bound_first, evaluate=False),
                                             evaluate=False), self.domain),
            "the ratio is not negative": ForAll(self.assume, sp.Ge(self.ratio, 0, evaluate=False), steps),
            "the ratios": ForAll(self.assume, sp.Le(self.ratio, self.bound_ratio, evaluate=False), steps),
        }

    def domain_text(self, effort: Effort) -> str:
        """The domain, the index and what confines it."""
        given = ", ".join(text(a) for a in self.assume)
        return ", ".join(filter(None, (self.domain.text(), f"all integers {self.index} ≥ {self.start}", given)))

    def text(self) -> str:
        """The claim, and the ratios."""
        ratios = f"{text(self.ratio)} ≤ {text(self.bound_ratio)}"
        return f"{text(self.claim)}, since {ratios}" if self.claim is not None else ratios

    def latex(self) -> str:
        """The claim, and the ratios."""
        ratios = rf"{latex(self.ratio)} \leq {latex(self.bound_ratio)}"
        return rf"{latex(self.claim)}, \text{{ since }} {ratios}" if self.claim is not None else ratios
