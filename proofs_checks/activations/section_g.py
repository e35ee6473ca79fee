"""The text of appendix G: the sign's potential on circle and sphere, polynomial units one by one."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity, SolvesRecurrence
from verify.observe import Trials

from ..realizability import _duals
from . import _sphere

section_g = statement(
    "sec-G", "Common activations: what the text around the lemmas claims", kind="section", place="G.0.1",
    uses=("eq-1", "def-3.1"), proof_uses=("lem-B.1", "thm-G.3"), source="arXiv text, appendix G",
    reading="The sign is said to have a harmonic potential: true on the circle only, and there not at the point "
            "opposite the proton. Polynomial potentials are realizable, and polynomial units are said to find all "
            "protons one by one, without proof.")

a, b, v = sp.symbols("a b v")
TRIALS = f"{__package__}._trials_g"


@section_g.claim("harmonic", controls=lambda: {
    "on the sphere of R³": in_part("ΔΦ = 0 for 0 < α < π", replaced(
        lhs=_sphere.laplacian(_sphere.potential(), sp.Integer(3)))),
    "a jump of 2/π": in_part("the jump at −w", scaled("rhs", sp.Rational(1, 2))),
    "cos α": in_part("ΔΦ = 0 for 0 < α < π", replaced(lhs=_sphere.laplacian(
        sp.cos(_sphere.alpha), sp.Integer(2)))),
})
def harmonic() -> All:
    """That the sign's potential is harmonic: on the circle it is, at all θ ≠ ±w. Definition 3.1 asks for all θ ≠ w;
    but at −w the slope jumps by 4/π, as at a charge of the other sign, and on the circle that must be so (next claim).
    In the proof of Lemma G.1 this kink is what holds opposite electrons together."""
    return All((
        ("ΔΦ = 0 for 0 < α < π", _sphere.on_the_circle()),
        ("the jump at −w", _sphere.at_the_antipode()),
    ), "ΔΦ(θ, w) = 0 on S¹ for all θ ≠ ±w")


@section_g.claim("no-harmonic-potential-on-the-circle", reading="sharpened", controls=lambda: {
    "a kink is allowed": without(0),
})
def no_harmonic_potential_on_the_circle() -> ForAll:
    """No potential on the circle that depends on the angle is harmonic at all θ ≠ w unless it is constant: it is affine
    on both sides of w, with the slopes p and −p."""
    return _sphere.no_harmonic_potential()


@section_g.claim("not-harmonic-in-higher-dimensions", reading="sharpened", controls=lambda: {
    "d = 2": in_part("negative for α < π/2", lambda q: replaced(domain=Domain.of(
        Real("d", ge=2), *q.domain.variables[1:]))(q)),
    "4/π": in_part("Laplacian", scaled("rhs", 2)),
    "subharmonic near w": in_part("negative for α < π/2", without(0)),
})
def not_harmonic_in_higher_dimensions() -> All:
    """The restriction on the dimension is needed: on the sphere of R^d, d ≥ 3, the Laplacian is −(2/π)(d − 2) cot α,
    negative near w and positive near −w."""
    return _sphere.higher_spheres()


@section_g.claim("polynomial-realizable", controls=lambda: {
    "(θᵀw)^{m+1}": in_part("every m", in_part("k = 0", scaled("closed", _duals.rho))),
    "κ = 1 for every n": in_part("normalised", lambda p: _duals.hermite_orthonormal(_duals.kappa)),
})
def polynomial_realizable() -> All:
    """(θᵀw)^l is the potential of the Hermite polynomial He_l/√(l!), for every l: by Appendix B."""
    return All((
        ("every m", _duals.hermite_mean_for_all()),
        ("normalised", _duals.hermite_orthonormal()),
    ), "Φ(θ, w) = (θᵀw)^l is realizable for every l ≥ 0")


@section_g.claim("node-wise-descent", expect="observed", controls=lambda: {
    "w_j not orthogonal": replaced(trial=f"{TRIALS}:polynomial_units_not_orthonormal"),
})
def node_wise_descent() -> Trials:
    """Claimed without proof: one unit after another finds all orthonormal w_j. Five of them on the sphere of R^7, the
    degrees 3, 4 and 5, in at most 500 steps a unit. Seen, not proved, is that the steps are few."""
    return Trials("node-wise descent with Φ = (θᵀw)^l ends at loss < 1e-10, k = 5, d = 7, orthonormal w",
                  f"{TRIALS}:polynomial_units_find_all", (1, 60), "9/10")


@section_g.claim("node-wise-exact", reading="sharpened", controls=lambda: {
    "a = b": in_part("what a unit leaves", replaced(lhs=b * v + b * v)),
    "a unit that finds a taken place": in_part("all found", replaced(inhomogeneity=0)),
    "s = 2": in_part("either sign", replaced(assume=(sp.Eq(a, 2),))),
})
def node_wise_exact() -> All:
    """Given that each unit reaches a local minimum, for every k, d and l ≥ 3: it is at ±w_j with a charge that cancels
    b_j exactly (Theorem G.3, `local-minima`), b_j not 0; so after at most k units nothing is left."""
    n, k = sp.symbols("n k")
    return All((
        ("what a unit leaves", Identity(b * v + (-b) * v, 0, Domain.of(Real("b"), Real("v")))),
        ("either sign", ForAll((sp.Eq(a**2, 1),), sp.Eq(b * v + (-a * b) * (a * v), 0), Domain.of(
            Real("a"), Real("b"), Real("v")), named=("thm-G.3/local-minima: the charge is −s^l b_j, a = s^l = ±1",))),
        ("all found", SolvesRecurrence(
            n, k - n, ratio=1, inhomogeneity=-1, first=k, domain=Domain.of(Real("k", ge=1)))),
    ), "each unit at a local minimum of what is left  ⟹  loss 0 after at most k units")


@section_g.derivation
def by_hand() -> Iterator[Line]:
    """The sign's potential on circle and spheres."""
    yield Line("The sign has the potential, at the angle α,", _sphere.potential())
    yield Line("On the circle its second derivative in α is", sp.diff(_sphere.potential(), _sphere.alpha, 2))
    yield Line("but past α = π the angle falls again, and the slope jumps by", -2 * _sphere.slope())
    yield Line("On the sphere of R^d the Laplacian is",
               sp.simplify(_sphere.laplacian(_sphere.potential(), _sphere.d).doit()))
