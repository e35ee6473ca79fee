"""`earnshaw derive activation`: its tables against handbooks' numbers, and what it refuses."""

import json
from fractions import Fraction

import mpmath
import pytest

from proofs_checks.cli import main


@pytest.fixture
def derive(capsys):
    def call(line):
        assert main(["derive", "activation", *line.split()]) == 0
        return capsys.readouterr().out

    return call


def test_sigma_eps(derive):
    line = "--potential almost-harmonic -d 3 --eps 1/2 --points 1/4,1/2"
    found = json.loads(derive(f"{line} --format json"))
    assert (found["variable"], "r^(-1) at 0" in found["activation"]) == ("r", True)
    for row in found["rows"]:
        assert 0 < row["bound"] < 1e-14
        assert row["mean"] == pytest.approx(row["potential"], abs=1e-8)
    # Phi_eps(1/2)/Phi_eps(0) = e^{-1/2}/(1/2) / (43/6 e^{-1/2}) = 12/43, by hand
    assert found["rows"][1]["potential"] == pytest.approx(12 / 43, rel=1e-14)
    text = derive(line)
    assert "certified by balls" in text
    assert repr(found["rows"][0]["h"]) in text


def test_the_bessel_function(derive):
    namespace = {}
    exec(derive("--potential exponential -d 1 --points 1/3,2 --format python"), namespace)  # our own output, run
    with mpmath.workdps(40):
        for r, value, bound in namespace["VALUES"]:
            h = mpmath.sqrt(2) / mpmath.pi * mpmath.besselk(0, mpmath.mpf(r.numerator) / r.denominator)
            assert abs(h - mpmath.mpf(value)) <= bound


def test_what_is_printed_lies_within_its_bound(derive):
    row = next(line for line in derive("--potential hermite --m 2").splitlines() if line.startswith("0 "))
    _, value, bound, *_ = row.split()
    with mpmath.workdps(40):  # h_2(0) = -1/sqrt 2
        assert abs(mpmath.mpf(value) + 1 / mpmath.sqrt(2)) <= mpmath.mpf(bound)
    assert Fraction(bound) < Fraction(1, 10**15)


def test_other_potentials(derive):
    for line in ("--potential sign", "--potential relu", "--potential zonal-exponential --a 1/2",
                 "--potential gaussian -d 3", "--potential ball -d 7"):
        for row in json.loads(derive(f"{line} --json"))["rows"]:
            assert row["mean"] == pytest.approx(row["potential"], abs=1e-7)
    assert "nearest floating-point number" in derive("--potential gaussian -d 1 --width 1/10")
    assert derive("--potential ball -d 3 --format latex").startswith("\\begin{array}")


@pytest.mark.parametrize(("line", "message"), [
    ("--potential foo", "'foo', possible are almost-harmonic, ball"), ("-d 3", "was given no --eps"),
    ("--eps 1/2", "was given no --d"), ("-d 4 --eps 1/2", "an odd integer from 3 to 9"),
    ("-d 1 --eps 1/2", "an odd integer from 3 to 9"), ("-d 3 --eps 0.5", "give it as 1/2"),
    ("-d 3 --eps 1/1000", "1/20 <= eps < 1"), ("--potential sign --eps 1/2", "leave --eps out"),
    ("--potential sign --points 2", "rationals from -1 to 1"), ("-d 3 --eps 1/2 --points 1,x", "--points was 'x'"),
    ("-d 3 --eps 1/2 --points 0", "above 0"), ("-d 3 --eps 1/2 --points " + ",".join(["1"] * 21), "give fewer"),
    ("--potential hermite", "was given no --m"), ("--potential gaussian -d 3 --width 0", "a rational above 0"),
    ("--potential sign --format pdf", "choose one"),
])
def test_misuse_is_one_sentence(capsys, line, message):
    assert main(["derive", "activation", *line.split()]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_its_options_are_not_for_others(capsys):
    assert main(["derive", "p", "--d", "7", "--points", "1"]) == 2
    assert "leave --points out" in capsys.readouterr().err
