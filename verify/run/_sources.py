"""What the results of a run rest on, so that those of another are not taken for its own."""

import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

import verify
from verify.claims import Registry

from ._environment import installed

_COMPUTES = ("numpy", "scipy", "numba", "cvc5")  # beside those that the ledger names
_WHOLE = 1 << 20  # bytes of a file that are read; a larger one counts by its size and time
_PASSED_OVER = ("__pycache__",)


def sources_digest(registry: Registry, besides: Iterable[Path] = ()) -> str:
    """A digest of the engine, of the package or file of the statements, and of all that they import of the same kind.

    That is every loaded module that is neither Python's own nor installed: all files of its package, or, where it
    belongs to none, all Python files beside it. Of what is installed the versions count. What a claim reads from
    elsewhere is not seen. `besides` are files that do not count.
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
    names = {name.partition(".")[0] for name, module in list(sys.modules.items())
             if name != "__main__" and _is_local(getattr(module, "__file__", None))}  # who asks does not matter
    names |= {verify.__name__, *(made.module.partition(".")[0] for made in registry)}
    found: set[Path] = set()
    for name in names:
        module = sys.modules.get(name)
        file = getattr(module, "__file__", None)
        if folders := getattr(module, "__path__", None):
            found.update(*map(_tree, folders))
        elif file is not None:
            found.update({Path(file)}, Path(file).parent.glob("*.py"))
    return found


def _tree(folder: str) -> Iterator[Path]:
    for path in Path(folder).rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part in _PASSED_OVER or part.startswith(".") for part in parts):
            yield path


def _is_local(file: str | None) -> bool:
    paths = sysconfig.get_paths()
    return file is not None and not any(
        Path(file).is_relative_to(paths[kind]) for kind in ("stdlib", "platstdlib", "purelib", "platlib"))
