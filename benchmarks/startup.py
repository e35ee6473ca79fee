"""How long the commands that only read and say something take, and a worker to start, against the import of SymPy."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from ._processes import SYMPY, earnshaw, in_turn, python, run
from ._timing import Row

STATEMENTS = '''
import sympy as sp
from verify.claims import Domain, Real, statement
from verify.controls import replaced
from verify.exact import Identity
x = sp.Symbol("x")
one = statement("one", "One", kind="lemma", reading="x = x")
one.claim("same", controls={"2 x": replaced(rhs=2 * x)})(lambda: Identity(x, x, Domain.of(Real("x"))))
'''
WORKER = '''
import sys
import time
from verify.claims import load_statements
from verify.run._pool import settle_claims
registry = load_statements(sys.argv[1])
def start():
    begin = time.perf_counter()
    pool = settle_claims(registry, ["one/same"], jobs=1, timeout=60)
    outcome = next(pool)
    took = time.perf_counter() - begin
    pool.close()
    assert any(message.get("finding", {}).get("status") == "proved" for message in outcome.messages), outcome
    return took
if __name__ == "__main__":
    print(min(start() for _ in range(5)))
'''


def rows() -> Iterator[Row]:
    """Each command in turn with its peer; nothing is kept from a run before."""
    with tempfile.TemporaryDirectory() as name:
        cache = ["--cache", str(Path(name, "cache"))]
        yield Row("earnshaw --help", *_beside(earnshaw("--help"), "python -c pass", python("pass")))
        for what, extra in (("--help", []), ("list", []), ("graph", cache), ("derive p --d 11", [])):
            yield Row(f"earnshaw {what}", *_beside(earnshaw(*what.split(), *extra), SYMPY, python("import sympy")))
        file = Path(name, "statements.py")
        file.write_text(STATEMENTS, encoding="utf-8")
        program = Path(name, "worker.py")
        program.write_text(WORKER, encoding="utf-8")
        worker = float(run([*python("")[:1], str(program), str(file)]))
        yield Row("a worker, from its start to the outcome of x = x", worker, SYMPY,
                  in_turn(python("import sympy"), repetitions=5)[0])


def _beside(ours: list[str], name: str, peer: list[str]) -> tuple[float, str, float]:
    """Our time, the peer's name and its time."""
    mine, theirs = in_turn(ours, peer, repetitions=5)
    return mine, name, theirs
