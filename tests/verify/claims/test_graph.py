"""The graph: who rests on whom, and what that does to a status."""

import pytest

from verify.claims import (
    Registry,
    Statement,
    StatementsError,
    Status,
    ancestors,
    dependents,
    load_statements,
    propagate,
    trusts,
)

PROVED, CERTIFIED, OBSERVED, UNDECIDED, REFUTED = Status


def made(label, uses=(), proof_uses=(), kind="lemma"):
    return Statement(label, label, kind, "", None, tuple(uses), tuple(proof_uses))


#     fact   def
#       :     |
#       a ----+---- b        c: alone
#        :         /
#         ..... d
GRAPH = {one.label: one for one in (
    made("fact", kind="trusted"), made("def"), made("a", ["def"], ["fact"]), made("b", ["def"]), made("c"),
    made("d", ["b"], ["a"]))}


def test_relations():
    assert ancestors("d", GRAPH) == {"a", "b", "def", "fact"}
    assert ancestors("c", GRAPH) == set()
    assert dependents("def", GRAPH) == ["a", "b", "d"]
    assert trusts("d", GRAPH) == ["fact"]
    assert trusts("b", GRAPH) == []


def test_the_weakest_reaches_everything_below():
    found = propagate({"fact": None, "def": PROVED, "a": REFUTED, "b": OBSERVED, "c": PROVED, "d": CERTIFIED}, GRAPH)
    assert found == {"fact": None, "def": PROVED, "a": REFUTED, "b": OBSERVED, "c": PROVED, "d": REFUTED}


def test_a_circle_a_gap_and_a_double():
    with pytest.raises(StatementsError, match="a -> b -> a"):
        Registry([made("a", ["b"]), made("b", [], ["a"])], "test")
    with pytest.raises(StatementsError, match="'b', which is not registered"):
        Registry([made("a", ["b"])], "test")
    with pytest.raises(StatementsError, match="'a' twice"):
        Registry([made("a"), made("a")], "test")


HEAD = "from verify.claims import statement\n"


@pytest.mark.parametrize(("text", "word"), [
    ('statement("a b", "A", kind="lemma", reading="x")', "no label"),
    ('statement("a/b", "A", kind="lemma", reading="x")', "no label"),
    ('statement("", "A", kind="lemma", reading="x")', "no label"),
    ('statement("a", "A", kind="lemma", reading="x", uses="b")', "list of labels"),
    ("", "registers no statement"),
    ("raise RuntimeError('mine')", "RuntimeError: mine"),
    ("import sys; sys.exit('bye')", "SystemExit: bye"),
    ("1 +", "SyntaxError"),
])
def test_files_that_cannot_be_loaded(tmp_path, text, word):
    path = tmp_path / "claims.py"
    path.write_text(HEAD + text)
    with pytest.raises(StatementsError, match=word) as caught:
        load_statements(str(path))
    assert str(path) in str(caught.value)


def test_a_file_is_loaded_afresh(tmp_path):
    path = tmp_path / "claims.py"
    for title in ("A", "A longer one"):
        path.write_text(HEAD + f'statement("a", {title!r}, kind="lemma", reading="x")')
        assert load_statements(str(path))["a"].title == title


def test_a_package_with_its_modules(tmp_path, monkeypatch):
    package = tmp_path / "my_statements_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text(HEAD + 'statement("a", "A", kind="lemma", reading="x")')
    (package / "two.py").write_text(HEAD + 'statement("b", "B", kind="lemma", reading="x", uses=["a"])')
    (package / "__main__.py").write_text("raise SystemExit")
    monkeypatch.syspath_prepend(tmp_path)
    assert [one.label for one in load_statements("my_statements_package")] == ["a", "b"]


def test_a_package_comes_in_the_order_of_its_numbers(tmp_path, monkeypatch):
    package = tmp_path / "my_numbered_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    labels = ["fact-a", "lem-B.10", "own-name", "lem-B.9", "thm-2.1", "def-10.1", "lem-2.3.1"]
    (package / "one.py").write_text(HEAD + "".join(
        f"statement({label!r}, 'A', kind={'trusted' if label == 'fact-a' else 'lemma'!r}, reading='x')\n"
        for label in labels))
    monkeypatch.syspath_prepend(tmp_path)
    assert [one.label for one in load_statements("my_numbered_package")] == [
        "thm-2.1", "lem-2.3.1", "def-10.1", "lem-B.9", "lem-B.10", "own-name", "fact-a"]


def test_a_folder_is_no_package(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "raises.py").write_text("raise RuntimeError")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    for source in ("folder", "./folder", str(tmp_path / "folder")):
        with pytest.raises(StatementsError, match="directory"):
            load_statements(source)
