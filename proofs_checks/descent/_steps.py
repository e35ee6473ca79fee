"""One step of descent, along the line on which it moves: letters, the sign of a slope, Taylor's bounds, test functions.

A gradient step moves along g = ∇f(x), a Hessian step along the unit eigenvector v of λ_min. On that line f is a
function of one variable, φ(t), and three numbers matter: φ(0), the slope φ′(0), and the curvature φ″(0).
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Proposition, Real
from verify.controls import Change, in_part, replaced
from verify.exact import All

Expr = Any

before, after, norm = sp.symbols("f(x) f(x′) ‖∇f(x)‖")
alpha, beta, eta, gamma, sigma = sp.symbols("alpha beta eta gamma sigma")
slope, lam_min = sp.symbols("g λ_min")
"""g = ∇f(x)ᵀv, for v the unit eigenvector of λ_min(∇²f(x))."""
B_1, B_2, B_3 = sp.symbols("B_1 B_2 B_3")
bend, remainder = sp.symbols("c R")
"""c = φ‴, the same everywhere for a cubic; R is what Taylor's polynomial leaves out."""

ALPHA, ETA, GAMMA = Real("alpha", gt=0), Real("eta", gt=0), Real("gamma", gt=0)
VALUES = (Real(before.name), Real(after.name))
SLOPE, SIGN, NEGATIVE = Real("g"), Integer("sigma", ge=-1, le=1), Real(lam_min.name, lt=0)
BOUNDS_2, BOUNDS_3 = Real("B_2", gt=0), Real("B_3", gt=0)

HALF = sp.Rational(1, 2)


@cache
def printed() -> Any:
    """β of Algorithm 1 as it is printed, for σ = sign(∇f(x)ᵀv)."""
    return -alpha * lam_min * sigma


@cache
def mended() -> Any:
    """β with the sign that the proof of Lemma D.2 asks for."""
    return alpha * lam_min * sigma


def sign(at_zero: Expr = 0) -> Expr:
    """σ = sign(g), with the value that it takes at g = 0; None leaves open which of 1 and −1.

    >>> sign(0).subs(slope, -3)
    Eq(sigma, -1)
    """
    zero = sp.Or(sp.Eq(sigma, 1), sp.Eq(sigma, -1)) if at_zero is None else sp.Eq(sigma, at_zero)
    return sp.Or(sp.And(slope > 0, sp.Eq(sigma, 1)), sp.And(slope < 0, sp.Eq(sigma, -1)),
                 sp.And(sp.Eq(slope, 0), zero))


def change(step: Expr, curvature: Expr = lam_min, third: Expr = bend) -> Expr:
    """φ(step) − φ(0) for the cubic with slope g, second derivative `curvature` at 0, third derivative `third`.

    >>> change(beta, third=0)
    beta**2*λ_min/2 + beta*g
    """
    return slope * step + curvature * step**2 / 2 + third * step**3 / 6


@cache
def taylor_expansion() -> Any:
    """f(x′) = R + β²·λ_min/2 + β·g + f(x); |R| ≤ B₃·|β|³/6."""
    return (sp.Eq(after, before + beta * slope + beta**2 * lam_min / 2 + remainder),
            sp.Abs(remainder) <= B_3 * sp.Abs(beta) ** 3 / 6)


TAYLOR_NAMED = ("fact-taylor: at order 3", "‖∇²f(z) − ∇²f(y)‖ ≤ B₃·‖z − y‖, so |φ‴| ≤ B₃")


@cache
def cubic() -> Any:
    """All hypotheses of Lemma D.2 for φ(t) = gt + λ_min t²/2 + ct³/6 in one dimension, B₀ and B₁ being as large as
    needed: third derivative, second derivative on all of |t| ≤ αB₂, step size, curvature at 0."""
    return (sp.Abs(bend) <= B_3, sp.Abs(lam_min) + sp.Abs(bend) * alpha * B_2 <= B_2, alpha * B_3 <= 1,
            lam_min <= -gamma)


CUBIC_NAMED = ("|f‴| ≤ B₃", "|f″| ≤ B₂ on |t| ≤ α·B₂", "α ≤ 1/B₃", "λ_min ≤ −γ")
CUBICS = Domain.of(SLOPE, NEGATIVE, Real("c"), SIGN, ALPHA, GAMMA, BOUNDS_2, BOUNDS_3)


def fixed(values: Mapping[Expr, Any]) -> tuple[Expr, ...]:
    """The assumptions that pin letters to an example's values, integers or strings such as "1/2".

    >>> fixed({alpha: "1/2"})
    (Eq(alpha, 1/2),)
    """
    return tuple(sp.Eq(name, sp.Rational(value)) for name, value in values.items())


def told(words: str, claim: Proposition) -> All:
    """A claim with many assumptions, shown to people by a short formula."""
    return All((("in full", claim),), words)


def in_full(change: Change | None = None, **fields: Any) -> Change:
    """A change of a claim that is `told`, or other values for some of its fields."""
    return in_part("in full", change or replaced(**fields))
