"""Negative controls: changes that make a claim false, for the same check to reject. `mutants` makes them by itself."""

from ._changes import Change, added, flipped, in_part, replaced, scaled, substituted, without

__all__ = ["Change", "added", "flipped", "in_part", "replaced", "scaled", "substituted", "without"]
