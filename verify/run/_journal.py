"""The journal of a run: what is finished stands in FILE.part, beside the ledger's FILE, until that is written.

The first line says what the results rest on; then a line for each finished claim. Every line begins with a checksum
of the rest. A run that was killed leaves the lines that it had written; the next one takes them up.
"""

import hashlib
import json
import os
import weakref
from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from verify.claims import JSON
from verify.files import Lines, open_alone

from ._ledger import MOST_BYTES, LedgerError
from ._plain import canonical, long_integers, plain
from ._pool import Outcome
from ._results import defective

FORMAT = "earnshaw journal 1"
_MARK = 16  # characters of the checksum


def _silent(_: str) -> None:
    pass


class Journal:
    """The journal beside a ledger's file; opened by `with`, which locks it, so that no other run writes there.

    `begin` takes up what an earlier run left, `add` keeps a result, `discard` removes it all once the ledger is there.
    `say` hears a sentence for the user when there is something to take up or to leave.
    Each raises LedgerError when the file is in use, foreign, or cannot be written.
    """

    def __init__(self, ledger: str | os.PathLike[str], say: Callable[[str], None] = _silent) -> None:
        self.target = Path(os.path.realpath(ledger))
        self.path = self.target.with_name(self.target.name + ".part")
        self._shown, self._say = f"{ledger}.part", say
        self._file: int | None = None
        self._empty = True

    def __enter__(self) -> "Journal":
        try:
            if self.path.exists() and not self.path.is_file():
                raise LedgerError(f"{self._shown} is no ordinary file, and the results so far belong there; "
                                  "move it, or name another ledger")
            self._file = open_alone(self.path)
        except OSError as error:
            raise self._unwritable(error) from error
        if self._file is None:
            raise LedgerError(f"{self._shown.removesuffix('.part')} is being written by another run; wait for "
                              "it, or name another file")
        self._lines = Lines(self._file)
        self._empty = os.fstat(self._file).st_size == 0
        _open_ones.add(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._empty:
            self.discard()
        self._close()

    @property
    def files(self) -> tuple[Path, Path]:
        """The ledger's file and the journal's own."""
        return self.target, self.path

    def begin(self, key: dict[str, JSON], claim_ids: Container[str]) -> dict[str, Outcome]:
        """The outcomes of these claims that a run with the same key left here; what any other left is removed."""
        assert self._file is not None
        head = _line({"format": FORMAT, **key})
        try:
            size = os.fstat(self._file).st_size
            text = _read(self._file, min(size, MOST_BYTES))
            first = text[:text.find(b"\n") + 1]
            cut_off = not first and _begins(text, head)
            if not cut_off and _told(first, "format") != FORMAT:
                raise LedgerError(f"{self._shown} is no journal of a run, and the results so far belong there; "
                                  "move it, or name another ledger")
            found, end = _outcomes(text, len(first)) if first == head else ({}, 0)
            if first and first != head:
                what = next((name for name in key if _told(first, name) != key[name]), "format")
                self._say(f"{self._shown} is of a run that differs in its {what}, so it was not used")
            os.ftruncate(self._file, end)
            os.lseek(self._file, end, os.SEEK_SET)
        except OSError as error:
            raise self._unwritable(error) from error
        if not end:
            self._write(head)
        self._empty = not found
        found = {name: outcome for name, outcome in found.items() if name in claim_ids}
        if found:
            count = "1 claim was" if len(found) == 1 else f"{len(found)} claims were"
            self._say(f"{count} finished before and not settled again; remove {self._shown} to settle all")
        self._sweep()
        return found

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome, unless its check broke down: another try could find another."""
        told = [message.get("finding", message.get("control", {})) for message in outcome.messages]
        if defective(outcome.cause) or any(defective(str(found.get("reason", ""))) for found in told):
            return
        with long_integers():
            self._write(_line({"outcome": asdict(outcome)}))
        self._empty = False

    def discard(self) -> None:
        """Remove it: its results are in the ledger."""
        with suppress(OSError):
            if os.name == "nt":
                self._close()  # an open file cannot be removed there
            self.path.unlink()
        self._empty = False

    def _write(self, line: bytes) -> None:
        try:
            self._lines.add(line)
        except OSError as error:
            raise self._unwritable(error) from error

    def _sweep(self) -> None:
        """Remove what writers of the ledger left who were killed; none is at work, since we hold the lock."""
        for stray in self.target.parent.iterdir():
            if stray.name.startswith(f".{self.target.name}.") and stray.name.endswith(".tmp"):
                with suppress(OSError):
                    stray.unlink()

    def _unwritable(self, error: OSError) -> LedgerError:
        return LedgerError(f"{self._shown}, where finished claims are kept, cannot be written "
                           f"({error.strerror or error}); see to that, and run again")

    def _close(self) -> None:
        if self._file is not None:
            _open_ones.discard(self)
            os.close(self._file)
            self._file = None


_open_ones: "weakref.WeakSet[Journal]" = weakref.WeakSet()


def _forget() -> None:
    """A worker that is forked holds no lock: it may outlive us for a moment."""
    for journal in list(_open_ones):
        journal._close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _line(data: dict[str, JSON]) -> bytes:
    text = canonical(data).encode()
    return hashlib.sha256(text).hexdigest()[:_MARK].encode() + b" " + text + b"\n"


def _begins(text: bytes, head: bytes) -> bool:
    """Whether a first line that was cut off begins as ours do, whatever run it is of."""
    return not text[:_MARK].strip(b"0123456789abcdef") and head[_MARK:].startswith(text[_MARK:_MARK + 8])


def _read(file: int, size: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    parts = []
    while size > 0 and (part := os.read(file, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _data(line: bytes) -> dict[str, Any] | None:
    """What a whole line says; None for any other."""
    mark, _, text = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or hashlib.sha256(text).hexdigest()[:_MARK].encode() != mark:
        return None
    try:
        with long_integers():
            data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _told(line: bytes, name: str) -> JSON:
    return (_data(line) or {}).get(name)


def _outcomes(text: bytes, start: int) -> tuple[dict[str, Outcome], int]:
    """The outcomes from there on, and where the last whole line ends: what follows was cut off."""
    found: dict[str, Outcome] = {}
    for line in text[start:].splitlines(keepends=True):
        data = _data(line)
        if data is None:
            break
        with suppress(KeyError, TypeError):
            seconds = data["outcome"].pop("seconds")
            outcome = Outcome(**plain(data["outcome"]), seconds=seconds)
            found[outcome.claim_id] = outcome
        start += len(line)
    return found, start
