"""What became of the mutants, for people."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._clean import clean, open_console, show
from ._words import counted

if TYPE_CHECKING:
    from verify.controls.mutants import Report


def show_mutants(report: "Report", seconds: float, *, slack: bool = False) -> None:
    """The summary; the survivors that should not be; with `slack`, every place where an inequality gives way."""
    console = open_console()
    counts = Counter(str(record["verdict"]) for record in report.records)
    judged = sum(counts.values()) - counts["skipped"]
    of = "" if len(report.records) == report.total else f" of {report.total}"
    show(console, f"{len(report.records)}{of} mutants of {counted(report.formulas, 'formula')}; "
                  f"{seconds:.1f} s, {report.seconds:.1f} s of processors.")
    show(console, f"Refuted: {counts['refuted']} of {judged}. Not established: {counts['undecided']} undecided"
                  f"{_reasons(report)}, {counts['vacuous']} vacuous.")
    show(console, f"Established: {counts['equivalent']} equivalent, {counts['wider']} on a wider domain, "
                  f"{counts['weaker']} weaker, {counts['slack']} slack, "
                  f"{counts['survivor']} different equalities.")
    show(console, f"Not judged: {counts['skipped']} of formulas that are not established themselves, "
                  f"{report.left_out} left out of long ones; {counted(report.repeated, 'formula')} repeated, "
                  f"{report.without} without a formula (trials, computations).")
    for record in report.records:
        if record["verdict"] == "survivor":
            show(console, f"SURVIVED {_named(record)}: {clean(record['change'], 200)}; {clean(record['reason'], 200)}")
    for claim in report.vacuous:
        show(console, f"VACUOUS {clean(claim)}")
    for claim, why in report.broken.items():
        show(console, f"BROKEN {clean(claim)}: {clean(why, 200)}")
    if slack:
        show(console, "\nSlack: what was changed, and holds; with how far, where that is a number.")
        for line in slack_lines(report):
            show(console, line)
    if not report.complete:
        show(console, "Not finished: the rest was not judged.")
    elif report.success:
        show(console, "No different equality survived, and no claim is vacuous.")


def _reasons(report: "Report") -> str:
    from verify.controls.mutants import why_undecided

    found = Counter(why_undecided(str(r["reason"])) for r in report.records if r["verdict"] == "undecided")
    return f" ({', '.join(f'{number} {why}' for why, number in found.most_common())})" if found else ""


def _named(record: Mapping[str, Any]) -> str:
    part = f" ({clean(record['part'], 80)})" if record["part"] else ""
    return f"{clean(record['id'])}{part}"


def slack_lines(report: "Report") -> list[str]:
    """Where inequalities give way, formula by formula, with the best constant where one was looked for."""
    lines, formula = [], None
    for record in report.records:
        if record["verdict"] == "slack":
            if formula != (record["claim"], record["part"]):
                formula = (record["claim"], record["part"])
                lines.append(": ".join(clean(name, 160) for name in formula if name))
            best = record.get("bracket")
            told = f"; {best['words']}" if isinstance(best, Mapping) else ""
            key = clean(record["id"]).rpartition("@")[2]
            lines.append(f"  {key}  {clean(record['change'], 160)}{clean(told, 160)}")
    return lines
