"""earnshaw list --coverage, and the differences between the two texts in earnshaw errata."""

from proofs_checks.cli import main


def test_coverage_is_shown(capsys) -> None:
    """Section by section, with the published section's number, each item with its claims."""
    assert main(["list", "--coverage"]) == 0
    told = capsys.readouterr().out
    assert "\nB.3  Further characterisations  [not in the published text]\n" in told
    assert "\nG.2  Polynomials  [published: F.2]\n" in told
    assert "Definition 3.2: strict ones\n           def-3.2/strict, def-3.2/strict-corrected\n" in told


def test_coverage_is_about_the_paper(capsys) -> None:
    """Statements of a user's own have no text that could be covered."""
    assert main(["list", "--coverage", "--statements", "mine.py"]) == 2
    assert "leave --statements out" in capsys.readouterr().err


def test_statuses_and_differences_of_a_ledger(capsys, tmp_path) -> None:
    """Statuses stand beside the claims that were run, and errata end with what the texts say differently."""
    kept = str(tmp_path / "ledger.json")
    assert main(["verify", "eq-2", "--jobs", "1", "--json", kept]) == 0
    capsys.readouterr()
    assert main(["list", "--coverage", "--ledger", kept]) == 0
    assert "eq-2/constant-terms (refuted), eq-2/constant-in-theta (proved)" in capsys.readouterr().out
    assert main(["errata", "--ledger", kept]) == 0
    told = capsys.readouterr().out
    assert "The arXiv text and the published one differ in" in told
    assert "\nEquation (2)\n  arXiv      Garbled" in told
