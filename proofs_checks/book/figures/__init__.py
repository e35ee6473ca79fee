"""The book's figures: one a module, each with the command and the seed that made it."""

from . import (
    charges_in_space,
    charges_in_the_plane,
    circle,
    descent_in_space,
    experiments,
    hats,
    landscape,
    off_the_protons,
    pairs,
    phi_eps,
    plateau,
    success_rates,
    transforms,
)

FIGURES = [figure for module in (phi_eps, hats, transforms, charges_in_the_plane, charges_in_space, landscape,
                                 descent_in_space, success_rates, experiments, plateau,
                                 off_the_protons, circle, pairs) for figure in module.FIGURES]

__all__ = ["FIGURES"]
