"""`earnshaw formulas`: every derived formula as text, compared with what is kept in the project."""

import argparse
import re
from pathlib import Path

from verify.files import write_whole

from ._misuse import MisuseError

DIRECTORY = Path(__file__).resolve().parents[1] / "formulas"
_HEADER = "# Derived, not typed: `earnshaw formulas --update` writes this file, `--check` compares.\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `earnshaw formulas`; without any, the formulas are printed."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="derive anew and show what differs from what is kept")
    choice.add_argument("--update", action="store_true", help="derive anew and rewrite what is kept")


def run(args: argparse.Namespace) -> int:
    """Print, check or rewrite the formulas; exit status 1 when a check finds a difference."""
    from ._kept_formulas import KEPT

    derived = {name: dict(derive()) for name, derive in KEPT.items()}
    if args.update:
        return _update(derived)
    if args.check:
        return _check(derived)
    for name, formulas in derived.items():
        print(f"{name}\n" + "".join(f"  {key} = {_mathematical(value)}\n" for key, value in formulas.items()))
    return 0


def _check(derived: dict[str, dict[str, str]]) -> int:
    differences, count = 0, 0
    for file, formulas in derived.items():
        kept = _kept(DIRECTORY / f"{file}.txt")
        count += len(formulas)
        for name in [*formulas, *(name for name in kept if name not in formulas)]:
            if kept.get(name) != formulas.get(name):
                differences += 1
                print(f"{file}.txt: {name}")
                for source, side in (("kept", kept), ("derived", formulas)):
                    print(f"  {source:8} {_mathematical(side[name]) if name in side else 'nothing'}")
    for stray in sorted({path.stem for path in DIRECTORY.glob("*.txt")} - set(derived)):
        differences += 1
        print(f"{stray}.txt: kept, but nothing derives it")
    if differences:
        print(f"{differences} of {count} derived formulas differ from what is kept; "
              "if they should, `earnshaw formulas --update` rewrites it")
        return 1
    print(f"{count} derived formulas are as kept")
    return 0


def _update(derived: dict[str, dict[str, str]]) -> int:
    changed = 0
    for file, formulas in derived.items():
        lines = _HEADER + "".join(f"{name} = {value}\n" for name, value in formulas.items())
        changed += _write(DIRECTORY / f"{file}.txt", lines)
    print(f"{changed} of {len(derived)} files of formulas rewritten in {DIRECTORY}")
    return 0


def _kept(path: Path) -> dict[str, str]:
    """What a file keeps, name -> formula; nothing if there is no such file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path} is no text in UTF-8; `earnshaw formulas --update` writes it anew") from error
    kept: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        name, equals, formula = line.partition(" = ")
        if line.startswith("#") or not line.strip():
            continue
        if not equals or name in kept:
            what = "repeats a name" if equals else "is not `name = formula`"
            raise MisuseError(f"line {number} of {path} {what}; mend it, or `earnshaw formulas --update` "
                              "writes the file anew")
        kept[name] = formula
    return kept


def _write(path: Path, text: str) -> bool:
    """Put `text` in place of the file at once, or not at all; whether it was another before."""
    if path.exists() and path.read_bytes() == text.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
    return True


def _mathematical(plain: str) -> str:
    """A kept formula with exponents raised and signs as in print.

    >>> _mathematical("1 - 3/7 s^12 e^(-s)")
    '1 − 3/7 s¹² e^(−s)'
    """
    from ._notation import superscript

    raised = re.sub(r"\^([0-9]+)", lambda match: superscript(int(match[1])), plain)
    return raised.replace("**", "^").replace("*", " ").replace("-", "−").replace("'", "′")
