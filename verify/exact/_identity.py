"""Identities: proved by canonical form, refuted by an exact point where the two sides differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sympy as sp

from verify.claims import JSON, Domain, Effort, Evidence, Finding, Proposition, Status

from ._canonical import UnsupportedFormError, groups
from ._evaluate import Ball, UndefinedTermError, ball, compare, evaluate, jet_name, precision, shown
from ._printing import latex, text
from ._terms import carried_out, to_data

Expr = Any
_BITS = 256


@dataclass(frozen=True)
class Identity(Proposition):
    """lhs = rhs for all values of the domain at which both sides are defined.

    Undetermined functions stand for any function: their derivatives are independent.

    >>> x = sp.Symbol("x")
    >>> from verify.claims import Real
    >>> Identity((x + 1)**2, x**2 + 2*x + 1, Domain.of(Real("x"))).settle(Effort()).status
    <Status.PROVED: 'proved'>
    >>> Identity((x + 1)**2, x**2 + 1, Domain.of(Real("x"))).settle(Effort()).evidence.witness["at"]
    {'x': '1/2'}
    """

    kind = "identity"
    lhs: Expr
    rhs: Expr
    domain: Domain = field(default_factory=Domain)

    def settle(self, effort: Effort) -> Finding:
        """Proved when the canonical form of lhs - rhs is zero; refuted by a point; else undecided."""
        lhs, rhs = self._sides
        _check_symbols(self.domain, lhs, rhs)
        _check_functions(self.domain, *self._terms)
        evidence: dict[str, Any] = {"engine": f"sympy {sp.__version__}", "domain": self.domain.text(),
                                    "proposition": self.to_data()}
        reason = "no point where the sides differ was found"
        try:
            if not groups(lhs - rhs, self.domain):
                method = "canonical form of the difference is zero"
                if not self._has_values():
                    return Finding(Status.UNDECIDED, Evidence(method=method, **evidence),
                                   "vacuous: no point is known at which both sides have a value")
                return Finding(Status.PROVED, Evidence(method=method, **evidence))
        except UnsupportedFormError as error:
            reason = f"unsupported: {error}"
        witness = self._difference()
        if witness is not None:
            return Finding(Status.REFUTED, Evidence(method="a point where the two sides differ", precision=_BITS,
                                                    witness=witness, **evidence))
        return Finding(Status.UNDECIDED, Evidence(method="canonical form", **evidence), reason)

    @cached_property
    def _sides(self) -> tuple[Expr, Expr]:
        return carried_out(self.lhs), carried_out(self.rhs)

    @cached_property
    def _terms(self) -> tuple[JSON, JSON]:
        return to_data(self._sides[0]), to_data(self._sides[1])

    def _has_values(self) -> bool:
        """Whether both sides have a value at one of the samples; else the identity may speak of nothing."""
        left, right = self._terms
        for values in sample_points(self.domain, [left, right]):
            point = {name: ball(value) for name, value in values.items()}
            try:
                if evaluate(left, point).is_finite() and evaluate(right, point).is_finite():
                    return True
            except UndefinedTermError:
                continue
        return False

    def _difference(self) -> Mapping[str, JSON] | None:
        """A witness: an exact point of the domain where balls keep the two sides apart."""
        left, right = self._terms
        with precision(_BITS):
            for values in sample_points(self.domain, [left, right]):
                point: dict[str, Ball] = {name: ball(value) for name, value in values.items()}
                try:
                    if compare(["!=", left, right], point):
                        return {"at": values, "lhs": shown(evaluate(left, point)), "rhs": shown(evaluate(right, point))}
                except UndefinedTermError:
                    continue
        return None

    def text(self) -> str:
        """lhs = rhs on one line."""
        return f"{text(self.lhs)} = {text(self.rhs)}"

    def latex(self) -> str:
        """lhs = rhs in LaTeX."""
        return f"{latex(self.lhs)} = {latex(self.rhs)}"

    def to_data(self) -> dict[str, JSON]:
        """Both sides and the domain."""
        left, right = self._terms
        return {"kind": self.kind, "lhs": left, "rhs": right, "domain": self.domain.to_data()}


def _check_symbols(domain: Domain, *exprs: Expr) -> None:
    for expr in exprs:
        for symbol in sp.sympify(expr, strict=True).free_symbols:
            if symbol.name not in domain:
                raise ValueError(f"{symbol} is not in the domain ({domain.text()}); add its range")
            if symbol.assumptions0 != sp.Symbol(symbol.name).assumptions0:
                raise ValueError(f"{symbol} carries SymPy assumptions; use a plain symbol and state its range")


def _check_functions(domain: Domain, *terms: JSON) -> None:
    for name in (name for term in terms for name in jets(term)):
        if name in domain:  # a point would give both the same value, though it need not be in the variable's range
            raise ValueError(f"{name} is a variable and an undetermined function at once; rename one of them")


def jets(term: JSON) -> Iterator[str]:
    """The names of the undetermined functions and derivatives in a term, as `evaluate` looks them up."""
    if isinstance(term, list):
        if term and term[0] == "fn":
            yield jet_name(term[1], int(term[2]))
            return
        for part in term[1:]:
            yield from jets(part)


def sample_points(domain: Domain, terms: list[JSON], limit: int = 400) -> Iterator[dict[str, str]]:
    """Exact points of the domain, with values for undetermined functions: rationals as strings, in a fixed order."""
    names = sorted({name for term in terms for name in jets(term)})
    for number, point in enumerate(domain.samples(limit)):
        values = {name: str(ord(name[-1]) % 7 + 3 * place + number % 5 + 1) for place, name in enumerate(names)}
        yield {name: str(value) for name, value in point.items()} | values
