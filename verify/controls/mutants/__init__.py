"""Mutants: every claim's own formulas changed at every place, each change sent through the same check."""

from ._campaign import TIMEOUT, mutants
from ._formulas import Formula, formulas
from ._gaps import Gap
from ._judge import VERDICTS, Verdict, judged, why_undecided
from ._mutations import Change, changes
from ._points import apart
from ._report import Report
from ._slack import Bracket, bracket
from ._violations import violated
from ._work import identity_of

__all__ = ["TIMEOUT", "VERDICTS", "Bracket", "Change", "Formula", "Gap", "Report", "Verdict", "apart", "bracket",
           "changes", "formulas", "identity_of", "judged", "mutants", "violated", "why_undecided"]
