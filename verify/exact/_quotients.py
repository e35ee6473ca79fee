"""Rational functions over the rationals in several variables, on FLINT's polynomials."""

from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

Mpoly = Any  # flint.fmpq_mpoly


class Quotient:
    """num/den in lowest terms up to a constant; zero exactly when num is zero.

    >>> x, y = QuotientField(2).generators
    >>> bool((x**2 - y**2) / (x - y) - (x + y)), bool(x / y - y / x)
    (False, True)
    """

    __slots__ = ("den", "num")

    def __init__(self, num: Mpoly, den: Mpoly) -> None:
        if not den.is_constant():
            common = num.gcd(den)
            if not common.is_constant():
                num, den = num / common, den / common
        self.num, self.den = num, den

    def __bool__(self) -> bool:
        return not self.num.is_zero()

    def __add__(self, other: "Quotient") -> "Quotient":
        if self.den == other.den:
            return Quotient(self.num + other.num, self.den)
        return Quotient(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: "Quotient") -> "Quotient":
        return self + Quotient(-other.num, other.den)

    def __mul__(self, other: "Quotient") -> "Quotient":
        return Quotient(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: "Quotient") -> "Quotient":
        if not other:
            raise ZeroDivisionError("division by the zero rational function")
        return Quotient(self.num * other.den, self.den * other.num)

    def __pow__(self, power: int) -> "Quotient":
        if power >= 0:
            return Quotient(self.num**power, self.den**power)
        if not self:
            raise ZeroDivisionError("a negative power of the zero rational function")
        return Quotient(self.den**-power, self.num**-power)

    def __repr__(self) -> str:
        return f"({self.num})/({self.den})"


class QuotientField:
    """The field of rational functions in `count` variables."""

    def __init__(self, count: int) -> None:
        self._context = fmpq_mpoly_ctx.get([f"g{i}" for i in range(max(count, 1))], Ordering.lex)
        self._one = self._context.constant(1)
        self.generators = [Quotient(g, self._one) for g in self._context.gens()]

    def __call__(self, numerator: int, denominator: int = 1) -> Quotient:
        """A constant."""
        return Quotient(self._context.constant(fmpq(numerator, denominator)), self._one)

    def reduce_square(self, value: Quotient, sine: int, cosine: int) -> Quotient:
        """The numerator with the square of generator `sine` replaced by 1 - (generator `cosine`)^2.

        ZeroDivisionError when the denominator holds one of the two: it could vanish after the replacement.
        """
        if any(exponents[sine] or exponents[cosine] for exponents in value.den.to_dict()):
            raise ZeroDivisionError("a sine or cosine in a denominator")
        gens = self._context.gens()
        square = self._one - gens[cosine] ** 2
        total = self._one * 0
        for exponents, coefficient in value.num.to_dict().items():
            twice, odd = divmod(exponents[sine], 2)
            rest = list(exponents)
            rest[sine] = odd
            total += self._context.from_dict({tuple(rest): coefficient}) * square**twice
        return Quotient(total, value.den)
