"""What the pages show of a ledger: statements and claims with verdicts in words, and what comes of the false ones.

The statuses are those of the ledger; here they are only put together and said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from markupsafe import Markup

from verify.claims import Claim, Proposition, Reading, Registry, Statement, Status, propagate, weakest
from verify.run import ClaimResult, Ledger, StatementResult

from .._clean import clean
from .._words import describe, find_witness, why
from ._math import formula, mathml, words
from ._names import anchor, place, spoken

MARKS = {Status.PROVED: "✓", Status.CERTIFIED: "⊙", Status.OBSERVED: "○", Status.UNDECIDED: "?", Status.REFUTED: "✗"}
_MOST_PARTS = 40  # of a claim that are shown
_DEEPEST = 3


class Verdict(Enum):
    """What became of a statement: its word, its mark, and what the word means."""

    PRINTED = ("holds as printed", "✓", "everything that is printed of it was proved or certified")
    CORRECTED = ("holds as corrected", "✎", "something printed is false, and its correction was proved or certified")
    FALSE = ("false", "✗", "something printed is false, and no correction of it is established here")
    OBSERVED = ("only observed", "○", "at least one claim of it was only seen to hold in seeded trials")
    UNDECIDED = ("undecided", "?", "at least one claim of it could not be settled")
    TRUSTED = ("taken on trust", "†", "a fact from the literature that is not checked here")
    SILENT = ("nothing to settle", "–", "it makes no claim of its own, or was not run")

    def __init__(self, word: str, mark: str, meaning: str) -> None:
        self.word, self.mark, self.meaning = word, mark, meaning

    @property
    def css(self) -> str:
        """The class that colours it."""
        return "v-" + self.name.lower()


def own_status(made: StatementResult) -> tuple[Status | None, Status | None]:
    """The weakest status of what is printed of a statement: as it stands, and with each repaired claim left out.

    What goes beyond the page does not count, unless there is nothing else.
    """
    claims = [claim for claim in made.claims if claim.reading is not Reading.SHARPENED] or list(made.claims)
    repaired = {claim.corrects for claim in made.claims if claim.status.established}
    return (weakest(claim.status for claim in claims),
            weakest(claim.status for claim in claims
                    if not (claim.status is Status.REFUTED and claim.id in repaired)))


def verdict(made: StatementResult) -> Verdict:
    """What became of a statement by its own claims, corrections taken."""
    status, corrected = own_status(made)
    if made.trusted:
        return Verdict.TRUSTED
    if status is None or corrected is None:
        return Verdict.SILENT
    if corrected is Status.REFUTED:
        return Verdict.FALSE
    if corrected is Status.UNDECIDED:
        return Verdict.UNDECIDED
    if corrected is Status.OBSERVED:
        return Verdict.OBSERVED
    return Verdict.CORRECTED if status is Status.REFUTED else Verdict.PRINTED


@dataclass(frozen=True)
class PartView:
    """A part of a compound claim: its name, its formula, and its own parts."""

    name: str
    formula: Markup
    parts: tuple["PartView", ...] = ()


@dataclass(frozen=True)
class ClaimView:
    """A claim as its page shows it."""

    result: ClaimResult
    formula: Markup
    parts: tuple[PartView, ...]
    vacuous: bool
    corrections: tuple[ClaimResult, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.result.id

    @property
    def name(self) -> str:
        """Its name in words."""
        return self.id.partition("/")[2].replace("-", " ")

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return anchor(self.id)

    @property
    def place(self) -> str:
        """Its address."""
        return place(self.id)

    @property
    def status(self) -> Status:
        """The computed status."""
        return self.result.status

    @property
    def mark(self) -> str:
        """The mark of its status."""
        return MARKS[self.status]

    @property
    def why(self) -> str:
        """Why it is undecided; "" otherwise."""
        return clean(self.result.reason) if self.status is Status.UNDECIDED else ""

    @property
    def witness(self) -> str:
        """The numbers that refute it; "" for a claim that is not refuted."""
        if self.status is not Status.REFUTED:
            return ""
        found = find_witness(self.result.evidence or {})
        return clean(describe(found), 1200) if found is not None else why(self.result, 1200)

    @property
    def methods(self) -> tuple[str, ...]:
        """The kinds of evidence behind it, each once."""
        found = dict.fromkeys(clean(each["method"], 200) for each in _evidence(self.result.evidence))
        return tuple(word for word in found if word != "all parts" or len(found) == 1)[:8]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Engine, domain, precision and seeds, where there are some."""
        given = self.result.evidence or {}
        rows = [("engine", clean(given.get("engine", ""), 200)), ("for", clean(given.get("domain", ""), 400))]
        if given.get("precision"):
            rows.append(("precision", f"{given['precision']} bits"))
        if given.get("seeds"):
            first, count = given["seeds"]["first"], given["seeds"]["count"]
            rows.append(("seeds", f"{first} to {first + count - 1}"))
        return tuple((head, text) for head, text in rows if text)

    @property
    def controls(self) -> str:
        """How many controls were killed."""
        return f"{self.result.killed} of {len(self.result.controls)}"


