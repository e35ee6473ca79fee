"""The proposition that the Fourier transform of a radial function on R^d is positive at all frequencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from flint import arb, arb_poly, arb_series, fmpq, fmpq_poly

from verify.claims import JSON, Effort, Finding, Proposition, Status

from ._balls import Ball, ball, ball_data, finding, midpoint, precision, undecided
from ._boxes import Box, TooManyBoxesError, bisect
from ._evaluate import shifted
from ._radial_transform import (
    RadialProfile,
    closed_form,
    power_series,
    scaled_transform_at_zero,
    transform,
)
from ._signs import Violated

ORDER = 8
"""Taylor's formula on a box of the middle range goes to this derivative."""
METHOD = "power series near 0, closed form on boxes, one-signed coefficients far out: all frequencies"


@dataclass(frozen=True)
class PositiveDefinite(Proposition):
    """F(omega) > 0 for every frequency, F the Fourier transform on R^d of the profile; so it is positive definite.

    The profile's numbers must be rational (ValueError). A transform that touches zero, as that of every
    self-convolution of a compactly supported function may, comes out undecided.

    >>> from verify.claims import Effort
    >>> wendland = RadialProfile(3, 1, (1, 0, -10, 20, -15, 4))
    >>> PositiveDefinite(wendland).settle(Effort()).status
    <Status.CERTIFIED: 'certified'>
    """

    profile: RadialProfile
    name: str = "f"
    kind: ClassVar[str] = "positive-definite"

    def __post_init__(self) -> None:
        if not self.profile.exact:
            raise ValueError("the profile holds balls; positive definiteness is decided for rational data")

    def settle(self, effort: Effort) -> Finding:
        """Certified for all frequencies, refuted with a rational frequency, or undecided."""
        data, domain = self.to_data(), "all frequencies"
        if scaled_transform_at_zero(self.profile) <= 0:
            return self._refuted(Fraction(0), data)
        d = self.profile.d
        for bits in (64 + 8 * d, 128 + 16 * d, 256 + 32 * d):
            try:
                with precision(bits):
                    certificate = _certificate(self.profile, bits, 2 * d)
                return finding(Status.CERTIFIED, METHOD, data, domain, bits=bits, certificate=certificate)
            except Violated as violation:
                return self._refuted(violation.point[0] / self.profile.radius, data)
            except TooManyBoxesError:
                continue
            except _NoFarBoundError as error:
                return undecided(METHOD, data, str(error), domain)
        return undecided(METHOD, data, "precision", domain)

    def _refuted(self, omega: Fraction, data: JSON) -> Finding:
        value = transform(self.profile, omega)
        if not value <= 0:
            return undecided(METHOD, data, "precision", "all frequencies")
        witness = {"omega": str(omega), "transform": ball_data(value)}
        return finding(Status.REFUTED, "closed form at a frequency", data, "all frequencies", witness=witness)

    def text(self) -> str:
        """The claim on one line."""
        return f"F[{self.name}](ω) > 0 on ℝ^{self.profile.d} for all ω"

    def latex(self) -> str:
        """The claim in LaTeX."""
        return (rf"\mathcal F[{self.name}](\omega) > 0\text{{ on }}\mathbb R^{{{self.profile.d}}}"
                r"\text{ for all }\omega")

    def to_data(self) -> dict[str, JSON]:
        """Plain data: dimension, radius, coefficients, tail."""
        profile = self.profile
        return {"kind": self.kind, "d": profile.d, "radius": str(profile.radius),
                "inner": [str(c) for c in profile.inner],
                "tail": None if profile.tail is None else [str(x) for x in profile.tail]}


def profile_from_data(data: Mapping[str, JSON]) -> RadialProfile:
    """The profile of `PositiveDefinite.to_data`."""
    tail = data["tail"]
    return RadialProfile(int(data["d"]), Fraction(data["radius"]), tuple(map(Fraction, data["inner"])),
                         None if tail is None else (Fraction(tail[0]), Fraction(tail[1])))


class _NoFarBoundError(Exception):
    """Far out the transform is neither bounded away from zero nor found negative."""


