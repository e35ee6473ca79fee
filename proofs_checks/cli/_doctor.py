"""earnshaw doctor: what is installed, at which precision it works, what is missing and how to get it."""

import argparse
import platform
import shutil
from importlib import import_module

from ._misuse import processors

_REQUIRED = {"sympy": "sympy", "mpmath": "mpmath", "flint": "python-flint", "z3": "z3-solver", "numpy": "numpy",
             "scipy": "scipy", "rich": "rich", "matplotlib": "matplotlib"}
_OPTIONAL = {"numba": "compiled descents", "cvc5": "a second opinion on real arithmetic"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments."""


def run(options: argparse.Namespace) -> int:
    """Print the state of the installation; 0 when nothing required is missing."""
    from verify.run import installed

    _line("earnshaw", installed("earnshaw") or "not installed: pip install -e . in its folder")
    _line("python", f"{platform.python_version()} on {platform.platform()}")
    _line("processors", f"{processors()}")
    missing = []
    for module, distribution in _REQUIRED.items():
        problem = _problem(module)
        if problem:
            missing.append(distribution)
        _line(distribution, problem or installed(distribution) or "present, version unknown")
    if not missing:
        _precision()
    for distribution, use in _OPTIONAL.items():
        _line(distribution, installed(distribution) or f"absent; optional, for {use}: pip install {distribution}")
    _line("coqc", shutil.which("coqc") or "absent; optional, for kernel-checked bounds: Debian packages coq, "
          "libcoq-interval")
    if missing:
        print(f"\nMissing: {', '.join(missing)}. Get it with: pip install {' '.join(missing)}")
        return 1
    print("\nNothing that is required is missing.")
    return 0


def _line(name: str, what: str) -> None:
    print(f"{name:<14}{what}")


def _problem(module: str) -> str:
    """Why a module cannot be imported; empty when it can. A broken installation may raise anything."""
    try:
        import_module(module)
    except Exception as error:
        return "MISSING or broken: " + " ".join(f"{type(error).__name__}: {error}".split())
    return ""


def _precision() -> None:
    import flint
    import mpmath
    from sympy.external.gmpy import GROUND_TYPES

    _line("exact", f"SymPy on {GROUND_TYPES} ground types" +
          ("" if GROUND_TYPES == "flint" else "; set SYMPY_GROUND_TYPES=flint for speed"))
    _line("balls", f"start at {flint.ctx.prec} bits, each check raises them as it needs and says how far")
    _line("decimals", f"mpmath starts at {mpmath.mp.dps} digits; second opinions take 50 or more")
