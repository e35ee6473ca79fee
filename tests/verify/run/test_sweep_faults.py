"""Sweeps that must not hide a false claim, count twice, or take what rests on other code for their own."""

import os
from fractions import Fraction as F

import pytest

from verify.claims import load_statements
from verify.run import Letter, SweepError, SweepFile, sweep, sweep_header

STATEMENTS = '''
import os, sys
from functools import partial
import sympy as sp
from verify.claims import Domain, Integer, Real, statement
from verify.decide import ForAll
from verify.exact import All, Family, Identity

d, s = sp.symbols("d s")
NO = {"no": lambda claim: Identity(sp.Integer(1), sp.Integer(2))}
BELOW = ForAll((), sp.Lt(d, 6), Domain.of(Integer("d", ge=3)))
ONE = statement("lem-1", "One", kind="lemma", reading="false at 7")
ONE.claim("small", controls=NO)(lambda: All.of(
    small=Identity(d, d, Domain.of(Integer("d", ge=3, le=5))), below=BELOW))
ONE.claim("some", controls=NO)(lambda: All.of(
    some=Family("d", (3,), lambda d: Identity(sp.Integer(d), sp.Integer(d))), below=BELOW))
TWO = statement("lem-2", "Two", kind="lemma", reading="s alone")
TWO.claim("scaled", controls=NO)(lambda: Identity(s + s, 2 * s, Domain.of(Real("s", gt=0))))
TWO.claim("partly", controls=NO)(partial(lambda one: Identity(s, one * s, Domain.of(Real("s", gt=0))), 1))
THREE = statement("lem-3", "Three", kind="lemma", reading="breaks")
def build(d):
    if os.environ.get("BREAKS"):
        return "no proposition"
    return Identity(sp.Integer(d), sp.Integer(d))
THREE.claim("breaks", controls=NO)(lambda: Family("d", (3,), build))
FOUR = statement("lem-4", "Four", kind="lemma", reading="late")
@FOUR.claim("late", controls=NO)
def late():
    from late_helper.number import ONE
    return Identity(ONE * d, d, Domain.of(Integer("d", ge=3)))
'''


@pytest.fixture
def registry(tmp_path):
    path = tmp_path / "claims.py"
    path.write_text(STATEMENTS)
    return load_statements(str(path))


def values(*each):
    return tuple(map(F, each))


def test_a_part_that_says_nothing_hides_no_other_that_is_false(registry):
    swept = sweep(registry, ["lem-1"], {"d": values(3, 7)})
    assert [(p.claim, p.where(), p.status, p.beyond) for p in swept.points] == [
        ("lem-1/small", "d = 3", "proved", False), ("lem-1/small", "d = 7", "refuted", False),
        ("lem-1/some", "d = 3", "proved", False), ("lem-1/some", "d = 7", "refuted", False)]
    assert len(swept.contradictions()) == 2


def test_points_of_the_same_value_are_settled_once_and_all_are_told(registry):
    scaled = Letter("s", ("eps", "lam"), lambda eps, lam: eps * lam)
    grid = {"eps": values("1/4", "1/2"), "lam": values(1, 2)}  # 1/4 · 2 = 1/2 · 1, one after the other
    rows = []
    swept = sweep(registry, ["lem-2"], grid, letters=lambda label: [scaled], jobs=2, on_row=rows.append)
    assert len(rows) == len(swept.points) == swept.asked == 8
    assert {p.status for p in swept.points} == {"proved"}
    assert {row["values"]["s"] for row in rows if row["at"] == {"eps": "1/2", "lam": "1"}} == {"1/2"}


def test_a_check_that_broke_is_a_defect_and_is_tried_again(registry, monkeypatch):
    monkeypatch.setenv("BREAKS", "1")
    rows = []
    first = sweep(registry, ["lem-3"], {"d": values(3, 5)}, on_row=rows.append)
    assert [p.where() for p in first.defects()] == ["d = 3"]  # nothing is claimed at 5
    assert {row["at"]["d"]: row["status"] for row in rows} == {"3": "undecided", "5": "outside"}
    monkeypatch.delenv("BREAKS")
    again = []
    second = sweep(registry, ["lem-3"], {"d": values(3, 5)}, done=rows, on_row=again.append)
    assert [row["at"] for row in again] == [{"d": "3"}]
    assert not second.defects()


def test_what_a_claim_imports_when_it_is_built_counts(registry, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path / "library"))
    folder = tmp_path / "library" / "late_helper"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "number.py").write_text("ONE = 1\n")
    path, grid = tmp_path / "rows", {"d": values(3)}

    def header():
        return sweep_header(registry, ["lem-4"], grid, [path])

    with SweepFile(path, header()) as file:
        assert not sweep(registry, ["lem-4"], grid, on_row=file.add).contradictions()
    with SweepFile(path, header()) as file:
        assert len(file.rows) == 1
    (folder / "number.py").write_text("ONE = 2\n")
    with pytest.raises(SweepError, match="they differ in their digest"), SweepFile(path, header()):
        pass


def test_a_file_that_is_removed_while_another_run_opens_it(tmp_path, monkeypatch):
    path = tmp_path / "rows"
    opened = os.open

    def and_gone(name, *options):
        made = opened(name, *options)
        if removed:
            removed.pop()
            os.unlink(path)
        return made

    removed = [True]
    monkeypatch.setattr(os, "open", and_gone)
    with SweepFile(path, {"grid": {}}) as file:
        file.add({"claim": "lem-1/a", "at": {"d": "3"}, "status": "proved", "seconds": 0})
    assert path.read_bytes().count(b"\n") == 2


def test_a_full_disk_is_one_sentence_and_leaves_whole_lines(tmp_path, monkeypatch):
    path, row = tmp_path / "rows", {"claim": "lem-1/a", "at": {"d": "3"}, "status": "proved", "seconds": 0}
    write = os.write

    def full(file, line):
        write(file, line[:9])
        raise OSError(28, "No space left on device")

    with SweepFile(path, {"grid": {}}) as file:
        file.add(row)
        kept = path.read_bytes()
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(SweepError, match=r"rows cannot be written \(No space left on device\)"):
            file.add(row)
        monkeypatch.undo()
    assert path.read_bytes() == kept


def test_two_runs_into_one_file(tmp_path):
    with SweepFile(tmp_path / "rows", {}), pytest.raises(SweepError, match="being written by another run"):
        SweepFile(tmp_path / "rows", {}).__enter__()
    assert not (tmp_path / "rows").exists()
