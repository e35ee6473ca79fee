"""The option --full: all parameter values and the slow tests; one BLAS thread, as on the command line."""

import os

import pytest

for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):  # before anything imports NumPy
    os.environ.setdefault(_threads, "1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="all parameter values, and the tests marked slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--full"):
        skip = pytest.mark.skip(reason="slow: run with --full")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(skip)
