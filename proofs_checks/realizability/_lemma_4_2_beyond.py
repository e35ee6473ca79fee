"""Lemma 4.2, what it does not say: the cone at the origin, the jump at ε, the transform at all frequencies, trials."""

from fractions import Fraction
from functools import cache
from math import comb
from typing import Any

import sympy as sp

from verify.certify import PositiveDefinite, RadialProfile
from verify.claims import Domain, Integer, Real
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity, inside_polynomial
from verify.observe import Trials

from .._symbols import D_ANY, D_ODD, EPS_UNIT, MU_POS, R_POS, d, eps, i, mu, r, t, u
from .lemma_4_2 import lemma_4_2
from .lemma_b9 import radial_laplacian, remainder, yukawa

M, P, Q, T, C, F1, F2 = sp.symbols("M P Q T C F_1 F_2")
f = sp.Function("f")(r)


# The cone.


def scaled_eps() -> Any:
    """s = με."""
    return mu * eps


@cache
def potential_inside() -> Any:
    """Φ_ε for r ≤ ε, d = 3, before it is normalised: e^{−s}/ε (1 + (1 + s)v + (2 + 2s + s²)v²(3 − v)/6)."""
    s, v = scaled_eps(), 1 - r / eps
    return sp.exp(-s) / eps * (1 + (1 + s) * v + (2 + 2 * s + s**2) * remainder(sp.Integer(2)).subs(sp.Symbol("v"), v))


@cache
def outside() -> Any:
    """e^(−μ·r)/r."""
    return yukawa(1, sp.Integer(1))


BALL = Domain.of(MU_POS, Real("eps", gt=0))


@lemma_4_2.claim("cone", reading="sharpened", controls=lambda: {
    "the slope at 0 of another sign": in_part("three dimensions", scaled("rhs", -1)),
    "P₁ ≥ 0 only": in_part("all odd dimensions", replaced(domain=Domain.of(Real("P", ge=0), Real("T", ge=0)))),
})
def cone() -> All:
    """Φ_ε′(0+) < 0: seen from the origin the potential is a cone. It is −e^{−s} ε^{1−d} times P₁ plus terms ≥ 0 (T),
    by Lemma B.9's formula for k = 1 at v = 1; and for d = 3 it is explicit."""
    s = scaled_eps()
    return All((
        ("all odd dimensions", ForAll((), sp.Gt(P + T, 0), Domain.of(Real("P", gt=0), Real("T", ge=0)))),
        ("three dimensions", Identity(
            sp.diff(potential_inside(), r).subs(r, 0), -sp.exp(-s) / eps**2 * (2 + 2 * s + s**2 / 2), BALL)),
    ), "Φ_ε′(0+) = −e^{−s} ε^{1−d} [Σ_{i≤d−3} P_{1+i}(s)/i! + P_{d−1}(s)(d−2)/(d−1)!] < 0")


@cache
def length() -> Any:
    """√(2·C·t + r² + t²)."""
    return sp.sqrt(r**2 + 2 * t * C + t**2)


LINE = Domain.of(R_POS, Real("C"))


@lemma_4_2.claim("hessian", reading="sharpened", controls=lambda: {
    "|x + ty|″ without the square": in_part("second derivative of the distance", scaled("rhs", r)),
    "across: f″": in_part("across", replaced(rhs=F2)),
    "d times f′/r": in_part("trace", substituted("lhs", {d: d + 1})),
})
def hessian() -> All:
    """The Hessian of f(|x|) has the eigenvalue f″ along x and f′/r, d − 1 times, across: along a unit vector y with
    C = x·y its form is f″ u′² + f′ u″, u = |x + ty|, at t = 0. The trace is the radial Laplacian."""
    form = F2 * (C / r) ** 2 + F1 * (1 / r - C**2 / r**3)
    slopes = Domain.of(R_POS, Real("F_1"), Real("F_2"))
    return All((
        ("first derivative of the distance", Identity(sp.diff(length()**2, t).subs(t, 0) / (2 * r), C / r, LINE)),
        ("second derivative of the distance", Identity(
            (sp.diff(length()**2, t, 2) / 2 - (C / r) ** 2) / r, 1 / r - C**2 / r**3, LINE)),
        ("along", Identity(form.subs(C, r), F2, slopes)),
        ("across", Identity(form.subs(C, 0), F1 / r, slopes)),
        ("trace", Identity(sp.Derivative(f, (r, 2)) + (d - 1) * sp.Derivative(f, r) / r, radial_laplacian(f),
                           Domain.of(R_POS, D_ANY))),
    ), "∇²f(|x|) has the eigenvalues f″(r), once, and f′(r)/r, d − 1 times")


