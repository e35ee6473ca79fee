"""Lemma G.1: on the circle, the sign's loss has no strict local minima but the global ones."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All, Computation, Identity

from . import _circle_directions as directions
from . import _circle_instances as instances
from . import _diameter as on
from ._circle_instances import minimum
from ._diameter import A, B, alpha, beta, m, n, x, y

lemma_g1 = statement(
    "lem-G.1", "The sign on the circle: strict local minima are global", kind="lemma", published="28/31",
    uses=("eq-2", "asm-1"), proof_uses=("eq-1",), source="arXiv text, Appendix G and G.1",
    reading="Sign activation, unit circle, k electrons of charge −1 and k protons of charge 1: each strict local "
            "minimum of the loss is said to be a global one. True for every k. But there are local minima that are "
            "neither strict nor global from k = 2 on, and they attract.")

S, a, b, v = sp.symbols("S a b v")


@lemma_g1.claim("printed", controls=lambda: {
    "one proton more": in_part("a strict minimum is matched", replaced(
        assume=(on.none_merged(), sp.Eq(A + B - n + beta - m, 1)))),
    "without the balance": in_part("a strict minimum is matched", without(1)),
    "without the pairs of opposite electrons": in_part("a strict minimum is matched", lambda q: replaced(
        conclude=sp.Or(*q.conclude.args[:2]))(q)),
    "two of one end, one of the other": in_part("opposite electrons turn freely", replaced(lhs=on.forward(2, 1))),
    "electrons of charge −2": in_part("then the loss is 0", replaced(assume=(sp.Eq(S, 0), sp.Eq(a, -2 * b)))),
})
def printed() -> All:
    """For every k. At a place of electrons that have not merged with protons one electron descends, or else there are
    electrons opposite, and then one of each end can be turned together and the loss stays. At a strict minimum
    there is no such place: all electrons have merged with protons, the loss (1) is 0, and it is never below."""
    return All((
        ("slopes of Φ", directions.slopes()),
        ("merged pairs", directions.merged()),
        ("opposite electrons turn freely", Identity(on.two_move()[0], 0, on.PLACE)),
        ("and backward", Identity(on.two_move()[1], 0, on.PLACE)),
        ("a strict minimum is matched", directions.unmerged()),
        ("then the loss is 0", ForAll(
            (sp.Eq(S, 0), sp.Eq(a, -b)), sp.Eq(S + a * v + b * v, 0), Domain.of(*map(Real, ("S", "a", "b", "v"))),
            named=("the pairs so far put out 0", "one more pair, v is σ there"))),
    ), "a strict local minimum of (2) on S¹, a_i = −1, b_j = 1  ⟹  {θ_i} = {w_j}, and (1) is 0 there")


# The printed proof, case by case.

@lemma_g1.claim("merged-pairs", reading="step", controls=lambda: {
    "two electrons at one proton": in_part("what it adds", replaced(
        lhs=on.forward(x, y, alpha + 1, beta).subs(n, n + 2))),
    "the proton opposite": in_part("what it adds", replaced(
        lhs=on.forward(x, y, alpha, beta + 1).subs(n, n + 1))),
})
def merged_pairs() -> All:
    """An electron and a proton at one place may be left out: the others feel nothing of them, and a minimum stays one
    when this electron is held where it is."""
    return directions.merged()


@lemma_g1.claim("isolated-electron", reading="step", controls=lambda: {
    "q₁ + q₂ = 2": replaced(assume=(sp.Eq(A + B, 2),)),
    "to the smaller side": lambda q: replaced(conclude=sp.Or(
        sp.And(A > B, sp.Lt(A - B, 0)), sp.And(A < B, sp.Lt(B - A, 0))))(q),
})
def isolated_electron() -> ForAll:
    """A lone electron with nothing opposite: the two half circles have the charges A + B = 1 in all, an odd number, so
    they differ, and a move to the larger one descends."""
    balance, ahead, behind = on.alone(0, 0, 1)
    return ForAll((balance,), sp.Or(sp.And(A > B, sp.Lt(ahead, 0)), sp.And(B > A, sp.Lt(behind, 0))),
                  Domain.of(*on.HALVES), named=("as many electrons as protons",))


@lemma_g1.claim("proton-opposite", reading="step", controls=lambda: {
    "an electron opposite": lambda q: on.no_rest(1, 0, 1, Domain.of(*on.HALVES)),
})
def proton_opposite() -> ForAll:
    """A lone electron with a proton opposite descends, one way or the other."""
    return on.no_rest(0, 1, 1, Domain.of(*on.HALVES))


@lemma_g1.claim("proton-opposite-reason", severity="misprint",
                wrong="q₁ = q₂ = −1 would not hold the electron; the conclusion stands.",
                reading="step", expect="refuted", controls=lambda: {
    "q₁ = q₂ = 1": lambda q: replaced(assume=(sp.Eq(A, 1), sp.Eq(B, 1)))(q),
}, true_controls=lambda: {
    "there it does descend": lambda q: replaced(conclude=on.descends(*on.alone(0, 1, 1)[1:]))(q),
})
def proton_opposite_reason() -> ForAll:
    """The reason that is given: the electron would be kept by q₁ = −1 and q₂ = −1. It would not: equal charges on both
    sides pull equally, and the proton opposite pushes it away in both directions."""
    _, ahead, behind = on.alone(0, 1, 1)
    return ForAll((sp.Eq(A, -1), sp.Eq(B, -1)), sp.And(sp.Ge(ahead, 0), sp.Ge(behind, 0)), Domain.of(*on.HALVES),
                  named=("q₁ = −1", "q₂ = −1"))


@lemma_g1.claim("proton-opposite-mended", reading="corrected", corrects="proton-opposite-reason", controls=lambda: {
    "an electron opposite": lambda q: replaced(conclude=on.descends(*on.alone(1, 0, 1)[1:]))(q),
    "nothing opposite": lambda q: replaced(conclude=on.descends(*on.alone(0, 0, 1)[1:]))(q),
})
def proton_opposite_mended() -> ForAll:
    """It would be kept only by q₁ − q₂ ≤ −1 and q₂ − q₁ ≤ −1, which no two numbers satisfy: whatever q₁ and q₂ are, it
    descends."""
    return ForAll((), on.descends(*on.alone(0, 1, 1)[1:]), Domain.of(*on.HALVES))


@lemma_g1.claim("electron-opposite", reading="step", controls=lambda: {
    "one electron's": in_part("on every other charge", replaced(lhs=directions.potential())),
    "at a right angle": in_part("on every other charge", replaced(
        lhs=directions.potential() + directions.potential().subs(directions.u, directions.PI / 2 - directions.u))),
    "turned alone": in_part("turned together", replaced(lhs=on.forward(1, 0))),
})
def electron_opposite() -> All:
    """Two opposite electrons have no effect together on any other charge, so that turning them together changes
    nothing: no strict minimum."""
    return All((
        ("on every other charge", directions.opposite_cancel()),
        ("turned together", Identity(on.two_move()[0], 0, on.PLACE)),
        ("and backward", Identity(on.two_move()[1], 0, on.PLACE)),
    ), "Φ(θ, x) + Φ(−θ, x) = 0, so that θ, −θ turned together leave L as it is")


@lemma_g1.claim("clump", reading="step", controls=lambda: {
    "to the smaller side": in_part("q₁ ≠ q₂: moved as one", lambda q: replaced(
        conclude=sp.Lt(n * sp.Abs(A - B), 0))(q)),
    "protons in the clump": in_part("q₁ = q₂: divided", lambda q: replaced(
        conclude=sp.Lt(-2 * x * (n - x) + n, 0))(q)),
    "none in one of the parts": in_part("q₁ = q₂: divided", without(0)),
})
def clump() -> All:
    """Electrons at one place with nothing opposite: moved as one to the larger side or, if both are equal, divided in x
    and n − x that move apart."""
    return All((
        ("q₁ ≠ q₂: moved as one", ForAll(
            (sp.Ne(A, B),), sp.Lt(-n * sp.Abs(A - B), 0), Domain.of(Integer("n", ge=1), *on.HALVES))),
        ("moved as one", Identity(on.forward(n, 0).subs({alpha: 0, beta: 0, m: 0}), -n * (A - B),
                                  Domain.of(Integer("n", ge=1), *on.HALVES))),
        ("q₁ = q₂: divided", ForAll(
            (sp.Ge(x, 1), sp.Le(x, n - 1)), sp.Lt(-2 * x * (n - x), 0),
            Domain.of(Integer("n", ge=1), Integer("x")), named=("x ≥ 1 move forward", "n − x ≥ 1 backward"))),
    ), "n electrons at one place, nothing opposite:  −n·|q₁ − q₂| < 0, or q₁ = q₂ and −2x·(n − x) < 0")


@lemma_g1.claim("clump-by-one", reading="sharpened", controls=lambda: {
    "electrons opposite": lambda q: on.no_rest(n, 0, n, on.LONE),
    "one proton more": replaced(assume=(sp.Eq(A + B - n, 1),)),
})
def clump_by_one() -> ForAll:
    """One electron of the clump is enough, for n = 1 too: the others at its place push it."""
    return on.no_rest(0, 0, n, Domain.of(Integer("n", ge=1), *on.HALVES))


@lemma_g1.claim("only-protons-opposite", reading="step", controls=lambda: {
    "β ≥ 0, without the balance": lambda q: replaced(
        assume=(), named=(), domain=Domain.of(Integer("β", ge=0), *on.HALVES))(q),
    "electrons": lambda q: on.no_rest(beta, 0, 1, Domain.of(Integer("β", ge=1), *on.HALVES)),
})
def only_protons_opposite() -> ForAll:
    """One electron, any number β of protons opposite."""
    return on.no_rest(0, beta, 1, Domain.of(Integer("β", ge=1), *on.HALVES))


@lemma_g1.claim("clump-with-protons-opposite", reading="sharpened", controls=lambda: {
    "electrons opposite, as many": lambda q: on.no_rest(n, 0, n, on.LONE),
})
def clump_with_protons_opposite() -> ForAll:
    """A case that the printed list leaves out, several electrons with protons opposite: it descends as well."""
    return on.no_rest(0, beta, n, Domain.of(Integer("n", ge=2), Integer("β", ge=1), *on.HALVES))


@lemma_g1.claim("only-electrons-opposite", reading="step", controls=lambda: {
    "one of this end, two of the other": in_part("forward", replaced(lhs=on.forward(1, 2))),
})
def only_electrons_opposite() -> All:
    """n electrons with m opposite, whatever protons there are: one of each end turns freely."""
    return All((
        ("forward", Identity(on.two_move()[0], 0, on.PLACE)), ("backward", Identity(on.two_move()[1], 0, on.PLACE)),
    ), "−(n − 1) − (m − 1) + (m − 1) + (n − 1) + (α − β) − (α − β) ∓ (A − B) ± (A − B) = 0")


# That a matching is a strict minimum.

@lemma_g1.claim("opposite-protons-removed", severity="proof",
                wrong="Opposite protons cannot be removed: matched, both pairs turn freely.",
                reading="step", expect="refuted", controls=lambda: {
    "at a right angle, called flat": lambda q: minimum("0:-1 2:-1", "0:1 2:1", "flat"),
}, true_controls=lambda: {
    "protons at a right angle": lambda q: minimum("0:-1 2:-1", "0:1 2:1", "strict"),
    "two protons at one place": lambda q: minimum("0:-1 0:-1", "0:1 0:1", "strict"),
})
def opposite_protons_removed() -> Computation:
    """That a matching is a strict minimum, opposite protons being removable without loss: they are not, as then fewer
    protons are left than electrons. With protons at 0 and π the matched electrons turn freely together."""
    return minimum("0:-1 4:-1", "0:1 4:1", "strict")


@lemma_g1.claim("matching-strict", reading="corrected", corrects="opposite-protons-removed", controls=lambda: {
    "protons opposite": in_part("none opposite", replaced(assume=(sp.Ge(x + y, 1),), named=())),
    "a matching with one proton less": in_part("along ±1_S", replaced(
        lhs=on.forward(x, y, n - 1, m).subs(A, B))),
    "no electron moves": in_part("none opposite", without(1)),
})
def matching_strict() -> All:
    """A matching is a strict local minimum exactly when no two protons are opposite; several at one place do no harm.
    On a diameter the derivative along ±1_S is (x − y)² then: all others are matched too, so A = B = 0."""
    return All((
        ("along ±1_S", Identity(on.forward(x, y, n, m).subs(A, B), (x - y) ** 2, directions.MATCHED)),
        ("and backward", Identity(on.backward(x, y, n, m).subs(A, B), (x - y) ** 2, directions.MATCHED)),
        ("none opposite", ForAll(
            (sp.Or(sp.Eq(n, 0), sp.Eq(m, 0)), sp.Ge(x + y, 1), sp.Le(x, n), sp.Le(y, m)), sp.Gt((x - y) ** 2, 0),
            directions.MATCHED, named=("no two protons opposite", "one at least moves", "x of n", "y of m"))),
        ("two opposite", Identity(((x - y) ** 2).subs({x: 1, y: 1}), 0)),
        ("these derivatives decide", directions.comonotone()),
    ), "{θ_i} = {w_j} is a strict local minimum ⟺ no two w_j are opposite")


@lemma_g1.claim("perturbed-can-improve", severity="proof",
                wrong="That perturbed positions can be improved does not make a minimum strict.",
                reading="step", expect="refuted", controls=lambda: {
    "a flat one": in_part("so it is a strict local minimum", lambda q: minimum("4:-1", "0:1", "flat")),
}, true_controls=lambda: {
    "at the proton": in_part("so it is a strict local minimum", lambda q: minimum("0:-1", "0:1", "strict")),
})
def perturbed_can_improve() -> All:
    """The reason given for strictness: around a matching every perturbed position can be improved. That is no reason:
    around an electron opposite its proton every position can be improved too, and there the loss is greatest."""
    return All((
        ("moved backward it can be improved", minimum("3:-1", "0:1", "none")),
        ("moved forward it can be improved", minimum("5:-1", "0:1", "none")),
        ("so it is a strict local minimum", minimum("4:-1", "0:1", "strict")),
    ), "every position near θ can be improved  ⟹  θ is a strict local minimum   (k = 1, θ = −w)")


@lemma_g1.claim("perturbed-is-higher", reading="corrected", corrects="perturbed-can-improve", controls=lambda: {
    "on each other": in_part("each diameter adds", without(0)),
    "opposite ends": in_part("each diameter adds", replaced(assume=(sp.Ge(x + y, 1),), named=())),
    "not ordered alike": in_part("sums of directions", without(0)),
})
def perturbed_is_higher() -> All:
    """What is needed: near a matching, no protons being opposite, every other position has a higher loss. A
    displacement is a sum of vectors ±1_S, ordered alike; along these the loss is additive, and along each it rises by
    (x − y)² > 0 on the diameters where something moves."""
    return All((
        ("sums of directions", directions.comonotone()),
        ("each diameter adds", ForAll(
            (sp.Or(sp.Eq(x, 0), sp.Eq(y, 0)), sp.Ge(x + y, 1)), sp.Ge((x - y) ** 2, 1),
            Domain.of(Integer("x", ge=0), Integer("y", ge=0)),
            named=("no two protons opposite", "one at least moves"))),
    ), "L(θ) > L(w) for all θ ≠ w near w, no two w_j being opposite")


@lemma_g1.derivation
def by_hand() -> Iterator[Line]:
    """The whole proof on one diameter."""
    yield Line("The potential at the angle u is", directions.potential())
    yield Line("so each charge pulls or pushes with one constant force, up to where it is opposite. At one end of a "
               "diameter let there be n electrons, at the other m electrons or β protons; A and B are the charges of "
               "the open half circles ahead and behind. In all they are", on.lone(on.balanced()))
    ahead, behind = map(on.lone, on.one_moves())
    yield Line("One electron moved ahead changes the loss by (in units of 4/π)", sp.expand(ahead))
    yield Line("moved back by", sp.expand(behind))
    yield Line("The sum of both is", sp.factor(ahead + behind))
    yield Line("which is negative unless there are electrons opposite, or n = 1 and nothing opposite; then A + B = 1, "
               "so A ≠ B and one of the two is negative. With electrons opposite, turn one of each end together:",
               sp.expand(on.lone(on.two_move()[0])))
    yield Line("So it can be strict only when every electron is at a proton. At a matching, x and y electrons of the "
               "two ends change it by", sp.factor(on.forward(x, y, n, m).subs(A, B)))
    yield Line("There are other local minima, and they are not strict:", instances.spurious())
