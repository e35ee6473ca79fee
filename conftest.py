"""The option --full: all parameter values and the slow tests; one BLAS thread, as on the command line."""

import pytest

from verify.threads import one_thread

one_thread()  # before anything imports NumPy


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="all parameter values, and the tests marked slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--full"):
        skip = pytest.mark.skip(reason="slow: run with --full")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(skip)
