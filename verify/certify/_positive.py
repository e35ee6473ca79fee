"""The proposition that an expression is positive on a box or a half-line, by ball arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from verify.claims import JSON, Domain, Effort, Finding, Proposition, Status, Variable

from ._balls import ball, ball_data, compare, finding, precision, undecided
from ._boxes import TooManyBoxesError, bisect
from ._evaluate import UnsupportedTermError, difference, evaluate
from ._exponential_sums import ExponentialSum
from ._signs import PlaneSign, Sign, SumFunction, TermFunction, Violated

Expr = Any  # SymPy is untyped here: see pyproject
BITS = (64, 128, 256)
"""The working precisions, tried in this order."""
_MIRROR = {"<": ">", "<=": ">=", ">": ">", ">=": ">="}
_NAMES = {"StrictGreaterThan": ">", "GreaterThan": ">=", "StrictLessThan": "<", "LessThan": "<="}


@dataclass(frozen=True)
class Positive(Proposition):
    """`expression relation rhs` for all points of the domain: one real variable (a half-line is allowed) or two.

    `expression` is a SymPy expression, or a SymPy relation that says all three at once. It may hold exp, log,
    erf, sin, cos, gamma and rational powers of the variables, and rational numbers. Half-lines need a sum of
    c x^a e^{E(x)} (E a polynomial). Points where an expression is undefined never count as shown.
    Raises ValueError for another relation, or a domain of none, three or more, or integer variables.

    >>> import sympy as sp
    >>> from verify.claims import Domain, Effort, Real
    >>> r = sp.Symbol("r")
    >>> Positive(1 + r < sp.exp(r), Domain.of(Real("r", gt=0))).settle(Effort()).status
    <Status.CERTIFIED: 'certified'>
    >>> Positive(1 + 2*r < sp.exp(r), Domain.of(Real("r", gt=0))).settle(Effort()).status
    <Status.REFUTED: 'refuted'>
    """

    expression: Expr
    domain: Domain
    relation: str = ">"
    rhs: Expr = 0
    kind: ClassVar[str] = "positive"

    def __post_init__(self) -> None:
        name = type(self.expression).__name__
        if name in _NAMES:
            left, right = self.expression.args
            for field, value in (("expression", left), ("relation", _NAMES[name]), ("rhs", right)):
                object.__setattr__(self, field, value)
        if self.relation not in _MIRROR:
            raise ValueError(f"the relation is {self.relation!r}; give one of <, <=, >, >=")
        if len(self.domain.variables) not in (1, 2) or any(v.integer for v in self.domain):
            raise ValueError(f"the domain is {self.domain.text() or 'empty'}; give one or two real variables")
        if any(v.lower == v.upper is not None and (v.lower_open or v.upper_open) for v in self.domain):
            raise ValueError(f"the domain is {self.domain.text()}, which is empty; give a lower end below the upper")

    def settle(self, effort: Effort) -> Finding:
        """Certified with a list of boxes, refuted with a point, or undecided."""
        data = self.to_data()
        if any(v.lower is None for v in self.domain):
            return undecided("balls on boxes", data, "unsupported: a domain without a lower end", self.domain.text())
        last = undecided("balls on boxes", data, "precision", self.domain.text())
        for bits in BITS:
            try:
                with precision(bits):
                    certificate = _Search(data, self.domain).certificate()
                    method = "balls on boxes, Taylor forms" + (
                        "; far out: the leading term dominates" if "tail" in certificate else "") + (
                        "; exponential and power factors cancelled first" if "factor" in certificate else "")
                    return finding(Status.CERTIFIED, method, data, self.domain.text(), bits=bits,
                                   certificate=certificate)
            except Violated as violation:
                return self._refuted(data, violation.point, bits)
            except UnsupportedTermError as error:
                return undecided("balls on boxes", data, f"unsupported: {error}", self.domain.text())
            except TooManyBoxesError:
                continue
        return last

    def _refuted(self, data: JSON, point: tuple[Fraction, ...], bits: int) -> Finding:
        at = {v.name: x for v, x in zip(self.domain, point, strict=True)}
        while True:
            with precision(bits):
                values = {name: ball(x) for name, x in at.items()}
                left, right = evaluate(data["lhs"], values), evaluate(data["rhs"], values)
                if compare(left, data["relation"], right) is False or self._equal_at(data, at):
                    break
            if bits >= 4096:
                return undecided("balls at an exact point", data, "precision", self.domain.text())
            bits *= 2
        witness = {"point": {name: str(x) for name, x in at.items()},
                   "lhs": ball_data(left), "rhs": ball_data(right), "bits": bits}
        return finding(Status.REFUTED, "balls at an exact point", data, self.domain.text(), bits=bits, witness=witness)

    def _equal_at(self, data: JSON, at: Mapping[str, Fraction]) -> bool:
        """Whether exact arithmetic shows equal sides at a point, which refutes a strict relation."""
        if len(at) != 1 or self.relation not in ("<", ">"):
            return False
        (name, x), = at.items()
        total = ExponentialSum.from_term(difference(data["lhs"], data["rhs"]), name, x, lower_open=False)
        return total is not None and total.vanishes_at(x)

    def text(self) -> str:
        """The relation and where it is claimed, on one line."""
        from verify.exact._printing import text

        return f"{text(self.expression)} {_UNICODE[self.relation]} {text(self.rhs)} for {self.domain.text()}"

    def latex(self) -> str:
        """The relation in LaTeX."""
        from verify.exact._printing import latex

        return f"{latex(self.expression)} {_LATEX[self.relation]} {latex(self.rhs)}"

    def to_data(self) -> dict[str, JSON]:
        """Plain data: both sides as terms, the relation, the domain."""
        from verify.exact._terms import to_data

        return {"kind": self.kind, "lhs": to_data(self.expression), "relation": self.relation,
                "rhs": to_data(self.rhs), "domain": self.domain.to_data()}


_UNICODE = {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_LATEX = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}


class _Search:
    """One attempt at the present precision; `certificate()` returns it or raises."""

    def __init__(self, data: Mapping[str, JSON], domain: Domain) -> None:
        self.variables = domain.variables
        self.strict = data["relation"] in ("<", ">")
        greater = data["relation"] in (">", ">=")
        sides = (data["lhs"], data["rhs"]) if greater else (data["rhs"], data["lhs"])
        self.term = difference(*sides)

    def certificate(self) -> dict[str, JSON]:
        if len(self.variables) == 2:
            return self._plane()
        variable, = self.variables
        lower, upper = _exact(variable.lower), variable.upper
        total = ExponentialSum.from_term(self.term, variable.name, lower, lower_open=variable.lower_open)
        certificate: dict[str, JSON] = {}
        if total is not None and total.terms:
            E, a = _common_factor(total, variable)
            if E or a:
                certificate["factor"] = {"exponent": [str(-e) for e in E], "power": str(-a)}
            total = total.scaled(E, a)
            if total.fractional and not variable.nonnegative:
                raise UnsupportedTermError("a power that is no integer needs a variable >= 0")
        sign = Sign(TermFunction(self.term, variable.name) if total is None else SumFunction(total), self.strict)
        self._at_closed_ends(sign, variable)
        if upper is None:
            if total is None:
                raise UnsupportedTermError("on a half-line the two sides must be sums of c x^a exp(E(x))")
            upper = _tail(total, sign, max(lower, Fraction(1)), variable)
            certificate["tail"] = str(upper)
        if not sign.function.coefficient(ball(lower), 0) > 0:
            lower = self._past_zero(sign, lower, upper, certificate)
        if lower < upper or lower == variable.upper:  # a single point is a box as well
            certificate["boxes"] = [[str(lower), str(upper)]]
            certificate["record"] = bisect(((lower, upper),), sign.shown, depth=200)
        return certificate

    def _at_closed_ends(self, sign: Sign, variable: Variable) -> None:
        for end, is_open in ((variable.lower, variable.lower_open), (variable.upper, variable.upper_open)):
            if end is not None and not is_open and sign.fails(sign.function.coefficient(ball(end), 0)):
                raise Violated((end,))

    def _past_zero(self, sign: Sign, lower: Fraction, upper: Fraction, certificate: dict[str, JSON]) -> Fraction:
        """The end of an interval on which f > 0 because a derivative is, f being zero at its lower end."""
        order = sign.zero_order(lower)
        if not order or lower == upper:
            return lower
        if sign.strict and not self.variables[0].lower_open:
            raise Violated((lower,))
        end = upper
        for _ in range(60):
            if sign.shown_from_zero(lower, end, order):
                certificate["zero"] = {"order": order, "until": str(end)}
                return end
            end = lower + (end - lower) / 2
        if sign.fails(sign.function.coefficient(ball(end), 0)):
            raise Violated((end,))
        return lower

    def _plane(self) -> dict[str, JSON]:
        root = tuple((_exact(v.lower), _exact(v.upper)) for v in self.variables)
        names = (self.variables[0].name, self.variables[1].name)
        record = bisect(root, PlaneSign(self.term, names, self.strict).shown)
        return {"boxes": [[str(lower), str(upper)] for lower, upper in root], "record": record}


def _exact(end: Fraction | None) -> Fraction:
    if end is None:
        raise UnsupportedTermError("two variables need a bounded box")
    return end


def _common_factor(total: ExponentialSum, variable: Variable) -> tuple[tuple[Fraction, ...], Fraction]:
    """Exponent and power of the positive function that the sum is multiplied by: it cancels the leading one."""
    E, _ = total.leading()
    power = -min(a for _, a in total.terms) if variable.positive else Fraction(0)
    return tuple(-e for e in E), power


def _tail(total: ExponentialSum, sign: Sign, start: Fraction, variable: Variable) -> Fraction:
    """A point from which on the leading term dominates."""
    for _ in range(40):
        if total.dominates(start) or (not total.terms and not sign.strict):
            return start
        if variable.contains(start) and sign.fails(sign.function.coefficient(ball(start), 0)):
            raise Violated((start,))
        start *= 2
    raise TooManyBoxesError(((start, start),))
