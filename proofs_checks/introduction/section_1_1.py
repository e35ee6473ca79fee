"""Section 1.1: learning a network and matching electrons with protons; the force between charges."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ANY, R_POS, d, k, n, r, y

section_1_1 = statement(
    "sec-1.1", "Results: learning as matching of charges", kind="text", uses=("eq-1",),
    proof_uses=("sec-2.1",), source="arXiv text, Section 1.1",
    reading="Converging to the target is said to be the same question as whether all electrons are matched with the "
            "protons; the force between charges is not 1/r², but comes from activation and inputs.")

a, b, p, A, B, K, S = sp.symbols("a b p A B K S")
theta1, theta2, w1, w2 = PLACES = sp.symbols("theta_1 theta_2 w_1 w_2")
ON_THE_LINE = Domain.of(*(Real(str(place)) for place in PLACES))
CHARGES = ((theta1, -1), (theta2, -1), (w1, 1), (w2, 1))


def loss(degree: int) -> sp.Expr:
    """The loss of two electrons and two protons of unit charge under the potential θw, or θw + (θw)² for degree 2."""
    return sp.expand(sum(q1 * q2 * sum((x1 * x2) ** power for power in range(1, degree + 1))
                         for x1, q1 in CHARGES for x2, q2 in CHARGES))


def matched() -> sp.Expr:
    """Each electron is at a proton of its own."""
    return sp.Or(sp.And(sp.Eq(theta1, w1), sp.Eq(theta2, w2)), sp.And(sp.Eq(theta1, w2), sp.Eq(theta2, w1)))


# "Converges to the desired target function" and "all electrons matched up, up to a permutation".

@section_1_1.claim("target-reached-only-by-matching", severity="wording",
                   wrong="The target can be reached without matching, e.g. for σ(x, w) = xw.",
                   expect="refuted", true_controls=lambda: {
    "a potential that sees second powers too": replaced(assume=(sp.Eq(loss(2), 0), sp.Ne(w1, w2))),
})
def target_reached_only_by_matching() -> ForAll:
    """Not for every activation: with σ(x, w) = xw on the line, where Φ(θ, w) = θw, the loss is zero as soon as the
    places have the same sum, matched or not, with two protons at two places."""
    return ForAll((sp.Eq(loss(1), 0), sp.Ne(w1, w2)), matched(), ON_THE_LINE,
                  named=("the loss is 0", "the protons are apart"))


@section_1_1.claim("target-reached-without-a-match", reading="sharpened", controls=lambda: {
    "the residual stays": in_part("residual", scaled("rhs", 2)),
    "the electrons differ": in_part("same velocity", replaced(
        lhs=sp.diff(loss(2), theta1), rhs=sp.diff(loss(2), theta2))),
    "another loss": in_part("loss", replaced(lhs=loss(2))),
})
def target_reached_without_a_match() -> All:
    """There gradient descent does converge to the target, and leaves the electrons as far apart as they were at first:

    both move with one velocity, and the residual e = θ_1 + θ_2 − w_1 − w_2 satisfies e′ = −2e (for half of the loss).
    """
    residual = theta1 + theta2 - w1 - w2
    return All.of(
        "σ(x, w) = x·w, k = 2: L = e², (θ_1 − θ_2)′ = 0, e′ = −2e",
        loss=Identity(loss(1), residual**2, ON_THE_LINE),
        same_velocity=Identity(sp.diff(loss(1), theta1), sp.diff(loss(1), theta2), ON_THE_LINE),
        residual=Identity(-(sp.diff(loss(1), theta1) + sp.diff(loss(1), theta2)) / 2, -2 * residual, ON_THE_LINE),
    )


@section_1_1.claim("target-reached-exactly-when-matched", reading="corrected",
                   corrects="target-reached-only-by-matching", controls=lambda: {
    "protons without charge": in_part("an electron at each proton", without(1)),
    "not strictly positive definite": in_part("an electron at each proton", without(0)),
    "one electron more": in_part("no two at one", replaced(assume=(n >= 1, sp.Ge(S, k - 1), sp.Le(n + S, k + 1)))),
    "like charges": in_part("one more match", replaced(assume=(sp.Eq(S, 0), sp.Eq(a, b)))),
    "two protons at one place": in_part("no two at one", without(1)),
})
def target_reached_exactly_when_matched() -> All:
    """Right, for every k, when Φ is strictly positive definite, the protons are apart and their charges b_j not zero.

    The loss is the form of Φ at the distinct places, with the total charge of each; if it is zero, all of these are. So
    the electrons at proton j, of charge A in all, number n ≥ 1, and S ≥ k − 1 are at the others: there is one at each.
    """
    numbers = Domain.of(Real("n"), Real("S"), Real("k", ge=1))
    return All.of(
        "L(a, θ) = 0 ⟺ θ is a permutation of w and each a_i = −b_j, for strictly positive definite Φ",
        one_more_match=ForAll((sp.Eq(S, 0), sp.Eq(a, -b)), sp.Eq(S + a * y + b * y, 0), Domain.of(
            Real("S"), Real("a"), Real("b"), Real("y")), named=("the pairs so far, at each input", "charges")),
        an_electron_at_each_proton=ForAll(
            (sp.Eq(A + b, 0), sp.Ne(b, 0)), sp.Ne(A, 0), Domain.of(Real("A"), Real("b")),
            named=("Φ is strictly positive definite: no total charge", "b_j ≠ 0")),
        no_two_at_one=ForAll((n >= 1, sp.Ge(S, k - 1), sp.Le(n + S, k)), sp.And(sp.Eq(n, 1), sp.Eq(S, k - 1)), numbers,
                             named=("an electron at this proton", "and at each of the others", "k electrons in all")),
    )


# The force between two charges.

@section_1_1.claim("standard-force", controls=lambda: {
    "1/r": in_part("in space", scaled("rhs", r)),
    "attraction of like charges": in_part("in space", scaled("rhs", -1)),
    "r^{2−d}": in_part("in R^d", scaled("rhs", r)),
})
def standard_force() -> All:
    """The electrical force 1/r² is that of the potential 1/r in space; that of r^{2−d} is (d − 2) r^{1−d}."""
    return All((
        ("in space", Identity(-sp.Derivative(1 / r, r), 1 / r**2, Domain.of(R_POS))),
        ("in R^d", Identity(-sp.Derivative(r ** (2 - d), r), (d - 2) * r ** (1 - d), Domain.of(R_POS, D_ANY))),
    ))


@section_1_1.claim("not-the-standard-force", controls=lambda: {
    "the force 1/√r": in_part("its potential", scaled("rhs", r ** sp.Rational(3, 2))),
    "twice the distance": in_part("too large", replaced(assume=(sp.Eq(r * (p + B + 1), 2), sp.Ge(K, -B)))),
    "any constant": in_part("too large", without(1)),
})
def not_the_standard_force() -> All:
    """It cannot be 1/r², not even near r = 0 only: the potential would be 1/r + K, beyond Φ(θ, θ) = p for small r.

    That |Φ(θ, w)| ≤ p is Cauchy and Schwarz (sec-2.1/potential); B is any bound for |K|.
    """
    return All.of(
        "−Φ′(r) = 1/r² for 0 < r < δ  ⟹  Φ(r) > Φ(0) for some r",
        its_potential=Identity(-sp.Derivative(1 / r + K, r), 1 / r**2, Domain.of(R_POS, Real("K"))),
        too_large=ForAll((sp.Eq(r * (p + B + 1), 1), sp.Ge(K, -B)), 1 / r + K > p, Domain.of(
            R_POS, Real("p", ge=0), Real("K"), Real("B", ge=0))),
    )


@section_1_1.derivation
def by_hand() -> Iterator[Line]:
    """Zero loss without a match."""
    yield Line("Take σ(x, w) = xw with standard normal x: Φ(θ, w) = E x²·θw = θw. Two electrons of charge −1 and two "
               "protons of charge 1 have the loss", sp.factor(loss(1)))
    yield Line("It is zero without a match, for instance at electrons 1, 2 and protons 0, 3:", sp.Eq(
        sp.Symbol("L"), loss(1).subs(dict(zip(PLACES, (1, 2, 0, 3), strict=True)))))
    yield Line("Descent moves both electrons alike, so it gets there and matches nothing:", sp.Eq(
        sp.Symbol("v_1"), sp.factor(-sp.diff(loss(1), theta1) / 2)))
    yield Line("A potential that tells the places apart, here θw + (θw)², has at that point the loss",
               loss(2).subs(dict(zip(PLACES, (1, 2, 0, 3), strict=True))))
