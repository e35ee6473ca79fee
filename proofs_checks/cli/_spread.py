"""What commands share that spread their work: over processes here, or over a Dask cluster."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from ._misuse import MisuseError, positive_int, processors


def add_spread(parser: argparse.ArgumentParser, only_with: str = "") -> None:
    """The options --jobs and --scheduler, of which one may be given; `only_with` names an option that they need."""
    also = f"with {only_with}, " if only_with else ""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--jobs", type=positive_int, metavar="N",
                       help=f"{also}processes at a time (default: {processors()}, the processors here)")
    group.add_argument("--scheduler", metavar="ADDRESS",
                       help=f"{also}the Dask cluster that does the work instead, by the address of its scheduler: "
                            "tcp://HOST:8786")


def check_spread(options: argparse.Namespace, needed: str) -> None:
    """Refuse --jobs and --scheduler where there is nothing to spread; `needed` is the option that makes it so."""
    for name in ("jobs", "scheduler"):
        if getattr(options, name) is not None:
            raise MisuseError(f"--{name} is for {needed}, one run is one process; leave it out")


@contextmanager
def cluster_misuse() -> Iterator[None]:
    """A cluster that cannot do the work is one sentence for the user."""
    from verify.cluster import ClusterError

    try:
        yield
    except ClusterError as error:
        raise MisuseError(str(error)) from error
