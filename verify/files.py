"""Files written whole or not at all, and seen to be possible before the work."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


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
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
