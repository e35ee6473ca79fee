"""The benchmarks run, and refuse a name that they do not know. Times are not tested: machines differ."""

from benchmarks.__main__ import main


def test_a_benchmark_prints_its_table(capsys):
    assert main(["bounds"]) == 0
    out = capsys.readouterr().out
    assert "processors" in out.splitlines()[0]
    assert sum("d = 51" in line and line.endswith("s") for line in out.splitlines()) == 3


def test_an_unknown_benchmark_is_refused(capsys):
    assert main(["nope"]) == 2
    assert "there is no 'nope'; there are derivatives," in capsys.readouterr().err
