"""Programs of ours on a Dask cluster: each line of work is answered by a program beside one of its workers.

A task is plain data: the name of the program's module, its job, and one line. Dask runs a task again, elsewhere, when
its worker is lost. The program is a process of its own, so that time and memory limits hold there as they do here.

A cluster runs code for whoever reaches it. Between machines that are not all yours use an address `tls://...`, with
certificates where Dask's own configuration names them (`distributed.comm.tls`).
"""

import hashlib
import importlib.util
import logging
import platform
import sys
import time
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from ._cluster_task import answer

_CONNECTING = 5  # seconds for the scheduler to answer, and as many for a first worker
_ALONE = 60  # seconds without any worker, before a cluster is given up
_BREATH = 0.2  # seconds between two looks
_COMPUTES = ("sympy", "mpmath", "python-flint", "z3-solver", "numpy", "scipy", "numba")


class ClusterError(Exception):
    """A cluster that cannot be used, or not any longer; the message is one sentence for the user."""


@dataclass(frozen=True)
class Answer:
    """What a program said to a line, or how it died over it."""

    line: str
    text: str = ""
    died: str = ""


def fingerprint(packages: Iterable[str], files: Iterable[str] = ()) -> dict[str, str | None]:
    """What two machines must have in common to be of one mind: the code, and the versions of what computes.

    >>> fingerprint(["verify"]) == fingerprint(["verify"]), fingerprint(["no_such_package"])["no_such_package"]
    (True, None)
    """
    made: dict[str, str | None] = {name: _code(name) for name in packages}
    made |= {path: _digest([Path(path)]) if Path(path).is_file() else None for path in files}
    made["python"] = ".".join(platform.python_version_tuple()[:2])
    for distribution in _COMPUTES:
        try:
            made[distribution] = version(distribution)
        except PackageNotFoundError:
            made[distribution] = None
    return made


def unlike(asked: dict[str, str | None]) -> str:
    """How this machine differs from the fingerprint of another, a sentence; empty when it does not.

    >>> unlike({}), unlike({"no_such_package": "0123"})
    ('', 'it has no no_such_package; put it where the machine that asks has it')
    """
    known = {name for name in asked if name.replace(".", "_").isidentifier() or name in _COMPUTES}
    here = fingerprint(known - {"python", *_COMPUTES}, set(asked) - known)
    for name, value in asked.items():
        if here.get(name) == value:
            continue
        if name == "python" or name in _COMPUTES:
            return f"it has {name} {here.get(name) or 'not'}, the machine that asks {value or 'not'}; install the same"
        if here.get(name) is None:
            return f"it has no {name}; put it where the machine that asks has it"
        return f"it has other code in {name} than the machine that asks; bring both to the same state"
    return ""


