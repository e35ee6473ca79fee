"""earnshaw errata: what is printed and false, and where the two texts of the paper differ."""

import argparse

from ._misuse import DEFAULT
from ._statements import add_cache, add_ledger, add_statements, cache_of, load, read, settle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_ledger(parser, "the claims are settled now")
    add_cache(parser)
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the errata; that there are some is no failure."""
    if options.ledger:
        ledger = read(options.ledger)
    else:
        with cache_of(options) as cache:
            ledger = settle(load(options.statements), cache=cache)
    from verify.report import show_errata

    show_errata(ledger)
    if options.statements == DEFAULT:
        _show_differences({made.label for made in ledger.statements})
    if not ledger.complete and not options.ledger:
        raise KeyboardInterrupt
    return 0


def _show_differences(labels: set[str]) -> None:
    """Those that are about a statement of the ledger: in a ledger about other statements there is none."""
    from proofs_checks.differences import DIFFERENCES
    from verify.report import counted, open_console, show

    found = [each for each in DIFFERENCES if labels & set(each.labels)]
    if not found:
        return
    console = open_console()
    show(console, f"\nThe arXiv text and the published one differ in {counted(len(found), 'place')}:")
    for each in found:
        show(console, f"\n{each.place}", f"  arXiv      {each.arxiv}", f"  published  {each.published}")
