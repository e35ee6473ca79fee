"""Lemma 4.2's activation as a function: what `earnshaw derive activation` tabulates gives Φ_ε back."""

from verify.controls import replaced
from verify.observe import Trials

from .lemma_4_2 import lemma_4_2

TRIALS = f"{__package__}._activation_trials"


@lemma_4_2.claim("activation-as-a-function", reading="sharpened", expect="observed", controls=lambda: {
    "2^{d/2}·h(2r), of the same norm": replaced(trial=f"{TRIALS}:narrower"),
    "(1 + 10^{−5})·h": replaced(trial=f"{TRIALS}:larger"),
})
def activation_as_a_function() -> Trials:
    """σ_ε = (2π)^{d/4} e^{|x|²/4} h(x − w) is not only there: h = F⁻¹(√F(Φ_ε)) is computed, for d = 3 and 7, ε = 1/2,
    λ = 1, and E σ_ε(x, θ)σ_ε(x, w) = ∫ h(x − θ)h(x − w) dx, by a quadrature without transforms, is Φ_ε to 10^{−6} of
    its value at random distances. h is of the order r^{−(d−1)/2} at 0, so unbounded, and just square-integrable."""
    return Trials("the mean of σ_ε(x, θ)·σ_ε(x, w) by quadrature is Φ_ε(|θ − w|)", f"{TRIALS}:mean", (1, 24), "4/5")
