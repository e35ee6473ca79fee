"""The option --full for the slow tests; one BLAS thread, as on the command line; findings of tests are kept apart."""

import os
import tempfile

import pytest

from verify.threads import one_thread

one_thread()  # before anything imports NumPy
_apart = tempfile.TemporaryDirectory(prefix="earnshaw-tests-")
os.environ["EARNSHAW_CACHE"] = os.path.join(_apart.name, "cache")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="all parameter values, and the tests marked slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--full"):
        skip = pytest.mark.skip(reason="slow: run with --full")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(skip)
