"""Exponents as sums of monomials, by school arithmetic: what powers and gamma functions are told apart by."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from verify.claims import JSON

from ._bases import PI

Monomial = tuple[tuple[str, Fraction], ...]
"""Atoms with their powers, sorted; an atom is the name of a variable, `PI`, or "#" and the value of another term."""
Sum = dict[Monomial, Fraction]
_MOST_TERMS = 300


def expanded(term: JSON, value_of: Callable[[JSON], int]) -> Sum:
    """A term as a sum of monomials; what is no polynomial counts as an atom of its own, told by its value.

    >>> expanded(["*", ["+", {"var": "d"}, "-2"], "1/2"], hash) == {(("d", 1),): Fraction(1, 2), (): Fraction(-1)}
    True
    """
    if isinstance(term, str):
        value = Fraction(term)
        return {(): value} if value else {}
    if isinstance(term, Mapping):
        return {((term["var"], Fraction(1)),): Fraction(1)}
    head, *args = term
    if head == "pi":
        return {((PI, Fraction(1)),): Fraction(1)}
    if head == "+":
        total: Sum = {}
        for arg in args:
            for monomial, c in expanded(arg, value_of).items():
                total[monomial] = total.get(monomial, Fraction(0)) + c
        return {m: c for m, c in total.items() if c}
    if head == "*":
        product: Sum = {(): Fraction(1)}
        for arg in args:
            product = times(product, expanded(arg, value_of))
        if len(product) <= _MOST_TERMS:
            return product
    if head == "^" and isinstance(args[1], str):
        base, power = expanded(args[0], value_of), Fraction(args[1])
        if len(base) == 1 and (power.denominator == 1 or base.get(next(iter(base))) == 1):
            (monomial, c), = base.items()
            if power.denominator == 1 or (len(monomial) == 1 and monomial[0][1] == 1):
                return {tuple((atom, n * power) for atom, n in monomial): c ** int(power) if c != 1 else c}
        if power.denominator == 1 and 0 < power <= 8 and len(base) ** int(power) <= _MOST_TERMS:
            product = {(): Fraction(1)}
            for _ in range(int(power)):
                product = times(product, base)
            return product
    return {((f"#{value_of(term)}", Fraction(1)),): Fraction(1)}


def times(left: Sum, right: Sum) -> Sum:
    """The product of two sums of monomials."""
    total: Sum = {}
    for m1, c1 in left.items():
        for m2, c2 in right.items():
            powers = dict(m1)
            for atom, n in m2:
                powers[atom] = powers.get(atom, Fraction(0)) + n
            monomial = tuple(sorted((atom, n) for atom, n in powers.items() if n))
            total[monomial] = total.get(monomial, Fraction(0)) + c1 * c2
    return {m: c for m, c in total.items() if c}


def whole(exponent: Sum, integers: set[str]) -> bool:
    """Whether an exponent is an integer wherever these variables are."""
    return all(c.denominator == 1 and all(atom in integers and n.denominator == 1 and n > 0 for atom, n in monomial)
               for monomial, c in exponent.items())
