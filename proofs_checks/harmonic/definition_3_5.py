"""Definition 3.5: λ-harmonic potentials, and the realizable example that the text gives in one dimension."""

from collections.abc import Iterator
from fractions import Fraction

import sympy as sp

from verify.certify import IntegralEquals, Positive
from verify.claims import Domain, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity, SumFormula

from .._symbols import MU_POS, R_POS, d, i, lam, mu, omega, r, t, x, y, z
from .definition_3_1 import radial_laplacian

definition_3_5 = statement(
    "def-3.5", "λ-harmonic potential", kind="definition", published="10",
    proof_uses=("def-3.1", "thm-2.1", "fact-fourier"), source="arXiv text, Section 3.1",
    reading="Φ is λ-harmonic, λ > 0, when its Laplacian in θ is λΦ wherever θ ≠ w. The text's example is e^{−|a−b|} on "
            "the line, with λ = 1, which comes from an activation.")

f = sp.Function("f")(x)
b, c, sn, C, K = sp.symbols("b c s C K")
X_POS, OMEGA = Real("x", gt=0), Real("omega")
LINE = Domain.of(X_POS, OMEGA, MU_POS)


# Which eigenfunctions: the words before the definition.

@definition_3_5.claim("positive-eigenvalues", controls=lambda: {
    "zero admitted": in_part("excludes it", replaced(domain=Domain.of(Real("lam", ge=0), Real("y", gt=0)))),
    "negative eigenvalues admitted": in_part("excludes it", replaced(domain=Domain.of(Real("lam"), Real("y", gt=0)))),
})
def positive_eigenvalues() -> All:
    """The text speaks of positive eigenfunctions; it is the eigenvalue that is to be positive: λ = 0 is the harmonic
    case, and λ > 0 excludes exactly that."""
    return All.of(
        "λ = 0: ΔΦ = 0;  λ > 0 and Φ > 0: ΔΦ > 0",
        zero_is_harmonic=ForAll((sp.Eq(z, lam * y), sp.Eq(lam, 0)), sp.Eq(z, 0),
                                Domain.of(Real("lam"), Real("y"), Real("z"))),
        excludes_it=ForAll((), sp.Gt(lam * y, 0, evaluate=False), Domain.of(Real("lam", gt=0), Real("y", gt=0))),
    )


# The example e^{−|a−b|} in one dimension: x = a − b on one side, b − a on the other.

@definition_3_5.claim("example", controls=lambda: {
    "λ = 2": in_part("to the right", scaled("rhs", 2)),
    "λ = −1": in_part("to the left", scaled("rhs", -1)),
    "in the plane, with the 2-norm": in_part("to the right", lambda p: Identity(
        radial_laplacian(sp.exp(-r), sp.Integer(2)), sp.exp(-r), Domain.of(R_POS))),
    "in the plane, with the 1-norm": in_part("to the right", lambda p: Identity(
        sp.Derivative(sp.exp(-x - y), (x, 2)) + sp.Derivative(sp.exp(-x - y), (y, 2)), sp.exp(-x - y),
        Domain.of(X_POS, Real("y", gt=0)))),
    "e^{−x²}": in_part("to the right", lambda p: Identity(
        sp.Derivative(sp.exp(-x**2), (x, 2)), sp.exp(-x**2), Domain.of(X_POS))),
})
def example() -> All:
    """e^{−|a−b|} is its own second derivative on either side of the diagonal: λ-harmonic on the line, λ = 1."""
    return All.of(
        "Φ″ = Φ for Φ(x) = e^(−|x|), x ≠ 0",
        to_the_right=Identity(sp.Derivative(sp.exp(-x), (x, 2)), sp.exp(-x), Domain.of(X_POS)),
        to_the_left=Identity(sp.Derivative(sp.exp(x), (x, 2)), sp.exp(x), Domain.of(Real("x", lt=0))),
    )


