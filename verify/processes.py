"""What a process may ask of the system: to end with its parent, and to have no more memory than it was promised."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

USUAL_MEMORY = 2048  # MiB for a claim; the largest of the paper needs a tenth of it
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_STATM = "/proc/{}/statm"  # Linux; in pages: size, resident, shared, text, library, data and stack
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, linux/prctl.h


def memory_is_limited() -> bool:
    """Whether a limit of memory is kept on this system: on Linux; elsewhere it is accepted and does nothing.

    macOS and Windows offer a process no limit on what it allocates, and no file that tells what it has.

    >>> memory_is_limited() == Path("/proc/self/statm").exists()
    True
    """
    return Path(_STATM.format("self")).exists()


def default_memory() -> int:
    """MiB that a claim may take when nobody says: 2048, or a quarter of the machine where that is less.

    >>> 0 < default_memory() <= 2048
    True
    """
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * _PAGE >> 20
    except (AttributeError, ValueError, OSError):  # not told on this system
        return USUAL_MEMORY
    return max(1, min(USUAL_MEMORY, machine // 4)) if machine > 0 else USUAL_MEMORY


def resident(pid: int | None) -> int | None:
    """Bytes of memory that a process holds now; None where the system does not tell, or the process has ended.

    >>> resident(None) is None
    True
    """
    if pid is None:
        return None
    pages = _pages(pid, 1)
    return pages and pages * _PAGE


def _pages(pid: int | str, column: int) -> int | None:
    try:
        with open(_STATM.format(pid), "rb") as file:
            return int(file.read().split()[column])
    except (OSError, ValueError, IndexError):
        return None


@contextmanager
def memory_limited(mebibytes: int | None) -> Iterator[None]:
    """Within it, this process and each that it starts may allocate so much more than this one holds now.

    Beyond, Python raises MemoryError; a library in C may abort. Without effect where `memory_is_limited` is False.

    >>> with memory_limited(64):
    ...     2 + 2
    4
    """
    held = _pages("self", 5)
    if mebibytes is None or held is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ours = held * _PAGE + (mebibytes << 20)
    known = [limit for limit in (soft, hard, ours) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(known), hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):  # what ran may have lowered the hard limit
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def end_with_parent(parent: int, by_kernel: bool = True) -> None:
    """End this process soon after `parent`, its parent, however that ends.

    On Linux the kernel sees to it at once, even while a library holds Python's lock; it takes the end of the thread
    that started us for the end of the parent, so pass `by_kernel` False where that thread may end before. Elsewhere
    a thread looks every second.
    """
    if by_kernel and sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # another C library; the thread is left
            ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
