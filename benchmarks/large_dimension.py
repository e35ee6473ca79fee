"""p, all d derivatives and their signs in large dimensions, in whole numbers."""

from collections.abc import Iterator

from verify.exact import derivatives_alternate, reverse_bessel_polynomial

from ._timing import Row, best


def rows() -> Iterator[Row]:
    """From d = 103 to d = 1003."""
    for d in (103, 203, 403, 803, 1003):
        yield Row(f"p, d = {d}", best(lambda d=d: reverse_bessel_polynomial(d), 3))
        yield Row(f"p, {d} derivatives, signs, d = {d}", best(lambda d=d: derivatives_alternate(d), 3))
