"""The dispatch of rechecks: one function a kind of proposition, each verifying without searching."""

from collections.abc import Callable, Mapping

from verify.claims import JSON, Status


class RecheckFailed(Exception):
    """The evidence in the ledger does not support the status that stands beside it."""


Recheck = Callable[[Mapping[str, JSON]], Status]
_RECHECKS: dict[str, Recheck] = {}


def rechecks(kind: str) -> Callable[[Recheck], Recheck]:
    """Register the function that rechecks findings about propositions of `kind`.

    It is given a finding as plain data and returns the status that its evidence supports by itself,
    computed from the proposition and the certificate or witness, never read from `finding["status"]`.
    """

    def register(function: Recheck) -> Recheck:
        _RECHECKS[kind] = function
        return function

    return register


def recheck_finding(finding: Mapping[str, JSON]) -> Status:
    """The status that a finding's evidence supports; RecheckFailed when it is not the one it states."""
    stated = Status(finding["status"])
    if stated is Status.UNDECIDED:
        return stated  # claims nothing
    proposition = finding["evidence"].get("proposition")
    if not isinstance(proposition, Mapping) or proposition.get("kind") not in _RECHECKS:
        raise RecheckFailed("the evidence names no proposition of a known kind")
    supported = _RECHECKS[proposition["kind"]](finding)
    if supported is not stated:
        raise RecheckFailed(f"the ledger says {stated}, its evidence supports {supported}")
    return supported
