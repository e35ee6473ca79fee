"""What a run found, as records. They keep only the facts; every verdict is computed from them.

So a ledger that was read is rechecked by computing its verdicts again and comparing.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from verify.claims import (
    JSON,
    LEFT_OUT,
    Expectation,
    Reading,
    Severity,
    Statement,
    Status,
    ancestors,
    dependents,
    propagate,
    trusts,
    weakest,
)

from ._citations import unsupported
from ._plain import digest

SCHEMA = 1
INTERRUPTED = "interrupted"
_DEFECTS = ("error:", "worker died", INTERRUPTED)


def defective(reason: str) -> bool:
    """Whether a claim is undecided for want of a check that ran, not for want of mathematics."""
    return reason.startswith(_DEFECTS)


@dataclass(frozen=True)
class ControlResult:
    """What the check said about a claim that was changed on purpose.

    >>> ControlResult("a + 1 for a", holds=False, status=Status.REFUTED).killed
    True
    >>> ControlResult("a + 1 for a", holds=False, status=Status.UNDECIDED, reason="time").killed
    False
    >>> ControlResult("a + 1 for a", holds=False, status=Status.UNDECIDED, reason="step: unsupported: tan").killed
    False
    """

    name: str
    holds: bool
    status: Status
    reason: str = ""

    @property
    def killed(self) -> bool:
        """As `Control.killed_by`, and never when its check gave up for a reason of its own.

        A check that ran out of time or memory, met what it does not support, or found the changed assumptions vacuous
        has not rejected the changed claim.
        """
        gave_up = defective(self.reason) or any(word in self.reason for word in ("unsupported:", "vacuous"))
        return not gave_up and self.reason not in ("time", "memory") and self.status.established is self.holds

    def to_data(self) -> dict[str, JSON]:
        """Plain data for the ledger."""
        return {"name": self.name, "holds": self.holds, "status": str(self.status), "reason": self.reason,
                "killed": self.killed}

    @staticmethod
    def from_data(data: dict[str, Any]) -> "ControlResult":
        """The record of plain data that has the ledger's shape."""
        return ControlResult(data["name"], data["holds"], Status(data["status"]), data["reason"])


@dataclass(frozen=True)
class ClaimResult:
    """A claim with the status that was computed for it, and why."""

    id: str
    reading: Reading
    expected: Status
    status: Status
    reason: str = ""
    formula: str = ""
    latex: str = ""
    note: str = ""
    corrects: str | None = None
    vacuous_by: str | None = None
    severity: Severity | None = None
    wrong: str = ""
    same_as: str | None = None
    evidence: dict[str, Any] | None = None
    controls: tuple[ControlResult, ...] = ()
    seconds: float = 0
    second: dict[str, Any] | None = None
    """Who gave a second opinion on its parts, and what it was; None where none was asked for."""

    @property
    def label(self) -> str:
        """The label of its statement."""
        return self.id.partition("/")[0]

    @property
    def as_expected(self) -> bool:
        """Whether the status is the expected one or stronger; a check that broke down never is."""
        return not defective(self.reason) and Expectation(self.expected).met_by(self.status)

    @property
    def left_out(self) -> bool:
        """Whether the run was to make no seeded trials, and only they can settle it."""
        return self.status is Status.UNDECIDED and LEFT_OUT in self.reason

    @property
    def killed(self) -> int:
        """How many of its controls were killed."""
        return sum(control.killed for control in self.controls)

    @property
    def passes(self) -> bool:
        """Whether it is as expected, every control was killed, and no second opinion disagrees."""
        return self.as_expected and self.killed == len(self.controls) and not self.disagreed

    @property
    def disagreed(self) -> tuple[tuple[str, str], ...]:
        """The parts on which a second opinion disagrees, each with how; the claim itself has the name ""."""
        return tuple((entry[0], entry[-1]) for entry in (self.second or {}).get("disagreed", ()) if entry)

    def to_data(self) -> dict[str, JSON]:
        """Plain data for the ledger."""
        return {
            "id": self.id, "reading": str(self.reading), "formula": self.formula, "latex": self.latex,
            "status": str(self.status), "reason": self.reason, "expected": str(self.expected),
            "as_expected": self.as_expected, "corrects": self.corrects, "vacuous_by": self.vacuous_by,
            "severity": self.severity and str(self.severity), "wrong": self.wrong,
            "same_as": self.same_as, "note": self.note,
            "method": None if self.evidence is None else self.evidence["method"], "evidence": self.evidence,
            "controls": {"killed": self.killed, "total": len(self.controls),
                         "details": [control.to_data() for control in self.controls]},
            "seconds": self.seconds,
        } | ({} if self.second is None else {"second": self.second})

    @staticmethod
    def from_data(data: dict[str, Any]) -> "ClaimResult":
        """The record of plain data that has the ledger's shape."""
        return ClaimResult(
            data["id"], Reading(data["reading"]), Status(data["expected"]), Status(data["status"]), data["reason"],
            data["formula"], data["latex"], data["note"], data["corrects"], data["vacuous_by"],
            data["severity"] and Severity(data["severity"]), data["wrong"], data["same_as"], data["evidence"],
            tuple(ControlResult.from_data(item) for item in data["controls"]["details"]), data["seconds"],
            data.get("second"))


