"""Node-wise descent, printed and repaired; the compiled steps; the protocols."""

import sys

import numpy as np
import pytest

from numeric import _fixed_step, protocols
from numeric.descent import Joint, LogField, Stop, node_wise, second_order
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic, Exponential

W = np.array([[0.0, 0.0, 0.0], [9.0, 0.0, 0.0], [0.0, 12.0, 0.0]])
B = np.array([1.0, -0.5, 0.75])


def test_all_charges_are_found():
    end = node_wise(Loss(AlmostHarmonic(3, 0.5), B, W), 3, seed=0)
    order = list(end.found)
    assert sorted(order) == [0, 1, 2]
    assert end.theta == pytest.approx(W[order], abs=1e-12)
    assert end.a == pytest.approx(-B[order], abs=1e-12)
    assert {node.stop for node in end.nodes} == {Stop.KINK}


def test_own_charges_only():
    """Phi_eps at 9 and more is below 1e-4: the charges are right to that, and no better."""
    end = node_wise(Loss(AlmostHarmonic(3, 0.5), B, W), 3, seed=0, resolve="own")
    error = np.abs(end.a + B[list(end.found)]).max()
    assert 1e-12 < error < 1e-3


def test_the_printed_charge_stays_behind():
    """The certified bound for the flow is |a + b| >= 0.2695 at eps = 1/2."""
    loss = Loss(AlmostHarmonic(3, 0.5), [1.0], [[0.0, 0.0, 0.0]])
    printed = node_wise(loss, 1, seed=1, as_printed=True, radius=2.0, trace=True)
    assert printed.found == (0,)
    assert printed.nodes[0].stop is Stop.NO_DECREASE
    assert abs(printed.a[0] + 1) > 0.25
    assert "gradient" in printed.nodes[0].trace.kind
    corrected = node_wise(loss, 1, seed=1, resolve="none", radius=2.0)
    assert abs(corrected.a[0] + 1) > 0.25
    assert node_wise(loss, 1, seed=1, radius=2.0).a == pytest.approx([-1])


def test_one_unit_more_than_charges_has_none():
    end = node_wise(Loss(AlmostHarmonic(3, 0.5), B[:2], W[:2]), 3, seed=0, restarts=3)
    assert set(end.found[:2]) == {0, 1}
    assert end.a[2] == pytest.approx(0, abs=1e-12)
    assert end.restarted <= 3


def test_the_log_field_by_hand():
    """One charge b e^{-r}: -log|F| = r - log|b|."""
    f = LogField(Loss(Exponential(), [-2.0], [[0.0, 0.0, 0.0]]))
    x = np.array([0.0, 3.0, 4.0])
    gradient, hessian = f.derivatives(x)
    assert f.change(x) == pytest.approx(5 - np.log(2))
    assert gradient == pytest.approx([0, 0.6, 0.8])
    assert hessian == pytest.approx((np.eye(3) - np.outer(x, x) / 25) / 5)
    assert LogField(Loss(Exponential(), [0.0], [[0.0]])).change(np.ones(1)) == np.inf


@pytest.mark.parametrize("wrong", [{"k": 0}, {"resolve": "some"}, {"alpha": 0.0}, {"steps": -1}, {"trace": "y"}])
def test_misuse(wrong):
    given = {"k": 1, "seed": 0} | wrong
    with pytest.raises(ValueError, match=r"k|resolve|alpha|steps|trace"):
        node_wise(Loss(AlmostHarmonic(3, 0.5), B, W), **given)


def compiled():
    pytest.importorskip("numba", reason="compiled steps need numba: pip install numba")
    return _fixed_step.stretch


@pytest.mark.parametrize(("d", "k", "rho"), [(3, 5, 1.0), (3, 1, 0.0), (7, 3, 1.0)])
def test_compiled_steps_are_those_of_numpy(d, k, rho):
    rng = np.random.default_rng(d)
    theta, w = rng.normal(size=(k, d)), rng.normal(size=(4, d))
    loss = Loss(AlmostHarmonic(d, 0.5), rng.uniform(-1, 1, 4), w, regularisation=rho)
    x, f = pack(loss.best_charges(theta), theta), Joint(loss, k)
    quick, taken = compiled()(loss, k)(x, 200, 0.02, 1e-15, 1e-40)
    assert taken > 10
    for _ in range(taken):
        x = x - 0.02 * f.gradient(x)
    assert quick == pytest.approx(x, rel=1e-11, abs=1e-13)


def test_with_and_without_compiled_steps_second_order_ends_alike(monkeypatch):
    compiled()
    loss = Loss(AlmostHarmonic(3, 0.5), B, W[:, [1, 0, 2]] / 4, regularisation=1.0)
    theta = W / 4 + 0.4
    x, f = pack(loss.best_charges(theta), theta), Joint(loss, 3)
    quick = second_order(f, x, 300, 0.01, 1e-6, 1e-6)
    monkeypatch.setattr(_fixed_step, "_compiled", lambda: None)
    slow = second_order(f, x, 300, 0.01, 1e-6, 1e-6)
    assert (quick.stop, quick.steps) == (slow.stop, slow.steps)
    assert quick.x == pytest.approx(slow.x, rel=1e-10, abs=1e-12)


def test_without_numba_the_steps_are_taken_one_by_one(monkeypatch):
    loss = Loss(AlmostHarmonic(3, 0.5), B, W)
    _fixed_step._compiled.cache_clear()
    monkeypatch.delitem(sys.modules, "numeric._compiled_steps", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    try:
        assert _fixed_step.stretch(loss, 1) is None
    finally:
        _fixed_step._compiled.cache_clear()


def test_only_the_paper_s_potential_is_compiled():
    assert _fixed_step.stretch(Loss(Exponential(), B, W), 1) is None


def test_protocols():
    assert all(protocols.joint_success(seed) for seed in range(15))
    assert all(protocols.node_wise_recovers(seed) for seed in range(12))
    assert all(protocols.charge_stays_behind(seed) for seed in range(3))
    assert protocols.node_wise_as_printed(0, k=1)
    assert not protocols.node_wise_as_printed(0, k=1, tolerance=1e-3)
    assert not all(protocols.joint_gaussian(seed) for seed in range(5))
    assert protocols.joint_as_printed(5, 0.5, 0).outcome.steps > 0


def test_instances_are_as_they_say():
    loss = protocols.separated(7, 5, 0.5, seed=3)
    far = np.linalg.norm(loss.w[:, None] - loss.w, axis=-1) + 1e9 * np.eye(5)
    assert far.min() >= protocols.separation(7, 5) == pytest.approx(21 + np.log(400) + 1)
    assert protocols.BETA <= np.abs(loss.b).min() <= np.abs(loss.b).max() <= 1
    assert protocols.instance(AlmostHarmonic(3, 0.5), 2, seed=1).regularisation == 1
