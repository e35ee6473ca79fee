"""Definition 3.1: harmonic potentials, with the examples and the remarks that the text makes around it."""

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from verify.claims import Domain, Integer, Line, Real, statement
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll, MonomialBound
from verify.exact import All, Family, Identity

from .._symbols import D_ANY, R_POS, d, n, q, r, s, x, y

definition_3_1 = statement(
    "def-3.1", "Harmonic potential", kind="definition", published="6",
    source="arXiv text, Sections 1.2 and 3",
    reading="Φ(θ, w) is harmonic when its Laplacian in θ, the trace of its Hessian, is zero wherever θ ≠ w. The text's "
            "examples are r^{2−d} in every dimension d ≠ 2 and −ln r in dimension 2, with r = |θ − w|.")

f = sp.Function("f")(r)
theta, w, Q, M, e = sp.symbols("theta w Q M e")
RADIAL = Domain.of(R_POS, D_ANY)
D_FROM_3 = Integer("d", ge=3)


def radial_power() -> sp.Expr:
    """The text's r^{2−d}."""
    return r ** (2 - d)


def radial_laplacian(g: sp.Expr, dim: sp.Expr = d) -> sp.Expr:
    """g″ + (dim − 1) g′/r, with the derivatives left to be done."""
    return sp.Derivative(g, (r, 2)) + (dim - 1) / r * sp.Derivative(g, r)


def along(g: sp.Expr, coordinate: sp.Expr, slope: sp.Expr) -> sp.Expr:
    """∂g/∂coordinate for g(coordinate, r) where ∂r/∂coordinate = slope: the chain rule."""
    return sp.diff(g, coordinate) + slope * sp.diff(g, r)


def partial_trace(count: sp.Expr, squares: sp.Expr) -> sp.Expr:
    """The sum of `count` second derivatives of f(r), `squares` being the sum of the squares of their coordinates."""
    return f.diff(r, 2) * squares / r**2 + (count - squares / r**2) * f.diff(r) / r


# The Laplacian of a radial function: the trace of its Hessian, for every d.

@definition_3_1.claim("trace-of-hessian", controls=lambda: {
    "the identity matrix has trace d + 1": in_part("all d coordinates", replaced(lhs=partial_trace(d + 1, r**2))),
    "∂r/∂x is x²/r": in_part("slope", scaled("lhs", x)),
    "f′ is forgotten in a second derivative": in_part("one coordinate", added("rhs", -f.diff(r) / r)),
    "a coordinate counts twice": in_part("one more coordinate", replaced(
        lhs=partial_trace(n + 2, Q + x**2) - partial_trace(n, Q))),
})
def trace_of_hessian() -> All:
    """The trace of the Hessian of any f(r), for all d: coordinate by coordinate, by induction on their number."""
    second = along(along(f, x, x / r), x, x / r)
    domain = Domain.of(R_POS, D_ANY, Real("x"), Real("q"), Real("Q", ge=0), Integer("n", ge=0))
    return All.of(
        "Δ f(r) = tr(∇²f) = f″(r) + (d − 1)·f′(r)/r",
        slope=Identity(2 * r * (x / r), sp.Derivative(x**2 + q, x), domain),
        one_coordinate=Identity(second, f.diff(r, 2) * x**2 / r**2 + (1 - x**2 / r**2) * f.diff(r) / r, domain),
        no_coordinate=Identity(partial_trace(sp.Integer(0), sp.Integer(0)), 0, domain),
        one_more_coordinate=Identity(partial_trace(n + 1, Q + x**2) - partial_trace(n, Q), second, domain),
        all_d_coordinates=Identity(partial_trace(d, r**2), radial_laplacian(f), domain),
    )


@definition_3_1.claim("divergence-form", reading="sharpened", controls=lambda: {
    "the weight is r^d": substituted("lhs", {r ** (d - 1): r**d}),
})
def divergence_form() -> Identity:
    """The same operator written as a divergence, the form in which the flux through spheres is read off."""
    return Identity(sp.Derivative(r ** (d - 1) * sp.Derivative(f, r), r) / r ** (d - 1), radial_laplacian(f), RADIAL)


