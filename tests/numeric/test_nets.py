"""Nets: values and gradients by hand and by differences, and the same whatever the path."""

import math
from dataclasses import replace

import numpy as np
import pytest

from numeric.nets import READINGS, TABLE_2, Cell, Reading, reading, train_cell
from numeric.nets._compiled import Batch as Compiled
from numeric.nets._compiled import wins
from numeric.nets._net import Batch, draw, error, memory, output, shapes

VERBATIM = READINGS["verbatim"]


def a_cell(depth, width, d=4, n=150, dtype="float64", seed=0):
    rng = np.random.default_rng(seed)
    sizes = shapes(depth, width, d)
    x = rng.standard_normal((d, n)).astype(dtype)
    y = output(draw(rng, sizes, 1.0, dtype), x, 0.5)
    return draw(rng, sizes, 1.0, dtype), x, y


def test_values_by_hand():
    """One hidden node: tanh(2 tanh(3/2 * 1 + (-1)/2 * 2) / 2) with weights (3, -1) and 2 at the input (1, 2)."""
    weights = [np.array([[3.0, -1.0]]), np.array([[2.0]])]
    x = np.array([[1.0], [2.0]])
    assert output(weights, x, 0.5)[0] == pytest.approx(math.tanh(math.tanh(0.5)), abs=1e-15)
    assert 2 / (1 + math.exp(-1.3)) - 1 == pytest.approx(math.tanh(1.3 / 2), abs=1e-15)  # the paper's sigmoid


def test_many_inputs_are_looked_at_in_parts():
    weights, x, y = a_cell(3, 5, n=9000)
    assert np.array_equal(np.concatenate([output(weights, x[:, :4096], 0.5), output(weights, x[:, 4096:8192], 0.5),
                                          output(weights, x[:, 8192:], 0.5)]), output(weights, x, 0.5))
    assert error(weights, x, y, 0.5) == pytest.approx(np.mean((output(weights, x, 0.5) - y) ** 2), rel=1e-12)


def test_gradient_of_one_node_by_hand():
    """L = (tanh(w/2) - y)^2 at x = 1: dL/dw = (t - y)(1 - t^2)."""
    w, y = 0.7, 0.2
    batch = Batch([np.array([[w]])], np.array([[1.0]]), np.array([y]), 0.5)
    t = math.tanh(w / 2)
    assert batch.gradient()[0][0, 0] == pytest.approx((t - y) * (1 - t * t), rel=1e-14)


@pytest.mark.parametrize(("depth", "width"), [(1, 1), (2, 5), (3, 1), (4, 3), (6, 7)])
def test_gradient_by_differences(depth, width):
    weights, x, y = a_cell(depth, width)
    slopes = [slope.copy() for slope in Batch(weights, x, y, 0.5).gradient()]
    h = 1e-5
    for weight, slope in zip(weights, slopes, strict=True):
        for at in np.ndindex(weight.shape):
            kept = weight[at]
            weight[at] = kept + h
            above = error(weights, x, y, 0.5)
            weight[at] = kept - h
            below = error(weights, x, y, 0.5)
            weight[at] = kept
            assert (above - below) / (2 * h) == pytest.approx(slope[at], abs=1e-8)


@pytest.mark.parametrize(("depth", "width", "n"), [(1, 1, 1), (2, 5, 128), (2, 6, 129), (3, 4, 300), (5, 11, 77),
                                                   (3, 41, 200)])
def test_compiled_steps_are_the_same_steps(depth, width, n):
    """Five steps in float32 beside NumPy's in float64: as near as NumPy's own in float32 are, up to a factor."""
    pytest.importorskip("numba")
    weights, x, y = a_cell(depth, width, n=n)
    single = [[weight.astype("float32") for weight in weights] for _ in "12"]
    xs, ys = x.astype("float32"), y.astype("float32")
    Batch(weights, x, y, 0.5).descend(5, 0.2)
    Batch(single[0], xs, ys, 0.5).descend(5, 0.2)
    Compiled(single[1], xs, ys, 0.5).descend(5, 0.2)
    for exact, numpy, ours in zip(weights, *single, strict=True):
        off = np.abs(numpy - exact).max()
        assert np.abs(ours - exact).max() <= 4 * off + 1e-6 * np.abs(exact).max()


