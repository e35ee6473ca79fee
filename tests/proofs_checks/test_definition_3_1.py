"""Definition 3.1 against Cartesian derivatives by mpmath and figures by hand."""

import mpmath
import pytest
import sympy as sp

from proofs_checks._symbols import d, r
from proofs_checks.harmonic.definition_3_1 import cartesian_power, definition_3_1, radial_laplacian
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in definition_3_1.claims}


def numerical_laplacian(function, point):
    """The sum of the second derivatives, each by mpmath."""
    with mpmath.workdps(40):
        return sum(mpmath.diff(lambda t, i=i: function([*point[:i], t, *point[i + 1:]]), point[i], 2)
                   for i in range(len(point)))


def norm(point):
    return mpmath.sqrt(sum(mpmath.mpf(c) ** 2 for c in point))


def test_def_3_1_laplacian_of_the_square_by_hand():
    assert sp.simplify(radial_laplacian(r**2).doit() - 2 * d) == 0  # each of the d coordinates gives 2


@pytest.mark.parametrize("dim", [3, 4, 7])
def test_def_3_1_power_is_harmonic_in_coordinates(dim):
    point = [mpmath.mpf(c) for c in range(1, dim + 1)]
    assert abs(numerical_laplacian(lambda p: norm(p) ** (2 - dim), point)) < mpmath.mpf(10) ** -12
    assert abs(numerical_laplacian(lambda p: norm(p) ** (1 - dim), point)) > mpmath.mpf(10) ** -9


def test_def_3_1_logarithm_is_harmonic_in_the_plane_only():
    assert abs(numerical_laplacian(lambda p: -mpmath.log(norm(p)), [1, 2])) < mpmath.mpf(10) ** -12
    # by hand: Δ(−ln r) = −(d − 2)/r², so −1/r² in space
    space = numerical_laplacian(lambda p: -mpmath.log(norm(p)), [1, 2, 2])
    assert mpmath.almosteq(space, -mpmath.mpf(1) / 9, 1e-12)


def test_def_3_1_one_over_r_has_hessian_diag_2_m1_m1():
    at = [mpmath.mpf(2), 0, 0]  # on an axis the Hessian is diagonal: (2, −1, −1)/r³
    second = [mpmath.diff(lambda t, i=i: 1 / norm([*at[:i], t, *at[i + 1:]]), at[i], 2) for i in range(3)]
    assert [round(float(8 * s), 6) for s in second] == [2, -1, -1]


def test_def_3_1_wrong_exponents_are_refuted():
    assert cartesian_power(5).settle(Effort()).status is Status.PROVED
    assert cartesian_power(5, 1).settle(Effort()).status is Status.REFUTED


def test_def_3_1_the_radial_formula_says_for_which_dimensions_it_holds():
    finding = CLAIMS["trace-of-hessian"].build().settle(Effort())
    assert finding.status is Status.PROVED
    assert "d ≥ 1 integer" in finding.evidence.parts[-1].evidence.domain