@lemma_4_2.claim("hessian-unbounded", reading="sharpened", controls=lambda: {
    "Φ_ε′ of either sign": without(0),
    "r up to twice b/M": replaced(assume=(F1 <= -C, r * M <= 2 * C)),
})
def hessian_unbounded() -> ForAll:
    """Φ_ε′ increases up to ε, so Φ_ε′(r) ≤ Φ_ε′(ε) = −C < 0 inside, and the eigenvalue Φ_ε′/r is below any −M for
    r ≤ C/M: bounds on the radial derivatives are no bounds on the Hessian near the origin."""
    return ForAll((F1 <= -C, r * M <= C), sp.Le(F1 / r, -M),
                  Domain.of(R_POS, Real("M", gt=0), Real("C", gt=0), Real("F_1")),
                  ("lem-B.9/signs: Φ_ε″ ≥ 0, and Φ_ε′(ε) < 0", "r close to 0"))


# The smoothness at ε.

def _jump(order: int) -> sp.Expr:
    """Φ_ε^{(order)} from outside less that from inside at ε, for d = 3."""
    return (sp.diff(outside(), r, order) - sp.diff(potential_inside(), r, order)).subs(r, eps)


@lemma_4_2.claim("third-derivative-jump", reading="sharpened", controls=lambda: {
    "no jump": in_part("third derivative", replaced(rhs=sp.Integer(0))),
    "8 becomes 6": in_part("third derivative", substituted("rhs", {8: 6})),
    "s negative": in_part("not zero", replaced(domain=Domain.of(Real("u", gt=-3)))),
})
def third_derivative_jump() -> All:
    """For d = 3 the third derivative, which the convergence proof uses and the lemma (orders up to d − 1 = 2) does not
    bound, jumps at ε: the potential is C² only."""
    s = scaled_eps()
    return All((
        *((name, Identity(_jump(order), sp.Integer(0), BALL))
          for order, name in enumerate(("value", "first derivative", "second derivative"))),
        ("third derivative", Identity(_jump(3), -sp.exp(-s) / eps**4 * (8 + 8 * s + 4 * s**2 + s**3), BALL)),
        ("not zero", ForAll((), sp.Gt(8 + 8 * u + 4 * u**2 + u**3, 0), Domain.of(Real("u", gt=0)))),
    ), "Φ_ε‴(ε+) − Φ_ε‴(ε−) = −e^{−s} ε^{−4} (8 + 8s + 4s² + s³) ≠ 0 for d = 3")


@lemma_4_2.claim("top-derivative-jump", reading="sharpened", controls=lambda: {
    "ε^{3−2d}": in_part("inside", scaled("rhs", eps)),
    "P_d of either sign": in_part("not zero", replaced(domain=Domain.of(Real("P", gt=0), Real("Q")))),
})
def top_derivative_jump() -> All:
    """For every odd d the d-th derivative jumps at ε by −(P_{d−1} + P_d) e^{−s} ε^{2−2d}: P_{d−1} e^{−s} ε^{2−2d} from
    inside, where Φ_ε^{(d−1)} is linear, and −P_d e^{−s} ε^{2−2d} from outside. So Φ_ε is C^{d−1}, and no more."""
    return All((
        ("inside", Identity(sp.Derivative(P * sp.exp(-scaled_eps()) * eps ** (3 - 2 * d) * r / eps, r),
                            P * sp.exp(-scaled_eps()) * eps ** (2 - 2 * d),
                            Domain.of(MU_POS, EPS_UNIT, R_POS, D_ODD, Real("P", gt=0)))),
        ("not zero", ForAll((), sp.Gt(P + Q, 0), Domain.of(Real("P", gt=0), Real("Q", gt=0)))),
    ), "Φ_ε^{(d)}(ε+) − Φ_ε^{(d)}(ε−) = −(P_{d−1}(s) + P_d(s)) e^{−s} ε^{2−2d} ≠ 0")


# Its transform at all frequencies: for every odd d, and by balls.

W, LEAST, FROM, TO = sp.symbols("W F x_1 x_2")
A0, A1 = sp.symbols("a_0 a_1")


