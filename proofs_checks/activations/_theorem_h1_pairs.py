"""Theorem H.1: the kernel of the sign in angles, and a net of pairs whose loss is exact.

E sign(uᵀX)·sign(vᵀX) = 1 − 2γ/π for unit vectors at the angle γ (Lemma B.1). The first unit is w, |w·θ| = sin φ, and so
E sign(wᵀX)·sign(θᵀX) = ±2φ/π. The pairs are θ = (±ε, √(1 − ε²)u_m), m = 1..n, with charges ±c and orthonormal
u_m: k = 2n units in n + 1 dimensions. There ε = sin α and ε² = sin β.
"""

from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import eps, n, x, y
from ..realizability._duals import alpha as gamma
from ..realizability._duals import sign_potential

alpha, beta, c, delta, eta, phi, q, tau = sp.symbols("alpha beta c delta eta phi q tau")
RIGHT_ANGLE = "11/7"
"""A little more than π/2."""
ANGLE = Domain.of(Real("phi", ge=0, le=RIGHT_ANGLE))
PAIRS = Domain.of(Real("alpha", gt=0), Real("beta", ge=0), Integer("n", ge=1))
ONE = Domain.of(Real("x", ge=1, le=1))
"""Numbers are compared as multiples of x = 1."""


def kernel(angle: Any) -> Any:
    """E sign·sign at an angle."""
    return sign_potential().subs(gamma, angle)


def double_angle() -> All:
    """cos 2φ = 1 − 2 sin² φ: both have the equation y″ = −4y, the value 1 and the slope 0 at 0."""
    double, square = sp.cos(2 * phi), 1 - 2 * sp.sin(phi) ** 2
    return All((
        ("(cos 2φ)″", Identity(sp.Derivative(double, phi, 2), -4 * double, ANGLE)),
        ("(1 − 2 sin² φ)″", Identity(sp.Derivative(square, phi, 2), -4 * square, ANGLE)),
        ("at 0", Identity(double.subs(phi, 0), square.subs(phi, 0))),
        ("slopes at 0", Identity(sp.diff(double, phi).subs(phi, 0), sp.diff(square, phi).subs(phi, 0))),
    ), sp.Eq(double, square, evaluate=False))


# The loss.

def loss(own: Any = None) -> Any:
    """The loss 1 − 2⟨F, g⟩ + |F|² of the pairs, from the kernel at the angles of the units.

    They are π/2 ∓ α with w (cosines ±ε), 2α in a pair, and π/2 ∓ β across (cosines ±ε², as u_m ⊥ u_m′).
    """
    with_w = kernel(sp.pi / 2 - alpha) - kernel(sp.pi / 2 + alpha)
    in_pair = 2 * kernel(0) - 2 * (kernel(2 * alpha) if own is None else own)
    across = 2 * kernel(sp.pi / 2 - beta) - 2 * kernel(sp.pi / 2 + beta)
    return 1 - 2 * c * n * with_w + c**2 * (n * in_pair + n * (n - 1) * across)


def least_loss() -> Any:
    """The least of it in c."""
    return 1 - 2 * n * alpha**2 / (sp.pi * (alpha + (n - 1) * beta))


def best_charge() -> Any:
    """The c where it is least."""
    return alpha / (2 * (alpha + (n - 1) * beta))


def pair_loss() -> All:
    """Norms and inner products of the units, their angles, and the loss for any c, least at the best charge."""
    unit = Domain.of(Real("eps", ge=0, le=1))
    return All((
        ("|θ|² = 1", Identity(eps**2 + (1 - eps**2), 1, unit)),
        ("in a pair θ·θ′ = 1 − 2ε²", Identity(-(eps**2) + (1 - eps**2), 1 - 2 * eps**2, unit)),
        ("= cos 2α", double_angle()),
        ("loss", Identity(
            loss(), least_loss() + 8 * n * (alpha + (n - 1) * beta) / sp.pi * (c - best_charge()) ** 2,
            Domain.of(*PAIRS, Real("c")))),
        ("least", ForAll((), alpha + (n - 1) * beta > 0, PAIRS)),
    ), "min_c L = 1 − (2/π)·n·α²/(α + (n − 1)·β),  α = asin ε, β = asin ε²")


# Its bounds: y stands for nε, q for ε⁴.

def least_share() -> Any:
    """A lower bound of nα²/(α + (n − 1)β)."""
    return y / (1 + y * (1 + q))


