"""Trials on a real Dask cluster: the results of this machine, whatever dies."""

import json
import os
import signal

import pytest

from numeric.nets import READINGS, run_grid
from numeric.trials import run_trials
from proofs_checks.cli import main
from verify.cluster import ClusterError

MODULE = '''
import os, signal, time
import numpy as np

def draw(seed, size=3):
    return np.random.default_rng(seed).normal(size=size).tolist()

def odd(seed):
    print("noise")
    if seed == 2:
        raise ArithmeticError("two\\nlines")
    if seed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return seed

def deadly(seed):
    if seed == 1:
        os.kill(os.getppid(), signal.SIGKILL)  # the worker of the cluster, beside which this runs
    return seed

def once(seed, marker):
    if not os.path.exists(marker):
        open(marker, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return seed

def slow(seed):
    time.sleep(0.2)
    return os.environ["OMP_NUM_THREADS"]
'''


@pytest.fixture
def trials(cluster, monkeypatch):
    """The path of a function in a module that the workers find too."""
    (cluster.folder / "cluster_trials.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(cluster.folder))
    return "cluster_trials:{}".format


def test_the_results_of_this_machine_and_the_file_is_taken_up(cluster, trials, tmp_path):
    file = tmp_path / "t.jsonl"
    run_trials(trials("draw"), [9, 7], parameters={"size": 4}, file=file)
    told = []
    run = run_trials(trials("draw"), [7, 3, 5, 1, 9], parameters={"size": 4}, file=file, scheduler=cluster.address,
                     progress=lambda *now: told.append(now))
    assert run.resumed == 2
    assert run.trials == run_trials(trials("draw"), [7, 3, 5, 1, 9], parameters={"size": 4}).trials
    assert len(file.read_text().splitlines()) == 6
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert {name for _, _, names in told for name in names} <= {"seed 3", "seed 5", "seed 1"}


def test_what_fails_is_said_and_the_others_go_on(cluster, trials):
    run = run_trials(trials("odd"), range(5), scheduler=cluster.address)
    assert run.complete
    assert [trial.value for trial in run.trials if not trial.error] == [0, 1, 4]
    assert {trial.seed: trial.error for trial in run.failed} == {2: "ArithmeticError: two lines",
                                                                 3: "worker died (signal 9)"}


def test_a_worker_that_is_killed_loses_nothing(cluster, trials):
    victim = cluster.workers[0]
    done = []

    def kill(finished, *_):
        if finished >= 2 and not done:
            done.append(finished)
            os.kill(victim, signal.SIGKILL)

    run = run_trials(trials("slow"), range(12), scheduler=cluster.address, progress=kill)
    assert done
    assert run.complete
    assert [trial.value for trial in run.trials] == ["1"] * 12


def test_what_was_killed_from_outside_is_tried_once_more(cluster, trials, tmp_path):
    run = run_trials(trials("once"), [1], parameters={"marker": str(tmp_path / "marker")}, scheduler=cluster.address)
    assert run.trials[0].value == 1


@pytest.mark.slow
def test_what_kills_every_worker_that_takes_it_up_is_given_up(cluster, trials):
    run = run_trials(trials("deadly"), range(3), scheduler=cluster.address)
    assert [trial.value for trial in run.trials] == [0, None, 2]
    assert run.trials[1].error == "worker died (every worker of the cluster that took it up was lost)"


def test_a_function_that_nobody_has(cluster):
    with pytest.raises(ClusterError, match="the trial 'math:no' cannot be found"):
        run_trials("math:no", [1], scheduler=cluster.address)


def test_descend_finds_the_same(cluster, tmp_path, capsys):
    files = [tmp_path / "here.jsonl", tmp_path / "there.jsonl"]
    for file, where in zip(files, (["--jobs", "1"], ["--scheduler", cluster.address]), strict=True):
        assert main(["descend", "--seeds", "3", "--steps", "20", "--json", str(file), *where]) == 0
    lines = [sorted(map(json.dumps, map(json.loads, file.read_text().splitlines()))) for file in files]
    assert lines[0] == lines[1]
    assert len(lines[0]) == 4
    capsys.readouterr()


@pytest.mark.slow
def test_train_learns_the_same(cluster):
    here, there = (run_grid([READINGS["verbatim"]], [2], [5], seeds=(1, 2), steps=20, step=2.0, scheduler=where)
                   for where in (None, cluster.address))
    assert there.complete
    assert [(cell.seed, cell.train_error) for cell in there.cells] == [
        (cell.seed, cell.train_error) for cell in here.cells]


@pytest.mark.parametrize("command", ["descend --seeds 2", "train"])
def test_commands_say_when_no_scheduler_is_there(command, monkeypatch, capsys):
    pytest.importorskip("distributed")
    monkeypatch.setattr("verify.cluster._CONNECTING", 0.5)
    assert main([*command.split(), "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert capsys.readouterr().err.startswith("earnshaw: no scheduler of a Dask cluster answers at 'tcp://127.0.0.1:1'")


def test_one_descent_needs_no_cluster(capsys):
    assert main(["descend", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "--scheduler is for --seeds" in capsys.readouterr().err