@dataclass(frozen=True)
class Standing:
    """Where a statement stands: by its own claims, and with all that it rests on."""

    status: Status | None = None
    """The weakest of its claims'; None when it has none (a trusted fact, say) or was not run."""
    propagated: Status | None = None
    """The weakest of its own and its ancestors'; None when an ancestor was not run."""
    corrected: Status | None = None
    """As `status`, leaving out each refuted claim that an established one corrects."""
    corrected_propagated: Status | None = None
    """As `propagated`, of `corrected`."""
    trusts: tuple[str, ...] = ()
    """The trusted facts that it rests on."""

    def to_data(self) -> dict[str, JSON]:
        """Plain data for the ledger."""
        return {
            "status": self.status and str(self.status), "propagated": self.propagated and str(self.propagated),
            "corrected": self.corrected and str(self.corrected),
            "corrected_propagated": self.corrected_propagated and str(self.corrected_propagated),
            "trusts": list(self.trusts),
        }


@dataclass(frozen=True)
class StatementResult:
    """A statement with the results of its claims; `selected` is False for an ancestor that was not run."""

    label: str
    title: str
    kind: str
    published: str | None = None
    uses: tuple[str, ...] = ()
    proof_uses: tuple[str, ...] = ()
    selected: bool = True
    claims: tuple[ClaimResult, ...] = ()

    @property
    def trusted(self) -> bool:
        """Whether it is taken from the literature."""
        return self.kind == "trusted"

    @property
    def status(self) -> Status | None:
        """The weakest of its claims'."""
        return weakest(claim.status for claim in self.claims if not claim.left_out)

    @property
    def corrected(self) -> Status | None:
        """The weakest of its claims', each refuted one that has an established correction left out."""
        repaired = {claim.corrects for claim in self.claims if claim.status.established}
        return weakest(claim.status for claim in self.claims
                       if not (claim.status is Status.REFUTED and claim.id in repaired) and not claim.left_out)

    def vacuous(self, claim: ClaimResult) -> bool:
        """Whether the hypotheses of `claim` admit nothing: the claim that shows it is established."""
        return any(other.id == claim.vacuous_by and other.status.established for other in self.claims)

    def corrections(self, claim: ClaimResult) -> tuple[ClaimResult, ...]:
        """The claims that repair `claim`."""
        return tuple(other for other in self.claims if other.corrects == claim.id)

    @staticmethod
    def from_data(data: dict[str, Any]) -> "StatementResult":
        """The record of plain data that has the ledger's shape."""
        return StatementResult(
            data["label"], data["title"], data["kind"], data["published"], tuple(data["uses"]["statement"]),
            tuple(data["uses"]["proof"]), data["selected"],
            tuple(ClaimResult.from_data(item) for item in data["claims"]))


