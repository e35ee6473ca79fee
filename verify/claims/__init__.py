"""Statements and claims as frozen records, their registry, labels and dependency graph."""

from ._domain import Domain, Integer, Number, Real, Variable, exact
from ._graph import ancestors, check_edges, dependents, parents, propagate, trusts
from ._labels import find_label, parse_spelling, spoken
from ._letters import letter, name_of
from ._records import (
    JSON,
    LEFT_OUT,
    Batch,
    Claim,
    Control,
    Effort,
    Evidence,
    Expectation,
    Finding,
    Line,
    Proposition,
    Statement,
)
from ._registry import Registry, StatementsError, load_statements, statement
from ._status import Reading, Severity, Status, weakest
from ._sweeps import Sweep

__all__ = [
    "JSON", "LEFT_OUT", "Batch", "Claim", "Control", "Domain", "Effort", "Evidence", "Expectation", "Finding",
    "Integer", "Line", "Number", "Proposition", "Reading", "Real", "Registry", "Severity", "Statement",
    "StatementsError", "Status", "Sweep", "Variable", "ancestors", "check_edges", "dependents", "exact", "find_label",
    "letter", "load_statements", "name_of", "parents", "parse_spelling", "propagate", "spoken", "statement", "trusts",
    "weakest",
]
