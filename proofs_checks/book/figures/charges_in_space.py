"""Charges in space that move by Coulomb's forces."""

from pathlib import Path

from verify.report.book import Frames

COUNT = 25


def draw(path: Path, name: str = "charges-in-space") -> None:
    """The example "coulomb", up to its first collision."""
    import numpy as np

    from numeric.charges import example
    from numeric.dynamics import simulate

    from ._moving import Motion, drawn, even, space, write

    charges = example("coulomb")
    end = simulate(charges.potential, charges.a, charges.theta, charges.b, charges.w, 1000.0)
    motion = Motion(end.theta, np.tile(charges.a, (len(end.t), 1)), [f"t = {t:.4f}" for t in end.t])
    picture, axes = space(np.concatenate([charges.w, end.theta.reshape(-1, 3)]), charges.w)
    write(drawn(picture, axes, charges.b, charges.w, motion, even(end.theta, COUNT), name), path)


FIGURES = [Frames(
    name="charges-in-space", title="Charges moving in space", seed=None, draw=draw,
    caption="Three electrons (circles, hollow at the start) and three protons (squares) under Coulomb's potential 1/r. "
            "By Earnshaw's theorem the electrons have nowhere to rest; the motion ends when the first of them falls "
            "into a proton.",
    command="earnshaw simulate --example coulomb",
    statements=("thm-3.4", "def-2.2", "sec-1.2"))]
