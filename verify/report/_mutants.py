"""What became of the mutants, for people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._clean import clean, open_console, show
from ._words import counted

if TYPE_CHECKING:
    from verify.controls.mutants import Gap, Report


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
                  f"{counts['survivor']} false.")
    show(console, f"Not judged: {counts['skipped']} of formulas that are not established themselves, "
                  f"{report.left_out} left out of long ones; {counted(report.repeated, 'formula')} repeated, "
                  f"{report.without} without a formula (trials, computations).")
    if report.taken_up:
        show(console, f"{report.taken_up} of them were judged before, and not again.")
    for record in report.records:
        if record["verdict"] == "survivor":
            show(console, f"SURVIVED {_named(record)}: {clean(record['change'], 200)}; {clean(record['reason'], 200)}")
    for claim in report.vacuous:
        show(console, f"VACUOUS {clean(claim)}")
    for claim, why in report.broken.items():
        show(console, f"BROKEN {clean(claim)}: {clean(why, 200)}")
    for claim, number in report.unbound.items():
        show(console, f"NOT BOUND {clean(claim)}: none of its {counted(number, 'mutant')} was refuted; "
                      "it may say nothing")
    for why in dict.fromkeys(report.empty.values()):
        claims = [clean(claim) for claim, told in report.empty.items() if told == why]
        show(console, f"SAYS LITTLE {', '.join(claims)}: in all that is checked, {why}; only what computed it can be "
                      "wrong")
    if report.loose:
        show(console, f"LOOSE {', '.join(map(clean, report.loose))}: nothing but the opposite was refuted")
    if slack and report.complete:
        for line in gap_lines(report.gaps):
            show(console, line)
    if not report.complete:
        show(console, "Not finished: the rest was not judged.")
    elif report.success:
        show(console, "Nothing false survived, and no claim is vacuous.")


def _reasons(report: "Report") -> str:
    from verify.controls.mutants import why_undecided

    found = Counter(why_undecided(str(r["reason"])) for r in report.records if r["verdict"] == "undecided")
    return f" ({', '.join(f'{number} {why}' for why, number in found.most_common())})" if found else ""


def _named(record: Mapping[str, Any]) -> str:
    part = f" ({clean(record['part'], 80)})" if record["part"] else ""
    return f"{clean(record['id'])}{part}"


def gap_lines(gaps: Sequence["Gap"]) -> list[str]:
    """Where inequalities give way, place by place, with the best constant where one was looked for."""
    bracketed = [gap for gap in gaps if gap.brackets]
    sharp, known = (sum(map(bool, found)) for found in ((gap.sharp for gap in gaps), (gap.sharpened for gap in gaps)))
    lines = [f"\nSlack: {counted(len(gaps), 'place')} where what was changed holds too; {len(bracketed)} with a best "
             f"constant, {sharp} of them sharp; {known} of claims that are sharpened."]
    for gap in gaps:
        told = [found["words"] for found in gap.brackets]
        if not told or gap.at.startswith("domain"):  # which variable's end it is
            told = [record["change"].removesuffix(" in domain variables") for record in gap.records] + told
        also = f"; sharpened in {', '.join(gap.sharpened)}" if gap.sharpened else ""
        keys = " ".join(clean(record["id"]).rpartition("@")[2] for record in gap.records)
        name = ": ".join(clean(part, 80) for part in (gap.claim, gap.part) if part)
        lines.append(f"  {name}, {_place(gap.at)}: {clean('; '.join(told), 200)}{clean(also)}  @{keys}")
    return lines


def _place(at: str) -> str:
    return " ".join(step for step in clean(at, 80).split() if not step.isdigit()) or "as a whole"
