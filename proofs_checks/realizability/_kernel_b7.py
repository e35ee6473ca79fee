"""The kernel T_x(r) = (x − r)_+^{d−1} ((d−1)x + r)/d! and its mixture, piece by piece, for lem-B.7."""

from fractions import Fraction

import sympy as sp

from verify.claims import Domain, Integer, Proposition, Real, Variable
from verify.decide import ForAll
from verify.exact import (
    All,
    Family,
    Identity,
    exponential_constant,
    exponential_pair,
    exponential_transform,
    laplace_pair,
    power_pair,
    text,
)
from verify.exact import kernel as kernel_coefficients

from .._symbols import D_ODD, R_POS, d, eps, k, m, n, omega, r, t, u, x, y, z

p, tau, w, transform, bound, total = sp.symbols("p tau w F B I")
P_POS, U_POS, X_POS, T_POS, EPS_POS = (Real(name, gt=0) for name in ("p", "u", "x", "t", "eps"))
ORDER = Integer("k", ge=0)
FROM_FIVE = Integer("m", ge=2)
"""d = 2m + 1 = 5, 7, 9, ..."""


def kernel(distance: sp.Expr, depth: sp.Expr) -> sp.Expr:
    """T_x(r) at x = r + depth."""
    return depth ** (d - 1) * ((d - 1) * (distance + depth) + distance) / sp.factorial(d)


def kernel_derivative(order: sp.Expr) -> sp.Expr:
    """(−1)^k T_x^{(k)}(r) in terms of x and u = x − r."""
    return u ** (d - 1 - order) * ((d - order) * x - u) / sp.factorial(d - order)


def kernel_derivatives(dimension: Variable = D_ODD) -> All:
    """All derivatives of T_x on r < x; those below d−1 vanish at r = x, and the next one is r."""
    domain = Domain.of(X_POS, U_POS, dimension)
    return All.of(
        "(−1)^k T_x⁽ᵏ⁾(r) = " + text(kernel_derivative(k)) + " ≥ 0 with u = x − r, 0 ≤ k ≤ d−1; for k = d−1 it is r",
        order_0=Identity(kernel_derivative(sp.Integer(0)), kernel(x - u, u), domain),
        next_order=Identity(sp.Derivative(kernel_derivative(k), u), kernel_derivative(k + 1),
                            Domain.of(*domain, ORDER)),
        order_d_minus_1=Identity((-1) ** (2 * m) * kernel_derivative(d - 1).subs(d, 2 * m + 1), x - u,
                                 Domain.of(X_POS, U_POS, Integer("m", ge=1))),
        no_lower_order_jumps=ForAll((k <= d - 2,), d - 1 - k >= 1, Domain.of(dimension, ORDER)),
        signs=ForAll((k <= d - 1, u <= x), (d - k) * x - u >= 0, Domain.of(X_POS, U_POS, dimension, ORDER)),
    )


def mixture_closed_form(dimension: Variable = D_ODD) -> All:
    """∫ x^{−2} T_x(r) dx has the antiderivative (x − r)^d/(d! x): so Φ = [(t−r)_+^d − (t/ε)(ε−r)_+^d]/d!."""
    antiderivative = u**d / (sp.factorial(d) * (r + u))
    outer, inner = y**d / sp.factorial(d), (t * (eps - r) ** d / (eps * sp.factorial(d)))
    return All.of(
        f"t ∫_ε^t T_x(r)/x² dx = {text(outer.subs(y, t - r))} − {text(inner)} for r ≤ ε; "
        "the first term alone for ε ≤ r ≤ t",
        antiderivative=Identity(sp.Derivative(antiderivative, u), kernel(r, u) / (r + u) ** 2,
                                Domain.of(Real("r", ge=0), U_POS, dimension)),
        upper_end=Identity((r + y) * antiderivative.subs(u, y), outer,
                           Domain.of(Real("r", ge=0), Real("y", gt=0), dimension)),
        lower_end_inside=Identity(t * antiderivative.subs({r: eps - w, u: w}), t * w**d / (eps * sp.factorial(d)),
                                  Domain.of(EPS_POS, T_POS, Real("w", gt=0), dimension)),
        zero_at_x_equal_r=ForAll((), d >= 1, Domain.of(dimension)),
    )


