"""Propositions at given values; what must come out was found by hand."""

from fractions import Fraction as F

import pytest
import sympy as sp

from verify.certify import IntegralEquals, PositiveDefinite, RadialProfile
from verify.certify import Positive as OnBoxes
from verify.claims import Domain, Effort, Integer, Real, Status
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import All, Computation, Family, Identity, SolvesRecurrence, SumFormula, ode_residual_is_zero
from verify.specialise import NotSpecialisedError, OutsideError, claimed, listed, parameters, settle_here, specialise

d, eps, r, n, i, x = sp.symbols("d eps r n i x")
D = Integer("d", ge=3, residue=(1, 2))
EPS = Real("eps", gt=0, lt=1)
R = Real("r", gt=0)


def at(proposition, **values):
    return specialise(proposition, {name: F(value) for name, value in values.items()})


def status(proposition, **values):
    return settle_here(at(proposition, **values), Effort()).status


def test_a_formula_loses_the_variable_and_keeps_the_others():
    power = Identity(r * r ** (d - 1), r**d, Domain.of(R, D))
    seven = at(power, d=7)
    assert seven == Identity(r * r**6, r**7, Domain.of(R))
    assert [v.name for v in seven.domain] == ["r"]
    assert status(power, d=7) is Status.PROVED
    assert at(power, eps="1/10") is power  # it holds no ε


@pytest.mark.parametrize(("value", "words"), [("4", "d = 4 is outside d ∈ {3, 5, 7, …}"), ("1", "d = 1 is outside"),
                                              ("7/2", "d = 7/2 is outside")])
def test_a_value_that_is_not_in_the_range(value, words):
    with pytest.raises(OutsideError, match=words.replace("{", r"\{").replace("…", ".")):
        at(Identity(d, d, Domain.of(D)), d=value)


def test_a_claim_false_in_general_may_hold_somewhere():
    squares = ForAll((), sp.Le(d**2, 20), Domain.of(D))  # 9, 25, ...
    assert squares.settle(Effort()).status is Status.REFUTED
    assert status(squares, d=3) is Status.PROVED
    assert status(squares, d=5) is Status.REFUTED


def test_relations_are_kept_when_they_become_true():
    # ε ≤ 1 becomes 9/10 ≤ 1, and is still what the bound rests on: log 9/10 ≤ 0 does not follow from the primes
    bound = MonomialBound(eps**d, sp.Integer(1), Domain.of(D, EPS), facts=(sp.Le(eps, 1),))
    assert at(bound, eps="9/10").facts == (sp.Le(sp.Rational(9, 10), 1, evaluate=False),)
    assert status(bound, eps="9/10") is Status.PROVED
    assert status(bound, eps="9/10", d=403) is Status.PROVED


def test_e_to_the_first_has_a_logarithm():
    mu = sp.Symbol("mu")
    bound = MonomialBound(sp.exp(-mu) * r, sp.exp(mu) * r, Domain.of(R, Real("mu", gt=0)))
    assert status(bound, mu=1) is Status.PROVED
    assert status(MonomialBound(sp.exp(mu) * r, r, Domain.of(R, Real("mu", gt=0))), mu=1) is Status.REFUTED


def test_bounds_with_numbers_of_hundreds_of_digits():
    # 806.1^{2d} ≤ 807^{2d}; SymPy does not factor 8061^806
    bound = MonomialBound(sp.Rational(8061, 10) ** (2 * d) * r, sp.Integer(807) ** (2 * d) * r, Domain.of(R, D),
                          facts=(sp.Le(sp.Rational(8061, 10), 807, evaluate=False),))
    assert status(bound, d=403) is status(bound, d=3) is Status.PROVED
    assert status(MonomialBound(bound.rhs, bound.lhs, bound.domain), d=403) is Status.REFUTED


