"""The polynomial p, and the potential that is bent inside eps, with its derivatives."""

from pathlib import Path

from verify.report.book import Figure

D, EPS = 5, (0.5, 0.2, 0.1)
ORDERS = ("Φ", "−Φ′", "Φ″", "−Φ‴")
DIMENSIONS = (3, 5, 7, 9, 11)


def draw(path: Path) -> None:
    """p between 1 and e^r; Phi_eps for three eps; four derivatives with their signs."""
    import numpy as np

    from numeric.potentials import AlmostHarmonic, Exponential
    from verify.exact import reverse_bessel_polynomial

    from ._canvas import GREY, LINES, SERIES, panels, save, tidy

    picture, (left, middle, right) = panels(3)
    s = np.linspace(0, 4, 161)
    for i, d in enumerate(DIMENSIONS):
        p = np.polynomial.Polynomial([float(c) for c in reverse_bessel_polynomial(d).coefficients])
        left.plot(s, p(s), color=SERIES[i], linestyle=LINES[i % 4], label=f"d = {d}")
    left.plot(s, 1 / Exponential()(s), color=GREY, linewidth=1, linestyle=":", label="$e^s$")
    tidy(left, "p(s) lies between 1 and $e^s$", "s = μr", log=True)
    left.legend(frameon=False, fontsize=9)

    r = np.concatenate([np.linspace(0, 0.6, 241), np.linspace(0.6, 2, 80)[1:]])
    far = AlmostHarmonic(D, EPS[-1])(1.0)
    for i, eps in enumerate(EPS):
        phi = AlmostHarmonic(D, eps)
        scale = far / phi(1.0)
        middle.plot(r, scale * phi(r), color=SERIES[i], linestyle=LINES[i], label=f"ε = {eps:g}")
        middle.plot([eps], [scale * phi(eps)], "o", color=SERIES[i], markersize=4.5)
    tidy(middle, f"$Φ_ε$ bends inside ε (d = {D})", "r", log=True)
    middle.legend(frameon=False, fontsize=9)

    phi, r = AlmostHarmonic(D, EPS[0]), np.linspace(0, 1.5, 301)
    for order, words in enumerate(ORDERS):
        right.plot(r, (-1) ** order * phi(r, order), color=SERIES[order], linestyle=LINES[order], label=words)
    right.axvline(EPS[0], color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
    right.annotate("ε", (EPS[0], 1), (3, -12), xycoords=("data", "axes fraction"), textcoords="offset points",
                   color=GREY)
    tidy(right, f"signs alternate, inside ε too (d = {D})", "r", log=True)
    right.legend(frameon=False, fontsize=9)
    save(picture, path)


FIGURES = [Figure(
    name="phi-eps", title="The polynomial p and the potential Φ_ε", seed=None, draw=draw,
    caption="Left: the polynomials p of Φ(r) = p(μr)e^(−μr)/r^(d−2) in some dimensions; all stay between 1 and e^s. "
            "Middle: Φ_ε for three ε, scaled so that they agree far out, where each is the unbounded Φ; inside its own "
            "ε (dots) it bends and meets r = 0 with a finite value and a slope below 0: a cone. Right: Φ_ε and its "
            "first derivatives with alternating signs, scaled to Φ_ε(0) = 1; all are positive on both sides of ε, "
            "and none of these jumps there. λ = 1.",
    command="earnshaw derive potential --d 5 --eps 1/2 --lam 1",
    statements=("lem-4.2", "lem-B.8", "lem-B.9"))]
