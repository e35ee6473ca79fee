"""A book in its folder: written beside it first, then moved in; nothing is touched that is not the book's."""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from verify.claims import Registry, Statement
from verify.files import write_whole
from verify.run import Ledger, StatementResult, long_integers

from ._extras import Extras
from ._pages import Derivation, Pages, derivation
from ._pictures import draw, gather, wanted
from ._spread import spread
from ._views import PartView, claim_parts

MARKER = ".earnshaw-book"
_STATIC = ("book.css", "book.js")


class BookError(Exception):
    """The book cannot be written; the message is one sentence for the user."""


@dataclass(frozen=True)
class Built:
    """What was written: the folder, the number of files and bytes, and what a user should know."""

    folder: Path
    files: int
    size: int
    largest_page: int
    notes: tuple[str, ...]


def check_folder(out: str | os.PathLike[str]) -> None:
    """Raise BookError when a book could not be written to `out`; nothing there is changed."""
    _former(_target(out))


def build(registry: Registry, ledger: Ledger, out: str | os.PathLike[str], *, extras: Extras | None = None,
          jobs: int = 1) -> Built:
    """Write the book of a ledger into the folder `out`.

    An absent or empty folder is used; one that holds a book is rebuilt: the files listed in its marker are
    replaced or removed, whatever else lies there stays. An interruption before the end leaves what was there.
    `jobs` processes compute derivations and pictures; the book does not depend on their number.
    Raises BookError for any other folder, one that cannot be written, and a ledger about other statements.
    """
    extras = extras or Extras()
    target = _target(out)
    former = _former(target)
    strange = [made.label for made in ledger.statements if made.label not in {each.label for each in registry}]
    if strange:
        raise BookError(f"the ledger is about {ledger.source}, and {strange[0]!r} is not among the statements of "
                        f"{registry.source}; name its own with --statements")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".draft", dir=target.parent))
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        with long_integers():
            notes = _write(registry, ledger, extras, draft, jobs)
        files = sorted(path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file())
        sizes = {name: (draft / name).stat().st_size for name in files}
        _move_in(draft, files, target, former)
    except OSError as error:
        raise _unwritable(out, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Built(target, len(files), sum(sizes.values()),
                 max(size for name, size in sizes.items() if name.endswith(".html")), notes)


def _target(out: str | os.PathLike[str]) -> Path:
    if not os.fspath(out):
        raise BookError("the name of the folder is empty; name a folder")
    try:
        return Path(os.path.realpath(out))
    except ValueError as error:  # a null byte
        raise BookError("a folder's name holds no null byte; name a folder") from error


def _unwritable(out: str | os.PathLike[str], error: OSError) -> BookError:
    return BookError(f"{out} cannot be written ({error.strerror or error}); name a folder that you may write to")


def _former(target: Path) -> tuple[str, ...]:
    """The files of the book that lies in the folder; none when there is nothing at all. BookError otherwise."""
    if not target.exists():
        above = next(path for path in target.parents if path.exists())
        if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
            raise BookError(f"{target} cannot be made, {above} cannot be written to; name another folder")
        return ()
    if not target.is_dir():
        raise BookError(f"{target} is a file; name a folder")
    try:
        found = any(target.iterdir())
    except OSError as error:
        raise _unwritable(target, error) from error
    if not os.access(target, os.W_OK | os.X_OK) or not os.access(target.parent, os.W_OK | os.X_OK):
        raise BookError(f"{target} or the folder it lies in cannot be written to; name another folder")
    if not found:
        return ()
    marker = target / MARKER
    if marker.is_symlink() or not marker.is_file():
        raise BookError(f"{target} is not empty and holds no book ({MARKER} is not in it); name an empty or a new "
                        "folder, as nothing that is not the book's is overwritten")
    try:
        listed = json.loads(marker.read_text(encoding="utf-8"))["files"]
        if not all(isinstance(name, str) and _harmless(name) for name in listed):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BookError(f"{marker} is damaged, so what is the book's is not known; name another folder") from error
    return tuple(listed)


def _harmless(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _write(registry: Registry, ledger: Ledger, extras: Extras, draft: Path, jobs: int) -> tuple[str, ...]:
    for folder in ("static", "figures"):
        (draft / folder).mkdir()
    for name in _STATIC:
        shutil.copyfile(Path(__file__).parent / "static" / name, draft / "static" / name)
    results = {made.label: made for made in ledger.statements}
    about = [made for made in registry if made.label in results]
    commands = {claim.id: f"earnshaw verify {claim.label}" for claim in ledger.claims}
    figures, witnesses = wanted(extras, set(results), commands)
    pictures = [*figures, *witnesses.values()]
    done = spread([*(partial(draw, figure, draft / "figures") for figure in pictures),
                   *(partial(_computed, made, results[made.label]) for made in about)], jobs)
    drawn = gather(figures, witnesses, draft / "figures", (extras.missing, *done[:len(pictures)]))
    computed = done[len(pictures):]
    parts = {claim: found for by_claim, _ in computed for claim, found in by_claim.items()}
    derivations = {made.label: lines for made, (_, lines) in zip(about, computed, strict=True)}
    for address, text in Pages(registry, ledger, extras, drawn, parts=parts, derivations=derivations).all():
        path = draft / address
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    return drawn.notes


def _computed(made: Statement, result: StatementResult) -> tuple[dict[str, tuple[PartView, ...]], Derivation]:
    return claim_parts(made, result), derivation(made)


def _move_in(draft: Path, files: list[str], target: Path, former: tuple[str, ...]) -> None:
    """Move the files in, one by one and each whole; then remove those of the former book that are no longer made.

    The marker lists old and new files before the first is moved: a book that was left half moved is known as one.
    """
    for name in files:
        path = target / name
        if name not in former and (path.exists() or path.is_symlink()):
            raise BookError(f"{path} is not the book's and stands where a page of it belongs; move it away, or name "
                            "another folder")
        if any(folder.is_symlink() for folder in path.parents if target in folder.parents):
            raise BookError(f"{path.parent} is a link, so what lies there is not the book's; name another folder")
    target.mkdir(exist_ok=True)
    _mark(target, sorted({*files, *former}))
    for name in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(draft / name, target / name)
    for name in sorted(set(former) - set(files)):
        path = target / name
        if any(folder.is_symlink() for folder in path.parents if target in folder.parents):
            continue
        if path.is_file() or path.is_symlink():
            path.unlink()
    _mark(target, files)


def _mark(target: Path, files: list[str]) -> None:
    text = json.dumps({"book": 1, "files": files}, indent=0)
    write_whole(target / MARKER, text.encode())
