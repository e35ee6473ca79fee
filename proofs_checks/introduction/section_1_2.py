"""Section 1.2: what the overview says of equilibria, of the electric potential and of λ-harmonic ones."""

from collections.abc import Iterator
from fractions import Fraction

import sympy as sp

from verify.certify import IntegralEquals
from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Identity

from .._symbols import MU_POS, R_POS, d, r, s, t, u, v, x, y, z
from . import _equilibria, _unbounded_radial

section_1_2 = statement(
    "sec-1.2", "Overview: equilibria, Earnshaw's theorem, λ-harmonic potentials", kind="text",
    uses=("def-3.1", "def-3.5"), source="arXiv text, Section 1.2",
    reading="Under 1/r electrons are said to be at equilibrium only at protons; 1/r comes from no activation; a "
            "vanishing Laplacian leaves a way down from every critical point; λ-harmonic potentials are said to be "
            "unbounded.")

a, b, c, e, q, C, M, N, S, T = sp.symbols("a b c e q C M N S T")
H = {pair: sp.Symbol(f"h_{pair}") for pair in ("11", "22", "33", "12", "13", "23")}
R, rho = _equilibria.R, _equilibria.rho


# Equilibria under 1/r.

@section_1_2.claim("equilibrium-only-at-protons", severity="wording",
                   wrong="Equilibria need not be matched: halfway between two protons is one.",
                   expect="refuted", true_controls=lambda: {
    "a single proton": _equilibria.one_proton(),
    "beyond both protons": _equilibria.beyond(),
})
def equilibrium_only_at_protons() -> ForAll:
    """False: halfway between two protons an electron feels no force. Earnshaw's theorem is about stable equilibria."""
    return _equilibria.between_two_protons()


@section_1_2.claim("no-stable-equilibrium", reading="corrected", corrects="equilibrium-only-at-protons",
                   controls=lambda: {
    "the potential 1/r²": in_part("primitive", scaled("rhs", 1 / s)),
    "a charge inside the sphere, R < ρ": in_part("mean", replaced(lhs=((R + rho) - (rho - R)) / (2 * R * rho))),
    "s² in place of s": in_part("substitution", scaled("rhs", s)),
    "a charge of another potential": in_part("one more charge, u", without(1)),
    "the mean need not be the value at the centre": in_part("not all around is higher", without(1)),
})
def no_stable_equilibrium() -> All:
    """Right for stable ones, and proved here from scratch: over a small sphere about an electron the mean of its
    energy is the energy at the centre (Newton), so it cannot be higher all around."""
    return _equilibria.no_stable_equilibrium()


@section_1_2.claim("mean-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "1/R + ρ²": replaced(value=2 / R + rho**2),
    "the potential 1/r²": substituted("integrand", {sp.Rational(-1, 2): -1}),
})
def mean_by_quadrature() -> IntegralEquals:
    """A second opinion on the mean value, by rigorous quadrature at three spheres."""
    spheres = ((Fraction(1), Fraction(1, 2)), (Fraction(3), Fraction(7, 3)), (Fraction(5, 2), Fraction(1, 10)))
    return IntegralEquals(1 / sp.sqrt(R**2 + rho**2 - 2 * R * rho * u), u, sp.Integer(-1), sp.Integer(1), 2 / R,
                          points=tuple({"R": apart, "rho": radius} for apart, radius in spheres), digits=20)


@section_1_2.claim("as-many-electrons-as-protons", reading="sharpened", controls=lambda: {
    "p² = 2y²": in_part("along", replaced(assume=(sp.Eq(R**2, sp.Symbol("p") ** 2 + y**2),
                                                  sp.Eq(sp.Symbol("p") ** 2, 2 * y**2)))),
    "the electrons attract": in_part("along", lambda part: ForAll(part.assume, sp.Eq(
        _equilibria.rhombus_forces()[1] - 2 / (2 * y) ** 2, 0), part.domain)),
    "only one proton": in_part("across", lambda part: Identity(
        _equilibria.rhombus_forces()[0] - sp.Symbol("p") / R**3, 0, part.domain)),
})
def as_many_electrons_as_protons() -> All:
    """Also with two of each, all of charge one, and no electron at a proton: the corners of a rhombus of angle 60°."""
    return _equilibria.rhombus()


