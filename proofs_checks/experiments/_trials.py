"""Seeded trials for Section 5: small cells of the table, learned anew from each seed.

Readings are those of `numeric.nets`; here they are followed by steps of 2 of the mean loss, which keep within a few
percent of the small steps (`steps_follow_the_flow` compares shorter ones), and only as far as each trial says.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

STEP = 2.0
LOOKS = (1, 100, 200, 500, 1000)  # after so many steps a cell is looked at before its training ends
TABLE_17_20, TABLE_17_40, TABLE_3_40 = 0.4934, 0.5777, 0.2362  # of the printed table


class Way:
    """The training of a cell from a seed: how it stands after some steps, each step taken once."""

    def __init__(self, depth: int, width: int, seed: int, step: float, reading: str) -> None:
        from numeric.nets import READINGS
        from numeric.nets._cell import Training

        self._training = Training(depth, width, READINGS[reading], seed, step=step)
        self._weights = {0: self._kept()}

    def _kept(self) -> list[Any]:
        return [weight.copy() for weight in self._training.weights]

    def at(self, steps: int) -> Any:
        """The training after so many steps.

        On the way there the weights are kept wherever a trial looks at them; from there it goes on, or goes back.
        """
        begin = max(mark for mark in self._weights if mark <= steps)
        for weight, kept in zip(self._training.weights, self._weights[begin], strict=True):
            weight[:] = kept
        for mark in (*(look for look in LOOKS if begin < look < steps), *([steps] if begin < steps else [])):
            self._training.descend(mark - begin)
            begin = mark
            self._weights[mark] = self._kept()
        return self._training


way = lru_cache(maxsize=32)(Way)  # a seed's cells are looked at by claims and controls in turn


@dataclass(frozen=True)
class Learned:
    """A cell after some steps; an error is computed when it is asked for."""

    way: Way
    steps: int

    @property
    def start_error(self) -> float:
        """The training error before the first step."""
        return self.way.at(0).train_error()

    @property
    def train_error(self) -> float:
        """The training error after the steps."""
        return self.way.at(self.steps).train_error()

    @property
    def test_error(self) -> float:
        """The test error after the steps."""
        return self.way.at(self.steps).test_error()

    @property
    def guess_error(self) -> float:
        """The training error of a guess of zero."""
        return self.way.at(0).guess_error()

    @property
    def test_guess_error(self) -> float:
        """The test error of a guess of zero."""
        return self.way.at(0).test_guess_error()


def learned(depth: int, width: int, seed: int, steps: int, step: float = STEP, reading: str = "verbatim") -> Learned:
    """The cell of these numbers after so many steps."""
    return Learned(way(depth, width, seed, step, reading), steps)


# What the training starts from.

def random_net_about_one(seed: int) -> bool:
    """Whether an untrained net of depth 2 and width 20 has an error between 1/2 and 2."""
    return bool(0.5 < learned(2, 20, seed, 1).start_error < 2)


def random_net_of_five_about_one(seed: int) -> bool:
    """The same at width 5, between 9/10 and 2."""
    return bool(0.9 < learned(2, 5, seed, 1).start_error < 2)


def random_net_of_five_below(seed: int) -> bool:
    """Whether it is below 9/10 there."""
    return bool(learned(2, 5, seed, 1).start_error < 0.9)


def zero_about_one(seed: int) -> bool:
    """Whether a guess of zero has an error of at least 9/10, at each width of depth 2."""
    return all(learned(2, width, seed, 1).guess_error >= 0.9 for width in (5, 10, 20, 40))


def zero_below(seed: int) -> bool:
    """Whether a guess of zero has an error below 9/10, at each width of depth 2."""
    return all(learned(2, width, seed, 1).guess_error < 0.9 for width in (5, 10, 20, 40))


# Depth 2.

def under_two_thousandths(seed: int) -> bool:
    """Whether the training error of depth 2, width 20 ends under 0.002, as far as the printed steps go (5000 of 2)."""
    return bool(learned(2, 20, seed, 5000).train_error < 0.002)


def under_a_hundredth(seed: int) -> bool:
    """Whether it ends under 0.01."""
    return bool(learned(2, 20, seed, 5000).train_error < 0.01)


def under_a_hundredth_soon(seed: int) -> bool:
    """The same after a fiftieth of the way."""
    return bool(learned(2, 20, seed, 100).train_error < 0.01)


def under_two_thousandths_of_five(seed: int) -> bool:
    """Whether the training error of depth 2, width 5 ends under 0.002."""
    return bool(learned(2, 5, seed, 5000).train_error < 0.002)


def under_two_thousandths_of_five_soon(seed: int) -> bool:
    """The same after a fiftieth of the way."""
    return bool(learned(2, 5, seed, 100).train_error < 0.002)


def small_percentage(seed: int, *, share: float = 0.05, test: bool = False, untrained: bool = False) -> bool:
    """Whether depth 2 leaves less than a share of a random net's error, width by width (1000 steps of 2)."""
    for width in (5, 10, 20, 40):
        cell = learned(2, width, seed, 1 if untrained else 1000)
        if not (cell.test_error if test else cell.train_error) < share * cell.start_error:
            return False
    return True


