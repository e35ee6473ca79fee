"""What the book of this paper shows beside the ledger: its figures, drawn witnesses, and conventions."""

from ._extras import extras

__all__ = ["extras"]
