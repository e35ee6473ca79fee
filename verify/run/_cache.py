"""Findings that are kept on disk from one run to the next, in a folder of the user's.

An SQLite file of names and values. Each value has a checksum with its name, so that one that was altered or cut is
settled again. Everything that a finding rests on is in its name (`verify.run._keys`): nothing is ever out of date,
only unused, and what was not used for long is dropped when the file grows. Only the process of the run writes.
"""

import hashlib
import json
import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from verify.claims import JSON

from ._plain import canonical, long_integers

FILE = "findings.sqlite"
_IDENTITY = 0x4561726E  # "Earn", SQLite's application_id
_VERSION = 1
_HEADER = b"SQLite format 3\0"
_LARGE = 1 << 29  # bytes: above, what was used longest ago is dropped
_BUSY = 10  # seconds that another process may hold the file
_OFTEN = 1  # seconds between two times that what was found goes to the disk
_DAY = 86_400


class CacheError(Exception):
    """A folder cannot be used as a cache; the message is one sentence for the user."""


def default_folder() -> Path:
    """Where findings are kept when nobody says: EARNSHAW_CACHE, or earnshaw in the user's folder for caches."""
    if os.environ.get("EARNSHAW_CACHE"):
        return Path(os.environ["EARNSHAW_CACHE"])
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        home = str(Path.home() / "Library" / "Caches")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "earnshaw"


def _silent(_: str) -> None:
    pass