# The examples of the text.

@definition_3_1.claim("power", controls=lambda: {
    "r^{3−d}": replaced(lhs=radial_laplacian(r ** (3 - d))),
    "r^{1−d}": replaced(lhs=radial_laplacian(r ** (1 - d))),
    "in dimension d + 1": replaced(lhs=radial_laplacian(radial_power(), d + 1)),
})
def power() -> Identity:
    """r^{2−d} is harmonic off the diagonal, for every d at once (constant for d = 2, which the text leaves out)."""
    return Identity(radial_laplacian(radial_power()), 0, RADIAL)


def cartesian(dim: int, function: sp.Expr) -> Identity:
    """Σ ∂²/∂x_i² of a function of q = |x|² is zero; each x_i enters squared, so positive ones suffice."""
    coordinates = sp.symbols(f"x_1:{dim + 1}")
    g = function.subs(q, sum(c**2 for c in coordinates))
    return Identity(sp.Add(*(sp.Derivative(g, (c, 2)) for c in coordinates)), 0,
                    Domain.of(*(Real(c.name, gt=0) for c in coordinates)))


def cartesian_power(dim: int, shift: int = 0) -> Identity:
    """The Cartesian Laplacian of r^{2 − dim + shift} is zero."""
    return cartesian(dim, q ** sp.Rational(2 - dim + shift, 2))


@definition_3_1.claim("power-in-coordinates", expect="certified", controls=lambda: {
    "r^{3−d}": lambda c: replace(c, build=lambda dim: cartesian_power(dim, 1)),
    "r^{1−d}": lambda c: replace(c, build=lambda dim: cartesian_power(dim, -1)),
})
def power_in_coordinates() -> Family:
    """The second opinion: plain second derivatives in x_1, …, x_d, no use made of the radial formula."""
    return Family("d", (1, 3, 4, 5), cartesian_power,
                  claim="Σ ∂²/∂x_i² (x_1² + … + x_d²)^(1−d/2) = 0")


@definition_3_1.claim("logarithm", controls=lambda: {
    "in dimension 3": in_part("radial", replaced(lhs=radial_laplacian(-sp.log(r), 3))),
    "in dimension 1": in_part("radial", replaced(lhs=radial_laplacian(-sp.log(r), 1))),
    "three coordinates": in_part("coordinates", lambda c: cartesian(3, -sp.log(q) / 2)),
})
def logarithm() -> All:
    """In dimension 2 it is −ln r that is harmonic: by the radial formula, and in coordinates."""
    return All.of(
        "Δ(−ln r) = 0 for d = 2",
        radial=Identity(radial_laplacian(-sp.log(r), sp.Integer(2)), 0, Domain.of(R_POS)),
        coordinates=cartesian(2, -sp.log(q) / 2),
    )


@definition_3_1.claim("coulomb", controls=lambda: {
    "in dimension 4": replaced(lhs=radial_laplacian(1 / r, 4)),
    "1/r²": replaced(lhs=radial_laplacian(1 / r**2, 3)),
})
def coulomb() -> Identity:
    """The natural setting: 1/r in three dimensions."""
    return Identity(radial_laplacian(1 / r, sp.Integer(3)), 0, Domain.of(R_POS))


