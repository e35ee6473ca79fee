"""Values of a parameter as they are typed: 3:403:4, 1/10,1/100, 0.1:1:1/10. Read by hand, every one exact."""

import re
from fractions import Fraction
from itertools import count, islice
from math import prod

from ._misuse import MisuseError, shown

MOST_VALUES = 1_000_000
_DIGITS = 12  # of a numerator, denominator or decimal; longer ones are no values that anyone sweeps
_NUMBER = re.compile(rf"(-?\d{{1,{_DIGITS}}})(?:/(\d{{1,{_DIGITS}}})|\.(\d{{1,{_DIGITS}}}))?", re.ASCII)
_FORMS = "give numbers such as 7, 1/10 or 0.1, lists such as 3,5,7, and ranges such as 3:403:4"


def parse_values(option: str, text: str, *, whole: bool = False, positive: bool = False) -> tuple[Fraction, ...]:
    """The values in the order given, each once; a range has its stop where it is hit. MisuseError for anything else.

    >>> [str(value) for value in parse_values("--eps", "1/10:0.4:1/10,2")]
    ['1/10', '1/5', '3/10', '2/5', '2']
    """
    found: dict[Fraction, None] = {}
    for part in text.split(","):
        values = _range(option, part) if ":" in part else (_number(option, part),)
        for value in values:
            if whole and value.denominator != 1:
                raise MisuseError(f"{option} holds {value}, which is no whole number; give whole ones such as 7")
            if positive and value <= 0:
                raise MisuseError(f"{option} holds {value}; give numbers above 0")
        found.update(dict.fromkeys(values))
        check_count(option, len(found))
    return tuple(found)


def check_count(what: str, *lengths: int) -> None:
    """Refuse more points than a sweep takes."""
    if prod(lengths) > MOST_VALUES:
        raise MisuseError(f"{what}: {prod(lengths)} points are too many, at most {MOST_VALUES} are taken; "
                          "make the steps larger or the ranges shorter")


def _range(option: str, part: str) -> tuple[Fraction, ...]:
    ends = [_number(option, end) for end in part.split(":")]
    if len(ends) > 3:
        raise MisuseError(f"{option} holds {shown(part)}; a range is start:stop or start:stop:step")
    start, stop, step = ends if len(ends) == 3 else (*ends, Fraction(1))
    if step == 0:
        raise MisuseError(f"{option} holds {shown(part)}, a range with the step 0; give another step")
    steps = (stop - start) // step
    if steps < 0:
        raise MisuseError(f"{option} holds {shown(part)}, a range without any value; give a stop that the steps reach")
    check_count(option, steps + 1)
    return tuple(start + step * i for i in islice(count(), steps + 1))


def _number(option: str, text: str) -> Fraction:
    match = _NUMBER.fullmatch(text.strip())
    if match is None or (match[2] is not None and int(match[2]) == 0):
        raise MisuseError(f"{option} holds {shown(text)}, which is no number here; {_FORMS}")
    return Fraction(match[0])
