"""The command line: one module a command."""

from ._main import main

__all__ = ["main"]
