"""Theorem H.1: losses of nets of signs from their Gram matrices, by NumPy and mpmath, against what is claimed."""

import mpmath
import numpy as np
import pytest

from proofs_checks.activations import _theorem_h1_pairs as pairs
from proofs_checks.activations import _theorem_h1_proof as proof
from proofs_checks.activations import _theorem_h1_steps as steps
from proofs_checks.activations.theorem_h1 import INSTANCES, theorem_h1
from verify.claims import Status

STEPS = proof.__name__  # its import registers the claims of the printed proof


def kernel(rho: np.ndarray) -> np.ndarray:
    """Sheppard's formula, from a handbook: E sign X sign Y = (2/π) asin ρ."""
    return 2 / np.pi * np.arcsin(np.clip(rho, -1, 1))


def gram(theta: np.ndarray) -> np.ndarray:
    """The kernel between the units; asin would lose half of the digits at 1."""
    found = kernel(theta @ theta.T)
    np.fill_diagonal(found, 1.0)
    return found


def loss(theta: np.ndarray, a: np.ndarray) -> float:
    """E (Σ a_i sign(θ_iᵀX) − sign X_1)²."""
    return float(1 - 2 * a @ kernel(theta[:, 0]) + a @ gram(theta) @ a)


def nets(seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Nets with small first coordinates: random, crowded and paired directions, best charges and others."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(25):
        k, d = int(rng.integers(2, 12)), int(rng.integers(2, 8))
        u = rng.normal(size=(k, d - 1)) * rng.choice([1.0, 0.05]) + rng.normal(size=d - 1) * rng.choice([0, 1])
        u /= np.linalg.norm(u, axis=1)[:, None]
        if rng.random() < 0.5:
            u[k // 2:2 * (k // 2)] = u[:k // 2]
        t = rng.uniform(-1, 1, size=k) * rng.choice([0.9, 0.3, 0.05])
        theta = np.column_stack([t, np.sqrt(1 - t**2)[:, None] * u])
        best = np.linalg.lstsq(gram(theta), kernel(t), rcond=1e-9)[0]
        found += [(theta, best), (theta, best + rng.normal(size=k))]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_thm_h1_bounds_hold_for_random_nets(seed: int) -> None:
    for theta, a in nets(seed):
        t, k, value = theta[:, 0], len(a), loss(theta, a)
        angles = np.arcsin(np.abs(t))
        assert value >= 1 - 2 / np.pi * angles.sum() - 1e-9
        c = a * np.sign(t)
        coefficients = [2 / np.pi]
        for j in range(400):
            coefficients.append(coefficients[-1] * (2 * j + 1) ** 2 / ((2 * j + 2) * (2 * j + 3)))
        moments = [c @ np.abs(t) ** (2 * j + 1) for j in range(401)]
        spread = sum(s * (1 - moment) ** 2 for s, moment in zip(coefficients, moments, strict=True))
        plane = 1 - 4 / np.pi * c @ angles + 2 / np.pi * c @ np.minimum.outer(angles, angles) @ c
        assert value >= spread - 1e-9  # the degrees beyond 801 are left out, to the benefit of the bound
        assert value >= (1 - 1 / k) * spread + plane / k - 1e-9
        largest = np.abs(t).max()
        bound = np.sqrt(np.pi * k / 2) * (1 + np.sqrt(value))
        for m in (1, 3, 5, 7):
            assert abs(moments[m // 2]) <= bound * m * largest ** (m - 0.5) / np.sqrt(2 * m - 1) + 1e-9
        if value <= 1 - 2 / np.pi:
            assert largest >= 1 / (13 * np.sqrt(k))


@pytest.mark.parametrize(("n", "eps"), [(1, 0.3), (2, 0.1), (5, 0.2), (30, 0.02)])
def test_thm_h1_pairs(n: int, eps: float) -> None:
    u = np.sqrt(1 - eps**2) * np.eye(n)
    theta = np.block([[np.full((n, 1), eps), u], [np.full((n, 1), -eps), u]])
    best = np.linalg.solve(gram(theta), kernel(theta[:, 0]))
    values = {pairs.n: n, pairs.alpha: float(np.arcsin(eps)), pairs.beta: float(np.arcsin(eps**2))}
    assert loss(theta, best) == pytest.approx(float(pairs.least_loss().subs(values)), abs=1e-9)
    assert best == pytest.approx(np.repeat([1, -1], n) * float(pairs.best_charge().subs(values)))


@pytest.mark.parametrize("case", INSTANCES)
def test_thm_h1_instances(case: tuple[int, str, str]) -> None:
    with mpmath.workdps(50):
        n, eps = case[0] // 2, mpmath.mpf(mpmath.fraction(*_ratio(case[1]))) / mpmath.sqrt(case[0])
        alpha, beta = mpmath.asin(eps), mpmath.asin(eps**2)
        least = 1 - 2 / mpmath.pi * n * alpha**2 / (alpha + (n - 1) * beta)
        assert 1 - 2 / mpmath.pi < least < mpmath.mpf(mpmath.fraction(*_ratio(case[2])))


def _ratio(text: str) -> tuple[int, int]:
    numerator, _, denominator = text.partition("/")
    return int(numerator), int(denominator or 1)


def test_thm_h1_numbers_of_the_last_line() -> None:
    # by quadrature: P(|X| ≤ 1) is 0.682689… in every table of the normal law
    def normal(x: mpmath.mpf) -> mpmath.mpf:
        return mpmath.exp(-(x**2) / 2) / mpmath.sqrt(2 * mpmath.pi)

    with mpmath.workdps(50):
        inside, first, second = (2 * mpmath.quad(lambda x, e=e: x**e * normal(x), [0, 1]) for e in range(3))
    assert mpmath.nstr(inside, 6) == "0.682689"
    assert first < 0.315
    assert second > 0.198
    assert 0.17 < inside - first**2 / second < 0.19  # the least over c
    assert float(steps.window(1)) == pytest.approx(float(inside))


def test_thm_h1_what_is_wrong_in_print() -> None:
    refuted = {claim.id.partition("/")[2] for claim in theorem_h1.claims if claim.expected.status is Status.REFUTED}
    assert refuted == {"printed", "second-line", "absolute-value", "sum-of-remainders"}
    assert {claim.corrects.partition("/")[2] for claim in theorem_h1.claims if claim.corrects} == refuted
