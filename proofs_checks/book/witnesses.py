"""Witnesses that are pictures: for the id of a refuted claim, what draws it as SVG. Each docstring is its caption."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from .figures._canvas import BLUE, GREEN, GREY, LINES, ORANGE, RED, SERIES, panels, save, tidy

Draw = Callable[[Path], None]


def boundary_terms(path: Path) -> None:
    """The (d−1)-th derivative of the mixture of hats ∫ x⁻² Hat_x dx over (ε, t), d = 7, ε = 1/5, t = 1, as it is and as
    it would be if one might differentiate under the integral sign. What lies between is the boundary term that the
    printed proof loses: the hats' derivatives jump where they end."""
    import numpy as np
    import sympy as sp

    from proofs_checks._symbols import r, x
    from proofs_checks.realizability._hats_b7 import hat_mixture, kappa

    d, eps, t = 7, sp.Rational(1, 5), sp.Integer(1)
    primitive = hat_mixture(d)
    inside, outside = (sp.diff(sp.expand(primitive.subs(x, t) - primitive.subs(x, low)), r, d - 1) for low in (eps, r))
    without = sp.integrate(sp.expand(sp.diff(primitive, x, r, d - 1)), (x, r, t))  # under the integral sign
    picture, (axes,) = panels(1, width=6.2, height=4)
    for formula, low, high, how in ((inside, 0, eps, {"label": "the mixture's derivative"}), (outside, eps, t, {})):
        at = np.linspace(float(low), float(high), 60)
        axes.plot(at, sp.lambdify(r, formula, "numpy")(at), color=BLUE, linewidth=1.8, **how)
        if low:
            axes.plot(at, sp.lambdify(r, without, "numpy")(at), color=RED, linestyle="--", label="as printed: 1 − r/t")
            axes.fill_between(at, sp.lambdify(r, formula, "numpy")(at), sp.lambdify(r, without, "numpy")(at),
                              color=ORANGE, alpha=0.25, linewidth=0, label="lost boundary terms")
    axes.axvline(float(eps), color=GREY, linewidth=0.8, linestyle=(0, (1, 2)))
    tidy(axes, f"d = {d}: κ − r/t with κ = {kappa(sp.Integer(d // 2))}, not 1 − r/t", "r")
    axes.legend(frameon=False)
    save(picture, path)


def uphill(path: Path) -> None:
    """A Hessian step on f(t) = t − t²/2 from 0 with α = 1/2: with the sign as printed it climbs, with the other one it
    descends."""
    from proofs_checks.descent._steps import alpha, bend, change, lam_min, mended, printed, sigma, slope

    values = {slope: 1, lam_min: -1, bend: 0, sigma: 1, alpha: "1/2"}
    steps = (("printed sign", printed(), RED), ("mended sign", mended(), GREEN))
    _steps(path, change, values, steps, (), "f(t) = t − t²/2")


def half_too_much(path: Path) -> None:
    """The step of Lemma D.2 with the sign mended, α = 1/2 and γ = 1, on f(t) = −t/1000 − t²/2 + t³/6. The value falls
    by more than α²γ³/3 (upper line), but by less than the printed α²γ³/2 (lower line)."""
    from proofs_checks.descent._steps import alpha, bend, change, lam_min, mended, sigma, slope

    values = {slope: "-1/1000", lam_min: -1, bend: 1, sigma: -1, alpha: "1/2"}
    cube = Fraction(1, 2) ** 2  # α²γ³
    bounds = ((-cube / 3, "−α²γ³/3", GREY), (-cube / 2, "−α²γ³/2, as printed", RED))
    _steps(path, change, values, (("the step", mended(), BLUE),), bounds, "f(t) = −t/1000 − t²/2 + t³/6")


