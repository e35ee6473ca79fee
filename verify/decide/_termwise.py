"""Sequences bounded term by term: the first terms and the ratios of consecutive terms are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import sympy as sp

from verify.claims import JSON, Domain, Effort, Finding, Integer, Proposition, Status
from verify.exact import Compound, UndefinedTermError, ball, latex, text, to_data

from ._forall import ForAll, holds, rational_value
from ._z3 import UnsupportedInZ3Error

Expr = Any
_TERMS = 16
"""How many terms are multiplied up in search of a violation."""


def terms_at(data: Mapping[str, JSON], point: Mapping[str, Fraction]) -> tuple[Fraction, Fraction] | None:
    """The terms a(i) and b(i) of a bound's plain data, multiplied up from the first; exact.

    None where a step is outside what is assumed, or a value is not rational.
    """
    try:
        a, b = (rational_value(data[name], point) for name in ("first", "bound_first"))
        for i in range(data["start"], int(point[data["index"]])):
            values = {**point, data["index"]: Fraction(i)}
            if not all(holds(relation, {name: ball(value) for name, value in values.items()}, values)
                       for relation in data["assume"]):
                return None
            a, b = a * rational_value(data["ratio"], values), b * rational_value(data["bound_ratio"], values)
    except (UndefinedTermError, UnsupportedInZ3Error, ZeroDivisionError):
        return None
    return a, b


@dataclass(frozen=True)
class TermwiseBound(Compound):
    """0 <= a(i) <= b(i) for all i >= start, since 0 <= a(start) <= b(start) and 0 <= a(i+1)/a(i) <= b(i+1)/b(i).

    `ratio` and `bound_ratio` are rational in the index; the step from i to i + 1 is decided under `assume`, which
    confines the index (for instance to the terms of a polynomial). It must leave no gap below: where it holds for
    i + 1 it holds for i, and that is decided too. `claim` is the inequality between sums that follows, for display.
    Ratios that are not as stated show nothing about the terms: it takes two terms to refute the bound.

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
        first, bound_first = sp.sympify(self.first, strict=True), sp.sympify(self.bound_first, strict=True)
        found: dict[str, Proposition] = {
            "first terms": ForAll((), sp.And(sp.Ge(first, 0, evaluate=False), sp.Le(first, bound_first, evaluate=False),
                                             evaluate=False), self.domain),
            "the ratio is not negative": ForAll(self.assume, sp.Ge(self.ratio, 0, evaluate=False), steps),
            "the ratios": ForAll(self.assume, sp.Le(self.ratio, self.bound_ratio, evaluate=False), steps),
        }
        if any(self.index in a.free_symbols for a in self.assume):
            later = tuple(a.subs(self.index, self.index + 1) for a in self.assume)
            found["no index is left out below"] = ForAll(later, sp.And(*self.assume), steps)
        return found

    def settle(self, effort: Effort) -> Finding:
        """As its parts say; where they fail, terms are multiplied up in search of two that violate the bound."""
        finding = super().settle(effort)
        if finding.status is not Status.REFUTED:
            return finding
        evidence = replace(finding.evidence, witness=self._violation(finding.evidence.proposition))
        if evidence.witness is not None:
            return replace(finding, evidence=evidence)
        return replace(finding, status=Status.UNDECIDED, evidence=evidence, reason="the ratios do not give it")

    def _violation(self, data: JSON) -> Mapping[str, JSON] | None:
        for values in self.domain.samples(40):
            for i in range(self.start, self.start + _TERMS):
                point = values | {self.index.name: Fraction(i)}
                terms = terms_at(data, point)
                if terms is None:
                    break
                if not 0 <= terms[0] <= terms[1]:
                    return {"at": {name: str(value) for name, value in point.items()},
                            "lhs": str(terms[0]), "rhs": str(terms[1])}
        return None

    def head_data(self) -> dict[str, JSON]:
        """The sequences, beside the parts."""
        terms = {"first": self.first, "bound_first": self.bound_first, "ratio": self.ratio,
                 "bound_ratio": self.bound_ratio}
        return super().head_data() | {name: to_data(sp.sympify(term, strict=True)) for name, term in terms.items()} | {
            "index": self.index.name, "start": self.start, "assume": [to_data(a) for a in self.assume],
            "domain": self.domain.to_data()}

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
