"""Why the charge lags behind: one electron and one proton under gradient descent, k = 1.

Letters: A = −a/b is the charge in units of the proton's, 1 where it should end; F = Φ(r), g = |Φ′(r)|; c > 0 the
start's A, m a lower bound of g in the ball of radius ε, H one of F/g from above; V = A² + (2/b²)·∫_0^r F/g is what
falls. P, Q, R are values at s = ε (λ = 1) of consecutive numerators P_j of the derivatives, Φ^{(j)} as in Lemma B.9.
"""

from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals, Positive
from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ODD, EPS_UNIT, d, eps, i, j, r, s, t, u, v

Expr = Any

a, b, A, F, g, c, m, H, alpha = sp.symbols("a b A F g c m H alpha")
F_next, A_next, c_0, c_1, c_2, P, Q, N, G, q = sp.symbols("F_2 A_2 c_0 c_1 c_2 P Q N G q")
phi = sp.Function("Phi")(r)


@cache
def loss() -> Any:
    """L_1 for k = 1."""
    return a**2 + 2 * a * b * phi + b**2


def rates() -> All:
    """The descent in A and r: A′ = 2(Φ − A), r′ = 2b²AΦ′(r), and how V changes: V′ = −4A²."""
    nonzero = Domain.of(Real("a"), Real("b", gt=0, le=1), Real("r", gt=0), Real("A"))
    charge_rate, slope_rate = 2 * (F - A), -2 * b**2 * A * g
    return All((
        ("the loss", Identity(loss().subs(a, -b * A), b**2 * (A**2 - 2 * A * phi + 1), nonzero)),
        ("A′", Identity((-1 / b) * -sp.Derivative(loss(), a), 2 * (phi - A).subs(A, -a / b), nonzero)),
        ("r′", Identity(-sp.Derivative(loss().subs(a, -b * A), r), 2 * b**2 * A * sp.Derivative(phi, r), nonzero)),
        ("V′", Identity(2 * A * charge_rate + 2 / b**2 * (F / g) * slope_rate, -4 * A**2,
                        Domain.of(Real("A"), Real("F"), Real("g", gt=0), Real("b", gt=0, le=1)))),
    ), "L_1 = b²(A² − 2AΦ + 1), A′ = 2(Φ − A), r′ = 2b²AΦ′(r)  ⟹  (A² + (2/b²) ∫_0^r Φ/|Φ′|)′ = −4A²")


def arrival() -> All:
    """What V′ ≤ 0 says on arrival at r = 0, from any place ρ on the way where A ≤ Φ."""
    total, start = sp.symbols("V_0 V")
    domain = Domain.of(Real("A", ge=0), Real("F", gt=0), Real("g", gt=0), Real("b", gt=0, le=1), Real("V"),
                       Real("V_0"), Real("H", ge=0))
    return All((
        ("A stays below Φ", Identity(
            sp.exp(2 * t) * (2 * b**2 * A * g**2 - 2 * (F - A)) + 2 * sp.exp(2 * t) * (F - A),
            sp.exp(2 * t) * 2 * b**2 * A * g**2, Domain.of(*domain, Real("t", ge=0)))),
        ("V falls", ForAll((), sp.Le(-4 * A**2, 0), domain)),
        ("on arrival", ForAll(
            (start <= total, sp.Le(A**2, start), sp.Le(total, F**2 + 2 / b**2 * H)), sp.Le(A**2, F**2 + 2 / b**2 * H),
            domain, named=("V falls", "V ≥ A²", "A ≤ Φ(ρ) at the distance ρ; H is the integral from 0 to ρ"))),
    ), "A(arrival)² ≤ Φ(ρ)² + (2/b²) ∫_0^ρ Φ/|Φ′| dr for every ρ up to the first distance")


# The same for steps of any size.

STEP = Domain.of(Real("A", gt=0), Real("F", le=1), Real("g", gt=0), Real("c", gt=0), Real("alpha", gt=0, le="1/2"),
                 Real("b", gt=0, le=1), Real("r"))


@cache
def kappa() -> Any:
    """2·(H + α/(c·m))/b²."""
    return 2 / b**2 * (H + alpha / (c * m))


