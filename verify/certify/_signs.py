"""The sign of one function on a box: natural and Taylor forms, the form at a zero at the lower end."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from verify.claims import JSON

from ._balls import Ball, ball, interval
from ._boxes import Box
from ._evaluate import evaluate, shifted
from ._exponential_sums import ExponentialSum, compiled

Coefficient = Callable[[Ball, int], Ball]
"""(x, k) to an enclosure of the k-th Taylor coefficient f^(k)/k! on the ball x."""
ORDERS = 3
"""The forms tried on a box in one variable: natural, and Taylor's to the first and second derivative."""


class Violated(Exception):
    """The function has the wrong sign at a point: a finding, not an error."""

    def __init__(self, point: tuple[Fraction, ...]) -> None:
        super().__init__(str(point))
        self.point = point


def coefficients_of_sum(total: ExponentialSum) -> Coefficient:
    """Taylor coefficients from the exact derivatives of the sum, so that terms of a kind are joined first."""
    functions: list[Any] = []
    derivatives = [total]

    def coefficient(x: Ball, k: int) -> Ball:
        while len(functions) <= k:
            divisor = Fraction(1, max(len(functions), 1))
            derivatives[-1] = derivatives[-1] * ExponentialSum({((), Fraction(0)): divisor})
            functions.append(compiled(derivatives[-1]))
            derivatives.append(derivatives[-1].derivative())
        return functions[k](x)

    return coefficient


def coefficients_of_term(term: JSON, variable: str) -> Coefficient:
    """Taylor coefficients by power series arithmetic."""

    def coefficient(x: Ball, k: int) -> Ball:
        if k == 0:
            return evaluate(term, {variable: x})
        series = evaluate(term, {variable: shifted(x, k)})
        return series[k] if not isinstance(series, arb) else arb(0)

    return coefficient


def taylor_range(coefficient: Coefficient, lower: Fraction, upper: Fraction, order: int) -> Ball:
    """The range on [lower, upper] by Taylor's formula about the midpoint, the `order`-th derivative on all of it."""
    x = interval(lower, upper)
    if order == 0:
        return coefficient(x, 0)
    centre, half = ball((lower + upper) / 2), ball((upper - lower) / 2)
    value = arb(0)
    for k in range(order + 1):
        power = (-half**k).union(half**k) if k % 2 else arb(0).union(half**k) if k else arb(1)
        value += coefficient(x if k == order else centre, k) * power
    return value


def plane_range(term: JSON, names: tuple[str, str], box: Box, order: int) -> Ball:
    """The range of a term in two variables on a box: natural (order 0), or by the mean-value form (order 1)."""
    balls = {name: interval(*ends) for name, ends in zip(names, box, strict=True)}
    if order == 0:
        return evaluate(term, balls)
    centre = {name: ball((lower + upper) / 2) for name, (lower, upper) in zip(names, box, strict=True)}
    value = evaluate(term, centre)
    for name in names:
        series = evaluate(term, balls | {name: shifted(balls[name], 1)})
        if not isinstance(series, arb):
            value += series[1] * (balls[name] - centre[name])
    return value


@dataclass(frozen=True)
class Sign:
    """Shows f > 0 (or f >= 0) box by box."""

    coefficient: Coefficient
    strict: bool

    def holds(self, value: Ball) -> bool:
        """Whether the relation is sure."""
        return bool(value > 0 if self.strict else value >= 0)

    def fails(self, value: Ball) -> bool:
        """Whether the opposite is sure."""
        return bool(value <= 0 if self.strict else value < 0)

    def shown(self, box: Box) -> str | None:
        """The order of a form that shows the relation on the box; Violated if it fails at its midpoint."""
        (lower, upper), = box
        x = interval(lower, upper)
        if self.holds(self.coefficient(x, 0)):
            return "0"
        middle = (lower + upper) / 2
        if self.fails(self.coefficient(ball(middle), 0)):
            raise Violated((middle,))
        for order in range(1, ORDERS):
            if self.holds(taylor_range(self.coefficient, lower, upper, order)):
                return str(order)
        return None

    def zero_order(self, lower: Fraction, limit: int = 40) -> int:
        """How many Taylor coefficients at `lower` are exactly zero (as balls without radius), from the first."""
        order = 0
        while order < limit and self.coefficient(ball(lower), order).is_zero():
            order += 1
        return order

    def shown_from_zero(self, lower: Fraction, upper: Fraction, order: int) -> bool:
        """f^(order) > 0 on [lower, upper], the lower ones being 0 at `lower`: so f > 0 on (lower, upper]."""
        return bool(self.coefficient(interval(lower, upper), order) > 0)


@dataclass(frozen=True)
class PlaneSign:
    """The same for a term in two variables, by the natural and the mean-value form."""

    term: JSON
    names: tuple[str, str]
    strict: bool

    def shown(self, box: Box) -> str | None:
        """The order of a form that shows the relation on the box; Violated if it fails at its midpoint."""
        sign = Sign(lambda x, k: x, self.strict)
        if sign.holds(plane_range(self.term, self.names, box, 0)):
            return "0"
        middle = tuple((lower + upper) / 2 for lower, upper in box)
        if sign.fails(evaluate(self.term, dict(zip(self.names, map(ball, middle), strict=True)))):
            raise Violated(middle)
        return "1" if sign.holds(plane_range(self.term, self.names, box, 1)) else None
