"""Theorem 3.6 on the line: its two exceptions occur, with a positive loss.

k = 2, Φ = e^{−|x|}, protons of charges 1 and b at 0 and D > 0, q = e^{−D}; electrons at ln u < 0 and at ln z.
p, F_1, F_2 stand for Φ(θ_1, θ_2) and for the protons' field at the electrons.
"""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Line, Real
from verify.controls import added, in_part, replaced, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import q, u, x, z
from .theorem_3_6 import theorem_3_6

Expr = Any

a_1, a_2, b, p, F_1, F_2, beta = sp.symbols("a_1 a_2 b p F_1 F_2 beta")
CHARGES = (Real("a_1"), Real("a_2"))
U, Q = Real("u", gt=0, lt=1), Real("q", gt=0, lt=1)


def loss(first: Expr, second: Expr, pair: Expr, at_1: Expr, at_2: Expr, charge: Expr = 1) -> Expr:
    """Equation (1) for two electrons of charges `first`, `second`; `charge` is that of the proton at 0."""
    return (first**2 + second**2 + 2 * pair * first * second + 2 * first * at_1 + 2 * second * at_2
            + charge**2 + b**2 + 2 * charge * b * q)


def squares() -> Identity:
    """The loss as its smallest value for the given places, plus two squares of the charges."""
    best = (F_1 - p * F_2) / (1 - p**2)
    return Identity(
        loss(a_1, a_2, p, F_1, F_2),
        loss(0, 0, p, F_1, F_2) - F_2**2 - (F_1 - p * F_2) * best
        + (a_2 + p * a_1 + F_2) ** 2 + (1 - p**2) * (a_1 + best) ** 2,
        Domain.of(*CHARGES, Real("b"), Q, Real("p", gt=0, lt=1), Real("F_1"), Real("F_2")))


def gained(pair: Expr, at_1: Expr, at_2: Expr) -> Expr:
    """F_2² + (F_1 − pF_2)²/(1 − p²): by how much the best charges lower the loss."""
    return at_2**2 + (at_1 - pair * at_2) ** 2 / (1 - pair**2)


def _one_match() -> All:
    """At z = 1 (θ_2 on the first proton, charge −c), θ_1 uncharged, no small move lowers the loss."""
    c = 1 + beta
    places = Domain.of(U, Real("beta"))
    left, right = (Domain.of(*places, bound) for bound in (Real("z", gt=0, le=1), Real("z", ge=1)))
    decrease = (z**2 - 1) * (1 - u**2 - beta**2 * (z**2 - u**2))
    return All((
        ("completed squares", squares()),
        ("a positive square", ForAll((u < z,), sp.And(u / z > 0, (u / z) ** 2 < 1), Domain.of(U, Real("z", gt=0)))),
        ("θ₂ to the left", Identity(c**2 - gained(u / z, u * c, z * c), c**2 * (1 - z**2), left)),
        ("no lower on the left", ForAll((), sp.Ge(c**2 * (1 - z**2), 0), left)),
        ("θ₂ to the right", Identity(c**2 - gained(u / z, u * c, 1 / z + beta * z), decrease / (z**2 - u**2), right)),
        ("no lower on the right", ForAll(
            (beta**2 < 1, sp.Le(z**2 - 1, (1 - u**2) * (1 - beta**2))), sp.Ge(decrease, 0), right,
            named=("|bq| < 1", "z near 1"))),
        ("z near 1 leaves room", ForAll((beta**2 < 1,), (1 - u**2) * (1 - beta**2) > 0, places, named=("|bq| < 1",))),
        ("its value", Identity(loss(0, -(1 + b * q), u, u * (1 + b * q), 1 + b * q), b**2 * (1 - q**2),
                               Domain.of(U, Q, Real("b")))),
        ("positive", ForAll((sp.Ne(b, 0),), b**2 * (1 - q**2) > 0, Domain.of(Real("b"), Q))),
        ("not L(0, θ)", Identity(loss(0, 0, u, F_1, F_2) - b**2 * (1 - q**2), (1 + b * q) ** 2,
                                 Domain.of(U, Q, Real("b"), Real("F_1"), Real("F_2")))),
    ), "w = (0, D), b = (1, b), |b·e^(−D)| < 1, θ₂ = 0, any θ₁ < 0, a = (0, −1 − b·e^(−D)): "
       "a local minimum, L = b²·(1 − e^(−2D)) > 0")


def _value(charge: Expr, at_b: Expr = sp.Rational(-3, 5)) -> Expr:  # noqa: B008  # immutable
    """The loss at D = 17/10, b = −3/5, with θ_2 of that charge on the first proton and θ_1 uncharged."""
    return loss(0, charge, u, u * (1 + b * q), 1 + b * q).subs({b: at_b, q: sp.exp(sp.Rational(-17, 10))})


