"""How a worker and its parent talk: lines of JSON through a socket, each under the token of the work in hand.

The parent never waits for the rest of a line, and takes nothing that does not begin with the token, which was drawn
for this work and given to the worker alone: what a claim writes to the socket, or a thread or child of an earlier
claim sends late, counts for no claim. (A claim is a program and may read the token in its own process; then it can
spoil its own result, which is its own affair anyhow.)
"""

import json
import os
import secrets
import socket
from collections.abc import Iterator
from typing import Any

from verify.claims import JSON

from ._plain import long_integers

MOST_BYTES = 1 << 28  # of one line; no result is larger
_CHUNK = 1 << 18
_CHUNKS = 64  # at a time: nobody can talk so fast that the clock is not looked at


class GarbledError(Exception):
    """What came is no message of the work in hand."""


def channel() -> "tuple[Inbox, Outbox]":
    """The two ends: the parent's, and the worker's.

    >>> inbox, outbox = channel()
    >>> inbox.give("lem-1/a"), outbox.next()
    (None, 'lem-1/a')
    >>> inbox.begin(); outbox.send("done", 3); list(inbox.read()); inbox.close(); outbox.close()
    [('done', 3)]
    """
    ours, theirs = socket.socketpair()
    inbox = Inbox(ours)
    return inbox, Outbox(theirs, inbox.token)


class Inbox:
    """The parent's end; it gives work, and reads what has come without waiting."""

    def __init__(self, end: socket.socket) -> None:
        self.token = secrets.token_hex(8)  # of what the worker says before its first work
        self._end = end
        self._end.setblocking(False)
        self._text = bytearray()

    def fileno(self) -> int:
        """For `multiprocessing.connection.wait`."""
        return self._end.fileno()

    def give(self, name: str) -> None:
        """Hand over the next work under a new token. Raises OSError when the worker is gone."""
        self._next = secrets.token_hex(8)
        self._end.sendall(json.dumps([self._next, name]).encode() + b"\n")

    def begin(self) -> None:
        """From here on only what is said of the work that was given last counts."""
        self.token = self._next

    def read(self) -> Iterator[tuple[str, Any]]:
        """The messages that have come. Raises EOFError at the end of the channel, GarbledError for anything else."""
        for _ in range(_CHUNKS):
            try:
                came = self._end.recv(_CHUNK)
            except BlockingIOError:
                return
            except OSError as error:
                raise EOFError from error
            if not came:
                raise EOFError
            self._text += came
            yield from self._lines(len(came))

    def _lines(self, new: int) -> Iterator[tuple[str, Any]]:
        start = max(0, len(self._text) - new)
        while True:
            mark = self.token.encode()
            if not self._text.startswith(mark[:len(self._text)]) or len(self._text) > MOST_BYTES:
                raise GarbledError
            end = self._text.find(b"\n", start)
            if end < 0:
                return
            line, start = bytes(self._text[len(mark):end]), 0
            del self._text[:end + 1]
            try:
                with long_integers():
                    kind, payload = json.loads(line)
            except (ValueError, TypeError, RecursionError):
                raise GarbledError from None
            yield kind, payload

    def close(self) -> None:
        """Give up the end."""
        self._end.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._end.fileno() < 0


class Outbox:
    """The worker's end; it waits for work, and tells what comes of it."""

    def __init__(self, end: socket.socket, token: str) -> None:
        self._end = end
        self._token = token
        self._text = b""

    def next(self) -> str:
        """Wait for the next work. Raises EOFError when there is no more, OSError when the channel is gone."""
        while b"\n" not in self._text:
            came = self._end.recv(_CHUNK)
            if not came:
                raise EOFError
            self._text += came
        line, _, self._text = self._text.partition(b"\n")
        self._token, name = json.loads(line)
        return str(name)

    def send(self, kind: str, payload: JSON) -> None:
        """Tell something of the work in hand. Raises OSError when nobody listens."""
        self._end.sendall(f"{self._token}{json.dumps([kind, payload])}\n".encode())

    def close(self) -> None:
        """Give up the end."""
        self._end.close()

    def leave_to_parent(self) -> None:
        """In a child that a claim forks the channel is closed: the child's words would be taken for the claim's."""
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._end.close)
