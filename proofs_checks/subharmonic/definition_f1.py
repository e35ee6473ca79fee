"""Definition F.1: strictly subharmonic potentials, with the example r^{2−d−ε} that is given for them."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import D_ANY, R_POS, d, eps, lam, n, r
from ..harmonic.definition_3_1 import radial_laplacian

definition_f1 = statement(
    "def-F.1", "Strictly subharmonic potential", kind="definition", uses=("def-3.1", "def-3.5"),
    source="arXiv text, appendix F",
    reading="Φ(θ, w) is strictly subharmonic when its Laplacian in θ is positive wherever θ ≠ w (so it has second "
            "derivatives there). The example r^{2−d−ε} is one when d + ε > 2: for every ε > 0 in two or more "
            "dimensions, but on the line for ε > 1 only. It is bounded near the diagonal on the line for ε ≤ 1 only: "
            "so never when it is strictly subharmonic.")

M, phi, trace = sp.symbols("M Φ ΔΦ")
EPS_POS = Real("eps", gt=0)
RADIAL = Domain.of(R_POS, D_ANY, EPS_POS)


def laplacian_of_example(factor: sp.Expr | None = None) -> Identity:
    """Δ r^{2−d−ε} = ε(d + ε − 2) r^{−d−ε}, for symbolic d and ε."""
    factor = eps * (d + eps - 2) if factor is None else factor
    return Identity(radial_laplacian(r ** (2 - d - eps)), factor * r ** (-d - eps), RADIAL)


def positive(domain: Domain, assume: tuple[sp.Expr, ...] = ()) -> All:
    """The example's Laplacian is positive on a domain of d and ε: its factor is, and the power is."""
    return All.of(
        f"ΔΦ = ε·(d+ε−2)·r^(−d−ε) > 0 for Φ = r^(2−d−ε), {domain.text()}",
        Laplacian=laplacian_of_example(),
        positive=ForAll(assume, eps * (d + eps - 2) > 0, domain),
    )


@definition_f1.claim("example", severity="wording",
                     wrong="The example r^{2−d−ε} is not strictly subharmonic for d = 1, ε ≤ 1.",
                     expect="refuted", controls=lambda: {
    "for ε ≥ 0": lambda claim: positive(Domain.of(Integer("d", ge=2), Real("eps", ge=0))),
}, true_controls=lambda: {
    "d ≥ 2": lambda claim: positive(Domain.of(Integer("d", ge=2), EPS_POS)),
    "ε > 1": lambda claim: positive(Domain.of(D_ANY, Real("eps", gt=1))),
})
def example() -> All:
    """False on the line for ε ≤ 1: there r^{1−ε} has the second derivative −ε(1 − ε) r^{−1−ε}, which is not > 0."""
    return positive(Domain.of(D_ANY, EPS_POS))


@definition_f1.claim("example-where-it-is-one", reading="corrected", corrects="example", controls=lambda: {
    "d + ε ≥ 2": in_part("positive", replaced(assume=(sp.Ge(d + eps, 2),))),
    "ε(d + ε − 1)": in_part("Laplacian", lambda claim: laplacian_of_example(eps * (d + eps - 1))),
    "the other sign": in_part("Laplacian", scaled("rhs", -1)),
    "no ε": in_part("positive", replaced(domain=Domain.of(D_ANY, Real("eps")))),
})
def example_where_it_is_one() -> All:
    """r^{2−d−ε} is strictly subharmonic when ε > 0 and d + ε > 2: for d ≥ 2 always."""
    return All.of(
        "ε > 0, d + ε > 2  ⟹  Δ r^(2−d−ε) > 0",
        Laplacian=laplacian_of_example(),
        positive=ForAll((d + eps > 2,), eps * (d + eps - 2) > 0, Domain.of(D_ANY, EPS_POS)),
        from_dimension_2_on=ForAll((), d + eps > 2, Domain.of(Integer("d", ge=2), EPS_POS)),
    )


@definition_f1.claim("unbounded-from-dimension-2", controls=lambda: {
    "on the line": replaced(domain=Domain.of(D_ANY, EPS_POS, Real("M", gt=0), Integer("n", ge=1))),
    "n need not be large": replaced(assume=()),
    "far away": replaced(rhs=(1 + M) ** (-n * (d + eps - 2))),
})
def unbounded() -> MonomialBound:
    """"Unbounded for most d" is for every d ≥ 2: at r = (1 + M)^{−n}, n ≥ 1/ε, the value is at least 1 + M."""
    return MonomialBound(1 + M, (1 + M) ** (n * (d + eps - 2)),
                         Domain.of(Integer("d", ge=2), EPS_POS, Real("M", gt=0), Integer("n", ge=1)),
                         assume=(sp.Ge(n * eps, 1),), facts=(1 + M >= 1,))


