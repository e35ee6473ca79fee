"""A proposition at given values of some of its variables: the general one says that it holds there.

The values are substituted and the variables leave the domain; what is then settled, by the same method, is a check of
its own of what was shown for all values.

>>> from fractions import Fraction
>>> import sympy as sp
>>> from verify.claims import Domain, Effort, Integer, Real
>>> from verify.exact import Identity
>>> r, d = sp.symbols("r d")
>>> power = Identity(r * r**(d - 1), r**d, Domain.of(Real("r", gt=0), Integer("d", ge=1)))
>>> parameters(power)
('r', 'd')
>>> specialise(power, {"d": Fraction(7)}).text()
'r⁷ = r⁷'
>>> specialise(power, {"d": Fraction(0)})
Traceback (most recent call last):
verify.specialise.OutsideError: d = 0 is outside d ≥ 1 integer
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from fractions import Fraction
from functools import singledispatch
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals, Positive
from verify.claims import Domain, Effort, Finding, Proposition, Real, Status, letter, name_of
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import All, Family, Identity, SolvesRecurrence, SumFormula

Values = Mapping[str, Fraction]
Expr = Any


class OutsideError(ValueError):
    """The proposition says nothing at these values; the message says why."""


class NotSpecialisedError(ValueError):
    """The proposition speaks of these values, but they cannot be put in; the message says why."""


@singledispatch
def parameters(proposition: Proposition) -> tuple[str, ...]:
    """The names of the variables that values can be given to; of a kind that takes none, ()."""
    return ()


@singledispatch
def specialise(proposition: Proposition, values: Values) -> Proposition:
    """The proposition at these values; the same object where it holds none of their variables.

    Raises OutsideError where a value is outside its domain, NotSpecialisedError where it cannot be put in.
    """
    return proposition


def listed(proposition: Proposition, values: Values) -> bool:
    """Whether the proposition itself speaks of these values: a family of listed ones may be asked at others.

    >>> from verify.exact import Computation, ode_residual_is_zero
    >>> solved = Family("d", (3, 7), lambda d: Computation("p", ode_residual_is_zero, (("d", d),)))
    >>> listed(solved, {"d": Fraction(7)}), listed(solved, {"d": Fraction(11)})
    (True, False)
    """
    if isinstance(proposition, All):
        return all(listed(part, values) for _, part in proposition.named)
    if isinstance(proposition, Family):
        places = _places(proposition, values)
        return not places or bool(_values_at(proposition, places, values))
    if isinstance(proposition, IntegralEquals):
        return bool(_points_at(proposition, _own(proposition, values)))
    return True


def claimed(proposition: Proposition, values: Values) -> Proposition | None:
    """What it says of these values where some of its parts say nothing: the others there; None when there is none.

    >>> from verify.claims import Integer
    >>> d = sp.Symbol("d")
    >>> small, any_d = (Identity(d, d, Domain.of(Integer("d", ge=3, le=top))) for top in (5, None))
    >>> claimed(All.of(small=small, any_d=any_d), {"d": Fraction(7)}).text()
    '7 = 7'
    """
    if isinstance(proposition, All):
        kept = tuple((name, part) for name, each in proposition.named
                     if (part := claimed(each, values)) is not None)
        return All(kept) if kept else None
    try:
        return specialise(proposition, values) if listed(proposition, values) else None
    except (OutsideError, NotSpecialisedError):
        return None


def settle_here(proposition: Proposition, effort: Effort) -> Finding:
    """Settle a specialised proposition; parts whose assumptions nothing satisfies at these values say nothing here.

    Raises OutsideError when no part is left.
    """
    finding = proposition.settle(effort)
    if finding.status is not Status.UNDECIDED or not finding.reason.endswith("vacuous"):
        return finding
    rest = _without_vacuous(proposition, effort)
    if rest is None:
        raise OutsideError("nothing satisfies the assumptions at these values")
    return rest.settle(effort)


def _without_vacuous(proposition: Proposition, effort: Effort) -> Proposition | None:
    if isinstance(proposition, ForAll):
        return None if proposition.settle(effort).reason == "vacuous" else proposition
    if not isinstance(proposition, (All, TermwiseBound)):
        return proposition
    kept = {name: rest for name, part in proposition.parts(effort).items()
            if (rest := _without_vacuous(part, effort)) is not None}
    return All(tuple(kept.items()), proposition.claim) if kept else None


# Formulas with a domain.

def _bound(proposition: Any) -> set[str]:
    """Variables that are bound in the formula, not free."""
    return {getattr(proposition, name).name for name in ("index", "upper") if hasattr(proposition, name)}


def _of_formula(proposition: Any) -> tuple[str, ...]:
    bound = _bound(proposition)
    return tuple(v.name for v in proposition.domain if v.name not in bound)


def _formula(proposition: Any, values: Values) -> Proposition:
    own = _own(proposition, values)
    changes: dict[str, Any] = {"domain": _narrowed(proposition.domain, own)}
    for field in fields(proposition):
        value = getattr(proposition, field.name)
        if isinstance(value, sp.Basic):
            changes[field.name] = _put(value, own)
        elif isinstance(value, tuple) and any(isinstance(item, sp.Basic) for item in value):
            changes[field.name] = tuple(_put(item, own) for item in value)
    changed: Proposition = replace(proposition, **changes) if own else proposition
    return changed


def _own(proposition: Proposition, values: Values) -> dict[str, Fraction]:
    return {name: values[name] for name in parameters(proposition) if name in values}


def _narrowed(domain: Domain, own: Values) -> Domain:
    for name, value in own.items():
        if not domain[name].contains(value):
            raise OutsideError(f"{letter(name)} = {value} is outside {domain[name].text()}")
    return Domain(tuple(v for v in domain if v.name not in own))


def _number(value: Fraction) -> Expr:
    return sp.Rational(value.numerator, value.denominator)


def _put(expr: Expr, values: Values) -> Expr:
    """The expression with the values put in; relations are kept as they stand, true or false."""
    if isinstance(expr, (sp.And, sp.Or, sp.Not)):
        return expr.func(*(_put(arg, values) for arg in expr.args), evaluate=False)
    if isinstance(expr, sp.core.relational.Relational):
        return expr.func(*(_put(arg, values) for arg in expr.args), evaluate=False)
    numbers = {symbol: _number(values[symbol.name]) for symbol in expr.free_symbols if symbol.name in values}
    if any(d.atoms(sp.Symbol) & set(numbers) for d in expr.atoms(sp.Derivative, sp.core.function.AppliedUndef)
           if isinstance(d, sp.core.function.AppliedUndef) or set(d.variables) & set(numbers)):
        raise NotSpecialisedError("an undetermined function or a derivative of the variable itself takes no value")
    # by the gamma function, as in plain data: at half integers √π is then there to be seen
    found = expr.xreplace(numbers).replace(sp.RisingFactorial, lambda a, n: sp.gamma(a + n) / sp.gamma(a))
    if found.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
        raise OutsideError("the formula has no value there")
    return found


for _kind in (Identity, ForAll, MonomialBound, TermwiseBound, SumFormula, SolvesRecurrence):
    parameters.register(_kind, _of_formula)
    specialise.register(_kind, _formula)


@parameters.register
def _of_positive(proposition: Positive) -> tuple[str, ...]:
    return tuple(v.name for v in proposition.domain)


@specialise.register
def _positive(proposition: Positive, values: Values) -> Proposition:
    own = _own(proposition, values)
    left = _narrowed(proposition.domain, own)
    pinned = {} if left.variables else {name: own[name] for name in list(own)[-1:]}  # a point is a box as well
    put = {name: value for name, value in own.items() if name not in pinned}
    kept = (*left, *(Real(name, ge=value, le=value) for name, value in pinned.items()))
    return proposition if not own else Positive(
        _put(proposition.expression, put), Domain(kept), proposition.relation, _put(sp.sympify(proposition.rhs), put))


@parameters.register
def _of_integral(proposition: IntegralEquals) -> tuple[str, ...]:
    return tuple(proposition.points[0])


@specialise.register
def _integral(proposition: IntegralEquals, values: Values) -> Proposition:
    own = _own(proposition, values)
    points = _points_at(proposition, own) or [{**point, **own} for point in proposition.points]
    return replace(proposition, points=tuple({tuple(sorted(p.items())): p for p in points}.values())) if own else \
        proposition


def _points_at(proposition: IntegralEquals, own: Values) -> list[Mapping[str, Fraction]]:
    """The points with these values."""
    return [point for point in proposition.points if all(point[name] == value for name, value in own.items())]


# Propositions of others.

@parameters.register
def _of_all(proposition: All) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, part in proposition.named for name in parameters(part)))


@specialise.register
def _all(proposition: All, values: Values) -> Proposition:
    named = tuple((name, specialise(part, values)) for name, part in proposition.named)
    if all(new is old for (_, new), (_, old) in zip(named, proposition.named, strict=True)):
        return proposition
    return All(named)  # its formula or words are about the general one


def _spelled(family: Family) -> list[str]:
    return [part.strip() for part in family.parameter.strip("()").split(",")]


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _equal(value: Any, other: Fraction) -> bool:
    return isinstance(value, (int, Fraction, sp.Rational)) and Fraction(str(value)) == other


def _places(family: Family, values: Values) -> dict[int, str]:
    """Which of the family's parameters have values, by place: the names that stand for its letters."""
    names = {letter(name): name for name in values}
    return {place: names[part] for place, part in enumerate(_spelled(family)) if part in names}


