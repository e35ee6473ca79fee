"""Statements files for the tests, written to a temporary folder."""

from pathlib import Path

import pytest

from verify.claims import load_statements

KIND = (Path(__file__).parent / "fake_claims.py").read_text()

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

BAD = '''
BAD = statement("lem-9", "Bad", kind="lemma", reading="misbehaves")
for act in ("sleep", "raise", "leave", "exit", "kill", "float"):
    BAD.claim(act, controls=SWAP)(lambda act=act: Less(1, 2, act))
BAD.claim("survivor", controls={"nothing": lambda claim: claim})(lambda: Less(1, 2))
BAD.claim("control-raises", controls={"bad": lambda claim: 1 / 0})(lambda: Less(1, 2))
BAD.claim("control-sleeps", controls={"bad": lambda c: replace(c, a=9, act="sleep"), **SWAP})(lambda: Less(1, 2))
BAD.claim("unbuilt", controls=SWAP)(lambda: Less(1))
BAD.claim("last", controls=SWAP)(lambda: Less(1, 2))
'''


@pytest.fixture
def write(tmp_path):
    """Writes a statements file with the fake kind and some more text; gives its path."""

    def write_file(text=GOOD, name="claims.py"):
        path = tmp_path / name
        path.write_text(KIND + text)
        return path

    return write_file


@pytest.fixture(scope="session")
def bad(tmp_path_factory):
    """The registry of the statements that misbehave."""
    path = tmp_path_factory.mktemp("bad") / "claims.py"
    path.write_text(KIND + BAD)
    return load_statements(str(path))


@pytest.fixture
def registry(write):
    """The registry of a statements file with some more text."""
    return lambda text=GOOD: load_statements(str(write(text)))
