"""earnshaw cache: where findings are kept from run to run, and how many; or forget them."""

import argparse

from ._misuse import MisuseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("action", nargs="?", choices=["show", "clear"], default="show", metavar="clear",
                        help="forget all that is kept (without: show place and size)")
    parser.add_argument("--cache", metavar="DIR",
                        help="the folder (default: EARNSHAW_CACHE, or earnshaw in the user's folder for caches)")


def run(options: argparse.Namespace) -> int:
    """Show or empty the cache; a folder that is not there holds nothing, and is not made."""
    from verify.report import clean, counted
    from verify.run import Cache, CacheError

    cache = Cache(options.cache)
    try:
        if not cache.path.exists() and not cache.folder.exists():
            print(f"{clean(cache.folder)}: nothing is kept there.")
            return 0
        with cache:
            count, size = cache.size()
            if options.action == "clear":
                cache.clear()
    except CacheError as error:
        raise MisuseError(str(error)) from error
    what = f"{counted(count, 'value')}, {size / 1e6:.1f} MB"
    print(f"{clean(cache.folder)}: {what}{'; forgotten' if options.action == 'clear' else ''}.")
    return 0
