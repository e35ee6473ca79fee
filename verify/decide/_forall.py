"""Statements "for all reals (or integers) with these assumptions": proved by coefficients or by Z3, or refuted."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from typing import Any

import sympy as sp

from verify.claims import JSON, Domain, Effort, Evidence, Finding, Number, Proposition, Status, exact
from verify.exact import (
    UndefinedTermError,
    ball,
    compare,
    evaluate,
    is_positive,
    latex,
    precision,
    shown,
    text,
    to_data,
)
from verify.exact._quotients import Quotient, QuotientField

from . import _z3

Expr = Any
Point = Mapping[str, Number]
Balls = Mapping[str, Any]
_BITS = 256


@dataclass(frozen=True)
class ForAll(Proposition):
    """For all points of the domain that satisfy `assume`: `conclude`.

    Relations are polynomial or rational, joined by And, Or and Not. `named` gives the source of each assumption
    (a claim, a trusted fact, a hypothesis), for the reader; order and length as in `assume`.

    >>> x = sp.Symbol("x")
    >>> from verify.claims import Real
    >>> ForAll((), sp.Ge(x**2 + 1, 2*x), Domain.of(Real("x"))).settle(Effort()).status
    <Status.PROVED: 'proved'>
    >>> ForAll((), sp.Ge(x**2, 2*x), Domain.of(Real("x"))).settle(Effort()).evidence.witness["at"]
    {'x': '1/2'}
    """

    kind = "for-all"
    assume: tuple[Expr, ...]
    conclude: Expr
    domain: Domain
    named: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.named and len(self.named) != len(self.assume):
            raise ValueError(f"{len(self.assume)} assumptions but {len(self.named)} names for them")
        free = set().union(*(sp.sympify(e, strict=True).free_symbols for e in (*self.assume, self.conclude)))
        missing = sorted(s.name for s in free if s.name not in self.domain)
        if missing:
            raise ValueError(f"{', '.join(missing)} not in the domain ({self.domain.text()}); add the range")

    @cached_property
    def _terms(self) -> tuple[list[JSON], JSON]:
        return [to_data(a) for a in self.assume], to_data(self.conclude)

    def settle(self, effort: Effort) -> Finding:
        """Proved by nonnegative coefficients or by Z3's "unsat"; refuted by a model substituted back exactly."""
        evidence: dict[str, Any] = {"domain": self.domain.text(), "proposition": self.to_data()}
        certificate = nonnegative_coefficients(self.conclude, self.domain)
        if certificate is not None and satisfied_by_a_sample(self._terms[0], self.domain):
            return Finding(Status.PROVED, Evidence(method="coefficients of one sign after the shift to the lower ends",
                                                   engine=f"sympy {sp.__version__}", certificate=certificate,
                                                   **evidence))
        evidence["engine"] = _z3.version()
        try:
            return self._by_z3(evidence)
        except _z3.UnsupportedInZ3Error as error:
            return Finding(Status.UNDECIDED, Evidence(method="Z3 on the negation", **evidence), f"unsupported: {error}")

    def _by_z3(self, evidence: dict[str, Any]) -> Finding:
        reason = "no model could be confirmed by substitution"
        # Integers are relaxed to reals first: a proof for reals is one for integers, a model must be integral.
        for integral in (False, True) if any(v.integer for v in self.domain) else (False,):
            names, assumed, conclusion, denominators = _translated(*self._terms, self.domain, integral)
            if denominators and _z3.decide([*assumed, _z3.some_zero(denominators)], integral=integral)[0] != "unsat":
                reason = "a denominator may vanish on the domain"
                continue
            answer, model = _z3.decide([*assumed, _z3.negation(conclusion)], integral=integral)
            if answer == "unsat":
                if not satisfied_by_a_sample(self._terms[0], self.domain) and vacuous(self._terms[0], self.domain):
                    return Finding(Status.UNDECIDED, Evidence(method="Z3 on the assumptions", **evidence), "vacuous")
                kind = "integers" if integral else "reals"
                return Finding(Status.PROVED, Evidence(method=f"Z3 on the negation: unsatisfiable over the {kind}",
                                                       **evidence))
            if answer == "sat":
                method, witness = "Z3 on the negation; a sample point, substituted exactly", self._sample_witness()
                if witness is None:
                    method, witness = "Z3's model, substituted back exactly", self._confirm(model, names)
                if witness is not None:
                    return Finding(Status.REFUTED, Evidence(method=method, witness=witness, **evidence))
            else:
                reason = f"Z3 answered unknown: {model}"
        return Finding(Status.UNDECIDED, Evidence(method="Z3 on the negation", **evidence), reason)

    def _sample_witness(self) -> Mapping[str, JSON] | None:
        """A simple point against the claim, if one is among the samples.

        Z3's own model depends on what it was asked before, a sample does not: the same run finds the same witness.
        """
        return next(filter(None, (self._witness_at(*sample) for sample in _points(self.domain, 80))), None)

    def _witness_at(self, candidate: Point, balls: Balls | None = None) -> Mapping[str, JSON] | None:
        """The witness that a rational point is, if it is one."""
        if not violated(self._terms[0], self._terms[1], self.domain, candidate, balls):
            return None
        point = {name: str(value) for name, value in candidate.items()}
        return {"at": point, **_sides(self._terms[1], point)}

    def _confirm(self, model: Callable[[], Any], names: Mapping[str, Any]) -> Mapping[str, JSON] | None:
        found = model()
        values = {v.name: _z3.model_value(found, v, names[v.name]) for v in self.domain}
        rounded = {name: exact if exact is not None else _middle(data) for name, (exact, data) in values.items()}
        for candidate in (rounded, {n: x.limit_denominator(10**6) for n, x in rounded.items()}):
            if (witness := self._witness_at(candidate)) is not None:
                return witness
        point = {name: data for name, (_, data) in values.items()}
        if algebraic_violation(self.assume, self.conclude, self.domain.to_data(), point):
            return {"at": point}
        return None

    def text(self) -> str:
        """Assumptions and conclusion."""
        given = ", ".join(text(a) for a in self.assume)
        return f"{given}  ⟹  {text(self.conclude)}" if given else text(self.conclude)

    def latex(self) -> str:
        """Assumptions and conclusion."""
        given = ",\\ ".join(latex(a) for a in self.assume)
        return rf"{given} \implies {latex(self.conclude)}" if given else latex(self.conclude)

    def to_data(self) -> dict[str, JSON]:
        """Assumptions, conclusion, domain and the sources of the assumptions."""
        data: dict[str, JSON] = {"kind": self.kind, "assume": self._terms[0], "conclude": self._terms[1],
                                 "domain": self.domain.to_data()}
        return data | ({"named": list(self.named)} if self.named else {})