def test_sums_and_recurrences():
    geometric = SumFormula(eps**i, i, 0, n, (1 - eps ** (n + 1)) / (1 - eps), Domain.of(EPS))
    assert parameters(geometric) == ("eps",)
    assert status(geometric, eps="1/3") is Status.PROVED
    wrong = SumFormula(eps**i, i, 0, n, (1 - eps**n) / (1 - eps), Domain.of(EPS))
    assert status(wrong, eps="1/3") is Status.REFUTED
    power = SolvesRecurrence(n, d**n, ratio=d, first=sp.Integer(1), domain=Domain.of(D))
    assert status(power, d=5) is Status.PROVED
    bound = TermwiseBound(i, d / (i + 2), d / (i + 1), domain=Domain.of(D))
    assert status(bound, d=5) is Status.PROVED


def test_rising_factorials_of_half_integers():
    # (ε)_{n+1} = (ε + n)(ε)_n; at ε = 1/2 both sides are quotients by √π
    rising = SolvesRecurrence(n, sp.rf(eps, n), ratio=eps + n, first=sp.Integer(1), domain=Domain.of(EPS))
    assert status(rising, eps="1/2") is Status.PROVED
    wrong = SolvesRecurrence(n, sp.rf(eps, n), ratio=eps + n + 1, first=sp.Integer(1), domain=Domain.of(EPS))
    assert status(wrong, eps="1/2") is Status.REFUTED


def test_the_index_of_a_sum_is_no_parameter():
    total = SumFormula(i, i, 0, n, n * (n + 1) / 2)
    assert parameters(total) == ()
    assert at(total, n=5, i=2) is total


def test_balls_at_a_point_and_on_a_line():
    above = OnBoxes(sp.exp(r) - 1 - r - eps * r**2, Domain.of(Real("r", ge=1, le=2), Real("eps", ge=0, le=1)))
    assert status(above, eps="1/2") is Status.CERTIFIED  # e^r > 1 + r + r²/2
    assert status(above, eps=1) is Status.REFUTED  # e < 3
    assert status(above, eps="1/2", r=1) is Status.CERTIFIED
    assert status(above, eps=1, r=1) is Status.REFUTED
    with pytest.raises(OutsideError):
        at(above, r=3)


def test_integrals_are_asked_at_the_value():
    b = sp.Symbol("b")
    integral = IntegralEquals(sp.exp(-b * x), x, sp.Integer(0), None, 1 / b, points=({"b": F(1)}, {"b": F(2)}))
    assert at(integral, b=3).points == ({"b": F(3)},)
    assert status(integral, b=3) is Status.CERTIFIED
    assert not listed(integral, {"b": F(3)})
    assert listed(integral, {"b": F(2)})


def test_families_build_at_values_that_they_do_not_list():
    def build(d):
        return Computation("p", ode_residual_is_zero, (("d", d),))

    family = Family("d", (3, 7), build)
    assert at(family, d=11) == build(11)
    assert status(family, d=11) is Status.PROVED
    with pytest.raises(OutsideError, match="no whole number"):
        at(family, d="7/2")
    pairs = Family("(d, ε)", ((3, F(1, 2)), (7, F(1, 2)), (7, F(1, 3))),
                   lambda at: ForAll((), sp.Lt(sp.Rational(str(at[1])), at[0], evaluate=False), Domain()))
    assert parameters(pairs) == ("d", "eps")
    assert at(pairs, d=5).values == ((5, F(1, 2)), (5, F(1, 3)))  # over the radii that are listed
    assert status(pairs, d=5, eps="1/9") is Status.PROVED
    assert status(pairs, d=5, eps=6) is Status.REFUTED
    assert listed(pairs, {"d": F(7), "eps": F(1, 3)})
    assert not listed(pairs, {"d": F(3), "eps": F(1, 3)})
    named = Family("k", ("one", "two"), lambda k: family)
    assert parameters(named) == ()