def one_step(ratio: Expr = None, used: Expr = None) -> All:
    """A step of size α: A grows, stays below Φ, and A² + (2/b²)(H + α/(cm)) r does not grow, as long as r > 0."""
    ratio, used = H * g if ratio is None else ratio, kappa() if used is None else used
    after, moved = A + 2 * alpha * (F - A), r - 2 * alpha * b**2 * A * g
    y, z = sp.symbols("y z")
    return All((
        ("A grows, and stays below Φ", ForAll(
            (A <= F,), sp.And(sp.Le(A, after), sp.Le(after, F)), STEP, named=("A ≤ Φ(r)",))),
        ("A² grows by", Identity(after**2 - A**2, 4 * alpha * A * (F - A) + 4 * alpha**2 * (F - A) ** 2, STEP)),
        ("κr falls by", Identity(used * (r - moved), 4 * alpha * A * H * g + 4 * alpha**2 * (A / c) * (g / m),
                                 Domain.of(*STEP, Real("H", ge=0), Real("m", gt=0)))),
        ("the first terms", ForAll((sp.Le(F, ratio),), sp.Le(A * (F - A), A * H * g),
                                   Domain.of(*STEP, Real("H", ge=0)), named=("F ≤ H g",))),
        ("the quotients", ForAll((sp.Ge(A, c), g >= m), sp.And(sp.Ge(A / c, 1), sp.Ge(g / m, 1)),
                                 Domain.of(*STEP, Real("m", gt=0)), named=("A grows from c", "g ≥ m"))),
        ("the second terms", ForAll((A <= F, y >= 1, z >= 1), sp.Le((F - A) ** 2, y * z),
                                    Domain.of(*STEP, Real("y"), Real("z")),
                                    named=("A ≤ Φ(r)", "the quotients", "the quotients"))),
    ), "A₂² + (2/b²)(H + α/(cm)) r₂ ≤ A² + (2/b²)(H + α/(cm)) r")


# The quotient Φ/|Φ′| in the ball of radius ε, for every odd d: at most H = 5ε/(3(d − 2)).


@cache
def h_ball() -> Any:
    """5/(3·(d − 2))."""
    return sp.Rational(5, 3) / (d - 2)


def ratio_in_the_ball(bound: Expr = None) -> All:
    """Lemma B.9's formula inside: Φ_ε = Σ_{i≤d−2} P_i v^i/i! + …, −εΦ_ε′ = Σ_{i≤d−3} P_{1+i} v^i/i! + …"""
    bound = h_ball() if bound is None else bound
    row = Domain.of(D_ODD, Integer("i", ge=0), Integer("j", ge=0), *(Real(x.name, ge=0) for x in (c_0, c_1, c_2)))
    sums = Domain.of(D_ODD, Real("P", ge=0), Real("Q", ge=0), Real("v", ge=0, le=1))
    return All((
        ("coefficients fall", ForAll(
            ((i + 1) * c_2 <= c_1, i * c_1 <= c_0, i <= d - 3 + j),
            sp.Le((i + 1) * ((d - 3 + j - i) * c_2 + c_1), (d - 2 + j - i) * c_1 + c_0), row,
            named=("for P_j", "for P_j", "up to the degree of P_{j+1}"))),
        ("they do for p", ForAll(
            (2 * i < d - 3, sp.Eq(c_1, c_0 * (2 * i - (d - 3)) / ((i + 1) * (i - (d - 3))))), sp.Le((i + 1) * c_1, c_0),
            Domain.of(D_ODD, Integer("i", ge=0), Real("c_0", ge=0), Real("c_1", ge=0)),
            named=("below the top", "lem-B.9/recurrence"))),
        ("the next numerator", ForAll(
            (i * c_1 <= c_0,), sp.Ge((d - 2 + j - i) * c_1 + c_0, (d - 2 + j) * c_1), row,
            named=("coefficients fall",))),
        ("the sum's terms", ForAll((sp.Ge(Q, (d - 2 + i) * P),), sp.Le(P, bound * Q),
                                   Domain.of(D_ODD, Integer("i", ge=0), Real("P", ge=0), Real("Q", ge=0)),
                                   named=("the next numerator: P_{i+1} ≥ (d − 2 + i) P_i",))),
        ("the last terms", ForAll(
            (sp.Ge(Q, (2 * d - 4) * P),), sp.Le(P + Q * v * (d - v) / (d * (d - 1)), bound * Q * (d - 1 - v) / (d - 1)),
            sums, named=("the next numerator: P_{d−1} ≥ (2d − 4) P_{d−2}",))),
        ("one term more", ForAll((sp.Le(N, bound * G), sp.Le(P, bound * Q)), sp.Le(N + P, bound * (G + Q)),
                                 Domain.of(D_ODD, *(Real(x.name, ge=0) for x in (N, G, P, Q))),
                                 named=("the terms so far", "the sum's terms, the last terms"))),
    ), "Φ_ε(r)/|Φ_ε′(r)| ≤ 5ε/(3(d − 2)) for 0 < r ≤ ε, every odd d")


