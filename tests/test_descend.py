"""`earnshaw descend`, as a user meets it."""

import json
import re
import signal
import subprocess
import sys
import time

import pytest

from numeric.trials import Trial, TrialRun
from proofs_checks.cli import main

ONE = {"potential": {"name": "almost-harmonic", "d": 3, "eps": "1/2"}, "w": [[0, 0, 0]], "b": [1]}


@pytest.fixture
def descend(tmp_path, monkeypatch, capsys):
    """Runs the command in the temporary folder; its exit status, output and error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        status = main(["descend", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


def found_all(out, count):
    return len(set(re.findall(r"θ\d+ found w(\d+) \(distance below 1e-9\)", out))) == count


def test_without_arguments_all_are_found(descend):
    status, out, err = descend()
    assert (status, err) == (0, "")
    assert found_all(out, 3)
    assert re.search(r"; there \|a \+ b\| is below 1e-9; stopped after \d+ steps \(kink\): ", out)
    assert len(out.splitlines()) == 3


@pytest.mark.parametrize("arguments", [
    ["--method", "node-wise"], ["--method", "node-wise", "--resolve", "own"],
    ["-d", 7, "-k", 4, "--eps", "1/10", "--method", "node-wise"], ["--lam", 2, "-k", 2, "--seed", 5],
], ids=str)
def test_every_w_is_found(descend, arguments):
    status, out, _ = descend(*arguments)
    assert status == 0
    assert found_all(out, 4 if 7 in arguments else 2 if 5 in arguments else 3)


def test_the_printed_sign_stays_at_a_saddle_and_the_corrected_one_leaves_it(descend):
    """Halfway between two equal protons the slope is exactly 0, and sign(0) = 0 moves nothing."""
    _, out, _ = descend("--method", "hessian", "--as-printed", "--example", "saddle")
    assert "G stayed at" in out
    # the charge is solved for, to rounding: so is its part of the gradient
    assert float(re.search(r"\|gradient\| ([\d.e-]+) at the end", out)[1]) < 1e-14
    assert "θ1 found none (w1 at 2)" in out
    _, out, _ = descend("--method", "hessian", "--example", "saddle")
    assert "G fell from" in out
    _, out, _ = descend("--example", "saddle")
    assert re.search(r"θ1 found w[12] ", out)


def test_the_corrected_second_order_descent_stops_at_a_kink_far_from_every_w(descend):
    """The instance of the gap in Theorem 4.1: |grad G| = 0.43 remains, the nearest w is 4 eps = 0.04 away."""
    for alpha in ("1e-3", "1e-4"):
        _, out, _ = descend("--example", "kink", "--method", "second-order", "--alpha", alpha)
        assert "|gradient| 0.43 at the end" in out
        assert "found w" not in out
        assert "θ3 found none (w1 at 0.0398)" in out
        assert "no_decrease" in out
    assert "θ3 found w1" in descend("--example", "kink")[1]


def test_theta_arrives_before_its_charge(descend):
    """Lemma E.5 for k = 1: in the limit of short steps |a + b| >= 0.2695, the certified bound, as theta arrives."""
    _, out, _ = descend("--example", "one-charge", "--method", "second-order", "--regularisation", 0, "--alpha", 1e-3)
    assert "θ1 found w1" in out
    assert float(re.search(r"\|a \+ b\| is ([\d.e-]+)", out)[1]) > 0.2695


@pytest.mark.parametrize("method", ["projection", "second-order", "node-wise", "hessian", "gradient"])
def test_the_table_of_steps(descend, method):
    status, out, _ = descend("--method", method, "--trace", "--steps", 200, "-k", 2)
    assert status == 0
    assert re.search(r"^iteration +change +\|gradient\|  step$", out, re.MULTILINE)
    rows = re.findall(r"^ +(\d+) +(\S+) +\S+  \w+$", out, re.MULTILINE)
    assert rows[0][0] == "0"
    assert len(rows) <= 2 * 16
    if method == "second-order":
        changes = [float(change) for _, change in rows]
        assert changes == sorted(changes, reverse=True)


@pytest.mark.parametrize("method", ["projection", "second-order", "node-wise", "hessian", "gradient"])
def test_json(descend, tmp_path, method):
    status, out, _ = descend("--method", method, "--steps", 50, "--json", "run.json", "--trace", "--seed", 7)
    assert status == 0
    data = json.loads((tmp_path / "run.json").read_text())
    assert data["format"] == "earnshaw descent 1"
    assert data["plan"]["method"] == method
    assert len(data["a"]) == len(data["theta"]) == len(data["places"]) == 3
    assert data["traces"][0]["kind"][0] == "start"
    for i, place in enumerate(data["places"], start=1):
        said = "none" if place["found"] is None else f"w{place['found'] + 1}"
        assert f"θ{i} found {said} " in out
    again = (tmp_path / "run.json").read_bytes()
    descend("--method", method, "--steps", 50, "--json", "run.json", "--trace", "--seed", 7)
    assert (tmp_path / "run.json").read_bytes() == again
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("A.PDF", b"%PDF")])
def test_plot(descend, tmp_path, name, start):
    pytest.importorskip("matplotlib")
    status, _, err = descend("--plot", name)
    assert (status, err) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("arguments", ["node-wise", "node-wise --resolve own", "node-wise --as-printed",
                                       "second-order"])
def test_plots_of_every_kind_of_trace(descend, tmp_path, arguments):
    pytest.importorskip("matplotlib")
    assert descend("--method", *arguments.split(), "--steps", 30, "--plot", "a.svg")[0] == 0
    assert (tmp_path / "a.svg").stat().st_size > 5000


def test_no_matplotlib(descend, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # its import fails
    status, out, err = descend("--plot", "a.png", "--json", "a.json")
    assert (status, out) == (2, "")
    assert "pip install matplotlib" in err
    assert not list(tmp_path.iterdir())


def test_many_runs_resumed_and_whatever_the_jobs(descend, tmp_path):
    status, first, err = descend("--seeds", 6, "--jobs", 2, "--json", "runs.jsonl", "-k", 2)
    assert (status, err) == (0, "")
    assert re.search(r"some theta within 0.5 of a w: 6 of 6 \(a rate between 0.464158 and 1.000000, ", first)
    assert re.search(r"every w found by one theta, both and the charges to 1e-9: 6 of 6", first)
    assert "random starts with a theta within 0.5 of a w already" in first
    lines = (tmp_path / "runs.jsonl").read_text().splitlines(keepends=True)
    assert len(lines) == 7
    (tmp_path / "runs.jsonl").write_text("".join(lines[:4]) + lines[4][:9])
    status, again, _ = descend("--seeds", 6, "--jobs", 1, "--json", "runs.jsonl", "-k", 2)
    assert again == first + "  3 of them were in the file already\n"
    assert sorted((tmp_path / "runs.jsonl").read_text().splitlines(keepends=True)) == sorted(lines)
    text = (tmp_path / "runs.jsonl").read_bytes()
    status, _, err = descend("--seeds", 6, "--json", "runs.jsonl", "-k", 3)
    assert status == 2
    assert "holds other trials, they differ in their parameters" in err
    assert (tmp_path / "runs.jsonl").read_bytes() == text


def test_the_lower_bound_after_six_successes():
    """Clopper and Pearson's after n of n successes is alpha^(1/n): 0.01^(1/6) = 0.46415888..., by hand."""
    assert str(0.01 ** (1 / 6)).startswith("0.464158")


