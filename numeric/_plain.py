"""JSON of numbers that comes from outside: strict, and every refusal one sentence."""

import json
import re
from fractions import Fraction
from typing import Any

_MOST_DIGITS = 400  # the largest float has 309 before its point
_NUMBER = re.compile(r"[+-]?(\d{1,40}(/\d{1,40})?|\d{0,40}\.\d{1,40}|\d{1,40}\.)", re.ASCII)


def plain_data(text: str | bytes) -> Any:
    """JSON without repeated fields, NaN, or integers of more digits than a float can have. Raises ValueError."""
    try:
        return json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text, object_pairs_hook=_object,
                          parse_int=_integer, parse_constant=_no_constant)
    except RecursionError as error:
        raise ValueError("is nested too deeply: charges are lists of lists of numbers, and no more") from error
    except UnicodeDecodeError as error:
        raise ValueError("is no text: name a JSON file of charges") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error}): write it anew") from error


def numbers(name: str, data: object) -> Any:
    """Numbers, and strings of numbers, in lists of lists at most, as floats."""
    if isinstance(data, list):
        return [[_number(name, value) for value in row] if isinstance(row, list) else _number(name, row)
                for row in data]
    return _number(name, data)


def _number(name: str, data: object) -> float:
    try:
        if isinstance(data, str):
            if not _NUMBER.fullmatch(data):
                raise ValueError
            return float(Fraction(data))
        if isinstance(data, bool) or not isinstance(data, int | float):
            raise ValueError
        return float(data)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f'{name} holds {shown(data)}, which is no number: give one such as 0.5 or "1/2"') from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError(f"the field {shown(name)} stands there twice: leave one out")
        made[name] = value
    return made


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"an integer has {len(digits)} digits, the most is {_MOST_DIGITS}: give a shorter one")
    return int(digits)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number: give finite numbers")


def shown(given: object) -> str:
    """What was given, as a short text."""
    text = repr(given)
    return text if len(text) <= 60 else text[:57] + "..."
