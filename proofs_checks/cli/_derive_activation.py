"""`earnshaw derive activation`: sigma from Phi, as a formula and a table with bounds, and Phi back from sigma."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ._derive import Answer, Option, rational, whole
from ._misuse import MisuseError, shown
from ._notation import table

if TYPE_CHECKING:
    from numeric.activations import Activation

_LARGEST_D, _MOST_POINTS, _LARGEST_R = 9, 20, 20
_PARAMETERS: dict[str, dict[str, str | None]] = {  # and their defaults; None: to be given
    "almost-harmonic": {"d": None, "eps": None, "lam": "1"}, "ball": {"d": None, "width": "1"},
    "gaussian": {"d": None, "width": "1"}, "exponential": {"d": None}, "sign": {}, "relu": {}, "hermite": {"m": None},
    "zonal-exponential": {"a": "1"},
}
_ON_SPHERE = ("sign", "relu", "hermite", "zonal-exponential")
OPTIONS = ("potential", "points", "width", "m", "a")
"""The options of `derive` that only this takes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare them."""
    parser.add_argument("--potential", metavar="NAME", help=f"of the activation: {', '.join(_PARAMETERS)}")
    parser.add_argument("--points", metavar="LIST", help="where the activation and its potential are tabulated: "
                        "rationals with commas, like 1/100,1/2,1")
    parser.add_argument("--width", metavar="W", help="of the Gaussian potential, or the diameter of the ball's")
    parser.add_argument("--m", metavar="M", help="degree of the Hermite polynomial")
    parser.add_argument("--a", metavar="A", help="of the activation e^(a t - a^2)")


@dataclass(frozen=True)
class Wanted:
    """What is asked for, after every check."""

    name: str
    parameters: dict[str, Any]
    points: tuple[Fraction, ...]


_SIZE = Option("a rational above 0 and up to 100", "1/2", rational(lambda x: 0 < x <= 100))
_READ = {
    "eps": Option("a rational with 1/20 <= eps < 1", "1/2", rational(lambda x: Fraction(1, 20) <= x < 1)),
    "lam": Option("a rational from 1/4 to 16", "1", rational(lambda x: Fraction(1, 4) <= x <= 16)),
    "width": _SIZE, "a": Option("a rational above 0 and up to 2", "1", rational(lambda x: 0 < x <= 2)),
    "m": Option("a whole number from 0 to 30", "2", whole(0, 30)),
}


def read(args: argparse.Namespace) -> Wanted:
    """The request in `args`, checked whole. Raises MisuseError."""
    name = "almost-harmonic" if args.potential is None else args.potential
    if name not in _PARAMETERS:
        raise MisuseError(f"--potential was {shown(name)}, possible are {', '.join(_PARAMETERS)}: name one of them")
    takes = _PARAMETERS[name]
    for option in ("d", "eps", "lam", "omega", "k", "kernel", "construction", "digits", "width", "m", "a"):
        if getattr(args, option) is not None and option not in takes:
            possible = ", ".join(f"--{x}" for x in (*takes, "points"))
            raise MisuseError(f"derive activation --potential {name} was given --{option}, but takes only {possible}: "
                              f"leave --{option} out")
    parameters = {"d": _dimension(name, args.d)} if "d" in takes else {}
    for option, default in takes.items():
        if option != "d":
            given = getattr(args, option)
            parameters[option] = _READ[option].read("activation", option, default if given is None else given)
    return Wanted(name, parameters, _points(name, args.points, parameters))


def _dimension(name: str, text: str | None) -> int:
    odd = name == "almost-harmonic"
    possible = f"an odd integer from 3 to {_LARGEST_D}" if odd else f"1, or an odd integer up to {_LARGEST_D}"
    if text is None:
        raise MisuseError(f"derive activation --potential {name} was given no --d, the dimension; possible is "
                          f"{possible}: add, say, --d 3")
    value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
    if value % 2 == 0 or value > _LARGEST_D or (odd and value < 3):
        raise MisuseError(f"--d was {shown(text)}, but the dimension is {possible} here: give, say, --d 3")
    return value


def _points(name: str, text: str | None, parameters: dict[str, Any]) -> tuple[Fraction, ...]:
    sphere = name in _ON_SPHERE
    if text is None:
        scale = parameters.get("eps", parameters.get("width", Fraction(1)))
        return tuple(map(Fraction, ("-1", "-1/2", "0", "1/2", "1"))) if sphere else tuple(
            scale * x for x in map(Fraction, ("1/100", "1/10", "1/2", "1", "2", "4")))
    possible = f"rationals {'from -1 to 1' if sphere else f'above 0 and up to {_LARGEST_R}'} with commas"
    accepts: Callable[[Fraction], bool] = (lambda x: -1 <= x <= 1) if sphere else (lambda x: 0 < x <= _LARGEST_R)
    parts = text.split(",")
    if len(parts) > _MOST_POINTS:
        raise MisuseError(f"--points has {len(parts)} points, possible are {_MOST_POINTS}: give fewer")
    one = Option(f"in --points {possible}", "1/4,1/2", rational(accepts))
    return tuple(one.read("activation", "points", part) for part in parts)


def activation(wanted: Wanted) -> Answer:
    """The table of the activation's profile, with certified bounds, and E sigma sigma by quadrature beside Phi."""
    from numeric.activations import potential_of, tabulate

    found = make(wanted)
    rows = tabulate(found, wanted.points)
    at = [float(x) for x in wanted.points]
    means = potential_of(found, at)
    # a potential of the sphere and a radial one are both functions of this one variable
    values = found.potential(at)  # type: ignore[operator]
    variable, function = ("t", "f") if wanted.name in _ON_SPHERE else ("r", "h")
    data = {"potential": repr(found.potential), "activation": found.formula, "variable": variable,
            "rows": [{variable: str(x), function: _json(v), "bound": _json(b), "mean": float(m), "mean_error": float(e),
                      "potential": float(p)} for x, v, b, m, e, p in
                     zip(wanted.points, *rows, *means, values, strict=True)]}

    floats = [x for x in ("width", "a") if x in wanted.parameters and Fraction(float(wanted.parameters[x]))
              != wanted.parameters[x]]
    rounded = f"\n{floats[0]} is taken as the nearest floating-point number." if floats else ""

    def as_text() -> str:
        cells = [(variable, f"{function}({variable})", "±", f"E σσ at {variable}", "±", f"Φ({variable})")]
        cells += [(str(x), *_written(v, b), f"{m:.12g}", _up(float(e)), f"{p:.12g}")
                  for x, v, b, m, e, p in zip(wanted.points, *rows, *means, values, strict=True)]
        places = ("σ(x, w) = f(t), t = w·x, |w| = 1" if variable == "t" else
                  "σ(x, w) = (2π)^(d/4) e^(|x|²/4) h(r), r = |x − w|")
        return (f"{places}, for inputs x from N(0, I)\n{found.formula}\n\n{table(cells)}\n\n"
                "The first ± is certified by balls; the second estimates the error of a quadrature without transforms."
                + rounded)

    def as_latex() -> str:
        body = "\n".join(f"{x} & {' & '.join(_written(v, b))} & {m:.12g} & {_up(float(e))} & {p:.12g} \\\\"
                         for x, v, b, m, e, p in zip(wanted.points, *rows, *means, values, strict=True))
        return (f"\\begin{{array}}{{rlllll}}\n{variable} & {function}({variable}) & \\pm & E\\sigma\\sigma & \\pm & "
                f"\\Phi({variable}) \\\\ \\hline\n{body}\n\\end{{array}}")

    def as_python() -> str:
        lines = ",\n".join(f"    (Fraction({str(x)!r}), {float(v)!r}, {_up(float(b))})"
                           for x, v, b in zip(wanted.points, *rows, strict=True))
        return (f"from fractions import Fraction\n\n# {found.formula}\n# {variable}, {function}({variable}), and a "
                f"bound of the error, certified\nVALUES = [\n{lines},\n]")

    return Answer(data, as_text, as_latex, as_python)


