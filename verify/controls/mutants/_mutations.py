"""What is changed in a formula: one number, sign, exponent, symbol, relation, assumption or end of a range.

A change is data: the way to a place in the proposition, and an operation on what stands there. Places are those of
the formula itself, whatever its kind: fields of dataclasses, elements of tuples, arguments of SymPy expressions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from hashlib import sha256
from itertools import compress
from json import dumps
from typing import Any

import sympy as sp

from verify.claims import Proposition, Variable
from verify.exact import text

Path = tuple[str | int, ...]
MOST = {"positive": 16}
"""Changes of one formula of a kind that takes long; evenly spread over it."""
MOST_OTHERWISE = 120
"""Changes of one formula of any other kind; only those that were computed, not written, have more."""
_NO_FORMULA = frozenset(("named", "claim", "name", "words", "digits", "points", "index", "variable",
                         "function", "arguments", "expected", "trial", "seeds", "rate", "confidence"))
"""Fields for the reader, of the method, or that bind a variable."""
_BOUND = ("index", "variable", "upper")
"""Fields that bind a variable where they hold a symbol; one that is the end of an integral counts with them."""
_DROPPED = ("assume", "facts", "given")
_TURNED = {sp.Ge: sp.Le, sp.Gt: sp.Lt, sp.Le: sp.Ge, sp.Lt: sp.Gt, sp.Eq: sp.Ne, sp.Ne: sp.Eq}
_STRICT = {sp.Ge: sp.Gt, sp.Gt: sp.Ge, sp.Le: sp.Lt, sp.Lt: sp.Le}
_SIGNS = {">=": (">", "<="), ">": (">=", "<"), "<=": ("<", ">="), "<": ("<=", ">")}


@dataclass(frozen=True)
class Change:
    """An operation at a place of a proposition."""

    path: Path
    operation: str

    @property
    def key(self) -> str:
        """A short name that is the same in every run: eight hexadecimal digits."""
        return sha256(dumps([*self.path, self.operation]).encode()).hexdigest()[:8]

    def applied(self, proposition: Proposition) -> Proposition:
        """The changed proposition. Whatever its making raises is raised: some changes leave no formula.

        >>> from verify.claims import Domain
        >>> from verify.exact import Identity
        >>> x = sp.Symbol("x")
        >>> Change(("rhs", 0), "+1").applied(Identity(x + x, 2*x, Domain())).rhs
        3*x
        """
        changed: Proposition = put(proposition, self.path, self.new(proposition))
        return changed

    def new(self, proposition: Proposition) -> Any:
        """What stands at the place afterwards. ValueError for nothing new."""
        old = get(proposition, self.path)
        made = _applied(old, self.operation, symbols(proposition))
        if isinstance(made, sp.Basic) and made.has(sp.zoo, sp.nan, sp.oo, -sp.oo):
            raise ValueError("the change leaves no number")
        return made

    def words(self, proposition: Proposition) -> str:
        """What is changed, for people: "2 → 3 in lhs"."""
        place = " ".join(str(step) for step in self.path if isinstance(step, str)) or type(proposition).__name__
        old = get(proposition, self.path)
        if self.operation.startswith("drop "):
            return f"without {_shown(old[int(self.operation[5:])])} in {place}"
        if isinstance(old, Variable):
            return f"{old.text()} → {self.new(proposition).text()} in {place}"
        return f"{_shown(old)} → {_shown(self.new(proposition))} in {place}"


def get(value: Any, path: Path) -> Any:
    """What stands at a place."""
    for step in path:
        if isinstance(step, str):
            value = getattr(value, step)
        else:
            value = value.args[step] if isinstance(value, sp.Basic) else value[step]
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """The value with `new` at a place; everything on the way is made again, the rest is kept.

    >>> put((1, (2, 3)), (1, 0), 5)
    (1, (5, 3))
    """
    if not path:
        return new
    step, *rest = path
    inner = put(get(value, (step,)), tuple(rest), new)
    if isinstance(step, str):
        names = getattr(value, "named", ())
        if step in _DROPPED and not rest and names and (step == "given" or "given" not in vars(value)):
            kept = [part in inner for part in getattr(value, step)]  # a name goes with what it names
            return replace(value, **{step: inner, "named": tuple(compress(names, kept))})
        return replace(value, **{step: inner})
    if isinstance(value, sp.Basic):
        args = [*value.args[:step], inner, *value.args[step + 1:]]
        logic = isinstance(value, (sp.And, sp.Or, sp.core.relational.Relational))
        return value.func(*args, evaluate=False) if logic else value.func(*args)
    return (*value[:step], inner, *value[step + 1:])


def symbols(proposition: Proposition) -> tuple[Any, ...]:
    """The free symbols of a proposition's formula, by name."""
    found: set[Any] = set()
    for field in fields(proposition):  # type: ignore[arg-type]  # every proposition is a dataclass
        value = getattr(proposition, field.name)
        parts = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, sp.Basic) and field.name not in _NO_FORMULA:
                found |= part.free_symbols
    bound = {getattr(proposition, name, None) for name in _BOUND}
    return tuple(sorted(found - bound, key=lambda symbol: str(symbol.name)))


