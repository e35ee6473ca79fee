"""`earnshaw train`, as a user meets it."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time

import pytest

from numeric.nets import ACTIVATIONS, READINGS
from proofs_checks.cli import _train, main

SMALL = ["--steps", 20, "--step", 1, "--n", 50]


@pytest.fixture
def train(tmp_path, monkeypatch, capsys):
    """Runs the command in the temporary folder; its exit status, output and error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        status = main(["train", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def test_the_names_in_the_help_are_those_there_are():
    assert tuple(READINGS) == _train.READINGS
    assert tuple(ACTIVATIONS) == _train.ACTIVATIONS


def test_one_net(train):
    status, out, err = train("--steps", 100, "--step", 2)
    assert (status, err) == (0, "")
    head, lengths, widths, printed, training, _, guess, summary = out.splitlines()
    assert head.startswith("verbatim: All weights N(0, 1), 10 inputs, 1000 samples")
    assert lengths == "  100 steps of 2 of the mean loss, 0.02 times as far as the printed million goes, seed 1"
    assert widths.split() == ["width", "5"]
    assert printed.split() == ["depth", "2", "Table", "2", "0.0015"]
    assert float(training.split()[-1]) < float(guess.split()[-1])
    assert re.match(r"  Within a factor 2 of Table 2: [01] of 1 as training error, [01] as test error; 1 net", summary)


def test_the_whole_table_with_several_readings(train):
    status, out, _ = train("--table2", "--steps", 2, "--n", 30, "--seeds", 2, "--reading", "verbatim", "small-start")
    assert status == 0
    assert out.count("Within a factor 2 of Table 2:") == 2
    assert out.count("40 nets in") == 2
    assert out.count("2 seeds (medians)") == 2
    assert next(line for line in out.splitlines() if "depth 17" in line).split()[-4:] == [
        "0.0845", "0.3862", "0.4934", "0.5777"]
    assert "small-start (n = 30): " in out


def test_phi_space_is_depth_2_alone_and_exact(train):
    status, out, _ = train("--table2", "--reading", "phi-space")
    assert status == 0
    assert "depth 3" not in out
    assert "errors over all inputs, exactly" in out
    errors = next(line for line in out.splitlines() if line.strip().startswith("error ")).split()[1:]
    assert len(errors) == 4
    assert all(float(error) < 1e-20 for error in errors)


def test_quick_and_full_say_how_far_they_go(train):
    _, out, _ = train("--reading", "mean-loss", "--quick", "--n", 40)
    assert "1000 steps of 0.01 of the mean loss, as far as the printed million goes" in out
    _, out, _ = train("--n", 100, "--quick")
    assert "500 steps of 2" not in out  # a flow of 1000 is a thousand steps of 1
    assert "1000 steps of 1 of the mean loss, as far as" in out


def test_steps_that_do_not_follow_the_printed_ones_are_told_where_nets_are_deep(train):
    arguments = ["--n", 20, "--steps", 2, "--depth", 2, 5]
    for step, told in ((2, True), (0.1, False)):
        assert ("steps longer than 0.1 leave the path" in train(*arguments, "--step", step)[1]) == told


def test_resumed_whatever_the_jobs(train, tmp_path):
    arguments = [*SMALL, "--depth", 2, 3, "--width", 2, 3, "--json", "grid.jsonl"]
    status, first, err = train(*arguments, "--jobs", 2)
    assert (status, err) == (0, "")
    lines = (tmp_path / "grid.jsonl").read_text().splitlines(keepends=True)
    assert len(lines) == 5
    cell = json.loads(lines[1])["value"]
    assert {"depth", "width", "seed", "train_error", "test_error", "guess_error", "trace"} <= set(cell)
    (tmp_path / "grid.jsonl").write_text("".join(lines[:3]) + lines[3][:30])
    _, again, _ = train(*arguments, "--jobs", 1)

    def timeless(text):
        return re.sub(r"in [\d.]+ s of work", "in N s of work", text)
    assert timeless(again) == timeless(first) + "  2 of them were in the file already\n"
    kept = (tmp_path / "grid.jsonl").read_bytes()
    status, _, err = train(*arguments, "--activation", "tanh")
    assert status == 2
    assert "holds other trials, they differ in their parameters" in err
    assert (tmp_path / "grid.jsonl").read_bytes() == kept


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("A.PDF", b"%PDF")])
def test_plot(train, tmp_path, name, start):
    pytest.importorskip("matplotlib")
    status, _, err = train(*SMALL, "--depth", 2, 3, "--plot", name)
    assert (status, err) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_net_whose_process_raised_is_told(train, monkeypatch):
    monkeypatch.setattr("numeric.nets._grid.MOST_NETS", 0)
    status, _, err = train(*SMALL)
    assert status == 2
    assert "the most is 0" in err


