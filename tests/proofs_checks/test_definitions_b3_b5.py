"""Definitions B.3 and B.5 and Lemma B.4: small matrices and integrals against NumPy and mpmath."""

import mpmath
import numpy as np
import pytest

from proofs_checks.realizability import definition_b3, definition_b5, lemma_b4


def smallest(f, points):
    """The smallest eigenvalue of the matrix of f at points of the line."""
    return np.linalg.eigvalsh([[f(x - y) for x in points] for y in points])[0]


def test_def_b3_indicator_has_a_negative_eigenvalue_at_three_points():
    # by hand: eigenvalues 1 − √2, 1, 1 + √2
    assert smallest(lambda x: float(abs(x) <= 1), [0, 1, 2]) == pytest.approx(1 - 2**0.5)


def test_def_b3_cosine_matrices_have_rank_two():
    values = np.linalg.eigvalsh(np.cos(np.subtract.outer([0, 1, 2.5, 4], [0, 1, 2.5, 4])))
    assert values[:2] == pytest.approx([0, 0], abs=1e-12)
    assert values[2] > 0


def test_def_b3_form_is_multiplied_out():
    import sympy as sp

    p, q, a, b = sp.symbols("p q a b")
    form = definition_b3.form(sp.Matrix([[p, q], [q, p]]), (a, b))
    assert sp.expand(form - (p * a**2 + 2 * q * a * b + p * b**2)) == 0


def test_lem_b4_matrices_of_a_gaussian_activation_are_positive():
    # σ(x, w) = √2 e^{x²/4 − (x−w)²} has the potential e^{−(θ−w)²/2}
    nodes, weights = np.polynomial.hermite_e.hermegauss(120)
    points = [-1.0, 0.2, 0.5, 3.0]
    sigma = [np.sqrt(2) * np.exp(nodes**2 / 4 - (nodes - w) ** 2) for w in points]
    gram = [[float(np.sum(weights * s * t)) / np.sqrt(2 * np.pi) for s in sigma] for t in sigma]
    assert np.allclose(gram, [[np.exp(-((x - y) ** 2) / 2) for x in points] for y in points], atol=1e-6)
    assert np.linalg.eigvalsh(gram)[0] > 0


def test_lem_b4_states_both_converses():
    names = {claim.id for claim in lemma_b4.lemma_b4.claims}
    assert {"lem-B.4/converse-for-continuous-functions", "lem-B.4/converse-fails-without-continuity"} <= names


def test_def_b5_figures():
    assert mpmath.almosteq(mpmath.quad(lambda w: 2 / (1 + w**2), [-mpmath.inf, 0, mpmath.inf]), 2 * mpmath.pi, 1e-10)
    squared = mpmath.quad(lambda r: 4 * mpmath.pi * r**2 * (mpmath.exp(-r) / r) ** 2, [0, 1, 30])
    assert mpmath.almosteq(squared, 2 * mpmath.pi, 1e-10)
    assert {c.expected.status.established for c in definition_b5.definition_b5.claims} == {True}
