"""Where inequalities give way, place by place, with the best constants, and the sharpened claims that speak of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verify.claims import JSON, Claim, Reading, Registry

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Gap:
    """A place of a formula at which a changed inequality holds too and says more."""

    claim: str
    part: str
    at: str
    """The place: the fields and arguments that lead there."""
    records: tuple[Record, ...]
    """The mutants that hold, of which those of numbers have a bracket where one was found."""
    sharpened: tuple[str, ...] = ()
    """Established sharpened claims of the same statement that correct this one, or have its name in theirs."""

    @property
    def brackets(self) -> tuple[Mapping[str, Any], ...]:
        """Their brackets."""
        return tuple(record["bracket"] for record in self.records if record.get("bracket"))

    @property
    def sharp(self) -> bool:
        """Whether there is a bracket with a value that was refuted."""
        return any(found["status"] == "refuted" for found in self.brackets)

    @property
    def wider(self) -> bool:
        """Whether it only holds for more: on a wider domain, or under fewer or weaker assumptions."""
        return _is_wider(self.at)

    def to_data(self) -> dict[str, JSON]:
        """As plain data; the mutants by their ids."""
        return {"claim": self.claim, "part": self.part, "at": self.at, "mutants": [r["id"] for r in self.records],
                "brackets": [found["words"] for found in self.brackets], "sharpened": list(self.sharpened)}


def gaps(records: Sequence[Record], registry: Registry, established: Collection[str]) -> list[Gap]:
    """The slack mutants by claim and place, the most useful first.

    First what the paper says, then steps of its proofs and what is sharpened already; among each, constants with a
    sharp best value, then other constants, then changes without a number. At the end stand domains and assumptions
    that may be wider, unless the paper's own have a sharp end.
    """
    found: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        if record["verdict"] == "slack":
            found.setdefault((record["claim"], record["part"], record["at"]), []).append(record)
    made = [Gap(claim, part, at, tuple(group), tuple(
        name for name in _sharpening(registry.claim(claim), registry) if name in established))
        for (claim, part, at), group in found.items()]
    return sorted(made, key=lambda gap: _rank(gap, registry.claim(gap.claim)))  # keeps the paper's order


def worth(record: Record, registry: Registry) -> bool:
    """Whether a best value is looked for: where a number may be another, but not for how wide a proof's step holds."""
    return bool(record.get("open")) and not (
        _is_wider(record["at"]) and registry.claim(record["claim"]).reading is Reading.STEP)


def _is_wider(at: str) -> bool:
    return at.split(" ")[0] in ("domain", "assume", "given", "facts", "start")


def sharpening(records: Sequence[Record], registry: Registry) -> list[str]:
    """The sharpened claims that have to be established before `gaps` may name them."""
    claims = dict.fromkeys(record["claim"] for record in records if record["verdict"] == "slack")
    return list(dict.fromkeys(name for claim in claims for name in _sharpening(registry.claim(claim), registry)))


def _sharpening(claim: Claim, registry: Registry) -> tuple[str, ...]:
    own = claim.id.partition("/")[2].removesuffix("-corrected")
    return tuple(other.id for other in registry[claim.label].claims
                 if other.reading is Reading.SHARPENED and other.id != claim.id and (
                     (other.corrects is not None and other.corrects in (claim.id, claim.corrects))
                     or f"-{own}-" in f"-{other.id.partition('/')[2]}-"))


def _rank(gap: Gap, claim: Claim) -> tuple[bool, bool, bool, bool, bool]:
    step = claim.reading is Reading.STEP or gap.part.startswith("true control: ")
    return (gap.wider and (step or not gap.sharp), claim.reading is Reading.SHARPENED or bool(gap.sharpened),
            step or gap.wider, not gap.sharp, not gap.brackets)
