"""Propositions put together from others: all of some parts, one for each value, sums and recurrences by induction."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import sympy as sp

from verify.claims import JSON, Batch, Domain, Effort, Evidence, Finding, Integer, Proposition, Status, weakest

from ._canonical import is_positive
from ._identity import Identity
from ._printing import latex, latex_words, text
from ._terms import as_gammas

Expr = Any


def _settle_once(part: Proposition, effort: Effort) -> Finding:
    """Settle a part, or recall what it came to: a control changes one part and keeps the others, as objects.

    Propositions are frozen and settle the same way each time, so the finding is kept with the object.
    """
    kept: dict[bool, Finding] = part.__dict__.setdefault("_findings", {})
    if effort.observed not in kept:
        kept[effort.observed] = part.settle(effort)
    return kept[effort.observed]


def _check_distinct(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:  # the parts are kept by name, so one of them would not be settled
            raise ValueError(f"{name!r} stands twice among {', '.join(names)}; give each part a name of its own")


@dataclass(frozen=True)
class Compound(Proposition):
    """A proposition that holds when all its parts hold; its status is the weakest of theirs.

    `ceiling` is the strongest status that its parts can give: a list of values is never "for all".
    """

    ceiling: ClassVar[Status] = Status.PROVED
    method: ClassVar[str] = "all parts"

    @abstractmethod
    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """The parts by name."""

    def settle(self, effort: Effort) -> Finding:
        """Settle the parts in order; the first one refuted ends the work."""
        parts = self.parts(effort)
        if not parts:
            raise ValueError(f"{type(self).__name__} without parts would hold for no reason; give it at least one")
        findings: dict[str, Finding] = {}
        for name, part in parts.items():
            findings[name] = _settle_once(part, effort)
            if findings[name].status is Status.REFUTED:
                break
        status = weakest(finding.status for finding in findings.values())
        assert status is not None
        worst = next(name for name, finding in findings.items() if finding.status is status)
        evidence = Evidence(
            method=self.method,
            engine=", ".join(dict.fromkeys(finding.evidence.engine for finding in findings.values())),
            domain=self.domain_text(effort),
            # as settled: a part that is a compound itself may have ended early
            proposition=self.head_data() | {"count": len(parts),
                                            "parts": [[n, f.evidence.proposition] for n, f in findings.items()]},
            parts=tuple(findings.values()),
            witness={"part": worst, **(findings[worst].evidence.witness or {})} if status is Status.REFUTED else None,
        )
        if status is Status.UNDECIDED:
            return Finding(status, evidence, f"{worst}: {findings[worst].reason}")
        if status.established and status.at_least(self.ceiling):
            status = self.ceiling
        return Finding(status, evidence)

    def domain_text(self, effort: Effort) -> str:
        """For which values it is settled."""
        return ""

    def matches(self, data: Mapping[str, JSON]) -> bool:
        """Whether `data` has this proposition's parts, up to the one whose refutation ended the work."""
        found = data.get("parts")
        parts = list(self.parts(Effort()).items())
        return isinstance(found, list) and 0 < len(found) <= len(parts) and all(
            given[0] == name and part.matches(given[1]) for given, (name, part) in zip(found, parts, strict=False)
        ) and self.head_data() | {"count": len(parts), "parts": found} == data

    def head_data(self) -> dict[str, JSON]:
        """What it says beside its parts, as plain data."""
        return {"kind": self.kind, "ceiling": str(self.ceiling)}

    def to_data(self) -> dict[str, JSON]:
        """The head and the parts."""
        parts = self.parts(Effort())
        return self.head_data() | {"count": len(parts),
                                   "parts": [[name, part.to_data()] for name, part in parts.items()]}