def value_at_the_edge() -> ForAll:
    """Φ_ε(ε) ≤ Φ_ε(0)/(d − 1): of the sum at v = 1 two terms are kept."""
    return ForAll((sp.Ge(N, P + Q), sp.Ge(Q, (d - 2) * P)), sp.Le(P / N, 1 / (d - 1)),
                  Domain.of(D_ODD, Real("P", gt=0), Real("Q"), Real("N", gt=0)),
                  named=("lem-4.2/sharp-bound: Φ_ε(0) is at least its first two terms", "P_1 ≥ (d − 2) P_0"))


def lag() -> All:
    """|a + b| ≥ (3/10)|b| when θ arrives, for every odd d, ε ≤ |b|/4 and small steps, from every start outside ε."""
    small = Domain.of(D_ODD, Real("b", gt=0, le=1), Real("eps", gt=0, lt=1), Real("F", gt=0), Real("A", gt=0),
                      Real("alpha", gt=0, le="1/200"), Real("c", gt=0), Real("m", gt=0))
    y = sp.Symbol("y")
    return All((
        ("one step", one_step()),
        ("Φ/|Φ′| in the ball", ratio_in_the_ball()),
        ("Φ at ε", value_at_the_edge()),
        ("the first place in the ball", ForAll((sp.Le(A_next, F), sp.Le(F, F_next)), sp.Le(A_next, F_next),
                                               Domain.of(Real("A_2"), Real("F"), Real("F_2")),
                                               named=("one step: A₂ ≤ Φ(r), r > ε", "Φ(r) ≤ Φ(ε)"))),
        ("κε there", ForAll(
            (4 * eps <= b, sp.Le(12 * alpha, eps * c * m)),
            sp.Le(2 / b**2 * (eps * h_ball() + alpha / (c * m)) * eps, sp.Rational(7, 32)), small,
            named=("ε ≤ |b|/4", "α ≤ cmε/12"))),
        ("A² on arrival", ForAll(
            (sp.Le(F, 1 / (d - 1)), y <= sp.Rational(7, 32), sp.Le(A**2, F**2 + y)), sp.Le(A, sp.Rational(69, 100)),
            Domain.of(D_ODD, Real("F", gt=0), Real("y"), Real("A", gt=0)),
            named=("Φ at ε", "κε there", "one step, repeated: A² ≤ A² + κr"))),
        ("the step of arrival", ForAll(
            (sp.Le(A, sp.Rational(69, 100)), A_next <= A + 2 * alpha), sp.Ge(b * (1 - A_next), 3 * b / 10),
            Domain.of(*small, Real("A_2")), named=("A² on arrival", "A′ ≤ 2"))),
    ), "k = 1, odd d, ε ≤ |b|/4, α ≤ min(1/200, cmε/12), c = A(start) ≤ Φ(start):  |a + b| ≥ (3/10)|b| when θ arrives")


# d = 3 in closed form.

def first(x: Expr) -> Expr:
    """P_1 = 1 + s for d = 3."""
    return 1 + x


def second(x: Expr) -> Expr:
    """P_2 = 2 + 2s + s²."""
    return 2 + 2 * x + x**2


def inside(x: Expr, radius: Expr = s) -> Expr:
    """Φ_ε for d = 3, ε = s, at r = xε ≤ ε, before it is normalised: 1 + P_1 v + P_2 v²(3 − v)/6, v = 1 − x."""
    w = 1 - x
    return 1 + first(radius) * w + second(radius) * w**2 * (3 - w) / 6


def inside_slope(x: Expr, radius: Expr = s) -> Expr:
    """−εΦ_ε′ there: P_1 + P_2 v(2 − v)/2."""
    w = 1 - x
    return first(radius) + second(radius) * w * (2 - w) / 2


def antiderivative(x: Expr, radius: Expr = s, root: Expr = q) -> Expr:
    """∫ Φ_ε/|Φ_ε′| in units of ε², as the slope is (P_2/2)(q² − x²), q² = 1 + 2P_1/P_2."""
    z = sp.Symbol("z")
    numerator, half = sp.Poly(inside(z, radius), z), second(radius) / 2
    c3, c2, c1, c0 = (numerator.coeff_monomial(z**n) for n in (3, 2, 1, 0))
    return (-c3 * x**2 / 2 - c2 * x - (c1 + c3 * root**2) * sp.log(root**2 - x**2) / 2
            + (c0 + c2 * root**2) * (sp.log(root + x) - sp.log(root - x)) / (2 * root)) / half


