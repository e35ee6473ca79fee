"""The plain data of a `ForAll` as SMT-LIB text, by a translator of its own: nothing is shared with the Z3 route."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from verify.claims import JSON

_NAMED = {"true": "true", "false": "false", "and": "and", "or": "or", "not": "not", "+": "+", "*": "*",
          "=": "=", "!=": "distinct", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_MOST_FACTORS = 1000  # of one power written out


class UnsupportedError(ValueError):
    """A term that this route to a second opinion does not reach; the message says what, in a few words."""


def scripts(claim: Mapping[str, JSON], *, integral: bool) -> list[str]:
    """What has to be unsatisfiable for a `ForAll` to hold: its negation, and that one of its denominators is zero.

    Integer variables are relaxed to reals unless `integral`.
    Raises UnsupportedError for a term outside real arithmetic.

    >>> print(scripts({"assume": [], "conclude": [">", ["^", {"var": "x"}, "2"], "-1"], "domain": [
    ...     {"name": "x", "integer": False, "lower": "0", "lower_open": True, "upper": None, "upper_open": False,
    ...      "residue": [0, 1]}]}, integral=False)[0])
    (set-logic ALL)
    (declare-const v0 Real)
    (assert (> v0 0.0))
    (assert (not (> (* v0 v0) (- 1.0))))
    (check-sat)
    """
    domain = claim["domain"]
    names = {v["name"]: f"(to_real v{i})" if integral and v["integer"] else f"v{i}" for i, v in enumerate(domain)}
    divisors: list[str] = []
    lines = ["(set-logic ALL)"]
    lines += [f"(declare-const v{i} {'Int' if integral and v['integer'] else 'Real'})" for i, v in enumerate(domain)]
    for place, v in enumerate(domain):
        for end, strict, weak in (("lower", ">", ">="), ("upper", "<", "<=")):
            if v[end] is not None:
                relation = strict if v[end + "_open"] else weak
                lines.append(f"(assert ({relation} {names[v['name']]} {_number(v[end])}))")
        rest, modulus = v["residue"]
        if integral and v["integer"] and modulus > 1:
            lines.append(f"(assert (= (mod v{place} {modulus}) {rest % modulus}))")
    lines += [f"(assert {_written(a, names, divisors)})" for a in claim["assume"]]
    goals = [f"(not {_written(claim['conclude'], names, divisors)})"]
    if divisors:
        zero = [f"(= {divisor} 0.0)" for divisor in dict.fromkeys(divisors)]
        goals.append(_applied("or", zero))
    return ["\n".join([*lines, f"(assert {goal})", "(check-sat)"]) for goal in goals]


def _number(value: str) -> str:
    exact = Fraction(value)
    whole = f"{abs(exact.numerator)}.0"
    text = whole if exact.denominator == 1 else f"(/ {whole} {exact.denominator}.0)"
    return f"(- {text})" if exact < 0 else text


def _applied(head: str, args: Sequence[str]) -> str:
    """An application; sums, products and connectives of one argument are that argument."""
    if len(args) == 1 and head in ("+", "*", "and", "or"):
        return args[0]
    return f"({head} {' '.join(args)})" if args else head


def _written(term: JSON, names: Mapping[str, str], divisors: list[str]) -> str:
    if isinstance(term, str):
        return _number(term)
    if isinstance(term, Mapping):
        return names[term["var"]]
    head, *args = term
    if head == "^":
        base, exponent = args
        if not isinstance(exponent, str) or Fraction(exponent).denominator != 1:
            raise UnsupportedError("a power whose exponent is no integer")
        power = int(exponent)
        if abs(power) > _MOST_FACTORS:
            raise UnsupportedError(f"the power {power}")
        value = _written(base, names, divisors)
        product = _applied("*", [value] * abs(power)) if power else "1.0"
        if power < 0:
            divisors.append(value)
            return f"(/ 1.0 {product})"
        return product
    if head == "abs":
        value = _written(args[0], names, divisors)
        return f"(ite (>= {value} 0.0) {value} (- {value}))"
    if head not in _NAMED:
        raise UnsupportedError(f"{head} in real arithmetic")
    return _applied(_NAMED[head], [_written(arg, names, divisors) for arg in args])
