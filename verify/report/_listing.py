"""The statements as a list, as a text tree and in DOT."""

from typing import TYPE_CHECKING

from verify.claims import Registry, Statement
from verify.run import Ledger

from ._clean import clean, open_console, show
from ._summary import columns, word
from ._words import counted

if TYPE_CHECKING:
    from rich.console import Console


def show_list(registry: Registry, ledger: Ledger | None = None, console: "Console | None" = None) -> None:
    """Print label, published number, kind, number of claims and title of each statement."""
    console = console or open_console()
    status = ("status",) if ledger else ()
    table = columns("label", "published", "kind", "claims", *status, "title")
    for made in registry:
        found = (_status(made.label, ledger) or "not run",) if ledger else ()
        table.add_row(clean(made.label), clean(made.published or "-"), clean(made.kind), str(len(made.claim_ids)),
                      *found, clean(made.title))
    claims = sum(len(made.claim_ids) for made in registry)
    show(console, table, f"\n{counted(len(registry), 'statement')}, {counted(claims, 'claim')}.")


def _status(label: str, ledger: Ledger | None) -> str:
    """The status of a statement in a ledger, with the one that its corrections give it."""
    if ledger is None or label not in ledger.standings:
        return ""
    standing = ledger.standings[label]
    if ledger[label].trusted:
        return "trusted"
    if not ledger[label].selected:
        return "not run"
    repaired = standing.corrected not in (None, standing.status)
    return word(standing.status) + (f", corrected {standing.corrected}" if repaired else "")


def graph_lines(registry: Registry, ledger: Ledger | None = None) -> list[str]:
    """The dependency graph as a tree: below each statement, what it is stated with (─) and proved with (┄).

    A statement stands in full where it comes first, and is marked ↑ where it comes again.
    """
    statements = {made.label: made for made in registry}
    used = {label for made in registry for label in (*made.uses, *made.proof_uses)}
    lines = ["── used to state   ┄┄ used to prove   ↑ shown above", ""]
    seen: set[str] = set()

    def tell(made: Statement, mark: str, indent: str) -> None:
        status = _status(made.label, ledger)
        again = made.label in seen and bool(made.uses or made.proof_uses)
        lines.append(mark + clean(made.label) + (f" ({status})" if status else "") + (" ↑" if again else ""))
        if again:
            return
        seen.add(made.label)
        below = [(label, "──") for label in made.uses]
        below += [(label, "┄┄") for label in made.proof_uses if label not in made.uses]
        for place, (label, stroke) in enumerate(below):
            last = place == len(below) - 1
            tell(statements[label], f"{indent}{'└' if last else '├'}{stroke} ", indent + ("   " if last else "│  "))

    for made in registry:
        if made.label not in used:
            tell(made, "", "")
    return lines


def graph_dot(registry: Registry, ledger: Ledger | None = None) -> str:
    """The graph in DOT: solid edges to what a statement is stated with, dashed ones to what proves it."""
    lines = ["digraph statements {", "  rankdir=BT;", "  node [shape=box];"]
    for made in registry:
        status = _status(made.label, ledger)
        words = _quoted(made.label, *([status] if status else []))
        lines.append(f"  {_quoted(made.label)} [label={words}];")
    for made in registry:
        lines += [f"  {_quoted(made.label)} -> {_quoted(label)};" for label in made.uses]
        lines += [f"  {_quoted(made.label)} -> {_quoted(label)} [style=dashed];" for label in made.proof_uses]
    return "\n".join([*lines, "}"])


def _quoted(*lines: str) -> str:
    safe = (clean(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(safe) + '"'


