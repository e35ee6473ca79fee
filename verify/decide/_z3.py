"""Plain-data terms and relations as Z3 expressions, and Z3's models as exact numbers."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import z3

from verify.claims import JSON, Domain, Variable, exact

Z3Expr = Any
MOST_POWER = 10_000  # powers are written out as products


class UnsupportedInZ3Error(ValueError):
    """A term outside polynomial and rational real arithmetic."""


def variables(domain: Domain, *, integral: bool) -> dict[str, Z3Expr]:
    """A Z3 constant for each variable; integer variables are reals unless `integral`.

    The constants are numbered: names such as |Φ(r)| cannot be written in Z3's own language.
    """
    return {v.name: _constant(i, integer=integral and v.integer) for i, v in enumerate(domain)}


@lru_cache(maxsize=256)
def _constant(place: int, *, integer: bool) -> Z3Expr:
    return z3.ToReal(z3.Int(f"v{place}")) if integer else z3.Real(f"v{place}")


def bounds(domain: Domain, names: Mapping[str, Z3Expr], *, integral: bool) -> list[Z3Expr]:
    """The ranges of the domain as Z3 constraints."""
    found = []
    for i, v in enumerate(domain):
        x = names[v.name]
        if v.lower is not None:
            found.append(x > number(v.lower) if v.lower_open else x >= number(v.lower))
        if v.upper is not None:
            found.append(x < number(v.upper) if v.upper_open else x <= number(v.upper))
        if integral and v.integer and v.modulus > 1:
            found.append(z3.Int(f"v{i}") % v.modulus == v.residue % v.modulus)
    return found


@lru_cache(maxsize=1024)
def number(value: Fraction | int) -> Z3Expr:
    """An exact rational constant."""
    exact = Fraction(value)
    return z3.Q(exact.numerator, exact.denominator)


@lru_cache(maxsize=1024)
def _written(text: str) -> Z3Expr:
    return number(exact(text))


def _joined(make: Callable[..., Any], values: list[Z3Expr]) -> Z3Expr:
    """One sum or product of reals; `z3.Sum` and `z3.Product` first look through all of them for other kinds."""
    context = values[0].ctx
    return z3.ArithRef(make(context.ref(), len(values), (z3.Ast * len(values))(*(v.as_ast() for v in values))), context)


def translate(term: JSON, names: Mapping[str, Z3Expr], denominators: list[Z3Expr]) -> Z3Expr:
    """A term or relation in Z3; every denominator met is appended to `denominators`."""
    if isinstance(term, str):
        return _written(term)
    if isinstance(term, Mapping):
        return names[term["var"]]
    head, *args = term
    if head in ("true", "false"):
        return z3.BoolVal(head == "true")
    if head == "^":
        base, exponent = args
        if not isinstance(exponent, str) or exact(exponent).denominator != 1:
            raise UnsupportedInZ3Error("a power whose exponent is no integer")
        value, power = translate(base, names, denominators), int(exponent)
        if abs(power) > MOST_POWER:
            raise UnsupportedInZ3Error(f"a power with the exponent {exponent[:40]}")
        if power < 0:
            denominators.append(value)
            return 1 / _power(value, -power)
        return _power(value, power)
    if head == "fn":
        raise UnsupportedInZ3Error("an undetermined function is outside real arithmetic")
    values = [translate(arg, names, denominators) for arg in args]
    if head == "+":
        return _joined(z3.Z3_mk_add, values)
    if head == "*":
        return _joined(z3.Z3_mk_mul, values)
    if head == "abs":
        return z3.If(values[0] >= 0, values[0], -values[0])
    logic = {"and": z3.And, "or": z3.Or, "not": z3.Not}
    if head in logic:
        return logic[head](*values)
    relations = {"<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
                 ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "!=": lambda a, b: a != b}
    if head in relations:
        return relations[head](*values)
    raise UnsupportedInZ3Error(f"{head} is outside real arithmetic")


def _power(value: Z3Expr, power: int) -> Z3Expr:
    return _joined(z3.Z3_mk_mul, [value] * power) if power else number(1)


def model_value(model: Any, variable: Variable, expression: Z3Expr) -> tuple[Fraction | None, JSON]:
    """A model's value of a variable: the rational (None when it is irrational) and its exact plain form.

    Irrational algebraic numbers are {"root_of": [coefficients, ascending], "between": [low, high]}.
    """
    value = model.eval(expression, model_completion=True)
    if z3.is_int_value(value):
        return Fraction(value.as_long()), str(value.as_long())
    if z3.is_rational_value(value):
        exact = Fraction(value.numerator_as_long(), value.denominator_as_long())
        return exact, str(exact)
    if z3.is_algebraic_value(value):
        coefficients = [str(c.as_fraction() if hasattr(c, "as_fraction") else c) for c in value.poly()]
        close = value.approx(30)
        middle = Fraction(close.numerator_as_long(), close.denominator_as_long())
        margin = Fraction(1, 10**25)
        return None, {"root_of": coefficients, "between": [str(middle - margin), str(middle + margin)]}
    raise UnsupportedInZ3Error(f"a model gives {variable.name} a value of an unknown kind")


def decide(constraints: list[Z3Expr], *, integral: bool, milliseconds: int = 20_000) -> tuple[str, Any]:
    """("unsat", None), ("sat", a function that gives a model) or ("unknown", reason) for the conjunction.

    `integral` says whether integer constants occur in them; without any the solver for real arithmetic is taken.
    """
    solver = _solver(integral=integral)
    solver.set("timeout", milliseconds)
    solver.add(*constraints)
    answer = solver.check()
    if answer == z3.sat:
        return "sat", lambda: _model_afresh(constraints, integral) or solver.model()
    if answer == z3.unsat:
        return "unsat", None
    return "unknown", solver.reason_unknown()


def _solver(*, integral: bool) -> Any:
    """What `z3.Solver()` and `z3.SolverFor("QF_NRA")` ask first.

    These two keep an incremental solver beside it, for goals that are pushed and popped; made for one question that is
    never asked again, it takes most of the time.
    """
    return z3.Tactic("default" if integral else "qfnra").solver()


def _model_afresh(constraints: list[Z3Expr], integral: bool) -> Any:
    """The model that a context without a past gives, as values of names; None when it gives none.

    A model depends on what the context met before, so on the order of the claims; this one does not.
    """
    context = z3.Context()
    fresh = z3.Solver(ctx=context) if integral else z3.SolverFor("QF_NRA", ctx=context)
    fresh.set("timeout", 20_000)
    fresh.from_string(_as_text(constraints))
    if fresh.check() != z3.sat:
        return None
    model = fresh.model()
    return model.translate(z3.main_ctx())


def _as_text(constraints: list[Z3Expr]) -> str:
    """The conjunction in SMT-LIB, the same whatever came before.

    A solver that has checked would add the names that it made up, and the order of the declarations is no promise.
    """
    unchecked = _solver(integral=False)
    unchecked.add(*constraints)
    lines = unchecked.sexpr().splitlines()
    declared = sorted(line for line in lines if line.startswith("(declare-"))
    return "\n".join([*declared, *(line for line in lines if not line.startswith("(declare-"))])


def negation(constraint: Z3Expr) -> Z3Expr:
    """The negated constraint."""
    return z3.Not(constraint)


def some_zero(terms: list[Z3Expr]) -> Z3Expr:
    """That one of the terms is zero."""
    return z3.Or([term == 0 for term in terms])


def version() -> str:
    """Z3's name and version, for the evidence."""
    return f"z3 {z3.get_version_string()}"