@section_1_2.claim("midpoint-is-a-saddle", reading="sharpened", controls=lambda: {
    "it is lower across": in_part("across it is higher", replaced(conclude=sp.Lt(-2 / c, -2))),
    "it is higher along": in_part("along it is lower", replaced(conclude=sp.Gt(-1 / (1 + x) - 1 / (1 - x), -2))),
    "at the midpoint too": in_part("along it is lower", replaced(domain=Domain.of(Real("x", ge=0, lt=1)))),
})
def midpoint_is_a_saddle() -> All:
    """The equilibrium between two protons is unstable, as it must be: lower along the line, higher across it."""
    return All.of(
        "E(x, z) = −1/|(x + 1, z)| − 1/|(x − 1, z)|: E(x, 0) < E(0, 0) < E(0, z) for 0 < x < 1, z ≠ 0",
        along_it_is_lower=ForAll((), -1 / (1 + x) - 1 / (1 - x) < -2, Domain.of(Real("x", gt=0, lt=1))),
        across_it_is_higher=ForAll((sp.Eq(c**2, 1 + z**2),), -2 / c > -2, Domain.of(Real("z", gt=0), Real("c", gt=0))),
    )


# No activation for 1/r.

@section_1_2.claim("no-activation", controls=lambda: {
    "no inequality of Cauchy and Schwarz": in_part("far apart", without(0)),
    "energies beyond M": in_part("far apart", without(2)),
    "2/M apart": in_part("far apart", replaced(conclude=sp.Ge(r * M, 2))),
    "(M + 1)³ of them": in_part("finitely many in a ball", replaced(conclude=sp.Le(N, (M + 1) ** 3))),
    "the balls may overlap": in_part("finitely many in a ball", without(0)),
})
def no_activation() -> All:
    """Right when E σ(X, w)² is to be finite. Places where it is at most M are 1/M apart, as Φ is 1/r and at most M;

    so there are finitely many in a ball, and with M = 1, 2, … they would not fill it: a ball is not countable. On the
    diagonal, E σ(X, w)² = Φ(w, w) would be 1/0. With infinite energies it is another matter (Lemma B.10).
    """
    return All.of(
        "E σ(X, θ)σ(X, w) = 1/|θ − w| for all θ ≠ w  ⟹  E σ(X, w)² = ∞ for some w",
        far_apart=ForAll(
            (sp.Le(C**2, a * b), a <= M, b <= M, sp.Eq(C * r, 1)), r * M >= 1,
            Domain.of(R_POS, Real("a", ge=0), Real("b", ge=0), Real("M", gt=0), Real("C")),
            named=("Cauchy and Schwarz: (E στ)² ≤ E σ² · E τ²", "E σ² ≤ M", "E τ² ≤ M", "E στ = 1/r")),
        finitely_many_in_a_ball=ForAll(
            (N / (2 * M) ** 3 <= (1 + 1 / (2 * M)) ** 3,), N <= (2 * M + 1) ** 3,
            Domain.of(Real("N", ge=0), Real("M", gt=0)),
            named=("balls of radius 1/(2M) about N places of the unit ball are disjoint: volumes",)),
    )


# The proof of Earnshaw's theorem, as it is told.

@section_1_2.claim("laplacian", controls=lambda: {
    "the potential 1/r²": in_part("one charge", substituted("lhs", {sp.Rational(1, 2): 1})),
    "two coordinates": in_part("one charge", lambda part: Identity(
        sp.Add(*part.lhs.args[:2]), 0, part.domain)),
    "the charges so far": in_part("one more charge", without(0)),
})
def laplacian() -> All:
    """The energy of an electron among any number of charges has the Laplacian zero, away from them (cf. Def. 3.1)."""
    g = 1 / sp.sqrt(x**2 + y**2 + z**2)
    space = Domain.of(*(Real(name, gt=0) for name in "xyz"))
    return All.of(
        "Δ_x Σ_j q_j/|x − w_j| = 0",
        one_charge=Identity(sp.Add(*(sp.Derivative(g, (axis, 2)) for axis in (x, y, z))), 0, space),
        one_more_charge=ForAll((sp.Eq(S, 0), sp.Eq(T, 0)), sp.Eq(S + q * T, 0),
                               Domain.of(Real("S"), Real("T"), Real("q")), named=("the charges so far", "one charge")),
    )


def trace_zero() -> sp.Expr:
    """tr h = 0."""
    return sp.Eq(H["11"] + H["22"] + H["33"], 0)


def along_axes() -> tuple[sp.Expr, ...]:
    """vᵀhv ≥ 0 for v = e_i."""
    return tuple(sp.Ge(H[pair], 0) for pair in ("11", "22", "33"))