def satisfied_by_a_sample(assume: list[JSON], domain: Domain) -> bool:
    """Whether one of a few points of the domain satisfies the assumptions, so that they are not vacuous."""
    if not assume:
        return next(domain.samples(1), None) is not None
    return any(violated(assume, ["false"], domain, *sample) for sample in _points(domain, 40))


def _points(domain: Domain, limit: int) -> Iterator[tuple[Point, Balls]]:
    """At most `limit` (80) points of the domain with their balls; mostly one of the first few is what is sought."""
    yield from _samples(domain, 4)
    yield from _samples(domain, 80)[4:limit]


@lru_cache(maxsize=512)  # the parts of a claim and its controls have few domains
def _samples(domain: Domain, limit: int) -> list[tuple[Point, Balls]]:
    """Points of the domain, with their balls of `_BITS` bits."""
    with precision(_BITS):
        return [(point, {name: ball(value) for name, value in point.items()}) for point in domain.samples(limit)]


def violated(assume: list[JSON], conclude: JSON, domain: Domain, point: Point, balls: Balls | None = None) -> bool:
    """Whether an exact rational point lies in the domain, satisfies the assumptions, and not the conclusion.

    `balls` are given for a point that is known to be in the domain.
    """
    if balls is None and not domain.contains(point):
        return False
    with precision(_BITS):
        if balls is None:
            balls = {name: ball(value) for name, value in point.items()}
        try:
            return all(holds(a, balls, point) for a in assume) and holds(conclude, balls, point) is False
        except (UndefinedTermError, _z3.UnsupportedInZ3Error):  # no value, or none that can be compared
            return False


def holds(relation: JSON, balls: Mapping[str, Any], point: Mapping[str, Number]) -> bool | None:
    """Whether a relation holds at a rational point: by balls, and exactly where they touch."""
    head, *args = relation
    if head in ("true", "false"):
        return bool(head == "true")
    if head in ("and", "or", "not"):
        parts = [holds(arg, balls, point) for arg in args]
        if head == "not":
            return None if parts[0] is None else not parts[0]
        decisive = head == "or"
        return decisive if decisive in parts else (None if None in parts else not decisive)
    answer = compare(relation, balls)
    if answer is None and head in ("=", "!=", "<", "<=", ">", ">="):
        difference = rational_value(args[0], point) - rational_value(args[1], point)
        return {"=": difference == 0, "!=": difference != 0, "<": difference < 0, "<=": difference <= 0,
                ">": difference > 0, ">=": difference >= 0}[head]
    return answer


