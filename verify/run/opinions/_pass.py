"""Second opinions on a whole ledger, from the plain data in it, spread over processes."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_all_start_methods
from typing import Any

from verify.claims import JSON, Effort
from verify.processes import default_memory

from .._plain import lasting
from .._pool import settle_claims
from .._results import INTERRUPTED, ClaimResult, Ledger
from .._worker import Send
from ._cvc5 import Solver
from ._opinion import Opinion, opinion, parts

SECONDS = 300
"""For all parts of a claim."""
_SOLVERS: list[Solver] = []  # of this process, kept from claim to claim

_OF_THE_DAY = (INTERRUPTED, "time", "memory", "worker died", "not heard")

Progress = Callable[[int, int, tuple[str, ...]], None]


@dataclass(frozen=True)
class Tally:
    """The second opinions that a ledger records, counted by part.

    >>> Tally({"prime field": 2}, {"time": 1}, 0).asked
    3
    """

    agreed: Mapping[str, int]
    """By who agrees."""
    none: Mapping[str, int]
    """By why there is none."""
    disagreed: int

    @property
    def agreeing(self) -> int:
        """The parts on which a second opinion agrees."""
        return sum(self.agreed.values())

    @property
    def asked(self) -> int:
        """All parts."""
        return self.agreeing + sum(self.none.values()) + self.disagreed

    @staticmethod
    def of(ledger: Ledger) -> "Tally":
        """The count over a ledger."""
        records = [claim.second for claim in ledger.claims if claim.second is not None]
        agreed, none = (sum((Counter(record[key]) for record in records), Counter()) for key in ("agreed", "none"))
        return Tally(dict(agreed.most_common()), dict(none.most_common()),
                     sum(len(record["disagreed"]) for record in records))


def _finding(claim: ClaimResult) -> dict[str, JSON]:
    """The finding of a claim in a ledger, as plain data."""
    return {"status": str(claim.status), "reason": claim.reason, "evidence": claim.evidence}


def second_opinions(ledger: Ledger, *, jobs: int = 1, seconds: float = SECONDS, memory: int | None = None,
                    progress: Progress | None = None) -> Ledger:
    """The ledger with a second opinion on every part that was proved, certified or refuted.

    Nothing is taken but the plain data in the ledger. `jobs` processes work at a time; what a claim does not come to
    in `seconds`, with `memory` MiB, has no second opinion. `progress` hears (done, total, ids in work).
    A disagreement makes the ledger no success. A Ctrl-C ends the asking, and the rest has none.
    """
    claims = {claim.id: list(parts(_finding(claim))) for claim in ledger.claims}
    asked = [claim_id for claim_id, found in claims.items() if found]
    heard: dict[str, dict[str, JSON]] = {}

    def tick(running: tuple[str, ...]) -> None:
        if progress is not None:
            progress(len(heard), len(asked), running)

    with suppress(KeyboardInterrupt):
        _ask(claims, asked, heard, tick, jobs=jobs, seconds=seconds, memory=memory or default_memory())
    records = {name: heard[name] if name in heard else _record(claims[name], [], INTERRUPTED) for name in asked}
    return replace(ledger, statements=tuple(
        replace(made, claims=tuple(replace(claim, second=records.get(claim.id)) for claim in made.claims))
        for made in ledger.statements))


def disputed(before: Ledger, again: Ledger) -> tuple[str, ...]:
    """The claims of a ledger on which a second opinion, asked `again`, disagrees or is not the one on record.

    A solver may come to an answer one day and not the next, so its answers are not compared; nor is what one of the
    two had no time to ask.
    """
    return tuple(new.id for old, new in zip(before.claims, again.claims, strict=True)
                 if new.disagreed or (old.second is not None and _differ(old.second, new.second or {})))


def _differ(old: Mapping[str, JSON], new: Mapping[str, JSON]) -> bool:
    """Whether agreements are lost for no reason of the day, or gained where there was none to gain."""
    before, after = (Counter[str](lasting(record)["agreed"]) for record in (old, new))
    lost, gained = (before - after).total(), (after - before).total()
    of_the_day = sum(count for why, count in new.get("none", {}).items() if why.startswith(_OF_THE_DAY))
    return bool(old["disagreed"] != new.get("disagreed") or lost > of_the_day
                or gained > lost + sum(old["none"].values()))


def _ask(claims: Mapping[str, list[tuple[str, Mapping[str, JSON]]]], asked: list[str],
         heard: dict[str, dict[str, JSON]], tick: Callable[[tuple[str, ...]], None], *, jobs: int, seconds: float,
         memory: int) -> None:
    if "fork" not in get_all_start_methods():  # workers would have to load statements, which may not be there
        for claim_id in asked:
            said: list[dict[str, JSON]] = []
            _opine(claims, claim_id, Effort(), said.append)
            heard[claim_id] = _record(claims[claim_id], said, "")
            tick((claim_id,))
        return
    read: Any = claims  # a forked worker does with it what the task does, and nothing else
    with closing(settle_claims(read, asked, jobs=min(jobs, max(1, len(asked))), timeout=seconds,
                               memory=memory, tick=tick, task=_opine)) as outcomes:
        for outcome in outcomes:
            heard[outcome.claim_id] = _record(claims[outcome.claim_id], outcome.messages, outcome.cause)
            tick(())


def _opine(claims: Any, claim_id: str, effort: Effort, send: Send) -> None:
    """The task of a worker: the second opinion on each part of a claim, sent as it comes."""
    sys.set_int_max_str_digits(0)  # exact numbers of many digits, as in the workers of a run
    if not _SOLVERS:
        _SOLVERS.append(Solver())
    for _, part in claims[claim_id]:
        said = opinion(part, _SOLVERS[0])
        send({"verdict": said.verdict, "word": said.word})


def _record(asked: list[tuple[str, Mapping[str, JSON]]], messages: list[dict[str, Any]], cause: str) -> dict[str, JSON]:
    """What the ledger keeps for a claim: counts by who agrees and by why there is none, and each disagreement."""
    said = [Opinion(str(message["verdict"]), str(message["word"])) for message in messages]
    said += [Opinion("none", cause or "not heard")] * (len(asked) - len(said))
    counted = {verdict: Counter(word for found, word in said if found == verdict) for verdict in ("agreed", "none")}
    return {"agreed": dict(sorted(counted["agreed"].items())), "none": dict(sorted(counted["none"].items())),
            "disagreed": [[name, word] for (name, _), (verdict, word) in zip(asked, said, strict=True)
                          if verdict == "disagreed"]}
