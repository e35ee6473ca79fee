"""Equation (1): the squared loss as a quadratic form in the charges, for every number of units."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from ._sums import by_induction

Expr = Any

equation_1 = statement(
    "eq-1", "The loss as a quadratic form", kind="equation", published="1", place="2.1.1",
    source="arXiv text, Section 2.1",
    reading="With a replaced by −a, the mean of (f − f̂)² is the mean of (Σ a_i σ(X, θ_i) + Σ b_i σ(X, w_i))², and this "
            "is the sum over all i, j of a_i a_j Φ(θ_i, θ_j) + 2 a_i b_j Φ(θ_i, w_j) + b_i b_j Φ(w_i, w_j), where "
            "Φ(θ, w) is the mean of σ(X, θ)σ(X, w). The sum takes in all three terms.")

# For the first k units S = Σ a_i σ(X, θ_i) and T = Σ b_i σ(X, w_i); one more unit has p = aσ(X, θ) and q = bσ(X, w).
S, T, D, R, M = sp.symbols("S T D R M")
p, q, a, b, x, y, c, phi = sp.symbols("p q a b x y c phi")
new, old = sp.symbols("new old")


def reals(*symbols: Expr) -> Domain:
    """Real variables, without a bound."""
    return Domain.of(*(Real(s.name) for s in symbols))


# The potential itself, and the sign of a.

@equation_1.claim("potential", controls=lambda: {
    "3xy": in_part("below", replaced(conclude=sp.Le(3 * x * y, x**2 + y**2))),
    "x² alone": in_part("above", replaced(conclude=sp.Ge(2 * x * y, -(x**2)))),
    "one factor cubed": in_part("symmetric", replaced(rhs=y**3 * x)),
})
def potential() -> All:
    """Φ(θ, w) is a finite number when E σ(X, ·)² is: |xy| ≤ (x² + y²)/2 under the mean. And it is symmetric."""
    return All.of(
        "|σ(X, θ)σ(X, w)| ≤ (σ(X, θ)² + σ(X, w)²)/2,  Φ(θ, w) = Φ(w, θ)",
        below=ForAll((), sp.Le(2 * x * y, x**2 + y**2), reals(x, y)),
        above=ForAll((), sp.Ge(2 * x * y, -(x**2) - y**2), reals(x, y)),
        symmetric=Identity(x * y, y * x, reals(x, y)),
    )


@equation_1.claim("reparametrised", controls=lambda: {
    "f̂ keeps its sign": in_part("the square", replaced(lhs=(T - S) ** 2)),
    "only the first half of a is replaced": lambda claim: claim.replace_part(
        "f̂ at −a", by_induction("", {S: S + p + q, M: M - p + q}, M, -S, reals(S, M, p, q))),
})
def reparametrised() -> All:
    """The first line: f̂ is linear in a, so replacing a by −a turns (f − f̂)² into (f + f̂)²."""
    return All((
        ("f̂ at −a", by_induction("Σ (−a_i)σ(X, θ_i) = −Σ a_i σ(X, θ_i)", {S: S + p, M: M - p}, M, -S,
                                 reals(S, M, p))),
        ("the square", Identity((T - (-S)) ** 2, (S + T) ** 2, reals(S, T))),
    ), "(f − f̂)² at −a = (Σ a_i σ(X, θ_i) + Σ b_i σ(X, w_i))²")


# The double sum, for every k.

def summand(one: tuple[Expr, Expr], other: tuple[Expr, Expr], cross: Expr = 2, targets: Expr = 1) -> Expr:
    """The printed summand at units i and j, before the mean is taken; linear in each of the two units."""
    return one[0] * other[0] + cross * one[0] * other[1] + targets * one[1] * other[1]


def double_sum(cross: Expr = 2, targets: Expr = 1, *, column: bool = True) -> All:
    """(S + T)² is the double sum D: unit k + 1 adds a row, a column and a corner to D."""
    so_far, unit, third = (S, T), (p, q), (x, y)

    def t(one: tuple[Expr, Expr], other: tuple[Expr, Expr]) -> Expr:
        return summand(one, other, cross, targets)

    added = t(so_far, unit) + (t(unit, so_far) if column else 0) + t(unit, unit)
    units = reals(S, T, p, q)
    return All((
        ("a row", by_induction("Σ_i t(i, j) = t(Σ_i, j)", {R: R + t(third, unit), S: S + x, T: T + y},
                               R, t(so_far, unit), reals(R, S, T, p, q, x, y))),
        ("a column", by_induction("Σ_i t(j, i) = t(j, Σ_i)", {R: R + t(unit, third), S: S + x, T: T + y},
                                  R, t(unit, so_far), reals(R, S, T, p, q, x, y))),
        ("all units", by_induction("(S + T)² = Σ_i Σ_j t(i, j)", {D: D + added, S: S + p, T: T + q},
                                   (S + T) ** 2, D, Domain.of(Real("D"), *units))),
        ("the mean", ForAll((sp.Eq(new, old + c * phi), sp.Eq(old, D)), sp.Eq(new, D + c * phi),
                            reals(new, old, c, phi, D),
                            named=("E is linear: one more term c·σσ, and E σσ = Φ", "the terms so far"))),
    ), "L(a, θ) = Σ_i Σ_j [a_i·a_j·Φ(θ_i, θ_j) + 2·a_i·b_j·Φ(θ_i, w_j) + b_i·b_j·Φ(w_i, w_j)]")


@equation_1.claim("quadratic-form", controls=lambda: {
    "a_i b_j without the factor 2": lambda claim: double_sum(cross=1),
    "twice b_i b_j": lambda claim: double_sum(targets=2),
    "only pairs i ≤ j": lambda claim: double_sum(column=False),
    "E is not linear": in_part("the mean", without(0)),
    "the terms so far": in_part("the mean", without(1)),
})
def quadratic_form() -> All:
    """The second line, for every k: before the mean by induction on the number of units, then E term by term."""
    return double_sum()


# Second opinions: k spelled out.

def spelled_out(k: int, cross: int = 2, *, diagonal_only: bool = False) -> Identity:
    """The square multiplied out, and each product of two outputs replaced by its mean, an entry of the Gram matrix."""
    units = [(sp.Symbol(f"{charge}_{n}"), sp.Symbol(f"{output}_{n}"))
             for charge, output in (("a", "s"), ("b", "t")) for n in range(1, k + 1)]
    outputs = [output for _, output in units]
    gram = {frozenset((u, v)): sp.Symbol(f"g_{u.name[0]}{u.name[2:]}{v.name[0]}{v.name[2:]}")
            for n, u in enumerate(outputs) for v in outputs[n:]}
    square = sp.Poly(sum(charge * output for charge, output in units) ** 2, *outputs)
    mean = sum(coefficient * gram[frozenset(u for u, power in zip(outputs, powers, strict=True) if power)]
               for powers, coefficient in square.terms())
    learned, target = units[:k], units[k:]

    def entry(one: tuple[Expr, Expr], other: tuple[Expr, Expr]) -> Expr:
        return one[0] * other[0] * gram[frozenset((one[1], other[1]))]

    printed = sum(entry(learned[i], learned[j]) + cross * entry(learned[i], target[j])
                  + (0 if diagonal_only and i != j else entry(target[i], target[j]))
                  for i, j in product(range(k), repeat=2))
    return Identity(mean, printed, reals(*(charge for charge, _ in units), *gram.values()))


@equation_1.claim("spelled-out", expect="certified", controls=lambda: {
    "a_i b_j without the factor 2": lambda claim: Family("k", (1, 2), lambda k: spelled_out(k, 1)),
    "b_i b_j for i = j only": lambda claim: Family("k", (1, 2), lambda k: spelled_out(k, diagonal_only=True)),
})
def second_opinion() -> Family:
    """All terms written down for small k, the mean an undetermined linear map on products of two outputs."""
    return Family("k", (1, 2, 3, 4), spelled_out, claim="L(a, θ) = the printed double sum")


def on_two_inputs(k: int, cross: int = 2) -> Identity:
    """The distribution puts weight p on one input and 1 − p on another; each unit has any two outputs there."""
    weights = (p, 1 - p)
    charges = [sp.symbols(f"{name}_1:{k + 1}") for name in ("a", "b")]
    outputs = [[sp.symbols(f"{name}_{n}_1:3") for n in range(1, k + 1)] for name in ("s", "t")]
    (left, right), (learned, target) = charges, outputs

    def mean(function: Any) -> Expr:
        return sum(weight * function(n) for n, weight in enumerate(weights))

    def potential(u: tuple[Expr, ...], v: tuple[Expr, ...]) -> Expr:
        return mean(lambda n: u[n] * v[n])

    loss = mean(lambda n: sum(left[i] * learned[i][n] + right[i] * target[i][n] for i in range(k)) ** 2)
    printed = sum(left[i] * left[j] * potential(learned[i], learned[j])
                  + cross * left[i] * right[j] * potential(learned[i], target[j])
                  + right[i] * right[j] * potential(target[i], target[j]) for i, j in product(range(k), repeat=2))
    symbols = [*left, *right, *(s for group in outputs for unit in group for s in unit)]
    return Identity(loss, printed, Domain.of(Real("p", ge=0, le=1), *reals(*symbols)))


@equation_1.claim("on-two-inputs", expect="certified", controls=lambda: {
    "a_i b_j without the factor 2": lambda claim: Family("k", (1, 2), lambda k: on_two_inputs(k, 1)),
})
def explicit_mean() -> Family:
    """A mean that is a plain sum, so that nothing is used about E: any distribution on two inputs."""
    return Family("k", (1, 2, 3), on_two_inputs, claim="L(a, θ) = the printed double sum")


# Beyond the print.

@equation_1.claim("any-numbers", reading="sharpened", controls=lambda: {
    "a_i b_j once": in_part("one more learning unit", scaled("rhs", sp.Rational(1, 2))),
    "b_i b_j once": in_part("one more target unit", replaced(rhs=2 * S * q + T * q + q**2)),
})
def any_numbers() -> All:
    """The numbers of learning and target units may differ: then each term has a double sum of its own."""
    units = reals(S, T, p, q)
    return All.of(
        "L(a, θ) = Σ_(i,j≤k) a_i·a_j·Φ(θ_i, θ_j) + 2·Σ_(i≤k, j≤l) a_i·b_j·Φ(θ_i, w_j) + Σ_(i,j≤l) b_i·b_j·Φ(w_i, w_j)",
        one_more_learning_unit=Identity((S + p + T) ** 2 - (S + T) ** 2, (S * p + p * S + p**2) + 2 * (p * T), units),
        one_more_target_unit=Identity((S + T + q) ** 2 - (S + T) ** 2, 2 * (S * q) + (T * q + q * T + q**2), units),
    )


@equation_1.claim("smallest-value", reading="sharpened", controls=lambda: {
    "a = b": lambda claim: claim.replace_part("matched", matched(sign=1)),
    "charges that are not matched": lambda claim: claim.replace_part("matched", matched(output=y)),
    "a cube": in_part("not negative", replaced(conclude=sp.Ge((S + T) ** 3, 0))),
})
def smallest_value() -> All:
    """The loss is a mean of squares, so never negative; it is 0 when each θ_i sits on w_i with a_i = −b_i."""
    return All.of("L(a, θ) ≥ 0 = L(−b, w)",
                  not_negative=ForAll((), sp.Ge((S + T) ** 2, 0), reals(S, T)), matched=matched())


def matched(sign: int = -1, output: Expr = x) -> All:
    """S + T = 0 for every k when the units are paired with opposite charges."""
    return by_induction("Σ (−b_i)σ(X, w_i) + Σ b_i σ(X, w_i) = 0", {S: S + sign * b * output, T: T + b * x},
                        S + T, sp.Integer(0), reals(S, T, b, x, y))


@equation_1.derivation
def by_hand() -> Iterator[Line]:
    """The square, one unit more, and k = 2 written out."""
    yield Line("Replace a by −a. With S = Σ a_i σ(X, θ_i) and T = Σ b_i σ(X, w_i) the loss is the mean of",
               (S + T) ** 2)
    yield Line("Let t(i, j) be, for p_i = a_i σ(X, θ_i) and q_i = b_i σ(X, w_i),",
               summand(sp.symbols("p_i q_i"), sp.symbols("p_j q_j")))
    growth = sp.collect(sp.expand((S + T + p + q) ** 2 - (S + T) ** 2), [S, T])
    yield Line("One more unit p, q enlarges the square by", growth)
    row = sp.expand(summand((S, T), (p, q)))
    yield Line("It enlarges the double sum of t by a row,", row)
    yield Line("a column and a corner; row and column together give",
               sp.collect(row + sp.expand(summand((p, q), (S, T))), [S, T]))
    yield Line("so the two stay equal:", quadratic_form().part("all units").part("one more unit"))
    yield Line("Take the mean of each product. For k = 2 all of it reads", loss(2))


def loss(k: int) -> Expr:
    """The printed double sum with Φ written out, for people."""
    phi, indices = sp.Function("Phi"), range(k)
    a, b, theta, w = (sp.symbols(f"{name}_1:{k + 1}") for name in ("a", "b", "theta", "w"))
    return sp.Add(*(a[i] * a[j] * phi(theta[i], theta[j]) + 2 * a[i] * b[j] * phi(theta[i], w[j])
                    + b[i] * b[j] * phi(w[i], w[j]) for i, j in product(indices, repeat=2)))
