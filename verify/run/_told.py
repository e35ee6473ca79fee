"""What a worker writes to its standard error: handed on, and its end remembered.

A library in C that gets no memory writes so and aborts; nothing else tells that it was memory.
"""

import os
import re
import sys
from contextlib import suppress

_MEMORY = re.compile(r"(unable to|cannot|can't|could not) (re)?allocate|bad_alloc|out of memory|MemoryError", re.I)
_KEPT = 1 << 16  # characters: a dump of the stack and of all modules may follow the word that matters
_CHUNK = 1 << 16  # bytes, what a pipe holds
_MOST = 1 << 20  # bytes of one claim that are handed on; the rest is nobody's report


class Told:
    """A pipe for the standard error of a forked worker."""

    def __init__(self) -> None:
        self._ours, self.theirs = os.pipe()
        os.set_blocking(self._ours, False)
        self.last = ""
        self.silent = False
        """Whether nothing more can come."""
        self._count = 0

    def next(self) -> None:
        """What comes now is of another claim."""
        self.read()
        self.last, self._count = "", 0

    def begin(self) -> None:
        """Leave the other end to the worker, which has been started."""
        os.close(self.theirs)

    def fileno(self) -> int:
        """For `multiprocessing.connection.wait`."""
        return self._ours

    def read(self) -> None:
        """Hand on what has come, without waiting."""
        for _ in range(16):  # nobody can talk so fast that the clock is not looked at
            if self.silent:
                return
            try:
                came = os.read(self._ours, _CHUNK)
            except BlockingIOError:
                return
            except OSError:
                came = b""
            self.silent = not came
            text = came.decode(errors="backslashreplace")
            self.last = (self.last + text)[-_KEPT:]
            self._count += len(came)
            if sys.stderr is not None and self._count <= _MOST:
                with suppress(OSError, ValueError):  # nobody reads our own
                    sys.stderr.write(text)
                    sys.stderr.flush()

    def of_memory(self) -> bool:
        """Whether the last words were of memory that could not be had.

        >>> told = Told()
        >>> told.last = "GNU MP: Cannot allocate memory (size=17179869192)"
        >>> told.of_memory()
        True
        >>> told.begin(), told.close()
        (None, None)
        """
        return _MEMORY.search(self.last) is not None

    def close(self) -> None:
        """Give up our end."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours, self.silent = -1, True