def _code(package: str) -> str | None:
    """A digest of the Python files of a package or module; None when it is not here, empty when it has no files."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    if not folders and spec.has_location and spec.origin is not None:
        files = [Path(spec.origin)]
    return _digest(files)


def _digest(files: Sequence[Path]) -> str:
    made = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        made.update(f"{path.name} {len(content)} ".encode() + content)
    return made.hexdigest()[:16]


class Spread:
    """Lines of work on the cluster at an address, a few more of them at a time than it has threads.

    `next` gives answers as they come; `running` are lines that are in work; `stop` cancels what is not finished.
    Raises ClusterError here and in `next`.
    """

    def __init__(self, address: str, module: str, job: str, lines: Iterable[str]) -> None:
        self._address, self._module, self._job = address, module, job
        self._waiting = deque(lines)
        self._sent: dict[Future[Any], str] = {}
        self._done: deque[Answer] = deque()
        self._client = _connected(address)
        self._executor = self._client.get_executor(pure=False)
        self._threads, self._looked, self._last_seen = 0, 0.0, time.monotonic()
        try:
            self._look()
        except BaseException:
            self.stop()
            raise

    @property
    def left(self) -> bool:
        """Whether there is anything more to come."""
        return bool(self._waiting or self._sent or self._done)

    @property
    def running(self) -> tuple[str, ...]:
        """Lines in work, as far as can be told from here: the ones that were sent first."""
        return tuple(self._sent.values())[:self._threads]

    def next(self) -> Answer | None:
        """An answer, or None when there is none within a breath."""
        self._look()
        while self._waiting and len(self._sent) < 2 * self._threads:
            line = self._waiting[0]
            try:
                future = self._executor.submit(answer, self._module, self._job, line)
            except Exception as error:
                raise self._lost() from error
            self._sent[future] = self._waiting.popleft()
        if not self._done:
            if not self._sent:
                time.sleep(_BREATH)
            for future in wait(self._sent, _BREATH, FIRST_COMPLETED).done:
                self._done.append(self._answer(future, self._sent.pop(future)))
        return self._done.popleft() if self._done else None

    def stop(self) -> None:
        """Cancel what is on the cluster, and leave it."""
        with suppress(Exception), _hushed():  # a scheduler that is gone can be told nothing
            if self._client.status == "running":
                self._executor.shutdown(wait=False)
            self._client.close(timeout=2)

    def _look(self) -> None:
        """See, now and then, how many threads the cluster has."""
        if self._client.status != "running":
            raise self._lost()
        now = time.monotonic()
        if now - self._looked < 1:
            return
        try:
            self._threads = sum(self._client.nthreads().values())
        except Exception as error:
            raise self._lost() from error
        self._looked = now
        if self._threads:
            self._last_seen = now
        elif now - self._last_seen > _ALONE:
            raise ClusterError(f"the cluster at {self._address} has had no worker for {_ALONE} seconds; start some "
                               f"with `dask worker {self._address}`")

    def _answer(self, future: "Future[Any]", line: str) -> Answer:
        try:
            kind, text = future.result()
        except (Exception, CancelledError) as error:
            if isinstance(error, CancelledError) or self._client.status != "running":
                raise self._lost() from error
            if type(error).__name__ == "KilledWorker":
                return Answer(line, died="every worker of the cluster that took it up was lost")
            told = " ".join(f"{type(error).__name__}: {error.__cause__ or error}".split())[:200]
            raise ClusterError(f"the cluster at {self._address} cannot run this ({told}); install the same earnshaw "
                               "for its scheduler and its workers") from error
        if kind == "refused":
            raise ClusterError(f"a worker of the cluster at {self._address} cannot do this: {text}")
        return Answer(line, text=text) if kind == "answer" else Answer(line, died=text)

    def _lost(self) -> ClusterError:
        return ClusterError(f"the scheduler at {self._address} is gone")


def _connected(address: str) -> Any:
    """A client of the scheduler, which has a worker; ClusterError when there is none."""
    first = "distributed" not in sys.modules
    try:
        with catch_warnings():
            simplefilter("ignore")
            distributed: Any = import_module("distributed")
    except ImportError as error:
        raise ClusterError(f"a cluster needs Dask's distributed, which cannot be loaded ({error}); "
                           "run `pip install 'earnshaw[cluster]'`, or leave out the scheduler") from error
    if first:  # otherwise its logs are somebody else's
        for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    client = None
    try:
        with _hushed():
            distributed.comm.get_address_host_port(address)  # a client that cannot be made leaves a thread behind
            client = distributed.Client(address, timeout=_CONNECTING, set_as_default=False, name="earnshaw")
            client.wait_for_workers(1, timeout=_CONNECTING)
    except Exception as error:
        if client is not None:
            client.close(timeout=2)
            raise ClusterError(f"the scheduler at {address} has no worker; start some with "
                               f"`dask worker {address}`") from error
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise ClusterError(f"no scheduler of a Dask cluster answers at {address!r} ({told}); give the address that "
                           "`dask scheduler` prints, such as tcp://127.0.0.1:8786") from error
    except BaseException:
        if client is not None:
            client.close(timeout=2)
        raise
    return client


class _hushed(catch_warnings):
    """Dask's warnings, on other versions elsewhere and large tasks, are not for our users."""

    def __enter__(self) -> None:
        super().__enter__()
        simplefilter("ignore")
