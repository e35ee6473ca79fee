"""Euclid's hat, the self-convolution of a ball of radius t/2, and the mixture of hats in the printed proof of lem-B.7.

m = (d−1)/2 throughout; hats are normalised by Hat_x′(r) = −c (x² − r²)^m, c = (−1)^{m+1}/(2m)!, which makes
their (d−1)-th derivative r on r < x.
"""

from math import comb, factorial

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Family, Identity, SolvesRecurrence, text

from .._symbols import R_POS, eps, j, k, m, n, r, s, t, u, x, y

T_POS, U_POS, X_POS, EPS_POS = (Real(name, gt=0) for name in ("t", "u", "x", "eps"))
HALF = Integer("m", ge=1)
"""d = 2m + 1 = 3, 5, 7, ..."""
rho, C, E, ell, h = sp.Symbol("rho"), sp.Symbol("C"), sp.Function("E"), sp.Symbol("ell"), sp.Function("h")


def ball(dimension: sp.Expr) -> sp.Expr:
    """The volume of the unit ball of R^dimension."""
    return sp.pi ** (dimension / 2) / sp.gamma(dimension / 2 + 1)


# The hat as a volume.

def apart(radius: sp.Expr) -> ForAll:
    """Balls of this radius whose centres are farther apart than t have no common point with the plane halfway."""
    return ForAll((r > t,), radius**2 - (r / 2) ** 2 < 0, Domain.of(R_POS, T_POS))


def intersection(constant: sp.Expr) -> All:
    """Φ_t(r) = C ∫_{r/2}^{t/2} ((t/2)² − y²)^m dy with C = 2κ_{d−1}; `constant` is C in terms of m."""
    beta = 4**m * sp.factorial(m) ** 2 / sp.factorial(2 * m + 1)  # ∫_0^1 (1−y²)^m dy
    by_parts = sp.diff(y * (rho**2 - y**2) ** m, y).subs(rho, y + u)
    symmetric = sp.diff((y * (rho - y)) ** m * (rho - 2 * y), y).subs(rho, y + u)
    inside = Domain.of(Real("y", gt=0), U_POS, HALF)
    at_zero = constant * beta * (t / 2) ** (2 * m + 1)
    primitive = (t / 2) ** 2 * y - y**3 / 3
    return All.of(
        f"vol(B_(t/2)(θ) ∩ B_(t/2)(w)) = C·∫_(r/2..t/2) ((t/2)² − y²)^m dy, m = (d−1)/2, C = {text(constant)}",
        beyond_the_plane=ForAll((x >= r / 2, x**2 + s**2 <= rho**2), (x - r) ** 2 + s**2 <= rho**2,
                                Domain.of(Real("x"), Real("s"), Real("r", ge=0), Real("rho", gt=0))),
        apart_beyond_t=apart(t / 2),
        by_parts=Identity(by_parts, (2 * m + 1) * (u * (2 * y + u)) ** m
                          - 2 * m * (y + u) ** 2 * (u * (2 * y + u)) ** (m - 1), inside),
        half_a_power=SolvesRecurrence(m, beta, ratio=(2 * m + 2) / (2 * m + 3), first=sp.Integer(1)),
        ball=SolvesRecurrence(m, ball(2 * m + 1), ratio=sp.pi / (m + sp.Rational(3, 2)), first=sp.Integer(2)),
        common_centre=SolvesRecurrence(m, (2 / t) ** (2 * m + 1) * at_zero, ratio=sp.pi / (m + sp.Rational(3, 2)),
                                       first=sp.Integer(2), domain=Domain.of(T_POS)),
        symmetric_by_parts=Identity(symmetric, m * (y + u) ** 2 * (y * u) ** (m - 1) - (4 * m + 2) * (y * u) ** m,
                                    inside),
        mass=SolvesRecurrence(m, sp.factorial(m) ** 2 / sp.factorial(2 * m + 1), ratio=(m + 1) / (2 * (2 * m + 3)),
                              first=sp.Integer(1)),
        mass_is_the_square_of_the_volume=Identity(
            constant / 2 * ball(2 * m + 1) * t ** (4 * m + 2) * sp.factorial(m) ** 2 / (
                2 * 4**m * sp.factorial(2 * m + 1)),
            ball(2 * m + 1) * (t / 2) ** (2 * m + 1) * at_zero, Domain.of(T_POS, HALF)),
        d_3=Identity(constant.subs(m, 1) * (primitive.subs(y, t / 2) - primitive.subs(y, r / 2)),
                     sp.pi / 12 * (t - r) ** 2 * (2 * t + r), Domain.of(R_POS, T_POS)),
    )


