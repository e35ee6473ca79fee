"""Duals: the mean E f(X) f(Y) over a pair of standard normal variables with covariance ρ, in closed form.

The pair's density is φ = e^L/(2π). What is a divergence of (fgφ) has the mean 0 when f and g grow like polynomials or
exponentials. Angles: ρ = cos α, 0 < α < π, so that acos ρ is α, asin ρ is π/2 − α, and √(1 − ρ²) is sin α.
"""

from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Computation, Family, Identity, SolvesRecurrence, hermite_mean

from .._symbols import k, m, n, s, t, u, v, x, y, z

rho, alpha, U, V, W, kappa, N = sp.symbols("rho alpha U V W kappa N")
H = sp.Function("H")(x)
f, g = sp.Function("f")(x), sp.Function("g")(y)
RHO = Real("rho", gt=-1, lt=1)
ANGLE = Domain.of(Real("alpha", gt=0, lt="22/7"))
"""The angles, up to a little beyond π: the identities hold there too."""
PLANE = Domain.of(Real("x"), Real("y"), RHO)


@cache
def log_density() -> Any:
    """(2·ρ·x·y − x² − y²)/(2 − 2·ρ²) − log(1 − ρ²)/2."""
    return -(x**2 - 2 * rho * x * y + y**2) / (2 * (1 - rho**2)) - sp.log(1 - rho**2) / 2


# The pair.

def joint(squares_u: Any = U, product: Any = W, squares_v: Any = V) -> Any:
    """E e^{s uᵀX + t vᵀX} for |u|² = U, uᵀv = W, |v|² = V."""
    return sp.exp((s**2 * squares_u + 2 * s * t * product + t**2 * squares_v) / 2)


def joint_parts() -> dict[str, Identity]:
    """That it is, for every number of coordinates: one coordinate, and the step to one more."""
    reals = Domain.of(*map(Real, ("s", "t", "u", "v")), Real("U", ge=0), Real("V", ge=0), Real("W"))
    c = s * u + t * v
    return {
        "one_coordinate": Identity(sp.exp(c * x) * sp.exp(-(x**2) / 2), sp.exp(c**2 / 2) * sp.exp(-((x - c) ** 2) / 2),
                                   Domain.of(Real("x"), *map(Real, ("s", "t", "u", "v")))),
        "no_coordinate": Identity(joint(0, 0, 0), 1, Domain.of(Real("s"), Real("t"))),
        "one_more_coordinate": Identity(joint() * sp.exp(c**2 / 2), joint(U + u**2, W + u * v, V + v**2), reals),
    }


def divergence(F: Any) -> Any:
    """(∂_x + ρ ∂_y)(Fφ)/φ, whose mean is 0."""
    L = log_density()
    return sp.diff(F, x) + F * sp.diff(L, x) + rho * (sp.diff(F, y) + F * sp.diff(L, y))


def slope_of_density() -> Identity:
    """∂φ/∂ρ = ∂²φ/∂x∂y for the density φ = e^L, divided by φ."""
    L = log_density()
    return Identity(sp.diff(L, rho), sp.diff(L, x) * sp.diff(L, y) + sp.diff(L, x, y), PLANE)


def derivative_of_a_dual() -> All:
    """d/dρ E f(X)g(Y) = E f′(X)g′(Y): the density satisfies ∂φ/∂ρ = ∂²φ/∂x∂y, and two integrations by parts."""
    F, G, L = f.diff(x), g.diff(y), log_density()
    return All((
        ("∂φ/∂ρ = ∂²φ/∂x∂y", slope_of_density()),
        ("by parts", Identity(
            f * g * (sp.diff(L, x) * sp.diff(L, y) + sp.diff(L, x, y)) - F * G,
            (sp.diff(f * g, x) + f * g * sp.diff(L, x)) * sp.diff(L, y) + f * g * sp.diff(L, x, y)
            - (sp.diff(F * g, y) + F * g * sp.diff(L, y)), PLANE)),
    ), "d/dρ E f(X)g(Y) = E f′(X)g′(Y)")


# Hermite polynomials: He_0 = 1, He_{n+1} = x He_n − He_n′.

def hermite_derivative() -> Identity:
    """He_{n+1}′ = (n + 1)He_n, if He_n′ = n He_{n−1}; g is He_{n−1}, and He_n = xg − g′."""
    G = sp.Function("g")(x)
    He = x * G - G.diff(x)
    return Identity(He + x * (n * G) - n * G.diff(x), (n + 1) * He, Domain.of(Real("x"), Integer("n", ge=1)))


