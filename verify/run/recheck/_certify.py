"""Rechecks of the certificates by ball arithmetic: every listed box is evaluated once, nothing is searched for.

What is trusted: FLINT's balls, and the wing's evaluators of terms, exponential sums and the closed form of a
transform. What is not: which boxes, forms, end points and witnesses the search came up with.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from verify.certify._balls import ball, ball_from_data, compare, precision
from verify.certify._evaluate import difference, evaluate
from verify.certify._exponential_sums import ExponentialSum
from verify.certify._integrals import IntegralEquals, enclosures_at
from verify.certify._positive_definite import Numerator, profile_from_data
from verify.certify._radial_transform import scaled_transform_at_zero, transform
from verify.certify._signs import SumFunction, TermFunction, plane_range, taylor_range
from verify.claims import JSON, Status

from ._base import RecheckFailed, rechecks

Box = tuple[tuple[Fraction, Fraction], ...]
MOST_BITS = 1 << 16


def _demand(condition: Any, what: str) -> None:
    if not condition:
        raise RecheckFailed(what)


def _bits(value: JSON) -> int:
    _demand(isinstance(value, int) and 2 <= value <= MOST_BITS, f"a precision of {value} bits is not usable")
    return int(value)


def _leaves(root: Box, record: str) -> Iterator[tuple[Box, int]]:
    """The boxes of a record with the order of their form: "a" and "b" halve, digits are leaves; all of `root`."""
    stack = [root]
    for sign in record:
        _demand(stack, "the record of boxes goes on after the domain is covered")
        box = stack.pop()
        if sign.isdigit():
            yield box, int(sign)
            continue
        _demand(sign in "ab"[:len(box)], f"the record of boxes holds {sign!r}")
        axis = "ab".index(sign)
        lower, upper = box[axis]
        middle = (lower + upper) / 2
        stack += [(*box[:axis], part, *box[axis + 1:]) for part in ((middle, upper), (lower, middle))]
    _demand(not stack, "the boxes do not cover the domain")


def _status(finding: Mapping[str, JSON], certified: Callable[[JSON, JSON], None],
            refuted: Callable[[JSON, JSON], None]) -> Status:
    evidence = finding["evidence"]
    try:
        if "certificate" in evidence:
            certified(evidence["proposition"], evidence["certificate"] | {"bits": evidence["precision"]})
            return Status.CERTIFIED
        refuted(evidence["proposition"], evidence["witness"])
        return Status.REFUTED
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise RecheckFailed(f"the evidence cannot be read: {type(error).__name__}: {error}") from error


@rechecks("positive")
def positive(finding: Mapping[str, JSON]) -> Status:
    """The zero at the lower end, the boxes and the tail of a positive expression; or the point that refutes it."""
    return _status(finding, _positive, _not_positive)


def _positive(proposition: JSON, certificate: JSON) -> None:
    strict = proposition["relation"] in ("<", ">")
    sides = (proposition["lhs"], proposition["rhs"])
    term = difference(*(sides if proposition["relation"] in (">", ">=") else sides[::-1]))
    ranges = [(Fraction(v["lower"]), None if v["upper"] is None else Fraction(v["upper"]))
              for v in proposition["domain"]]
    names = [v["name"] for v in proposition["domain"]]
    boxes: Box = tuple((Fraction(a), Fraction(b)) for a, b in certificate.get("boxes", []))

    def sure(value: Any) -> None:
        _demand(value > 0 if strict else value >= 0, "on one of the boxes the sign is not sure")

    with precision(_bits(certificate["bits"])):
        if len(names) == 2:
            _demand(list(boxes) == ranges, "the boxes do not cover the domain")
            for box, order in _leaves(boxes, certificate["record"]):
                sure(plane_range(term, (names[0], names[1]), box, order))
            return
        (lower, upper), = ranges
        lower_open = bool(proposition["domain"][0]["lower_open"])
        total = ExponentialSum.from_term(term, names[0], lower, lower_open=lower_open)
        if "factor" in certificate:
            if total is None:
                raise RecheckFailed("a factor was cancelled in what is no exponential sum")
            power = Fraction(certificate["factor"]["power"])
            _demand(power == 0 or lower > 0 or (lower == 0 and lower_open),
                    "the cancelled power is not positive on the domain")
            E = tuple(-Fraction(e) for e in certificate["factor"]["exponent"])
            total = total.scaled(E, -power)
        _demand(total is None or not total.fractional or lower >= 0, "a root of a negative number")
        function = TermFunction(term, names[0]) if total is None else SumFunction(total)
        if upper is None:
            upper = Fraction(certificate["tail"])
            _demand(upper >= lower and total is not None and
                    (total.dominates(upper) or (not strict and not total.terms)),
                    "the leading term does not dominate where the tail is said to begin")
        if "zero" in certificate:
            order, until = int(certificate["zero"]["order"]), Fraction(certificate["zero"]["until"])
            _demand(lower < until <= upper and order > 0, "the interval at the zero is not in the domain")
            _demand(not strict or lower_open, "the expression is zero at the lower end")
            _demand(all(function.vanishes(lower, k) for k in range(order)), "no zero of that order")
            _demand(function.coefficient(ball(lower).union(ball(until)), order) > 0,
                    "the derivative is not surely positive")
            lower = until
        if not boxes:
            _demand(lower == upper, "the boxes do not cover the domain")
            if "zero" not in certificate:
                sure(function.coefficient(ball(lower), 0))
            return
        _demand(boxes == ((lower, upper),), "the boxes do not cover the domain")
        for ((a, b),), order in _leaves(boxes, certificate["record"]):
            sure(taylor_range(function, a, b, order))


def _not_positive(proposition: JSON, witness: JSON) -> None:
    point = {name: Fraction(value) for name, value in witness["point"].items()}
    for variable in proposition["domain"]:
        x = point[variable["name"]]
        for end, side in (("lower", x), ("upper", -x)):
            if variable[end] is not None:
                bound = Fraction(variable[end]) * (1 if end == "lower" else -1)
                _demand(side > bound or (side == bound and not variable[end + "_open"]),
                        "the witness is outside the domain")
    with precision(_bits(witness["bits"])):
        values = {name: ball(x) for name, x in point.items()}
        left, right = evaluate(proposition["lhs"], values), evaluate(proposition["rhs"], values)
        _demand(left.overlaps(ball_from_data(witness["lhs"])) and right.overlaps(ball_from_data(witness["rhs"])),
                "the sides at the witness are not as stated")
        if compare(left, proposition["relation"], right) is False:
            return
        name = proposition["domain"][0]["name"]  # equal sides refute a strict relation: decided by an exact zero
        total = ExponentialSum.from_term(difference(proposition["lhs"], proposition["rhs"]), name, point[name],
                                         lower_open=False)
        _demand(total is not None and proposition["relation"] in ("<", ">") and
                total.vanishes_at(point[name]), "the witness does not violate the relation")


@rechecks("positive-definite")
def positive_definite(finding: Mapping[str, JSON]) -> Status:
    """The three ranges of frequencies, which have to meet; or the frequency with a negative transform."""
    return _status(finding, _positive_definite, _not_positive_definite)


def _positive_definite(proposition: JSON, certificate: JSON) -> None:
    profile = profile_from_data(proposition)
    near, far = certificate["omega_1"], Fraction(certificate["omega_0"])
    _demand(isinstance(near, int) and near > 0, "the near range must end at a positive integer")
    bits = _bits(certificate["bits"])
    with precision(bits):
        moment = scaled_transform_at_zero(profile)
        _demand(moment > 0 and str(moment) == certificate["moment"], "the integral of the profile is not as stated")
        numerator = Numerator(profile, near, bits)
        for ((a, b),), _ in _leaves(((Fraction(0), Fraction(near * near)),), certificate["near"]):
            _demand(numerator.near(a, b)[1] > 0, "near 0 the sign is not sure")
        if far > near:
            for ((a, b),), _ in _leaves(((Fraction(near), far),), certificate["middle"]):
                _demand(numerator.middle(a, b)[1] > 0, "on one of the boxes the sign is not sure")
        _demand(numerator.far(far), "far out the coefficients are not of one sign")


def _not_positive_definite(proposition: JSON, witness: JSON) -> None:
    value = transform(profile_from_data(proposition), Fraction(witness["omega"]))
    _demand(value <= 0 and value.overlaps(ball_from_data(witness["transform"])),
            "the transform is not surely negative there, or not as stated")


@rechecks("integral")
def integral(finding: Mapping[str, JSON]) -> Status:
    """Both sides of an integral formula, enclosed again at each of its points."""
    return _status(finding, _integral, _not_integral)


def _integral(proposition: JSON, certificate: JSON) -> None:
    for point, bits in zip(proposition["points"], certificate["bits_at"], strict=True):
        left, right = enclosures_at(proposition, point, _bits(bits))
        _demand(IntegralEquals.agree(left, right, int(proposition["digits"])),
                "the two sides do not meet to that many digits")


def _not_integral(proposition: JSON, witness: JSON) -> None:
    _demand(witness["point"] in proposition["points"], "the witness is none of the points")
    left, right = enclosures_at(proposition, witness["point"], _bits(witness["bits"]))
    _demand(not left.overlaps(right), "the two sides are not apart")
    _demand(left.overlaps(ball_from_data(witness["integral"])) and right.overlaps(ball_from_data(witness["value"])),
            "the two sides are not as stated")