def along_diagonals() -> tuple[sp.Expr, ...]:
    """vᵀhv ≥ 0 for v = e_i ± e_j."""
    return tuple(sp.Ge(H[i + i] + H[j + j] + sign * 2 * H[i + j], 0)
                 for i, j in ("12", "13", "23") for sign in (1, -1))


@section_1_2.claim("direction-of-reduction", controls=lambda: {
    "the trace need not vanish": in_part("along the axes", without(2)),
    "a positive entry on the diagonal": in_part("along the diagonals", without(2)),
    "no diagonals in space": in_part("in space", replaced(assume=(trace_zero(), *along_axes()))),
    "one diagonal only": in_part("along the diagonals", without(1)),
    "the remainder may be as large": in_part("downwards", replaced(assume=(sp.Le(v, -q / 2),))),
})
def direction_of_reduction() -> All:
    """A symmetric matrix of trace 0 that is nonnegative along all axes e_i and diagonals e_i ± e_j is zero; for all d.

    So a Hessian that is not zero is negative along one of them, and with the gradient zero that is a way down.
    """
    return All.of(
        "∇L = 0, tr ∇²L = 0, ∇²L ≠ 0  ⟹  L(x + tv) < L(x) for some v and all small t",
        along_the_axes=ForAll((e >= 0, s >= 0, sp.Eq(e + s, 0)), sp.Eq(e, 0), Domain.of(Real("e"), Real("s")),
                              named=("h_ii", "the others", "the trace")),
        along_the_diagonals=ForAll((a + b + 2 * c >= 0, a + b - 2 * c >= 0, sp.Eq(a, 0), sp.Eq(b, 0)), sp.Eq(c, 0),
                                   Domain.of(Real("a"), Real("b"), Real("c")),
                                   named=("e_i + e_j", "e_i − e_j", "along the axes", "along the axes")),
        in_space=ForAll((trace_zero(), *along_axes(), *along_diagonals()),
                        sp.And(*(sp.Eq(h, 0) for h in H.values())), Domain.of(*(Real(str(h)) for h in H.values()))),
        downwards=ForAll((sp.Le(v, -q / 4),), t**2 * (q / 2 + v) < 0,
                         Domain.of(Real("q", lt=0), Real("v"), Real("t", gt=0)),
                         named=("the remainder of Taylor's formula is o(t²)",)),
    )


ORIGIN = {x: 0, y: 0, z: 0}


def six_protons() -> sp.Expr:
    """The energy of an electron at (x, y, z) amid protons at ±t e_1, ±t e_2, ±t e_3."""
    return -sum(1 / sp.sqrt((x - t * i) ** 2 + (y - t * j) ** 2 + (z - t * k) ** 2) for i, j, k in (
        (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)))


@section_1_2.claim("hessian-zero-and-yet-a-way-down", reading="sharpened", controls=lambda: {
    "four protons": in_part("h_11", replaced(
        lhs=sp.diff(six_protons() + 2 / sp.sqrt(x**2 + y**2 + (z - t) ** 2), x, 2).subs(ORIGIN))),
    "one of them moved": in_part("h_12", replaced(lhs=sp.diff(-1 / sp.sqrt((x - t) ** 2 + (y - t) ** 2 + z**2),
                                                              x, y).subs(ORIGIN))),
    "uphill": in_part("down along an axis", replaced(conclude=sp.Lt(2 / (1 - x**2) + 4 / c, 6))),
    "beyond a proton": in_part("down along an axis", replaced(domain=Domain.of(Real("x", gt=1), Real("c", gt=0)))),
})
def hessian_zero_and_yet_a_way_down() -> All:
    """The exception is no escape for 1/r: amid six protons at ±t e_i the Hessian is zero, yet moving towards any one
    of them lowers the energy. (By the symmetry of the six, h_11 and h_12 stand for all.)"""
    positive = Domain.of(Real("t", gt=0))
    return All((
        ("gradient", Identity(sp.diff(six_protons(), x).subs(ORIGIN), 0, positive)),
        ("h_11", Identity(sp.diff(six_protons(), x, 2).subs(ORIGIN), 0, positive)),
        ("h_12", Identity(sp.diff(six_protons(), x, y).subs(ORIGIN), 0, positive)),
        ("down along an axis", ForAll((sp.Eq(c**2, 1 + x**2),), 2 / (1 - x**2) + 4 / c > 6,
                                      Domain.of(Real("x", gt=0, lt=1), Real("c", gt=0)), named=("t = 1",))),
    ), "an electron amid protons at ±t·e_1, ±t·e_2, ±t·e_3: ∇E = 0 and ∇²E = 0, but E is not least there")


