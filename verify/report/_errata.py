"""What is printed and false: witness, correction, and whether what depends on it survives."""

from typing import TYPE_CHECKING

from verify.claims import Status
from verify.run import ClaimResult, Ledger, StatementResult

from ._clean import clean, open_console, show
from ._words import counted, why

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def show_errata(ledger: Ledger, console: "Console | None" = None) -> None:
    """Print every refuted claim in the order of the paper."""
    console = console or open_console()
    wrong = [(made, claim) for made in ledger.statements for claim in made.claims if claim.status is Status.REFUTED]
    repaired = sum(any(other.status.established for other in made.corrections(claim)) for made, claim in wrong)
    verb = "is" if len(wrong) == 1 else "are"
    show(console, f"Of {counted(len(ledger.claims), 'claim')}, {len(wrong)} {verb} false; "
                  f"{repaired} of these {'has' if repaired == 1 else 'have'} an established correction.")
    for made in ledger.statements:
        claims = [claim for owner, claim in wrong if owner is made]
        if claims:
            entries = [_entry(made, claim) for claim in claims]
            entries[-1].add_row("  survives", _survival(ledger, made))
            show(console, f"\n{heading(made.label, made.published, made.title)}", *entries)
    if not ledger.complete:
        show(console, "\nInterrupted: claims that were not reached are missing here.")


def heading(label: str, published: str | None, title: str) -> str:
    """Label, published number and title on one line."""
    number = f" [{clean(published)}]" if published else ""
    return f"{clean(label)}{number}  {clean(title)}"


def _entry(made: StatementResult, claim: ClaimResult) -> "Table":
    rows = pairs()
    rows.add_row(f"  {claim.reading}", f"{clean(claim.formula)}   [{clean(claim.id)}]")
    rows.add_row("  witness", why(claim))
    if claim.note:
        rows.add_row("  note", clean(claim.note))
    corrections = made.corrections(claim)
    for other in corrections:
        rows.add_row("  corrected", f"{clean(other.formula)}   [{clean(other.id)}: {other.status}]")
    if not corrections:
        rows.add_row("  corrected", "no correction is known here")
    return rows


def pairs() -> "Table":
    """A table of two columns without a head: a word, and text that folds beside it."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _survival(ledger: Ledger, made: StatementResult) -> str:
    """What rests on the statement, each with its own status when corrections are taken."""
    told = []
    for label in ledger.dependents(made.label):
        other = ledger[label]
        standing = ledger.standings[label]
        if other.trusted or not other.selected:
            told.append(f"{clean(label)}: not run")
        elif standing.corrected is None:
            told.append(f"{clean(label)}: nothing of its own to settle")
        elif standing.corrected.established:
            held = standing.corrected_propagated
            doubt = "" if held is None or held.established else f", yet it rests on something {held}"
            told.append(f"{clean(label)}: yes ({standing.corrected}{doubt})")
        else:
            told.append(f"{clean(label)}: no ({standing.corrected})")
    return "; ".join(told) or "nothing here rests on it"
