"""Terms and relations of plain data in the language of Coq: only numbers, operations and names made here.

Nothing that stands in the data becomes Coq text by itself: numbers are read as fractions, names of variables are
spelled anew, heads are looked up. Whatever has no counterpart raises `NoCounterpartError` with the reason.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isqrt

from verify.claims import JSON

LARGEST_POWER = 1000
"""Coq's natural numbers are unary: a power above this is not written."""
_FUNCTIONS = {"exp": "exp", "log": "ln", "sin": "sin", "cos": "cos", "abs": "Rabs"}
_RELATIONS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "<>"}
_JOINED = {"and": "/\\", "or": "\\/"}


class NoCounterpartError(ValueError):
    """Plain data that has no counterpart among the goals; the message is the reason, for the reader."""


class Names:
    """Coq names for variables, and for the values of undetermined functions, which stand for any real number.

    >>> names = Names()
    >>> names.of("theta_1"), names.of("*)"), names.of("x'"), names.of("theta_1")
    ('v_theta_1', 'v___', 'v_x_', 'v_theta_1')
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def known(self) -> tuple[str, ...]:
        """The names given so far, in order."""
        return tuple(self._known.values())

    def of(self, variable: str) -> str:
        """The name of a variable: letters and digits of ASCII, and no two variables alike."""
        return self._named(f"variable {variable}", f"v_{plain(variable)}")

    def of_value(self, function: str, order: str, argument: JSON) -> str:
        """The name of a derivative's value: the same wherever the argument is written the same."""
        return self._named(f"value {function!r} {order} {argument!r}", f"f_{plain(function)}_{plain(order)}")

    def _named(self, key: str, wanted: str) -> str:
        if key not in self._known:
            name, count = wanted, 1
            while name in self._known.values():
                count += 1
                name = f"{wanted}__{count}"
            self._known[key] = name
        return self._known[key]


def plain(text: str) -> str:
    """Letters, digits and underscores of ASCII; everything else is an underscore; at most 60 characters."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text[:60])


def number(value: Fraction) -> str:
    """A rational number.

    >>> number(Fraction(-3, 7)), number(Fraction(2))
    ('(-3 / 7)', '2')
    """
    if value.denominator == 1:
        return str(value.numerator) if value >= 0 else f"({value.numerator})"
    return f"({value.numerator} / {value.denominator})"


def term(data: JSON, names: Names) -> str:
    """A real term. Powers below zero are powers of the inverse, halves are roots.

    >>> term(["*", "-1/2", ["^", {"var": "x"}, "-3/2"]], Names())
    '((-1 / 2) * (/ sqrt v_x) ^ 3)'
    """
    if isinstance(data, str):
        return number(Fraction(data))
    if isinstance(data, Mapping):
        return names.of(data["var"])
    head, *args = data
    if head == "pi":
        return "PI"
    if head in ("+", "*"):
        return "(" + f" {head} ".join(term(arg, names) for arg in args) + ")"
    if head == "^":
        return _power(args[0], args[1], names)
    if head == "fn":
        return names.of_value(args[0], args[1], args[2])
    if head in _FUNCTIONS:
        return f"{_FUNCTIONS[head]} {_tight(term(args[0], names))}"
    raise NoCounterpartError(f"{head} in a term")


def _power(base: JSON, exponent: JSON, names: Names) -> str:
    if not isinstance(exponent, str):
        raise NoCounterpartError("an exponent that is no number")
    power = Fraction(exponent)
    if power.denominator > 2:
        raise NoCounterpartError("a root above the square root")
    if abs(power.numerator) > LARGEST_POWER:
        raise NoCounterpartError(f"a power above {LARGEST_POWER}")
    found = _tight(term(base, names))
    if power.denominator == 2:
        found = f"sqrt {found}"
    if power < 0:
        found = f"/ {found}"
    if abs(power.numerator) == 1:
        return f"({found})"
    return f"{_tight(found)} ^ {abs(power.numerator)}"


def _tight(text: str) -> str:
    """In brackets, unless it is one word or stands in brackets already."""
    if text.replace("_", "a").isalnum() or (text.startswith("(") and _closes_at_end(text)):
        return text
    return f"({text})"


def _closes_at_end(text: str) -> bool:
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if not depth:
            return i == len(text) - 1
    return False


def relation(data: JSON, names: Names) -> str:
    """A relation, or several joined by and, or, not."""
    head, *args = data
    if head in ("true", "false"):
        return "True" if head == "true" else "False"
    if head in _JOINED:
        return "(" + f" {_JOINED[head]} ".join(relation(arg, names) for arg in args) + ")"
    if head == "not":
        return f"(~ {relation(args[0], names)})"
    if head in _RELATIONS:
        return f"({term(args[0], names)} {_RELATIONS[head]} {term(args[1], names)})"
    raise NoCounterpartError(f"{head} as a relation")


def denominators(data: JSON, names: Names) -> Iterator[str]:
    """What is divided by in a term or relation, inner ones first, each once."""
    seen: set[str] = set()
    for base in _divisors(data):
        found = _tight(term(base, names))
        if found not in seen:
            seen.add(found)
            yield found


def _divisors(data: JSON) -> Iterator[JSON]:
    if isinstance(data, (str, Mapping)) or data[0] == "fn":
        return
    for arg in data[1:]:
        yield from _divisors(arg)
    if data[0] == "^" and isinstance(data[2], str) and data[2].startswith("-") and not isinstance(data[1], str):
        yield data[1]


def heads(data: JSON) -> set[str]:
    """The operations in a term or relation; a root is "root"."""
    if isinstance(data, (str, Mapping)):
        return set()
    if data[0] == "fn":
        return {"fn"}
    inner = set().union(*map(heads, data[1:])) if len(data) > 1 else set()
    return inner | {"root" if data[0] == "^" and isinstance(data[2], str) and "/" in data[2] else data[0]}


def value_at(data: JSON, point: Mapping[str, Fraction]) -> Fraction | None:
    """The exact value of a term at a point, where it is rational and seen to be; None else.

    Raises ZeroDivisionError where it has none.

    >>> value_at(["exp", ["*", "2", {"var": "x"}]], {"x": Fraction(0)})
    Fraction(1, 1)
    """
    if isinstance(data, str):
        return Fraction(data)
    if isinstance(data, Mapping):
        return point.get(data["var"])
    head, *args = data
    values = [value_at(arg, point) for arg in args]
    if head == "*" and Fraction(0) in values:
        return Fraction(0)
    if not values or None in values:
        return None
    known = [value for value in values if value is not None]
    if head == "+":
        return sum(known, Fraction(0))
    if head == "*":
        product = Fraction(1)
        for value in known:
            product *= value
        return product
    if head == "^":
        return _power_at(known[0], known[1])
    if head == "log" and known[0] <= 0:
        raise ZeroDivisionError
    exact = {"exp": (0, 1), "log": (1, 0), "sin": (0, 0), "cos": (0, 1)}.get(head)
    return Fraction(exact[1]) if exact is not None and known[0] == exact[0] else None


def _power_at(base: Fraction, power: Fraction) -> Fraction | None:
    if power.denominator == 2 and base >= 0:
        root = Fraction(isqrt(base.numerator), isqrt(base.denominator))
        if root * root != base:
            return None
        base, power = root, 2 * power
    if power.denominator != 1 or abs(power) > LARGEST_POWER:
        return None
    return base ** int(power)
