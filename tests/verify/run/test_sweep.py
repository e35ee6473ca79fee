"""Sweeps over statements of a few lines whose truth at each point anyone can see."""

import json
from fractions import Fraction as F

import pytest

from verify.claims import Status, load_statements
from verify.run import Letter, SweepError, SweepFile, sweep, sweep_header

STATEMENTS = '''
import os, time
from fractions import Fraction
import sympy as sp
from verify.claims import Domain, Integer, Real, statement
from verify.decide import ForAll
from verify.exact import Computation, Family, Identity, ode_residual_is_zero

d, eps, mu, r = sp.symbols("d eps mu r")
D = Integer("d", ge=3, residue=(1, 2))
NO = {"no": lambda claim: Identity(sp.Integer(1), sp.Integer(2))}
ONE = statement("lem-1", "One", kind="lemma", reading="x")
ONE.claim("power", controls=NO)(lambda: Identity(r * r**(d - 1), r**d, Domain.of(Real("r", gt=0), D)))
ONE.claim("small", expect="refuted", controls=NO)(lambda: ForAll((), sp.Le(d**2, 20), Domain.of(D)))
ONE.claim("both", controls=NO)(lambda: ForAll((), sp.Gt(d, 2 * eps), Domain.of(D, Real("eps", gt=0, lt=1))))
ONE.claim("root", controls=NO)(lambda: ForAll((), sp.Gt(mu + d, mu), Domain.of(D, Real("mu", gt=0))))
ONE.claim("listed", expect="certified", controls=NO)(lambda: Family("d", (3, 7), lambda d: Computation(
    "p", ode_residual_is_zero, (("d", d), ("polynomial_of", min(d, 9))))))
ONE.claim("neither", controls=NO)(lambda: Identity(r + r, 2 * r, Domain.of(Real("r"))))

@ONE.sweep("asked", domain=Domain.of(D, Real("eps", gt=0), Real("mu", gt=0)))
def asked(d, eps, mu=Fraction(1)):
    return ForAll((), sp.Lt(sp.Rational(str(eps * mu)), d, evaluate=False), Domain()), {"third of eps": eps / 3}

TWO = statement("lem-2", "Two", kind="lemma", reading="wrong")
TWO.claim("wrong", controls=NO)(lambda: ForAll((), sp.Lt(d, 6), Domain.of(D)))

BAD = statement("lem-3", "Bad", kind="lemma", reading="misbehaves")
def build(d):
    if d == 5:
        time.sleep(600)
    if d == 7:
        os._exit(3)
    if d == 9:
        raise RuntimeError("boom")
    return Identity(r + r, 2 * r, Domain.of(Real("r")))
BAD.claim("bad", controls=NO)(lambda: Family("d", (3, 5, 7, 9), build))
BAD.claim("unbuilt", controls=NO)(lambda: 1 / 0)
'''


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    path = tmp_path_factory.mktemp("sweep") / "claims.py"
    path.write_text(STATEMENTS)
    return load_statements(str(path))


DAMAGED = (b'{"claim":"x","at":{"d":3},"status":"proved","seconds":0}', b'{"claim":"x","at":{},"status":"refuted"',
           b'{"claim":"x","at":{"d":"1/0"},"status":"proved","seconds":0}', b"{" * 10**5, b"nonsense",
           b'{"claim":"x","at":{"d":"3"},"status":"fine","seconds":0}', b'{"claim":"x","at":{},"status":"proved"}',
           b'{"claim":"x","at":{"d":"3"},"status":"proved","seconds":0,"numbers":[]}',
           b'{"claim":"x","at":{"d":"3"},"status":"proved","seconds":"0"}',
           b'{"claim":"x","at":{"d":"3"},"status":"proved","seconds":0,"limit":"1"}')


def values(*each):
    return tuple(map(F, each))


def came(swept):
    return {(p.claim.partition("/")[2], *(str(value) for _, value in p.at)): p.status for p in swept.points}


