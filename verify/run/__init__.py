"""Settling claims in worker processes; the ledger of what came out, written and read."""

from ._environment import environment, installed, set_ground_types
from ._ledger import LedgerError, check_writable, read_data, read_ledger, write_ledger
from ._plain import long_integers
from ._results import INTERRUPTED, ClaimResult, ControlResult, Ledger, Standing, StatementResult
from ._run import TIMEOUT, run
from ._schema import ledger_schema

__all__ = [
    "INTERRUPTED", "TIMEOUT", "ClaimResult", "ControlResult", "Ledger", "LedgerError", "Standing", "StatementResult",
    "check_writable", "environment", "installed", "ledger_schema", "long_integers", "read_data", "read_ledger",
    "run", "set_ground_types", "write_ledger",
]