@dataclass(frozen=True)
class All(Compound):
    """Several propositions at once, named; shown as `claim` when that is given, else one after the other.

    `claim` is a SymPy formula, or words where the assertion is an existence whose parts are its proof.
    """

    kind = "all"
    named: tuple[tuple[str, Proposition], ...]
    claim: Expr = None

    def __post_init__(self) -> None:
        _check_distinct([name for name, _ in self.named])

    @staticmethod
    def of(claim: Expr = None, /, **parts: Proposition) -> "All":
        """All(name=proposition, ...); underscores in names are shown as spaces."""
        return All(tuple((name.replace("_", " "), part) for name, part in parts.items()), claim)

    def renamed(self, names: Mapping[str, str]) -> "All":
        """The same with other names for some parts, where a keyword could not spell them."""
        return All(tuple((names.get(n, n), part) for n, part in self.named), self.claim)

    def replace_part(self, name: str, part: Proposition) -> "All":
        """The same with one part replaced; KeyError when there is no such part. For controls."""
        if name not in dict(self.named):
            raise KeyError(f"no part {name!r}; there are {', '.join(n for n, _ in self.named)}")
        return All(tuple((n, part if n == name else p) for n, p in self.named), self.claim)

    def part(self, name: str) -> Proposition:
        """The part of that name."""
        return dict(self.named)[name]

    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """The named parts."""
        return dict(self.named)

    def trials(self) -> tuple[Batch, ...]:
        """Those of its parts."""
        return tuple(batch for _, part in self.named for batch in part.trials())

    def text(self) -> str:
        """The claim, or the parts joined by semicolons."""
        if isinstance(self.claim, str):
            return self.claim
        return text(self.claim) if self.claim is not None else "; ".join(part.text() for _, part in self.named)

    def latex(self) -> str:
        """The claim, or the parts joined."""
        if isinstance(self.claim, str):
            return latex_words(self.claim)
        return latex(self.claim) if self.claim is not None else r",\quad ".join(p.latex() for _, p in self.named)


@dataclass(frozen=True)
class Family(Compound):
    """One proposition for each of the listed values of a parameter: certified there, never "for all".

    `claim` is the general formula.
    """

    kind = "family"
    ceiling = Status.CERTIFIED
    method = "each listed value of the parameter"
    parameter: str
    values: tuple[Any, ...]
    build: Callable[[Any], Proposition] = field(compare=False)
    claim: Expr = None

    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """A part for each value."""
        _check_distinct([str(value) for value in self.values])
        return {f"{self.parameter} = {value}": self.build(value) for value in self.values}

    def domain_text(self, effort: Effort) -> str:
        """The listed values."""
        values = [str(value) for value in self.values]
        shown = values if len(values) <= 8 else [*values[:3], "…", values[-1]]
        return f"{self.parameter} in {', '.join(shown)} ({len(values)} values)"

    def head_data(self) -> dict[str, JSON]:
        """The parameter with its values."""
        return super().head_data() | {"parameter": self.parameter, "values": [str(v) for v in self.values]}

    def text(self) -> str:
        """The general formula, or that of the first value."""
        if isinstance(self.claim, str):
            return self.claim
        return text(self.claim) if self.claim is not None else \
            f"{self.build(self.values[0]).text()}  [{self.parameter} = {self.values[0]}, …]"

    def latex(self) -> str:
        """The general formula, or that of the first value."""
        if isinstance(self.claim, str):
            return latex_words(self.claim)
        return latex(self.claim) if self.claim is not None else self.build(self.values[0]).latex()


def _with_index(domain: Domain, index: Expr, start: int) -> Domain:
    return Domain.of(*domain, Integer(index.name, ge=start))


def _range_text(domain: Domain, index: Expr, start: int, *terms: Expr) -> str:
    """The domain and the range of the index; up to the first pole, where it is not seen that there is none."""
    steps = _with_index(domain, index, start)
    end = "" if all(_no_pole(term, index, steps) for term in terms) else " (up to the first without a value)"
    return ", ".join(filter(None, (domain.text(), f"all integers {index} ≥ {start}{end}")))


def _no_pole(term: Expr, index: Expr, domain: Domain) -> bool:
    """Whether coefficients show that no denominator is zero and all arguments of functions (but exp) are positive."""
    found = sp.sympify(term, strict=True).replace(lambda expr: as_gammas(expr) is not None, as_gammas)
    divisors = [power.base for power in found.atoms(sp.Pow)
                if not power.exp.is_nonnegative and not isinstance(power.base, sp.gamma)]
    arguments = [arg for applied in found.atoms(sp.Function) if not isinstance(applied, sp.exp) for arg in applied.args]
    return all(is_positive(base, domain) or (base in divisors and is_positive(-base, domain))
               for base in (*divisors, *arguments) if index in base.free_symbols)


