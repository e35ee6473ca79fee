"""The first screen of a run: the verdict, what is wrong with the paper, and how to see more."""

from typing import TYPE_CHECKING

from verify.claims import Severity, Status, spoken
from verify.run import INTERRUPTED, Ledger, StatementResult

from ._clean import clean, open_console, show
from ._summary import columns, show_failures, show_opinions
from ._words import counted, why

if TYPE_CHECKING:
    from rich.console import Console

_LINES = 38  # on a terminal: one screen, with its prompt
_WIDTH = 100
_HEADS = {Severity.STATEMENT: "False as printed:", Severity.PROOF: "Proofs with a gap or a false step:"}
_LESSER = {Severity.MISPRINT: "misprint", Severity.WORDING: "matter of wording"}


def show_screen(ledger: Ledger, seconds: float | None = None, console: "Console | None" = None) -> None:
    """Print what a reader of the paper wants to know of a run, on one screen; `show_run` tells of each claim."""
    console = console or open_console()
    show(console, _verdict(ledger))
    if ledger.claims:
        show(console, _standing(ledger))
    show_failures(ledger, console)
    _show_findings(ledger, console)
    show(console, f"\n{_work(ledger, seconds)}")
    show_opinions(ledger, console)
    if ledger.claims:
        show(console, "More: earnshaw verify --all (each claim), errata, explain LABEL, book.")


def _verdict(ledger: Ledger) -> str:
    run = [made for made in ledger.statements if made.selected and not made.trusted]
    checked = f"{counted(len(run), 'statement')}, {counted(len(ledger.claims), 'claim')}"
    unreached = sum(claim.reason == INTERRUPTED for claim in ledger.claims)
    if unreached:
        return f"INTERRUPTED: of {checked}, {unreached} not reached, so undecided."
    if ledger.unheard:
        return f"INTERRUPTED: second opinions on {counted(len(ledger.unheard), 'claim')} not heard."
    if not ledger.claims:
        return "There was no claim to settle."
    if not ledger.success:
        return f"Checked {checked}: NOT as expected, see below."
    return f"Checked {checked}: everything is as expected."


def _standing(ledger: Ledger) -> str:
    """How many statements stand how."""
    counts: dict[str, int] = {}
    for made in ledger.statements:
        if made.selected and made.claims:
            counts[_stands(made)] = counts.get(_stands(made), 0) + 1
    parts = [f"{counts[how]} {words[counts[how] > 1]}" for how, words in _STANDS.items() if how in counts]
    left_out = sum(ledger.leaves_out(claim) for claim in ledger.claims)
    told = f"{', '.join(parts)}." if parts else ""
    trusted = sum(made.trusted for made in ledger.statements)
    unrun = sum(not made.selected and not made.trusted for made in ledger.statements)
    rests = [counted(trusted, "trusted fact")] if trusted else []
    rests += [f"{counted(unrun, 'statement')} not run here"] if unrun else []
    return " ".join(filter(None, (
        told, f"Left out, as only trials can settle it: {counted(left_out, 'claim')}." if left_out else "",
        f"This rests on {' and '.join(rests)}." if rests else "")))


_STANDS = {"printed": ("holds as printed", "hold as printed"), "corrected": ("holds corrected", "hold corrected"),
           "observed": ("holds, in part by trials alone", "hold, in part by trials alone"),
           "false": ("is false without a correction", "are false without a correction"),
           "undecided": ("is undecided", "are undecided"), "left out": ("was left out", "were left out")}


def _stands(made: StatementResult) -> str:
    if made.corrected is None or (made.corrected is Status.REFUTED and any(claim.left_out for claim in made.claims)):
        return "left out"  # it, or its correction
    if made.corrected in (Status.REFUTED, Status.UNDECIDED):
        return "false" if made.corrected is Status.REFUTED else "undecided"
    if made.corrected is Status.OBSERVED:
        return "observed"
    return "printed" if made.status is made.corrected or made.status is not Status.REFUTED else "corrected"


def _show_findings(ledger: Ledger, console: "Console") -> None:
    """The findings, the worst first: as many as a screen takes, in words where there are some."""
    wrong = [claim for made in ledger.statements for claim in made.claims if claim.status is Status.REFUTED]
    room = _LINES - 8
    for severity, head in _HEADS.items():
        found = [claim for claim in wrong if claim.severity is severity and claim.same_as is None]
        if found:
            room = _show_lines(console, head, [(spoken(claim.label), claim.wrong) for claim in found], room)
    plain = [claim for claim in wrong if claim.severity is None and claim.as_expected]
    if plain:
        room = _show_lines(console, "Refuted, as expected:", [(claim.id, why(claim, 160)) for claim in plain], room,
                           fold=False)
    lesser = [counted(number, words) for severity, words in _LESSER.items()
              if (number := sum(claim.severity is severity and claim.same_as is None for claim in wrong))]
    if lesser:
        show(console, f"\nBesides: {' and '.join(lesser)} (earnshaw errata).".replace("matter of wordings",
                                                                                     "matters of wording"))


def _show_lines(console: "Console", head: str, rows: list[tuple[str, str]], room: int, *, fold: bool = True) -> int:
    """A head and a line for each row, the same first word told once; what is left of the room."""
    table = columns("", "", fold=fold)
    table.show_header = False
    table.columns[0].min_width = 2 + max(len(clean(name)) for name, _ in rows)
    taken, before, shown = 2, "", 0
    width = max(20, console.width - 4 - max(len(name) for name, _ in rows)) if console.is_terminal else 10_000
    for name, words in rows:
        taken += -(-len(words) // width) if fold else 1
        if console.is_terminal and taken > room and shown:
            break
        table.add_row(f"  {clean(name) if name != before else ''}", clean(words))
        before, shown = name, shown + 1
    show(console, f"\n{head}", table)
    if shown < len(rows):
        show(console, f"  and {len(rows) - shown} more (earnshaw errata)")
    return max(3, room - taken)


def _work(ledger: Ledger, seconds: float | None) -> str:
    killed = sum(claim.killed for claim in ledger.claims)
    total = sum(len(claim.controls) for claim in ledger.claims)
    kept = f"; {ledger.kept} of {counted(len(ledger.claims), 'finding')} were kept ones" if ledger.kept else ""
    took = "" if seconds is None else f"; {seconds:.1f} s"
    return f"Controls (claims changed on purpose): {killed} of {total} told apart{kept}{took}."