@dataclass(frozen=True)
class Ledger:
    """All that a run found, in the order of the registry."""

    source: str
    statements: tuple[StatementResult, ...]
    without: tuple[str, ...] = ()
    """What the run left out: "observed", for what only seeded trials can settle."""
    environment: dict[str, str | None] = field(default_factory=dict)
    stopped: str = ""
    """Why the run did not come to its end, where that was no Ctrl-C; of this run, and not written."""
    kept: int = 0
    """How many findings were taken from earlier runs."""

    def __getitem__(self, label: str) -> StatementResult:
        for made in self.statements:
            if made.label == label:
                return made
        raise KeyError(label)

    @property
    def claims(self) -> tuple[ClaimResult, ...]:
        """The claims of all statements."""
        return tuple(claim for made in self.statements for claim in made.claims)

    @property
    def complete(self) -> bool:
        """Whether the run came to its end, and all second opinions that it asked for were heard."""
        return not any(claim.reason == INTERRUPTED for claim in self.claims) and not self.unheard

    @property
    def unheard(self) -> tuple[ClaimResult, ...]:
        """The claims on which the asking for second opinions was interrupted."""
        return tuple(claim for claim in self.claims if INTERRUPTED in (claim.second or {}).get("none", ()))

    @property
    def success(self) -> bool:
        """Whether all claims are as expected, supported and undisputed, all controls killed, in a run that ended."""
        return all(claim.passes for claim in self.claims if not self.leaves_out(claim)) and not self.unsupported

    def leaves_out(self, claim: ClaimResult) -> bool:
        """Whether the run was asked to leave this claim out."""
        return claim.left_out and "observed" in self.without

    @cached_property
    def unsupported(self) -> tuple[tuple[str, str], ...]:
        """The claims that cite what is not established, circular or not listed, each with the reason."""
        return unsupported(self)

    @cached_property
    def graph(self) -> dict[str, Statement]:
        """The statements as `verify.claims` knows them, without their claims."""
        return {made.label: Statement(made.label, made.title, made.kind, "", made.published, made.uses,
                                      made.proof_uses) for made in self.statements}

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Where each statement stands."""
        own = {made.label: made.status for made in self.statements}
        repaired = {made.label: made.corrected for made in self.statements}
        whole, whole_repaired = propagate(own, self.graph), propagate(repaired, self.graph)
        unknown = {made.label for made in self.statements if not made.selected and not made.trusted}
        found = {}
        for label in own:
            known = not (unknown & {label, *ancestors(label, self.graph)})
            found[label] = Standing(
                own[label], whole[label] if known else None, repaired[label],
                whole_repaired[label] if known else None, tuple(trusts(label, self.graph)))
        return found

    def dependents(self, label: str) -> list[str]:
        """The labels of the statements that rest on `label`."""
        return dependents(label, self.graph)

    def to_data(self) -> dict[str, JSON]:
        """The ledger as plain data, every verdict computed."""
        made_data = [
            {"label": made.label, "published": made.published, "title": made.title, "kind": made.kind,
             "uses": {"statement": list(made.uses), "proof": list(made.proof_uses)}, "selected": made.selected,
             **self.standings[made.label].to_data(),
             "claims": [claim.to_data() | {"vacuous": made.vacuous(claim)} for claim in made.claims]}
            for made in self.statements
        ]
        return {"schema": SCHEMA, "source": self.source, "without": list(self.without), "kept": self.kept,
                "complete": self.complete, "success": self.success,
                "unsupported": [list(entry) for entry in self.unsupported],
                "environment": dict(self.environment), "digest": digest(made_data), "statements": made_data}

    @staticmethod
    def from_data(data: dict[str, Any]) -> "Ledger":
        """The ledger of plain data that has the schema's shape; its verdicts are computed, not read."""
        return Ledger(data["source"], tuple(StatementResult.from_data(item) for item in data["statements"]),
                      tuple(data["without"]), data["environment"], kept=data["kept"])
