"""`earnshaw simulate`, as a user meets it."""

import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import pytest

from numeric.charges import Charges
from proofs_checks.cli import main

PAIR = {"potential": {"name": "newtonian", "d": 3}, "w": [[0, 0, 0]], "b": [1], "theta": [["3/10", 0, 0]], "a": [-1]}


@pytest.fixture
def simulate(tmp_path, monkeypatch, capsys):
    """Runs the command in the temporary folder: its status, what it said, and its one sentence of misuse."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        status = main(["simulate", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_a_pair_by_hand(simulate, tmp_path):
    (tmp_path / "pair.json").write_text(json.dumps(PAIR))
    status, out, err = simulate("--charges", "pair.json", "--json", "run.json")
    assert (status, err) == (0, "")
    assert out == ("θ1 found w1 (distance 1e-06); stopped at t = 0.009: θ1 met w1; "
                   "the energy fell by 999997.\n")  # r³ = 0.3³ - 3t; 1/r from 1/0.3 to 10⁶
    run = json.loads((tmp_path / "run.json").read_text())
    assert run["stop"] == "collision"
    assert run["colliding"] == [["theta", 0], ["w", 0]]
    assert run["found"] == [0]
    assert run["t"][-1] == pytest.approx(0.009)
    assert len(run["theta"]) == len(run["energy"]) == len(run["t"])
    assert Charges.from_data(run["charges"]).theta.tolist() == [[0.3, 0.0, 0.0]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pair.json", "run.json"]


@pytest.mark.parametrize("arguments", [
    (), ("--potential", "yukawa", "-d", "2", "-k", "2", "--lam", "4"), ("--eps", "1/10", "--seed", "3", "-d", "7"),
    ("--potential", "sign", "--seed", "2"), ("--example", "plane", "--until", "1/2"), ("-k", "12", "--until", "5")])
def test_one_line_says_what_was_found(simulate, arguments):
    status, out, err = simulate(*arguments)
    assert (status, err) == (0, "")
    assert re.fullmatch(r"θ1 found .*; stopped at t = [\d.e+-]+(, as asked|: θ\d+ met [^;]*); the energy fell by "
                        r"[\d.e+-]+\.\n", out)


def test_the_same_seed_gives_the_same_run(simulate):
    assert simulate("--seed", "5") == simulate("--seed", "5") != simulate("--seed", "6")


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("PDF", b"%PDF")])
def test_pictures(simulate, tmp_path, ending, start):
    pytest.importorskip("matplotlib", reason="pip install matplotlib")
    for name in ("one", "two"):
        assert simulate("--example", "plane", "--until", "5", "--plot", f"{name}.{ending}")[0] == 0
    content = (tmp_path / f"one.{ending}").read_bytes()
    assert content.startswith(start)
    assert content == (tmp_path / f"two.{ending}").read_bytes()


@pytest.mark.parametrize(("d", "words"), [("3", ("x3", "moving,attheend")), ("5", ("distancetothenearest", "timet"))])
def test_what_a_picture_says(simulate, tmp_path, monkeypatch, d, words):
    matplotlib = pytest.importorskip("matplotlib", reason="pip install matplotlib")
    monkeypatch.setitem(matplotlib.rcParams, "svg.fonttype", "none")
    status, out, _ = simulate("--potential", "gaussian", "-d", d, "--until", "9", "--plot", "ways.svg")
    assert status == 0
    assert ("shows distances against time" in out) is (d == "5")
    text = "".join("".join(ET.parse(tmp_path / "ways.svg").getroot().itertext()).split())
    for word in words:
        assert word in text


@pytest.mark.parametrize(("arguments", "words"), [
    (("-k", "0"), "'0' is no whole number above 0"),
    (("-d", "4"), "d must be an odd integer"),
    (("-d", "99999"), "-d 99999 is more than 1001"),
    (("--eps", "1"), "eps must lie in (0, 1)"),
    (("--eps", "0"), "'0' is no number above 0"),
    (("--eps", "__import__('os')"), "is no number above 0"),
    (("--until", "0"), "'0' is no number above 0"),
    (("--until", "-1"), "--until"),
    (("--until", "nan"), "'nan' is no number above 0"),
    (("--seed", "x"), "'x' is no whole number"),
    (("--potential", "coulomb"), "coulomb"),
    (("--potential", "gaussian", "--eps", "1/2"), "--eps is nothing that the potential gaussian has"),
    (("--example", "plane", "-d", "3"), "-d is for random charges"),
    (("--example", "plane", "--charges", "pair.json"), "give one of them"),
    (("--charges", "pair.json", "--eps", "1/2"), "--eps is for random charges"),
    (("--example", "nowhere"), "there is no example 'nowhere'; there are "),
    (("--charges", "none.json"), "none.json cannot be read (No such file or directory)"),
    (("--charges", "."), "is no ordinary file"),
    (("--charges", "text.json"), "is no JSON"),
    (("--charges", "still.json"), "the charges have no theta"),
    (("--charges", "coincident.json"), "are the same place"),
    (("--charges", "field.json"), "the field 'colour'"),
    (("--charges", "nan.json"), "NaN is no number"),
    (("--charges", "shapes.json"), "a has 2 charges and theta has 1 place"),
    (("--charges", "none_at_all.json"), "theta is empty"),
    (("--charges", "pair.json", "--json", "pair.json"), "are the same file"),
    (("--json", "nowhere/run.json"), "there is no folder"),
    (("--plot", "ways.gif"), "ways.gif is no name of a picture; end it with .png, .svg or .pdf"),
    (("-k", "999999"), "too many"),
    (("-k", "20000", "-d", "3"), "too many to move"),
])
def test_misuse_is_one_sentence(simulate, tmp_path, arguments, words):
    for name, changed in (("pair", {}), ("coincident", {"theta": [[0, 0, 0]]}), ("field", {"colour": 1}),
                          ("nan", {"b": [float("nan")]}), ("shapes", {"a": [1, 2]}),
                          ("none_at_all", {"theta": [], "a": []})):
        (tmp_path / f"{name}.json").write_text(json.dumps({**PAIR, **changed}))
    (tmp_path / "still.json").write_text(json.dumps({name: PAIR[name] for name in ("potential", "w", "b")}))
    (tmp_path / "text.json").write_text("{'w': 1}")
    before = sorted(tmp_path.iterdir())
    status, out, err = simulate(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("earnshaw: ")
    assert err.count("\n") == 1
    assert words in err
    assert sorted(tmp_path.iterdir()) == before


def test_without_matplotlib_it_says_what_to_install(simulate, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # its import fails
    status, _, err = simulate("--plot", "ways.png")
    assert status == 2
    assert "pip install matplotlib" in err


def test_pictures_without_matplotlib_as_a_library(monkeypatch):
    from numeric.plots import figure

    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ImportError, match="pip install matplotlib"):
        figure()


def test_help_is_quick_and_imports_nothing_heavy():
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "proofs_checks", "simulate", "--help"],
                          capture_output=True, text=True, timeout=60, check=True)
    assert time.monotonic() - start < 2  # 0.1 s here; the machine may be busy
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert not imported & {"sympy", "flint", "numpy", "scipy", "matplotlib", "rich"}
    assert "--until" in done.stdout


