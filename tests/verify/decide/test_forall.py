"""Decisions: true ones proved, false ones refuted by witnesses that hold, vacuous and undefined ones not passed."""

import pytest
import sympy as sp

from verify.claims import Domain, Effort, Integer, Real, Status
from verify.decide import ForAll, MonomialBound, PositiveOn, TermwiseBound, real_roots, sign_on
from verify.run.recheck import RecheckFailed, recheck_finding

x, y, d, k, s = sp.symbols("x y d k s")
PLANE = Domain.of(Real("x"), Real("y"))


def settle(claim):
    finding = claim.settle(Effort())
    assert recheck_finding(finding.to_data()) is finding.status
    return finding


def test_cauchy_schwarz_in_the_plane() -> None:
    u, v = sp.symbols("u v")
    domain = Domain.of(*PLANE, Real("u"), Real("v"))
    claim = ForAll((), sp.Le((x * u + y * v) ** 2, (x**2 + y**2) * (u**2 + v**2), evaluate=False), domain)
    assert settle(claim).status is Status.PROVED
    assert settle(ForAll((), sp.Lt(claim.conclude.lhs, claim.conclude.rhs, evaluate=False), domain)
                  ).status is Status.REFUTED


def test_irrational_witness() -> None:
    """x² = 2 is possible, and only at an irrational x: the witness is algebraic and exact."""
    finding = settle(ForAll((), sp.Ne(x**2, 2), Domain.of(Real("x", gt=0))))
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness["at"]["x"]["root_of"] == ["-2", "0", "1"]


def test_integers_are_not_reals() -> None:
    """No integer lies strictly between 0 and 1, though reals do."""
    claim = sp.Or(sp.Le(x, 0), sp.Ge(x, 1))
    assert settle(ForAll((), claim, Domain.of(Integer("x")))).status is Status.PROVED
    assert settle(ForAll((), claim, Domain.of(Real("x")))).status is Status.REFUTED


def test_witness_respects_the_residue_class() -> None:
    claim = sp.Ne(d, 4)
    assert settle(ForAll((), claim, Domain.of(Integer("d", ge=3, residue=(1, 2))))).status is Status.PROVED
    assert settle(ForAll((), claim, Domain.of(Integer("d", ge=3)))).status is Status.REFUTED


def test_vacuous_assumptions_prove_nothing() -> None:
    finding = ForAll((sp.Gt(x, 1), sp.Lt(x, 0)), sp.Gt(y, 0), PLANE).settle(Effort())
    assert (finding.status, finding.reason) == (Status.UNDECIDED, "vacuous")


def test_a_denominator_that_may_vanish_is_not_passed() -> None:
    assert ForAll((), sp.Ge(1 / x**2, 0, evaluate=False), PLANE).settle(Effort()).status is Status.UNDECIDED


@pytest.mark.parametrize(("claim", "domain", "status"), [
    (sp.Ge(x**2 + 2 * x, 0), Domain.of(Real("x", ge=0)), Status.PROVED),
    (sp.Gt(x**2 + 2 * x, 0), Domain.of(Real("x", ge=0)), Status.REFUTED),  # equality at 0
    (sp.Gt(x**2 + 2 * x, 0), Domain.of(Real("x", gt=0)), Status.PROVED),
    (sp.Lt(1 / (x + 1), 1), Domain.of(Real("x", gt=0)), Status.PROVED),
])
def test_ends_of_ranges(claim, domain, status) -> None:
    assert settle(ForAll((), claim, domain)).status is status


def test_tampered_evidence_is_found() -> None:
    proved = ForAll((), sp.Ge(x**2 + 2 * x, 0), Domain.of(Real("x", ge=0))).settle(Effort()).to_data()
    proved["evidence"]["proposition"]["conclude"][1] = "-1"
    with pytest.raises(RecheckFailed):
        recheck_finding(proved)
    refuted = ForAll((), sp.Ge(x, 0), Domain.of(Real("x"))).settle(Effort()).to_data()
    refuted["evidence"]["witness"]["at"]["x"] = "1"
    with pytest.raises(RecheckFailed):
        recheck_finding(refuted)
    by_z3 = ForAll((), sp.Ge(x**2 + 1, 2 * x), Domain.of(Real("x"))).settle(Effort()).to_data()
    by_z3["evidence"]["proposition"]["conclude"][1] = ["^", {"var": "x"}, "2"]
    with pytest.raises(RecheckFailed):
        recheck_finding(by_z3)