@definition_3_5.claim("any-eigenvalue", reading="sharpened", controls=lambda: {
    "λ = μ": in_part("to the right", scaled("rhs", 1 / mu)),
    "in the plane, with the 2-norm": in_part("to the right", lambda p: Identity(
        radial_laplacian(sp.exp(-mu * r), sp.Integer(2)), mu**2 * sp.exp(-mu * r), Domain.of(R_POS, MU_POS))),
    "the bound is 1/2": in_part("bounded by 1", scaled("rhs", sp.Rational(1, 2))),
})
def any_eigenvalue() -> All:
    """e^{−μ|x|} is λ-harmonic for λ = μ², and bounded by 1: not all such potentials are unbounded (cf. Section 1.2)."""
    return All.of(
        "Φ″ = μ²Φ and 0 < Φ ≤ 1 for Φ(x) = e^(−μ|x|), x ≠ 0",
        to_the_right=Identity(sp.Derivative(sp.exp(-mu * x), (x, 2)), mu**2 * sp.exp(-mu * x), LINE),
        to_the_left=Identity(sp.Derivative(sp.exp(mu * x), (x, 2)), mu**2 * sp.exp(mu * x),
                             Domain.of(Real("x", lt=0), MU_POS)),
        bounded_by_1=MonomialBound(sp.exp(-mu * x), sp.Integer(1), Domain.of(X_POS, MU_POS)),
    )


@definition_3_5.claim("kink", reading="sharpened", controls=lambda: {
    "the slopes agree": in_part("they differ", replaced(conclude=sp.Eq(-mu, mu))),
    "e^{−x²} instead, whose slopes agree": in_part("from the right", replaced(
        lhs=sp.diff(sp.exp(-mu * x**2), x).subs(x, 0))),
})
def kink() -> All:
    """At θ = w the slope of e^{−μ|x|} jumps from μ to −μ: the exception that the definition makes is used."""
    mu_only = Domain.of(MU_POS)
    return All.of(
        "Φ′(0+) = −μ, Φ′(0−) = μ for Φ(x) = e^(−μ|x|)",
        from_the_right=Identity(sp.diff(sp.exp(-mu * x), x).subs(x, 0), -mu, mu_only),
        from_the_left=Identity(sp.diff(sp.exp(mu * x), x).subs(x, 0), mu, mu_only),
        they_differ=ForAll((), sp.Ne(-mu, mu), mu_only),
    )


# Realizable: the transform of e^{−|x|} is 2/(1 + ω²), twice the cosine integral over the half-line.

def primitive() -> sp.Expr:
    """Of e^{−x} cos ωx."""
    return sp.exp(-x) * (omega * sp.sin(omega * x) - sp.cos(omega * x)) / (1 + omega**2)


@definition_3_5.claim("transform", controls=lambda: {
    "1/(1 + ω)": in_part("from 0", replaced(rhs=-1 / (1 + omega))),
    "the sine has the other sign": in_part("primitive", replaced(
        lhs=sp.Derivative(primitive().subs(omega, -omega) + 2 * sp.exp(-x) * sp.cos(omega * x), x))),
    "e^{−2x}": in_part("primitive", scaled("rhs", sp.exp(-x))),
    "(ω s − c)² ≤ ω²": in_part("at most 1", replaced(conclude=sp.Le((omega * sn - c) ** 2, omega**2))),
    "x may stay below y": in_part("to infinity", replaced(assume=())),
})
def transform() -> All:
    """The primitive A is −1/(1 + ω²) at 0 and tends to 0: |A| ≤ e^{−x}, which is below each e^{−y} from x = y on."""
    return All.of(
        "∫_(−∞..∞) e^(−|x|)·cos(ω·x) dx = 2/(1 + ω²)",
        primitive=Identity(sp.Derivative(primitive(), x), sp.exp(-x) * sp.cos(omega * x), LINE),
        from_0=Identity(primitive().subs(x, 0), -1 / (1 + omega**2), Domain.of(OMEGA)),
        at_most_1=ForAll(
            (sp.Eq(c**2 + sn**2, 1),), sp.Le((omega * sn - c) ** 2, (1 + omega**2) ** 2),
            Domain.of(OMEGA, Real("c"), Real("s"))),
        to_infinity=MonomialBound(sp.exp(-x), sp.exp(-y), Domain.of(X_POS, Real("y", gt=0)), assume=(x >= y,)),
    )


