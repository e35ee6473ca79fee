"""An electron without charge amid four protons, at a point where G has no slope and no negative curvature.

k = 4, protons of charge 1 at (3, 4) and (−3, −4), of charge −1 at (3, −4) and (−3, 4), in the plane of the first two
axes of R^d; all electrons without charge, one at 0, the others on the third axis (or at 0). All distances to 0 are 5.
"""

import sympy as sp

from verify.claims import Domain, Proposition, Real
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import eps, v, x, y, z

a, phi, slope, height = sp.symbols("a Φ Φ′/r h")
PROTONS = ((1, (3, 4)), (1, (-3, -4)), (-1, (3, -4)), (-1, (-3, 4)))
VALUES = Domain.of(Real("Φ"), Real("Φ′/r"), Real("h"), Real("a"))


def fields(charges: tuple[int, ...] = (1, 1, -1, -1)) -> All:
    """At (0, 0, h) the potential of the four and its gradient vanish: the distances are equal, √(25 + h²)."""
    places = [place for _, place in PROTONS]
    return All((
        *((f"distance {i + 1}", Identity(sp.Integer(p) ** 2 + sp.Integer(q) ** 2 + height**2, 25 + height**2, VALUES))
          for i, (p, q) in enumerate(places)),
        ("F", Identity(sum(b * phi for b in charges), 0, VALUES)),
        ("∂F along 1", Identity(sum(b * slope * -p for b, (p, _) in zip(charges, places, strict=True)), 0, VALUES)),
        ("∂F along 2", Identity(sum(b * slope * -q for b, (_, q) in zip(charges, places, strict=True)), 0, VALUES)),
        ("∂F along 3", Identity(sum(b * slope * height for b in charges), 0, VALUES)),
    ))


def in_the_set() -> tuple[tuple[str, Proposition], ...]:
    """(0, θ) is in M_{G,δ} for every δ ≥ 0: ∂G/∂a_i = 2F_i, ∂G/∂θ_i = 2a_i∇F, and the second derivative along charges
    x_i and moves v_i is 2 E(Σ x_i σ)² + 2|x|² + 4Σ x_i ∇F·v_i.
    """
    return (
        ("the field", fields()),
        ("no slope", Identity(2 * a * phi.subs(phi, 0) + 0 * a, 0, Domain.of(Real("a")))),
        ("no negative curvature", ForAll((x >= 0, sp.Eq(z, 0)), 2 * x + 2 * y**2 + 4 * y * z * v >= 0,
                                         Domain.of(*(Real(s.name) for s in (x, y, z, v))),
                                         named=("a mean square", "the field: its gradient"))),
    )


def far(*, factor: int = 4) -> ForAll:
    """It is near no proton: the distance 5 is above kε, k = 4, ε < 1."""
    return ForAll((sp.Eq(x, 5),), x > factor * eps, Domain.of(Real("x"), Real("eps", gt=0, lt=1)),
                  named=("distance",))
