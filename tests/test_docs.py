"""The tutorial, step by step: its code makes the example, its commands print what stands there; the rest of docs/."""

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from _documents import ROOT, blocks, check, commands, run

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


@pytest.fixture
def api() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_api", ROOT / "docs" / "_api.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_that_of_the_docstrings(api: ModuleType) -> None:
    same = api.reference() == api.FILE.read_text(encoding="utf-8")
    assert same, "docs/api.md is not what the docstrings say: run python docs/_api.py"


def test_words_in_the_reference_are_no_marks(api: ModuleType) -> None:
    assert api._markdown("a * b_1 < `c * d`\n\n>>> 1 * 2\n2\n\nThe end.") == (
        "a \\* b\\_1 \\< `c * d`\n\n```pycon\n>>> 1 * 2\n2\n```\n\nThe end.")


def test_the_picture_is_drawn_by_the_command_below_it(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="pictures need matplotlib: pip install matplotlib")
    ((picture, command),) = re.findall(r"^!\[[^\]]+\]\((.+)\)\n\n.*`(earnshaw .*)`$",
                                       (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert command.endswith(f" --plot {picture}")
    assert (ROOT / picture).stat().st_size <= 150_000
    (tmp_path / picture).parent.mkdir()
    done = run(command, tmp_path)
    assert done.returncode == 0, done.stderr
    # byte for byte only with the same matplotlib and the same last bits of the machine; the shapes are the same
    shapes = [re.findall(r'<g id="([a-z]+_\d+)"', (folder / picture).read_text(encoding="utf-8"))
              for folder in (ROOT, tmp_path)]
    assert shapes[0] == shapes[1] != []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/tutorial.md", "docs/api.md"])
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    headings = {"#" + re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
                for title in re.findall(r"^#+ (.*)$", text, re.M)}
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?s)```.*?```|`[^`]*`", "", text)):
        if target.startswith("#"):
            assert target in headings
        elif "://" not in target:
            assert ((ROOT / document).parent / target).exists(), target