@definition_3_1.claim("symmetric", controls=lambda: {
    "∂r/∂w has the sign of ∂r/∂θ": in_part("slopes", replaced(
        rhs=sp.Derivative((theta - w) ** 2 + q, w))),
    "a factor θ": in_part("Laplacians", scaled("rhs", theta)),
})
def symmetric() -> All:
    """Φ depends on |θ − w| only, so it is symmetric, and harmonic in w exactly when it is so in θ."""
    slope = (theta - w) / r
    in_theta, in_w = (along(along(f, c, sign * slope), c, sign * slope) for c, sign in ((theta, 1), (w, -1)))
    domain = Domain.of(R_POS, Real("theta"), Real("w"), Real("q"))
    return All.of(
        "Φ(θ, w) = Φ(w, θ) and Δ_w Φ = Δ_θ Φ",
        distance=Identity((theta - w) ** 2, (w - theta) ** 2, domain),
        slopes=Identity(sp.Derivative((theta - w) ** 2 + q, theta), -sp.Derivative((theta - w) ** 2 + q, w), domain),
        Laplacians=Identity(in_theta, in_w, domain),
    )


# What the text says about these potentials.

@definition_3_1.claim("some-negative-eigenvalue", controls=lambda: {
    "the trace need not vanish": in_part("trace zero", without(2)),
    "an eigenvalue may be negative": in_part("trace zero", without(0)),
    "a summand may be negative": in_part("sums", without(1)),
})
def some_negative_eigenvalue() -> All:
    """Trace zero: were no eigenvalue negative, each one, e, would be minus a sum of nonnegative ones, so zero."""
    return All.of(
        "eigenvalues that add up to 0 and are not all 0: one of them is < 0",
        sums=ForAll((s >= 0, x >= 0), s + x >= 0, Domain.of(Real("s"), Real("x"))),
        trace_zero=ForAll((e >= 0, s >= 0, sp.Eq(e + s, 0)), sp.Eq(e, 0), Domain.of(Real("e"), Real("s"))),
    )


@definition_3_1.claim("eigenvalues", reading="sharpened", controls=lambda: {
    "the radial eigenvalue is halved": in_part("radial", scaled("rhs", sp.Rational(1, 2))),
    "the tangential one is positive": in_part("tangential", scaled("rhs", -1)),
    "d = 2 admitted": in_part("negative", replaced(domain=Domain.of(Integer("d", ge=2)))),
})
def eigenvalues() -> All:
    """The Hessian of r^{2−d} has f″ once and f′/r, negative for d ≥ 3, d − 1 times: it never vanishes."""
    return All.of(
        "∇² r^(2−d) has the eigenvalues (d−2)(d−1)·r^(−d) once and −(d−2)·r^(−d), d−1 times",
        radial=Identity(sp.Derivative(radial_power(), (r, 2)), (d - 2) * (d - 1) * r ** (-d), RADIAL),
        tangential=Identity(sp.Derivative(radial_power(), r) / r, -(d - 2) * r ** (-d), RADIAL),
        trace=Identity((d - 2) * (d - 1) - (d - 1) * (d - 2), 0, RADIAL),
        negative=ForAll((), -(d - 2) < 0, Domain.of(D_FROM_3)),
    )


@definition_3_1.claim("hessian-can-vanish", controls=lambda: {
    "−ln r": replaced(lhs=sp.Derivative(-sp.log(r), (r, 2))),
    "1/r": replaced(lhs=sp.Derivative(1 / r, (r, 2))),
})
def hessian_can_vanish() -> Identity:
    """A harmonic potential whose Hessian is zero everywhere: r itself, which is r^{2−d} in dimension 1."""
    return Identity(sp.Derivative(r, (r, 2)), 0, Domain.of(R_POS))


@definition_3_1.claim("unbounded", controls=lambda: {
    "in dimension 2": replaced(domain=Domain.of(Integer("d", ge=2), Real("M", gt=0))),
    "far away": replaced(rhs=(1 + M) ** (2 - d)),
    "the bound is 2 + M": replaced(lhs=2 + M),
})
def unbounded() -> MonomialBound:
    """For d ≥ 3, r^{2−d} exceeds any bound M near the diagonal: at r = 1/(1 + M) it is (1 + M)^{d−2} ≥ 1 + M."""
    return MonomialBound(1 + M, (1 + M) ** (d - 2), Domain.of(D_FROM_3, Real("M", gt=0)), facts=(1 + M >= 1,))


