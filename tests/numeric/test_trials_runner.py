"""Trials in processes: same results whatever the jobs, nothing lost, nothing foreign touched."""

import json
import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from numeric.trials import Rate, TrialsError, run_trials

MODULE = '''
import os, signal, time
import numpy as np

def draw(seed, size=3):
    return np.random.default_rng(seed).normal(size=size).tolist()

def threads(seed):
    return [os.environ[name] for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")]

def odd(seed):
    print("noise")
    if seed == 2:
        raise ArithmeticError("two\\nlines")
    if seed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if seed == 4:
        os._exit(7)
    if seed == 5:
        return float("nan")
    return seed

def slow(seed):
    time.sleep(0.05 if seed < 3 else 600)
    return seed
'''


@pytest.fixture
def trials(tmp_path, monkeypatch):
    """The path of a function in a module that only the workers' path finds."""
    (tmp_path / "some_trials.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    return "some_trials:{}".format


def test_results_do_not_depend_on_the_jobs_and_come_in_order(trials):
    seeds = [7, 3, 5, 1, 0, 2]
    runs = [run_trials(trials("draw"), seeds, parameters={"size": 4}, jobs=jobs) for jobs in (1, 3)]
    assert runs[0] == runs[1]
    assert [trial.seed for trial in runs[0].trials] == seeds
    assert all(len(trial.value) == 4 for trial in runs[0].trials)
    assert runs[0].complete


def test_one_thread_each(trials):
    assert run_trials(trials("threads"), [1]).trials[0].value == ["1", "1", "1"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_is_said_and_the_others_go_on(trials, tmp_path, jobs):
    run = run_trials(trials("odd"), range(7), jobs=jobs, file=tmp_path / "t.jsonl")
    assert run.complete
    assert [trial.value for trial in run.trials if not trial.error] == [0, 1, 6]
    errors = {trial.seed: trial.error for trial in run.failed}
    assert errors.pop(5).startswith("ValueError: ")
    assert errors == {2: "ArithmeticError: two lines", 3: "worker died (signal 9)", 4: "worker died (exit code 7)"}
    assert run.rate(lambda value: value >= 0).successes == 3
    again = run_trials(trials("odd"), range(7), jobs=jobs, file=tmp_path / "t.jsonl")
    assert again.resumed == 3
    assert again.trials == run.trials


def test_resumed(trials, tmp_path):
    file = tmp_path / "t.jsonl"
    first = run_trials(trials("draw"), range(4), file=file)
    told = []
    both = run_trials(trials("draw"), range(6), file=file, progress=lambda *state: told.append(state))
    assert both.resumed == 4
    assert both.trials[:4] == first.trials
    assert both.trials == run_trials(trials("draw"), range(6)).trials  # floats survive the file
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[0][:2] == (4, 6)
    assert len(file.read_text().splitlines()) == 7


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_last_line_that_is_cut_off_is_run_again(trials, tmp_path, cut):
    file = tmp_path / "t.jsonl"
    whole = run_trials(trials("draw"), range(3), file=file)
    text = file.read_bytes()
    file.write_bytes(text[:-cut])
    again = run_trials(trials("draw"), range(3), file=file)
    assert again.resumed == 2
    assert again.trials == whole.trials
    assert file.read_bytes() == text


def test_a_header_that_is_cut_off(trials, tmp_path):
    file = tmp_path / "t.jsonl"
    run_trials(trials("draw"), range(2), file=file)
    text = file.read_bytes()
    file.write_bytes(text[:20])
    assert run_trials(trials("draw"), range(2), file=file).resumed == 0
    assert file.read_bytes() == text


FOREIGN = {
    "text": (b"my notes\n", "no file of trials"),
    "text without end": (b"my notes", "no file of trials"),
    "other JSON": (b'{"schema": 1}\n', "no file of trials"),
    "no text": (b"\xff\x00\n\n", "no file of trials"),
    "deep": (b"[" * 100000 + b"\n", "no file of trials"),
    "other function": (b'{"format": "earnshaw trials 1", "function": "a:b"}\n', "differ in their function"),
    "other format": (b'{"format": "earnshaw trials 0", "function": "a:b"}\n', "no file of trials"),
}


@pytest.mark.parametrize(("text", "words"), FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_refused_and_left_alone(trials, tmp_path, text, words):
    file = tmp_path / "t.jsonl"
    file.write_bytes(text)
    with pytest.raises(TrialsError, match=words):
        run_trials(trials("draw"), range(2), file=file)
    assert file.read_bytes() == text


@pytest.mark.parametrize("other", [{"parameters": {"size": 2}}, {"version": 2}], ids=["parameters", "version"])
def test_other_trials_are_refused(trials, tmp_path, other):
    file = tmp_path / "t.jsonl"
    run_trials(trials("draw"), range(2), file=file)
    text = file.read_bytes()
    with pytest.raises(TrialsError, match=f"differ in their {next(iter(other))}"):
        run_trials(trials("draw"), range(2), file=file, **other)
    assert file.read_bytes() == text


@pytest.mark.parametrize("line", ['{"seed": 1}', '{"seed": 0, "value": 3}', "[]", "{", '{"seed": true, "value": 3}'])
def test_a_damaged_line_is_refused_by_its_number(trials, tmp_path, line):
    file = tmp_path / "t.jsonl"
    run_trials(trials("draw"), [0], file=file)
    with file.open("a") as more:
        more.write(line + "\n")
    text = file.read_bytes()
    with pytest.raises(TrialsError, match="damaged in line 3"):
        run_trials(trials("draw"), range(2), file=file)
    assert file.read_bytes() == text


def test_misuse(trials, tmp_path):
    for arguments, words in [
        (("no_such_module:f", [1]), "'no_such_module:f' cannot be found"),
        (("math:no_such_function", [1]), "cannot be found"),
        (("math", [1]), "cannot be found"),
        (("math:pi", [1]), "is a float"),
        (("math:isqrt", [1, 1]), "twice"),
        (("math:isqrt", [-1]), "-1"),
        (("math:isqrt", [True]), "True"),
        (("math:isqrt", [1.0]), "1.0"),
    ]:
        with pytest.raises(TrialsError, match=words):
            run_trials(*arguments, file=tmp_path / "t.jsonl")
        assert not (tmp_path / "t.jsonl").exists()
    with pytest.raises(TrialsError, match="jobs is 0"):
        run_trials("math:isqrt", [1], jobs=0)
    with pytest.raises(TrialsError, match="plain data"):
        run_trials("math:isqrt", [1], parameters={"x": float("nan")})
    for place in (tmp_path, tmp_path / "no" / "t.jsonl"):
        with pytest.raises(TrialsError, match="name"):
            run_trials("math:isqrt", [1], file=place)


def test_no_seeds():
    run = run_trials("math:isqrt", [])
    assert run.complete
    assert run.trials == ()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_and_resumed(trials, tmp_path, sign):
    """A Ctrl-C keeps what is finished and returns it; a kill keeps it in the file."""
    file = tmp_path / "t.jsonl"
    script = (f"from numeric.trials import run_trials\nrun = run_trials('some_trials:slow', range(5), jobs=2, "
              f"file={str(file)!r})\nprint([t.seed for t in run.trials], run.complete)")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])}
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, env=environment)
    for _ in range(300):
        if file.exists() and file.read_bytes().count(b"\n") == 4:
            break
        time.sleep(0.1)
    process.send_signal(sign)
    out, err = process.communicate(timeout=30)
    assert err == ""
    assert out == ("[0, 1, 2] False\n" if sign == signal.SIGINT else "")
    assert {json.loads(line)["seed"] for line in file.read_text().splitlines()[1:]} == {0, 1, 2}
    assert run_trials(trials("slow"), range(3), file=file).resumed == 3


def test_two_runs_into_one_file(trials, tmp_path):
    fcntl = pytest.importorskip("fcntl")
    file = tmp_path / "t.jsonl"
    run_trials(trials("draw"), range(2), file=file)
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TrialsError, match="another run"):
            run_trials(trials("draw"), range(2), file=file)


def test_the_rate():
    """200 of 200: alpha^(1/200) = 0.9772372..., by hand; 0 of 10 at 95 %: 1 - 0.05^(1/10) = 0.2588656..."""
    assert Rate(200, 200).lower == "0.977237"
    assert Rate(200, 200).upper == "1.000000"
    assert Rate(0, 10, Fraction(19, 20)).upper == "0.258866"
    scipy_stats = pytest.importorskip("scipy.stats")
    assert abs(float(Rate(49, 50).lower) - scipy_stats.beta.ppf(0.01, 49, 2)) < 1e-6
    assert abs(float(Rate(49, 50).upper) - scipy_stats.beta.ppf(0.99, 50, 1)) < 1e-6
