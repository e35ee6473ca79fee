"""The tutorial, step by step: its code makes the example, its commands print what stands there; the rest of docs/."""

import doctest
from pathlib import Path

import pytest
from _documents import ROOT, blocks, check, commands

FILE = "heron.py"  # as the tutorial calls it, and as it stands among the examples


def edited(text: str, difference: str) -> str:
    """A text with the lines after a "-" exchanged for those after a "+"."""
    lines = difference.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] != sign) for sign in "+-")
    assert text.count(old) == 1, f"{old}\nstands {text.count(old)} times in\n{text}"
    return text.replace(old, new)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a reader of the tutorial ends up: every step was taken, and every command printed what stands there."""
    place = tmp_path_factory.mktemp("tutorial")
    text = ""
    for language, block in blocks("docs/tutorial.md"):
        if language == "python":
            text += ("\n\n" if text else "") + block
        elif language == "diff":
            text = edited(text, block)
        (place / FILE).write_text(text, encoding="utf-8")
        if language == "text":
            for command, printed in commands(block):
                check(command, printed, place)
    return place


def test_the_tutorial_ends_with_the_example(folder: Path) -> None:
    assert (folder / FILE).read_text(encoding="utf-8") == (ROOT / "examples" / FILE).read_text(encoding="utf-8")


def test_the_ledger_is_read_as_the_tutorial_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (lines,) = (block for language, block in blocks("docs/tutorial.md") if language == "pycon")
    test = doctest.DocTestParser().get_doctest(lines, {}, "tutorial", None, None)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0
