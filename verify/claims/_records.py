"""Statements, claims, evidence, controls: frozen records. No algebra is imported here."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from inspect import signature
from typing import Any, ClassVar

from ._domain import Domain
from ._status import Reading, Severity, Status
from ._sweeps import Sweep

LONGEST_WRONG = 80  # characters: beside the name of its statement it fits a line
LEFT_OUT = "not run: only seeded trials can settle it"
"""The reason of what a run without trials left out."""

JSON = Any  # plain data: str, int, bool, None, list, dict; never a float


@dataclass(frozen=True)
class Effort:
    """What settling may do, and what is known already."""

    observed: bool = True
    """Whether seeded trials are made; without them, what only they can settle is undecided, as `LEFT_OUT`."""
    answers: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)
    """Trials that were made before: for the path of a trial, its answers by seed."""


@dataclass(frozen=True)
class Evidence:
    """What stands behind a status, as plain data that can be read and rechecked without this process."""

    method: str
    """In words: "canonical form", "Z3 on the negation", "balls on boxes", ..."""
    engine: str
    """Program and version."""
    domain: str = ""
    """For which values it was established, or searched."""
    precision: int | None = None
    """Bits, where balls were used."""
    witness: Mapping[str, JSON] | None = None
    """Exact numbers or balls that refute the claim, and the values of both sides there."""
    certificate: Mapping[str, JSON] | None = None
    """What a recheck needs, beyond the proposition, to confirm without searching."""
    seeds: tuple[int, int] | None = None
    """First seed and number of trials, where trials were made."""
    proposition: Mapping[str, JSON] | None = None
    """The settled proposition as plain data."""
    parts: tuple["Finding", ...] = ()
    """The findings that a compound one was put together from."""

    def to_data(self) -> dict[str, JSON]:
        """Plain data for the ledger; empty fields are left out."""
        data: dict[str, JSON] = {"method": self.method, "engine": self.engine}
        for name in ("domain", "precision", "witness", "certificate", "proposition"):
            value = getattr(self, name)
            if value not in (None, ""):
                data[name] = dict(value) if isinstance(value, Mapping) else value
        if self.seeds is not None:
            data["seeds"] = {"first": self.seeds[0], "count": self.seeds[1]}
        if self.parts:
            data["parts"] = [part.to_data() for part in self.parts]
        return data


@dataclass(frozen=True)
class Finding:
    """The status that settling a proposition computed, with its evidence."""

    status: Status
    evidence: Evidence
    reason: str = ""
    """Why it is undecided: "time", "memory", "precision", "unsupported: ...", "vacuous"."""

    def to_data(self) -> dict[str, JSON]:
        """Plain data for the ledger."""
        data: dict[str, JSON] = {"status": str(self.status)}
        if self.reason:
            data["reason"] = self.reason
        return data | {"evidence": self.evidence.to_data()}


@dataclass(frozen=True)
class Batch:
    """Trials of one kind: the path of a function of a seed, the first seed, and how many."""

    path: str
    first: int
    count: int


class Proposition(ABC):
    """A formula with its assumptions and domain, and the method that settles it.

    The wings of the engine define the kinds: identities, decisions, bounds, trials. A proposition is a
    frozen dataclass, so a control changes one with `dataclasses.replace` and sends it the same way.
    """

    kind: ClassVar[str]

    @abstractmethod
    def settle(self, effort: Effort) -> Finding:
        """Compute the status. A mathematical failure is a status; only a misuse raises."""

    @abstractmethod
    def text(self) -> str:
        """The formula on one line, in Unicode."""

    @abstractmethod
    def latex(self) -> str:
        """The formula in LaTeX."""

    @abstractmethod
    def to_data(self) -> dict[str, JSON]:
        """The formula as plain data, with `kind`; two propositions with equal data are the same."""

    def trials(self) -> tuple["Batch", ...]:
        """The seeded trials that settling it makes, so that they can be made before, and by others."""
        return ()

    def matches(self, data: Mapping[str, JSON]) -> bool:
        """Whether `data`, found in a ledger, is this proposition."""
        return self.to_data() == data


@dataclass(frozen=True)
class Control:
    """A claim changed on purpose, sent through the same check.

    A control made false (the rule) is killed when its check does not establish it. A control made true
    (`holds=True`; for a claim that is expected to be refuted) is killed when its check establishes it:
    it shows that the check can also say yes.
    """

    name: str
    change: Callable[[Any], Proposition]
    holds: bool = False

    def killed_by(self, status: Status) -> bool:
        """Whether `status`, computed for the changed claim, is what an honest check must say."""
        return status.established if self.holds else not status.established


Changes = Mapping[str, Callable[[Any], Proposition]] | Callable[[], Mapping[str, Callable[[Any], Proposition]]]
"""Changes of a proposition by name, or a function that makes them when they are needed."""


def _listed(changes: Changes | None) -> Mapping[str, Callable[[Any], Proposition]]:
    return changes() if callable(changes) else changes or {}


@dataclass(frozen=True)
class Expectation:
    """The status that a claim declares, for regression.

    >>> Expectation(Status.CERTIFIED).met_by(Status.PROVED)
    True
    >>> Expectation(Status.REFUTED).met_by(Status.UNDECIDED)
    False
    """

    status: Status

    def met_by(self, status: Status) -> bool:
        """A refutation is expected exactly; anything established may come out stronger."""
        if not self.status.established:
            return status is self.status
        return status.established and status.at_least(self.status)


@dataclass(frozen=True)
class Claim:
    """One formula or assertion of a statement that a machine can settle."""

    id: str
    """For instance `lem-B.9/recurrence`."""
    reading: Reading
    expected: Expectation
    build: Callable[[], Proposition]
    """Makes the proposition; called in the worker, so that listing claims imports no algebra."""
    make_controls: Callable[[], tuple[Control, ...]] = tuple
    """Makes the controls; called in the worker, too."""
    corrects: str | None = None
    """The id of the refuted claim that this one repairs."""
    note: str = ""
    """What a reader should know: our own words."""
    vacuous_by: str | None = None
    """The id of a claim that, once established, shows that the hypotheses of this one admit nothing."""
    severity: Severity | None = None
    """How bad it is, once it is refuted, that it stands in print."""
    wrong: str = ""
    """What is wrong then, in one line for those who know the paper."""
    same_as: str | None = None
    """The id of the claim that tells the same error best, where this one is about it too."""

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The changed claims that its check must tell apart from it. Raises ValueError when there is none."""
        made = self.make_controls()
        if not made:
            raise ValueError(f"{self.id} has no control; add one that its check must reject")
        return made

    @property
    def label(self) -> str:
        """The label of its statement."""
        return self.id.partition("/")[0]