def make(wanted: Wanted) -> "Activation":
    """The activation that is asked for."""
    from numeric.activations import Hat, ReLU, ZonalExponential, activation_of, sigma_eps
    from numeric.potentials import Exponential, Gaussian, Polynomial, Sign

    p = wanted.parameters
    d = p.get("d", 0)
    known = {
        "almost-harmonic": lambda: sigma_eps(d, p["eps"], p["lam"]),
        "ball": lambda: activation_of(Hat(d, float(p["width"]))),
        "gaussian": lambda: activation_of(Gaussian(float(p["width"])), d=d),
        "exponential": lambda: activation_of(Exponential(), d=d), "sign": lambda: activation_of(Sign()),
        "relu": lambda: activation_of(ReLU()), "hermite": lambda: activation_of(Polynomial([0] * p["m"] + [1])),
        "zonal-exponential": lambda: activation_of(ZonalExponential(float(p["a"]))),
    }
    return known[wanted.name]()


def _written(value: float, bound: float) -> tuple[str, str]:
    """A value in decimals, and a bound of the error of just these decimals."""
    text = repr(float(value))
    return text, _up(Fraction(float(bound)) + abs(Fraction(text) - Fraction(float(value))))


def _up(x: float | Fraction) -> str:
    """Three digits, not below x."""
    from ._derived_values import upwards

    return upwards(Fraction(x))


def _json(x: float) -> float | str:
    return float(x) if abs(x) < float("inf") else str(float(x))
