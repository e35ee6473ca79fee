"""Settling claims in worker processes; the ledger of what came out, written and read."""

from ._cache import Cache, CacheError, default_folder
from ._environment import environment, installed, set_ground_types
from ._journal import Journal
from ._ledger import LedgerError, check_writable, read_data, read_ledger, write_ledger
from ._plain import long_integers
from ._results import INTERRUPTED, ClaimResult, ControlResult, Ledger, Standing, StatementResult
from ._run import TIMEOUT, recalled, run
from ._schema import ledger_schema
from ._sweep import Letter, Point, Swept, sweep, sweep_header
from ._sweep_file import SweepError, SweepFile

__all__ = [
    "INTERRUPTED", "TIMEOUT", "Cache", "CacheError", "ClaimResult", "ControlResult", "Journal", "Ledger", "LedgerError",
    "Letter", "Point", "Standing", "StatementResult", "SweepError", "SweepFile", "Swept", "check_writable",
    "default_folder", "environment", "installed", "ledger_schema", "long_integers", "read_data", "read_ledger",
    "recalled", "run", "set_ground_types", "sweep", "sweep_header", "write_ledger",
]