@definition_3_1.claim("infinite-at-zero", controls=lambda: {
    "r up to 2/M": replaced(assume=(r * M < 2,)),
    "r² < 1/M": replaced(assume=(r**2 * M < 1,)),
})
def infinite_at_zero() -> ForAll:
    """1/r goes to infinity as r → 0: it exceeds M as soon as r < 1/M."""
    return ForAll((r * M < 1,), 1 / r > M, Domain.of(R_POS, Real("M", gt=0)))


@definition_3_1.claim("may-not-be-realizable", controls=lambda: {
    "no factor 2": in_part("Cauchy and Schwarz", replaced(conclude=sp.Le(4 * x * y, x**2 + y**2))),
    "a distance of 1/s + 1": in_part("too large", replaced(assume=(sp.Eq((r - 1) * s, 1),))),
})
def may_not_be_realizable() -> All:
    """An activation with E σ² = s, finite, has |Φ| ≤ s everywhere; 1/r exceeds s. (Infinite E σ² is another matter.)"""
    return All.of(
        "E σ(X, θ)² = s for all θ  ⟹  E σ(X, θ)σ(X, w) ≤ s, but 1/r > s at r = 1/(s + 1)",
        Cauchy_and_Schwarz=ForAll((), sp.Le(2 * x * y, x**2 + y**2), Domain.of(Real("x"), Real("y"))),
        too_large=ForAll((sp.Eq(r * (s + 1), 1),), 1 / r > s, Domain.of(R_POS, Real("s", ge=0))),
    )


@definition_3_1.claim("flux", reading="sharpened", controls=lambda: {
    "the area grows like r^d": in_part("flux", substituted("lhs", {r ** (d - 1): r**d})),
    "d = 2 admitted": in_part("not zero", replaced(domain=RADIAL)),
})
def flux() -> All:
    """The exception at θ = w is needed: the flux of r^{2−d} through spheres about w is the same for all, and not 0."""
    return All.of(
        flux=Identity(r ** (d - 1) * sp.Derivative(radial_power(), r), 2 - d, RADIAL),
        not_zero=ForAll((), sp.Ne(2 - d, 0), Domain.of(D_FROM_3)),
    )


@definition_3_1.claim("one-force-law", reading="sharpened", controls=lambda: {
    "without the factor 1/(d − 2)": in_part("powers", scaled("lhs", d - 2)),
    "+ln r": in_part("logarithm", scaled("lhs", -1)),
})
def one_force_law() -> All:
    """r^{2−d}/(d − 2) and −ln r repel likes with one force law; r^{2−d} alone attracts them in dimension 1."""
    return All.of(
        powers=Identity(sp.Derivative(radial_power() / (d - 2), r), -(r ** (1 - d)), RADIAL),
        logarithm=Identity(sp.Derivative(-sp.log(r), r), -1 / r, Domain.of(R_POS)),
    )


@definition_3_1.derivation
def by_hand() -> Iterator[Line]:
    """From one second derivative to the two examples."""
    second = sp.collect(sp.expand(along(along(f, x, x / r), x, x / r)), [f.diff(r, 2), f.diff(r)])
    yield Line("Since ∂r/∂x_i = x_i/r, a second derivative of f(r) along a coordinate x is", second)
    yield Line("Add up d coordinates; their squares add up to r²:", sp.expand(partial_trace(d, r**2)))
    a = sp.Symbol("a")
    on_power = sp.factor(sp.simplify(radial_laplacian(r**a).doit()))
    yield Line("On a power r^a this gives", sp.Eq(radial_laplacian(r**a), on_power))
    for root in sp.solve(on_power / r ** (a - 2), a):
        yield Line("which vanishes for", sp.Eq(a, root))
    yield Line("At d = 2 the two meet, and the second solution is a logarithm:",
               sp.Eq(radial_laplacian(-sp.log(r), sp.Integer(2)), radial_laplacian(-sp.log(r), sp.Integer(2)).doit()))
