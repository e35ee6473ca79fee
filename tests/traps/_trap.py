"""What a trap is: a proposition whose truth is known from a book, an issue thread or a line of hand computation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real

Expr = Any
x, y, z, a, b, c = sp.symbols("x y z a b c")
i, k, m, n = sp.symbols("i k m n")
f, g = sp.Function("f"), sp.Function("g")


def q(p: int, r: int = 1) -> Expr:
    """The rational p/r."""
    return sp.Rational(p, r)


def reals(*names: str, **ends: Any) -> Domain:
    """Real variables (x by default) with the same ends."""
    return Domain.of(*(Real(name, **ends) for name in names or ("x",)))


def integers(*names: str, **ends: Any) -> Domain:
    """Integer variables (n by default) with the same ends."""
    return Domain.of(*(Integer(name, **ends) for name in names or ("n",)))


@dataclass(frozen=True)
class Trap:
    """`truth` is "true", "false", or "no value" where what is claimed has no value, or nothing is claimed."""

    name: str
    truth: str
    why: str
    """Where it is from, or why it is so."""
    make: Callable[[], Any]


def table(*rows: tuple[str, str, str, Callable[[], Any]]) -> dict[str, Trap]:
    """The traps by name; each name once, each truth one of three."""
    found = {row[0]: Trap(*row) for row in rows}
    assert len(found) == len(rows), "a name stands twice"
    assert {trap.truth for trap in found.values()} <= {"true", "false", "no value"}
    return found
