"""The numeric tests pass and ledgers stay the same, whichever kernels OpenBLAS, NumPy and Numba take on this machine.

Other kernels sum in another order and have other last bits, as other machines do.
"""

import json
import os
import platform
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from _kernels import ASKED, FILE

pytestmark = pytest.mark.slow
HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
SETTLED_BY_NUMBERS = ["alg-2", "alg-3", "sec-G", "lem-E.5"]  # whose trials take some seconds
NUMERIC = ["numeric", "tests/proofs_checks/test_experiments.py", "tests/proofs_checks/test_section_4.py",
           "tests/proofs_checks/test_theorem_4_1.py", "tests/proofs_checks/test_theorem_4_6.py",
           "tests/proofs_checks/cli/test_simulate.py", "tests/test_descend.py",
           *sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests" / "numeric").glob("test_*.py")
                   if not file.name.startswith(("test_trials_", "test_nets_grid"))),  # those are about processes
           "-k", "not verdicts and not status"]  # and these about exact claims
CLAIMS = '''
from dataclasses import replace
from verify.claims import statement
from verify.observe import Trials

made = statement("lem-1", "Kernels", kind="lemma", reading="")

def others(claim):
    return replace(claim, trial="_kernels:not_asked")

@made.claim("in-force", expect="observed", controls={"others": others})
def in_force():
    return Trials("this process has the kernels that are asked for", "_kernels:asked", (1, 8), "1/2")
'''


def call(*arguments, cwd=ROOT, **variables):
    """Python with these arguments, and with these variables in place of what the environment says of kernels."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("OPENBLAS_CORETYPE", "NPY_", "NUMBA_", "PYTEST_"))}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), str(HERE), kept.get("PYTHONPATH")]))
    return subprocess.run([sys.executable, *map(str, arguments)], cwd=cwd, env={**kept, **variables},
                          capture_output=True, text=True, timeout=1800, check=False)


@cache
def here():
    """What is in force where nothing is asked for."""
    done = call("-c", "import json, _kernels; print(json.dumps(_kernels.in_force()))")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def openblas(kernel):
    """The variables that ask for a kernel of OpenBLAS, and what is in force then."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        pytest.skip(f"{kernel} is a kernel for x86-64, and this is {platform.machine()}")
    if not here()["kernels"]:
        pytest.skip("NumPy's BLAS is no OpenBLAS here, or this system does not list what is loaded")
    if not all("DYNAMIC_ARCH" in words for words in here()["configurations"].values()):
        pytest.skip("this OpenBLAS was built with one kernel")
    if kernel == "Haswell" and "avx2" not in Path("/proc/cpuinfo").read_text():
        pytest.skip("Haswell's kernels need AVX2")
    return {"OPENBLAS_CORETYPE": kernel}, {"kernels": dict.fromkeys(here()["kernels"], kernel)}


def baseline(_):
    """The variables that leave NumPy its baseline, and Numba a processor without features."""
    if not here()["found"]:
        pytest.skip("NumPy takes no more than its baseline here")
    variables, expected = {"NPY_DISABLE_CPU_FEATURES": " ".join(here()["found"])}, {"found": []}
    if here()["numba"]:
        variables |= {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
        expected["numba"] = ["generic", ""]
    return variables, expected


EACH = pytest.mark.parametrize(("ask", "kernel"), [(openblas, "Haswell"), (openblas, "Nehalem"), (baseline, "")],
                               ids=["Haswell", "Nehalem", "baseline"])


@EACH
def test_the_numeric_tests_pass(ask, kernel, tmp_path):
    variables, expected = ask(kernel)
    file = tmp_path / "kernels.json"
    done = call("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "_kernels", "--tb=short",
                "--rootdir", ROOT, *NUMERIC, **variables, **{FILE: str(file)})
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
    found = json.loads(file.read_text())
    assert found["passed"] > 500
    assert {key: found[key] for key in expected} == expected


def ledger(folder, *arguments, **variables):
    """The ledger of `verify` with these arguments."""
    folder.mkdir()
    done = call("-m", "proofs_checks", "verify", *arguments, "--json", folder / "ledger.json", cwd=folder, **variables)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    return json.loads((folder / "ledger.json").read_text())


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return ledger(tmp_path_factory.mktemp("plain") / "ledger", *SETTLED_BY_NUMBERS)


@EACH
def test_ledgers_are_the_same(ask, kernel, plain, tmp_path):
    variables, expected = ask(kernel)
    (tmp_path / "claims.py").write_text(CLAIMS)  # the processes that settle claims have the kernels too
    ledger(tmp_path / "asked", "--statements", tmp_path / "claims.py", **variables, **{ASKED: json.dumps(expected)})
    other = ledger(tmp_path / "other", *SETTLED_BY_NUMBERS, **variables)
    assert sum(claim["status"] == "observed" for made in other["statements"] for claim in made["claims"]) >= 5
    assert differing(plain, other) == []
    assert other["digest"] == plain["digest"]


def differing(one, other):
    """The claims of two ledgers that say different things, apart from their seconds."""
    def said(ledger):
        return {claim["id"]: {**claim, "seconds": 0} for made in ledger["statements"] for claim in made["claims"]}

    return [name for name, claim in said(one).items() if said(other).get(name) != claim]
