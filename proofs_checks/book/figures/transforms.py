"""Fourier transforms on logarithmic scales: one that stays positive, one that hides a sign for long."""

from fractions import Fraction
from functools import partial
from math import comb
from pathlib import Path
from typing import Any

from verify.report.book import Figure

DIMENSIONS = (3, 5, 7, 9, 11)
EPS = Fraction(1, 2)


def draw(path: Path) -> None:
    """F(Phi_eps)/F(Phi_eps)(0) in some dimensions; the transform of (1-r)_+^5 in d = 11, far out and close up."""
    import numpy as np

    from proofs_checks.realizability._lemma_4_2_beyond import profile
    from verify.certify import RadialProfile

    from ._canvas import BLUE, GREY, LINES, RED, SERIES, panels, save, tidy

    picture, (left, middle, right) = panels(3)
    for i, d in enumerate(DIMENSIONS):
        omega, values = _transform(profile((d, Fraction(1), EPS)), [round(8 * 1.075**n) / 8 for n in range(0, 80, 2)])
        left.loglog(omega, values, color=SERIES[i], linestyle=LINES[i % 4], label=f"d = {d}")
    tidy(left, f"$Φ_ε$, ε = {EPS}: positive", "ω", log=True)
    left.set_ylabel("transform, 1 at ω = 0")
    left.legend(frameon=False, fontsize=9)

    askey = RadialProfile(11, Fraction(1), tuple((-1) ** i * comb(5, i) for i in range(6)))
    omega, values = map(np.array, _transform(askey, [i / 2 for i in range(2, 501)]))
    middle.loglog(omega, np.where(values > 0, values, np.nan), color=BLUE, linewidth=1.1, label="above 0")
    middle.loglog(omega, np.where(values < 0, -values, np.nan), "v", color=RED, markersize=5, label="below 0: its size")
    middle.axvspan(1, 100, color=GRID_SPAN, zorder=0)
    middle.annotate("a grid to ω = 100", (0.04, 0.06), xycoords="axes fraction", fontsize=9, color=GREY)
    tidy(middle, "$(1-r)_+^5$ in d = 11", "ω", log=True)
    middle.set_xlim(1, 260)
    middle.legend(frameon=False, fontsize=9, loc="upper right")

    omega, values = map(np.array, _transform(askey, [163.5 + i / 40 for i in range(101)]))
    right.plot(omega, values, color=BLUE)
    right.fill_between(omega, values, 0, where=values < 0, color=RED, alpha=0.35, linewidth=0)
    right.axhline(0, color=GREY, linewidth=0.8)
    tidy(right, "… where it first falls below 0", "ω")
    save(picture, path)


GRID_SPAN = "#EEF3F7"


def _transform(profile: Any, frequencies: list[float]) -> tuple[list[float], list[float]]:
    """Frequencies (binary fractions), and midpoints of the enclosed transform there, over that at 0."""
    from verify.certify import transform

    at = partial(transform, profile, digits=5)
    whole = at(0)
    omega = sorted({Fraction(x) for x in frequencies})
    return [float(x) for x in omega], [float((at(x) / whole).mid()) for x in omega]


FIGURES = [Figure(
    name="transforms", title="Fourier transforms: what is realizable and what only looks so", seed=None, draw=draw,
    caption="Left: the transform of Φ_ε falls like a power of ω and stays positive, so that some activation has this "
            "potential. Middle: (1−r)₊⁵ in eleven dimensions misses Askey's exponent 6 by one. Its transform touches "
            "zero again and again; every sample of it up to ω = 100 is positive. Right: close up it is below 0 near "
            "ω = 164.5, so that no activation has it as potential. All values are enclosed by balls.",
    command="earnshaw derive transform --d 11 --eps 1/2 --lam 1 --omega 164",
    statements=("lem-4.2", "lem-B.7", "fact-askey", "thm-2.1"))]