def test_the_compiled_tanh_is_good_to_single_precision():
    numba = pytest.importorskip("numba")
    from numeric.nets._kernel import BLOCK, _bend

    assert numba
    z = np.linspace(-30, 30, 400 * BLOCK, dtype="float32").reshape(-1, BLOCK)
    ours = z.copy()
    _bend(ours, len(ours))
    assert np.abs(ours - np.tanh(z.astype("float64"))).max() < 4 * np.finfo("float32").eps
    assert np.abs(ours).max() <= 1 + np.finfo("float32").eps


def test_a_target_is_at_rest():
    """A net that starts as its target has no gradient and stays."""
    weights, x, _ = a_cell(3, 4)
    before = [weight.copy() for weight in weights]
    Batch(weights, x, output(weights, x, 0.5), 0.5).descend(10, 1.0)
    # to rounding: `output` and the steps may sum in another order; with another target it goes 0.2 and more
    assert max(np.abs(new - old).max() for old, new in zip(before, weights, strict=True)) < 1e-13


def test_a_cell_learns_and_is_the_same_again():
    made = [train_cell(2, 5, VERBATIM, 3, steps=400, step=2.0) for _ in "12"]
    assert replace(made[0], seconds=0.0) == replace(made[1], seconds=0.0)
    cell = made[0]
    assert cell.train_error < cell.guess_error / 4
    assert cell.test_error < cell.test_guess_error / 4
    assert cell.flow == 800
    assert (cell.trace[0][1], cell.trace[-1]) == (cell.start_error, (400, cell.train_error, cell.test_error))
    assert train_cell(2, 5, VERBATIM, 4, steps=1).train_error != cell.train_error
    assert Cell.from_data(cell.to_data()) == cell


def test_the_paths_agree_while_rounding_is_small():
    slow, quick = (train_cell(3, 10, VERBATIM, 1, steps=50, step=0.1, fast=fast) for fast in (False, True))
    double = train_cell(3, 10, READINGS["double"], 1, steps=50, step=0.1)
    assert not slow.compiled
    assert not double.compiled
    assert quick.compiled == wins(10, "float32")
    for cell in (slow, quick):
        assert cell.train_error == pytest.approx(double.train_error, rel=1e-4)
        assert cell.test_error == pytest.approx(double.test_error, rel=1e-4)


def test_steps_of_two_go_where_small_steps_go():
    """Flow 100 at depth 2 by steps of 2 and of 0.05: a few percent apart."""
    coarse = train_cell(2, 10, VERBATIM, 1, steps=50, step=2.0)
    fine = train_cell(2, 10, VERBATIM, 1, steps=2000, step=0.05)
    assert coarse.train_error == pytest.approx(fine.train_error, rel=0.2)


def test_sum_and_mean_are_the_same_up_to_the_step():
    """1e-5 of the sum over 1000 samples is 1e-2 of the mean; a million of them are a flow of 10 n."""
    assert VERBATIM.printed_step == pytest.approx(0.01)
    assert VERBATIM.flow == pytest.approx(10 * VERBATIM.n)
    assert READINGS["mean-loss"].flow == pytest.approx(10)
    assert READINGS["small-start"].schedule("quick") == (5000, 2.0)
    assert READINGS["mean-loss"].schedule("quick") == (1000, 0.01)


def test_start_variances():
    """N(0, 1/m) at width m: the first weights are sqrt(m) times smaller, and so a deep net starts near zero."""
    small = train_cell(4, 40, replace(READINGS["small-start"], n=500), 1, steps=1, step=1e-9)
    assert small.start_error == pytest.approx(small.guess_error, rel=0.3)
    assert train_cell(4, 40, VERBATIM, 1, steps=1, step=1e-9).start_error > 1.3 * small.guess_error


