"""The same functions by PyTorch: NumPy's values, torch's own derivatives, its tensors and devices; misuse."""

import numpy as np
import pytest
from _instances import CASES, everything, instance

from numeric.batch import Losses
from numeric.loss import Loss
from numeric.potentials import Exponential, Gaussian, Radial

torch = pytest.importorskip("torch", reason="PyTorch is not here: pip install 'earnshaw[gpu]'")
DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU here"))]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32], ids=str)
@pytest.mark.parametrize("potential", CASES, ids=str)
def test_it_agrees_with_numpy(potential, dtype, device):
    b, w, a, theta, v = instance(potential)
    there = [torch.asarray(x, dtype=dtype, device=device) for x in (b, w, a, theta, *v)]
    got = everything(Losses(potential, *there[:2], regularisation=0.3), *there[2:4], there[4:])
    assert all(x.dtype == dtype and x.device == there[0].device for x in got)
    expected = everything(Losses(potential, b, w, regularisation=0.3), a, theta, v)
    for i, (ours, theirs) in enumerate(zip(got, expected, strict=True)):
        tolerance = 1e-11 if dtype == torch.float64 else 1e-5 if i < 5 else 1e-4  # solved charges have a condition
        np.testing.assert_allclose(ours.cpu(), theirs, rtol=tolerance, atol=tolerance * np.abs(theirs).max())


def test_its_derivatives_are_torch_s():
    """Of a^T K a + 2 a^T F with e^{-r}, by its tape: an independent route to gradient and Hessian."""
    b, w, a, theta, v = (x if isinstance(x, tuple) else torch.asarray(x[0]) for x in instance(Exponential()))
    v = [torch.asarray(x[0]) for x in v]

    def change(a, theta):
        own = torch.eye(len(a), dtype=torch.bool)
        square = torch.where(own, 1.0, ((theta[:, None] - theta) ** 2).sum(-1))
        K = torch.where(own, 1.0, torch.exp(-torch.sqrt(square)))
        return a @ K @ a + 2 * a @ (torch.exp(-torch.sqrt(((theta[:, None] - w) ** 2).sum(-1))) @ b)
    losses = Losses(Exponential(), b, w)
    value, slopes = torch.autograd.functional.vjp(change, (a, theta), torch.tensor(1.0, dtype=torch.float64))
    _, products = torch.autograd.functional.hvp(change, (a, theta), tuple(v))
    torch.testing.assert_close(losses.change(a, theta), value, rtol=1e-13, atol=0)
    for ours, theirs in zip((*losses.gradient(a, theta), *losses.hessian_vector(a, theta, *v)), (*slopes, *products),
                            strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-13)


def test_a_tensor_with_a_tape_leaves_it_out():
    b, w, a, theta, _ = (torch.asarray(x) if isinstance(x, np.ndarray) else x for x in instance(Gaussian()))
    change = Losses(Gaussian(), b, w).change(a.requires_grad_(), theta.requires_grad_())
    assert not change.requires_grad


class Numpys(Radial):
    """A potential of one's own that knows NumPy alone."""

    diagonal = 1.0

    def __call__(self, r, order=0):
        return np.cos(np.asarray(r, dtype=np.float64) + order * np.pi / 2)


def test_misuse():
    b, w, a, theta, _ = instance(Gaussian())
    there = [torch.asarray(x) for x in (b, w, a, theta)]
    with pytest.raises(TypeError, match="w comes from numpy and b torch: give both alike"):
        Losses(Gaussian(), there[0], w)
    losses = Losses(Gaussian(), *there[:2])
    with pytest.raises(TypeError, match="theta comes from numpy and w torch: give both alike"):
        losses.best_charges(theta)
    with pytest.raises(TypeError, match=r"a must hold real floats of 64 or 32 bits, got torch\.int64"):
        losses.change(there[2].to(torch.int64), there[3])
    with pytest.raises(ValueError, match="a is on the device meta and w cpu: give both alike"):
        losses.change(there[2].to("meta"), there[3])
    with pytest.raises(TypeError, match="theta comes from torch, and Loss computes with NumPy: take"):
        Loss(Gaussian(), b[0], w[0]).best_charges(there[3][0])
    with pytest.raises(TypeError, match="is given arrays of torch and gives another library's: let it compute"):
        Losses(Numpys(), *there[:2]).change(*there[2:])