def _steps(path: Path, change: Any, values: Any, steps: Any, bounds: Any, title: str) -> None:
    import numpy as np
    import sympy as sp

    numbers = {symbol: sp.Rational(value) for symbol, value in values.items()}
    t = sp.Symbol("t")
    curve = change(t).subs(numbers)
    f = sp.lambdify(t, curve, "numpy")
    ends = [float(step.subs(numbers)) for _, step, _ in steps]
    reach = 1.5 * max(map(abs, ends))
    at = np.linspace(-reach if min(ends) < 0 else -reach / 2, reach, 120)
    picture, (axes,) = panels(1, width=6, height=4)
    axes.plot(at, f(at), color=GREY, linewidth=1.4)
    for (words, _, colour), end in zip(steps, ends, strict=True):
        axes.annotate("", (end, f(end)), (0, 0), arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 1.8})
        axes.plot([end], [f(end)], "o", color=colour, markersize=6, label=words)
    axes.plot([0], [0], "o", markerfacecolor="white", markeredgecolor=GREY, zorder=5, label="the start")
    for value, words, colour in bounds:
        axes.axhline(float(value), color=colour, linewidth=1, linestyle="--", label=words)
    tidy(axes, title, "t")
    axes.legend(frameon=False)
    save(picture, path)


def no_invariance(path: Path) -> None:
    """The loss (3) of two electrons on a line, protons at ±10. Left: with Φ(t, w) = η/|t − w| + √(1 + (t − w)²)
    + √(1 + (t + w)²), strictly subharmonic but not translation invariant, it has a strict minimum (dot) far from both
    protons. Right: what a shift of both electrons by s does to it there; without the last term, which is the one that
    is not invariant, the loss falls, as the theorem wants."""
    import numpy as np
    import sympy as sp

    from proofs_checks.subharmonic import _mirror_minimum as line

    picture, (left, right) = panels(2, width=4.8, height=4)
    u, v = sp.symbols("u v")
    place = float(line.LOW)
    with_mirror, without = (sp.lambdify((u, v), line.loss(u, v, mirror).subs(line.PROTON, 10), "numpy")
                            for mirror in (1, 0))
    at = np.linspace(-0.07, 0.07, 41)
    X, Y = np.meshgrid(place + at, -place + at)
    Z = with_mirror(X, Y) - with_mirror(place, -place)
    filled = left.contourf(X, Y, Z, levels=Z.max() * np.linspace(0, 1, 13) ** 2, cmap="cividis", extend="min")
    picture.colorbar(filled, ax=left, format="%.2g", label="loss above its value at the dot")
    left.plot([place], [-place], "o", color=RED, markeredgecolor="white", markersize=8)
    tidy(left, "not invariant: a strict minimum", "$θ_1$", "$θ_2$")
    left.grid(visible=False)
    s = np.linspace(-0.5, 0.5, 81)
    both = ((with_mirror, 1, "not invariant"), (without, 100, "invariant, 100 times enlarged"))
    for i, (loss, times, words) in enumerate(both):
        right.plot(s, times * (loss(place + s, -place + s) - loss(place, -place)), color=SERIES[i], linestyle=LINES[i],
                   label=words, linewidth=1.8)
    tidy(right, "both electrons shifted by s", "s")
    right.legend(frameon=False)
    save(picture, path)


def charge_lags(path: Path) -> None:
    """Gradient descent with small steps on the loss of one unit and one fixed charge b = 1 at w (d = 3), in the plane
    of the distance |θ − w| and the charge. As θ arrives, the charge is still far from −1: it would have to follow the
    best charge at each place (dashed). The smaller ε, the larger the gap."""
    import numpy as np

    from numeric.descent import Joint, gradient_descent
    from numeric.loss import Loss, pack
    from numeric.potentials import AlmostHarmonic

    picture, (axes,) = panels(1, width=6.4, height=4.2)
    for i, eps in enumerate((0.5, 0.2, 0.1)):
        loss = Loss(AlmostHarmonic(3, eps), [1.0], [[0.0, 0.0, 0.0]])
        start = 2 * eps
        theta = np.array([[start, 0.0, 0.0]])
        end = gradient_descent(Joint(loss, 1), pack(loss.best_charges(theta), theta), 800, 0.04 * eps**2, trace="x")
        a, x = end.trace.x[:, 0], end.trace.x[:, 1]
        before = int(np.argmax(x < 0.02 * eps)) or len(x)  # the steps that are left go to and fro over the cone
        axes.plot(x[:before] / eps, a[:before], color=SERIES[i], linewidth=1.8, label=f"ε = {eps:g}")
        axes.plot([x[before - 1] / eps], [a[before - 1]], "o", color=SERIES[i], markersize=6)
        r = np.linspace(0, start, 60)
        axes.plot(r / eps, [loss.best_charges([[s, 0.0, 0.0]])[0] for s in r], color=SERIES[i], linewidth=1,
                  linestyle="--", label="the best charge there" if i == 0 else None)
    axes.plot([0], [-1], "s", color=RED, markersize=9, clip_on=False, zorder=5, label="(w, −b)")
    axes.invert_xaxis()
    tidy(axes, "the place arrives first", "|θ − w|/ε, falling", "charge a")
    axes.legend(frameon=False, loc="lower left")
    save(picture, path)


