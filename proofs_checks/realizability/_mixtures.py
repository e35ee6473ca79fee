"""Positive mixtures in general: what is decided about them, and on which facts of the literature it rests.

Letters for a mixture Φ = ∫ w(x) Φ_x dx: n_0 = ∫ wΦ_x(0) dx, n_2 = ∫ w‖Φ_x‖₂ dx, norm = ‖Φ‖₂, value = |Φ(r)|,
hat = F(Φ)(ω), mixed = ∫ wF(Φ_x)(ω) dx, mass = ∫ |F(Φ)| dω, c = (2π)^d, and energy = ‖h‖₂² for the function h with
F(h)² = F(Φ), which makes the activation: E σ² = ‖h‖₂².
"""

import sympy as sp

from verify.claims import Domain, Real
from verify.decide import ForAll
from verify.exact import All

a, b, c, w = sp.symbols("a b c w")
alpha, beta, A, B, C, K, W = sp.symbols("alpha beta A B C K W")
n0, n2, norm, mass, energy, value, hat, mixed = sp.symbols("n_0 n_2 norm mass energy value hat mixed")
phi, nu, phi_r, total, largest = sp.symbols("phi nu phi_r total largest")


def nonnegative(*names: str) -> Domain:
    """Real variables that are >= 0."""
    return Domain.of(*(Real(name, ge=0) for name in names))


def two_members() -> ForAll:
    """‖αf + βg‖ ≤ α‖f‖ + β‖g‖, from the Gram matrix of f and g: norms A, B, inner product C."""
    return ForAll((C**2 <= A**2 * B**2,),
                  sp.Le(alpha**2 * A**2 + 2 * alpha * beta * C + beta**2 * B**2, (alpha * A + beta * B) ** 2),
                  Domain.of(*nonnegative("alpha", "beta", "A", "B"), Real("C")), named=("Cauchy and Schwarz",))


def one_more_member() -> ForAll:
    """The induction step: with a bound for a mixture, its value at 0 and its transform, one member w·Φ_x is added.

    nu, phi and b are the member's norm, its value at 0 and its transform at ω; `total` and `largest` the new norm and
    the new transform.
    """
    return ForAll(
        (norm <= n2, sp.Ge(mixed, 0), sp.Le(total, norm + w * nu), sp.Eq(largest, mixed + w * b)),
        sp.And(total <= n2 + w * nu, sp.Ge(largest, 0)),
        Domain.of(*nonnegative("w", "nu", "b", "n_2"), Real("norm"), Real("mixed"), Real("total"), Real("largest")),
        named=("the mixture so far: its norm", "the mixture so far: its transform", "two members", "linearity"))


def deduction() -> ForAll:
    """∫ w(Φ_x(0) + ‖Φ_x‖₂) dx ≤ K bounds the norm, the mass of the transform and the activation's energy."""
    return ForAll(
        (n0 >= 0, n2 >= 0, n0 + n2 <= K, norm <= n2, sp.Eq(hat, mixed), mixed >= 0, sp.Eq(mass, c * n0),
         sp.Eq(c * energy, mass)),
        sp.And(norm <= K, hat >= 0, mass <= c * K, energy <= K),
        Domain.of(Real("c", gt=0), *(Real(str(s)) for s in (n0, n2, K, norm, hat, mixed, mass, energy))),
        named=("members: Φ_x(0) ≥ 0", "members: ‖Φ_x‖₂ ≥ 0", "hypothesis", "fact-minkowski",
               "fact-fourier: F is linear and continuous on L²", "w ≥ 0 and F(Φ_x) ≥ 0 (fact-bochner)",
               "fact-tonelli and fact-fourier: ∫∫ wF(Φ_x) dx dω = (2π)^d ∫ wΦ_x(0) dx", "fact-fourier: Plancherel"))


def deduction_from_values() -> All:
    """∫ wΦ_x(0) dx ≤ K alone: the mixture is finite, has an integrable transform ≥ 0, and an activation."""
    return All((
        ("members are largest at 0", ForAll(
            (phi**2 - phi_r**2 >= 0,), sp.And(phi_r >= -phi, phi_r <= phi),
            Domain.of(Real("phi", ge=0), Real("phi_r")), named=("positive semidefinite at two points",))),
        ("the mixture", ForAll(
            (value <= n0, n0 <= K, mixed >= 0, sp.Eq(mass, c * n0), sp.Eq(c * energy, mass)),
            sp.And(value <= K, mixed >= 0, mass <= c * K, energy <= K),
            Domain.of(Real("c", gt=0), *(Real(str(s)) for s in (n0, K, value, mixed, mass, energy))),
            named=("members are largest at 0", "hypothesis", "w ≥ 0 and F(Φ_x) ≥ 0 (fact-bochner)",
                   "fact-tonelli and fact-fourier: ∫∫ wF(Φ_x) dx dω = (2π)^d ∫ wΦ_x(0) dx",
                   "fact-fourier: Plancherel"))),
    ), "∫ w(x)·Φ_x(0) dx < ∞  ⟹  ∫ w(x)·Φ_x dx is finite and realizable")


def bounded_members() -> All:
    """Φ_x(0) + ‖Φ_x‖₂ ≤ B for all x: then a finite total weight W is enough."""
    return All((
        ("under the integral", ForAll((w >= 0, phi + nu <= B), sp.Le(w * (phi + nu), w * B),
                                      Domain.of(*(Real(str(s)) for s in (w, phi, nu, B))))),
        ("the hypothesis of the corrected lemma", ForAll(
            (sp.Le(K, B * W), sp.Le(W, a)), sp.Le(K, B * a),
            Domain.of(Real("B", ge=0), Real("W", ge=0), Real("K"), Real("a")),
            named=("under the integral", "the total weight is at most a"))),
    ), "Φ_x(0) + ‖Φ_x‖₂ ≤ B, ∫ w(x) dx < ∞  ⟹  ∫ w(x)·(Φ_x(0) + ‖Φ_x‖₂) dx < ∞")
