"""Charges on a circle with the pair potential 1 − 2·angle/π: local minima of a piecewise linear loss, decided.

Places are whole numbers of ticks, `ticks` of them in a turn; only whole numbers are computed with. The loss of charges
q at places t is the sum of q_i q_j (1 − 2·angle(t_i, t_j)/π) over all pairs (i, j), both orders and i = j included. In
the angles it is piecewise linear, with a kink where two charges meet or come to be opposite each other.

Its derivative along velocities v is a sum of a multiple of v_i − v_j or of |v_i − v_j| for each pair, a fixed charge
having the velocity 0. Such a term is linear on every set of velocities that are ordered alike, 0 among them. Each v is
a sum, with coefficients ≥ 0, of vectors ±1_S that are ordered like it, S a set of moving charges: those above a level
move forward, those below one backward. So a place is a local minimum exactly when the 2(2^k − 1) derivatives along
±1_S are ≥ 0, and a strict one exactly when they are > 0.

Which derivatives there are depends only on the order and the coincidences of the charges, folded onto a half turn: 2k
charges are in the same position as some that stand on 4k ticks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product
from math import comb

Places = tuple[tuple[int, int], ...]
Charges = str | Iterable[tuple[int, int]]
"""Places and charges: ((0, 1), (3, -2)), or in one string "0:1 3:-2"."""


def circle_charges(charges: Charges, ticks: int) -> Places:
    """The places, in 0..ticks − 1, and the charges.

    >>> circle_charges("0:1 7:-2", 4)
    ((0, 1), (3, -2))

    Raises ValueError for ticks < 1 and for a string of another form.
    """
    if ticks < 1:
        raise ValueError(f"a turn of {ticks} ticks; give at least one")
    if isinstance(charges, str):
        try:
            pairs = [tuple(map(int, word.split(":"))) for word in charges.split()]
        except ValueError:
            pairs = [()]
        if any(len(pair) != 2 for pair in pairs):
            raise ValueError(f"{charges[:60]!r} is no list of charges; write place:charge, as in \"0:1 3:-1\"")
        charges = [(place, charge) for place, charge in pairs]
    return tuple((place % ticks, charge) for place, charge in charges)


def circle_pair_slope(ticks: int, difference: int) -> tuple[int, int]:
    """How Φ changes when `difference` grows, in units of 2/π: a multiple of the change, and one of its size.

    >>> circle_pair_slope(4, 1), circle_pair_slope(4, 3), circle_pair_slope(4, 0), circle_pair_slope(4, 2)
    ((-1, 0), (1, 0), (0, -1), (0, 1))
    """
    ahead = 2 * (difference % ticks)
    if ahead in (0, ticks):
        return 0, 1 if ahead else -1
    return (-1 if ahead < ticks else 1), 0


def circle_loss(ticks: int, moving: Charges, fixed: Charges = "") -> Fraction:
    """The loss: the sum of q q′ (1 − 2·angle/π) over all pairs of charges, both orders, each with itself too.

    >>> circle_loss(4, "0:-1", "1:1")
    Fraction(2, 1)
    """
    charges = (*circle_charges(moving, ticks), *circle_charges(fixed, ticks))
    total = 0
    for (x, p), (y, q) in product(charges, repeat=2):
        apart = (x - y) % ticks
        total += p * q * (ticks - 4 * min(apart, ticks - apart))
    return Fraction(total, ticks)


def circle_slopes(ticks: int, moving: Charges, fixed: Charges = "",
                  together: int | None = None) -> tuple[tuple[int, int], ...]:
    """The loss's derivatives along +1_S and −1_S, in units of 4/π, for each set S of at most `together` moving charges.

    >>> circle_slopes(4, "0:-1 2:-1", "0:1 1:1")  # only the first, only the second, both
    ((1, 3), (1, -1), (0, 0))
    """
    free, rest = circle_charges(moving, ticks), circle_charges(fixed, ticks)
    found = []
    for size in range(1, (len(free) if together is None else min(together, len(free))) + 1):
        for chosen in combinations(range(len(free)), size):
            even = odd = 0
            others = [free[j] for j in range(len(free)) if j not in chosen]
            for i in chosen:  # two that move alike keep their distance
                for place, charge in (*others, *rest):
                    line, kink = circle_pair_slope(ticks, free[i][0] - place)
                    odd += free[i][1] * charge * line
                    even += free[i][1] * charge * kink
            found.append((even + odd, even - odd))
    return tuple(found)


def circle_minimum(ticks: int, moving: Charges, fixed: Charges = "", together: int | None = None) -> str:
    """Whether the loss, as a function of the moving places, has a "strict" local minimum there, a "flat" one or "none".

    With `together`, what moves of at most so many charges at once show.

    >>> circle_minimum(8, "0:-1 3:-1", "0:1 3:1"), circle_minimum(8, "0:-1 4:-1", "0:1 4:1"), circle_minimum(
    ...     8, "1:-1 3:-1", "0:1 3:1")
    ('strict', 'flat', 'none')
    """
    least = min((slope for pair in circle_slopes(ticks, moving, fixed, together) for slope in pair), default=1)
    return "none" if least < 0 else "strict" if least > 0 else "flat"


def circle_rests(ticks: int, charge: int, fixed: Charges) -> tuple[int, ...]:
    """The ticks at which a single moving charge has a local minimum of the loss; the inside of a level stretch counts.

    >>> circle_rests(8, -1, "0:1 2:3"), circle_rests(8, 1, "0:1 2:3"), circle_rests(8, -1, "0:1 2:-1")
    ((2,), (6,), (0, 3, 6, 7))
    """
    return tuple(place for place in range(ticks) if circle_minimum(ticks, ((place, charge),), fixed) != "none")


def circle_paired(ticks: int, moving: Charges, fixed: Charges) -> bool:
    """Whether the moving charges −1, but for those that sit on a fixed 1, stand opposite each other in pairs, with no

    fixed charge left over at either end.

    >>> circle_paired(8, "0:-1 4:-1 3:-1", "3:1 1:1 1:1"), circle_paired(8, "0:-1 3:-1", "3:1 1:1")
    (True, False)
    """
    free = Counter(place for place, _ in circle_charges(moving, ticks))
    rest = Counter(place for place, _ in circle_charges(fixed, ticks))
    lone, left = free - rest, rest - free
    return all(lone[place] == lone[(place + ticks // 2) % ticks]
               and not left[(place + ticks // 2) % ticks] for place in lone)


def circle_census(k: int, together: int | None = None) -> tuple[int, int, int, int, int, int]:
    """Every position of k moving charges −1 and k fixed charges 1 on 4k ticks, one fixed charge at 0: how many there

    are; local minima; strict ones; local minima with a loss above 0; strict ones with a loss above 0; local minima
    that are not `circle_paired`. With `together`, what passes for a minimum when at most so many charges move at once.

    >>> circle_census(1), circle_census(2)
    ((4, 1, 1, 0, 0, 0), (288, 17, 7, 6, 0, 0))
    """
    found = list(_minima(k, together))
    return (comb(5 * k - 1, k) * comb(5 * k - 2, k - 1), len(found), sum(strict for *_, strict, _ in found),
            sum(above for *_, above in found), sum(strict and above for *_, strict, above in found),
            sum(not circle_paired(4 * k, moving, fixed) for moving, fixed, *_ in found))


def circle_spurious(k: int) -> tuple[tuple[Places, Places], ...]:
    """The local minima in that census with a loss above 0: moving and fixed charges.

    >>> circle_spurious(2)[0]
    (((1, -1), (5, -1)), ((0, 1), (2, 1)))
    """
    return tuple((moving, fixed) for moving, fixed, _, above in _minima(k, None) if above)


def _minima(k: int, together: int | None) -> Iterator[tuple[Places, Places, bool, bool]]:
    """The census's local minima: moving and fixed charges, whether strict, whether the loss is above 0.

    All positions of the moving charges at once, for one of the fixed charges after the other.
    """
    import numpy as np

    ticks = 4 * k
    slope = np.array([circle_pair_slope(ticks, t) for t in range(ticks)], dtype=np.int16)
    nearness = np.array([k - min(t, ticks - t) for t in range(ticks)], dtype=np.int16)  # k Φ
    free = np.array(list(combinations_with_replacement(range(ticks), k)))
    sets = np.array([s for s in product((0, 1), repeat=k) if 0 < sum(s) <= (together or k)], dtype=np.int16).T
    apart = (free[:, :, None] - free[:, None, :]) % ticks
    own_line = slope[apart, 0].sum(axis=2, dtype=np.int16)
    own_kink = sum(slope[apart[:, i, j], 1][:, None] * abs(sets[i] - sets[j]) for i, j in combinations(range(k), 2))
    own_loss = nearness[apart].sum(axis=(1, 2))
    for rest in combinations_with_replacement(range(ticks), k - 1):
        fixed = np.array((0, *rest))
        away = (np.arange(ticks)[:, None] - fixed) % ticks
        field, near = slope[away].sum(axis=1, dtype=np.int16), nearness[away].sum(axis=1)
        odd = (own_line - field[free, 0]) @ sets
        even = own_kink - field[free, 1] @ sets
        least = (even - abs(odd)).min(axis=1)
        loss = own_loss - 2 * near[free].sum(axis=1) + nearness[(fixed[:, None] - fixed) % ticks].sum()
        charges = tuple((int(place), 1) for place in fixed)
        for n in np.flatnonzero(least >= 0):
            yield tuple((int(place), -1) for place in free[n]), charges, bool(least[n] > 0), bool(loss[n] > 0)
