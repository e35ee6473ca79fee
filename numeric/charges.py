"""Charges as one checked record: a potential, the fixed ones, the moving ones; read from a file, drawn, or examples."""

import math
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._plain import numbers, plain_data, shown
from .potentials import Zonal, named

Array = NDArray[np.float64]

PARAMETERS = {
    "almost-harmonic": ("d", "eps", "lam"), "yukawa": ("mu",), "newtonian": ("d",), "exponential": (),
    "gaussian": ("width",), "sign": (), "polynomial": ("coefficients",),
}
"""What each potential that has a name takes, under the names that its attributes have too."""

_FIELDS = ("potential", "w", "b", "theta", "a")
_MOST_BYTES = 5_000_000
_MOST_NUMBERS = 1_000_000
_FEW = 20  # places whose distances NumPy has sooner than SciPy begins
MOST_D = 1001
"""The coefficients of an almost harmonic potential take minutes beyond, and leave floating point long before."""
_ON_MANIFOLD = 1e-9  # how far a point of a file may lie from the sphere: nine digits are what people write


@dataclass(frozen=True, eq=False)
class Charges:
    """Fixed charges b (n,) at w (n, d), and moving ones, a (k,) at theta (k, d), where these are given.

    Raises ValueError, in one sentence, for shapes that do not go together, for what is no finite number, for no charge
    at all, for two charges in one place, and for places that are not on the potential's manifold.

    >>> from numeric.potentials import Gaussian
    >>> Charges(Gaussian(), b=[1.0, 2.0], w=[[0, 0], [1, 0]]).k
    2
    >>> Charges(Gaussian(), b=[1.0], w=[[0, 0], [1, 0]])
    Traceback (most recent call last):
    ...
    ValueError: b has 1 charge and w has 2 places: give one charge for each place
    """

    potential: Any
    b: Array
    w: Array
    a: Array | None = None
    theta: Array | None = None

    def __post_init__(self) -> None:
        for name, shape in (("w", "(n, d)"), ("b", "(n,)"), ("theta", "(k, d)"), ("a", "(k,)")):
            given = getattr(self, name)
            if given is not None or name in ("w", "b"):
                object.__setattr__(self, name, _array(name, given, shape))
        for charges, places in (("b", "w"), ("a", "theta")):
            self._check_pair(charges, places)
        if self.potential.d not in (None, self.d):
            raise ValueError(f"w has d = {self.d} coordinates and the potential is for d = {self.potential.d}: "
                             "make them agree")
        if self.theta is not None and self.theta.shape[1] != self.d:
            raise ValueError(f"theta has d = {self.theta.shape[1]} coordinates and w has {self.d}: make them agree")
        self._check_places()

    def _check_pair(self, charges: str, places: str) -> None:
        values, at = getattr(self, charges), getattr(self, places)
        if values is not None and at is not None and len(values) != len(at):
            raise ValueError(f"{charges} has {_counted(len(values), 'charge')} and {places} has "
                             f"{_counted(len(at), 'place')}: give one charge for each place")

    def _check_places(self) -> None:
        names, rows = [], []
        for name in ("w", "theta"):
            places = getattr(self, name)
            if places is None:
                continue
            if isinstance(self.potential, Zonal) and not places.any(axis=1).all():
                raise ValueError(f"{name}[{int(places.any(axis=1).argmin())}] is the origin, and this potential is for "
                                 "points of the unit sphere: give points of length 1")
            off = np.abs(self.project(places) - places).max(axis=1) > _ON_MANIFOLD
            if off.any():
                row = int(off.argmax())
                raise ValueError(f"{name}[{row}] has length {np.linalg.norm(places[row]):.12g}, and this potential is "
                                 "for points of the unit sphere: give points of length 1")
            names += [f"{name}[{row}]" for row in range(len(places))]
            rows.append(places + 0.0)  # -0.0 is 0.0
        found: dict[bytes, str] = {}
        for name, place in zip(names, np.concatenate(rows), strict=True):
            other = found.setdefault(place.tobytes(), name)
            if other != name:
                raise ValueError(f"{other} and {name} are the same place, where the force between them is not "
                                 "defined: move one of them")

    @property
    def d(self) -> int:
        """The dimension of the places."""
        return self.w.shape[1]

    @property
    def k(self) -> int:
        """How many charges move; as many as are fixed, where the moving ones are not given."""
        return len(next(given for given in (self.theta, self.a, self.b) if given is not None))

    def project(self, places: Array) -> Array:
        """Places (..., d) on the potential's manifold."""
        return np.asarray(self.potential.project(places))

    @staticmethod
    def from_data(data: object) -> "Charges":
        """Charges from plain data as `to_data` gives it; numbers may be strings such as "1/2".

        Raises ValueError for anything else, in one sentence.

        >>> Charges.from_data({"potential": {"name": "gaussian", "width": 2}, "w": [[0, "1/2"]], "b": [1]}).w.tolist()
        [[0.0, 0.5]]
        >>> Charges.from_data({"potential": {"name": "gaussian"}, "w": [[0, 0]], "b": [1], "colour": 3})
        Traceback (most recent call last):
        ...
        ValueError: the charges have the field 'colour'; there are potential, w, b, theta, a: leave 'colour' out
        """
        if not isinstance(data, dict):
            raise ValueError(f"the charges must be an object with the fields {', '.join(_FIELDS)}, got "
                             f"{shown(data)}: put them in braces")
        _check_fields("the charges have", data, _FIELDS, ("potential", "w", "b"))
        given = {name: numbers(name, data[name]) for name in _FIELDS[1:] if data.get(name) is not None}
        return Charges(_potential(data["potential"]), **{"w": None, "b": None, **given})

    def to_data(self) -> dict[str, Any]:
        """Plain data that `from_data` reads back to the same floats. ValueError for a potential without a name."""
        for name, parameters in PARAMETERS.items():
            if type(self.potential).__name__ == name.title().replace("-", ""):
                potential = {"name": name} | {p: _plain(getattr(self.potential, p)) for p in parameters}
                break
        else:
            raise ValueError(f"{self.potential!r} has no name to be written by; there are {', '.join(PARAMETERS)}")
        places = {name: getattr(self, name).tolist() for name in _FIELDS[1:] if getattr(self, name) is not None}
        return {"potential": potential, **places}


