"""Statuses, expectations, controls and domains: their orders and their refusals."""

from fractions import Fraction

import pytest

from verify.claims import Control, Domain, Expectation, Integer, Real, Statement, Status, weakest

PROVED, CERTIFIED, OBSERVED, UNDECIDED, REFUTED = Status


def test_the_order_of_statuses():
    assert weakest([CERTIFIED, PROVED, OBSERVED]) is OBSERVED
    assert weakest([UNDECIDED, OBSERVED]) is UNDECIDED
    assert weakest(Status) is REFUTED
    assert weakest([]) is None


MET = {PROVED: {PROVED}, CERTIFIED: {PROVED, CERTIFIED}, OBSERVED: {PROVED, CERTIFIED, OBSERVED},
       UNDECIDED: {UNDECIDED}, REFUTED: {REFUTED}}


@pytest.mark.parametrize("expected", Status)
def test_what_meets_an_expectation(expected):
    assert {status for status in Status if Expectation(expected).met_by(status)} == MET[expected]


@pytest.mark.parametrize("status", Status)
def test_what_kills_a_control(status):
    established = status in (PROVED, CERTIFIED, OBSERVED)
    assert Control("made false", change=None).killed_by(status) is not established
    assert Control("made true", change=None, holds=True).killed_by(status) is established


def test_claims_register_in_order_with_their_documentation():
    made = Statement("lem-1", "One", "lemma", "x")
    made.claim("b", controls={"c": None})(lambda: None)

    @made.claim("a", reading="corrected", corrects="b", expect="certified", controls={"c": None, "d": None},
                true_controls={"e": None})
    def build():
        """Two
        lines."""

    assert [claim.id for claim in made.claims] == ["lem-1/b", "lem-1/a"]
    claim = made.claims[1]
    assert (claim.label, claim.note, claim.corrects) == ("lem-1", "Two lines.", "lem-1/b")
    assert [(control.name, control.holds) for control in claim.controls] == [("c", False), ("d", False), ("e", True)]


def test_claims_that_are_refused():
    made = Statement("lem-1", "One", "lemma", "x")
    made.claim("a", controls={"c": None})(lambda: None)
    with pytest.raises(ValueError, match="already"):
        made.claim("a", controls={"c": None})
    with pytest.raises(ValueError, match="no control"):
        made.claim("b")
    with pytest.raises(ValueError, match="trusted"):
        Statement("fact-1", "One", "trusted", "x").claim("a", controls={"c": None})
    with pytest.raises(ValueError, match="certain"):
        made.claim("b", expect="certain", controls={"c": None})(lambda: None)


def test_ends_of_a_variable():
    eps = Real("eps", gt=0, lt=1)
    assert [eps.contains(Fraction(value)) for value in ("0", "1/10", "1")] == [False, True, False]
    closed = Real("t", ge=-1, le="1/2")
    assert [closed.contains(Fraction(value)) for value in ("-1", "1/2", "2/3")] == [True, True, False]
    d = Integer("d", ge=3, residue=(3, 4))
    assert [value for value in range(20) if d.contains(value)] == [3, 7, 11, 15, 19]
    assert not Integer("n").contains(Fraction(1, 2))


def test_variables_that_are_refused():
    for ends in ({"gt": 0, "ge": 1}, {"lt": 0, "le": 1}, {"gt": 2, "lt": 1}):
        with pytest.raises(ValueError, match="end"):
            Real("x", **ends)
    with pytest.raises(ValueError, match="twice"):
        Domain.of(Real("x"), Integer("x"))


@pytest.mark.parametrize("variable", [
    Real("x"), Real("x", gt=0), Real("x", lt=-3), Real("x", gt=0, lt=1), Real("x", ge="1/3", le="1/3"),
    Integer("n"), Integer("n", ge=3, residue=(1, 2)), Integer("n", le=4), Integer("n", ge=0, le=2)])
def test_samples_lie_in_the_range(variable):
    samples = variable.samples()
    assert samples
    assert all(variable.contains(value) for value in samples)
    assert len(set(samples)) == len(samples)


def test_points_of_a_domain():
    domain = Domain.of(Real("r", gt=0), Integer("d", ge=3, residue=(1, 2)))
    points = list(domain.samples(limit=10))
    assert len(points) == 10
    assert all(domain.contains(point) for point in points)
    assert domain.text() == "r > 0, d ∈ {3, 5, 7, …}"
    assert "r" in domain
    with pytest.raises(KeyError, match="mu is not in the domain; it has r, d"):
        domain["mu"]