def mixture_derivatives(dimension: Variable = D_ODD) -> All:
    """The derivatives of that Φ up to order d−1: the two clauses of the lemma, and no jump at ε or t."""
    y_pos, w_pos = Real("y", gt=0), Real("w", gt=0)

    def outer(order: sp.Expr) -> sp.Expr:
        return y ** (d - order) / sp.factorial(d - order)

    def inner(order: sp.Expr) -> sp.Expr:  # w = ε − r, and t − r = w + y with y = t − ε
        return ((w + y) ** (d - order) - (eps + y) / eps * w ** (d - order)) / sp.factorial(d - order)

    order_domain = Domain.of(ORDER, dimension)
    return All.of(
        f"(−1)^k Φ⁽ᵏ⁾ = {text(outer(k))} for y = t − r ≤ t − ε, {text(inner(k))} for w = ε − r > 0, y = t − ε; "
        "Φ⁽ᵈ⁻¹⁾ = t − r and (t−ε)r/ε; no jump at ε or t up to order d−1",
        outside_next_order=Identity(sp.Derivative(outer(k), y), outer(k + 1), Domain.of(y_pos, *order_domain)),
        outside_order_d_minus_1=Identity(outer(d - 1).subs(y, t - r), t - r, Domain.of(T_POS, R_POS)),
        inside_next_order=Identity(sp.Derivative(inner(k), w), inner(k + 1),
                                   Domain.of(y_pos, w_pos, EPS_POS, *order_domain)),
        inside_order_d_minus_1=Identity(inner(d - 1).subs({w: eps - r, y: t - eps}, simultaneous=True),
                                        (t - eps) / eps * r, Domain.of(EPS_POS, T_POS, R_POS)),
        sign_of_order_d_minus_1=Identity((-1) ** (2 * m), 1, Domain.of(Integer("m", ge=1))),
        nothing_jumps_at_eps_or_t=ForAll((k <= d - 1,), d - k >= 1, order_domain),
        zero_beyond_t=ForAll((x <= t, r > t), r > x, Domain.of(EPS_POS, X_POS, T_POS, R_POS)),
    )


def kernel_is_mixture() -> All:
    """T_x(r) is the integral of τ (τ − r)_+^{d−2}/(d−2)! over τ < x."""
    return All.of(
        "T_x(r) = ∫_r^x τ (τ − r)^(d−2)/(d−2)! dτ",
        derivative=Identity(sp.Derivative(kernel(r, u), u), (r + u) * u ** (d - 2) / sp.factorial(d - 2),
                            Domain.of(Real("r", ge=0), U_POS, D_ODD)),
        zero_at_the_lower_end=ForAll((), d - 1 >= 1, Domain.of(D_ODD)),
    )


def positive_by_askey() -> All:
    """The exponent d−2 meets Askey's bound from d = 5 on, and T_x is Euclid's hat in d = 3."""
    hat = sp.pi / 12 * (x - r) ** 2 * (2 * x + r)  # the common part of two balls of radius x/2 at distance r
    return All.of(
        "T_x is positive definite on R^d, d = 3, 5, 7, … (by Askey's theorem)",
        mixture=kernel_is_mixture(),
        Askey=ForAll((), d - 2 >= (d + 1) / 2, Domain.of(Integer("d", ge=5, residue=(1, 2)))),
        weight=ForAll((transform >= 0,), tau * transform >= 0, Domain.of(Real("tau", gt=0), Real("F")),
                      named=("fact-askey",)),
        d_3=Identity(sp.pi / 2 * kernel(r, u).subs(d, 3), hat.subs(x, r + u), Domain.of(Real("r", ge=0), U_POS)),
    )


def laplace_of_kernel() -> sp.Expr:
    """Laplace[K_d](p) = p^{−d} (1+p²)^{−(d+3)/2} ((d−2) + (2d−1)p²)."""
    return p**-d * (1 + p**2) ** (-(d + 3) / 2) * (d - 2 + (2 * d - 1) * p**2)


def kernel_transform() -> All:
    """From the transform of e^{−pr}: the transform of T_x at frequency 1 has c_d Laplace[K_d] as Laplace transform."""
    E = exponential_transform(d, p, sp.Integer(1))
    power = sp.factorial(n) / p ** (n + 1) * E  # of (x − r)_+^n, and x times a function is −d/dp of its transform
    whole = (-d * sp.Derivative(power.subs(n, d - 1), p) - power.subs(n, d)) / sp.factorial(d)
    domain = Domain.of(P_POS, D_ODD)
    return All.of(
        "∫_0^∞ e^(−p·x) F(T_x)(1) dx = c_d · " + text(laplace_of_kernel()) + ",  c_d = " +
        text(exponential_constant(d)),
        exponential=exponential_pair(d, p, omega),
        powers=power_pair(n, u, p),
        two_powers=Identity((d * x * u ** (d - 1) - u**d) / sp.factorial(d), kernel(x - u, u),
                            Domain.of(X_POS, U_POS, D_ODD)),
        kernel=Identity(whole, exponential_constant(d) * laplace_of_kernel(), domain),
        homogeneous=Identity(kernel(omega * r, omega * u), omega**d * kernel(r, u),
                             Domain.of(Real("omega", gt=0), Real("r", ge=0), U_POS, D_ODD)),
    )


