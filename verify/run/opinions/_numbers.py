"""Terms and relations of plain data at a point: exactly where all is rational, else by mpmath at many digits."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from verify.claims import JSON

from ._field import number
from ._smt import UnsupportedError

Number = Any  # Fraction or mpmath's mpf
DIGITS = 60
_GUARD = 20  # digits that cancellation may cost before a difference counts for anything
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
    if isinstance(term, str):
        exact = Fraction(term)
        return exact if ctx is None else ctx.mpf(exact.numerator) / exact.denominator
    if isinstance(term, Mapping):
        return _number(point[term["var"]], ctx)
    head, *args = term
    if head == "fn":
        order = int(args[1])
        return _number(point[args[0] + ("'" * order if order < 3 else f"^({order})")], ctx)
    if head == "pi" and ctx is not None:
        return +ctx.pi
    values = [value(arg, point, ctx) for arg in args]
    if head == "+":
        return sum(values[1:], values[0])
    if head == "*":
        product = values[0]
        for factor in values[1:]:
            product = product * factor
        return product
    if head == "abs":
        return abs(values[0])
    if head == "^":
        base, exponent = values
        if ctx is None:
            if exponent.denominator != 1 or _bits(base) * abs(exponent) > _MOST_BITS:
                raise UnsupportedError("no exact value")
            return base ** int(exponent)
        return base ** (int(exponent) if ctx.isint(exponent) else exponent)
    if ctx is None or head not in ("exp", "log", "sin", "cos", "erf", "gamma"):
        raise UnsupportedError(f"no exact value of {head}" if ctx is None else f"{head} at a point")
    if ctx.mag(values[0]) > _MOST_MAGNITUDE:
        raise UnsupportedError("an argument out of all proportion")
    return getattr(ctx, head)(values[0])


def _bits(exact: Fraction) -> int:
    return max(exact.numerator.bit_length(), exact.denominator.bit_length())


def _number(given: Number, ctx: Any) -> Number:
    return ctx.mpf(given.numerator) / given.denominator if ctx is not None and isinstance(given, Fraction) else given


def compare(left: JSON, right: JSON, point: Mapping[str, Number]) -> int | None:
    """The sign of left - right at a point: exact for rational values, else at `DIGITS` digits and at twice as many.

    0 then means that they agree but for the last digits; None that the digits do not suffice.
    """
    try:
        difference = value(left, point) - value(right, point)
        return int(difference > 0) - int(difference < 0)
    except UnsupportedError:
        pass
    found = []
    for digits in (DIGITS, 2 * DIGITS):
        ctx = context(digits)
        a, b = value(left, point, ctx), value(right, point, ctx)
        if not (ctx.isfinite(a) and ctx.isfinite(b)) or isinstance(a, ctx.mpc) or isinstance(b, ctx.mpc):
            raise UnsupportedError("no real value")
        found.append((a - b, max(1, abs(a), abs(b)) * ctx.mpf(10) ** (_GUARD - digits)))
    (first, _), (second, less) = found
    if second and abs(first - second) <= abs(second) / 10 ** 10:  # what is zero but for rounding shrinks with it
        return 1 if second > 0 else -1
    return 0 if abs(second) <= less else None


def holds(relation: JSON, point: Mapping[str, Number]) -> bool | None:
    """Whether a relation holds at a point; None where the digits do not suffice.

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
    sign = compare(args[0], args[1], point)
    return None if sign is None else {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0,
                                      "=": sign == 0, "!=": sign != 0}[head]


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
    """Pseudo-random rational points inside a domain, with values for undetermined functions."""
    names = sorted({name for term in terms for name in _jets(term)})
    for place in range(count):
        point = {}
        for v in domain:
            low, high = (None if v[end] is None else Fraction(v[end]) for end in ("lower", "upper"))
            part = Fraction(number("point", place, v["name"]) % 997 + 1, 999)
            if v["integer"]:
                rest, modulus = v["residue"]
                start = -3 if low is None else -(-low.numerator // low.denominator)
                start += (rest - start) % modulus
                last = start + 9 * modulus if high is None else high.numerator // high.denominator
                point[v["name"]] = Fraction(start + modulus * (int(part * 1000) % ((last - start) // modulus + 1)))
            elif low is not None and high is not None:
                point[v["name"]] = low + (high - low) * part
            elif low is not None:
                point[v["name"]] = low + 4 * part
            else:
                point[v["name"]] = (5 if high is None else high) - 7 * part
        yield point | {name: Fraction(number("jet", place, name) % 997 + 1, 100) for name in names}


def _jets(term: JSON) -> Iterator[str]:
    if isinstance(term, list):
        if term[0] == "fn":
            order = int(term[2])
            yield term[1] + ("'" * order if order < 3 else f"^({order})")
        else:
            for part in term[1:]:
                yield from _jets(part)
