"""Results in words: why a claim has its status, on one line."""

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal, localcontext
from typing import Any

from verify.claims import Status
from verify.run import ClaimResult, Ledger

from ._clean import clean


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {noun}" + ("" if number == 1 else "s")


def why(claim: ClaimResult, most: int | None = None) -> str:
    """The witness of a refuted claim, else the reason of an undecided one, else the method."""
    if claim.status is Status.UNDECIDED:
        return clean(claim.reason, most)
    if claim.evidence is None:
        return ""
    witness = find_witness(claim.evidence) if claim.status is Status.REFUTED else None
    if witness is None:
        domain = claim.evidence.get("domain")
        return clean(f"{claim.evidence['method']}" + (f"; {domain}" if domain else ""), most)
    return clean(describe(witness), most)


def find_witness(evidence: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The witness in the evidence, or in the first refuted part of it."""
    witness = evidence.get("witness")
    if isinstance(witness, Mapping):
        return witness
    for part in evidence.get("parts", ()):
        if part.get("status") == Status.REFUTED and isinstance(part.get("evidence"), Mapping):
            return find_witness(part["evidence"])
    return None


def describe(witness: Mapping[str, Any]) -> str:
    """A witness on one line: the point first, then what is found there.

    >>> describe({"at": {"x": "1/2"}, "lhs": "2", "rhs": "3"})
    'at x = 1/2: lhs = 2, rhs = 3'
    """
    point = witness.get("at", witness.get("point"))
    rest = {key: value for key, value in witness.items() if value is not point or point is None}
    found = ", ".join(f"{key} = {_value(value)}" for key, value in rest.items())
    if not isinstance(point, Mapping):
        return found if point is None else f"at {_value(point)}: {found}"
    where = ", ".join(f"{name} = {_value(value)}" for name, value in point.items())
    return ": ".join(part for part in (f"at {where}" if where else "", found) if part)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list) and len(value) == 4 and all(isinstance(x, int) for x in value):
        return _ball(*value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return clean(value, 60)


def _ball(mid: int, mid_exp: int, rad: int, rad_exp: int) -> str:
    """mid 2^mid_exp ± rad 2^rad_exp, in decimals.

    >>> _ball(-5, -1, 0, 0), _ball(1, -10, 3, -40)
    ('-2.5', '0.0009765625 ± 2.7e-12')
    """
    with localcontext(Context(prec=12, Emin=-10**9, Emax=10**9)):
        middle = Decimal(mid) * Decimal(2) ** mid_exp
        return f"{middle:.12g}" + (f" ± {Decimal(rad) * Decimal(2) ** rad_exp:.1e}" if rad else "")


def tally(ledger: Ledger) -> str:
    """How many claims came out how, in words."""
    counts = {status: sum(claim.status is status for claim in ledger.claims) for status in Status}
    run = sum(made.selected and not made.trusted for made in ledger.statements)
    came = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    return f"{counted(run, 'statement')}, {counted(len(ledger.claims), 'claim')}: {came or 'nothing to settle'}."


def joined(items: Iterable[object]) -> str:
    """Items as a list in a sentence, cleaned."""
    return ", ".join(clean(item) for item in items)
