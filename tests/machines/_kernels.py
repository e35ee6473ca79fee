"""Which machine code is in force in a process: OpenBLAS's kernels, NumPy's features, Numba's target.

As pytest's plugin (`-p _kernels`) it writes that into the file which the environment names, at the end of the run.
"""

import ctypes
import json
import os
from contextlib import suppress
from pathlib import Path

FILE, ASKED = "EARNSHAW_KERNELS_FILE", "EARNSHAW_KERNELS_ASKED"
_SPELLINGS = [f"{scipy}openblas_get_{{}}{bits}" for scipy in ("scipy_", "") for bits in ("64_", "")]


def in_force():
    """Of this process, with NumPy, SciPy's BLAS and, where it is installed, Numba imported."""
    import numpy as np
    import scipy.linalg  # noqa: F401  # loads a BLAS of its own

    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    return {"kernels": _said("corename"), "configurations": _said("config"), "found": sorted(simd.get("found", [])),
            "numba": _numba()}


def _said(what):
    """What each OpenBLAS that is loaded says of itself, by the name of its file."""
    files, found = {}, {}
    with suppress(OSError):
        mapped = [line.split(maxsplit=5) for line in Path("/proc/self/maps").read_text().splitlines()]
        files = {fields[5] for fields in mapped if len(fields) == 6 and "openblas" in fields[5]}
    for file in sorted(files):
        library = ctypes.CDLL(file)
        for spelling in _SPELLINGS:
            if function := getattr(library, spelling.format(what), None):
                function.restype = ctypes.c_char_p
                found[Path(file).name] = function().decode()
                break
    return found


def _numba():
    """The processor that Numba compiles for, and with which of its features."""
    try:
        from numba.core.registry import cpu_target
    except ImportError:
        return None
    _, processor, features = cpu_target.target_context.codegen().magic_tuple()
    return [processor, features]


def asked(seed):
    """A trial: whether this process has what the environment asks for, in the words of `in_force`."""
    return {key: in_force()[key] for key in json.loads(os.environ[ASKED])} == json.loads(os.environ[ASKED])


def not_asked(seed):
    return not asked(seed)


def pytest_sessionfinish(session):
    passed = session.config.pluginmanager.get_plugin("terminalreporter").stats.get("passed", [])
    Path(os.environ[FILE]).write_text(json.dumps({**in_force(), "passed": len(passed)}))
