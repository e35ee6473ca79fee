"""earnshaw sweep: claims over a grid of d, ε and λ, each settled again at every point."""

import argparse
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ._misuse import DEFAULT, MisuseError, positive_seconds, processors, shown
from ._spread import add_spread, cluster_misuse
from ._statements import add_statements, find, load

if TYPE_CHECKING:
    from verify.claims import Registry
    from verify.run import Swept

Grid = dict[str, tuple[Fraction, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("labels", nargs="+", metavar="LABEL",
                        help='statements, in either numbering and any spelling: lem-B.9, "Lemma B.9"')
    parser.add_argument("--d", metavar="VALUES",
                        help="dimensions: 3:403:4 (start:stop:step, the stop included where it is hit) or 3,5,7")
    parser.add_argument("--eps", metavar="VALUES", help="radii ε: 1/10,1/100 or 0.1:1:0.1, every one exact")
    parser.add_argument("--lam", metavar="VALUES",
                        help="λ; where a claim holds √λ, only squares such as 4 or 9/4 have an exact value")
    parser.add_argument("--over", action="append", default=[], metavar="NAME=VALUES",
                        help="any other variable of the claims, by its name in the ledger; may be repeated")
    add_spread(parser)
    parser.add_argument("--timeout", type=positive_seconds, default=120, metavar="S",
                        help="seconds for a claim at a point (default: %(default)s); over it: undecided")
    parser.add_argument("--json", metavar="FILE",
                        help="keep one line a point in this file; the same command takes it up again")
    parser.add_argument("--plot", metavar="FILE", help="draw statuses and seconds to this .png, .svg or .pdf")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Sweep and report; 1 when a claim is refuted at a point where it should hold, or a check broke down."""
    grid = _grid(options)
    from ._output import check_outputs, check_picture, write_whole

    check_outputs({"--json": options.json, "--plot": options.plot})
    if options.plot is not None:
        check_picture(options.plot)
    registry = load(options.statements)
    labels = list(dict.fromkeys(find(registry, spelling).label for spelling in options.labels))
    start = time.monotonic()
    swept = _swept(options, registry, labels, grid)
    if not swept.asked and not swept.broken and not swept.stopped:
        lacking = "".join(f"; {claim_id} {reason}" for claim_id, reason in swept.lacking.items())
        raise MisuseError(f"no claim of {', '.join(labels)} depends on {', '.join(grid)}{' alone' * bool(lacking)}"
                          f"{lacking}; sweep something else")
    if options.plot is not None and swept.points:
        from ._sweep_picture import picture_of

        write_whole(options.plot, picture_of(swept, options.plot, ", ".join(labels)))
    from verify.report import show_sweep

    show_sweep(swept, time.monotonic() - start)
    if swept.stopped:
        kept = "--json FILE would keep what is finished; run it again"
        if options.json is not None:
            kept = (f"what is finished is in {options.json}; the same command runs the rest" if swept.points else
                    "nothing is finished, and nothing was kept; run it again")
        raise MisuseError(f"{swept.stopped} after {len(swept.points)} of {swept.asked} points; {kept}")
    return 1 if swept.contradictions() or swept.broken or swept.defects() else 0


def _grid(options: argparse.Namespace) -> Grid:
    from ._sweep_grid import check_count, parse_values

    grid: Grid = {}
    if options.d is not None:
        grid["d"] = parse_values("--d", options.d, whole=True, positive=True)
    if options.eps is not None:
        grid["eps"] = parse_values("--eps", options.eps, positive=True)
    if options.lam is not None:
        grid["lam"] = parse_values("--lam", options.lam)
    for given in options.over:
        name, equal, values = given.partition("=")
        if not (equal and name.isidentifier()) or name in grid:
            raise MisuseError(f"--over holds {shown(given)}; give a variable that is not swept already and its values, "
                              "as in --over n=1:5")
        grid[name] = parse_values(f"--over {name}", values)
    if not grid:
        raise MisuseError("no values were given to sweep over; add some, as in --d 3:23:4 or --eps 1/10,1/100")
    check_count("the grid", *map(len, grid.values()))
    return grid


def _swept(options: argparse.Namespace, registry: "Registry", labels: list[str], grid: Grid) -> "Swept":
    from contextlib import ExitStack

    from verify.report import progress_shown
    from verify.run import SweepError, SweepFile, sweep, sweep_header
    from verify.run._scheduler import spread

    from ._sweep_letters import letters

    try:
        with ExitStack() as stack:
            file = None
            if options.json is not None:
                header = sweep_header(registry, labels, grid, [Path(options.json)])
                file = stack.enter_context(SweepFile(options.json, header))
            stack.enter_context(cluster_misuse())
            progress = stack.enter_context(progress_shown())
            return sweep(registry, labels, grid, letters=letters if registry.source == DEFAULT else lambda label: (),
                         done=file.rows if file else (), jobs=options.jobs or processors(), timeout=options.timeout,
                         progress=progress, on_row=file.add if file else None, settle=spread(options.scheduler))
    except SweepError as error:
        raise MisuseError(str(error)) from error
