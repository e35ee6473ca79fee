"""A plateau of local minima on the line."""

from pathlib import Path

from verify.report.book import Figure

W, B = 1.7, -0.6


def draw(path: Path) -> None:
    """The least loss over all charges, for two electrons on the line among the protons 1 at 0 and -3/5 at 17/10."""
    import numpy as np

    from numeric.loss import Loss
    from numeric.potentials import Exponential

    from ._canvas import BLACK, RED, panels, save, tidy

    loss = Loss(Exponential(), [1.0, B], [[0.0], [W]])
    at = np.linspace(-2.2, 3.2, 46)
    Z = loss.constant + np.array([[loss.reduced_change([[x], [y + 1e-9]]) for x in at] for y in at])
    picture, (left, right) = panels(2, width=4.9, height=4.2)
    filled = left.contourf(at, at, Z, levels=np.linspace(0, Z.max(), 13), cmap="cividis")
    picture.colorbar(filled, ax=left, format="%.2f", label="least loss for these places")
    left.plot([-2.2, 0], [0, 0], color=RED, linewidth=2.5)
    left.plot([0, 0], [-2.2, 0], color=RED, linewidth=2.5)
    left.plot([0, W], [W, 0], "*", color="white", markeredgecolor=BLACK, markersize=11)
    tidy(left, "plateaus (lines) and the global minimum (stars)", "$θ_1$", "$θ_2$")
    left.grid(visible=False)
    across = np.linspace(-0.8, 0.8, 81)
    for i, x in enumerate((-2.0, -1.0, -0.3)):
        right.plot(across, [loss.constant + loss.reduced_change([[x], [y]]) for y in across],
                   linestyle=("-", "--", "-.")[i], color=("#0072B2", "#E69F00", "#009E73")[i],
                   label=f"$θ_1 = {x:g}$")
    tidy(right, "across a plateau", "$θ_2$", "least loss")
    right.legend(frameon=False)
    save(picture, path)


FIGURES = [Figure(
    name="plateau", title="On the line: local minima with one electron matched", seed=None, draw=draw,
    caption="Two electrons on the line with the λ-harmonic potential e^(−|x|), among charges 1 at 0 and −3/5 at 17/10; "
            "the electrons' charges are the best ones for their places. With one electron on the first "
            "of them the other may be anywhere to the left: a plateau of local minima whose loss is 0.348, not 0. The "
            "theorem speaks of one match, and more cannot be concluded from it.",
    command="earnshaw verify thm-3.6",
    statements=("thm-3.6", "def-3.5"))]