MISUSES = {
    "depth 0": (["--depth", 0], ["--depth", "'0'", "whole number above 0"]),
    "depth negative": (["--depth", "-1"], ["--depth"]),
    "depth huge": (["--depth", 100_000], ["the depth is 100000", "from 1 to 1000"]),
    "width 0": (["--width", 5, 0], ["--width", "'0'"]),
    "width huge": (["--width", 999_999], ["the width is 999999", "from 1 to 10000"]),
    "n 0": (["--n", 0], ["n is 0", "from 1 to 10000000"]),
    "n no number": (["--n", "1e3"], ["--n", "'1e3'", "whole number"]),
    "n huge": (["--n", 99_999_999], ["n is 99999999"]),
    "d 0": (["-d", 0], ["d is 0"]),
    "an unknown activation": (["--activation", "relu"], ["activation", "'relu'", "sigmoid, tanh"]),
    "an unknown reading": (["--reading", "nope"], ["'nope'", "verbatim, double, mean-loss"]),
    "a hostile reading": (["--reading", "\x1b[31m__import__('os')"], ["no reading"]),
    "a seed that is none": (["--seed", "1.5"], ["--seed", "'1.5'", "whole number"]),
    "a seed of words": (["--seed", "one"], ["'one'"]),
    "a seed below 0": (["--seed", "-1"], ["--seed"]),
    "seeds 0": (["--seeds", 0], ["--seeds", "'0'"]),
    "seeds huge": (["--seeds", 999_999], ["999999 nets", "the most is 100000", "fewer"]),
    "jobs 0": (["--jobs", 0], ["--jobs", "'0'"]),
    "memory": (["--depth", 900, "--width", 10_000, "--n", 10**6], ["GiB of memory", "are free", "fewer samples"]),
    "quick and full": (["--quick", "--full"], ["--quick", "--full", "one of them"]),
    "quick and steps": (["--quick", "--steps", 5], ["--steps", "--quick"]),
    "full and step": (["--full", "--step", 5], ["--step", "--full"]),
    "step 0": (["--step", 0], ["--step", "'0'"]),
    "step huge": (["--step", 10**5], ["at most 1000"]),
    "steps 0": (["--steps", 0], ["--steps", "'0'"]),
    "table2 and depth": (["--table2", "--depth", 2], ["--table2", "--depth"]),
    "table2 and width": (["--table2", "--width", 2], ["--table2", "--width"]),
    "phi-space and depth": (["--reading", "phi-space", "--depth", 3], ["nothing to learn", "depth is 2"]),
    "phi-space and samples": (["--reading", "phi-space", "--n", 10], ["phi-space", "--n"]),
    "phi-space and steps": (["--reading", "phi-space", "--steps", 9], ["phi-space", "--steps", "at rest"]),
    "steps in the millions": (["--steps", 2_000_000], ["'2000000'", "at most six digits"]),
    "n beyond all bounds": (["--n", 10**12], ["n is 1000000000000", "from 1 to 10000000"]),
    "a seed beyond all bounds": (["--seed", 10**20], ["at most 15 digits"]),
    "phi-space and a plot": (["--reading", "phi-space", "--plot", "a.png"], ["--plot", "phi-space"]),
    "phi-space too wide": (["--reading", "phi-space", "--width", 401], ["at most 400"]),
    "a plot of two readings": (["--reading", "double", "verbatim", "--plot", "a.png"], ["--plot", "one reading"]),
    "a picture of no kind": (["--plot", "a.docx"], ["a.docx", ".png"]),
    "plot into nowhere": (["--plot", "no/a.png"], ["no/a.png", "folder"]),
    "json into nowhere": (["--json", "no/a.json"], ["no/a.json", "folder"]),
    "json onto a folder": (["--json", "."], ["directory"]),
    "json onto a foreign file": (["--json", "text.json"], ["text.json", "no file of trials"]),
    "json and plot in one file": (["--json", "a.png", "--plot", "a.png"], ["same file"]),
    "an unknown option": (["--magic"], ["--magic"]),
}


@pytest.mark.parametrize(("arguments", "words"), MISUSES.values(), ids=MISUSES)
def test_misuse(train, tmp_path, arguments, words):
    (tmp_path / "text.json").write_text("not ours\n")
    status, out, err = train(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("earnshaw: ")
    assert err.count("\n") == 1
    assert "broke inside" not in err
    assert "\x1b" not in err
    for word in words:
        assert word in err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"text.json": "not ours\n"}


def test_a_file_that_may_not_be_written(train, tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    status, _, err = train(*SMALL, "--json", "a.jsonl")
    tmp_path.chmod(0o700)
    assert status == 2
    assert "cannot be written" in err


def test_help_is_quick():
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "proofs_checks", "train", "--help"],
                          capture_output=True, text=True, timeout=60, check=True)
    assert "--table2" in done.stdout
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert not imported & {"sympy", "flint", "numpy", "scipy", "matplotlib", "numba", "rich", "multiprocessing"}


def test_interrupted(tmp_path):
    """What is finished stays in the file and is shown, and the same command learns the rest."""
    arguments = ["train", "--steps", "2000", "--seeds", "900", "--json", "grid.jsonl", "--jobs", "1"]
    process = subprocess.Popen([sys.executable, "-m", "proofs_checks", *arguments], cwd=tmp_path, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(600):
        if (tmp_path / "grid.jsonl").exists() and (tmp_path / "grid.jsonl").read_bytes().count(b"\n") > 3:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert re.fullmatch(r"earnshaw: interrupted after \d+ of 900 nets; what is finished is in grid.jsonl; .*\n", err)
    kept = (tmp_path / "grid.jsonl").read_bytes().count(b"\n") - 1
    assert f"; {kept} nets in " in out


def test_progress_on_a_terminal_only(tmp_path):
    """On a terminal the cells that are learned are named; nothing of it goes into a pipe."""
    command = [sys.executable, "-m", "proofs_checks", "train", "--steps", "60000"]
    main_end, worker_end = pty.openpty()
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=worker_end,
                               env={**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    os.close(worker_end)
    shown = b""
    try:
        while part := os.read(main_end, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(main_end)
    out, _ = process.communicate(timeout=60)
    assert b"depth 2 width 5 seed 1" in shown
    assert b"\x1b" not in out
