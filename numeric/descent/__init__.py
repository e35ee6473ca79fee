"""Descents: the paper's algorithms as printed and as corrected, and what does better, one algorithm a module."""

from ._objective import Function, Joint, Objective, Reduced
from ._records import Outcome, Stop, Trace
from .eigen import smallest_eigenpair
from .gradient_descent import gradient_descent
from .hessian_descent import hessian_descent
from .node_wise import LogField, NodeWise, node_wise
from .second_order import second_order
from .starts import at_origin, check_felt, in_ball, matches, nontrivial
from .variable_projection import Descent, variable_projection

__all__ = [
    "Descent", "Function", "Joint", "LogField", "NodeWise", "Objective", "Outcome", "Reduced", "Stop", "Trace",
    "at_origin", "check_felt", "gradient_descent", "hessian_descent", "in_ball", "matches", "node_wise", "nontrivial",
    "second_order", "smallest_eigenpair", "variable_projection",
]
