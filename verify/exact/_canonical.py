"""Canonical forms: an expression is zero when every group of its terms is zero in a field.

The stated rule. An expression becomes a sum of (kernel) x (rational function). A kernel is a product of

- exp(A), A a polynomial in the symbols; products add their exponents;
- b^E, b a prime number, pi, a symbol or an irreducible polynomial that is positive on the domain, E a polynomial
  whose constant term is reduced to [0, 1), the whole part going to the rational function;
- gamma(X), X a polynomial whose constant term is reduced to (0, 1], the shift going to the rational function.

Undetermined functions, their derivatives, logarithms, sines, cosines and error functions of an argument are
symbols of the field; sin^2 is replaced by 1 - cos^2. All groups zero is sufficient for the identity, whatever
relations hold between the kernels; not all zero proves nothing, so a refutation takes a witness.
"""

from typing import Any

import sympy as sp

from verify.claims import Domain

from ._quotients import Quotient, QuotientField
from ._terms import as_gammas, carried_out

Expr = Any
Kernel = tuple[tuple[str, Expr, Expr], ...]
"""Sorted (kind, base, exponent); kind is "exp", "pow" or "gamma"."""
Form = dict[Kernel, Quotient]

_SHIFT_LIMIT = 400
_MOST_POWER = 10_000
_MOST_FACTOR = 1 << 16
_OPAQUE = (sp.log, sp.sin, sp.cos, sp.erf)


class UnsupportedFormError(ValueError):
    """The expression is outside the stated rule."""


def canonical_form(expr: Expr, domain: Domain) -> Form:
    """The groups of `expr` that are not zero, kernel by kernel; {} when it is identically zero.

    Raises UnsupportedFormError for what the rule does not cover, such as a symbolic power of a base that is not
    known to be positive.

    >>> r, d = sp.symbols("r d")
    >>> from verify.claims import Domain, Integer, Real
    >>> canonical_form(r**(3 - d) - r * r**(2 - d), Domain.of(Real("r", gt=0), Integer("d", ge=3)))
    {}
    """
    return groups(carried_out(expr), domain)


def groups(expr: Expr, domain: Domain) -> Form:
    """As `canonical_form`, for an expression whose derivatives have been carried out."""
    try:
        return _Converter(expr, domain).run()
    except ZeroDivisionError as error:
        raise UnsupportedFormError(str(error)) from error


