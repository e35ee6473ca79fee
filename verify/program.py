"""A program of ours in a process of its own: it is asked a line, and answers a line."""

import os
import subprocess
import sys
import threading
from contextlib import suppress

from .threads import BLAS

_PATIENCE = 5  # seconds for a program that was asked to end, before it is killed


class Program:
    """A module that is run as a program, with one BLAS thread, when it is first asked; again after it has died.

    Its standard input gets `job`, the first line, which it answers too, and then line after line. It ends when its
    input does. After the answer `{"ready": true}` to the job it is `ready`; any other is kept in `refused`.

    >>> Program("no_such_module", "the job").end()
    'not started'
    """

    def __init__(self, module: str, job: str) -> None:
        self._module, self._job = module, job
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()  # `stop` comes from another thread
        self.stopped = False
        self.ready = False
        self.refused = ""

    def ask(self, line: str) -> str | None:
        """The answer, None when the program died over it or refused its job; `end` then says how it ended."""
        if self.refused:
            return None
        if self._process is None:
            ready = self._tell(self._job) if self._start() else None
            if ready is None or ready.strip() != '{"ready": true}':
                self.refused = ready or ""
                return None
            self.ready = True
        return self._tell(line)

    def stop(self) -> None:
        """End it now, from whatever thread; it is not started again."""
        with self._lock:
            self.stopped = True
            if self._process is not None:
                self._process.terminate()
                surely = threading.Timer(_PATIENCE, self._process.kill)
                surely.daemon = True
                surely.start()

    def end(self) -> str:
        """Wait for it to end, which it does when nothing more can be asked; how it ended."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return "not started"
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        try:
            code = process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def _start(self) -> bool:
        # in a session of its own, so that Ctrl-C does not reach it
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        alone = {**os.environ, **dict.fromkeys((*BLAS, "NUMBA_NUM_THREADS"), "1"), "PYTHONPATH": path}
        with self._lock:
            if not self.stopped:
                self._process = subprocess.Popen([sys.executable, "-m", self._module], env=alone, text=True,
                                                 encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                                 start_new_session=True)
            return self._process is not None

    def _tell(self, line: str) -> str | None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except (OSError, ValueError):
            return None
        return answer if answer.endswith("\n") else None  # half a line is none
