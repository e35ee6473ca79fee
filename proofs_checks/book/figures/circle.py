"""Electrons and protons on the circle."""

from collections.abc import Sequence
from pathlib import Path

from verify.report.book import Figure

WORDS = {"strict": "a strict minimum", "flat": "a minimum, not strict", "none": "no minimum"}


def rings(path: Path, ticks: int, places: Sequence[tuple[str, str]]) -> None:
    """A circle for each of these (electrons, protons), places in ticks as "0:-1 4:-1", with what is there."""
    import numpy as np

    from verify.exact import circle_charges, circle_loss, circle_minimum

    from ._canvas import GREY, charge, panels, save

    picture, grid = panels(len(places), width=3.1, height=3.5)
    turn = np.linspace(0, 2 * np.pi, 181)
    for axes, (moving, fixed) in zip(grid, places, strict=True):
        axes.plot(np.cos(turn), np.sin(turn), color=GREY, linewidth=1)
        for charges, radius, still in ((fixed, 1.0, True), (moving, 1.0, False)):
            for place, value in circle_charges(charges, ticks):
                angle = 2 * np.pi * place / ticks
                charge(axes, (radius * np.cos(angle), radius * np.sin(angle)), value, fixed=still,
                       size=260 if still else 150)
        found = WORDS[circle_minimum(ticks, moving, fixed)]
        axes.text(0, 0, f"{found}\nloss {circle_loss(ticks, moving, fixed)}", ha="center", va="center", fontsize=10)
        axes.set(xlim=(-1.25, 1.25), ylim=(-1.25, 1.25))
        axes.set_aspect("equal")
        axes.set_axis_off()
    save(picture, path)


def draw(path: Path) -> None:
    """Protons at a right angle: matched, in a local minimum that is not global, and away from one."""
    rings(path, 8, [("0:-1 2:-1", "0:1 2:1"), ("1:-1 5:-1", "0:1 2:1"), ("3:-1 5:-1", "0:1 2:1")])


FIGURES = [Figure(
    name="circle", title="The sign on the circle: local minima that are not strict", seed=None, draw=draw,
    caption="Two protons (squares) and two electrons (circles) on the circle with the sign's potential 1 − 2·angle/π. "
            "Left: matched, the global minimum, strict. Middle: two electrons opposite each other; no move of any of "
            "them lowers the loss, turning both together keeps it, and it is 2, not 0. Right: a place that descends. "
            "What there is was decided exactly, by the slopes in finitely many directions.",
    command="earnshaw verify lem-G.1",
    statements=("lem-G.1", "lem-G.2"))]