@definition_3_5.claim("transform-by-the-equation", reading="sharpened", controls=lambda: {
    "λ = 2 in the equation": in_part("solved", replaced(assume=(sp.Eq(2 * C, 1 - omega**2 * C),))),
    "no kink": in_part("solved", replaced(assume=(sp.Eq(C, -(omega**2) * C),))),
    "one integration by parts forgotten": in_part("parts", added("rhs", -omega * f.diff(x) * sp.sin(omega * x))),
})
def transform_by_the_equation() -> All:
    """A second route: Φ″ = Φ integrated by parts twice; the boundary term is the kink, −Φ′(0+) = 1."""
    by_parts = sp.Derivative(f, x) * sp.cos(omega * x) + omega * f * sp.sin(omega * x)
    return All.of(
        "C = ∫_(0..∞) Φ·cos(ω·x) dx satisfies C = 1 − ω²·C",
        parts=Identity(sp.Derivative(by_parts, x), (f.diff(x, 2) + omega**2 * f) * sp.cos(omega * x), LINE),
        boundary=Identity(-by_parts.doit().subs(f, sp.exp(-x)).doit().subs(x, 0), 1, Domain.of(OMEGA)),
        solved=ForAll((sp.Eq(C, 1 - omega**2 * C),), sp.Eq(C, 1 / (1 + omega**2)), Domain.of(OMEGA, Real("C"))),
    )


@definition_3_5.claim("transform-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "1/(1 + 2ω²)": replaced(value=1 / (1 + 2 * omega**2)),
    "1/(1 + ω)²": replaced(value=1 / (1 + omega) ** 2),
})
def transform_by_quadrature() -> IntegralEquals:
    """A third opinion: rigorous quadrature at three frequencies."""
    return IntegralEquals(sp.exp(-x) * sp.cos(omega * x), x, sp.Integer(0), None, 1 / (1 + omega**2), points=tuple(
        {"omega": value} for value in (Fraction(0), Fraction(1, 2), Fraction(7, 3))), digits=20)


@definition_3_5.claim("realizable", controls=lambda: {
    "x e^{−x} instead": in_part("positive", replaced(conclude=2 * (1 - omega**2) / (1 + omega**2) ** 2 > 0)),
    "e^{x} in place of e^{−x}": in_part("below 1", replaced(lhs=sp.exp(2 * t))),
    "2/ω² is not below 2/(1 + ω²)": in_part("far out", replaced(conclude=sp.Ge(2 / (1 + omega**2), 2 / omega**2))),
    "2/|ω| in place of 2/ω²": in_part("far out, in all", replaced(lhs=sp.Derivative(-2 / omega, omega), rhs=2 / omega)),
})
def realizable() -> All:
    """What the paper asks for: square-integrable, the transform integrable and not negative (Theorem 2.1 then applies).

    ∫ e^{−2|x|} over (−T, T) is 1 − e^{−2T}; the transform is at most 2 on (−1, 1) and at most 2/ω² outside.
    """
    energy, far = -sp.exp(-2 * x) / 2, Real("omega", ge=1)
    return All((
        ("square-integrable", Identity(sp.Derivative(energy, x), sp.exp(-x) ** 2, Domain.of(X_POS))),
        ("over (−T, T)", Identity(2 * (energy.subs(x, t) - energy.subs(x, 0)), 1 - sp.exp(-2 * t),
                                  Domain.of(Real("t", gt=0)))),
        ("below 1", MonomialBound(sp.exp(-2 * t), sp.Integer(1), Domain.of(Real("t", gt=0)))),
        ("positive", ForAll((), 2 / (1 + omega**2) > 0, Domain.of(OMEGA))),
        ("near 0", ForAll((), sp.Le(2 / (1 + omega**2), 2), Domain.of(OMEGA))),
        ("far out", ForAll((), sp.Le(2 / (1 + omega**2), 2 / omega**2), Domain.of(far))),
        ("far out, in all", Identity(sp.Derivative(-2 / omega, omega), 2 / omega**2, Domain.of(far))),
        ("from 1 to T at most 2", ForAll((), sp.Le(2 - 2 / t, 2), Domain.of(Real("t", ge=1)))),
    ), "∫ e^(−2|x|) dx = 1,  F(Φ)(ω) = 2/(1 + ω²) > 0,  ∫ F(Φ) dω ≤ 8")


