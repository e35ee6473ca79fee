"""Claims settled on a Dask cluster, as `settle_claims` settles them here."""

import json
import os
from collections.abc import Callable, Generator, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from verify.claims import Registry
from verify.cluster import Spread, fingerprint

from ._plain import long_integers
from ._pool import Outcome, settle_claims
from ._sources import source_key
from ._worker import Task, settle_named

Settle = Callable[..., Generator[Outcome, None, None]]


def spread(scheduler: str | None = None) -> Settle:
    """`settle_claims`, or what does the same on the cluster of the scheduler at an address.

    >>> spread() is settle_claims
    True
    """
    return settle_claims if scheduler is None else partial(settle_on, scheduler)


def settle_on(
    scheduler: str, registry: Registry, claim_ids: Iterable[str], *, jobs: int = 1,
    tick: Callable[[tuple[str, ...]], None] | None = None, task: Task = settle_named, **limits: Any,
) -> Generator[Outcome, None, None]:
    """Outcomes of the claims, or of what else `task` makes of the names, as they come in from the cluster.

    `limits` are those of `settle_claims`; the cluster says how many work at a time, whatever `jobs` is. The workers
    need the same statements, a file at the same path. Closing it cancels what is not finished.
    Raises ClusterError when the cluster cannot do it, or is gone.
    """
    lines = [json.dumps(name) for name in claim_ids]
    if not lines:
        return
    work = Spread(scheduler, "verify.run._host", _job(registry, task, limits), lines)
    try:
        while work.left:
            if tick is not None:
                tick(tuple(json.loads(line) for line in work.running))
            answer = work.next()
            if answer is None:
                continue
            if answer.died:
                yield Outcome(json.loads(answer.line), cause=f"worker died ({answer.died})")
                continue
            with long_integers():
                made = json.loads(answer.text)
            yield Outcome(**made)
    finally:
        work.stop()


def _job(registry: Registry, task: Task, limits: dict[str, Any]) -> str:
    """What a worker's program has to know, with what its code must be like."""
    source = source_key(registry)
    is_file = Path(source).is_absolute()
    modules = [] if is_file else [made.module for made in registry]
    packages = {"verify", "numeric", *(module.partition(".")[0] for module in (task.__module__, *modules))}
    return json.dumps({"source": source, "folder": os.getcwd(), "task": f"{task.__module__}:{task.__qualname__}",
                       "limits": limits, "code": fingerprint(sorted(packages), [source] if is_file else [])})
