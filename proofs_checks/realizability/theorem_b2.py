"""Theorem B.2: dot-product potentials from nonnegative Taylor coefficients; what has to converge is their sum."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Computation, Identity, PositiveDefiniteOnSphere, hermite_mean

from .._symbols import i, m, n, q, u, y, z
from . import _duals, _lacunary
from ._duals import RHO, rho

theorem_b2 = statement(
    "thm-B.2", "Dot-product potentials with nonnegative Taylor coefficients", kind="theorem",
    proof_uses=("lem-B.1", "fact-riesz-fischer", "fact-schoenberg"), source="arXiv text, Appendix B.2",
    reading="f(θᵀw) comes from the activation Σ √c_i h_i when f has the Taylor coefficients c_i ≥ 0. Right when Σ c_i, "
            "with c_0 in it, is finite; that Σ √c_i h_i(x) converges almost everywhere, as printed, is not enough.")

T, S, C, c_0, c_1, p, w = sp.symbols("T S C c_0 c_1 p w")
T_3 = (0, -3, 0, 4)
"""cos 3x as a polynomial in cos x."""


# What a gradient on the sphere is, as the text before the theorem defines it.

@theorem_b2.claim("gradient-on-the-sphere", controls=lambda: {
    "y itself": in_part("the velocity of x/|x|", replaced(rhs=y)),
    "|x|² in place of |x|": in_part("the velocity of x/|x|", lambda c: replaced(
        lhs=sp.diff((z + q * y) / (1 + 2 * q * p + q**2), q).subs(q, 0))(c)),
    "|x| = 2": in_part("tangential", replaced(assume=(sp.Eq(w, 4),))),
    "x/|x| moves along x": in_part("along the ray", replaced(conclude=sp.Eq(y - p * z, z))),
})
def gradient_on_the_sphere() -> All:
    """∇f(x/|x|) at |x| = 1 is the tangential part of ∇f: along x + ty the argument moves with y − (x·y)x.

    By the chain rule the slope of f(x/|x|) along y is ∇f·(y − (x·y)x). Here q is t, z and y are one coordinate of x and
    of the direction, p = x·y and w = |x|². (A direction y = x gives 0.)
    """
    return All((
        ("the velocity of x/|x|", Identity(
            sp.diff((z + q * y) / sp.sqrt(1 + 2 * q * p + q**2), q).subs(q, 0), y - p * z,
            Domain.of(Real("y"), Real("z"), Real("p")))),
        ("tangential", ForAll((sp.Eq(w, 1),), sp.Eq(p - p * w, 0), Domain.of(Real("p"), Real("w")),
                              named=("|x|² = 1",))),
        ("along the ray", ForAll((sp.Eq(y, z), sp.Eq(p, 1)), sp.Eq(y - p * z, 0),
                                 Domain.of(Real("y"), Real("z"), Real("p")), named=("y = x", "x·x = 1"))),
    ), "∇_S f(x) = ∇ f(x/|x|) = ∇f − (x·∇f)x at |x| = 1")


# The proof.

@theorem_b2.claim("orthogonality", reading="step", controls=lambda: {
    "n!·ρ^{n+1}": in_part("k = 0", scaled("closed", rho)),
    "ρ forgotten": in_part("m steps, ρ > 0", replaced(ratio=_duals.m + 1 + _duals.k)),
})
def orthogonality() -> All:
    """E He_i(X)He_j(Y) is i!ρ^i for i = j, else 0, for all i and j; with h_i = He_i/√(i!), ρ^i."""
    return _duals.hermite_mean_for_all()


@theorem_b2.claim("dual-of-a-sum", reading="step", controls=lambda: {
    "not orthogonal": in_part("one more term", without(0)),
    "a in place of a²": in_part("one more term", replaced(conclude=sp.Eq(T + y * p + y * q + y**2 * z, T + y * w))),
    "plain Hermite polynomials": in_part("one more term", lambda c: replaced(
        assume=(*c.assume[:2], sp.Eq(z, 2 * w)))(c)),
})
def dual_of_a_sum() -> All:
    """f = Σ a_i h_i has the dual Σ a_i² ρ^i: one more term a·h_n, here y·h_n, adds a² ρ^n, as the mixed means vanish.

    T is the dual so far, p and q are the mixed means, w = ρ^n. So the h_n are the orthonormal ones: for the plain He_n
    (the text says "Hermite polynomial") the mean is n!·ρ^n, already 2ρ² for n = 2.
    """
    return All.of(
        "f = Σ a_i·h_i  ⟹  f̂(ρ) = Σ a_i²·ρ^i",
        one_more_term=ForAll(
            (sp.Eq(p, 0), sp.Eq(q, 0), sp.Eq(z, w)), sp.Eq(T + y * p + y * q + y**2 * z, T + y**2 * w),
            Domain.of(*map(Real, ("T", "y", "p", "q", "z", "w"))),
            named=("E f(X)h_n(Y) = 0", "E h_n(X)f(Y) = 0", "E h_n(X)h_n(Y) = ρ^n")),
        only_so_normalised=_duals.hermite_orthonormal(),
    )


# Which i the sum runs over.

@theorem_b2.claim("sum-from-1", severity="misprint",
                  wrong="The sum should start at i = 0; the constant term c₀ is lost.",
                  expect="refuted", true_controls=lambda: {
    "from i = 0": replaced(rhs=c_0 + c_1 * rho),
    "c_0 = 0": replaced(lhs=c_1 * rho),
})
def sum_from_1() -> Identity:
    """The printed sum starts at i = 1. So its dual lacks c_0: f = c_0 + c_1ρ is not reproduced.

    f is on the left, the dual of √c_1 h_1 on the right.
    """
    return Identity(c_0 + c_1 * rho, c_1 * rho, Domain.of(Real("c_0", ge=0), Real("c_1", ge=0), RHO))


@theorem_b2.claim("sum-from-0", reading="corrected", corrects="sum-from-1", controls=lambda: {
    "c_0 counted with h_1": in_part("the constant", lambda c: replaced(
        assume=(*c.assume[:2], sp.Eq(z, w), c.assume[3]))(c)),
    "coefficient c_0 in place of its root": in_part("the constant", lambda c: replaced(
        assume=(*c.assume[:3], sp.Eq(y, c_0)))(c)),
    "E h_0(X)h_0(Y) = ρ": in_part("its dual", replaced(expected=(0, 1))),
})
def sum_from_0() -> All:
    """From i = 0: the constant √c_0·h_0, h_0 = 1, adds c_0 to the dual T of the other terms."""
    return All.of(
        "σ = Σ_(i≥0) √c_i·h_i  ⟹  σ̂(ρ) = Σ_(i≥0) c_i·ρ^i",
        its_dual=Computation("E h_0(X)·h_0(Y) = 1", hermite_mean, (("m", 0), ("n", 0)), (1,)),
        the_constant=ForAll(
            (sp.Eq(p, 0), sp.Eq(q, 0), sp.Eq(z, 1), sp.Eq(y**2, c_0)),
            sp.Eq(T + y * p + y * q + y**2 * z, T + c_0),
            Domain.of(*map(Real, ("T", "p", "q", "y", "z", "w")), Real("c_0", ge=0)),
            named=("E σ(X)h_0(Y) = 0 for the others", "E h_0(X)σ(Y) = 0", "E h_0(X)h_0(Y) = 1", "y = √c_0")),
    )


# Which convergence.

FINITE = "a finite mean square"


@theorem_b2.claim("convergence-almost-everywhere", severity="statement",
                  wrong="Convergence almost everywhere does not suffice; Σ c_i < ∞ is needed.",
                  expect="refuted", true_controls=lambda: {
    "q < 1": in_part(FINITE, replaced(domain=Domain.of(Real("q", gt=0, lt=1)))),
    "q ≤ 1/4": in_part(FINITE, replaced(domain=Domain.of(Real("q", gt=0, le="1/4")))),
})
def convergence_almost_everywhere() -> All:
    """Convergence almost everywhere is not enough: c_i = q^j for i = 16^j, else 0. For q < 4 the sum converges at

    every x, absolutely. But E σ_N² = Σ q^j, over the terms so far, stays bounded for q < 1 only; Φ(θ, θ) = f(1) is its
    limit. `no-other-activation` shows that for q = 1 nothing else gives f either. (If f is taken to be continuous at
    1, then Σ c_i = f(1) is finite, and the condition is not needed.)
    """
    return All((
        *_lacunary.converges_everywhere(),
        *_lacunary.mean_square(),
        (FINITE, ForAll((), sp.Lt(q, 1), Domain.of(Real("q", gt=0, lt=4)))),
    ), "c_i ≥ 0, Σ √c_i·h_i(x) converges at every x  ⟹  E (Σ √c_i·h_i)² < ∞")


@theorem_b2.claim("no-other-activation", reading="sharpened", controls=lambda: {
    "n ≥ K terms": in_part("n terms, the least of them ρ^m", lambda c: replaced(
        assume=(*c.assume[:3], sp.Ge(n, _lacunary.A)))(c)),
    "ρ not near 1": in_part("n terms, the least of them ρ^m", without(1)),
    "Bernoulli with m + 2": in_part("Bernoulli", replaced(conclude=sp.Ge(w, 1 - (m - 1) * y))),
    "without the square": in_part("a potential is at most its value on the diagonal", without(0)),
})
def no_other_activation() -> All:
    """For q = 1, f(ρ) = Σ ρ^{16^j} comes from no activation, whatever finite value it is given at ρ = 1: it exceeds

    each bound K near 1, while a potential is at most its value on the diagonal.
    """
    return All(_lacunary.exceeds_every_value(), "f(ρ) = Σ_(j≥1) ρ^(16^j): no K = f(1) with f ≤ K, so no activation")


@theorem_b2.claim("nonnegative-coefficients-suffice", severity="proof",
                  same_as="thm-B.2/convergence-almost-everywhere",
                  wrong="Nonnegative c_i do not suffice: −log(1 − ρ) is not a potential.",
                  reading="step", expect="refuted", true_controls=lambda: {
    "c_i = i^{−q}, q ≥ 2": in_part(FINITE, replaced(domain=Domain.of(Real("q", ge=2)))),
    "c_i = i^{−q}, q > 1": in_part(FINITE, replaced(domain=Domain.of(Real("q", gt=1)))),
})
def nonnegative_coefficients_suffice() -> All:
    """Nor is any function with nonnegative Taylor coefficients a potential: c_i = i^{−q} has a finite sum for q > 1

    only (power test). For c_i = 1/i, f(ρ) = −log(1 − ρ), each of the blocks n < i ≤ 2n adds at least 1/2 to E σ².
    """
    return All((
        ("derivative of −log(1 − ρ)", Identity(sp.Derivative(-sp.log(1 - rho), rho), 1 / (1 - rho), Domain.of(RHO))),
        ("in a block, c_i = 1/i", ForAll((sp.Gt(i, n), sp.Le(i, 2 * n)), sp.Ge(1 / i, 1 / (2 * n)),
                                         Domain.of(Integer("n", ge=1), Integer("i", ge=1)))),
        ("n of them", Identity(n * (1 / (2 * n)), sp.Rational(1, 2), Domain.of(Integer("n", ge=1)))),
        (FINITE, ForAll((), sp.Gt(q, 1), Domain.of(Real("q", ge=0)))),
    ), "c_i = i^(−q)  ⟹  Σ c_i < ∞")


def corrected_controls() -> dict[str, Any]:
    """Both corrections fail in the same ways."""
    return {
    "a coefficient may be negative": in_part("the series converges", replaced(
        domain=Domain.of(Real("w", ge=-1, le=1), Real("y")))),
    "|ρ| > 1": in_part("the series converges", replaced(domain=Domain.of(Real("w", ge=-2, le=2), Real("y", ge=0)))),
    "without Cauchy–Schwarz": in_part("to the limit", without(0)),
    "the tail's bound without its factor 4": in_part("to the limit", replaced(conclude=sp.Le((y + z) ** 2, T * C))),
    "without the sum's bound": in_part("the mean square", without(1)),
    "without completeness": in_part("the mean square", without(0)),
}


def _sum_suffices() -> All:
    """T is the sum of the c_i beyond N, C the whole sum, y and z the two parts of the error of the N-th dual."""
    return All.of(
        "c_i ≥ 0, Σ_(i≥0) c_i = C < ∞  ⟹  σ = Σ √c_i·h_i in L², E σ(X)σ(Y) = f(ρ), E σ² = f(1) = C",
        one_more_term=dual_of_a_sum().part("one more term"),
        the_series_converges=ForAll((), sp.And(sp.Le(y * w, y), sp.Ge(y * w, -y)),
                                    Domain.of(Real("w", ge=-1, le=1), Real("y", ge=0))),
        the_mean_square=ForAll(
            (sp.Eq(S, z), sp.Le(z, C)), sp.Le(S, C), Domain.of(Real("S"), Real("z", ge=0), Real("C", ge=0)),
            named=("fact-riesz-fischer: the limit σ exists, and E σ² = Σ c_i", "Σ c_i ≤ C")),
        to_the_limit=ForAll(
            (sp.Le(y**2, T * C), sp.Le(z**2, T * C)), sp.Le((y + z) ** 2, 4 * T * C),
            Domain.of(Real("y"), Real("z"), Real("T", ge=0), Real("C", ge=0)),
            named=("(E (σ − σ_N)(X)σ(Y))² ≤ E (σ − σ_N)²·E σ²", "(E σ_N(X)(σ − σ_N)(Y))² ≤ E σ_N²·E (σ − σ_N)²")),
    )


@theorem_b2.claim("summable", reading="corrected", corrects="convergence-almost-everywhere",
                  controls=corrected_controls)
def summable() -> All:
    """What is to be finite is Σ c_i = f(1). Then the sum converges in the square mean, and its dual is f on [−1, 1].

    It is the exact condition: E σ² = Σ c_i is Φ(θ, θ). Convergence almost everywhere need not be assumed.
    """
    return _sum_suffices()


@theorem_b2.claim("summable-step", reading="corrected", corrects="nonnegative-coefficients-suffice",
                  controls=corrected_controls)
def summable_step() -> All:
    """Any function with nonnegative Taylor coefficients of finite sum is a potential."""
    return _sum_suffices()


# The theorem says "if". Only if? On all spheres, by Schoenberg's theorem; on one of them, no.

@theorem_b2.claim("not-only-if", reading="sharpened", controls=lambda: {
    "on S²": in_part("positive definite on the circle", replaced(d=3)),
    "on all spheres": in_part("positive definite on the circle", replaced(d=None)),
    "σ = √2·cos 2(φ − θ)": in_part("cos 3x", replaced(rhs=sp.cos(2 * u))),
    "σ = cos 3(φ − θ)": in_part("mean", scaled("lhs", sp.Rational(1, 2))),
})
def not_only_if() -> All:
    """On the circle 4ρ³ − 3ρ = cos 3(θ − w) has a negative coefficient, and comes from √2 cos 3(φ − θ), φ the direction

    of X. On S² it is not even positive definite. So nonnegative Taylor coefficients are necessary on all spheres
    together (fact-schoenberg), not on a given one.
    """
    one, two = sp.symbols("alpha beta")  # 3 times the angles of θ and w; u is 3φ, over 2π
    product = 2 * (sp.cos(u) * sp.cos(one) + sp.sin(u) * sp.sin(one)) * (
        sp.cos(u) * sp.cos(two) + sp.sin(u) * sp.sin(two))
    primitive = (sp.cos(one) * sp.cos(two) * (u + sp.sin(u) * sp.cos(u))
                 + sp.sin(one) * sp.sin(two) * (u - sp.sin(u) * sp.cos(u))
                 + (sp.sin(one) * sp.cos(two) + sp.cos(one) * sp.sin(two)) * sp.sin(u) ** 2)
    angles = Domain.of(Real("alpha"), Real("beta"))
    return All((
        ("positive definite on the circle", PositiveDefiniteOnSphere(T_3, 2)),
        ("cos 3x", Identity(4 * sp.cos(u) ** 3 - 3 * sp.cos(u), sp.expand_trig(sp.cos(3 * u)), Domain.of(Real("u")))),
        ("primitive", Identity(sp.Derivative(primitive, u), product, Domain.of(*angles, Real("u")))),
        ("mean", Identity((primitive.subs(u, 2 * sp.pi) - primitive.subs(u, 0)) / (2 * sp.pi),
                          sp.cos(one) * sp.cos(two) + sp.sin(one) * sp.sin(two), angles)),
    ), "f(ρ) = 4ρ³ − 3ρ on S¹: E σ(X, θ)σ(X, w) = f(θᵀw), σ = √2·cos 3(φ − θ)")


@theorem_b2.derivation
def by_hand() -> Iterator[Line]:
    """The dual of a sum, the missing condition, and a series that converges everywhere."""
    yield Line("For Hermite polynomials, one integration by parts a step gives", _duals.hermite_mean_for_all())
    yield Line("So the orthonormal h_i have duals ρ^i, and sums of them", dual_of_a_sum())
    finite = sp.Sum(sp.Symbol("c_i"), (i, 0, sp.oo))
    yield Line("At ρ = 1 this is the mean square of σ, which is to be finite:", finite)
    yield Line("Convergence at each x says nothing of it. The energy of φ = e^{−x²/4}He_n falls:",
               _lacunary.energy())
    yield Line("so that for n = 2k, x² ≤ 2n + 1, h_n(x)² is at most 2e^{x²/2} times", _lacunary.central())
    yield Line("whose square is at most", 1 / (2 * _lacunary.k + 1))
    yield Line("With n = 16^j, c_n = q^j the terms are below a multiple of (√q/2)^j: the sum converges at every x for "
               "q < 4, while the mean square is, up to the m-th term,", _lacunary.mean_square()[0][1])
    yield Line("infinite for q ≥ 1. With a finite sum, all is well:", _sum_suffices())
    yield Line("That is the exact condition for coefficients c_i ≥ 0. On the circle other signs are possible:",
               PositiveDefiniteOnSphere(T_3, 2))
