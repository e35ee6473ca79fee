"""earnshaw descend: charges that look for others, by the paper's algorithms and by better ones."""

import argparse
from typing import Any

from ._instance import DEFAULTS, add_instance, instance, not_negative, option, positive
from ._misuse import MisuseError, positive_int, processors, shown
from ._spread import add_spread, check_spread, cluster_misuse

# what each method takes besides --steps and --regularisation, with the defaults
METHODS: dict[str, dict[str, Any]] = {
    "projection": {"steps": 500, "regularisation": 0.0},
    "second-order": {"steps": 20_000, "regularisation": 1.0, "alpha": 0.1, "eta": 1e-3, "gamma": 1e-3},
    "node-wise": {"steps": 20_000, "regularisation": 0.0, "resolve": "all"},
    "hessian": {"steps": 1000, "regularisation": 1.0, "alpha": 0.1},
    "gradient": {"steps": 20_000, "regularisation": 0.0, "alpha": 0.1},
}
_NODES = {"alpha": 0.1, "eta": 1e-4, "gamma": 1e-4}
"""What node-wise descents take besides, where they are made of Algorithm 2: as printed, or with --resolve none."""
_PRINTED = ("second-order", "node-wise", "hessian")  # with mistakes
_LEAST = 1e-12  # of alpha, eta and gamma; the most is its inverse
_MOST_COORDINATES = 3000  # k (d + 1), the rows of a Hessian: one of more takes minutes a step
_MOST_PAIRS = 20_000_000  # coordinates of all pairs; about 1 GB with what is computed from them
_MOST_TRACED = 30_000_000  # numbers in a trace with its places: 240 MB


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--method", choices=tuple(METHODS), default="projection",
                        help="projection: ours, charges solved for at each step; second-order, node-wise, hessian and "
                             "gradient: Algorithms 2, 3, 1 and 4 (default: %(default)s)")
    parser.add_argument("--as-printed", action="store_true", help="Algorithms 1 to 3 with their misprints")
    add_instance(parser)
    parser.add_argument("--seeds", type=positive_int, metavar="N",
                        help="N runs, from the seeds S, S+1, ...; --json then keeps one line a run, and the same "
                             "command takes the file up again")
    add_spread(parser, "--seeds")
    parser.add_argument("--steps", type=positive_int, metavar="T", help="at most this many (default: by method)")
    parser.add_argument("--alpha", type=_moderate, metavar="X", help="the length of a step (default: 0.1)")
    parser.add_argument("--eta", type=_moderate, metavar="X", help="a gradient below this is small")
    parser.add_argument("--gamma", type=_moderate, metavar="X", help="a curvature above minus this is not negative")
    parser.add_argument("--resolve", choices=("all", "own", "none"),
                        help="node-wise: which charges are solved for after each node (default: all)")
    parser.add_argument("--regularisation", type=not_negative, metavar="R",
                        help="descend L + R |a|²: 0 is the paper's L, 1 its G "
                             "(default: 1 for second-order and hessian, else 0)")
    parser.add_argument("--trace", action="store_true", help="print the steps, thinned to a small table")
    parser.add_argument("--json", metavar="FILE", help="write the run to this file, with the w counted from 0")
    parser.add_argument("--plot", metavar="FILE", help="draw loss and distances to this .png, .svg or .pdf")


def run(options: argparse.Namespace) -> int:
    """Descend and report; 0 whatever was found."""
    plan = _numbers(options)
    _check(options)
    from ._descend_run import check_method
    from ._output import check_outputs, check_picture

    check_outputs({"--json": options.json, "--plot": options.plot}, {"--charges": options.charges})
    if options.plot is not None:
        check_picture(options.plot)
    if options.seeds is None:
        _check_not_kept(options.json)
    charges = instance(options, options.seed)
    check_method(options.method, charges.potential)
    _check_size(charges, options, plan["steps"])
    return (_run_one if options.seeds is None else _run_many)(options, plan, charges)


def _numbers(options: argparse.Namespace) -> dict[str, Any]:
    """The plan's fields; MisuseError for what the method does not take."""
    method, printed = options.method, options.as_printed
    if printed and method not in _PRINTED:
        raise MisuseError(f"--as-printed is for {', '.join(_PRINTED[:-1])} and {_PRINTED[-1]}; the method {method} "
                          f"{'is not in the paper' if method == 'projection' else 'is printed as it should be'}")
    if printed and options.resolve is not None:
        raise MisuseError("--resolve is a repair, and --as-printed runs without; leave one of them out")
    takes = dict(METHODS[method])
    if method == "node-wise" and printed:
        del takes["resolve"]
    if method == "node-wise" and (printed or options.resolve == "none"):
        takes |= _NODES
    for name in ("alpha", "eta", "gamma", "resolve"):
        if getattr(options, name) is not None and name not in takes:
            advice = "leave it out"
            if method == "node-wise":
                advice = "add --resolve none or --as-printed, or leave it out"
            raise MisuseError(f"{option(name)} is nothing that the method {method} takes here; {advice}")
    given = {name: getattr(options, name) for name in takes}
    return {"method": method, "as_printed": printed,
            **{name: default if given[name] is None else given[name] for name, default in takes.items()}}


