"""A kind of proposition whose truth anyone can see, and that misbehaves on request; for the tests of the runner."""

import os
import time
from dataclasses import dataclass, replace
from typing import ClassVar

from verify.claims import Evidence, Finding, Proposition, Status, statement
from verify.run.recheck import rechecks


@dataclass(frozen=True)
class Less(Proposition):
    """a < b for two integers."""

    kind: ClassVar[str] = "fake-less"
    a: int
    b: int
    act: str = ""

    def settle(self, effort):
        if self.act == "sleep":
            time.sleep(600)
        if self.act == "raise":
            raise ValueError("boom \x1b[31m[red]red")
        if self.act == "leave":
            raise SystemExit("gone")
        if self.act == "exit":
            os._exit(3)
        if self.act == "kill":
            os.kill(os.getpid(), 9)
        if self.act == "float":
            return Finding(Status.PROVED, Evidence("by looking", "eyes", certificate={"x": 0.5}))
        if self.act == "open":
            return Finding(Status.UNDECIDED, Evidence("by looking", "eyes", proposition=self.to_data()), "unsupported")
        witness = None if self.a < self.b else {"at": {"a": str(self.a), "b": str(self.b)}}
        return Finding(Status.REFUTED if witness else Status.PROVED,
                       Evidence("by looking", "eyes", witness=witness, proposition=self.to_data()))

    def text(self):
        return f"{self.a} < {self.b}"

    def latex(self):
        return f"{self.a} \\lt {self.b}"

    def to_data(self):
        return {"kind": self.kind, "a": self.a, "b": self.b}


@rechecks("fake-less")
def look_again(finding):
    """The status, and a witness that is about this proposition."""
    given = finding["evidence"]["proposition"]
    holds = given["a"] < given["b"]
    witness = finding["evidence"].get("witness")
    if not holds and (witness is None or witness["at"] != {"a": str(given["a"]), "b": str(given["b"])}):
        return Status.UNDECIDED
    return Status.PROVED if holds else Status.REFUTED


def swapped(claim):
    """The control of most claims: the other way round."""
    return replace(claim, a=claim.b, b=claim.a, act="")


SWAP = {"swapped": swapped}

__all__ = ["SWAP", "Less", "replace", "statement", "swapped"]
