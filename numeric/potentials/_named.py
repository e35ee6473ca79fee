"""Potentials by name, as files and the command line give them."""

import inspect
from typing import Any

from ._almost_harmonic import AlmostHarmonic
from ._base import Potential
from ._radial import Exponential, Gaussian, Newtonian, Yukawa
from ._sphere import Polynomial, Sign

_NAMES: dict[str, type[Potential]] = {
    "almost-harmonic": AlmostHarmonic, "yukawa": Yukawa, "newtonian": Newtonian, "exponential": Exponential,
    "gaussian": Gaussian, "sign": Sign, "polynomial": Polynomial,
}


def named(name: str, **parameters: Any) -> Potential:
    """The potential of that name, with the parameters of its class.

    Raises ValueError, with one sentence, for an unknown name, an unknown, missing or impossible parameter.

    >>> named("almost-harmonic", d=3, eps=0.5)
    AlmostHarmonic(d=3, eps=0.5, lam=1.0)
    >>> named("gaussian", sigma=2)
    Traceback (most recent call last):
    ...
    ValueError: the potential gaussian has no parameter 'sigma': it takes width
    """
    if not isinstance(name, str) or name not in _NAMES:
        raise ValueError(f"there is no potential {name!r}: there are {', '.join(_NAMES)}")
    kind = _NAMES[name]
    known = inspect.signature(kind).parameters
    takes = f"it takes {', '.join(known) or 'none'}"
    for key, value in parameters.items():
        if key not in known:
            raise ValueError(f"the potential {name} has no parameter {key!r}: {takes}")
        numbers = value if key == "coefficients" and isinstance(value, (list, tuple)) else [value]
        if not all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in numbers):
            what = "a list of numbers" if key == "coefficients" else "a number"
            raise ValueError(f"the parameter {key!r} of the potential {name} must be {what}, got {value!r}")
    for key, parameter in known.items():
        if parameter.default is inspect.Parameter.empty and key not in parameters:
            raise ValueError(f"the potential {name} needs the parameter {key!r}: {takes}")
    try:
        return kind(**parameters)
    except TypeError as error:  # a dimension that is no integer
        raise ValueError(str(error)) from None
    except OverflowError:
        raise ValueError(f"a parameter of the potential {name} is too large for a floating-point number") from None
