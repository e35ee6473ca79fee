"""earnshaw simulate: charges that move by their forces."""

import argparse
import math
from typing import TYPE_CHECKING, Any

from ._instance import add_instance, instance, positive
from ._misuse import MisuseError
from ._output import check_outputs, check_picture, write_json, write_whole

if TYPE_CHECKING:
    from numeric.charges import Charges
    from numeric.dynamics import Trajectory

UNTIL = 1000.0
FOUND = 1e-3
"""A moving charge has found a fixed one when it is as near as this at the end."""
_MOST_SAID = 8  # moving charges in the summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_instance(parser)
    parser.add_argument("--until", type=positive, default=UNTIL, metavar="T",
                        help="the time to stop at, when no two charges collide before (default: %(default)g)")
    parser.add_argument("--json", metavar="FILE", help="write charges, times, places and energies to this file")
    parser.add_argument("--plot", metavar="FILE",
                        help="draw the ways in 2 or 3 dimensions, else distances against time (.png, .svg, .pdf)")


def run(options: argparse.Namespace) -> int:
    """Move the charges, write what is asked for, and say in one line what was found; 0."""
    check_outputs({"--json": options.json, "--plot": options.plot}, {"--charges": options.charges})
    if options.plot is not None:
        check_picture(options.plot)
    charges = instance(options, options.seed, electrons=True)
    for field in ("theta", "a"):
        if getattr(charges, field) is None:
            raise MisuseError(f"the charges have no {field}, so nothing moves; add {field} to them")
    from numeric.dynamics import simulate

    try:
        path = simulate(charges.potential, charges.a, charges.theta, charges.b, charges.w, options.until)
    except ValueError as error:
        raise MisuseError(str(error)) from error
    line = summary(charges, path)
    if options.json is not None:
        write_json(options.json, to_data(charges, path, options.until))
    if options.plot is not None:
        from numeric.plots import rendered, trajectories
        from verify.report import clean

        title = f"{charges.potential!r}, {_ending(path)}"
        write_whole(options.plot, rendered(trajectories(charges, path, title), options.plot))
    if options.plot is not None and charges.d not in (2, 3):
        print(f"{clean(options.plot)} shows distances against time: d = {charges.d}, and ways are drawn in 2 and 3 "
              "dimensions.")
    print(line)
    return 0


def summary(charges: "Charges", path: "Trajectory") -> str:
    """One line: which w each theta found, why the motion ended, and by how much the energy fell."""
    found, apart = _found(charges, path), _apart(charges, path)
    said = []
    for i in range(min(charges.k, _MOST_SAID)):
        nearest = int(apart[i].argmin())
        said.append(f"θ{i + 1} found w{nearest + 1} (distance {apart[i, nearest]:.2g})" if found[i] is not None else
                    f"θ{i + 1} found none (w{nearest + 1} at {apart[i, nearest]:.3g})")
    if charges.k > _MOST_SAID:
        said.append(f"{sum(j is not None for j in found)} of {charges.k} found one")
    fall = float(path.energy[0]) - float(path.energy[-1])
    return f"{', '.join(said)}; {_ending(path)}; the energy fell by {fall:.6g}."


def to_data(charges: "Charges", path: "Trajectory", until: float) -> dict[str, Any]:
    """The run as plain data; indices count from 0, an energy beyond floating point is null."""
    return {"charges": charges.to_data(), "until": until, "stop": path.stop, "colliding": path.colliding,
            "found": _found(charges, path), "distances": _apart(charges, path).min(axis=1).tolist(),
            "t": path.t.tolist(), "theta": path.theta.tolist(),
            "energy": [float(e) if math.isfinite(e) else None for e in path.energy]}


def _apart(charges: "Charges", path: "Trajectory") -> Any:
    import numpy as np

    return np.linalg.norm(path.theta[-1][:, None] - charges.w, axis=-1)


def _found(charges: "Charges", path: "Trajectory") -> list[int | None]:
    from numeric.descent import matches

    return matches(path.theta[-1], charges.w, FOUND)


def _ending(path: "Trajectory") -> str:
    at = f"stopped at t = {path.t[-1]:.6g}"
    if path.stop == "collision":
        return f"{at}: {' met '.join(_spoken(name, i) for name, i in path.colliding)}"
    if path.stop == "budget":
        return f"{at}: the solver found no way on or used up its steps; a smaller --until takes fewer"
    return f"{at}, as asked"


def _spoken(name: str, index: int) -> str:
    place = f"{'θ' if name.endswith('theta') else 'w'}{index + 1}"
    return f"the point opposite {place}" if name.startswith("-") else place
