"""Which files a module's results depend on: what it imports of code that may change, and what that imports in turn.

Read from the text of the modules, nothing is run. A name that a package only hands on (`from verify.exact import All`)
counts as the module that defines it, so that a change in one room of a package does not touch those who never go there.
"""

import ast
import hashlib
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions, version
from importlib.util import find_spec
from pathlib import Path

_FROM = re.compile(r"^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
_NAME = re.compile(r"(\w+|\*)(?:[ \t]+as[ \t]+(\w+))?")
_QUOTED = re.compile(r"""["']([A-Za-z_][\w./-]*)(:\w)?""")  # a file or a folder, or a path to a function
_MOST_BYTES = 1 << 24  # of a data file that is read; a larger one counts by its size and time
_DISTRIBUTIONS = {"z3": "z3-solver", "flint": "python-flint"}


@dataclass
class _Text:
    """What the text of a module says."""

    digest: str
    package: str
    """The package that relative imports start from."""
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Names that it imports from somewhere, each with the module and name that it comes from."""
    whole: set[str] = field(default_factory=set)
    """Modules that it imports as such, or names in quotes with their package."""
    named: set[str] = field(default_factory=set)
    """Words in quotes, which may be files."""
    acts: bool = True
    """Whether it does more than to hand on names."""


class Code:
    """The local modules, as their files are now.

    >>> code = Code()
    >>> reached = code.reached(["verify.decide"])
    >>> "verify.decide._z3" in code.reached(["verify.decide._forall"]), "verify.report" in reached
    (True, False)
    """

    def __init__(self) -> None:
        for known in (_modules_named, _path_of, _top, _beside, _content):
            known.cache_clear()  # of files as they were
        self._texts: dict[str, _Text | None] = {}
        self._uses: dict[str, frozenset[str]] = {}
        self._lines: dict[str, tuple[str, frozenset[str]]] = {}

    def reached(self, modules: Iterable[str]) -> frozenset[str]:
        """These modules and all local ones that they import, now or later; those that cannot be found are left out."""
        found: set[str] = set()
        waiting = [module for module in modules if self._text(module) is not None]
        while waiting:
            module = waiting.pop()
            if module not in found:
                found.add(module)
                waiting += self._used(module) - found
        return frozenset(found)

    def digest(self, modules: Iterable[str]) -> str:
        """A digest of the files that these modules depend on, of the data files that they name, and of versions.

        >>> Code().digest(["verify.files"]) == Code().digest(["verify.files"]) != Code().digest(["verify.threads"])
        True
        """
        made = hashlib.sha256()
        installed: frozenset[str] = frozenset()
        for module in sorted(self.reached(modules)):
            if module not in self._lines:
                self._lines[module] = self._line(module)
            line, names = self._lines[module]
            made.update(line.encode())
            installed |= names
        made.update(repr(_versions(frozenset(installed))).encode())
        return made.hexdigest()

    def _line(self, module: str) -> tuple[str, frozenset[str]]:
        """What stands for a module and the data that it names, and the tops of what it imports."""
        text, path = self._text(module), _path_of(module)
        assert text is not None
        assert path is not None
        files = [f"{file.name} {_content(file)}" for file in sorted(_named_files(path, text.named))]
        names = {name.partition(".")[0] for name in text.whole} | {
            source.partition(".")[0] for source, _ in text.names.values()}
        return "\n".join([f"{module} {text.digest}", *files, ""]), frozenset(names)

    def _text(self, module: str) -> _Text | None:
        if module not in self._texts:
            path = _path_of(module)
            self._texts[module] = None if path is None else _read(module, path)
        return self._texts[module]

    def _used(self, module: str) -> frozenset[str]:
        if module not in self._uses:
            self._uses[module] = self._used_by(module)
        return self._uses[module]

    def _used_by(self, module: str) -> frozenset[str]:
        text = self._text(module)
        assert text is not None
        used = {found for source, name in text.names.values() for found in self._defining(source, name)}
        for name in text.whole:
            parts = name.split(".")
            used |= {".".join(parts[:end]) for end in range(1, len(parts) + 1)
                     if end == len(parts) or self._acts(".".join(parts[:end]))}
        parts = module.split(".")
        used |= {above for end in range(1, len(parts)) if self._acts(above := ".".join(parts[:end]))}
        return frozenset(name for name in used if self._text(name) is not None)

    def _acts(self, package: str) -> bool:
        text = self._text(package)
        return text is not None and text.acts

    def _defining(self, source: str, name: str, steps: int = 20) -> Iterator[str]:
        """The modules behind `from source import name`."""
        text = self._text(source)
        if text is None or name == "*" or steps == 0:
            yield source
        elif self._text(f"{source}.{name}") is not None:
            yield f"{source}.{name}"
        elif name in text.names and text.package == source:
            if text.acts:
                yield source
            yield from self._defining(*text.names[name], steps - 1)
        else:
            yield source


def _read(module: str, path: Path) -> _Text:
    content = path.read_bytes()
    is_package = path.name == "__init__.py"
    parts = module.split(".")
    text = content.decode("utf-8", "replace")
    made = _Text(hashlib.sha256(content).hexdigest(), ".".join(parts if is_package else parts[:-1]))
    base = parts if is_package else parts[:-1]
    for dots, source, names in _FROM.findall(text):
        above = base[:len(base) - len(dots) + 1] if dots else []
        origin = ".".join([*above, *([source] if source else [])])
        for name, other in _NAME.findall(re.sub("#.*", "", names)):
            made.names[other or name] = (origin, name)
    for names in _IMPORT.findall(text):
        made.whole |= {name.split()[0] for name in names.split(",") if name.strip()}
    for name, function in _QUOTED.findall(text):
        made.named.add(name)
        if "." in name or function:
            made.whole |= _modules_named(name)
    made.acts = not is_package or _acts(text)
    return made


def _acts(text: str) -> bool:
    """Whether a package's own module does more than to import names and to say which."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return not all(isinstance(node, ast.Import | ast.ImportFrom)
                   or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
                   or (isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"])
                   for node in body)


@cache
def _modules_named(name: str) -> frozenset[str]:
    """The local module that a name in quotes begins with: itself, or what its last parts stand in."""
    parts = name.rstrip(".").split(".")
    found = (".".join(parts[:end]) for end in range(len(parts), min(len(parts), 2) - 1, -1))
    return frozenset([module for module in found if _path_of(module) is not None][:1])


@cache
def _path_of(module: str) -> Path | None:
    """The file of a module that is neither Python's own nor another's that was installed; None for any other."""
    top, _, rest = module.partition(".")
    folder = _top(top)
    if folder is None:
        return None
    if not rest:
        return folder / "__init__.py" if folder.is_dir() and (folder / "__init__.py").is_file() else (
            folder if folder.is_file() else None)
    inner = folder.joinpath(*rest.split("."))
    for path in (inner.with_name(inner.name + ".py"), inner / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def _top(name: str) -> Path | None:
    """The folder of a local package, or the file of a local module."""
    if not name.isidentifier() or name in sys.stdlib_module_names or name == "__main__":
        return None
    loaded = sys.modules.get(name)
    file = getattr(loaded, "__file__", None)
    if file is None:
        with suppress(ImportError, ValueError, AttributeError):
            spec = find_spec(name)
            file = spec.origin if spec is not None and spec.has_location else None
    if file is None or not file.endswith(".py"):
        return None
    path = Path(file)
    paths = sysconfig.get_paths()
    if name not in _our_own() and any(path.is_relative_to(paths[kind]) for kind in
                                      ("stdlib", "platstdlib", "purelib", "platlib")):
        return None
    return path.parent if path.name == "__init__.py" else path


@cache
def _our_own() -> frozenset[str]:
    """The packages that were installed with this one."""
    with suppress(PackageNotFoundError):
        return frozenset((distribution("earnshaw").read_text("top_level.txt") or "").split()) | {"verify"}
    return frozenset({"verify"})


def _named_files(module: Path, names: Iterable[str]) -> set[Path]:
    """The files beside a module, or in a folder beside it that is no package, that it names in quotes."""
    found: set[Path] = set()
    there = _beside(module.parent)
    for name in names:
        if name.partition("/")[0] not in there:
            continue
        path = module.parent / name
        if path.is_file() and path.suffix != ".py":
            found.add(path)
        elif path.is_dir() and not (path / "__init__.py").exists() and "__pycache__" not in path.parts:
            found |= {inner for inner in path.rglob("*") if inner.is_file() and "__pycache__" not in inner.parts}
    return found


@cache
def _beside(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir())


@cache
def _content(path: Path) -> str:
    try:
        size = path.stat()
        return hashlib.sha256(path.read_bytes()).hexdigest() if size.st_size <= _MOST_BYTES else (
            f"{size.st_size} {size.st_mtime_ns}")
    except OSError:  # gone meanwhile
        return ""


@cache
def _versions(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The versions of what is installed among these names of modules; mpmath's with SymPy's."""
    found = []
    for name in names | ({"mpmath"} if "sympy" in names else frozenset()):
        if name and name not in sys.stdlib_module_names and _top(name) is None and _is_there(name):
            found.append((name, _version(name)))
    return tuple(sorted(found))


@cache
def _is_there(name: str) -> bool:
    """Whether there is a module of that name at the top."""
    with suppress(ImportError, ValueError, AttributeError):
        return find_spec(name) is not None
    return False


@cache
def _version(module: str) -> str:
    with suppress(PackageNotFoundError):
        return version(_DISTRIBUTIONS.get(module, module))
    return " ".join(f"{name} {version(name)}" for name in packages_distributions().get(module, ()))
