"""Table 1: three activations and their potentials."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Computation, Identity, SolvesRecurrence, mixed_moment

from .._symbols import d, k, n, r, u, v
from ..activations import lemma_g2, theorem_g3
from ..activations._circle_instances import minimum, spurious
from ..activations._polynomial_units import bends_down
from ..descent import theorem_4_6
from . import _duals
from ._duals import alpha, relu_potential, rho, sign_potential
from .lemma_4_2 import activation, lambda_harmonic

a, b = sp.symbols("a b")

table_1 = statement(
    "tab-1", "Activations and their potentials", kind="table", published="1", place="1.1.2", uses=("lem-4.2",),
    proof_uses=("lem-B.1", "thm-B.2", "fact-schoenberg", "thm-4.6", "lem-G.1", "lem-G.2", "thm-G.3"),
    source="Section 1.1; the potential of the sign, lost in the scan of the arXiv text, from the published one",
    reading="The almost λ-harmonic potential is that of Lemma 4.2; the sign has the potential 1 − (2/π)·acos θᵀw, the "
            "polynomial activation (θᵀw)^m. \"Convergence?\" is answered by yes, with Theorem 4.6, Lemma G.2 for d = 2 "
            "and G.3 (Theorem 30 in the published text; a Theorem, not a Lemma as the table has it) for orthonormal "
            "w_j. The last two are about the local minima of one unit; of several sign units it is not true.")


@table_1.claim("almost-harmonic", controls=lambda: {
    "two dimensions fewer": in_part("λ-harmonic for r ≥ ε", in_part("two dimensions up", lambda c: replaced(
        rhs=c.rhs.subs(d, d - 2))(c))),
    "a jump of Φ_ε″ at ε": in_part("λ-harmonic for r ≥ ε", in_part(
        "at ε the remainder of lower orders is 0", scaled("lhs", v ** (-k)))),
    "the kernel's transform may be negative": in_part("an activation", in_part(
        "Lemma B.9's construction", in_part("the transform", replaced(
            domain=Domain.of(Real("W(x)", ge=0), Real("F(T_x)(ω)")))))),
})
def almost_harmonic() -> All:
    """The entry says "complicated" and points to Lemma 4.2: the potential there is λ-harmonic for r ≥ ε and comes from

    an activation. It is e^{−μr}p(μr)r^{2−d} outside ε and a polynomial inside: for d = 3, e^{−μr}/r and a parabola.
    """
    return All((
        ("λ-harmonic for r ≥ ε", lambda_harmonic()),
        ("an activation", activation()),
    ), "almost λ-harmonic: Φ_ε of Lemma 4.2, ΔΦ_ε = λΦ_ε for r ≥ ε")


@table_1.claim("sign", controls=lambda: {
    "1 − acos(θᵀw)/π": lambda p: _duals.sign_dual(1 - alpha / sp.pi),
    "(2/π)·acos(θᵀw)": lambda p: _duals.sign_dual(2 * alpha / sp.pi),
    "1 − (π/2)·acos(θᵀw)": lambda p: _duals.sign_dual(1 - sp.pi * alpha / 2),
    "the potential of max(x, 0)": lambda p: _duals.sign_dual(relu_potential()),
})
def sign() -> All:
    """Φ(θ, w) = 1 − (2/π)·acos θᵀw = 1 − 2α/π, with α the angle between θ and w."""
    return _duals.sign_dual()


@table_1.claim("sign-on-every-sphere", reading="sharpened", controls=lambda: {
    "the ratio with 2k − 1": in_part("the ratio is positive", replaced(
        conclude=sp.Gt((2 * k - 1) * (2 * k + 1) / ((2 * k + 2) * (2 * k + 3)), 0))),
    "coefficients without 2k + 1": in_part("coefficients", scaled("closed", 2 * k + 1)),
    "f(1) = 2": in_part("their sum", scaled("rhs", 2)),
})
def sign_on_every_sphere() -> All:
    """Its Taylor coefficients are positive and add up to f(1) = 1: Theorem B.2, as corrected, applies to it."""
    taylor = 2 * sp.factorial(2 * k) / (sp.pi * 4**k * sp.factorial(k) ** 2 * (2 * k + 1))
    ratio = (2 * k + 1) ** 2 / ((2 * k + 2) * (2 * k + 3))
    return All.of(
        "1 − (2/π)·acos ρ = Σ_k c_k·ρ^(2k+1), c_k = (2/π)·(2k)!/(4^k·k!²·(2k+1)) > 0, Σ_k c_k = 1",
        coefficients=SolvesRecurrence(k, taylor, ratio=ratio, first=2 / sp.pi),
        they_are_those_of_the_dual=_duals.sign_coefficients(),
        the_ratio_is_positive=ForAll((), sp.Gt(ratio, 0), Domain.of(Integer("k", ge=0))),
        their_sum=Identity(sign_potential().subs(alpha, 0), 1),
    )


@table_1.claim("polynomial", controls=lambda: {
    "(θᵀw)^{m+1}": in_part("every m", in_part("k = 0", scaled("closed", rho))),
    "κ = 1 for every n": in_part("normalised", lambda p: _duals.hermite_orthonormal(_duals.kappa)),
})
def polynomial() -> All:
    """(θᵀw)^m is the potential of the orthonormal Hermite polynomial h_m, for every m and in every dimension."""
    return All((
        ("every m", _duals.hermite_mean_for_all()),
        ("normalised", _duals.hermite_orthonormal()),
    ), "Φ(θ, w) = (θᵀw)^m for σ = h_m = He_m/√(m!)")


@table_1.claim("not-the-plain-power", reading="sharpened", controls=lambda: {
    "ρ²": in_part("x²", replaced(expected=(0, 0, 1))),
    "2ρ²: that of He_2": in_part("x²", replaced(expected=(0, 0, 2))),
    "ρ³": in_part("x³", replaced(expected=(0, 0, 0, 1))),
})
def not_the_plain_power() -> All:
    """Among polynomials it is that one: the plain x² has the potential 1 + 2(θᵀw)², x³ has 9θᵀw + 6(θᵀw)³."""
    return All((
        ("x²", Computation("E X²Y² = 1 + 2ρ²", mixed_moment, (("m", 2), ("n", 2)), (1, 0, 2))),
        ("x³", Computation("E X³Y³ = 9ρ + 6ρ³", mixed_moment, (("m", 3), ("n", 3)), (0, 9, 0, 6))),
    ))


@table_1.claim("polynomial-on-every-sphere", reading="sharpened", controls=lambda: {
    "n − 1 in place of n": in_part("coefficients of t·P_n", replaced(conclude=sp.And(
        sp.Gt((n + d - 2) / (2 * n + d - 2), 0), sp.Ge((n - 1) / (2 * n + d - 2), 0)))),
    "d ≥ −1": in_part("coefficients of t·P_n", replaced(domain=Domain.of(Integer("n", ge=0), Integer("d", ge=-1)))),
    "at t = 1": in_part("at t = 1", scaled("rhs", 2)),
    "cos x·cos nx = cos (n + 1)x": in_part("on the circle", substituted("lhs", {sp.cos(u): 2 * sp.cos(u)})),
})
def polynomial_on_every_sphere() -> All:
    """Independent of Theorem B.2: (θᵀw)^m is a positive combination of zonal polynomials on each sphere, by induction

    on m from (2n + d − 2)·t·P_n = (n + d − 2)P_{n+1} + nP_{n−1}; so it is positive definite there (fact-schoenberg).
    """
    where = Domain.of(Integer("n", ge=0), Integer("d", ge=3))
    up, down = (n + d - 2) / (2 * n + d - 2), n / (2 * n + d - 2)
    return All((
        ("coefficients of t·P_n", ForAll((), sp.And(sp.Gt(up, 0), sp.Ge(down, 0)), where)),
        ("at t = 1", Identity(up + down, 1, where)),
        ("on the circle", Identity(  # x = u, nx = v: cos x·cos nx = (cos (n+1)x + cos (n−1)x)/2
            sp.cos(u) * sp.cos(v), (sp.expand_trig(sp.cos(u + v)) + sp.expand_trig(sp.cos(v - u))) / 2,
            Domain.of(Real("u"), Real("v")))),
    ), "t^m = Σ_n b_n·P_n(t), b_n ≥ 0, on every sphere S^(d−1), d ≥ 2")


# The column on convergence.

@table_1.claim("convergence-almost-harmonic", severity="wording",
               same_as="thm-4.6/printed",
               wrong="The “Yes” rests on Theorem 4.6, which does not recover the charges.",
               expect="refuted", true_controls=lambda: {
    "|a + b| < 1": in_part("so it would have to be true", replaced(
        rhs=sp.Integer(1), facts=(sp.Le(3, 20, evaluate=False),))),
})
def convergence_almost_harmonic() -> All:
    """"Yes", by Theorem 4.6: false as printed there, already for one proton, as the charges lag behind."""
    return theorem_4_6.printed()


@table_1.claim("convergence-almost-harmonic-repaired", reading="corrected", corrects="convergence-almost-harmonic",
               controls=lambda: {
    "D ≥ 2d + 1": in_part("the others are far", replaced(assume=(sp.Ge(theorem_4_6.recovery.dist, 2 * d + 1),))),
    "a charge below β": in_part("the start", without(1)),
})
def convergence_almost_harmonic_repaired() -> All:
    """With all charges solved for after each unit, and protons far enough apart: yes."""
    return theorem_4_6.repaired()


@table_1.claim("convergence-sign", controls=lambda: {
    "the slope may be 0": in_part("a way down", without(0)),
    "s_1 may be 0": in_part("almost surely not 0", without(0)),
})
def convergence_sign() -> All:
    """"Yes for d = 2", by Lemma G.2: one unit on the circle has its local minima at ±w_j, for random b."""
    return lemma_g2.printed()


@table_1.claim("convergence-sign-all-units", reading="sharpened", controls=lambda: {
    "k = 1": in_part("k = 2", lambda q: minimum("4:-1", "0:1", "flat")),
    "electrons a tick further": in_part("k = 2", lambda q: minimum("2:-1 7:-1", "0:1 2:1", "flat")),
})
def convergence_sign_all_units() -> All:
    """For several units moving at once it is no, in d = 2 too: from k = 2 on some local minima are not global, and
    descent ends at them from many starts (lem-G.1/attracting)."""
    return spurious()


@table_1.claim("convergence-polynomial", controls=lambda: {
    "l ≥ 2": in_part("two coordinates", lambda q: bends_down(at_least=2)),
    "all b_j = 0": in_part("a = 0", in_part("so F ≠ 0", without(1))),
    "the same charge at −w_j": in_part("−w_j will do", replaced(
        conclude=sp.Eq(b * v + (-b) * (a * v), 0))),
})
def convergence_polynomial() -> All:
    """"Yes, for orthonormal w_i": one unit's local minima are at ±w_j, for every l ≥ 3 (the table's m is any). Theorem
    G.3 forgets −w_j, but that does no harm to convergence: there the unit puts out (±1)^l times what w_j does, its
    charge is −(±1)^l b_j, and so w_j is cancelled. a is (±1)^l, v the output of w_j."""
    return All((
        *theorem_g3.corrected().named,
        ("−w_j will do", ForAll((sp.Eq(a**2, 1),), sp.Eq(b * v + (-a * b) * (a * v), 0), Domain.of(
            Real("a"), Real("b"), Real("v")), named=("thm-G.3/local-minima: the charge is −a b_j",))),
    ), "a local minimum of L(a, θ) = a² + 2a·Σ_j b_j·(θᵀw_j)^l, l ≥ 3, has θ = ±w_j for some j, and cancels w_j")


@table_1.derivation
def by_hand() -> Iterator[Line]:
    """The middle and the last line of the table."""
    yield Line("For the sign, the directions of X for which sign θᵀX ≠ sign wᵀX fill the fraction α/π, α the angle; so "
               "the potential is", sign_potential())
    yield Line("By another route, its slope in α is", sp.diff(sign_potential(), alpha))
    yield Line("the density of the pair at 0, times 4, being, in ρ = cos α,", 4 * _duals.density_at_zero())
    yield Line("For the polynomials,", _duals.hermite_mean_for_all())
    yield Line("so h_m = He_m/√(m!) has (θᵀw)^m. The plain square has", sum(
        c * rho**i for i, c in enumerate(mixed_moment(2, 2))))
    yield Line("The first line is Lemma 4.2; for d = 3 the potential outside ε is", sp.exp(-sp.Symbol("mu") * r) / r)
