"""All d derivatives of the potential with their signs, against SymPy's diff and expand."""

from collections.abc import Iterator

import sympy as sp

from verify.exact import derivative_polynomials, derivatives_alternate, reverse_bessel

from ._timing import Row, best, peak_memory

DIMENSIONS = (11, 23, 51)


def rows() -> Iterator[Row]:
    """Ours with signs; the peer without them."""
    for d in DIMENSIONS:
        last: list[sp.Expr] = []
        ours = best(lambda d=d: derivatives_alternate(d), 50)
        peer = best(lambda d=d, last=last: last.append(by_sympy(d)), 1)
        agree(d, last[0])
        yield Row("p, d derivatives, signs", ours, "SymPy diff and expand, d times", peer, size=d,
                  memory=peak_memory(lambda d=d: derivatives_alternate(d)),
                  peer_memory=peak_memory(lambda d=d: by_sympy(d)))


def by_sympy(d: int) -> sp.Expr:
    """The d-th derivative of p(r) e^{-r} / r^{d-2}, differentiated and expanded d times."""
    r = sp.Symbol("r")
    p = sum(sp.Rational(c.numerator, c.denominator) * r**i for i, c in enumerate(reverse_bessel(d)))
    phi = sp.expand(p * sp.exp(-r) * r ** (2 - d))
    for _ in range(d):
        phi = sp.expand(sp.diff(phi, r))
    return phi


def agree(d: int, theirs: sp.Expr) -> None:
    """Stop unless both computed the same derivative."""
    r = sp.Symbol("r")
    polynomials = derivative_polynomials(d)
    for _ in range(d):
        next(polynomials)
    last = sum(sp.Rational(c.numerator, c.denominator) * r**i for i, c in enumerate(next(polynomials).coefficients))
    if sp.expand(theirs * sp.exp(r) * r ** (2 * d - 2)) != sp.expand((-1) ** d * last):
        raise AssertionError("the two derivatives differ: the comparison is worth nothing")
