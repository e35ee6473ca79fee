"""Lemma B.9 in the graph: what Appendix B's statements rest on, read off the paper's proofs."""

import pytest

from verify.claims import ancestors, load_statements

REGISTRY = load_statements("proofs_checks")
GRAPH = {made.label: made for made in REGISTRY}


@pytest.mark.parametrize(("label", "stated", "proved"), [
    ("lem-B.4", {"def-B.3"}, set()),
    ("lem-B.6", {"def-B.5"}, {"lem-B.4", "thm-2.1", "fact-bochner"}),  # the printed proof cites these three
    ("lem-B.7", {"def-B.5"}, {"lem-B.6"}),
    ("lem-B.8", {"def-B.5"}, {"lem-B.7"}),
    ("lem-B.9", {"def-3.5"}, {"lem-B.8"}),
    ("lem-4.2", {"def-3.5"}, {"lem-B.9"}),
    ("lem-B.10", {"def-3.5"}, {"thm-2.1"}),
    ("thm-B.2", set(), {"lem-B.1"}),
])
def test_lem_b9_chain_of_the_printed_proofs(label, stated, proved):
    assert stated <= set(GRAPH[label].uses)
    assert proved <= set(GRAPH[label].proof_uses)


def test_lem_b9_rests_on_all_of_appendix_b3():
    assert ancestors("lem-4.2", GRAPH) >= {f"lem-B.{number}" for number in (4, 6, 7, 8, 9)} | {
        "def-B.3", "def-B.5", "thm-2.1"}
