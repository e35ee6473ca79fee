"""Findings kept from run to run: what is unchanged is not settled again, what changed is; nothing wrong is taken."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from itertools import count
from pathlib import Path

import pytest

from verify.claims import load_statements
from verify.run import Cache, CacheError, run
from verify.run import _cache as caches

LOGGED = '''
from verify.controls import replaced
LOG = {log!r}
class Logged(Less):
    def settle(self, effort):
        open(LOG, "a").write(f"{{self.a}} ")
        return super().settle(effort)
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("a", controls={{"turned": replaced(a=9)}})(lambda: Logged(0, 2))
S.claim("b", controls={{"turned": replaced(a=9)}})(lambda: Logged(1, 2))
'''
EXACT = '''
from verify.claims import Domain, Real
from verify.exact import Identity
import sympy as sp
x = sp.Symbol("x")
S.claim("exact", controls={{"no": replaced(rhs=3 * x)}})(lambda: Identity(x + x, 2 * x, Domain.of(Real("x"))))
'''
_number = count()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def settled(tmp_path, registry, folder):
    """Runs claims that log when they are settled, and gives the ledger and the log."""
    log = tmp_path / "log"

    def go(text=LOGGED, **options):
        log.write_text("")
        with Cache(options.pop("folder", folder), options.pop("say", print)) as cache:
            ledger = run(registry(text.format(log=str(log))), cache=cache, **options)
        return ledger, log.read_text().split()

    return go


def test_a_second_run_settles_nothing_and_says_the_same(settled):
    first, log = settled()
    assert log == ["0", "9", "1", "9"]
    again, log = settled()
    assert (log, again.kept, first.kept) == ([], 2, 0)
    assert again.to_data()["digest"] == first.to_data()["digest"]
    assert [claim.seconds for claim in again.claims] == [claim.seconds for claim in first.claims]


def test_a_change_of_one_claim_settles_that_one_only_where_data_tells_all(settled):
    text = LOGGED.replace("S.claim", EXACT + "S.claim", 1)
    settled(text)
    ledger, log = settled(text.replace("Logged(1, 2)", "Logged(1, 3)"))
    assert ledger.kept == 1  # the identity, of which plain data and the engine tell all
    assert log == ["0", "9", "1", "9"]  # kinds of the file's own: everything in the file counts


@pytest.mark.parametrize("change", [
    ("Logged(0, 2)", "Logged(0, 3)"), ("replaced(a=9)", "replaced(a=8)"), ('"turned"', '"moved"'),
    ("return super()", "effort; return super()"),
])
def test_what_changed_is_settled_again(settled, change):
    settled()
    assert settled(LOGGED.replace(*change))[1]


def test_claims_of_equal_data_and_another_class_are_not_one(settled):
    ledger, _ = settled(LOGGED + '''
class Other(Logged):
    def settle(self, effort):
        return replace(super().settle(effort), status=Status.UNDECIDED, reason="open")
S.claim("c", controls={{"turned": replaced(a=9)}})(lambda: Other(0, 2))
''')
    assert [str(claim.status) for claim in ledger.claims] == ["proved", "proved", "undecided"]


def test_what_another_try_could_change_is_not_kept(settled):
    text = LOGGED.replace("Logged(1, 2)", 'Logged(1, 2, "raise")')
    settled(text)
    assert settled(text)[1] == ["1", "9"]


def test_the_name_of_the_file_counts(write, folder):
    """Two files beside each other, both of which a run sees; the kinds are their own."""
    first, second = (write(f'''
from verify.controls import replaced
S = statement("lem-1", "One", kind="lemma", reading="x")
S.claim("a", controls={{"turned": replaced(a=9)}})(lambda: Less({n}, 2))
''', name=f"file{n}.py") for n in (1, 3))
    for path, status in ((first, "proved"), (second, "refuted"), (first, "proved")):
        with Cache(folder) as cache:
            assert run(load_statements(str(path)), cache=cache).claims[0].status == status


@pytest.mark.parametrize("damage", [
    lambda value: value[:-1] + bytes([value[-1] ^ 1]), lambda value: value[:5], lambda value: b"", lambda value: "text",
    lambda value: None, lambda value: 7,
])
def test_a_row_that_was_altered_is_settled_again(settled, folder, damage):
    first, _ = settled()
    with sqlite3.connect(folder / caches.FILE) as connection:
        for name, value in connection.execute("SELECT name, value FROM kept").fetchall():
            connection.execute("UPDATE kept SET value = ? WHERE name = ?", (damage(value), name))
    connection.close()
    again, log = settled()
    assert log == ["0", "9", "1", "9"]
    assert again.to_data()["digest"] == first.to_data()["digest"]


def test_a_row_under_another_name_is_not_taken(settled, folder):
    settled()
    with sqlite3.connect(folder / caches.FILE) as connection:
        rows = connection.execute("SELECT name, value, mark FROM kept ORDER BY name").fetchall()
        for (name, _, _), (_, value, mark) in zip(rows, rows[1:] + rows[:1], strict=True):
            connection.execute("UPDATE kept SET value = ?, mark = ? WHERE name = ?", (value, mark, name))
    connection.close()
    assert settled()[1] == ["0", "9", "1", "9"]


@pytest.mark.parametrize("size", [0, 1, 15, 16, 50, 100, 2000, 5000])
def test_a_file_that_was_cut_is_begun_anew(settled, folder, size):
    first, _ = settled()
    os.truncate(folder / caches.FILE, size)
    again, log = settled()
    assert log == ["0", "9", "1", "9"]
    assert again.to_data()["digest"] == first.to_data()["digest"]
    assert settled()[1] == []


def test_a_file_of_an_older_version_is_begun_anew(settled, folder):
    settled()
    connection = sqlite3.connect(folder / caches.FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert settled()[1] == ["0", "9", "1", "9"]
    assert settled()[1] == []


def test_foreign_files_are_refused_and_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / caches.FILE).write_text("SQL? no.")
    (tmp_path / "other").mkdir()
    connection = sqlite3.connect(tmp_path / "other" / caches.FILE)
    connection.execute("PRAGMA application_id = 7")
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for name, says in (("mine", "holds other files and no cache"), ("text", "is no cache of earnshaw's"),
                       ("other", "is no cache of earnshaw's"), ("mine/notes.txt", "is no folder")):
        with pytest.raises(CacheError, match=says), Cache(tmp_path / name):
            pass
    assert (tmp_path / "text" / caches.FILE).read_text() == "SQL? no."


def test_a_disk_without_locks_is_one_sentence(folder, monkeypatch):
    def connect(*_, **__):
        raise sqlite3.OperationalError("locking protocol")

    monkeypatch.setattr(sqlite3, "connect", connect)
    with pytest.raises(CacheError, match=r"\(locking protocol\) \(its disk may keep no locks\)"), Cache(folder):
        pass


def test_a_full_disk_costs_the_memory_and_nothing_else(settled, folder, monkeypatch):
    said = []
    settled()
    connection = sqlite3.connect(folder / caches.FILE)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    connection.close()
    opened = sqlite3.connect

    def full(*arguments, **options):
        made = opened(*arguments, **options)
        made.execute(f"PRAGMA max_page_count = {pages}")
        return made

    monkeypatch.setattr(sqlite3, "connect", full)
    text = LOGGED + "".join(f"S.claim('more{i}', controls={{{{'t': replaced(a=9)}}}})(lambda: Logged(0, {i} + 7, "
                            f"'{'y' * 50}{i}'))\n" for i in range(200))
    ledger, _ = settled(text, say=said.append)
    assert ledger.complete
    assert all(str(claim.status) == "proved" for claim in ledger.claims)
    assert len(said) == 1
    assert "is not kept" in said[0]


def test_two_runs_at_once_and_a_killed_one(tmp_path, folder):
    """Both end with the same digest; one that is killed while it writes leaves a cache that can be used."""
    script = tmp_path / "go.py"
    claims = tmp_path / "claims.py"
    text = (Path(__file__).parent / "fake_claims.py").read_text() + '''
from verify.controls import replaced
S = statement("lem-1", "One", kind="lemma", reading="x")
''' + "".join(f"S.claim('c{i}', controls={{'turned': replaced(a=999)}})(lambda: Less({i}, 900))\n" for i in range(60))
    claims.write_text(text)
    script.write_text(textwrap.dedent(f'''
        import json, sys
        from verify.claims import load_statements
        from verify.run import Cache, run
        with Cache({str(folder)!r}) as cache:
            ledger = run(load_statements({str(claims)!r}), cache=cache, jobs=2)
        print(json.dumps([ledger.to_data()["digest"], ledger.kept]))
    '''))
    both = [subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE) for _ in range(2)]
    told = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert told[0][0] == told[1][0]
    shutil.rmtree(folder)
    for delay in (0.9, 1.2, 1.5):
        killed = subprocess.Popen([sys.executable, script], stdout=subprocess.DEVNULL)
        try:
            killed.wait(delay)
        except subprocess.TimeoutExpired:
            killed.send_signal(signal.SIGKILL)
        killed.wait()
    last = [json.loads(subprocess.run([sys.executable, script], capture_output=True, check=True).stdout)
            for _ in range(2)]
    assert {digest for digest, _ in last} == {told[0][0]}
    assert last[1][1] == 60


PACKAGE = {
    "one": '''
from verify.claims import statement
from verify.controls import replaced
from verify.exact import Identity
from verify.decide import ForAll
from verify.claims import Domain, Real
from ._letters import x
import sympy as sp
one = statement("lem-1", "One", kind="lemma", reading="x")
@one.claim("identity", controls=lambda: {"no": replaced(rhs=3 * x)})
def identity():
    return Identity(x + x, 2 * x, Domain.of(Real("x")))
@one.claim("decision", controls=lambda: {"no": replaced(conclude=x > 1)})
def decision():
    return ForAll((), x**2 >= 0, Domain.of(Real("x")))
''',
    "two": '''
from verify.claims import statement
from verify.controls import replaced
from verify.observe import Trials
two = statement("lem-2", "Two", kind="lemma", reading="x", uses=("lem-1",))
@two.claim("trials", expect="observed", controls=lambda: {"no": replaced(trial="PACK._coin:odd")})
def trials():
    return Trials("heads", "PACK._coin:even", (1, 60), "1/3", "19/20")
''',
    "_letters": "import sympy as sp\nx = sp.Symbol('x')\n",
    "_coin": "def even(seed):\n    return seed % 2 == 0\ndef odd(seed):\n    return seed % 9 == 0\n",
}


@pytest.fixture
def package(tmp_path, monkeypatch, folder):
    """A package; gives a function that changes a module, runs it in a process of its own, and tells what was kept."""
    name = f"cached_{next(_number)}"
    (tmp_path / name).mkdir()
    for module, text in {"__init__": "", **PACKAGE}.items():
        (tmp_path / name / f"{module}.py").write_text(text.replace("PACK", name))

    def go(module=None, change=("", ""), options=""):
        if module is not None:
            path = tmp_path / name / f"{module}.py"
            path.write_text(path.read_text().replace(*change) + "\n# changed\n")
        program = textwrap.dedent(f'''
            import json, sys
            from verify.claims import load_statements
            from verify.run import Cache, run
            with Cache({str(folder)!r}) as cache:
                ledger = run(load_statements({name!r}), cache=cache{options})
            print(json.dumps([ledger.kept, [str(claim.status) for claim in ledger.claims], ledger.success,
                              sorted(m for m in sys.modules if m.startswith(({name!r}, "sympy.core.expr")))]))
        ''')
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True,
                              cwd=Path(__file__).parents[3], env={**os.environ, "PYTHONPATH": str(tmp_path)})
        return json.loads(done.stdout)

    return go


def test_a_package_that_is_unchanged_is_not_even_imported(package):
    assert package()[:3] == [0, ["proved", "proved", "observed"], True]
    kept, statuses, success, modules = package()
    assert (kept, statuses, success, modules) == (3, ["proved", "proved", "observed"], True, [])


@pytest.mark.parametrize(("module", "change", "kept"), [
    ("one", ("", ""), 3),  # a comment: the data of its claims is what it was
    ("one", ("2 * x,", "3 * x - x + x - x,"), 3),  # SymPy sees the same formula
    ("one", ("0, Domain.of(Real(\"x\")", "0, Domain.of(Real(\"x\", gt=0)"), 2),
    ("two", ("", ""), 2),  # trials: their code counts
    ("_coin", ("", ""), 2), ("_coin", ("== 0\ndef", "== 1\ndef"), 2), ("_letters", ("", ""), 3),
])
def test_a_change_settles_what_rests_on_it(package, module, change, kept):
    package()
    assert package(module, change)[0] == kept


def test_without_observed_leaves_out_and_takes_nothing_from_trials(package):
    kept, statuses, success, _ = package(options=", observed=False")
    assert (kept, statuses, success) == (0, ["proved", "proved", "undecided"], True)
    assert package()[:3] == [2, ["proved", "proved", "observed"], True]
    assert package(options=", observed=False")[:3] == [2, ["proved", "proved", "undecided"], True]
