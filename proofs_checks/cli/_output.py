"""Files that a command writes: seen to be possible before the work, and written whole or not at all."""

import json
import os
from pathlib import Path
from typing import Any

from verify import files

from ._misuse import MisuseError

PICTURES = (".png", ".svg", ".pdf")


def check_outputs(outputs: dict[str, str | None], inputs: dict[str, str | None] | None = None) -> None:
    """Refuse, before the work, files that cannot be written, are named twice, or are read too; keys are the options."""
    seen = {_real(path): option for option, path in (inputs or {}).items() if path is not None}
    for option, path in outputs.items():
        if path is None:
            continue
        other = seen.setdefault(_real(path), option)
        if other != option:
            raise MisuseError(f"{option} and {other} are the same file, {path}; name another for {option}")
        _check(path)


def check_picture(path: str) -> None:
    """Refuse, before the work, a picture of an unknown kind, or any where there is no matplotlib."""
    if Path(path).suffix.lower() not in PICTURES:
        raise MisuseError(f"{path} is no name of a picture; end it with {', '.join(PICTURES[:-1])} or {PICTURES[-1]}")
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise MisuseError(f"a picture needs matplotlib, which cannot be loaded ({error}); "
                          "run `pip install matplotlib`, or leave out --plot") from error


def write_json(path: str, data: Any) -> None:
    """Plain data as a JSON file."""
    write_whole(path, (json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n").encode())


def write_whole(path: str, content: bytes) -> None:
    """Write so that `path` holds, at any moment, either what it held before or all of the new content."""
    try:
        files.write_whole(_real(path), content)
    except OSError as error:
        raise MisuseError(f"{path} could not be written ({error.strerror or error}); make room or name another file, "
                          "and run again") from error


def _check(path: str) -> None:
    target = _real(path)
    if target.exists() and not target.is_file():
        raise MisuseError(f"{path} is a {'directory' if target.is_dir() else 'special file'}; name an ordinary file")
    if not target.parent.is_dir():
        raise MisuseError(f"{path} cannot be written, there is no folder {target.parent}; "
                          "make it first, or name a file in one that exists")
    try:
        files.check_folder(target)
    except OSError as error:
        raise MisuseError(f"{path} cannot be written ({error.strerror or error}); "
                          "name a file in a folder that you may write to") from error


def _real(path: str) -> Path:
    if not path:
        raise MisuseError("a path is empty; name a file")
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a null byte
        raise MisuseError("a path holds no null byte; name a file") from error

