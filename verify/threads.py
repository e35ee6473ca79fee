"""One thread for each of the libraries of linear algebra: work is spread over processes, threads beside them wait."""

import os
from collections.abc import MutableMapping

BLAS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The names in the environment that say how many threads they start; they are read when NumPy is imported."""


def one_thread(environment: MutableMapping[str, str] = os.environ) -> None:
    """Have each library start one thread, unless the environment says how many.

    >>> chosen = {"OMP_NUM_THREADS": "3"}
    >>> one_thread(chosen)
    >>> chosen["OMP_NUM_THREADS"], chosen["OPENBLAS_NUM_THREADS"]
    ('3', '1')
    """
    for name in BLAS:
        environment.setdefault(name, "1")
