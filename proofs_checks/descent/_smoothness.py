"""How smooth Φ_ε is where charges keep a distance: for Theorem 4.1's proof, which needs the Hessian to be Lipschitz.

F_1, F_2, F_3 are radial derivatives at the distance r ≥ ρ, B_1, B_2, B_3 bounds on them.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, eps, r, t, x, y, z

V, W, h, C, rho = sp.symbols("V W h C ρ")
F1, F2, F3 = sp.symbols("F_1 F_2 F_3")
B1, B2, B3 = sp.symbols("B_1 B_2 B_3")


@cache
def line() -> Any:
    """√(2·h·r·t + r² + t²)."""
    return sp.sqrt(r**2 + 2 * r * h * t + t**2)


def third_derivative_jump() -> sp.Expr:
    """Φ‴ beyond ε less Φ‴ inside, at ε, for d = 3."""
    from ..realizability._lemma_4_2_beyond import outside, potential_inside  # here: lem-4.2's claims keep their order

    return (sp.diff(outside(), r, 3) - sp.diff(potential_inside(), r, 3)).subs(r, eps)


def across_a_jump() -> All:
    """Lipschitz on both sides and continuous between is Lipschitz. V, z, W: on one side, at the jump, on the other."""
    return All((
        ("across a jump", ForAll((sp.Abs(W - z) <= C * x, sp.Abs(z - V) <= C * y), sp.Abs(W - V) <= C * (x + y),
                                 Domain.of(*(Real(s.name) for s in (V, W, z, h)), Real("C", gt=0), Real("x", ge=0),
                                           Real("y", ge=0)),
                                 named=("beyond ε", "up to ε"))),
    ), "|Φ_ε″(r) − Φ_ε″(s)| ≤ C·|r − s| with C the larger of the bounds on both sides of ε")


def bounded_at_a_distance() -> All:
    """The Hessian of Φ(|x|) and its third derivative along a unit vector at the angle arccos h to x, for |x| ≥ ρ."""
    sizes = Domain.of(*(Real(s.name) for s in (F1, F2, F3)), *(Real(s.name, ge=0) for s in (B1, B2, B3)), R_POS,
                      Real("ρ", gt=0), Real("h", ge=-1, le=1))
    along = F3 * h**3 + 3 * F2 * h * (1 - h**2) / r - 3 * F1 * h * (1 - h**2) / r**2
    first, second, third = h, (1 - h**2) / r, -3 * h * (1 - h**2) / r**2
    return All((
        ("u′", Identity(sp.diff(line(), t).subs(t, 0), first, Domain.of(R_POS, Real("h", ge=-1, le=1)))),
        ("u″", Identity(sp.diff(line(), t, 2).subs(t, 0), second, Domain.of(R_POS, Real("h", ge=-1, le=1)))),
        ("u‴", Identity(sp.diff(line(), t, 3).subs(t, 0), third, Domain.of(R_POS, Real("h", ge=-1, le=1)))),
        ("along a line", Identity(F3 * first**3 + 3 * F2 * first * second + F1 * third, along, sizes)),
        ("the angle", ForAll((), sp.Abs(h * (1 - h**2)) <= sp.Rational(2, 5), Domain.of(Real("h", ge=-1, le=1)))),
        ("second", ForAll((sp.Abs(F1) <= B1, rho <= r), sp.Abs(F1) / r <= B1 / rho, sizes)),
        ("third", ForAll((sp.Abs(x) <= B3, sp.Abs(y) <= sp.Rational(2, 5), sp.Abs(F2) / r <= B2 / rho,
                          sp.Abs(F1) / r**2 <= B1 / rho**2),
                         sp.Abs(x + 3 * F2 * y / r - 3 * F1 * y / r**2) <= B3 + sp.Rational(6, 5) * (
                             B2 / rho + B1 / rho**2),
                         Domain.of(Real("x"), Real("y"), *sizes), named=(
                             "|Φ‴h³| ≤ B₃", "the angle", "r ≥ ρ, |Φ″| ≤ B₂", "r ≥ ρ, |Φ′| ≤ B₁"))),
    ), "|∇²Φ| ≤ max(B_2, B_1/ρ), |∇³Φ| ≤ B_3 + (6/5)·(B_2/ρ + B_1/ρ²) for r ≥ ρ")
