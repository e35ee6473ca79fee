"""The journal: nothing lost, nothing taken that is another run's, and one sentence when it cannot be kept."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from verify.claims import load_statements
from verify.run import Journal, LedgerError, run
from verify.run import _journal as journals
from verify.run import _run as runner
from verify.run._pool import Outcome

LOGGED = '''
class Logged(Less):
    def settle(self, effort):
        with open(os.environ["SETTLED"], "a") as log:
            log.write(f"{self.a}\\n")
        return Less(self.a, self.b, self.act).settle(effort)

S = statement("lem-1", "One", kind="lemma", reading="x")
for n in range(4):
    S.claim(f"c{n}", controls=SWAP)(lambda n=n: Logged(n, 9))
'''


@pytest.fixture
def settled(monkeypatch, tmp_path):
    """Runs claims with a journal; gives the ledger, what was settled, and what was said."""
    log = tmp_path / "settled"
    monkeypatch.setenv("SETTLED", str(log))

    def settle(registry, stop_after=None, **options):
        said = []
        log.write_text("")
        add = Journal.add

        def add_or_stop(self, outcome):
            add(self, outcome)
            if outcome.claim_id.endswith(f"c{stop_after}"):
                raise KeyboardInterrupt

        monkeypatch.setattr(Journal, "add", add_or_stop)
        with Journal(tmp_path / "l.json", said.append) as journal:
            ledger = run(registry, journal=journal, **options)
        monkeypatch.setattr(Journal, "add", add)
        return ledger, [int(line) for line in log.read_text().split()], said

    return settle


@pytest.fixture
def part(tmp_path):
    return tmp_path / "l.json.part"


def test_what_is_finished_is_not_settled_again(registry, settled, part):
    whole, _, _ = settled(registry(LOGGED))
    part.unlink()
    broken, first, said = settled(registry(LOGGED), stop_after=1)
    assert [claim.reason for claim in broken.claims] == ["", "", "interrupted", "interrupted"]
    assert said == []
    ledger, second, said = settled(registry(LOGGED))
    assert said == [f"2 claims were finished before and not settled again; remove {part} to settle all"]
    assert (first, set(second)) == ([0, 9, 1, 9], {2, 3, 9})  # 9 are the controls
    assert ledger.to_data()["digest"] == whole.to_data()["digest"]


def test_each_result_is_told_once_and_in_order(registry, settled):
    told, seen = [], []
    settled(registry(LOGGED), stop_after=2)
    settled(registry(LOGGED), on_result=told.append, progress=lambda *now: seen.append(now[:2]))
    assert [claim.id for claim in told] == [f"lem-1/c{n}" for n in range(4)]
    assert seen[0] == (3, 4)
    assert seen[-1] == (4, 4)


def test_a_journal_that_was_cut_off_anywhere(registry, settled, part):
    loaded = registry(LOGGED)
    digest = settled(loaded)[0].to_data()["digest"]
    text = part.read_bytes()
    ends = [place + 1 for place, byte in enumerate(text) if byte == 10]
    for cut in (0, 1, 40, ends[0] - 1, ends[0], ends[0] + 1, ends[2] - 1, ends[2], ends[2] + 30, len(text) - 1):
        part.write_bytes(text[:cut])
        ledger, again, said = settled(loaded)
        kept = max(0, sum(end <= cut for end in ends) - 1)
        assert len(again) == 2 * (4 - kept)
        assert len(said) == bool(kept)
        assert ledger.to_data()["digest"] == digest
        assert part.read_bytes().count(b"\n") == len(ends)


@pytest.mark.parametrize("cut", [1, 16, 17, 20, 60])
def test_a_first_line_that_was_cut_off_and_is_of_another_run(tmp_path, part, cut):
    with Journal(tmp_path / "l.json") as journal:
        journal.begin({"statements": "one"}, ())
        text = part.read_bytes()
    part.write_bytes(text[:cut])
    with Journal(tmp_path / "l.json") as journal:
        assert journal.begin({"statements": "two"}, ()) == {}


def test_a_line_that_was_damaged_ends_what_is_taken(registry, settled, part):
    loaded = registry(LOGGED)
    settled(loaded)
    lines = part.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"proved", b"certain")
    part.write_bytes(b"".join(lines))
    ledger, again, said = settled(loaded)
    assert len(again) == 6
    assert said[0].startswith("1 claim was")
    assert ledger.success


@pytest.mark.parametrize(("change", "what"), [
    ({"options": {"timeout": 60}}, "--timeout"), ({"options": {"memory": 99}}, "--memory"),
    ({"options": {"observed": False}}, "--without"), ({"text": LOGGED + "\n# changed\n"}, "code"),
    ({"beside": "x = 1\n"}, "code"), ({"programs": "z3"}, "versions"), ({"name": "other.py"}, "statements"),
], ids=["timeout", "memory", "without", "statements", "a module beside", "versions", "another file"])
def test_the_journal_of_another_run_is_not_used(write, settled, part, monkeypatch, tmp_path, change, what):
    settled(load_statements(str(write(LOGGED))), stop_after=1)
    if "beside" in change:
        (tmp_path / "helper.py").write_text(change["beside"])
    if "programs" in change:
        programs = runner.environment() | {change["programs"]: "0.0"}
        monkeypatch.setattr(runner, "environment", lambda *known: programs)
    path = write(change.get("text", LOGGED), name=change.get("name", "claims.py"))
    ledger, again, said = settled(load_statements(str(path)), **change.get("options", {}))
    assert said == [f"{part} is of a run that differs in its {what}, so it was not used"]
    assert len(again) == 8
    assert ledger.complete


FORGED = {
    "seconds": lambda made: made.update(seconds="1"), "no messages": lambda made: made.update(messages="none"),
    "formula": lambda made: made["messages"][1].update(formula=3),
    "evidence": lambda made: made["messages"][2]["finding"].update(evidence="seen"),
    "empty evidence": lambda made: made["messages"][2]["finding"].update(evidence={}),
    "no evidence": lambda made: made["messages"][2]["finding"].update(evidence=None),
    "reason": lambda made: made["messages"][2]["finding"].update(reason=[1]),
    "control": lambda made: made["messages"][3]["control"].update(reason=3),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_line_of_somebody_else_is_settled_again(registry, settled, part, forge):
    loaded = registry(LOGGED)
    digest = settled(loaded)[0].to_data()["digest"]
    head, first, *rest = part.read_bytes().splitlines(keepends=True)
    made = json.loads(first[17:])
    forge(made["outcome"])
    part.write_bytes(head + journals._line(made) + b"".join(rest))
    ledger, again, _ = settled(loaded)
    assert again == [0, 9]
    assert ledger.to_data()["digest"] == digest
    assert settled(loaded)[1] == []  # the new line counts, though the other stands before it


def test_a_formula_that_is_no_text_is_undecided(registry):
    ledger = run(registry('''
class Odd(Less):
    def text(self):
        return 3
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("odd", controls=SWAP)(lambda: Odd(1, 2))
'''))
    assert (ledger.claims[0].status, ledger.success) == ("undecided", False)
    assert "formula is not of type string" in ledger.claims[0].reason


def test_a_path_that_is_spelled_otherwise_is_the_same_run(write, settled, monkeypatch, tmp_path):
    path = write(LOGGED)
    settled(load_statements(str(path)), stop_after=1)
    monkeypatch.chdir(tmp_path)
    _, again, said = settled(load_statements(f"./{path.name}"))
    assert said[0].startswith("2 claims were finished before")
    assert set(again) == {2, 3, 9}


def test_a_check_that_broke_is_not_kept(registry, settled):
    loaded = registry(LOGGED + 'S.claim("broken", controls=SWAP)(lambda: Logged(7, 9, "raise"))\n')
    settled(loaded)
    assert settled(loaded)[1] == [7, 9]


def test_what_another_try_could_change_is_not_kept(tmp_path):
    for cause in ("", "time", "memory", "worker died (signal 9)", "interrupted"):
        with Journal(tmp_path / "l.json") as journal:
            journal.begin({}, ())
            journal.add(Outcome("lem-1/a", cause=cause))
        assert journal.path.exists() is (cause in ("", "time", "memory"))
        journal.path.unlink(missing_ok=True)


@pytest.mark.parametrize("text", [b"my notes\n", b"my notes", b'{"format": "earnshaw journal 1"}\n', b"\xff\x00\n"])
def test_a_foreign_file_is_refused_and_left_alone(registry, settled, part, text):
    part.write_bytes(text)
    with pytest.raises(LedgerError, match="is no journal of a run"):
        settled(registry(LOGGED))
    assert part.read_bytes() == text


def test_no_ordinary_file(tmp_path, part):
    part.mkdir()
    with pytest.raises(LedgerError, match="no ordinary file"), Journal(tmp_path / "l.json"):
        pass


def test_two_runs_into_one_file(tmp_path):
    with (Journal(tmp_path / "l.json") as journal, pytest.raises(LedgerError, match="being written by another run"),
          Journal(tmp_path / "l.json")):
        pass
    assert not journal.path.exists()
    with Journal(tmp_path / "l.json"):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_child_that_lives_on_holds_no_lock(tmp_path):
    with Journal(tmp_path / "l.json"):
        child = os.fork()
        if not child:
            time.sleep(60)
            os._exit(0)
    try:
        with Journal(tmp_path / "l.json"):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_leftovers_of_a_killed_writer_are_swept(tmp_path):
    (tmp_path / ".l.json.abc.tmp").write_text("half")
    (tmp_path / ".other.json.abc.tmp").write_text("another's")
    with Journal(tmp_path / "l.json") as journal:
        journal.begin({}, ())
    assert [path.name for path in tmp_path.iterdir()] == [".other.json.abc.tmp"]


def test_a_worker_killed_from_outside_is_replaced_once(registry):
    text = '''
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("c", controls=SWAP)(lambda: Nap(1, 2))
class Nap(Less):
    def settle(self, effort):
        time.sleep(1)
        return Less(self.a, self.b).settle(effort)
'''
    before = set(children())

    def kill():
        while not (found := set(children()) - before):
            time.sleep(0.01)
        time.sleep(0.5)
        os.kill(found.pop(), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    ledger = run(registry(text))
    killer.join()
    assert ledger.success


def children():
    folder = Path("/proc/self/task")
    if not folder.is_dir():
        pytest.skip("looks for the workers in /proc")
    return [int(word) for task in folder.iterdir() for word in (task / "children").read_text().split()]


def test_clocks_that_jump(registry, monkeypatch):
    """Time limits are the monotonic clock's: a wall clock that jumps by years ends nothing, and keeps nothing alive."""
    jumps = iter(range(10**6))
    monkeypatch.setattr(time, "time", lambda: (-1) ** next(jumps) * 1e9)
    ledger = run(registry('''
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("short", controls=SWAP)(lambda: Less(1, 2))
S.claim("long", controls=SWAP)(lambda: Less(1, 2, "sleep"))
'''), timeout=2)
    assert [claim.reason for claim in ledger.claims] == ["", "time"]
    assert 2 <= ledger.claims[1].seconds < 30
