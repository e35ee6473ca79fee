"""The formulas of a claim: what its parts say, down to those that a method settles by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from verify.claims import Claim, Proposition
from verify.decide import ForAll
from verify.exact import All, Computation, Family, Identity
from verify.observe import Trials


@dataclass(frozen=True)
class Formula:
    """One formula of a claim, with its place among the parts; "" for a claim that is a single one."""

    part: str
    proposition: Proposition

    @property
    def mutable(self) -> bool:
        """Whether there is something to change: seeded trials and whole computations have no formula of their own."""
        return not isinstance(self.proposition, (Computation, Trials))

    @property
    def empty(self) -> str:
        """Why it can hardly be false as it stands, if so: then only what computed it says something, or nothing does.

        >>> import sympy as sp
        >>> from verify.claims import Domain, Real
        >>> x = sp.Symbol("x")
        >>> Formula("", ForAll((x > 3,), x > 3, Domain.of(Real("x")))).empty
        'the conclusion is assumed'
        """
        made = self.proposition
        if isinstance(made, Identity) and made.lhs == made.rhs:
            return "both sides are the same"
        if isinstance(made, ForAll) and made.conclude in (True, *made.assume):
            return "the conclusion is assumed" if made.conclude in made.assume else "the conclusion is plainly true"
        return ""

    @property
    def digest(self) -> str:
        """What the same formula has in another claim too."""
        return sha256(dumps(self.proposition.to_data(), sort_keys=True).encode()).hexdigest()


def formulas(claim: Claim) -> tuple[Formula, ...]:
    """The formulas of a claim, in its order; a family gives those of its first and last listed value.

    A changed part leaves the others as they are, so a compound of established parts is established with it exactly
    when the changed part is; so each is judged by itself. A claim that is expected to be refuted adds the formulas of
    its true controls.
    """
    proposition = claim.build()
    found = list(_inside(proposition, ""))
    if not claim.expected.status.established:
        for control in claim.controls:
            if control.holds:
                found += _inside(control.change(proposition), f"true control: {control.name}")
    return tuple(found)


def _inside(proposition: Proposition, part: str) -> Iterator[Formula]:
    def below(name: str) -> str:
        return f"{part} / {name}" if part else name

    if isinstance(proposition, All):
        for name, inner in proposition.named:
            yield from _inside(inner, below(name))
    elif isinstance(proposition, Family):
        values = proposition.values
        for value in dict.fromkeys((values[0], values[-1])):
            yield from _inside(proposition.build(value), below(f"{proposition.parameter} = {value}"))
    else:
        yield Formula(part, proposition)
