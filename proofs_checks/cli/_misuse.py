"""Wrong use of the command line: one sentence on standard error, exit 2."""

import argparse
import math
import os
from typing import NoReturn

DEFAULT = "proofs_checks"


class MisuseError(Exception):
    """What was given cannot be used; the message says what came, what is possible, and what to do."""


class Parser(argparse.ArgumentParser):
    """A parser that raises MisuseError where argparse would print its usage and exit."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"allow_abbrev": False, **options})  # type: ignore[arg-type]  # handed through

    def error(self, message: str) -> NoReturn:
        """Say it in one sentence, with the command that shows what is possible."""
        raise MisuseError(f"{message}; `{self.prog} --help` shows what is possible")


def positive_int(text: str) -> int:
    """An integer above 0, from an argument."""
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{shown(text)} is no whole number above 0 with at most six digits; "
                                         "give one such as 2")
    return int(text)


def positive_seconds(text: str) -> float:
    """A finite number above 0, from an argument."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"{shown(text)} is no number of seconds above 0; give one such as 60")
    return value


def shown(text: str) -> str:
    """Text that came from outside, quoted and cut."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def processors() -> int:
    """How many processes can really run at a time here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
