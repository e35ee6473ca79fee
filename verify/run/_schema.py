"""The part of JSON Schema that the ledger's schema uses, so that reading a ledger needs no other package."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from verify.claims import JSON

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "null": (type(None),),
    "integer": (int,), "number": (int, float),
}
_PLAIN = {"$ref": "#/$defs/plain"}
_ATOMS = frozenset({str, int, bool, type(None)})


@cache
def ledger_schema() -> dict[str, Any]:
    """The JSON Schema of a ledger, as plain data."""
    schema: dict[str, Any] = json.loads(files("verify.run").joinpath("ledger.schema.json").read_text("utf-8"))
    return schema


def complaints(data: JSON, schema: dict[str, Any] | None = None, place: str = "the ledger") -> Iterator[str]:
    """What in `data` is not as the schema (the ledger's, by default) wants it, one phrase each.

    >>> next(complaints([]))
    'the ledger is not of type object'
    """
    schema = ledger_schema() if schema is None else schema
    if schema == _PLAIN and _is_plain(data):
        return
    if "$ref" in schema:
        schema = ledger_schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    if "const" in schema and (data != schema["const"] or isinstance(data, bool)):
        yield f"{place} is not {schema['const']}"
    if data not in schema.get("enum", [data]):
        yield f"{place} is none of {', '.join(map(str, schema['enum']))}"
    wanted = schema.get("type")
    names = [wanted] if isinstance(wanted, str) else wanted or []
    if names and not any(_is(data, name) for name in names):
        yield f"{place} is not of type {' or '.join(names)}"
    elif isinstance(data, dict):
        yield from _in_object(data, schema, place)
    elif isinstance(data, list) and "items" in schema:
        for position, item in enumerate(data):
            yield from complaints(item, schema["items"], f"{place}[{position}]")
    elif isinstance(data, str) and not re.search(schema.get("pattern", ""), data):
        yield f"{place} does not look like {schema['pattern']}"


def _is_plain(data: JSON) -> bool:
    """Whether data is as `plain` of the schema wants it: nearly all of a ledger is, so it is seen without recursion."""
    waiting = [data]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind is dict:
            waiting.extend(node.values())
        elif kind is list:
            waiting.extend(node)
        elif kind not in _ATOMS:
            return False
    return True


def _is(data: JSON, name: str) -> bool:
    return isinstance(data, _TYPES[name]) and (name == "boolean" or not isinstance(data, bool))


def _in_object(data: dict[str, JSON], schema: dict[str, Any], place: str) -> Iterator[str]:
    for key in schema.get("required", ()):
        if key not in data:
            yield f"{place} has no {key!r}"
    known = schema.get("properties", {})
    for key, item in data.items():
        inner = known.get(key, schema.get("additionalProperties", True))
        if inner is False:
            yield f"{place} has an unknown {key[:60]!r}"
        elif inner is not True:
            yield from complaints(item, inner, f"{place}.{key[:60]}")
