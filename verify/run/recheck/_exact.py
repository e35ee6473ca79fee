"""Rechecks of the exact wing: identities at points of their own, compounds by their parts, computations repeated."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from inspect import isfunction, unwrap
from typing import Any

import verify.exact
from verify.claims import JSON, Domain, Status, weakest
from verify.exact import (
    UndefinedTermError,
    UnsupportedFormError,
    ball,
    canonical_form,
    compare,
    evaluate,
    from_data,
    precision,
)

from ._base import RecheckFailed, recheck_finding, rechecks

_BITS = 320
_POINTS = 8
_NUMBERS = re.compile(r"[0-9:/ -]*")  # "1/2", or charges as "0:1 4:-1"


def require_inside(domain: JSON, point: Mapping[str, str]) -> None:
    """RecheckFailed unless a witness has a value in range for every variable."""
    for v in domain:
        if v["name"] not in point:
            raise RecheckFailed(f"the witness has no value for {v['name']}")
    ranges = Domain.from_data(domain)
    for name, value in point.items():  # an undetermined function has no range
        if name in ranges and not ranges[name].contains(Fraction(value)):
            raise RecheckFailed(f"the witness has {name} = {value}, outside the domain")


def _points(domain: JSON, names: list[str]) -> Iterator[dict[str, Fraction]]:
    """Points of the domain that need no search: steps of primes upwards from the lower ends."""
    for number in range(1, 8 * _POINTS):
        point = {}
        for place, v in enumerate(domain):
            low = Fraction(v["lower"]) if v["lower"] is not None else Fraction(-2)
            step = Fraction(7 * number + 3 * place + 1, 5 + place)
            if v["integer"]:
                rest, modulus = v["residue"]
                start = -(-low.numerator // low.denominator)
                point[v["name"]] = Fraction(start + (rest - start) % modulus + modulus * ((number + place) % 4))
            elif v["upper"] is None:
                point[v["name"]] = low + step
            elif v["lower"] is None:
                point[v["name"]] = Fraction(v["upper"]) - step
            else:
                point[v["name"]] = low + (Fraction(v["upper"]) - low) * (step % 1 or Fraction(1, 3))
        yield point | {name: Fraction(11 * number + place, 7) for place, name in enumerate(names)}


@rechecks("identity")
def identity(finding: Mapping[str, JSON]) -> Status:
    """A witness must keep the sides apart; without one, the canonical form is computed again from the plain data, and
    the sides must meet at points that were not searched."""
    claim = finding["evidence"]["proposition"]
    left, right = claim["lhs"], claim["rhs"]
    witness = finding["evidence"].get("witness")
    with precision(_BITS):
        if witness is not None:
            require_inside(claim["domain"], witness["at"])
            point = {name: ball(value) for name, value in witness["at"].items()}
            if compare(["!=", left, right], point) is not True:
                raise RecheckFailed("the two sides do not differ at the witness")
            return Status.REFUTED
        try:
            if canonical_form(from_data(left) - from_data(right), Domain.from_data(claim["domain"])):
                raise RecheckFailed("the canonical form of the difference is not zero")
        except UnsupportedFormError as error:
            raise RecheckFailed(f"the difference has no canonical form: {error}") from error
        confirmed = 0
        names = sorted({*_jets(left), *_jets(right)})
        domain = Domain.from_data(claim["domain"])
        for values in _points(claim["domain"], names):
            if not domain.contains(values):
                continue
            point = {name: ball(value) for name, value in values.items()}
            try:
                a, b = evaluate(left, point), evaluate(right, point)
            except UndefinedTermError:
                continue
            if not (a - b).contains(0):
                raise RecheckFailed(f"the two sides differ at {', '.join(f'{n} = {v}' for n, v in values.items())}")
            confirmed += 1 if 2**60 * (a - b).rad() <= 1 + abs(a) else 0
            if confirmed == _POINTS or (confirmed and not values):
                return Status.PROVED
    raise RecheckFailed("the identity could be confirmed at too few points")


def _jets(term: JSON) -> Iterator[str]:
    if isinstance(term, list):
        if term[0] == "fn":
            order = int(term[2])
            yield term[1] + ("'" * order if order < 3 else f"^({order})")
        else:
            for part in term[1:]:
                yield from _jets(part)


@rechecks("all")
@rechecks("sum")
@rechecks("recurrence")
@rechecks("family")
def compound(finding: Mapping[str, JSON]) -> Status:
    """Each part's finding is about the part that the proposition lists; the weakest status counts, up to the ceiling.

    That the parts are those of the claim is seen where the proposition is compared with the registered one.
    """
    evidence = finding["evidence"]
    listed, found = evidence["proposition"]["parts"], evidence.get("parts", [])
    if not found or len(listed) != len(found):
        raise RecheckFailed("parts are missing")
    if len(found) != evidence["proposition"]["count"] and found[-1]["status"] != Status.REFUTED:
        raise RecheckFailed("parts are left out, and only a refuted one may end the work")
    statuses = []
    for (name, part), part_finding in zip(listed, found, strict=True):
        if part_finding["evidence"].get("proposition") != part:
            raise RecheckFailed(f"the evidence for part {name!r} is about something else")
        statuses.append(recheck_finding(part_finding))
    status = weakest(statuses)
    assert status is not None
    ceiling = Status(evidence["proposition"]["ceiling"])
    return ceiling if status.established and status.at_least(ceiling) else status


@rechecks("computation")
def computation(finding: Mapping[str, JSON]) -> Status:
    """The computation is repeated, if its function is a public one of the engine.

    SymPy runs a string that it is given where it expects an expression, as code: none but plain numbers are handed on.
    """
    claim = finding["evidence"]["proposition"]
    name = claim["function"]
    if name not in verify.exact.__all__ or not isfunction(unwrap(function := getattr(verify.exact, name))):
        raise RecheckFailed(f"{name!r} is no public function of verify.exact")
    arguments: dict[str, Any] = dict(claim["arguments"])
    if not all(isinstance(value, int) or _NUMBERS.fullmatch(value) for value in arguments.values()):
        raise RecheckFailed("an argument of the computation is neither a whole number nor a row of them")
    result = str(function(**arguments))
    return Status.PROVED if result == claim["expected"] else Status.REFUTED
