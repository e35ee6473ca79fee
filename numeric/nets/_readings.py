"""What the paper's section 5 leaves open, and the ways of reading it, by name."""

import math
from dataclasses import dataclass, field, fields
from typing import Any, Literal

ACTIVATIONS = {"sigmoid": 0.5, "tanh": 1.0}
"""By name the s of tanh(s x). The paper's sigmoid from -1 to 1 is 2 / (1 + e^-x) - 1 = tanh(x / 2)."""

STARTS = ("unit", "width")
SPACES = ("samples", "potential", "potential-joint")
DTYPES = ("float32", "float64")
MOST = 10**7  # of inputs, samples and test samples


@dataclass(frozen=True)
class Reading:
    """One way to fill in what the paper leaves out.

    A net of depth D and width m has D layers of weights: D - 1 hidden layers of m nodes, and the output node (depth 2
    is one hidden layer; depth 1 is the output node alone). No node has a bias, every node, the output too, applies the
    activation. Inputs are N(0, I_d); the target has weights N(0, 1); the net that learns it has the same shape. The
    error is the mean of the squared difference, in [0, 4].

    >>> READINGS["verbatim"].flow, READINGS["verbatim"].printed_step
    (10000.0, 0.01)
    >>> Reading("mine", "A thousand samples in dimension 3.", d=3, n=0)
    Traceback (most recent call last):
    ...
    ValueError: n is 0; a sample has from 1 to 10000000 points, give such a number
    """

    name: str
    sentence: str
    d: int
    """How many inputs."""
    n: int
    """How many training samples."""
    start: Literal["unit", "width"] = "unit"
    """The first weights of the net that learns: N(0, 1), or N(0, 1/m) with the width m in every layer."""
    loss: Literal["sum", "mean"] = "sum"
    """Of what the printed step 1e-5 is a step: of the loss summed over the samples, or of its mean."""
    activation: str = "sigmoid"
    dtype: Literal["float32", "float64"] = "float32"
    tests: int = 10_000
    """How many fresh samples measure the test error."""
    space: Literal["samples", "potential", "potential-joint"] = "samples"
    """What is descended: the error on samples, or, beyond the paper's experiment, the loss of the almost
    lambda-harmonic potential: the error over all inputs for the activation of Lemma 4.2, and a linear output."""
    printed_step: float = field(init=False)
    """The printed step 1e-5, as a step of the mean loss."""
    flow: float = field(init=False)
    """How far the printed 1e6 steps go: step of the mean loss times steps."""

    def __post_init__(self) -> None:
        for what, low in (("d", 1), ("n", 1), ("tests", 1)):
            number = getattr(self, what)
            if type(number) is not int or not low <= number <= MOST:
                words = {"d": "an input has from 1 to {} coordinates", "n": "a sample has from 1 to {} points",
                         "tests": "a test has from 1 to {} points"}[what].format(MOST)
                raise ValueError(f"{what} is {number!r}; {words}, give such a number")
        for what, known in (("activation", tuple(ACTIVATIONS)), ("start", STARTS), ("loss", ("sum", "mean")),
                            ("dtype", DTYPES), ("space", SPACES)):
            if getattr(self, what) not in known:
                raise ValueError(f"there is no {what} {getattr(self, what)!r}; give one of {', '.join(known)}")
        object.__setattr__(self, "printed_step", 1e-5 * (self.n if self.loss == "sum" else 1))
        object.__setattr__(self, "flow", self.printed_step * 1e6)

    @property
    def scale(self) -> float:
        """The s of the activation tanh(s x)."""
        return ACTIVATIONS[self.activation]

    def schedule(self, effort: Literal["quick", "standard", "full"] = "standard") -> tuple[int, float]:
        """Steps, and their length as steps of the mean loss.

        "full" is what is printed: 1e6 steps. "standard" goes as far by steps of 0.1, which follow the small steps to
        a few percent; "quick" takes steps of 2, at most 5000. Nowhere are there fewer than 1000 steps.

        >>> [READINGS["verbatim"].schedule(effort) for effort in ("quick", "standard", "full")]
        [(5000, 2.0), (100000, 0.1), (1000000, 0.01)]
        """
        if effort == "full":
            return 10**6, self.printed_step
        length = min(2.0 if effort == "quick" else 0.1, self.flow / 1000)
        steps = math.ceil(self.flow / length - 1e-9)
        return (min(steps, 5000) if effort == "quick" else steps), length

    def to_data(self) -> dict[str, Any]:
        """The reading as plain data: no sentence, and nothing that follows from the rest.

        >>> Reading(sentence="", **READINGS["double"].to_data()).dtype
        'float64'
        """
        return {each.name: getattr(self, each.name) for each in fields(self) if each.init and each.name != "sentence"}


READINGS = {reading.name: reading for reading in (
    Reading("verbatim", "All weights N(0, 1), 10 inputs, 1000 samples; steps of 1e-5 of the loss summed over them.",
            d=10, n=1000),
    Reading("double", "As verbatim, but in float64.", d=10, n=1000, dtype="float64"),
    Reading("mean-loss", "As verbatim, but the steps are of the mean loss: a thousandth as far.",
            d=10, n=1000, loss="mean"),
    Reading("small-start", "The net that learns starts from N(0, 1/width), 10 inputs, 3000 samples; chosen after its "
            "scores were seen.", d=10, n=3000, start="width"),
    Reading("small-start-d20", "The net that learns starts from N(0, 1/width), 20 inputs, 3000 samples; chosen after "
            "its scores were seen.", d=20, n=3000, start="width"),
    Reading("phi-space", "Beyond the paper: no samples; node-wise descent (Theorem 4.6) on the loss of the almost "
            "lambda-harmonic potential, d = 3, eps = 1/2; depth 2 alone.", d=3, n=1, space="potential"),
    Reading("phi-space-joint", "Beyond the paper: the same loss, all nodes at once from a random start.",
            d=3, n=1, space="potential-joint"),
)}
"""The readings by name, each with one sentence."""


def reading(name: str) -> Reading:
    """The reading of this name; ValueError, with one sentence that names what is possible, when there is none.

    >>> reading("verbatim").n
    1000
    """
    if name not in READINGS:
        shown = name if len(name) <= 60 else name[:57] + "..."
        raise ValueError(f"there is no reading {shown!r}; there are {', '.join(READINGS)}")
    return READINGS[name]