# Beyond one dimension.

@definition_3_5.claim("one-norm-off-the-hyperplanes", reading="sharpened", controls=lambda: {
    "λ = 1 in every dimension": in_part("all d coordinates", replaced(closed=z)),
    "λ = d + 1": in_part("all d coordinates", replaced(closed=(d + 1) * z)),
    "e^{−2x}": in_part("one coordinate", replaced(lhs=sp.Derivative(sp.exp(-2 * x) * y, (x, 2)))),
})
def one_norm_off_the_hyperplanes() -> All:
    """On R^d, where no coordinate of a − b is 0, each second derivative of Φ = e^{−‖a−b‖₁} is Φ itself: ΔΦ = dΦ."""
    others, value = Real("y", gt=0), Domain.of(Real("z", gt=0))
    return All.of(
        "Δ e^(−‖x‖₁) = d·e^(−‖x‖₁) where every x_i ≠ 0",
        one_coordinate=Identity(sp.Derivative(sp.exp(-x) * y, (x, 2)), sp.exp(-x) * y, Domain.of(X_POS, others)),
        all_d_coordinates=SumFormula(z, i, 1, d, d * z, value),
    )


@definition_3_5.claim("one-norm-on-a-hyperplane", reading="sharpened", controls=lambda: {
    "the slopes agree": in_part("they differ", replaced(conclude=sp.Eq(-y, y))),
    "where the other factor is 0": in_part("they differ", replaced(domain=Domain.of(Real("y", ge=0)))),
})
def one_norm_on_a_hyperplane() -> All:
    """For d ≥ 2 it has a kink wherever x_1 = 0, not only at θ = w; so it is λ-harmonic on the line only.

    y > 0 is the factor of the other coordinates.
    """
    others = Domain.of(Real("y", gt=0))
    return All.of(
        "∂₁e^(−‖x‖₁) jumps from y to −y across x_1 = 0, with y = e^(−|x_2| − … − |x_d|)",
        from_the_right=Identity(sp.diff(sp.exp(-x) * y, x).subs(x, 0), -y, others),
        from_the_left=Identity(sp.diff(sp.exp(x) * y, x).subs(x, 0), y, others),
        they_differ=ForAll((), sp.Ne(-y, y), others),
    )


@definition_3_5.claim("yukawa", reading="sharpened", controls=lambda: {
    "in dimension 4": replaced(lhs=radial_laplacian(sp.exp(-mu * r) / r, sp.Integer(4))),
    "λ = μ": scaled("rhs", 1 / mu),
    "e^{−μr}": replaced(lhs=radial_laplacian(sp.exp(-mu * r), sp.Integer(3)), rhs=mu**2 * sp.exp(-mu * r)),
    "e^{−μr}/r²": replaced(lhs=radial_laplacian(sp.exp(-mu * r) / r**2, sp.Integer(3)),
                           rhs=mu**2 * sp.exp(-mu * r) / r**2),
})
def yukawa() -> Identity:
    """In three dimensions: Yukawa's potential e^{−μr}/r, for λ = μ²; with μ = 0 it is the electric one."""
    return Identity(radial_laplacian(sp.exp(-mu * r) / r, sp.Integer(3)), mu**2 * sp.exp(-mu * r) / r,
                    Domain.of(R_POS, MU_POS))


