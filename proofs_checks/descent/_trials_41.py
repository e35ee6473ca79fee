"""Seeded trials for Theorem 4.1, beside those of `numeric.protocols`: the cone that stops descents, and controls."""

from typing import Any


def _pair(seed: int) -> Any:
    """The instance of `_kink_instance` at a random place and gap, its start, and a step length."""
    import numpy as np

    from numeric.loss import Loss
    from numeric.potentials import AlmostHarmonic

    random = np.random.default_rng(seed)
    potential = AlmostHarmonic(3, 0.01)
    w = np.array([[0.0, 0, 0], [30, 0, 0], [0, 30, 0]])
    loss = Loss(potential, [1.0, 0.5, 0.5], w, regularisation=1.0)
    place = np.array([10.0, 10, 0]) + random.uniform(-1, 1, 3)
    towards = random.standard_normal(3)
    gap = 10 ** random.uniform(-4, -3) * towards / np.linalg.norm(towards)
    field = float(potential(0.04))
    theta = np.array([place, place + gap, [0.04, 0, 0]])
    a = np.array([-0.45 * field, 0.45 * field, -field / 2])
    return loss, a, theta, (1e-3, 1e-4)[seed % 2]


def stopped_by_the_cone(seed: int) -> bool:
    """Whether the mended Algorithm 2 stops, for want of decrease, with |∇G| > 2/5 and each theta 3ε from each w."""
    loss, a, theta, alpha = _pair(seed)
    return _stops(loss, a, theta, alpha)


def stopped_without_the_pair(seed: int) -> bool:
    """The same without the two opposite charges: nothing stops the descent of the third one that early."""
    loss, a, theta, alpha = _pair(seed)
    return _stops(loss, a[2:], theta[2:], alpha)


def _stops(loss: Any, a: Any, theta: Any, alpha: float) -> bool:
    import numpy as np

    from numeric.descent import Joint, Stop, second_order
    from numeric.loss import pack

    k = len(a)
    end = second_order(Joint(loss, k), pack(a, theta), 2000, alpha, 1e-3, 1e-3)
    places = end.x[k:].reshape(k, -1)
    nearest = np.linalg.norm(places[:, None] - loss.w, axis=-1).min()
    return bool(end.stop is Stop.NO_DECREASE and end.gradient_norm > 0.4 and nearest >= 0.03)


def printed_sign_at_a_saddle(seed: int) -> bool:
    """Whether Algorithm 2 as printed, from near the saddle between two equal protons, comes within eps of one."""
    import numpy as np

    from numeric.descent import Joint, second_order
    from numeric.loss import Loss, pack
    from numeric.potentials import AlmostHarmonic

    random = np.random.default_rng(seed)
    loss = Loss(AlmostHarmonic(3, 0.5), [1.0, 1.0], [[-2.0, 0, 0], [2.0, 0, 0]], regularisation=1.0)
    theta = 1e-6 * random.standard_normal((1, 3))
    end = second_order(Joint(loss, 1), pack(loss.best_charges(theta), theta), 2000, 0.1, 1e-3, 1e-3, as_printed=True)
    return bool(np.linalg.norm(end.x[1:] - loss.w, axis=-1).min() < 0.5)


def joint_absolute(seed: int) -> bool:
    """`joint_success` in the cell of a far start, with G itself in the place of its change: small steps drown."""
    import numpy as np

    from numeric.descent import variable_projection

    loss = _far(seed, absolute=True)
    end = variable_projection(loss, loss.far)
    return bool(np.linalg.norm(end.theta[:, None] - loss.w, axis=-1).min() < 0.5)


def joint_far(seed: int) -> bool:
    """The same start with the change of G."""
    import numpy as np

    from numeric.descent import variable_projection

    loss = _far(seed, absolute=False)
    end = variable_projection(loss, loss.far)
    return bool(np.linalg.norm(end.theta[:, None] - loss.w, axis=-1).min() < 0.5)


def _far(seed: int, *, absolute: bool) -> Any:
    import numpy as np

    from numeric.loss import Loss
    from numeric.potentials import AlmostHarmonic

    class Absolute(Loss):
        def reduced_change(self, theta: Any) -> float:
            return super().reduced_change(theta) + self.constant

    random = np.random.default_rng(seed)
    made = (Absolute if absolute else Loss)(AlmostHarmonic(3, 0.5), random.uniform(0.5, 1, 3),
                                            2 * random.standard_normal((3, 3)), regularisation=1.0)
    direction = random.standard_normal((2, 3))
    made.far = 30 * direction / np.linalg.norm(direction, axis=1)[:, None]
    return made
