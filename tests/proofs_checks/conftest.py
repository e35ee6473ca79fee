"""The paper settled once for all tests of its claims, by whichever of the test processes needs it first."""

import os
import time
from pathlib import Path

import pytest

from proofs_checks.cli._misuse import processors
from verify.claims import load_statements
from verify.files import open_alone
from verify.run import Cache, ClaimResult, default_folder, run


def _kept(apart: Path) -> Path:
    """Where findings are kept: in CI and with --full in a folder of this run, so that all is settled anew."""
    if os.environ.get("CI"):
        return apart / "kept"
    own = os.environ.pop("EARNSHAW_CACHE")  # that of the tests; the user's is meant
    try:
        return default_folder()
    finally:
        os.environ["EARNSHAW_CACHE"] = own


@pytest.fixture(scope="session")
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ClaimResult]:
    """The results of the statements whose claims were selected, by id."""
    claims = [item.callspec.params["claim"] for item in request.session.items
              if "claim" in getattr(getattr(item, "callspec", None), "params", {}) and "paper" in item.fixturenames]
    apart = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        apart = apart.parent
    while (lock := open_alone(apart / "paper.lock")) is None:
        time.sleep(0.2)  # another process settles it
    try:
        with Cache(apart / "kept" if request.config.getoption("--full") else _kept(apart)) as cache:
            ledger = run(load_statements("proofs_checks"), sorted({claim.label for claim in claims}),
                         jobs=processors(), timeout=600, cache=cache)
    finally:
        os.close(lock)
    return {claim.id: claim for claim in ledger.claims}
