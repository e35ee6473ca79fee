"""Algorithm 4, projected gradient descent: T steps and no test; and what the projection does to Lemma D.1."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity, SolvesRecurrence

from ._steps import ALPHA, B_2, BOUNDS_2, VALUES, after, alpha, before

algorithm_4 = statement(
    "alg-4", "Projected gradient descent", kind="algorithm", published="4", place="D.0.1",
    proof_uses=("fact-taylor",), source="arXiv text, Appendix D",
    reading="T steps x ← Π_M(x − α∇L(x)), and then x, wherever it is: nothing is tested. On M = R^d there is nothing "
            "to project. It stops at no saddle by itself and leaves none: where ∇L = 0 it stays. With a projection the "
            "decrease is measured by how far x moves, not by ∇L, as Lemma D.1 has it.")

t, T, B, c, e, p, q, s, x, y, g, z = sp.symbols("t T B c e p q s x y g z")


@algorithm_4.claim("without-a-projection", controls=lambda: {
    "x + α∇L": replaced(conclude=sp.Eq(y, x + alpha * g)),
    "M = [0, ∞)": replaced(assume=(sp.Or(sp.And(sp.Eq(y, z), z >= 0), sp.And(sp.Eq(y, 0), z < 0)),
                                   sp.Eq(z, x - alpha * g))),
})
def without_a_projection() -> ForAll:
    """On M = R^d the nearest point of M to z is z, so a step is x − α∇L(x); for one coordinate."""
    return ForAll((sp.Eq((y - z) ** 2, 0), sp.Eq(z, x - alpha * g)), sp.Eq(y, x - alpha * g),
                  Domain.of(Real("x"), Real("y"), Real("z"), Real("g"), ALPHA),
                  named=("y = Π z: no point is nearer, z itself included", "z = x − α∇L(x)"))


@algorithm_4.claim("after-t-steps", reading="sharpened", controls=lambda: {
    "x + α∇L": in_part("a step", scaled("lhs", -1)),
    "one step too many": in_part("T steps", replaced(closed=c ** (T + 1) * x)),
    "αB ≤ 2": in_part("closer", replaced(assume=(alpha * B <= 2,))),
    "αB = 2 already": in_part("farther", replaced(assume=(alpha * B >= 2,))),
    "αB = 1": in_part("never there", replaced(assume=(sp.Eq(alpha * B, 1), sp.Ne(x, 0)))),
})
def after_t_steps() -> All:
    """What is returned after T steps on L = Bx²/2: (1 − αB)^T x. It nears the minimum for αB < 2 and is never there,
    unless αB = 1; for αB > 2 it runs away, and is returned all the same. c = 1 − αB, for αB < 1.
    """
    free = Domain.of(Real("x"), ALPHA, Real("B", gt=0))
    return All((
        ("a step", Identity(x - alpha * sp.Derivative(B * x**2 / 2, x), (1 - alpha * B) * x, free)),
        ("T steps", SolvesRecurrence(T, c**T * x, ratio=c, first=x, domain=Domain.of(Real("x"), Real("c", gt=0)))),
        ("closer", ForAll((alpha * B < 2,), sp.Abs(1 - alpha * B) < 1, free)),
        ("never there", ForAll((sp.Ne(alpha * B, 1), sp.Ne(x, 0)), sp.Ne((1 - alpha * B) * x, 0), free)),
        ("farther", ForAll((alpha * B > 2,), sp.Abs(1 - alpha * B) > 1, free)),
    ), "L = B·x²/2  ⟹  x_T = (1 − α·B)^T·x₀")


@algorithm_4.claim("stays-where-the-gradient-vanishes", reading="sharpened", controls=lambda: {
    "a slope": replaced(assume=()),
    "it moves": replaced(conclude=sp.Ne(x - alpha * g, x)),
})
def stays_where_the_gradient_vanishes() -> ForAll:
    """Where ∇L = 0 nothing moves, at a minimum, a saddle or a maximum: what Algorithm 1 is for."""
    return ForAll((sp.Eq(g, 0),), sp.Eq(x - alpha * g, x), Domain.of(Real("x"), Real("g"), ALPHA))


# With a projection.

@algorithm_4.claim("obtuse-angle", reading="sharpened", controls=lambda: {
    "an acute one": replaced(conclude=c >= 0),
    "M is not convex, x and x′ alone: s = 1": replaced(assume=(-2 * s * c + s**2 * q >= 0, sp.Eq(s, 1))),
})
def obtuse_angle() -> ForAll:
    """For a convex M: (z − x′)·(x − x′) ≤ 0, for z = x − α∇L(x), x′ = Π z. c is this product, q = |x − x′|².

    x′ + s(x − x′) is in M for 0 < s ≤ 1, so not nearer to z than x′; a small s decides.
    """
    return ForAll((-2 * s * c + s**2 * q >= 0, sp.Or(c <= 0, s * q <= c)), c <= 0,
                  Domain.of(Real("c"), Real("q", ge=0), Real("s", gt=0, le=1)),
                  named=("x′ is the nearest", "s is small, if c > 0"))


@algorithm_4.claim("decrease-with-a-projection", reading="sharpened", controls=lambda: {
    "|x′ − x|²/α": replaced(conclude=after <= before - q / alpha),
    "α ≤ 2/B₂": lambda claim: replaced(assume=(claim.assume[0], claim.assume[1], alpha * B_2 <= 2))(claim),
    "M is not convex": without(1),
    "the other side": lambda claim: replaced(assume=(claim.assume[0], q + alpha * p >= 0, claim.assume[2]))(claim),
})
def decrease_with_a_projection() -> ForAll:
    """For a convex M and α ≤ 1/B₂: L(x′) ≤ L(x) − |x′ − x|²/(2α). p = ∇L(x)·(x′ − x), q = |x′ − x|².

    Without a projection |x′ − x| = α‖∇L‖, and this is Lemma D.1.
    """
    return ForAll((after <= before + p + B_2 * q / 2, q + alpha * p <= 0, alpha * B_2 <= 1),
                  after <= before - q / (2 * alpha),
                  Domain.of(*VALUES, Real("p"), Real("q", ge=0), ALPHA, BOUNDS_2),
                  named=("fact-taylor: at order 2, ‖∇²L‖ ≤ B₂", "alg-4/obtuse-angle: (x − α∇L − x′)·(x − x′) ≤ 0",
                         "α ≤ 1/B₂"))


@algorithm_4.claim("projection-undoes-the-step", reading="sharpened", controls=lambda: {
    "M = R": in_part("the step", replaced(assume=(sp.Eq(z, x - alpha), sp.Eq(x, 0), sp.Eq(y, z)))),
    "inside M": in_part("the step", lambda claim: replaced(
        assume=(claim.assume[0], sp.Eq(x, 2 * alpha), claim.assume[2]))(claim)),
})
def projection_undoes_the_step() -> All:
    """Lemma D.1 is for M = R^d: with L(x) = x on M = [0, ∞) the step from 0 comes back to 0, though ‖∇L‖ = 1 = η."""
    return All((
        ("slope", Identity(sp.Derivative(x, x), 1, Domain.of(Real("x")))),
        ("the step", ForAll((sp.Eq(z, x - alpha), sp.Eq(x, 0),
                             sp.Or(sp.And(sp.Eq(y, z), z >= 0), sp.And(sp.Eq(y, 0), z < 0))), sp.Eq(y, x),
                            Domain.of(Real("x"), Real("y"), Real("z"), ALPHA),
                            named=("the gradient step", "from the edge", "Π z, the nearest point of [0, ∞)"))),
        ("no decrease", ForAll((sp.Eq(y, x),), y > x - alpha / 2, Domain.of(Real("x"), Real("y"), ALPHA),
                               named=("the step",))),
    ), "L(x) = x, M = [0, ∞), x = 0:  x′ = x, L(x′) > L(x) − α·η²/2")


@algorithm_4.claim("on-the-sphere", reading="sharpened", controls=lambda: {
    "any gradient": in_part("tangent", without(0)),
    "a Euclidean gradient": in_part("not defined", replaced(rhs=1)),
})
def on_the_sphere() -> All:
    """On the unit sphere Π z = z/|z| exists for a tangent gradient, as |z| ≥ 1; with the Euclidean one z may be 0.

    c = x·∇L, q = |∇L|²; the second is α∇L = x, in each coordinate.
    """
    return All((
        ("tangent", ForAll((sp.Eq(c, 0),), 1 - 2 * alpha * c + alpha**2 * q >= 1,
                           Domain.of(Real("c"), Real("q", ge=0), ALPHA), named=("x·∇L(x) = 0",))),
        ("not defined", Identity((x - alpha * g).subs(g, x / alpha), 0, Domain.of(Real("x"), ALPHA))),
    ), "|x| = 1, x·∇L = 0  ⟹  |x − α·∇L|² ≥ 1;  α·∇L = x  ⟹  x − α·∇L = 0")


@algorithm_4.derivation
def by_hand() -> Iterator[Line]:
    """A parabola, a projection, and a run."""
    yield Line("On L = Bx²/2 each step multiplies x by", sp.factor(x - alpha * sp.diff(B * x**2 / 2, x)) / x)
    yield Line("so that after T steps, without a test, what is returned is", (1 - alpha * B) ** T * x)
    yield Line("Let M be convex, x′ = Π(x − α∇L). Then p = ∇L·(x′ − x) ≤ −|x′ − x|²/α, and by Taylor's formula "
               "L(x′) − L(x) is, with q = |x′ − x|², at most", (p + B_2 * q / 2).subs(p, -q / alpha))
    yield Line("which is, at α = 1/B₂,", sp.simplify((-q / alpha + B_2 * q / 2).subs(B_2, 1 / alpha)))
    yield Line("Towards one proton: at its cone the steps go back and forth, and nothing stops them:",
               command="earnshaw descend --method gradient --example one-charge --steps 2000")