def positive_by_laplace() -> All:
    """K_d >= 0 with nothing but 1 − cos >= 0: convolutions, integrals and products with z keep the sign.

    That K_d is the transform of T_x, and its Laplace transform, is `kernel_transform`.
    """
    q = 1 / (p * (1 + p**2))
    cosine, squared = sp.symbols("c s")
    odd = {d: 2 * m + 1}
    domain = Domain.of(P_POS, FROM_FIVE)
    a = sp.Symbol("a")
    # K_3 at z = 2a; its transform at 2p is that of 2 K_3(2a) at p
    square = 4 * (sp.sin(a) - a * sp.cos(a)) ** 2
    return All.of(
        f"K_d ≥ 0, so F(T_x) ≥ 0, d = 3, 5, 7, …: with q = 1/(p(1+p²)) = Laplace[1 − cos] and d = 2m + 1 ≥ 5, "
        f"Laplace[K_d] = {text(-sp.Derivative(sp.Symbol('q') ** (m + 1) * p ** (2 - m), p) / p)}; K_3 is a square",
        q=laplace_pair(1 - sp.cos(z), q, z, p),
        q_is_of_something_nonnegative=ForAll((cosine**2 + squared**2 <= 1,), 1 - cosine >= 0,
                                             Domain.of(Real("c"), Real("s"))),
        truncated_power=Identity(
            exponential_transform(d, p, sp.Integer(1)).subs(odd) / p ** (2 * m),
            exponential_constant(d).subs(odd) * q ** (m + 1) * p ** (2 - m), domain),
        factors=ForAll((), sp.And(m + 1 >= 1, m - 2 >= 0), Domain.of(FROM_FIVE)),
        kernel=Identity(-sp.Derivative(q ** (m + 1) * p ** (2 - m), p) / p, laplace_of_kernel().subs(odd), domain),
        signs=ForAll((transform >= 0,), tau * transform >= 0, Domain.of(Real("tau", gt=0), Real("F")),
                     named=("fact-laplace",)),
        d_3_is_a_square=laplace_pair(2 * square, laplace_of_kernel().subs({d: 3, p: p / 2}), a, p),
    )


def integrable_and_realizable(dimension: Variable = D_ODD) -> All:
    """Φ is square-integrable with integrable transform, by itself and through the corrected lem-B.6."""
    P, c = sp.symbols("P c")
    reals = (Real("P", ge=0), Real("B", ge=0))
    return All.of(
        "Φ ≤ Φ(0) on a ball and F(Φ) ≥ 0, so Φ ∈ L² and ∫ F(Φ) = (2π)^d Φ(0) < ∞; ∫_ε^t (T_x(0) + ‖T_x‖₂)/x² dx < ∞",
        bounded_on_a_ball=ForAll((bound >= P,), bound**2 >= P**2, Domain.of(*reals)),
        transform_is_integrable=ForAll(
            (sp.Eq(total, c * P), bound >= P), total <= c * bound, Domain.of(*reals, Real("c", gt=0), Real("I")),
            named=("fact-nonnegative-transform: I = (2π)^d Φ(0) is the integral of the transform", "Φ(0) is finite")),
        weighted_values_at_0=Identity(sp.Derivative(x ** (d - 1) / sp.factorial(d), x),
                                      (d - 1) * x**d / sp.factorial(d) / x**2, Domain.of(X_POS, dimension)),
        weighted_norms=Identity(sp.Derivative(x ** (3 * d / 2 - 1) / (3 * d / 2 - 1), x), x ** (3 * d / 2) / x**2,
                                Domain.of(X_POS, dimension)),
        weights_are_positive=ForAll((), t / x**2 > 0, Domain.of(T_POS, X_POS)),
    )


def existence(dimension: Variable) -> All:
    """Every property that the lemma promises, of t ∫_ε^t x^{−2} T_x dx with 0 < ε < t."""
    return All.of(
        f"for 0 < ε < t, {dimension.text()}: Φ = t ∫_ε^t T_x/x² dx is realizable and F-integrable; Φ⁽ᵈ⁻¹⁾ = t − r on "
        "ε < r ≤ t and (t−ε)r/ε on r ≤ ε; Φ⁽ᵏ⁾ = 0 on r > t, 0 ≤ k ≤ d",
        no_contradiction=ForAll((eps < t, r <= eps), r <= t, Domain.of(EPS_POS, T_POS, R_POS)),
        closed_form=mixture_closed_form(dimension),
        derivatives=mixture_derivatives(dimension),
        transform_nonnegative=ForAll((transform >= 0,), t / x**2 * transform >= 0,
                                     Domain.of(T_POS, X_POS, Real("F")),
                                     named=("lem-B.7/kernel-positive-by-laplace: F(T_x) ≥ 0",)),
        integrable=integrable_and_realizable(dimension),
    )


def certified_kernels() -> Family:
    """The transform of T_1 > 0 at all frequencies, in some dimensions, by balls."""
    return Family("d", (5, 7, 9, 11, 15), lambda dimension: certified(dimension, kernel_coefficients(dimension)),
                  claim="K_d(z) > 0 for all z > 0: F(T_1)(ω) > 0 for all ω")


def certified(dimension: int, inner: tuple[Fraction, ...]) -> Proposition:
    """A polynomial in r <= 1, zero beyond, is positive definite on R^d."""
    from verify.certify import PositiveDefinite, RadialProfile

    return PositiveDefinite(RadialProfile(dimension, Fraction(1), tuple(inner)))