@lemma_4_2.claim("transform-positive", reading="sharpened", controls=lambda: {
    "the degree of Q is 2d": in_part("the weight has no zero", replaced(assume=(i <= 2 * d,))),
    "the interval may be a point": in_part("the mixture", without(2)),
    "Laplace[K_d] with −(d−2)": in_part("the kernels are not zero", lambda c: replaced(
        conclude=sp.Gt(c.conclude.lhs - 2 * (d - 2), 0))(c)),
})
def transform_positive() -> All:
    """F(Φ_ε)(ω) > 0 for all ω and every odd d: W = e^{−μx} Q x^{1−2d} has the coefficients (2d−2−i)a_i + μa_{i−1} > 0
    in Q, a_i > 0 those of P_{d−1}; F(T_x)(ω) is a multiple of K_d(ωx), nonnegative, analytic in x and not identically
    zero, so on some interval beyond ε it is at least a positive F; the integral is at least that of W F there. (At
    ω = 0 it is the integral of T_x > 0.) That an analytic function has isolated zeros is not machine-checked."""
    return All((
        ("the weight has no zero", ForAll(
            (2 * i <= (d - 3) + 2 * (d - 1),), sp.Gt((2 * d - 2 - i) * A1 + mu * A0, 0),
            Domain.of(D_ODD, MU_POS, Integer("i", ge=0), Real("a_0", ge=0), Real("a_1", gt=0)))),
        ("the kernels are not zero", ForAll((), sp.Gt(d - 2 + (2 * d - 1) * P**2, 0),
                                            Domain.of(D_ODD, Real("P", gt=0)))),
        ("the mixture", ForAll(
            (sp.Ge(Q, W * LEAST * (TO - FROM)), LEAST > 0, FROM < TO), sp.Gt(Q, 0),
            Domain.of(*(Real(name) for name in ("Q", "F", "x_1", "x_2")), Real("W", gt=0)),
            ("W F(T_x) ≥ 0: lem-B.9/weight, lem-B.7/every-odd-dimension", "zeros of K_d are isolated", "likewise"))),
    ), "F(Φ_ε)(ω) = ∫_ε^∞ W(x) F(T_x)(ω) dx > 0 for all ω, every odd d ≥ 3")


Instance = tuple[int, Fraction, Fraction]


def profile(at: Instance) -> RadialProfile:
    """e^s Φ_ε on R^d for (d, μ, ε), with the formula inside the ball in powers of r."""
    dim, rate, radius = at
    inside = inside_polynomial(dim, 0, rate * radius)  # in powers of v = 1 − r/ε
    powers = tuple(radius ** (2 - dim - i) * (-1) ** i * sum(c * comb(j, i) for j, c in enumerate(inside))
                   for i in range(len(inside)))
    return RadialProfile(dim, radius, powers, (rate, Fraction(1)))


def flat_topped(at: Instance) -> RadialProfile:
    """The same outside, with its value at ε kept inside."""
    bent = profile(at)
    edge = inside_polynomial(at[0], 0, at[1] * at[2])[0]
    return RadialProfile(bent.d, bent.radius, (bent.radius ** (2 - bent.d) * edge,), bent.tail)


@lemma_4_2.claim("transform-instances", reading="sharpened", expect="certified", controls=lambda: {
    "flat inside, Φ(ε) for r < ε": replaced(build=lambda at: PositiveDefinite(flat_topped(at), "Φ")),
})
def transform_instances() -> Family:
    """The transform of Φ_ε on R^d is positive at every frequency: by balls, and by coefficients far out."""
    values = tuple((dim, Fraction(rate), Fraction(radius)) for dim in (3, 5, 7, 9, 11) for rate in ("1/2", 1, 3)
                   for radius in ("1/10", "1/2"))
    return Family("(d, √λ, ε)", values, lambda at: PositiveDefinite(profile(at), "Φ_ε"),
                  claim="F[Φ_ε](ω) > 0 for all ω")


# Trials in floating point.

TRIALS = f"{__package__}._gram_trials"


@lemma_4_2.claim("gram-matrices", reading="sharpened", expect="observed", controls=lambda: {
    "min(Φ_ε(r), Φ_ε(ε))": replaced(trial=f"{TRIALS}:flat_topped"),
    "the indicator of r < ε": replaced(trial=f"{TRIALS}:indicator"),
})
def gram_matrices() -> Trials:
    """As floating point sees it: Gram matrices of Φ_ε at 5 to 40 random points within a few ε have no eigenvalue below
    −10^{−10} for each point, in dimensions 3 to 11."""
    return Trials("the Gram matrix of Φ_ε at random points is positive semidefinite", f"{TRIALS}:potential", (1, 200),
                  "97/100")
