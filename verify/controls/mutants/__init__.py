"""Mutants: every claim's own formulas changed at every place, each change sent through the same check."""

from ._campaign import TIMEOUT, Report, identity_of, mutants
from ._formulas import Formula, formulas
from ._judge import VERDICTS, Verdict, judged, why_undecided
from ._mutations import Change, changes
from ._points import apart
from ._slack import Bracket, bracket
from ._violations import violated

__all__ = ["TIMEOUT", "VERDICTS", "Bracket", "Change", "Formula", "Report", "Verdict", "apart", "bracket", "changes",
           "formulas", "identity_of", "judged", "mutants", "violated", "why_undecided"]