def test_each_claim_at_the_points_that_it_depends_on(registry):
    rows = []
    swept = sweep(registry, ["lem-1"], {"d": values(3, 4, 5), "eps": values("1/10", 2)}, on_row=rows.append)
    assert came(swept) == {
        ("power", "3"): "proved", ("power", "4"): "outside", ("power", "5"): "proved",
        ("small", "3"): "proved", ("small", "4"): "outside", ("small", "5"): "refuted",  # 9 and 25
        ("both", "3", "1/10"): "proved", ("both", "3", "2"): "outside", ("both", "4", "1/10"): "outside",
        ("both", "4", "2"): "outside", ("both", "5", "1/10"): "proved", ("both", "5", "2"): "outside",
        ("root", "3"): "proved", ("root", "4"): "outside", ("root", "5"): "proved",
        ("listed", "3"): "proved", ("listed", "4"): "outside", ("listed", "5"): "proved",
        ("asked", "3", "1/10"): "proved", ("asked", "3", "2"): "proved", ("asked", "4", "1/10"): "outside",
        ("asked", "4", "2"): "outside", ("asked", "5", "1/10"): "proved", ("asked", "5", "2"): "proved",
    }
    assert swept.independent == ["lem-1/neither"]
    assert not swept.contradictions()
    assert len(rows) == swept.asked == 24
    assert json.loads(json.dumps(rows)) == rows
    row = next(row for row in rows if row["claim"] == "lem-1/small" and row["at"] == {"d": "5"})
    assert (row["status"], row["witness"]["lhs"], row["method"]) == (
        "refuted", "25", "Z3 on the negation; a sample point, substituted exactly")
    row = next(row for row in rows if row["claim"] == "lem-1/asked" and row["at"] == {"d": "3", "eps": "1/10"})
    assert row["numbers"] == {"third of eps": "0.0333333333333"}


def test_two_processes_find_the_same(registry):
    grid = {"d": values(3, 5, 7)}
    one, two = (sweep(registry, ["lem-1"], grid, jobs=jobs) for jobs in (1, 2))
    assert came(one) == came(two)
    assert [(p.claim, p.at) for p in one.points] == [(p.claim, p.at) for p in two.points]


def test_letters_that_follow_from_others(registry):
    def root(lam):
        if lam == 4:
            return F(2)
        raise ValueError("no root")

    letters = {"lem-1": [Letter("mu", ("lam",), root)]}.get
    swept = sweep(registry, ["lem-1"], {"lam": values(4, 5)}, letters=letters)
    assert came(swept) == {("root", "4"): "proved", ("root", "5"): "outside"}
    assert (swept.lacking, swept.broken) == ({"lem-1/asked": "needs d, eps"}, {})
    both = sweep(registry, ["lem-1"], {"d": values(3), "eps": values("1/2"), "lam": values(4)}, letters=letters)
    assert came(both)["asked", "3", "1/2", "4"] == "proved"
    assert came(both)["power", "3"] == "proved"


def test_a_contradiction_and_what_is_none(registry):
    swept = sweep(registry, ["lem-2", "lem-1"], {"d": values(3, 7, 11)})
    assert [p.claim + ": " + p.where() for p in swept.contradictions()] == [
        "lem-2/wrong: d = 7", "lem-2/wrong: d = 11"]
    listed = {p.at[0][1]: p for p in swept.points if p.claim == "lem-1/listed"}
    assert (listed[7].status, listed[7].beyond) == ("proved", False)
    assert (listed[11].status, listed[11].beyond) == ("refuted", True)  # a family says nothing beyond its list


def test_what_misbehaves_is_undecided_at_that_point(registry):
    swept = sweep(registry, ["lem-3"], {"d": values(3, 5, 7, 9)}, jobs=2, timeout=1)
    found = {p.at[0][1]: (p.status, p.reason) for p in swept.points}
    assert found[3] == ("proved", "")
    assert found[5] == ("undecided", "time")
    assert found[7][0] == "undecided"
    assert found[7][1].startswith("worker died")
    assert found[9] == ("undecided", "error: RuntimeError: boom")
    assert swept.broken == {"lem-3/unbuilt": "error: ZeroDivisionError: division by zero"}


