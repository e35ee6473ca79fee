"""Figure 2: the test error of nets of several depths against their width."""

from collections.abc import Iterator
from itertools import pairwise

import sympy as sp

from verify.claims import Line, statement
from verify.observe import Trials

from ._protocol import VERBATIM, other, typical
from .table_2 import PRINTED, WIDTHS

figure_2 = statement(
    "fig-2", "Errors by width, for several depths", kind="figure", published="2", place="5.0.2", uses=("tab-2",),
    source="arXiv text, Section 5; the picture itself is not in the text at hand",
    reading="For depths above 2 the test error becomes significant as the width grows.")


@figure_2.claim("grows-with-width", expect="observed", controls=lambda: {
    "it falls": other("falls_with_width"),
})
def grows_with_width() -> Trials:
    """At depth 3 the test error grows from width 5 to 10 to 20."""
    return typical(f"test error grows from width 5 to 10 to 20 (depth 3, 1000 steps of 2; {VERBATIM})",
                   "grows_with_width")


@figure_2.claim("grows-with-width-small-start", expect="observed", reading="sharpened", controls=lambda: {
    "it falls": other("falls_with_width_small_start"),
})
def grows_with_width_small_start() -> Trials:
    """So it does in another reading: with 3000 samples and smaller first weights. (That reading was chosen after its
    scores were seen.)"""
    return typical("test error grows from width 5 to 20 (depth 3, 200 steps of 2; reading \"small-start\": d = 10, "
                   "n = 3000, first weights N(0, 1/width))", "grows_with_width_small_start")


@figure_2.derivation
def by_hand() -> Iterator[Line]:
    """The printed curve of depth 3."""
    yield Line("The printed errors of depth 3, at widths 5, 10, 20, 40:", sp.Tuple(
        *(sp.Rational(PRINTED[3, width], 10**4) for width in WIDTHS)))
    yield Line("grow by the factors", sp.Tuple(*(sp.Rational(PRINTED[3, b], PRINTED[3, a])
                                                 for a, b in pairwise(WIDTHS))))
    yield Line("and so do those that are tried:", grows_with_width())
    yield Line("Also in a run:", command="earnshaw train --depth 3 --width 5 10 20 --steps 1000 --step 2")