def _instance() -> All:
    """D = 17/10, b = −3/5."""
    value = sp.Rational(9, 25) * (1 - sp.exp(-2 * x))
    uncharged = sp.Rational(34, 25) - sp.Rational(6, 5) * sp.exp(-x)
    return All((
        ("its value", Identity(_value(-(1 + b * q)), value.subs(x, sp.Rational(17, 10)), Domain.of(U))),
        ("above", Positive(value, Domain.of(Real("x", ge="17/10")), ">", sp.Rational(34798, 10**5))),
        ("below", Positive(value, Domain.of(Real("x", ge=0, le="17/10")), "<", sp.Rational(34799, 10**5))),
        ("L(0, θ)", Identity(_value(sp.Integer(0)), uncharged.subs(x, sp.Rational(17, 10)), Domain.of(U))),
        ("L(0, θ) above", Positive(uncharged, Domain.of(Real("x", ge="17/10")), ">", sp.Rational(57, 50))),
        ("|bq| < 1", Positive(sp.Rational(3, 5) * sp.exp(-x), Domain.of(Real("x", ge="17/10")), "<", 1)),
        ("the charge of θ₂ is not 0", Positive(1 - sp.Rational(3, 5) * sp.exp(-x), Domain.of(Real("x", ge="17/10")))),
    ), "w = (0, 17/10), b = (1, −3/5), θ₂ = 0, any θ₁ < 0: 0.34798 < L < 0.34799, L(0,θ) > 1.14")


def _no_match() -> All:
    """b_1 = −bq: to the left of both protons there is no field, and uncharged electrons are at a local minimum."""
    charge = -b * q
    domain = Domain.of(*CHARGES, Real("b"), Q)
    return All((
        ("no field", Identity(charge * u + b * q * u, 0, Domain.of(U, Q, Real("b")))),
        ("the loss", Identity(loss(a_1, a_2, p, 0, 0, charge) - loss(0, 0, p, 0, 0, charge),
                              (a_1 + p * a_2) ** 2 + (1 - p**2) * a_2**2,
                              Domain.of(*domain, Real("p", gt=0, le=1)))),
        ("no lower", ForAll((), sp.Ge((a_1 + p * a_2) ** 2 + (1 - p**2) * a_2**2, 0),
                            Domain.of(*CHARGES, Real("p", gt=0, le=1)))),
        ("its value", Identity(loss(0, 0, p, 0, 0, charge), b**2 * (1 - q**2), Domain.of(Real("p"), Real("b"), Q))),
        ("positive", ForAll((sp.Ne(b, 0),), b**2 * (1 - q**2) > 0, Domain.of(Real("b"), Q))),
    ), "w = (0, D), b = (−b·e^(−D), b), any θ₁, θ₂ < 0, a = 0: a local minimum, L = L(0, θ) = b²·(1 − e^(−2D)) > 0")


@theorem_3_6.claim("one-match-is-not-enough", reading="sharpened", controls=lambda: {
    "|bq| > 1": in_part("no lower on the right", replaced(assume=(beta**2 > 1, z**2 < 2 - u**2))),
    "no room at |bq| = 1": in_part("z near 1 leaves room", replaced(assume=(beta**2 <= 1,))),
    "far to the right": in_part("no lower on the right", without(1)),
    "L > b²(1 − q²)": in_part("its value", added("rhs", u)),
    "a charge of θ₁": in_part("its value", replaced(lhs=loss(
        u, -(1 + b * q), u, u * (1 + b * q), 1 + b * q))),
    "K with the other sign of p": in_part("completed squares", substituted("lhs", {p: -p})),
})
def one_match_is_not_enough() -> All:
    """"θ_i = w_j for some i, j" cannot become a full match: plateaus of local minima with one electron matched.

    The other one, θ₁ < 0, is uncharged and may be anywhere there. u = e^{θ₁}, z = e^{θ₂}, q = e^{−D}, β = bq.
    """
    return _one_match()


@theorem_3_6.claim("plateau-in-numbers", reading="sharpened", expect="certified", controls=lambda: {
    "L > 0.34799": in_part("above", replaced(rhs=sp.Rational(34799, 10**5))),
    "L < 0.34798": in_part("below", replaced(rhs=sp.Rational(34798, 10**5))),
    "θ₂ charged as for b = (1, 3/5)": in_part("its value", replaced(lhs=_value(-1 + b * q))),
    "L(0, θ) for b = (1, 3/5)": in_part("L(0, θ)", replaced(lhs=_value(sp.Integer(0), sp.Rational(3, 5)))),
})
def plateau_in_numbers() -> All:
    """One of them: protons 1 and −3/5 at 0 and 17/10, loss 0.34798…, while L(0, θ) is above 1.14."""
    return _instance()


@theorem_3_6.claim("no-match", reading="sharpened", controls=lambda: {
    "b₁ = bq": in_part("no field", added("lhs", 2 * b * q * u)),
    "the loss may be 0": in_part("positive", without(0)),
    "p > 1": in_part("no lower", replaced(domain=Domain.of(*CHARGES, Real("p", gt=0)))),
})
def no_match() -> All:
    """The other exception, L(a, θ) = L(0, θ), occurs too: no electron matched, none charged, and a positive loss."""
    return _no_match()


@theorem_3_6.derivation
def on_the_line() -> Iterator[Line]:
    """A plateau."""
    yield Line("On the line Φ = e^{−μ|x|}. With protons 1 and b at 0 and D, q = e^{−D}, an electron on the first and "
               "an uncharged one anywhere to the left the loss is", sp.factor(sp.simplify(loss(
                   0, -(1 + b * q), u, u * (1 + b * q), 1 + b * q))))
    yield Line("a local minimum when |bq| < 1, and positive.")