def slope(factor: sp.Expr) -> Identity:
    """Φ_t′(r) = −C′ ((t/2)² − (r/2)²)^m, the j-th term of the binomial series of both sides; `factor` is C′."""
    term = (-1) ** j * sp.binomial(m, j) * (t / 2) ** (2 * (m - j))
    integral = ((t / 2) ** (2 * j + 1) - (r / 2) ** (2 * j + 1)) / (2 * j + 1)
    return Identity(sp.Derivative(C * term * integral, r), -factor * term * (r / 2) ** (2 * j),
                    Domain.of(R_POS, T_POS, Real("C", gt=0), HALF, Integer("j", ge=0)))


def realizable_hat() -> All:
    """F(Φ_t) = F(h_t)² is nonnegative, with the integral (2π)^d vol(B_{t/2}); Φ_t <= Φ_t(0) on a bounded set."""
    P, H, mass, square, volume, factor = sp.symbols("P H I S V c")
    return All.of(
        "F(Φ_t) = F(h_t)² ≥ 0 and ∫ F(Φ_t) = (2π)^d vol(B_(t/2)) < ∞",
        nonnegative=ForAll((sp.Eq(P, H**2),), P >= 0, Domain.of(Real("P"), Real("H")), named=("fact-fourier",)),
        integrable=ForAll((sp.Eq(mass, factor * square), sp.Eq(square, volume)), sp.Eq(mass, factor * volume),
                          Domain.of(Real("I"), Real("S"), Real("V", gt=0), Real("c", gt=0)),
                          named=("fact-fourier: ∫ F(h)² = (2π)^d ∫ h²", "h is an indicator, so h² = h")),
        square_integrable=ForAll((volume >= P,), volume**2 >= P**2, Domain.of(Real("P", ge=0), Real("V", gt=0))),
    )


# Its derivatives.

def normal(order: sp.Expr) -> sp.Expr:
    """c = (−1)^{m+1}/(2m)! at m = order."""
    return (-1) ** (order + 1) / sp.factorial(2 * order)


def highest_derivative() -> All:
    """Hat_t^{(d−1)}(r) = r on r < t, and 0 on r > t, for d = 4n + 3, with a positive scale."""
    def monomial(order: sp.Expr) -> sp.Expr:
        return sp.factorial(2 * m) / sp.factorial(2 * m - order) * r ** (2 * m - order)

    paper = {m: 2 * n + 1}
    return All.of(
        "Hat_t′(r) = −c (t² − r²)^m, c = 1/(2m)!, m = 2n + 1  ⟹  Hat_t⁽ᵈ⁻¹⁾(r) = r on r < t, 0 on r > t",
        next_order=Identity(sp.Derivative(monomial(k), r), monomial(k + 1),
                            Domain.of(R_POS, HALF, Integer("k", ge=0))),
        top_power=Identity(monomial(2 * m - 1), sp.factorial(2 * m) * r, Domain.of(R_POS, HALF)),
        lower_powers_vanish=ForAll((j <= m - 1,), 2 * j < 2 * m - 1, Domain.of(HALF, Integer("j", ge=0))),
        scaled=Identity((-normal(m) * (-1) ** m * sp.factorial(2 * m) * r).subs(paper), r,
                        Domain.of(R_POS, Integer("n", ge=0))),
        positive_scale=Identity(normal(m).subs(paper), 1 / sp.factorial(4 * n + 2), Domain.of(Integer("n", ge=0))),
        beyond=ForAll((r > t,), (t / 2) ** 2 - (r / 2) ** 2 < 0, Domain.of(R_POS, T_POS)),
    )


