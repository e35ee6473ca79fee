"""The programs that a run used, with their versions."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version


def set_ground_types() -> None:
    """Have SymPy compute on FLINT, unless the environment names something else; before SymPy is imported."""
    os.environ.setdefault("SYMPY_GROUND_TYPES", "flint")


def installed(distribution: str) -> str | None:
    """The version of an installed distribution, None when there is none.

    >>> installed("no-such-distribution") is None
    True
    """
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def environment(ground_types: str | None = None) -> dict[str, str | None]:
    """Versions, platform, and the ground types that SymPy really uses: unless they are known, it is imported."""
    set_ground_types()
    if ground_types is None:
        from sympy.external.gmpy import GROUND_TYPES

        ground_types = str(GROUND_TYPES)
    return {
        "earnshaw": installed("earnshaw"),
        "python": platform.python_version(),
        "sympy": installed("sympy"),
        "sympy_ground_types": ground_types,
        "mpmath": installed("mpmath"),
        "flint": installed("python-flint"),
        "z3": installed("z3-solver"),
        "platform": platform.platform(),
    }
