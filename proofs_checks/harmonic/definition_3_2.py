"""Definition 3.2: local minima, and strict ones."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, without
from verify.decide import ForAll
from verify.exact import All

definition_3_2 = statement(
    "def-3.2", "Local minimum", kind="definition", published="7", source="arXiv text, Section 3",
    reading="A critical point x* is a local minimum when f(x* + v) ≥ f(x*) for all v with ‖v‖ ≤ ε, for some ε > 0. For "
            "a strict one the inequality is to be strict for all these v; as v = 0 is among them, nothing would be "
            "strict. Meant is 0 < ‖v‖ ≤ ε, and so the theorems are read here. (ε is to be so small that x* + v stays "
            "in Ω; and x is critical where the gradient is zero or does not exist.)")

# q = |v|² in any dimension, h = |v|; y = f(x*), z = f(x* + v); e = ε; g is the length of a gradient.
q, e, y, z, h, t, g, rho, delta = sp.symbols("q e y z h t g rho delta")
NUMBERS = Domain.of(Real("q"), Real("e", gt=0))


def in_the_ball() -> tuple[sp.Expr, sp.Expr]:
    """‖v‖ ≤ ε."""
    return sp.Ge(q, 0), sp.Le(q, e**2)


@definition_3_2.claim("minimum", controls=lambda: {
    "a maximum": in_part("|v|²", replaced(conclude=sp.Le(q, 0))),
    "a saddle": in_part("a constant", replaced(assume=(sp.Ge(q, 0), sp.Le(q, e**2)), conclude=sp.Ge(y - q, y))),
    "v = 0 is an exception": in_part("v = 0 asks nothing", replaced(conclude=sp.Gt(z, y))),
})
def minimum() -> All:
    """The first sentence asks for what it should, v = 0 or not: |v|² and constants have local minima at 0."""
    return All((
        ("|v|²", ForAll(in_the_ball(), sp.Ge(q, 0), NUMBERS)),
        ("a constant", ForAll(in_the_ball(), sp.Ge(y, y, evaluate=False), Domain.of(*NUMBERS, Real("y")))),
        ("v = 0 asks nothing", ForAll((sp.Eq(z, y),), sp.Ge(z, y), Domain.of(Real("y"), Real("z")))),
    ), "f(x* + v) ≥ f(x*) for all ‖v‖ ≤ ε:  f = |v|² and f = const have a local minimum at 0")


@definition_3_2.claim("strict", severity="wording",
                      wrong="“Strict for all ‖v‖ ≤ ε” includes v = 0; 0 < ‖v‖ ≤ ε is meant.",
                      expect="refuted", true_controls=lambda: {
    "v ≠ 0": in_part("f = |v|²", replaced(assume=(sp.Gt(q, 0), sp.Le(q, e**2)))),
    "not strict": in_part("f = |v|²", replaced(conclude=sp.Ge(q, 0))),
}, controls=lambda: {
    "‖v‖ < ε": in_part("f = |v|²", replaced(assume=(sp.Ge(q, 0), sp.Lt(q, e**2)))),
})
def strict() -> All:
    """If any function has a strict minimum, |v|² has one at 0; but v = 0, where q = |v|² is 0, is not excluded."""
    return All((("f = |v|²", ForAll(in_the_ball(), q > 0, NUMBERS, named=("q = ‖v‖²", "‖v‖ ≤ ε"))),),
               "f(x* + v) > f(x*) for all ‖v‖ ≤ ε, for instance for f = |v|² at x* = 0")


@definition_3_2.claim("nothing-is-strict", reading="sharpened", controls=lambda: {
    "v = 0 left out": replaced(assume=(sp.Ne(h, 0), sp.Or(sp.Ne(h, 0), sp.Eq(z, y)))),
    "f takes two values at one place": without(1),
})
def nothing_is_strict() -> ForAll:
    """As printed no function has a strict local minimum, so theorems that exclude them would exclude nothing.

    h = ‖v‖, and f(x* + v) = f(x*) where v = 0.
    """
    return ForAll((sp.Eq(h, 0), sp.Or(sp.Ne(h, 0), sp.Eq(z, y))), sp.Not(z > y),
                  Domain.of(Real("h", ge=0), Real("y"), Real("z")), named=("v = 0 is among the v", "f is a function"))


@definition_3_2.claim("strict-corrected", reading="corrected", corrects="strict", controls=lambda: {
    "v = 0 admitted": in_part("|v|²", without(0)),
    "−|v|²": in_part("|v|²", replaced(conclude=-q > 0)),
    "a valley": in_part("is minimal", without(1)),
})
def strict_corrected() -> All:
    """With 0 < ‖v‖ ≤ ε: |v|² is strict in every dimension, constants are not, and strict minima are minima."""
    values = Domain.of(Real("q", ge=0), Real("y"), Real("z"))
    return All((
        ("|v|²", ForAll((sp.Ne(q, 0), sp.Le(q, e**2)), q > 0, Domain.of(Real("q", ge=0), Real("e", gt=0)))),
        ("a constant is not strict", ForAll((sp.Eq(z, y),), sp.Not(z > y), values)),
        ("is minimal", ForAll((sp.Or(sp.Eq(q, 0), z > y), sp.Or(sp.Ne(q, 0), sp.Eq(z, y))), sp.Ge(z, y), values,
                              named=("strict for v ≠ 0", "f is a function"))),
    ), "strict:  f(x* + v) > f(x*) for all 0 < ‖v‖ ≤ ε")


def within(value: sp.Expr, bound: sp.Expr) -> sp.Basic:
    """|value| ≤ bound."""
    return sp.And(value <= bound, value >= -bound)


@definition_3_2.claim("where-minima-are-critical", reading="sharpened", controls=lambda: {
    "the slope may be zero": replaced(domain=Domain.of(Real("t", gt=0), Real("g", ge=0), Real("rho"))),
    "a remainder up to 2gt": replaced(assume=(within(rho, 2 * g * t),)),
    "uphill": replaced(conclude=t * g + rho < 0),
})
def where_minima_are_critical() -> ForAll:
    """That x* is critical need not be asked: where there is a gradient, of a length g > 0, f falls against it.

    A step t against the gradient changes f by −gt + ρ, and |ρ| ≤ gt/2 for small t: this is what a gradient is.
    """
    return ForAll((within(rho, g * t / 2),), -g * t + rho < 0, Domain.of(Real("t", gt=0), Real("g", gt=0), Real("rho")),
                  named=("differentiable, t small",))


@definition_3_2.claim("without-a-gradient", reading="sharpened", controls=lambda: {
    "−|v|": replaced(conclude=-h > 0),
    "v = 0 admitted": without(0),
})
def without_a_gradient() -> ForAll:
    """Points without a gradient are rightly called critical: |v| has a strict minimum at 0 (a cone); h = |v|."""
    return ForAll((sp.Ne(h, 0), h <= e), h > 0, Domain.of(Real("h", ge=0), Real("e", gt=0)))


@definition_3_2.derivation
def by_hand() -> Iterator[Line]:
    """What v = 0 asks, and what is meant."""
    value = sp.Function("f")(sp.Symbol("x"))
    yield Line("‖v‖ ≤ ε admits v = 0, for which a strict inequality would read",
               sp.Gt(value, value, evaluate=False))
    yield Line("No function does this; not even |v|² has then a strict minimum at 0:", strict())
    yield Line("So v = 0 is to be left out:", strict_corrected())
    yield Line("Against a gradient of length g > 0 a function falls; so minima are critical by themselves:",
               where_minima_are_critical())
