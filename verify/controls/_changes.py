"""Negative controls: changes that make a claim false, for the same check to reject.

Each function returns a change, to be named in a claim's `controls`:

>>> import sympy as sp
>>> from verify.claims import Domain, Effort, Real
>>> from verify.exact import Identity
>>> x = sp.Symbol("x")
>>> square = Identity((x + 1)**2, x**2 + 2*x + 1, Domain.of(Real("x")))
>>> scaled("rhs", 2)(square).settle(Effort()).status
<Status.REFUTED: 'refuted'>
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sympy as sp

from verify.claims import Proposition
from verify.exact import All

Change = Callable[[Any], Proposition]


def replaced(**fields: Any) -> Change:
    """Other values for some fields."""
    return lambda claim: replace(claim, **fields)


def scaled(name: str, factor: Any) -> Change:
    """A field multiplied by a factor."""
    return lambda claim: replace(claim, **{name: getattr(claim, name) * factor})


def added(name: str, term: Any) -> Change:
    """A term added to a field."""
    return lambda claim: replace(claim, **{name: getattr(claim, name) + term})


def substituted(name: str, changes: Mapping[Any, Any]) -> Change:
    """Parts of a field's expression exchanged. ValueError, so a surviving control, when nothing changes."""
    def change(claim: Any) -> Proposition:
        before = getattr(claim, name)
        after = before.subs(changes, simultaneous=True)
        if after == before:
            raise ValueError(f"the control changes nothing in {name}")
        changed: Proposition = replace(claim, **{name: after})
        return changed
    return change


_REVERSED = {sp.Ge: sp.Lt, sp.Gt: sp.Le, sp.Le: sp.Gt, sp.Lt: sp.Ge}


def flipped(name: str = "conclude") -> Change:
    """The opposite inequality in a field."""
    def change(claim: Any) -> Proposition:
        relation = getattr(claim, name)
        changed: Proposition = replace(
            claim, **{name: _REVERSED[type(relation)](relation.lhs, relation.rhs, evaluate=False)})
        return changed
    return change


def without(index: int, name: str = "assume") -> Change:
    """One assumption dropped."""
    def change(claim: Any) -> Proposition:
        kept = list(getattr(claim, name))
        del kept[index]
        fields: dict[str, Any] = {name: tuple(kept)}
        if getattr(claim, "named", ()):
            names = list(claim.named)
            del names[index]
            fields["named"] = tuple(names)
        changed: Proposition = replace(claim, **fields)
        return changed
    return change


def in_part(part: str, change: Change) -> Change:
    """A change made in one part of an `All`."""
    def apply(claim: All) -> Proposition:
        return claim.replace_part(part, change(claim.part(part)))
    return apply
