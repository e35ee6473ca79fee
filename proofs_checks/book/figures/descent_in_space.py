"""A descent on the almost lambda-harmonic potential, the charges solved for at each step."""

from pathlib import Path

from verify.report.book import Frames

EPS, K, SEED = 0.5, 3, 4


def draw(path: Path, name: str = "descent-in-space") -> None:
    """Three charges in space, from a random start; the size of a circle is the size of its charge."""
    import numpy as np

    from numeric.charges import random_charges
    from numeric.descent import nontrivial, variable_projection
    from numeric.loss import Loss
    from numeric.potentials import AlmostHarmonic

    from ._moving import Motion, drawn, space, write

    potential = AlmostHarmonic(3, EPS)
    charges = random_charges(potential, K, SEED)
    loss = Loss(potential, charges.b, charges.w)
    scale = max(1.0, float(np.sqrt(np.mean(charges.w**2))))  # as the command draws its start
    theta = nontrivial(loss, K, [SEED, 1], scale=scale, eps=EPS).theta
    end = variable_projection(loss, theta, trace="x")
    places = end.outcome.trace.x.reshape(-1, K, 3)
    a = np.array([loss.best_charges(at) for at in places])
    whole = loss.constant
    words = [f"step {i}, loss {max(whole + change, 0):.2g}" for i, change in enumerate(end.outcome.trace.change)]
    picture, axes = space(np.concatenate([charges.w, places.reshape(-1, 3)]), charges.w)
    write(drawn(picture, axes, charges.b, charges.w, Motion(places, a, words), range(len(places)), name), path)


FIGURES = [Frames(
    name="descent-in-space", title="A descent with the charges solved for", seed=SEED, draw=draw,
    caption="Our joint descent (not the paper's algorithm) on the almost λ-harmonic potential, d = 3, ε = 1/2: places "
            "and charges of three units at each step. The charges are the best ones for the places, so circles grow as "
            "they come near a square; in a few steps each unit rests on a fixed charge, at the tip of a cone of the "
            "loss.",
    command=f"earnshaw descend --method projection -k {K} --eps {EPS} --seed {SEED}",
    statements=("thm-4.1", "thm-4.6"))]
