"""Terms and relations of plain data at a point: exactly where all is rational, else by mpmath with bounds on the error.

The bounds are to first order, doubled; they grow with every cancellation, and a difference counts only above them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any

from verify.claims import JSON

from ._field import number
from ._smt import UnsupportedError

Number = Any  # Fraction or mpmath's mpf
DIGITS = (60, 200, 500)
_AGREE = 50  # digits to which sides must be known that are said to agree
_MOST_BITS = 1 << 20
_MOST_MAGNITUDE = 1000  # log2 of an argument: mpmath would take as many digits of pi as it has


@lru_cache(maxsize=8)
def context(digits: int) -> Any:
    """mpmath at so many digits, apart from its global settings."""
    from mpmath.ctx_mp import MPContext

    made = MPContext()
    made.dps = digits
    return made


def value(term: JSON, point: Mapping[str, Number], ctx: Any = None) -> Number:
    """The value of a term; undetermined functions are looked up as "p'" beside the variables.

    Exact without `ctx`, and then only for rational operations.
    Raises UnsupportedError, KeyError, ZeroDivisionError, ValueError where there is no value.

    >>> value(["^", ["+", {"var": "x"}, "1/2"], "-2"], {"x": Fraction(1)})
    Fraction(4, 9)
    """
    if ctx is not None:
        return near(term, point, ctx)[0]
    if isinstance(term, str):
        return Fraction(term)
    if isinstance(term, Mapping):
        return point[term["var"]]
    head, *args = term
    if head == "fn":
        return point[_jet(args)]
    if head not in ("+", "*", "^", "abs"):
        raise UnsupportedError(f"no exact value of {head}")
    values = [value(arg, point) for arg in args]
    if head == "+":
        return sum(values[1:], values[0])
    if head == "*":
        return prod(values[1:], start=values[0])
    if head == "abs":
        return abs(values[0])
    base, exponent = values
    if exponent.denominator != 1 or _bits(base) * abs(exponent) > _MOST_BITS:
        raise UnsupportedError("no exact value")
    return base ** int(exponent)


def near(term: JSON, point: Mapping[str, Number], ctx: Any) -> tuple[Number, Number]:
    """A real value of a term by mpmath, and a bound on its error; infinity or nan where the digits do not suffice.

    Raises as `value` does.
    """
    if isinstance(term, str | Mapping) or term[0] == "fn":
        given = Fraction(term) if isinstance(term, str) else point[
            term["var"] if isinstance(term, Mapping) else _jet(term[1:])]
        if not isinstance(given, Fraction):
            return given, ctx.zero
        found = ctx.mpf(given.numerator) / given.denominator
        exact = given.denominator == 1 and given.numerator.bit_length() <= ctx.prec
        return found, ctx.zero if exact else abs(found) * ctx.eps
    head, *args = term
    if head == "pi":
        return +ctx.pi, 4 * ctx.eps
    if head == "^":
        return _power(near(args[0], point, ctx), args[1], point, ctx)
    pairs = [near(arg, point, ctx) for arg in args]
    (x, error), *others = pairs
    if head == "+":
        return ctx.fsum(v for v, _ in pairs), ctx.fsum(e for _, e in pairs) + ctx.eps * ctx.fsum(
            abs(v) for v, _ in pairs)
    if head == "*":
        for y, other in others:
            x, error = x * y, abs(x) * other + abs(y) * error + error * other + abs(x * y) * ctx.eps
        return x, error
    if head == "abs":
        return abs(x), error
    if head not in _SLOPES:
        raise UnsupportedError(f"{head} at a point")
    if ctx.mag(x) > _MOST_MAGNITUDE:
        raise UnsupportedError("an argument out of all proportion")
    if head == "log" and x <= 0 and -x >= error:
        raise UnsupportedError("no real value")
    told = error <= _SLOPES[head][1](x, ctx) / 8  # else too far from here for a slope
    if not told and head in ("log", "gamma"):
        return ctx.nan, ctx.inf
    found = getattr(ctx, head)(x)
    return found, 2 * error * abs(_SLOPES[head][0](x, found, ctx)) + abs(found) * ctx.eps if told else ctx.inf


def _power(given: tuple[Number, Number], exponent: JSON, point: Mapping[str, Number], ctx: Any) -> tuple[
        Number, Number]:
    base, error = given
    try:
        power = value(exponent, point)
    except UnsupportedError:
        power = None
    if isinstance(power, Fraction) and power.denominator == 1:
        whole = int(power)
        if whole < 0 and not base and not error:
            raise ZeroDivisionError
        if whole < 0 and error > abs(base) / (8 + 8 * abs(whole)):
            return base, ctx.inf
        found = base ** whole
        far = (abs(base) + error) ** (whole - 1) if whole > 0 else abs(found / base) if whole else ctx.zero
        return found, 2 * abs(whole) * far * error + abs(found) * ctx.eps * abs(whole)
    if not base and not error and power is not None and power > 0:
        return base, error
    if base <= 0 and -base >= error:
        raise UnsupportedError("no real value")
    if error > base / 8:
        return base, ctx.inf
    y, other = near(exponent, point, ctx)
    logarithm = ctx.log(base)
    apart = 2 * abs(y) * error / base + abs(logarithm) * other + ctx.eps * (1 + abs(y * logarithm))
    if ctx.mag(y * logarithm) > _MOST_MAGNITUDE:
        raise UnsupportedError("a power out of all proportion")
    if not apart < 1:
        return base, ctx.inf
    found = base ** y
    return found, 2 * apart * found


_SLOPES: dict[str, tuple[Callable[..., Number], Callable[..., Number]]] = {
    "exp": (lambda x, found, ctx: found, lambda x, ctx: ctx.one),
    "log": (lambda x, found, ctx: 1 / x, lambda x, ctx: x),
    "sin": (lambda x, found, ctx: ctx.one, lambda x, ctx: ctx.one),
    "cos": (lambda x, found, ctx: ctx.one, lambda x, ctx: ctx.one),
    "erf": (lambda x, found, ctx: ctx.mpf(2), lambda x, ctx: ctx.one),
    "gamma": (lambda x, found, ctx: found * (1 + abs(context(15).psi(0, x))), lambda x, ctx: x if x < 1 and x > 0 else
              ctx.one / 8 if x > 0 else abs(x - ctx.nint(x))),
}
"""Bounds on the slope, and how far from the argument they count."""


def _jet(args: Sequence[JSON]) -> str:
    order = int(args[1])
    name = str(args[0])
    return name + ("'" * order if order < 3 else f"^({order})")


def _bits(exact: Fraction) -> int:
    return max(exact.numerator.bit_length(), exact.denominator.bit_length())


def compare(left: JSON, right: JSON, point: Mapping[str, Number], digits: Sequence[int] = DIGITS) -> int | None:
    """The sign of left - right at a point: exact for rational values, else where it is above the bounds on errors.

    None: the digits do not suffice. 0 says that they agree, to `_AGREE` digits and more where they are not rational.
    """
    return _signed(left, right, point, digits)[0]


def _signed(left: JSON, right: JSON, point: Mapping[str, Number], digits: Sequence[int]) -> tuple[int | None, bool]:
    """That sign, and whether it is exact."""
    with suppress(UnsupportedError):
        difference = value(left, point) - value(right, point)
        return int(difference > 0) - int(difference < 0), True
    known = False
    for many in digits:
        ctx = context(many)
        (a, first), (b, second) = near(left, point, ctx), near(right, point, ctx)
        if abs(a - b) > first + second + (abs(a) + abs(b)) * ctx.eps:
            return (1 if a > b else -1), True
        known = first + second <= max(1, abs(a), abs(b)) * ctx.mpf(10) ** -_AGREE
    return (0 if known else None), False


def holds(relation: JSON, point: Mapping[str, Number]) -> bool | None:
    """Whether a relation holds at a point; None where the digits do not suffice.

    Values that agree to all digits are taken for equal, and it is left open which one may be larger.

    >>> holds(["<", ["*", {"var": "x"}, {"var": "x"}], "2"], {"x": Fraction(7, 5)})
    True
    """
    head, *args = relation
    if head in ("true", "false"):
        return bool(head == "true")
    if head in ("and", "or", "not"):
        parts = [holds(arg, point) for arg in args]
        if head == "not":
            return None if parts[0] is None else not parts[0]
        decisive = head == "or"
        return decisive if decisive in parts else (None if None in parts else not decisive)
    sign, exact = _signed(args[0], args[1], point, DIGITS)
    if sign is None or (head in ("<", ">", "!=") and not exact):
        return None
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0,
            "=": sign == 0, "!=": sign != 0}[head]


def well_formed(domain: Sequence[Mapping[str, JSON]]) -> None:
    """Raise TypeError for a domain whose names, ends and residues are not of the types that other routes rely on."""
    for v in domain:
        rest, modulus = v["residue"]
        ends = [v["lower"], v["upper"]]
        if not (isinstance(v["name"], str) and type(rest) is type(modulus) is int and modulus > 0 and isinstance(
                v["integer"], bool) and all(end is None or isinstance(end, str) for end in ends)):
            raise TypeError("a domain of another form")


def inside(domain: Sequence[Mapping[str, JSON]], point: Mapping[str, Number]) -> bool:
    """Whether a point lies in a domain of plain data."""
    for v in domain:
        x = point[v["name"]]
        rest, modulus = v["residue"]
        if v["integer"] and (x != int(x) or int(x) % modulus != rest % modulus):
            return False
        if v["lower"] is not None and (x < (low := Fraction(v["lower"])) or (v["lower_open"] and x == low)):
            return False
        if v["upper"] is not None and (x > (high := Fraction(v["upper"])) or (v["upper_open"] and x == high)):
            return False
    return True


def points(domain: Sequence[Mapping[str, JSON]], terms: Sequence[JSON], count: int) -> Iterator[dict[str, Fraction]]:
    """Pseudo-random rational points inside a domain, near its ends and far off, with values for undetermined functions.

    Fewer than `count` where they are hard to find.
    """
    names = sorted({name for term in terms for name in _jets(term)})
    found = 0
    for place in range(8 * count):
        point = {v["name"]: _coordinate(v, place) for v in domain}
        if found < count and inside(domain, point):
            found += 1
            yield point | {name: Fraction(number("jet", place, name) % 997 + 1, 100) for name in names}


def _coordinate(v: Mapping[str, JSON], place: int) -> Fraction:
    low, high = (None if v[end] is None else Fraction(v[end]) for end in ("lower", "upper"))
    part = Fraction(number("point", place, v["name"]) % 997 + 1, 999)
    reach = 4 * Fraction(16) ** (number("reach", place, v["name"]) % 4 - 1)  # 1/4, 4, 64, 1024
    if low is not None and high is not None:
        x = low + (high - low) * part
    elif low is not None or high is not None:
        x = low + reach * part if low is not None else high - reach * part  # type: ignore[operator]
    else:
        x = reach * (2 * part - 1)
    if v["integer"]:
        rest, modulus = v["residue"]
        first = -(-x.numerator // x.denominator)
        x = Fraction(first + (rest - first) % modulus)
        if high is not None and x > high:
            x -= modulus
    return x


def _jets(term: JSON) -> Iterator[str]:
    if isinstance(term, list):
        if term[0] == "fn":
            yield _jet(term[1:])
        else:
            for part in term[1:]:
                yield from _jets(part)
