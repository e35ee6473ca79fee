"""`earnshaw formulas`: what is derived is what is kept, and a change in either is seen."""

import shutil

import pytest

from proofs_checks.cli import _formulas, main


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the kept formulas that a test may change."""
    directory = tmp_path / "formulas"
    shutil.copytree(_formulas.DIRECTORY, directory)
    monkeypatch.setattr(_formulas, "DIRECTORY", directory)
    return directory


def test_formulas_are_as_kept(capsys):
    assert main(["formulas", "--check"]) == 0
    assert "derived formulas are as kept" in capsys.readouterr().out


def test_kept_formulas_are_those_of_the_handbook():
    # reverse Bessel polynomials, OEIS A001498, over their constant term
    lines = (_formulas.DIRECTORY / "p.txt").read_text().splitlines()
    assert "p(s) [d=7] = 1 + s + 1/3 s^2" in lines
    assert "p(s) [d=9] = 1 + s + 2/5 s^2 + 1/15 s^3" in lines
    assert "p(s) [d=11] = 1 + s + 3/7 s^2 + 2/21 s^3 + 1/105 s^4" in lines


def test_a_changed_coefficient_is_shown_in_mathematical_notation(copy, capsys):
    path = copy / "p.txt"
    path.write_text(path.read_text().replace("1 + s + 1/3 s^2", "1 + s + 1/4 s^2"))
    assert main(["formulas", "--check"]) == 1
    out = capsys.readouterr().out
    assert "p.txt: p(s) [d=7]\n  kept     1 + s + 1/4 s²\n  derived  1 + s + 1/3 s²\n" in out
    assert out.splitlines()[-1].startswith("1 of ")


def test_missing_extra_and_stray_formulas_are_reported(copy, capsys):
    path = copy / "p.txt"
    kept = [line for line in path.read_text().splitlines() if "[d=7]" not in line]
    path.write_text("\n".join([*kept, "p(s) [d=6] = 1"]) + "\n")
    (copy / "weights.txt").unlink()
    (copy / "old.txt").write_text("x = 1\n")
    assert main(["formulas", "--check"]) == 1
    out = capsys.readouterr().out
    assert "p(s) [d=7]\n  kept     nothing\n" in out
    assert "p(s) [d=6]\n  kept     1\n  derived  nothing\n" in out
    assert "weights.txt: " in out
    assert "old.txt: kept, but nothing derives it" in out


def test_update_restores_what_was_changed_and_nothing_else(copy, capsys):
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    (copy / "p.txt").write_text("p(s) [d=7] = 1\n")
    assert main(["formulas", "--update"]) == 0
    assert capsys.readouterr().out.startswith("1 of 5 files")
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before
    assert main(["formulas", "--check"]) == 0


def test_formulas_are_printed(capsys):
    assert main(["formulas"]) == 0
    out = capsys.readouterr().out
    assert "p(s) [d=7] = 1 + s + 1/3 s²" in out
    assert "P_1 = [(d−2) + s] p − s p′" in out


@pytest.mark.parametrize(("text", "says"), [("p(s) [d=7]\n", "line 1"), ("a = 1\na = 2\n", "repeats a name"),
                                            (b"\xff\xfe", "no text in UTF-8")])
def test_a_broken_file_is_refused(copy, capsys, text, says):
    (copy / "p.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["formulas", "--check"]) == 2
    assert says in capsys.readouterr().err
