"""Results for people: the report of a run, errata, lists, graphs, explanations."""

from ._clean import clean, open_console, show
from ._coq import Export, Goal, coq_export, coq_file, preamble
from ._errata import show_errata
from ._explain import formula_text, show_explanation
from ._listing import graph_dot, graph_lines, show_list
from ._progress import progress_shown
from ._screen import show_screen
from ._summary import show_opinions, show_run
from ._sweep import show_sweep
from ._words import counted, describe, joined, tally, why

__all__ = [
    "Export", "Goal", "clean", "coq_export", "coq_file", "counted", "describe", "formula_text", "graph_dot",
    "graph_lines", "joined", "open_console", "preamble", "progress_shown", "show", "show_errata", "show_explanation",
    "show_list", "show_opinions", "show_run", "show_screen", "show_sweep", "tally", "why",
]
