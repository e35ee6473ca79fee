"""What `descend` prints: the steps of a run, which w each theta found, and how often many runs do."""

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Any

from verify.report import clean, counted, open_console, show

from ._descend_run import EXACT

if TYPE_CHECKING:
    from numeric.trials import TrialRun

    from ._descend_run import Plan, Run

_ROWS = 16  # of a table of steps
_EXACT = f"{EXACT:g}".replace("e-0", "e-")
_MOST_PLACES = 12  # that are told one by one

PRINTED = ("second-order", "node-wise", "hessian")
"""The methods that are printed with mistakes."""
_WORDS = {"projection": "Descent with the charges solved for at each step", "second-order": "Algorithm 2",
          "node-wise": "Algorithm 3", "hessian": "Algorithm 1", "gradient": "Algorithm 4"}
_RESOLVED = {"all": "all charges after each node", "own": "each charge after its node", "none": "no charges"}


def show_one(run: "Run", seed: int, *, trace: bool) -> None:
    """The head, the steps if they are wanted, and the one-line summary."""
    console = open_console()
    random = run.start is None or run.charges.theta is None
    show(console, f"{_method(run.plan)}; {charges_in_words(run.charges)}{f', seed {seed}' if random else ''}.")
    if run.rejected:
        show(console, f"{counted(run.rejected, 'random start')} had a theta within {run.eps:g} of a w already, "
                      "and went for another.")
    if trace:
        for i, end in enumerate(run.outcomes, start=1):
            if len(run.outcomes) > 1:
                show(console, f"Node {i}:")
            show(console, _table(end.trace))
    show(console, _losses(run), summary(run))


def _losses(run: "Run") -> str:
    """How the loss went."""
    before, after = run.losses()
    name = _objective(run.plan).partition(" = ")[0]
    went = "fell" if after < before else "rose" if after > before else "stayed"
    told = f"{name} {went} from {before:.6g} to {after:.6g}" if after != before else f"{name} stayed at {before:.6g}"
    slope = f"; |gradient| {run.outcomes[0].gradient_norm:.2g} at the end" if len(run.outcomes) == 1 else ""
    return f"{told}{slope}."


def summary(run: "Run") -> str:
    """Which w each theta found, how far the charges are off, and why the run stopped: one line."""
    data = run.to_data()
    told = [f"θ{i} found {_place(place)}" for i, place in enumerate(data["places"][:_MOST_PLACES], start=1)]
    if len(data["places"]) > _MOST_PLACES:
        found = sum(place["found"] is not None for place in data["places"])
        told.append(f"{found} of {len(data['places'])} found one")
    error = data["charge_error"]
    charges = "" if error is None else f"; there |a + b| is {_small(error)}"
    ends = sorted(run.outcomes, key=lambda end: end.stop.value in ("kink", "second_order"))  # what went wrong first
    stops = dict.fromkeys(end.stop.value for end in ends)
    steps = counted(sum(end.steps for end in ends), "step")
    return clean(f"{', '.join(told)}{charges}; stopped after {steps} ({', '.join(stops)}): {ends[0].stop.message}.")


