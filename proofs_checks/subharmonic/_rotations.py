"""Rotations of the sphere: what their generators do to a function of θᵀw, in every dimension.

The generator of the plane (a, b) turns x_a towards −x_b; u = x·w. Coordinates are added one by one: P = Σ x_a²,
W = Σ w_a², u = Σ x_a w_a over those so far, n their number; x, w are the new coordinates of θ and w.
"""

from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Proposition, Real
from verify.exact import All, Identity

from .._symbols import d, n, t, u, x, y
from ..dynamics._sums import by_induction

Expr = Any

P, W, R, T, S, w, z = sp.symbols("P W R T S w z")
X_u, XX_u = sp.symbols("Xu XXu")
f = sp.Function("f")


def reals(*symbols: Expr) -> Domain:
    """Real variables, without a bound."""
    return Domain.of(*(Real(s.name) for s in symbols))


def in_a_plane() -> tuple[tuple[str, Proposition], ...]:
    """The rotation by t of the plane (a, b): u's first and second derivatives at t = 0; (x, y) and (w, z) there."""
    turned = (x * sp.cos(t) - y * sp.sin(t)) * w + (y * sp.cos(t) + x * sp.sin(t)) * z
    where = reals(x, y, w, z)
    return (
        ("lengths are kept", Identity((x * sp.cos(t) - y * sp.sin(t)) ** 2 + (y * sp.cos(t) + x * sp.sin(t)) ** 2,
                                      x**2 + y**2, reals(x, y, t))),
        ("Xu", Identity(sp.diff(turned, t).subs(t, 0), x * z - y * w, where)),
        ("XXu", Identity(sp.diff(turned, (t, 2)).subs(t, 0), -(x * w + y * z), where)),
    )


def squares(cross: Expr = 2) -> tuple[tuple[str, Proposition], ...]:
    """Σ (Xu)² over all planes is |θ|²|w|² − u²: the row of a new coordinate first, then all rows."""
    row = w**2 * P - cross * x * w * u + x**2 * W
    return (
        ("a new coordinate's planes", by_induction(
            "Σ_a (x_a·w − x·w_a)² = w²·P − 2·x·w·u + x²·W",
            {R: R + (y * w - x * z) ** 2, P: P + y**2, u: u + y * z, W: W + z**2},
            R, row, reals(R, P, u, W, x, w, y, z), "coordinate")),
        ("Σ(Xu)²", by_induction("Σ (Xu)² = |θ|²·|w|² − u²",
                                {T: T + row, P: P + x**2, u: u + x * w, W: W + w**2}, T, P * W - u**2,
                                reals(T, P, u, W, x, w), "coordinate")),
    )


def seconds(count: Expr = None) -> tuple[tuple[str, Proposition], ...]:
    """Σ XXu over all planes is −(d − 1)u: each coordinate is in d − 1 planes."""
    planes = n - 1 if count is None else count
    return (
        ("a new coordinate's planes, XXu", by_induction(
            "Σ_a (x_a·w_a + x·w) = u + n·x·w", {R: R + y * z + x * w, u: u + y * z, n: n + 1}, R, u + n * x * w,
            reals(R, u, n, x, w, y, z), "coordinate")),
        ("ΣXXu", by_induction("Σ XXu = −(n − 1)·u", {S: S - (u + n * x * w), u: u + x * w, n: n + 1},
                              S, -planes * u, reals(S, u, n, x, w), "coordinate")),
    )


def of_a_function() -> tuple[tuple[str, Proposition], ...]:
    """XX f(u) = f″(u)(Xu)² + f′(u) XXu, and so the sum for |θ| = |w| = 1."""
    g, where = f(u), reals(u, X_u, XX_u)
    first = X_u * g.diff(u)
    return (
        ("chain rule", Identity(X_u * sp.diff(first, u) + XX_u * sp.diff(first, X_u),
                                g.diff(u, 2) * X_u**2 + g.diff(u) * XX_u, where)),
        ("the sum", Identity((g.diff(u, 2) * (P * W - u**2) + g.diff(u) * -(d - 1) * u).subs({P: 1, W: 1}),
                             (1 - u**2) * g.diff(u, 2) - (d - 1) * u * g.diff(u),
                             Domain.of(Real("u"), Integer("d", ge=2)))),
    )


def laplace_beltrami(cross: Expr = 2, count: Expr = None) -> All:
    """The sum over an orthonormal basis of so(d) of d²/dt² f(e^{tA}θ·w) at 0: (1 − u²)f″ − (d − 1)u f′."""
    return All((*in_a_plane(), *squares(cross), *seconds(count), *of_a_function()),
               "Σ_(a<b) d²/dt² f(e^(t·A_ab)·θ·w) at t = 0  =  (1−u²)·f″(u) − (d−1)·u·f′(u), u = θᵀw")


def meridian(cosine: Expr, sine: Expr) -> tuple[Expr, Expr]:
    """cos and sin of an angle, after a shift by t."""
    return cosine * sp.cos(t) - sine * sp.sin(t), sine * sp.cos(t) + cosine * sp.sin(t)


def shifted_heights(azimuth: Expr) -> Identity:
    """θ₁ᵀθ₂ after both polar angles x, y have grown by t; `azimuth` is the cosine of the azimuths' difference."""
    (c_1, s_1), (c_2, s_2) = meridian(sp.cos(x), sp.sin(x)), meridian(sp.cos(y), sp.sin(y))
    return Identity(c_1 * c_2 + s_1 * s_2 * azimuth, sp.cos(x) * sp.cos(y) + sp.sin(x) * sp.sin(y) * azimuth,
                    Domain.of(Real("x", gt=0, lt=1), Real("y", gt=0, lt=1), Real("t"), Real("z", ge=-1, le=1)))


def shifted_azimuths() -> Identity:
    """The same when both azimuths x, y have grown by t; c and s are fixed heights and radii."""
    (c_1, s_1), (c_2, s_2) = meridian(sp.cos(x), sp.sin(x)), meridian(sp.cos(y), sp.sin(y))
    return Identity(P * W + R * T * (c_1 * c_2 + s_1 * s_2), P * W + R * T * (
        sp.cos(x) * sp.cos(y) + sp.sin(x) * sp.sin(y)), reals(P, W, R, T, x, y, t))
