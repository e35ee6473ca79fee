"""Gradient steps of fixed length on the loss with Phi_eps, compiled. Needs numba; imported by `_fixed_step` only.

Every fresh copy of the code compiles this once, so it is plain: loops over entries of arrays that the caller has made.
"""

import math

from numba import njit


@njit
def _evaluate(c, places, k, rho, eps, mu, shift, scale, power, outside, inside, slopes, pulls):
    """The change of the loss, of which the first k charges move; its gradient goes into slopes and pulls."""
    change = 0.0
    for i in range(k):
        change += (1.0 + rho) * c[i] * c[i]
        slopes[i] = 2.0 * (1.0 + rho) * c[i]
        for x in range(places.shape[1]):
            pulls[i, x] = 0.0
    for i in range(k):
        for j in range(i + 1, len(c)):
            square = 0.0
            for x in range(places.shape[1]):
                square += (places[i, x] - places[j, x]) ** 2
            r = math.sqrt(square)
            value, slope = 0.0, 0.0  # Phi_eps and its derivative at r, from `AlmostHarmonic.numbers`
            if r < eps:
                v = (eps - r) / eps
                for n in range(inside.shape[0]):
                    value = value * v + inside[n, 0]
                    slope = slope * v + inside[n, 1]
            else:
                t, q = mu * r, eps / r
                for n in range(outside.shape[0]):
                    value = value * t + outside[n, 0]
                    slope = slope * t + outside[n, 1]
                size = math.exp(shift - t) * scale * q**power
                value *= size
                slope *= size * q
            change += 2.0 * c[i] * c[j] * value
            slopes[i] += 2.0 * c[j] * value
            if j < k:
                slopes[j] += 2.0 * c[i] * value
            if r > 0.0:  # else the convention at a cone
                along = 2.0 * c[i] * c[j] * slope / r
                for x in range(places.shape[1]):
                    pull = along * (places[i, x] - places[j, x])
                    pulls[i, x] += pull
                    if j < k:
                        pulls[j, x] -= pull
    return change


@njit(cache=True)
def steps_down(now, ahead, k, rho, eps, mu, shift, scale, power, outside, inside, steps, alpha, eta, least):
    """Gradient steps, in place, while |grad| >= eta and each lowers the loss by more than `least`; how many.

    `now` are all charges (m,) and places (m, d), the k that move first, and room for the gradient by them, (k,) and
    (k, d); `ahead` is a copy of it.
    """
    (c, places, slopes, pulls), (next_c, next_places, next_slopes, next_pulls) = now, ahead
    change = _evaluate(c, places, k, rho, eps, mu, shift, scale, power, outside, inside, slopes, pulls)
    for done in range(steps):
        square = 0.0
        for i in range(k):
            square += slopes[i] * slopes[i]
            next_c[i] = c[i] - alpha * slopes[i]
            for x in range(places.shape[1]):
                square += pulls[i, x] * pulls[i, x]
                next_places[i, x] = places[i, x] - alpha * pulls[i, x]
        if not math.sqrt(square) >= eta:
            return done
        value = _evaluate(next_c, next_places, k, rho, eps, mu, shift, scale, power, outside, inside, next_slopes,
                          next_pulls)
        if not value < change - least:
            return done
        change = value
        for i in range(k):
            c[i], slopes[i] = next_c[i], next_slopes[i]
            for x in range(places.shape[1]):
                places[i, x], pulls[i, x] = next_places[i, x], next_pulls[i, x]
    return steps