@dataclass(frozen=True)
class SumFormula(Compound):
    """sum of `summand` over index = start..n equals `closed`(n), for all integers n >= start, by induction.

    The start is the identity closed(start) = summand(start), the step closed(n+1) - closed(n) = summand(n+1). Where a
    summand has no value (a pole), the claim ends before it; the domain of the evidence says so.
    Raises ValueError for a summand that holds n itself: its sum does not grow by the last summand alone.

    >>> i, n = sp.symbols("i n")
    >>> SumFormula(i, i, 0, n, n * (n + 1) / 2).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """

    kind = "sum"
    method = "induction on the upper end: the start and the step are identities"
    summand: Expr
    index: Expr
    start: int
    upper: Expr
    closed: Expr
    domain: Domain = field(default_factory=Domain)

    def __post_init__(self) -> None:
        if self.upper != self.index and self.upper in sp.sympify(self.summand, strict=True).free_symbols:
            raise ValueError(f"the summand {self.summand} holds the upper end {self.upper}; for a sum of that kind "
                             "state what it satisfies, for instance by SolvesRecurrence")

    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """The start and the step."""
        closed = sp.sympify(self.closed, strict=True)
        steps = _with_index(self.domain, self.upper, self.start)
        return {
            "start": Identity(closed.subs(self.upper, self.start), self.summand.subs(self.index, self.start),
                              self.domain),
            "step": Identity(closed.subs(self.upper, self.upper + 1) - closed,
                             self.summand.subs(self.index, self.upper + 1), steps),
        }

    def domain_text(self, effort: Effort) -> str:
        """The domain and the range of the upper end."""
        summand = sp.sympify(self.summand, strict=True).subs(self.index, self.upper)
        return _range_text(self.domain, self.upper, self.start, summand)

    def _relation(self) -> Expr:
        return sp.Eq(sp.Sum(self.summand, (self.index, self.start, self.upper)), self.closed, evaluate=False)

    def text(self) -> str:
        """The sum and its closed form."""
        return text(self._relation())

    def latex(self) -> str:
        """The sum and its closed form."""
        return latex(self._relation())


@dataclass(frozen=True)
class SolvesRecurrence(Compound):
    """`closed`(n) is the solution of a(n+1) = `ratio`(n) a(n) + `inhomogeneity`(n), a(start) = `first`, for all n.

    Where the recurrence gives no value (a pole), the claim ends; the domain of the evidence says so.

    >>> n = sp.Symbol("n")
    >>> SolvesRecurrence(n, sp.factorial(n), ratio=n + 1, first=1).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """

    kind = "recurrence"
    method = "induction: the start and the step are identities"
    index: Expr
    closed: Expr
    ratio: Expr
    first: Expr
    inhomogeneity: Expr = 0
    start: int = 0
    domain: Domain = field(default_factory=Domain)

    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """The start and the step."""
        closed = sp.sympify(self.closed, strict=True)
        steps = _with_index(self.domain, self.index, self.start)
        return {
            "start": Identity(closed.subs(self.index, self.start), self.first, self.domain),
            "step": Identity(closed.subs(self.index, self.index + 1),
                             self.ratio * closed + self.inhomogeneity, steps),
        }

    def domain_text(self, effort: Effort) -> str:
        """The domain and the range of the index."""
        return _range_text(self.domain, self.index, self.start, self.ratio, self.inhomogeneity)

    def _relations(self) -> tuple[Expr, ...]:
        a = sp.Function("a")
        n = self.index
        return (sp.Eq(a(n + 1), self.ratio * a(n) + self.inhomogeneity, evaluate=False),
                sp.Eq(a(sp.Integer(self.start)), self.first, evaluate=False), sp.Eq(a(n), self.closed, evaluate=False))

    def text(self) -> str:
        """The recurrence, its start, and the closed form."""
        step, first, closed = map(text, self._relations())
        return f"{step}, {first}  ⟹  {closed}"

    def latex(self) -> str:
        """The recurrence, its start, and the closed form."""
        step, first, closed = map(latex, self._relations())
        return rf"{step},\ {first} \implies {closed}"