class _Converter:
    def __init__(self, expr: Expr, domain: Domain) -> None:
        self.expr, self.domain = expr, domain
        names: dict[Expr, str] = {}
        self._collect(expr, names)
        symbols = sorted(names, key=sp.default_sort_key)
        self.field = QuotientField(len(symbols))
        self.place = {symbol: place for place, symbol in enumerate(symbols)}
        self.generator = dict(zip(symbols, self.field.generators, strict=False))

    def _collect(self, expr: Expr, names: dict[Expr, str]) -> None:
        if expr.is_Symbol or expr is sp.pi or self._opaque(expr):
            names[expr] = ""
            if isinstance(expr, sp.sin):
                names[sp.cos(expr.args[0])] = ""
            return
        for arg in expr.args:
            self._collect(arg, names)

    @staticmethod
    def _opaque(expr: Expr) -> bool:
        return isinstance(expr, (*_OPAQUE, sp.Derivative, sp.core.function.AppliedUndef))

    def run(self) -> Form:
        form = self.convert(self.expr)
        reduced = {kernel: self._reduce_sines(value) for kernel, value in form.items()}
        return {kernel: value for kernel, value in reduced.items() if value}

    # each converter returns a Form; products and sums are formed on Forms

    def convert(self, expr: Expr) -> Form:
        if expr.is_Rational:
            return {(): self.field(int(expr.p), int(expr.q))}
        if expr in self.generator:
            return {(): self.generator[expr]}
        if expr.is_Add:
            total: Form = {}
            for arg in expr.args:
                for kernel, value in self.convert(arg).items():
                    total[kernel] = total.get(kernel, self.field(0)) + value
            return {k: v for k, v in total.items() if v}
        if expr.is_Mul:
            product: Form = {(): self.field(1)}
            for arg in expr.args:
                product = self._times(product, self.convert(arg))
            return product
        if isinstance(expr, sp.exp) or expr is sp.E:
            argument = expr.args[0] if expr.args else sp.Integer(1)
            return {(("exp", sp.E, self._polynomial(argument)),): self.field(1)} if argument != 0 else {
                (): self.field(1)}
        if isinstance(expr, sp.gamma):
            return self._gamma(expr.args[0], 1)
        if expr.is_Pow:
            return self._pow(expr.base, expr.exp)
        rewritten = as_gammas(expr)
        if rewritten is not None:
            if isinstance(expr, sp.binomial):  # from -1 down its value depends on the way there
                self._require_positive(expr.args[0] + 1)
            return self.convert(rewritten)
        raise UnsupportedFormError(f"no canonical form for {type(expr).__name__} in {expr}")

    def _times(self, left: Form, right: Form) -> Form:
        total: Form = {}
        for k1, v1 in left.items():
            for k2, v2 in right.items():
                kernel, factor = self._merge(k1, k2)
                total[kernel] = total.get(kernel, self.field(0)) + v1 * v2 * factor
        return {k: v for k, v in total.items() if v}

    def _merge(self, left: Kernel, right: Kernel = ()) -> tuple[Kernel, Quotient]:
        exponents: dict[tuple[str, Expr], Expr] = {}
        for kind, base, exponent in (*left, *right):
            exponents[kind, base] = sp.expand(exponents.get((kind, base), 0) + exponent)
        factor, kept = self.field(1), []
        for (kind, base), exponent in exponents.items():
            if kind == "pow":
                exponent, extra = self._split(base, exponent)
                factor *= extra
            if exponent != 0:
                kept.append((kind, base, exponent))
        kept.sort(key=lambda entry: sp.default_sort_key(sp.Tuple(sp.Symbol(entry[0]), *entry[1:])))
        return tuple(kept), factor

    def _split(self, base: Expr, exponent: Expr) -> tuple[Expr, Quotient]:
        """Move the whole part of an exponent into the field (for base -1: drop its even part too)."""
        constant = exponent.as_coeff_Add()[0]
        if base == -1:
            terms = [(c % 2) * t for t, c in (exponent - constant).as_coefficients_dict().items()]
            return sp.Add(*terms), self.field(-1 if constant % 2 else 1)
        whole = int(sp.floor(constant))
        value = self._single(self.convert(base))
        return exponent - whole, value ** whole if whole else self.field(1)

    def _single(self, form: Form) -> Quotient:
        if set(form) - {()}:
            raise UnsupportedFormError("a base of a power has kernels of its own")
        return form.get((), self.field(0))

    def _pow(self, base: Expr, exponent: Expr) -> Form:
        if exponent.is_Integer:
            return self._integer_power(self.convert(base), int(exponent))
        exponent = self._polynomial(exponent)
        if isinstance(base, sp.exp):
            return self.convert(sp.exp(sp.expand(base.args[0] * exponent)))
        if base.is_Mul:
            product: Form = {(): self.field(1)}
            for arg in base.args:
                product = self._times(product, self._pow(arg, exponent))
            return product
        if base.is_Pow:
            self._require_positive(base.base)
            return self._pow(base.base, sp.expand(base.exp * exponent))
        if base.is_Rational:
            return self._rational_power(base, exponent)
        if base.is_Add:
            try:
                content, factors = sp.factor_list(base)
            except sp.PolynomialError as error:
                raise UnsupportedFormError(f"a power of {base}, which is no polynomial") from error
            if len(factors) != 1 or factors[0][1] != 1 or content != 1:
                return self._pow(sp.Mul(content, *(sp.Pow(f, k, evaluate=False) for f, k in factors), evaluate=False),
                                 exponent)
            base = factors[0][0]
        self._require_positive(base)
        return self._power_kernel(base, exponent)

    def _power_kernel(self, base: Expr, exponent: Expr) -> Form:
        kept, factor = self._split(base, exponent)
        return {(("pow", base, kept),) if kept != 0 else (): factor}

    def _rational_power(self, base: Expr, exponent: Expr) -> Form:
        if base == 0:
            raise UnsupportedFormError("a power of zero whose exponent may vanish")
        product: Form = {(): self.field(1)}
        if base < 0:
            if not self._integer_valued(exponent):
                raise UnsupportedFormError(f"a power of {base} whose exponent {exponent} is not an integer")
            product = self._power_kernel(sp.Integer(-1), exponent)
        for number, sign in ((abs(base.p), 1), (base.q, -1)):
            # what is left of a large number may be no prime: nothing wrong is shown by it, only less
            for prime, count in sp.factorint(number, limit=_MOST_FACTOR, use_rho=False, use_pm1=False).items():
                kernel = self._power_kernel(sp.Integer(prime), sp.expand(sign * count * exponent))
                product = self._times(product, kernel)
        return product

    def _integer_valued(self, exponent: Expr) -> bool:
        if exponent.has(sp.Function) or not all(a.is_Integer or a.is_Symbol for a in exponent.atoms()):
            return False  # pi, the root of 2, cos 2: their coefficients are whole numbers, they are not
        return all(c.is_Integer for c in exponent.as_coefficients_dict().values()) and all(
            s.name in self.domain and self.domain[s.name].integer for s in exponent.free_symbols)

    def _integer_power(self, form: Form, power: int) -> Form:
        if power < 0:
            if len(form) != 1:
                raise UnsupportedFormError("division by zero, or by a sum of different kernels")
            (kernel, value), = form.items()
            inverse = tuple((kind, base, -exponent) for kind, base, exponent in kernel)
            merged, factor = self._merge(inverse)
            return self._integer_power({merged: factor / value}, -power)
        if power > _MOST_POWER:
            raise UnsupportedFormError(f"a power with the exponent {power}")
        result: Form = {(): self.field(1)}
        for _ in range(power):
            result = self._times(result, form)
        return result

    def _gamma(self, argument: Expr, power: int) -> Form:
        argument = self._polynomial(argument)
        constant = argument.as_coeff_Add()[0]
        if not constant.is_Rational:
            raise UnsupportedFormError(f"gamma of {argument}")
        shift = int(sp.ceiling(constant)) - 1
        if abs(shift) > _SHIFT_LIMIT:
            raise UnsupportedFormError(f"gamma of an argument shifted by {shift}")
        base = argument - shift
        factor = self.field(1)
        for j in range(abs(shift)):
            step = base + j if shift > 0 else base - 1 - j
            factor = factor * self._single(self.convert(step)) ** (1 if shift > 0 else -1)
        if base == 1:
            return {(): factor}
        if base == sp.Rational(1, 2) and sp.pi in self.generator:
            return self._times({(): factor}, self._power_kernel(sp.pi, sp.Rational(1, 2)))
        return {(("gamma", base, sp.Integer(power)),): factor}

    def _polynomial(self, expr: Expr) -> Expr:
        expanded = sp.expand(expr)
        if not expanded.is_polynomial(*expanded.free_symbols):
            raise UnsupportedFormError(f"an exponent or gamma argument that is no polynomial: {expr}")
        return expanded

    def _require_positive(self, base: Expr) -> None:
        if not is_positive(base, self.domain):
            raise UnsupportedFormError(f"a symbolic power of {base}, which is not known to be positive")

    def _reduce_sines(self, value: Quotient) -> Quotient:
        for atom, place in self.place.items():
            if isinstance(atom, sp.sin):
                value = self.field.reduce_square(value, place, self.place[sp.cos(atom.args[0])])
        return value


