"""Lemma B.8, its printed proof, display by display; g = Φ^{(d−1)}."""

import sympy as sp

from verify.claims import Domain, Integer, Real
from verify.controls import added, in_part, replaced, scaled, substituted, without
from verify.decide import ForAll
from verify.exact import All, Identity

from .._symbols import R_POS, d, eps, j, k, m, r, t, v, x, y
from . import _bent_potential as bent
from ._bent_potential import EPS_POS, V_POS, X_POS, N, g, tail_integral, weight
from .lemma_b8 import INDEX, G, g1, g2, lemma_b8


@lemma_b8.claim("family", reading="step", controls=lambda: {
    "(t − ε)/t for (t − ε)/ε": in_part("inside", substituted("rhs", {(t - eps) / eps: (t - eps) / t})),
    "ε + t − r": in_part("outside", added("rhs", eps)),
})
def family() -> All:
    """The kernels of Lemma B.7, as t ∫_ε^t T_x/x² dx with T_x^{(d−1)} = r on r < x: linear up to ε, t − r beyond, 0
    from t on. At t = ε they vanish."""
    rays = Domain.of(R_POS, EPS_POS, Real("t", gt=0))
    return All.of(
        "Φ_t^{(d−1)}(r) = (t−ε)r/ε for r ≤ ε, t − r for ε < r ≤ t, 0 for r > t",
        weight=Identity(sp.Derivative(1 / eps - 1 / x, x), 1 / x**2, Domain.of(X_POS, EPS_POS)),
        kernel=bent.remainder_top(),
        inside=Identity(t * r * (1 / eps - 1 / t), (t - eps) / eps * r, rays),
        outside=Identity(t * r * (1 / r - 1 / t), t - r, rays),
        at_the_end=Identity((t - r).subs(r, t), sp.Integer(0), rays))


@lemma_b8.claim("construction", reading="step", controls=lambda: {
    "weight Φ^{(d)}": in_part("weights", in_part("primitive", replaced(rhs=-x * g1()))),
    "W without 1/x²": in_part("as a mixture of T", scaled("rhs", x**2)),
})
def construction() -> All:
    """With that family the printed Φ̄ is the mixture of the T_y with weight y^{−2} ∫_y^∞ x Φ^{(d+1)}(x) dx = W(y)."""
    return All.of("∫_ε^∞ Φ^{(d+1)}(x) Φ_x(r) dx = ∫_ε^∞ W(y) T_y(r) dy",
                  weights=tail_integral(x * g2(), g(x) - x * g1(), Domain.of(X_POS)),
                  as_a_mixture_of_T=Identity((g(x) - x * g1()) / x**2, weight(), Domain.of(X_POS)))


@lemma_b8.claim("total-weight", reading="step", controls=lambda: {
    "+Φ^{(d)}(ε)": in_part("integral", in_part("primitive", scaled("lhs", -1))),
    "weight Φ^{(d+2)}": in_part("positive", replaced(lhs=sp.Integer(-1) ** (2 * m + 3))),
})
def total_weight() -> All:
    """The weight Φ^{(d+1)} is nonnegative as d + 1 is even, and its integral is −Φ^{(d)}(ε); g = Φ^{(d−1)}."""
    return All.of("Φ^{(d+1)} ≥ 0 and ∫_ε^∞ Φ^{(d+1)} = −Φ^{(d)}(ε)",
                  positive=Identity(sp.Integer(-1) ** (d + 1).subs(d, 2 * m + 1), sp.Integer(1),
                                    Domain.of(Integer("m", ge=1))),
                  integral=tail_integral(g2(), -g1(), Domain.of(X_POS)))


@lemma_b8.claim("outside-chain", reading="step", controls=lambda: {
    "∫_r^x 2 dy": in_part("third line", replaced(rhs=sp.Integer(2))),
    "∫∫ Φ^{(d+1)} = Φ^{(d)}": in_part("fourth line inner", in_part("primitive", scaled("lhs", -1))),
    "Φ̄^{(d−1)} = 2Φ^{(d−1)}": in_part("double integral", in_part("primitive", added("lhs", g1()))),
})
def outside_chain() -> All:
    """The five lines for r ≥ ε: kernels with x < r drop out; x − r = ∫_r^x dy; the order of integration is exchanged,
    checked by closing the simple and the double integral separately. The last part is the repeated integration."""
    lower = Domain.of(X_POS, R_POS)
    return All.of(
        "Φ̄^{(d−1)}(r) = ∫_r^∞ Φ^{(d+1)}(x)(x − r) dx = ∫_r^∞ ∫_y^∞ Φ^{(d+1)}(x) dx dy = ∫_r^∞ −Φ^{(d)} = Φ^{(d−1)}(r)",
        third_line=Identity(sp.Derivative(x - r, x), sp.Integer(1), lower),
        fourth_line_inner=tail_integral(g2(), -g1(), Domain.of(X_POS)),
        fourth_line_outer=tail_integral(-g1(), g(x), Domain.of(X_POS)),
        double_integral=tail_integral((x - r) * g2(), g(x) - (x - r) * g1(), lower),
        at_x_equal_r=Identity((g(x) - (x - r) * sp.Symbol("g_1")).subs(r, x), g(x),
                              Domain.of(X_POS, Real("g_1"))),
        repeated=tail_integral(-g1(), g(x), Domain.of(X_POS)))