def test_many_runs_among_given_charges(descend, tmp_path):
    (tmp_path / "one.json").write_text(json.dumps(ONE))
    status, out, _ = descend("--charges", "one.json", "--seeds", 3)
    assert status == 0
    assert "3 of 3" in out
    status, out, _ = descend("--charges", "one.json", "--seeds", 3, "--method", "node-wise", "--as-printed")
    assert status == 0
    assert out.startswith("Algorithm 3 as printed")
    assert "every w found by one theta, both and the charges to 1e-9: 0 of 3" in out


def test_one_charge_of_two_is_not_every(descend, tmp_path):
    """One moving charge finds one of the two that are fixed."""
    two = {**ONE, "w": [[0, 0, 0], [40, 0, 0]], "b": [1, 0.5], "theta": [[1, 1, 1]]}
    (tmp_path / "two.json").write_text(json.dumps(two))
    status, out, _ = descend("--charges", "two.json", "--seeds", 2, "--method", "node-wise")
    assert status == 0
    assert "some theta within 0.5 of a w: 2 of 2" in out
    assert "every w found by one theta, both and the charges to 1e-9: 0 of 2" in out


def test_a_run_whose_seed_differs_differs(descend):
    assert descend("--seed", 1)[1] != descend("--seed", 2)[1]


