"""earnshaw recheck: a ledger's evidence, checked again without search."""

import argparse

from ._misuse import DEFAULT, MisuseError, positive_int, positive_seconds, processors
from ._statements import add_statements, load, read, with_opinions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="a ledger that `earnshaw verify --json` wrote")
    parser.add_argument("--jobs", type=positive_int, default=processors(), metavar="N",
                        help="worker processes (default: the processors here, %(default)s)")
    parser.add_argument("--timeout", type=positive_seconds, default=120, metavar="S",
                        help="seconds for the evidence of a claim (default: %(default)s); over it: a failure")
    parser.add_argument("--second", action="store_true",
                        help="ask another engine or route on everything settled, too")
    add_statements(parser)
    parser.set_defaults(statements=None)


def run(options: argparse.Namespace) -> int:
    """Recheck; 0 when everything is confirmed."""
    from verify.report import clean, counted, joined, open_console, progress_shown, show
    from verify.run import LedgerError
    from verify.run.recheck import recheck_ledger

    try:
        source = _source(options.file)
        registry, silence = None, f"name them with --statements {clean(source)}"
        if options.statements or source == DEFAULT:
            try:
                registry = load(options.statements or source)
            except MisuseError as error:
                silence = str(error)
        with progress_shown() as progress:
            found = recheck_ledger(options.file, registry, jobs=options.jobs, timeout=options.timeout,
                                   progress=progress)
    except LedgerError as error:
        raise MisuseError(str(error)) from error
    console = open_console()
    for failure in found.failures:
        show(console, f"FAILED {clean(failure.place)}: {clean(failure.problem, 300)}")
    show(console, f"{counted(found.confirmed, 'claim')} with a witness or certificate that was confirmed, "
                  f"{found.rederived} with a status that was derived again from the formula alone, "
                  f"{found.silent} undecided.")
    if found.compared:
        show(console, "Formulas, readings and expectations were compared with the statements registered now.")
    else:
        show(console, f"Formulas were NOT compared with any statements: {clean(silence)}.")
    if found.absent:
        show(console, f"Not in this ledger: {joined(found.absent)}.")
    disputed = _opinions(options) if options.second and found.passed else ()
    for claim_id in disputed:
        show(console, f"FAILED {clean(claim_id)}: a second opinion disagrees, or is not the one on record")
    if options.second and not found.passed:
        show(console, "Second opinions were not asked: the ledger fails without them.")
    failures = len(found.failures) + len(disputed)
    show(console, "Controls were counted, not settled again; `earnshaw verify` settles them.",
         f"{counted(failures, 'failure')}." if failures else "Everything else is confirmed.")
    return 1 if failures else 0


def _opinions(options: argparse.Namespace) -> tuple[str, ...]:
    """Second opinions, asked anew and shown; the claims where one disagrees, or is not as the ledger has it."""
    from verify.report import open_console, show_opinions
    from verify.run.opinions import disputed

    before = read(options.file)
    again = with_opinions(before, options.jobs)
    show_opinions(again, open_console())
    if again.unheard:
        raise MisuseError("interrupted before all second opinions were heard; run it again")
    return disputed(before, again)


def _source(path: str) -> str:
    """Where the ledger says its statements are. A file named in a ledger is never run unless the user names it."""
    from verify.run import read_data

    source: str = read_data(path)["source"]
    return source
