"""What the results of a run rest on, so that those of another are not taken for its own."""

import hashlib
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import verify
from verify.claims import Registry

from ._environment import installed

_COMPUTES = ("numpy", "scipy", "numba", "cvc5")  # beside those that the ledger names
_WHOLE = 1 << 20  # bytes of a file that are read; a larger one counts by its size and time
_STATEMENTS = "earnshaw_statements_"  # files that were loaded; neither those of others matter, nor who asks
_PASSED_OVER = ("__pycache__",)
_IMPORT = re.compile(rb"^[ \t]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import\b|import[ \t]+(\w[\w., \t]*)(?:$|[;#]))",
                     re.MULTILINE)


def source_key(registry: Registry) -> str:
    """The statements' package, or their file, however its path was spelled."""
    source = Path(registry.source)
    return str(source.resolve()) if registry.source.endswith(".py") or source.is_file() else registry.source


def sources_digest(registry: Registry, besides: Iterable[Path] = ()) -> str:
    """A digest of the engine, of the package or file of the statements, and of all that they import of the same kind.

    That is every module that is neither Python's own nor installed, and is loaded or named by an import in such a
    one, wherever that stands: all files of its package, or, where it belongs to none, all Python files beside it. Of
    what is installed the versions count. What a claim reads from elsewhere is not seen. `besides` are files that do
    not count.
    """
    made = hashlib.sha256()
    left_out = {path.resolve() for path in besides}
    for path in sorted(_files(registry)):
        if path.resolve() in left_out:
            continue
        made.update(f"{path.name} ".encode("utf-8", "surrogateescape") + _content(path))
    made.update(repr([(name, installed(name)) for name in _COMPUTES]).encode())
    return made.hexdigest()


def _content(path: Path) -> bytes:
    try:
        size = path.stat()
        return path.read_bytes() if size.st_size <= _WHOLE else f"{size.st_size} {size.st_mtime_ns}".encode()
    except OSError:  # gone meanwhile
        return b""


def _files(registry: Registry) -> set[Path]:
    waiting = {name.partition(".")[0] for name, module in list(sys.modules.items())
               if not name.startswith(("__main__", _STATEMENTS)) and _is_local(getattr(module, "__file__", None))}
    waiting |= {verify.__name__, *(made.module.partition(".")[0] for made in registry)}
    seen = {"__main__", *sys.stdlib_module_names}
    found: set[Path] = set()
    while waiting := waiting - seen:
        seen |= waiting
        new = set().union(*map(_of_module, waiting)) - found
        found |= new
        # a claim may import what it needs when it is settled, in another process
        waiting = set().union(*(_imported(_content(path)) for path in new if path.suffix == ".py"))
    return found


def _imported(text: bytes) -> set[str]:
    """The modules of its import statements, each by the first part of its name.

    >>> sorted(_imported(b"from a.b import c\\nif d:\\n  import e, f.g as h\\nfrom here on, no import"))
    ['a', 'e', 'f']
    """
    return {part.split()[0].partition(b".")[0].decode() for one, several in _IMPORT.findall(text)
            for part in (one or several).split(b",") if part.strip()}


def _of_module(name: str) -> set[Path]:
    """The files that stand for a module that is neither Python's own nor installed."""
    spec = None
    if name not in sys.modules:
        with suppress(ImportError, ValueError, AttributeError):
            spec = find_spec(name)
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None) or (spec and spec.origin)
    folders = list(getattr(module, "__path__", None) or (spec and spec.submodule_search_locations) or ())
    if not _is_local(file or next(iter(folders), None)):
        return set()
    return set().union(*map(_tree, folders)) if folders else {Path(str(file)), *Path(str(file)).parent.glob("*.py")}


def _tree(folder: str) -> Iterator[Path]:
    for path in Path(folder).rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part in _PASSED_OVER or part.startswith(".") for part in parts):
            yield path


def _is_local(file: str | None) -> bool:
    paths = sysconfig.get_paths()
    return file is not None and not any(
        Path(file).is_relative_to(paths[kind]) for kind in ("stdlib", "platstdlib", "purelib", "platlib"))
