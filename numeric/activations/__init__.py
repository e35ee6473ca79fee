"""Activations as functions: sigma from Phi and Phi from sigma, tables of them with certified bounds."""

from ._base import Activation, Placed, Ridge
from ._known import activation_of, sigma_eps
from ._means import Means, potential_of
from ._potentials import Hat, ReLU, ZonalExponential
from ._tabulate import Table, tabulate

__all__ = [
    "Activation",
    "Hat",
    "Means",
    "Placed",
    "ReLU",
    "Ridge",
    "Table",
    "ZonalExponential",
    "activation_of",
    "potential_of",
    "sigma_eps",
    "tabulate",
]
