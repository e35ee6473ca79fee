"""Text from a user's files, made safe to print, and the console that it is printed on."""

import io
import re
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")  # what terminals act upon
_UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, invisible and directional marks, surrogates, line breaks


def clean(text: object, most: int | None = None) -> str:
    """`text` on one line without escape sequences and control characters, cut to `most` characters.

    >>> clean("a\\x1b[31mb\\nc"), clean("abcdef", 4)
    ('ab c', 'abc…')
    """
    spaced = " ".join(_SEQUENCE.sub("", str(text)).split())
    safe = "".join(char for char in spaced if unicodedata.category(char) not in _UNSAFE)
    return safe if most is None or len(safe) <= most else safe[:most - 1] + "…"


def open_console(file: TextIO | None = None) -> "Console":
    """A console on standard output (or `file`) that takes no text for markup.

    In a pipe it has no colours and folds no lines.
    """
    from rich.console import Console

    console = Console(file=file, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(file=file, markup=False, emoji=False, highlight=False, width=4000, no_color=True,
                          force_terminal=False)
    return console


def show(console: "Console", *parts: "RenderableType") -> None:
    """Print the parts below each other; in a pipe, without the blanks that pad a table."""
    if console.is_terminal:
        console.print(*parts, sep="\n")
        return
    from rich.console import Console

    buffer = io.StringIO()
    Console(file=buffer, markup=False, emoji=False, highlight=False, width=console.width, no_color=True,
            force_terminal=False).print(*parts, sep="\n")
    console.file.write("".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines()))
