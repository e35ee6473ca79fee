"""Domains: the variables of a claim with the range that the claim quantifies over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import Any

from ._letters import letter

Number = int | Fraction


def exact(text: str) -> Fraction:
    """The number of plain data: "3/7", "-2" or "0.25".

    Raises ValueError for exponent notation, a few letters of which are a number that no memory holds, and TypeError for
    what is no string.

    >>> exact("-3/7")
    Fraction(-3, 7)
    >>> exact("1e999999999")
    Traceback (most recent call last):
    ValueError: '1e999999999' is no number of plain data; write such as 3/7
    """
    if not isinstance(text, str):
        raise TypeError(f"a number of plain data is a string, not a {type(text).__name__}; write such as \"3/7\"")
    if "e" in text.lower():
        raise ValueError(f"{text[:40]!r} is no number of plain data; write such as 3/7")
    return Fraction(text)


@dataclass(frozen=True)
class Variable:
    """A real or integer variable with its range.

    Integers may be confined to a residue class: `Integer("d", ge=3, residue=(3, 4))` is d = 3, 7, 11, ...

    >>> Real("r", gt=0).text()
    'r > 0'
    >>> Integer("d", ge=3, residue=(1, 2)).text()
    'd ∈ {3, 5, 7, …}'
    """

    name: str
    integer: bool = False
    lower: Fraction | None = None
    lower_open: bool = False
    upper: Fraction | None = None
    upper_open: bool = False
    residue: int = 0
    modulus: int = 1

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"{self.name} has lower end {self.lower} above its upper end {self.upper}")
        if self.modulus != 1 and not self.integer:
            raise ValueError(f"{self.name} is real, so it has no residue class; use Integer")

    def contains(self, value: Number) -> bool:
        """Whether `value` is in the variable's range."""
        if self.integer and (value != int(value) or int(value) % self.modulus != self.residue % self.modulus):
            return False
        if self.lower is not None and (value < self.lower or (self.lower_open and value == self.lower)):
            return False
        return self.upper is None or not (value > self.upper or (self.upper_open and value == self.upper))

    @property
    def positive(self) -> bool:
        """Whether every value of the range is > 0."""
        return self.lower is not None and (self.lower > 0 or (self.lower == 0 and self.lower_open))

    @property
    def nonnegative(self) -> bool:
        """Whether every value of the range is >= 0."""
        return self.lower is not None and self.lower >= 0

    @cache  # noqa: B019  # variables are small and frozen, and the same few are asked again and again
    def samples(self) -> tuple[Fraction, ...]:
        """A few exact values of the range, for a search for witnesses; deterministic."""
        if self.integer:
            start = int(self.lower) if self.lower is not None else -4
            found: list[Fraction] = []
            value = start
            while len(found) < 5 and value < start + 5 * self.modulus + 2:
                if self.contains(value):
                    found.append(Fraction(value))
                value += 1
            return tuple(found)
        grid = [Fraction(n, m) for n, m in
                ((0, 1), (1, 2), (1, 1), (3, 2), (2, 1), (7, 3), (5, 1), (1, 7), (-1, 2), (-1, 1), (-3, 1), (13, 1))]
        base = self.lower or Fraction(0)
        if self.lower is not None and self.upper is not None:
            width = self.upper - self.lower
            grid = [Fraction(n, 8) * width for n in (4, 1, 7, 2, 6, 0, 8)]
        elif self.upper is not None and self.lower is None:
            base, grid = self.upper, [-abs(g) for g in grid]
        return tuple(dict.fromkeys(base + g for g in grid if self.contains(base + g)))

    def text(self) -> str:
        """The range in one short phrase."""
        name = letter(self.name)
        if self.integer and self.modulus > 1 and self.lower is not None and self.upper is None:
            first = self.samples()[:3]
            return f"{name} ∈ {{{', '.join(map(str, first))}, …}}"
        kind = " integer" if self.integer else ""
        if self.integer and self.modulus > 1:
            kind += f" ≡ {self.residue} mod {self.modulus}"
        low = "" if self.lower is None else f"{self.lower} {'<' if self.lower_open else '≤'} "
        high = "" if self.upper is None else f" {'<' if self.upper_open else '≤'} {self.upper}"
        if low and not high:
            return f"{name} {'>' if self.lower_open else '≥'} {self.lower}{kind}"
        return f"{low}{name}{high}{kind}" + ("" if low or high or kind else " real")

    def to_data(self) -> dict[str, object]:
        """The range as plain data."""
        return {
            "name": self.name, "integer": self.integer,
            "lower": None if self.lower is None else str(self.lower), "lower_open": self.lower_open,
            "upper": None if self.upper is None else str(self.upper), "upper_open": self.upper_open,
            "residue": [self.residue, self.modulus],
        }