@pytest.mark.parametrize("name", ["phi-space", "phi-space-joint"])
@pytest.mark.parametrize("width", [1, 5])
def test_phi_space_learns_every_node(name, width):
    cell = train_cell(2, width, READINGS[name], 1)
    assert cell.train_error == cell.test_error < 1e-12 * cell.guess_error
    assert replace(cell, seconds=0.0) == replace(train_cell(2, width, READINGS[name], 1), seconds=0.0)


def test_printed_table():
    """Read off the paper: its corners and a row."""
    assert [TABLE_2[depth, width] for depth in (2, 17) for width in (5, 40)] == [0.0015, 0.0019, 0.0845, 0.5777]
    assert [TABLE_2[5, width] for width in (5, 10, 20, 40)] == [0.0036, 0.0579, 0.2400, 0.4397]
    assert len(TABLE_2) == 20


@pytest.mark.parametrize(("change", "words"), [
    ({"n": 0}, "n is 0"), ({"n": 2.0}, "n is 2.0"), ({"d": 0}, "d is 0"), ({"n": 10**9}, "from 1 to 10000000"),
    ({"activation": "relu"}, "no activation 'relu'; give one of sigmoid, tanh"), ({"start": "zero"}, "no start 'zero'"),
    ({"dtype": "float16"}, "no dtype 'float16'"), ({"loss": "max"}, "no loss 'max'"), ({"tests": 0}, "tests is 0"),
])
def test_readings_are_refused(change, words):
    with pytest.raises(ValueError, match=words):
        Reading(**{"name": "mine", "sentence": "Mine.", "d": 3, "n": 10, **change})


@pytest.mark.parametrize(("arguments", "options", "words"), [
    ((0, 5), {}, "the depth is 0"), ((2, 0), {}, "the width is 0"), ((2, 2.5), {}, "the width is 2.5"),
    ((True, 5), {}, "the depth is True"), ((10**6, 5), {}, "from 1 to 1000"),
    ((2, 5), {"seed": -1}, "the seed -1 is no whole number"), ((2, 5), {"seed": 1.5}, "the seed 1.5"),
    ((2, 5), {"steps": 0}, "steps is 0"), ((2, 5), {"step": 0.0}, "the step is 0.0"),
    ((2, 5), {"step": math.nan}, "the step is nan"), ((2, 5), {"step": "1"}, "the step is '1'"),
])
def test_cells_are_refused(arguments, options, words):
    with pytest.raises(ValueError, match=words):
        train_cell(*arguments, VERBATIM, **{"seed": 1, "steps": 1, **options})


def test_other_refusals():
    with pytest.raises(ValueError, match="there is no reading 'nope'; there are verbatim, double"):
        reading("nope")
    with pytest.raises(ValueError, match=r"depth 2, and depth 3 was asked"):
        train_cell(3, 5, READINGS["phi-space"], 1)
    with pytest.raises(ValueError, match=r"width of at most 400"):
        train_cell(2, 401, READINGS["phi-space"], 1)
    with pytest.raises(ValueError, match=r"need \d[\d,.]* GiB of memory, and [\d,.]+ [GM]iB are free"):
        train_cell(1000, 10_000, replace(VERBATIM, n=10**6), 1)


def test_what_is_no_number_is_said(monkeypatch):
    assert train_cell(4, 5, replace(VERBATIM, n=50), 1, steps=40, step=1000.0).train_error <= 4
    monkeypatch.setattr("numeric.nets._cell.error", lambda *_: math.nan)
    with pytest.raises(FloatingPointError, match=r"left the range of float32 within \d+ steps; take a shorter step"):
        train_cell(2, 5, VERBATIM, 1, steps=40, step=1.0)


def test_memory_by_hand():
    """Depth 2, width 1000, a million samples: hidden values alone are 1000 x 10^6 floats, 4 GB."""
    assert 4e9 < memory(2, 1000, 10, 10**6, 1, "float32") < 2.4e10
    assert memory(2, 1000, 10, 10**6, 1, "float64") == 2 * memory(2, 1000, 10, 10**6, 1, "float32")
