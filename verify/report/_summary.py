"""The report of a run: one screen, the counts first, then what is false or only partly known."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verify.claims import Reading, Status, weakest
from verify.run import INTERRUPTED, ClaimResult, Ledger, StatementResult

from ._clean import clean, open_console, show
from ._words import counted, joined, tally, why

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STYLES = {Status.PROVED: "green", Status.CERTIFIED: "green", Status.OBSERVED: "cyan",
           Status.UNDECIDED: "yellow", Status.REFUTED: "red"}
_ROWS = 30  # of what is false, on a terminal: one screen
_REASON = 24  # columns that the reason of a row needs to say anything


def show_run(ledger: Ledger, seconds: float | None = None, console: "Console | None" = None) -> None:
    """Print the report of a run."""
    console = console or open_console()
    killed, total = _controls(ledger)
    show(console, tally(ledger))
    unreached = [claim for claim in ledger.claims if claim.reason == INTERRUPTED]
    show_failures(ledger, console)
    _show_doubtful(ledger, console)
    _show_standing(ledger, console)
    took = "" if seconds is None else f"; {seconds:.1f} s"
    show(console, f"\nControls: {killed} of {total} killed{took}.")
    show_opinions(ledger, console)
    if unreached:
        show(console, f"Interrupted: {counted(len(unreached), 'claim')} not reached, so undecided.")
    elif ledger.unheard:
        show(console, f"Interrupted: second opinions on {counted(len(ledger.unheard), 'claim')} not heard.")
    elif ledger.success:
        show(console, "Everything is as expected." if ledger.claims else "There was no claim to settle.")
    else:
        show(console, "NOT as expected: see above.")


def show_failures(ledger: Ledger, console: "Console") -> None:
    """What makes a run no success: claims that are not as expected, controls that survived, citations that do not
    carry."""
    unexpected = [claim for claim in ledger.claims if not claim.as_expected and claim.reason != INTERRUPTED
                  and not ledger.leaves_out(claim)]
    if unexpected:
        show(console, f"\nNot as expected: {counted(len(unexpected), 'claim')}.")
        rows = [(claim.id, str(claim.status), str(claim.expected), why(claim, 160)) for claim in unexpected]
        _show_table(console, ("claim", "status", "expected", "why"), rows)
    survivors = [(claim, control) for claim in ledger.claims if claim.reason != INTERRUPTED
                 for control in claim.controls if not control.killed]
    if survivors:
        show(console, "\nControls that survived, so their claims are not checked:")
        for claim, control in survivors:
            reason = f" ({clean(control.reason, 100)})" if control.reason else ""
            show(console, f"  {clean(claim.id)}: {clean(control.name)} came out {control.status}{reason}")
    if ledger.unsupported:
        show(console, "\nClaims that rest on what does not carry:")
        for claim_id, problem in ledger.unsupported:
            show(console, f"  {clean(claim_id)}: {clean(problem, 200)}")


def show_opinions(ledger: Ledger, console: "Console") -> None:
    """One line on the second opinions on record, and each disagreement; nothing where none were asked for."""
    if all(claim.second is None for claim in ledger.claims):
        return
    from verify.run.opinions import Tally

    found = Tally.of(ledger)
    who = joined([f"{count} {clean(name)}" for name, count in found.agreed.items()])
    without = joined([f"{count} {clean(reason, 80)}" for reason, count in found.none.items()])
    show(console, f"Second opinions: {found.agreeing} of {counted(found.asked, 'settled part')} "
                  f"({who or 'nobody agrees'}); {found.asked - found.agreeing - found.disagreed} without"
                  f"{f' ({without})' if without else ''}; "
                  f"{found.disagreed or 'none'} {'disagree' if found.disagreed > 1 else 'disagrees'}.")
    for claim in ledger.claims:
        for part, how in claim.disagreed:
            show(console, f"  DISAGREEMENT on {clean(claim.id)}{f' ({clean(part, 80)})' if part else ''}: "
                          f"{clean(how, 200)}")


def _controls(ledger: Ledger) -> tuple[int, int]:
    return sum(claim.killed for claim in ledger.claims), sum(len(claim.controls) for claim in ledger.claims)


def columns(*names: str, fold: bool = True) -> "Table":
    """A plain table; only its last column gives way, in further lines (`fold`) or by being cut."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=bool(names), header_style="dim", padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, no_wrap=True, overflow="ignore")
    table.columns[-1].no_wrap = not fold
    table.columns[-1].overflow = "fold" if fold else "ellipsis"
    return table


