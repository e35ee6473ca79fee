"""Figures 1 and 2 of the paper by two readings of what it leaves open, beside the numbers of its Table 2.

The nets are kept: what `COMMAND` wrote with --json, unchanged. The same command takes the file up again.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from verify.report.book import Figure

COMMAND = "earnshaw train --table2 --quick --seed 1"


def file_of(name: str) -> Path:
    """The kept nets of a reading."""
    return Path(__file__).with_name(f"nets-{name}.jsonl")


def cells(name: str) -> list[Any]:
    """The kept nets of a reading, one a depth and width."""
    from numeric.nets import Cell

    _, *lines = file_of(name).read_text(encoding="utf-8").splitlines()
    return [Cell.from_data(json.loads(line)["value"]) for line in lines]


def draw(path: Path, name: str) -> None:
    """Errors along the descent at depth 2, and at the end by width and depth."""
    from numeric.plots_experiments import experiments

    from ._canvas import save

    picture = experiments(cells(name))
    picture.set_size_inches(10.5, 7.6)
    save(picture, path)


def _figure(name: str, words: str, more: str) -> Figure:
    return Figure(
        name=f"experiments-{name}", title=f"The paper's Figures 1 and 2, read as “{name}”", seed=1,
        draw=partial(draw, name=name),
        caption=f"{words} One net a cell, 5000 steps of length 2 of the mean loss. Full lines are our nets, hollow "
                "markers the paper's Table 2; training error left, error on 10,000 fresh inputs right. Steps so long "
                "end elsewhere than the printed short ones where nets are deep and wide. "
                f"{more}",
        command=COMMAND if name == "verbatim" else f"{COMMAND} --reading {name}",
        statements=("fig-1", "fig-2", "tab-2", "sec-5"))


FIGURES = [
    _figure("verbatim", "The words of the paper, and where it is silent: 10 inputs, 1000 samples, all weights N(0, 1).",
            "At depth 2 the training error is small and hardly depends on the width, the test error does; the growth "
            "with the width at greater depth is one of test errors."),
    _figure("small-start", "The learning net starts from N(0, 1/width), with 10 inputs and 3000 samples: a reading "
            "that was chosen after its scores were seen.",
            "It comes nearer to the printed numbers in some cells and not in others."),
]
