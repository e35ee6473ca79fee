"""earnshaw mutants, as a user meets it."""

import json
import signal
import subprocess
import sys
import time

import pytest

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
            open("begun", "w").close()
            time.sleep(60)
        return super().settle(effort)

@made.claim("slow", controls={"twice": scaled("rhs", 2)})
def slow():
    return Slow(7 * x, 7 * x, Domain.of(Real("x")))
'''


@pytest.fixture
def write(tmp_path):
    def write_file(text):
        path = tmp_path / "claims.py"
        path.write_text(text)
        return str(path)

    return write_file


@pytest.fixture
def earnshaw(tmp_path):
    def call(*arguments):
        done = subprocess.run([sys.executable, "-m", "proofs_checks", "mutants", *arguments], capture_output=True,
                              text=True, cwd=tmp_path, timeout=120, check=False)
        assert "\x1b" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return call


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_all_of_a_small_file(earnshaw, write, tmp_path):
    done = earnshaw("--statements", write(CLAIMS), "--json", "mutants.jsonl", "--slack", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "No different equality survived, and no claim is vacuous." in done.stdout
    assert "2 may be 1, not 63/64" in done.stdout  # x^2 + c >= 2x from c = 1 on
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


def test_a_vacuous_claim_is_an_error(earnshaw, write):
    done = earnshaw("--statements", write(VACUOUS))
    assert done.returncode == 1
    assert "VACUOUS lem-1/nothing" in done.stdout


def test_a_mutant_that_hangs_is_the_only_one_lost(earnshaw, write, tmp_path):
    done = earnshaw("--statements", write(SLOW), "--timeout", "2", "--json", "m.jsonl")
    assert done.returncode == 0, done.stdout + done.stderr
    slow = {r["change"]: r for r in lines(tmp_path / "m.jsonl")[1:] if r["claim"] == "lem-1/slow"}
    assert {r["reason"] for r in slow.values() if "rhs" in r["change"]} <= {"time"}
    assert all(r["change"] for r in slow.values())
    others = [r for r in lines(tmp_path / "m.jsonl")[1:] if r["reason"] != "time"]
    assert len(others) > 10
    assert all(r["verdict"] == "refuted" for r in slow.values() if r["reason"] != "time")


def test_interrupted_and_taken_up(earnshaw, write, tmp_path):
    process = subprocess.Popen([sys.executable, "-m", "proofs_checks", "mutants", "--statements", write(SLOW),
                                "--json", "m.jsonl", "--jobs", "1", "--timeout", "100"],
                               cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "begun").exists():  # the mutants of the other claims are judged by then
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "what is finished is in m.jsonl" in errors
    head, *kept = lines(tmp_path / "m.jsonl")
    assert not head["complete"]
    assert kept
    done = earnshaw("--statements", "claims.py", "--json", "m.jsonl", "--timeout", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    head, *records = lines(tmp_path / "m.jsonl")
    assert head["complete"]
    assert [r for r in records if r["id"] in {k["id"] for k in kept}] == kept


def test_half_a_file_is_no_file_of_mutants(earnshaw, write, tmp_path):
    head = {"schema": "earnshaw mutants 1", "complete": False, "environment": {}}
    (tmp_path / "m.jsonl").write_text(json.dumps(head) + '\n{"id": "lem-1/square@0"}\n')
    done = earnshaw("--statements", write(CLAIMS), "--json", "m.jsonl", "--sample", "3")
    assert done.returncode == 2
    assert "no file of mutants" in done.stderr


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