def _evidence(given: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    if given:
        yield given
        for part in given.get("parts", ()):
            yield from _evidence(part.get("evidence"))


@dataclass(frozen=True)
class StatementView:
    """A statement as its page shows it."""

    made: Statement
    result: StatementResult
    verdict: Verdict
    claims: tuple[ClaimView, ...]
    rests_on_weaker: str
    """The status of the weakest thing it rests on, corrections taken, where that is weaker than its own."""
    trusts: tuple[str, ...]
    dependents: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its label."""
        return self.made.label

    @property
    def name(self) -> str:
        """Its label as it is said, or its title where the label has no number."""
        said = spoken(self.label)
        return self.title if said == self.label else said

    @property
    def title(self) -> str:
        """Its title."""
        return clean(self.made.title, 200)

    @property
    def wrong(self) -> tuple[ClaimView, ...]:
        """Its claims that are printed and false."""
        return tuple(c for c in self.claims if c.status is Status.REFUTED and c.result.reading is Reading.PRINTED)

    @property
    def wrong_steps(self) -> tuple[ClaimView, ...]:
        """The steps of its printed proof that are false."""
        return tuple(c for c in self.claims if c.status is Status.REFUTED and c.result.reading is Reading.STEP)


@dataclass(frozen=True)
class Survival:
    """What became of the statements that rest on one: those that stand, corrections taken, and those that do not."""

    standing: tuple[str, ...]
    observed: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.standing) + len(self.observed) + len(self.open)


def survival(ledger: Ledger, label: str) -> Survival:
    """Sort what rests on a statement; what was not run or has nothing to settle is left out."""
    sorts: dict[str, list[str]] = {"standing": [], "observed": [], "open": []}
    for other in ledger.dependents(label):
        _, status = own_status(ledger[other])
        if status is not None:
            sort = "observed" if status is Status.OBSERVED else "standing" if status.established else "open"
            sorts[sort].append(other)
    return Survival(*map(tuple, sorts.values()))


Parts = Mapping[str, tuple[PartView, ...]]


def statement_views(registry: Registry, ledger: Ledger, parts: Parts) -> tuple[StatementView, ...]:
    """The statements of a ledger with what the registry says about them, in the registry's order.

    `parts` are those of its compound claims, by claim id, as `claim_parts` finds them.
    """
    own = {made.label: own_status(made)[1] for made in ledger.statements}
    whole = propagate(own, ledger.graph)
    by_label = {made.label: made for made in ledger.statements}
    return tuple(_statement(made, by_label[made.label], ledger, parts, _weaker(own[made.label], whole[made.label]))
                 for made in registry if made.label in by_label)


def _weaker(own: Status | None, whole: Status | None) -> str:
    """What it rests on, where that is weaker and no longer proved or certified."""
    doubtful = whole in (Status.OBSERVED, Status.UNDECIDED, Status.REFUTED)
    return str(whole) if own is not None and whole is not own and doubtful else ""


def _statement(made: Statement, result: StatementResult, ledger: Ledger, parts: Parts, weaker: str) -> StatementView:
    return StatementView(
        made, result, verdict(result),
        tuple(ClaimView(claim, formula(claim.latex, clean(claim.formula)), parts.get(claim.id, ()),
                        result.vacuous(claim), result.corrections(claim)) for claim in result.claims),
        weaker, ledger.standings[made.label].trusts, tuple(ledger.dependents(made.label)))


def claim_parts(made: Statement, result: StatementResult) -> dict[str, tuple[PartView, ...]]:
    """The parts of a statement's compound claims, by claim id; the claims are built for it."""
    registered = {claim.id: claim for claim in made.claims}
    return {claim.id: found for claim in result.claims if (found := _shown_parts(registered.get(claim.id), claim))}


def _shown_parts(claim: Claim | None, result: ClaimResult) -> tuple[PartView, ...]:
    """The parts of the claim's proposition, where it is the one that the ledger is about."""
    if claim is None or result.evidence is None or not result.evidence.get("parts"):
        return ()
    try:
        built = claim.build()
        return _parts(built) if built.text() == result.formula else ()
    except Exception:  # a defect of the statement's module, of which the ledger tells
        return ()


def _parts(built: Proposition, depth: int = 0) -> tuple[PartView, ...]:
    """The named parts of a conjunction, each with its own formula."""
    named = getattr(built, "named", None)
    if built.kind != "all" or not isinstance(named, tuple) or depth == _DEEPEST:
        return ()
    views = []
    for name, part in named[:_MOST_PARTS]:
        below = _parts(part, depth + 1)
        views.append(PartView(clean(name, 200), mathml(part.latex()) or words(clean(part.text())), below))
    return tuple(views)
