"""`earnshaw derive WHAT`: the formulas of the almost lambda-harmonic potential, for people and programs."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ._misuse import MisuseError, shown

SYMBOLIC = "symbolic"
FORMATS = ("text", "latex", "python", "json")
WHATS = {
    "p": "the polynomial p of the potential Φ(r) = p(μr) e^(−μr) / r^(d−2)",
    "potential": "values at 0+ and suprema of the derivatives of Φ_ε",
    "weight": "the weight with which hats or the kernels T_x mix to Φ_ε",
    "transform": "the Fourier transform of Φ_ε on R^d, enclosed",
    "ode": "the differential equation of p",
    "derivative": "the k-th derivative of Φ",
    "activation": "an activation of a potential, tabulated with bounds, and its potential by quadrature",
}
# what each takes besides --d; None: no default, it must be given
_TAKES: dict[str, dict[str, str | None]] = {
    "p": {}, "ode": {}, "derivative": {"k": None}, "weight": {"kernel": None},
    "potential": {"eps": None, "lam": None, "construction": "T", "digits": "40"},
    "transform": {"eps": None, "lam": None, "omega": None, "digits": "40"},
}
_DEFAULT_D = {"ode": SYMBOLIC, "derivative": SYMBOLIC}
_LARGEST_D = {"p": 2001, "ode": 10**9 + 1, "derivative": 1603, "weight": 1603, "potential": 803, "transform": 203}
_LARGEST_HAT_D = 75  # isolating the extrema takes seconds from here on
_LARGEST_K = 1603
_LARGEST_SYMBOLIC_K = 60  # the formula fills pages from here on
_MOST_DIGITS = 1000
_DECIMAL = re.compile(r"[+-]?([0-9]{1,40}\.[0-9]{0,40}|\.[0-9]{1,40}|[0-9]{1,40}(?=[eE]))([eE][+-]?[0-9]{1,2})?")


@dataclass(frozen=True)
class Request:
    """What is asked for, after every check."""

    what: str
    d: int | None
    """None: symbolic."""
    options: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A derived formula: plain data, and its written forms, made when they are asked for."""

    data: dict[str, Any]
    text: Callable[[], str]
    latex: Callable[[], str]
    python: Callable[[], str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `earnshaw derive`. Values are read as text and checked by `run`."""
    from . import _derive_activation

    parser.add_argument("what", metavar="WHAT", help="; ".join(f"{name}: {says}" for name, says in WHATS.items()))
    parser.add_argument("--d", "-d", metavar="D",
                        help="dimension: odd, from 3 on; or symbolic for p, ode and derivative")
    parser.add_argument("--eps", metavar="E", help="radius inside which Φ is bent: a rational in (0, 1), like 1/10")
    parser.add_argument("--lam", metavar="L", help="λ: a positive rational, like 1 or 9/4")
    parser.add_argument("--omega", metavar="W", help="length of the frequency: a rational from 0 on")
    parser.add_argument("--k", metavar="K", help="order of the derivative")
    parser.add_argument("--kernel", metavar="KERNEL", help="what is mixed: hat (Euclid's hat) or T (the kernel T_x)")
    parser.add_argument("--construction", metavar="KIND", help="T (class C^(d-1), the default) or hat")
    parser.add_argument("--digits", metavar="N", help="significant digits of decimals, every one right (default 40)")
    _derive_activation.add_arguments(parser)
    parser.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default text)")
    parser.add_argument("--json", action="store_true", help="short for --format json")


def run(args: argparse.Namespace) -> int:
    """Print the formula that `args` asks for; the exit status is 0. Raises MisuseError for a wrong request."""
    style = _style(args)
    with _long_integers():
        if args.what == "activation":
            from ._derive_activation import activation
            from ._derive_activation import read as read_activation

            answer = activation(read_activation(args))
        else:
            answer = _answer(read(args))
        print(json.dumps(answer.data) if style == "json" else getattr(answer, style)())
    return 0


def read(args: argparse.Namespace) -> Request:
    """The request in `args`, checked whole. Raises MisuseError."""
    what = args.what
    if what not in WHATS:
        raise MisuseError(f"derive does not know {what!r}; it knows {_either(WHATS)}: name one of them")
    from ._derive_activation import OPTIONS

    takes = _TAKES[what]
    for name in ("eps", "lam", "omega", "k", "kernel", "construction", "digits", *OPTIONS):
        if getattr(args, name) is not None and name not in takes:
            possible = ", ".join(f"--{option}" for option in ("d", *takes))
            raise MisuseError(f"derive {what} was given --{name}, but takes only {possible}: leave --{name} out")
    d = _dimension(what, args.d)
    given = {name: default if getattr(args, name) is None else getattr(args, name) for name, default in takes.items()}
    options = {name: _OPTIONS[name].read(what, name, value) for name, value in given.items()}
    if options.get("construction") == "hat" and d is not None and d > _LARGEST_HAT_D:
        raise MisuseError(f"derive potential --construction hat goes up to d = {_LARGEST_HAT_D}, got {d}: "
                          f"give a smaller --d, or --construction T, which goes up to {_LARGEST_D[what]}")
    if what == "derivative" and d is None and options["k"] > _LARGEST_SYMBOLIC_K:
        raise MisuseError(f"derive derivative with a symbolic d goes up to k = {_LARGEST_SYMBOLIC_K}, "
                          f"got {options['k']}: give a smaller --k, or a --d")
    return Request(what, d, options)


def _answer(request: Request) -> Answer:
    if request.what in ("potential", "transform"):
        from . import _derived_values

        return getattr(_derived_values, request.what)(request)
    from . import _derived

    return getattr(_derived, request.what)(request)


def _style(args: argparse.Namespace) -> str:
    style = args.format or ("json" if args.json else "text")
    if style not in FORMATS:
        raise MisuseError(f"--format was {style!r}, possible are {_either(FORMATS)}: choose one")
    if args.json and style != "json":
        raise MisuseError(f"--json and --format {style} were both given, but only one form is printed: leave one out")
    return style


def _dimension(what: str, text: str | None) -> int | None:
    text = _DEFAULT_D.get(what) if text is None else text
    symbolic = what in ("p", "ode", "derivative")
    possible = "an odd integer from 3 on" + (", or symbolic" if symbolic else "")
    if text is None:
        raise MisuseError(f"derive {what} was given no --d, the dimension; possible is {possible}: add, say, --d 7")
    if text == SYMBOLIC:
        if symbolic:
            return None
        raise MisuseError(f"derive {what} was given --d symbolic, but needs {possible}: give, say, --d 7")
    if not re.fullmatch(r"-?[0-9]{1,30}", text):
        raise MisuseError(f"--d was {shown(text)}, but the dimension is {possible}: give, say, --d 7")
    d = int(text)
    if d < 3:
        raise MisuseError(f"--d was {d}, but the dimension is {possible}: give, say, --d 3")
    if d % 2 == 0:
        raise MisuseError(f"--d was {d}, which is even, but the dimension is {possible}: "
                          f"give --d {d - 1} or --d {d + 1}")
    if d > _LARGEST_D[what]:
        also = ", or --d symbolic" if symbolic else ""
        raise MisuseError(f"derive {what} goes up to d = {_LARGEST_D[what]}, got {text}: give a smaller --d{also}")
    return d


@dataclass(frozen=True)
class Option:
    """How the value of an option is read: `parse` gives None for what is not possible."""

    possible: str
    example: str
    parse: Callable[[str], Any]

    def read(self, what: str, name: str, text: str | None) -> Any:
        """The value that the text says. Raises MisuseError."""
        if text is None:
            raise MisuseError(f"derive {what} was given no --{name}; possible is {self.possible}: "
                              f"add, say, --{name} {self.example}")
        value = self.parse(text)
        if value is not None:
            return value
        advice = f"give, say, --{name} {self.example}"
        if _DECIMAL.fullmatch(text) and self.parse(str(Fraction(text))) is not None:
            advice = f"give it as {Fraction(text)}"
        raise MisuseError(f"--{name} was {shown(text)}, but {self.possible} is asked for: {advice}")


def rational(accepts: Callable[[Fraction], bool]) -> Callable[[str], Fraction | None]:
    """A reader of p/q for the values that are accepted."""
    def parse(text: str) -> Fraction | None:
        if not re.fullmatch(r"[+-]?[0-9]{1,100}(/[0-9]{1,100})?", text):
            return None
        numerator, _, denominator = text.partition("/")
        if denominator and int(denominator) == 0:
            return None
        value = Fraction(int(numerator), int(denominator or 1))
        return value if accepts(value) else None

    return parse


def whole(first: int, last: int) -> Callable[[str], int | None]:
    """A reader of the whole numbers from first to last."""
    return lambda text: int(text) if re.fullmatch(r"[+-]?[0-9]{1,30}", text) and first <= int(text) <= last else None


_KINDS = Option("hat or T", "T", lambda text: text if text in ("hat", "T") else None)
_OPTIONS = {
    "eps": Option("a rational with 0 < eps < 1", "1/10", rational(lambda x: 0 < x < 1)),
    "lam": Option("a rational above 0", "1", rational(lambda x: x > 0)),
    "omega": Option("a rational from 0 on", "10", rational(lambda x: x >= 0)),
    "k": Option(f"a whole number from 0 to {_LARGEST_K}", "1", whole(0, _LARGEST_K)),
    "digits": Option(f"a whole number from 1 to {_MOST_DIGITS}", "40", whole(1, _MOST_DIGITS)),
    "kernel": _KINDS,
    "construction": _KINDS,
}


def _either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"


@contextmanager
def _long_integers() -> Iterator[None]:
    """Python refuses to write integers of more than 4300 digits unless told otherwise: exact values have them."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)