class Numerator:
    """The numerator of G(Z): as a power series in y = Z^2 near 0, and as A + B cos Z + C sin Z."""

    def __init__(self, profile: RadialProfile, reach: int, bits: int) -> None:
        self.A, self.B, self.C, _, _ = closed_form(profile)
        self.discriminant = self.A * self.A - self.B * self.B - self.C * self.C
        moment = scaled_transform_at_zero(profile)  # a remainder is small only beside it
        small = moment.denominator.bit_length() - moment.numerator.bit_length()
        series, bound = power_series(profile, reach, bits + max(small, 0))
        self.series = arb_poly([ball(c) for c in series]) + arb(0, 1) * ball(bound)
        self._balls = [arb_poly(poly) for poly in (self.A, self.B, self.C)]

    def near(self, lower: Fraction, upper: Fraction) -> tuple[Ball, Ball]:
        """The power series on lower <= y <= upper: its value at the middle, its range."""
        half = ball((upper - lower) / 2)
        around = self.series(arb_poly([ball((lower + upper) / 2), 1]))
        return around[0], around(arb(0).union(half).union(-half))

    def middle(self, lower: Fraction, upper: Fraction) -> tuple[Ball, Ball]:
        """A + B cos Z + C sin Z on lower <= Z <= upper: its value at the middle, its range by Taylor's formula."""
        half = ball((upper - lower) / 2)
        t = arb(0).union(half).union(-half)
        centre = self._taylor(ball((lower + upper) / 2))
        value = self._taylor(ball(lower).union(ball(upper)))[ORDER]
        for k in range(ORDER - 1, -1, -1):
            value = value * t + centre[k]
        return centre[0], value

    def _taylor(self, z: Ball) -> Any:
        line, angle = arb_poly([z, 1]), shifted(z, ORDER)
        A, B, C = (arb_series(poly(line).coeffs(), ORDER + 1) for poly in self._balls)
        sine, cosine = angle.sin_cos()
        return A + B * cosine + C * sine

    def far(self, start: Fraction) -> bool:
        """Whether A > sqrt(B^2 + C^2) on [start, oo): A and A^2 - B^2 - C^2, shifted to `start`, have
        coefficients >= 0 and are positive there; so A + B cos + C sin > 0."""
        line = fmpq_poly([fmpq(start.numerator, start.denominator), 1])
        return all(shift[0] > 0 and all(c >= 0 for c in shift.coeffs())
                   for shift in (self.A(line), self.discriminant(line)))


def _certificate(profile: RadialProfile, bits: int, reach: int) -> dict[str, JSON]:
    """One attempt at the present precision, the power series up to Z = `reach`.

    Raises Violated, TooManyBoxesError or _NoFarBoundError.
    """
    numerator = Numerator(profile, reach, bits)
    if numerator.discriminant == 0:
        raise _NoFarBoundError("precision: the transform touches zero, which no ball can decide")
    if numerator.discriminant.leading_coefficient() < 0 or not numerator.A.leading_coefficient() > 0:
        raise Violated((_far_witness(profile, numerator, Fraction(reach)),))
    far = _far_start(numerator, Fraction(reach))

    def shown_near(box: Box) -> str | None:
        centre, value = numerator.near(*box[0])
        if centre < 0:
            raise Violated((midpoint(ball((box[0][0] + box[0][1]) / 2).sqrt()),))
        return "0" if value > 0 else None

    def shown_middle(box: Box) -> str | None:
        centre, value = numerator.middle(*box[0])
        if centre < 0:
            raise Violated(((box[0][0] + box[0][1]) / 2,))
        return "0" if value > 0 else None

    near = bisect(((Fraction(0), Fraction(reach * reach)),), shown_near, limit=4000)
    middle = bisect(((Fraction(reach), far),), shown_middle, limit=4000) if far > reach else ""
    return {"unit": "Z = omega radius", "moment": str(scaled_transform_at_zero(profile)), "omega_1": reach,
            "near": near, "middle": middle, "omega_0": str(far), "order": ORDER}


def _far_start(numerator: Numerator, start: Fraction) -> Fraction:
    """A point from which on the coefficients are of one sign: by doubling, then a few halvings."""
    upper = start
    for _ in range(64):
        if numerator.far(upper):
            break
        upper *= 2
    else:
        raise _NoFarBoundError("precision: no frequency found from which on the leading terms decide")
    lower = upper / 2 if upper > start else upper
    for _ in range(4 if upper > start else 0):
        middle = (lower + upper) / 2
        lower, upper = (lower, middle) if numerator.far(middle) else (middle, upper)
    return upper


def _far_witness(profile: RadialProfile, numerator: Numerator, start: Fraction) -> Fraction:
    """A Z with a negative transform, at the phases where B cos Z + C sin Z is least."""
    A, B, C = (arb_poly(poly) for poly in (numerator.A, numerator.B, numerator.C))
    turn = 2 * arb.pi()
    window = Fraction(0)
    for _ in range(4000):
        z = ball(window)
        lowest = arb.atan2(C(z), B(z)) + arb.pi()  # B cos Z + C sin Z = sqrt(B^2 + C^2) cos(Z - atan2(C, B))
        if lowest.is_finite():
            point = midpoint(lowest + turn * ball(Fraction(int((z / turn).mid().floor().unique_fmpz()))))
            point = point.limit_denominator(1 << 20)
            if point > start and A(ball(point)) + B(ball(point)) * ball(point).cos() \
                    + C(ball(point)) * ball(point).sin() < 0:
                return point
        window += 6 if window < 1000 else window / 16
    raise _NoFarBoundError("precision: far out the transform changes sign, but no frequency was found")