def hermite_lowering() -> Identity:
    """E (xf − f′)(X) g(Y) = ρ E f(X) g′(Y), up to a divergence; with f = He_m, g = He_n it lowers both indices."""
    return Identity((x * f - f.diff(x)) * g - rho * f * g.diff(y), -divergence(f * g), PLANE)


def hermite_mean_for_all() -> All:
    """E He_m(X) He_{m+k}(Y) for all m and k, ρ > 0 or ρ < 0: from m = 0 upwards. z is E He_k(Y): 1 or 0."""
    k_any, tau = Integer("k", ge=0), sp.Symbol("tau")
    closed = rho**m * sp.factorial(m + k) / sp.factorial(k) * z
    positive = SolvesRecurrence(m, closed, ratio=rho * (m + 1 + k), first=z, domain=Domain.of(
        k_any, Real("rho", gt=0, lt=1), Real("z")))
    negative = SolvesRecurrence(m, closed.subs(rho, -tau), ratio=-tau * (m + 1 + k), first=z, domain=Domain.of(
        k_any, Real("tau", gt=0, lt=1), Real("z")))
    return All((
        ("He_n′ = nHe_(n−1)", hermite_derivative()),
        ("lowering", hermite_lowering()),
        ("E He_k = 0 for k ≥ 1", Identity(x * f - f.diff(x), -divergence(f), PLANE)),
        ("m steps, ρ > 0", positive),
        ("m steps, ρ = −τ < 0", negative),
        ("k = 0", SolvesRecurrence(n, rho**n * sp.factorial(n), ratio=rho * (n + 1), first=1,
                                   domain=Domain.of(Real("rho", gt=0, lt=1)))),
    ), "E He_m(X)·He_n(Y) = n!·ρ^n for m = n, else 0")


def hermite_orthonormal(norm: Any = None) -> ForAll:
    """κHe_n has the dual ρ^n exactly when κ²n! = 1; N is n!, z is ρ^n, which is not 0."""
    norm = kappa**2 * N if norm is None else norm
    return ForAll((), sp.Or(sp.And(sp.Eq(norm, 1), sp.Eq(kappa**2 * N * z, z)),
                            sp.And(sp.Ne(norm, 1), sp.Ne(kappa**2 * N * z, z))),
                  Domain.of(Real("kappa"), Real("N", ge=1), Real("z", gt=0)))


def hermite_by_moments() -> Family:
    """The same through mixed moments, n by n, with the products of different degree."""
    def one(degree: int) -> All:
        pairs = [(degree, degree), *((lower, degree) for lower in range(degree))]
        return All(tuple((f"E He_{a}·He_{b}", Computation(
            f"E He_{a}(X)·He_{b}(Y) = " + (f"{b}!·ρ^{b}" if a == b else "0"), hermite_mean, (("m", a), ("n", b)),
            (*[0] * b, int(sp.factorial(b))) if a == b else (0,))) for a, b in pairs))
    return Family("n", tuple(range(11)), one, "E He_m(X)·He_n(Y) = n!·ρ^n for m = n, else 0")


def generating_function() -> All:
    """e^{sx − s²/2} = Σ He_n(x)s^n/n!, and E e^{sX − s²/2} e^{tY − t²/2} = e^{stρ}: compare the powers of s and t."""
    G = sp.exp(s * x - s**2 / 2)
    reals = Domain.of(Real("s"), Real("t"), RHO)
    return All((
        ("in s", Identity(sp.Derivative(G, s), (x - s) * G, Domain.of(Real("s"), Real("x")))),
        ("its recurrence", Identity(
            # the powers of s in G′ = (x − s)G, against He_{n+1} = x He_n − nHe_{n−1}
            (x * H - n * sp.Function("h")(x)) / sp.factorial(n),
            x * H / sp.factorial(n) - sp.Function("h")(x) / sp.factorial(n - 1),
            Domain.of(Real("x"), Integer("n", ge=1)))),
        ("mean", Identity(joint(1, rho, 1) * sp.exp(-(s**2) / 2) * sp.exp(-(t**2) / 2), sp.exp(s * t * rho), reals)),
        ("powers of st", SolvesRecurrence(
            n, rho**n / sp.factorial(n), ratio=rho / (n + 1), first=1, domain=Domain.of(Real("rho", gt=0, lt=1)))),
    ), "E e^(sX − s²/2)·e^(tY − t²/2) = e^(stρ) = Σ (st)^n·ρ^n/n!")


