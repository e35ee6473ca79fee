"""The five statuses of a claim and their order."""

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """What a run found out about a claim; computed, never typed.

    >>> Status.PROVED.at_least(Status.CERTIFIED)
    True
    >>> Status.UNDECIDED.established
    False
    """

    PROVED = "proved"
    CERTIFIED = "certified"
    OBSERVED = "observed"
    UNDECIDED = "undecided"
    REFUTED = "refuted"

    @property
    def established(self) -> bool:
        """Whether the claim may be relied on in this sense: proved, certified or observed."""
        return self in (Status.PROVED, Status.CERTIFIED, Status.OBSERVED)

    def at_least(self, other: "Status") -> bool:
        """Whether this status is `other` or a stronger one (proved > certified > observed > ...)."""
        return _ORDER[self] <= _ORDER[other]


_ORDER = {status: place for place, status in enumerate(Status)}


def weakest(statuses: Iterable[Status]) -> Status | None:
    """The weakest of some statuses, None when there are none.

    >>> weakest([Status.PROVED, Status.OBSERVED])
    <Status.OBSERVED: 'observed'>
    """
    return max(statuses, key=_ORDER.__getitem__, default=None)


class Severity(StrEnum):
    """How bad it is that a claim is wrong in print, judged by what falls with it; the worst first."""

    STATEMENT = "statement"
    """A numbered statement is false as printed."""
    PROOF = "proof"
    """The statement stands; its printed proof has a gap or a false step."""
    MISPRINT = "misprint"
    """A sign, factor or index that the next line does not use."""
    WORDING = "wording"
    """Only a literal reading makes it false, or nothing rests on it."""


class Reading(StrEnum):
    """How a claim relates to the printed page."""

    PRINTED = "printed"
    """What the paper prints, misprints and all."""
    CORRECTED = "corrected"
    """The least change that makes a wrong printed claim or step right."""
    SHARPENED = "sharpened"
    """A stronger claim than the printed one."""
    STEP = "step"
    """A step of the printed proof."""