def _variable(data: Mapping[str, Any]) -> Variable:
    lower, upper = (None if data[end] is None else exact(data[end]) for end in ("lower", "upper"))
    return Variable(data["name"], data["integer"], lower, data["lower_open"], upper, data["upper_open"],
                    *data["residue"])


def _by_total(lengths: list[int]) -> Iterator[tuple[int, ...]]:
    """All index tuples below `lengths`, those of small sum first, and among these the evenly spread ones."""
    for total in range(sum(lengths) - len(lengths) + 1):
        yield from sorted(_with_sum(lengths, total), key=max)


def _with_sum(lengths: list[int], total: int) -> Iterator[tuple[int, ...]]:
    if not lengths:
        if total == 0:
            yield ()
        return
    for first in range(min(total, lengths[0] - 1) + 1):
        for rest in _with_sum(lengths[1:], total - first):
            yield (first, *rest)


def _bounds(ge: Number | str | None, gt: Number | str | None,
            le: Number | str | None, lt: Number | str | None) -> dict[str, object]:
    if (ge is not None and gt is not None) or (le is not None and lt is not None):
        raise ValueError("give one lower end (ge or gt) and one upper end (le or lt), not two")
    lower = ge if ge is not None else gt
    upper = le if le is not None else lt
    return {
        "lower": None if lower is None else Fraction(lower), "lower_open": gt is not None,
        "upper": None if upper is None else Fraction(upper), "upper_open": lt is not None,
    }


def Real(name: str, *, ge: Number | str | None = None, gt: Number | str | None = None,
         le: Number | str | None = None, lt: Number | str | None = None) -> Variable:
    """A real variable; its ends are exact: integers, Fractions or strings such as "1/10"."""
    return Variable(name, False, **_bounds(ge, gt, le, lt))  # type: ignore[arg-type]  # one dict, four types


def Integer(name: str, *, ge: Number | None = None, le: Number | None = None,
            residue: tuple[int, int] = (0, 1)) -> Variable:
    """An integer variable, possibly confined to `residue` = (rest, modulus)."""
    bounds = _bounds(ge, None, le, None)
    return Variable(name, True, residue=residue[0], modulus=residue[1], **bounds)  # type: ignore[arg-type]  # as above


@dataclass(frozen=True)
class Domain:
    """The variables of a claim. Iterating gives them in order.

    >>> [v.name for v in Domain.of(Real("r", gt=0), Integer("d", ge=1))]
    ['r', 'd']
    """

    variables: tuple[Variable, ...] = ()

    @staticmethod
    def of(*variables: Variable) -> "Domain":
        """A domain from its variables; a name may stand only once."""
        names = [v.name for v in variables]
        if len(set(names)) != len(names):
            raise ValueError(f"a variable stands twice in the domain: {', '.join(names)}")
        return Domain(variables)

    def __iter__(self) -> Iterator[Variable]:
        return iter(self.variables)

    def __getitem__(self, name: str) -> Variable:
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(f"{name} is not in the domain; it has {', '.join(v.name for v in self) or 'no variable'}")

    def __contains__(self, name: object) -> bool:
        return any(v.name == name for v in self.variables)

    def contains(self, point: Mapping[str, Number]) -> bool:
        """Whether an exact point lies in the domain."""
        return all(v.contains(point[v.name]) for v in self if v.name in point)

    def samples(self, limit: int = 400) -> Iterator[dict[str, Fraction]]:
        """Exact points of the domain, at most `limit`, in a fixed order that varies every variable early."""
        if not self.variables:
            yield {}
            return
        columns = [v.samples() for v in self]
        for index in islice(_by_total([len(column) for column in columns]), limit):
            yield {v.name: column[i] for v, column, i in zip(self, columns, index, strict=True)}

    def text(self) -> str:
        """The ranges, comma by comma."""
        return ", ".join(v.text() for v in self)

    def to_data(self) -> list[dict[str, object]]:
        """The ranges as plain data."""
        return [v.to_data() for v in self]

    @staticmethod
    def from_data(data: Sequence[Mapping[str, Any]]) -> "Domain":
        """The domain of `to_data`.

        >>> domain = Domain.of(Real("r", gt=0), Integer("d", ge=3, residue=(3, 4)))
        >>> Domain.from_data(domain.to_data()) == domain
        True
        """
        return Domain(tuple(_variable(v) for v in data))