def cone_of_two_electrons(path: Path) -> None:
    """The loss G while one of two opposite electrons passes the other, far from all fixed charges: it has a kink where
    they meet, which the proof does not see. The charges are those of the example "kink"."""
    import numpy as np

    from numeric.charges import example
    from numeric.loss import Loss

    charges = example("kink")
    loss = Loss(charges.potential, charges.b, charges.w, regularisation=1.0)
    eps = charges.potential.eps
    picture, (axes,) = panels(1, width=6, height=4)
    at = np.linspace(-3 * eps, 3 * eps, 241)
    values = []
    for s in at:
        theta = charges.theta.copy()
        theta[1] = theta[0] + np.array([0.0, 0.0, s])
        values.append(loss.change(charges.a, theta))
    values = np.array(values) - min(values)
    axes.plot(at / eps, values, color=BLUE, linewidth=1.8)
    nearest = np.linalg.norm(charges.w - charges.theta[0], axis=1).min()
    tidy(axes, f"{nearest:.0f} away from the nearest w", "(θ₂ − θ₁)/ε along a line", "G above its value at the kink")
    save(picture, path)


def hats_third_derivative(path: Path) -> None:
    """Inside ε the potential that mixtures of hats give has a third derivative of both signs (d = 7, ε = 1/2, λ = 1),
    while the lemma has −Φ‴ ≥ 0; the mixture of the kernels T_x keeps the sign."""
    import numpy as np

    from verify.exact import differentiated, hat_inside_polynomial, inside_polynomial

    d, s = 7, Fraction(1, 2)
    picture, (axes,) = panels(1, width=6, height=4)
    t = np.linspace(0, 1, 121)
    hats = np.polynomial.Polynomial([-float(c) for c in differentiated(hat_inside_polynomial(d, s), 3)])(t)
    kernels = np.polynomial.Polynomial([float(c) for c in inside_polynomial(d, 3, s)])(1 - t)
    axes.plot(t, hats, color=RED, linestyle="--", linewidth=1.8, label="mixture of hats")
    axes.plot(t, kernels, color=BLUE, linewidth=1.5, label="mixture of kernels $T_x$")
    axes.fill_between(t, hats, 0, where=hats < 0, color=RED, alpha=0.2, linewidth=0)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set_yscale("symlog", linthresh=100)
    tidy(axes, f"−Φ‴ inside ε, up to a factor (d = {d})", "r/ε")
    axes.legend(frameon=False)
    save(picture, path)


def matching_that_turns(path: Path) -> None:
    """Protons at 0 and π, each with its electron: a global minimum, and not a strict one. The two electrons turn
    together, opposite each other, and the loss stays 0 all the way."""
    from .figures.circle import rings

    rings(path, 8, [("0:-1 4:-1", "0:1 4:1"), ("1:-1 5:-1", "0:1 4:1"), ("2:-1 6:-1", "0:1 4:1")])


def improvable_around_a_maximum(path: Path) -> None:
    """One electron opposite its proton (middle): every position around it can be improved, as the printed reason
    wants, but it is where the loss is greatest."""
    from .figures.circle import rings

    rings(path, 8, [("3:-1", "0:1"), ("4:-1", "0:1"), ("5:-1", "0:1")])


WITNESSES: dict[str, Draw] = {
    "lem-B.7/no-boundary-terms": boundary_terms,
    "lem-B.7/derivative-of-the-mixture": boundary_terms,
    "lem-B.8/hats-signs": hats_third_derivative,
    "alg-1/descends": uphill,
    "lem-D.2/decrease": uphill,
    "lem-D.2/half-on-a-cubic": half_too_much,
    "thm-4.1/differentiable": cone_of_two_electrons,
    "lem-E.5/charge": charge_lags,
    "thm-F.2/no-local-minima": no_invariance,
    "lem-G.1/opposite-protons-removed": matching_that_turns,
    "lem-G.1/perturbed-can-improve": improvable_around_a_maximum,
}
"""By the claim's id."""
