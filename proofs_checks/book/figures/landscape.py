"""The loss over the plane: what one unit sees of three fixed charges, and the cones at them."""

from pathlib import Path

from verify.report.book import Figure

EPS = 0.5
W = ((-1.6, -0.7, 0.0), (1.5, -0.5, 0.0), (0.2, 1.5, 0.0))
B = (1.0, 0.8, -0.6)


def draw(path: Path) -> None:
    """A surface over the plane through the fixed charges, and cuts through one of them for some potentials."""
    import numpy as np
    from matplotlib.colors import LightSource

    from numeric.loss import Loss
    from numeric.potentials import AlmostHarmonic, Gaussian

    from ._canvas import BLACK, BLUE, GREY, LINES, RED, SERIES, figure, save, tidy

    picture = figure(11, 4.6)
    sides = picture.add_gridspec(1, 2, width_ratios=(1.25, 1))
    loss = Loss(AlmostHarmonic(3, EPS), B, W)
    x, y = np.linspace(-3, 3, 61), np.linspace(-2.2, 3, 53)  # the charges are on this grid, the tips are not cut off
    X, Y = np.meshgrid(x, y)
    Z = loss.constant + np.array([loss.change([-1.0], [[s, t, 0.0]]) for s, t in zip(X.flat, Y.flat, strict=True)])
    Z = Z.reshape(X.shape)
    axes = picture.add_subplot(sides[0], projection="3d", computed_zorder=False)
    from matplotlib import colormaps

    lit = LightSource(315, 50).shade(Z, colormaps["cividis"], vert_exag=1.2, blend_mode="soft")
    axes.plot_surface(X, Y, Z, facecolors=lit, rstride=1, cstride=1, linewidth=0, antialiased=False, shade=False,
                      rasterized=True)
    for place, b in zip(W, B, strict=True):
        low = loss.constant + loss.change([-1.0], [place])
        axes.plot(*([x] for x in (*place[:2], low)), "s", color=RED if b > 0 else BLUE, markersize=6,
                  markeredgecolor="white")
    axes.set(xlabel="$θ_1$", ylabel="$θ_2$")
    axes.set_title("the loss of one unit of charge −1", fontsize=10.5)
    axes.view_init(30, -62)
    axes.set_box_aspect((1.2, 1.04, 0.8), zoom=1.15)
    for side in (axes.xaxis, axes.yaxis, axes.zaxis):
        side.set_pane_color("#FAFAFA")
        side._axinfo["grid"].update(color="#E2E2E2", linewidth=0.6)

    cut = picture.add_subplot(sides[1])
    along = np.linspace(-1.6, 1.6, 161)
    direction = np.array([1.0, 0.0, 0.0])
    potentials = [(AlmostHarmonic(3, eps), f"$Φ_ε$, ε = {eps:g}") for eps in (0.5, 0.2, 0.1)]
    for i, (potential, words) in enumerate([*potentials, (Gaussian(0.5), "Gaussian, no cone")]):
        here = Loss(potential, B, W)
        values = [here.constant + here.reduced_change([W[0] + s * direction]) for s in along]
        values = np.array(values) / (here.constant + here.reduced_change([[50.0, 50.0, 0.0]]))
        cut.plot(along, values, color=GREY if i == 3 else SERIES[i], linestyle=LINES[i], label=words)
    cut.plot([0], [cut.get_ylim()[0]], "s", color=RED, markersize=6, clip_on=False)
    tidy(cut, "a cut, the charge solved for; 1 is far away", "distance from it along $θ_1$")
    cut.legend(frameon=False, fontsize=9, loc="lower right")
    cut.axvline(0, color=BLACK, linewidth=0.5, linestyle=(0, (1, 3)))
    save(picture, path)


FIGURES = [Figure(
    name="landscape", title="The loss as a landscape, with its cones", seed=None, draw=draw,
    caption="Left: the loss of one unit of charge −1 among three fixed charges (squares, one of them negative) in a "
            "plane of R³, for Φ_ε with ε = 1/2. Each of these is the tip of a cone, downwards or upwards: the loss has "
            "no gradient there, and a descent stops for that. Between the cones are saddles. Right: a cut through one "
            "of them, the unit's charge being the best one at each place. The smaller ε, the narrower the cone and "
            "the flatter the rest; a Gaussian has a smooth bottom instead.",
    command="earnshaw descend --method projection -k 1 --eps 0.5 --trace",
    statements=("thm-4.1", "lem-4.2", "lem-E.3"))]
