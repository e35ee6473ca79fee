"""Gradient steps of fixed length on the loss with Phi_eps, compiled. Needs numba; imported by `_fixed_step` only."""

import math

import numpy as np
from numba import njit


@njit(cache=True)
def _horner(coefficients, order, x):
    value = 0.0
    for n in range(coefficients.shape[0]):
        value = value * x + coefficients[n, order]
    return value


@njit(cache=True)
def _phi(r, eps, mu, shift, scale, power, outside, inside):
    """Phi_eps and its slope at r, from `AlmostHarmonic.numbers`."""
    if r < eps:
        v = (eps - r) / eps
        return _horner(inside, 0, v), _horner(inside, 1, v)
    t, q = mu * r, eps / r
    size = math.exp(shift - t) * scale * q**power
    return _horner(outside, 0, t) * size, _horner(outside, 1, t) * size * q


@njit(cache=True)
def _evaluate(x, gradient, k, d, b, w, rho, eps, mu, shift, scale, power, outside, inside):
    """The change of the loss at x = (a, theta row by row); its gradient goes into `gradient`."""
    change = 0.0
    gradient[:] = 0.0
    for i in range(k):
        change += (1.0 + rho) * x[i] * x[i]
        gradient[i] += 2.0 * (1.0 + rho) * x[i]
    for i in range(k):
        here = k + i * d
        for j in range(i + 1, k + len(b)):
            moving = j < k
            there = k + j * d
            square = 0.0
            for c in range(d):
                difference = x[here + c] - (x[there + c] if moving else w[j - k, c])
                square += difference * difference
            r = math.sqrt(square)
            value, slope = _phi(r, eps, mu, shift, scale, power, outside, inside)
            charge = x[j] if moving else b[j - k]
            change += 2.0 * x[i] * charge * value
            gradient[i] += 2.0 * charge * value
            if moving:
                gradient[j] += 2.0 * x[i] * value
            if r == 0.0:
                continue  # the convention at a cone
            pull = 2.0 * x[i] * charge * slope / r
            for c in range(d):
                difference = x[here + c] - (x[there + c] if moving else w[j - k, c])
                gradient[here + c] += pull * difference
                if moving:
                    gradient[there + c] -= pull * difference
    return change


@njit(cache=True)
def steps_down(x, k, d, b, w, rho, eps, mu, shift, scale, power, outside, inside, steps, alpha, eta, least):
    """Gradient steps from x, in place, while |grad| >= eta and each lowers the loss by more than `least`; how many."""
    gradient, ahead, trial = np.empty_like(x), np.empty_like(x), np.empty_like(x)
    change = _evaluate(x, gradient, k, d, b, w, rho, eps, mu, shift, scale, power, outside, inside)
    for done in range(steps):
        if not math.sqrt(np.sum(gradient * gradient)) >= eta:
            return done
        for n in range(len(x)):
            trial[n] = x[n] - alpha * gradient[n]
        value = _evaluate(trial, ahead, k, d, b, w, rho, eps, mu, shift, scale, power, outside, inside)
        if not value < change - least:
            return done
        x[:] = trial
        gradient, ahead = ahead, gradient
        change = value
    return steps