def test_powers_through_logarithms() -> None:
    domain = Domain.of(Real("s", ge=0), Integer("d", ge=3), Integer("k", ge=0))
    facts = (sp.Ge(1 + s, 1), sp.Le(1 + s, 2 * d + s))
    claim = MonomialBound((1 + s) ** d * (2 * d + s) ** k, (2 * d + s) ** (2 * d), domain, (sp.Le(k, d),), facts)
    assert settle(claim).status is Status.PROVED
    assert settle(MonomialBound(claim.lhs, claim.rhs, domain, (), facts)).status is Status.REFUTED  # k > d
    base = Domain.of(Real("x"), Integer("k", ge=0))
    assert not MonomialBound(x**k, x ** (2 * k), base).settle(Effort()).status.established  # x may be negative


def test_termwise() -> None:
    i = sp.Symbol("i")
    assert settle(TermwiseBound(i, 1 / (i + 2), sp.Rational(1, 2))).status is Status.PROVED  # 1/(i+1)! ≤ 2^{−i}
    assert settle(TermwiseBound(i, 1 / (i + 2), sp.Rational(1, 3))).status is Status.REFUTED
    assert settle(TermwiseBound(i, 1 / (i + 2), sp.Rational(1, 2), first=2)).status is Status.REFUTED


def test_one_variable() -> None:
    # Wilkinson's (x−1)…(x−5): positive beyond 5 only, and its roots are isolated.
    wilkinson = [-120, 274, -225, 85, -15, 1]
    assert sign_on(wilkinson, 5) == 1
    assert sign_on(wilkinson, 0) is None
    assert [low <= j <= high for j, (low, high) in enumerate(real_roots(wilkinson, 0, 6), start=1)] == [True] * 5
    assert settle(PositiveOn(tuple(wilkinson), 5)).status is Status.PROVED
    assert settle(PositiveOn(tuple(wilkinson), 0)).status is Status.REFUTED
    assert sign_on([1, -2, 1], 0) is None  # (x − 1)² touches zero
    assert settle(PositiveOn((1, -2, 1), 0)).status is not Status.PROVED


def test_a_denominator_that_cancels_may_not_vanish_either() -> None:
    """1/x − 1/y < 1/x looks like −1/y < 0; but at x = 0 there is nothing to compare."""
    claim = sp.Lt(1 / x - 1 / y, 1 / x, evaluate=False)
    assert ForAll((), claim, Domain.of(Real("x", ge=0), Real("y", gt=0))).settle(Effort()).status is Status.UNDECIDED
    assert settle(ForAll((), claim, Domain.of(Real("x", gt=0), Real("y", gt=0)))).status is Status.PROVED


def test_the_witness_does_not_depend_on_what_was_asked_before() -> None:
    """The question gets the same text for a fresh context, whatever names the first one has made up by then."""
    z, u, rho, far = sp.symbols("z u rho far")
    domain = Domain.of(Real("rho", gt=0), Real("far", gt=0), *(Real(name) for name in "xyzu"))
    near = sp.Le(sp.Abs(x - z), rho)

    def witness():
        claim = ForAll((near, sp.Le(sp.Abs(y - u), rho), sp.Ge(sp.Abs(z - u), far), sp.Ge(far, 4 * rho)),
                       sp.Le(sp.Abs(y - x), rho), domain)
        return settle(claim).evidence.witness

    first = witness()
    for bound in range(2, 7):  # questions that leave names of Z3's own in its context
        ForAll((near, sp.Le(sp.Abs(y), bound * rho)), sp.Le(sp.Abs(y - x), rho), domain).settle(Effort())
    assert witness() == first
