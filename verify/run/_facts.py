"""What a ledger says of a claim before it is settled: kept with its finding, so that neither needs its module."""

from dataclasses import dataclass
from typing import Any

from verify.claims import JSON, Claim, Reading, Severity, Status


@dataclass(frozen=True)
class Facts:
    """A claim without its proposition and controls.

    >>> made = Facts("lem-1/a", Reading.PRINTED, Status.PROVED)
    >>> Facts.from_data(made.to_data()) == made
    True
    """

    id: str
    reading: Reading
    expected: Status
    note: str = ""
    corrects: str | None = None
    vacuous_by: str | None = None
    severity: Severity | None = None
    wrong: str = ""
    same_as: str | None = None

    @staticmethod
    def of(claim: Claim) -> "Facts":
        """Those of a registered claim."""
        return Facts(claim.id, claim.reading, claim.expected.status, claim.note, claim.corrects, claim.vacuous_by,
                     claim.severity, claim.wrong, claim.same_as)

    def to_data(self) -> dict[str, JSON]:
        """Plain data."""
        return {"id": self.id, "reading": str(self.reading), "expected": str(self.expected), "note": self.note,
                "corrects": self.corrects, "vacuous_by": self.vacuous_by,
                "severity": self.severity and str(self.severity), "wrong": self.wrong,
                "same_as": self.same_as}

    @staticmethod
    def from_data(data: dict[str, Any]) -> "Facts":
        """The record of plain data."""
        return Facts(str(data["id"]), Reading(data["reading"]), Status(data["expected"]), str(data["note"]),
                     data["corrects"], data["vacuous_by"], data["severity"] and Severity(data["severity"]),
                     str(data["wrong"]), data["same_as"])
