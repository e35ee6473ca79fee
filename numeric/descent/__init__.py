"""Descents: the paper's algorithms as printed and as corrected, and what does better, one algorithm a module."""

from ._objective import Function, Joint, Objective, Reduced
from ._records import Outcome, Stop, Trace
from .eigen import smallest_eigenpair
from .gradient_descent import gradient_descent
from .hessian_descent import hessian_descent
from .second_order import second_order

__all__ = [
    "Function", "Joint", "Objective", "Outcome", "Reduced", "Stop", "Trace", "gradient_descent", "hessian_descent",
    "second_order", "smallest_eigenpair",
]
