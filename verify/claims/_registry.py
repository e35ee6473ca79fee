"""Where statements are kept, and how a module or file that registers some is loaded."""

import hashlib
import importlib
import importlib.util
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from ._contents import Entry, NotPlainError, read_entries
from ._graph import check_edges
from ._labels import find_label
from ._records import Claim, Statement, Unread

_BY_MODULE: dict[str, dict[str, Statement]] = {}


class StatementsError(Exception):
    """A file or package of statements cannot be used; the message is one sentence for the user."""


def statement(
    label: str,
    title: str,
    *,
    kind: str,
    reading: str,
    published: str | None = None,
    uses: Iterable[str] = (),
    proof_uses: Iterable[str] = (),
    source: str = "",
    place: str = "",
) -> Statement:
    """Make a statement and register it under the calling module.

    Raises StatementsError when the module has registered the label before, or when the label is none.
    """
    made = _made(label, title, kind=kind, reading=reading, published=published, uses=uses, proof_uses=proof_uses,
                 source=source, place=place, module=sys._getframe(1).f_globals["__name__"])
    known = _BY_MODULE.setdefault(made.module, {})
    if label in known:
        raise StatementsError(f"registers the label {label!r} twice; give one of them another label")
    known[label] = made
    return made


def _made(label: str, title: str, *, kind: str, reading: str, module: str, published: str | None = None,
          uses: Iterable[str] = (), proof_uses: Iterable[str] = (), source: str = "", place: str = "") -> Statement:
    if not re.fullmatch(r"[\w.()-]+", label):
        raise StatementsError(f"{label!r} is no label; use letters, digits, points and hyphens, as in 'lem-2.1'")
    if isinstance(uses, str) or isinstance(proof_uses, str):
        raise StatementsError(f"{label} gives a string for what it uses; give a list of labels, as in ['def-1']")
    return Statement(label, title, kind, reading, published, tuple(uses), tuple(proof_uses), source, place, module)


class Registry:
    """Statements in the order of their registration, found by label in either numbering."""

    def __init__(self, statements: Iterable[Statement], source: str) -> None:
        self.source = source
        self._statements: dict[str, Statement] = {}
        for made in statements:
            if made.label in self._statements:
                raise StatementsError(
                    f"{source} registers the label {made.label!r} twice "
                    f"(in {self._statements[made.label].module} and {made.module}); rename one of them")
            self._statements[made.label] = made
        check_edges(self._statements, source)
        for made in self:
            if not made._unread:
                _check_references(made, source)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self._statements.values())

    def __len__(self) -> int:
        return len(self._statements)

    def __contains__(self, label: object) -> bool:
        return label in self._statements

    def __getitem__(self, spelling: str) -> Statement:
        """The statement of a label in any usual spelling; KeyError with a suggestion when there is none."""
        return self._statements[find_label(spelling, self._statements)]

    def claim(self, claim_id: str) -> Claim:
        """The claim of an id such as `lem-B.9/recurrence`; KeyError when there is none."""
        label, _, name = claim_id.partition("/")
        owner = self[label]
        for claim in owner.claims:
            if claim.id == f"{owner.label}/{name}":
                return claim
        names = ", ".join(c.id.partition("/")[2] for c in owner.claims)
        raise KeyError(f"{owner.label} has no claim {name!r}; it has {names}")


def _check_references(made: Statement, source: str) -> None:
    ids = {claim.id for claim in made.claims}
    for claim in made.claims:
        for says, other in (("corrects", claim.corrects), ("is made vacuous by", claim.vacuous_by)):
            if other is not None and other not in ids:
                raise StatementsError(f"{source}: {claim.id} {says} {other!r}, which is not registered")


def _collect(prefix: str) -> list[Statement]:
    return [made for module, found in _BY_MODULE.items()
            if module == prefix or module.startswith(prefix + ".") for made in found.values()]


def _load_file(path: Path) -> Registry:
    name = "earnshaw_statements_" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
    _BY_MODULE.pop(name, None)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise StatementsError(f"{path} is not a Python file; name a .py file or an importable package")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # whatever a user's file raises is that file's fault, not ours
        sys.modules.pop(name, None)
        _BY_MODULE.pop(name, None)
        raise StatementsError(_blame(str(path), error)) from error
    return Registry(_collect(name), str(path))


