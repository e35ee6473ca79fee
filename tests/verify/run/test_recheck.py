"""A written ledger is confirmed; a tampered one is not, though its digest was made to fit."""

import json
import sys

import pytest

from verify.claims import load_statements
from verify.run import run, write_ledger
from verify.run._plain import digest
from verify.run._results import Ledger
from verify.run.recheck import recheck_ledger


@pytest.fixture
def ledger(registry, tmp_path):
    """The registry, and the path of its ledger."""
    loaded = registry()
    write_ledger(run(loaded), tmp_path / "ledger.json")
    return loaded, tmp_path / "ledger.json"


@pytest.fixture(autouse=True)
def _long_integers():
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(10_000)  # the fixture holds a number of 5001 digits
    yield
    sys.set_int_max_str_digits(before)


def tamper(path, change, thoroughly):
    """Change a ledger and make its digest fit, and, where `thoroughly`, all its verdicts."""
    data = json.loads(path.read_text())
    change(data)
    if thoroughly:
        data = Ledger.from_data(data).to_data()
    data["digest"] = digest(data["statements"])
    path.write_text(json.dumps(data))


def claim(data, name):
    return next(claim for made in data["statements"] for claim in made["claims"] if claim["id"] == name)


def test_confirmed(ledger):
    loaded, path = ledger
    found = recheck_ledger(path, loaded)
    assert found.passed
    assert (found.confirmed, found.rederived, found.silent, found.compared) == (1, 3, 0, True)
    assert recheck_ledger(path).passed
    assert not recheck_ledger(path).compared


def test_a_digest_that_does_not_fit(ledger):
    path = ledger[1]
    path.write_text(path.read_text().replace("One", "Two"))
    assert recheck_ledger(path).failures[0].place == "the ledger"


EVIDENCE = {
    "status": lambda data: claim(data, "lem-1/false").update(status="proved"),
    "status the other way": lambda data: claim(data, "lem-1/true").update(status="refuted"),
    "weaker status": lambda data: claim(data, "lem-1/true").update(status="certified"),
    "witness": lambda data: claim(data, "lem-1/false")["evidence"].update(witness={"at": {"a": "4", "b": "2"}}),
    "no witness": lambda data: claim(data, "lem-1/false")["evidence"].pop("witness"),
    "no evidence": lambda data: claim(data, "lem-1/true").update(evidence=None),
    "no proposition": lambda data: claim(data, "lem-1/true")["evidence"].pop("proposition"),
    "broken proposition": lambda data: claim(data, "lem-1/true")["evidence"].update(proposition={"kind": "fake-less"}),
    "a kind that is a list": lambda data: claim(data, "lem-1/true")["evidence"].update(proposition={"kind": []}),
}


@pytest.mark.parametrize("thoroughly", [False, True])
@pytest.mark.parametrize("change", EVIDENCE.values(), ids=EVIDENCE)
def test_tampered_evidence_fails_without_the_statements(ledger, change, thoroughly):
    tamper(ledger[1], change, thoroughly)
    failures = recheck_ledger(ledger[1]).failures
    assert any(failure.place in ("lem-1/true", "lem-1/false") for failure in failures)


VERDICTS = {
    "as_expected": (lambda data: claim(data, "lem-1/true").update(as_expected=False), "lem-1/true"),
    "killed": (lambda data: claim(data, "lem-1/true")["controls"].update(killed=2), "lem-1/true"),
    "total": (lambda data: claim(data, "lem-1/true")["controls"].update(total=0), "lem-1/true"),
    "method": (lambda data: claim(data, "lem-1/true").update(method="magic"), "lem-1/true"),
    "control": (lambda data: claim(data, "lem-1/true")["controls"]["details"][0].update(status="proved"), "lem-1/true"),
    "status": (lambda data: data["statements"][1].update(status="proved"), "lem-1"),
    "propagated": (lambda data: data["statements"][2].update(propagated="proved"), "thm-2"),
    "corrected": (lambda data: data["statements"][1].update(corrected="refuted"), "lem-1"),
    "corrected_propagated": (lambda data: data["statements"][2].update(corrected_propagated="refuted"), "thm-2"),
    "trusts": (lambda data: data["statements"][2].update(trusts=[]), "thm-2"),
    "success": (lambda data: data.update(success=False), "the ledger"),
    "complete": (lambda data: data.update(complete=False), "the ledger"),
}


@pytest.mark.parametrize(("change", "place"), VERDICTS.values(), ids=VERDICTS)
def test_tampered_verdicts_fail(ledger, change, place):
    tamper(ledger[1], change, thoroughly=False)
    assert place in [failure.place for failure in recheck_ledger(ledger[1]).failures]


def another_truth(data):
    claim(data, "lem-1/true")["evidence"]["proposition"]["b"] = 3


def undecide(data):
    claim(data, "lem-1/false").update(status="undecided", expected="undecided", reason="hard", evidence=None)


AGAINST_STATEMENTS = {
    "another true proposition": (another_truth, "lem-1/true"),
    "formula": (lambda data: claim(data, "lem-1/true").update(formula="1 < 3"), "lem-1/true"),
    "reading": (lambda data: claim(data, "lem-1/true").update(reading="step"), "lem-1/true"),
    "note": (lambda data: claim(data, "lem-1/true").update(note="fine"), "lem-1/true"),
    "undecided instead": (undecide, "lem-1/false"),
    "a claim less": (lambda data: data["statements"][1]["claims"].pop(1), "lem-1/false"),
    "a control less": (lambda data: claim(data, "lem-1/true")["controls"].update(details=[]), "lem-1/true"),
    "title": (lambda data: data["statements"][1].update(title="x"), "lem-1"),
    "edges": (lambda data: data["statements"][2]["uses"].update(statement=[]), "thm-2"),
}


@pytest.mark.parametrize(("change", "place"), AGAINST_STATEMENTS.values(), ids=AGAINST_STATEMENTS)
def test_what_only_the_statements_can_tell(ledger, change, place):
    loaded, path = ledger
    tamper(path, change, thoroughly=True)
    assert recheck_ledger(path).passed
    assert place in [failure.place for failure in recheck_ledger(path, loaded).failures]


def test_a_formula_that_drifted(ledger, write):
    path = ledger[1]
    same, drifted = write(name="same.py"), write(name="drifted.py")
    drifted.write_text(drifted.read_text().replace("return Less(2, 3)", "return Less(2, 4)"))
    assert recheck_ledger(path, load_statements(str(same))).passed
    found = recheck_ledger(path, load_statements(str(drifted)))
    assert {failure.place for failure in found.failures} == {"lem-1/repaired"}


def test_a_statement_left_out_is_named(ledger):
    loaded, path = ledger
    write_ledger(run(loaded, ["lem-1"]), path)
    found = recheck_ledger(path, loaded)
    assert found.passed
    assert found.absent == ("thm-2",)
