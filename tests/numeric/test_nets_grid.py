"""Grids of nets: the same whatever the jobs, resumed after a kill, and no file of another grid touched."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from numeric.nets import READINGS, run_grid, train_cell
from numeric.plots_experiments import experiments

VERBATIM = replace(READINGS["verbatim"], n=60, tests=40)
SHORT = {"steps": 30, "step": 1.0}


def errors(run):
    return [replace(cell, seconds=0.0) for cell in run.cells]


def test_the_same_whatever_the_jobs_and_in_order():
    runs = [run_grid([VERBATIM], [3, 2], [4, 2], seeds=[2, 1], jobs=jobs, **SHORT) for jobs in (1, 3)]
    assert errors(runs[0]) == errors(runs[1])
    assert [(cell.depth, cell.width, cell.seed) for cell in runs[0].cells] == [
        (depth, width, seed) for depth in (3, 2) for width in (4, 2) for seed in (2, 1)]
    alone = train_cell(2, 4, VERBATIM, 1, **SHORT)
    assert runs[0].complete
    assert runs[0].errors("verbatim", 2, 4, "train")[1] == alone.train_error
    assert runs[0].errors("verbatim", 2, 4, "test")[1] == alone.test_error


def test_a_file_is_resumed_and_more_seeds_may_be_asked(tmp_path):
    file = tmp_path / "grid.jsonl"
    whole = run_grid([VERBATIM], [2, 3], [2], seeds=[1, 2], file=file, **SHORT)
    lines = file.read_text().splitlines(keepends=True)
    assert len(lines) == 5
    file.write_text("".join(lines[:3]) + lines[3][:20])  # cut off in the middle of the third
    again = run_grid([VERBATIM], [2, 3], [2], seeds=[1, 2], file=file, **SHORT)
    assert (again.resumed, errors(again)) == (2, errors(whole))
    more = run_grid([VERBATIM], [2, 3], [2], seeds=[1, 2, 3], file=file, **SHORT)
    assert (more.resumed, len(more.cells)) == (4, 6)
    assert {json.loads(line)["value"]["seed"] for line in file.read_text().splitlines()[1:]} == {1, 2, 3}


@pytest.mark.parametrize("change", [{"depths": [2]}, {"widths": [3]}, {"steps": 31}, {"step": 0.5}, {"fast": False},
                                    {"readings": [replace(VERBATIM, n=61)]}], ids=str)
def test_the_file_of_another_grid_is_refused(tmp_path, change):
    file = tmp_path / "grid.jsonl"
    given = {"readings": [VERBATIM], "depths": [2, 3], "widths": [2], **SHORT}
    run_grid(**given, file=file)
    before = file.read_bytes()
    with pytest.raises(ValueError, match="holds other trials, they differ in their parameters"):
        run_grid(**{**given, **change}, file=file)
    assert file.read_bytes() == before


def test_a_file_with_a_line_that_is_no_cell(tmp_path):
    file = tmp_path / "grid.jsonl"
    run_grid([VERBATIM], [2], [2], file=file, **SHORT)
    head, line = file.read_text().splitlines()
    file.write_text(head + "\n" + json.dumps({**json.loads(line), "value": {"depth": 2}}) + "\n")
    with pytest.raises(ValueError, match="no cell of a grid"):
        run_grid([VERBATIM], [2], [2], file=file, **SHORT)


def test_progress_names_the_cells():
    told = []
    run_grid([VERBATIM], [2], [3], seeds=[7], steps=20_000, progress=lambda *now: told.append(now))
    assert told[0][:2] == (0, 1)
    assert {name for _, _, names in told for name in names} <= {"depth 2 width 3 seed 7"}


def test_phi_space_takes_depth_2_alone():
    run = run_grid([READINGS["phi-space"], VERBATIM], [2, 3], [2], **SHORT)
    assert [(cell.reading, cell.depth) for cell in run.cells] == [("phi-space", 2), ("verbatim", 2), ("verbatim", 3)]


@pytest.mark.parametrize(("change", "words"), [
    ({"depths": []}, "nothing to learn"), ({"seeds": []}, "nothing to learn"), ({"depths": [0]}, "the depth is 0"),
    ({"seeds": [1.5]}, "the seed 1.5"), ({"jobs": 0}, "jobs is 0"), ({"seeds": range(10**6)}, "1000000 nets"),
    ({"readings": [VERBATIM, VERBATIM]}, "comes twice"),
    ({"readings": [READINGS["phi-space"]], "depths": [3]}, "nothing to learn"),
], ids=str)
def test_grids_are_refused(change, words):
    with pytest.raises(ValueError, match=words):
        run_grid(**{"readings": [VERBATIM], "depths": [2], "widths": [2], **SHORT, **change})


def test_after_a_kill_nothing_is_lost(tmp_path):
    """The parent is killed in the middle; what was finished is whole lines, and the rest is learned."""
    file = tmp_path / "grid.jsonl"
    code = ("from numeric.nets import READINGS, run_grid\n"
            f"run_grid([READINGS['verbatim']], [2], [2], seeds=range(200), steps=300, jobs=2, file={str(file)!r})")
    process = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    for _ in range(600):
        if file.exists() and file.read_bytes().count(b"\n") > 5:
            break
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = file.read_bytes().count(b"\n") - 1
    assert 5 <= kept < 200
    run = run_grid([READINGS["verbatim"]], [2], [2], seeds=range(kept + 5), steps=300, jobs=2, file=file)
    assert run.complete
    assert run.resumed >= kept - 2


def test_pictures():
    pytest.importorskip("matplotlib")
    from numeric.plots import rendered

    run = run_grid([VERBATIM], [2, 3], [5, 7], seeds=[1, 2], **SHORT)
    for cells in (run.cells, run.cells[:1], [cell for cell in run.cells if cell.depth == 3]):
        picture = experiments(cells, title="a title")
        assert len(picture.axes) == (2 if cells[0].depth == 3 else 4)
        assert rendered(picture, "a.png").startswith(b"\x89PNG")
        for axes in picture.axes:  # nothing that is drawn is outside
            low, high = axes.get_ylim()
            assert all(low <= y <= high for line in axes.lines for y in line.get_ydata())
    with pytest.raises(ValueError, match="no cells"):
        experiments([])
