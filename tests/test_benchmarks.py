"""The benchmarks run, and refuse a name that they do not know. Times are not tested: machines differ."""

from benchmarks.__main__ import main
from benchmarks._table import markdown
from benchmarks._timing import Row


def test_a_benchmark_prints_its_table(capsys):
    assert main(["bounds"]) == 0
    out = capsys.readouterr().out
    assert "processors" in out.splitlines()[0]
    assert sum("size 51" in line for line in out.splitlines()) == 3
    assert any("mpmath.iv" in line and "times ours" in line for line in out.splitlines())


def test_an_unknown_benchmark_is_refused(capsys):
    assert main(["nope"]) == 2
    assert "there is no 'nope'; there are derivatives," in capsys.readouterr().err


def test_the_table_is_written_with_ratios_and_growth(tmp_path, capsys):
    table = tmp_path / "table.md"
    assert main(["bounds", "--table", str(table)]) == 0
    text = table.read_text(encoding="utf-8")
    assert "| mpmath.iv |" in text
    assert "; peer n^" in text
    assert "processors" in text


def test_a_peer_that_wins_is_in_bold():
    race = [Row("run", 2.0, "other", 1.0), Row("walk", 1.0, "other", 3.0)]
    text = markdown([("one", "A race.", race)], "here", "now")
    assert "| run | 2 s | other | 1 s | **0.5** |" in text
    assert "| walk | 1 s | other | 3 s | 3 |" in text


def test_a_table_that_cannot_be_written_is_said_before_the_work(tmp_path, capsys):
    assert main(["verification", "--table", str(tmp_path / "no" / "table.md")]) == 2
    assert "name another file" in capsys.readouterr().err