def changes(proposition: Proposition) -> tuple[list[Change], int]:
    """The changes of a proposition in a fixed order, each with another outcome, and how many more places it has.

    Those that give the proposition itself, the same one again, or no formula at all, are dropped.

    >>> from verify.decide import ForAll
    >>> from verify.claims import Domain, Real
    >>> x = sp.Symbol("x")
    >>> found, _ = changes(ForAll((), sp.Ge(x, 0), Domain.of(Real("x", ge=1))))
    >>> [change.operation for change in found]
    ['turn', 'strict', 'sign', '+1', '-1', 'lower -1', 'lower removed']
    """
    every = [Change(path, operation) for path, operation in _everywhere(proposition, ())]
    most = MOST.get(proposition.kind, MOST_OTHERWISE)
    chosen = every if len(every) <= most else [every[i * len(every) // most] for i in range(most)]
    seen, kept = {_identity(proposition)}, []
    for change in chosen:
        try:
            made = _identity(change.applied(proposition))
        except Exception:  # whatever SymPy or a proposition raises: what was changed is no formula any more
            continue
        if made not in seen:
            seen.add(made)
            kept.append(change)
    return kept, len(every) - len(chosen)


def _identity(proposition: Proposition) -> Any:
    """What tells propositions apart."""
    return tuple(repr(value) if isinstance(value, tuple) and any(isinstance(v, dict) for v in value) else value
                 for field in fields(proposition)  # type: ignore[arg-type]  # as above
                 if field.compare for value in [getattr(proposition, field.name)])


def _everywhere(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, sp.Basic):
        yield from _in_expression(value, path, whole=True)
    elif isinstance(value, Variable):
        yield from ((path, operation) for operation in _range_operations(value))
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name not in _NO_FORMULA and not (field.name in _BOUND and getattr(inner, "is_Symbol", False)):
                yield from _everywhere(inner, (*path, field.name))
    elif isinstance(value, tuple):
        if path and path[-1] in _DROPPED:
            yield from ((path, f"drop {i}") for i in range(len(value)))
        for i, part in enumerate(value):
            yield from _everywhere(part, (*path, i))
    elif isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        yield from ((path, "+1"), (path, "-1"))
    elif isinstance(value, str) and value in _SIGNS:
        yield from ((path, "turn"), (path, "strict"))


def _in_expression(node: Any, path: Path, *, whole: bool = False) -> Iterator[tuple[Path, str]]:
    if node.is_Rational:
        yield from ((path, "+1"), (path, "-1"))
        return
    if node.is_Symbol:
        yield path, "swap"
        if whole:
            yield path, "sign"
        return
    if type(node) in _TURNED:
        yield path, "turn"
    if type(node) in _STRICT:
        yield path, "strict"
    if isinstance(node, (sp.And, sp.Or)):
        yield path, "join"
    if isinstance(node, sp.Expr) and whole and not node.is_Add:
        yield path, "sign"
    if node.is_Pow and not node.exp.is_Rational:
        yield from (((*path, 1), "+1"), ((*path, 1), "-1"))
    for i, argument in enumerate(node.args):
        if node.is_Add and not argument.is_Rational:
            yield (*path, i), "sign"
        if isinstance(node, sp.Derivative) and i > 0:
            continue  # the variable of a derivative is bound
        relation = isinstance(node, sp.core.relational.Relational)
        yield from _in_expression(argument, (*path, i), whole=relation)


def _range_operations(variable: Variable) -> Iterator[str]:
    if variable.lower is not None:
        yield from ("lower -1", "lower removed", *(("lower closed",) if variable.lower_open else ()))
    if variable.upper is not None:
        yield from ("upper +1", "upper removed", *(("upper closed",) if variable.upper_open else ()))
    if variable.modulus > 1:
        yield "any residue"
    if variable.integer:
        yield "real"


def _applied(old: Any, operation: str, known: tuple[Any, ...]) -> Any:
    if isinstance(old, Variable):
        return _other_range(old, operation)
    if operation.startswith("drop "):
        place = int(operation[5:])
        return (*old[:place], *old[place + 1:])
    if operation in ("+1", "-1"):
        return old + int(operation)
    if operation == "sign":
        return -old
    if operation == "swap":
        others = [symbol for symbol in known if symbol != old]
        if not others:
            raise ValueError("there is no other symbol")
        return next((symbol for symbol in others if symbol.name > old.name), others[0])
    if operation in ("turn", "strict") and isinstance(old, str):
        return _SIGNS[old][operation == "turn"]
    if operation == "join":
        return (sp.Or if isinstance(old, sp.And) else sp.And)(*old.args, evaluate=False)
    return (_TURNED if operation == "turn" else _STRICT)[type(old)](*old.args, evaluate=False)


def _other_range(variable: Variable, operation: str) -> Variable:
    changed: dict[str, dict[str, Any]] = {
        "lower removed": {"lower": None, "lower_open": False}, "lower closed": {"lower_open": False},
        "upper removed": {"upper": None, "upper_open": False}, "upper closed": {"upper_open": False},
        "any residue": {"residue": 0, "modulus": 1}, "real": {"integer": False, "residue": 0, "modulus": 1},
    }
    if operation == "lower -1" and variable.lower is not None:
        return replace(variable, lower=variable.lower - variable.modulus)  # the next member of a residue class
    if operation == "upper +1" and variable.upper is not None:
        return replace(variable, upper=variable.upper + variable.modulus)
    return replace(variable, **changed[operation])


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    written = text(value) if isinstance(value, sp.Basic) else str(value)
    return written if len(written) <= 60 else written[:59] + "…"