def bounded_on_the_line(assume: tuple[sp.Expr, ...] = ()) -> MonomialBound:
    """r^{1−ε} ≤ 1 for r ≤ 1; where ε > 1, it exceeds 1 at r = 1/2."""
    return MonomialBound(r ** (1 - eps), sp.Integer(1), Domain.of(Real("r", gt=0, le=1), EPS_POS), assume=assume,
                         facts=(r <= 1,))


@definition_f1.claim("bounded-on-the-line", severity="wording",
                     wrong="For d = 1 it is bounded only if ε ≤ 1, when it is not subharmonic.",
                     expect="refuted", controls=lambda: {
    "ε ≤ 2": lambda claim: bounded_on_the_line((eps <= 2,)),
}, true_controls=lambda: {
    "ε ≤ 1": lambda claim: bounded_on_the_line((eps <= 1,)),
})
def bounded_line() -> All:
    """For d = 1 the example r^{1−ε} is not bounded at θ = w for all ε: for ε = 2 it is 1/r. (Bounded: by 1 for r ≤ 1,
    as r^{1−ε} ≤ C near 0 forces ε ≤ 1, and then C = 1 will do.)"""
    return bounded_on_the_line()


@definition_f1.claim("bounded-for-small-eps", reading="corrected", corrects="bounded-on-the-line", controls=lambda: {
    "ε ≤ 2": in_part("bounded", replaced(assume=(eps <= 2,))),
    "unbounded for ε ≥ 1": in_part("unbounded beyond", replaced(assume=(sp.Ge(eps, 1), sp.Ge(n * eps, 1)))),
    "subharmonic at ε = 2": in_part("not subharmonic", replaced(domain=Domain.of(Real("eps", gt=0, le=2)))),
})
def bounded_for_small_eps() -> All:
    """On the line r^{1−ε} is bounded near 0 exactly for ε ≤ 1; and then ΔΦ ≤ 0: never both at once.

    For ε > 1 it is at least 1 + M at r = (1 + M)^{−n}, n(ε − 1) ≥ 1.
    """
    return All.of(
        "d = 1: r^(1−ε) is bounded near 0 if and only if ε ≤ 1, and then ε·(ε−1) ≤ 0",
        bounded=bounded_on_the_line((eps <= 1,)),
        unbounded_beyond=MonomialBound(
            1 + M, (1 + M) ** (n * (eps - 1)), Domain.of(EPS_POS, Real("M", gt=0), Integer("n", ge=1)),
            assume=(sp.Ge(n * (eps - 1), 1),), facts=(1 + M >= 1,)),
        not_subharmonic=ForAll((), sp.Le(eps * (1 + eps - 2), 0), Domain.of(Real("eps", gt=0, le=1))),
    )


@definition_f1.claim("bounded-examples", reading="sharpened", controls=lambda: {
    "λ ≥ 0": in_part("λ-harmonic", replaced(domain=Domain.of(Real("lam", ge=0), Real("Φ", gt=0), Real("ΔΦ")))),
    "Φ of any sign": in_part("λ-harmonic", replaced(domain=Domain.of(Real("lam", gt=0), Real("Φ"), Real("ΔΦ")))),
    "not convex": in_part("e^{−r} on the line", scaled("rhs", -1)),
})
def bounded_examples() -> All:
    """What is bounded and strictly subharmonic: on the line e^{−r}; a positive λ-harmonic Φ is strictly subharmonic."""
    return All((
        ("λ-harmonic", ForAll((sp.Eq(trace, lam * phi),), trace > 0,
                              Domain.of(Real("lam", gt=0), Real("Φ", gt=0), Real("ΔΦ")), named=("def-3.5",))),
        ("e^{−r} on the line", Identity(sp.Derivative(sp.exp(-r), (r, 2)), sp.exp(-r), Domain.of(R_POS))),
    ), "ΔΦ = λ·Φ, λ > 0, Φ > 0  ⟹  ΔΦ > 0; so for e^(−|x|) on the line")


@definition_f1.derivation
def by_hand() -> Iterator[Line]:
    """The Laplacian of a power, and where it is positive."""
    a = sp.Symbol("a")
    on_power = sp.factor(sp.simplify(radial_laplacian(r**a).doit()))
    yield Line("On a power r^a the Laplacian is", sp.Eq(radial_laplacian(r**a), on_power, evaluate=False))
    yield Line("For a = 2 − d − ε this is", sp.factor(sp.simplify(on_power.subs(a, 2 - d - eps))))
    yield Line("positive when d + ε > 2. On the line it is", sp.factor(sp.simplify(on_power.subs({a: 1 - eps, d: 1}))))
    yield Line("positive for ε > 1, where r^{1−ε} is unbounded at 0; bounded for ε ≤ 1, where it is not positive. In "
               "no dimension is the example bounded and strictly subharmonic at once; e^{−r} on the line is:",
               sp.Eq(sp.Derivative(sp.exp(-r), (r, 2)), sp.diff(sp.exp(-r), r, 2), evaluate=False))
