"""Definition 2.2: electron-proton dynamics, and which way its charges move."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, q, r, t, x, y
from ._sums import by_induction
from .equation_1 import reals

definition_2_2 = statement(
    "def-2.2", "Electron-proton dynamics", kind="definition", published="4", source="arXiv text, Section 2.2",
    reading="θ_j acts on θ_i with F_i(θ_j) = a_i a_j ∇_{θ_i} Φ(θ_i, θ_j), and −dθ_i/dt is the sum of these over j ≠ i; "
            "the particles in S stay where they are. What pushes a particle, in the usual sense, is thus −F: with a "
            "potential that falls with the distance, opposite charges attract and like ones repel.")

a, b, c, f, v, S, V, slope, start = sp.symbols("a b c f v S V slope start")
h = sp.Function("h")(r)
u = sp.Function("u")(t)
SEPARATED = Domain.of(R_POS, *reals(a, b, x, y, q))


# The force, coordinate by coordinate, in any dimension: r² = (x − y)² + q, q being the share of the other coordinates.

@definition_2_2.claim("along-the-line", reading="sharpened", controls=lambda: {
    "∂r/∂x is x − y": in_part("slope of r", scaled("lhs", r)),
    "towards y for ab > 0": in_part("a coordinate of F", scaled("rhs", -1)),
    "no charges": in_part("a coordinate of F", substituted("rhs", {a: 1})),
    "S/r for S/r²": in_part("all coordinates", in_part("one more coordinate", scaled("rhs", r))),
})
def along_the_line() -> All:
    """For Φ = h(r) the force F is ab h′(r) times the unit vector from θ_j to θ_i: along the line between the two."""
    unit = (x - y) / r
    return All((
        ("slope of r", Identity(2 * r * unit, sp.Derivative((x - y) ** 2 + q, x), SEPARATED)),
        ("a coordinate of F", Identity(unit * sp.Derivative(a * b * h, r), a * b * h.diff(r) * (x - y) / r, SEPARATED)),
        ("all coordinates", by_induction("Σ ((x_m − y_m)/r)² = Σ (x_m − y_m)²/r²",
                                         {S: S + (x - y) ** 2, V: V + unit**2}, V, S / r**2,
                                         Domain.of(R_POS, *reals(S, V, x, y)), of="coordinate")),
    ), "F_i(θ_j) = a_i·a_j·h′(r)·(θ_i − θ_j)/r")


@definition_2_2.claim("inverse-square", controls=lambda: {
    "1/r": replaced(rhs=-a * b / r),
    "for −ln r": replaced(lhs=sp.Derivative(-a * b * sp.log(r), r)),
})
def inverse_square() -> Identity:
    """The standard electric law is that of Φ = 1/r: the size of the force is |ab|/r²."""
    return Identity(sp.Derivative(a * b / r, r), -a * b / r**2, Domain.of(R_POS, *reals(a, b)))


# Which way the charges move.

def approach(sign: int = -1) -> All:
    """How r² changes when θ_i moves by sign·F and θ_j is fixed: coordinate by coordinate, for every dimension."""
    return by_induction("d(r²)/dt = ∓2·a_i·a_j·r·h′(r)",
                        {V: V + 2 * (x - y) * (sign * a * b * slope * (x - y) / r), S: S + (x - y) ** 2},
                        V, -2 * a * b * slope * S / r, Domain.of(R_POS, *reals(V, S, x, y, a, b, slope)),
                        of="coordinate")


@definition_2_2.claim("opposite-charges-attract", controls=lambda: {
    "+dθ_i/dt": lambda claim: claim.replace_part("how r² changes", approach(sign=1)),
    "like charges": in_part("closer", replaced(assume=(sp.Gt(a * b, 0), slope < 0))),
    "a potential that rises": in_part("closer", replaced(assume=(sp.Lt(a * b, 0), slope > 0))),
    "like charges attract": in_part("farther", replaced(conclude=-2 * a * b * slope * r < 0)),
})
def opposite_charges_attract() -> All:
    """With the sign of the definition and h′ < 0, r² falls for ab < 0 and grows for ab > 0: attraction, repulsion.

    slope = h′(r); with S = r² the rate is −2ab h′(r) r.
    """
    domain = Domain.of(R_POS, *reals(a, b, slope))
    rate = -2 * a * b * slope * r
    return All((
        ("how r² changes", approach()),
        ("the rate", Identity((-2 * a * b * slope * S / r).subs(S, r**2), rate, domain)),
        ("closer", ForAll((sp.Lt(a * b, 0), slope < 0), rate < 0, domain)),
        ("farther", ForAll((sp.Gt(a * b, 0), slope < 0), rate > 0, domain)),
    ), "d(r²)/dt = −2·a_i·a_j·r·h′(r):  < 0 for a_i·a_j < 0, h′ < 0")


@definition_2_2.claim("velocity-is-minus-the-force", reading="sharpened", controls=lambda: {
    "F pulls opposite charges together": in_part("F points away", replaced(conclude=a * b * slope < 0)),
    "the velocity is F": in_part("velocity", replaced(conclude=sp.Eq(v, f))),
})
def velocity() -> All:
    """The text calls F a force and the force a velocity; by the definition it is −F that is the velocity.

    F itself, ab h′ along θ_i − θ_j, points away from an opposite charge. The formulas agree with each other, the
    word is off by a sign.
    """
    return All((
        ("velocity", ForAll((sp.Eq(-v, f),), sp.Eq(v, -f), reals(v, f), named=("the displayed equation",))),
        ("F points away", ForAll((sp.Lt(a * b, 0), slope < 0), a * b * slope > 0, reals(a, b, slope))),
    ), "dθ_i/dt = −Σ F_i(θ_j)")


@definition_2_2.claim("action-and-reaction", reading="sharpened", controls=lambda: {
    "the forces agree": scaled("rhs", -1),
    "Φ = xy, symmetric but not translation invariant": replaced(
        lhs=sp.Derivative(a * b * x * y, x), rhs=-sp.Derivative(a * b * x * y, y), domain=reals(a, b, x, y)),
})
def action_and_reaction() -> Identity:
    """F_i(θ_j) = −F_j(θ_i) when Φ depends on the distance; for other symmetric potentials it need not."""
    return Identity(a * b * h.diff(r) * (x - y) / r, -(b * a * h.diff(r) * (y - x) / r), SEPARATED)


# What "the solution" needs.

@definition_2_2.claim("collision", reading="sharpened", controls=lambda: {
    "r² falls evenly": in_part("r³ falls evenly", replaced(lhs=(sp.diff(u**2, t)).subs(sp.diff(u, t), -c / u**2))),
    "at start³/c": in_part("when", replaced(assume=(sp.Eq(c * t, start**3),))),
    "like charges": in_part("when", replaced(domain=Domain.of(
        Real("t", gt=0), Real("c", lt=0), Real("start", gt=0)), assume=())),
})
def collision() -> All:
    """With Φ = 1/r opposite charges meet in finite time: there the solution ends. c = −ab, one of the two is fixed."""
    return All((
        ("r³ falls evenly", Identity(sp.diff(u**3, t).subs(sp.diff(u, t), -c / u**2), -3 * c, reals(t, c))),
        ("when", ForAll((sp.Eq(3 * c * t, start**3),), sp.Eq(start**3 - 3 * c * t, 0),
                        Domain.of(Real("t", gt=0), Real("c", gt=0), Real("start", gt=0)))),
    ), "dr/dt = −c/r²  ⟹  r³ = r(0)³ − 3·c·t, and r = 0 at t = r(0)³/(3·c)")


@definition_2_2.claim("more-than-one-solution", reading="sharpened", controls=lambda: {
    "t³": in_part("it moves", replaced(lhs=sp.Derivative((2 * t / 3) ** 3, t))),
    "x′ = x²": in_part("it moves", replaced(rhs=((2 * t / 3) ** sp.Rational(3, 2)) ** 2)),
    "another power": in_part("the force", replaced(rhs=x)),
})
def more_than_one_solution() -> All:
    """Without a Lipschitz condition on ∇Φ there may be several: Φ = 1 − (3/4)|x|^{4/3} in d = 1, two unit charges.

    From x = 0 the moving one may stay, or leave as (2t/3)^{3/2}. The word "the solution" asks for a better Φ.
    """
    path = (2 * t / 3) ** sp.Rational(3, 2)
    third, positive = sp.Rational(1, 3), Domain.of(Real("t", gt=0))
    return All((
        ("the force", Identity(-sp.Derivative(1 - sp.Rational(3, 4) * x ** (4 * third), x), x**third,
                               Domain.of(Real("x", gt=0)))),
        ("it moves", Identity(sp.Derivative(path, t), path**third, positive)),
        ("it stays", Identity(sp.Derivative(sp.Integer(0), t), 0, positive)),
    ), "dx/dt = x^(1/3), x(0) = 0:  x = 0, and x = (2·t/3)^(3/2)")


@definition_2_2.derivation
def by_hand() -> Iterator[Line]:
    """One pair, in one coordinate and in all."""
    force = a * b * h.diff(r) * (x - y) / r
    yield Line("Let Φ = h(r), r² = (x − y)² + q. A coordinate of F is", force)
    yield Line("θ_i moves by −F. So (x − y)² changes at the rate", 2 * (x - y) * -force)
    rate = sp.simplify((2 * (x - y) * -force / (x - y) ** 2) * r**2)
    yield Line("Sum over the coordinates; their squares add up to r²:", rate)
    yield Line("Where h falls:", opposite_charges_attract().part("closer"))
    yield Line("For h = 1/r and ab = −c this is", sp.simplify(rate.subs(h, 1 / r).doit().subs(a * b, -c)))
    yield Line("so that r² r′ = −c:", collision())