@lemma_b8.claim("inside-chain", reading="step", controls=lambda: {
    "(x − ε)/x for (x − ε)/ε": in_part("integral", in_part("primitive", replaced(rhs=-(x - eps) / x * g2()))),
    "C = Φ^{(d−1)}(ε)": in_part("constant", scaled("rhs", eps)),
    "Φ^{(d−1)}(ε) of either sign": in_part("sign", replaced(domain=Domain.of(Real("g"), EPS_POS))),
})
def inside_chain() -> All:
    """For r ≤ ε the (d−1)-th derivative is C r with C = ∫_ε^∞ Φ^{(d+1)}(x)(x − ε)/ε dx = Φ^{(d−1)}(ε)/ε ≥ 0."""
    lower = Domain.of(X_POS, EPS_POS)
    value = (g(x) - (x - eps) * g1()) / eps
    return All.of(
        "Φ̄^{(d−1)}(r) = r ∫_ε^∞ Φ^{(d+1)}(x)(x − ε)/ε dx = C r, C ≥ 0, for r ≤ ε",
        integral=tail_integral((x - eps) / eps * g2(), value, lower),
        constant=Identity((g(x) - (x - eps) * sp.Symbol("g_1")).subs(x, eps) / eps, g(eps) / eps,
                          Domain.of(EPS_POS, Real("g_1"))),
        sign=ForAll((), sp.Ge(G / eps, 0), Domain.of(Real("g", ge=0), EPS_POS)))


@lemma_b8.claim("induction-start", reading="step", controls=lambda: {
    "beyond ε": without(0),
})
def induction_start() -> ForAll:
    """k = 0: 0 ≤ C r ≤ C ε = Φ^{(d−1)}(ε) for r ≤ ε; g stands for Φ^{(d−1)}(ε)."""
    return ForAll((r <= eps,), sp.Le(G / eps * r, G), Domain.of(Real("g", ge=0), Real("r", ge=0), EPS_POS))


P, Q, I, J, K, S = sp.symbols("P Q I J K S")  # noqa: E741  # an integral


@lemma_b8.claim("induction-step", reading="step", controls=lambda: {
    "without the hypothesis of the induction": without(2),
    "without the fundamental theorem": without(0),
})
def induction_step() -> ForAll:
    """Lines one and two: P, Q are Φ̄^{(d−k−2)} at r and ε, I the integral of the next derivative between them, J that of
    its size, K and S the integrals of the two parts of the bound for k."""
    return ForAll((sp.Eq(Q - P, I), sp.And(-J <= I, I <= J), sp.Le(J, K + S)),
                  sp.And(sp.Abs(P) <= sp.Abs(Q) + J, sp.Abs(P) <= sp.Abs(Q) + K + S),
                  Domain.of(*(Real(name) for name in "PQIJKS")),
                  named=("fundamental theorem", "triangle inequality", "the bound for k, integrated"))


@lemma_b8.claim("induction-last-line", severity="misprint",
                wrong="ε − y in the last line should be ε − r.",
                reading="step", expect="refuted", controls=lambda: {
    "y in the middle": replaced(conclude=sp.Le((eps - r) * G, (eps - (r + eps) / 2) * G)),
}, true_controls=lambda: {
    "ε − r in place of ε − y": replaced(conclude=sp.Le((eps - r) * G, (eps - r) * G, evaluate=False)),
})
def induction_last_line() -> ForAll:
    """The last line keeps ε − y, where y was the variable of integration; read as any y between r and ε it fails,
    already for k = 0, where the line before is (ε − r)|Φ^{(d−1)}(ε)|."""
    return ForAll((r <= y, y <= eps), sp.Le((eps - r) * G, (eps - y) * G, evaluate=False),
                  Domain.of(Real("r", ge=0), Real("y", ge=0), EPS_POS, Real("g", ge=0)))


@lemma_b8.claim("induction-last-line-corrected", reading="corrected", corrects="induction-last-line", controls=lambda: {
    "(N + 1)! becomes N!": in_part("integral", substituted("lhs", {sp.factorial(N): sp.factorial(N - 1)})),
    "the exponent is not raised": in_part("index", replaced(rhs=v ** (k - j + 1) / sp.factorial(k - j + 2))),
    "no term j = k + 1": in_part("the new term", replaced(lhs=sp.Integer(0))),
})
def induction_last_line_corrected() -> All:
    """With ε − r: each term's integral raises its exponent, and the constant |Φ̄^{(d−1−k)}(ε)| is the term k + 1."""
    return All.of(
        "∫_r^ε (ε−y)^{k−j+1}/(k−j+1)! dy = (ε−r)^{k−j+2}/(k−j+2)!, so line three holds with ε − r",
        integral=bent.power_slope(),
        index=Identity((v**N / sp.factorial(N)).subs(N, (k - j + 1) + 1), v ** (k - j + 2) / sp.factorial(k - j + 2),
                       Domain.of(V_POS, Integer("k", ge=0), Integer("j", ge=1))),
        the_new_term=Identity((v ** (k - j + 2) / sp.factorial(k - j + 2)).subs(j, k + 1), v, INDEX),
        its_order=Identity((d - j).subs(j, k + 1), d - 1 - k, INDEX))
