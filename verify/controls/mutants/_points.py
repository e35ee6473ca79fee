"""A second route for formulas that say "equal": both sides at exact points, by balls, without canonical forms.

Sums are added up and recurrences run, so that an induction is checked against what it is about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals
from verify.claims import JSON, Domain, Effort, Proposition, Status, Variable
from verify.exact import (
    Identity,
    SolvesRecurrence,
    SumFormula,
    UndefinedTermError,
    ball,
    evaluate,
    precision,
    to_data,
)
from verify.exact._terms import carried_out

EQUALITIES = (Identity, SumFormula, SolvesRecurrence, IntegralEquals)
POINTS = 6
"""Points at which both sides must have a value."""
_TRIES = 60
_BITS = 320
_TERMS = 5


def apart(proposition: Proposition) -> tuple[int, dict[str, str] | None]:
    """At how many points both sides had a value, and one where they are apart; None when they never are.

    The points are drawn from the domain, from a seed that is the formula itself, so they are always the same.

    >>> from verify.claims import Real
    >>> x = sp.Symbol("x")
    >>> apart(Identity((x + 1)**2, x**2 + 2*x + 1, Domain.of(Real("x"))))
    (6, None)
    >>> count, point = apart(Identity((x + 1)**2, x**2 + 1, Domain.of(Real("x"))))
    >>> list(point)
    ['x']
    """
    sides = _Sides(proposition)
    domain: Domain = proposition.domain  # type: ignore[attr-defined]  # all of EQUALITIES but integrals have one
    met = 0
    for point in _points(domain, Random(sides.seed)):
        if met == POINTS:
            break
        try:
            with precision(_BITS):
                values = {name: ball(value) for name, value in point.items()}
                differences = sides.differences(values)
        except (UndefinedTermError, ZeroDivisionError, OverflowError):
            continue
        if not all(difference.contains(0) for difference in differences):
            return met, {name: str(value) for name, value in point.items()}
        met += all(difference.rad() < ball(Fraction(1, 10**20)) for difference in differences)
    return met, None


class _Sides:
    """The terms of an equality, and the differences of its two sides at a point."""

    def __init__(self, proposition: Any) -> None:
        self.about = proposition
        names = {"identity": ("lhs", "rhs"), "sum": ("summand", "closed"),
                 "recurrence": ("closed", "ratio", "first", "inhomogeneity")}[proposition.kind]
        sides = (sp.sympify(getattr(proposition, name), strict=True) for name in names)
        self.terms: list[JSON] = [to_data(carried_out(side)) for side in sides]
        self.seed = repr((proposition.domain.to_data(), self.terms))

    def differences(self, values: Mapping[str, Any]) -> list[Any]:
        about, jets = self.about, _Jets(self.seed)

        def evaluate_at(term: int, place: Mapping[str, Any]) -> Any:
            return evaluate(jets.valued(self.terms[term], place), place)

        if isinstance(about, Identity):
            return [evaluate_at(0, values) - evaluate_at(1, values)]
        index = about.index.name
        at = [{**values, index: ball(about.start + j)} for j in range(_TERMS)]
        if isinstance(about, SumFormula):
            total, found = ball(0), []
            for j, place in enumerate(at):
                total += evaluate_at(0, place)
                closed = evaluate_at(1, {**values, about.upper.name: ball(about.start + j)})
                found.append(total - closed)
            return found
        term, found = evaluate_at(2, values), []
        for place in at:
            found.append(evaluate_at(0, place) - term)
            term = evaluate_at(1, place) * term + evaluate_at(3, place)
        return found


def apart_elsewhere(before: IntegralEquals, after: IntegralEquals) -> tuple[int, dict[str, str] | None]:
    """As `apart`, for a changed integral formula: at points near the listed ones, where the unchanged one holds."""
    met = 0
    for point in before.points:
        for k in range(1, 4):
            near = {name: Fraction(value) * (1 + Fraction((k + 1) * (place + 1), 97))
                    for place, (name, value) in enumerate(sorted(point.items()))}
            here, there = (replace(each, points=(near,)).settle(Effort()).status for each in (before, after))
            if here.established and there is Status.REFUTED:
                return met, {name: str(value) for name, value in near.items()}
            met += here.established and there.established
    return met, None


def _points(domain: Domain, chance: Random) -> Iterator[dict[str, Fraction]]:
    for _ in range(_TRIES):
        point = {variable.name: _drawn(variable, chance) for variable in domain}
        if domain.contains(point):
            yield point


class _Jets:
    """Values of undetermined functions and their derivatives at a point: one for each argument that is another."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.arguments: dict[str, list[Any]] = {}

    def valued(self, term: JSON, values: Mapping[str, Any]) -> JSON:
        """The term with numbers for the undetermined functions. Arguments that may be equal get the same."""
        if not isinstance(term, list):
            return term
        head, *parts = term
        if head != "fn":
            return [head, *(self.valued(part, values) for part in parts)]
        name, order, argument = parts
        value = evaluate(self.valued(argument, values), values)
        known = self.arguments.setdefault(name, [])
        place = next((i for i, other in enumerate(known) if other.overlaps(value)), len(known))
        if place == len(known):
            known.append(value)
        chance = Random(f"{self.seed} {name} {order} {place}")
        return str(Fraction(chance.randint(-999, 999), 101))


def _drawn(variable: Variable, chance: Random) -> Fraction:
    low, high = variable.lower, variable.upper
    if low is None:
        low = (high if high is not None else Fraction(5)) - 10
    if high is None:
        high = low + 10 * variable.modulus
    if not variable.integer:
        return low + (high - low) * Fraction(chance.randint(1, 996), 997)
    first = -((-low) // 1)
    first += (variable.residue - first) % variable.modulus
    return Fraction(first + variable.modulus * chance.randint(0, max(0, int((high - first) // variable.modulus))))
