"""Lemma B.7, the mixture: what the hats give, what the kernels T_x give."""

from dataclasses import replace

import sympy as sp

from verify.claims import Domain, Integer
from verify.controls import added, in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Family, Identity

from .._symbols import D_ODD, D_PAPER, R_POS, d, eps, m, r, t, u, x, y
from . import _hats_b7 as hats
from . import _kernel_b7 as kernels
from .lemma_b7 import EPS_POS, T_POS, X_POS, lemma_b7


@lemma_b7.claim("total-weight", reading="step", controls=lambda: {
    "ε beyond t": in_part("finite", without(0)),
    "1/t − 1/ε": in_part("value", scaled("rhs", -1)),
})
def total_weight() -> All:
    """∫_ε^t dx/x² = 1/ε − 1/t ≤ 1/ε: finite, as the printed Lemma B.6 asks."""
    return All.of(
        sp.Eq(sp.Integral(x**-2, (x, eps, t)), 1 / eps - 1 / t, evaluate=False),
        antiderivative=Identity(sp.Derivative(-1 / x, x), x**-2, Domain.of(X_POS)),
        value=Identity(-1 / t - (-1 / eps), (t - eps) / (eps * t), Domain.of(EPS_POS, T_POS)),
        finite=ForAll((eps < t,), sp.And(1 / eps - 1 / t > 0, 1 / eps - 1 / t < 1 / eps), Domain.of(EPS_POS, T_POS)),
    )


@lemma_b7.claim("weight-for-corrected-B6", reading="sharpened", controls=lambda: {
    "weight 1/x": in_part("weighted values at 0", scaled("rhs", x)),
    "norms growing like x^d": in_part("weighted norms", scaled("rhs", x ** (-d / 2))),
})
def weight_for_corrected_b6() -> All:
    """∫ w(x)(T_x(0) + ‖T_x‖₂) dx is finite on [ε, t], as the corrected Lemma B.6 asks; by the scaling of T_x."""
    return kernels.integrable_and_realizable()


@lemma_b7.claim("zero-from-t-on", severity="wording",
                wrong="At r = t the d-th derivative is not 0: its left limit is not.",
                reading="step", expect="refuted", controls=lambda: {
    "of the inner clause": replaced(
        lhs=sp.Derivative((t - eps) / eps * r, r), domain=Domain.of(R_POS, T_POS, EPS_POS)),
}, true_controls=lambda: {
    "the (d−1)-th derivative at r = t": replaced(lhs=(t - r).subs(r, t)),
})
def zero_from_t_on() -> Identity:
    """At r = t itself and k = d it fails: from the left the d-th derivative is that of t − r."""
    return Identity(sp.Derivative(t - r, r), 0, Domain.of(R_POS, T_POS))


@lemma_b7.claim("zero-beyond-t", reading="corrected", corrects="zero-from-t-on", controls=lambda: {
    "from ε on": in_part("every kernel has ended", replaced(
        assume=(x <= t, r > eps), domain=Domain.of(X_POS, R_POS, T_POS, EPS_POS))),
    "order d at r = t": in_part("at t", replaced(assume=(kernels.k <= d,))),
})
def zero_beyond_t() -> All:
    """All derivatives vanish on r > t, and those of order at most d−1 at r = t too."""
    return All.of(
        "Φ⁽ᵏ⁾(r) = 0 for all k on r > t, and for k ≤ d−1 on r ≥ t",
        every_kernel_has_ended=ForAll((x <= t, r > t), x < r, Domain.of(X_POS, R_POS, T_POS)),
        at_t=ForAll((kernels.k <= d - 1,), d - kernels.k >= 1, Domain.of(D_ODD, kernels.ORDER)),
    )


