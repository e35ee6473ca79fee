"""Second opinions in the ledger: who agreed is on record, a disagreement fails the run, tampering does not pass."""

import json
import sys
import time
from dataclasses import replace

import pytest

from proofs_checks.cli import main
from verify.claims import load_statements
from verify.run import read_ledger, run, write_ledger
from verify.run._plain import digest, lasting
from verify.run._results import Ledger
from verify.run.opinions import Tally, disputed, second_opinions
from verify.run.opinions._cvc5 import Solver
from verify.run.recheck import recheck_ledger

STATEMENTS = '''
from dataclasses import dataclass, replace
import sympy as sp
from verify.claims import Domain, Effort, Evidence, Finding, Integer, Proposition, Real, Status, statement
from verify.decide import ForAll
from verify.exact import All, Identity, SumFormula

x, n, i = sp.symbols("x n i")
LINE = Domain.of(Real("x", gt=0))
ONE = statement("lem-1", "One", kind="lemma", reading="algebra")

@ONE.claim("two", controls={"sign": lambda c: c.replace_part("square", Identity(x**2, -x**2, LINE))})
def two():
    return All.of(square=Identity((x + 1)**2, x**2 + 2*x + 1, LINE), sum=SumFormula(i, i, 0, n, n*(n + 1)/2))

@ONE.claim("refuted", expect="refuted", true_controls={"true": lambda c: replace(c, rhs=x)})
def refuted():
    return Identity(x, 2*x, LINE)
'''
LIES = '''
class Lie(Identity):
    """An engine that says yes to everything."""

    def settle(self, effort):
        return Finding(Status.PROVED, Evidence("by faith", "none", proposition=self.to_data()))

@ONE.claim("lie", controls={"honest": lambda c: Identity(c.lhs, c.rhs, c.domain)})
def lie():
    return All.of(truth=Identity(x, x, LINE), lie=Lie(sp.exp(2*x), sp.exp(x)**2 + x, LINE))
'''
NO_CONTROL = 'controls={"honest": lambda c: Identity(x, 2*x, LINE)})'


@pytest.fixture
def path(tmp_path):
    """The statements, and with them those of an engine that lies."""
    honest, lying = tmp_path / "honest.py", tmp_path / "lying.py"
    honest.write_text(STATEMENTS)
    lying.write_text(STATEMENTS + LIES.replace(
        'controls={"honest": lambda c: Identity(c.lhs, c.rhs, c.domain)})', NO_CONTROL))
    return honest, lying


def test_who_agreed_is_on_record_and_rechecked(path, tmp_path):
    registry, file = load_statements(str(path[0])), tmp_path / "ledger.json"
    plain = run(registry)
    ledger = second_opinions(plain, jobs=2)
    assert ledger.success
    assert ledger["lem-1"].claims[0].second == {"agreed": {"prime field": 3}, "none": {}, "disagreed": []}
    assert ledger["lem-1"].claims[1].second == {"agreed": {"substitution": 1}, "none": {}, "disagreed": []}
    write_ledger(ledger, file)
    assert read_ledger(file).claims == ledger.claims
    assert recheck_ledger(file, registry).passed
    assert disputed(ledger, second_opinions(read_ledger(file))) == ()
    assert all("second" not in claim for made in plain.to_data()["statements"] for claim in made["claims"])
    assert plain.to_data()["digest"] != ledger.to_data()["digest"]


def test_the_digest_holds_neither_time_nor_what_is_installed(path):
    ledger = second_opinions(run(load_statements(str(path[0]))))
    first, *_ = ledger["lem-1"].claims

    def digested(second):
        return digest([{"claims": [replace(first, second=second).to_data()]}])

    slow, quick = ({"agreed": agreed, "none": none, "disagreed": []} for agreed, none in (
        ({"prime field": 1}, {"time": 2}), ({"cvc5 1.4.2": 2, "prime field": 1}, {})))
    assert lasting(slow) == lasting(quick)
    assert digested(slow) == digested(quick)
    assert digested(slow) != digested({**slow, "disagreed": [["square", "so"]]})


