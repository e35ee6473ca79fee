"""Exact sums of c x^a e^{E(x)}: rational c and a, E a polynomial with rational coefficients.

Most bounds of analysis reduce to the sign of such a sum on an interval. They are closed under products and
derivatives, and far out their sign is that of the leading term by the rule of `dominates`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, arb_poly, fmpq, fmpq_poly

from verify.claims import JSON

from ._balls import Ball, ball

Key = tuple[tuple[Fraction, ...], Fraction]
"""(coefficients of E from the highest power down to the constant, a); compares as the terms do at infinity."""


@dataclass(frozen=True)
class ExponentialSum:
    """The sum of `terms[(E, a)] * x^a * e^{E(x)}`; zero coefficients do not occur."""

    terms: Mapping[Key, Fraction]

    @staticmethod
    def from_term(term: JSON, variable: str, lower: Fraction, *, lower_open: bool) -> "ExponentialSum | None":
        """The sum that a term in `variable` is from `lower` on; None when it has another form.

        Below 0 a root of x^2 is not x, and at 0 the product of x and 1/x has no value: such powers need a range
        where they are what they are for positive x.

        >>> x, zero = {"var": "x"}, Fraction(0)
        >>> term = ["*", ["^", x, "-1/2"], ["exp", ["*", "-1", x]], "3/2"]
        >>> ExponentialSum.from_term(term, "x", zero, lower_open=True).terms
        {((Fraction(-1, 1), Fraction(0, 1)), Fraction(-1, 2)): Fraction(3, 2)}
        >>> ExponentialSum.from_term(term, "x", zero, lower_open=False) is None
        True
        """
        if isinstance(term, str):
            return ExponentialSum._of({((), Fraction(0)): Fraction(term)})
        if isinstance(term, dict):
            return ExponentialSum({((), Fraction(1)): Fraction(1)}) if term["var"] == variable else None
        head, *args = term
        if head in ("+", "*"):
            total = ExponentialSum._of({((), Fraction(0)): Fraction(head == "*")})
            for arg in args:
                part = ExponentialSum.from_term(arg, variable, lower, lower_open=lower_open)
                if part is None:
                    return None
                total = total + part if head == "+" else total * part
            return total
        inner = ExponentialSum.from_term(args[0], variable, lower, lower_open=lower_open) if args else None
        if inner is None:
            return None
        if head == "^" and isinstance(args[1], str):
            power = Fraction(args[1])
            if any(a for _, a in inner.terms) and (
                    (power.denominator != 1 and lower < 0)
                    or (power < 0 and (lower < 0 or (lower == 0 and not lower_open)))):
                return None
            return inner._power(power)
        return inner._exp() if head == "exp" else None

    @staticmethod
    def _of(terms: Mapping[Key, Fraction]) -> "ExponentialSum":
        return ExponentialSum({key: c for key, c in terms.items() if c})

    def __add__(self, other: "ExponentialSum") -> "ExponentialSum":
        total = dict(self.terms)
        for key, c in other.terms.items():
            total[key] = total.get(key, Fraction(0)) + c
        return ExponentialSum._of(total)

    def __mul__(self, other: "ExponentialSum") -> "ExponentialSum":
        total: dict[Key, Fraction] = {}
        for (E, a), c in self.terms.items():
            for (F, b), e in other.terms.items():
                key = (_sum(E, F), a + b)
                total[key] = total.get(key, Fraction(0)) + c * e
        return ExponentialSum._of(total)

    def _power(self, power: Fraction) -> "ExponentialSum | None":
        if power.denominator == 1 and power >= 0 and (len(self.terms) != 1 or not power):
            total = ExponentialSum({((), Fraction(0)): Fraction(1)})
            for _ in range(int(power)):
                total = total * self
            return total
        if len(self.terms) != 1:
            return None
        ((E, a), c), = self.terms.items()
        if power.denominator != 1 and c != 1:
            return None
        factor = c ** int(power) if power.denominator == 1 else Fraction(1)
        return ExponentialSum({(tuple(power * e for e in E), power * a): factor})

    def _exp(self) -> "ExponentialSum | None":
        if any(E or a.denominator != 1 or a < 0 for E, a in self.terms):
            return None
        degree = max((int(a) for _, a in self.terms), default=0)
        if not self.terms:
            return ExponentialSum({((), Fraction(0)): Fraction(1)})
        E = tuple(self.terms.get(((), Fraction(k)), Fraction(0)) for k in range(degree, -1, -1))
        return ExponentialSum({(E, Fraction(0)): Fraction(1)})

    def scaled(self, E: tuple[Fraction, ...], a: Fraction) -> "ExponentialSum":
        """The product with x^a e^{E(x)}."""
        return self * ExponentialSum({(E, a): Fraction(1)})

    def negative(self) -> "ExponentialSum":
        """The sum with the other sign."""
        return ExponentialSum({key: -c for key, c in self.terms.items()})

    def derivative(self) -> "ExponentialSum":
        """The derivative, exactly."""
        total: dict[Key, Fraction] = {}
        for (E, a), c in self.terms.items():
            pieces = [(a - 1, c * a)]
            pieces += [(a + k - 1, c * k * e) for k, e in zip(range(len(E) - 1, 0, -1), E, strict=False)]
            for power, value in pieces:
                total[(E, power)] = total.get((E, power), Fraction(0)) + value
        return ExponentialSum._of(total)

    def dominates(self, start: Fraction) -> bool:
        """Whether the leading term keeps the sum > 0 on all of [start, oo), start > 0.

        The rule: divide by the leading term c x^A e^{G}, c > 0, and drop the other terms with positive
        coefficients. Each one left is a negative multiple of x^a e^{-g(x)}. If g (without its constant) has
        coefficients >= 0 only and start g'(start) >= a, that function does not grow on [start, oo), as
        x g'(x) >= a there; so the sum of all of them is at least its value at start.
        """
        if not self.terms or start <= 0:
            return False
        (G, A), c = max(self.terms.items(), key=lambda item: _aligned(item[0], self._degree()))
        rest: dict[Key, Fraction] = {}
        for (E, a), e in self.terms.items():
            if e > 0:
                continue
            g = _sum(G, tuple(-x for x in E))
            slope = sum((k * x * start**k for k, x in zip(range(len(g) - 1, 0, -1), g, strict=False)), Fraction(0))
            if any(x < 0 for x in g[:-1]) or slope < a - A:
                return False
            rest[(tuple(-x for x in g), a - A)] = e
        return bool(c > 0 and (ExponentialSum(rest).at(ball(start)) + ball(c)) > 0)

    def _degree(self) -> int:
        return max((len(E) for E, _ in self.terms), default=0)

    def at(self, x: Ball) -> Ball:
        """An enclosure of its value on a ball (not finite where a power is not defined)."""
        return compiled(self)(x)

    @property
    def fractional(self) -> bool:
        """Whether a power is no integer, so that the sum is defined for x >= 0 only."""
        return any(a.denominator != 1 for _, a in self.terms)

    def vanishes_at(self, x: Fraction) -> bool:
        """Whether exact arithmetic shows the value to be 0: coefficients of equal exponentials cancel."""
        sums: dict[Fraction, Fraction] = {}
        for (E, a), c in self.terms.items():
            if a.denominator != 1 or (x == 0 and a < 0):
                return False
            exponent = sum((e * x**k for k, e in enumerate(reversed(E))), Fraction(0))
            sums[exponent] = sums.get(exponent, Fraction(0)) + c * x ** int(a)
        return not any(sums.values())

    def leading(self) -> Key:
        """The exponent and power of its leading term at infinity."""
        return max(self.terms, key=lambda key: _aligned(key, self._degree()))


def _aligned(key: Key, degree: int) -> tuple[tuple[Fraction, ...], Fraction]:
    """The key for comparing at infinity; the constant of an exponent is last and so counts least."""
    E, a = key
    padded = (Fraction(0),) * (degree - len(E)) + E
    return padded[:-1], a


def _sum(E: tuple[Fraction, ...], F: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    if len(E) < len(F):
        E, F = F, E
    lead = len(E) - len(F)
    total = [e + (F[i - lead] if i >= lead else 0) for i, e in enumerate(E)]
    while total and total[0] == 0:
        total.pop(0)
    return tuple(total)


def compiled(total: ExponentialSum) -> Any:
    """A function arb -> arb that encloses the sum: Horner for each exponential (at the present precision)."""
    groups: dict[tuple[Fraction, ...], dict[Fraction, Fraction]] = {}
    for (E, a), c in total.terms.items():
        groups.setdefault(E, {})[a] = c
    parts = [(_polynomial(list(reversed(E))) if E else None, *_powers(powers)) for E, powers in groups.items()]

    def value(x: Ball) -> Ball:
        result = arb(0)
        for exponent, shift, poly in parts:
            part = poly(x)
            if shift is not None:
                part = part * (x**shift if isinstance(shift, int) else _real_power(x, shift))
            result += part if exponent is None else part * exponent(x).exp()
        return result

    return value


def _powers(powers: Mapping[Fraction, Fraction]) -> tuple[Any, Any]:
    """A common power of x (None for 1) and the polynomial that is left, if the powers differ by integers."""
    least = min(powers)
    if all((a - least).denominator == 1 for a in powers):
        if 0 <= least <= 64 and least.denominator == 1:
            least = Fraction(0)
        coefficients = [powers.get(least + k, Fraction(0)) for k in range(int(max(powers) - least) + 1)]
        shift = None if least == 0 else int(least) if least.denominator == 1 else least
        return shift, _polynomial(coefficients)
    terms = [(a, ball(c)) for a, c in powers.items()]
    return None, lambda x: sum((c * _real_power(x, a) for a, c in terms), arb(0))


def _real_power(x: Ball, a: Fraction) -> Ball:
    """x^a, where a ball that reaches below 0 stands for its part in x >= 0."""
    if a > 0 and not x > 0 and x.upper() >= 0:
        return arb(0).union(x.upper() ** ball(a))
    return x ** ball(a)


def _polynomial(coefficients: list[Fraction]) -> Any:
    if not any(coefficients[1:]):
        constant = ball(coefficients[0] if coefficients else 0)
        return lambda x: constant
    return arb_poly(fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients]))
