"""All d derivatives of the potential with their signs at d = 51, against SymPy's diff and expand."""

from collections.abc import Iterator

import sympy as sp

from verify.exact import derivative_polynomials, derivatives_alternate, reverse_bessel

from ._timing import Row, best

D = 51


def rows() -> Iterator[Row]:
    """Ours with signs; the peer without them."""
    last: list[sp.Expr] = []
    ours = best(lambda: derivatives_alternate(D), 50)
    peer = best(lambda: last.append(by_sympy()), 1)
    agree(last[0])
    yield Row(f"p, {D} derivatives, signs, d = {D}", ours, "SymPy diff and expand", peer)


def by_sympy() -> sp.Expr:
    """The d-th derivative of p(r) e^{-r} / r^{d-2}, differentiated and expanded d times."""
    r = sp.Symbol("r")
    p = sum(sp.Rational(c.numerator, c.denominator) * r**i for i, c in enumerate(reverse_bessel(D)))
    phi = sp.expand(p * sp.exp(-r) * r ** (2 - D))
    for _ in range(D):
        phi = sp.expand(sp.diff(phi, r))
    return phi


def agree(theirs: sp.Expr) -> None:
    """Stop unless both computed the same derivative."""
    r = sp.Symbol("r")
    polynomials = derivative_polynomials(D)
    for _ in range(D):
        next(polynomials)
    last = sum(sp.Rational(c.numerator, c.denominator) * r**i for i, c in enumerate(next(polynomials).coefficients))
    if sp.expand(theirs * sp.exp(r) * r ** (2 * D - 2)) != sp.expand((-1) ** D * last):
        raise AssertionError("the two derivatives differ: the comparison is worth nothing")
