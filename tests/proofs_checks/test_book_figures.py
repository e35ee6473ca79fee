"""The book's figures: files that stand alone, are small, the same each time, and made by commands that run."""

import json
import re
import shlex
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

pytest.importorskip("matplotlib", reason="the figures need matplotlib: pip install matplotlib")

from proofs_checks.book.figures import FIGURES
from proofs_checks.book.figures._moving import even
from proofs_checks.book.figures.experiments import cells, file_of
from proofs_checks.book.figures.success_rates import METHODS, counts
from proofs_checks.book.witnesses import WITNESSES
from proofs_checks.cli import main
from verify.claims import load_statements
from verify.report.book import Frames

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [figure.name for figure in FIGURES]
MOVING = [figure for figure in FIGURES if isinstance(figure, Frames)]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """All of them, by name."""
    folder = tmp_path_factory.mktemp("figures")
    for figure in FIGURES:
        figure.draw(folder / f"{figure.name}.svg")
    return {figure.name: (folder / f"{figure.name}.svg").read_bytes() for figure in FIGURES}


def test_names_and_words():
    assert len(set(NAMES)) == len(NAMES)
    registry = load_statements("proofs_checks")
    for figure in FIGURES:
        assert re.fullmatch(r"[a-z0-9-]+", figure.name)
        assert figure.title
        assert figure.caption.endswith(".")
        assert figure.command.startswith("earnshaw ")
        for label in figure.statements:
            assert registry[label].label == label


def test_sizes(drawn):
    """The book's limits: 300 kB a file, and 10 MB in all."""
    assert all(len(content) <= 300_000 for content in drawn.values())
    assert sum(map(len, drawn.values())) <= 10_000_000


@pytest.mark.parametrize("name", NAMES)
def test_stands_alone(drawn, name):
    """Well-formed, without scripts, dates, and addresses that would be fetched."""
    root = ET.fromstring(drawn[name])
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox")
    assert not list(root.iter(f"{SVG}script"))
    assert b"<dc:date>" not in drawn[name]
    for element in root.iter():
        for key, value in element.attrib.items():
            if key.endswith("href"):
                assert value.startswith(("#", "data:image/png;base64,"))
            assert not key.startswith("on")


@pytest.mark.parametrize("name", ["hats", "charges-in-the-plane", "landscape"])
def test_the_same_file_each_time(drawn, name, tmp_path):
    figure = next(figure for figure in FIGURES if figure.name == name)
    figure.draw(tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_bytes() == drawn[name]


@pytest.mark.parametrize("figure", MOVING, ids=lambda figure: figure.name)
def test_frames(drawn, figure):
    """A group a frame with ids of its own, from one hollow start to one end; every charge in each."""
    root = ET.fromstring(drawn[figure.name])
    groups = [group for group in root.iter(f"{SVG}g") if "frame" in group.get("class", "").split()]
    assert len(groups) >= 8
    assert [group.get("id") for group in groups] == [f"{figure.name}-{i}" for i in range(len(groups))]
    assert [i for i, group in enumerate(groups) if "start" in group.get("class").split()] == [0]
    assert [i for i, group in enumerate(groups) if "end" in group.get("class").split()] == [len(groups) - 1]
    circles = [[(float(c.get("cx")), float(c.get("cy"))) for c in group.iter(f"{SVG}circle")] for group in groups]
    assert {len(places) for places in circles} == {3}
    assert all(before != after for before, after in pairwise(circles[:4]))
    assert all(group.find(f"{SVG}text").text for group in groups), "each frame says its moment"


def test_matched_charges_end_on_squares(drawn):
    """In the plane every circle ends in a square's middle: there the loss is zero."""
    root = ET.fromstring(drawn["charges-in-the-plane"])
    fixed = next(group for group in root.iter(f"{SVG}g") if group.get("class") == "fixed")
    middles = sorted((float(r.get("x")) + 10, float(r.get("y")) + 10) for r in fixed.iter(f"{SVG}rect"))
    end = next(group for group in root.iter(f"{SVG}g") if "end" in group.get("class", "").split())
    circles = sorted((float(c.get("cx")), float(c.get("cy"))) for c in end.iter(f"{SVG}circle"))
    assert circles == [pytest.approx(place, abs=0.3) for place in middles]


def test_moments_evenly_along_the_way():
    """One charge on a line, by hand: it rests, then goes 4."""
    import numpy as np

    assert even(np.array([0, 0, 0, 1, 2, 3, 4.0]).reshape(7, 1, 1), 3).tolist() == [0, 4, 6]


def test_kept_nets_are_whole_tables():
    for name in ("verbatim", "small-start"):
        found = cells(name)
        assert len({(cell.depth, cell.width) for cell in found}) == 20
        assert {cell.reading for cell in found} == {name}
        assert {(cell.steps, cell.step, cell.seed) for cell in found} == {(5000, 2.0, 1)}
        assert file_of(name).stat().st_size < 100_000


def test_kept_rates_are_what_the_command_says(capsys):
    """All methods and k are kept; one of the cells is run again."""
    assert [[row["k"] for row in counts(method)] for method, _ in METHODS] == [[1, 2, 3, 5]] * len(METHODS)
    row = counts("--method projection")[0]
    assert main([*shlex.split(row["command"])[1:], "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert f"some theta within 0.5 of a w: {row['near_some']} of {row['runs']} " in said
    assert f"both and the charges to 1e-9: {row['all_found']} of {row['runs']} " in said


@pytest.mark.parametrize("command", sorted({
    figure.command for figure in FIGURES
    if not any(word in figure.command for word in ("train", "--seeds", "verify"))}))
def test_commands_run(command, capsys, tmp_path, monkeypatch):
    """Those that take minutes are left out, and `verify`, whose claims have tests of their own."""
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out


def test_data_are_plain():
    """Counts that fit the runs."""
    for method, _ in METHODS:
        for row in counts(method):
            assert json.dumps(row)
            assert 0 <= row["near_some"] <= row["runs"] == 30


@pytest.mark.parametrize("draw", sorted(set(WITNESSES.values()), key=lambda draw: draw.__name__),
                         ids=lambda draw: draw.__name__)
def test_witnesses_are_small_pictures(draw, tmp_path):
    """Each is an SVG with a caption."""
    draw(tmp_path / "witness.svg")
    assert ET.parse(tmp_path / "witness.svg").getroot().tag == f"{SVG}svg"
    assert (tmp_path / "witness.svg").stat().st_size < 120_000
    assert draw.__doc__.endswith(".")


def test_witnesses_belong_to_refuted_claims():
    """Only what is expected to be false has a witness."""
    registry = load_statements("proofs_checks")
    for claim in WITNESSES:
        assert not registry.claim(claim).expected.status.established
