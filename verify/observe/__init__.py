"""Seeded trials, with exact Clopper-Pearson bounds on the rate of success."""

from ._binomial import lower_bound, rate_below, rate_reached, trials_needed, upper_bound
from ._trials import Trials, tried

__all__ = ["Trials", "lower_bound", "rate_below", "rate_reached", "trials_needed", "tried", "upper_bound"]
