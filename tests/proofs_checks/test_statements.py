"""Every claim of the paper, settled with its controls: `pytest -k lem_b9` runs one statement's."""

import pytest

from verify.claims import Claim, Reading, load_statements
from verify.run import ClaimResult
from verify.run.recheck._ledger import _evidence

REGISTRY = load_statements("proofs_checks")
CLAIMS = [claim for made in REGISTRY for claim in made.claims]


def _name(claim: Claim) -> str:
    label, _, name = claim.id.partition("/")
    kind, number = label.split("-", 1)
    plain = number.lower().replace(".", "", 1) if number[0].isalpha() else number.replace(".", "_")
    return f"{kind}_{plain}-{name}"


@pytest.mark.parametrize("claim", CLAIMS, ids=_name)
def test_claim(claim: Claim, paper: dict[str, ClaimResult]) -> None:
    """The status is the expected one, a recheck of its evidence agrees, and each control is told apart."""
    found = paper[claim.id]
    assert found.as_expected, f"{found.status}: {found.reason or found.evidence['witness']}"
    assert _evidence({"status": found.status, "reason": found.reason, "evidence": found.evidence}) == ""
    assert claim.build().matches(found.evidence["proposition"] or {})
    assert found.formula
    assert found.latex
    assert found.controls
    for control in found.controls:
        assert control.killed, f"the control {control.name!r} came out {control.status} ({control.reason})"


@pytest.mark.parametrize("made", [s for s in REGISTRY if not s.trusted], ids=lambda made: made.label)
def test_refuted_claims_have_an_established_correction(made) -> None:
    """A printed claim or step that is expected to be refuted is mended by a claim of the same statement."""
    corrected = {claim.corrects: claim for claim in made.claims if claim.corrects}
    for claim in made.claims:
        if claim.corrects is not None:
            assert claim.reading in (Reading.CORRECTED, Reading.SHARPENED)
            assert claim.corrects in {other.id for other in made.claims}
        if not claim.expected.status.established:
            assert claim.id in corrected, f"{claim.id} has no correction"
            assert corrected[claim.id].expected.status.established


def test_the_seven_statements_are_there() -> None:
    """What this version of the ledger covers."""
    labels = {made.label for made in REGISTRY if not made.trusted}
    assert labels >= {"def-3.1", "def-3.5", "lem-4.2", "lem-B.6", "lem-B.7", "lem-B.8", "lem-B.9"}


@pytest.mark.parametrize(("spelling", "label"), [
    ("Lemma 13", "lem-4.2"), ("Definition 6", "def-3.1"), ("def 10", "def-3.5"), ("Lemma B.9", "lem-B.9"),
    ("lem-b9", "lem-B.9"), ("B.7", "lem-B.7"),
])
def test_both_numberings(spelling: str, label: str) -> None:
    """arXiv and published numbers lead to the same statement."""
    assert REGISTRY[spelling].label == label


@pytest.mark.parametrize("made", [s for s in REGISTRY if not s.trusted], ids=lambda made: made.label)
def test_derivation_is_told(made) -> None:
    """`explain` has something to say, and every formula in it can be printed."""
    from verify.claims import Proposition
    from verify.exact import latex, text

    lines = list(made.derive())
    assert lines
    for line in lines:
        assert line.words
        if isinstance(line.formula, Proposition):
            assert line.formula.text()
            assert line.formula.latex()
        elif line.formula is not None and not isinstance(line.formula, str):
            assert text(line.formula)
            assert latex(line.formula)
