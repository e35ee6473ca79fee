"""Ledgers checked again: small functions that verify evidence, and share no search with what found it."""

from importlib import import_module
from importlib.util import find_spec

from ._base import RecheckFailed, recheck_finding, rechecks
from ._ledger import Failure, Recheck, recheck_ledger

for _name in ("_exact", "_sphere", "_decide", "_certify", "_observe"):  # each registers kinds of propositions
    if find_spec(f"{__name__}.{_name}"):
        import_module(f"{__name__}.{_name}")

__all__ = ["Failure", "Recheck", "RecheckFailed", "recheck_finding", "recheck_ledger", "rechecks"]
