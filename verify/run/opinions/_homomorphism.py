"""Terms of plain data evaluated at a random point over a prime field, with the degrees that the evaluation meets.

What is transcendental becomes a random number that keeps the laws in use, and no other:

- e and every prime or irreducible polynomial b below a power that is not whole: b^E, E a sum of monomials, is a product
  of b^c for the constant c of E and of random squares to the coefficients of the other monomials, one for each b and
  monomial; b must be positive on the domain, or E whole there; -1 to such an E is a sign, and both signs are tried;
- gamma(X): a random number for X up to a whole shift, the shift multiplied out; gamma(1/2) is a root of pi;
- log: a random number for each irreducible factor of a positive argument; erf, log of anything else, and each
  derivative of an undetermined function: a random number for each value of the argument, erf being odd;
- sin and cos: a random point on the circle for each value of the argument.

The functions obey these laws, so two sides that are equal under them are equal; two sides that are not may still be.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import ceil, lcm, log2
from typing import Any, NamedTuple

from verify.claims import JSON

from ._bases import PI, factors, primes
from ._exponents import Monomial, Sum, expanded, times, whole
from ._field import LOG_PRIMES, Point
from ._smt import UnsupportedError

_MOST_SHIFTS = 400
Atom = tuple[str, "Value", Sum]
"""A base with its value and what the exponent is multiplied by."""


class Value(NamedTuple):
    """A value mod p, as that of a quotient of polynomials in what was drawn: bounds on degrees and on bits."""

    value: int
    top: int = 0
    bottom: int = 0
    bits: int = 1


class Evaluation:
    """The evaluation of terms at one random point."""

    def __init__(self, point: Point, domain: Sequence[Mapping[str, JSON]], signs: Mapping[Monomial, int]) -> None:
        self.point, self.domain, self.signs = point, domain, signs
        self.roots: dict[tuple[str, Monomial], int] = {}
        """The denominators of exponents, a base and monomial each: the degrees of what was adjoined."""
        self.asked: list[int] = []
        """Degrees of the arguments that were told apart by their values."""
        self.open: set[Monomial] = set()
        """Monomials whose parity decides a sign."""
        self.by_name = {v["name"]: v for v in domain}

    @cached_property
    def integers(self) -> set[str]:
        """The variables that are integers."""
        return {v["name"] for v in self.domain if v["integer"]}

    def __call__(self, term: JSON) -> Value:
        """The value of a term. Raises UnsupportedError, RedrawError."""
        if isinstance(term, str):
            exact = Fraction(term)
            bits = max(abs(exact.numerator), exact.denominator).bit_length()
            return Value(exact.numerator * self.point.inverse(exact.denominator) % self.point.p, bits=bits)
        if isinstance(term, Mapping):
            return self._variable(term["var"])
        head, *args = term
        if head in ("+", "*"):
            return self._sum(args) if head == "+" else self._product(map(self, args))
        if head == "^":
            return self._power(args[0], args[1])
        if head == "pi":
            return Value(self.point.square(PI), 1)
        if head == "exp":
            return self._raised([("e", Value(self.point.square("e"), 1), {(): Fraction(1)})], self._expanded(args[0]))
        if head == "gamma":
            return self._gamma(args[0])
        if head == "fn":
            return self._drawn(args[2], "fn", args[0], args[1])
        if head == "log":
            return self._log(args[0])
        if head in ("sin", "cos", "erf"):
            return self._odd_or_even(head, args[0])
        raise UnsupportedError(f"{head} over a prime field")

    def _variable(self, name: str) -> Value:
        lower = self.by_name[name]["lower"]
        positive = lower is not None and Fraction(lower) >= 0
        return Value(self.point.square("variable", name) if positive else self.point.free("variable", name), 1)

    def _sum(self, args: Sequence[JSON]) -> Value:
        values = [self(arg) for arg in args]
        bottom = sum(value.bottom for value in values)
        return Value(sum(value.value for value in values) % self.point.p,
                     max(value.top + bottom - value.bottom for value in values), bottom,
                     sum(value.bits for value in values) + len(values).bit_length())

    def _product(self, values: Any) -> Value:
        product, top, bottom, bits = 1, 0, 0, 1
        for value in values:
            product = product * value.value % self.point.p
            top, bottom, bits = top + value.top, bottom + value.bottom, bits + value.bits
        return Value(product, top, bottom, bits)

    def _whole_power(self, value: Value, power: int) -> Value:
        top, bottom = (value.top, value.bottom) if power >= 0 else (value.bottom, value.top)
        return Value(self.point.power(value.value, Fraction(power)), top * abs(power), bottom * abs(power),
                     value.bits * abs(power) + 1)

    def _expanded(self, term: JSON) -> Sum:
        return expanded(term, self._asked)

    def _asked(self, term: JSON) -> int:
        """The value of a term that stands for the term itself; that two terms meet by chance is counted."""
        value = self(term)
        self.asked.append(value.top + value.bottom)
        return value.value

    # powers

    def _power(self, base: JSON, exponent: JSON) -> Value:
        if isinstance(exponent, str) and Fraction(exponent).denominator == 1:
            return self._whole_power(self(base), int(exponent))
        power = self._expanded(exponent)
        if not set(power) - {()} and power.get((), Fraction(0)).denominator == 1:
            return self._whole_power(self(base), int(power.get((), Fraction(0))))
        return self._raised(self._atoms(base, anything=whole(power, self.integers)), power)

    def _atoms(self, base: JSON, *, anything: bool = False) -> list[Atom]:
        """A base as a product of atoms; positive ones, where the exponent is not whole (`anything`)."""
        sign, found = self._split(base, anything)
        return found if sign == 1 else [("-1", Value(-1), {(): Fraction(1)}), *found]

    def _split(self, base: JSON, anything: bool) -> tuple[int, list[Atom]]:
        sign, found = self._signed(base, anything)
        if sign == -1 and not anything:
            raise UnsupportedError("a power of what is not seen to be positive")
        return sign, found

    def _signed(self, base: JSON, anything: bool) -> tuple[int, list[Atom]]:
        one: Sum = {(): Fraction(1)}
        if isinstance(base, list):
            head, *args = base
            if head == "exp":
                return 1, [("e", Value(self.point.square("e"), 1), self._expanded(args[0]))]
            if head == "*":
                parts = [self._signed(arg, anything) for arg in args]
                sign = 1
                for part, _ in parts:
                    sign *= part
                return sign, [atom for _, atoms in parts for atom in atoms]
            if head == "^" and not (isinstance(args[1], str) and Fraction(args[1]).denominator == 1):
                power = self._expanded(args[1])
                return 1, [(key, value, times(m, power)) for key, value, m in self._split(args[0], False)[1]]
            if head == "gamma" and self._positive(args[0]):
                return 1, [(f"gamma {self._asked(base)}", self(base), one)]
        content, found = factors(base, self.domain)
        sign = 1 if content > 0 else -1
        atoms: list[Atom] = []
        for number, side in ((abs(content.numerator), 1), (content.denominator, -1)):
            atoms += [(str(prime), Value(prime, bits=prime.bit_length()), {(): Fraction(side * count)})
                      for prime, count in primes(number)]
        for name, data, factor_sign, count in found:
            if not factor_sign and not anything:
                raise UnsupportedError("a power of what is not seen to be positive")
            value = self(data)
            if factor_sign < 0:
                value, sign = value._replace(value=-value.value % self.point.p), -sign if count % 2 else sign
            atoms.append((name, value, {(): Fraction(count)}))
        return sign, atoms

    def _positive(self, term: JSON) -> bool:
        try:
            content, found = factors(term, self.domain)
        except UnsupportedError:
            return False
        return content > 0 and all(sign == 1 or count % 2 == 0 for _, _, sign, count in found)

    def _raised(self, atoms: Sequence[Atom], power: Sum) -> Value:
        """The product of the atoms to their multiples of an exponent."""
        together: dict[str, tuple[Value, Sum]] = {}
        for key, value, multiple in atoms:
            exponent = times(multiple, power)
            known = together.get(key, (value, {}))[1]
            together[key] = value, {m: c for m in {**known, **exponent}
                                    if (c := known.get(m, Fraction(0)) + exponent.get(m, Fraction(0)))}
        return self._product(self._monomial(key, value, monomial, c) for key, (value, exponent) in together.items()
                             for monomial, c in exponent.items())

    def _monomial(self, key: str, base: Value, monomial: Monomial, c: Fraction) -> Value:
        if key == "-1":
            return Value(self._sign_of(monomial, int(c)))
        if monomial:
            base = Value(self.point.square("power", key, monomial), 1)
        self.roots[key, monomial] = lcm(self.roots.get((key, monomial), 1), c.denominator)
        size = ceil(abs(c))
        top, bottom = (base.top, base.bottom) if c > 0 else (base.bottom, base.top)
        return Value(self.point.power(base.value, c), top * size, bottom * size, base.bits * size + 1)

    def _sign_of(self, monomial: Monomial, c: int) -> int:
        """(-1)^(c m): a power of an integer has its parity, and a residue class may have one."""
        if c % 2 == 0:
            return 1
        kept = []
        for atom, _ in monomial:
            rest, modulus = self.by_name[atom]["residue"]
            if modulus % 2 == 0:
                if rest % 2 == 0:
                    return 1
            else:
                kept.append((atom, Fraction(1)))
        if not kept:
            return -1
        self.open.add(tuple(kept))
        return self.signs.get(tuple(kept), 1)

    # functions

    def _drawn(self, argument: JSON, *key: object) -> Value:
        return Value(self.point.free(*key, self._asked(argument)), 1)

    def _odd_or_even(self, head: str, argument: JSON) -> Value:
        value = self._asked(argument)
        p = self.point.p
        odd = 1 if value <= p - value else -1
        if not value:
            return Value(1 if head == "cos" else 0)
        t = self.point.free("erf" if head == "erf" else "angle", min(value, p - value))
        if head == "erf":
            return Value(odd * t % p, 1)
        below = self.point.inverse(1 + t * t)
        return Value((odd * 2 * t if head == "sin" else 1 - t * t) * below % p, 2, 2, 2)

    def _log(self, argument: JSON) -> Value:
        try:
            atoms = self._atoms(argument)
        except UnsupportedError:
            return self._drawn(argument, "log")
        terms = [Value(0)]
        for key, _, multiple in atoms:
            factor = Value(1) if key == "e" else Value(self.point.free("log", key), 1)
            for monomial, c in multiple.items():
                if any(atom.startswith("#") or n.denominator != 1 for atom, n in monomial):
                    return self._drawn(argument, "log")
                powers = [self._whole_power(Value(self.point.square(PI), 1) if atom == PI else self._variable(atom),
                                            int(n)) for atom, n in monomial]
                terms.append(self._product([factor, self(str(c)), *powers]))
        return Value(sum(term.value for term in terms) % self.point.p, sum(term.top + term.bottom for term in terms),
                     sum(term.bottom for term in terms), sum(term.bits for term in terms) + len(terms))

    def _gamma(self, argument: JSON) -> Value:
        exponent = self._expanded(argument)
        constant = exponent.pop((), Fraction(0))
        shift = ceil(constant) - 1
        if abs(shift) > _MOST_SHIFTS:
            raise UnsupportedError("gamma of a far argument")
        if not exponent and shift < 0 and constant.denominator == 1:
            raise UnsupportedError("a pole of gamma")
        value = self(argument)
        p = self.point.p
        step = value._replace(bits=value.bits + abs(shift).bit_length() + 1)
        steps = [step._replace(value=(value.value + (-j if shift > 0 else j - 1)) % p)
                 for j in range(1, abs(shift) + 1)]
        product = self._product(steps if shift > 0 else [self._whole_power(step, -1) for step in steps])
        rest = constant - shift
        if not exponent and rest == 1:
            return product
        if not exponent and rest == Fraction(1, 2):
            root = self._monomial(PI, Value(self.point.square(PI), 1), (), Fraction(1, 2))
            return self._product([product, root])
        key = sorted((monomial, c) for monomial, c in exponent.items())
        return self._product([product, Value(self.point.free("gamma", str(key), rest), 1)])

    def failure(self, value: Value, attempts: int) -> float:
        """log2 of a bound on the probability that a value that is not identically zero is zero here.

        By Schwartz and Zippel for the norm over what was adjoined: its degree over the size of the group of squares,
        times the points that were tried; beside it that two arguments have one value by chance, and that p divides
        all coefficients.
        """
        adjoined = 1
        for degree in self.roots.values():
            adjoined *= degree
        pairs = len(self.asked) ** 2 * (1 + max(self.asked, default=0))
        degree = adjoined * (value.top + value.bottom + 1) + pairs
        bits = adjoined * (value.bits + value.top + value.bottom + 1) ** 2
        return max(log2(degree * attempts) - (self.point.p.bit_length() - 2), log2(bits) - LOG_PRIMES) + 1
