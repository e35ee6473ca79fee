"""earnshaw mutants: every formula changed at every place, each change through the same check."""

import argparse
import json
import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._misuse import MisuseError, positive_int, positive_seconds, processors
from ._spread import add_spread, cluster_misuse
from ._statements import add_statements, find, load

if TYPE_CHECKING:
    from verify.claims import Registry
    from verify.controls.mutants import Report

_SCHEMA = "earnshaw mutants 1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("labels", nargs="*", metavar="LABEL",
                        help='statements, in either numbering and any spelling: lem-B.9, "Lemma B.9" (default: all)')
    parser.add_argument("--sample", type=positive_int, metavar="N", help="judge every n-th, so that about N are left")
    parser.add_argument("--slack", action="store_true",
                        help="list where inequalities can be sharpened, and look for the best constants")
    parser.add_argument("--show", metavar="ID", help="one mutant, by the id that the others tell: its formula and fate")
    parser.add_argument("--fast", action="store_true", help="fewer parameter values; no weaker method")
    add_spread(parser)
    parser.add_argument("--timeout", type=positive_seconds, default=20, metavar="S",
                        help="seconds for one mutant (default: %(default)s); over it: undecided")
    parser.add_argument("--memory", type=positive_int, metavar="MB", help="MiB that one mutant may take (on Linux)")
    parser.add_argument("--json", metavar="FILE",
                        help="one line a mutant goes into this file; an interrupted run is taken up from it")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Judge, write, report; 1 when a different equality survived or a claim is vacuous."""
    registry = load(options.statements)
    if options.show is not None:
        return _show(registry, options)
    labels = [find(registry, spelling).label for spelling in options.labels] or None
    known: Mapping[str, Any] = {}
    if options.json is not None:
        from ._output import check_outputs

        check_outputs({"--json": options.json}, {"--statements": options.statements})
        known = _earlier(options)
    from verify.controls.mutants import mutants
    from verify.report import progress_shown
    from verify.report._mutants import show_mutants
    from verify.run._scheduler import spread

    start = time.monotonic()
    with cluster_misuse(), progress_shown() as progress:
        report = mutants(registry, labels, fast=options.fast, jobs=options.jobs or processors(),
                         timeout=options.timeout, sample=options.sample, slack=options.slack, known=known,
                         progress=progress, settle=spread(options.scheduler), memory=options.memory)
    if options.json is not None and (report.complete or report.records):
        _write(report, options)
    show_mutants(report, time.monotonic() - start, slack=options.slack)
    if not report.complete:
        kept = f"what is finished is in {options.json}, and the same command judges the rest" if options.json else \
            "--json FILE would keep what is finished; run it again"
        raise MisuseError(f"{report.stopped}; {kept}")
    return 0 if report.success else 1


def _show(registry: "Registry", options: argparse.Namespace) -> int:
    from verify.claims import Effort
    from verify.controls.mutants import VERDICTS, changes, formulas, identity_of, judged
    from verify.report import clean, open_console, show

    claim_id, at, _ = options.show.partition("@")
    try:
        claim = registry.claim(claim_id) if at else None
    except KeyError as error:
        raise MisuseError(error.args[0]) from error
    for formula in formulas(claim) if claim is not None else ():
        base = formula.proposition
        for change in changes(base)[0] if formula.mutable else ():
            if identity_of(claim_id, formula.part, change) == options.show:
                verdict = judged(base, change, Effort(fast=options.fast))
                show(open_console(), f"{clean(options.show)}: {clean(change.words(base))}",
                     f"  from  {clean(base.text())}", f"  to    {clean(change.applied(base).text())}",
                     f"  {verdict.verdict}: {VERDICTS[verdict.verdict]}",
                     *([f"  {clean(verdict.reason)}"] if verdict.reason else []))
                return 1 if verdict.verdict == "survivor" else 0
    raise MisuseError(f"there is no mutant {options.show!r}; `earnshaw mutants LABEL --json FILE` writes the ids, "
                      "such as lem-B.9/ode@0123abcd")


def _earlier(options: argparse.Namespace) -> dict[str, Any]:
    """The lines of an interrupted run with these programs; a file of another kind is not written over."""
    if not os.path.exists(options.json) or os.path.getsize(options.json) == 0:
        return {}
    try:
        with open(options.json, encoding="utf-8") as file:
            head, *lines = map(json.loads, file)
        if head["schema"] != _SCHEMA:
            raise ValueError("another kind of file")
        if not all({"id", "of", "change", "verdict", "status", "reason"} <= record.keys() for record in lines):
            raise ValueError("not what is written here")
        if head["complete"] or head["environment"] != _environment(options):
            return {}
        return {record["id"]: record for record in lines if record["reason"] != "time"}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise MisuseError(f"{options.json} is there and no file of mutants; name another file") from error


def _environment(options: argparse.Namespace) -> dict[str, Any]:
    from verify.run import environment

    return {"programs": dict(environment()), "fast": options.fast, "statements": options.statements}


def _write(report: "Report", options: argparse.Namespace) -> None:
    from ._output import write_whole

    head = {"schema": _SCHEMA, "complete": report.complete, "success": report.success, "total": report.total,
            "formulas": report.formulas, "repeated": report.repeated, "without": report.without,
            "left_out": report.left_out, "vacuous": report.vacuous, "broken": report.broken,
            "environment": _environment(options)}
    lines = [json.dumps(line, ensure_ascii=False, allow_nan=False) for line in (head, *report.records)]
    write_whole(options.json, ("\n".join(lines) + "\n").encode())
