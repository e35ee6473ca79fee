"""What a package of statements holds, read from its files without running them.

Importing a paper's modules brings in computer algebra; to list its statements, or to find the modules of one of them,
their text is enough. It is enough only for modules of the plain form: `name = statement("label", ...)` at the margin,
with literal arguments, and `@name.claim("...")` at the margin, in that module or in one that imports `name`. A package
with anything else is imported whole.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_IMPORT = re.compile(r"^from[ ]+(\.*)([\w.]*)[ ]+import[ ]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_STATEMENT = re.compile(r"^(\w+) = statement(\(.*?\)$(?=\n\S|\s*\Z|\n\s*\n))", re.MULTILINE | re.DOTALL)
_REGISTERED = re.compile(r'^@?(\w+)\.(?:(claim|sweep)\(\s*"([^"\\\n]+)"(?=\s*[,)])|(derivation)$)', re.MULTILINE)
_DECORATOR = re.compile(r"^[ \t]*@([\w.]+)\.(?:claim|sweep|derivation)\b", re.MULTILINE)
_OF_INTEREST = re.compile(r"\bstatement\b|\.(?:claim|sweep|derivation)\b")
_ARGUMENTS = frozenset({"label", "title", "kind", "reading", "published", "uses", "proof_uses", "source", "place"})


class NotPlainError(Exception):
    """A package cannot be read without running it."""


@dataclass
class Entry:
    """A statement as its files have it."""

    module: str
    arguments: dict[str, Any]
    """Those of `statement(...)`, by name."""
    claim_ids: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    """Where its claims, sweeps and derivations are registered: its own module first."""


def read_entries(package: str, folder: Path) -> list[Entry]:
    """The statements of a package in this folder, in the order of its modules.

    Raises NotPlainError when it holds what the text does not tell.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.py").write_text('''
    ... from verify.claims import statement
    ... lem = statement("lem-1", "Squares", kind="lemma", reading="n^2 >= n", uses=("def-1",))
    ... @lem.claim("all", controls=lambda: {})
    ... def build(): ...
    ... ''')
    ...     _ = Path(folder, "b.py").write_text('''
    ... from .a import lem as squares
    ... @squares.claim("few", controls=lambda: {})
    ... def build(): ...
    ... ''')
    ...     [entry] = read_entries("pack", Path(folder))
    >>> entry.arguments["label"], entry.claim_ids, entry.modules
    ('lem-1', ['lem-1/all', 'lem-1/few'], ['pack.a', 'pack.b'])
    """
    texts = {name: text for name, text in modules_in(package, folder) if _OF_INTEREST.search(text)}
    imported = {name: dict(_imported(name, text)) for name, text in texts.items()}
    found: dict[tuple[str, str], Entry] = {}
    for name, text in texts.items():
        maker = imported[name].get("statement", ("", ""))
        if maker == ("verify.claims", "statement"):
            for variable, arguments in _statements(text):
                if (name, variable) in found:
                    raise NotPlainError(f"{name} makes {variable} twice")
                found[name, variable] = Entry(name, arguments, [], [name])
        elif "verify.claims" in maker[0] or ("verify", "claims") in imported[name].values() or (
                re.search(r"^[ \t]*import verify\b", text, re.MULTILINE)):
            raise NotPlainError(f"{name} imports statement in a way of its own")
    for name, text in sorted(texts.items(), key=lambda each: not any(each[0] == module for module, _ in found)):
        _register(name, text, imported[name], found)
    return list(found.values())


def modules_in(package: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The modules of a package by name, each with its text; folders without __init__.py are none of it."""
    packages = {folder: True}

    def is_package(inner: Path) -> bool:
        if inner not in packages:
            packages[inner] = (inner / "__init__.py").exists() and is_package(inner.parent)
        return packages[inner]

    for path in sorted(folder.rglob("*.py")):
        if is_package(path.parent):
            parts = path.relative_to(folder).with_suffix("").parts
            yield ".".join((package, *(part for part in parts if part != "__init__"))), _text(path)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:  # importing it will tell
        raise NotPlainError from error


def _imported(module: str, text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The names that `from ... import` brings in, each with the module and name that it comes from."""
    parts = module.split(".")
    for dots, source, names in _IMPORT.findall(text):
        above = ".".join(parts[:len(parts) - len(dots)]) if dots else ""
        for name in re.findall(r"(\w+)(?:[ ]+as[ ]+(\w+))?", re.sub("#.*", "", names)):
            yield name[1] or name[0], (".".join(part for part in (above, source) if part), name[0])


def _statements(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    found = _STATEMENT.findall(text)
    if len(found) != len(re.findall(r"\bstatement\(", text)):
        raise NotPlainError("statement(...) stands elsewhere than at the margin")
    for variable, arguments in found:
        try:
            call = ast.parse(f"statement{arguments}", mode="eval").body
            assert isinstance(call, ast.Call)
            words: dict[Any, ast.expr] = dict(zip(("label", "title"), call.args, strict=False))
            words |= {word.arg: word.value for word in call.keywords}
            if len(call.args) > 2 or not words.keys() <= _ARGUMENTS:
                raise NotPlainError(f"statement{arguments} has other arguments")
            yield variable, {name: ast.literal_eval(value) for name, value in words.items()}
        except (SyntaxError, ValueError, TypeError, AssertionError, RecursionError, MemoryError) as error:
            raise NotPlainError(f"statement{arguments} is not literal") from error


def _register(module: str, text: str, imported: dict[str, tuple[str, str]],
              found: dict[tuple[str, str], Entry]) -> None:
    """Add what a module registers to the entries of its statements."""
    owners = {name: entry for (where, name), entry in found.items() if where == module}
    owners |= {name: found[origin] for name, origin in imported.items() if origin in found}
    registered = [match for match in _REGISTERED.findall(text) if match[0] in owners]
    names = "|".join(map(re.escape, owners))
    if len(registered) != (len(re.findall(rf"\b(?:{names})\.(?:claim|sweep|derivation)\b", text)) if owners else 0) or (
            len(_DECORATOR.findall(text)) > len(registered)):
        raise NotPlainError(f"{module} registers claims elsewhere than at the margin")
    for owner, kind, what, _ in registered:
        entry = owners[owner]
        if kind == "claim":
            entry.claim_ids.append(f"{entry.arguments['label']}/{what}")
        if module not in entry.modules:
            entry.modules.append(module)
