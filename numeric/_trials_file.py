"""The file of a run of trials: a line that says which trials these are, then a line for each that was finished."""

import json
import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Any

from verify.files import Lines, open_alone

FORMAT = "earnshaw trials 1"
MOST_BYTES = 1 << 28  # of a file that is resumed; a larger one was not written by trials


class TrialsError(ValueError):
    """Trials that cannot be run, or a file that is not theirs; the message is one sentence for the user."""


class TrialsFile:
    """Finished trials in a file, `values` by seed; opened by `with`, extended by `add`.

    A file that another run left is taken up: its last line is dropped where it is cut off. Whatever is not exactly
    the file of these trials raises TrialsError and stays as it is.
    """

    def __init__(self, path: str | os.PathLike[str], function: str, version: int,
                 parameters: Mapping[str, Any]) -> None:
        self.path = Path(path)
        header = {"format": FORMAT, "function": function, "version": version, "parameters": parameters}
        self._header = json.dumps(header, sort_keys=True, allow_nan=False).encode() + b"\n"
        self.values: dict[int, Any] = {}
        self._is_new = False

    def __enter__(self) -> "TrialsFile":
        if self.path.exists() and not self.path.is_file():
            raise TrialsError(f"{self.path} is a folder or device; name one that can hold the results")
        try:
            file = open_alone(self.path)
        except OSError as error:
            raise TrialsError(f"{self.path} cannot be written ({error.strerror}); "
                              "name a file in a folder that exists and that you may write to") from error
        if file is None:
            raise TrialsError(f"{self.path} is being written by another run; wait for it, or name another file")
        self._file, self._lines = FileIO(file, "r+"), Lines(file)
        try:
            self._take_up()
        except BaseException:
            self._file.close()
            if self._is_new:
                self.path.unlink()
            raise
        return self

    def add(self, seed: int, value: Any) -> None:
        """Keep a finished trial; it is in the file when this returns, and within a second on the disk.

        Raises TrialsError when it does not fit; then the file is as it was.
        """
        self._write(json.dumps({"seed": seed, "value": value}, allow_nan=False).encode() + b"\n")
        self.values[seed] = value

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._file.close()
        if self._is_new and not self.values:
            self.path.unlink()  # nothing came of it

    def _take_up(self) -> None:
        if os.fstat(self._file.fileno()).st_size > MOST_BYTES:
            raise TrialsError(f"{self.path} is larger than any file of trials ({MOST_BYTES >> 20} MiB); name another")
        text = self._file.read()
        whole = text[:text.rfind(b"\n") + 1]  # a last line without its end was cut off when a run was killed
        if not whole and self._header.startswith(text):
            self._is_new = not text
            self._file.seek(0)
            self._write(self._header)
            return
        head, *lines = whole.split(b"\n")[:-1] or [b""]
        self._compare(head)
        for number, line in enumerate(lines, start=2):
            self._read(number, line)
        self._file.truncate(len(whole))
        self._file.seek(len(whole))

    def _write(self, line: bytes) -> None:
        try:
            self._lines.add(line)
        except OSError as error:
            raise TrialsError(f"{self.path} cannot be written ({error.strerror}); what was finished is in it, so "
                              "make room and run again") from error

    def _compare(self, head: bytes) -> None:
        if head + b"\n" == self._header:
            return
        try:
            found = json.loads(head)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise TrialsError(f"{self.path} is no file of trials; it was left as it is, so name another file")
        differing = next((key for key, ours in json.loads(self._header).items() if found.get(key) != ours), "header")
        raise TrialsError(f"{self.path} holds other trials, they differ in their {differing}; repeat the command that "
                          "made it, or name another file")

    def _read(self, number: int, line: bytes) -> None:
        try:
            made = json.loads(line)
            seed, value = made["seed"], made["value"]
            if type(seed) is not int or len(made) != 2 or self.values.get(seed, value) != value:
                raise ValueError
        except (ValueError, KeyError, TypeError, RecursionError):
            raise TrialsError(f"{self.path} is damaged in line {number}; "
                              "delete that line, or name another file") from None
        self.values[seed] = value
