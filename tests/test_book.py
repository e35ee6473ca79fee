"""earnshaw book, as typed: what it makes of a ledger, and what it refuses."""

import json

import pytest

from proofs_checks.cli import main


@pytest.fixture(scope="module")
def wendland(tmp_path_factory):
    """The ledger of the example."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.json"
    main(["verify", "--statements", "examples/wendland.py", "--json", str(path), "--jobs", "1"])
    return path


def run(capsys, *arguments):
    status = main(["book", "--jobs", "1", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_book_of_an_example(wendland, tmp_path, capsys):
    status, out, err = run(capsys, "--statements", "examples/wendland.py", "--ledger", wendland, "-o", tmp_path / "b")
    assert (status, err) == (0, "")
    assert "open" in out
    page = (tmp_path / "b/statements/wendland.html").read_text()
    assert "<math" in page
    assert "earnshaw verify wendland --statements examples/wendland.py" in page
    assert max(path.stat().st_size for path in (tmp_path / "b").rglob("*.html")) < 300_000


def test_the_claims_are_settled_where_there_is_no_ledger(tmp_path, capsys):
    status, _, _ = run(capsys, "--statements", "examples/wendland.py", "-o", tmp_path / "b")
    assert status == 0
    assert "proved" in (tmp_path / "b/index.html").read_text()


def other_schema(text):
    return json.dumps(json.loads(text) | {"schema": 99})


@pytest.mark.parametrize(("change", "says"), [
    (other_schema, "has the schema '99', this version reads 1"),
    (lambda text: text[: len(text) // 2], "is truncated or no JSON"),
    (lambda text: text.replace('"title": "', '"title": "A', 1), "was changed after it was written"),
    (lambda text: "{}", "is JSON but no ledger"),
])
def test_ledgers_that_are_refused(wendland, tmp_path, capsys, change, says):
    (tmp_path / "l.json").write_text(change(wendland.read_text()))
    status, out, err = run(capsys, "--statements", "examples/wendland.py", "--ledger", tmp_path / "l.json",
                           "-o", tmp_path / "b")
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "b").exists()


def test_other_wrong_use(wendland, tmp_path, capsys):
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    for arguments, says in (
            (("--cache", tmp_path / "c", "--no-cache"), "leave one of them out"),
            (("--ledger", wendland, "--statements", "examples/wendland.py", "-o", tmp_path / "full"), "is not empty"),
            (("--ledger", wendland, "-o", tmp_path / "b"), "name its own with --statements"),
            (("-o", ""), "the name of the folder is empty")):
        status, _, err = run(capsys, *arguments)
        assert status == 2
        assert says in err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_without_matplotlib_the_rest_is_built(monkeypatch):
    from importlib.util import find_spec

    from proofs_checks.book import extras

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "matplotlib" else find_spec(name))
    given = extras()
    assert given.figures == ()
    assert "pip install matplotlib" in given.missing
    assert given.conventions
