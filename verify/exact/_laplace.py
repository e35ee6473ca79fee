"""Laplace transforms, and with them the Fourier transforms of radial functions on R^d that end at r = x.

Let f_x(r) be such a family, and F_x(omega) its Fourier transform on R^d. The Laplace transform in x goes through the
integral, so that of (x-r)_+^n is n!/p^{n+1} times the Fourier transform of e^{-pr}, which for odd d is

    E_d(p, omega) = c_d p / (p^2 + omega^2)^{(d+1)/2},    c_d = 2^d pi^{(d-1)/2} Gamma((d+1)/2) = |S^{d-1}| (d-1)!.

What is a product of Laplace transforms of nonnegative functions is the transform of one (their convolution), and so
are its quotient by p (an integral) and minus its derivative (z times the function): that shows F_x >= 0.
The functions here return the identities that such an argument is made of, as propositions.
"""

from typing import Any

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from verify.claims import Domain, Integer, Real

from ._compound import All, SolvesRecurrence
from ._identity import Identity
from ._printing import text

Expr = Any


def laplace_pair(f: Expr, transform: Expr, z: Expr, p: Expr) -> All:
    """The integral of e^{-pz} f(z) over z > 0 is `transform`, for p > 0 and all positive values of other symbols.

    `f` is a polynomial in z, sin(az) and cos(az). Its antiderivative -e^{-pz} A(z) is found by linear algebra and
    proved by differentiating back; A is a polynomial in z, sin(az), cos(az), so it vanishes at infinity.
    Raises ValueError for any other f.

    >>> from verify.claims import Effort
    >>> z, p = sp.symbols("z p")
    >>> laplace_pair(1 - sp.cos(z), 1 / (p * (1 + p**2)), z, p).settle(Effort()).status
    <Status.PROVED: 'proved'>
    >>> laplace_pair(1 - sp.cos(z), 1 / (p * (2 + p**2)), z, p).settle(Effort()).status
    <Status.REFUTED: 'refuted'>
    """
    others = sorted((f.free_symbols | transform.free_symbols) - {z, p}, key=lambda s: s.name)
    positive = [Real(s.name, gt=0) for s in (p, *others)]
    A = _resolvent(f, z, p)
    kernel = sp.exp(-p * z)
    return All((
        ("antiderivative", Identity(sp.Derivative(-kernel * A, z), kernel * f,
                                    Domain.of(Real(z.name, ge=0), *positive))),
        ("value at 0", Identity(A.subs(z, 0), transform, Domain.of(*positive))),
    ), sp.Eq(sp.Integral(kernel * f, (z, 0, sp.oo)), transform, evaluate=False))


def _resolvent(f: Expr, z: Expr, p: Expr) -> Expr:
    """The polynomial A in z, sin, cos with p A - A' = f."""
    angles = {wave.args[0] for wave in f.atoms(sp.sin, sp.cos)} or {z}
    angle = angles.pop()
    rate = sp.diff(angle, z)
    if angles or sp.expand(angle - rate * z) != 0 or rate.has(z):
        raise ValueError(f"{f} has sines or cosines of different arguments, or of one that is not a multiple of {z}")
    S, C = sp.Dummy("S"), sp.Dummy("C")
    names = {sp.sin(angle): S, sp.cos(angle): C}
    try:
        right = _reduced(sp.Poly(f.subs(names), z, S, C))
    except sp.PolynomialError:
        raise ValueError(f"{f} is no polynomial in {z}, sin({angle}), cos({angle})") from None
    columns: dict[tuple[int, ...], dict[tuple[int, ...], Expr]] = {}
    waiting = list(right)
    while waiting:  # the monomials that differentiation leads to: finitely many
        monomial = waiting.pop()
        if monomial in columns:
            continue
        a, b, c = monomial
        slope = sp.Poly(a * z ** max(a - 1, 0) * S**b * C**c + b * rate * z**a * S ** max(b - 1, 0) * C ** (c + 1)
                        - c * rate * z**a * S ** (b + 1) * C ** max(c - 1, 0), z, S, C)
        columns[monomial] = _reduced(slope)
        waiting.extend(columns[monomial])
    order = sorted(columns)
    scalars = sp.QQ.frac_field(p, *sorted(sp.sympify(rate, strict=True).free_symbols, key=lambda s: s.name))
    entry = scalars.from_sympy
    matrix = [[entry((p if row == column else sp.Integer(0)) - columns[column].get(row, sp.Integer(0)))
               for column in order] for row in order]
    side = [[entry(right.get(row, sp.Integer(0)))] for row in order]
    n = len(order)
    solved = DomainMatrix(matrix, (n, n), scalars).lu_solve(DomainMatrix(side, (n, 1), scalars)).to_Matrix()
    return sp.Add(*(value * z**a * sp.sin(angle) ** b * sp.cos(angle) ** c
                    for value, (a, b, c) in zip(solved, order, strict=True)))


