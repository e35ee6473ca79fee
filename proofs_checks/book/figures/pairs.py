"""Pairs of hidden units whose loss stays small while each is nearly orthogonal to the target."""

from pathlib import Path

from verify.report.book import Figure

SIZES = (1, 2, 4)


def draw(path: Path) -> None:
    """The loss of k units in pairs with |w.theta| = c / sqrt(k), and the value 1 - 2/pi that it comes down to."""
    import numpy as np
    import sympy as sp

    from proofs_checks.activations import _theorem_h1_pairs as pairs

    from ._canvas import GREY, LINES, SERIES, panels, save, tidy

    picture, (axes,) = panels(1, width=6.4, height=4.2)
    loss = sp.lambdify((pairs.n, pairs.alpha, pairs.beta), pairs.least_loss(), "numpy")
    k = np.unique(np.round(np.logspace(1.3, 7, 60) / 2)) * 2
    for i, c in enumerate(SIZES):
        eps = c / np.sqrt(k)
        axes.semilogx(k[eps < 1], loss(k / 2, np.arcsin(eps.clip(max=1)), np.arcsin(eps.clip(max=1) ** 2))[eps < 1],
                      color=SERIES[i], linestyle=LINES[i], label=f"max |w·θ| = {c if c > 1 else ''}/√k".replace(
                          "= /", "= 1/"))
    axes.axhline(1 - 2 / np.pi, color=GREY, linewidth=1, linestyle=(0, (1, 2)), label="1 − 2/π")
    axes.set_ylim(0.3, 0.6)
    tidy(axes, "the loss of k units in pairs", "k")
    axes.legend(frameon=False)
    save(picture, path)


FIGURES = [Figure(
    name="pairs", title="Many units that are each nearly orthogonal to the target", seed=None, draw=draw,
    caption="k units in pairs (±ε, √(1−ε²)u_m), u_m orthonormal, learn the sign of one coordinate. The loss is exact. "
            "Whatever c, with |w·θ| = c/√k for every unit the loss comes down to 1 − 2/π = 0.363… as k grows: for "
            "larger bounds on the loss the order 1/√k of the theorem is false.",
    command="earnshaw verify thm-H.1",
    statements=("thm-H.1",))]
