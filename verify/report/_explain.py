"""A statement explained: what it says, how it is derived, what its claims came out as."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from verify.claims import Claim, Proposition, Statement
from verify.run import ClaimResult, StatementResult, long_integers

from ._clean import clean, open_console, show
from ._errata import heading, pairs
from ._words import joined, why

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def show_explanation(made: Statement, results: StatementResult | None = None, *, latex: bool = False,
                     console: "Console | None" = None) -> None:
    """Print the statement, the lines of its derivation with their computed formulas, and its claims.

    `results` are those of a run; without them the claims stand there without a status. Whatever the
    derivation raises is raised.
    """
    console = console or open_console()
    show(console, heading(made.label, made.published, made.title), *_about(made))
    with long_integers():
        for number, line in enumerate(made.derive(), start=1):
            if number == 1:
                show(console, "\nDerivation")
            show(console, f"  {number}. {clean(line.words)}")
            if line.formula is not None:
                show(console, f"        {formula_text(line.formula, latex)}")
            if line.command:
                show(console, f"        $ {clean(line.command)}")
        if made.claims:
            show(console, "\nClaims")
        found = {claim.id: claim for claim in results.claims} if results else {}
        for claim in made.claims:
            show(console, *_claim(claim, found.get(claim.id), latex))


def _about(made: Statement) -> Iterator[str]:
    yield f"  {clean(made.reading)}"
    for head, items in (("Stated with", made.uses), ("Proved with", made.proof_uses)):
        if items:
            yield f"  {head} {joined(items)}."
    if made.source:
        yield f"  {'Trusted; proved in' if made.trusted else 'Stands in'} {clean(made.source)}."


def formula_text(formula: Any, latex: bool) -> str:
    """A SymPy object or a proposition on one line, in Unicode or LaTeX."""
    if isinstance(formula, Proposition):
        return clean(formula.latex() if latex else formula.text())
    if isinstance(formula, str):
        return clean(formula)
    from verify.exact import latex as as_latex
    from verify.exact import text as as_text

    return clean(as_latex(formula) if latex else as_text(formula))


def _claim(claim: Claim, result: ClaimResult | None, latex: bool) -> "Iterator[str | Table]":
    rows = pairs()
    status = f": {result.status}" if result else ""
    yield f"  {clean(claim.id)} ({claim.reading}){status}"
    if result and (result.formula or result.evidence is None):
        formula = clean(result.latex if latex else result.formula)
    else:
        formula = formula_text(claim.build(), latex)
    if formula:
        rows.add_row("     ", formula)
    if result:
        rows.add_row("     ", why(result))
        rows.add_row("     ", f"{result.killed} of {len(result.controls)} controls killed")
    if claim.corrects:
        rows.add_row("     ", f"corrects {clean(claim.corrects)}")
    if claim.vacuous_by:
        rows.add_row("     ", f"vacuous once {clean(claim.vacuous_by)} is established")
    if claim.note:
        rows.add_row("     ", clean(claim.note))
    yield rows
