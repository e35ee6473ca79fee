"""Potentials in floating point: value, gradient, Hessian; radial ones on R^d, zonal ones on the sphere."""

from ._almost_harmonic import AlmostHarmonic
from ._base import Potential, Profile, Radial
from ._named import named
from ._radial import Exponential, Gaussian, Newtonian, Yukawa
from ._sphere import Polynomial, Sign, Zonal

__all__ = [
    "AlmostHarmonic",
    "Exponential",
    "Gaussian",
    "Newtonian",
    "Polynomial",
    "Potential",
    "Profile",
    "Radial",
    "Sign",
    "Yukawa",
    "Zonal",
    "named",
]