def read_charges(path: str | Path) -> Charges:
    """The charges in a JSON file.

    {"potential": {"name": "almost-harmonic", "d": 3, "eps": "1/2"}, "w": [[0, 0, 0]], "b": [1], "theta": [[1, 1, 0]],
    "a": [-1]}; theta and a may be left out. Raises ValueError, in one sentence that begins with the path.
    """
    file = Path(path)
    if not str(path):
        raise ValueError("the path is empty: name a JSON file of charges")
    try:
        if file.exists() and not file.is_file():
            raise ValueError("is no ordinary file: name a JSON file of charges")
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError(f"is larger than {_MOST_BYTES // 1_000_000} MB: give fewer charges")
        return parse_charges(file.read_bytes())
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror or error}): name a JSON file of charges") from error
    except ValueError as error:
        if "null byte" in str(error):
            raise ValueError("a path holds no null byte: name a JSON file of charges") from error
        raise ValueError(f"{path}{'' if str(error).startswith('is ') else ':'} {error}") from error


def parse_charges(text: str | bytes) -> Charges:
    """The charges in the text of a file. Raises ValueError."""
    return Charges.from_data(plain_data(text))


def example(name: str) -> Charges:
    """One of the examples that come with the package. ValueError for another name, with those that there are.

    >>> example("nowhere")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: there is no example 'nowhere'; there are ...
    """
    if name not in examples():
        raise ValueError(f"there is no example {shown(name)}; there are {', '.join(examples())}: name one of them")
    return parse_charges((files(__package__) / "examples" / f"{name}.json").read_bytes())


