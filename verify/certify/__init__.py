"""Ball arithmetic: positivity on boxes and half-lines, integrals, positive definiteness, correct decimals."""

from ._balls import ball, ball_data, ball_from_data, compare, decimal, interval, midpoint, precision
from ._evaluate import evaluate
from ._integrals import IntegralEquals, enclose_integral
from ._kernels import kernel_on_sphere, radial_kernel
from ._positive import Positive
from ._positive_definite import PositiveDefinite
from ._radial_transform import (
    RadialProfile,
    closed_form,
    scaled_transform,
    scaled_transform_at_zero,
    sphere_area,
    transform,
)
from ._root_transform import inverse_root

__all__ = [
    "IntegralEquals", "Positive", "PositiveDefinite", "RadialProfile", "ball", "ball_data", "ball_from_data",
    "closed_form", "compare", "decimal", "enclose_integral", "evaluate", "interval", "inverse_root",
    "kernel_on_sphere", "midpoint", "precision", "radial_kernel", "scaled_transform", "scaled_transform_at_zero",
    "sphere_area", "transform",
]