def test_on_the_sphere_the_gradient_stays_small(descend):
    """The loss has slopes of about |a b| there; those on R^d have no bound near a w."""
    status, out, _ = descend("--method", "gradient", "--potential", "sign", "--steps", 2000)
    assert status == 0
    assert float(re.search(r"\|gradient\| (\S+) at the end", out)[1]) < 10


def test_steps_that_are_too_long(descend):
    """L rises by the square of alpha a step, and all steps are taken."""
    status, out, _ = descend("--method", "gradient", "--alpha", "1e12", "--steps", 5)
    assert status == 0
    assert "L rose from" in out
    assert "stopped after 5 steps (diverged): the steps led far above where the objective began" in out
    assert "smaller alpha" in out


FILES = {
    "shapes.json": {**ONE, "b": [1, 2]},
    "theta.json": {**ONE, "theta": [[0, 0]]},
    "nan.json": '{"potential": {"name": "gaussian"}, "w": [[NaN]], "b": [1]}',
    "inf.json": '{"potential": {"name": "gaussian"}, "w": [[1e999]], "b": [1]}',
    "coincident.json": {**ONE, "w": [[0, 0, 0], [0, 0, 0]], "b": [1, 1]},
    "on_w.json": {**ONE, "theta": [[0, 0, 0]]},
    "empty.json": {**ONE, "w": [], "b": []},
    "even.json": {**ONE, "potential": {"name": "almost-harmonic", "d": 4, "eps": 0.5}, "w": [[0, 0, 0, 0]]},
    "eps.json": {**ONE, "potential": {"name": "almost-harmonic", "d": 3, "eps": 1.5}},
    "unknown.json": {**ONE, "colour": "red"},
    "potential.json": {**ONE, "potential": {"name": "magic"}},
    "twice.json": '{"b": [1], "b": [2]}',
    "code.json": {**ONE, "b": ["__import__('os')"]},
    "text.json": "no JSON",
    "deep.json": "[" * 100000,
    "given.json": {**ONE, "theta": [[1, 1, 1]]},
    "one.json": ONE,
    "infinite.json": {**ONE, "potential": {"name": "newtonian", "d": 3}},
    "wide.json": {**ONE, "potential": {"name": "newtonian", "d": 1e300}},
    "runs.json": '{"format": "earnshaw trials 1", "function": "a:b", "parameters": {}, "version": 1}\n',
    "far.json": {"potential": {"name": "gaussian"}, "w": [[0]], "b": [1], "theta": [[99]]},
    "far-off.json": {"potential": {"name": "gaussian"}, "w": [[1e5, 0, 0]], "b": [1]},
    "sphere.json": {"potential": {"name": "sign"}, "w": [[1, 0]], "b": [1]},
}
MISUSES = {
    "shapes": (["--charges", "shapes.json"], ["b has 2 charges and w has 1 place"]),
    "dimensions": (["--charges", "theta.json"], ["theta has d = 2", "w has 3"]),
    "nan": (["--charges", "nan.json"], ["NaN"]),
    "infinity": (["--charges", "inf.json"], ["inf"]),
    "coincident": (["--charges", "coincident.json"], ["w[0] and w[1]", "same place"]),
    "theta on w": (["--charges", "on_w.json"], ["w[0] and theta[0]"]),
    "no charges": (["--charges", "empty.json"], ["empty"]),
    "d even in the file": (["--charges", "even.json"], ["odd", "4"]),
    "eps out of range in the file": (["--charges", "eps.json"], ["eps", "1.5"]),
    "an unknown field": (["--charges", "unknown.json"], ["'colour'", "theta"]),
    "an unknown potential in the file": (["--charges", "potential.json"], ["'magic'", "gaussian"]),
    "a field twice": (["--charges", "twice.json"], ["'b'", "twice"]),
    "code as a number": (["--charges", "code.json"], ["__import__", "no number"]),
    "no JSON": (["--charges", "text.json"], ["no JSON"]),
    "deep": (["--charges", "deep.json"], ["nested"]),
    "no file": (["--charges", "absent.json"], ["absent.json", "No such file"]),
    "a folder": (["--charges", "."], ["no ordinary file"]),
    "k 0": (["-k", 0], ["'0'", "whole number above 0"]),
    "d 0": (["-d", 0], ["'0'"]),
    "d even": (["-d", 4], ["odd", "4"]),
    "d 1": (["-d", 1], ["odd", "1"]),
    "d huge": (["-d", 999999], ["999999", "at most"]),
    "k huge": (["-k", 10000], ["10000", "at most"]),
    "eps 1": (["--eps", 1], ["eps", "(0, 1)"]),
    "eps 0": (["--eps", 0], ["'0'", "above 0"]),
    "eps nan": (["--eps", "nan"], ["'nan'"]),
    "eps as code": (["--eps", "__import__('os')"], ["__import__"]),
    "lam negative": (["--lam", -1], ["--lam"]),
    "lam infinite": (["--lam", "1e999"], ["'1e999'"]),
    "lam 1/0": (["--lam", "1/0"], ["'1/0'"]),
    "an option without use": (["--potential", "gaussian", "--lam", 2], ["--lam", "gaussian"]),
    "an unknown potential": (["--potential", "magic"], ["'magic'", "gaussian"]),
    "an unknown example": (["--example", "magic"], ["'magic'", "kink"]),
    "an unknown method": (["--method", "magic"], ["'magic'", "projection"]),
    "charges and example": (["--charges", "one.json", "--example", "kink"], ["--charges", "--example"]),
    "charges and k": (["--charges", "one.json", "-k", 2], ["-k", "--charges"]),
    "printed projection": (["--as-printed"], ["--as-printed", "second-order", "not in the paper"]),
    "printed gradient": (["--method", "gradient", "--as-printed"], ["--as-printed", "as it should be"]),
    "printed and resolved": (["--method", "node-wise", "--as-printed", "--resolve", "all"], ["--resolve"]),
    "resolve without nodes": (["--method", "hessian", "--resolve", "all"], ["--resolve", "hessian"]),
    "alpha without a use": (["--alpha", 0.1], ["--alpha", "projection"]),
    "alpha for nodes": (["--method", "node-wise", "--alpha", 0.1], ["--alpha", "--resolve none"]),
    "gamma for gradients": (["--method", "gradient", "--gamma", 0.1], ["--gamma", "gradient"]),
    "alpha 0": (["--method", "gradient", "--alpha", 0], ["--alpha", "'0'"]),
    "alpha huge": (["--method", "gradient", "--alpha", "1e13"], ["--alpha", "out of range"]),
    "steps 0": (["--steps", 0], ["--steps", "'0'"]),
    "steps negative": (["--steps", -5], ["--steps"]),
    "steps huge": (["--steps", 10**7], ["--steps"]),
    "seed negative": (["--seed", "-1"], ["--seed"]),
    "seed no integer": (["--seed", "1.5"], ["'1.5'", "whole number"]),
    "regularisation negative": (["--regularisation", "-1"], ["--regularisation"]),
    "regularisation nan": (["--regularisation", "nan"], ["'nan'", "from 0 on"]),
    "regularisation of points": (["--regularisation", "0..0"], ["'0..0'", "from 0 on"]),
    "an empty path": (["--json", ""], ["a path is empty"]),
    "no path to charges": (["--charges", ""], ["a path is empty"]),
    "a d of 300 digits": (["--charges", "wide.json"], ["d = 1e+300 is more"]),
    "seeds 0": (["--seeds", 0], ["--seeds", "'0'"]),
    "seeds and plot": (["--seeds", 2, "--plot", "a.png"], ["--plot", "--seeds"]),
    "seeds and trace": (["--seeds", 2, "--trace"], ["--trace", "--seeds"]),
    "jobs alone": (["--jobs", 2], ["--jobs", "--seeds"]),
    "seeds from one start": (["--seeds", 2, "--charges", "given.json"], ["--seeds", "theta"]),
    "charges that cannot be solved for": (["--charges", "infinite.json"], ["projection", "infinite", "gradient"]),
    "a method for another space": (["--charges", "sphere.json"], ["projection", "sphere", "gradient"]),
    "a picture of no kind": (["--plot", "a.docx"], ["a.docx", ".png"]),
    "plot into nowhere": (["--plot", "no/a.png"], ["no/a.png", "folder"]),
    "json into nowhere": (["--json", "no/a.json"], ["no/a.json", "folder"]),
    "json onto a folder": (["--json", "."], ["directory"]),
    "json and plot in one file": (["--json", "a.png", "--plot", "a.png"], ["--plot", "--json", "same file"]),
    "json onto the charges": (["--charges", "one.json", "--json", "one.json"], ["--json", "--charges", "same file"]),
    "seeds into the charges": (["--charges", "one.json", "--seeds", 2, "--json", "./one.json"], ["same file"]),
    "seeds into a foreign file": (["--seeds", 2, "--json", "text.json"], ["text.json", "no file of trials"]),
    "one run over many": (["--json", "runs.json"], ["runs.json", "--seeds", "another file"]),
    "many runs on the sphere": (["--potential", "sign", "--seeds", 2], ["projection", "sphere", "--method gradient"]),
    "a start that feels nothing": (["--charges", "far.json"], ["Gaussian", "underflows to 0 at distances of 99"]),
    "a dimension that underflows": (["-d", 201, "--method", "node-wise"], ["d=201", "underflows", "smaller d"]),
    "many that underflow": (["--charges", "far-off.json", "--method", "gradient", "--seeds", 2, "--json", "new"],
                            ["none of 2 runs has a result, and nothing was kept in new; ", ": Gaussian", "underflows"]),
    "a trace too large": (["-k", 200, "--steps", 999999, "--trace"], ["--steps 37500"]),
}


