"""earnshaw mutants: every formula changed at every place, each change through the same check."""

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ._misuse import MisuseError, positive_int, positive_seconds, processors
from ._spread import add_spread, cluster_misuse
from ._statements import add_cache, add_statements, cache_of, find, load

if TYPE_CHECKING:
    from verify.claims import Registry
    from verify.controls.mutants import Report
    from verify.run import Cache, Journal

_SCHEMA = "earnshaw mutants 1"
_LONGEST = 1 << 24  # characters of a first line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("labels", nargs="*", metavar="LABEL",
                        help='statements, in either numbering and any spelling: lem-B.9, "Lemma B.9" (default: all)')
    parser.add_argument("--sample", type=positive_int, metavar="N", help="judge every n-th, so that about N are left")
    parser.add_argument("--slack", action="store_true",
                        help="list where inequalities can be sharpened, and look for the best constants")
    parser.add_argument("--show", metavar="ID", help="one mutant, by the id that the others tell: its formula and fate")
    add_spread(parser)
    parser.add_argument("--timeout", type=positive_seconds, default=20, metavar="S",
                        help="seconds for one mutant (default: %(default)s); over it: undecided")
    parser.add_argument("--memory", type=positive_int, metavar="MB", help="MiB that one mutant may take (on Linux)")
    parser.add_argument("--json", metavar="FILE",
                        help="one line a mutant goes into this file; what an interrupted run finished is taken from "
                             "FILE.part")
    add_cache(parser)
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Judge, write, report; 1 when something false survived or a claim is vacuous."""
    registry = load(options.statements)
    if options.show is not None:
        return _show(registry, options)
    labels = [find(registry, spelling).label for spelling in options.labels] or None
    if options.json is not None:
        from ._output import check_outputs

        check_outputs({"--json": options.json}, {"--statements": options.statements})
        _check_ours(options.json)
    from verify.report import progress_shown
    from verify.report._mutants import show_mutants
    from verify.run import Journal, LedgerError

    start = time.monotonic()
    try:
        with ExitStack() as stack:
            stack.enter_context(cluster_misuse())
            progress = stack.enter_context(progress_shown())
            journal = stack.enter_context(Journal(options.json, _remark)) if options.json is not None else None
            cache = stack.enter_context(cache_of(options))
            report = _report(registry, labels, options, journal, progress, cache)
            if journal is not None and report.complete:
                _write(report, options)
                journal.discard()
    except LedgerError as error:
        raise MisuseError(str(error)) from error
    show_mutants(report, time.monotonic() - start, slack=options.slack)
    if not report.complete:
        kept = f"what is finished is in {options.json}.part, and the same command judges the rest" if options.json \
            else "--json FILE would keep what is finished; run it again"
        raise MisuseError(f"{report.stopped}; {kept}")
    return 0 if report.success else 1


def _report(registry: "Registry", labels: list[str] | None, options: argparse.Namespace,
            journal: "Journal | None", progress: Any, cache: "Cache | None") -> "Report":
    from verify.controls.mutants import mutants
    from verify.run._recall import remembered
    from verify.run._scheduler import spread

    settle = spread(options.scheduler)
    if cache is not None:
        settle = remembered(settle, registry, cache, "verify.controls.mutants._work")

    return mutants(registry, labels, jobs=options.jobs or processors(), timeout=options.timeout,
                   sample=options.sample, slack=options.slack, journal=journal, progress=progress,
                   settle=settle, memory=options.memory)


def _remark(sentence: str) -> None:
    """What the journal says, but for how many answers it had: the report counts mutants."""
    from verify.report import clean

    if "finished before" not in sentence:
        print(f"earnshaw: {clean(sentence, 600)}", file=sys.stderr, flush=True)


def _show(registry: "Registry", options: argparse.Namespace) -> int:
    from verify.claims import Effort
    from verify.controls.mutants import VERDICTS, Verdict, changes, formulas, identity_of, judged
    from verify.report import clean, open_console, show

    claim_id, at, _ = options.show.partition("@")
    try:
        claim = registry.claim(claim_id) if at else None
    except KeyError as error:
        raise MisuseError(error.args[0]) from error
    try:
        found = next(((formula.proposition, change) for formula in (formulas(claim) if claim is not None else ())
                      for change in (changes(formula.proposition)[0] if formula.mutable else ())
                      if identity_of(claim_id, formula.part, change) == options.show), None)
    except Exception as error:  # a claim may raise anything
        raise MisuseError(f"{claim_id} has no formulas to change ({type(error).__name__}: {clean(str(error), 200)}); "
                          "see to that first") from error
    if found is not None:
        base, change = found
        itself = base.settle(Effort()).status
        verdict = judged(base, change, Effort()) if itself.established else \
            Verdict("skipped", "", f"the formula is {itself} itself")
        show(open_console(), f"{clean(options.show)}: {clean(change.words(base))}",
             f"  from  {clean(base.text())}", f"  to    {clean(change.applied(base).text())}",
             f"  {verdict.verdict}: {VERDICTS.get(verdict.verdict, 'not judged')}",
             *([f"  {clean(verdict.reason)}"] if verdict.reason else []))
        return 1 if verdict.verdict == "survivor" else 0
    raise MisuseError(f"there is no mutant {options.show!r}; `earnshaw mutants LABEL --json FILE` writes the ids, "
                      "such as lem-B.9/ode@0123abcd")


def _check_ours(path: str) -> None:
    """A file of another kind is not written over."""
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return
    try:
        with open(path, encoding="utf-8") as file:
            ours = json.loads(file.readline(_LONGEST))["schema"] == _SCHEMA
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        ours = False
    if not ours:
        raise MisuseError(f"{path} is there and no file of mutants; name another file")


def _write(report: "Report", options: argparse.Namespace) -> None:
    from verify.run import environment

    from ._output import write_whole

    head: dict[str, Any] = {
        "schema": _SCHEMA, "complete": report.complete, "success": report.success, "total": report.total,
        "formulas": report.formulas, "repeated": report.repeated, "without": report.without,
        "left_out": report.left_out, "vacuous": report.vacuous, "broken": report.broken, "unbound": report.unbound,
        "empty": report.empty, "loose": report.loose,
        "environment": {"programs": dict(environment()), "statements": options.statements}}
    if options.slack:
        head["gaps"] = [gap.to_data() for gap in report.gaps]
    lines = [json.dumps(line, ensure_ascii=False, allow_nan=False) for line in (head, *report.records)]
    write_whole(options.json, ("\n".join(lines) + "\n").encode())
