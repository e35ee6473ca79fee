"""A potential bent inside a ball: the kernel T_x, its mixtures, and the polynomial that they make inside.

Letters: u = x − r is how far r lies inside the radius x, v = ε − r how far it lies inside the ball, and
g = Φ^{(d−1)} is an undetermined function. With N = d − 1 − k,

    T_x(r) = (x − r)_+^{d−1} ((d−1)x + r)/d!,     (−1)^k T_x^{(k)}(r) = u^N ((N+1)x − u)/(N+1)!.
"""

from functools import lru_cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, d, eps, k, m, r, u, v, x, y

Expr = Any
N = sp.Symbol("N")
f, g = sp.Function("f"), sp.Function("g")
X_POS, V_POS, EPS_POS = Real("x", gt=0), Real("v", gt=0), Real("eps", gt=0)
ORDERS = Integer("N", ge=1)


def remainder(order: Expr, radius: Expr, inside: Expr) -> Expr:
    """(−1)^k T^{(k)} with N = d − 1 − k = `order`, at a point `inside` below the radius."""
    return inside**order * ((order + 1) * radius - inside) / sp.factorial(order + 1)


def weight(at: Expr = x) -> Expr:
    """W = −(g(x)/x)′."""
    return -sp.Derivative(g(at) / at, at)


def tail_integral(integrand: Expr, value: Expr, domain: Domain) -> All:
    """∫_x^∞ integrand = value, closed by differentiating back; both sides vanish at infinity (claim `limits`)."""
    display = sp.Eq(sp.Integral(integrand.subs(x, y), (y, x, sp.oo)), value, evaluate=False)
    return All.of(display, primitive=Identity(sp.Derivative(value, x), -integrand, domain))


def weight_tail() -> All:
    """∫_x^∞ W = g(x)/x."""
    return tail_integral(weight(), g(x) / x, Domain.of(X_POS))


def kernel_slope() -> Identity:
    """∂T_x/∂x = x (x−r)^{d−2}/(d−2)!, at fixed r: so T_x(r) = ∫_r^x y (y−r)^{d−2}/(d−2)! dy."""
    return Identity(sp.Derivative(remainder(N, r + u, u), u), (r + u) * u ** (N - 1) / sp.factorial(N - 1),
                    Domain.of(R_POS, Real("u", gt=0), ORDERS))


def taylor_step() -> Identity:
    """The primitive that turns ∫ f′ u^N/N! into ∫ f u^{N−1}/(N−1)! and a term at the lower end."""
    return Identity(sp.Derivative(f(u) * u**N / sp.factorial(N), u),
                    sp.Derivative(f(u), u) * u**N / sp.factorial(N) + f(u) * u ** (N - 1) / sp.factorial(N - 1),
                    Domain.of(Real("u", gt=0), ORDERS))


def parity() -> Identity:
    """(−1)^{d−1} = 1 for d = 2m + 1."""
    return Identity(sp.Integer(-1) ** (d - 1).subs(d, 2 * m + 1), sp.Integer(1), Domain.of(Integer("m", ge=1)))


def power_slope() -> Identity:
    """d/dv v^N/N! = v^{N−1}/(N−1)!."""
    return Identity(sp.Derivative(v**N / sp.factorial(N), v), v ** (N - 1) / sp.factorial(N - 1),
                    Domain.of(V_POS, ORDERS))


def remainder_slope() -> Identity:
    """The same for the remainder: −d/dr takes one order to the next."""
    return Identity(sp.Derivative(remainder(N, x, v), v), remainder(N - 1, x, v), Domain.of(V_POS, X_POS, ORDERS))


def remainder_top() -> Identity:
    """The order d − 1: T_x^{(d−1)}(r) = x − u = r on r < x."""
    return Identity(sp.Derivative(remainder(sp.Integer(1), x, u), u), x - u, Domain.of(X_POS, Real("u", gt=0)))


def remainder_sign() -> ForAll:
    """The last factor (N+1)ε − v of the remainder is nonnegative for ε = v + r, r ≥ 0."""
    return ForAll((), sp.Ge((N + 1) * (v + r) - v, 0, evaluate=False),
                  Domain.of(Real("v", ge=0), Real("r", ge=0), Integer("N", ge=0)))


def bent_polynomial(dimension: int) -> tuple[Expr, list[Expr]]:
    """Φ̄ inside, as a polynomial in v = ε − r, with symbols b_j for |Φ^{(j)}(ε)|; and the symbols."""
    b = [sp.Symbol(f"b_{i}") for i in range(dimension)]
    taylor = sum((b[i] * v**i / sp.factorial(i) for i in range(dimension - 1)), sp.Integer(0))
    return taylor + b[-1] / eps * remainder(sp.Integer(dimension - 1), eps, v), b


@lru_cache(maxsize=512)  # the same in each control
def _bent_derivative(dimension: int, order: int) -> Expr:
    return sp.diff(bent_polynomial(dimension)[0], v, order)


def printed_bound(b: list[Expr], order: int) -> Expr:
    """The printed bound for |Φ̄^{(d−1−k)}| inside, k = `order`, in the symbols b_j."""
    dim = len(b)
    return b[dim - 1 - order] + sum((v ** (order - j + 1) / sp.factorial(order - j + 1) * b[dim - j]
                                     for j in range(1, order + 1)), sp.Integer(0))


def bound_less_exact(dimension: int, factor: Expr = 1) -> All:
    """The printed bound less the true value is `factor` b_{d−1} v^{k+1}/((k+1)! ε), for every k."""
    _, b = bent_polynomial(dimension)
    domain = Domain.of(V_POS, EPS_POS, *(Real(s.name, ge=0) for s in b))
    return All(tuple((f"k = {order}", Identity(
        printed_bound(b, order) - _bent_derivative(dimension, dimension - 1 - order),
        factor * b[-1] * v ** (order + 1) / (sp.factorial(order + 1) * eps), domain)) for order in range(dimension)))


def slack() -> Identity:
    """The only term of the bound that is not exact: v^k/k! in place of the remainder over ε."""
    return Identity(v**k / sp.factorial(k) - remainder(k, eps, v) / eps, v ** (k + 1) / (sp.factorial(k + 1) * eps),
                    Domain.of(V_POS, EPS_POS, Integer("k", ge=0)))
