"""`earnshaw export`: goals on standard output or in a file, wrong use, and what Coq says."""

import shutil

import pytest

from proofs_checks.cli import main

STATEMENTS = '''
import sympy as sp
from verify.claims import Domain, Real, statement
from verify.controls import replaced
from verify.decide import ForAll

x = sp.Symbol("x")
ONE = statement("lem-1", "Squares", kind="lemma", reading="small")

@ONE.claim("square", controls={{"turned": replaced(conclude=x**2 < 0)}})
def square() -> ForAll:
    """Not negative."""
    return ForAll((), {relation}, Domain.of(Real("x")))
'''


@pytest.fixture
def statements(tmp_path):
    def written(relation):
        path = tmp_path / "mine.py"
        path.write_text(STATEMENTS.format(relation=relation))
        return str(path)

    return written


def test_goals_go_to_standard_output(statements, capsys):
    assert main(["export", "coq", "--statements", statements("x**2 >= 0")]) == 0
    out, err = capsys.readouterr()
    assert "Lemma c_lem_1_square_1 : forall v_x : R, (v_x ^ 2 >= 0).\nProof. " in out
    assert err == "1 goal: 1 of a decision.\n"


def test_goals_go_to_a_file(statements, tmp_path, capsys):
    path = tmp_path / "goals.v"
    assert main(["export", "coq", "Lemma 1", "--out", str(path), "--statements", statements("x**2 >= 0")]) == 0
    assert "Goals from lem-1." in path.read_text()
    assert capsys.readouterr().out == f"1 goal: 1 of a decision in {path}.\n"


@pytest.mark.parametrize(("line", "words"), [
    (["isabelle"], "it knows coq"),
    (["coq", "lem-99"], "lem-99"),
    (["coq", "--timeout", "3"], "--check"),
    (["coq", "--check", "--timeout", "0"], "above 0"),
    (["coq", "--out", "/nowhere/at/all.v"], "no folder"),
    ([], "FORMAT"),
])
def test_wrong_use_is_one_sentence(line, words, statements, capsys):
    assert main(["export", *line, *(["--statements", statements("x**2 >= 0")] if line else [])]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1


def test_a_check_without_coq_says_what_to_install(statements, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    assert main(["export", "coq", "--check", "--statements", statements("x**2 >= 0")]) == 2
    assert "libcoq-interval" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("coqtop") is None, reason="no Coq here")
@pytest.mark.parametrize(("relation", "status", "words"), [
    ("x**2 >= 0", 0, "Coq accepts 1 of 1 goals."),
    ("x**2 > 0", 1, "not accepted: lem-1/square (c_lem_1_square_1)"),
])
def test_coq_judges(relation, status, words, statements, capsys):
    assert main(["export", "coq", "--check", "--statements", statements(relation)]) == status
    assert words in capsys.readouterr().out
