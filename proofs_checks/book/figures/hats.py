"""Euclid's hat beside the kernel T_x that does what the paper asks of the hat."""

from pathlib import Path

from verify.report.book import Figure

D = 7
BREAK = (D + 1) // 2
"""The order from which on the hat's derivatives jump where it ends."""


def draw(path: Path) -> None:
    """Both functions; the derivative of order (d+1)/2; that of order d−1."""
    import numpy as np

    from verify.exact import differentiated, euclid_hat, kernel

    from ._canvas import BLUE, GREY, RED, panels, save, tidy

    picture, grid = panels(3)
    both = (("hat", euclid_hat(D), RED, "--"), ("$T_x$", kernel(D), BLUE, "-"))
    titles = (f"the functions (d = {D})", f"derivative {BREAK}: the hat's jumps at x",
              f"derivative {D - 1}: r for both, up to a factor")
    t, u = np.linspace(0, 1, 101), np.linspace(1, 1.35, 36)
    for axes, order, title in zip(grid, (0, BREAK, D - 1), titles, strict=True):
        for words, polynomial, colour, line in both:
            top = polynomial[0] if order < D - 1 else sum(differentiated(polynomial, order))
            f = np.polynomial.Polynomial([float(c / top) for c in differentiated(polynomial, order)])
            axes.plot(t, f(t), color=colour, linestyle=line, linewidth=1.8 if line == "--" else 1.5, label=words,
                      zorder=3 if line == "--" else 2)
            axes.plot(u, 0 * u, color=colour, linestyle=line, linewidth=1.8)
            if abs(f(1)) > 1e-9:
                axes.plot([1], [f(1)], "o", color=colour, markersize=5, zorder=4)
                axes.plot([1], [0], "o", markerfacecolor="white", markeredgecolor=colour, markersize=5, zorder=4)
        axes.axvline(1, color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
        tidy(axes, title, "r/x")
    grid[0].legend(frameon=False)
    save(picture, path)


FIGURES = [Figure(
    name="hats", title="Euclid's hat and the kernel T_x", seed=None, draw=draw,
    caption="In seven dimensions: the hat (a ball of radius x/2 convolved with itself) and the kernel T_x, both scaled "
            "to 1 at r = 0. Both end at r = x, and inside the derivative of order d−1 of both is a multiple of r. But "
            "the hat's derivatives jump at its end from order (d+1)/2 = 4 on, so that a mixture of hats may not be "
            "differentiated under the integral sign; of T_x none jumps below order d−1.",
    command="earnshaw explain lem-B.7",
    statements=("lem-B.7", "lem-B.8"))]
