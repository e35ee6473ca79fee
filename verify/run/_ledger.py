"""The ledger as a file: written whole or not at all, and read with suspicion."""

import json
import os
from pathlib import Path
from typing import Any

from verify.claims import JSON, StatementsError, check_edges
from verify.files import check_folder, write_whole

from ._plain import MOST_DIGITS, MOST_LEVELS, digest, long_integers
from ._results import SCHEMA, Ledger
from ._schema import complaints

MOST_BYTES = 1 << 28  # of a ledger file; a larger one was not written by a run


class LedgerError(Exception):
    """A file cannot be read or written as a ledger; the message is one sentence for the user."""


def check_writable(path: str | os.PathLike[str]) -> None:
    """Raise LedgerError when a ledger could not be written to `path`; nothing there is changed."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise LedgerError(f"{path} is a {'directory' if target.is_dir() else 'special file'}; "
                          "a ledger needs an ordinary file; name one")
    if not target.parent.is_dir():
        raise LedgerError(f"{path} cannot be written, there is no folder {target.parent}; "
                          "make it first, or name a file in one that exists")
    try:
        check_folder(target)
    except OSError as error:
        raise LedgerError(f"{path} cannot be written ({error.strerror or error}); "
                          "name a file in a folder that you may write to") from error


def write_ledger(ledger: Ledger, path: str | os.PathLike[str]) -> None:
    """Write a ledger so that `path` holds, at any moment, either what it held before or all of the new one.

    Raises LedgerError when it cannot be written.
    """
    check_writable(path)
    target = Path(os.path.realpath(path))
    with long_integers():
        text = _lines(ledger.to_data())
    try:
        write_whole(target, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise LedgerError(f"{path} could not be written ({error.strerror or error}); make room or name another "
                          "file, and run again") from error


def _lines(data: dict[str, JSON]) -> str:
    """JSON with one line a claim: small, and two ledgers can be compared line by line."""
    statements = []
    for made in data["statements"]:
        head = _dump({**made, "claims": []}).removesuffix("]}")
        statements.append(head + ",".join("\n  " + _dump(claim) for claim in made["claims"]) + "]}")
    head = _dump({**data, "statements": []}).removesuffix("]}")
    return head + ",".join("\n " + text for text in statements) + "\n]}\n"


def _dump(data: JSON) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def read_data(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The plain data of a ledger file, known to have the schema's shape. Raises LedgerError otherwise."""
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise LedgerError(f"{path} is not an ordinary file; name a ledger that `earnshaw verify --json` wrote")
        if file.stat().st_size > MOST_BYTES:
            raise LedgerError(f"{path} is larger than any ledger ({MOST_BYTES >> 20} MiB); name another file")
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path} is no text, so it is no ledger; name one that `earnshaw verify --json` "
                          "wrote") from error
    except (OSError, ValueError) as error:
        raise LedgerError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error}); "
                          "name a ledger that `earnshaw verify --json` wrote") from error
    try:
        with long_integers():
            data = json.loads(text, parse_int=_integer, parse_constant=_no_constant, object_pairs_hook=_object)
    except RecursionError as error:
        raise LedgerError(_too_deep(path)) from error
    except _Refused as error:
        raise LedgerError(f"{path} {error}; no run writes that, so run verify again") from error
    except ValueError as error:
        raise LedgerError(f"{path} is truncated or no JSON ({error}); run `earnshaw verify --json` again") from error
    if not isinstance(data, dict) or not {"schema", "statements"} <= data.keys():
        raise LedgerError(f"{path} is JSON but no ledger; name one that `earnshaw verify --json` wrote")
    if data["schema"] != SCHEMA or isinstance(data["schema"], bool):
        raise LedgerError(f"{path} has the schema {str(data['schema'])[:40]!r}, this version reads {SCHEMA}; "
                          "run `earnshaw verify --json` again")
    if _too_nested(data):
        raise LedgerError(_too_deep(path))
    for complaint in complaints(data):
        raise LedgerError(f"{path} is no whole ledger: {complaint}; run `earnshaw verify --json` again")
    _check_graph(data, path)
    return data


def read_ledger(path: str | os.PathLike[str]) -> Ledger:
    """Read a ledger for a report. Its verdicts are computed anew; its evidence is not checked (see `recheck`).

    Raises LedgerError when the file is truncated, foreign, of another schema or changed since it was written.
    """
    data = read_data(path)
    if data["digest"] != digest(data["statements"]):
        raise LedgerError(f"{path} was changed after it was written (its digest differs); run verify again")
    return Ledger.from_data(data)


class _Refused(Exception):
    """JSON that no ledger holds."""


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise _Refused(f"holds an integer of {len(digits)} digits, the most is {MOST_DIGITS}")
    return int(digits)


def _no_constant(name: str) -> JSON:
    raise _Refused(f"holds {name}")


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused("gives a key twice in one object")
    return made


def _too_nested(data: JSON) -> bool:
    level: list[JSON] = [data]
    for _ in range(MOST_LEVELS + 10):  # the evidence itself stands a few levels down
        level = [item for node in level if isinstance(node, dict | list)
                 for item in (node.values() if isinstance(node, dict) else node)]
        if not level:
            return False
    return True


def _too_deep(path: str | os.PathLike[str]) -> str:
    return f"{path} is nested deeper than any ledger ({MOST_LEVELS} levels); run `earnshaw verify --json` again"


def _check_graph(data: dict[str, Any], path: str | os.PathLike[str]) -> None:
    ledger = Ledger.from_data(data)
    if len(ledger.graph) != len(ledger.statements):
        raise LedgerError(f"{path} holds a label twice; run `earnshaw verify --json` again")
    ids = [claim["id"] for made in data["statements"] for claim in made["claims"]]
    stray = [claim["id"] for made in data["statements"] for claim in made["claims"]
             if claim["id"].partition("/")[0] != made["label"]]
    if len(set(ids)) != len(ids) or stray:
        raise LedgerError(f"{path} holds a claim twice or under another statement; "
                          "run `earnshaw verify --json` again")
    try:
        check_edges(ledger.graph, str(path))
    except (StatementsError, RecursionError) as error:
        raise LedgerError(f"{error}, so it is no whole ledger; run `earnshaw verify --json` again") from error