@pytest.mark.parametrize("change", [
    lambda second: second.update(agreed={"prime field": 2}),
    lambda second: second.update(agreed={"prime field": 4}),
    lambda second: second.update(agreed={"prime field": 4}, none={"time": -1}),
    lambda second: second.update(agreed={"prime field": 2}, disagreed=[["no such part", "so"]]),
    lambda second: second.update(agreed={"prime field": 2}, disagreed=[["square"]]),
])
def test_a_record_that_was_tampered_with_fails(path, tmp_path, change):
    file = tmp_path / "ledger.json"
    write_ledger(second_opinions(run(load_statements(str(path[0])))), file)
    data = json.loads(file.read_text())
    change(data["statements"][0]["claims"][0]["second"])
    data = Ledger.from_data(data).to_data()  # digest and verdicts made to fit
    file.write_text(json.dumps(data))
    assert not recheck_ledger(file).passed


def test_made_up_agreement_is_found_by_asking_again(path, tmp_path, capsys):
    file = tmp_path / "ledger.json"
    ledger = second_opinions(run(load_statements(str(path[0]))))
    made, *_ = ledger.statements
    claims = (replace(made.claims[0], second={"agreed": {"oracle": 3}, "none": {}, "disagreed": []}), *made.claims[1:])
    write_ledger(replace(ledger, statements=(replace(made, claims=claims),)), file)
    assert recheck_ledger(file).passed  # three opinions on three parts
    assert main(["recheck", str(file), "--second", "--jobs", "1"]) == 1
    assert "FAILED lem-1/two" in capsys.readouterr().out


def test_a_lie_fails_the_run(path, tmp_path, capsys):
    file = tmp_path / "ledger.json"
    arguments = ["verify", "--statements", str(path[1]), "--jobs", "1", "--json", str(file)]
    assert main(arguments) == 0
    assert main([*arguments, "--second"]) == 1
    told = capsys.readouterr().out
    assert "DISAGREEMENT on lem-1/lie (lie): the sides differ" in told
    assert "4 prime field" in told
    assert "NOT as expected" in told
    ledger = read_ledger(file)
    assert not ledger.success
    assert [part for claim in ledger.claims for part, _ in claim.disagreed] == ["lie"]
    assert main(["recheck", str(file)]) == 1  # the recheck itself sees through the lie, too


def test_a_run_without_them_says_nothing_of_them(path, capsys):
    assert main(["verify", "--statements", str(path[0]), "--jobs", "1"]) == 0
    assert "Second opinions" not in capsys.readouterr().out
    assert main(["verify", "--statements", str(path[0]), "--jobs", "1", "--second"]) == 0
    assert "Second opinions: 4 of 4 settled parts (3 prime field" in capsys.readouterr().out


def test_a_claim_that_runs_out_of_time_has_none(path, monkeypatch):
    monkeypatch.setattr("verify.run.opinions._pass.opinion", lambda *_: time.sleep(60))
    ledger = second_opinions(run(load_statements(str(path[0]))), seconds=0.05)
    assert Tally.of(ledger).none == {"time": 4}
    assert ledger.success


def tampered(file, change):
    """The ledger of a file with the claims' records of second opinions changed, digest and verdicts made to fit."""
    data = json.loads(file.read_text())
    change([claim for made in data["statements"] for claim in made["claims"]])
    file.write_text(json.dumps(Ledger.from_data(data).to_data()))


def test_a_record_that_was_taken_out_fails(path, tmp_path):
    """The claim on which a second opinion disagrees shall not be the one on which none was asked."""
    file = tmp_path / "ledger.json"
    write_ledger(second_opinions(run(load_statements(str(path[0])))), file)
    tampered(file, lambda claims: claims[0].pop("second"))
    assert not recheck_ledger(file).passed


@pytest.mark.parametrize("forged", [{"cvc5 1.4.2": 3}, {"cvc5 1.4.2": 1, "prime field": 2}])
def test_a_solver_is_not_asked_about_identities(path, tmp_path, forged):
    file = tmp_path / "ledger.json"
    write_ledger(second_opinions(run(load_statements(str(path[0])))), file)
    tampered(file, lambda claims: claims[0]["second"].update(agreed=forged))
    failure, = recheck_ledger(file).failures
    assert failure.problem == "its second opinions are not those of its parts"


def test_a_part_is_not_disputed_twice(path, tmp_path):
    file = tmp_path / "ledger.json"
    write_ledger(second_opinions(run(load_statements(str(path[0])))), file)
    tampered(file, lambda claims: claims[0]["second"].update(
        agreed={"prime field": 1}, disagreed=[["square", "so"], ["square", "so"]]))
    assert "its second opinions are not those of its parts" in [
        failure.problem for failure in recheck_ledger(file).failures]