def jump() -> All:
    """Hat_t^{(m+1)} is −c (−2t)^m m! to the left of r = t and 0 to the right; lower orders do not jump."""
    return All.of(
        "Hat_t⁽ᵐ⁺¹⁾(t−) = −c·(−2t)^m·m! ≠ 0 = Hat_t⁽ᵐ⁺¹⁾(t+), and m + 1 ≤ d − 2 from d = 5 on",
        factors=Identity(((r + u) ** 2 - r**2) ** m, u**m * (2 * r + u) ** m, Domain.of(R_POS, U_POS, HALF)),
        next_order=Identity(sp.Derivative(u ** (m - k) * h(u), u),
                            u ** (m - k - 1) * ((m - k) * h(u) + u * h(u).diff(u)),
                            Domain.of(U_POS, HALF, Integer("k", ge=0))),
        value_at_u_0=SolvesRecurrence(k, sp.factorial(m) / sp.factorial(m - k), ratio=m - k, first=sp.Integer(1),
                                      domain=Domain.of(HALF)),
        left_limit=Identity(-normal(m) * (-1) ** m * sp.factorial(m) / sp.factorial(m - k).subs(k, m) * (2 * t) ** m,
                            -normal(m) * (-2 * t) ** m * sp.factorial(m), Domain.of(T_POS, HALF)),
        lower_orders=ForAll((k <= m - 1,), m - k >= 1, Domain.of(HALF, Integer("k", ge=0))),
        too_early=ForAll((), m + 1 <= (2 * m + 1) - 2, Domain.of(Integer("m", ge=2))),
    )


