"""Heron's method for square roots: a definition, a lemma and a theorem.

    earnshaw verify --statements examples/heron.py
"""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import flipped, replaced, scaled, without
from verify.decide import ForAll, TermwiseBound
from verify.exact import Identity

a, n, s, u, x = sp.symbols("a n s u x")
h = (x + a / x) / 2
POSITIVE = Domain.of(Real("a", gt=0), Real("x", gt=0))

definition = statement(
    "def-1", "Heron's step", kind="definition",
    reading="To come closer to the square root of a > 0, take the mean of x and a/x for x.")


@definition.claim("repeatable", controls={
    "a may be negative": replaced(domain=Domain.of(Real("a"), Real("x", gt=0))),
})
def repeatable() -> ForAll:
    """The step leads to a positive number, so it can be taken again."""
    return ForAll((), h > 0, POSITIVE)


lemma = statement(
    "lem-1", "The error after a step", kind="lemma", uses=["def-1"],
    reading="A step squares the error of x², up to a factor.")


@lemma.claim("error", expect="refuted", true_controls={"half of it": scaled("rhs", sp.Rational(1, 2))})
def error() -> Identity:
    """As printed, with the denominator 2x²."""
    return Identity(h**2 - a, (x**2 - a) ** 2 / (2 * x**2), POSITIVE)


@lemma.claim("error-corrected", reading="corrected", corrects="error", controls={"as printed": scaled("rhs", 2)})
def error_corrected() -> Identity:
    """The denominator is (2x)²."""
    return Identity(h**2 - a, (x**2 - a) ** 2 / (2 * x) ** 2, POSITIVE)


@lemma.derivation
def derive() -> Iterator[Line]:
    """The difference, factored."""
    yield Line("Over one denominator, the error after a step is", sp.factor(h**2 - a))


monotone = statement(
    "fact-monotone", "Bounded monotone sequences converge", kind="trusted",
    reading="A decreasing sequence of real numbers that is bounded below has a limit.",
    source="W. Rudin, Principles of Mathematical Analysis, 3rd ed., Theorem 3.14")

theorem = statement(
    "thm-1", "Heron's method converges", kind="theorem", uses=["def-1"], proof_uses=["lem-1", "fact-monotone"],
    reading="From every x > 0 the steps converge to the square root of a, decreasing from the first one on. In "
            "logarithms, an error u becomes at most u²/2.")


@theorem.claim("above", controls={"strictly above": replaced(conclude=h**2 > a)})
def above() -> ForAll:
    """After a step x is at least the root."""
    return ForAll((), h**2 >= a, POSITIVE)


@theorem.claim("decreasing", controls={"below the root too": without(0), "increasing": flipped()})
def decreasing() -> ForAll:
    """Above the root a step decreases x."""
    return ForAll((x**2 > a,), h < x, POSITIVE)


@theorem.claim("limit", controls={"no fixed point": without(0)})
def limit() -> ForAll:
    """A limit is a fixed point, since h is continuous, and a fixed point is the root."""
    return ForAll((sp.Eq(h, x),), sp.Eq(x**2, a), POSITIVE)


cosh = (sp.exp(u) + sp.exp(-u)) / 2


@theorem.claim("logarithms", controls={"sinh for cosh": replaced(rhs=s * (sp.exp(u) - sp.exp(-u)) / 2)})
def logarithms() -> Identity:
    """For a = s² and x = s·e^u a step leads to s·cosh u."""
    return Identity(h.subs({a: s**2, x: s * sp.exp(u)}), s * cosh, Domain.of(Real("s", gt=0), Real("u")))


@theorem.claim("rate", controls={"u²/3": replaced(bound_ratio=u**2 / (3 * (n + 1)))})
def rate() -> TermwiseBound:
    """cosh u ≤ e^(u²/2): the error u becomes at most u²/2."""
    return TermwiseBound(n, u**2 / ((2 * n + 1) * (2 * n + 2)), u**2 / (2 * (n + 1)), domain=Domain.of(Real("u")),
                         claim=cosh <= sp.exp(u**2 / 2))
