"""Writes api.md, the reference, from the docstrings of the public names: `python docs/_api.py`.

A package's public names are those of its `__all__`, a module's those that it defines without an underscore. The sources
are read and not imported, so that signatures stand as they were written and every machine writes the same file.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "api.md"
ROOMS = ("verify.claims", "verify.exact", "verify.decide", "verify.certify", "verify.observe", "verify.controls",
         "verify.run", "verify.run.recheck", "verify.report", "verify.report.book", "numeric")
"""In the order in which a reader meets them; a room that exports nothing itself stands for its modules."""

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


def reference() -> str:
    """The whole reference, in Markdown."""
    modules = [name for room in ROOMS for name in _modules(room)]
    lines = ["# Reference", "", "From the docstrings, by `python docs/_api.py`; their examples are run by the tests.",
             "`verify` is the engine, `numeric` is floating point; in the examples `sp` is SymPy and `np` NumPy. "
             "How to begin: [tutorial.md](tutorial.md).", ""]
    about = {name: ast.get_docstring(_tree(name)) or "" for name in modules}
    lines += [f"- [{name}](#{name.replace('.', '')}): {_prose(_first(about[name]))}" for name in modules]
    for name in modules:
        lines += ["", f"## {name}", "", _markdown(about[name])]
        for public in _public(name):
            lines += ["", f"### {public}", "", *_entry(*_found(name, public))]
    return "\n".join(lines) + "\n"


def _first(doc: str) -> str:
    """The first paragraph, on one line."""
    return " ".join(doc.partition("\n\n")[0].split())


def _modules(room: str) -> list[str]:
    if _public(room):
        return [room]
    inside = sorted(path for path in _path(room).parent.iterdir() if not path.name.startswith(("_", ".")))
    return [f"{room}.{path.stem}" for path in inside if path.suffix == ".py" or (path / "__init__.py").exists()]


def _path(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_path(module).read_text(encoding="utf-8"))


@cache
def _defined(module: str) -> dict[str, tuple[Definition, str]]:
    """What a module defines, each with the docstring that it has or that stands below it."""
    return {name: (node, doc) for name, node, doc in _members(_tree(module).body)}


def _members(body: list[ast.stmt]) -> Iterator[tuple[str, Definition, str]]:
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name, node, ast.get_docstring(node) or ""
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            below = after.value if isinstance(after, ast.Expr) else None
            told = below.value if isinstance(below, ast.Constant) and isinstance(below.value, str) else ""
            for each in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(each, ast.Name):
                    yield each.id, node, told


def _public(module: str) -> list[str]:
    if "__all__" in _defined(module):
        return list(ast.literal_eval(_defined(module)["__all__"][0].value))
    return [name for name, (node, doc) in _defined(module).items()
            if not name.startswith("_") and (doc or isinstance(node, (ast.FunctionDef, ast.ClassDef)))]


def _found(module: str, name: str) -> tuple[str, Definition, str]:
    """The module that defines a name, with the definition and its docstring; imports are followed."""
    if name in _defined(module):
        return module, *_defined(module)[name]
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return _found(_origin(module, node), alias.name)
    raise LookupError(f"{module} exports {name}, which it neither defines nor imports")


def _origin(module: str, node: ast.ImportFrom) -> str:
    package = module.split(".") if _path(module).name == "__init__.py" else module.split(".")[:-1]
    base = package[:len(package) - node.level + 1] if node.level else []
    return ".".join([*base, *([node.module] if node.module else [])])


def _entry(module: str, node: Definition, doc: str) -> Iterator[str]:
    yield from ("```python", *_signature(node), "```")
    if doc:
        yield from ("", _markdown(doc))
    if isinstance(node, ast.ClassDef):
        known = _inherited(module, node)
        told = [f"- `{_head(member, bound=True)}`  \n  {_prose(' '.join(about.split()))}"
                for name, member, about in _members(node.body)
                if isinstance(member, ast.FunctionDef) and not name.startswith("_") and name not in known
                for about in [_without_examples(about)] if about]
        yield from ("", *told) if told else ()


def _signature(node: Definition) -> Iterator[str]:
    """What a reader types: a function's head, a class with its fields, a constant where it takes one line."""
    if isinstance(node, ast.FunctionDef):
        yield _head(node)
    elif isinstance(node, ast.ClassDef):
        bases = ", ".join(map(ast.unparse, node.bases))
        fields = [(member, about) for name, member, about in _members(node.body)
                  if isinstance(member, (ast.Assign, ast.AnnAssign)) and not name.startswith("_")]
        start = next((m for m in node.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
        yield from (f"@{ast.unparse(each)}" for each in node.decorator_list)
        yield f"class {node.name}" + (f"({bases})" if bases else "") + (":" if fields or start else "")
        for member, about in fields:
            yield f"    {ast.unparse(member)}" + (f"  # {' '.join(about.split())}" if about else "")
        if start is not None:
            yield f"    {_head(start, bound=True)}"
    else:
        line = ast.unparse(node)
        yield line if len(line) <= 120 else f"{line.partition(' = ')[0]} = ..."


def _head(node: ast.FunctionDef, *, bound: bool = False) -> str:
    """`name(arguments) -> result`; without self, and a property without brackets."""
    decorators = {ast.unparse(each) for each in node.decorator_list}
    arguments = ast.unparse(node.args)
    if bound and "staticmethod" not in decorators:
        arguments = re.sub(r"^\w+(, )?", "", arguments)
    result = f" -> {ast.unparse(node.returns)}" if node.returns and node.name != "__init__" else ""
    return node.name + ("" if decorators & {"property", "cached_property"} else f"({arguments})") + result


def _inherited(module: str, node: ast.ClassDef) -> set[str]:
    """The names of the members that bases of ours define; what they mean is told there."""
    names: set[str] = set()
    for base in node.bases:
        try:
            home, found, _ = _found(module, ast.unparse(base))
        except (LookupError, OSError):  # a base from elsewhere
            continue
        if isinstance(found, ast.ClassDef):
            names |= {name for name, _, _ in _members(found.body)} | _inherited(home, found)
    return names


def _without_examples(doc: str) -> str:
    return re.sub(r"(?ms)^>>> .*?(\n\n|\Z)", "", doc).strip()


def _markdown(doc: str) -> str:
    """A docstring with its examples in fences."""
    parts = re.split(r"(?ms)^(>>> .*?)(?:\n\n|\Z)", doc)
    told = [_prose(part.strip()) if place % 2 == 0 else f"```pycon\n{part.rstrip()}\n```"
            for place, part in enumerate(parts)]
    return "\n\n".join(part for part in told if part)


def _prose(text: str) -> str:
    """Words as they stand: what Markdown would take for marks of its own is escaped, but for `code`."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(re.sub(r"([\\*_<\[])", r"\\\1", part) if place % 2 == 0 else part
                   for place, part in enumerate(parts))


if __name__ == "__main__":
    FILE.write_text(reference(), encoding="utf-8")
