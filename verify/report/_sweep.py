"""The report of a sweep: a row for each claim, and what is not as it should be."""

from statistics import median
from typing import TYPE_CHECKING

from verify.claims import Status, letter

from ._clean import clean, open_console, show
from ._summary import columns
from ._words import counted, joined

if TYPE_CHECKING:
    from rich.console import Console

    from verify.run import Point, Swept

_MOST = 8  # contradictions and broken claims that are shown


def show_sweep(swept: "Swept", seconds: float | None = None, console: "Console | None" = None) -> None:
    """Print what the claims came to over the grid."""
    console = console or open_console()
    by_claim: dict[str, list[Point]] = {}
    for point in swept.points:
        by_claim.setdefault(point.claim, []).append(point)
    if by_claim:
        table = columns("claim", "points", "established", "refuted", "undecided", "outside", "median s",
                        "first one not established")
        for claim_id, points in by_claim.items():
            table.add_row(clean(claim_id), str(len(points)), *_counts(points), _median(points), _first(points))
        show(console, table, "")
    _list(console, "Not asked", swept.lacking)
    if swept.independent:
        known = f": {joined(swept.independent)}" if len(swept.independent) <= _MOST else ""
        show(console, f"{counted(len(swept.independent), 'claim')} without these letters, left out{known}.")
    beyond = sum(point.beyond for point in swept.points)
    if beyond:
        show(console, f"{counted(beyond, 'point')} beyond the values that a family lists: nothing is claimed there.")
    wrong = swept.contradictions()
    for point in wrong[:_MOST]:
        show(console, f"REFUTED {clean(point.claim)} at {in_words(point)}, where it should hold.")
    if len(wrong) > _MOST:
        show(console, f"  and {len(wrong) - _MOST} more")
    _list(console, "NOT BUILT", swept.broken)
    defects = swept.defects()
    _list(console, "BROKE DOWN", {f"{point.claim} at {in_words(point)}": point.reason for point in defects})
    took = "" if seconds is None else f"; {seconds:.1f} s"
    work = sum(point.seconds for point in swept.points)
    failed = [counted(len(some), word) for some, word in ((wrong + defects, "point"), (swept.broken, "claim")) if some]
    verdict = f"{' and '.join(failed)} NOT as expected." if failed else "Nothing against what is expected."
    if swept.stopped:
        verdict = f"Not finished. {verdict}"
    came = ", ".join(f"{number} {word}" for number, word in
                     zip(_counts(swept.points), ("established", "refuted", "undecided", "outside"), strict=True))
    show(console, f"{counted(len(by_claim), 'claim')}, {len(swept.points)} of {counted(swept.asked, 'point')}: {came}; "
                  f"{work:.1f} s of work{took}.", verdict)


def _list(console: "Console", what: str, named: dict[str, str]) -> None:
    """One line of what there is, with the reasons."""
    told = [f"{clean(name)} ({clean(reason, 80)})" for name, reason in named.items()]
    if told:
        show(console, f"{what}: {', '.join(told[:_MOST])}"
                      + (f" and {len(told) - _MOST} more." if len(told) > _MOST else "."))


def in_words(point: "Point") -> str:
    """The values of a point in the paper's letters."""
    return ", ".join(f"{letter(name)} = {value}" for name, value in point.at)


def _counts(points: "list[Point]") -> tuple[str, ...]:
    established = sum(point.status in set(Status) and Status(point.status).established for point in points)
    return (str(established), *(str(sum(point.status == status for point in points))
                                for status in (Status.REFUTED, Status.UNDECIDED, "outside")))


def _median(points: "list[Point]") -> str:
    times = [point.seconds for point in points if point.status != "outside"]
    return f"{median(times):.3f}" if times else "-"


def _first(points: "list[Point]") -> str:
    """The first refuted point, else the first undecided one, else the first outside."""
    for status in (Status.REFUTED, Status.UNDECIDED, "outside"):
        found = next((point for point in points if point.status == status), None)
        if found is not None:
            return f"{status} at {in_words(found)}" + (f": {clean(found.reason, 100)}" if found.reason else "")
    return "-"
