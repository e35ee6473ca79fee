"""Section 1.1: losses of a few charges by hand."""

import sympy as sp

from proofs_checks.introduction import section_1_1 as section
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in section.section_1_1.claims}


def test_sec_1_1_witness_has_zero_loss_and_no_match():
    finding = CLAIMS["target-reached-only-by-matching"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    at = {name: sp.Rational(value) for name, value in finding.evidence.witness["at"].items()}
    assert at["theta_1"] + at["theta_2"] == at["w_1"] + at["w_2"]
    assert {at["theta_1"], at["theta_2"]} != {at["w_1"], at["w_2"]}


def test_sec_1_1_losses_by_hand():
    # electrons 1, 2 and protons 0, 3: first powers 3 − 3 = 0, squares 9 − 5 = 4
    at = dict(zip(section.PLACES, (1, 2, 0, 3), strict=True))
    assert section.loss(1).subs(at) == 0
    assert section.loss(2).subs(at) == 4**2
