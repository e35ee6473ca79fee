"""earnshaw train: nets of sigmoid nodes that learn nets of their own shape, the experiment of the paper's section 5."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ._instance import positive, seed
from ._misuse import MisuseError, positive_int, processors, shown
from ._spread import add_spread, cluster_misuse

if TYPE_CHECKING:
    from numeric.nets import Reading

READINGS = ("verbatim", "double", "mean-loss", "small-start", "small-start-d20", "phi-space", "phi-space-joint")
"""As in numeric.nets, which is too long in coming for --help."""

ACTIVATIONS = ("sigmoid", "tanh")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--table2", action="store_true",
                        help="all depths and widths of Table 2 (depth 2, 3, 5, 9, 17; width 5, 10, 20, 40), in minutes")
    parser.add_argument("--depth", type=positive_int, nargs="+", metavar="D",
                        help="layers of weights, with the output's: depth 2 is one hidden layer (default: 2)")
    parser.add_argument("--width", type=positive_int, nargs="+", metavar="W", help="nodes of a layer (default: 5)")
    parser.add_argument("--quick", action="store_true",
                        help="5000 steps of 2 of the mean loss, which in deep wide nets end elsewhere than the printed "
                             "ones; without, as far in steps of 0.1, which follow them to a few percent")
    parser.add_argument("--full", action="store_true", help="a million steps of 1e-5, as printed: hours for the table")
    parser.add_argument("--steps", type=positive_int, metavar="T", help="so many steps instead")
    parser.add_argument("--step", type=positive, metavar="X", help="of this length instead, of the mean loss")
    parser.add_argument("--reading", nargs="+", metavar="NAME", default=["verbatim"],
                        help=f"of what the paper leaves open: {', '.join(READINGS)} (default: verbatim)")
    parser.add_argument("--n", metavar="N", help="training samples (default: the reading's)")
    parser.add_argument("-d", metavar="D", help="inputs (default: the reading's)")
    parser.add_argument("--activation", metavar="NAME",
                        help="sigmoid, which is 2/(1+e^-x) - 1 as in the paper, or tanh (default: sigmoid)")
    parser.add_argument("--seed", type=seed, default=1, metavar="S", help="of what is random (default: %(default)s)")
    parser.add_argument("--seeds", type=positive_int, default=1, metavar="N",
                        help="N nets a cell, from the seeds S, S+1, ...; medians are shown (default: 1)")
    add_spread(parser)
    parser.add_argument("--json", metavar="FILE",
                        help="keep one line of JSON a net; the same command takes the file up again")
    parser.add_argument("--plot", metavar="FILE",
                        help="draw Figures 1 and 2 beside the paper's numbers to this .png, .svg or .pdf")


def run(options: argparse.Namespace) -> int:
    """Learn and report; 0 whatever came out."""
    _check(options)
    from ._output import check_outputs, check_picture

    check_outputs({"--json": options.json, "--plot": options.plot})
    if options.plot is not None:
        check_picture(options.plot)
    from numeric.nets import DEPTHS, WIDTHS, run_grid
    from verify.report import progress_shown

    from ._train_report import picture, show_run

    depths = list(DEPTHS) if options.table2 else options.depth or [2]
    widths = list(WIDTHS) if options.table2 else options.width or [5]
    effort: Any = "quick" if options.quick else "full" if options.full else "standard"
    try:
        readings = [_reading(name, options) for name in dict.fromkeys(options.reading)]
        unused = next((name for name in ("steps", "step") if getattr(options, name) is not None), None)
        if unused is not None and all(one.space != "samples" for one in readings):
            raise ValueError(f"the reading {readings[0].name} descends until it is at rest; leave out --{unused}")
        if options.plot is not None and readings[0].space != "samples":
            raise ValueError(f"--plot draws errors during gradient descent, and {readings[0].name} has none; leave it "
                             "out, or take a reading with samples")
        with cluster_misuse(), progress_shown() as progress:
            done = run_grid(readings, depths, widths, seeds=range(options.seed, options.seed + options.seeds),
                            effort=effort, steps=options.steps, step=options.step, jobs=options.jobs or processors(),
                            scheduler=options.scheduler, file=options.json, progress=progress)
    except ValueError as error:
        raise MisuseError(str(error)) from error
    show_run(done, readings, depths, widths)
    if options.plot is not None and done.cells:
        from ._output import write_whole

        write_whole(options.plot, picture(done.cells, readings[0], options.plot))
    if not done.complete and not done.failed:
        kept = "--json FILE would keep what is finished"
        if options.json is not None:
            kept = f"what is finished is in {options.json}" if done.cells else "nothing was kept"
        raise MisuseError(f"{done.stopped or 'interrupted'} after {len(done.cells)} of {done.asked} nets; {kept}; "
                          "the same command learns the rest")
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if options.quick and options.full:
        raise MisuseError("--quick and --full are two lengths of a run; give one of them")
    if options.table2 and (options.depth or options.width):
        raise MisuseError(f"--table2 has its own depths and widths; leave out it or "
                          f"--{'depth' if options.depth else 'width'}")
    for name in ("steps", "step"):
        if getattr(options, name) is not None and (options.quick or options.full):
            raise MisuseError(f"--{name} and --{'quick' if options.quick else 'full'} both say how to step; "
                              "give one of them")
    if options.plot is not None and len(set(options.reading)) > 1:
        raise MisuseError("--plot shows one reading; give one, or leave out --plot")


def _reading(name: str, options: argparse.Namespace) -> "Reading":
    """The reading of this name with what the options change in it; ValueError in one sentence."""
    from numeric.nets import reading

    found = reading(name)
    given: dict[str, Any] = {key: _whole(key, getattr(options, key)) for key in ("n", "d")
                             if getattr(options, key) is not None}
    if options.activation is not None:
        given["activation"] = options.activation
    if given and found.space != "samples":
        raise ValueError(f"the reading {name} has its own inputs and no samples; leave out "
                         f"{', '.join('-d' if key == 'd' else f'--{key}' for key in given)}")
    changed = {key: value for key, value in given.items() if value != getattr(found, key)}
    if not changed:
        return found
    words = ", ".join(f"{key} = {value}" for key, value in changed.items())
    return replace(found, name=f"{name} ({words})", sentence=f"{found.sentence[:-1]}; but {words}.", **changed)


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 30):
        raise MisuseError(f"{'-d' if name == 'd' else '--n'} is {shown(text)}, no whole number above 0; "
                          "give one such as 1000")
    return int(text)