def examples() -> tuple[str, ...]:
    """The names of the examples, sorted.

    >>> "two-pairs" in examples()
    True
    """
    names = (entry.name for entry in (files(__package__) / "examples").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def random_charges(potential: Any, k: int, seed: int, *, d: int | None = None, covariance: float | None = None,
                   separation: float = 0.0, electrons: bool = False) -> Charges:
    """k fixed charges as in Section 4: w ~ N(0, covariance·I), b uniform in [-1, 1].

    `covariance` is d log d where it is not given (1 for d = 1); on the sphere it does not matter. Draws of w with two
    places nearer than `separation` are thrown away. With `electrons` there are moving charges too: a = -b, theta drawn
    as w. The same seed gives the same charges.

    Raises ValueError for k or d below 1, a dimension that the potential is not for, or a separation that a thousand
    draws do not reach.

    >>> from numeric.potentials import AlmostHarmonic
    >>> random_charges(AlmostHarmonic(3, 0.5), k=2, seed=1, electrons=True).theta.shape
    (2, 3)
    """
    d = potential.d if d is None else d
    if d is None:
        raise ValueError(f"{potential!r} is for every dimension: say which, such as d = 3")
    for name, given in (("k", k), ("d", d)):
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            raise ValueError(f"{name} must be a whole number from 1 on, got {given!r}: give one such as 3")
    if k * d > _MOST_NUMBERS:
        raise ValueError(f"k = {k} places of d = {d} coordinates are too many, k d may be at most {_MOST_NUMBERS:,}: "
                         "give a smaller k or d")
    if covariance is None:
        covariance = d * math.log(d) if d > 1 else 1.0
    if not 0 < covariance < math.inf or not 0 <= separation < math.inf:
        raise ValueError(f"the covariance must be above 0 and the separation at least 0, got {covariance!r} and "
                         f"{separation!r}: give such numbers")
    random = np.random.default_rng(seed)

    def places() -> Array:
        return np.asarray(potential.project(math.sqrt(covariance) * random.standard_normal((k, d))))

    b = random.uniform(-1, 1, k)
    for _ in range(1000):
        w = places()
        if separation == 0 or k == 1 or _nearest(w) >= separation:
            return Charges(potential, b, w, *((-b, places()) if electrons else ()))
    raise ValueError(f"{k} places with the covariance {covariance:g} were never {separation:g} apart in 1,000 draws: "
                     "give a smaller separation, fewer charges, or a larger covariance")


def _nearest(w: Array) -> float:
    if len(w) <= _FEW:
        apart = w[:, None] - w
        squares = np.einsum("ijd,ijd->ij", apart, apart)
        np.fill_diagonal(squares, math.inf)
        return math.sqrt(squares.min())
    from scipy.spatial.distance import pdist

    return float(pdist(w).min())


def _potential(data: object) -> Any:
    if not isinstance(data, dict) or not isinstance(data.get("name"), str):
        raise ValueError(f'the potential must be an object with a name, got {shown(data)}: write such as '
                         '{"name": "gaussian"}')
    name = data["name"]
    if name not in PARAMETERS:
        raise ValueError(f"there is no potential {shown(name)}; there are {', '.join(PARAMETERS)}: name one of them")
    given = {field: numbers(field, value) for field, value in data.items() if field != "name"}
    if "d" in given and isinstance(given["d"], float) and given["d"].is_integer():
        given["d"] = int(given["d"])
        if given["d"] > MOST_D:
            raise ValueError(f"d = {given['d']:g} is more than {MOST_D}: give a smaller d")
    return named(name, **given)


def _check_fields(has: str, data: dict[str, Any], possible: tuple[str, ...], needed: tuple[str, ...] = ()) -> None:
    for field in data:
        if field not in possible:
            raise ValueError(f"{has} the field {shown(field)}; there are {', '.join(possible)}: "
                             f"leave {shown(field)} out")
    for field in needed:
        if field not in data:
            raise ValueError(f"{has} no field {field!r}: add it")


def _array(name: str, given: ArrayLike | None, shape: str) -> Array:
    try:
        made = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must have shape {shape}, got {shown(given)}: give rows of equally many "
                         "numbers") from error
    if made.size == 0:
        raise ValueError(f"{name} is empty, and there is nothing to move or to find: give at least one charge")
    if made.ndim != shape.count(",") + 1 - shape.count(",)"):
        raise ValueError(f"{name} must have shape {shape}, got {made.shape}: "
                         f"give {'a row of coordinates for each charge' if 'd' in shape else 'a list of numbers'}")
    if not np.isfinite(made).all():
        raise ValueError(f"{name} holds {made[~np.isfinite(made)][0]}: give finite numbers")
    if np.abs(made).max() > 1e100:
        raise ValueError(f"{name} holds {np.abs(made).max():g}, whose square floating point does not hold: "
                         "give numbers up to 1e100")
    made.setflags(write=False)
    return made


def _plain(value: Any) -> Any:
    return np.asarray(value).tolist()


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
