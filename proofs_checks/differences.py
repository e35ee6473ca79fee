"""Where the arXiv text and the published one differ in what they say: `earnshaw errata` lists it.

Found by comparing both word by word, formulas by eye. Left out: layout, the place of tables and algorithms, the style
of citations, hyphens. Numbers are the arXiv ones, published ones in square brackets.
"""

from dataclasses import dataclass

__all__ = ["DIFFERENCES", "Difference"]


@dataclass(frozen=True)
class Difference:
    """One difference, in our own words."""

    place: str
    labels: tuple[str, ...]
    """The statements that it is about."""
    arxiv: str
    published: str


DIFFERENCES = (
    Difference(
        "Numbers", ("lem-4.3", "lem-4.4", "lem-4.5", "lem-G.1", "lem-G.2"),
        "Theorems, lemmas and definitions are counted by section, and keep their numbers when they come again.",
        "One count through the text, 1 to 32. What comes again with its proof gets a second number in some cases "
        "(4.3: 14 and 20, 4.4: 15 and 21, 4.5: 16 and 22, G.1: 28 and 31, G.2: 29 and 32), and keeps its own in others "
        "(2.3, 3.4, 4.6 and G.3: 5, 9, 17 and 30)."),
    Difference(
        "Table 1, sign", ("tab-1",),
        "The potential is missing from the text at hand, probably lost in its conversion.",
        "1 − (2/π)·acos θᵀw."),
    Difference(
        "Table 1, polynomial", ("tab-1",),
        "Points to \"Lem G.3\", which is a theorem.",
        "Points to \"Lem 30\", which is a theorem too."),
    Difference(
        "Section 2.1", ("sec-2.1",),
        "Does not say from which class the guess is taken.",
        "Adds that it is from the target's own class."),
    Difference(
        "Equation (2)", ("eq-2",),
        "Garbled in the text at hand: its number stands inside the first sum, and the rest is lost.",
        "2 Σ_{i<j} a_i a_j Φ(θ_i, θ_j) + 2 Σ_{i,j} a_i b_j Φ(θ_i, w_j)."),
    Difference(
        "Lemma 4.2 [13]", ("lem-4.2",),
        "Signs for even k with d − 3 > k > 0 in Section 4, with d − 3 ≥ k ≥ 0 in Appendix B.",
        "d − 3 ≥ k ≥ 0."),
    Difference(
        "Appendix B", ("thm-2.1", "lem-4.2", "lem-B.1", "thm-B.2", "def-B.3", "lem-B.4", "def-B.5", "lem-B.6",
                       "lem-B.7", "lem-B.8", "lem-B.9", "lem-B.10"),
        "Activations and their potentials, Theorem B.2, Definitions B.3 and B.5, Lemmas B.1, B.4 and B.6 to B.10, and "
        "the proofs of Theorem 2.1 and Lemma 4.2.",
        "One sentence that refers to the arXiv text: Theorem 3 and Lemma 13, on which the convergence rests, are not "
        "proved there."),
    Difference(
        "Lemmas E.1 to E.5, Theorem 4.6 [23 to 27, 17]",
        ("lem-E.1", "lem-E.2", "lem-E.3", "lem-E.4", "lem-E.5", "thm-4.6"),
        "With proofs, and with the best charge a_1*(θ_1) introduced before.",
        "Without proofs; a_1* is used in Lemma 25 and explained nowhere."),
    Difference(
        "Lemmas E.3 and E.4 [25, 26]", ("lem-E.3", "lem-E.4"),
        "Assume the conditions of \"Theorem E.5\", which is a lemma.",
        "Assume the conditions of \"Theorem 27\", which is a lemma too."),
    Difference(
        "Appendix F", ("def-F.1", "eq-3", "eq-4", "thm-F.2", "cor-F.3", "thm-F.4"),
        "Strictly subharmonic potentials, with equation (3).",
        "Left out, so that Appendix G is F there and equation (4) is (3)."),
    Difference(
        "Appendix H", ("thm-H.1",),
        "For the sign: a small loss needs a unit near the hidden one.",
        "Left out."),
)
"""All of them, in the order of the arXiv text."""
