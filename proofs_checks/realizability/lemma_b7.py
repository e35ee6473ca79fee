"""Lemma B.7: a potential whose (d−1)-th derivative is a tent, as a mixture of simpler ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import sympy as sp

from verify.claims import Domain, Integer, Line, Proposition, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import D_ODD, D_PAPER, R_POS, d, eps, j, m, n, r, t, u, x, y
from . import _hats_b7 as hats
from . import _kernel_b7 as kernels

lemma_b7 = statement(
    "lem-B.7", "A potential with a tent as its (d−1)-th derivative", kind="lemma", uses=("def-B.5",),
    proof_uses=("lem-B.6", "fact-fourier", "fact-tonelli", "fact-nonnegative-transform", "fact-laplace", "fact-askey"),
    source="arXiv text, Appendix B.3",
    reading="Given ε and t, some potential on R^d comes from an activation, is F-integrable, vanishes beyond t, and "
            "has a (d−1)-th radial derivative that rises linearly up to ε and falls linearly from there to 0 at t.")

EPS_POS, T_POS, X_POS = kernels.EPS_POS, kernels.T_POS, kernels.X_POS


def along(*path: str, change: Callable[[Any], Proposition]) -> Callable[[Any], Proposition]:
    """A change in a part of a part of ... an `All`."""
    for name in reversed(path):
        change = in_part(name, change)
    return change


# The statement.

@lemma_b7.claim("any-eps-and-t", severity="wording",
                wrong="ε < t is needed: for t < r ≤ ε the clauses contradict each other.",
                expect="refuted", controls=lambda: {
    "with the second slope also wrong": replaced(conclude=sp.Or(r <= t, sp.Eq(t / eps * r, 0))),
}, true_controls=lambda: {
    "ε at most t": replaced(assume=(r <= eps, eps <= t)),
})
def any_eps_and_t() -> ForAll:
    """For t < r ≤ ε one clause asks for 0 beyond t and another for (t−ε)r/ε ≠ 0: ε and t cannot both be arbitrary."""
    return ForAll((r <= eps,), sp.Or(r <= t, sp.Eq((t - eps) / eps * r, 0), evaluate=False),
                  Domain.of(EPS_POS, T_POS, R_POS))


def existence_controls() -> dict[str, Callable[[Any], Proposition]]:
    """What breaks the existence of the mixture."""
    return {
        "ε may exceed t": along("no contradiction", change=without(0)),
        "the inner slope (t−ε)/t": along("derivatives", "inside order d minus 1", change=scaled("rhs", eps / t)),
        "weight 1/x in place of 1/x²": along("closed form", "antiderivative", change=scaled("rhs", r + u)),
        "a jump of order d−1 allowed": along("derivatives", "nothing jumps at eps or t", change=replaced(
            assume=(kernels.k <= d,))),
    }


@lemma_b7.claim("eps-below-t", reading="corrected", corrects="any-eps-and-t", controls=existence_controls)
def eps_below_t() -> All:
    """With 0 < ε < t the lemma holds: the mixture of T_x does it (for ε = t, the zero function)."""
    return kernels.existence(D_PAPER)


@lemma_b7.claim("every-odd-dimension", reading="sharpened", controls=existence_controls)
def every_odd_dimension() -> All:
    """d ≡ 3 mod 4 is not needed: with T_x in place of Euclid's hat every odd d ≥ 3 will do."""
    return kernels.existence(D_ODD)


# The activation and its potential.

Y = Real("y", ge=0)


@cache
def density_root() -> Any:
    """σ is the indicator times this, y = |x|, where the Gaussian average of a product is to be a plain integral."""
    return 1 / sp.sqrt((2 * sp.pi) ** (-d / 2) * sp.exp(-(y**2) / 2))


@lemma_b7.claim("activation-weight", severity="misprint",
                wrong="(2π)^{1/4} should be (2π)^{d/4}; only a constant factor is lost.",
                reading="step", expect="refuted", controls=lambda: {
    "(2π)^{1/2}": scaled("lhs", (2 * sp.pi) ** sp.Rational(1, 4)),
}, true_controls=lambda: {
    "on the line, d = 1": lambda claim: replace(claim, rhs=claim.rhs.subs(d, 1), domain=Domain.of(Y)),
})
def activation_weight() -> Identity:
    """(2π)^{1/4} e^{y²/4} turns the Gaussian average into the integral only on the line; harmless after a scaling."""
    return Identity((2 * sp.pi) ** sp.Rational(1, 4) * sp.exp(y**2 / 4), density_root(), Domain.of(D_PAPER, Y))


@lemma_b7.claim("activation-weight-corrected", reading="corrected", corrects="activation-weight", controls=lambda: {
    "(2π)^{d/2}": scaled("lhs", (2 * sp.pi) ** (d / 4)),
    "e^{y²/2}": scaled("lhs", sp.exp(y**2 / 4)),
})
def activation_weight_corrected() -> Identity:
    """With (2π)^{d/4}, as in Theorem 2.1, the potential is the convolution of the indicator with itself."""
    return Identity((2 * sp.pi) ** (d / 4) * sp.exp(y**2 / 4), density_root(), Domain.of(Integer("d", ge=1), Y))


@lemma_b7.claim("radius-of-the-spheres", severity="misprint",
                wrong="The intersecting spheres have radius t/2, not t.",
                reading="step", expect="refuted", controls=lambda: {
    "radius 3t/4": lambda claim: hats.apart(3 * t / 4),
}, true_controls=lambda: {
    "radius t/2": lambda claim: hats.apart(t / 2),
})
def radius_of_the_spheres() -> ForAll:
    """Two balls of radius t still meet at distances between t and 2t, where the printed potential is 0."""
    return hats.apart(t)


