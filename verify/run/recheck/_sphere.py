"""Recheck of kernels on spheres: the zonal expansion is summed up again, a quadratic form is evaluated."""

from collections.abc import Mapping
from fractions import Fraction

from verify.claims import JSON, Status

from ._base import RecheckFailed, rechecks


def _summed(zonal: list[Fraction], d: int) -> list[Fraction]:
    """The coefficients of sum_n b_n P_n, by (n + d - 2) P_{n+1} = (2n + d - 2) t P_n - n P_{n-1}."""
    size = len(zonal)
    before, now = [Fraction(0)] * size, [Fraction(int(i == 0)) for i in range(size)]
    total = [Fraction(0)] * size
    for n, b in enumerate(zonal):
        total = [s + b * c for s, c in zip(total, now, strict=True)]
        raised = [Fraction(0), *now[:-1]]
        after = raised if n == 0 else [
            ((2 * n + d - 2) * a - n * c) / (n + d - 2) for a, c in zip(raised, before, strict=True)]
        before, now = now, after
    return total


def _form(coefficients: list[Fraction], d: int, witness: Mapping[str, JSON]) -> Fraction:
    """The quadratic form at the points of the witness, which must lie on the sphere."""
    points = [[Fraction(x) for x in point] for point in witness["points"]]
    weights = [Fraction(c) for c in witness["weights"]]
    if any(len(point) != d or sum(x * x for x in point) != 1 for point in points):
        raise RecheckFailed("a point of the witness is not on the sphere")
    total = Fraction(0)
    for x, a in zip(points, weights, strict=True):
        for y, b in zip(points, weights, strict=True):
            t = sum((p * q for p, q in zip(x, y, strict=True)), Fraction(0))
            total += a * b * sum((c * t**i for i, c in enumerate(coefficients)), Fraction(0))
    return total


@rechecks("sphere-positive-definite")
def sphere(finding: Mapping[str, JSON]) -> Status:
    """Zonal coefficients must sum up to the kernel; they, or the form at points of the sphere, have the sign."""
    evidence = finding["evidence"]
    claim, witness = evidence["proposition"], evidence.get("witness")
    coefficients = [Fraction(c) for c in claim["coefficients"]]
    if witness is None:
        if min(coefficients) >= 0:
            return Status.PROVED  # powers of the dot product, by Schur's product theorem
        zonal = [Fraction(b) for b in evidence["certificate"]["zonal"]]
        if claim["d"] is None or min(zonal) < 0 or _summed(zonal, claim["d"]) != coefficients:
            raise RecheckFailed("the zonal coefficients are not those of the kernel, or one is negative")
        return Status.PROVED
    d = int(witness["d"])
    if d < 2 or claim["d"] not in (None, d):
        raise RecheckFailed(f"the witness is about another sphere, with d = {d}")
    if "points" in witness:
        if _form(coefficients, d, witness) >= 0:
            raise RecheckFailed("the quadratic form of the witness is not negative")
        return Status.REFUTED
    zonal = [Fraction(b) for b in witness["zonal"]]
    if min(zonal) >= 0 or _summed(zonal, d) != coefficients:
        raise RecheckFailed("the zonal coefficients are not those of the kernel, or none is negative")
    return Status.REFUTED
