"""earnshaw graph: what rests on what."""

import argparse

from ._statements import add_ledger, add_statements, load, read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--dot", action="store_true", help="in DOT, for Graphviz")
    add_ledger(parser, "none are shown")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the graph."""
    ledger = read(options.ledger) if options.ledger else None
    registry = load(options.statements)
    from verify.report import graph_dot, graph_lines

    print(graph_dot(registry, ledger) if options.dot else "\n".join(graph_lines(registry, ledger)))
    return 0
