"""`earnshaw sweep`, as a user meets it."""

import json
import signal
import subprocess
import sys
import time
from fractions import Fraction as F

import pytest

from proofs_checks.cli import main
from proofs_checks.cli._misuse import MisuseError
from proofs_checks.cli._sweep_grid import parse_values
from proofs_checks.cli._sweep_letters import letters

CLAIMS = '''
import time
import sympy as sp
from verify.claims import Domain, Integer, Real, statement
from verify.decide import ForAll
from verify.exact import Family, Identity

d, eps = sp.symbols("d eps")
NO = {"no": lambda claim: Identity(sp.Integer(1), sp.Integer(2))}
ONE = statement("lem-1", "One", kind="lemma", reading="x")
ONE.claim("both", controls=NO)(lambda: ForAll((), sp.Gt(d, 2 * eps), Domain.of(
    Integer("d", ge=3, residue=(1, 2)), Real("eps", gt=0, lt=1))))
TWO = statement("lem-2", "Two", kind="lemma", reading="wrong")
TWO.claim("wrong", controls=NO)(lambda: ForAll((), sp.Lt(d, 6), Domain.of(Integer("d", ge=1))))
SLOW = statement("lem-3", "Slow", kind="lemma", reading="slow")
def build(d):
    time.sleep(0.2)
    return Identity(sp.Integer(d), sp.Integer(d))
SLOW.claim("slow", controls=NO)(lambda: Family("d", (1,), build))
BAD = statement("lem-4", "Bad", kind="lemma", reading="bad")
BAD.claim("unbuilt", controls=NO)(lambda: 1 / 0)
BAD.claim("breaks", controls=NO)(lambda: Family("d", (3,), lambda d: "none"))
FACT = statement("fact-0", "Taken", kind="trusted", reading="x", source="a book")
'''


@pytest.fixture
def claims(tmp_path):
    (tmp_path / "claims.py").write_text(CLAIMS)
    return str(tmp_path / "claims.py")


@pytest.fixture
def sweep(claims, capsys):
    def call(*arguments):
        status = main(["sweep", *arguments, "--statements", claims, "--jobs", "1"])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.mark.parametrize(("text", "expected"), [
    ("3:11:4", "3 7 11"), ("3:12:4", "3 7 11"), ("5", "5"), ("3,5,3", "3 5"), ("1:3", "1 2 3"), ("7:3:-2", "7 5 3"),
    ("1/10:1/2:1/10", "1/10 1/5 3/10 2/5 1/2"), ("0.1", "1/10"), ("0.10,1/100", "1/10 1/100"), ("-1:1", "-1 0 1"),
    ("2/4", "1/2"), (" 3 , 5", "3 5"),
])
def test_values(text, expected):
    assert " ".join(map(str, parse_values("--x", text))) == expected


@pytest.mark.parametrize("text", ["", ",", "x", "1e3", "1//2", "1/0", "0x10", "3:", "1:2:3:4", "1:5:0", "5:1", "nan",
                                  "1.", ".5", "١", "1_0", "__import__('os')", "9" * 13, "1:999999999999", "--1"])