# Sign and ReLU, in the angle.


@cache
def sign_potential() -> Any:
    """1 − 2·α/π."""
    return 1 - 2 * alpha / sp.pi


@cache
def step() -> Any:
    """P(X > 0, Y > 0), the dual of the step."""
    return (sp.pi - alpha) / (2 * sp.pi)


@cache
def relu_potential() -> Any:
    """((π − α)·cos(α) + sin(α))/(2·π)."""
    return (sp.sin(alpha) + (sp.pi - alpha) * sp.cos(alpha)) / (2 * sp.pi)


@cache
def density_at_zero() -> Any:
    """The pair's density at (0, 0)."""
    return 1 / (2 * sp.pi * sp.sin(alpha))


def in_rho(derivative: Any) -> Any:
    """d/dα of what has this derivative in ρ = cos α."""
    return derivative * sp.diff(sp.cos(alpha), alpha)


def sign_dual(closed: Any = None) -> All:
    """The derivative of P(X > 0, Y > 0) in ρ is the density at 0; sign has the dual 4P − 1, which is 0 at ρ = 0."""
    closed = sign_potential() if closed is None else closed
    return All((
        ("∂φ/∂ρ = ∂²φ/∂x∂y", slope_of_density()),
        ("slope", Identity(sp.Derivative(closed, alpha), in_rho(4 * density_at_zero()), ANGLE)),
        ("at ρ = 0", Identity(closed.subs(alpha, sp.pi / 2), 4 * sp.Rational(1, 4) - 1)),
        ("at ρ = 1", Identity(closed.subs(alpha, 0), 1)),
        ("at ρ = −1", Identity(closed.subs(alpha, sp.pi), -1)),
    ), "E sign(X)·sign(Y) = 1 − (2/π)·acos ρ = (2/π)·asin ρ")


def sign_by_arcs(closed: Any = None) -> All:
    """The direction of (X, Z) is uniform: the signs of cos φ and cos(φ − α) agree on two arcs of π − α."""
    closed = sign_potential() if closed is None else closed
    agree, differ = 2 * (sp.pi - alpha), 2 * alpha
    return All((
        ("the circle", Identity(agree + differ, 2 * sp.pi, ANGLE)),
        ("both positive on (α − π/2, π/2)", Identity(sp.pi / 2 - (alpha - sp.pi / 2), agree / 2, ANGLE)),
        ("mean", Identity((agree - differ) / (2 * sp.pi), closed, ANGLE)),
    ), "E sign(X)·sign(Y) = (2(π − α) − 2α)/(2π), ρ = cos α")


def sign_coefficients() -> All:
    """The Hermite coefficients: E sign·He_{2k+1} = 2He_{2k}(0)φ(0). Their squares are the Taylor coefficients."""
    normal = sp.exp(-(x**2) / 2)
    at_zero = (-1) ** k * sp.factorial(2 * k) / (2**k * sp.factorial(k))  # He_{2k}(0)
    square = 4 * at_zero**2 / (2 * sp.pi * sp.factorial(2 * k + 1))
    taylor = 2 * sp.factorial(2 * k) / (sp.pi * 4**k * sp.factorial(k) ** 2 * (2 * k + 1))
    slope = taylor * (2 * k + 1)  # of (2/π)/√(1 − ρ²), whose equation is (1 − ρ²)y′ = ρy
    return All((
        ("antiderivative", Identity(sp.Derivative(-H * normal, x), (x * H - H.diff(x)) * normal, Domain.of(Real("x")))),
        ("He_(2k)(0)", SolvesRecurrence(k, at_zero, ratio=-(2 * k + 1), first=1)),
        ("squares", Identity(square, taylor, Domain.of(Integer("k", ge=0)))),
        ("Taylor coefficients", SolvesRecurrence(k, slope, ratio=(2 * k + 1) / (2 * k + 2), first=2 / sp.pi)),
    ), "(2/π)·asin ρ = Σ_k a_(2k+1)²·ρ^(2k+1),  a_(2k+1)² = (2/π)·(2k)!/(4^k·k!²·(2k+1))")


