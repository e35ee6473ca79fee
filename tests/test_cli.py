"""The command line, as a user meets it: in a process of its own."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proofs_checks.cli import main

_KIND = (Path(__file__).parent / "verify" / "run" / "fake_claims.py").read_text()

GOOD = '''
FACT = statement("fact-0", "Taken", kind="trusted", reading="x", source="a book")
ONE = statement("lem-1", "One \\x1b[31m[red]lemma\\x07", kind="lemma", reading="small", uses=["fact-0"], published="7")
ONE.claim("true", controls=SWAP, note="A \\x1b]0;title\\x07note")(lambda: Less(1, 2))
ONE.claim("false", expect="refuted", true_controls=SWAP)(lambda: Less(3, 2))
ONE.claim("repaired", reading="corrected", corrects="false", controls=SWAP)(lambda: Less(2, 3))
TWO = statement("thm-2", "Two", kind="theorem", reading="rests on one", uses=["lem-1"], proof_uses=["fact-0"])
TWO.claim("step", reading="step", controls=SWAP)(lambda: Less(5, 6))

@ONE.derivation
def tell():
    from verify.claims import Line
    import sympy
    x = sympy.Symbol("x")
    yield Line("Start here [bold]:", x**2 + 1)
    yield Line("and end.")
'''
BAD = '''
BAD = statement("lem-9", "Bad", kind="lemma", reading="misbehaves")
BAD.claim("sleep", controls=SWAP)(lambda: Less(1, 2, "sleep"))
BAD.claim("raise", controls=SWAP)(lambda: Less(1, 2, "raise"))
BAD.claim("exit", controls=SWAP)(lambda: Less(1, 2, "exit"))
BAD.claim("survivor", controls={"nothing": lambda claim: claim})(lambda: Less(1, 2))
'''


@pytest.fixture
def write(tmp_path):
    def write_file(text=GOOD, name="claims.py"):
        (tmp_path / name).write_text(_KIND + text)
        return str(tmp_path / name)

    return write_file


@pytest.fixture
def earnshaw(tmp_path):
    """Runs the command in the temporary folder; every text it prints is checked for escape sequences."""

    def call(*arguments, **options):
        done = subprocess.run([sys.executable, "-m", "proofs_checks", *arguments], capture_output=True, text=True,
                              cwd=tmp_path, timeout=60, check=False, **options)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\x07" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return call


def is_one_sentence(done, *words):
    assert done.returncode == 2
    assert done.stderr.startswith("earnshaw: ")
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr
    return True


def test_version_and_help(earnshaw):
    assert earnshaw("--version").stdout.startswith("earnshaw ")
    assert "verify" in earnshaw("--help").stdout
    assert "--timeout" in earnshaw("verify", "--help").stdout


def test_help_imports_nothing_heavy():
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "proofs_checks", "verify", "--help"],
                          capture_output=True, text=True, timeout=60, check=True)
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert not imported & {"sympy", "flint", "z3", "numpy", "scipy", "mpmath", "rich", "multiprocessing"}


def test_verify_as_expected(earnshaw, write, tmp_path):
    done = earnshaw("verify", "--statements", write(), "--json", "ledger.json", "--jobs", "2")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "Checked 2 statements, 4 claims: everything is as expected."
    assert re.search(r"lem-1/false +at a = 3, b = 2$", done.stdout, re.MULTILINE)
    assert re.search(r"^Controls \(.*\): 4 of 4 told apart; [\d.]+ s\.$", done.stdout, re.MULTILINE)
    assert lines[-1] == "More: earnshaw verify --all (each claim), errata, explain LABEL, book."
    whole = earnshaw("verify", "--statements", tmp_path / "claims.py", "--all").stdout
    assert re.search(r"lem-1/false +refuted +proved +at a = 3, b = 2$", whole, re.MULTILINE)
    assert whole.startswith("2 statements, 4 claims: 3 proved, 1 refuted.")
    assert json.loads((tmp_path / "ledger.json").read_text())["success"] is True


def test_verify_not_as_expected(earnshaw, write, tmp_path):
    done = earnshaw("verify", "--statements", write(BAD), "--timeout", "3", "--json", "ledger.json")
    assert done.returncode == 1
    assert re.search(r"lem-9/sleep +undecided +proved +time$", done.stdout, re.MULTILINE)
    assert "error: ValueError: boom [red]red" in done.stdout
    assert "worker died (exit code 3)" in done.stdout
    assert "lem-9/survivor: nothing came out proved" in done.stdout
    assert json.loads((tmp_path / "ledger.json").read_text())["complete"] is True


@pytest.mark.parametrize("spelling", ["LEM1", "Lemma 7"])
def test_labels_in_any_spelling(earnshaw, write, spelling):
    done = earnshaw("verify", spelling, "--statements", write())
    assert done.returncode == 0
    assert done.stdout.startswith("Checked 1 statement, 3 claims")


def test_what_a_part_rests_on_is_named(earnshaw, write):
    assert "Not run, though something above rests on it: lem-1." in earnshaw(
        "verify", "thm-2", "--all", "--statements", write()).stdout


def test_list_graph_errata_explain(earnshaw, write):
    source = write()
    assert earnshaw("verify", "--statements", source, "--json", "ledger.json").returncode == 0
    listed = earnshaw("list", "--statements", source).stdout
    assert re.search(r"^lem-1 +7 +lemma +3 +One \[red\]lemma$", listed, re.MULTILINE)
    assert "refuted, corrected proved" in earnshaw("list", "--statements", source, "--ledger", "ledger.json").stdout
    tree = earnshaw("graph", "--statements", source, "--ledger", "ledger.json").stdout
    assert "├── lem-1 (refuted, corrected proved)" in tree
    assert "└┄┄ fact-0 (trusted)" in tree
    dot = earnshaw("graph", "--dot", "--statements", source).stdout
    assert '"thm-2" -> "lem-1";' in dot
    assert '"thm-2" -> "fact-0" [style=dashed];' in dot
    for options in (["--ledger", "ledger.json"], ["--statements", source]):
        errata = earnshaw("errata", *options)
        assert errata.returncode == 0
        assert re.search(r"witness +at a = 3, b = 2\n +corrected +2 < 3 +\[lem-1/repaired: proved\]\n"
                         r" +survives +thm-2: yes \(proved\)", errata.stdout)


def test_explain(earnshaw, write):
    told = earnshaw("explain", "lemma 1", "--statements", write()).stdout
    assert "1. Start here [bold]:\n        x² + 1\n  2. and end." in told
    assert "lem-1/false (printed): refuted\n       3 < 2\n       at a = 3, b = 2" in told
    told = earnshaw("explain", "lem-1", "--latex", "--no-run", "--statements", write()).stdout
    assert "x^{2} + 1" in told
    assert "3 \\lt 2" in told
    assert "refuted" not in told


def test_a_derivation_that_raises(earnshaw, write):
    source = write(GOOD + "\n@ONE.derivation\ndef more():\n    yield 1 / 0\n")
    assert is_one_sentence(earnshaw("explain", "lem-1", "--no-run", "--statements", source), "lem-1", "ZeroDivision")


def test_recheck(earnshaw, write, tmp_path):
    source = write()
    earnshaw("verify", "--statements", source, "--json", "ledger.json")
    done = earnshaw("recheck", "ledger.json", "--statements", source)
    assert done.returncode == 0
    assert done.stdout.startswith("1 claim with a witness or certificate that was confirmed, 3 ")
    path = tmp_path / "ledger.json"
    path.write_text(path.read_text().replace('"a": "3"', '"a": "4"'))
    done = earnshaw("recheck", "ledger.json", "--statements", source)
    assert done.returncode == 1
    assert "FAILED lem-1/false" in done.stdout


def test_recheck_runs_no_file_that_only_the_ledger_names(earnshaw, write, tmp_path):
    source = write(GOOD + f"\nopen({str(tmp_path / 'ran')!r}, 'a').write('x')\n")
    earnshaw("verify", "--statements", source, "--json", "ledger.json")
    (tmp_path / "ran").unlink()
    assert "NOT compared" in earnshaw("recheck", "ledger.json").stdout
    assert not (tmp_path / "ran").exists()


def test_doctor(earnshaw):
    done = earnshaw("doctor")
    assert done.returncode == 0
    assert "python-flint" in done.stdout
    assert "Nothing that is required is missing." in done.stdout


MISUSES = {
    "nothing": ([], ["no command"]),
    "a command that is none": (["verfy"], ["'verfy'", "earnshaw verify"]),
    "an option that is none": (["verify", "--jbos", "2"], ["--jbos", "--help"]),
    "an escape sequence": (["verify", "--\x1b[31m"], []),
    "jobs 0": (["verify", "--jobs", "0"], ["'0'", "whole number"]),
    "jobs huge": (["verify", "--jobs", "9" * 5000], ["whole number"]),
    "timeout nan": (["verify", "--timeout", "nan"], ["'nan'", "seconds"]),
    "an unknown label": (["verify", "lem-3", "--statements", "GOOD"], ["'lem-3'", "lem-1"]),
    "a label like code": (["verify", "__import__('os')", "--statements", "GOOD"], ["__import__('os')"]),
    "no label": (["explain"], ["LABEL", "--help"]),
    "no file": (["verify", "--statements", "absent.py"], ["absent.py", "does not exist"]),
    "no package": (["verify", "--statements", "no_such_package"], ["no_such_package"]),
    "code as a package": (["verify", "--statements", "__import__('os')"], ["no importable name"]),
    "a directory": (["verify", "--statements", "folder"], ["folder", "directory"]),
    "a directory by path": (["verify", "--statements", "./folder"], ["folder", "directory"]),
    "a directory named like a file": (["verify", "--statements", "folder.py"], ["folder.py", "directory"]),
    "a file that raises": (["verify", "--statements", "raises.py"], ["raises.py", "ValueError: my [31m fault"]),
    "a file that leaves": (["list", "--statements", "leaves.py"], ["leaves.py", "SystemExit"]),
    "no Python": (["list", "--statements", "text.py"], ["text.py", "SyntaxError"]),
    "registers nothing": (["list", "--statements", "empty.py"], ["empty.py", "no statement"]),
    "a label twice": (["list", "--statements", "twice.py"], ["twice.py", "'lem-1' twice"]),
    "an edge to nowhere": (["list", "--statements", "nowhere.py"], ["'lem-7'", "not registered"]),
    "corrects nothing": (["list", "--statements", "corrects.py"], ["lem-1/gone", "not registered"]),
    "no ledger": (["recheck", "absent.json"], ["absent.json"]),
    "a foreign ledger": (["recheck", "raises.py"], ["raises.py", "truncated"]),
    "a foreign ledger for errata": (["errata", "--ledger", "raises.py"], ["raises.py"]),
    "json into nowhere": (["verify", "--statements", "GOOD", "--json", "no/x.json"], ["no/x.json", "folder"]),
    "json onto the statements": (["verify", "--statements", "GOOD", "--json", "GOOD"], ["statements file itself"]),
    "json onto a directory": (["verify", "--statements", "GOOD", "--json", "folder"], ["folder", "directory"]),
}


@pytest.mark.parametrize(("arguments", "words"), MISUSES.values(), ids=MISUSES)
def test_misuse(write, tmp_path, arguments, words, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "raises.py").write_text("raise ValueError('my [31m\\x1b\\n fault')")
    (tmp_path / "leaves.py").write_text("raise SystemExit(0)")
    (tmp_path / "text.py").write_text("this is no Python")
    (tmp_path / "empty.py").write_text("")
    twice = 'statement("lem-1", "A", kind="lemma", reading="x")\n'
    write(twice * 2, "twice.py")
    write('statement("lem-1", "A", kind="lemma", reading="x", uses=["lem-7"])', "nowhere.py")
    write(f'S = {twice}S.claim("c", corrects="gone", controls=SWAP)(lambda: Less(1, 2))', "corrects.py")
    source = write()
    status = main([source if argument == "GOOD" else argument for argument in arguments])
    printed = capsys.readouterr()
    assert is_one_sentence(subprocess.CompletedProcess(arguments, status, printed.out, printed.err), *words)
    assert "\x1b" not in printed.err
    assert printed.out == ""


def start(tmp_path, *arguments, **options):
    return subprocess.Popen([sys.executable, "-m", "proofs_checks", *arguments], cwd=tmp_path, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_stray_argument_points_to_the_help_of_its_command(capsys):
    assert main(["graph", "--dott"]) == 2
    assert capsys.readouterr().err == ("earnshaw: unrecognized arguments: '--dott'; "
                                       "`earnshaw graph --help` shows what is possible\n")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(write, tmp_path, sign):
    source = write(f'''
class Telling(Less):
    def settle(self, effort):
        open({str(tmp_path / "started")!r}, "w").write(str(os.getpid()))
        time.sleep(600)
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("done", controls=SWAP)(lambda: Less(1, 2))
S.claim("long", controls=SWAP)(lambda: Telling(1, 2))
''')
    process = start(tmp_path, "verify", "--statements", source, "--json", "ledger.json", "--jobs", "1")
    for _ in range(300):
        if (tmp_path / "started").exists() and (tmp_path / "started").read_text():
            break
        time.sleep(0.1)
    process.send_signal(sign)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert err.startswith("earnshaw: interrupted")
    assert err.count("\n") == 1
    assert "INTERRUPTED" in out
    ledger = json.loads((tmp_path / "ledger.json").read_text())
    assert ledger["complete"] is False
    assert [claim["reason"] for claim in ledger["statements"][0]["claims"]] == ["", "interrupted"]
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "started").read_text()), 0)


def test_a_reader_that_goes_away(write, tmp_path):
    process = start(tmp_path, "list", "--statements", write())
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(write, tmp_path):
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-m", "proofs_checks", "list", "--statements", write()], stdout=full,
                              stderr=subprocess.PIPE, text=True, cwd=tmp_path, timeout=60, check=False)
    assert is_one_sentence(done, "No space")


def test_ascii_output(earnshaw, write):
    done = earnshaw("graph", "--statements", write(), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0


def test_progress_on_a_terminal_only(write, tmp_path):
    """On a terminal progress is shown on standard error; standard output is a pipe here and stays plain."""
    ours, side = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "proofs_checks", "verify", "--statements", write()],
                               cwd=tmp_path, stdout=subprocess.PIPE, stderr=side, text=True,
                               env={**os.environ, "TERM": "xterm"})
    os.close(side)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other side was closed
            break
        if not part:
            break
        shown += part
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert b"4/4" in shown
    assert "\x1b" not in out
