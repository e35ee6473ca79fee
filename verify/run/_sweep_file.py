"""The file of a sweep: a line that says which sweep it is, then a line for each point that was settled."""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from verify.claims import JSON, Status
from verify.files import Lines, open_alone

from ._plain import canonical, long_integers

FORMAT = "earnshaw sweep 1"
OUTSIDE = "outside"
"""What stands for a status where the claim says nothing."""
_NUMBER = re.compile(r"-?\d{1,40}(/\d{1,40})?", re.ASCII)
MOST_BYTES = 1 << 30  # of a file that is taken up again; a larger one was not written by a sweep


class SweepError(ValueError):
    """A sweep that cannot be made, or a file that is not its own; the message is one sentence for the user."""


class SweepFile:
    """Settled points in a file, `rows` as they were found in it; opened by `with`, extended by `add`.

    A file that the same sweep left is taken up: its last line is dropped where it is cut off. Whatever is not exactly
    the file of this sweep raises SweepError and stays as it is.
    """

    def __init__(self, path: str | os.PathLike[str], header: Mapping[str, JSON]) -> None:
        self.path = Path(path)
        self._header = {"format": FORMAT, **header}
        self.rows: list[dict[str, JSON]] = []
        self._is_new = False
        self._count = 0

    def __enter__(self) -> "SweepFile":
        if self.path.exists() and not self.path.is_file():
            raise SweepError(f"{self.path} is a folder or device; name one that can hold the results")
        try:
            file = open_alone(self.path)
        except OSError as error:
            raise SweepError(f"{self.path} cannot be written ({error.strerror}); "
                             "name a file in a folder that exists and that you may write to") from error
        if file is None:
            raise SweepError(f"{self.path} is being written by another run; wait for it, or name another file")
        self._file, self._lines = open(file, "r+b", buffering=0), Lines(file)
        try:
            self._take_up()
        except BaseException:
            self._file.close()
            raise
        return self

    def add(self, row: Mapping[str, JSON]) -> None:
        """Keep a settled point; it is in the file when this returns."""
        self._write(canonical(dict(row)).encode() + b"\n")
        self._count += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._count:
            with suppress(OSError):
                os.fsync(self._file.fileno())
        if os.name == "nt":
            self._file.close()  # an open file cannot be removed there
        if self._is_new and not self._count:
            self.path.unlink(missing_ok=True)  # nothing came of it
        self._file.close()

    def _write(self, line: bytes) -> None:
        try:
            self._lines.add(line)
        except OSError as error:
            raise SweepError(f"{self.path} cannot be written ({error.strerror or error}); see to that, and run it "
                             "again for the rest") from error

    def _take_up(self) -> None:
        if os.fstat(self._file.fileno()).st_size > MOST_BYTES:
            raise SweepError(f"{self.path} is larger than any file of a sweep ({MOST_BYTES >> 20} MiB); name another")
        head = canonical(self._header).encode() + b"\n"
        start = self._file.read(len(head))
        if head.startswith(start) and not start.endswith(b"\n"):  # empty, or cut off in its first line
            self._is_new = not start
            self._file.seek(0)
            self._write(head)
            return
        self._file.seek(0)
        end = 0
        with open(self._file.fileno(), "rb", closefd=False) as lines:
            for number, line in enumerate(lines, start=1):
                if not line.endswith(b"\n"):  # cut off when a run was killed
                    break
                if number == 1:
                    self._compare(line)
                else:
                    self.rows.append(self._read(number, line))
                end += len(line)
        if end == 0:
            self._compare(b"")
        self._file.truncate(end)
        self._file.seek(end)

    def _compare(self, head: bytes) -> None:
        found = _data(head)
        if found == self._header:
            return
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise SweepError(f"{self.path} is no file of a sweep; it was left as it is, so name another file")
        differing = next((key for key, ours in self._header.items() if found.get(key) != ours), "header")
        raise SweepError(f"{self.path} holds another sweep, they differ in their {differing}; name another file, or "
                         "delete this one")

    def _read(self, number: int, line: bytes) -> dict[str, JSON]:
        row = _data(line)
        if not (isinstance(row, dict) and _is_row(row)):
            raise SweepError(f"{self.path} is damaged in line {number}; delete that line, or name another file")
        return row


def _is_row(row: dict[str, JSON]) -> bool:
    """Whether everything that is read of a row is of its kind; a file may have been changed by anyone."""
    at, numbers = row.get("at"), row.get("numbers", {})
    return (isinstance(at, dict) and isinstance(numbers, dict)
            and all(isinstance(value, str) and _NUMBER.fullmatch(value) for value in at.values())
            and not any(re.search("/0*$", value) for value in at.values())
            and all(isinstance(row.get(name, ""), str) for name in ("reason", "status", "claim"))
            and row.get("status") in (*Status, OUTSIDE) and "claim" in row
            and all(type(row.get(name, 0)) in (int, float) for name in ("seconds", "limit")) and "seconds" in row
            and isinstance(row.get("beyond", False), bool))


def _data(line: bytes) -> JSON:
    try:
        with long_integers():
            return json.loads(line)
    except (ValueError, RecursionError):
        return None
