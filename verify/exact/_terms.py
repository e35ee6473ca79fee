"""SymPy expressions as plain data and back: nested lists that any program can read.

Numbers are strings ("3/7"), symbols {"var": "r"}, everything else a list whose head names the operation.
No string is ever parsed as an expression: reading back knows the heads below and no others.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.integrals.transforms import IntegralTransform

from verify.claims import JSON, exact

Expr = Any  # SymPy is untyped here: see pyproject

_FUNCTIONS: dict[str, Callable[..., Expr]] = {
    "exp": sp.exp, "log": sp.log, "sin": sp.sin, "cos": sp.cos, "erf": sp.erf, "gamma": sp.gamma, "abs": sp.Abs,
}
_RELATIONS: dict[str, Callable[..., Expr]] = {
    "<": sp.StrictLessThan, "<=": sp.LessThan, ">": sp.StrictGreaterThan, ">=": sp.GreaterThan,
    "=": sp.Equality, "!=": sp.Unequality,
}
_LOGIC: dict[str, Callable[..., Expr]] = {"and": sp.And, "or": sp.Or, "not": sp.Not}
_HEADS: dict[Any, str] = {cls: head for table in (_FUNCTIONS, _RELATIONS, _LOGIC) for head, cls in table.items()}


_MOST_POWER = 10_000
_MOST_BITS = 1_000_000
_MOST_ORDER = 1000


class UnsupportedTermError(ValueError):
    """An expression that the engine has no plain form for."""


def carried_out(expr: Expr) -> Expr:
    """The expression with its derivatives carried out.

    Raises UnsupportedTermError for an integral, a sum, a product or a limit: SymPy would put its own answer in their
    place, and that is no proof.
    """
    return _carried_out(sp.sympify(expr, strict=True))


@lru_cache(maxsize=1024)  # a control changes one side, and leaves the other
def _carried_out(found: Expr) -> Expr:
    for unproved in found.atoms(ExprWithLimits, IntegralTransform, sp.Limit):
        raise UnsupportedTermError(f"{type(unproved).__name__} has no plain form: {unproved}; state what it is by a "
                                   "derivative, by SumFormula, or by IntegralEquals")
    return found.doit()


def to_data(expr: Expr) -> JSON:
    """Plain data of an expression or relation.

    Raises UnsupportedTermError for floats and for functions outside the list.

    >>> x = sp.Symbol("x")
    >>> to_data(x**2 / 3 < sp.exp(x))
    ['<', ['*', '1/3', ['^', {'var': 'x'}, '2']], ['exp', {'var': 'x'}]]
    """
    if isinstance(expr, bool):
        return ["true"] if expr else ["false"]
    if isinstance(expr, (int, Fraction)):
        return str(expr)
    return _data(expr)


@lru_cache(maxsize=1 << 14)  # the same terms stand in many parts, and again in each control; equal ones look the same
def _data(expr: Expr) -> JSON:
    if expr is sp.true or expr is sp.false:
        return ["true"] if expr else ["false"]
    if expr.is_Rational:
        return str(Fraction(int(expr.p), int(expr.q)))
    if expr.is_Symbol:
        return {"var": expr.name}
    if expr is sp.pi:
        return ["pi"]
    if expr is sp.E:
        return ["exp", "1"]
    if expr.is_Add or expr.is_Mul:
        return ["+" if expr.is_Add else "*", *map(_data, sp.ordered(expr.args))]
    if isinstance(expr, sp.exp):
        return ["exp", _data(expr.args[0])]
    if expr.is_Pow:
        return ["^", _data(expr.base), _data(expr.exp)]
    if isinstance(expr, sp.Derivative):
        (variable, order), *others = expr.variable_count
        function = expr.expr
        if not others and isinstance(function, sp.core.function.AppliedUndef) and function.args == (variable,):
            return ["fn", function.func.__name__, str(order), _data(variable)]
        raise UnsupportedTermError(f"only derivatives of undetermined functions have a plain form, not {expr}")
    if isinstance(expr, sp.core.function.AppliedUndef):
        if len(expr.args) != 1:
            raise UnsupportedTermError(f"only undetermined functions of one argument have a plain form, not {expr}")
        return ["fn", expr.func.__name__, "0", _data(expr.args[0])]
    rewritten = as_gammas(expr)
    if rewritten is not None:
        return _data(rewritten)
    for cls, head in _HEADS.items():
        if isinstance(expr, cls):
            args = sp.ordered(expr.args) if head in ("and", "or") else expr.args
            return [head, *map(_data, args)]
    raise UnsupportedTermError(f"{type(expr).__name__} has no plain form: {expr}")


def as_gammas(expr: Expr) -> Expr | None:
    """Factorials, rising factorials and binomials by the gamma function; None for anything else."""
    if isinstance(expr, sp.factorial):
        return sp.gamma(expr.args[0] + 1)
    if isinstance(expr, sp.RisingFactorial):
        a, n = expr.args
        return sp.gamma(a + n) / sp.gamma(a)
    if isinstance(expr, sp.binomial):
        n, k = expr.args
        return sp.gamma(n + 1) / (sp.gamma(k + 1) * sp.gamma(n - k + 1))
    return None


def from_data(data: JSON) -> Expr:
    """The expression of plain data; UnsupportedTermError for what `to_data` does not write.

    SymPy computes powers, factorials and derivatives when they are written; what no memory would hold is refused.

    >>> from_data(["+", {"var": "x"}, "1/2"])
    x + 1/2
    """
    if isinstance(data, str):
        value = exact(data)
        return sp.Rational(value.numerator, value.denominator)
    if isinstance(data, dict):
        return sp.Symbol(data["var"])
    head, *args = data
    if head in ("true", "false"):
        return sp.true if head == "true" else sp.false
    if head == "pi":
        return sp.pi
    if head == "fn":
        name, order, argument = args
        if not 0 <= int(order) <= _MOST_ORDER:
            raise UnsupportedTermError(f"a derivative of order {str(order)[:40]}; the most is {_MOST_ORDER}")
        applied = sp.Function(name)(from_data(argument))
        return sp.Derivative(applied, (from_data(argument), int(order))) if int(order) else applied
    parts = [from_data(arg) for arg in args]
    if head == "+":
        return sp.Add(*parts)
    if head == "*":
        return sp.Mul(*parts)
    if head == "^":
        return _power(*parts)
    if head == "gamma" and parts[0].is_Rational and abs(parts[0]) > _MOST_POWER:
        raise UnsupportedTermError(f"gamma of a number beyond {_MOST_POWER}")
    for table in (_FUNCTIONS, _RELATIONS, _LOGIC):
        if head in table:
            return table[head](*parts)
    raise UnsupportedTermError(f"unknown head {head!r} in a term")


def _power(base: Expr, exponent: Expr) -> Expr:
    if exponent.is_Rational and (abs(exponent) > _MOST_POWER or abs(exponent) * sum(
            number.p.bit_length() + number.q.bit_length() for number in base.atoms(sp.Rational)) > _MOST_BITS):
        raise UnsupportedTermError(f"a power of more than {_MOST_POWER}, or one with too many digits")
    return sp.Pow(base, exponent)
