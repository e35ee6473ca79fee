"""Trials on a Dask cluster: each seed is answered by the same worker program, beside one of the cluster's workers."""

import json
from collections.abc import Iterable

from verify.cluster import Spread, fingerprint

from .trials import Trial, made_from


class ClusterPool:
    """What `run_trials` asks for the next trial, as it asks its own processes.

    The cluster's workers need the same code, of the numerics and of the function's package. Raises ClusterError when
    the cluster cannot do it or is gone.
    """

    def __init__(self, scheduler: str, job: str, seeds: Iterable[int]) -> None:
        asked = json.loads(job)
        package = asked["function"].partition(":")[0].partition(".")[0]
        code = fingerprint(sorted({"numeric", "verify", package}))
        self._spread = Spread(scheduler, "numeric._trials_worker", json.dumps(asked | {"code": code}),
                              map(str, seeds))

    @property
    def running(self) -> tuple[str, ...]:
        """The seeds in work."""
        return tuple(f"seed {line}" for line in self._spread.running)

    def next(self) -> Trial | None:
        """The next finished trial, or None when it takes longer than a breath."""
        answer = self._spread.next()
        if answer is None:
            return None
        return Trial(int(answer.line), error=f"worker died ({answer.died})") if answer.died else made_from(answer.text)

    def stop(self) -> None:
        """Cancel what is not finished."""
        self._spread.stop()
