"""Section 5, Table 2, Figures 1 and 2, the introduction: figures by other means."""

import numpy as np
import pytest
from scipy.special import expit

from proofs_checks.experiments import _trials
from proofs_checks.experiments.section_5 import how_far, squash, x
from proofs_checks.experiments.table_2 import COLUMNS, LAST, PRINTED, ROWS
from verify.claims import Effort, Status


@pytest.mark.parametrize("at", [-3.0, -0.5, 0.0, 1.25, 7.0])
def test_sec_5_sigmoid(at: float) -> None:
    """2 expit(x) - 1 of SciPy, and tanh(x/2) of NumPy."""
    assert float(squash().subs(x, at)) == pytest.approx(2 * expit(at) - 1, abs=1e-15)
    assert float(squash().subs(x, at)) == pytest.approx(np.tanh(at / 2), abs=1e-15)


def test_sec_5_random_net_twice_zero() -> None:
    """By sampling with a net of our own: E(f - g)^2 = 2 E f^2, here at depth 2, width 5, ten inputs."""
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((40_000, 1, 10))

    def values() -> np.ndarray:
        hidden = np.tanh(inputs @ rng.standard_normal((40_000, 10, 5)) / 2)
        return np.tanh((hidden @ rng.standard_normal((40_000, 5, 1))).ravel() / 2)

    f, g = values(), values()
    assert np.mean((f - g)**2) == pytest.approx(2 * np.mean(f**2), rel=0.03)
    assert np.mean((f - g)**2) < 0.9  # so not about 1 at this width


def test_sec_5_how_far() -> None:
    """By hand: 1e6 steps of 1e-5 are 10; of a sum over 1000 samples 10,000 = 5000 * 2."""
    assert how_far().settle(Effort()).status is Status.PROVED
    printed = 10**6 / 10**5 * 1000
    assert printed == 5000 * _trials.STEP


def test_tab_2_entries() -> None:
    """The same table, typed by someone else, in numeric.nets; and its least and largest entry by eye."""
    from numeric.nets import TABLE_2

    assert {cell: entry / 10**4 for cell, entry in PRINTED.items()} == pytest.approx(TABLE_2)
    assert (min(PRINTED.values()), max(PRINTED.values())) == (15, 6071)
    assert (PRINTED[3, 40], PRINTED[17, 20], PRINTED[17, 40]) == tuple(round(10**4 * entry) for entry in (
        _trials.TABLE_3_40, _trials.TABLE_17_20, _trials.TABLE_17_40))


def test_tab_2_neighbours() -> None:
    """Five rows of three steps, four columns of four; one step goes down, the last one at width 40."""
    assert (len(ROWS), len(COLUMNS)) == (15, 16)
    entries = {f"e_{depth}_{width}": entry for (depth, width), entry in PRINTED.items()}
    down = [(str(a), str(b)) for a, b in [*ROWS, *COLUMNS] if entries[str(a)] >= entries[str(b)]]
    assert down == [("e_9_40", "e_17_40")] == [tuple(map(str, LAST))]


def test_fig_1_a_plain_descent_agrees() -> None:
    """The trials' cell of depth 2, width 5, seed 1 against descent written out here in float64, 50 steps of 2."""
    from numeric.nets import READINGS, train_cell

    rng = np.random.default_rng([1, 2, 5])
    v, u = rng.standard_normal((5, 10)), rng.standard_normal((1, 5))
    inputs = rng.standard_normal((10, 1000))
    rng.standard_normal((10, 10_000))
    w, a = rng.standard_normal((5, 10)), rng.standard_normal((1, 5))
    aim = np.tanh(u @ np.tanh(v @ inputs / 2) / 2)
    for _ in range(50):
        h = np.tanh(w @ inputs / 2)
        out = np.tanh(a @ h / 2)
        delta = 2 * (out - aim) * (1 - out**2) / 2 / 1000
        below = (a.T @ delta) * (1 - h**2) / 2
        a, w = a - 2 * delta @ h.T, w - 2 * below @ inputs.T
    ours = float(np.mean((np.tanh(a @ np.tanh(w @ inputs / 2) / 2) - aim)**2))
    cell = train_cell(2, 5, READINGS["verbatim"], 1, steps=50, step=2.0)
    assert cell.train_error == pytest.approx(ours, rel=1e-3)
