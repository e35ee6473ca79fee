"""Theorem 1.1: training a network of depth two moves its hidden units like charges."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Line, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity
from verify.observe import Trials

from .._symbols import x
from ._sums import by_induction
from .equation_1 import reals

theorem_1_1 = statement(
    "thm-1.1", "Training a network as the motion of charges", kind="theorem", published="1",
    uses=("eq-1", "def-2.2"), proof_uses=("thm-2.3",), source="arXiv text, Section 1.1 (informal)",
    reading="Gradient descent on the squared loss, for learning a network with k hidden units by one like it, is "
            "the motion of k charges among k fixed ones, with a force between each pair that comes from a potential. "
            "Theorem 2.3 makes it precise; here it is reached from the network's side, without expanding the loss.")

# At one input X: s(x) = σ(X, θ_i) as θ_i moves along a coordinate x, and R is what all other units put out.
a, c, R, P, y, z, dot, force = sp.symbols("a c R P y z dot force")
s = sp.Function("s")(x)
NUMBERS = reals(x, a, c, R, P, y)


@theorem_1_1.claim("from-the-network", controls=lambda: {
    "without the half": in_part("chain rule", scaled("lhs", 2)),
    "the unit's own output is left out": in_part("chain rule", replaced(rhs=-a * s.diff(x) * R)),
    "the charge a once more": in_part("other units", in_part("one more unit", scaled("rhs", a))),
    "the mean and the derivative may not be exchanged": in_part("under the mean", without(0)),
    "Φ(θ, θ) is not constant": in_part("the unit itself", without(1)),
})
def from_the_network() -> All:
    """At each input the gradient of (f + f̂)²/2 is aσ_x(X, θ_i) times the sum of all outputs, so a sum of products.

    The mean of the product with another unit is a force, and with the unit itself half the gradient of Φ(θ, θ), so 0.
    (Where σ may be differentiated under the mean; Theorem 2.3 needs this of Φ only.) z is the mean of y·s′, y being
    the other unit's output and c its charge.
    """
    return All((
        ("chain rule", Identity(-sp.Derivative((a * s + R) ** 2 / 2, x), -a * s.diff(x) * (a * s + R), NUMBERS)),
        ("other units", by_induction("a·s′·Σ c_j·y_j = Σ a·c_j·y_j·s′", {R: R + c * y, P: P + a * c * y * s.diff(x)},
                                     a * s.diff(x) * R, P, NUMBERS)),
        ("under the mean", ForAll((sp.Eq(z, dot), sp.Eq(force, a * c * dot)), sp.Eq(a * c * z, force),
                                  reals(a, c, z, dot, force),
                                  named=("E yσ_x = ∂Φ: the mean and the derivative are exchanged", "def-2.2"))),
        ("its square", Identity(sp.Derivative(s**2 / 2, x), s * s.diff(x), reals(x))),
        ("the unit itself", ForAll((sp.Eq(2 * z, dot), sp.Eq(dot, 0)), sp.Eq(a**2 * z, 0), reals(a, z, dot),
                                   named=("its square, under the mean", "Φ(θ, θ) is constant"))),
    ), "−∇_θi E(f + f̂)²/2 = −Σ_(j≠i) a_i·a_j·∇_θi Φ(θ_i, θ_j) − Σ_j a_i·b_j·∇_θi Φ(θ_i, w_j)")


@theorem_1_1.claim("trajectories", expect="observed", controls=lambda: {
    "L/2 with 2Φ": replaced(trial="proofs_checks.dynamics._trajectories:as_printed"),
    "no forces among the electrons": replaced(trial="proofs_checks.dynamics._trajectories:without_repulsion"),
})
def trajectories() -> Trials:
    """Networks trained on their squared loss, and charges moved by their forces, stay together along the whole way.

    The network's side knows nothing of Φ: outputs on a grid of inputs, their squares, the gradient by the chain rule.
    """
    return Trials("descent on L/2 of a network and charges under Φ have the same trajectories",
                  "proofs_checks.dynamics._trajectories:agree", (1, 40), "4/5", "99/100")


@theorem_1_1.derivation
def by_hand() -> Iterator[Line]:
    """From one input to the forces."""
    error = (a * s + R) ** 2 / 2
    yield Line("At one input let s be the output of unit i, and R what all others put out. Half the squared error is",
               error)
    yield Line("Along a coordinate x of θ_i it falls at the rate", -sp.diff(error, x))
    yield Line("The part with s itself is, up to −a²,", sp.Eq(s * s.diff(x), sp.Derivative(s**2 / 2, x)))
    yield Line("whose mean is half the derivative of Φ(θ, θ), so 0. Each other unit contributes, up to a sign,",
               a * c * y * s.diff(x))
    yield Line("whose mean is the force of that unit, ac∇Φ.")
