"""Lemma 4.3, sharper: the bound over a whole cluster, that for an electron alone, and an instance that attains it."""

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ANY, d, l, n, x
from . import _cluster as cluster
from .lemma_4_3 import bound, lemma_4_3

D, P, Q, a = cluster.D, cluster.P, cluster.Q, cluster.a
delta = sp.Symbol("δ")


@lemma_4_3.claim("cluster-bound", reading="sharpened", controls=lambda: {
    "ldδ/2": in_part("solved", replaced(conclude=n**2 <= l * d * delta / 2)),
    "no mean square": in_part("in the norm", without(3)),
    "|∇G| ≤ 2δ": in_part("in the norm", replaced(conclude=2 * n**2 <= delta * n / 2 + l * d * delta)),
})
def cluster_bound() -> All:
    """Σ_{i∈S} a_i² ≤ ldδ for every cluster of l electrons without a proton: half of the printed bound, and for the
    whole cluster. Clusters are disjoint, so over all electrons far from protons the sum is at most kdδ."""
    return bound()


@lemma_4_3.claim("alone", reading="sharpened", controls=lambda: {
    "dδ/5": in_part("the bound", replaced(conclude=5 * x**2 <= d * delta + delta * sp.Abs(x))),
    "the mean square left out": in_part("the bound", without(1)),
})
def alone() -> All:
    """An electron alone has 4a² ≤ dδ + δ|a|, as then E(aσ)² = a²: a quarter of dδ up to the small δ|a|."""
    domain = Domain.of(D_ANY, Real("δ", gt=0, lt=1), Real("x"), Real("D"), Real("P"), Real("Q"))
    return All((
        ("balance", cluster.for_all_units(cluster.balance())),
        ("the bound", ForAll(
            (sp.Eq(D, P - 2 * Q - 2 * x**2), sp.Eq(Q, x**2), delta * sp.Abs(x) >= P, -d * delta <= D),
            4 * x**2 <= d * delta + delta * sp.Abs(x), domain,
            named=("balance", "one electron", "|∂G/∂a| ≤ δ", "lem-4.3/trace-sharp"))),
    ), "4·a² ≤ d·δ + δ·|a| for l = 1")


SECOND, SLOPE, CHARGE, f = sp.symbols("Φ″ Φ′/t b f")
SIX = tuple(sp.Matrix([sign * (row == axis) for row in range(3)]) for axis in range(3) for sign in (1, -1))


def _pull(protons: tuple[sp.Matrix, ...]) -> sp.Matrix:
    """Σ over protons in unit directions e of the gradient of Φ at the electron, over Φ′(t): −Σ e."""
    return -sum(protons, sp.zeros(3, 1))


def _hessian(protons: tuple[sp.Matrix, ...]) -> sp.Matrix:
    """Σ of the Hessians there: Φ″ along e and Φ′/t across."""
    return sum((SECOND * e * e.T + SLOPE * (sp.eye(3) - e * e.T) for e in protons), sp.zeros(3))


def _isotropic(protons: tuple[sp.Matrix, ...]) -> All:
    found, forces = _hessian(protons), _pull(protons)
    pairs = Domain.of(Real("Φ″"), Real("Φ′/t"))
    return All((
        *((f"force {row + 1}", Identity(forces[row], 0, pairs)) for row in range(3)),
        *((f"h_{row + 1}{column + 1}", Identity(
            found[row, column], 2 * (SECOND + 2 * SLOPE) if row == column else 0, pairs))
          for row in range(3) for column in range(row, 3)),
    ))


@lemma_4_3.claim("six-protons", reading="sharpened", controls=lambda: {
    "five protons": in_part("the same in all directions", lambda p_: _isotropic(SIX[:5])),
    "a² = dδ/2": in_part("attained", replaced(conclude=sp.Eq(a**2, 3 * delta / 2))),
    "a not optimal": in_part("attained", without(0)),
})
def six_protons() -> All:
    """a² = dδ/4 occurs: d = 3, one electron amid protons of charge b at ±te_i, t ≥ ε. With f = Φ(t) its best charge is
    a = −3bf; the gradient vanishes, and in a and θ apart the Hessian is 4 and 2ab·2ΔΦ/2 = 4abf = −4a²/3 in all
    directions. So the bound for an electron alone has the right constant."""
    values = Domain.of(Real("Φ″"), Real("Φ′/t"), Real("f"), Real("a"), Real("b"))
    return All((
        ("the same in all directions", _isotropic(SIX)),
        ("λ-harmonic", ForAll(
            (sp.Eq(SECOND + 2 * SLOPE, f),), sp.Eq(2 * a * CHARGE * 2 * (SECOND + 2 * SLOPE), 4 * a * CHARGE * f),
            values, named=("lem-4.2/lambda-harmonic",))),
        ("attained", ForAll(
            (sp.Eq(4 * a + 2 * 6 * CHARGE * f, 0), sp.Eq(4 * a * CHARGE * f, -delta)), sp.Eq(a**2, 3 * delta / 4),
            Domain.of(Real("a"), Real("b"), Real("f", gt=0), Real("δ", ge=0)),
            named=("∂G/∂a = 0", "λ_min = −δ"))),
    ), "d = 3, w = ±t·e_1, ±t·e_2, ±t·e_3, θ = 0, a = −3·b·Φ_ε(t): ∇G = 0, λ_min(∇²G) = −4·a²/3, so a² = d·δ/4")
