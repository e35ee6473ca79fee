"""Statements files for the tests, written to a temporary folder."""

from pathlib import Path

import pytest

from verify.claims import load_statements

_KIND = (Path(__file__).parent / "fake_claims.py").read_text()

GOOD = '''
FACT = statement("fact-0", "Taken", kind="trusted", reading="x", source="a book")
ONE = statement("lem-1", "One \\x1b[31m[red]lemma", kind="lemma", reading="small < big", uses=["fact-0"], published="7")

@ONE.claim("true", controls=SWAP)
def true():
    """A note of our own."""
    return Less(1, 2)

@ONE.claim("false", expect="refuted", true_controls=SWAP)
def false():
    return Less(3, 2)

@ONE.claim("repaired", reading="corrected", corrects="false", controls=SWAP)
def repaired():
    return Less(2, 3)

TWO = statement("thm-2", "Two", kind="theorem", reading="rests on one", uses=["lem-1"], proof_uses=["fact-0"])
TWO.claim("step", reading="step", controls=SWAP)(lambda: Less(5, 10**5000))
'''


@pytest.fixture
def write(tmp_path):
    """Writes a statements file with the fake kind and some more text; gives its path."""

    def write_file(text=GOOD, name="claims.py"):
        path = tmp_path / name
        path.write_text(_KIND + text)
        return path

    return write_file


@pytest.fixture
def registry(write):
    """The registry of a statements file with some more text."""
    return lambda text=GOOD: load_statements(str(write(text)))