def rational_value(term: JSON, point: Mapping[str, Number]) -> Fraction:
    """The exact value of a rational term."""
    if isinstance(term, str):
        return exact(term)
    if isinstance(term, Mapping):
        return Fraction(point[term["var"]])
    head, *args = term
    values = [rational_value(arg, point) for arg in args]
    if head == "+":
        return sum(values, Fraction(0))
    if head == "*":
        product = Fraction(1)
        for value in values:
            product *= value
        return product
    if head == "abs":
        return abs(values[0])
    if head == "^" and values[1].denominator == 1 and abs(values[1]) <= _z3.MOST_POWER:
        return values[0] ** int(values[1])
    raise _z3.UnsupportedInZ3Error(f"{head} has no rational value")


def _middle(data: JSON) -> Fraction:
    low, high = map(Fraction, data["between"])
    return (low + high) / 2


def _sides(conclude: JSON, point: Mapping[str, str]) -> Mapping[str, JSON]:
    if conclude[0] not in ("<", "<=", ">", ">=", "=", "!="):
        return {}
    with precision(_BITS):
        balls = {name: ball(value) for name, value in point.items()}
        return {"lhs": shown(evaluate(conclude[1], balls)), "rhs": shown(evaluate(conclude[2], balls))}


def vacuous(assume: list[JSON], domain: Domain) -> bool:
    """Whether Z3 finds that no point of the domain, its integers being integers, satisfies the assumptions."""
    integral = any(v.integer for v in domain)
    _, assumed, _, _ = _translated(assume, ["true"], domain, integral)
    return _z3.decide(assumed, integral=integral)[0] == "unsat"


def _translated(assume: list[JSON], conclude: JSON, domain: Domain,
                integral: bool) -> tuple[dict[str, Any], list[Any], Any, list[Any]]:
    """In Z3: the variables, the assumptions with the ranges, the conclusion, and the denominators that they hold."""
    names = _z3.variables(domain, integral=integral)
    denominators: list[Any] = []
    assumed = [_z3.translate(a, names, denominators) for a in assume]
    conclusion = _z3.translate(conclude, names, denominators)
    return names, [*assumed, *_z3.bounds(domain, names, integral=integral)], conclusion, denominators


def decided_again(claim: Mapping[str, JSON]) -> bool:
    """Whether Z3, asked anew about the plain data of a `ForAll`, finds the negation unsatisfiable.

    Never for assumptions that nothing satisfies.
    """
    domain = Domain.from_data(claim["domain"])
    if not satisfied_by_a_sample(claim["assume"], domain) and vacuous(claim["assume"], domain):
        return False
    for integral in (False, True) if any(v.integer for v in domain) else (False,):
        _, assumed, conclusion, denominators = _translated(claim["assume"], claim["conclude"], domain, integral)
        goals = [_z3.negation(conclusion), *([_z3.some_zero(denominators)] if denominators else [])]
        if all(_z3.decide([*assumed, goal], integral=integral)[0] == "unsat" for goal in goals):
            return True
    return False


def algebraic_violation(assume: tuple[Expr, ...], conclude: Expr, domain: JSON, point: Mapping[str, JSON]) -> bool:
    """Whether a point with algebraic coordinates satisfies assumptions and ranges, and not the conclusion; exact.

    `domain` is plain data. Differences are reduced to minimal polynomials, so equality is settled too.
    """
    values = {sp.Symbol(name): algebraic_number(data) for name, data in point.items()}
    ranges = []
    for v in domain:
        x = sp.Symbol(v["name"])
        if v["integer"] and not (values[x].is_Integer and values[x] % v["residue"][1] == v["residue"][0]):
            return False
        if v["lower"] is not None:
            ranges.append((sp.Gt if v["lower_open"] else sp.Ge)(x, sp.Rational(exact(v["lower"])), evaluate=False))
        if v["upper"] is not None:
            ranges.append((sp.Lt if v["upper_open"] else sp.Le)(x, sp.Rational(exact(v["upper"])), evaluate=False))
    return all(_truth(a, values) for a in (*assume, *ranges)) and not _truth(conclude, values)


