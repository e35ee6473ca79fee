"""Algorithm 1, Hessian descent: with the sign in print it climbs; what the mended step does at every curvature."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Domain, Line, Real, statement
from verify.controls import in_part, replaced, scaled, without
from verify.decide import ForAll
from verify.exact import All, Identity

from ._steps import (
    ALPHA,
    B_3,
    BOUNDS_3,
    NEGATIVE,
    SIGN,
    SLOPE,
    TAYLOR_NAMED,
    VALUES,
    after,
    alpha,
    before,
    beta,
    change,
    lam_min,
    mended,
    printed,
    sigma,
    sign,
    slope,
    taylor_expansion,
)

algorithm_1 = statement(
    "alg-1", "Hessian descent", kind="algorithm", published="1", place="4.0.1",
    proof_uses=("fact-spectral", "fact-taylor"), source="arXiv text, Section 4",
    reading="T steps x + βv along a unit eigenvector v of λ_min(∇²f(x)), β = −αλ_min·sign(∇f(x)ᵀv). Where λ_min < 0 "
            "this goes uphill, up to the saddle; β = +αλ_min·sign(∇f(x)ᵀv) goes downhill, and with sign(0) = 1 it "
            "leaves exact saddles too. L in the head is f in the body. Nothing is tested: where λ_min > 0 the mended "
            "step would climb.")

x, y, t, w = sp.symbols("x y t w")
QUADRATICS = Domain.of(SLOPE, NEGATIVE, SIGN, ALPHA)
POSITIVE = Real(lam_min.name, gt=0)


def rise(step: sp.Expr) -> sp.Expr:
    """What a step adds to f(x + tv) = f(x) + gt + λ_min t²/2."""
    return change(step, third=sp.Integer(0))


# The step.

@algorithm_1.claim("eigenvector", controls=lambda: {
    "a vector that is no eigenvector": replaced(lhs=(w * x**2 + t * x * y)),
    "twice the unit vector": replaced(lhs=4 * lam_min * x**2 + 4 * lam_min * y**2),
})
def eigenvector() -> Identity:
    """Along v the curvature is vᵀ∇²f(x)v = λ_min|v|². Such a v exists, as ∇²f(x) is symmetric (fact-spectral).

    (x, y) are two coordinates of v; more add alike.
    """
    return Identity(x * (lam_min * x) + y * (lam_min * y), lam_min * (x**2 + y**2),
                    Domain.of(Real("λ_min"), Real("x"), Real("y"), Real("w"), Real("t")))


@algorithm_1.claim("either-eigenvector", controls=lambda: {
    "no sign in β": replaced(conclude=sp.Eq(alpha * lam_min * x, alpha * lam_min * -x)),
    "sign(0) = 1, g = 0": replaced(assume=(sign(1), sp.Eq(w, 1))),
})
def either_eigenvector() -> ForAll:
    """v or −v: the step βv is the same where g ≠ 0, as g and its sign turn with v. w = sign(−g), x a coordinate of v.

    At g = 0 with sign(0) = 1 the two steps are opposite, and either will do.
    """
    turned = sp.Or(sp.And(slope > 0, sp.Eq(w, -1)), sp.And(slope < 0, sp.Eq(w, 1)))
    return ForAll((sign(), turned), sp.Eq(printed() * x, -alpha * lam_min * w * -x),
                  Domain.of(SLOPE, SIGN, Real("w"), Real("x"), ALPHA, Real("λ_min")),
                  named=("σ = sign(g)", "w = sign(−g)"))


@algorithm_1.claim("descends", severity="statement",
                   wrong="The second-order step has the wrong sign: it ascends.",
                   expect="refuted", controls=lambda: {
    "never higher": replaced(conclude=rise(printed()) <= 0),
    "by α²|λ_min|³/2": replaced(conclude=rise(printed()) <= alpha**2 * lam_min**3 / 2),
}, true_controls=lambda: {
    "+αλ_min·sign(g)": replaced(conclude=rise(mended()) < 0),
})
def descends() -> ForAll:
    """"Hessian descent" should lower a quadratic of negative curvature. The printed β does not: it goes uphill.

    f(x + tv) = f(x) + gt + λ_min t²/2. g = 0 is left aside here, as print does not say what sign(0) is.
    """
    return ForAll((sign(), sp.Ne(slope, 0)), rise(printed()) < 0, QUADRATICS, named=("σ = sign(g)", "not at a saddle"))


@algorithm_1.claim("descends-mended", reading="corrected", corrects="descends", controls=lambda: {
    "the printed sign": replaced(conclude=rise(printed()) < 0),
    "sign(0) = 0": replaced(assume=(sign(0),)),
    "λ_min ≤ 0": replaced(domain=Domain.of(SLOPE, Real("λ_min", le=0), SIGN, ALPHA)),
})
def descends_mended() -> ForAll:
    """With β = +αλ_min·sign(g), sign(0) = 1, every quadratic of negative curvature falls, for every α > 0."""
    return ForAll((sign(1),), rise(mended()) < 0, QUADRATICS, named=("σ = sign(g), 1 at 0",))


@algorithm_1.claim("first-order", reading="sharpened", controls=lambda: {
    "−αλ_min·g": replaced(conclude=-alpha * lam_min * slope >= 0),
    "λ_min > 0": replaced(domain=Domain.of(SLOPE, POSITIVE, SIGN, ALPHA)),
    "the mended step too": replaced(conclude=mended() * slope >= 0),
})
def first_order() -> ForAll:
    """To first order the printed step always climbs: β∇f(x)ᵀv = α|λ_min||g| ≥ 0."""
    return ForAll((sign(),), sp.And(sp.Eq(printed() * slope, -alpha * lam_min * sp.Abs(slope)), printed() * slope >= 0),
                  QUADRATICS, named=("σ = sign(g)",))


@algorithm_1.claim("climbs", reading="sharpened", controls=lambda: {
    "|g| ≥ αλ_min²/2": lambda claim: replaced(assume=(*claim.assume[:-1],
                                                       sp.Abs(slope) >= alpha * lam_min**2 / 2))(claim),
    "the mended step": lambda claim: replaced(
        assume=(*claim.assume[:3], sp.Eq(beta, mended()), *claim.assume[4:]))(claim),
    "α ≤ 2/B₃": lambda claim: replaced(assume=(*claim.assume[:4], alpha * B_3 <= 2, claim.assume[-1]))(claim),
    "no third derivative's bound": without(1),
})
def climbs() -> ForAll:
    """Not only to first order: for α ≤ 1/B₃ the value does not fall where |g| ≥ (2/3)αλ_min², so for all small α.

    The third derivative is bounded by B₃ as in Lemma D.2.
    """
    return ForAll((*taylor_expansion(), sign(), sp.Eq(beta, printed()), alpha * B_3 <= 1,
                   sp.Abs(slope) >= 2 * alpha * lam_min**2 / 3), after >= before,
                  Domain.of(*VALUES, SLOPE, NEGATIVE, SIGN, ALPHA, BOUNDS_3, Real("beta"), Real("R")),
                  named=(*TAYLOR_NAMED, "σ = sign(g)", "Algorithm 1", "α ≤ 1/B₃", "|g| ≥ (2/3)·α·λ_min²"))


@algorithm_1.claim("climbs-in-figures", reading="sharpened", controls=lambda: {
    "3/8 downhill": in_part("printed", scaled("rhs", -1)),
    "the same for both": in_part("mended", replaced(rhs=sp.Rational(3, 8))),
    "of positive curvature": in_part("curvature", scaled("rhs", -1)),
})
def climbs_in_figures() -> All:
    """f = t − t²/2 from 0 with α = ½: printed, β = ½ and f rises by 3/8; mended, β = −½ and it falls by 5/8."""
    f = rise(t).subs({slope: 1, lam_min: -1})
    half, at = sp.Rational(1, 2), {sigma: 1, lam_min: -1, alpha: sp.Rational(1, 2)}
    free = Domain.of(Real("t"))
    return All.of(
        "f(t) = t − t²/2, x = 0, α = 1/2:  f(x′) − f(x) = 3/8 as printed, −5/8 mended",
        slope=Identity(sp.Derivative(f, t).doit().subs(t, 0), 1, free),
        curvature=Identity(sp.Derivative(f, (t, 2)), -1, free),
        step=Identity(printed().subs(at), half, free),
        printed=Identity(f.subs(t, printed().subs(at)), sp.Rational(3, 8), free),
        mended=Identity(f.subs(t, mended().subs(at)), -sp.Rational(5, 8), free),
    )


@algorithm_1.claim("stays-at-the-saddle", reading="sharpened", controls=lambda: {
    "the mended step": lambda claim: in_part("near", replaced(
        conclude=sp.Abs(t + mended()) <= -alpha * lam_min))(claim),
    "within half a step": in_part("near", replaced(conclude=sp.Abs(t + printed()) <= -alpha * lam_min / 2)),
    "any t": in_part("near", without(2)),
    "a whole step too far": in_part("far", replaced(conclude=sp.Eq(sp.Abs(t + printed()), sp.Abs(t)))),
})
def stays_at_the_saddle() -> All:
    """On f = λ_min t²/2 the printed steps go up to the saddle at 0, and then stay within α|λ_min| of it for ever."""
    domain, slope_there = Domain.of(*QUADRATICS, Real("t")), sp.Eq(slope, lam_min * t)
    return All((
        ("far", ForAll((sign(), slope_there, sp.Abs(t) > -alpha * lam_min),
                       sp.Eq(sp.Abs(t + printed()), sp.Abs(t) + alpha * lam_min), domain)),
        ("near", ForAll((sign(), slope_there, sp.Abs(t) <= -alpha * lam_min),
                        sp.Abs(t + printed()) <= -alpha * lam_min, domain)),
    ), "f = λ_min·t²/2:  |t′| = |t| − α·|λ_min| until |t| ≤ α·|λ_min|, which then stays so")


# At a saddle, and where no curvature is negative.

@algorithm_1.claim("leaves-a-saddle", severity="wording",
                   wrong="With sign(0) = 0 an exact saddle is never left; take sign(0) = 1.",
                   expect="refuted", controls=lambda: {
    "βv, the mended sign": replaced(conclude=sp.Ne(mended(), 0)),
}, true_controls=lambda: {
    "sign(0) = 1": replaced(assume=(sign(1), sp.Eq(slope, 0))),
    "away from the saddle": replaced(assume=(sign(), sp.Ne(slope, 0)), named=()),
})
def leaves_a_saddle() -> ForAll:
    """At an exact saddle, g = 0, with the usual sign(0) = 0, β = 0: all T steps stay, however negative λ_min is."""
    return ForAll((sign(), sp.Eq(slope, 0)), sp.Ne(printed(), 0), QUADRATICS,
                  named=("σ = sign(g), 0 at 0", "a saddle"))


@algorithm_1.claim("leaves-a-saddle-mended", reading="corrected", corrects="leaves-a-saddle", controls=lambda: {
    "sign(0) = 0": replaced(assume=(sign(0), sp.Eq(slope, 0))),
    "by α²|λ_min|³": replaced(conclude=sp.Eq(rise(mended()), alpha**2 * lam_min**3)),
})
def leaves_a_saddle_mended() -> ForAll:
    """With sign(0) = 1 (or −1) it leaves: |β| = α|λ_min|, and a quadratic falls by α²|λ_min|³/2."""
    return ForAll((sign(None), sp.Eq(slope, 0)),
                  sp.And(sp.Eq(sp.Abs(mended()), -alpha * lam_min), sp.Eq(rise(mended()),
                                                                       alpha**2 * lam_min**3 / 2)),
                  QUADRATICS, named=("σ = sign(g), ±1 at 0", "a saddle"))


@algorithm_1.claim("where-the-curvature-is-positive", reading="sharpened", controls=lambda: {
    "the printed step never falls": in_part("printed, on a quadratic", lambda claim: replaced(
        conclude=rise(beta) >= 0)(claim)),
    "the mended step falls": in_part("mended", replaced(conclude=after <= before)),
    "α ≤ 4/B₃": in_part("mended", lambda claim: replaced(assume=(*claim.assume[:4], alpha * B_3 <= 4))(claim)),
    "λ_min ≠ 0": in_part("no curvature", replaced(conclude=sp.Ne(alpha * lam_min, 0))),
})
def where_the_curvature_is_positive() -> All:
    """λ_min > 0 is not excluded, and there the signs change parts: the mended step cannot lower f, for α ≤ 3/B₃.

    The printed one lowers a quadratic exactly where |g| > αλ_min²/2. Where λ_min = 0 nothing moves. So a run of T
    steps should end at λ_min ≥ 0; Algorithm 2 asks only whether f fell.
    """
    numbers = Domain.of(SLOPE, POSITIVE, SIGN, ALPHA, Real("beta"))
    return All((
        ("mended", ForAll((*taylor_expansion(), sign(1), sp.Eq(beta, mended()), alpha * B_3 <= 3), after >= before,
                          Domain.of(*VALUES, *numbers, BOUNDS_3, Real("R")),
                          named=(*TAYLOR_NAMED, "σ = sign(g)", "mended", "α ≤ 3/B₃"))),
        ("printed, on a quadratic", ForAll(
            (sign(), sp.Eq(beta, printed()), sp.Abs(slope) > alpha * lam_min**2 / 2),
            rise(beta) < 0, numbers)),
        ("printed, closer to the minimum", ForAll(
            (sign(), sp.Eq(beta, printed()), sp.Abs(slope) <= alpha * lam_min**2 / 2),
            rise(beta) >= 0, numbers)),
        ("no curvature", ForAll((sp.Eq(lam_min, 0),), sp.Eq(mended(), 0),
                                Domain.of(Real("λ_min"), ALPHA, SIGN))),
    ), "λ_min > 0, α ≤ 3/B₃  ⟹  f(x′) ≥ f(x) with the mended sign; λ_min = 0  ⟹  x′ = x")


@algorithm_1.derivation
def by_hand() -> Iterator[Line]:
    """The sign, in one line, and a run."""
    yield Line("Let g = ∇f(x)ᵀv and say g > 0. The printed β is", printed().subs(sigma, 1))
    yield Line("positive as λ_min < 0: the step goes along v, in which f rises. On f(x + tv) = f(x) + gt + λ_min t²/2 "
               "it adds", sp.expand(rise(printed().subs(sigma, 1))))
    yield Line("the first term of which is positive, and wins for small α. With the other sign both are negative:",
               sp.expand(rise(mended().subs(sigma, 1))))
    yield Line("With sign(0) = 0 an exact saddle is never left; with sign(0) = 1 the gain there is",
               rise(mended().subs(sigma, 1)).subs(slope, 0).expand())
    yield Line("An electron on the slope between two protons: as printed, it climbs,",
               command="earnshaw descend --method hessian --as-printed --example slope --steps 100")
    yield Line("mended, it goes down.", command="earnshaw descend --method hessian --example slope --steps 100")
    yield Line("From the saddle itself, as printed, it does not move:",
               command="earnshaw descend --method hessian --as-printed --example saddle --steps 100")