def _check(options: argparse.Namespace) -> None:
    """Refuse options that do not go together, and sizes before anything is drawn."""
    for name in ("plot", "trace"):
        if options.seeds is not None and getattr(options, name):
            raise MisuseError(f"--{name} shows one run and --seeds makes many; leave one of them out")
    if options.seeds is None:
        check_spread(options, "--seeds")
    k, d = (DEFAULTS[name] if getattr(options, name) is None else getattr(options, name) for name in ("k", "d"))
    _check_coordinates(k, d)


def _check_not_kept(path: str | None) -> None:
    """Refuse to replace runs that --seeds has kept."""
    from pathlib import Path

    from numeric._trials_file import FORMAT

    if path is None or not Path(path).exists():
        return
    kind = f'{{"format": "{FORMAT.rpartition(" ")[0]} '.encode()  # whatever their version
    try:
        with Path(path).open("rb") as file:
            kept = file.read(len(kind)) == kind
    except OSError as error:
        raise MisuseError(f"{path} cannot be read ({error.strerror}), to see what would be replaced; "
                          "name another file") from error
    if kept:
        raise MisuseError(f"{path} holds runs of a command with --seeds; add --seeds to go on with them, "
                          "or name another file")


def _check_coordinates(k: int, d: int) -> None:
    if k * (d + 1) > _MOST_COORDINATES:
        raise MisuseError(f"{k} charges in dimension {d} are {k * (d + 1)} coordinates; at most {_MOST_COORDINATES} "
                          "descend here, so take fewer charges or a smaller dimension")


def _check_size(charges: Any, options: argparse.Namespace, steps: int) -> None:
    k, n, d = charges.k, len(charges.b), charges.d
    _check_coordinates(k, d)
    if k * (k + n) * d > _MOST_PAIRS:
        raise MisuseError(f"{k} moving among {n} fixed charges in dimension {d} are too many; "
                          f"k (k + n) d may be at most {_MOST_PAIRS}")
    if options.method != "node-wise" and charges.theta is None and charges.a is None and k != n:
        raise MisuseError(f"{k} charges move among {n}; give them by theta")
    if (options.plot or options.trace) and steps * k * (d + 1) > _MOST_TRACED:
        raise MisuseError(f"{steps} steps of {k * (d + 1)} coordinates are too many to keep for a table or picture; "
                          f"give --steps {max(1, _MOST_TRACED // (k * (d + 1)))} or less")
    if options.seeds is not None and charges.theta is not None and options.method != "node-wise":
        raise MisuseError("every seed would start at the theta that is given, and end alike; "
                          "leave out --seeds or theta")


def _run_one(options: argparse.Namespace, numbers: dict[str, Any], charges: Any) -> int:
    from ._descend_report import show_one
    from ._descend_run import Plan, descend, document
    from ._output import write_json, write_whole

    traced: Any = "x" if options.plot is not None else options.trace
    done = descend(charges, Plan(**numbers), options.seed, traced)
    picture = None
    if options.plot is not None:
        from ._descend_picture import picture_of

        picture = picture_of(done, options.plot)
    if options.json is not None:
        write_json(options.json, document(done, options.seed))
    if picture is not None:
        write_whole(options.plot, picture)
    show_one(done, options.seed, trace=options.trace)
    return 0


def _run_many(options: argparse.Namespace, numbers: dict[str, Any], charges: Any) -> int:
    from numeric.trials import TrialsError, run_trials
    from verify.report import clean, progress_shown

    from ._descend_report import show_many
    from ._descend_run import VERSION, Plan

    own = options.charges is not None or options.example is not None
    drawn = None if own else {name: getattr(options, name) for name in (*DEFAULTS, "charges", "example")}
    parameters = {"plan": numbers, "drawn": drawn, "charges": charges.to_data() if own else None}
    seeds = range(options.seed, options.seed + options.seeds)
    try:
        with cluster_misuse(), progress_shown() as progress:
            done = run_trials("proofs_checks.cli._descend_run:trial", seeds, parameters=parameters, version=VERSION,
                              jobs=options.jobs or processors(), scheduler=options.scheduler, file=options.json,
                              progress=progress)
    except TrialsError as error:
        raise MisuseError(str(error)) from error
    finished = len(done.trials) > len(done.failed)
    if done.complete and not finished:
        kept = f", and nothing was kept in {options.json}" if options.json else ""
        raise MisuseError(f"none of {done.asked} runs has a result{kept}; with the first seed: "
                          f"{clean(done.trials[0].error.removeprefix('MisuseError: '), 200)}")
    show_many(done, Plan(**numbers), charges, seeds)
    if not done.complete:
        kept = "--json FILE would keep what is finished; run it again"
        if options.json is not None:
            kept = (f"what is finished is in {options.json}; the same command runs the rest" if finished else
                    "none has a result, and nothing was kept; run it again")
        raise MisuseError(f"{done.stopped or 'interrupted'} after {len(done.trials)} of {done.asked} runs; {kept}")
    return 0


def _moderate(text: str) -> float:
    value = positive(text)
    if not _LEAST <= value <= 1 / _LEAST:
        raise argparse.ArgumentTypeError(f"{shown(text)} is out of range; give a number from {_LEAST:g} to "
                                         f"{1 / _LEAST:g}")
    return value
