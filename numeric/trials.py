"""Seeded trials in processes, each with one BLAS thread: in the order of their seeds, resumable, interruptible.

The same seeds give the same results whatever the number of processes, on the same machine and libraries.
"""

import json
import os
import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.cluster import ClusterError
from verify.observe import lower_bound, upper_bound
from verify.program import Program

from ._trials_file import TrialsError, TrialsFile

__all__ = ["Rate", "Trial", "TrialRun", "TrialsError", "run_trials"]

Progress = Callable[[int, int, tuple[str, ...]], None]

_BREATH = 0.2  # seconds between two looks: so long a progress bar stands still, or a Ctrl-C waits on some systems


@dataclass(frozen=True)
class Trial:
    """What came of one seed: the plain data that the function returned, or why there is none."""

    seed: int
    value: Any = None
    error: str = ""
    """An exception in one line, or how the worker died; empty when there is a value."""


def made_from(answer: str) -> Trial:
    """The trial of a worker's answer, a line of JSON."""
    made = json.loads(answer)
    return Trial(made["seed"], made.get("value"), made.get("error", ""))


@dataclass(frozen=True)
class Rate:
    """Successes among trials, with Clopper-Pearson bounds that are exact: rounded outwards, each one-sided.

    >>> print(Rate(49, 50))
    49 of 50 (a rate between 0.874476 and 0.999800, each bound at 99 % confidence)
    """

    successes: int
    count: int
    confidence: Fraction = Fraction(99, 100)

    @property
    def lower(self) -> str:
        """The lower bound, a decimal rounded down."""
        return lower_bound(self.successes, self.count, self.confidence)

    @property
    def upper(self) -> str:
        """The upper bound, a decimal rounded up."""
        return upper_bound(self.successes, self.count, self.confidence)

    def __str__(self) -> str:
        return (f"{self.successes} of {self.count} (a rate between {self.lower} and {self.upper}, "
                f"each bound at {float(100 * self.confidence):g} % confidence)")


