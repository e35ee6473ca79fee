"""earnshaw graph: what rests on what."""

import argparse

from ._statements import add_cache, add_ledger, add_statements, cache_of, load, read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--dot", action="store_true", help="in DOT, for Graphviz")
    add_ledger(parser, "those that earlier runs found of the statements as they are now")
    add_cache(parser)
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the graph."""
    registry = load(options.statements)
    if options.ledger:
        ledger = read(options.ledger)
    else:
        from verify.run import recalled

        with cache_of(options) as cache:
            kept = recalled(registry, cache) if cache is not None else None
        ledger = kept if kept is not None and kept.kept else None
    from verify.report import graph_dot, graph_lines

    print(graph_dot(registry, ledger) if options.dot else "\n".join(graph_lines(registry, ledger)))
    return 0
