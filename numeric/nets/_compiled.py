"""Steps compiled by numba, where it is installed."""

from ._net import Batch


def wins(width: int, dtype: str) -> bool:
    """Whether the compiled steps are there and quicker than NumPy's."""
    return False


__all__ = ["Batch", "wins"]
