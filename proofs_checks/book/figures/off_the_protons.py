"""A strict minimum for the Gaussian kernel with both electrons off the protons."""

from pathlib import Path

from verify.report.book import Figure


def draw(path: Path) -> None:
    """The loss (3) of two electrons near the proton at 5, the other proton at -5."""
    import numpy as np

    from numeric.loss import Loss
    from numeric.potentials import Gaussian
    from proofs_checks.subharmonic import _gaussian_minimum as minimum

    from ._canvas import BLACK, RED, panels, save, tidy

    loss = Loss(Gaussian(), [1.0, 1.0], [[float(w)] for w in minimum.PROTONS])
    at = np.linspace(3.6, 6.4, 45)
    Z = np.array([[loss.value([-1.0, -1.0], [[x], [y]]) for x in at] for y in at])
    place = [float(sum(side)) / 2 for side in minimum.BOX]
    picture, (left, right) = panels(2, width=4.9, height=4.2)
    filled = left.contourf(at, at, Z, levels=15, cmap="cividis")
    picture.colorbar(filled, ax=left, format="%.2f", label="loss")
    left.plot(place, place[::-1], "o", color=RED, markeredgecolor="white", markersize=8)
    left.plot([5], [5], "s", color="white", markeredgecolor=BLACK, markersize=8)
    tidy(left, "two minima (dots), the proton between them", "$θ_1$", "$θ_2$")
    left.grid(visible=False)
    apart = np.linspace(0, 1.6, 81)
    right.plot(apart, [loss.value([-1.0, -1.0], [[5 - s], [5 + s]]) for s in apart], color="#0072B2")
    right.axvline((place[1] - place[0]) / 2, color=RED, linewidth=1, linestyle="--")
    tidy(right, "electrons at 5 ∓ s", "s", "loss")
    save(picture, path)


FIGURES = [Figure(
    name="off-the-protons", title="A Gaussian's strict minimum off the protons", seed=None, draw=draw,
    caption="Two electrons and two protons (at 5 and −5) on the line with the kernel e^(−r²/2). Both electrons hold on "
            "to the proton at 5, and their repulsion keeps them apart: a strict local minimum with no electron at a "
            "proton. Its place is enclosed by balls to ten digits.",
    command="earnshaw verify thm-F.4",
    statements=("thm-F.4", "sec-F"))]