def test_values_that_are_none(text):
    with pytest.raises(MisuseError) as told:
        parse_values("--x", text)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("arguments", "words"), [
    (["--d", "0"], "--d holds 0; give numbers above 0"), (["--d=-3"], "--d holds -3; give"),
    (["--d", "7/2"], "no whole number"), (["--eps", "0"], "--eps holds 0"),
    (["--eps", "small"], "'small', which is no number here"),
    ([], "no values were given to sweep over"), (["--over", "n"], "--over holds 'n'"),
    (["--over", "d=3", "--over", "d=5"], "not swept already"), (["--over", "a b=3"], "--over holds 'a b=3'"),
    (["--lam", "2"], "no claim of lem-1 depends on lam"), (["--d", "1:2000", "--eps", "1/1000:1:1/1000"], "too many"),
    (["--d", "3", "--plot", "x.txt"], "no name of a picture"), (["--d", "3", "--json", "no/such/x"], "no folder"),
    (["--d", "3", "--json", "same.png", "--plot", "same.png"], "are the same file"),
    (["--d", "3", "--timeout", "0"], "no number of seconds above 0"),
])
def test_wrong_use_is_one_sentence(sweep, arguments, words):
    status, out, err = sweep("lem-1", *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_unknown_labels_and_trusted_ones(sweep):
    assert sweep("lem-9", "--d", "3")[0] == 2
    assert "no claim of fact-0 depends on d" in sweep("fact-0", "--d", "3")[2]


def test_points_and_their_file(sweep, claims, tmp_path):
    path = tmp_path / "rows"
    first = sweep("lem-1", "--d", "3:6", "--eps", "0.5,2", "--json", str(path))
    assert first[0] == 0
    # 3 and 5 at 1/2 hold; 4 and 6 are even; 2 is no ε
    assert first[1].splitlines()[1].split()[:6] == ["lem-1/both", "8", "2", "0", "0", "6"]
    head, *rows = map(json.loads, path.read_text().splitlines())
    assert head["grid"] == {"d": ["3", "4", "5", "6"], "eps": ["1/2", "2"]}
    assert head["statements"] == ["lem-1"]
    assert [(row["at"], row["status"]) for row in rows][:2] == [
        ({"d": "3", "eps": "1/2"}, "proved"), ({"d": "3", "eps": "2"}, "outside")]
    kept = path.read_bytes()
    again = sweep("lem-1", "--d", "3,4,5,6", "--eps", "1/2,2", "--json", str(path))  # the same grid, otherwise said
    assert (again[0], path.read_bytes()) == (0, kept)
    other = sweep("lem-1", "--d", "3", "--json", str(path))
    assert other[0] == 2
    assert "holds another sweep, they differ in their grid; name another file, or delete this one" in other[2]
    assert path.read_bytes() == kept
    assert "is no file of a sweep" in sweep("lem-1", "--d", "3", "--json", claims)[2]


def test_any_other_variable(sweep):
    status, out, _ = sweep("lem-1", "--over", "eps=1/2", "--over", "d=3")
    assert (status, out.splitlines()[1].split()[:3]) == (0, ["lem-1/both", "1", "1"])


def test_a_refuted_point_is_not_as_expected(sweep):
    status, out, _ = sweep("lem-2", "--d", "5:7")
    assert status == 1
    assert "REFUTED lem-2/wrong at d = 6, where it should hold." in out
    assert "3 of 3 points: 1 established, 2 refuted, 0 undecided, 0 outside;" in out
    assert "2 points NOT as expected." in out


def test_what_breaks_down_is_not_as_expected(sweep):
    status, out, _ = sweep("lem-4", "--d", "3,5")
    assert status == 1
    assert "NOT BUILT: lem-4/unbuilt (error: ZeroDivisionError: division by zero)." in out
    assert "BROKE DOWN: lem-4/breaks at d = 3 (error: AttributeError" in out
    assert "1 point and 1 claim NOT as expected." in out


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_picture(sweep, tmp_path, kind):
    pytest.importorskip("matplotlib")
    path = tmp_path / f"picture.{kind}"
    assert sweep("lem-1", "lem-2", "--d", "3:9", "--eps", "1/2,2", "--plot", str(path))[0] == 1
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG" if kind == "png" else b"<?xml")
    if kind == "svg":
        assert b"Date" not in content or b"<dc:date>" not in content


def test_an_interruption_keeps_what_is_finished(claims, tmp_path):
    path = tmp_path / "rows"
    command = [sys.executable, "-m", "proofs_checks", "sweep", "lem-3", "--d", "1:60", "--jobs", "1", "--statements",
               claims, "--json", str(path)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 50
    while not (path.exists() and path.read_bytes().count(b"\n") > 3) and time.monotonic() < deadline:
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert started.returncode == 2
    assert "Not finished. Nothing against" in out
    assert f"of 60 points; what is finished is in {path}; the same command runs the rest" in err
    rows = [json.loads(line) for line in path.read_text().splitlines()[1:]]
    assert 3 <= len(rows) < 60
    assert [row["at"]["d"] for row in rows] == [str(d) for d in range(1, len(rows) + 1)]


def test_the_paper_at_values(capsys, tmp_path):
    path = tmp_path / "rows"
    grid = ["--d", "3,4,7", "--eps", "1/10", "--lam", "1,2"]
    assert main(["sweep", "B.9", *grid, "--jobs", "1", "--json", str(path)]) == 0
    rows = [json.loads(line) for line in path.read_text().splitlines()[1:]]
    found = {(row["claim"].partition("/")[2], *row["at"].values()): row for row in rows}
    # B_0(1) = 851/300 and P_2 = 221/100 at s = 1/10: the largest derivative is the second, 221 · 300/851
    assert found["constants", "3", "1/10", "1"]["numbers"]["largest sup |Φ_ε^(k)| / Φ_ε(0)"] == "77.9083431257"
    assert abs(F(22100 * 3, 851) - F("77.9083431257")) < F(1, 10**10)
    assert found["constants", "3", "1/10", "2"]["status"] == "outside"  # √2
    assert found["p_k-recurrence", "7", "1"]["status"] == "refuted"
    assert found["p_k-recurrence-corrected", "7", "1"]["status"] == "proved"
    assert found["bound-derivatives", "7", "1/10", "1"]["status"] == "proved"
    assert {row["status"] for row in rows if row["at"].get("d") == "4"} >= {"proved", "outside"}  # some need no odd d
    capsys.readouterr()


def test_letters_of_the_paper():
    named = {letter.name: letter for letter in letters("lem-B.9")}
    assert named["mu"].value(F(9, 4)) == F(3, 2)
    assert named["s"].value(F(1, 10), F(9, 4)) == F(3, 20)
    for bad in (F(2), F(-1), F(1, 2)):
        with pytest.raises(ValueError, match="not rational"):
            named["mu"].value(bad)
    assert letters("lem-E.5") == ()
