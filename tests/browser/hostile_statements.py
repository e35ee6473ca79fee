"""Statements whose every word tries to run in a reader's browser, or to turn and colour the text around it."""

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import scaled
from verify.exact import Identity

PAYLOAD = ("</math></svg></title><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
           "\"><a href=\"javascript:window.ran = 1\">{{ 7 * 191 }}</a> \u202etxet \x1b[31mred")
x = sp.Symbol(PAYLOAD)

made = statement("lem-1", PAYLOAD, kind=PAYLOAD, published=PAYLOAD, reading=PAYLOAD, source=PAYLOAD)


def true():
    return Identity((x + 1) ** 2, x**2 + 2 * x + 1, Domain.of(Real(PAYLOAD)))


def false():
    return Identity(x**2, 2 * x**2, Domain.of(Real(PAYLOAD)))


true.__doc__ = false.__doc__ = PAYLOAD  # it becomes the claim's note
made.claim("true", controls={PAYLOAD: scaled("rhs", 2)})(true)
made.claim("false", expect="refuted", true_controls={PAYLOAD: scaled("rhs", sp.Rational(1, 2))})(false)


@made.derivation
def lines():
    yield Line(PAYLOAD, x**2, PAYLOAD)
    yield Line("words", PAYLOAD)
