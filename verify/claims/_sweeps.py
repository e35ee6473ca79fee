"""What a statement asks at given values of its parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any

from ._domain import Domain


@dataclass(frozen=True)
class Sweep:
    """A proposition at given values, worth asking over a grid; nothing that a run settles."""

    id: str
    build: Callable[..., Any]
    """Takes the values of `domain` by name, whole numbers as int and others as Fraction; gives a proposition, or a
    pair of it and exact numbers by name that belong to it."""
    domain: Domain
    """The parameters, with the values for which it is meant."""

    @property
    def required(self) -> tuple[str, ...]:
        """The parameters without a default."""
        known = signature(self.build).parameters
        return tuple(v.name for v in self.domain if known[v.name].default is Parameter.empty)