def small_percentage_untrained(seed: int) -> bool:
    """The same after one step."""
    return small_percentage(seed, untrained=True)


def per_mille(seed: int) -> bool:
    """Less than a thousandth of it."""
    return small_percentage(seed, share=0.001)


def wide_small_percentage(seed: int) -> bool:
    """Whether depth 2, width 125 leaves less than 1/20 of a random net's error, in training (500 steps of 2)."""
    cell = learned(2, 125, seed, 500)
    return bool(cell.train_error < 0.05 * cell.start_error)


def wide_small_percentage_in_tests(seed: int) -> bool:
    """The same in tests."""
    cell = learned(2, 125, seed, 500)
    return bool(cell.test_error < 0.05 * cell.start_error)


def slower_when_wider(seed: int) -> bool:
    """Whether depth 2 has, after 100 steps of 2, more training error left at width 40 than at 5."""
    return bool(learned(2, 40, seed, 100).train_error > learned(2, 5, seed, 100).train_error)


def faster_when_wider(seed: int) -> bool:
    """The opposite."""
    return not slower_when_wider(seed)


def flat_in_tests(seed: int) -> bool:
    """Whether the test error of depth 2 is, at width 40, at most twice that of width 5 (1000 steps of 2)."""
    return bool(learned(2, 40, seed, 1000).test_error <= 2 * learned(2, 5, seed, 1000).test_error)


def grows_in_tests(seed: int) -> bool:
    """Whether it is more than twice as much."""
    return not flat_in_tests(seed)


def flat_in_training(seed: int) -> bool:
    """Whether the training error of depth 2 is, at width 40, at most twice that of width 20 (1000 steps of 2)."""
    return bool(learned(2, 40, seed, 1000).train_error <= 2 * learned(2, 20, seed, 1000).train_error)


def falls_to_half_in_training(seed: int) -> bool:
    """Whether it is at most half of it."""
    return bool(learned(2, 40, seed, 1000).train_error <= learned(2, 20, seed, 1000).train_error / 2)


# Depth 3 and more.

def grows_with_width(seed: int, depth: int = 3, steps: int = 1000, reading: str = "verbatim") -> bool:
    """Whether the test error of depth 3 grows from width 5 to 10 to 20 (1000 steps of 2)."""
    errors = [learned(depth, width, seed, steps, reading=reading).test_error for width in (5, 10, 20)]
    return bool(errors[0] < errors[1] < errors[2])


def grows_with_width_small_start(seed: int) -> bool:
    """The same from weights N(0, 1/width), width 5 to 20, with 3000 samples (200 steps of 2)."""
    few, many = (learned(3, width, seed, 200, reading="small-start").test_error for width in (5, 20))
    return bool(few < many)


def falls_with_width_small_start(seed: int) -> bool:
    """The opposite."""
    return not grows_with_width_small_start(seed)


def falls_with_width(seed: int) -> bool:
    """Whether the test error of depth 3 falls from width 5 to 20."""
    return bool(learned(3, 5, seed, 1000).test_error > learned(3, 20, seed, 1000).test_error)


