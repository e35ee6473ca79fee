"""What the tests of faults ask the system about processes, where it has /proc."""

from contextlib import suppress
from pathlib import Path


def children(pid: int) -> list[int]:
    """The processes that this one has started, by any of its threads; none when it is gone."""
    with suppress(OSError):
        return [int(word) for task in Path(f"/proc/{pid}/task").iterdir()
                for word in (task / "children").read_text().split()]
    return []


def lives(pid: int) -> bool:
    """Whether there is such a process and it has not ended; one that nobody has waited for has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
