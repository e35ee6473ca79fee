"""A claim whose hypotheses admit nothing is said to be vacuous, once that is established."""

from pathlib import Path

import pytest

from verify.claims import Reading, StatementsError, Status, load_statements
from verify.run._results import ClaimResult, Ledger, StatementResult

FILE = '''
from verify.claims import Domain, Real, statement
from verify.controls import scaled
from verify.exact import Identity
import sympy as sp
x = sp.Symbol("x")
made = statement("thm-1", "A theorem", kind="theorem", reading="")
@made.claim("main", vacuous_by="nothing", controls={"twice": scaled("rhs", 2)})
def main():
    return Identity(x, x, Domain.of(Real("x")))
'''


@pytest.mark.parametrize(("status", "vacuous"), [(Status.PROVED, True), (Status.UNDECIDED, False)])
def test_vacuous_when_that_is_established(status: Status, vacuous: bool) -> None:
    claims = (ClaimResult("thm-1/main", Reading.PRINTED, Status.PROVED, Status.PROVED, vacuous_by="thm-1/nothing"),
              ClaimResult("thm-1/nothing", Reading.SHARPENED, status, status))
    data = Ledger("test", (StatementResult("thm-1", "", "theorem", claims=claims),)).to_data()
    assert [claim["vacuous"] for claim in data["statements"][0]["claims"]] == [vacuous, False]


def test_it_must_name_a_claim(tmp_path: Path) -> None:
    path = tmp_path / "vacuous.py"
    path.write_text(FILE)
    with pytest.raises(StatementsError, match="vacuous by 'thm-1/nothing', which is not registered"):
        load_statements(str(path))