@pytest.mark.parametrize(("arguments", "words"), MISUSES.values(), ids=MISUSES)
def test_misuse(descend, tmp_path, arguments, words):
    for name, data in FILES.items():
        (tmp_path / name).write_text(data if isinstance(data, str) else json.dumps(data))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    status, out, err = descend(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("earnshaw: ")
    assert err.count("\n") == 1
    assert "broke inside" not in err
    for word in words:
        assert word in err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_help_is_quick():
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "proofs_checks", "descend", "--help"],
                          capture_output=True, text=True, timeout=60, check=True)
    assert "--as-printed" in done.stdout
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert not imported & {"sympy", "flint", "numpy", "scipy", "matplotlib", "numba", "rich", "multiprocessing"}


def test_interrupted(tmp_path):
    """What is finished stays in the file, and the same command runs the rest."""
    arguments = ["descend", "--seeds", "400", "--json", "runs.jsonl", "--jobs", "1"]
    process = subprocess.Popen([sys.executable, "-m", "proofs_checks", *arguments], cwd=tmp_path, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(300):
        if (tmp_path / "runs.jsonl").exists() and (tmp_path / "runs.jsonl").read_bytes().count(b"\n") > 3:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert re.fullmatch(r"earnshaw: interrupted after \d+ of 400 runs; what is finished is in runs.jsonl; .*\n", err)
    kept = (tmp_path / "runs.jsonl").read_bytes().count(b"\n") - 1
    assert f"some theta within 0.5 of a w: {kept} of {kept} " in out


@pytest.mark.parametrize(("trials", "said"), [
    ([], "interrupted after 0 of 3 runs; none has a result, and nothing was kept; "),
    (["ValueError: no"], "interrupted after 1 of 3 runs; none has a result, and nothing was kept; "),
    (["ValueError: no"] * 3, "none of 3 runs has a result, and nothing was kept in runs.jsonl; with the first seed: "),
])
def test_without_a_result_nothing_is_said_to_be_kept(descend, monkeypatch, trials, said):
    done = TrialRun(tuple(Trial(seed, error=error) for seed, error in enumerate(trials, start=1)), 3)
    monkeypatch.setattr("numeric.trials.run_trials", lambda *_, **__: done)
    status, _, err = descend("--seeds", 3, "--json", "runs.jsonl")
    assert status == 2
    assert err.startswith("earnshaw: " + said)
    assert "runs.jsonl;" not in err or "nothing was kept in" in err
