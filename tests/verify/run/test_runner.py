"""The runner: what misbehaves becomes a status, and what comes out does not depend on how it was run."""

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from verify.claims import Status
from verify.run import run

PROVED, REFUTED, UNDECIDED = Status.PROVED, Status.REFUTED, Status.UNDECIDED


def test_what_holds_and_what_does_not(registry):
    ledger = run(registry())
    assert [(claim.id, claim.status) for claim in ledger.claims] == [
        ("lem-1/true", PROVED), ("lem-1/false", REFUTED), ("lem-1/repaired", PROVED), ("thm-2/step", PROVED)]
    assert ledger.success
    assert ledger.complete
    assert all(claim.killed == 1 for claim in ledger.claims)


def test_statuses_of_statements(registry):
    standings = run(registry()).standings
    one, two, fact = standings["lem-1"], standings["thm-2"], standings["fact-0"]
    assert (one.status, one.propagated, one.corrected, one.corrected_propagated) == (REFUTED, REFUTED, PROVED, PROVED)
    assert (two.status, two.propagated, two.corrected, two.corrected_propagated) == (PROVED, REFUTED, PROVED, PROVED)
    assert (fact.status, fact.propagated) == (None, None)
    assert one.trusts == two.trusts == ("fact-0",)


def test_a_correction_that_is_not_established_corrects_nothing(registry):
    ledger = run(registry('''
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("false", expect="refuted", true_controls=SWAP)(lambda: Less(3, 2))
S.claim("repaired", corrects="false", reading="corrected", expect="refuted", true_controls=SWAP)(lambda: Less(4, 2))
'''))
    assert ledger.success
    assert ledger.standings["lem-1"].corrected is REFUTED


@pytest.fixture(scope="module")
def bad_ledger(bad):
    return run(bad, jobs=4, timeout=3)


def test_each_misbehaviour_is_a_status_with_its_reason(bad_ledger):
    ledger = bad_ledger
    found = {claim.id.partition("/")[2]: claim for claim in ledger.claims}
    assert {name: claim.reason for name, claim in found.items() if claim.status is UNDECIDED} == {
        "sleep": "time",
        "raise": "error: ValueError: boom \x1b[31m[red]red",
        "leave": "error: SystemExit: gone",
        "exit": "worker died (exit code 3)",
        "kill": "worker died (signal 9)",
        "float": "error: TypeError: finding.evidence.certificate.x holds the float 0.5; "
                 'give exact numbers as integers or strings such as "3/7"',
        "unbuilt": "error: TypeError: Less.__init__() missing 1 required positional argument: 'b'",
    }
    assert found["last"].passes
    assert not ledger.success
    assert ledger.complete


def test_controls_that_survive_raise_or_run_out_of_time_are_not_killed(bad_ledger):
    found = {claim.id.partition("/")[2]: claim for claim in bad_ledger.claims}
    for name, reasons in (("survivor", [""]), ("control-raises", ["error: ZeroDivisionError: division by zero"]),
                          ("control-sleeps", ["time", "time"])):
        assert found[name].status is PROVED
        assert found[name].killed == 0
        assert not found[name].passes
        assert [control.reason for control in found[name].controls] == reasons


def test_in_the_order_of_the_registry_and_the_same_whatever_the_number_of_jobs(bad, bad_ledger):
    told, seen = [], []
    ledger = run(bad, jobs=1, timeout=3, on_result=told.append, progress=lambda *now: seen.append(now))
    assert [claim.id for claim in told] == [claim.id for made in bad for claim in made.claims]
    assert seen[-1][:2] == (11, 11)
    assert ledger.to_data()["digest"] == bad_ledger.to_data()["digest"]


def test_expected_undecided_passes_unless_the_check_broke(registry):
    ledger = run(registry('''
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("open", expect="undecided", controls=SWAP)(lambda: Less(1, 2, "open"))
S.claim("broken", expect="undecided", controls=SWAP)(lambda: Less(1, 2, "raise"))
'''))
    assert [claim.as_expected for claim in ledger.claims] == [True, False]


def test_undecided_never_passes_for_another_expectation(registry):
    ledger = run(registry('''
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("open", expect="refuted", true_controls=SWAP)(lambda: Less(2, 1, "open"))
'''))
    assert not ledger.claims[0].as_expected


def test_a_part_of_the_paper(registry):
    ledger = run(registry(), ["Theorem 2"])
    assert [(made.label, made.selected, len(made.claims)) for made in ledger.statements] == [
        ("fact-0", False, 0), ("lem-1", False, 0), ("thm-2", True, 1)]
    assert ledger.standings["thm-2"].status is PROVED
    assert ledger.standings["thm-2"].propagated is None  # nobody looked at what it rests on


def test_without_observed_reaches_the_check(registry):
    text = '''
class Slow(Less):
    def settle(self, effort):
        return replace(self, a=9 if effort.observed else 0).settle_as_less(effort)
    settle_as_less = lambda self, effort: Less(self.a, self.b).settle(effort)
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("c", controls=SWAP)(lambda: Slow(1, 2))
'''
    assert [run(registry(text), observed=seen).claims[0].status for seen in (False, True)] == [PROVED, REFUTED]


def test_an_interruption_keeps_what_is_finished(registry):
    loaded = registry('''
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("done", controls=SWAP)(lambda: Less(1, 2))
S.claim("long", controls=SWAP)(lambda: Less(1, 2, "sleep"))
S.claim("later", controls=SWAP)(lambda: Less(1, 2))
''')
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    ledger = run(loaded)
    assert [claim.reason for claim in ledger.claims] == ["", "interrupted", "interrupted"]
    assert not ledger.complete
    assert not ledger.success


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the child in /proc")
def test_a_worker_that_is_ended_takes_its_children_along(registry, tmp_path):
    run(registry(f'''
import subprocess
class Parent(Less):
    def settle(self, effort):
        child = subprocess.Popen(["sleep", "600"])
        open({str(tmp_path / "pid")!r}, "w").write(str(child.pid))
        time.sleep(600)
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("c", controls=SWAP)(lambda: Parent(1, 2))
'''), timeout=1)
    pid = int((tmp_path / "pid").read_text())
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":  # dead, and waiting for an init that collects it
            return
        time.sleep(0.1)
    pytest.fail("the child outlived its worker")


def test_where_processes_cannot_be_forked(registry, monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    ledger = run(registry(), timeout=30)
    assert ledger.success
    assert ledger.to_data()["digest"]


@pytest.mark.parametrize(("options", "word"), [({"jobs": 0}, "jobs"), ({"timeout": 0}, "timeout"),
                                               ({"timeout": float("nan")}, "timeout")])
def test_counts_and_limits_that_make_no_sense(registry, options, word):
    with pytest.raises(ValueError, match=word):
        run(registry(), **options)


def test_unknown_label(registry):
    with pytest.raises(KeyError, match="lem-1"):
        run(registry(), ["lem-3"])
