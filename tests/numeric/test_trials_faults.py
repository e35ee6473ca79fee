"""kill -9 and a full disk while trials run: what is finished is kept, and a resumed run has the same results."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from _processes import children, lives

from numeric.trials import run_trials

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the workers in /proc")

MODULE = '''
import random, time

def draw(seed):
    time.sleep(0.05 * (seed % 3))
    with open("tried", "a") as log:
        log.write(f"{seed}\\n")
    return random.Random(seed).random()

def nap(seed):
    time.sleep(1)
    return seed
'''
SCRIPT = '''
from numeric.trials import TrialsError, run_trials
try:
    run = run_trials("some_trials:draw", range(30), jobs=2, file="t.jsonl")
    print(run.resumed, run.complete, [trial.value for trial in run.trials])
except TrialsError as error:
    print(error)
'''


@pytest.fixture
def start(tmp_path, monkeypatch):
    (tmp_path / "some_trials.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])}

    def begin(most=None):
        limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))) if most else None
        return subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, preexec_fn=limit,
                                stdout=subprocess.PIPE, text=True)

    return begin


def killed_often(start, folder, kills, seed):
    chance, file, log = random.Random(seed), folder / "t.jsonl", folder / "tried"
    expected = str([random.Random(n).random() for n in range(30)])
    figures = {"parents": 0, "workers": 0, "resumed": 0}
    began = time.monotonic()
    assert start().communicate()[0] == f"0 True {expected}\n"
    usual = time.monotonic() - began
    file.unlink()
    while figures["parents"] + figures["workers"] < kills:
        kept = file.read_bytes().count(b"\n") - 1 if file.exists() else 0
        log.write_text("")
        process = start()
        time.sleep(chance.uniform(0.1, 1) * usual)
        workers = children(process.pid)
        victim = chance.choice(workers) if workers and chance.random() < 0.3 else process.pid
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        figures["parents" if victim == process.pid else "workers"] += 1
        out = process.communicate()[0]
        if process.returncode == 0:
            assert out == f"{max(0, kept)} True {expected}\n"
            figures["resumed"] += kept > 0
            file.unlink()
        end = time.monotonic() + 3
        while any(map(lives, workers)):
            assert time.monotonic() < end, "a worker outlived its parent"
            time.sleep(0.02)
    assert start().communicate()[0].endswith(f" True {expected}\n")
    return figures


def test_a_few_kills(start, tmp_path):
    killed_often(start, tmp_path, 4, seed=1)


@pytest.mark.slow
def test_forty_kills(start, tmp_path):
    figures = killed_often(start, tmp_path, 40, seed=2)
    print(figures)
    assert figures["resumed"] > 0


def test_a_worker_killed_from_outside_is_replaced_once(start, tmp_path):
    before = set(children(os.getpid()))

    def kill():
        while not (found := set(children(os.getpid())) - before):
            time.sleep(0.01)
        time.sleep(0.3)
        os.kill(found.pop(), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    run = run_trials("some_trials:nap", [7])
    killer.join()
    assert [trial.value for trial in run.trials] == [7]


def test_no_room(start, tmp_path):
    """The file may grow to 200 bytes only: what fitted is kept whole."""
    out = start(most=200).communicate()[0]
    assert out.startswith("t.jsonl cannot be written (File too large); ")
    text = (tmp_path / "t.jsonl").read_bytes()
    assert text.endswith(b"\n")
    assert 100 < len(text) <= 200
    kept = text.count(b"\n") - 1
    assert start().communicate()[0].startswith(f"{kept} True ")
    (tmp_path / "t.jsonl").unlink()
    assert "cannot be written" in start(most=20).communicate()[0]
    assert not (tmp_path / "t.jsonl").exists()
