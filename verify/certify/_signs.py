"""The sign of one function on a box: natural and Taylor forms, the form at a zero at the lower end."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpq_series

from verify.claims import JSON

from ._balls import Ball, ball, interval
from ._boxes import Box
from ._evaluate import UnsupportedTermError, evaluate, rational_series, shifted
from ._exponential_sums import ExponentialSum, compiled

ORDERS = 3
"""The forms tried on a box in one variable: natural, and Taylor's to the first and second derivative."""


class Violated(Exception):
    """The function has the wrong sign at a point: a finding, not an error."""

    def __init__(self, point: tuple[Fraction, ...]) -> None:
        super().__init__(str(point))
        self.point = point


class SumFunction:
    """An exponential sum with its Taylor coefficients from exact derivatives, so that like terms are joined."""

    def __init__(self, total: ExponentialSum) -> None:
        self._derivatives = [total]
        self._compiled: list[Any] = []

    def _coefficient(self, k: int) -> ExponentialSum:
        while len(self._derivatives) <= k:
            step = ExponentialSum({((), Fraction(0)): Fraction(1, len(self._derivatives))})
            self._derivatives.append(self._derivatives[-1].derivative() * step)
        return self._derivatives[k]

    def coefficient(self, x: Ball, k: int) -> Ball:
        """An enclosure of f^(k)/k! on a ball, at the precision of the first call."""
        while len(self._compiled) <= k:
            self._compiled.append(compiled(self._coefficient(len(self._compiled))))
        return self._compiled[k](x)

    def vanishes(self, x: Fraction, k: int) -> bool:
        """Whether f^(k)(x) = 0 exactly."""
        return self._coefficient(k).vanishes_at(x)


@dataclass(frozen=True)
class TermFunction:
    """A term in one variable with its Taylor coefficients by power series arithmetic."""

    term: JSON
    variable: str

    def coefficient(self, x: Ball, k: int) -> Ball:
        """An enclosure of f^(k)/k! on a ball."""
        if k == 0:
            return evaluate(self.term, {self.variable: x})
        return _series_coefficient(self.term, {self.variable: shifted(x, k)}, k)

    def vanishes(self, x: Fraction, k: int) -> bool:
        """Whether f^(k)(x) = 0 by exact rational power series; False where these are not rational."""
        point = fmpq_series([fmpq(x.numerator, x.denominator), 1], 1, k + 1)
        try:
            return bool(rational_series(self.term, point)[k] == 0)
        except (ValueError, ZeroDivisionError):
            return False


def _series_coefficient(term: JSON, values: Mapping[str, Any], k: int) -> Ball:
    """The k-th coefficient of a term in power series; not finite where a division by zero left it unknown."""
    try:
        series = evaluate(term, values)
    except UnsupportedTermError:
        raise
    except (ValueError, ZeroDivisionError):  # FLINT's words for a quotient that is no power series
        return arb.nan()
    if isinstance(series, arb):
        return arb(0)
    return series[k] if series.prec > k else arb.nan()


Function = SumFunction | TermFunction


def taylor_range(function: Function, lower: Fraction, upper: Fraction, order: int) -> Ball:
    """The range on [lower, upper] by Taylor's formula about the midpoint, the `order`-th derivative on all of it."""
    x = interval(lower, upper)
    if order == 0:
        return function.coefficient(x, 0)
    centre, half = ball((lower + upper) / 2), ball((upper - lower) / 2)
    value = arb(0)
    for k in range(order + 1):
        power = (-half**k).union(half**k) if k % 2 else arb(0).union(half**k) if k else arb(1)
        value += function.coefficient(x if k == order else centre, k) * power
    return value


def plane_range(term: JSON, names: tuple[str, str], box: Box, order: int) -> Ball:
    """The range of a term in two variables on a box: natural (order 0), or by the mean-value form (order 1)."""
    balls = {name: interval(*ends) for name, ends in zip(names, box, strict=True)}
    if order == 0:
        return evaluate(term, balls)
    centre = {name: ball((lower + upper) / 2) for name, (lower, upper) in zip(names, box, strict=True)}
    value = evaluate(term, centre)
    for name in names:
        slope = _series_coefficient(term, balls | {name: shifted(balls[name], 1)}, 1)
        value += slope * (balls[name] - centre[name])
    return value


@dataclass(frozen=True)
class Sign:
    """Shows f > 0 (or f >= 0) box by box."""

    function: Function
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
        if self.holds(self.function.coefficient(x, 0)):
            return "0"
        middle = (lower + upper) / 2
        if self.fails(self.function.coefficient(ball(middle), 0)):
            raise Violated((middle,))
        for order in range(1, ORDERS):
            if self.holds(taylor_range(self.function, lower, upper, order)):
                return str(order)
        return None

    def zero_order(self, lower: Fraction, limit: int = 9) -> int:
        """How many Taylor coefficients at `lower` are exactly zero, from the first."""
        order = 0
        while order < limit and self.function.vanishes(lower, order):
            order += 1
        return order

    def shown_from_zero(self, lower: Fraction, upper: Fraction, order: int) -> bool:
        """f^(order) > 0 on [lower, upper], the lower ones being 0 at `lower`: so f > 0 on (lower, upper]."""
        return bool(self.function.coefficient(interval(lower, upper), order) > 0)


@dataclass(frozen=True)
class PlaneSign:
    """The same for a term in two variables, by the natural and the mean-value form."""

    term: JSON
    names: tuple[str, str]
    strict: bool

    def shown(self, box: Box) -> str | None:
        """The order of a form that shows the relation on the box; Violated if it fails at its midpoint."""
        sign = Sign(TermFunction(self.term, ""), self.strict)
        if sign.holds(plane_range(self.term, self.names, box, 0)):
            return "0"
        middle = tuple((lower + upper) / 2 for lower, upper in box)
        if sign.fails(evaluate(self.term, dict(zip(self.names, map(ball, middle), strict=True)))):
            raise Violated(middle)
        return "1" if sign.holds(plane_range(self.term, self.names, box, 1)) else None