class Cache:
    """Findings by name, in a folder; opened by `with`.

    It is for one thread. `say` hears a sentence for the user where the file had to be started anew, or no more can
    be kept.
    Opening raises CacheError when the folder is of something else, cannot be written, or its disk keeps no locks.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Cache(folder) as cache:
    ...     cache.put("lem-1/a", {"status": "proved"})
    ...     cache.get(["lem-1/a", "lem-1/b"])
    {'lem-1/a': {'status': 'proved'}}
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None, say: Callable[[str], None] = _silent) -> None:
        self.folder = Path(folder) if folder is not None else default_folder()
        self.path = self.folder / FILE
        self._say = say
        self._connection: sqlite3.Connection | None = None
        self._waiting: dict[str, bytes] = {}
        self._used: set[str] = set()
        self._written = time.monotonic()
        self._full = False

    def __enter__(self) -> "Cache":
        self._check_folder()
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
                self._close()
                raise self._unusable(error) from error
            self._start_anew()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._write()
        self._drop_old()
        self._close()

    def get(self, names: Iterable[str]) -> dict[str, Any]:
        """The values of these names that are kept, and as they were put."""
        found = {}
        for name in names:
            value = self._row(name, self._waiting.get(name))
            if value is not None:
                found[name] = value
                self._used.add(name)
        return found

    def put(self, name: str, value: JSON) -> None:
        """Keep a value; it is on the disk within a second, or when the cache is closed."""
        if self._full:
            return
        with long_integers():
            self._waiting[name] = zlib.compress(canonical(value).encode(), 1)
        if time.monotonic() - self._written > _OFTEN:
            self._write()

    def size(self) -> tuple[int, int]:
        """How many values there are, and the bytes of the file."""
        try:
            assert self._connection is not None
            (count,) = self._connection.execute("SELECT count(*) FROM kept").fetchone()
            return int(count), self.path.stat().st_size
        except (sqlite3.Error, OSError):
            return 0, 0

    def clear(self) -> None:
        """Forget everything. Raises CacheError when the file cannot be removed."""
        self._waiting.clear()
        self._close()
        try:
            for path in (self.path, self.path.with_name(FILE + "-journal")):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise CacheError(f"{self.path} cannot be removed ({error.strerror}); see to that, or name another folder "
                             "by --cache") from error

    def _check_folder(self) -> None:
        if self.folder.exists() and not self.folder.is_dir():
            raise CacheError(f"{self.folder} is no folder; name one for the cache, or say --no-cache")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            head = b""
            if self.path.exists():
                if not self.path.is_file():
                    raise self._foreign()
                with open(self.path, "rb") as file:
                    head = file.read(len(_HEADER) + 56)
            elif any(not name.startswith(FILE) for name in os.listdir(self.folder)):
                raise CacheError(f"{self.folder} holds other files and no cache; name an empty or a new folder, or say "
                                 "--no-cache")
        except OSError as error:
            raise self._unusable(error) from error
        if not head.startswith(_HEADER[:len(head)]):
            raise self._foreign()
        if len(head) == len(_HEADER) + 56 and int.from_bytes(head[68:72], "big") not in (0, _IDENTITY):
            raise self._foreign()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None)
        run = self._connection.execute
        (version,) = run("PRAGMA user_version").fetchone()
        run("BEGIN IMMEDIATE")  # also where nothing is written: it shows whether the disk keeps locks
        if version != _VERSION:
            run("DROP TABLE IF EXISTS kept")
            run("CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB, mark BLOB, used INTEGER) WITHOUT ROWID")
            run(f"PRAGMA application_id = {_IDENTITY}")
            run(f"PRAGMA user_version = {_VERSION}")
        run("SELECT name, value, mark, used FROM kept LIMIT 1").fetchall()
        run("COMMIT")

    def _start_anew(self) -> None:
        """The file is damaged: what it held is settled again."""
        self._close()
        try:
            for path in (self.path, self.path.with_name(FILE + "-journal")):
                path.unlink(missing_ok=True)
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._close()
            raise self._unusable(error) from error
        self._say(f"{self.path} was damaged, so nothing is taken from there; it is begun anew")

    def _row(self, name: str, value: bytes | None = None) -> Any:
        if self._connection is None:
            return None
        try:
            if value is None:
                row = self._connection.execute("SELECT value, mark FROM kept WHERE name = ?", (name,)).fetchone()
                if row is None or _mark(name, row[0]) != row[1]:
                    return None
                value = row[0]
            with long_integers():
                return json.loads(zlib.decompress(value))
        except (sqlite3.Error, zlib.error, ValueError, TypeError, RecursionError, MemoryError):
            return None

    def _write(self) -> None:
        if self._connection is None or not (self._waiting or self._used):
            return
        now = int(time.time()) // _DAY
        rows = [(name, value, _mark(name, value), now) for name, value in self._waiting.items()]
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
            self._connection.executemany("UPDATE kept SET used = ? WHERE name = ? AND used <> ?",
                                         [(now, name, now) for name in self._used])
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            if rows and not self._full:
                self._full = True
                self._say(f"what is found from here on is not kept in {self.path} ({error})")
        self._waiting.clear()
        self._used.clear()
        self._written = time.monotonic()

    def _drop_old(self) -> None:
        if self._connection is None or self.size()[1] < _LARGE:
            return
        with suppress(sqlite3.Error):
            count, _ = self.size()
            self._connection.execute("DELETE FROM kept WHERE name IN (SELECT name FROM kept ORDER BY used LIMIT ?)",
                                     (count // 2,))
            self._connection.execute("VACUUM")

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _foreign(self) -> CacheError:
        return CacheError(f"{self.path} is no cache of earnshaw's; name another folder by --cache, or say --no-cache")

    def _unusable(self, error: Exception) -> CacheError:
        told = getattr(error, "strerror", None) or str(error)
        locks = " (its disk may keep no locks)" if "lock" in told else ""
        return CacheError(f"{self.folder} cannot hold the cache ({told}){locks}; name another folder by --cache, or "
                          "say --no-cache")


def recall(folder: str, name: str) -> Any:
    """A value that is kept in this folder, read without writing; None where there is none. For a worker."""
    cache = Cache(folder)
    try:
        cache._connection = sqlite3.connect(f"file:{cache.path}?mode=ro", timeout=_BUSY, uri=True)
        return cache._row(name)
    except sqlite3.Error:
        return None
    finally:
        cache._close()


def _mark(name: str, value: Any) -> bytes | None:
    return hashlib.sha256(name.encode() + b"\0" + value).digest()[:16] if isinstance(value, bytes) else None
