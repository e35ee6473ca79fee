"""Section 1.2: equilibria by hand, the mean value and the growth of λ-harmonic potentials by mpmath."""

import mpmath as mp
import pytest

from proofs_checks.introduction.section_1_2 import section_1_2
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in section_1_2.claims}


def pull(at, charges):
    """The force on an electron under 1/r, component by component, by Coulomb's law."""
    total = [mp.mpf(0)] * 3
    for place, charge in charges:
        apart = [a - b for a, b in zip(at, place, strict=True)]
        distance = mp.sqrt(sum(c * c for c in apart))
        total = [f - charge * c / distance**3 for f, c in zip(total, apart, strict=True)]
    return total


def test_sec_1_2_the_witness_is_the_midpoint():
    finding = CLAIMS["equilibrium-only-at-protons"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    at = finding.evidence.witness["at"]
    assert pull([mp.mpf(at[c]) for c in "xyz"], [((1, 0, 0), 1), ((-1, 0, 0), 1)]) == [0, 0, 0]


def test_sec_1_2_two_electrons_and_two_protons_in_balance():
    with mp.workdps(40):
        protons = [((mp.sqrt(3), 0, 0), 1), ((-mp.sqrt(3), 0, 0), 1)]
        for sign in (1, -1):
            force = pull((0, sign, 0), [*protons, ((0, -sign, 0), -1)])
            assert max(abs(c) for c in force) < mp.mpf(10) ** -38


def test_sec_1_2_six_protons_have_a_quartic_energy():
    # by hand: 2/(1 − x²) + 4/√(1 + x²) = 6 + (2 + 3/2) x⁴ + O(x⁶)
    assert mp.taylor(lambda x: 2 / (1 - x**2) + 4 / mp.sqrt(1 + x**2), 0, 4) == pytest.approx([6, 0, 0, 0, 3.5])


def test_sec_1_2_mean_over_a_sphere_by_two_angles():
    def mean(distance, radius):
        return mp.quad(lambda angle: mp.sin(angle) / mp.sqrt(
            distance**2 + radius**2 - 2 * distance * radius * mp.cos(angle)), [0, mp.pi]) / 2

    assert mp.almosteq(mean(3, 2), mp.mpf(1) / 3, 1e-12)
    assert mp.almosteq(mean(1, 2), mp.mpf(1) / 2, 1e-12)  # a charge inside: 1/ρ, so the condition R > ρ is used


@pytest.mark.parametrize("d", [2, 3, 6])
def test_sec_1_2_no_radial_solution_is_bounded(d):
    # the two solutions for λ = 1 (a handbook's): r^{−n} I_n(r), bounded near 0, and r^{−n} K_n(r), n = d/2 − 1
    n = mp.mpf(d) / 2 - 1
    assert mp.besseli(n, 40) / mp.mpf(40) ** n > 10**8
    near, nearer = (mp.besselk(n, r) / r**n for r in (mp.mpf("1e-10"), mp.mpf("1e-20")))
    assert nearer - near > 20  # ln(10^10) = 23 in the plane


def test_sec_1_2_on_the_line_the_witness_decays():
    finding = CLAIMS["unbounded"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness["at"]["B"] == "0"
    assert finding.evidence.witness["at"]["A"] != "0"
