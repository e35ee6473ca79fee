"""The dependency graph: what a statement needs to be stated, and what its proof needs."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ._status import Status, weakest

if TYPE_CHECKING:
    from ._records import Statement


def check_edges(statements: Mapping[str, "Statement"], source: str) -> None:
    """Raise StatementsError when an edge leads nowhere or the edges form a circle."""
    from ._registry import StatementsError

    for made in statements.values():
        for label in (*made.uses, *made.proof_uses):
            if label not in statements:
                raise StatementsError(f"{source}: {made.label} uses {label!r}, which is not registered")
    done: set[str] = set()
    for start in statements:
        _walk(start, statements, (), done, source)


def _walk(label: str, statements: Mapping[str, "Statement"], path: tuple[str, ...], done: set[str],
          source: str) -> None:
    from ._registry import StatementsError

    if label in path:
        raise StatementsError(f"{source}: circular use {' -> '.join((*path, label))}")
    if label in done:
        return
    for used in parents(statements[label]):
        _walk(used, statements, (*path, label), done, source)
    done.add(label)


def parents(made: "Statement", *, stating: bool = True, proving: bool = True) -> tuple[str, ...]:
    """The labels a statement uses, by the kinds of edges asked for."""
    return tuple(dict.fromkeys((*(made.uses if stating else ()), *(made.proof_uses if proving else ()))))


def ancestors(label: str, statements: Mapping[str, "Statement"]) -> set[str]:
    """All labels that `label` rests on, by either kind of edge."""
    found: set[str] = set()
    waiting = [label]
    while waiting:
        for used in parents(statements[waiting.pop()]):
            if used not in found:
                found.add(used)
                waiting.append(used)
    return found


def dependents(label: str, statements: Mapping[str, "Statement"]) -> list[str]:
    """The labels that rest on `label`, in order of registration."""
    return [other for other in statements if label in ancestors(other, statements)]


def propagate(statuses: Mapping[str, Status | None], statements: Mapping[str, "Statement"]) -> dict[str, Status | None]:
    """Each statement's status with its ancestors': the weakest of them all.

    Statements without a status (trusted ones, or ones that were not run) count neither way.
    """
    result: dict[str, Status | None] = {}
    for label in statuses:
        chain: Iterable[str] = (label, *ancestors(label, statements))
        known = [status for other in chain if (status := statuses.get(other)) is not None]
        result[label] = weakest(known)
    return result


def trusts(label: str, statements: Mapping[str, "Statement"]) -> list[str]:
    """The trusted facts that a statement rests on, itself excluded, in order of registration."""
    above = ancestors(label, statements)
    return [other for other, made in statements.items() if made.trusted and other in above]
