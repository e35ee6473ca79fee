"""Tables of an activation's profile with certified bounds."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from verify.certify import midpoint, precision

from ..potentials import Potential
from ..potentials._base import Array
from ._base import Activation
from ._known import activation_of

_BITS = 80


class Table(NamedTuple):
    """Values, and bounds of their errors: the true value lies within the bound, by ball arithmetic."""

    values: Array
    bounds: Array


def tabulate(what: Potential | Activation, at: Sequence[Fraction | int | float], *, d: int | None = None) -> Table:
    """h(r) of an activation on R^d, or f(t) of one on the sphere, at exact arguments, with certified bounds.

    `what` is an activation, or a potential whose activation is taken (`d` as in `activation_of`). Floats count as the
    binary fractions that they are. Where h is infinite the value is inf, with the bound 0.
    Raises ValueError for a negative distance, and what `activation_of` raises.

    >>> from numeric.potentials import Exponential
    >>> table = tabulate(Exponential(), [Fraction(1, 2), 1], d=1)  # (sqrt 2/pi) K_0(r), K_0(1) = 0.4210244382...
    >>> table.values.round(12).tolist(), bool(table.bounds.max() < 1e-15)
    ([0.416134786397, 0.189527585624], True)
    """
    activation = what if isinstance(what, Activation) else activation_of(what, d=d)
    points = [Fraction(x) for x in at]
    if activation.variable == "r" and any(x < 0 for x in points):
        raise ValueError(f"a distance r must be 0 or more, got {min(points)}")
    values, bounds = [], []
    with precision(_BITS):
        for x in points:
            found = activation.enclose(x)
            if not found.is_finite():
                values.append(float("inf") if x == 0 else float("nan"))
                bounds.append(0.0 if x == 0 else float("inf"))
                continue
            value = float(found)
            rest = abs(midpoint(found) - Fraction(value)) + midpoint(found.rad())
            values.append(value)
            bounds.append(float(np.nextafter(float(rest), np.inf)) if rest else 0.0)
    return Table(np.array(values), np.array(bounds))
