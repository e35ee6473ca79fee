"""Traps: known wrong answers of computer algebra, decision procedures and interval arithmetic, and coincidences.

The engine says the truth, is undecided, or refuses; the opposite is a wrong status, whatever the reason. How many are
settled is counted, with a floor a table: an engine that answers nothing would pass otherwise.
"""

from functools import cache

import _traps_bounds
import _traps_decisions
import _traps_identities
import pytest
from _trap import reals, x
from sympy import pi, sqrt

from verify.claims import Effort, Status
from verify.exact import is_positive
from verify.run.recheck import recheck_finding

TABLES = {name: table for module in (_traps_identities, _traps_decisions, _traps_bounds)
          for name, table in vars(module).items() if name.isupper() and isinstance(table, dict)}
ALL = {f"{table}: {name}": trap for table, traps in TABLES.items() for name, trap in traps.items()}
SLOW = {"BOUNDS: a needle", "BOUNDS: a needle below", "BOUNDS: a tenth power near 1"}  # seconds of bisection
# of each table, how many are settled now; those without a value never are
SETTLED = {"POWERS": 27, "LOGARITHMS_AND_CIRCLES": 14, "NEAR": 21, "GAMMAS": 13, "DOMAINS": 4, "SUMS": 20,
           "POLYNOMIALS": 31, "DIVISION": 7, "INTEGERS": 19, "ASSUMPTIONS": 9, "ENDS": 10, "ONE_VARIABLE": 7,
           "BOUNDS": 45, "INTEGRALS": 26, "KERNELS": 36}


@cache
def status(name):
    """The status that the engine gives, which its recheck supports; None where the proposition is refused."""
    try:
        proposition = ALL[name].make()
    except ValueError:
        return None
    finding = proposition.settle(Effort())
    assert recheck_finding(finding.to_data()) is finding.status
    return finding.status


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name
                                  for name in ALL])
def test_never_the_opposite(name):
    found, trap = status(name), ALL[name]
    if trap.truth != "true":
        assert found is None or not found.established, trap.why
    if trap.truth != "false":
        assert found is not Status.REFUTED, trap.why


@pytest.mark.parametrize("table", TABLES)
def test_most_are_settled(table):
    names = [f"{table}: {name}" for name in TABLES[table] if f"{table}: {name}" not in SLOW]
    assert sum(status(name) not in (None, Status.UNDECIDED) for name in names) >= SETTLED[table]


def test_there_are_many():
    assert len(ALL) >= 350


def test_a_negative_constant_is_not_positive():
    assert not is_positive(1 / (1 - sqrt(2)), reals())
    assert not is_positive(sqrt(2) * x + 1 / (1 - sqrt(2)), reals(ge=0))
    assert is_positive(sqrt(2) * x + pi, reals(ge=0))
