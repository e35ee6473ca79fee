"""Rigorous integrals over intervals and half-lines, and the proposition that one has a given value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from flint import acb, arb, ctx

from verify.claims import JSON, Effort, Finding, Proposition, Status

from ._balls import Ball, ball, ball_data, finding, midpoint, precision, undecided
from ._evaluate import UnsupportedTermError, evaluate

Expr = Any  # SymPy is untyped here: see pyproject
Integrand = Callable[[Any, bool], Any]
"""(x, analytic) to the integrand on the complex ball x; not finite if `analytic` and it is not analytic there."""


def enclose_integral(integrand: Integrand, lower: Ball, upper: Ball) -> Ball:
    """An enclosure of a real integral over a finite interval, at the working precision.

    The radius is what it is: an integral that resists comes back wide or not finite, never wrong. The flag must
    be passed on by functions with branch cuts (`x.sqrt(analytic=flag)`, `log`, `pow`).

    >>> enclose_integral(lambda x, flag: x.sqrt(analytic=flag), arb(1), arb(4)).contains(arb(14) / 3)
    True
    """
    return acb.integral(integrand, acb(lower), acb(upper), eval_limit=200 * ctx.prec).real


def majorant(term: JSON, variable: str, values: Mapping[str, Ball]) -> list[tuple[Ball, Ball, Ball]]:
    """Triples (c, a, m): |term| <= the sum of c x^a e^{-m x} for all x >= 1, the other names having values.

    sin, cos, erf are bounded by 1, |log x| by x; a denominator must be a sum of positive terms, of which the
    fastest is kept. Raises UnsupportedTermError for anything else, for growth e^{x^2} and the like.
    """
    if not mentions(term, variable):
        return [(abs(evaluate(term, values)), arb(0), arb(0))]
    if isinstance(term, dict):
        return [(arb(1), arb(1), arb(0))]
    head, *args = term
    if head == "+":
        return [triple for arg in args for triple in majorant(arg, variable, values)]
    if head == "*":
        total = [(arb(1), arb(0), arb(0))]
        for arg in args:
            part = majorant(arg, variable, values)
            total = [(c * e, a + b, m + k) for c, a, m in total for e, b, k in part]
        return total
    if head in ("sin", "cos", "erf"):
        return [(arb(1), arb(0), arb(0))]
    if head == "log" and args[0] == {"var": variable}:
        return [(arb(1), arb(1), arb(0))]
    if head == "exp":
        return [(c, arb(0), m) for c, m in [_exponent(args[0], variable, values)]]
    if head == "^" and isinstance(args[1], str):
        power = Fraction(args[1])
        inner = majorant(args[0], variable, values)
        if power > 0 and power.denominator == 1:
            return majorant(["*", *[args[0]] * int(power)], variable, values)
        if len(inner) == 1 and args[0] == {"var": variable}:
            return [(arb(1), ball(power), arb(0))]
        if power < 0 and _positive(args[0], variable, values):
            c, a, m = max(inner, key=lambda term: (-midpoint(term[2]), midpoint(term[1])))
            return [(c ** ball(power), a * ball(power), m * ball(power))]
    raise UnsupportedTermError(f"no bound at infinity is known for {head!r} of such an argument")


def mentions(term: JSON, variable: str) -> bool:
    """Whether the variable occurs in the term."""
    if isinstance(term, dict):
        return bool(term["var"] == variable)
    return isinstance(term, list) and any(mentions(arg, variable) for arg in term[1:])


def _positive(term: JSON, variable: str, values: Mapping[str, Ball]) -> bool:
    """Whether a term is, for x >= 1, its own majorant: sums and products of positive constants and powers of x."""
    if not mentions(term, variable):
        return bool(evaluate(term, values) > 0)
    if isinstance(term, dict):
        return True
    head, *args = term
    if head in ("+", "*"):
        return all(_positive(arg, variable, values) for arg in args)
    return head == "^" and args[0] == {"var": variable} and isinstance(args[1], str)


def _exponent(term: JSON, variable: str, values: Mapping[str, Ball]) -> tuple[Ball, Ball]:
    """(c, m) with e^term <= c e^{-m x} for x >= 1: terms linear in x, and negative multiples of higher powers."""
    constant, rate = arb(0), arb(0)
    for part in term[1:] if isinstance(term, list) and term[0] == "+" else [term]:
        if not mentions(part, variable):
            constant += evaluate(part, values)
            continue
        slope = evaluate(part, {**values, variable: arb(1)})
        degree = _degree(part, variable)
        if degree is None or (degree != 1 and not (degree > 1 and slope < 0)):
            raise UnsupportedTermError("an exponent is no polynomial with negative leading terms")
        rate -= slope  # slope x^degree <= slope x for x >= 1, as slope < 0
    return constant.exp(), rate


def _degree(term: JSON, variable: str) -> Fraction | None:
    """The power of x in a monomial of x."""
    if not mentions(term, variable):
        return Fraction(0)
    if isinstance(term, dict):
        return Fraction(1)
    head, *args = term
    if head == "*":
        degrees = [_degree(arg, variable) for arg in args]
        return None if None in degrees else sum((d for d in degrees if d is not None), Fraction(0))
    if head == "^" and args[0] == {"var": variable} and isinstance(args[1], str):
        return Fraction(args[1])
    return None


def tail_bound(triples: list[tuple[Ball, Ball, Ball]], start: Ball) -> Ball:
    """A bound for the integral of the sum of c x^a e^{-m x} over [start, oo), start >= 1.

    For m > 0: x^a e^{-m x/2} does not grow from 2a/m on, so the integral is at most 2/m times the integrand at
    start; for m = 0 and a < -1 it is c start^{a+1}/(-a-1). Not finite where neither applies.
    """
    total = arb(0)
    for c, a, m in triples:
        if m > 0 and start * m >= 2 * a:
            total += c * (a * start.log() - m * start).exp() * 2 / m
        elif m.is_zero() and a < -1:
            total += c * ((a + 1) * start.log()).exp() / (-a - 1)
        else:
            return arb.nan()
    return total


def enclosures_at(data: Mapping[str, JSON], point: Mapping[str, str], bits: int) -> tuple[Ball, Ball]:
    """Enclosures of both sides of an integral formula at a point, with `bits` of precision."""
    with precision(bits):
        values = {name: ball(Fraction(x)) for name, x in point.items()}
        complex_values = {name: acb(x) for name, x in values.items()}
        variable, term = data["variable"], data["integrand"]

        def integrand(x: Any, analytic: bool) -> Any:
            value = acb(evaluate(term, {**complex_values, variable: x}, analytic=analytic))
            # the root of -1 is no real number, so that its real part 0 is not its value
            return value if analytic or value.imag.contains(0) else acb("nan")

        lower = evaluate(data["lower"], values)
        right = evaluate(data["value"], values)
        if data["upper"] is not None:
            return enclose_integral(integrand, lower, evaluate(data["upper"], values)), right
        triples = majorant(term, variable, values)
        start = arb(1).union(lower).upper().ceil() + 1
        goal = arb((1, -bits))
        for _ in range(64):
            if tail_bound(triples, start) < goal:
                break
            start *= 2
        beyond = tail_bound(triples, start)
        if not beyond.is_finite():
            return beyond, right
        total = arb(0)
        left, right_end = lower, arb(1).union(lower).upper().ceil() + 1
        while left < start:  # pieces that double in length, as the integrand changes ever more slowly
            right_end = right_end if right_end < start else start
            total += enclose_integral(integrand, left, right_end)
            left, right_end = right_end, right_end * 2
        return total + beyond.union(-beyond), right


@dataclass(frozen=True)
class IntegralEquals(Proposition):
    """The integral of `integrand` over `variable` from `lower` to `upper` (None: infinity) is `value`.

    Checked at each exact point of `points` (values of the other variables) to `digits` digits. All but the
    points are SymPy expressions. Certified at those points only; refuted where the two balls are apart.

    >>> import sympy as sp
    >>> from verify.claims import Effort
    >>> x, b = sp.symbols("x b")
    >>> IntegralEquals(sp.exp(-b*x)*sp.sin(x), x, 0, None, 1/(1 + b**2), points=({"b": Fraction(1, 2)},)
    ...     ).settle(Effort()).status
    <Status.CERTIFIED: 'certified'>
    """

    integrand: Expr
    variable: Expr
    lower: Expr
    upper: Expr | None
    value: Expr
    points: tuple[Mapping[str, Fraction], ...] = ({},)
    digits: int = 30
    kind: ClassVar[str] = "integral"

    @staticmethod
    def agree(left: Ball, right: Ball, digits: int) -> bool:
        """Whether two balls meet and both are narrower than a unit of the last of `digits` digits."""
        if not (left.is_finite() and right.is_finite() and left.overlaps(right)):
            return False
        scale = right.abs_upper() * ball(Fraction(1, 10**digits))
        return bool(left.rad() <= scale and right.rad() <= scale) or bool(
            right.is_zero() and left.rad() < ball(Fraction(1, 10**digits)))

    def settle(self, effort: Effort) -> Finding:
        """Certified at the points, refuted with two balls that are apart, or undecided."""
        data, method = self.to_data(), "enclosed integral against the closed form"
        where = "at " + "; ".join(", ".join(f"{n} = {x}" for n, x in p.items()) or "no parameters" for p in self.points)
        used = []
        ctx.cleanup()  # FLINT keeps nodes of quadrature, and with those of an earlier claim other last digits come out
        for point in data["points"]:
            bits = self.digits * 10 // 3 + 64
            while True:
                try:
                    left, right = enclosures_at(data, point, bits)
                except UnsupportedTermError as error:
                    return undecided(method, data, f"unsupported: {error}", where)
                if not left.overlaps(right):
                    witness = {"point": dict(point), "bits": bits,
                               "integral": ball_data(left), "value": ball_data(right)}
                    return finding(Status.REFUTED, method, data, where, bits=bits, witness=witness)
                if self.agree(left, right, self.digits):
                    used.append(bits)
                    break
                bits *= 2
                if not left.is_finite() or bits > 8 * (self.digits + 20):
                    return undecided(method, data, "precision", where)
        return finding(Status.CERTIFIED, f"{method}, to {self.digits} digits", data, where, bits=max(used),
                       certificate={"bits_at": used})

    def text(self) -> str:
        """The formula on one line."""
        from verify.exact._printing import text

        upper = "∞" if self.upper is None else text(self.upper)
        return f"∫[{text(self.lower)}, {upper}] {text(self.integrand)} d{self.variable} = {text(self.value)}"

    def latex(self) -> str:
        """The formula in LaTeX."""
        from verify.exact._printing import latex

        upper = r"\infty" if self.upper is None else latex(self.upper)
        return (rf"\int_{{{latex(self.lower)}}}^{{{upper}}} {latex(self.integrand)}\,d{latex(self.variable)}"
                rf" = {latex(self.value)}")

    def to_data(self) -> dict[str, JSON]:
        """Plain data: the terms, the points, the digits."""
        from verify.exact._terms import to_data

        return {"kind": self.kind, "integrand": to_data(self.integrand), "variable": self.variable.name,
                "lower": to_data(self.lower), "upper": None if self.upper is None else to_data(self.upper),
                "value": to_data(self.value), "digits": self.digits,
                "points": [{name: str(x) for name, x in point.items()} for point in self.points]}
