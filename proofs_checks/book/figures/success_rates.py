"""How often descents find what they should, with intervals: the counts that the commands in rates.json print."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from verify.report.book import Figure

FILE = Path(__file__).with_name("rates.json")
CONFIDENCE = Fraction(99, 100)
METHODS = (("--method projection", "ours: charges solved\nfor at each step"),
           ("--method second-order --steps 2000", "Algorithm 2,\ncorrected"),
           ("--method second-order --as-printed", "Algorithm 2,\nas printed"),
           ("--method node-wise", "Algorithm 3, charges\nre-solved"),
           ("--method node-wise --as-printed", "Algorithm 3,\nas printed"))


def counts(method: str) -> list[dict[str, Any]]:
    """The kept rows of a method, by k."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return [row for row in rows if row["command"] == f"earnshaw descend {method} -k {row['k']} --seeds {row['runs']}"]


def draw(path: Path) -> None:
    """Rates with Clopper-Pearson bounds, for each k and method."""
    from verify.observe import lower_bound, upper_bound

    from ._canvas import LINES, SERIES, panels, save, tidy

    picture, grid = panels(2, width=5.4, height=3.9, sharey=True)
    panes = (("near_some", "some θ within ε of a w (Theorem 4.1)"),
             ("all_found", "every w and charge to $10^{-9}$ (Theorem 4.6)"))
    for axes, (field, title) in zip(grid, panes, strict=True):
        for i, (method, words) in enumerate(METHODS):
            rows = [row for row in counts(method) if row[field] is not None]
            if (field == "near_some" and "node-wise" in method) or not rows:
                continue
            x = [position + (i - 2) * 0.11 for position in range(len(rows))]
            rates = [row[field] / row["runs"] for row in rows]
            low, high = ([abs(rate - float(bound(row[field], row["runs"], CONFIDENCE)))
                          for row, rate in zip(rows, rates, strict=True)] for bound in (lower_bound, upper_bound))
            axes.errorbar(x, rates, [low, high], color=SERIES[i], marker="osD^v"[i], markersize=6, capsize=3,
                          linestyle=LINES[i % 4], linewidth=0.8, elinewidth=1.5, label=words)
            axes.set_xticks(range(len(rows)), [f"k = {row['k']}" for row in rows])
        tidy(axes, title)
        axes.set_ylim(-0.04, 1.04)
    grid[0].set_ylabel("share of 30 runs")
    found = {label: handle for axes in grid for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)}
    picture.legend(list(found.values()), list(found), frameon=False, fontsize=9, loc="outside right center")
    save(picture, path)


FIGURES = [Figure(
    name="success-rates", title="How often descents succeed", seed=1, draw=draw,
    caption="Thirty runs each from the seeds 1 to 30, d = 3, ε = 1/2; bars are exact Clopper-Pearson bounds, each at "
            "99 %. Left: joint descents of all k units. Algorithm 2 has steps of one length: it runs out of them (2000 "
            "for the corrected one) or takes a far plateau for an end, so that its rates depend on its thresholds and "
            "its patience. Right: recovery of all places and charges. As printed, the charges stay behind (Lemma E.5) "
            "and no run recovers them; when all are solved for after each unit, each run does.",
    command="earnshaw descend --method node-wise --as-printed -k 3 --seeds 30",
    statements=("thm-4.1", "thm-4.6", "alg-2", "alg-3"))]
