"""Electrons and protons on the circle under 1 − 2·angle/π: steepest descent of the piecewise linear loss, exactly.

All velocities are rational and constant between events (two charges meet, or come to be opposite each other), so
places are Fractions of a turn and nothing is rounded. At an event some charges stay together: the velocities are then
those of steepest descent, which minimise (derivative of the loss along v)/2 + |v|²/2. Charges on different diameters
add to each other's pull, but have no kink in common: the minimum is found one diameter at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, product
from math import lcm

from verify.exact import circle_loss

_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Rest:
    """Where the electrons stop: their places, as Fractions of a turn, the loss there, and how many events it took."""

    theta: tuple[Fraction, ...]
    loss: Fraction
    events: int


def descend(theta: Sequence[Fraction], w: Sequence[Fraction], events: int = 10_000) -> Rest:
    """Follow steepest descent from the electrons' places `theta` (charge −1), with protons (charge 1) at `w`, to rest.

    A direction is chosen at will where two are equally steep. Raises RuntimeError when `events` do not suffice.

    >>> rest = descend([Fraction(1, 8)], [Fraction(0)])
    >>> rest.theta, rest.loss
    ((Fraction(0, 1),), Fraction(0, 1))
    >>> descend([Fraction(1, 8), Fraction(3, 8)], [Fraction(0), Fraction(1, 4)]).loss
    Fraction(0, 1)
    """
    places = [Fraction(x) % 1 for x in theta]
    fixed = [Fraction(x) % 1 for x in w]
    for count in range(events):
        v = velocities(places, fixed)
        if not any(v):
            return Rest(tuple(places), loss(places, fixed), count)
        time = min(_until(places[i] - x, v[i] - u) for i in range(len(v)) for x, u in
                   (*((x, Fraction(0)) for x in fixed), *zip(places[:i], v[:i], strict=True)) if v[i] != u)
        places = [(x + time * u) % 1 for x, u in zip(places, v, strict=True)]
    raise RuntimeError(f"not at rest after {events} events; give more of them")


def loss(theta: Sequence[Fraction], w: Sequence[Fraction]) -> Fraction:
    """The loss (1), 0 exactly when the electrons put out what the protons do."""
    ticks = lcm(*(x.denominator for x in (*theta, *w)))
    return circle_loss(ticks, [(int(x * ticks), -1) for x in theta], [(int(x * ticks), 1) for x in w])


def _until(apart: Fraction, speed: Fraction) -> Fraction:
    """The time until two charges that move relative to each other are next on one diameter."""
    left = apart % _HALF
    return (_HALF - left) / speed if speed > 0 else (left or _HALF) / -speed


def velocities(theta: Sequence[Fraction], w: Sequence[Fraction]) -> list[Fraction]:
    """The velocities of steepest descent, in units of 2/π times the loss's scale.

    >>> [int(v) for v in velocities([Fraction(1, 8), Fraction(7, 8)], [Fraction(0), Fraction(1, 2)])]
    [1, -1]
    """
    half = lcm(*(x.denominator for x in (*theta, *w)))  # of a turn, in ticks that all places are whole numbers of
    theta, w = ([int(2 * half * x) for x in places] for places in (theta, w))
    diameters: dict[int, list[int]] = {}
    for i, x in enumerate(theta):
        diameters.setdefault(x % half, []).append(i)
    charges = [*((x, -1) for x in theta), *((x, 1) for x in w)]
    found = [Fraction(0)] * len(theta)
    for own in diameters.values():
        pull, stick = [], []
        for i in own:  # what is ahead pulls forward, what is behind backward
            apart = [((x - theta[i]) % (2 * half), q) for x, q in charges]
            pull.append(sum(q if 0 < a < half else -q for a, q in apart if a % half))
            stick.append(sum(1 if x == theta[i] else -1 for x in w if (x - theta[i]) % half == 0))
        repel = tuple(tuple(1 if theta[i] == theta[j] else -1 for j in own) for i in own)
        for i, v in zip(own, _steepest(tuple(pull), tuple(stick), repel), strict=True):
            found[i] = v
    return found


@lru_cache(maxsize=4096)  # small whole numbers: the same come again and again
def _steepest(pull: tuple[int, ...], stick: tuple[int, ...], repel: tuple[tuple[int, ...], ...]) -> list[Fraction]:
    """The minimum of −Σ pull_i v_i + Σ stick_i |v_i| − Σ_{i<j} repel_ij |v_i − v_j| + Σ v_i²/2.

    On the v of one order it is a quadratic, whose least value there, for a block of equal ones, is at the mean force.
    """
    n = len(pull)
    best, least = [Fraction(0)] * n, Fraction(0)
    for levels in product(range(-n, n + 1), repeat=n):
        force = [pull[i] - stick[i] * _sign(levels[i]) + sum(
            repel[i][j] * _sign(levels[i] - levels[j]) for j in range(n)) for i in range(n)]
        blocks = {level: [i for i in range(n) if levels[i] == level] for level in levels if level}
        speed = {level: Fraction(sum(force[i] for i in block), len(block)) for level, block in blocks.items()}
        v = [speed.get(level, Fraction(0)) for level in levels]
        ordered = sorted({0, *levels})
        if any(speed.get(a, 0) > speed.get(b, 0) for a, b in pairwise(ordered)):
            continue
        value = -sum(x * x for x in v) / 2
        if value < least:
            best, least = v, value
    return best


def _sign(x: int) -> int:
    return (x > 0) - (x < 0)
