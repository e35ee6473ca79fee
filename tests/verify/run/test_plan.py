"""Trials are made ahead of the claims that need them: the same results, a seed paid once, faults contained."""

import json

import pytest

from verify.claims import LEFT_OUT, Status, load_statements
from verify.run import run

LOG = '''
import os, time
from functools import lru_cache
LOG = {log!r}
def tell(word):
    with open(LOG, "a") as file:
        file.write(word + "\\n")
@lru_cache(maxsize=1)
def training(seed):
    tell(f"train {{seed}}")
    return seed
def small(seed):
    return training(seed) >= 0
def falls(seed):
    return training(seed) % 10 != 0
def never(seed):
    return training(seed) < 0
def breaks(seed):
    if seed == 5:
        raise ValueError("no such seed")
    return True
def hangs(seed):
    if seed == 5:
        time.sleep(600)
    return True
def dies(seed):
    if seed == 5:
        os._exit(3)
    return True
'''
CLAIMS = '''
from verify.claims import statement
from verify.controls import replaced
from verify.observe import Trials
made = statement("lem-1", "One", kind="lemma", reading="x")
def trials(name, rate="1/2"):
    return Trials(name, f"{module}:{{name}}", (1, 60), rate, "99/100")
NO = {{"never": replaced(trial="{module}:never")}}
@made.claim("small", expect="observed", controls=NO)
def small():
    return trials("small")
@made.claim("falls", expect="observed", controls=NO)
def falls():
    return trials("falls")
@made.claim("high", reading="step", expect="undecided", controls={{"never": replaced(trial="{module}:never")}})
def high():
    return trials("falls", "9/10")
'''
FAULT = '''
@made.claim("{0}", expect="undecided", controls=NO)
def fault():
    return trials("{0}")
'''


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """Writes trials and claims about them; gives the registry and a function that tells which seeds were paid for."""
    monkeypatch.syspath_prepend(str(tmp_path))
    module, log = f"trials_of_{abs(hash(str(tmp_path)))}", tmp_path / "log"

    def write(more=""):
        log.write_text("")
        (tmp_path / f"{module}.py").write_text(LOG.format(log=str(log)))
        path = tmp_path / "claims.py"
        path.write_text(CLAIMS.format(module=module) + more)
        return load_statements(str(path)), lambda: log.read_text().split("\n")[:-1]

    return write


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_seed_is_paid_once_for_all_claims_and_controls(registry, jobs):
    made, paid = registry()
    ledger = run(made, jobs=jobs)
    assert sorted(paid()) == sorted(f"train {seed}" for seed in range(1, 61))
    assert [str(claim.status) for claim in ledger.claims] == ["observed", "observed", "undecided"]
    assert [claim.killed for claim in ledger.claims] == [1, 1, 1]
    assert ledger.claims[1].evidence["certificate"]["failing_seeds"] == [10, 20, 30, 40, 50, 60]


def test_the_ledger_is_that_of_trials_made_in_place(registry):
    made, _ = registry()
    ahead = run(made, jobs=2)
    for result, claim in zip(ahead.claims, made["lem-1"].claims, strict=True):
        from verify.claims import Effort
        from verify.run._plain import plain

        assert plain(claim.build().settle(Effort()).to_data())["evidence"] == result.evidence
    assert json.dumps(ahead.to_data()["digest"]) == json.dumps(run(made, jobs=1).to_data()["digest"])


@pytest.mark.parametrize(("fault", "reason"), [
    ("breaks", "error: ValueError: no such seed"), ("hangs", "time"), ("dies", "worker died (exit code 3)"),
])
def test_a_trial_that_fails_costs_its_own_claim_only(registry, fault, reason):
    made, _ = registry(FAULT.format(fault))
    ledger = run(made, jobs=2, timeout=4)
    found = {claim.id.partition("/")[2]: claim for claim in ledger.claims}
    assert (found[fault].status, found[fault].reason) == (Status.UNDECIDED, reason)
    assert found["falls"].status is Status.OBSERVED or fault != "breaks"
    assert ledger.complete


def test_without_trials_they_are_left_out(registry):
    made, paid = registry()
    ledger = run(made, observed=False)
    assert paid() == []
    assert {claim.reason for claim in ledger.claims} == {LEFT_OUT}
    assert ledger.without == ("observed",)
    assert ledger.success
    assert ledger.to_data()["without"] == ["observed"]
    assert not type(ledger)(ledger.source, ledger.statements).success  # nobody asked to leave them out
