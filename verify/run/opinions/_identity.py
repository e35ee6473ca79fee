"""A second opinion on an identity: both sides at random points over large prime fields."""

from collections.abc import Mapping
from itertools import product

from verify.claims import JSON

from .._plain import canonical
from ._field import Point, RedrawError, number
from ._homomorphism import Evaluation
from ._smt import UnsupportedError

LOG_FAILURE = -100
"""log2 of the largest probability with which an agreement may be wrong."""
_POINTS = 2
"""Each with a prime of its own, which depends on the identity, so that none can be made to fit."""
_ATTEMPTS = 400
_MOST_SIGNS = 4


def vanishes(claim: Mapping[str, JSON]) -> bool:
    """Whether the two sides of an identity are equal at random points, so identically but for a chance below 2^-100.

    False says only that they are not equal by the laws that the evaluation keeps.
    Raises UnsupportedError where a side cannot be evaluated, or the chance of an error would be larger.

    >>> x = {"name": "x", "integer": False, "lower": "0", "upper": None, "residue": [0, 1]}
    >>> sides = {"lhs": ["^", ["*", "4", {"var": "x"}], "1/2"], "rhs": ["*", "2", ["^", {"var": "x"}, "1/2"]]}
    >>> vanishes({**sides, "domain": [x]})
    True
    """
    key = number("identity", canonical([claim["lhs"], claim["rhs"], claim["domain"]]))
    return all(_vanishes_at(claim, key + place) for place in range(_POINTS))


def _vanishes_at(claim: Mapping[str, JSON], seed: int) -> bool:
    difference = ["+", claim["lhs"], ["*", "-1", claim["rhs"]]]
    for attempt in range(_ATTEMPTS):
        try:
            first = Evaluation(Point(seed, attempt), claim["domain"], {})
            value = first(difference)
            if first.failure(value, attempt + 1) > LOG_FAILURE:
                raise UnsupportedError("terms too long for a chance below 2^-100")
            if value.value:
                return False
            open_signs = sorted(first.open)
            if len(open_signs) > _MOST_SIGNS:
                raise UnsupportedError("signs of too many parities")
            return all(not Evaluation(first.point, claim["domain"], dict(zip(open_signs, signs, strict=True)))(
                difference).value for signs in product((1, -1), repeat=len(open_signs)))
        except RedrawError:
            continue
    raise UnsupportedError("no point was found where all denominators and roots are defined")