def test_what_is_listed_together_stays_together():
    # 1/4 < 1/3 and 1/8 < 1/7 are claimed, 1/4 < 1/7 is not, and is false
    pairs = Family("(d, ε)", ((3, F(1, 4)), (7, F(1, 8))), lambda at: ForAll(
        (), sp.Lt(sp.Rational(str(at[1])), sp.Rational(1, at[0]), evaluate=False), Domain()))
    assert listed(pairs, {"d": F(7)})
    assert status(pairs, d=7) is Status.PROVED
    assert not listed(pairs, {"d": F(7), "eps": F(1, 4)})
    assert status(pairs, d=7, eps="1/4") is Status.REFUTED
    a, b = sp.symbols("a b")
    product = IntegralEquals(sp.exp(-x), x, sp.Integer(0), None, a * b / 2, points=(
        {"a": F(1), "b": F(2)}, {"a": F(2), "b": F(1)}))  # 1 = ab/2 at these, not at (1, 1)
    assert at(product, a=1).points == ({"a": F(1), "b": F(2)},)
    assert not listed(product, {"a": F(1), "b": F(1)})
    assert status(product, a=1, b=1) is Status.REFUTED


def test_symbols_with_assumptions_take_values_as_well():
    n = sp.Symbol("d", positive=True, integer=True)
    below = ForAll((), sp.Lt(n, 6), Domain.of(D))
    assert (status(below, d=5), status(below, d=7)) == (Status.PROVED, Status.REFUTED)


def test_the_parts_that_speak_of_the_values():
    small = Identity(d, d, Domain.of(Integer("d", ge=3, le=5)))
    some = Family("d", (3,), lambda d: Identity(sp.Integer(d), sp.Integer(d)))
    below = ForAll((), sp.Lt(d, 6), Domain.of(D))
    both = All.of(small=small, inner=All.of(some=some, below=below))
    kept = claimed(both, {"d": F(7)})
    assert kept.part("inner").part("below").conclude == sp.Lt(7, 6, evaluate=False)
    assert kept.settle(Effort()).status is Status.REFUTED
    assert [name for name, _ in claimed(both, {"d": F(3)}).part("inner").named] == ["some", "below"]
    assert claimed(All.of(small=small, some=some), {"d": F(7)}) is None


def test_parts_that_say_nothing_at_the_value_are_left_out():
    # i < d − 3 with i ≥ 0: at d = 3 there is no such i
    below = ForAll((sp.Lt(i, d - 3),), sp.Gt(d - i, 3), Domain.of(D, Integer("i", ge=0)))
    other = Identity(2 * d, d + d, Domain.of(D))
    assert status(below, d=5) is Status.PROVED
    with pytest.raises(OutsideError, match="nothing satisfies"):
        status(below, d=3)
    assert status(All.of(below=below, other=other), d=3) is Status.PROVED
    with pytest.raises(OutsideError):
        status(All.of(below=below), d=3)
    assert status(All.of(below=below, other=Identity(2 * d, 3 * d, Domain.of(D))), d=3) is Status.REFUTED


def test_parts_without_the_variable_stay_the_same_objects():
    other = Identity(2 * r, r + r, Domain.of(R))
    both = All.of("for all d", first=Identity(2 * d, d + d, Domain.of(D)), other=other)
    assert at(both, d=7).part("other") is other
    assert at(both, d=7).claim is None  # the words are about every d
    assert at(both, eps="1/2") is both


def test_what_takes_no_value():
    f = sp.Function("f")
    with pytest.raises(NotSpecialisedError):  # f(1/2) and f(1/3) would pass for the same number
        at(Identity(f(eps), f(eps), Domain.of(EPS)), eps="1/2")
    with pytest.raises(NotSpecialisedError):
        at(Identity(sp.Derivative(eps**2, eps), 2 * eps, Domain.of(EPS)), eps="1/2")
    with pytest.raises(OutsideError, match="no value"):
        at(Identity(1 / (d - 3), 1 / (d - 3), Domain.of(D)), d=3)
    profile = PositiveDefinite(RadialProfile(3, 1, (1, 0, -10, 20, -15, 4)))
    assert parameters(profile) == ()
    assert at(profile, d=5) is profile
