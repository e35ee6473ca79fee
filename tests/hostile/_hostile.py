"""Commands run on hostile input: little memory, little time, and a file that must not appear."""

import json
import os
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path

from verify.run._plain import digest
from verify.run._results import Ledger

MEMORY = 6 << 30  # of addresses; SymPy, Z3 and FLINT map about two when they are loaded
RAW = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, directional marks, surrogates, line breaks

STATEMENTS = '''
import sympy as sp
from verify.claims import Domain, Real, statement
from verify.controls import scaled
from verify.exact import Identity
x = sp.Symbol("x")
made = statement("lem-1", "One", kind="lemma", reading="r")
@made.claim("c", controls={"twice": scaled("rhs", 2)})
def c():
    return Identity((x + 1) ** 2, x**2 + 2 * x + 1, Domain.of(Real("x")))
'''


def limited():
    """In the child: no more addresses than `MEMORY`."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def earnshaw(folder, *arguments, seconds=60, stdin=None):
    """The command in `folder`, with little memory and time. Nothing it prints acts on a terminal."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-m", "proofs_checks", *arguments], cwd=folder, capture_output=True,
                          timeout=seconds, check=False, preexec_fn=limited, env=environment, input=stdin)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert not (Path(folder) / "canary").exists(), "something was executed"
    assert "Traceback" not in err
    for text in (out, err):
        assert not {char for char in text if unicodedata.category(char) in RAW} - {"\n"}, ascii(text)
    return done.returncode, out, err


def one_sentence(status, out, err):
    """Whether a command said in one sentence what is wrong, and did nothing else."""
    unsafe = {char for char in out + err if unicodedata.category(char) in RAW} - {"\n"}
    return (status == 2 and out == "" and err.startswith("earnshaw: ") and err.count("\n") == 1 and len(err) < 700
            and not unsafe)


def tampered(ledger, change):
    """The text of a ledger with a change, its verdicts and digest made to fit."""
    data = json.loads(ledger)
    change(data)
    data = Ledger.from_data(data).to_data()
    data["digest"] = digest(data["statements"])
    return json.dumps(data)


def evidence(proposition, **more):
    """A change: the one claim's evidence is about this proposition."""

    def change(data):
        claim = data["statements"][0]["claims"][0]
        claim["status"] = more.pop("status", "proved")
        claim["evidence"] = {"method": "m", "engine": "e", "domain": "", "proposition": proposition, **more}

    return change