def grows_with_depth(seed: int) -> bool:
    """Whether the test error of width 10 grows from depth 2 to 5 to 9 (500 steps of 2)."""
    errors = [learned(depth, 10, seed, 500).test_error for depth in (2, 5, 9)]
    return bool(errors[0] < errors[1] < errors[2])


def falls_with_depth(seed: int) -> bool:
    """Whether it falls from depth 5 to 9."""
    return bool(learned(5, 10, seed, 500).test_error > learned(9, 10, seed, 500).test_error)


def as_training_error(seed: int) -> bool:
    """Whether depth 3, width 40 has a training error within a factor 2 of the printed 0.2362 (500 steps of 2)."""
    return bool(TABLE_3_40 / 2 <= learned(3, 40, seed, 500).train_error <= 2 * TABLE_3_40)


def below_half_in_training(seed: int) -> bool:
    """Whether its training error is below half of that."""
    return bool(learned(3, 40, seed, 500).train_error < TABLE_3_40 / 2)


def as_test_error(seed: int) -> bool:
    """Whether its test error is within a factor 2 of it."""
    return bool(TABLE_3_40 / 2 <= learned(3, 40, seed, 500).test_error <= 2 * TABLE_3_40)


def far_from_zero_in_training(seed: int) -> bool:
    """Whether depth 3, width 20 keeps a tenth of a random net's error in training (500 steps of 2)."""
    cell = learned(3, 20, seed, 500)
    return bool(cell.train_error >= cell.start_error / 10)


def near_zero_in_training(seed: int) -> bool:
    """The opposite."""
    return not far_from_zero_in_training(seed)


def twentieth_in_tests(seed: int) -> bool:
    """Whether it keeps a twentieth of it in tests."""
    cell = learned(3, 20, seed, 500)
    return bool(cell.test_error >= cell.start_error / 20)


def below_a_twentieth_in_tests(seed: int) -> bool:
    """The opposite."""
    return not twentieth_in_tests(seed)


def half_in_tests(seed: int) -> bool:
    """Whether it keeps a half of it in tests."""
    cell = learned(3, 20, seed, 500)
    return bool(cell.test_error >= cell.start_error / 2)


# The table beside guesses; the steps; where the theory applies.

def zero_is_the_last_row(seed: int) -> bool:
    """Whether a guess of zero is within a factor 2 of the printed errors of depth 17 at widths 20 and 40."""
    guesses = (learned(17, 20, seed, 1).test_guess_error, TABLE_17_20), (learned(17, 40, seed, 1).test_guess_error,
                                                                          TABLE_17_40)
    return all(printed / 2 <= guess <= 2 * printed for guess, printed in guesses)


def zero_is_the_third_row(seed: int) -> bool:
    """The same for depth 3, width 40, printed 0.2362."""
    return bool(TABLE_3_40 / 2 <= learned(3, 40, seed, 1).test_guess_error <= 2 * TABLE_3_40)


def _apart(seed: int, long: float, steps: int, within: float) -> bool:
    fine = learned(2, 10, seed, 2000, 0.01).train_error
    return bool(abs(learned(2, 10, seed, steps, long).train_error - fine) <= within * fine)


def steps_follow_the_flow(seed: int) -> bool:
    """Whether 200 steps of 0.1 of the mean loss end within 3 % of 2000 steps of 0.01, depth 2 and width 10."""
    return _apart(seed, 0.1, 200, 0.03)


def long_steps_follow_the_flow(seed: int) -> bool:
    """The same for two steps of 10."""
    return _apart(seed, 10.0, 2, 0.03)


def other_way_follows_the_flow(seed: int) -> bool:
    """The same for steps of 0.1 that go twice as far."""
    return _apart(seed, 0.1, 400, 0.03)


def potential_recovers(seed: int) -> bool:
    """Whether node-wise descent on the almost λ-harmonic potential leaves 1e-10 of the zero guess's error, k = 5."""
    from numeric.nets import READINGS, train_cell

    cell = train_cell(2, 5, READINGS["phi-space"], seed)
    return bool(cell.train_error < 1e-10 * cell.guess_error)


def samples_recover(seed: int) -> bool:
    """The same for the sampled net of depth 2, width 5 (1000 steps of 2)."""
    cell = learned(2, 5, seed, 1000)
    return bool(cell.train_error < 1e-10 * cell.guess_error)
