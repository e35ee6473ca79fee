"""Charges in the plane that move by their forces."""

from pathlib import Path

from verify.report.book import Frames

COUNT = 25


def draw(path: Path, name: str = "charges-in-the-plane") -> None:
    """The example "plane": two charges of one sign and one of the other, under a Gaussian potential."""
    import numpy as np

    from numeric.charges import example
    from numeric.dynamics import simulate

    from ._moving import Motion, drawn, even, plane, write

    charges = example("plane")
    end = simulate(charges.potential, charges.a, charges.theta, charges.b, charges.w, 20.0)
    motion = Motion(end.theta, np.tile(charges.a, (len(end.t), 1)), [f"t = {t:.2f}" for t in end.t])
    picture, axes = plane(np.concatenate([charges.w, end.theta.reshape(-1, 2)]))
    write(drawn(picture, axes, charges.b, charges.w, motion, even(end.theta, COUNT), name), path)


FIGURES = [Frames(
    name="charges-in-the-plane", title="Charges moving in the plane", seed=None, draw=draw,
    caption="Gradient descent as electrodynamics: three moving charges (circles, hollow at the start) among three "
            "fixed ones (squares) with the Gaussian potential e^(−r²/2). Opposite signs attract. Each finds a fixed "
            "charge of its own strength and the opposite sign; there the loss is zero.",
    command="earnshaw simulate --example plane --until 20",
    statements=("thm-1.1", "def-2.2", "thm-2.3"))]
