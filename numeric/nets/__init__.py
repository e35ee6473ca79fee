"""Nets of tanh nodes that learn nets of the same shape: the experiment of the paper's section 5."""

from ._cell import Cell, train_cell
from ._grid import DEPTHS, TABLE_2, WIDTHS, GridRun, run_grid
from ._readings import ACTIVATIONS, READINGS, Reading, reading

__all__ = ["ACTIVATIONS", "DEPTHS", "READINGS", "TABLE_2", "WIDTHS", "Cell", "GridRun", "Reading", "reading",
           "run_grid", "train_cell"]