# λ-harmonic potentials are said to be unbounded.

@section_1_2.claim("unbounded", severity="wording",
                   wrong="λ-harmonic potentials can be bounded for d = 1: e^{−√λ r} is.",
                   expect="refuted", true_controls=lambda: {
    "in space, where Φ = (A e^{−μr} + B e^{μr})/r": in_part("not zero, so unbounded", replaced(
        conclude=sp.Or(sp.Ne(_unbounded_radial.A + _unbounded_radial.B, 0), sp.Ne(_unbounded_radial.B, 0)))),
})
def unbounded() -> All:
    """False on the line, where e^{−μ|x|} (the paper's own example of Section 3.1) is λ-harmonic and at most 1."""
    return _unbounded_radial.on_the_line()


@section_1_2.claim("unbounded-from-dimension-2", reading="corrected", corrects="unbounded", controls=lambda: {
    "on the line": in_part("steeper than 1/r", replaced(domain=Domain.of(
        Real("r", gt=0, le=1), Integer("d", ge=1)))),
    "eigenvalue −λ": in_part("with ΔΦ = λΦ, from f² ≥ m on", replaced(domain=Domain.of(
        *(Real(name) for name in ("x", "y", "lam")), Real("m", gt=0)))),
    "the volume r^{d−1}": in_part("by at most λM r^d/d", substituted("rhs", {r ** (d - 1): r**d})),
    "from r = z on": in_part("half of the ball is outside", replaced(domain=Domain.of(
        Real("y", ge=1), _unbounded_radial.FROM_2), facts=())),
    "in all, from r = z": in_part("in all, from r = 2z", replaced(lhs=_unbounded_radial.lam * (z**2 - 4 * z**2))),
    "half the flux lost": in_part("near c > 0", without(1)),
    "K = 4M/c": in_part("too deep, K = ln(r₀/r)", replaced(assume=(sp.Eq(_unbounded_radial.K * c, 4 * M),))),
})
def unbounded_from_dimension_2() -> All:
    """Right for d ≥ 2, for each radial λ-harmonic potential that is not zero, not only for those that decay."""
    return _unbounded_radial.from_two_dimensions_on()


@section_1_2.derivation
def by_hand() -> Iterator[Line]:
    """An equilibrium without a match, and why it cannot be stable."""
    along = _equilibria.force((x, sp.S.Zero, sp.S.Zero), (
        ((sp.Integer(1), sp.S.Zero, sp.S.Zero), 1, 1 - x), ((sp.Integer(-1), sp.S.Zero, sp.S.Zero), 1, 1 + x)))[0]
    yield Line("An electron at (x, 0, 0) between protons at (±1, 0, 0) is pulled along the line by", along)
    yield Line("which vanishes halfway between them:", sp.Eq(along, sp.factor(along)))
    balance = _equilibria.rhombus_forces()[1]
    yield Line("With two electrons at (0, ±y, 0), protons at (±p, 0, 0) and sides R, the force on one of them is",
               balance)
    yield Line("At p² = 3y² the sides are R = 2y, and it is", balance.subs(R, 2 * y))
    mean = dict(_equilibria.mean_over_a_sphere())
    yield Line("Such an equilibrium is never stable. Over a sphere of radius ρ whose centre is at the distance R > ρ "
               "from a charge, substitute the distance s for u = cos(angle):", mean["substitution"])
    yield Line("The mean of 1/s is the value at the centre:", sp.Eq(
        sp.Integral(1 / s * (s / (R * rho)), (s, R - rho, R + rho)) / 2, sp.simplify(mean["mean"].lhs)))
    yield Line("It is so for any number of charges; so the energy is not higher all around the centre.")
    f, lam, mu = _unbounded_radial.f, _unbounded_radial.lam, _unbounded_radial.mu
    yield Line("For λ-harmonic potentials the flux r^{d−1}f′ through spheres is not constant but grows:",
               sp.Eq(sp.Derivative(_unbounded_radial.flux() * f, r), r ** (d - 1) * (f.diff(r) ** 2 + lam * f**2)))
    yield Line("so the square of one that is bounded near 0 keeps growing, for d ≥ 2; on the line e^{−μ|x|} has a kink "
               "instead, and is bounded.",
               MonomialBound(sp.exp(-mu * x), sp.Integer(1), Domain.of(Real("x", gt=0), MU_POS)))
