"""Section 1 before 1.1: what its text says of the experiment."""

from collections.abc import Iterator

import sympy as sp

from verify.claims import Line, statement
from verify.observe import Trials

from ..experiments._protocol import VERBATIM, other, typical

section_1 = statement(
    "sec-1", "Introduction: what the experiment is said to show", kind="text", uses=("sec-5",),
    source="arXiv text, Section 1 before 1.1",
    reading="Nets of depth 2 with random weights are learned by nets of their shape: the squared error starts from "
            "about 1, that of a random guess, and ends as a small percentage of it, up to 125 nodes. Here the "
            "descent is called stochastic; Section 5 has it on all samples (Algorithm 4), and so have the trials. "
            "The bound 0.002 is settled with Section 5, the abstract's equivalence with Section 1.1.")


@section_1.claim("starts-from-about-1", expect="observed", controls=lambda: {
    "a guess of zero": other("zero_about_one"), "width 5": other("random_net_of_five_about_one"),
})
def starts_from_about_1() -> Trials:
    """Before its first step a net of depth 2 and width 20 has a training error between 1/2 and 2."""
    return typical(f"training error before the first step between 1/2 and 2 (depth 2, width 20; {VERBATIM})",
                   "random_net_about_one")


@section_1.claim("starts-lower-when-narrow", expect="observed", reading="sharpened", controls=lambda: {
    "about 1": other("random_net_of_five_about_one"),
})
def starts_lower_when_narrow() -> Trials:
    """At width 5 it starts lower: below 9/10. On average it is twice the error of a guess of zero
    (sec-5/random-net-twice-zero), which is small where few nodes feed the output."""
    return typical(f"training error before the first step below 9/10 (depth 2, width 5; {VERBATIM})",
                   "random_net_of_five_below")


@section_1.claim("small-percentage", expect="observed", controls=lambda: {
    "a thousandth": other("per_mille"), "after one step": other("small_percentage_untrained"),
})
def small_percentage() -> Trials:
    """At each width of the table the training error falls below 1/20 of a random net's, within 1000 steps of 2, a fifth
    of the printed way."""
    return typical(f"training error below 1/20 of a random net's, widths 5 to 40 (depth 2; {VERBATIM})",
                   "small_percentage")


@section_1.derivation
def by_hand() -> Iterator[Line]:
    """What "a random guess" can mean."""
    f, g = sp.symbols("f g")
    yield Line("The squared error of a random net g, as likely as −g, is on average", sp.expand(
        ((f - g)**2 + (f + g)**2) / 2))
    yield Line("between 0 and 2. Tried at width 20:", starts_from_about_1())
    yield Line("and at width 5:", starts_lower_when_narrow())
    yield Line("What is left after a fifth of the way:",
               command="earnshaw train --depth 2 --width 5 20 --steps 1000 --step 2")
