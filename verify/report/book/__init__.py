"""A ledger as a book: static pages, with formulas as MathML, a graph that stands alone, and no script needed."""

from ._figures import Figure, Frames

__all__ = ["Figure", "Frames"]
