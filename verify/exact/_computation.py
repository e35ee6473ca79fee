"""What exact code computes for given arguments: a second opinion on a formula, value by value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from verify.claims import JSON, Effort, Evidence, Finding, Proposition, Status

from ._printing import latex_words


@dataclass(frozen=True)
class Computation(Proposition):
    """`function(**arguments) == expected`, computed in whole numbers and fractions.

    The function is a public one of `verify.exact`, so that a recheck can find and repeat it; arguments and result
    are integers, booleans, strings, Fractions or tuples of them. `words` is the formula for people.

    >>> from verify.exact import ode_residual_is_zero
    >>> Computation("p solves its equation for d = 7", ode_residual_is_zero, (("d", 7),)).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """

    kind = "computation"
    words: str
    function: Callable[..., Any]
    arguments: tuple[tuple[str, Any], ...]
    expected: Any = True

    def settle(self, effort: Effort) -> Finding:
        """Proved when the result is the expected one, refuted when it is another."""
        result = self.function(**dict(self.arguments))
        shown = ", ".join(f"{name} = {value}" for name, value in self.arguments)
        evidence: dict[str, Any] = {"method": "exact computation", "engine": "whole numbers and fractions",
                                    "domain": shown, "proposition": self.to_data()}
        if result == self.expected:
            return Finding(Status.PROVED, Evidence(**evidence))
        witness = {"at": {name: str(value) for name, value in self.arguments}, "lhs": str(result),
                   "rhs": str(self.expected)}
        return Finding(Status.REFUTED, Evidence(witness=witness, **evidence))

    def text(self) -> str:
        """The words."""
        return self.words

    def latex(self) -> str:
        """The words."""
        return latex_words(self.words)

    def to_data(self) -> dict[str, JSON]:
        """The function's name, its arguments and the expected result."""
        return {"kind": self.kind, "words": self.words, "function": self.function.__name__,
                "arguments": [[name, value if isinstance(value, (int, str)) else str(value)]
                              for name, value in self.arguments], "expected": str(self.expected)}
