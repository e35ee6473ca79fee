"""How the trials of Section 5 are counted, and the words for a reading."""

from verify.observe import Trials

VERBATIM = "reading \"verbatim\": d = 10, n = 1000, all weights N(0, 1)"


def typical(name: str, trial: str) -> Trials:
    """At least half of all seeds, at 99 %: eight seeds that all agree."""
    return Trials(name, f"proofs_checks.experiments._trials:{trial}", (1, 8), "1/2", "99/100")


def mostly(name: str, trial: str) -> Trials:
    """The same where some seeds are expected to fail: of sixty, 39 have to succeed."""
    return Trials(name, f"proofs_checks.experiments._trials:{trial}", (1, 60), "1/2", "99/100")


def other(trial: str):  # type: ignore[no-untyped-def]
    """A change to another trial, counted in the same way."""
    from verify.controls import replaced

    return replaced(trial=f"proofs_checks.experiments._trials:{trial}")