@lemma_b7.claim("integrals-of-the-display", reading="step", controls=lambda: {
    "from ε": in_part("value", replaced(lhs=-r / t + r / eps, domain=Domain.of(R_POS, T_POS, EPS_POS))),
    "r/x": in_part("antiderivative", scaled("rhs", x)),
    "hats with x > r too": in_part("no hat with x below r", without(0)),
})
def integrals_of_the_display() -> All:
    """The last two equalities of the display: 0, as hats with x < r have ended, and ∫_r^t r/x² dx = 1 − r/t."""
    return All.of(
        "∫_ε^r Hat_x⁽ᵈ⁻¹⁾(r)/x² dx + ∫_r^t r/x² dx = 0 + 1 − r/t",
        no_hat_with_x_below_r=ForAll((x < r,), (x / 2) ** 2 - (r / 2) ** 2 < 0, Domain.of(R_POS, X_POS)),
        antiderivative=Identity(sp.Derivative(-r / x, x), r / x**2, Domain.of(R_POS, X_POS)),
        value=Identity(-r / t - (-r / r), 1 - r / t, Domain.of(R_POS, T_POS)),
    )


@lemma_b7.claim("no-boundary-terms", severity="proof",
                same_as="lem-B.7/derivative-of-the-mixture",
                wrong="Lower derivatives of Φ_x jump at r = x for d ≥ 7: boundary terms are lost.",
                reading="step", expect="refuted", controls=lambda: {
    "in d = 5 and 9": lambda claim: hats.smooth_family((5, 9)),
}, true_controls=lambda: {
    "in d = 3 alone": lambda claim: hats.smooth_family((3,)),
})
def no_boundary_terms() -> Family:
    """To differentiate d−1 times under the integral, no lower one of Hat_x may jump at r = x: in d = 7 one does."""
    return hats.smooth_family((3, 7, 11))


@lemma_b7.claim("jump-of-the-hat", reading="sharpened", controls=lambda: {
    "one order earlier": in_part("lower orders", replaced(assume=(kernels.k <= m,))),
    "from d = 3 on": in_part("too early", replaced(domain=Domain.of(Integer("m", ge=1)))),
    "without m!": in_part("value at u 0", scaled("closed", 1 / sp.factorial(m))),
})
def jump_of_the_hat() -> All:
    """The exact jump of the derivative of order (d+1)/2 at r = x, the first that jumps, for all odd d."""
    return hats.jump()


@lemma_b7.claim("no-boundary-terms-corrected", reading="corrected", corrects="no-boundary-terms", controls=lambda: {
    "up to order d": in_part("no lower order jumps", replaced(assume=(kernels.k <= d - 1,))),
    "T_x with exponent d−2": in_part("order 0", scaled("rhs", 1 / u)),
    "the sign of the next order": in_part("next order", scaled("rhs", -1)),
})
def no_boundary_terms_corrected() -> All:
    """T_x in place of the hat: no derivative of order ≤ d−2 jumps at r = x, and the (d−1)-th is r."""
    return kernels.kernel_derivatives()


@lemma_b7.claim("derivative-of-the-mixture", severity="proof",
                wrong="Boundary terms are lost: Φ⁽⁶⁾ = 8/15 − r/t for d = 7, not 1 − r/t.",
                reading="step", expect="refuted", controls=lambda: {
    "1 + r/t": lambda claim: replace(claim, build=lambda D: in_part(f"derivative in d = {D}", replaced(rhs=1 + r / t))(
        hats.mixture_for_one_d(D, sp.Integer(1)))),
}, true_controls=lambda: {
    "in d = 3 alone": replaced(values=(3,)),
    "8/15 in d = 7": replaced(values=(7,), build=lambda D: hats.mixture_for_one_d(D, sp.Rational(8, 15))),
})
def derivative_of_the_mixture() -> Family:
    """The display's value 1 − r/t for the mixture of hats: right in d = 3, but in d = 7 it is 8/15 − r/t."""
    return Family("d", (3, 7, 11), lambda D: hats.mixture_for_one_d(D, sp.Integer(1)),
                  claim="(∫_ε^t Hat_x(r)/x² dx)⁽ᵈ⁻¹⁾ = 1 − r/t on ε < r < t")


@lemma_b7.claim("derivative-of-the-mixture-corrected", reading="corrected", corrects="derivative-of-the-mixture",
                controls=lambda: {
    "1, as printed": lambda claim: hats.mixture_outside(sp.Integer(1)),
    "κ_{d+2}": lambda claim: hats.mixture_outside(hats.kappa(m + 1)),
    "boundary term of L dropped": in_part("odd coefficient", replaced(first=sp.Integer(0))),
})
def derivative_of_the_mixture_corrected() -> All:
    """κ_d − r/t with κ_d = (d−3)!!/(d−2)!!: 1, 2/3, 8/15, ... in d = 3, 5, 7, ...: for every odd d."""
    return hats.mixture_outside(hats.kappa(m))


