"""What became of the mutants of some statements, as a record."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from verify.claims import JSON

from ._gaps import Gap

_FEW = 8
"""Mutants of a claim in a sample, of which one should have been refuted."""


@dataclass
class Report:
    """What became of the mutants of some statements."""

    records: list[dict[str, JSON]] = field(default_factory=list)
    """One a mutant, in a fixed order: id, claim, part, kind, change, at, operation, verdict, status, reason."""
    formulas: int = 0
    """Formulas that were mutated."""
    repeated: int = 0
    """Formulas that stand in an earlier claim too, and were mutated there."""
    without: int = 0
    """Trials and computations, which have no formula to change."""
    left_out: int = 0
    """Changes of long formulas that were not made."""
    total: int = 0
    """Mutants there are, of which `records` may be a sample."""
    vacuous: list[str] = field(default_factory=list)
    """Claims, with their parts, that are vacuous themselves."""
    broken: dict[str, str] = field(default_factory=dict)
    """Claims whose formulas could not be made, and why."""
    empty: dict[str, str] = field(default_factory=dict)
    """Claims all of whose formulas can hardly be false as they stand, and why: only what computed them is checked."""
    gaps: list[Gap] = field(default_factory=list)
    """Where inequalities give way, the most useful first; only where it was asked for."""
    taken_up: int = 0
    """Mutants that an earlier run had judged."""
    stopped: str = ""
    """Why the work ended before its end; "" when it did not."""
    seconds: float = 0
    """Processor time of all workers."""

    @property
    def complete(self) -> bool:
        """Whether every mutant was judged."""
        return not self.stopped

    @property
    def success(self) -> bool:
        """Whether nothing false survived, and no claim is vacuous or broken."""
        survived = any(record["verdict"] == "survivor" for record in self.records)
        return not (self.vacuous or self.broken or survived)

    @property
    def unbound(self) -> dict[str, int]:
        """Claims of which no mutant was refuted, with how many were judged: they may bind nothing.

        Of a sample, only those of which so many were judged that one should have been.
        """
        return {claim: len(found) for claim, found in self._judged() if not any(map(_killed, found))}

    @property
    def loose(self) -> dict[str, int]:
        """Claims of which nothing was refuted but the opposite, with how many mutants were judged."""
        return {claim: len(found) for claim, found in self._judged() if any(map(_killed, found))
                and all(r["operation"] == "turn" for r in found if _killed(r))}

    def _judged(self) -> Iterator[tuple[str, list[dict[str, JSON]]]]:
        found: dict[str, list[dict[str, JSON]]] = {}
        for record in self.records:
            if record["verdict"] != "skipped":
                found.setdefault(str(record["claim"]), []).append(record)
        least = 1 if len(self.records) == self.total else _FEW
        return ((claim, records) for claim, records in found.items() if len(records) >= least)


def _killed(record: dict[str, JSON]) -> bool:
    return bool(record["verdict"] == "refuted")