def algebraic_number(data: JSON) -> Expr:
    """The SymPy number of a model's value: a rational, or the root of a polynomial in an interval."""
    if isinstance(data, str):
        return sp.Rational(exact(data))
    x = sp.Symbol("x")
    polynomial = sp.Poly([sp.Rational(exact(c)) for c in reversed(data["root_of"])], x)
    low, high = (sp.Rational(exact(end)) for end in data["between"])
    (root,) = [r for r in polynomial.real_roots(multiple=False) if low <= r[0] and r[0] <= high]
    return root[0]


def _truth(relation: Expr, values: Mapping[Expr, Expr]) -> bool:
    if isinstance(relation, (sp.And, sp.Or)):
        parts = [_truth(arg, values) for arg in relation.args]
        return all(parts) if isinstance(relation, sp.And) else any(parts)
    if isinstance(relation, sp.Not):
        return not _truth(relation.args[0], values)
    if relation in (sp.true, sp.false):
        return bool(relation)
    x = sp.Symbol("x")
    difference = (relation.lhs - relation.rhs).subs(values)
    sign = 0 if sp.minimal_polynomial(difference, x) == x else sp.sign(difference.evalf(60))
    return bool({"==": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0,
                 ">=": sign >= 0}[relation.rel_op])


def _divisions(relation: Expr) -> list[Expr]:
    return [p for p in relation.atoms(sp.Pow) if p.exp.is_Rational and p.exp.is_negative]


def _rational(polynomial: Expr) -> bool:
    """Whether the constants are rational: cos 2 or f(0) would pass for a monomial with the coefficient 1."""
    return all(a.is_Rational or a.is_Symbol for a in polynomial.atoms()) and not polynomial.has(sp.Function) and all(
        power.exp.is_Integer for power in polynomial.atoms(sp.Pow))


def _expanded(polynomial: Expr, ends: Mapping[Expr, Fraction]) -> list[tuple[set[Expr], bool]]:
    """Of each term of a rational polynomial about `ends`: its symbols, and whether its coefficient is positive."""
    field = QuotientField(len(ends))
    values = {symbol: generator + field(end.numerator, end.denominator)
              for (symbol, end), generator in zip(ends.items(), field.generators, strict=False)}

    def value(expr: Expr) -> Quotient:
        if expr.is_Symbol:
            return values[expr]
        if expr.is_Pow:
            return value(expr.base) ** int(expr.exp)
        if expr.is_Add or expr.is_Mul:
            return reduce(operator.add if expr.is_Add else operator.mul, map(value, expr.args))
        return field(int(expr.p), int(expr.q))

    return [({symbol for symbol, power in zip(ends, powers, strict=False) if power}, coefficient > 0)
            for powers, coefficient in value(polynomial).num.to_dict().items()]


def nonnegative_coefficients(conclude: Expr, domain: Domain) -> Mapping[str, JSON] | None:
    """A certificate that a single inequality holds because its polynomials have coefficients of one sign.

    The difference of the sides, over a common denominator, is expanded about the lower ends of the ranges; None
    when that does not show it. The certificate names the shift; a recheck expands again.
    """
    if not isinstance(conclude, (sp.Ge, sp.Gt, sp.Le, sp.Lt)):
        return None
    difference = conclude.lhs - conclude.rhs if isinstance(conclude, (sp.Ge, sp.Gt)) else conclude.rhs - conclude.lhs
    shift: dict[Expr, Fraction] = {}
    for symbol in conclude.free_symbols:
        lower = domain[symbol.name].lower
        if lower is None:
            return None
        shift[symbol] = lower
    if not shift:
        return None
    # A denominator that cancels between the sides must not vanish either.
    if not all(is_positive(power.base, domain) for power in _divisions(conclude)):
        return None
    numerator, denominator, ends = difference, sp.Integer(1), shift
    if not difference.is_polynomial(*shift):
        about = {s: s + sp.Rational(lower.numerator, lower.denominator) for s, lower in shift.items()}
        numerator, denominator = sp.fraction(sp.together(difference.subs(about, simultaneous=True)))
        ends = dict.fromkeys(shift, Fraction(0))
    interior = {s for s in shift if domain[s.name].lower_open}
    strict = isinstance(conclude, (sp.Gt, sp.Lt))
    for polynomial, must_be_positive in ((numerator, strict), (denominator, True)):
        if not polynomial.is_polynomial(*shift) or not _rational(polynomial):
            return None
        terms = _expanded(polynomial, ends)
        if not all(positive for _, positive in terms):
            return None
        if must_be_positive and not any(symbols <= interior for symbols, _ in terms):
            return None
    return {"shift": {s.name: str(domain[s.name].lower) for s in sorted(shift, key=lambda s: s.name)}}