def _load_package(name: str) -> Registry:
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is None:  # a folder that Python takes for a namespace
            raise StatementsError("is a directory without __init__.py; name a Python file in it or a package")
        if spec is not None and spec.submodule_search_locations:
            with suppress(NotPlainError, TypeError):
                return _read_package(name, Path(spec.submodule_search_locations[0]))
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(getattr(package, "__path__", []), name + "."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    except (Exception, SystemExit) as error:  # as above
        raise StatementsError(_blame(name, error)) from error
    return Registry(sorted(_collect(name), key=_place), name)


def _read_package(name: str, folder: Path) -> Registry:
    """The registry of a package whose text tells its statements; their claims come when they are looked at."""
    made = []
    for entry in read_entries(name, folder):
        known = _made(**entry.arguments, module=entry.module)
        known._unread.append(Unread(tuple(entry.claim_ids), partial(_import, entry, name)))
        object.__setattr__(known, "_modules", tuple(entry.modules))
        made.append(known)
    return Registry(sorted(made, key=_place), name)


def _import(entry: Entry, source: str, known: Statement) -> None:
    """Import the modules that register a statement's claims, and take these over in the order of the text."""
    try:
        for module in entry.modules:
            importlib.import_module(module)
        real = _BY_MODULE[entry.module][known.label]
    except (Exception, SystemExit) as error:  # as above
        raise StatementsError(_blame(source, error)) from error
    order = {claim_id.partition("/")[2]: place for place, claim_id in enumerate(entry.claim_ids)}
    known._claims.update(sorted(real._claims.items(), key=lambda item: order.get(item[0], len(order))))
    known._sweeps.update(real._sweeps)
    known._derivations.extend(real._derivations)
    known._unread.clear()
    _check_references(known, source)


def _place(made: Statement) -> tuple[object, ...]:
    """Where a package's statement stands: by its place or number, appendices last, then what has none or is trusted.

    Modules are imported by the alphabet, or earlier where another needs them; that is no order of a paper.
    """
    number = re.fullmatch(r"(?:[a-z]+-)?(?:([A-Z])\.)?(\d+(?:\.\d+)*)", made.place or made.label)
    if made.trusted or number is None:
        return (made.trusted, 1)
    return (False, 0, number[1] or "", *map(int, number[2].split(".")))


def _blame(source: str, error: BaseException) -> str:
    """One sentence on what a file or package did when it was imported."""
    if isinstance(error, StatementsError):
        return f"{source} {error}"
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{source} could not be imported ({told}); mend it, or name another file or package"


def load_statements(source: str) -> Registry:
    """Load the statements of a file (`my_claims.py`), an importable package, or an announced name.

    Announced names come from the entry point group `earnshaw.statements`.
    Raises StatementsError with one sentence when it cannot be used or registers nothing.
    """
    path = Path(source)
    if path.is_dir() and not source.replace(".", "_").isidentifier():
        raise StatementsError(f"{source} is a directory; name a Python file in it or an importable package")
    if source.endswith(".py") or path.is_file():
        if path.is_dir():
            raise StatementsError(f"{source} is a directory; name a Python file in it or an importable package")
        if not path.is_file():
            raise StatementsError(f"{source} does not exist; name a Python file or an importable package")
        registry = _load_file(path)
    else:
        name = _announced(source) or source
        if not all(part.isidentifier() for part in name.split(".")):
            raise StatementsError(f"{source!r} is no file and no importable name; name a .py file or a package")
        if path.is_dir() and importlib.util.find_spec(name.split(".")[0]) is None:
            raise StatementsError(f"{source} is a directory; name a Python file in it or an importable package")
        registry = _load_package(name)
    if not len(registry):
        raise StatementsError(f"{source} registers no statement; make one with verify.claims.statement(...)")
    return registry


def _announced(name: str) -> str | None:
    from importlib.metadata import entry_points

    found = [point.value for point in entry_points(group="earnshaw.statements") if point.name == name]
    return found[0] if found else None
