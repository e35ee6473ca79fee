"""How far an inequality may be sharpened at one place: a bracket from the same check, by doubling and halving."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import sympy as sp

from verify.claims import JSON, Effort, Proposition, Variable

from ._mutations import Change, get, put

DOUBLINGS, HALVINGS, SIMPLEST = 10, 6, 3
"""The search goes as far as 2^9 from the number that stands there, past 0 for a large one, halves what is left open six
times, and then takes the simplest fraction in it three times: best values tend to be simple."""


@dataclass(frozen=True)
class Bracket:
    """The last value that was established, and one beyond it that was not; None where all that were asked were."""

    stands: Fraction
    established: Fraction
    failed: Fraction | None
    status: str = ""
    """What the check said at `failed`: "refuted", or "undecided" where the best value may lie farther."""

    def words(self) -> str:
        """In words.

        >>> Bracket(Fraction(2), Fraction(9, 4), Fraction(5, 2), "refuted").words()
        '2 may be 9/4, not 5/2'
        """
        if self.failed is None:
            return f"{self.stands} may be any value as far as {self.established}"
        return f"{self.stands} may be {self.established}, not {self.failed}" + (
            "" if self.status == "refuted" else f" ({self.status})")

    def to_data(self) -> dict[str, JSON]:
        """As plain data."""
        return {"stands": str(self.stands), "established": str(self.established),
                "failed": None if self.failed is None else str(self.failed), "status": self.status}


def bracket(base: Proposition, change: Change, effort: Effort) -> Bracket | None:
    """The best value at the place of a change of a number or of an end; None where no number stands there.

    >>> from verify.claims import Domain, Real
    >>> from verify.decide import ForAll
    >>> x = sp.Symbol("x")
    >>> claim = ForAll((), x**2 + 2 >= 2*x, Domain.of(Real("x")))  # x^2 + 1 >= 2x is the best
    >>> bracket(claim, Change(("conclude", 0, 0), "-1"), effort=Effort()).words()
    '2 may be 1, not 66/67'
    """
    place = get(base, change.path)
    whole = _whole(base, change.path, place)
    end = change.operation.split()[0]
    stands = getattr(place, end, None) if isinstance(place, Variable) else place
    if stands is None or not change.operation.endswith(("+1", "-1")):
        return None
    stands = Fraction(int(stands.p), int(stands.q)) if isinstance(stands, sp.Rational) else Fraction(stands)

    def status(value: Fraction) -> str:
        if isinstance(place, Variable):
            new: Any = replace(place, lower=value) if end == "lower" else replace(place, upper=value)
        else:
            new = sp.Rational(value.numerator, value.denominator) if isinstance(place, sp.Basic) else value
        try:
            found = put(base, change.path, new).settle(effort).status
        except Exception:  # no formula with this value
            return "undecided"
        return "established" if found.established else str(found)

    return _searched(stands, -1 if change.operation.endswith("-1") else 1, whole, status)


def _searched(stands: Fraction, sign: int, whole: bool, status: Any) -> Bracket | None:
    good, bad, said = stands, None, ""
    for k in range(max(DOUBLINGS, int(abs(stands)).bit_length() + 2)):
        value = stands + sign * 2**k
        said = status(value)
        if said != "established":
            bad = value
            break
        good = value
    if bad is None:
        return Bracket(stands, good, None)
    for step in range(HALVINGS + SIMPLEST):
        middle = (good + bad) / 2 if step < HALVINGS or whole else simplest(*sorted((good, bad)))
        if whole:
            middle = Fraction(middle.numerator // middle.denominator)
            if middle in (good, bad):
                middle += 1
            if middle in (good, bad) or abs(bad - good) <= 1:
                break
        answer = status(middle)
        if answer == "established":
            good = middle
        else:
            bad, said = middle, answer
    return Bracket(stands, good, bad, said)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction between two others, neither of them, with the least denominator; the one closest to 0 of several.

    >>> simplest(Fraction(149, 64), Fraction(150, 64))
    Fraction(7, 3)
    >>> simplest(Fraction(-3), Fraction(2))
    Fraction(0, 1)
    """
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -simplest(-high, -low)
    whole = low.numerator // low.denominator
    if whole + 1 < high:
        return Fraction(whole + 1)
    if low == whole:  # 1/n above it, with the least n that stays below the other end
        return whole + 1 / Fraction((1 / (high - whole)).__floor__() + 1)
    return whole + 1 / simplest(1 / (high - whole), 1 / (low - whole))


def _whole(base: Proposition, path: tuple[str | int, ...], place: Any) -> bool:
    """Whether only whole numbers make sense there: exponents, ends of integer ranges, starts."""
    if isinstance(place, Variable):
        return place.integer
    if isinstance(place, int) or path[-1] == "start":
        return True
    return any(isinstance(get(base, path[:i]), sp.Pow) and path[i] == 1 for i in range(1, len(path)))
