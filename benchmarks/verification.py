"""The check of the paper by two jobs: one lemma, all of it cold, from what was kept, and after a change.

No other program checks these statements. The peers are the import of SymPy, which every check needs; the time that the
claims themselves take, shared by the jobs; and the same run cold.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ._processes import ROOT, SYMPY, earnshaw, in_turn, python, seconds
from ._timing import Row

JOBS = 2
PACKAGES = ("verify", "numeric", "proofs_checks")
CHANGED = Path("proofs_checks", "descent", "lemma_d1.py")


def rows() -> Iterator[Row]:
    """Whole processes, start and report included."""
    lemma = earnshaw("verify", "lem-B.9", "--no-cache", "--jobs", str(JOBS))
    ours, sympy = in_turn(lemma, python("import sympy"), repetitions=3)
    yield Row("earnshaw verify lem-B.9 --no-cache", ours, SYMPY, sympy)
    with tempfile.TemporaryDirectory() as name:
        yield from _whole(Path(name))


def _whole(folder: Path) -> Iterator[Row]:
    cold, ledger = _verify(folder, ROOT, "--no-cache")
    yield Row("earnshaw verify --no-cache", cold, f"its claims' seconds, by {JOBS}", _work(ledger) / JOBS)
    untried, _ = _verify(folder, ROOT, "--no-cache", "--without", "observed")
    yield Row("earnshaw verify --no-cache --without observed", untried, "with trials", cold)
    copy = folder / "copy"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    kept = "--cache", str(folder / "cache")
    filling, _ = _verify(folder, copy, *kept)
    yield Row("earnshaw verify --cache DIR, empty before", filling, "--no-cache", cold)
    warm, ledger = _verify(folder, copy, *kept)
    yield Row(f"the same again, {_kept(ledger)}", warm, SYMPY, in_turn(python("import sympy"), repetitions=3)[0])
    with (copy / CHANGED).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    after, ledger = _verify(folder, copy, *kept)
    yield Row(f"after a comment in {CHANGED.name}, {_kept(ledger)}", after, "cold", filling)


def _verify(folder: Path, packages: Path, *options: str) -> tuple[float, dict[str, Any]]:
    """How long the whole paper takes, and the ledger."""
    file = folder / "ledger.json"
    took = seconds(earnshaw("verify", "--jobs", str(JOBS), "--json", str(file), *options), packages)
    return took, json.loads(file.read_text(encoding="utf-8"))


def _claims(ledger: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for made in ledger["statements"] for claim in made["claims"]]


def _work(ledger: dict[str, Any]) -> float:
    return sum(claim["seconds"] for claim in _claims(ledger))


def _kept(ledger: dict[str, Any]) -> str:
    return f"{ledger['kept']} of {len(_claims(ledger))} kept"
