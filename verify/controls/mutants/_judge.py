"""What becomes of a mutant: the same check is asked, and what survives it is told apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals, Positive, PositiveDefinite
from verify.claims import JSON, Domain, Effort, Integer, Proposition, Status, Variable
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import PositiveDefiniteOnSphere

from ._mutations import Change, get
from ._points import EQUALITIES, apart, apart_elsewhere
from ._violations import violated

VERDICTS = {
    "refuted": "refuted: killed",
    "undecided": "not established and not refuted",
    "vacuous": "not established: its assumptions admit nothing",
    "equivalent": "the same assertion in other words",
    "wider": "an equality that holds beyond its domain too",
    "weaker": "an inequality that says less",
    "slack": "an inequality that says more, and holds",
    "survivor": "established, and false at a point: an equality that is another one, or an inequality",
}
"""The verdicts, with their meaning."""
_REASONS = ("time", "unsupported", "error", "precision", "worker died", "memory", "a denominator may vanish",
            "Z3 answered unknown")


@dataclass(frozen=True)
class Verdict:
    """A verdict with the status that the check computed, and why."""

    verdict: str
    status: str
    reason: str = ""

    def to_data(self) -> dict[str, JSON]:
        """As plain data."""
        return {"verdict": self.verdict, "status": self.status, "reason": self.reason}


def judged(base: Proposition, change: Change, effort: Effort) -> Verdict:
    """The verdict on a mutant of an established proposition. Raises nothing that the check raises.

    >>> from verify.claims import Real
    >>> x = sp.Symbol("x")
    >>> claim = ForAll((), sp.Ge(x, 0), Domain.of(Real("x", ge=1)))
    >>> [judged(claim, Change(("conclude", 1), operation), Effort()).verdict for operation in ("+1", "-1")]
    ['slack', 'weaker']
    """
    try:
        mutant = change.applied(base)
        finding = mutant.settle(effort)
    except Exception as error:  # a check may raise anything about a formula that no person would write
        return Verdict("undecided", str(Status.UNDECIDED), f"error: {type(error).__name__}")
    status, reason = finding.status, finding.reason
    if status is Status.REFUTED:
        return Verdict("refuted", str(status))
    equality = isinstance(mutant, EQUALITIES)
    if not status.established:
        if "vacuous" in reason:
            return Verdict("vacuous", str(status), "vacuous")
        if equality and not isinstance(mutant, IntegralEquals) and _apart(mutant)[1] is not None:
            return Verdict("refuted", str(status), "second route: a point where the sides are apart")
        point = None if equality or isinstance(mutant, TermwiseBound) else violated(mutant)  # ratios refute no bound
        if point is not None:
            return Verdict("refuted", str(status), f"second route: fails at {_told(point)}")
        return Verdict("undecided", str(status), reason)
    return _of_equality(base, mutant, change, str(status)) if equality else \
        _of_inequality(base, mutant, change, str(status), effort)


def why_undecided(reason: str) -> str:
    """The class of a reason, for counting.

    >>> why_undecided("ratios: unsupported: log is outside real arithmetic")
    'unsupported'
    """
    return next((known for known in _REASONS if known in reason), "not found")


def _told(point: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value if len(value) <= 24 else value[:23] + '…'}" for name, value in point.items())


def _apart(mutant: Any) -> tuple[int, dict[str, str] | None]:
    try:
        return apart(mutant)
    except Exception:  # terms that have no plain form; then there is no second route
        return 0, None


def _of_equality(base: Any, mutant: Any, change: Change, status: str) -> Verdict:
    """Equal sides before and after are one assertion; whether that is so is seen at points, not believed."""
    met, point = apart_elsewhere(base, mutant) if isinstance(base, IntegralEquals) else _apart(mutant)
    if point is not None:
        return Verdict("survivor", status, f"apart at {_told(point)}")
    if not met:
        return Verdict("undecided", status, "no point where both sides have a value")
    wider = change.path[0] in ("domain", "start")
    return Verdict("wider" if wider else "equivalent", status, f"second route: {met} points")


def _of_inequality(base: Any, mutant: Any, change: Change, status: str, effort: Effort) -> Verdict:
    point = violated(mutant)
    if point is not None:
        return Verdict("survivor", status, f"fails at {_told(point)}")
    try:
        kind = _implied(base, mutant, change, effort)
    except Exception:  # no comparison could be stated: what survives counts as slack
        kind = "slack"
    return Verdict(kind, status)


def _implied(base: Any, mutant: Any, change: Change, effort: Effort) -> str:
    """Whether the mutant says the same, less, or more than the claim that it was made from."""
    field = change.path[0]
    if len(change.path) == 2 and field in ("assume", "given") and change.operation == "strict":
        return "weaker" if isinstance(get(base, change.path), (sp.Ge, sp.Le)) else "slack"
    if field == "assume" and len(change.path) > 1:
        return _assumptions(base, mutant, int(change.path[1]), effort)
    if isinstance(base, ForAll) and field == "conclude":
        return _conclusions(base, mutant, effort)
    if isinstance(base, Positive) and field in ("expression", "rhs", "relation"):
        return _margins(base, mutant, effort)
    if isinstance(base, MonomialBound) and field in ("lhs", "rhs"):
        small, large = {"lhs": (mutant.lhs, base.lhs), "rhs": (base.rhs, mutant.rhs)}[field]

        def product(lhs: Any, rhs: Any) -> Proposition:
            return MonomialBound(lhs, rhs, base.domain, base.assume, base.facts, base.given, base.named)

        return _one_way(product(small, large), product(large, small), effort)
    if isinstance(base, MonomialBound) and field in ("facts", "given"):
        return "weaker" if field == "facts" else "slack"  # facts are decided themselves: another way to the same
    if isinstance(base, TermwiseBound) and field in ("ratio", "bound_ratio"):
        small, large = (mutant.ratio, base.ratio) if field == "ratio" else (base.bound_ratio, mutant.bound_ratio)

        def terms(ratio: Any, bound_ratio: Any) -> Proposition:
            return TermwiseBound(base.index, ratio, bound_ratio, assume=base.assume, domain=base.domain,
                                 start=base.start)

        return _one_way(terms(small, large), terms(large, small), effort)
    if isinstance(base, TermwiseBound) and field in ("first", "bound_first"):
        less = mutant.first <= base.first if field == "first" else mutant.bound_first >= base.bound_first
        return "weaker" if less == sp.true else "slack"
    return "slack"


def _one_way(there: Proposition, back: Proposition, effort: Effort) -> str:
    """From "the claim gives the mutant" and "the mutant gives the claim", each settled by the claim's own wing.

    Both are made of the wing's own class: the claim's may be another one, which must not judge itself.
    """
    if not there.settle(effort).status.established:
        return "slack"
    return "equivalent" if back.settle(effort).status.established else "weaker"


def _margin(relation: Any) -> tuple[Any, bool]:
    """What must not be negative in an inequality, and whether it may not be zero either."""
    greater = isinstance(relation, (sp.Ge, sp.Gt))
    return (relation.lhs - relation.rhs if greater else relation.rhs - relation.lhs,
            isinstance(relation, (sp.Gt, sp.Lt)))


_INEQUALITIES = (sp.Ge, sp.Gt, sp.Le, sp.Lt)


def _conclusions(base: ForAll, mutant: ForAll, effort: Effort) -> str:
    old, new = base.conclude, mutant.conclude
    if isinstance(old, _INEQUALITIES) and isinstance(new, _INEQUALITIES):
        (before, strict), (after, stricter) = _margin(old), _margin(new)
        more = (sp.Gt if stricter and not strict else sp.Ge)(after, before, evaluate=False)
        less = (sp.Gt if strict and not stricter else sp.Ge)(before, after, evaluate=False)
        kind = _one_way(ForAll(base.assume, more, base.domain), ForAll(base.assume, less, base.domain), effort)
        if kind != "slack":
            return kind
    anywhere = _signs_only(base.domain)
    if ForAll((), old, anywhere).settle(effort).status.established:
        return "slack"  # true of all numbers, so anything true would follow from it
    return _one_way(ForAll((old,), new, anywhere), ForAll((new,), old, anywhere), effort)


def _assumptions(base: Any, mutant: Any, place: int, effort: Effort) -> str:
    """A mutant whose assumptions give the old one is about fewer points."""
    index = [Integer(base.index.name, ge=base.start)] if isinstance(base, TermwiseBound) else []
    domain = Domain.of(*base.domain, *index)
    there = ForAll(mutant.assume, base.assume[place], domain)
    back = ForAll(base.assume, mutant.assume[place], domain)
    return _one_way(there, back, effort)


def _margins(base: Positive, mutant: Positive, effort: Effort) -> str:
    def margin(claim: Positive) -> Any:
        difference = sp.sympify(claim.expression, strict=True) - sp.sympify(claim.rhs, strict=True)
        return difference if claim.relation in (">", ">=") else -difference

    stricter = mutant.relation in ("<", ">") and base.relation not in ("<", ">")
    difference = sp.expand(margin(mutant) - margin(base))
    if difference == 0:
        return "slack" if stricter else "weaker"
    return _one_way(Positive(difference, base.domain, ">" if stricter else ">="),
                    Positive(-difference, base.domain, ">="), effort)


def _signs_only(domain: Domain) -> Domain:
    """The variables with nothing but their signs."""
    def freed(v: Variable) -> Variable:
        kept = v.lower is not None and v.lower >= 0
        return Variable(v.name, lower=v.lower * 0 if kept and v.lower is not None else None,
                        lower_open=kept and v.positive)

    return Domain(tuple(freed(v) for v in domain))


def number_at(base: Proposition, change: Change) -> bool:
    """Whether a change is one of a number that may be any other, so that a best one can be looked for."""
    return change.operation in ("+1", "-1") and not isinstance(base, (PositiveDefinite, PositiveDefiniteOnSphere)) \
        and isinstance(get(base, change.path), sp.Rational)