def _values_at(family: Family, places: Mapping[int, str], values: Values) -> list[Any]:
    """Those that it lists with these values at these places."""
    return [value for value in family.values
            if all(_equal(_parts(value)[place], values[name]) for place, name in places.items())]


@parameters.register
def _of_family(proposition: Family) -> tuple[str, ...]:
    first = _parts(proposition.values[0])
    return tuple(name_of(part) for part, value in zip(_spelled(proposition), first, strict=False)
                 if isinstance(value, (int, Fraction, sp.Rational)))


@specialise.register
def _family(proposition: Family, values: Values) -> Proposition:
    """At values of all its parameters what it builds there; of some, a family over those listed of the others.

    Those are the ones listed with the values, if any are.
    """
    places = _places(proposition, _own(proposition, values))
    if not places:
        return proposition
    made = _values_at(proposition, places, values)
    for value in () if made else proposition.values:
        parts = list(_parts(value))
        for place, name in places.items():
            parts[place] = _like(parts[place], values[name], name)
        made.append(tuple(parts) if isinstance(value, tuple) else parts[0])
    made = list(dict.fromkeys(made))
    try:
        if len(made) == 1:
            return proposition.build(made[0])
        small = replace(proposition, values=tuple(made), claim=None)
        small.parts(Effort())  # builds them
    except (ValueError, LookupError, ArithmeticError) as error:
        if listed(proposition, values):
            raise
        raise OutsideError(f"the family cannot be asked there ({type(error).__name__}: {error})") from error
    return small


def _like(listed_value: Any, value: Fraction, name: str) -> Any:
    """A value of the type that the family lists."""
    if isinstance(listed_value, int):
        if value.denominator != 1:
            raise OutsideError(f"{letter(name)} = {value} is no whole number")
        return int(value)
    return _number(value) if isinstance(listed_value, sp.Rational) else value
