"""What a sweep does in a worker: it asks a claim what it depends on, or settles it at a point."""

import json
import time
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from verify.claims import JSON, Effort, Proposition, Registry, Status, Sweep, letter

from ._plain import canonical, plain
from ._sweep_file import OUTSIDE
from ._worker import Send, one_line

if TYPE_CHECKING:
    from verify.claims import Finding

_DIGITS = Context(prec=12, Emin=-10**9, Emax=10**9)


def point_name(claim_id: str, values: Mapping[str, str]) -> str:
    """The name under which a worker is given a point; without values it is asked for the parameters."""
    return canonical({"claim": claim_id, "values": dict(values)})


def find_sweep(registry: Registry, claim_id: str) -> Sweep | None:
    """The statement's own question of that id, None when it is a claim's."""
    return next((made for made in registry[claim_id.partition("/")[0]].sweeps if made.id == claim_id), None)


def settle_point(registry: Registry, name: str, effort: Effort, send: Send) -> None:
    """The task of a sweep: whatever happens is sent, and nothing is raised but MemoryError."""
    given = json.loads(name)
    values = {key: Fraction(value) for key, value in given["values"].items()}
    start = time.process_time()
    try:
        row = _row(registry, given["claim"], values, effort) if values else _parameters(registry, given["claim"])
    except MemoryError:
        raise
    except BaseException as error:  # a check may raise anything; that is a result here
        row = {"status": str(Status.UNDECIDED), "reason": one_line(error)}
    send(row | {"took": str(round(time.process_time() - start, 4))})


def _parameters(registry: Registry, claim_id: str) -> dict[str, JSON]:
    own = find_sweep(registry, claim_id)
    if own is not None:
        return {"parameters": [v.name for v in own.domain], "required": list(own.required)}
    from verify.specialise import parameters

    return {"parameters": list(parameters(_built(registry, claim_id))), "required": []}


@cache
def _built(registry: Registry, claim_id: str) -> Proposition:
    """The claim's proposition, built once in a worker; its parts keep what they came to."""
    return registry.claim(claim_id).build()


def _row(registry: Registry, claim_id: str, values: Mapping[str, Fraction], effort: Effort) -> dict[str, JSON]:
    from verify.specialise import NotSpecialisedError, OutsideError, listed, settle_here, specialise

    own = find_sweep(registry, claim_id)
    if own is not None:
        try:
            proposition, numbers = _asked(own, values)
            finding = settle_here(proposition, effort)
        except OutsideError as error:
            return {"status": OUTSIDE, "reason": str(error)}
        return _found(finding) | ({"numbers": {key: _decimal(value) for key, value in numbers.items()}}
                                  if numbers else {})
    asked = _built(registry, claim_id)
    known = listed(asked, values)
    try:
        row = _found(settle_here(specialise(asked, values), effort))
        if known:
            return row
        row["beyond"] = True
    except OutsideError as error:
        row = {"status": OUTSIDE, "reason": str(error)}
    except NotSpecialisedError as error:
        return {"status": str(Status.UNDECIDED), "reason": str(error)}
    except Exception as error:
        if known or isinstance(error, MemoryError):
            raise
        row = {"status": OUTSIDE, "reason": one_line(error)}  # a family that cannot be asked at others than its own
    return _refuted_part(asked, values, effort) or row


def _refuted_part(asked: Proposition, values: Mapping[str, Fraction], effort: Effort) -> dict[str, JSON] | None:
    """A claim some of whose parts say nothing of the values is refuted there by another that does."""
    from verify.specialise import OutsideError, claimed, settle_here

    part = claimed(asked, values)
    if part is None:
        return None
    try:
        finding = settle_here(part, effort)
    except OutsideError:
        return None
    return _found(finding) if finding.status is Status.REFUTED else None


def _asked(own: Sweep, values: Mapping[str, Fraction]) -> tuple[Proposition, Mapping[str, Any]]:
    from verify.specialise import OutsideError

    given: dict[str, int | Fraction] = {}
    for name, value in values.items():
        if not own.domain[name].contains(value):
            raise OutsideError(f"{letter(name)} = {value} is outside {own.domain[name].text()}")
        given[name] = int(value) if own.domain[name].integer else value
    made = own.build(**given)
    return made if isinstance(made, tuple) else (made, {})


def _found(finding: "Finding") -> dict[str, JSON]:
    row: dict[str, JSON] = {"status": str(finding.status), "reason": finding.reason,
                            "method": finding.evidence.method}
    if finding.status is Status.REFUTED and finding.evidence.witness is not None:
        row["witness"] = plain(dict(finding.evidence.witness), "witness")
    return row


def _decimal(value: int | Fraction) -> str:
    """An exact number in 12 digits.

    >>> _decimal(Fraction(2, 3)), _decimal(Fraction(10)**900), _decimal(7)
    ('0.666666666667', '1E+900', '7')
    """
    exact = Fraction(value)
    return str(_DIGITS.divide(Decimal(exact.numerator), Decimal(exact.denominator)).normalize(_DIGITS))