@definition_3_5.claim("unbounded-in-space", reading="sharpened", expect="certified", controls=lambda: {
    "in dimension 4": in_part("g = rΦ", replaced(lhs=radial_laplacian(sp.Function("g")(r) / r, sp.Integer(4)))),
    "A without the derivative": in_part("A is constant", replaced(
        lhs=sp.Derivative(sp.Function("g")(r) * sp.exp(mu * r) / 2, r))),
    "e^{x} − e^{−x} > x³": in_part("growth", scaled("rhs", 3)),
    "x² = 3K/b": in_part("beyond each bound", replaced(assume=(sp.Eq(x**2, 3 * K / b),))),
})
def unbounded_in_space() -> All:
    """In R³ a radial potential that is λ-harmonic off the diagonal is Φ = (A e^{−μr} + B e^{μr})/r: unbounded, or zero.

    Bounded by M near 0, it has A = −B; then rΦ = b (e^{x} − e^{−x}) with x = μr, and |b| x³/3 ≤ |rΦ| ≤ K x, K = M/μ,
    cannot hold for all x. This is why the paper bends its potential near the diagonal.
    """
    g = sp.Function("g")(r)
    equation = g.diff(r, 2) - mu**2 * g
    first, second = (g - g.diff(r) / mu) * sp.exp(mu * r) / 2, (g + g.diff(r) / mu) * sp.exp(-mu * r) / 2
    space = Domain.of(R_POS, MU_POS)
    return All((
        ("g = rΦ", Identity(radial_laplacian(g / r, sp.Integer(3)), g.diff(r, 2) / r, space)),
        ("A is constant", Identity(sp.Derivative(first, r), -equation * sp.exp(mu * r) / (2 * mu), space)),
        ("B is constant", Identity(sp.Derivative(second, r), equation * sp.exp(-mu * r) / (2 * mu), space)),
        ("together", Identity(first * sp.exp(-mu * r) + second * sp.exp(mu * r), g, space)),
        ("growth", Positive(sp.exp(x) - sp.exp(-x), Domain.of(X_POS), ">", x**3 / 3)),
        ("beyond each bound", ForAll((sp.Eq(x**2, 3 * K / b + 1),), b * x**3 / 3 > K * x,
                                     Domain.of(X_POS, Real("b", gt=0), Real("K", ge=0)))),
    ), "ΔΦ = μ²Φ on R³ without 0, Φ radial and bounded  ⟹  Φ = 0")


@definition_3_5.derivation
def by_hand() -> Iterator[Line]:
    """The example, its kink, and its transform by the equation that it solves."""
    g = sp.exp(-mu * x)
    yield Line("On x > 0, twice differentiated,", sp.Eq(sp.Derivative(g, (x, 2)), sp.diff(g, x, 2)))
    yield Line("so λ = μ². At 0 the slopes from the right and from the left differ by",
               sp.diff(g, x).subs(x, 0) - sp.diff(g.subs(mu, -mu), x).subs(x, 0))
    cosine = sp.cos(omega * x)
    by_parts = sp.diff(g, x) * cosine + omega * g * sp.sin(omega * x)
    yield Line("For the transform, integrate Φ″ = μ²Φ against cos ωx by parts, twice. (Φ″ + ω²Φ) cos ωx has the "
               "primitive", by_parts)
    boundary = sp.Eq(mu**2 * C + omega**2 * C, -by_parts.subs(x, 0), evaluate=False)
    yield Line("It vanishes at infinity; so C = ∫_(0..∞) Φ cos ωx dx satisfies", boundary)
    (solved,) = sp.solve(boundary, C)
    yield Line("and the transform is twice", solved)
    yield Line("It is positive and decays like 1/ω², so it is integrable, and Φ comes from an activation.")
    yield Line("In three dimensions the same equation has the solution", sp.exp(-mu * r) / r)