def test_an_interrupted_pass_is_no_whole_run(path, tmp_path, monkeypatch, capsys):
    """What was not asked is not taken for asked: exit 2, FILE.part stays, and the next run asks the rest."""
    file = tmp_path / "ledger.json"
    arguments = ["verify", "--no-cache", "--statements", str(path[0]), "--jobs", "1", "--second", "--json", str(file)]
    assert main(arguments) == 0
    whole = read_ledger(file).to_data()["digest"]
    file.unlink()
    capsys.readouterr()

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr("verify.run.opinions._pass._ask", interrupted)
        assert main(arguments) == 2
    told = capsys.readouterr()
    assert "INTERRUPTED: second opinions on 2 claims not heard." in told.out
    assert "as expected." not in told.out
    assert "run it again for the rest" in told.err
    assert not read_ledger(file).complete
    assert file.with_name("ledger.json.part").exists()
    assert main(arguments) == 0
    assert read_ledger(file).to_data()["digest"] == whole
    assert not file.with_name("ledger.json.part").exists()
    assert recheck_ledger(file).passed


def test_a_run_without_the_solver_says_so(tmp_path, monkeypatch, capsys):
    file = tmp_path / "decisions.py"
    file.write_text(STATEMENTS.replace("sum=SumFormula", "positive=ForAll((), x**2 >= 0, LINE), sum=SumFormula"))
    arguments = ["verify", "--statements", str(file), "--jobs", "1", "--second", "--json"]
    assert main([*arguments, str(tmp_path / "with.json")]) == 0
    capsys.readouterr()
    monkeypatch.setattr("verify.run.opinions._pass._SOLVERS", [Solver((
        sys.executable, "-c", "print('{\"missing\": \"ModuleNotFoundError\"}')"))])
    assert main([*arguments, str(tmp_path / "without.json")]) == 0
    told = capsys.readouterr().out
    assert ("Second opinions: 4 of 5 settled parts (3 prime field, 1 substitution); 1 without (1 cvc5 is not "
            "installed); none disagrees.") in told
    assert "everything is as expected" in told
    first, second = (read_ledger(tmp_path / f"{name}.json") for name in ("with", "without"))
    assert first.to_data()["digest"] == second.to_data()["digest"]
    assert disputed(first, second) == disputed(second, first) == ()


def test_counts_do_not_depend_on_the_number_of_workers(path):
    plain = run(load_statements(str(path[0])))
    one, two = (second_opinions(plain, jobs=jobs) for jobs in (1, 2))
    assert [claim.second for claim in one.claims] == [claim.second for claim in two.claims]


@pytest.mark.parametrize(("old", "new", "differ"), [
    ({"prime field": 3}, {"prime field": 3}, False), ({"prime field": 2, "cvc5 1.4.2": 1}, {"prime field": 2}, False),
    ({"prime field": 3}, {"prime field": 2}, True), ({"prime field": 2}, {"prime field": 3}, False),
    ({"oracle": 3}, {"prime field": 3}, True), ({"cvc5 1.4.2": 3}, {"prime field": 3}, True),
    ({"mpmath at points": 2}, {"prime field": 2}, True), ({"prime field": 3}, {"time": 3}, False),
    ({"time": 3}, {"prime field": 3}, False), ({"prime field": 3}, {"cvc5 does not decide it": 3}, True),
])
def test_what_had_no_time_is_no_other_opinion(path, old, new, differ):
    def record(words):
        agreed = {word: n for word, n in words.items() if word.startswith(("prime", "mpmath", "cvc5 1", "oracle"))}
        none = {word: n for word, n in words.items() if word not in agreed}
        left = 3 - sum(words.values())
        return {"agreed": agreed, "none": none | ({"cvc5 does not decide it": left} if left else {}), "disagreed": []}

    ledger = run(load_statements(str(path[0])))
    made, = ledger.statements

    def with_second(words):
        first, *others = made.claims
        return replace(ledger, statements=(replace(made, claims=(replace(first, second=record(words)), *others)),))

    assert disputed(with_second(old), with_second(new)) == (("lem-1/two",) if differ else ())


def test_an_interrupted_recheck_accuses_nobody(path, tmp_path, monkeypatch, capsys):
    file = tmp_path / "ledger.json"
    write_ledger(second_opinions(run(load_statements(str(path[0])))), file)

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("verify.run.opinions._pass._ask", interrupted)
    assert main(["recheck", str(file), "--second", "--jobs", "1"]) == 2
    told = capsys.readouterr()
    assert "FAILED" not in told.out
    assert "interrupted before all second opinions were heard" in told.err
