"""The ledger as a file: whole or not at all, by its schema, and read with suspicion."""

import hashlib
import json
import os
import sys

import jsonschema
import pytest

from verify.run import LedgerError, check_writable, ledger_schema, long_integers, read_ledger, run, write_ledger
from verify.run._schema import complaints


@pytest.fixture
def ledger(registry):
    return run(registry())


@pytest.fixture
def written(ledger, tmp_path):
    path = tmp_path / "ledger.json"
    write_ledger(ledger, path)
    return path


def load(path):
    with long_integers():  # for the number of 5001 digits in the fixture
        return json.loads(path.read_text())


def test_it_follows_the_schema(written):
    jsonschema.Draft202012Validator.check_schema(ledger_schema())
    jsonschema.validate(load(written), ledger_schema())


def test_what_is_read_is_what_was_written(ledger, written):
    assert read_ledger(written).to_data() == ledger.to_data()
    assert sys.get_int_max_str_digits() == 4300


def test_a_line_a_claim(ledger, written):
    assert [line[3:30].startswith('"id": ') for line in written.read_text().splitlines() if "seconds" in line] == [
        True] * len(ledger.claims)


def test_the_digest_is_that_of_the_statements_without_seconds(written):
    data = load(written)
    for made in data["statements"]:
        for claim in made["claims"]:
            del claim["seconds"]
    with long_integers():
        text = json.dumps(data["statements"], sort_keys=True, separators=(",", ":"))
    assert data["digest"] == hashlib.sha256(text.encode()).hexdigest()


def test_no_floats_but_seconds(written):
    def floats(node, key=None):
        if isinstance(node, float):
            yield key
        elif isinstance(node, dict):
            for name, item in node.items():
                yield from floats(item, name)
        elif isinstance(node, list):
            for item in node:
                yield from floats(item, key)

    assert set(floats(load(written))) <= {"seconds"}


def test_environment_names_the_programs(written):
    environment = load(written)["environment"]
    assert set(environment) == {"earnshaw", "python", "sympy", "sympy_ground_types", "mpmath", "flint", "z3",
                                "platform"}
    assert environment["sympy_ground_types"] == "flint"


CHANGES = {
    "no schema": lambda data: data.pop("schema"),
    "no digest": lambda data: data.pop("digest"),
    "odd digest": lambda data: data.update(digest="abc"),
    "unknown key": lambda data: data.update(more=1),
    "unknown status": lambda data: data["statements"][1]["claims"][0].update(status="true"),
    "no status": lambda data: data["statements"][1]["claims"][0].pop("status"),
    "null status of a claim": lambda data: data["statements"][1]["claims"][0].update(status=None),
    "float in evidence": lambda data: data["statements"][1]["claims"][0]["evidence"].update(more=[0.5]),
    "evidence is a string": lambda data: data["statements"][1]["claims"][0].update(evidence="sure"),
    "seconds is a string": lambda data: data["statements"][1]["claims"][0].update(seconds="1"),
    "killed is true": lambda data: data["statements"][1]["claims"][0]["controls"].update(killed=True),
    "statements is an object": lambda data: data.update(statements={}),
    "a label is a number": lambda data: data["statements"][1]["uses"].update(statement=[1]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_our_validation_agrees_with_jsonschema(written, change):
    data = load(written)
    change(data)
    assert not jsonschema.Draft202012Validator(ledger_schema()).is_valid(data)
    assert next(complaints(data), None)
    with long_integers():
        written.write_text(json.dumps(data))
    with pytest.raises(LedgerError):
        read_ledger(written)


def test_our_validation_accepts_what_jsonschema_accepts(written):
    assert list(complaints(load(written))) == []


def small(**changes):
    return {"schema": 1, "source": "x", "without": [], "kept": 0, "complete": True, "success": True, "unsupported": [],
            "environment": {}, "digest": "0" * 64, "statements": []} | changes


def statement(label, uses=(), claims=()):
    return {"label": label, "published": None, "title": "", "kind": "lemma", "selected": True, "status": None,
            "uses": {"statement": list(uses), "proof": []}, "propagated": None, "corrected": None,
            "corrected_propagated": None, "trusts": [], "claims": list(claims)}


BAD_FILES = {
    "empty": ("", "truncated"),
    "foreign": ('{"a": 1}', "no ledger"),
    "a list": ("[]", "no ledger"),
    "another schema": (json.dumps(small(schema=2)), "schema '2'"),
    "schema true": (json.dumps(small(schema=True)), "schema 'True'"),
    "deep": ("[" * 100_000, "nested"),
    "deep evidence": (json.dumps(small())[:-2] + "[" * 500 + "]" * 500 + "]}", "nested"),
    "an enormous integer": (json.dumps(small())[:-1] + ', "n": ' + "9" * 200_000 + "}", "200000 digits"),
    "NaN": (json.dumps(small())[:-1] + ', "n": NaN}', "NaN"),
    "a key twice": (json.dumps(small())[:-1] + ', "kept": 1}', "twice"),
    "a label twice": (json.dumps(small(statements=[statement("a"), statement("a")])), "label twice"),
    "an edge to nowhere": (json.dumps(small(statements=[statement("a", ["b"])])), "uses 'b'"),
    "a circle": (json.dumps(small(statements=[statement("a", ["b"]), statement("b", ["a"])])), "circular"),
    "a long chain": (json.dumps(small(statements=[statement("s0"), *(
        statement(f"s{i}", [f"s{i - 1}"]) for i in range(1, 3000))][::-1])), "no whole ledger"),
    "another digest": (json.dumps(small()), "changed"),
}


@pytest.mark.parametrize(("text", "word"), BAD_FILES.values(), ids=BAD_FILES)
def test_files_that_are_no_ledger(tmp_path, text, word):
    path = tmp_path / "ledger.json"
    path.write_text(text)
    with pytest.raises(LedgerError, match=word) as caught:
        read_ledger(path)
    assert "\n" not in str(caught.value)
    assert sys.get_int_max_str_digits() == 4300


def test_truncated(written):
    whole = written.read_bytes()
    for part in (1, 10, len(whole) // 2, len(whole) - 3):
        written.write_bytes(whole[:part])
        with pytest.raises(LedgerError, match="truncated"):
            read_ledger(written)


def test_no_text_no_file_a_directory(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("binary", "absent", "."):
        with pytest.raises(LedgerError):
            read_ledger(tmp_path / name)


def test_unwritable_places(tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path, tmp_path / "no" / "x.json", tmp_path / "file" / "x.json", "/dev/null"):
        with pytest.raises(LedgerError):
            check_writable(place)
    assert os.listdir(tmp_path) == ["file"]


def test_writing_fails_whole(ledger, tmp_path, monkeypatch):
    path = tmp_path / "ledger.json"
    path.write_text("before")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LedgerError, match="No space"):
        write_ledger(ledger, path)
    assert path.read_text() == "before"
    assert set(os.listdir(tmp_path)) == {"claims.py", "ledger.json"}


def test_a_link_stays_a_link(ledger, tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("")
    link.symlink_to(target)
    write_ledger(ledger, link)
    assert link.is_symlink()
    assert read_ledger(target).to_data() == ledger.to_data()
