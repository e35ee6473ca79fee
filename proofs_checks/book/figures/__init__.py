"""The book's figures: one a module, each with the command and the seed that made it."""

from . import (
    charges_in_space,
    charges_in_the_plane,
    descent_in_space,
    experiments,
    hats,
    landscape,
    phi_eps,
    success_rates,
    transforms,
)

FIGURES = [figure for module in (phi_eps, hats, transforms, charges_in_the_plane, charges_in_space, landscape,
                                 descent_in_space, success_rates, experiments) for figure in module.FIGURES]

__all__ = ["FIGURES"]
