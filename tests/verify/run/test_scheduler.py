"""Claims on a real Dask cluster: the same ledger, whoever is killed, and one sentence when it cannot be."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from proofs_checks.cli import main
from verify import cluster as clusters
from verify.cluster import ClusterError
from verify.run import _scheduler, run

MIXED = '''
ONE = statement("lem-1", "One", kind="lemma", reading="x")
for act in ("", "raise", "exit", "kill", "float"):
    ONE.claim("act-" + act, controls=SWAP)(lambda act=act: Less(1, 2, act))
ONE.claim("false", expect="refuted", true_controls=SWAP)(lambda: Less(3, 2))
ONE.claim("survivor", controls={"nothing": lambda claim: claim})(lambda: Less(1, 10**5000))
'''
NAPS = '''
class Nap(Less):
    def settle(self, effort):
        time.sleep(0.2)
        return super().settle(effort)
ONE = statement("lem-1", "One", kind="lemma", reading="x")
for i in range(12):
    ONE.claim(f"c{i}", controls=SWAP)(lambda i=i: Nap(i, 100))
'''


def digest(ledger):
    return ledger.to_data()["digest"]


def test_the_same_ledger_as_here_whatever_the_claims_do(cluster, registry):
    loaded = registry(MIXED)
    told = []
    ledger = run(loaded, scheduler=cluster.address, timeout=30, progress=lambda *now: told.append(now))
    assert digest(ledger) == digest(run(loaded, jobs=2, timeout=30))
    assert [claim.reason for claim in ledger.claims][1:4] == [
        "error: ValueError: boom \x1b[31m[red]red", "worker died (exit code 3)", "worker died (signal 9)"]
    assert ledger.complete
    assert told[-1] == (7, 7, ())
    assert any(running for _, _, running in told)


@pytest.mark.slow
def test_the_time_limit_holds_there_too(cluster, registry):
    loaded = registry('''
ONE = statement("lem-1", "One", kind="lemma", reading="x")
ONE.claim("long", controls=SWAP)(lambda: Less(1, 2, "sleep"))
ONE.claim("short", controls=SWAP)(lambda: Less(1, 2))
''')
    assert [claim.reason for claim in run(loaded, scheduler=cluster.address, timeout=2).claims] == ["time", ""]


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(cluster, registry):
    loaded = registry(NAPS)
    before = cluster.workers
    killed = []

    def kill(done, *_):
        if done >= 3 and not killed:
            killed.append(before[0])
            os.kill(before[0], signal.SIGKILL)

    ledger = run(loaded, scheduler=cluster.address, progress=kill)
    assert killed
    assert ledger.success
    assert digest(ledger) == digest(run(loaded, jobs=3))
    until = time.monotonic() + 30
    while len(now := set(cluster.workers) - set(killed)) < 3 and time.monotonic() < until:
        time.sleep(0.1)
    assert len(now) == 3


def test_an_interruption_keeps_what_is_finished_and_ends_the_rest(cluster, registry, tmp_path):
    loaded = registry(f'''
class Long(Less):
    def settle(self, effort):
        open({str(tmp_path / "pid")!r}, "w").write(str(os.getpid()))
        time.sleep(600)
ONE = statement("lem-1", "One", kind="lemma", reading="x")
ONE.claim("short", controls=SWAP)(lambda: Less(1, 2))
ONE.claim("long", controls=SWAP)(lambda: Long(1, 2))
''')
    pid = tmp_path / "pid"

    def interrupt():
        while not (pid.exists() and pid.read_text() and heard):
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    heard = []
    threading.Thread(target=interrupt, daemon=True).start()
    ledger = run(loaded, scheduler=cluster.address, on_result=heard.append)
    assert [claim.reason for claim in ledger.claims] == ["", "interrupted"]
    assert not ledger.stopped
    until = time.monotonic() + 10
    while Path(f"/proc/{pid.read_text()}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not Path(f"/proc/{pid.read_text()}").exists()


def test_a_scheduler_that_dies_leaves_what_is_finished(new_cluster, write, tmp_path, monkeypatch, capsys):
    short_lived = new_cluster(1)
    path, ledger = write(NAPS), tmp_path / "ledger.json"
    real = clusters.Spread.next

    def once_then_dead(self):
        answer = real(self)
        if answer is not None:
            os.kill(short_lived.pid, signal.SIGKILL)
        return answer

    monkeypatch.setattr(clusters.Spread, "next", once_then_dead)
    status = main(["verify", "--statements", str(path), "--scheduler", short_lived.address, "--json", str(ledger)])
    assert status == 2
    said = capsys.readouterr().err
    assert said == (f"earnshaw: the scheduler at {short_lived.address} is gone; what is finished is in {ledger}; "
                    "run it again for the rest\n")
    assert '"proved"' in ledger.read_text()


def test_a_worker_with_other_code_or_versions_refuses(cluster, registry, monkeypatch):
    loaded = registry(NAPS)
    for name, other, words in (("verify", "0" * 16, "it has other code in verify than the machine that asks"),
                               ("sympy", "0.7", r"it has sympy 1.*, the machine that asks 0\.7; install the same"),
                               ("no_package", "1", "it has no no_package; put it where")):
        monkeypatch.setattr(_scheduler, "fingerprint", lambda *_, name=name, other=other: {name: other})
        with pytest.raises(ClusterError, match=words):
            run(loaded, scheduler=cluster.address)


def test_statements_that_the_workers_do_not_have(cluster, registry):
    loaded = registry(NAPS)
    Path(loaded.source).unlink()
    with pytest.raises(ClusterError, match=r"cannot do this: .*claims\.py does not exist"):
        run(loaded, scheduler=cluster.address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "", "nowhere", "http://127.0.0.1:1", "tcp://[", "a\x00b"])
def test_an_address_where_no_scheduler_is(address, write, monkeypatch, capfd):
    pytest.importorskip("distributed")
    monkeypatch.setattr(clusters, "_CONNECTING", 0.5)
    assert main(["verify", "--statements", str(write()), "--scheduler", address]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.startswith("earnshaw: no scheduler of a Dask cluster answers at ")
    assert said.err.endswith("give the address that `dask scheduler` prints, such as tcp://127.0.0.1:8786\n")
    assert said.err.count("\n") == 1


@pytest.mark.slow
def test_a_scheduler_without_workers(new_cluster, registry, monkeypatch):
    monkeypatch.setattr(clusters, "_CONNECTING", 1)
    with pytest.raises(ClusterError, match="has no worker; start some with `dask worker tcp://"):
        run(registry(), scheduler=new_cluster(0).address)


def test_without_the_extra(registry, monkeypatch):
    def missing(name):
        raise ImportError("no module named distributed")

    monkeypatch.setattr(clusters, "import_module", missing)
    with pytest.raises(ClusterError, match=r"pip install 'earnshaw\[cluster\]'"):
        run(registry(), scheduler="tcp://127.0.0.1:8786")


def test_jobs_and_scheduler_exclude_each_other(capsys):
    assert main(["verify", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "not allowed with argument --jobs" in capsys.readouterr().err
