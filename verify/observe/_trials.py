"""Claims about what happens in most seeded trials."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

from verify.claims import JSON, LEFT_OUT, Batch, Effort, Evidence, Finding, Number, Proposition, Status
from verify.exact import latex_words

from ._binomial import lower_bound, rate_below, rate_reached, trials_needed, upper_bound

Trial = Callable[[int], bool]


@dataclass(frozen=True)
class Trials(Proposition):
    """`trial(seed)` succeeds at a rate of at least `rate`, at the stated confidence, for seeds drawn at will.

    `trial` is a function of a module, or its path "package.module:function"; it must be a function of its seed
    alone and return a bool. `seeds` is the first seed and how many. `rate` and `confidence` are exact: Fractions, or
    strings such as "97/100".

    OBSERVED when the Clopper-Pearson lower bound reaches the rate, REFUTED when the upper bound stays below it,
    each bound one-sided at the confidence; else UNDECIDED. What it says of other seeds rests on taking the listed
    ones for a random sample, as one does.

    Raises TypeError for a float or for a trial that is no function of a module, ValueError for a rate or
    confidence outside (0, 1), or for so few trials that even without a failure the rate is out of reach.

    >>> Trials("heads", "verify.observe._trials:_coin", (1, 60), "1/3", "19/20").settle(Effort()).status
    <Status.OBSERVED: 'observed'>
    >>> Trials("heads", "verify.observe._trials:_coin", (1, 60), "2/3", "19/20").settle(Effort()).status
    <Status.REFUTED: 'refuted'>
    """

    kind = "trials"
    name: str
    trial: Trial | str
    seeds: tuple[int, int]
    rate: Number | str
    confidence: Number | str = Fraction(99, 100)

    def __post_init__(self) -> None:
        for label in ("rate", "confidence"):
            value = getattr(self, label)
            if isinstance(value, float):
                raise TypeError(f"the {label} is the float {value}; give it exactly, for instance \"97/100\"")
            if not 0 < Fraction(value) < 1:
                raise ValueError(f"the {label} is {value}; it must lie strictly between 0 and 1")
            object.__setattr__(self, label, Fraction(value))
        if isinstance(self.trial, str) and not all(self.trial.partition(":")):
            raise ValueError(f"{self.trial!r} is no path of a function; write package.module:function")
        if not isinstance(self.trial, str) and "<" in _path(self.trial):
            raise TypeError(f"{_path(self.trial)} is local; a trial must be found again by its path, so define it "
                            "at the top of a module")
        needed = trials_needed(Fraction(self.rate), Fraction(self.confidence))
        if self.seeds[1] < needed:
            raise ValueError(f"seeds gives {self.seeds[1]} trials; it takes {needed} for {self._claimed()}")

    def settle(self, effort: Effort) -> Finding:
        """Make the trials that are not known in the order of their seeds, count, and compare the bounds with the rate.

        A run without trials leaves it undecided.
        """
        if not effort.observed:
            return Finding(Status.UNDECIDED, Evidence("left out", "none", proposition=self.to_data()), LEFT_OUT)
        first, count = self.seeds
        known = effort.answers.get(_path(self.trial), {})
        failures = [seed for seed in range(first, first + count)
                    if not (known[seed] if seed in known else tried(self.trial, seed))]
        successes = count - len(failures)
        rate, confidence = Fraction(self.rate), Fraction(self.confidence)
        bounds = {"lower": lower_bound(successes, count, confidence),
                  "upper": upper_bound(successes, count, confidence)}
        evidence: dict[str, Any] = {
            "engine": "exact binomial tails", "domain": f"seeds {first} to {first + count - 1}",
            "seeds": (first, count), "proposition": self.to_data(),
            "certificate": {"count": count, "successes": successes, "failing_seeds": failures, **bounds},
        }
        method = f"{successes} of {count} seeded trials succeeded; Clopper-Pearson bounds"
        if rate_reached(successes, count, rate, confidence):
            return Finding(Status.OBSERVED, Evidence(method=method, **evidence))
        if rate_below(successes, count, rate, confidence):
            witness = {"failing_seeds": failures[:20], "successes": successes, "count": count}
            return Finding(Status.REFUTED, Evidence(method=method, witness=witness, **evidence))
        return Finding(Status.UNDECIDED, Evidence(method=method, **evidence), "too few trials")

    def trials(self) -> tuple[Batch, ...]:
        """Itself."""
        return (Batch(_path(self.trial), *self.seeds),)

    def _claimed(self) -> str:
        return f"a rate of at least {self.rate} at confidence {self.confidence}"

    def text(self) -> str:
        """What is tried, the rate and the confidence."""
        return f"P({self.name}) ≥ {self.rate} at confidence {self.confidence}"

    def latex(self) -> str:
        """What is tried, the rate and the confidence."""
        return rf"P({latex_words(self.name)}) \ge {self.rate} \quad (\text{{confidence }} {self.confidence})"

    def to_data(self) -> dict[str, JSON]:
        """The trial's path, the seeds, the rate and the confidence."""
        return {"kind": self.kind, "name": self.name, "trial": _path(self.trial), "seeds": list(self.seeds),
                "rate": str(self.rate), "confidence": str(self.confidence)}


def tried(trial: Trial | str, seed: int) -> bool:
    """The answer of a trial, a function of a module or its path, for one seed.

    Raises TypeError when it is no bool.

    >>> tried("verify.observe._trials:_coin", 4)
    True
    """
    run = trial
    if isinstance(run, str):
        module, _, function = run.partition(":")
        run = getattr(import_module(module), function)
    answer: Any = run(seed)
    if not isinstance(answer, bool):
        raise TypeError(f"{_path(trial)}({seed}) returned a {type(answer).__name__}; return a bool")
    return answer


def _path(trial: Trial | str) -> str:
    return trial if isinstance(trial, str) else f"{trial.__module__}:{trial.__qualname__}"


def _coin(seed: int) -> bool:
    """A fair coin in even and odd seeds, for the examples."""
    return seed % 2 == 0