@dataclass(frozen=True)
class Line:
    """A line of a derivation: words, and below them a formula that was computed, or a command that shows it."""

    words: str
    formula: Any = None
    """A SymPy object, a proposition, or None."""
    command: str = ""
    """What a reader types to see it happen."""


@dataclass(frozen=True)
class Unread:
    """What is known of a statement's claims before the modules that register them are imported."""

    claim_ids: tuple[str, ...]
    register: Callable[["Statement"], None]


@dataclass(frozen=True)
class Statement:
    """A definition, lemma, theorem, ... of a paper, or a fact that it trusts.

    `uses` are the labels needed to state it, `proof_uses` those its proof needs. `reading` says in plain
    words of our own what it claims. Claims are added with the `claim` decorator, in the paper's order.
    """

    label: str
    title: str
    kind: str
    reading: str
    published: str | None = None
    uses: tuple[str, ...] = ()
    proof_uses: tuple[str, ...] = ()
    source: str = ""
    """Where it stands; for a trusted fact, the literature that proves it."""
    place: str = ""
    """Where it stands among the numbered ones, for an equation, table or figure: "2.1.1" is after Section 2.1."""
    module: str = ""
    _claims: dict[str, Claim] = field(default_factory=dict, repr=False, compare=False)
    _derivations: list[Callable[[], Iterator[Line]]] = field(default_factory=list, repr=False, compare=False)
    _sweeps: dict[str, Sweep] = field(default_factory=dict, repr=False, compare=False)
    _unread: list["Unread"] = field(default_factory=list, repr=False, compare=False)
    """What is left to import of one that only its text is known of."""
    _modules: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims, in the order of the paper. The first look imports the modules that register them.

        Raises StatementsError when these cannot be imported.
        """
        self._read()
        return tuple(self._claims.values())

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of its claims, known without importing anything."""
        return self._unread[0].claim_ids if self._unread else tuple(claim.id for claim in self._claims.values())

    @property
    def sweeps(self) -> tuple[Sweep, ...]:
        """What it asks at given values, in the order of registration."""
        self._read()
        return tuple(self._sweeps.values())

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that register it and its claims, its own first."""
        return self._modules or (self.module,)

    @property
    def read_from_text(self) -> bool:
        """Whether the text of its package told where its claims are registered."""
        return bool(self._modules)

    def _read(self) -> None:
        if self._unread:
            self._unread[0].register(self)
            self._unread.clear()

    @property
    def trusted(self) -> bool:
        """Whether it is taken from the literature instead of being settled."""
        return self.kind == "trusted"

    def claim(
        self,
        name: str,
        *,
        reading: Reading | str = Reading.PRINTED,
        expect: Status | str = Status.PROVED,
        corrects: str | None = None,
        controls: Changes | None = None,
        true_controls: Changes | None = None,
        note: str = "",
        vacuous_by: str | None = None,
        severity: Severity | str | None = None,
        wrong: str = "",
        same_as: str | None = None,
    ) -> Callable[[Callable[[], Proposition]], Callable[[], Proposition]]:
        """Register the decorated function, which builds the proposition, as the claim `label/name`.

        `controls` are changes that make it false, `true_controls` changes that make it true (for a claim
        that is expected to be refuted), by name; a function without arguments that returns them is called when the
        claim is settled, so that their formulas are not built before. `corrects` names the repaired claim without
        its label, `vacuous_by` one that shows, once established, that the hypotheses of this claim admit nothing.
        `severity` and `wrong`, for a claim that stands in print and is expected to be refuted, say how bad that is and,
        in one line, what is wrong; `same_as` is the id of a claim that tells the same error better.
        Raises ValueError when the name is taken, when there is no control, or when a severity has no words.
        """
        if (severity is None) is not (wrong == "") or len(wrong) > LONGEST_WRONG:
            raise ValueError(f"{self.label}/{name} needs both severity= and wrong=, at most {LONGEST_WRONG} "
                             "characters, or neither")
        if name in self._claims or name in self._sweeps:
            raise ValueError(f"{self.label} already has a claim {name!r}; give this one another name")
        if self.trusted:
            raise ValueError(f"{self.label} is trusted, so it takes no claims; give it a kind that is settled")
        if not controls and not true_controls:
            raise ValueError(f"{self.label}/{name} has no control; add one that its check must reject")

        def register(build: Callable[[], Proposition]) -> Callable[[], Proposition]:
            self._claims[name] = Claim(
                id=f"{self.label}/{name}",
                reading=Reading(reading),
                expected=Expectation(Status(expect)),
                build=build,
                make_controls=lambda: (
                    *(Control(key, change) for key, change in _listed(controls).items()),
                    *(Control(key, change, holds=True) for key, change in _listed(true_controls).items()),
                ),
                corrects=f"{self.label}/{corrects}" if corrects else None,
                note=note or " ".join((build.__doc__ or "").split()),
                vacuous_by=f"{self.label}/{vacuous_by}" if vacuous_by else None,
                severity=Severity(severity) if severity else None,
                wrong=wrong,
                same_as=same_as,
            )
            return build

        return register

    def sweep(self, name: str, *, domain: Domain) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register the decorated function of the variables of `domain`, for `earnshaw sweep`.

        It gives a proposition at these values, or a pair of it and exact numbers by name. Parameters with a default
        need not be swept.
        Raises ValueError when the name is taken, or when the function takes other parameters.

        >>> from verify.claims import Integer
        >>> made = Statement("lem-1", "Squares", "lemma", "n^2 >= n")
        >>> @made.sweep("at", domain=Domain.of(Integer("n", ge=0)))
        ... def at(n): ...
        >>> made.sweeps[0].id, made.sweeps[0].required
        ('lem-1/at', ('n',))
        """
        if name in self._claims or name in self._sweeps:
            raise ValueError(f"{self.label} already has a claim {name!r}; give this one another name")

        def register(build: Callable[..., Any]) -> Callable[..., Any]:
            if set(signature(build).parameters) != {v.name for v in domain}:
                raise ValueError(f"{self.label}/{name} takes {', '.join(signature(build).parameters)}, and its domain "
                                 f"has {', '.join(v.name for v in domain)}; give both the same names")
            self._sweeps[name] = Sweep(f"{self.label}/{name}", build, domain)
            return build

        return register

    def derivation(self, tell: Callable[[], Iterator[Line]]) -> Callable[[], Iterator[Line]]:
        """Register the decorated generator of `Line`s as (a part of) the statement's derivation."""
        self._derivations.append(tell)
        return tell

    def derive(self) -> Iterator[Line]:
        """The lines of the derivation, computed as they are asked for."""
        self._read()
        for tell in self._derivations:
            yield from tell()