@lemma_b7.claim("kappa-by-polynomials", reading="sharpened", expect="certified", controls=lambda: {
    "κ of the next d": lambda claim: replace(claim, build=lambda D: hats.mixture_for_one_d(
        D, hats.kappa(sp.Integer(D // 2 + 1)))),
})
def kappa_by_polynomials() -> Family:
    """A second opinion: the mixture integrated and differentiated as a polynomial."""
    return Family("d", (3, 5, 7, 11, 15), lambda D: hats.mixture_for_one_d(D, hats.kappa(sp.Integer(D // 2))),
                  claim="(∫_ε^t Hat_x(r)/x² dx)⁽ᵈ⁻¹⁾ = (d−3)!!/(d−2)!! − r/t on ε < r < t")


@lemma_b7.claim("scaled-by-t", severity="proof",
                same_as="lem-B.7/derivative-of-the-mixture",
                wrong="Scaling by t gives t − r only for d = 3; for d = 7 it is 8t/15 − r.",
                reading="step", expect="refuted", controls=lambda: {
    "not scaled": scaled("lhs", 1 / t),
}, true_controls=lambda: {
    "in d = 3": lambda claim: replace(claim, lhs=claim.lhs.subs(d, 3), domain=Domain.of(R_POS, T_POS)),
})
def scaled_by_t() -> Identity:
    """t times the derivative of the mixture of hats, κ_d t − r, is t − r in d = 3 only."""
    return Identity(t * (hats.kappa((d - 1) / 2) - r / t), t - r, Domain.of(R_POS, T_POS, D_PAPER))


@lemma_b7.claim("scaled-by-t-corrected", reading="corrected", corrects="scaled-by-t", controls=lambda: {
    "weight 1/x": in_part("antiderivative", scaled("rhs", r + u)),
    "not scaled": in_part("upper end", scaled("lhs", 1 / (r + y))),
    "(x−r)^{d−1} in the antiderivative": in_part("antiderivative", scaled("lhs", 1 / u)),
})
def scaled_by_t_corrected() -> All:
    """With T_x the mixture itself is elementary: [(t−r)_+^d − (t/ε)(ε−r)_+^d]/d!, for every odd d."""
    return kernels.mixture_closed_form()


@lemma_b7.claim("derivatives-of-the-closed-form", reading="sharpened", controls=lambda: {
    "t/ε is 1": in_part("inside order d minus 1", added("lhs", (t / eps - 1) * (eps - r))),
    "order d": in_part("nothing jumps at eps or t", replaced(assume=(kernels.k <= d,))),
    "even d": in_part("sign of order d minus 1", replaced(lhs=(-1) ** (2 * m + 1))),
})
def derivatives_of_the_closed_form() -> All:
    """All derivatives of that closed form: t − r, (t−ε)r/ε, 0, and continuity up to order d−1."""
    return kernels.mixture_derivatives()


@lemma_b7.claim("inside-eps", reading="step", controls=lambda: {
    "slope (t−ε)/t": in_part("value", scaled("rhs", eps / t)),
    "up to r = t": in_part("no hat ends", replaced(assume=(x >= eps, r < t), domain=Domain.of(
        R_POS, X_POS, EPS_POS, T_POS))),
})
def inside_eps() -> All:
    """Inside ε no hat ends, so even the mixture of hats has the printed derivative there."""
    return hats.mixture_inside()


@lemma_b7.claim("hats-break-at-eps", reading="sharpened", controls=lambda: {
    "κ_d with (d−2)!!/(d−1)!!": in_part("kappa", replaced(ratio=(2 * m + 1) / (2 * m + 2))),
    "the fall is 1 − κ_d + ε": in_part("fall", added("rhs", eps)),
})
def hats_break_at_eps() -> All:
    """From d = 5 on the mixture of hats cannot serve: its (d−1)-th derivative is not even continuous at ε."""
    return hats.mixture_breaks_at_eps()
