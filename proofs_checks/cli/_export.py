"""earnshaw export: claims as goals for another prover, which settles them by its own means."""

import argparse
import sys
from typing import TYPE_CHECKING

from ._misuse import MisuseError, positive_seconds, shown
from ._statements import add_statements, find, load

if TYPE_CHECKING:
    from verify.claims import Registry
    from verify.report import Export

FORMATS = ("coq",)
_SECONDS = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("format", metavar="FORMAT", help="coq: lemmas for Coq 8.16 with Coq-Interval 4")
    parser.add_argument("labels", metavar="LABEL", nargs="*",
                        help='statements in either numbering and any spelling: lem-B.9, "Lemma B.9" (default: all)')
    parser.add_argument("--out", metavar="FILE", help="write the goals to this file; - is standard output (the "
                                                      "default, unless --check is given)")
    parser.add_argument("--check", action="store_true", help="let Coq try every goal, and say which it accepts")
    parser.add_argument("--timeout", type=positive_seconds, metavar="S",
                        help=f"with --check, seconds for each command of a proof (default: {_SECONDS:g})")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Write the goals; with --check 0 when Coq accepts all of them, 1 when not."""
    _check(options)
    from ._output import check_outputs, write_whole

    path = None if options.out in (None, "-") else options.out
    check_outputs({"--out": path})
    registry = load(options.statements)
    labels = list(dict.fromkeys(find(registry, spelling).label for spelling in options.labels))
    export = _export(registry, labels)
    from verify.report import clean, coq_file

    text = coq_file(export, clean(", ".join(labels) if labels else f"all statements of {options.statements}", 300))
    if path is not None:
        write_whole(path, text.encode())
    elif options.out == "-" or not options.check:
        sys.stdout.write(text)
    elsewhere = sys.stderr if options.out == "-" or (path is None and not options.check) else sys.stdout
    return _report(export, options, path, elsewhere)


def _check(options: argparse.Namespace) -> None:
    if options.format not in FORMATS:
        raise MisuseError(f"export does not know {shown(options.format)}; it knows {', '.join(FORMATS)}: "
                          "try `earnshaw export coq lem-B.9`")
    if options.timeout is not None and not options.check:
        raise MisuseError("--timeout is for --check, writing goals takes no time; leave it out, or add --check")
    if options.check:
        from ._coqtop import found

        if found() is None:
            raise MisuseError("--check needs coqtop, which is not on the PATH; install Coq with Coq-Interval "
                              "(on Debian coq and libcoq-interval), or leave out --check")


def _export(registry: "Registry", labels: list[str]) -> "Export":
    """The goals of these statements, or of all."""
    from verify.report import coq_export
    from verify.run import long_integers

    with long_integers():
        found = []
        for made in registry:
            for claim in made.claims if not labels or made.label in labels else ():
                try:
                    found.append((claim.id, claim.expected.status, claim.build().to_data()))
                except Exception as error:  # a defect of the statement's module, which may be the user's
                    raise MisuseError(f"{claim.id} cannot be exported, its module raises {type(error).__name__}: "
                                      f"{error}; mend the claim") from error
        return coq_export(found)


def _report(export: "Export", options: argparse.Namespace, path: str | None, stream: object) -> int:
    from verify.report import clean, open_console, show

    console = open_console(stream)  # type: ignore[arg-type]  # one of the two standard streams
    where = f" in {clean(path)}" if path is not None else ""
    show(console, f"{export.count()}{where}.")
    if not options.check:
        return 0
    from verify.report import preamble

    from ._coqtop import CoqError, accepted

    try:
        answers = accepted(preamble(export.goals), [(goal.name, goal.lemma) for goal in export.goals],
                           options.timeout or _SECONDS)
    except CoqError as error:
        raise MisuseError(str(error)) from error
    refused = [goal for goal, answer in zip(export.goals, answers, strict=True) if not answer]
    for goal in refused:
        show(console, f"not accepted: {clean(goal.places[0], 200)} ({goal.name})")
    show(console, f"Coq accepts {len(export.goals) - len(refused)} of {len(export.goals)} goals. One that it does not "
                  "accept is not refuted: its tactics found no proof in the time.")
    return 1 if refused else 0