def show_many(done: "TrialRun", plan: "Plan", charges: Any, seeds: range) -> None:
    """How often the runs found what they looked for, with exact bounds, and the rate of random points beside it."""
    console = open_console()
    eps = f"{getattr(charges.potential, 'eps', 0.5):g}"
    show(console, f"{_method(plan)}; {charges_in_words(charges)}, seeds {seeds[0]} to {seeds[-1]}.")
    if not done.trials:
        return
    rows = [("some theta within " + eps + " of a w", done.rate(_finds_one))]
    if plan.regularisation == 0:  # with it the best charges are others than -b
        rows.append((f"every w found by one theta, both and the charges to {_EXACT}",
                     done.rate(lambda value: _recovers(value, len(charges.b)))))
    for words, rate in rows:
        show(console, f"  {words}: {rate}")
    values = [trial.value for trial in done.trials if not trial.error]
    rejected = sum(value["rejected"] for value in values)
    if plan.method != "node-wise" and values and charges.theta is None:
        show(console, f"  random starts with a theta within {eps} of a w already: {rejected} of "
                      f"{rejected + len(values)}; others were drawn for them")
    if values:
        stops = Counter(end["stop"] for value in values for end in value["stops"])
        steps = [sum(end["steps"] for end in value["stops"]) for value in values]
        told = ", ".join(f"{stop} {count}" for stop, count in stops.most_common())
        show(console, f"  stops: {told}; steps: {median(steps):g} in the median, {max(steps)} at most")
    for trial in done.failed[:3]:
        show(console, f"  seed {trial.seed}: {clean(trial.error, 200)}")
    if len(done.failed) > 3:
        show(console, f"  and {len(done.failed) - 3} more without a result")
    if done.resumed:
        show(console, f"  {done.resumed} of them were in the file already")


def _finds_one(value: dict[str, Any]) -> bool:
    return any(place["found"] is not None for place in value["places"])


def _recovers(value: dict[str, Any], count: int) -> bool:
    """Whether each of `count` w was found by one theta."""
    return (all(place["found"] is not None and place["distance"] <= EXACT for place in value["places"])
            and value["charge_error"] <= EXACT
            and len({place["nearest"] for place in value["places"]}) == len(value["places"]) == count)


def words(plan: "Plan") -> str:
    """The method, with "as printed" where the paper has another."""
    return _WORDS[plan.method] + ("" if plan.method not in PRINTED else
                                  " as printed" if plan.as_printed else ", corrected")


def _method(plan: "Plan") -> str:
    """The method in words, with its numbers."""
    told = [f"{name} = {getattr(plan, name):g}" for name in ("alpha", "eta", "gamma")
            if getattr(plan, name) is not None]
    if plan.resolve is not None:
        told.insert(0, f"solving for {_RESOLVED[plan.resolve]}")
    if plan.regularisation:
        told.append(f"on {_objective(plan)}")
    return words(plan) + (f" ({', '.join(told)})" if told else "")


def _objective(plan: "Plan") -> str:
    rho = plan.regularisation
    return "L" if rho == 0 else "G = L + |a|²" if rho == 1 else f"L + {rho:g} |a|²"


def charges_in_words(charges: Any) -> str:
    """The potential with its parameters, and how many charges."""
    from numeric.charges import PARAMETERS

    try:
        name, *_ = (made := charges.to_data()["potential"]).values()
    except ValueError:  # a potential of one's own has no name
        return f"{charges.potential!r}, k = {charges.k}"
    told = [f"{key} = {made[key]:g}" for key in PARAMETERS[name] if key not in ("d", "coefficients")]
    return ", ".join([f"{name} potential", f"d = {charges.d}", *told, f"k = {charges.k}"])


def _place(place: dict[str, Any]) -> str:
    if place["found"] is None:
        return f"none (w{place['nearest'] + 1} at {place['distance']:.3g})"
    return f"w{place['found'] + 1} (distance {_small(place['distance'])})"


def _small(size: float) -> str:
    """A distance; what is below it is rounding, which differs from machine to machine."""
    return f"below {_EXACT}" if size < EXACT else f"{size:.2g}"


def _table(trace: Any) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="")
    for name in ("iteration", "change", "|gradient|", "step"):
        table.add_column(name, justify="left" if name == "step" else "right")
    for i in _thinned(len(trace.change)):
        table.add_row(str(i), f"{trace.change[i]:.9g}", f"{trace.gradient_norm[i]:.3g}", trace.kind[i])
    return table


def _thinned(count: int) -> list[int]:
    """All of a few rows; of many the first, the last, and some between at growing distances."""
    if count <= _ROWS:
        return list(range(count))
    factor = (count - 1) ** (1 / (_ROWS - 2))
    return sorted({0, count - 1, *(round(factor**i) for i in range(_ROWS - 1))})
