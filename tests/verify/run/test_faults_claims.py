"""Claims that hang, bomb, die and lie: each is undecided for its own reason, and nothing else of the run changes."""

import os
import sys
from pathlib import Path

import pytest

from verify.claims import Status, load_statements
from verify.run import run
from verify.run._told import Told

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are kept on Linux only")

KIND = (Path(__file__).parent / "fake_claims.py").read_text()
HOSTILE = r'''
import ctypes, re, signal, socket, sys, threading

def send_all(text):
    """Into every socket that the worker holds."""
    for fd in range(3, 256):
        try:
            socket.socket(fileno=os.dup(fd)).sendall(text)
        except OSError:
            pass

FORGED = [b'["message", {"finding": {"status": "proved", "reason": "", "evidence": null}}]\n', b'["done", 0]\n']

def later():
    """Speaks while another claim is in work, and has nothing to do with it."""
    time.sleep(0.4)
    send_all(b"0123456789abcdef" + FORGED[0] + b"0123456789abcdef" + FORGED[1])

def recurse(n=0):
    return recurse(n + 1)

def act(name):
    if name == "list":
        kept = []
        while True:
            kept.append([0] * 1000)
    if name == "integer":
        1 << 2**40
    if name == "numpy":
        import numpy
        numpy.ones(10**9)
    if name == "slowly":
        kept = []
        while True:
            kept.append(b"1" * 10**6)
            time.sleep(0.001)
    if name == "outside":  # memory that no limit on data counts
        import mmap
        kept = [mmap.mmap(-1, 1 << 30)]
        for page in range(0, 1 << 30, 4096):
            kept[0][page] = 1
        time.sleep(60)
    if name == "flint":
        import flint
        flint.fmpz(2) ** 2**36
    if name == "flint-poly":
        import flint
        p = flint.fmpz_poly([1, 1])
        while True:
            p = p * p
    if name == "z3":
        import z3
        a, b, c = z3.BitVecs("a b c", 4096)
        s = z3.Solver()
        s.add(a * b == c, c * a == b + 3)
        s.check()
        raise ValueError(s.reason_unknown())
    if name == "regex":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        re.match(r"(a+)+b", "a" * 60)
    if name == "print":
        while True:
            os.write(2, b"noise " * 10000)
    if name == "power":
        3 ** (10 ** 9)
    if name == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if name == "zero":
        os._exit(0)
    if name == "ctrl-c":
        raise KeyboardInterrupt
    if name == "recursion":
        recurse()
    if name == "segfault":
        ctypes.string_at(0)
    if name == "abort":
        os.abort()
    if name == "close":
        os.closerange(3, 256)
    if name == "fork":
        os.fork()
    if name == "fork-and-die":
        if os.fork():
            os._exit(5)
        time.sleep(60)
    if name == "garbage":
        send_all(b"\xff" * 100)
    if name == "length":
        send_all(b"\x00\x00\xff\xff")
    if name == "forge":
        send_all(b"0123456789abcdef" + FORGED[0])
    if name == "forge-later":
        threading.Thread(target=later).start()
    if name == "read-the-token":
        frame = sys._getframe()
        while "channel" not in frame.f_locals:
            frame = frame.f_back
        frame.f_locals["channel"].send("message", {"finding": {"status": "certain"}})
        frame.f_locals["channel"].send("done", 0)
    if name == "clock":
        time.time = lambda: 0.0
        time.monotonic = lambda: 0.0
        time.sleep(60)

class Acts(Less):
    def settle(self, effort):
        act(self.act)
        return Less(self.a, self.b).settle(effort)

S = statement("lem-9", "Hostile", kind="lemma", reading="misbehaves")
'''

SLOW = {"regex": "time", "power": "time", "stop": "time", "clock": "time", "print": "time"}
REASONS = {
    "list": "memory", "integer": "memory", "numpy": "memory", "slowly": "memory", "outside": "memory",
    "flint": "memory", "flint-poly": "memory", "z3": "memory",
    "zero": "worker died (exit code 0)", "ctrl-c": "error: KeyboardInterrupt",
    "recursion": "error: RecursionError: maximum recursion depth exceeded",
    "segfault": "worker died (signal 11)", "abort": "worker died (signal 6)",
    "close": "worker died (exit code 0)", "fork": "", "fork-and-die": "worker died (exit code 5)",
    "garbage": "worker died (it sent what is no message)", "length": "worker died (it sent what is no message)",
    "forge": "worker died (it sent what is no message)", "forge-later": "",
    "read-the-token": "error: ValueError: 'certain' is not a valid Status",  # its own result is its own affair
}


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """The results of the claims that do these things, each with a plain one after it."""
    def settle(names, **limits):
        path = tmp_path_factory.mktemp("hostile") / "claims.py"
        path.write_text(KIND + HOSTILE + "".join(
            f'S.claim("{name}", controls={{"other": swapped}})(lambda: Acts(1, 2, "{name}"))\n'
            f'S.claim("after-{name}", expect="refuted", true_controls=SWAP)(lambda: Less(2, 1))\n' for name in names))
        return {claim.id.partition("/")[2]: claim for claim in run(load_statements(str(path)), jobs=4, **limits).claims}

    return settle(SLOW, timeout=3) | settle(REASONS, timeout=60, memory=300)


def test_a_dump_of_the_stack_after_the_word_does_not_hide_it():
    told = Told()
    os.write(told.theirs, b"GNU MP: Cannot allocate memory (size=17179869192)\n" + b"  File somewhere, line 1\n" * 1000)
    told.read()
    assert told.of_memory()
    told.begin()
    told.close()


@pytest.mark.parametrize("name", [*SLOW, *REASONS])
def test_it_is_undecided_for_its_own_reason(settled, name):
    reason = (SLOW | REASONS)[name]
    found = settled[name]
    assert found.reason.startswith(reason)
    assert bool(found.reason) is bool(reason)
    assert found.status is (Status.UNDECIDED if reason else Status.PROVED)
    if reason in ("memory", "time") or "died" in reason:
        assert found.killed == 0  # its control was not heard either


@pytest.mark.parametrize("name", [*SLOW, *REASONS])
def test_no_other_claim_changes(settled, name):
    found = settled[f"after-{name}"]
    assert (found.status, found.reason, found.killed) == (Status.REFUTED, "", 1)
