"""Canonical forms: what must be zero is, what is not is not, and what is outside the rule is refused."""

import pytest
import sympy as sp

from verify.claims import Domain, Effort, Integer, Real, Status
from verify.exact import Identity, SolvesRecurrence, SumFormula, UnsupportedFormError, canonical_form

x, y, n, m, d = sp.symbols("x y n m d")
DOMAIN = Domain.of(Real("x", gt=0), Real("y"), Integer("n", ge=0), Integer("m", ge=1), Integer("d", ge=3))
f = sp.Function("f")(x)


@pytest.mark.parametrize("zero", [
    sp.sqrt(8) - 2 * sp.sqrt(2),
    sp.exp(x) * sp.exp(-x) - 1,
    (1 + x) ** (n + 2) - (1 + x) ** n * (1 + 2 * x + x**2),
    sp.factorial(n + 2) - (n + 1) * (n + 2) * sp.factorial(n),
    sp.binomial(n + 1, m) - sp.binomial(n, m) - sp.binomial(n, m - 1),
    sp.rf(d, n + 1) - sp.rf(d, n) * (d + n),
    (-1) ** (2 * n + 1) + 1,
    (-1) ** (n + 1) + (-1) ** n,
    4**n - 2 ** (2 * n),
    sp.Rational(2, 3) ** n * 3**n - 2**n,
    sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1,
    sp.sin(x) ** 4 - (1 - sp.cos(x) ** 2) ** 2,
    sp.gamma(sp.Rational(5, 2)) - 3 * sp.sqrt(sp.pi) / 4,
    sp.diff(f**2, x) - 2 * f * sp.diff(f, x),
    (x * sp.exp(y)) ** d - x**d * sp.exp(d * y),
    sp.E - sp.exp(1),
    1 / (sp.exp(x) * x**n) - sp.exp(-x) * x ** (-n),
])
def test_zero(zero: sp.Expr) -> None:
    assert canonical_form(zero, DOMAIN) == {}


@pytest.mark.parametrize("nonzero", [
    x ** (d - 2) - x ** (d - 1), sp.factorial(n + 1) - n * sp.factorial(n), (-1) ** n - 1, 2**n - 3**n,
    sp.sin(x) - sp.cos(x), sp.exp(x) - sp.exp(2 * x), sp.diff(f, x) - f, sp.sqrt(x) - x,
])
def test_not_zero(nonzero: sp.Expr) -> None:
    assert canonical_form(nonzero, DOMAIN)


@pytest.mark.parametrize("outside", [
    y**d,  # y may be negative
    (x - 1) ** d, (-2) ** x, sp.gamma(1 / x), sp.exp(1 / x), sp.Abs(y), 1 / (1 + sp.exp(x)),
])
def test_refused(outside: sp.Expr) -> None:
    with pytest.raises(UnsupportedFormError):
        canonical_form(outside, DOMAIN)


def test_square_root_of_a_square_is_not_the_number_itself() -> None:
    """SymPy with a positive symbol would say √(y²) = y; for real y that is false at y < 0."""
    finding = Identity(sp.sqrt(y**2), y, Domain.of(Real("y"))).settle(Effort())
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness["at"]["y"].startswith("-")


def test_refuted_with_a_point_of_the_domain() -> None:
    domain = Domain.of(Integer("d", ge=3, residue=(3, 4)))
    witness = Identity(d**2, 3 * d, domain).settle(Effort()).evidence.witness  # true at d = 3, false at d = 7
    assert witness["at"] == {"d": "7"}
    assert witness["lhs"].startswith("49")


def test_equality_on_a_few_points_is_not_a_proof() -> None:
    """A polynomial that vanishes at every sample is still not called zero."""
    samples = Real("y").samples()
    product = sp.Mul(*(y - sp.Rational(str(s)) for s in samples))
    finding = Identity(product, 0, Domain.of(Real("y"))).settle(Effort())
    assert finding.status is Status.UNDECIDED


def test_symbols_with_hidden_assumptions_are_misuse() -> None:
    positive = sp.Symbol("x", positive=True)
    with pytest.raises(ValueError, match="plain symbol"):
        Identity(sp.sqrt(positive**2), positive, Domain.of(Real("x"))).settle(Effort())


def test_symbol_without_a_range_is_misuse() -> None:
    with pytest.raises(ValueError, match="not in the domain"):
        Identity(sp.Symbol("w"), 0, DOMAIN).settle(Effort())


def test_sums_by_induction() -> None:
    i = sp.Symbol("i")
    squares = SumFormula(i**2, i, 0, n, n * (n + 1) * (2 * n + 1) / 6)
    assert squares.settle(Effort()).status is Status.PROVED
    wrong_start = SumFormula(i**2, i, 0, n, n * (n + 1) * (2 * n + 1) / 6 + 1)  # the step alone would not see it
    assert wrong_start.settle(Effort()).status is Status.REFUTED


def test_recurrences_by_induction() -> None:
    catalan = sp.factorial(2 * n) / (sp.factorial(n) * sp.factorial(n + 1))
    assert SolvesRecurrence(n, catalan, (4 * n + 2) / (n + 2), 1).settle(Effort()).status is Status.PROVED
    assert SolvesRecurrence(n, catalan, (4 * n + 2) / (n + 2), 2).settle(Effort()).status is Status.REFUTED


@pytest.mark.parametrize("integral", [
    # SymPy 1.14 gives 0 for ∫₀¹ √(1−x) log(1−x) dx; by hand (t = 1 − x) it is ∫₀¹ √t log t dt = −4/9.
    (sp.Rational(2, 3) * x ** sp.Rational(3, 2) * sp.log(x) - sp.Rational(4, 9) * x ** sp.Rational(3, 2),
     sp.sqrt(x) * sp.log(x)),
])
def test_antiderivatives_are_closed_by_differentiation(integral: tuple[sp.Expr, sp.Expr]) -> None:
    antiderivative, integrand = integral
    domain = Domain.of(Real("x", gt=0))
    assert Identity(sp.Derivative(antiderivative, x), integrand, domain).settle(Effort()).status is Status.PROVED
    assert antiderivative.subs(x, 1) == sp.Rational(-4, 9)