@dataclass(frozen=True)
class TrialRun:
    """Trials in the order of the seeds that were asked for; fewer than those when it was interrupted."""

    trials: tuple[Trial, ...]
    asked: int
    resumed: int = 0
    """How many of them were taken from a file."""
    stopped: str = ""
    """Why there are fewer, where that was no Ctrl-C."""

    @property
    def complete(self) -> bool:
        """Whether every seed was tried."""
        return len(self.trials) == self.asked

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The trials without a value: they raised, or their worker died."""
        return tuple(trial for trial in self.trials if trial.error)

    def rate(self, succeeds: Callable[[Any], bool], confidence: Fraction = Fraction(99, 100)) -> Rate:
        """How many values succeed among all trials that were run; one without a value does not.

        >>> TrialRun((Trial(1, 0.5), Trial(2, error="worker died (signal 9)")), asked=2).rate(bool).successes
        1
        """
        return Rate(sum(not trial.error and bool(succeeds(trial.value)) for trial in self.trials), len(self.trials),
                    confidence)


def run_trials(function: str, seeds: Iterable[int], *, parameters: Mapping[str, Any] | None = None, version: int = 1,
               jobs: int = 1, scheduler: str | None = None, file: str | os.PathLike[str] | None = None,
               progress: Progress | None = None) -> TrialRun:
    """Call `function(seed, **parameters)` for each seed, in `jobs` processes, or on the cluster of a scheduler.

    `function` is a path "package.module:name"; what it returns, and the parameters, are plain data (JSON). A trial
    that raises and a worker that dies are results of their own, and the others go on. With `file`, finished trials
    are kept there and not run again; raise `version` whenever the function comes to return something else.
    `progress(done, asked, running)` is called several times a second. Ctrl-C ends the run with what is finished,
    and so does the loss of a cluster.

    Raises TrialsError (a ValueError) when there is no such function, a seed comes twice or is no whole number from 0
    on, the parameters are no plain data, or the file is not that of these trials; ClusterError when the cluster at the
    address of `scheduler` cannot run them.

    >>> run_trials("math:isqrt", [16, 9, 4]).trials[0]
    Trial(seed=16, value=4, error='')
    """
    order = tuple(seeds)
    wrong = next((seed for seed in order if type(seed) is not int or seed < 0), None)
    if wrong is not None:
        raise TrialsError(f"the seed {wrong!r} is no whole number from 0 on; give one such as 1")
    if len(set(order)) < len(order):
        raise TrialsError("a seed comes twice; give each once")
    if type(jobs) is not int or jobs < 1:
        raise TrialsError(f"jobs is {jobs!r}; give a whole number above 0")
    given = dict(parameters or {})
    try:
        job = json.dumps({"function": function, "parameters": given}, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise TrialsError(f"the parameters are no plain data ({error}); give numbers, strings, lists and "
                          "dictionaries") from error
    opened = nullcontext() if file is None else TrialsFile(file, function, version, json.loads(job)["parameters"])
    with opened as kept:
        known = {} if kept is None else dict(kept.values)
        done = {seed: Trial(seed, known[seed]) for seed in order if seed in known}
        resumed = len(done)
        missing = [seed for seed in order if seed not in done]
        pool: Any = _pool(scheduler, job, missing, jobs)
        stopped = ""
        try:
            while len(done) < len(order):
                if progress is not None:
                    progress(len(done), len(order), pool.running)
                trial = pool.next()
                if trial is None:
                    continue
                if kept is not None and not trial.error:
                    kept.add(trial.seed, trial.value)
                done[trial.seed] = trial
        except KeyboardInterrupt:
            pass  # what is finished is the result
        except ClusterError as error:
            if len(done) == resumed:
                raise
            stopped = str(error)
        finally:
            pool.stop()
    return TrialRun(tuple(done[seed] for seed in order if seed in done), len(order), resumed, stopped)


def _pool(scheduler: str | None, job: str, seeds: Sequence[int], jobs: int) -> Any:
    """Where the next trial comes from."""
    if scheduler is None or not seeds:
        return _Pool(job, seeds, min(jobs, len(seeds)))
    from ._trials_cluster import ClusterPool

    return ClusterPool(scheduler, job, seeds)


class _Pool:
    """Threads that each ask a worker process of their own, so that nothing waits but them."""

    def __init__(self, job: str, seeds: Iterable[int], jobs: int) -> None:
        self._seeds: queue.SimpleQueue[int] = queue.SimpleQueue()
        for seed in seeds:
            self._seeds.put(seed)
        self._answers: queue.SimpleQueue[Trial | Exception] = queue.SimpleQueue()
        self._workers = [_Worker(job) for _ in range(jobs)]
        self._threads = [threading.Thread(target=self._ask, args=(worker,), daemon=True) for worker in self._workers]
        for thread in self._threads:
            thread.start()

    @property
    def running(self) -> tuple[str, ...]:
        return tuple(f"seed {worker.seed}" for worker in self._workers if worker.seed is not None)

    def next(self) -> Trial | None:
        """The next finished trial, or None when it takes longer than a breath."""
        try:
            answer = self._answers.get(timeout=_BREATH)
        except queue.Empty:
            return None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()
        for thread in self._threads:
            thread.join()

    def _ask(self, worker: "_Worker") -> None:
        try:
            while not worker.stopped:
                self._answers.put(worker.ask(self._seeds.get_nowait()))
        except queue.Empty:
            pass
        except Exception as error:  # raised again where it is waited for
            self._answers.put(error)
        finally:
            worker.end()


class _Worker:
    """A process that answers seed after seed; another is started when it dies.

    A seed whose worker was killed from outside is tried once more.
    """

    def __init__(self, job: str) -> None:
        self._program = Program("numeric._trials_worker", job)
        self.stop, self.end = self._program.stop, self._program.end
        self.seed: int | None = None

    @property
    def stopped(self) -> bool:
        return self._program.stopped

    def ask(self, seed: int) -> Trial:
        self.seed = seed
        for last in (False, True):
            answer = self._program.ask(str(seed))
            if answer is not None:
                self.seed = None
                return made_from(answer)
            if self._program.refused:
                raise TrialsError(json.loads(self._program.refused)["refused"])
            how = self.end()
            if last or self.stopped or how != "signal 9":
                break
        self.seed = None
        return Trial(seed, error=f"worker died ({how})")