@cache
def constant() -> Any:
    """2·π^m/Γ(m + 1)."""
    return 2 * hats.ball(2 * m)


@lemma_b7.claim("intersection", reading="corrected", corrects="radius-of-the-spheres", controls=lambda: {
    "C = κ_{d−1}, one cap": lambda claim: hats.intersection(constant() / 2),
    "C = 2κ_d": lambda claim: hats.intersection(2 * hats.ball(2 * m + 1)),
    "for d = 3, 2t − r": in_part("d 3", replaced(rhs=sp.pi / 12 * (t - r) ** 2 * (2 * t - r))),
})
def intersection() -> All:
    """The printed integral is the common volume of two balls of radius t/2, with C = 2κ_{d−1} (κ: unit balls)."""
    return hats.intersection(constant())


@lemma_b7.claim("slope", reading="step", controls=lambda: {
    "C′ = C": lambda claim: hats.slope(hats.C),
    "plus": scaled("rhs", -1),
})
def slope() -> Identity:
    """Φ_t′ is −C′((t/2)² − (r/2)²)^{(d−1)/2} with C′ = C/2: the j-th terms of both binomial series agree."""
    return hats.slope(hats.C / 2)


@lemma_b7.claim("leading-coefficient", reading="step", controls=lambda: {
    "d ≡ 1 mod 4": lambda claim: replace(claim, lhs=claim.lhs.subs(n, n + sp.Rational(1, 2))),
    "without the minus": scaled("lhs", -1),
})
def leading_coefficient() -> Identity:
    """For d = 4n + 3, −((t/2)² − (r/2)²)^{(d−1)/2} has the r^{d−1} coefficient +2^{1−d}; for 4n + 1 minus."""
    return Identity(-(-sp.Rational(1, 4)) ** (2 * n + 1), sp.Rational(1, 4) ** (2 * n + 1),
                    Domain.of(Integer("n", ge=0)))


@lemma_b7.claim("next-coefficient", reading="step", controls=lambda: {
    "d even": replaced(domain=Domain.of(Integer("d", ge=4, residue=(0, 2)), Integer("j", ge=0))),
})
def next_coefficient() -> ForAll:
    """Φ_t′ has even powers r^{2j} only, and d − 2 is odd."""
    return ForAll((), sp.Ne(2 * j, d - 2), Domain.of(D_PAPER, Integer("j", ge=0)))


@lemma_b7.claim("highest-derivative", reading="step", controls=lambda: {
    "one derivative less": in_part("top power", scaled("rhs", r)),
    "scale 1/(2m+1)!": in_part("positive scale", scaled("rhs", 1 / (4 * n + 3))),
    "odd powers too": in_part("lower powers vanish", replaced(conclude=2 * j + 1 < 2 * m - 1)),
})
def highest_derivative() -> All:
    """Scaled by a positive factor, Φ_t has the (d−1)-th derivative r inside and 0 outside; at r = t it has none."""
    return hats.highest_derivative()


@lemma_b7.claim("hat-realizable", reading="step", controls=lambda: {
    "the transform of h itself": in_part("nonnegative", replaced(assume=(sp.Eq(sp.Symbol("P"), sp.Symbol("H")),))),
    "without Plancherel": in_part("integrable", without(0)),
})
def hat_realizable() -> All:
    """A self-convolution has a squared transform, and Parseval makes it integrable."""
    return hats.realizable_hat()


# The lecture.

@lemma_b7.derivation
def derivation() -> Iterator[Line]:
    """Why the hats fail, and what T_x gives instead."""
    half, D = 3, 7
    hat = -hats.normal(sp.Integer(half)) * (x**2 - r**2) ** half
    yield Line("Euclid's hat in d = 7, scaled so that its sixth derivative is r, has the slope", sp.factor(hat))
    yield Line("so its sixth derivative is indeed", sp.expand(sp.diff(hat, r, D - 2)))
    yield Line("but the fourth has at the edge r = x the limit from the left (and 0 from the right)",
               sp.factor(sp.diff(hat, r, half).subs(r, x)))
    primitive = hats.hat_mixture(D)
    mixture = sp.expand(primitive.subs(x, t) - primitive.subs(x, r))
    yield Line("The mixture of hats with the weight 1/x², on ε < r < t, is", mixture)
    yield Line("and its sixth derivative is not 1 − r/t", sp.expand(sp.diff(mixture, r, D - 1)))
    yield Line("For every odd d the constant is κ_d, with m = (d−1)/2", hats.kappa(m))
    yield Line("by two integrations by parts and an induction over m", hats.mixture_outside(hats.kappa(m)))
    yield Line("Take instead of the hat the kernel T_x; with u = x − r ≥ 0 it is",
               kernels.kernel_derivative(sp.Integer(0)))
    yield Line("Its derivatives (−1)^k T_x⁽ᵏ⁾ are, and below k = d−1 they vanish at u = 0",
               kernels.kernel_derivative(kernels.k))
    yield Line("Its mixture with the weight t/x² is elementary", kernels.mixture_closed_form())
    yield Line("so that the (d−1)-th derivative inside ε is",
               sp.Eq((t - r) - t / eps * (eps - r), sp.factor((t - r) - t / eps * (eps - r)), evaluate=False))
    yield Line("T_x is positive definite: K_d, its transform up to a positive factor, has the Laplace transform",
               kernels.laplace_of_kernel())
    yield Line("which comes from q = 1/(p(1+p²)), the transform of 1 − cos ≥ 0",
               kernels.positive_by_laplace().part("kernel"))