def test_a_file_is_taken_up_where_it_ends(registry, tmp_path):
    path, grid = tmp_path / "rows", {"d": values(3, 5)}
    header = sweep_header(registry, ["lem-1"], grid)
    with SweepFile(path, header) as file:
        first = sweep(registry, ["lem-1"], grid, on_row=file.add)
    lines = path.read_text().splitlines(keepends=True)
    assert len(lines) == 1 + first.asked == 11  # five claims hold d
    path.write_text("".join(lines[:4]) + lines[4][:-9])  # cut off in its fifth line
    again = []
    with SweepFile(path, header) as file:
        assert len(file.rows) == 3
        second = sweep(registry, ["lem-1"], grid, done=file.rows, on_row=lambda row: (again.append(row), file.add(row)))
    assert len(again) == 7
    assert came(second) == came(first)
    assert len(path.read_text().splitlines()) == 11
    with SweepFile(path, header) as file:
        sweep(registry, ["lem-1"], grid, done=file.rows, on_row=lambda row: pytest.fail("settled again"))


def test_a_point_that_was_stopped_is_tried_with_more_time_only(registry):
    row = {"claim": "lem-1/power", "at": {"d": "3"}, "status": "undecided", "reason": "time", "seconds": 1, "limit": 60}
    for timeout, tried in ((60, 0), (61, 1)):
        again = []
        swept = sweep(registry, ["lem-1"], {"d": values(3)}, done=[row], timeout=timeout, on_row=again.append)
        assert [r["claim"] for r in again].count("lem-1/power") == tried
        assert came(swept)["power", "3"] == ("proved" if tried else "undecided")


def test_files_of_others_are_left_as_they_are(registry, tmp_path):
    path, header = tmp_path / "rows", sweep_header(registry, ["lem-1"], {"d": values(3)})
    with SweepFile(path, header):
        pass
    assert not path.exists()  # nothing came of it
    with SweepFile(path, header) as file:
        file.add({"claim": "lem-1/power", "at": {"d": "3"}, "status": "proved", "seconds": 0})
    kept = path.read_bytes()
    other = sweep_header(registry, ["lem-1"], {"d": values(5)})
    for text, wanted, words in ((kept, other, "another sweep, they differ in their grid; name another file"),
                                (b"notes\n", header, "no file of a sweep"), (b"notes", header, "no file of a sweep"),
                                (kept + b"[]\n", header, "damaged in line 3"),
                                *((kept + made + b"\n", header, "damaged in line 3") for made in DAMAGED)):
        path.write_bytes(text)
        with pytest.raises(SweepError, match=words), SweepFile(path, wanted):
            pass
        assert path.read_bytes() == text
    with pytest.raises(SweepError, match="folder"), SweepFile(tmp_path, header):
        pass


def test_rows_of_other_points_are_not_taken(registry):
    row = {"claim": "lem-1/power", "status": "refuted", "seconds": 1}
    done = [row | {"at": at} for at in ({"d": "5"}, {"eps": "3"}, {}, {"d": "3", "eps": "1/2"})]
    swept = sweep(registry, ["lem-1"], {"d": values(3)}, done=[*done, row | {"claim": "lem-9/x", "at": {"d": "3"}}])
    assert came(swept)["power", "3"] == "proved"
    assert len(swept.points) == swept.asked


def test_a_change_of_the_source_is_another_sweep(registry, tmp_path):
    other = tmp_path / "claims.py"
    other.write_text(STATEMENTS + "\n")
    changed = sweep_header(load_statements(str(other)), ["lem-1"], {"d": values(3)})
    assert changed["digest"] != sweep_header(registry, ["lem-1"], {"d": values(3)})["digest"]


def test_too_many_points(registry):
    with pytest.raises(SweepError, match="are too many; at most 1000000"):
        sweep(registry, ["lem-1"], {"d": [F(3)] * 300_000, "eps": values("1/2")})


def test_an_interruption_keeps_what_is_finished(registry):
    def stop(row):
        raise KeyboardInterrupt

    swept = sweep(registry, ["lem-1"], {"d": values(3, 5)}, on_row=stop)
    assert swept.stopped == "interrupted"
    assert 0 < len(swept.points) < swept.asked
    assert all(Status(p.status) for p in swept.points)
