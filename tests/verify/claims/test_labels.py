"""Labels in every usual spelling and in both numberings."""

import pytest

from verify.claims import Registry, Statement, find_label, parse_spelling


def made(label, published=None, **edges):
    return Statement(label, label, "lemma", "", published, **edges)


PAPER = {one.label: one for one in (
    made("def-2.2", "4"), made("thm-2.1", "3"), made("lem-B.9", "13"), made("lem-4.3", "14/20"), made("lem-D.2"),
    made("cor-F.3"), made("eq-1"), made("sec-2.1"), made("alg-2"), made("tab-1"), made("fact-3.3", "8"))}


@pytest.mark.parametrize(("spelling", "label"), [
    ("lem-B.9", "lem-B.9"), ("Lemma B.9", "lem-B.9"), ("lemma b.9", "lem-B.9"), ("Lem. B.9", "lem-B.9"),
    ("B.9", "lem-B.9"), ("b9", "lem-B.9"), ("lem-b9", "lem-B.9"), ("LEM_B.9", "lem-B.9"), (" lem-B.9 ", "lem-B.9"),
    ("Lemma 13", "lem-B.9"), ("13", "lem-B.9"), ("Lemma 14", "lem-4.3"), ("Lemma 20", "lem-4.3"),
    ("Theorem 2.1", "thm-2.1"), ("Theorem 3", "thm-2.1"), ("D.2", "lem-D.2"), ("Corollary F.3", "cor-F.3"),
    ("(1)", "eq-1"), ("Equation (1)", "eq-1"), ("Section 2.1", "sec-2.1"), ("Algorithm 2", "alg-2"),
    ("Table 1", "tab-1"), ("Fact 8", "fact-3.3"), ("Definition 4", "def-2.2"),
])
def test_spellings(spelling, label):
    assert find_label(spelling, PAPER) == label


@pytest.mark.parametrize("spelling", ["lem-B.8", "Lemma", "", "__import__('os')", "lem-B.9; rm", "9" * 5000, "\x1b[31m",
                                      "Lemma 4", "lem B.9.9"])
def test_no_such_label(spelling):
    with pytest.raises(KeyError) as caught:
        find_label(spelling, PAPER)
    sentence = caught.value.args[0]
    assert sentence.isprintable()
    assert len(sentence) < 300


def test_the_nearest_is_suggested():
    with pytest.raises(KeyError, match=r"lem-B\.9"):
        find_label("lemB.99", PAPER)


def test_what_could_be_several_is_asked_back():
    with pytest.raises(KeyError, match=r"thm-2\.1 or sec-2\.1"):
        find_label("2.1", PAPER)


def test_arxiv_numbers_come_before_published_ones():
    both = {one.label: one for one in (made("lem-1", "2"), made("lem-2", "1"))}
    assert find_label("Lemma 1", both) == "lem-1"


def test_a_label_of_ones_own():
    own = {"wendland-c2": made("wendland-c2"), "Lem-1": made("Lem-1"), "lem-1": made("lem-1")}
    assert find_label("Wendland-C2", own) == "wendland-c2"
    assert [find_label(label, own) for label in ("Lem-1", "lem-1")] == ["Lem-1", "lem-1"]


def test_the_registry_resolves_them():
    registry = Registry(PAPER.values(), "test")
    assert registry["Lemma 13"].label == "lem-B.9"
    assert "lem-B.9" in registry
    assert "Lemma 13" not in registry


@pytest.mark.parametrize(("spelling", "parsed"), [
    ("Lemma B.9", ("lem", "B.9")), ("(12)", ("eq", "12")), ("thm 3.4", ("thm", "3.4")), ("b.9", (None, "B.9")),
    ("nonsense 3", None), ("", None)])
def test_parse_spelling(spelling, parsed):
    assert parse_spelling(spelling) == parsed
