"""Trials: statuses by hand-made functions of the seed, and their recheck."""

from dataclasses import replace
from fractions import Fraction

import pytest

from verify.claims import LEFT_OUT, Effort, Status
from verify.observe import Trials
from verify.run.recheck import RecheckFailed, recheck_finding


def always(seed: int) -> bool:
    return True


def nine_of_ten(seed: int) -> bool:
    return seed % 10 != 0


def sloppy(seed: int) -> int:
    return seed


CLAIM = Trials("nothing fails", always, (1, 200), "97/100")


def settled(claim, **effort):
    return claim.settle(Effort(**effort))


@pytest.mark.parametrize(("trial", "rate", "status"), [
    (always, "97/100", Status.OBSERVED),
    (nine_of_ten, "8/10", Status.OBSERVED),
    (nine_of_ten, "97/100", Status.REFUTED),  # 180 of 200: P(X <= 180) at 0.97 is about 2e-6
    (nine_of_ten, "9/10", Status.UNDECIDED),
])
def test_the_status_follows_the_bounds(trial, rate, status):
    found = settled(replace(CLAIM, trial=trial, rate=rate))
    assert found.status is status
    assert found.evidence.seeds == (1, 200)
    if status is Status.UNDECIDED:
        assert found.reason == "too few trials"
    else:
        assert recheck_finding(found.to_data()) is status


def test_a_refutation_names_the_failing_seeds():
    found = settled(replace(CLAIM, trial=nine_of_ten))
    assert found.evidence.witness["failing_seeds"][:3] == [10, 20, 30]
    assert found.evidence.witness["successes"] == 180


def test_answers_that_are_known_are_not_asked_for_again():
    refusing = replace(CLAIM, trial=sloppy)  # returns no bool when it is asked
    answers = {seed: seed != 7 for seed in range(1, 201)}
    found = settled(refusing, answers={f"{__name__}:sloppy": answers})
    assert found.evidence.certificate["failing_seeds"] == [7]
    with pytest.raises(TypeError, match="return a bool"):
        settled(refusing, answers={f"{__name__}:sloppy": dict.fromkeys(range(1, 200), True)})


def test_a_run_without_trials_leaves_it_out():
    found = settled(replace(CLAIM, trial=sloppy), observed=False)
    assert (found.status, found.reason) == (Status.UNDECIDED, LEFT_OUT)


def test_the_fewest_trials_that_can_reach_the_rate():
    found = settled(replace(CLAIM, seeds=(1, 152)))
    assert found.status is Status.OBSERVED
    assert found.evidence.certificate["lower"] == "0.970157"  # 0.01^(1/152) = exp(-4.605170/152) = 0.9701572
    assert recheck_finding(found.to_data()) is Status.OBSERVED


def test_the_same_seeds_give_the_same_data():
    assert settled(CLAIM).to_data() == settled(replace(CLAIM, trial=f"{__name__}:always")).to_data()


@pytest.mark.parametrize("change", [
    {"successes": 199}, {"failing_seeds": [7]}, {"count": 201}, {"lower": "0.98"}, {"upper": "0.99"},
    {"successes": 199, "failing_seeds": [500]},
])
def test_a_recheck_refuses_tampered_counts(change):
    data = settled(CLAIM).to_data()
    data["evidence"]["certificate"] = {**data["evidence"]["certificate"], **change}
    with pytest.raises(RecheckFailed):
        recheck_finding(data)


def test_a_recheck_refuses_a_higher_rate():
    data = settled(CLAIM).to_data()
    data["evidence"]["proposition"] = {**data["evidence"]["proposition"], "rate": "98/100"}
    with pytest.raises(RecheckFailed, match="supports undecided"):
        recheck_finding(data)


@pytest.mark.parametrize(("change", "error", "words"), [
    ({"rate": 0.97}, TypeError, "give it exactly"),
    ({"rate": 1}, ValueError, "strictly between 0 and 1"),
    ({"confidence": "1"}, ValueError, "strictly between 0 and 1"),
    ({"seeds": (1, 151)}, ValueError, "it takes 152"),
    ({"trial": "always"}, ValueError, "package.module:function"),
    ({"trial": lambda seed: True}, TypeError, "at the top of a module"),
])
def test_misuse_is_refused_when_the_claim_is_made(change, error, words):
    with pytest.raises(error, match=words):
        replace(CLAIM, **change)


def test_a_trial_that_returns_no_bool_is_a_misuse():
    with pytest.raises(TypeError, match="returned a int; return a bool"):
        settled(replace(CLAIM, trial=sloppy))


def test_exact_rates_are_kept_as_fractions():
    assert replace(CLAIM, rate="0.97").rate == Fraction(97, 100)
    assert CLAIM.text() == "P(nothing fails) ≥ 97/100 at confidence 99/100"