def is_positive(base: Expr, domain: Domain) -> bool:
    """Whether a polynomial is positive on the domain, seen from its coefficients after shifting to the lower ends.

    False means only that it was not seen.

    >>> from verify.claims import Domain, Real
    >>> is_positive(sp.Symbol("x") - 1, Domain.of(Real("x", ge=3)))
    True
    >>> is_positive(sp.log(sp.Symbol("x")), Domain.of(Real("x", gt=0)))
    False
    """
    shifted, strict = base, set()
    for symbol in base.free_symbols:
        if symbol.name not in domain or domain[symbol.name].lower is None:
            return False
        variable = domain[symbol.name]
        lower = variable.lower
        assert lower is not None
        shifted = shifted.subs(symbol, symbol + sp.Rational(lower.numerator, lower.denominator))
        if variable.lower_open:
            strict.add(symbol)
    terms = sp.expand(shifted).as_coefficients_dict()
    return all(c >= 0 and all(map(_not_negative, sp.Mul.make_args(term))) for term, c in terms.items()) and any(
        c > 0 and term.free_symbols <= strict for term, c in terms.items())


def _not_negative(factor: Expr) -> bool:
    """Whether a factor is >= 0 where all symbols are: log x, f(x), or 1/(1 - sqrt 2) with its coefficient 1 is not."""
    base, exponent = factor.as_base_exp()
    if base.is_Symbol:
        return bool(exponent.is_Integer and exponent > 0)
    return bool(exponent.is_Rational and (base is sp.pi or (base.is_Rational and base > 0)))
