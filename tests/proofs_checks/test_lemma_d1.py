"""Lemma D.1: its bound and its best constant on functions whose steps are computed by hand."""

from fractions import Fraction

import pytest

from proofs_checks.descent.lemma_d1 import lemma_d1
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_d1.claims}


@pytest.mark.parametrize(("alpha", "decrease"), [
    # f = 3t²/2 from t = 2: f = 6, slope 6; t − 6α is 1, 0, −1, −2 and f is 3/2, 0, 3/2, 6
    (Fraction(1, 6), Fraction(9, 2)), (Fraction(1, 3), Fraction(6)), (Fraction(1, 2), Fraction(9, 2)),
    (Fraction(2, 3), Fraction(0)),
])
def test_lem_d1_gain_on_a_parabola(alpha: Fraction, decrease: Fraction) -> None:
    assert (alpha - alpha**2 * 3 / 2) * 36 == decrease
    assert (decrease >= alpha * 36 / 2) == (alpha <= Fraction(1, 3))


def test_lem_d1_parabola_of_the_best_constant() -> None:
    # B₂ = η = 1, c = 1/10: from 1 the step 9/10 goes to 1/10, a loss of 1/2 − 1/200 = 99/200
    from proofs_checks.descent.lemma_d1 import B_2, c, fall
    from proofs_checks.descent.lemma_d1 import eta as eta_symbol

    assert fall().subs({B_2: 1, eta_symbol: 1, c: Fraction(1, 10)}) == Fraction(99, 200)


def test_lem_d1_holds_as_printed() -> None:
    assert all(claim.build().settle(Effort()).status is Status.PROVED for claim in CLAIMS.values())


def test_lem_d1_a_negative_eta_is_refused() -> None:
    control = next(k for k in CLAIMS["decrease"].controls if k.name == "η may be negative")
    assert control.change(CLAIMS["decrease"].build()).settle(Effort()).status is Status.REFUTED
