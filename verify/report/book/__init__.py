"""A ledger as a book: static pages, with formulas as MathML, a graph that stands alone, and no script needed."""

from ._extras import Convention, Difference, Extras
from ._figures import Figure, Frames
from ._site import BookError, Built, build, check_folder

__all__ = ["BookError", "Built", "Convention", "Difference", "Extras", "Figure", "Frames", "build", "check_folder"]
