"""Under which name a finding is kept: a digest of all that it rests on.

A statement's name is made of the files that its modules depend on; where none has changed, its findings are taken
without importing anything. A claim's own name is made of its plain data, that of its controls, and the files of the
engine that settle these: it holds after a change elsewhere in a module. What plain data does not tell (a function, say)
makes the statement's name a part of it.
"""

import hashlib
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from verify.claims import JSON, Claim, Proposition, Registry, Statement, Status
from verify.code import Code

from ._environment import installed, set_ground_types
from ._plain import canonical, long_integers, plain
from ._sources import source_key, sources_digest

_FORMAT = 1
_RUNNER = ("verify.run._worker", "verify.run._keys")
_PLAIN = (str, int, bool, type(None), Fraction, Status)


class Keys:
    """The names of what a registry's claims come to, by the files as they are now."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._code = Code()
        self._statements: dict[str, str] = {}
        self._engine: dict[frozenset[str], str] = {}
        self._whole: str | None = None

    def statement(self, made: Statement) -> str:
        """The name of all that is known of a statement."""
        if made.label not in self._statements:
            self._statements[made.label] = _name({"statement": made.label, "code": self._code_of(made)})
        return self._statements[made.label]

    def work(self, made: Statement, work: str, module: str) -> str:
        """The name of what a worker says of other work about a statement; `module` is where its task is."""
        return _name({"work": work, "task": self._code.digest([module, *_RUNNER]), "code": self._code_of(made)})

    def claim(self, claim: Claim, proposition: Proposition, formula: Mapping[str, JSON],
              controls: Iterable[tuple[str, bool, Proposition | Mapping[str, JSON]]]) -> str:
        """The name of a claim's finding, with those of its controls.

        Raises whatever the propositions raise where they cannot be written as plain data.
        """
        listed = list(controls)
        seen = _Seen(set(_RUNNER), [])
        told = all(seen.told(made) for made in (proposition, *(made for _, _, made in listed)))
        own = all(module.startswith("verify.") for module in seen.modules)
        engine = frozenset(seen.modules)
        if engine not in self._engine:
            self._engine[engine] = self._code.digest(engine)
        return _name({
            "claim": plain(proposition.to_data()), "formula": dict(formula), "engine": self._engine[engine],
            "controls": [[name, holds, plain(made.to_data() if isinstance(made, Proposition) else made)]
                         for name, holds, made in listed],
            "objects": seen.objects, "code": None if told and own else self._code_of(self._registry[claim.label])})

    def _code_of(self, made: Statement) -> str:
        if made.read_from_text:
            return self._code.digest((*made.modules, *_RUNNER))
        if self._whole is None:  # it may register and compute as it likes: everything counts, and which file it is
            self._whole = f"{source_key(self._registry)} {sources_digest(self._registry)}"
        return self._whole


@lru_cache(maxsize=4)
def keys_of(registry: Registry) -> Keys:
    """The names of a registry's claims; forked workers inherit them."""
    return Keys(registry)


def _name(data: Mapping[str, JSON]) -> str:
    """The digest of what a finding rests on, with the programs that every one does."""
    set_ground_types()
    programs = [platform.python_version(), platform.machine(), os.environ.get("SYMPY_GROUND_TYPES", ""),
                *(installed(name) for name in ("python-flint", "gmpy2"))]
    with long_integers():
        return hashlib.sha256(canonical({"format": _FORMAT, "programs": programs, **data}).encode()).hexdigest()


@dataclass
class _Seen:
    """What propositions are made of: the modules of their classes, and what their plain data may leave out."""

    modules: set[str]
    objects: list[str]

    def told(self, made: Any) -> bool:
        """Whether plain data and these lists tell all of an object."""
        if isinstance(made, _PLAIN):
            self.objects.append(repr(made))
            return True
        if isinstance(made, type) or (isinstance(made, Proposition) and made.trials()):
            return False
        if isinstance(made, Mapping):
            return all(self.told(item) for pair in made.items() for item in pair)
        if isinstance(made, tuple | list):
            return all(map(self.told, made))
        if is_dataclass(made):
            self.modules.add(type(made).__module__)
            self.objects.append(type(made).__qualname__)
            return all(self.told(getattr(made, each.name)) for each in fields(made))
        if (type(made).__module__ or "sympy").partition(".")[0] == "sympy":  # an undefined function has no module
            return self._expression(made)
        return False

    def _expression(self, made: Any) -> bool:
        """An expression, which plain data tells; the modules of functions that are not SymPy's own are added."""
        from sympy import Function
        from sympy.core.function import AppliedUndef

        self.modules.update(module for node in made.atoms(Function) if not isinstance(node, AppliedUndef)
                            if (module := type(node).__module__).partition(".")[0] != "sympy")
        return True
