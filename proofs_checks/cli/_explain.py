"""earnshaw explain: one statement, as a lecturer would write it down."""

import argparse

from ._misuse import MisuseError
from ._statements import add_cache, add_statements, cache_of, find, load, settle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("label", metavar="LABEL", help='in either numbering and any spelling: lem-B.9, "Lemma B.9"')
    parser.add_argument("--latex", action="store_true", help="formulas in LaTeX instead of Unicode")
    parser.add_argument("--no-run", action="store_true", help="do not settle the claims, only show them")
    add_cache(parser)
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the explanation; 0 when its claims, where they were settled, are as expected."""
    registry = load(options.statements)
    made = find(registry, options.label)
    from verify.report import show_explanation

    ledger = None
    if not options.no_run and made.claim_ids:
        with cache_of(options) as cache:
            ledger = settle(registry, [made.label], cache=cache)
    if ledger is not None and not ledger.complete:
        raise KeyboardInterrupt
    try:
        show_explanation(made, ledger and ledger[made.label], latex=options.latex)
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:  # a defect of the statement's module, which may be the user's
        raise MisuseError(f"{made.label} cannot be explained, its module raises "
                          f"{type(error).__name__}: {error}; mend the derivation or the claim") from error
    return 0 if ledger is None or ledger.success else 1