def closed_integral() -> All:
    """The antiderivative, differentiated back: inside ε, and r − log(1 + r) beyond."""
    half = second(s) / 2
    root2 = 1 + first(s) / half
    numerator = inside(u)
    return All((
        ("the slope factors", Identity(inside_slope(u), half * (root2 - u**2), Domain.of(Real("u"), EPS_UNIT,
                                                                                         Real("s", gt=0)))),
        ("inside", Identity(sp.Derivative(antiderivative(u), u), numerator / (half * (q**2 - u**2)),
                            Domain.of(Real("u", ge=0, le=1), Real("s", gt=0), Real("q", gt=1)))),
        ("outside", Identity(sp.Derivative(r - sp.log(1 + r), r), 1 / (1 / r + 1), Domain.of(Real("r", gt=0)))),
        ("outside, the quotient", Identity(
            -(sp.exp(-r) / r) / sp.Derivative(sp.exp(-r) / r, r), 1 / (1 / r + 1), Domain.of(Real("r", gt=0)))),
    ), "∫ Φ_ε/|Φ_ε′| dr for d = 3: by logarithms inside ε, r − log(1 + r) beyond")


INSTANCES: dict[Fraction, tuple[Fraction, Fraction]] = {
    Fraction(1, 2): (Fraction(1, 2), Fraction(2695, 10**4)),
    Fraction(1, 5): (Fraction(7, 25), Fraction(6075, 10**4)),
    Fraction(1, 10): (Fraction(1957, 10**4), Fraction(7337, 10**4)),
}
"""ε to the ρ at which A ≤ Φ is used, and the bound on |a + b| that follows for d = 3, b = 1."""

BEST: dict[Fraction, tuple[Fraction, Fraction]] = {
    Fraction(1, 2): (Fraction(453, 1000), Fraction(3085, 10**4)),
    Fraction(1, 5): (Fraction(7, 25), Fraction(609, 1000)),
    Fraction(1, 10): (Fraction(1957, 10**4), Fraction(7338, 10**4)),
}
"""The same with the best ρ, where |Φ_ε′(ρ)| = 1/|b|, to four digits."""


def rational(x: Fraction) -> Expr:
    """The SymPy number."""
    return sp.Rational(x.numerator, x.denominator)


def bounded_charge(radius: Fraction, rho: Fraction, least: Fraction) -> All:
    """Φ(ρ)² + 2∫_0^ρ Φ/|Φ′| ≤ (1 − least)², by balls; the integral by its closed form and by quadrature."""
    x, y = sp.symbols("x y")
    e, at = rational(radius), rational(rho)
    edge = min(rho, radius)
    end = rational(edge / radius)
    root = sp.sqrt(1 + 2 * first(e) / second(e))
    area = e**2 * (antiderivative(end, e, root) - antiderivative(sp.Integer(0), e, root))
    zero = inside(sp.Integer(0), e)
    parts: list[tuple[str, Any]] = [("the integral inside ε", IntegralEquals(
        e * inside(x / e, e) / inside_slope(x / e, e), x, 0, rational(edge), area))]
    if rho > radius:
        beyond = at - e - sp.log((1 + at) / (1 + e))
        parts.append(("the integral beyond ε", IntegralEquals(x / (1 + x), x, e, at, beyond)))
        area, value = area + beyond, sp.exp(e - y) * e / (y * zero)
    else:
        value = inside(y / e, e) / zero
    bound = (1 - rational(least)) ** 2 - 2 * area
    parts.append(("the bound", Positive(value**2, Domain.of(Real("y", ge=rho, le=rho)), "<=", bound)))
    return All(tuple(parts), f"|a + b| ≥ {least} for d = 3, b = 1, ε = {radius} (ρ = {rho})")


# The end of the run: a step across the cone.

def across_the_cone(alpha_: Expr, charge: Expr, place: Expr) -> tuple[Expr, Expr, Expr]:
    """L_1/b² − 1 before and after a step from A = charge, r = place, and |∂L_1/∂a|, for d = 3, b = 1, ε = 1/2."""
    half = sp.Rational(1, 2)
    zero = inside(sp.Integer(0), half)

    def value(x: Expr) -> Expr:
        return inside(x / half, half) / zero

    steepness = inside_slope(place / half, half) / (half * zero)
    charge_after = charge + 2 * alpha_ * (value(place) - charge)
    place_after = 2 * alpha_ * charge * steepness - place  # on the other side
    return (charge**2 - 2 * charge * value(place), charge_after**2 - 2 * charge_after * value(place_after),
            2 * (value(place) - charge))