def upper_bound() -> All:
    """nα²/(α + (n − 1)β) ≥ nε/(1 + nε(1 + ε⁴)); N is n − 1."""
    N = sp.Symbol("N")
    letters = Domain.of(Real("alpha", gt=0), Real("beta", ge=0), Real("eps", gt=0, le=1), Real("N", ge=0))
    return All((
        ("α ≥ sin α", Positive(alpha - sp.sin(alpha), Domain.of(Real("alpha", ge=0, le=RIGHT_ANGLE)), ">=")),
        ("β ≤ sin β + sin³ β", Positive(sp.sin(beta) + sp.sin(beta) ** 3 - beta,
                                        Domain.of(Real("beta", ge=0, le=RIGHT_ANGLE)), ">=")),
        ("α replaced by ε", ForAll((sp.Ge(alpha, eps),), sp.Ge(
            alpha**2 * (eps + N * beta), eps**2 * (alpha + N * beta)), letters, named=("α ≥ sin α",))),
        ("β replaced by ε² + ε⁶", ForAll(
            (sp.Le(beta, eps**2 + eps**6),), sp.Le(eps + N * beta, eps + N * (eps**2 + eps**6)), letters,
            named=("β ≤ sin β + sin³ β",))),
        ("n − 1 replaced by n", ForAll((), sp.Ge(
            (N + 1) * eps**2 * (1 + (N + 1) * eps * (1 + eps**4)),
            (N + 1) * eps * (eps + N * (eps**2 + eps**6))), letters)),
    ), "L ≤ 1 − (2/π)·y/(1 + y·(1 + ε⁴)),  y = n·ε")


def far_from_one(bound: Any = None) -> ForAll:
    """What is missing to 1 in the share."""
    return ForAll((), sp.Le(1 - least_share(), 1 / y + q if bound is None else bound),
                  Domain.of(Real("y", gt=0), Real("q", ge=0)))


def pi_below() -> Positive:
    """π < 22/7, so that 1 − 2/π < 4/11."""
    return Positive(sp.pi * x, ONE, "<", sp.Rational(22, 7))


DESIGN = Domain.of(Real("c", gt=0), Real("eps", gt=0, le=1), Integer("n", ge=1), Real("eta", gt=0, le=1))


def no_constant() -> All:
    """ε = c/√(2n): the excess over 1 − 2/π is at most 1/(nε) + ε⁴, and that is below any η > 0 for small ε."""
    return All((
        ("loss", pair_loss()),
        ("bound", upper_bound()),
        ("share", far_from_one()),
        ("excess", ForAll((sp.Eq(2 * n * eps**2, c**2), sp.Le(eps, eta * c**2 / 4), sp.Le(eps, eta / 2)),
                          sp.Le(1 / (n * eps) + eps**4, eta), DESIGN,
                          named=("ε = c/√k, k = 2n", "n large", "n large"))),
    ), "ε = c/√k, ε ≤ min(1, η/2, η·c²/4)  ⟹  L ≤ 1 − 2/π + η,  though max |w·θ_i| = c/√k")


def instance(case: tuple[int, str, str]) -> All:
    """The pairs with k units and max |w·θ| = c/√k = ε (√k a whole number): their loss is below τ."""
    units, constant, bound = case
    root = int(sp.sqrt(units))
    number = sp.Rational(constant) / root
    share = least_share().subs({y: units // 2 * number, q: number**4})
    return All((
        ("ε√k = c", Identity(number * sp.sqrt(sp.Integer(units)), sp.Rational(constant))),
        ("L < τ", Positive(1 - 2 * share * x / sp.pi, ONE, "<", sp.Rational(bound))),
    ), f"k = {units}, max |w·θ_i| = {constant}/√k, L < {bound}")


def order_of_k() -> All:
    """With kε = 2y fixed the loss is at most 1 − (2/π)y/(1 + y) + ε⁴: no more than 1/k can be asked for."""
    return All((
        ("loss", pair_loss()),
        ("bound", upper_bound()),
        ("for large k", ForAll((), sp.Ge(least_share(), y / (1 + y) - q), Domain.of(Real("y", gt=0), Real("q", ge=0)))),
        ("kε = 2y", Identity(2 * n * (y / n), 2 * y, Domain.of(Real("y", gt=0), Integer("n", ge=1)))),
    ), "max |w·θ_i| = 2y/k  ⟹  L ≤ 1 − (2/π)·y/(1 + y) + (2y/k)⁴")
