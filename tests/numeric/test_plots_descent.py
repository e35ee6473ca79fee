"""Pictures of descents: distances by hand, files of each kind, the same file again."""

import sys

import numpy as np
import pytest

from numeric.plots_descent import descent_picture, nearest_distances


def test_nearest_distances_by_hand():
    """3-4-5 triangles."""
    theta = [[[0.0, 0.0], [3.0, 4.0]], [[3.0, 0.0], [9.0, 4.0]]]
    found = nearest_distances(theta, [[0.0, 0.0], [3.0, 8.0]])
    assert found == pytest.approx(np.array([[0.0, 4.0], [3.0, 52**0.5]]), rel=1e-14)


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
@pytest.mark.parametrize("steps", [1, 7, 5000])
def test_a_picture_of_each_kind_is_the_same_again(kind, start, steps):
    pytest.importorskip("matplotlib")
    loss = 0.9 ** np.arange(steps)
    distances = np.outer(loss, [1.0, 0.5, 0.0])
    distances[: steps // 2, 2] = np.nan
    made = [descent_picture(loss, distances, eps=0.5, kind=kind, title="a title", nodes=[steps // 2]) for _ in "12"]
    assert made[0] == made[1]
    assert made[0].startswith(start)


def test_many_places_and_a_loss_of_zero():
    pytest.importorskip("matplotlib")
    assert descent_picture(np.zeros(3), np.ones((3, 40)), eps=0.1)
    assert descent_picture([1.0, 0.0, -1e-17], np.zeros((3, 10)), eps=0.1)


def test_misuse(monkeypatch):
    for loss, distances in (([1.0], [[1.0], [1.0]]), ([], np.zeros((0, 1))), ([1.0], [1.0])):
        with pytest.raises(ValueError, match="the same m >= 1"):
            descent_picture(loss, distances, eps=0.1)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ModuleNotFoundError, match="pip install matplotlib"):
        descent_picture([1.0], [[1.0]], eps=0.1)
