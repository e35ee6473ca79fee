"""Charges under the potential 1/r in space: forces, and the mean of an energy over a sphere.

Like charges repel: the energy of a pair is the product of the charges over the distance. Electrons have charge −1,
protons +1; distances are symbols of their own, so that forces are rational.
"""

from collections.abc import Iterable

import sympy as sp

from verify.claims import Domain, Real
from verify.controls import Change, replaced
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import r, s, u, x, y, z

R, rho, r1, r2, p, P0, M1, T = sp.symbols("R rho r_1 r_2 p E_0 E_1 E_m")
Point = tuple[sp.Expr, sp.Expr, sp.Expr]
HERE: Point = (x, y, z)


def force(at: Point, others: Iterable[tuple[Point, int, sp.Expr]]) -> Point:
    """The force on an electron: from each of `others` (place, charge, distance) it is −charge·(at − place)/distance³.

    A proton (+1) attracts, an electron (−1) repels.
    """
    pairs = list(others)
    fx, fy, fz = (sum((-charge * (here - there[axis]) / distance**3 for there, charge, distance in pairs), sp.S.Zero)
                  for axis, here in enumerate(at))
    return fx, fy, fz


def some_force(components: Point) -> sp.Expr:
    """That a force is not zero."""
    return sp.Or(*(sp.Ne(component, 0, evaluate=False) for component in components if component != 0))


def between_two_protons() -> ForAll:
    """An electron at (x, y, z), off two protons at (±1, 0, 0), feels a force: r_1, r_2 are its distances from them."""
    domain = Domain.of(Real("x"), Real("y"), Real("z"), Real("r_1", gt=0), Real("r_2", gt=0))
    left, right = (sp.Integer(-1), sp.S.Zero, sp.S.Zero), (sp.Integer(1), sp.S.Zero, sp.S.Zero)
    return ForAll(
        (sp.Eq(r1**2, (x + 1) ** 2 + y**2 + z**2), sp.Eq(r2**2, (x - 1) ** 2 + y**2 + z**2)),
        some_force(force(HERE, ((left, 1, r1), (right, 1, r2)))), domain, named=("distance", "distance"))


def one_proton() -> Change:
    """Of that: the proton at (1, 0, 0) taken away."""
    return replaced(conclude=some_force(force(HERE, (((sp.Integer(-1), sp.S.Zero, sp.S.Zero), 1, r1),))))


def beyond() -> Change:
    """Of that: only beyond both protons."""
    return replaced(assume=(), named=(), domain=Domain.of(
        Real("x", gt=1), Real("y"), Real("z"), Real("r_1", gt=0), Real("r_2", gt=0)))


def rhombus_forces() -> Point:
    """The force on the electron at (0, y, 0): one is at (0, −y, 0), protons at (±p, 0, 0) at the distance R."""
    zero = sp.S.Zero
    return force((zero, y, zero), (((p, zero, zero), 1, R), ((-p, zero, zero), 1, R), ((zero, -y, zero), -1, 2 * y)))


def rhombus() -> All:
    """Two protons and two electrons at the corners of a rhombus: in balance exactly when p² = 3y²."""
    across, along, _ = rhombus_forces()
    sizes = Domain.of(Real("p", gt=0), Real("y", gt=0), Real("R", gt=0))
    side = sp.Eq(R**2, p**2 + y**2)
    return All.of(
        "protons at (±√3, 0, 0), electrons at (0, ±1, 0): all charges are 1, no force acts on either electron",
        across=Identity(across, 0, sizes),
        along=ForAll((side, sp.Eq(p**2, 3 * y**2)), sp.Eq(along, 0), sizes),
        only_there=ForAll((side, sp.Eq(along, 0)), sp.Eq(p**2, 3 * y**2), sizes),
    )


def mean_over_a_sphere() -> tuple[tuple[str, Identity], ...]:
    """The mean of 1/s over a sphere of radius ρ, s the distance from a charge at the distance R > ρ from its centre.

    By Archimedes, the mean over the sphere is that over u = cos(angle) in (−1, 1); s² = R² + ρ² − 2Rρu replaces u by s.
    """
    cosine = (R**2 + rho**2 - s**2) / (2 * R * rho)
    sphere = Domain.of(Real("R", gt=0), Real("rho", gt=0), Real("s", gt=0))
    ends = (R - rho, R + rho)
    return (
        ("substitution", Identity(-sp.Derivative(cosine, s), s / (R * rho), sphere)),
        ("nearest point", Identity(cosine.subs(s, ends[0]), 1, sphere)),
        ("farthest point", Identity(cosine.subs(s, ends[1]), -1, sphere)),
        ("primitive", Identity(sp.Derivative(s / (R * rho), s), 1 / s * (s / (R * rho)), sphere)),
        ("mean", Identity((ends[1] - ends[0]) / (2 * R * rho), 1 / R, sphere)),
    )


def no_stable_equilibrium() -> All:
    """Newton's mean value for one charge, for any number of them, and why no place is better than all around it."""
    reals = Domain.of(*(Real(str(name)) for name in (P0, M1, T)))
    return All((
        *mean_over_a_sphere(),
        ("one more charge, u", ForAll(
            (sp.Eq(M1, P0), sp.Eq(s, 1 / r)), sp.Eq(M1 + u * s, P0 + u / r),
            Domain.of(Real(str(M1)), Real(str(P0)), Real("u"), Real("s"), Real("r", gt=0)),
            named=("the charges so far", "mean"))),
        ("not all around is higher", ForAll(
            (sp.Ge(M1, T), sp.Eq(M1, P0)), sp.Le(T, P0), reals,
            named=("a mean is at least the smallest value E_m on the sphere", "it is the value E_0 at the centre"))),
    ), "1/r in space: an electron away from all other charges is at no strict local minimum of its energy")