def relu_dual(closed: Any = None) -> All:
    """Its derivative in ρ is the dual of the step, and at ρ = 0 it is (E X₊)² = 1/(2π)."""
    closed = relu_potential() if closed is None else closed
    normal = sp.exp(-(x**2) / 2)
    return All((
        ("slope", Identity(sp.Derivative(closed, alpha), in_rho(step()), ANGLE)),
        ("slope of the step", Identity(sp.Derivative(step(), alpha), in_rho(density_at_zero()), ANGLE)),
        ("the step at ρ = 0", Identity(step().subs(alpha, sp.pi / 2), sp.Rational(1, 4))),
        ("E X₊ = φ(0)", Identity(sp.Derivative(-normal, x), x * normal, Domain.of(Real("x")))),
        ("at ρ = 0", Identity(closed.subs(alpha, sp.pi / 2), (1 / sp.sqrt(2 * sp.pi)) ** 2)),
        ("at ρ = 1", Identity(closed.subs(alpha, 0), sp.Rational(1, 2))),
        ("at ρ = −1", Identity(closed.subs(alpha, sp.pi), 0)),
    ), "E X₊Y₊ = (√(1 − ρ²) + (π − acos ρ)·ρ)/(2π)")


def relu_by_arcs(closed: Any = None) -> All:
    """In polar coordinates: E R² = 2, and cos φ·cos(φ − α) is averaged over the arc where both are positive."""
    closed = relu_potential() if closed is None else closed
    angle = sp.Symbol("u")
    both = sp.cos(angle) * (sp.cos(alpha) * sp.cos(angle) + sp.sin(alpha) * sp.sin(angle))
    primitive = (sp.cos(alpha) * (angle + sp.sin(angle) * sp.cos(angle)) + sp.sin(alpha) * sp.sin(angle) ** 2) / 2
    over = primitive.subs(angle, sp.pi / 2) - primitive.subs(angle, alpha - sp.pi / 2)
    radius = -(y**2 + 2) * sp.exp(-(y**2) / 2)
    return All((
        ("primitive", Identity(sp.Derivative(primitive, angle), both, Domain.of(*ANGLE, Real("u")))),
        ("E R²", Identity(sp.Derivative(radius, y), y**2 * y * sp.exp(-(y**2) / 2), Domain.of(Real("y", ge=0)))),
        ("E R² = 2", Identity(0 - radius.subs(y, 0), 2)),
        ("mean", Identity(2 * over / (2 * sp.pi), closed, ANGLE)),
    ), "E X₊Y₊ = (1/π)·∫ cos u·cos(u − α) du over (α − π/2, π/2), ρ = cos α")


# Exponentials.


@cache
def exponential() -> Any:
    """e^(ρ·t²)."""
    return sp.exp(t**2 * rho)


def exponential_dual(closed: Any = None) -> All:
    """e^{tx − t²/2} has the dual e^{t²ρ}: by the pair's transform, by the slope in ρ, and by Hermite coefficients."""
    closed = exponential() if closed is None else closed
    where = Domain.of(Real("t"), RHO)
    powers = Domain.of(Real("t", gt=0), Real("rho", gt=0, lt=1))
    return All((
        ("mean", Identity(joint(1, rho, 1).subs(s, t) * sp.exp(-(t**2)), closed, where)),
        ("slope", Identity(sp.Derivative(closed, rho), t**2 * closed, where)),
        ("at ρ = 0", Identity(closed.subs(rho, 0), 1, Domain.of(Real("t")))),
        ("coefficients", SolvesRecurrence(n, (t**n) ** 2 / sp.factorial(n) * rho**n, ratio=t**2 * rho / (n + 1),
                                          first=1, domain=powers)),
    ), "E e^(tX − t²/2)·e^(tY − t²/2) = e^(t²ρ)")


def covariance_step() -> ForAll:
    """One more coordinate adds uv to the covariance W; p, q are E of its products with the others, z its variance."""
    p, q = sp.symbols("p q")
    return ForAll((sp.Eq(p, 0), sp.Eq(q, 0), sp.Eq(z, 1)), sp.Eq(W + u * p + v * q + u * v * z, W + u * v),
                  Domain.of(*map(Real, ("W", "u", "v", "p", "q", "z"))),
                  named=("independent, mean 0", "independent, mean 0", "variance 1"))
