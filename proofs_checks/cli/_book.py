"""earnshaw book: a ledger as pages to read and to teach from."""

import argparse
import os

from ._misuse import DEFAULT, MisuseError, positive_int, processors
from ._statements import add_cache, add_ledger, add_statements, cache_of, load, read, settle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_ledger(parser, "the claims are settled first")
    parser.add_argument("-o", "--out", metavar="DIR", default="book",
                        help="the folder for the pages: a new or an empty one, or a book's (default: %(default)s)")
    parser.add_argument("--jobs", type=positive_int, default=processors(), metavar="N",
                        help="processes at a time (default: %(default)s, the processors here)")
    add_cache(parser)
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Build the book; 0 when it was written, whatever the statuses in it."""
    from verify.report import clean, counted, open_console, show
    from verify.report.book import BookError, Extras, build, check_folder

    try:
        check_folder(options.out)  # before the work
        ledger = read(options.ledger) if options.ledger else None
        registry = load(options.statements)
        if ledger is None:
            with cache_of(options) as cache:
                ledger = settle(registry, jobs=options.jobs, cache=cache)
            if not ledger.complete:
                raise KeyboardInterrupt
        if options.statements == DEFAULT:
            from proofs_checks.book import extras

            given = extras()
        else:
            given = Extras(statements=f"--statements {clean(options.statements)}")
        built = build(registry, ledger, options.out, extras=given, jobs=options.jobs)
    except BookError as error:
        raise MisuseError(str(error)) from error
    console = open_console()
    for note in built.notes:
        show(console, clean(note))
    pages = f"{counted(built.files, 'file')}, {built.size / 1e6:.1f} MB, no page over {built.largest_page / 1e3:.0f} kB"
    first = clean(os.path.join(options.out, "index.html"))
    show(console, f"The book is in {clean(options.out)} ({pages}); open {first}.")
    return 0
