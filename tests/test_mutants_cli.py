"""earnshaw mutants, as a user meets it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from proofs_checks.cli import main

CLAIMS = '''
import sympy as sp
from verify.claims import Domain, Integer, Real, Variable, statement
from verify.controls import scaled
from verify.decide import ForAll
from verify.exact import Identity
x, y = sp.symbols("x y")
made = statement("lem-1", "A lemma", kind="lemma", reading="")

@made.claim("square", controls={"twice": scaled("rhs", 2)})
def square():
    return Identity((x + 1)**2, x**2 + 2*x + 1, Domain.of(Real("x")))

@made.claim("above", controls={"twice": lambda claim: claim})
def above():
    return ForAll((), sp.Ge(x**2 + 2, 2*x, evaluate=False), Domain.of(Real("x")))
'''
VACUOUS = CLAIMS + '''
@made.claim("nothing", controls={"twice": scaled("rhs", 2)})
def nothing():
    return Identity(x, x, Domain.of(Variable("x", True, "1/2", False, "3/4", False)))
'''.replace('"1/2"', "sp.Rational(1, 2)").replace('"3/4"', "sp.Rational(3, 4)")
SLOW = CLAIMS + '''
import time
from dataclasses import dataclass
@dataclass(frozen=True)
class Slow(Identity):
    def settle(self, effort):
        if self.rhs != 7 * x:
            open("begun", "a").write("x")
            time.sleep(60)
        return super().settle(effort)

@made.claim("slow", controls={"twice": scaled("rhs", 2)})
def slow():
    return Slow(7 * x, 7 * x, Domain.of(Real("x")))
'''


HOLES = '''
from dataclasses import dataclass
import sympy as sp
from verify.certify import Positive
from verify.claims import Domain, Evidence, Finding, Real, Status, statement
from verify.decide import ForAll
from verify.exact import Identity
x, y = sp.symbols("x y")
X = Domain.of(Real("x"))
made = statement("lem-1", "A lemma", kind="lemma", reading="")
def add(name, claim, **more):
    made.claim(name, controls={"twice": lambda claim: claim}, **more)(lambda: claim)
@dataclass(frozen=True)
class Always(ForAll):
    def settle(self, effort):
        return Finding(Status.PROVED, Evidence("none", "none", proposition=self.to_data()))
add("itself", Identity(x**2, x**2, X))
add("circle", ForAll((y >= 0, x >= 3), x >= 3, Domain.of(Real("x"), Real("y"))))
add("plain", ForAll((), sp.Or(x >= 0, x < 0), X))
add("always", Always((), sp.Ge(x, 1, evaluate=False), Domain.of(Real("x", ge=1))))
add("loose", Positive(sp.exp(x) + 10**6, Domain.of(Real("x", ge=0, le=1))))
add("a-step", ForAll((), sp.Ge(x, 0, evaluate=False), Domain.of(Real("x", ge=1))), reading="step")
add("square", ForAll((), sp.Ge(x**2 + 2, 2*x, evaluate=False), X))
add("best-square", ForAll((), sp.Ge(x**2 + 1, 2*x, evaluate=False), X), reading="sharpened")
add("square-beyond", ForAll((), sp.Ge(x**2, 2*x, evaluate=False), X), reading="sharpened")
'''


@pytest.fixture
def write(tmp_path):
    def write_file(text):
        path = tmp_path / "claims.py"
        path.write_text(text)
        return str(path)

    return write_file


@pytest.fixture
def earnshaw(tmp_path, monkeypatch, capsys):
    """The command in this process, which has SymPy already; what is killed or interrupted runs in one of its own."""
    def call(*arguments):
        monkeypatch.chdir(tmp_path)
        capsys.readouterr()
        code = main(["mutants", *arguments])
        told = capsys.readouterr()
        assert "\x1b" not in told.out + told.err
        return SimpleNamespace(returncode=code, stdout=told.out, stderr=told.err)

    return call


@pytest.fixture
def apart(tmp_path):
    """The command in a process of its own, which has loaded the same code as any other."""
    def call(*arguments):
        return subprocess.run([sys.executable, "-m", "proofs_checks", "mutants", *arguments], capture_output=True,
                              text=True, cwd=tmp_path, timeout=120, check=False)

    return call


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_all_of_a_small_file(earnshaw, write, tmp_path):
    done = earnshaw("--statements", write(CLAIMS), "--json", "mutants.jsonl", "--slack", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "Nothing false survived, and no claim is vacuous." in done.stdout
    assert "2 may be 1, not " in done.stdout  # x^2 + c >= 2x from c = 1 on
    head, *records = lines(tmp_path / "mutants.jsonl")
    assert head["complete"]
    assert head["total"] == len(records)
    assert {r["verdict"] for r in records if r["kind"] == "identity"} == {"refuted"}
    assert len({r["id"] for r in records}) == len(records)
    again = earnshaw("--statements", "claims.py", "--json", "one.jsonl", "--slack", "--jobs", "1")
    assert again.returncode == 0
    assert lines(tmp_path / "one.jsonl")[1:] == records

    shown = earnshaw("--statements", "claims.py", "--show", records[0]["id"])
    assert shown.returncode == 0
    assert records[0]["verdict"] in shown.stdout
    assert "from  " in shown.stdout

    sample = earnshaw("--statements", "claims.py", "--sample", "5", "--json", "five.jsonl")
    assert sample.returncode == 0
    taken = [r["id"] for r in lines(tmp_path / "five.jsonl")[1:]]
    assert taken == [r["id"] for r in records][::-(-len(records) // 5)]


def test_a_claim_that_cannot_be_made_is_told(earnshaw, write, tmp_path):
    broken = CLAIMS + '''
def boom():
    raise RuntimeError("boom \\x1b[31m")
made.claim("boom", controls={"twice": scaled("rhs", 2)})(boom)
made.claim("false", expect="refuted", controls={"twice": scaled("rhs", 2)},
           true_controls={"mended": scaled("lhs", 2)})(lambda: Identity(x, 2 * x, Domain.of(Real("x"))))
'''
    done = earnshaw("--statements", write(broken), "--sample", "4")
    assert done.returncode == 1
    assert "BROKEN lem-1/boom: error: RuntimeError: boom" in done.stdout
    done = earnshaw("--statements", "claims.py", "--show", "lem-1/boom@00000000")
    assert done.returncode == 2
    assert "lem-1/boom has no formulas to change (RuntimeError: boom" in done.stderr
    done = earnshaw("--statements", "claims.py", "lem-1", "--json", "m.jsonl")
    assert done.returncode == 1
    skipped = next(r for r in lines(tmp_path / "m.jsonl")[1:] if r["verdict"] == "skipped")  # of what is false itself
    shown = earnshaw("--statements", "claims.py", "--show", skipped["id"])
    assert "skipped: not judged" in shown.stdout
    assert "the formula is refuted itself" in shown.stdout


def test_a_vacuous_claim_is_an_error(earnshaw, write):
    done = earnshaw("--statements", write(VACUOUS))
    assert done.returncode == 1
    assert "VACUOUS lem-1/nothing" in done.stdout


def test_a_mutant_that_hangs_is_the_only_one_lost(earnshaw, write, tmp_path):
    done = earnshaw("--statements", write(SLOW), "--timeout", "1", "--json", "m.jsonl", "--jobs", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    slow = {r["change"]: r for r in lines(tmp_path / "m.jsonl")[1:] if r["claim"] == "lem-1/slow"}
    assert {r["reason"] for r in slow.values() if "rhs" in r["change"]} <= {"time"}
    assert (tmp_path / "begun").read_text() == "x" * sum(r["reason"] == "time" for r in slow.values())  # each once
    assert all(r["change"] for r in slow.values())
    others = [r for r in lines(tmp_path / "m.jsonl")[1:] if r["reason"] != "time"]
    assert len(others) > 10
    assert all(r["verdict"] == "refuted" for r in slow.values() if r["reason"] != "time")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_or_killed_and_taken_up(apart, write, tmp_path, sign):
    write(SLOW)
    process = subprocess.Popen([sys.executable, "-m", "proofs_checks", "mutants", "--statements", "claims.py",
                                "--json", "m.jsonl", "--jobs", "1", "--timeout", "1"],
                               cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "begun").exists():  # the mutants of the other claims are judged by then
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(sign)
    _, errors = process.communicate(timeout=30)
    assert not (tmp_path / "m.jsonl").exists()
    if sign == signal.SIGINT:
        assert process.returncode == 2
        assert "what is finished is in m.jsonl.part" in errors
    kept = (tmp_path / "m.jsonl.part").read_text()
    again = ("--statements", "claims.py", "--json", "m.jsonl", "--jobs", "2", "--timeout", "1")
    done = apart(*again)
    assert done.returncode == 0, done.stdout + done.stderr
    taken = re.search(r"(\d+) of them were judged before", done.stdout)
    assert int(taken[1]) == kept.count('"told"') > 10
    assert not (tmp_path / "m.jsonl.part").exists()


def test_answers_of_another_check_are_not_taken_up(apart, write, tmp_path):
    """The journal is of the file before the claim was changed: the engine and the statements are part of its key."""
    write(CLAIMS)
    (tmp_path / "half.py").write_text(
        "import os, signal\nfrom verify.run import Journal\nfrom proofs_checks.cli import main\nadd = Journal.add\n"
        "def once(*arguments):\n    add(*arguments)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "Journal.add = once\nmain(['mutants', '--statements', 'claims.py', '--json', 'm.jsonl', '--jobs', '1'])\n")
    done = subprocess.run([sys.executable, "half.py"], cwd=tmp_path, capture_output=True, text=True, check=False,
                          timeout=60, env={**os.environ, "PYTHONPATH": os.getcwd()})
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert '"told"' in (tmp_path / "m.jsonl.part").read_text()
    (tmp_path / "half.py").unlink()
    write(CLAIMS + "\n# another check\n")
    done = apart("--statements", "claims.py", "--json", "m.jsonl", "--sample", "4")
    assert "differs in its code, so it was not used" in done.stderr
    assert "judged before" not in done.stdout
    (tmp_path / "m.jsonl.part").write_text("a note\n")
    done = apart("--statements", "claims.py", "--json", "m.jsonl", "--sample", "4")
    assert done.returncode == 2
    assert (tmp_path / "m.jsonl.part").read_text() == "a note\n"


def test_a_claim_with_a_hole_is_said_loudly(earnshaw, write):
    done = earnshaw("--statements", write(HOLES), "--slack", "--jobs", "1")
    assert done.returncode == 1
    told = done.stdout
    assert "SAYS LITTLE lem-1/itself: in all that is checked, both sides are the same" in told
    assert "SAYS LITTLE lem-1/circle: in all that is checked, the conclusion is assumed" in told
    assert "SAYS LITTLE lem-1/plain: in all that is checked, the conclusion is plainly true" in told
    assert "NOT BOUND lem-1/always: none of its " in told
    assert "SURVIVED lem-1/always@" in told  # x >= 2 for x >= 1
    assert "LOOSE lem-1/loose: nothing but the opposite was refuted" in told
    assert "square, conclude: 2 may be 1, not " in told
    assert "sharpened in lem-1/best-square" in told
    assert "square-beyond" not in told  # refuted, so it sharpens nothing
    assert told.index("lem-1/square, conclude: 2 may be 1") < told.index("lem-1/a-step, domain variables")


@pytest.mark.parametrize(("arguments", "words"), [
    (("lem-9",), "lem-9"),
    (("--sample", "0"), "above 0"),
    (("--show", "lem-1/square@00000000"), "there is no mutant"),
    (("--show", "lem-1/square"), "there is no mutant"),
    (("--show", "lem-1/none@00000000"), "no claim"),
    (("--json", "claims.py"), "same file"),
    (("--json", "other.txt"), "no file of mutants"),
])
def test_wrong_use_is_one_sentence(earnshaw, write, tmp_path, arguments, words):
    (tmp_path / "other.txt").write_text("a note\n")
    done = earnshaw("--statements", write(CLAIMS), *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("earnshaw: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert (tmp_path / "other.txt").read_text() == "a note\n"
