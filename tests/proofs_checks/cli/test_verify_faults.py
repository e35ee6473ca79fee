"""earnshaw verify --json where it is stopped, doubled, or out of room: one sentence, and no file half-written."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("fcntl")
ROOT = Path(__file__).parents[3]
CLAIMS = (ROOT / "tests" / "verify" / "run" / "fake_claims.py").read_text() + '''
class Waits(Less):
    def settle(self, effort):
        while os.path.exists("wait"):
            time.sleep(0.05)
        return Less(self.a, self.b).settle(effort)

S = statement("lem-1", "One", kind="lemma", reading="x")
for n in range(4):
    S.claim(f"c{n}", controls=SWAP)(lambda n=n: Less(n, 9))
S.claim("waits", controls=SWAP)(lambda: Waits(1, 2))
'''


@pytest.fixture
def start(tmp_path):
    """Starts `verify` in a folder with claims, the last of which waits as long as there is a file "wait"."""
    (tmp_path / "claims.py").write_text(CLAIMS)

    def begin(*arguments, cwd=tmp_path, most=None):
        command = [sys.executable, "-m", "proofs_checks", "verify", "--no-cache",
                   "--statements", str(tmp_path / "claims.py"),
                   "--jobs", "1", *arguments]
        limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))) if most else None
        return subprocess.Popen(command, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, preexec_fn=limit,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return begin


@pytest.fixture
def verify(start):
    def call(*arguments, **options):
        process = start(*arguments, **options)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    return call


def until(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it took too long")


def test_a_second_run_and_an_interruption(start, verify, tmp_path):
    ledger, part = tmp_path / "l.json", tmp_path / "l.json.part"
    assert verify("--json", "l.json")[0] == 0
    whole = ledger.read_bytes()
    (tmp_path / "wait").touch()
    first = start("--json", "l.json")
    until(lambda: part.exists() and part.read_bytes().count(b"\n") == 5)

    status, out, err = verify("--json", "l.json")
    assert (status, out) == (2, "")
    assert err == "earnshaw: l.json is being written by another run; wait for it, or name another file\n"

    first.send_signal(signal.SIGINT)
    out, err = first.communicate(timeout=30)
    assert first.returncode == 2
    assert "INTERRUPTED" in out
    assert err == ("earnshaw: interrupted before the end; what is finished is in l.json.part, and l.json is as it was; "
                   "run it again for the rest\n")
    assert ledger.read_bytes() == whole

    (tmp_path / "wait").unlink()
    status, out, err = verify("--json", "l.json")
    assert status == 0
    assert err == "earnshaw: 4 claims were finished before and not settled again; remove l.json.part to settle all\n"
    assert json.loads(ledger.read_text())["digest"] == json.loads(whole)["digest"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["claims.py", "l.json"]


def test_no_room(verify, tmp_path):
    """A file may grow to a size only: too small for the journal's head, for its lines, for the ledger."""
    ledger, part = tmp_path / "l.json", tmp_path / "l.json.part"
    assert verify("--json", "l.json")[0] == 0
    whole, digest = ledger.read_bytes(), json.loads(ledger.read_text())["digest"]
    for most, words in [(100, "l.json.part, where finished claims are kept"), (1500, "l.json.part, where finished"),
                        (len(whole) - 1, "l.json could not be written")]:
        status, out, err = verify("--json", "l.json", most=most)
        assert (status, out) == (2, "")
        assert err.splitlines()[-1].startswith(f"earnshaw: {words}")
        assert "(File too large)" in err
        assert ledger.read_bytes() == whole
        assert not list(tmp_path.glob(".*"))
    assert part.read_bytes().count(b"\n") == 6
    status, _, err = verify("--json", "l.json")
    assert status == 0
    assert "5 claims were finished before" in err
    assert json.loads(ledger.read_text())["digest"] == digest
    assert not part.exists()


@pytest.fixture
def tiny(tmp_path):
    """A disk of a few pages, where one may be mounted."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)], capture_output=True,
                             check=False) if os.geteuid() == 0 else None
    if mounted is None or mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(verify, tiny):
    ledger = tiny / "l.json"
    ledger.write_text("old")
    (tiny / "filler").write_bytes(bytes(8000))
    status, out, err = verify("--json", str(ledger))
    assert (status, out) == (2, "")
    assert "(No space left on device)" in err
    assert err.count("\n") == 1
    assert ledger.read_text() == "old"
    (tiny / "filler").unlink()
    ledger.unlink()
    status, _, err = verify("--json", str(ledger))
    assert status == 0
    assert "finished before" in err


def test_memory(verify, tmp_path):
    (tmp_path / "claims.py").write_text(CLAIMS + '''
class Bomb(Less):
    def settle(self, effort):
        kept = []
        while True:
            kept.append([0] * 1000)
S.claim("bomb", controls=SWAP)(lambda: Bomb(1, 2))
''')
    if sys.platform == "linux":
        status, out, err = verify("--memory", "100")
        assert (status, err) == (1, "")
        assert "lem-1/bomb  undecided  proved    memory" in out
    status, _, err = verify("--memory", "0")
    assert status == 2
    assert "whole number above 0" in err