def smooth_to_order_d_minus_2(dimension: int) -> All:
    """For one d: the left limits at r = t of the derivatives of order 1, ..., d−2 of the hat are 0."""
    slope_ = sp.expand(-normal(sp.Integer(dimension // 2)) * (t**2 - r**2) ** (dimension // 2))
    limits = {order: sp.diff(slope_, r, order - 1).subs(r, t) for order in range(1, dimension - 1)}
    return All(tuple((f"order {order} in d = {dimension}", Identity(limit, 0, Domain.of(T_POS)))
                     for order, limit in limits.items()))


def smooth_family(dimensions: tuple[int, ...]) -> Family:
    """No derivative of order 1..d−2 of Hat_t jumps at r = t, where the hat ends."""
    return Family("d", dimensions, smooth_to_order_d_minus_2,
                  claim="Hat_t⁽ᵏ⁾(t−) = 0 = Hat_t⁽ᵏ⁾(t+) for 1 ≤ k ≤ d − 2")


# The mixture M(r) = ∫_ε^t x^{−2} Hat_x(r) dx.

def kappa(half: sp.Expr) -> sp.Expr:
    """κ_d = (d−3)!!/(d−2)!! = 4^{m−1} (m−1)!²/(2m−1)! with m = (d−1)/2.

    >>> [kappa(sp.Integer(m)) for m in (1, 2, 3, 5, 7)]
    [1, 2/3, 8/15, 128/315, 1024/3003]
    """
    return 4 ** (half - 1) * sp.factorial(half - 1) ** 2 / sp.factorial(2 * half - 1)


def mixture_outside(constant: sp.Expr) -> All:
    """M^{(d−1)}(r) = `constant` − r/t on ε < r < t, for every m >= 1; boundary terms included.

    M′ = −c K_m with K_m = ∫_r^t x^{−2}(x²−r²)^m dx, as Hat_r(r) = 0; K_m = 2m L_{m−1} − (t²−r²)^m/t and
    (2m+1) L_m = t(t²−r²)^m − 2m r² L_{m−1}, L_m = ∫_r^t (x²−r²)^m dx. So L_m is even in r but for ℓ_m r^{2m+1}.
    """
    power = u * (2 * r + u)  # x² − r² at x = r + u
    odd = -(-1) ** m * 4**m * sp.factorial(m) ** 2 / sp.factorial(2 * m + 1)
    ranges = Domain.of(R_POS, U_POS, HALF)
    # the (2m−1)-th derivative of K_m: of −(−1)^m r^{2m}/t and of 2m ℓ_{m−1} r^{2m−1}
    highest = -(-1) ** m * sp.factorial(2 * m) * r / t + 2 * m * odd.subs(m, m - 1) * sp.factorial(2 * m - 1)
    return All.of(
        f"(∫_ε^t Hat_x(r)/x² dx)⁽ᵈ⁻¹⁾ = {text(constant)} − r/t on ε < r < t, m = (d−1)/2",
        value=Identity(-normal(m) * highest, constant - r / t, Domain.of(R_POS, T_POS, HALF)),
        K_by_parts=Identity(sp.Derivative(power**m / (r + u), u),
                            -(power**m) / (r + u) ** 2 + 2 * m * power ** (m - 1), ranges),
        L_by_parts=Identity(sp.Derivative((r + u) * power**m, u),
                            (2 * m + 1) * power**m + 2 * m * r**2 * power ** (m - 1), ranges),
        ends_at_x_equal_r=ForAll((), m >= 1, Domain.of(HALF)),
        odd_part=Identity(-2 * m * r**2 * (E(r) + ell * r ** (2 * m - 1)),
                          -2 * m * r**2 * E(r) - 2 * m * ell * r ** (2 * m + 1),
                          Domain.of(R_POS, HALF, Real("ell"))),
        odd_coefficient=SolvesRecurrence(m, odd, ratio=-(2 * m + 2) / (2 * m + 3), first=sp.Integer(-1)),
        even_powers_vanish=ForAll((j <= m - 1,), 2 * j < 2 * m - 1, Domain.of(HALF, Integer("j", ge=0))),
    )


def hat_mixture(dimension: int) -> sp.Expr:
    """The antiderivative in x of x^{−2} Hat_x(r), for one d."""
    half = dimension // 2
    c = (-1) ** (half + 1) * sp.Rational(1, factorial(2 * half))
    terms = []
    for i in range(half + 1):  # c ∫_r^x (x² − y²)^m dy, term by term; then /x² and integrated over x
        share = c * (-1) ** i * comb(half, i) * sp.Rational(1, 2 * i + 1)
        terms += [share * x**(2 * half) / (2 * half),
                  -share * r ** (2 * i + 1) * x ** (2 * (half - i) - 1) / (2 * (half - i) - 1)]
    return sp.Add(*terms)


def mixture_for_one_d(dimension: int, constant: sp.Expr) -> All:
    """M^{(d−1)}(r) = constant − r/t on ε < r < t, by polynomials."""
    half, primitive = dimension // 2, hat_mixture(dimension)
    c = normal(sp.Integer(half))
    domain = Domain.of(R_POS, X_POS)
    M = sp.expand(primitive.subs(x, t) - primitive.subs(x, r))
    return All((
        ("mixture of hats", Identity(sp.Derivative(x**2 * sp.Derivative(primitive, x), r),
                                     -c * (x**2 - r**2) ** half, domain)),
        ("hats end at x", Identity(sp.diff(primitive, x).subs(x, r), 0, Domain.of(R_POS))),
        (f"derivative in d = {dimension}", Identity(sp.Derivative(M, (r, dimension - 1)), constant - r / t,
                                                    Domain.of(R_POS, T_POS))),
    ))


def mixture_inside() -> All:
    """M^{(d−1)}(r) = r (1/ε − 1/t) on r < ε: no hat ends there, so the derivative goes under the integral."""
    return All.of(
        "t·(∫_ε^t Hat_x(r)/x² dx)⁽ᵈ⁻¹⁾ = (t−ε)r/ε on r < ε",
        no_hat_ends=ForAll((x >= eps, r < eps), r < x, Domain.of(R_POS, X_POS, EPS_POS)),
        antiderivative=Identity(sp.Derivative(-r / x, x), r / x**2, Domain.of(R_POS, X_POS)),
        value=Identity(t * (-r / t + r / eps), (t - eps) / eps * r, Domain.of(R_POS, T_POS, EPS_POS)),
    )


def mixture_breaks_at_eps() -> All:
    """Inside, M^{(d−1)} tends to 1 − ε/t at ε, outside to κ_d − ε/t, and κ_d < 1 from d = 5 on."""
    return All.of(
        "the (d−1)-th derivative of the mixture of hats falls by 1 − κ_d > 0 at r = ε, d ≥ 5, with "
        f"κ_d = {text(kappa(m))}",
        fall=Identity(eps * (1 / eps - 1 / t) - (kappa(m) - eps / t), 1 - kappa(m), Domain.of(EPS_POS, T_POS, HALF)),
        kappa=SolvesRecurrence(m, kappa(m), ratio=2 * m / (2 * m + 1), first=sp.Integer(1), start=1),
        falls_with_d=ForAll((), 2 * m / (2 * m + 1) < 1, Domain.of(HALF)),
    )