def _reduced(poly: Expr) -> dict[tuple[int, ...], Expr]:
    """The terms of a polynomial in z, S, C after S^2 = 1 - C^2."""
    z, S, C = poly.gens
    expr = sp.Add(*(value * z**a * S ** (b % 2) * (1 - C**2) ** (b // 2) * C**c for (a, b, c), value in poly.terms()))
    return {monomial: value for monomial, value in sp.Poly(expr, z, S, C).terms() if value != 0}


def power_pair(n: Expr, u: Expr, p: Expr) -> All:
    """The integral of e^{-pu} u^n over u > 0 is n!/p^{n+1}, for all integers n >= 0: by parts, then by induction.

    >>> from verify.claims import Effort
    >>> power_pair(*sp.symbols("n u p")).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """
    kernel = sp.exp(-p * u)
    domain = Domain.of(Real(u.name, gt=0), Real(p.name, gt=0))
    return All((
        ("n = 0", Identity(sp.Derivative(-kernel / p, u), kernel, domain)),
        ("by parts", Identity(sp.Derivative(-kernel * u ** (n + 1) / p, u),
                              kernel * u ** (n + 1) - (n + 1) / p * kernel * u**n,
                              Domain.of(*domain, Integer(n.name, ge=0)))),
        ("closed form", SolvesRecurrence(n, sp.factorial(n) / p ** (n + 1), ratio=(n + 1) / p, first=1 / p,
                                         domain=Domain.of(Real(p.name, gt=0)))),
    ), sp.Eq(sp.Integral(kernel * u**n, (u, 0, sp.oo)), sp.factorial(n) / p ** (n + 1), evaluate=False))


def sphere_area(d: Expr) -> Expr:
    """|S^{d-1}| = 2 pi^{d/2} / Gamma(d/2).

    >>> sphere_area(sp.Integer(3))
    4*pi
    """
    return 2 * sp.pi ** (d / 2) / sp.gamma(d / 2)


def exponential_constant(d: Expr) -> Expr:
    """c_d = 2^d pi^{(d-1)/2} Gamma((d+1)/2).

    >>> exponential_constant(sp.Integer(3))
    8*pi
    """
    return 2**d * sp.pi ** ((d - 1) / 2) * sp.gamma((d + 1) / 2)


def exponential_transform(d: Expr, p: Expr, omega: Expr) -> Expr:
    """E_d(p, omega), the Fourier transform on R^d of e^{-p|x|}.

    >>> exponential_transform(sp.Integer(1), *sp.symbols("p omega"))
    2*p/(omega**2 + p**2)
    """
    return exponential_constant(d) * p * (p**2 + omega**2) ** (-(d + 1) / 2)


def dimension_walk(d: Expr, j: Expr) -> All:
    """F_{d+2}(w) = -(2 pi / w) F_d'(w) for the Fourier transforms of one radial function in two dimensions.

    F_d(w) is |S^{d-1}| times the integral of f(r) r^{d-1} Omega_d(w r), where Omega_d(z) = sum a_j z^{2j}, the
    average of plane waves over a sphere, is the even solution of Omega'' + (d-1) Omega'/z + Omega = 0 with value 1
    at 0; the walk says that Omega_d' = -(z/d) Omega_{d+2} and |S^{d+1}| = (2 pi/d) |S^{d-1}|, term by term.

    >>> from verify.claims import Effort
    >>> dimension_walk(*sp.symbols("d j")).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """
    def a(dimension: Expr, index: Expr) -> Expr:
        return (-sp.Rational(1, 4)) ** index * sp.gamma(dimension / 2) / (
            sp.factorial(index) * sp.gamma(dimension / 2 + index))

    domain = Domain.of(Integer(d.name, ge=1), Integer(j.name, ge=0))
    return All.of(
        "F_{d+2}(ω) = −(2π/ω) F_d′(ω) for the transforms of a radial function on R^d and on R^{d+2}",
        the_average_of_plane_waves=Identity((2 * j + 2) * (2 * j + d) * a(d, j + 1) + a(d, j), 0, domain),
        its_slope=Identity((2 * j + 2) * a(d, j + 1), -a(d + 2, j) / d, domain),
        the_spheres=Identity(sphere_area(d + 2), 2 * sp.pi / d * sphere_area(d), Domain.of(Integer(d.name, ge=1))),
    )


def exponential_pair(d: Expr, p: Expr, omega: Expr) -> All:
    """E_d is the Fourier transform of e^{-p|x|} on R^d for every odd d: the line, then the walk from d to d + 2.

    >>> from verify.claims import Effort
    >>> exponential_pair(*sp.symbols("d p omega")).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """
    z, j, m = sp.symbols("z j m")
    positive = Domain.of(Real(p.name, gt=0), Real(omega.name, gt=0))
    line = exponential_transform(sp.Integer(1), p, omega)
    E = exponential_transform(d, p, omega)
    return All((
        ("on the line", laplace_pair(2 * sp.cos(omega * z), line, z, p)),
        ("the walk", dimension_walk(d, j)),
        ("its step", Identity(-2 * sp.pi / omega * sp.Derivative(E, omega), E.subs(d, d + 2),
                              Domain.of(*positive, Integer(d.name, ge=1, residue=(1, 2))))),
        ("the constant", SolvesRecurrence(m, sphere_area(2 * m + 1) * sp.factorial(2 * m), ratio=4 * sp.pi * (m + 1),
                                          first=sp.Integer(2))),
        ("is c_d", SolvesRecurrence(m, exponential_constant(2 * m + 1), ratio=4 * sp.pi * (m + 1),
                                    first=sp.Integer(2))),
    ), f"the Fourier transform of e^(−p·r) on R^d is {text(E)}")