def _show_table(console: "Console", names: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, fold: bool = True,
                styles: Sequence[str] = ()) -> None:
    """A row for each claim: its id, a word in the style from `styles`, more words, and why.

    A terminal too narrow for the ids and words gets no table: a line for each claim and, below it, why. Without
    `fold` the reasons are cut to a line, and left out where they would make it more than one screen.
    """
    from rich.text import Text

    taken = 2 + sum(max(len(clean(row[i])) for row in [names, *rows]) + 2 for i in range(len(names) - 1))
    wide = not console.is_terminal or taken + _REASON <= console.width
    table = columns(f"  {names[0]}", *names[1:], fold=fold)
    for row, style in zip(rows, styles or [""] * len(rows), strict=True):
        claim, status, *words, reason = map(clean, row)
        if wide:
            table.add_row(f"  {claim}", Text(status, style), *words, reason)
            continue
        said = "".join(f", {name} {cell}" for name, cell in zip(names[2:-1], words, strict=True) if cell != "-")
        show(console, Text.assemble(f"  {claim}  ", (status, style), said))
        if reason and fold:
            show(console, f"    {reason}")
        elif reason and 2 * len(rows) <= _ROWS:
            console.print(f"    {reason}", no_wrap=True, overflow="ellipsis")
    if wide:
        show(console, table)


def word(status: Status | None) -> "str":
    """A status as a word; "-" where there is none."""
    return "-" if status is None else str(status)


def doubtful(ledger: Ledger) -> list[tuple[StatementResult, ClaimResult]]:
    """The claims that are false or only partly known, in the order of the paper; not those that broke down."""
    return [(made, claim) for made in ledger.statements for claim in made.claims
            if claim.status in (Status.REFUTED, Status.OBSERVED) or made.vacuous(claim)
            or (claim.status is Status.UNDECIDED and (claim.as_expected or ledger.leaves_out(claim)))]


def _show_doubtful(ledger: Ledger, console: "Console") -> None:
    rows = doubtful(ledger)
    if not rows:
        return
    shown = rows[:_ROWS] if console.is_terminal else rows
    show(console, "\nFalse or only partly known:")
    _show_table(console, ("claim", "status", "corrected", "why"),
                [(claim.id, f"{claim.status}, vacuous" if made.vacuous(claim) else str(claim.status),
                  _correction(made, claim), why(claim, 160)) for made, claim in shown],
                fold=False, styles=[_STYLES[claim.status] for _, claim in shown])  # a line a claim: one screen
    if len(shown) < len(rows):
        show(console, f"  and {len(rows) - len(shown)} more; `earnshaw errata` tells what is false")


def _correction(made: StatementResult, claim: ClaimResult) -> str:
    if claim.status is not Status.REFUTED:
        return "-"
    found = weakest(other.status for other in made.corrections(claim))
    if found:
        return str(found)
    return "none" if claim.reading is Reading.PRINTED else "-"


def _show_standing(ledger: Ledger, console: "Console") -> None:
    """What the statements stand on: where that weakens them, and what was not run."""
    weaker = [f"{clean(made.label)} ({own.corrected}, {own.corrected_propagated} with what it rests on)"
              for made in ledger.statements if made.selected and (own := ledger.standings[made.label]).corrected
              and own.corrected_propagated not in (None, own.corrected)]
    if weaker:
        show(console, f"\nWeaker than they look, corrections taken: {'; '.join(weaker)}.")
    missing = [made.label for made in ledger.statements if not made.selected and not made.trusted]
    if missing:
        show(console, f"\nNot run, though something above rests on it: {joined(missing)}.")
    trusted = [made.label for made in ledger.statements if made.trusted]
    if trusted:
        show(console, f"\nTrusted, not checked: {joined(trusted)}.")
