"""Figure 1: the test error of depth-2 nets of several widths."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Line, statement
from verify.observe import Trials

from ._protocol import VERBATIM, other, typical

figure_1 = statement(
    "fig-1", "Errors of depth-2 nets by width", kind="figure", published="1", place="1.0.1", uses=("sec-5",),
    proof_uses=("tab-2",), source="arXiv text, Section 1; the picture itself is not in the text at hand",
    reading="By its title, test errors of nets of depth 2 and several widths; by the text that refers to it, "
            "training errors, which fall quickly and are small at every width.")


@figure_1.claim("small-as-training-error", expect="observed", controls=lambda: {
    "a thousandth": other("per_mille"), "after one step": other("small_percentage_untrained"),
})
def small_as_training_error() -> Trials:
    """As training errors, which the text refers to, they are small at each width of the table: below 1/20 of a random
    net's after 1000 steps of 2, a fifth of the printed way."""
    return typical(f"training error below 1/20 of a random net's, widths 5 to 40 (depth 2; {VERBATIM})",
                   "small_percentage")


@figure_1.claim("test-error-grows", expect="observed", reading="sharpened",
                controls=lambda: {"it is flat": other("flat_in_tests")})
def test_error_grows() -> Trials:
    """The title says test errors. In this reading these do not go down alike: at width 40 it is more than twice that at
    width 5, as there are 440 weights to be found from 1000 samples. With more samples they would be nearer."""
    return typical(f"test error at width 40 more than twice that at width 5 (depth 2, 1000 steps of 2; {VERBATIM})",
                   "grows_in_tests")


@figure_1.derivation
def by_hand() -> Iterator[Line]:
    """Why the test error grows with the width."""
    d, m = sp.symbols("d m")
    weights = m * d + m
    yield Line("A net of depth 2 and width m on d inputs has so many weights:", sp.factor(weights))
    yield Line("With d = 10, for the widths 5, 10, 20, 40 and 125:", sp.Tuple(
        *(weights.subs({d: 10, m: width}) for width in (5, 10, 20, 40, 125))))
    yield Line("against 1000 samples in the reading that is tried. Training errors are small at each width:",
               small_as_training_error())
    yield Line("while the test errors grow:", test_error_grows())
    yield Line("Both, in a run:", command="earnshaw train --depth 2 --width 5 10 20 40 --steps 1000 --step 2")
