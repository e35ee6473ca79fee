"""Hostile arguments, charge files, labels and ledgers for the book: one sentence, nothing run, nothing written."""

import json
import sys

import pytest
from _hostile import STATEMENTS, one_sentence

from proofs_checks.cli import main
from verify.claims import load_statements
from verify.run import run, write_ledger
from verify.run._plain import digest

RUN = "__import__('os').system('touch canary')"
FAR = "1e999999999"
ARGUMENTS = {
    "an even dimension": ["derive", "p", "--d", "1000000000000"],
    "an odd dimension": ["derive", "p", "--d", "999999999999"],
    "a dimension that is code": ["derive", "p", "--d", RUN],
    "a dimension to compute": ["derive", "p", "--d", "10**12"],
    "an eps": ["derive", "potential", "--d", "3", "--eps", FAR],
    "a long eps": ["derive", "potential", "--d", "3", "--eps", "1/" + "9" * 5000],
    "a frequency": ["derive", "transform", "--d", "3", "--eps", "1/2", "--lam", "1", "--omega", FAR],
    "a seed": ["descend", "--seed", "1" * 5000],
    "seeds": ["descend", "--seeds", "9" * 30],
    "no file but zeros": ["recheck", "/dev/zero"],
    "no file but noise": ["simulate", "--charges", "/dev/urandom"],
    "statements elsewhere": ["list", "--statements", "../../x\x1b[31m\u202e.py"],
    "a picture elsewhere": ["simulate", "--plot", "../\x00.png"],
}
GAUSSIAN = '{"potential": {"name": "gaussian"}, "w": [[0, 0]], "b": [%s]}'
CHARGES = {
    "far": GAUSSIAN % f'"{FAR}"', "far below": GAUSSIAN % '"1/1e-99999999"', "code": GAUSSIAN % json.dumps(RUN),
    "digits": GAUSSIAN % ("9" * 10**6), "digits in a string": GAUSSIAN % ('"' + "9" * 10**6 + '"'),
    "nested": "[" * 100_000, "escapes": '{"potential": {"name": "\\u001b]0;x\\u0007\\u202e"}, "w": [[0]], "b": [1]}',
    "a surrogate": '{"potential": {"name": "\\ud800"}, "w": [[0]], "b": [1]}',
    "a dimension": '{"potential": {"name": "newtonian", "d": "1e99999999"}, "w": [[1, 0]], "b": [1]}',
    "a pickle": "cposix\nsystem\n(S'touch canary'\ntR.",
}
LABELS = ("../../x", "/etc/x", "lem-1/../x", "lem-\x00", "lem-\u202e1", "<script>", RUN)


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs the command in a folder of its own; no file but those that the test wrote is there afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))

    def call(*arguments):
        before = set(tmp_path.rglob("*"))
        status = main(list(arguments))
        assert {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts} == before
        return status, *capsys.readouterr()

    return call


@pytest.mark.parametrize("arguments", ARGUMENTS.values(), ids=ARGUMENTS)
def test_arguments(command, arguments):
    assert one_sentence(*command(*arguments))


@pytest.mark.parametrize("text", CHARGES.values(), ids=CHARGES)
def test_charges(command, tmp_path, text):
    (tmp_path / "charges.json").write_text(text)
    assert one_sentence(*command("simulate", "--charges", "charges.json"))


@pytest.mark.parametrize("label", LABELS, ids=ascii)
def test_labels(command, tmp_path, label):
    (tmp_path / "claims.py").write_text(STATEMENTS.replace('"lem-1"', repr(label)))
    assert one_sentence(*command("list", "--statements", "claims.py"))


@pytest.mark.parametrize("label", [*LABELS, "..", "", "lem-" + "9" * 5000], ids=lambda label: ascii(label)[:30])
def test_a_book_of_a_ledger_with_such_labels(command, tmp_path, label):
    (tmp_path / "claims.py").write_text(STATEMENTS)
    write_ledger(run(load_statements("claims.py")), "ledger.json")
    data = json.loads((tmp_path / "ledger.json").read_text())
    (made,) = data["statements"]
    made["label"], made["claims"][0]["id"] = label, f"{label}/c"
    data["digest"] = digest(data["statements"])
    (tmp_path / "ledger.json").write_text(json.dumps(data))
    assert one_sentence(*command("book", "--ledger", "ledger.json", "--statements", "claims.py", "--out", "book"))
