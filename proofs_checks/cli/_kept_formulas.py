"""The derived formulas that are kept as text: for each file a function that derives its lines."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

from verify.exact import (
    Polynomial,
    derivative_polynomials,
    euclid_hat,
    hat_inside_polynomial,
    hat_weight,
    inside_polynomials,
    kernel,
    kernel_weight,
    ode_coefficients,
    reverse_bessel,
    zero_polynomial,
)

from ._derived import written_derivative
from ._notation import polynomial

Formula = tuple[str, str]
"""A name, and the formula in plain ASCII."""

_FUNCTIONS = {2: "p''", 1: "p'", 0: "p"}
_S = Fraction(1, 10)  # where polynomials in r/eps are kept: mu eps = 1/10


def _plain(P: Polynomial) -> str:
    return polynomial(P.coefficients, style="plain")


def p() -> Iterator[Formula]:
    """The polynomial of the potential, its recurrence and its closed form."""
    ratio, closed = _ratio_and_closed_form()
    yield "a_{i+1}/a_i", ratio
    yield "a_i", closed
    for d in (3, 5, 7, 9, 11, 15, 19, 23):
        yield f"p(s) [d={d}]", polynomial(reverse_bessel(d), style="plain")


def equation() -> Iterator[Formula]:
    """The differential equation of p, in s = mu r: the right side of 0 = ..."""
    yield "0", " + ".join(f"({c}) {_FUNCTIONS[order]}" for order, c in _symbolic_equation().items())
    for d in (3, 5, 7, 11):
        terms = (f"({polynomial(c, style='plain')}) {_FUNCTIONS[order]}" for order, c in ode_coefficients(d).items())
        yield f"0 [d={d}]", " + ".join(terms)


def derivatives() -> Iterator[Formula]:
    """P_k of (-1)^k Phi^(k) = e^(-s) P_k(s) / r^(d-2+k)."""
    for k in range(1, 5):
        yield f"P_{k}", written_derivative(k, "plain")
    for d in (3, 7):
        for k, P in enumerate(islice(derivative_polynomials(d), d + 1)):
            yield f"P_{k}(s) [d={d}]", _plain(P)


def weights() -> Iterator[Formula]:
    """Kernels and hats, and the weights with which they mix to Phi_eps."""
    for d in (3, 5, 7, 11):
        yield f"T_x(x t) / x^{d} [d={d}]", polynomial(kernel(d), "t", "plain")
        yield f"Hat_x(x t) / x^{d} [d={d}]", polynomial(euclid_hat(d), "t", "plain")
        yield f"W(x) e^s x^{2 * d - 1} [d={d}]", _plain(kernel_weight(d))
        yield f"w(x) e^s x^{2 * d - 1} 2^{(d - 1) // 2} {(d - 1) // 2}! [d={d}]", _plain(hat_weight(d))


def potential() -> Iterator[Formula]:
    """Phi_eps and Phi_hat inside eps: v = 1 - r/eps, t = r/eps, s = mu eps."""
    for d in (3, 7):
        for k in range(d):
            yield f"(-1)^{k} Phi_eps^({k})(0+) e^s eps^{d - 2 + k} [d={d}]", _plain(zero_polynomial(d, k))
    for d in (3, 5, 7):
        for k, B in enumerate(inside_polynomials(d, _S)):
            yield (f"(-1)^{k} Phi_eps^({k}) e^s eps^{d - 2 + k} [d={d}, s={_S}]", polynomial(B, "v", "plain"))
        H = hat_inside_polynomial(d, _S)
        yield f"Phi_hat e^s eps^{d - 2} [d={d}, s={_S}]", polynomial(H, "t", "plain")


KEPT: dict[str, Callable[[], Iterator[Formula]]] = {
    "p": p, "equation": equation, "derivatives": derivatives, "weights": weights, "potential": potential,
}


def _symbolic_equation() -> dict[int, Any]:
    """Delta Phi = lambda Phi for Phi = p(s) e^{-s} / r^{d-2}, s = mu r: order -> factor of that derivative of p."""
    import sympy as sp

    d, s = sp.symbols("d s")
    p, derivatives = sp.Function("p")(s), sp.symbols("p0:3")
    factor = sp.exp(-s) * s ** (2 - d)  # r^{2-d} up to a constant
    left = (p * factor).diff(s, 2) + (d - 1) / s * (p * factor).diff(s) - p * factor
    for order in (2, 1, 0):
        left = left.subs(p.diff(s, order) if order else p, derivatives[order])
    left = sp.expand(sp.powsimp(sp.expand(left * s / factor)))
    return {order: sp.collect(left.coeff(derivatives[order]), s) for order in (2, 1, 0)}


def _ratio_and_closed_form() -> tuple[str, str]:
    """a_{i+1}/a_i, from the coefficient of s^i in the equation; and a closed form with this ratio and a_0 = 1."""
    import sympy as sp

    d, i, n, s = sp.symbols("d i n s")
    multiplier = {0: sp.Integer(0), 1: sp.Integer(0)}  # of a_i and a_{i+1}
    for order, factor in _symbolic_equation().items():
        for (power,), c in sp.Poly(factor, s).terms():  # s^power p^(order) has (i-power+1)...(i+shift) a_{i+shift}
            shift = order - power
            multiplier[shift] += c * sp.prod([i + shift - j for j in range(order)])
    ratio = sp.factor(-multiplier[0] / multiplier[1])
    closed = 2**i * sp.factorial(n) * sp.factorial(2 * n - i) / (
        sp.factorial(2 * n) * sp.factorial(i) * sp.factorial(n - i))
    its_ratio = sp.combsimp(closed.subs(i, i + 1) / closed)
    if sp.cancel(its_ratio - ratio.subs(d, 2 * n + 3)) != 0 or closed.subs(i, 0) != 1:
        return str(ratio), f"not {closed}, n = (d-3)/2, which has the ratio {its_ratio}"
    return str(ratio), f"{closed}, n = (d-3)/2"
