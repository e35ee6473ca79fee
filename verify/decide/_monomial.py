"""Inequalities between products of powers with symbolic exponents: taken to logarithms and decided there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy as sp

from verify.claims import JSON, Domain, Effort, Evidence, Finding, Proposition, Real, Status
from verify.exact import Compound, UndefinedTermError, ball, compare, evaluate, latex, precision, shown, text, to_data

from ._forall import ForAll

Expr = Any
_BITS = 256


@dataclass(frozen=True)
class MonomialBound(Compound):
    """lhs <= rhs for products of powers of positive bases, the exponents being polynomials in the variables.

    Each base, shown to be positive, gets a logarithm; those of primes are >= 0. `facts` are inequalities between
    bases or products of them, each decided on the domain; `given` are such inequalities taken from elsewhere (`named`
    says from where). These are all that the main inequality may use, and Z3 decides it for all exponents.

    >>> from verify.claims import Integer
    >>> s, d, k = sp.symbols("s d k")
    >>> MonomialBound((1 + s)**d * (2*d + s)**k, (2*d + s)**(2*d), Domain.of(Real("s", ge=0), Integer("d", ge=3),
    ...     Integer("k", ge=0)), assume=(k <= d,), facts=(1 + s >= 1, 1 + s <= 2*d + s)).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """

    kind = "monomial-bound"
    method = "logarithms: the facts about the bases and then the inequality between exponents are decided"
    lhs: Expr
    rhs: Expr
    domain: Domain
    assume: tuple[Expr, ...] = ()
    facts: tuple[Expr, ...] = ()
    given: tuple[Expr, ...] = ()
    named: tuple[str, ...] = ()

    def parts(self, effort: Effort) -> Mapping[str, Proposition]:
        """One part a fact, and the inequality between the logarithms."""
        logarithms: dict[Expr, Expr] = {}
        known = [self._log(relation, logarithms) for relation in (*self.facts, *self.given)]
        conclusion = sp.Le(_log(self.lhs, logarithms), _log(self.rhs, logarithms), evaluate=False)
        primes = [sp.Ge(symbol, 0, evaluate=False) for base, symbol in logarithms.items() if base.is_prime]
        bases = [sp.Gt(base, 0, evaluate=False) for base in logarithms if not base.is_prime]
        domain = Domain.of(*self.domain, *(Real(symbol.name) for symbol in logarithms.values()))
        names = ("",) * (len(self.assume) + len(self.facts)) + (self.named or ("",) * len(self.given))
        found: dict[str, Proposition] = {}
        for fact in dict.fromkeys((*bases, *self.facts)):  # two variables may look the same in print: all facts count
            name = text(fact) if text(fact) not in found else f"{text(fact)} ({len(found) + 1})"
            found[name] = _fact(self.assume, fact, self.domain)
        return found | {
            "logarithms": _Logarithms((*self.assume, *known, *primes), conclusion, domain,
                                      (*names, *("",) * len(primes)))}

    def _log(self, relation: Expr, logarithms: dict[Expr, Expr]) -> Expr:
        kind = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "==": sp.Eq}[relation.rel_op]
        return kind(_log(relation.lhs, logarithms), _log(relation.rhs, logarithms), evaluate=False)

    def settle(self, effort: Effort) -> Finding:
        """As its parts say; when they do not establish it, a point is searched that refutes the inequality itself."""
        finding = super().settle(effort)
        if finding.status.established:
            return self._vacuous(finding) if self.given else finding
        witness = None if self.given else self._violation()
        if witness is not None:
            return Finding(Status.REFUTED, Evidence(method="a point where it fails", engine="python-flint",
                                                    domain=self.domain.text(), precision=_BITS, witness=witness,
                                                    proposition=self.to_data()))
        reason = "vacuous" if finding.reason.endswith("vacuous") else "the facts about the bases do not give it"
        return Finding(Status.UNDECIDED, Evidence(method=self.method, engine=finding.evidence.engine,
                                                  domain=self.domain.text(), proposition=self.to_data()), reason)

    def _vacuous(self, finding: Finding) -> Finding:
        """The finding, or undecided when what is given contradicts the domain: the logarithms need not show that."""
        given = [to_data(g) for g in (*self.assume, *self.given)]
        with precision(_BITS):
            for values in self.domain.samples(40):
                try:
                    if all(compare(g, {name: ball(value) for name, value in values.items()}) for g in given):
                        return finding
                except UndefinedTermError:
                    continue
        nothing = ForAll((*self.assume, *self.given), sp.false, self.domain).settle(Effort())
        return finding if nothing.reason != "vacuous" else Finding(
            Status.UNDECIDED, Evidence(method=self.method, engine=finding.evidence.engine, domain=self.domain.text(),
                                       proposition=self.to_data()), "vacuous")

    def _violation(self) -> Mapping[str, JSON] | None:
        left, right = to_data(self.lhs), to_data(self.rhs)
        assumed = [to_data(a) for a in self.assume]
        with precision(_BITS):
            for values in self.domain.samples():
                point = {name: ball(value) for name, value in values.items()}
                try:
                    if all(compare(a, point) for a in assumed) and compare([">", left, right], point):
                        return {"at": {name: str(value) for name, value in values.items()},
                                "lhs": shown(evaluate(left, point)), "rhs": shown(evaluate(right, point))}
                except UndefinedTermError:
                    continue
        return None

    def domain_text(self, effort: Effort) -> str:
        """The domain and the assumptions."""
        return ", ".join(filter(None, (self.domain.text(), *(text(a) for a in self.assume))))

    def head_data(self) -> dict[str, JSON]:
        """The inequality itself, beside the parts."""
        return super().head_data() | {"lhs": to_data(self.lhs), "rhs": to_data(self.rhs),
                                    "assume": [to_data(a) for a in self.assume], "domain": self.domain.to_data()}

    def text(self) -> str:
        """What is given, and the inequality."""
        given = ", ".join(text(g) for g in self.given)
        return (f"{given}  ⟹  " if given else "") + f"{text(self.lhs)} ≤ {text(self.rhs)}"

    def latex(self) -> str:
        """What is given, and the inequality."""
        given = ",\\ ".join(latex(g) for g in self.given)
        return (rf"{given} \implies " if given else "") + rf"{latex(self.lhs)} \leq {latex(self.rhs)}"


@lru_cache(maxsize=1024)
def _fact(assume: tuple[Expr, ...], fact: Expr, domain: Domain) -> ForAll:
    """One and the same object each time, so that a fact that a control keeps is settled once."""
    return ForAll(assume, fact, domain)


class _Logarithms(ForAll):
    """The inequality between logarithms: values of the letters against it are no witness against the bound itself."""

    def _sample_witness(self) -> None:
        return None

    def _confirm(self, model: Any, names: Mapping[str, Any]) -> None:
        return None


def _factors(number: int, sign: int) -> list[tuple[int, int]]:
    """The primes of a natural number with `sign` times their exponents; SymPy's own fails beyond 10^308.

    >>> _factors(12, -1)
    [(2, -2), (3, -1)]
    """
    from flint import fmpz

    return [(int(prime), sign * int(count)) for prime, count in sorted(fmpz(int(number)).factor())]


def _log(product: Expr, logarithms: dict[Expr, Expr]) -> Expr:
    """The logarithm of a product of powers, linear in the logarithms of its bases."""
    product = sp.sympify(product, strict=True)
    if product == 1:
        return sp.Integer(0)
    if product.is_Mul:
        return sp.Add(*(_log(factor, logarithms) for factor in product.args))
    if isinstance(product, sp.exp):
        return product.args[0]
    if product is sp.E:
        return sp.Integer(1)
    if product.is_Rational and product > 0 and not (product.is_Integer and sp.isprime(product)):
        return sp.Add(*(count * _log(sp.Integer(prime), logarithms)
                        for part, sign in ((product.p, 1), (product.q, -1))
                        for prime, count in _factors(part, sign)))
    if product.is_Pow:
        return product.exp * _log(product.base, logarithms)
    return logarithms.setdefault(product, sp.Symbol(f"log_{len(logarithms)}"))
