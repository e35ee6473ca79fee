"""Files written whole or not at all, or line by line by one process alone; seen to be possible before the work."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_SURELY = 1  # seconds: so much work at most is lost when the machine itself goes down


def open_alone(path: Path) -> int | None:
    """The descriptor of a file to read and extend, made where there is none, and locked; None when another has it.

    Raises OSError when it cannot be opened.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     mine = open_alone(Path(folder, "rows"))
    ...     other = open_alone(Path(folder, "rows"))
    ...     os.close(mine)
    >>> other is None
    True
    """
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if not lock(file):
                os.close(file)
                return None
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), os.stat(path)):
                    return file
        except OSError:
            os.close(file)
            raise
        os.close(file)  # who had it before removed it between our opening and our locking


class Lines:
    """Lines added to an open file where it stands: each whole or not at all, and on the disk within a second.

    >>> with tempfile.TemporaryFile() as file:
    ...     Lines(file.fileno()).add(b"one\\n")
    ...     file.seek(0), file.read()
    (0, b'one\\n')
    """

    def __init__(self, file: int) -> None:
        self._file, self._synced = file, 0.0

    def add(self, line: bytes) -> None:
        """Add a line. Raises OSError when it does not fit; then the file is as it was."""
        start = os.lseek(self._file, 0, os.SEEK_CUR)
        try:
            while line:
                line = line[os.write(self._file, line):]
            if time.monotonic() - self._synced > _SURELY:
                os.fsync(self._file)
                self._synced = time.monotonic()
        except OSError:
            with suppress(OSError):  # otherwise the next run cuts it off
                os.ftruncate(self._file, start)
            raise


def lock(file: int) -> bool:
    """Lock an open file for as long as it is open, unless another process has; where there are no locks, always.

    A lock ends with its process, however that ends.

    >>> with tempfile.NamedTemporaryFile() as mine, open(mine.name) as other:
    ...     lock(mine.fileno()), lock(other.fileno())
    (True, False)
    """
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _lock_on_windows(file: int) -> bool:
    import msvcrt

    place = 1 << 40  # a byte beyond all content: others may read the file
    try:
        os.lseek(file, place, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # not on this system
    except OSError:
        return False
    finally:
        os.lseek(file, 0, os.SEEK_SET)
    return True


def check_folder(target: Path) -> None:
    """Raise OSError when a file could not be written at `target`, in a folder that is there; nothing is changed.

    >>> check_folder(Path(tempfile.gettempdir(), "note"))
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    with tempfile.TemporaryFile(dir=target.parent):
        pass


def write_whole(target: Path, content: bytes) -> None:
    """Write so that `target` holds, at any moment, either what it held before or all of the new content.

    Raises OSError when it cannot be written; then it holds what it held before.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "note"), b"all of it")
    ...     Path(folder, "note").read_text()
    'all of it'
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
        _keep_name(target.parent)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _keep_name(folder: Path) -> None:
    """Have the folder on the disk too, where a folder can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
