"""Appendix G: one polynomial unit after another, on the sphere."""

_DEGREES = (3, 4, 5)


def _node_wise(seed: int, *, orthonormal: bool) -> bool:
    """Whether five units find five protons on the sphere of R^7: the loss is below 1e-10 in the end.

    Each unit in turn ascends |F| by steps along the sphere, halved until |F| grows, at most 500 of them, F being what
    the units before have left of the target; then its charge is −F.
    """
    import numpy as np

    rng, degree, k, d = np.random.default_rng(seed), _DEGREES[seed % 3], 5, 7
    w = rng.standard_normal((k, d))
    w = np.linalg.qr(w.T)[0].T if orthonormal else w / np.linalg.norm(w, axis=1)[:, None]
    charges, places = list(rng.uniform(-1, 1, k)), list(w)
    for _ in range(k):
        theta = rng.standard_normal(d)
        theta /= np.linalg.norm(theta)
        b, x = np.array(charges), np.array(places)
        for _ in range(500):
            t = x @ theta
            field = b @ t**degree
            slope = degree * (b * t ** (degree - 1)) @ x / field
            slope -= (slope @ theta) * theta
            step = 1.0 / degree
            while np.linalg.norm(slope) > 1e-13:
                moved = theta + step * slope
                moved /= np.linalg.norm(moved)
                if abs(b @ (x @ moved) ** degree) > abs(field) or step < 1e-12:
                    break
                step /= 2
            else:
                break
            if step < 1e-12:
                break
            theta = moved
        charges.append(-float(b @ (x @ theta) ** degree))
        places.append(theta)
    b, x = np.array(charges), np.array(places)
    return bool(b @ (x @ x.T) ** degree @ b < 1e-10)


def polynomial_units_find_all(seed: int) -> bool:
    """w_1, …, w_5 orthonormal, degrees 3, 4, 5 in turn."""
    return _node_wise(seed, orthonormal=True)


def polynomial_units_not_orthonormal(seed: int) -> bool:
    """The same with unit vectors w that are not orthogonal."""
    return _node_wise(seed, orthonormal=False)
