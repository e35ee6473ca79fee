"""A statement module builds no formula when it is imported, so that to list the statements costs no algebra."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import proofs_checks

WATCHED = """
import importlib, json, pkgutil, sys
from sympy import Atom, Basic
from sympy.core.function import AppliedUndef
import numeric, proofs_checks
import verify.certify, verify.controls, verify.decide, verify.exact, verify.observe

built = {}
plain = Basic.__new__


def watched(cls, *args):
    if not issubclass(cls, (Atom, AppliedUndef)):  # letters and numbers, and functions of letters, are no formulas yet
        frame = sys._getframe(1)
        while frame is not None:
            name = frame.f_globals.get("__name__", "")
            if frame.f_code.co_name == "<module>" and name.startswith("proofs_checks."):
                lines = built.setdefault(name, [])
                lines += {frame.f_lineno} - set(lines)
                break
            frame = frame.f_back
    return plain(cls, *args)


Basic.__new__ = staticmethod(watched)
for found in pkgutil.walk_packages(proofs_checks.__path__, "proofs_checks."):
    if found.name.split(".")[1] not in ("__main__", "book", "cli"):
        importlib.import_module(found.name)
print(json.dumps(built))
"""
FOLDERS = sorted({path.parent.name for path in Path(proofs_checks.__path__[0]).glob("*/*.py")} - {"book", "cli"})


@pytest.fixture(scope="module")
def built() -> dict[str, list[int]]:
    """The lines of each module that build formulas during its import; SymPy remembers none, so none is missed."""
    done = subprocess.run([sys.executable, "-c", WATCHED], env=os.environ | {"SYMPY_USE_CACHE": "no"}, timeout=300,
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("folder", [*FOLDERS, ""])
def test_no_formula_is_built_by_an_import(folder: str, built: dict[str, list[int]]) -> None:
    """Letters, numbers and domains are there at once, what is built from them when it is asked for; "": no folder."""
    found = [f"{name} builds formulas when it is imported, at line {', '.join(map(str, sorted(lines)))}"
             for name, lines in built.items() if (name.split(".")[1] if name.count(".") > 1 else "") == folder]
    assert not found, "\n".join([*found, "Make each a function, or build it inside of one."])
