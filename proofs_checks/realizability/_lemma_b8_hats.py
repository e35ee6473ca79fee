"""Lemma B.8 and Euclid's hats, the self-convolutions of balls: Hat_x′(r) = −c (x² − r²)^m on r < x, m = (d−1)/2.

In ρ = r² the operator D = −(1/(2r)) d/dr is −d/dρ, and M = ∫_r^∞ w(x) Hat_x dx gives
−M′ = c ∫_ρ^∞ w(√σ) (σ − ρ)^m dσ/(2√σ): so D^{m+1}(−M′) = m! c w(r)/(2r), whatever the weight w.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sympy as sp

from verify.certify import IntegralEquals
from verify.claims import Domain, Integer, Line, Real
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, eps, i, j, m, q, r, u, v, x
from . import _bent_potential as bent
from .lemma_b8 import lemma_b8

Expr = Any
f, g = sp.Function("f"), sp.Function("g")
SCALE = sp.Rational(1, 720)  # the factor c that makes Hat^{(6)}(r) = r for d = 7


# The printed pipeline in seven dimensions, λ = 1.

def laplacian(h: Expr, dimension: int) -> Expr:
    """The radial Laplacian h″ + (d−1)h′/r."""
    return sp.Derivative(h, (r, 2)) + (dimension - 1) * sp.Derivative(h, r) / r


def yukawa(at: Expr = r) -> Expr:
    """The λ-harmonic potential."""
    return sp.exp(-at) * (1 + at + at**2 / 3) / at**5


def printed_mixture() -> Expr:
    """What the hats give with the weight W."""
    return (r**4 + 14 * r**3 + 77 * r**2 + 189 * r + 189) * sp.exp(-r) / (45 * r**5)


def hat() -> Expr:
    """The hat: c times the integral of (x² − y²)³ over r < y < x."""
    primitive = x**6 * r - x**4 * r**3 + sp.Rational(3, 5) * x**2 * r**5 - r**7 / 7
    return SCALE * (primitive.subs(r, x) - primitive)


@cache
def kernel_weight(at: Expr = x) -> Expr:
    """W = −(Φ^{(6)}/x)′."""
    return sp.expand(-sp.diff(sp.expand(sp.diff(sp.expand(yukawa(at)), at, 6) / at), at))


@cache
def weight_of_hats(mixture: Expr) -> Expr:
    """The weight with which hats, c = 1/720, make a mixture: 2r D⁴(−M′)/(3! c)."""
    h = sp.expand(-sp.diff(sp.expand(mixture), r))
    for _ in range(4):
        h = sp.expand(-sp.diff(h, r) / (2 * r))
    return 2 * r * h / (6 * SCALE)


@cache
def weight_of_kernels(mixture: Expr) -> Expr:
    """The weight with which the T_x make a mixture: −(M^{(6)}/r)′."""
    return -sp.diff(sp.expand(sp.diff(sp.expand(mixture), r, 6) / r), r)


def mixed(shape: str, mixture: Expr, found: Expr, weight: Expr) -> All:
    """The mixture of hats or kernels with this weight is λ-harmonic; `found` is the weight that the mixture has."""
    domain = Domain.of(R_POS)
    return All.of(f"ΔM = λM for M(r) = ∫_r^∞ weight(x) {shape}_x(r) dx, d = 7, λ = 1",
                  the_weight_of_M=Identity(found, weight, domain),
                  harmonic=Identity(laplacian(mixture, 7), mixture, domain))


def mixed_hats(mixture: Expr, weight: Expr) -> All:
    """For hats."""
    return mixed("Hat", mixture, weight_of_hats(mixture), weight)


def mixed_kernels(mixture: Expr, weight: Expr) -> All:
    """For T_x."""
    return mixed("T", mixture, weight_of_kernels(mixture), weight)


# Signs inside the ball, for every m: x = r + u.

def slope(power: Expr = m) -> Expr:
    """(x² − r²)^m, as a product of positive factors."""
    return ((x - r) * (x + r)) ** power


def third_derivative() -> Identity:
    """Hat_x‴ = 2m (x² − r²)^{m−2} (x² − (2m−1) r²), with c = 1."""
    closed = 2 * m * slope(m - 2) * (x**2 - (2 * m - 1) * r**2)
    return Identity((-sp.diff(slope(), r, 2)).subs(x, r + u), closed.subs(x, r + u),
                    Domain.of(R_POS, Real("u", gt=0), Integer("m", ge=2)))


def third_sign(relation: Any) -> ForAll:
    """The sign of its last factor for (2m−1) r² < ε² and any radius x = ε + v ≥ ε."""
    return ForAll(((2 * m - 1) * r**2 < eps**2,), relation((eps + v) ** 2 - (2 * m - 1) * r**2, 0, evaluate=False),
                  Domain.of(R_POS, Real("eps", gt=0), Real("v", ge=0), Integer("m", ge=2)))


# The weight that is right for hats.

def substitution() -> Identity:
    """w(x)(x² − ρ)^m dx = G (σ − ρ)^m/m! dσ for w = (2x/m!) G and σ = x² = ρ + u."""
    return Identity(2 * x / sp.factorial(m) * q * u**m, q * u**m / sp.factorial(m) * sp.Derivative(x**2, x),
                    Domain.of(Real("x", gt=0), Real("u", gt=0), Real("q", ge=0), Integer("m", ge=1)))


def weight_step() -> Identity:
    """D on f/r^{2j−i}, where f = |Φ^{(1+i)}| and −f′ = |Φ^{(2+i)}|: a combination with coefficients (2j−i)/2, 1/2."""
    return Identity(-sp.Derivative(f(r) * r ** (i - 2 * j), r) / (2 * r),
                    (2 * j - i) / 2 * f(r) * r ** (i - 2 * j - 2) - sp.Derivative(f(r), r) / 2 * r ** (i - 2 * j - 1),
                    Domain.of(R_POS, Integer("i", ge=0), Integer("j", ge=0)))


def weight_step_sign() -> ForAll:
    """2j − i ≥ 0 for i ≤ j."""
    return ForAll((i <= j,), sp.Ge(2 * j - i, 0, evaluate=False), Domain.of(Integer("i", ge=0), Integer("j", ge=0)))


def jump_step() -> Identity:
    """Each derivative of g(v) v^j lowers the power of v by one and multiplies by j at v = 0."""
    return Identity(sp.Derivative(g(v) * v**j, v), (j * g(v) + v * sp.Derivative(g(v), v)) * v ** (j - 1),
                    Domain.of(Real("v", gt=0), Integer("j", ge=1)))


def jump_factor() -> Identity:
    """h(v) (r² − ε²)^j = h(v) (2ε + v)^j v^j at r = ε + v: the jump starts at order j."""
    h = sp.Function("h")(v)
    return Identity(h * ((eps + v) ** 2 - eps**2) ** j, h * (2 * eps + v) ** j * v**j,
                    Domain.of(Real("v", gt=0), Real("eps", gt=0), Integer("j", ge=1)))


# The claims.

@lemma_b8.claim("hats", severity="proof",
                wrong="The proof's kernels from Lemma B.7 do not give Φ back: ΔΦ̄ ≠ Φ̄ for d = 7.",
                reading="step", expect="refuted", controls=lambda: {
    "half of the weight": lambda c: mixed_hats(printed_mixture() / 2, kernel_weight(r) / 2),
}, true_controls=lambda: {
    "hats with their right weight": lambda c: mixed_hats(yukawa(), weight_of_hats(yukawa())),
})
def printed_hats() -> All:
    """With the hats (scaled to Hat^{(d−1)} = r) in place of T_x the construction does not give Φ back: d = 7, λ = 1.
    The mixture is found from its weight, as D⁴(−M′) = 3! c W(r)/(2r); ΔM/M at r = 1 is 133/235 = 0.565957…, not 1."""
    return mixed_hats(printed_mixture(), kernel_weight(r))


@lemma_b8.claim("hats-corrected", reading="corrected", corrects="hats", controls=lambda: {
    "half of the weight": lambda c: mixed_kernels(yukawa(), kernel_weight(r) / 2),
    "what the hats give": lambda c: mixed_kernels(printed_mixture(), kernel_weight(r)),
})
def kernels_in_their_place() -> All:
    """T_x with the same weight does give Φ back (for every Φ and d: `agreement`)."""
    return mixed_kernels(yukawa(), kernel_weight(r))


@lemma_b8.claim("hats-by-quadrature", reading="sharpened", expect="certified", controls=lambda: {
    "the hats give Φ": replaced(value=yukawa().subs(r, 1)),
})
def hats_by_quadrature() -> IntegralEquals:
    """What the hats give, at r = 1, by a rigorous integral: a second opinion on the closed form."""
    numerator, denominator = sp.fraction(sp.together(kernel_weight() * hat().subs(r, 1) * sp.exp(x)))
    integrand = sp.horner(sp.expand(numerator)) / denominator * sp.exp(-x)  # the form that balls evaluate fastest
    return IntegralEquals(integrand, x, sp.Integer(1), None, printed_mixture().subs(r, 1), digits=8)


@lemma_b8.claim("hats-ratio", reading="sharpened", controls=lambda: {
    "0.56596": in_part("at 1", replaced(rhs=sp.Rational(56596, 100000))),
    "in six dimensions": in_part("ratio", replaced(lhs=laplacian(printed_mixture(), 6) / printed_mixture())),
})
def hats_ratio() -> All:
    """For the mixture of hats ΔM/M is a ratio of polynomials, which tends to 1 only far out."""
    ratio = (r**4 + 10 * r**3 + 45 * r**2 + 105 * r + 105) / (r**4 + 14 * r**3 + 77 * r**2 + 189 * r + 189)
    return All.of("ΔM/M = 133/235 at r = 1",
                  ratio=Identity(laplacian(printed_mixture(), 7) / printed_mixture(), ratio, Domain.of(R_POS)),
                  at_1=Identity(ratio.subs(r, 1), sp.Rational(133, 235)))


@lemma_b8.claim("hats-signs", severity="proof",
                same_as="lem-B.8/hats",
                wrong="Self-convolved balls have Φ_x‴ > 0 near 0 for d ≥ 7, against Φ̄‴ ≤ 0.",
                reading="step", expect="refuted", controls=lambda: {
    "for r close to 0 only": in_part("sign", replaced(assume=(4 * (2 * m - 1) * r**2 < eps**2,))),
}, true_controls=lambda: {
    "Hat_x‴ ≥ 0": in_part("sign", replaced(conclude=third_sign(sp.Ge).conclude)),
})
def hats_signs() -> All:
    """The sign Φ̄‴ ≤ 0 that is claimed inside for d ≥ 5, read for a hat of radius x = ε + v: it fails."""
    return All.of("Hat_x‴(r) ≤ 0 for x ≥ ε and small r, m = (d−1)/2 ≥ 2",
                  formula=third_derivative(), sign=third_sign(sp.Le))


@lemma_b8.claim("hats-signs-corrected", reading="corrected", corrects="hats-signs", controls=lambda: {
    "d = 3": in_part("formula", lambda c: Identity(c.lhs.subs(m, 1), c.rhs, c.domain)),
    "as far as ε": in_part("sign", without(0)),
    "(2m + 1) r²": in_part("formula", added("rhs", r**2)),
})
def hats_third_derivative() -> All:
    """For d ≥ 5 every hat of radius ≥ ε has Hat_x‴ > 0 on r < ε/√(d−2), so every mixture of them, whatever its weight
    ≥ 0, has the wrong sign there: no choice of the weight saves the printed proof."""
    return All.of("Hat_x‴(r) = 2mc(x²−r²)^{m−2}(x² − (2m−1)r²) > 0 for x ≥ ε, (2m−1)r² < ε², m = (d−1)/2 ≥ 2",
                  formula=third_derivative(), sign=third_sign(sp.Gt))


@lemma_b8.claim("hat-weight", reading="sharpened", controls=lambda: {
    "w = (x/m!) …": in_part("substitution", substituted("lhs", {2 * x: x})),
    "i > j": in_part("signs", without(0)),
    "D without 1/2": in_part("operator", scaled("lhs", 2)),
})
def hat_weight() -> All:
    """The weight (2x/m!) [D^{m+1}(−Φ′)](x), D = −(1/(2r)) d/dr, makes the hats give Φ outside: in ρ = r² this is
    Taylor's formula from infinity. It is ≥ 0: D^j(−Φ′) is a sum over i ≤ j of nonnegative multiples of
    |Φ^{(1+i)}|/r^{2j−i}."""
    return All.of("∫_r^∞ w(x) Hat_x′(r) dx = Φ′(r), r ≥ ε, w(x) = (2x/m!) [D^{m+1}(−Φ′)](x) ≥ 0, Hat_x′ = −(x²−r²)^m",
                  substitution=substitution(), Taylor_from_infinity=bent.taylor_step(),
                  operator=weight_step(), signs=weight_step_sign())


@lemma_b8.claim("hat-smoothness", reading="sharpened", controls=lambda: {
    "a lower power": in_part("jump", scaled("rhs", 1 / v)),
    "2ε − v": in_part("factor", replaced(rhs=sp.Function("h")(v) * (2 * eps - v) ** j * v**j)),
})
def hat_smoothness() -> All:
    """Inside, −Φ_hat′ is Taylor's polynomial of degree m in ρ at ε², so it differs from −Φ′ by h(r)(ρ − ε²)^{m+1}:
    m derivatives agree at ε, the next differs by (m+1)! (2ε)^{m+1} h(ε). So Φ_hat is C^{(d+1)/2} and no better."""
    return All.of("Φ_hat^{(k)} is continuous at ε for k ≤ (d+1)/2, jumps for k = (d+3)/2 unless D^{m+1}(−Φ′)(ε) = 0",
                  factor=jump_factor(), jump=jump_step())


@lemma_b8.derivation
def lecture() -> Iterator[Line]:
    """What the hats give."""
    yield Line("Euclid's hats do not do this: for d = 7, λ = 1 they give", printed_mixture())
    yield Line("whose ΔM/M is", sp.factor(sp.simplify(
        laplacian(printed_mixture(), 7).doit() / printed_mixture())))
    yield Line("and their third derivative is positive near the centre", third_derivative())
