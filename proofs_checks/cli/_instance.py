"""What `simulate` and `descend` share: the charges that are named, in a file, or drawn at random."""

import argparse
import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ._misuse import MisuseError, positive_int, shown

if TYPE_CHECKING:
    from numeric.charges import Charges

POTENTIALS = ("almost-harmonic", "yukawa", "newtonian", "exponential", "gaussian", "sign")
DEFAULTS = {"potential": "almost-harmonic", "d": 3, "k": 3, "eps": 0.5, "lam": 1.0}
_NUMBER = re.compile(r"[+-]?([0-9]{1,40}/[0-9]{1,40}|([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?)")


def add_instance(parser: argparse.ArgumentParser) -> None:
    """The options that say which charges; None where the user says nothing."""
    said = "; not with --charges or --example"
    parser.add_argument("--potential", metavar="NAME", choices=POTENTIALS,
                        help=f"{', '.join(POTENTIALS)} (default: {DEFAULTS['potential']}){said}")
    parser.add_argument("-d", type=positive_int, metavar="D", help=f"dimension (default: {DEFAULTS['d']}){said}")
    parser.add_argument("-k", type=positive_int, metavar="K",
                        help=f"how many charges are fixed, and move (default: {DEFAULTS['k']}){said}")
    parser.add_argument("--eps", type=positive, metavar="E",
                        help=f"radius in which the potential is smoothed (default: {DEFAULTS['eps']}){said}")
    parser.add_argument("--lam", type=positive, metavar="L", help=f"lambda (default: 1){said}")
    parser.add_argument("--seed", type=seed, default=1, metavar="S", help="of what is random (default: %(default)s)")
    parser.add_argument("--charges", metavar="FILE", help="JSON: potential, w, b, and if wanted theta and a")
    parser.add_argument("--example", metavar="NAME", help="charges that come with the program")


def instance(options: argparse.Namespace, start: int, **drawn: Any) -> "Charges":
    """The charges of these options, the random ones drawn from the seed `start`; MisuseError when there are none."""
    from numeric.charges import MOST_D, PARAMETERS, example, random_charges, read_charges
    from numeric.potentials import named

    given = [name for name in DEFAULTS if getattr(options, name) is not None]
    try:
        if options.charges is not None or options.example is not None:
            source = "--charges" if options.charges is not None else "--example"
            if options.charges is not None and options.example is not None:
                raise MisuseError("--charges and --example are two sets of charges; give one of them")
            if given:
                raise MisuseError(f"{option(given[0])} is for random charges, and {source} brings its own; "
                                  "leave one out")
            return read_charges(options.charges) if options.charges is not None else example(options.example)
        chosen = {name: value if (value := getattr(options, name)) is not None else default
                  for name, default in DEFAULTS.items()}
        name = chosen["potential"]
        takes = PARAMETERS[name]
        for parameter, known in (("eps", {"eps"}), ("lam", {"lam", "mu"})):
            if parameter in given and not known & set(takes):
                raise MisuseError(f"--{parameter} is nothing that the potential {name} has; leave it out")
        if chosen["d"] > MOST_D:
            raise MisuseError(f"-d {chosen['d']} is more than {MOST_D}; give a smaller one")
        chosen["mu"] = math.sqrt(chosen["lam"])
        potential = named(name, **{key: chosen[key] for key in takes if key in chosen})
        return random_charges(potential, chosen["k"], start, d=chosen["d"], **drawn)
    except ValueError as error:
        raise MisuseError(str(error)) from error


def option(name: str) -> str:
    """How an option is written: -d, --eps."""
    return f"-{name}" if len(name) == 1 else f"--{name.replace('_', '-')}"


def positive(text: str) -> float:
    """A finite number above 0, such as 0.5, 1/2 or 1e-3, from an argument."""
    value = _number(text)
    if value is None or not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{shown(text)} is no number above 0; give one such as 0.5 or 1/2")
    return value


def not_negative(text: str) -> float:
    """A finite number from 0 on, from an argument."""
    value = _number(text)
    if value is None or not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{shown(text)} is no number from 0 on; give one such as 1")
    return value


def seed(text: str) -> int:
    """A whole number from 0 on, from an argument."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise argparse.ArgumentTypeError(f"{shown(text)} is no whole number from 0 on with at most 15 digits; "
                                         "give one such as 1")
    return int(text)


def _number(text: str) -> float | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return float(Fraction(text))
    except (ArithmeticError, ValueError):  # 1/0, 1e999
        return None
