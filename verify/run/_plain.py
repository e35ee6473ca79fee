"""Plain data: what may stand in a ledger, its canonical text and its digest."""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from verify.claims import JSON

MOST_DIGITS = 100_000  # of one integer; Python reads more only in quadratic time, and no certificate needs more
MOST_LEVELS = 200  # of nesting; deeper data would meet Python's limit on recursion in whatever walks it
_MOST_BITS = MOST_DIGITS * 3321 // 1000  # log2(10) = 3.3219..., rounded down


@contextmanager
def long_integers() -> Iterator[None]:
    """Lift Python's limit on the digits of an integer (4300) to `MOST_DIGITS`, and restore it after.

    >>> with long_integers():
    ...     len(str(10 ** 5000))
    5001
    """
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(MOST_DIGITS)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


class _NotPlain(Exception):
    """What is wrong, and below which keys (the innermost first)."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.keys: list[str] = []


def plain(value: object, place: str = "evidence") -> JSON:
    """`value` as plain data: tuples become lists; what a ledger cannot hold raises TypeError.

    >>> plain({"point": (1, "3/7")})
    {'point': [1, '3/7']}
    >>> plain(0.5)
    Traceback (most recent call last):
    TypeError: evidence holds the float 0.5; give exact numbers as integers or strings such as "3/7"
    """
    try:
        return _copied(value, 0)
    except _NotPlain as wrong:
        raise TypeError(f"{'.'.join((place, *reversed(wrong.keys)))} {wrong}") from None


def _copied(value: object, levels: int) -> JSON:
    if type(value) is str:  # half of all that a ledger holds
        return value
    if levels > MOST_LEVELS:
        raise _NotPlain(f"is nested deeper than {MOST_LEVELS} levels")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise _NotPlain(f"holds an integer of more than {MOST_DIGITS} digits")
        return int(value)
    if isinstance(value, list | tuple):
        return [_copied(item, levels + 1) for item in value]
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise _NotPlain("has a key that is no string")
        made = {}
        for key, item in value.items():
            try:
                made[str(key)] = _copied(item, levels + 1)
            except _NotPlain as wrong:
                wrong.keys.append(str(key))
                raise
        return made
    if isinstance(value, float):
        raise _NotPlain(f'holds the float {value}; give exact numbers as integers or strings such as "3/7"')
    raise _NotPlain(f"holds a {type(value).__name__}; only plain data can be kept")


def canonical(data: JSON) -> str:
    """The one text of plain data, whatever the order of its keys.

    >>> canonical({"b": 1, "a": ["é"]})
    '{"a":["\\\\u00e9"],"b":1}'
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(statements: list[dict[str, JSON]]) -> str:
    """sha256 of a ledger's statements without the seconds of their claims.

    Of second opinions only what does not depend on time and on what is installed: not the solver's, not why there
    is none.
    """
    timeless = [{**made, "claims": [_timeless(claim) for claim in made["claims"]]} for made in statements]
    with long_integers():
        return hashlib.sha256(canonical(timeless).encode()).hexdigest()


def _timeless(claim: Mapping[str, JSON]) -> dict[str, JSON]:
    kept = {key: item for key, item in claim.items() if key != "seconds"}
    return kept | ({"second": lasting(kept["second"])} if "second" in kept else {})


def lasting(second: Mapping[str, JSON]) -> dict[str, JSON]:
    """What of a claim's second opinions depends neither on time nor on what is installed.

    >>> lasting({"agreed": {"cvc5 1.4.2": 3, "prime field": 1}, "none": {"time": 1}, "disagreed": []})
    {'disagreed': [], 'agreed': {'prime field': 1}}
    """
    return {"disagreed": second.get("disagreed", []),
            "agreed": {who: n for who, n in second.get("agreed", {}).items() if not who.startswith("cvc5")}}
