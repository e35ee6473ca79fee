"""Theorem 4.1: the instance at which Algorithm 2 stops, for every gap that is short against the step, and trials."""

import sympy as sp

from verify.certify import Positive
from verify.claims import Domain, Real
from verify.controls import replaced
from verify.exact import All, Family
from verify.observe import Trials

from .._symbols import x
from . import _kink_instance as kink
from .theorem_4_1 import theorem_4_1


def _stops(step: sp.Rational, *, gaps: str = "1/100", least: str = "4/25", threshold: str = "0") -> All:
    near = Domain.of(Real("x", gt=0, le=sp.Rational(gaps) * step))
    a, theta = kink.start()
    return All((
        ("|∇G| > 2/5", Positive(kink.square_of_gradient(), near, ">", sp.Rational(least))),
        ("below G(0, 0)", Positive(kink.change(a, theta), near, "<", sp.Rational(-1, 4000))),
        ("far from protons", Positive(kink.NEAR + x, near, ">=", 3 * kink.EPS)),
        ("the step raises G", Positive(kink.after_a_step(step) / step, near, ">", sp.Rational(threshold))),
    ))


@theorem_4_1.claim("stops-at-a-cone", reading="sharpened", expect="certified", controls=lambda: {
    "|∇G| > 1/2": lambda family: Family("α", family.values, lambda step: _stops(step, least="1/4"), claim=family.claim),
    "gaps up to 2α": lambda family: Family("α", family.values, lambda step: _stops(step, gaps="2"),
                                           claim=family.claim),
    "by α/10": lambda family: Family("α", family.values, lambda step: _stops(step, threshold="1/10"),
                                     claim=family.claim),
})
def stops_at_a_cone() -> Family:
    """For steps of 10^{−3}, 10^{−4}, 10^{−6} and every gap up to α/100: |∇G| > 2/5, the nearest proton is 4/100 = 4ε/3
    away (ε = 3/100, k = 3), G is below G(0, 0), and a gradient step raises it. So Algorithm 2, mended or not, returns
    that point. A shorter α does not help: only the gaps become shorter with it."""
    return Family("α", kink.ALPHAS, _stops,
                  claim="d = 3, k = 3, two opposite charges x apart, 0 < x ≤ α/100: |∇G| > 2/5, |θ_i − w_j| > ε for "
                        "all i, j, G(x′) > G(x) after a gradient step")


@theorem_4_1.claim("stops-on-the-way", reading="sharpened", expect="observed", controls=lambda: {
    "without the pair": replaced(trial="proofs_checks.descent._trials_41:stopped_without_the_pair"),
})
def stops_on_the_way() -> Trials:
    """From random gaps of 10^{−4} to 10^{−3} the mended Algorithm 2 walks into such a point: it stops for want of
    decrease with |∇G| > 2/5 and no θ_i within ε of a w_j, for α = 10^{−3} and 10^{−4}, in more than a third of runs."""
    return Trials("SecondGD stops at the cone of two electrons, |∇G| > 2/5, all |θ_i − w_j| ≥ ε",
                  "proofs_checks.descent._trials_41:stopped_by_the_cone", (1, 80), "1/3")
