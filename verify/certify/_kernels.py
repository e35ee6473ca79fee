"""Is a kernel positive definite? Radial ones on R^d and dot-product ones on S^{d-1}: one question, one answer.

What is positive definite is the potential of some activation (Theorem 2.1 and its kin for the sphere); what is not
cannot be one, since quadratic forms of a potential are means of squares.
"""

from collections.abc import Sequence

from verify.claims import Effort, Finding, Number
from verify.exact import PositiveDefiniteOnSphere

from ._positive_definite import PositiveDefinite
from ._radial_transform import RadialProfile


def radial_kernel(profile: RadialProfile) -> Finding:
    """Whether f(|theta - w|) is positive definite on R^d: certified, refuted with a frequency, or undecided.

    >>> wendland = RadialProfile(3, 1, (1, 0, -10, 20, -15, 4))
    >>> radial_kernel(wendland).status
    <Status.CERTIFIED: 'certified'>
    """
    return PositiveDefinite(profile).settle(Effort())


def kernel_on_sphere(coefficients: Sequence[Number], d: int | None = None) -> Finding:
    """Whether sum_i c_i (theta . w)^i is positive definite on S^{d-1}, or for d = None on the spheres of all d.

    Proved with the zonal coefficients, or refuted, where a few points suffice with these and a quadratic form below
    zero. ValueError when there are no coefficients, or for d < 2.

    >>> kernel_on_sphere((0, -3, 0, 4), 2).status, kernel_on_sphere((0, -3, 0, 4)).status
    (<Status.PROVED: 'proved'>, <Status.REFUTED: 'refuted'>)
    """
    return PositiveDefiniteOnSphere(tuple(coefficients), d).settle(Effort())
