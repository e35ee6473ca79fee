"""earnshaw list: the statements, or the items of the text and what settles them."""

import argparse

from ._misuse import DEFAULT, MisuseError
from ._statements import add_ledger, add_statements, load, read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--coverage", action="store_true",
                        help="each theorem, display, table and figure of the arXiv text, and the claims that settle it")
    add_ledger(parser, "none are shown")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    if options.coverage and options.statements != DEFAULT:
        raise MisuseError("--coverage is about the paper's own text; leave --statements out")
    ledger = read(options.ledger) if options.ledger else None
    registry = load(options.statements)
    if options.coverage:
        from ._coverage import show_coverage

        show_coverage(registry, ledger)
        return 0
    from verify.report import show_list

    show_list(registry, ledger)
    return 0
