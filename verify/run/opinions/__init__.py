"""Second opinions: what was settled, asked again by other engines and routes from the plain data in the ledger."""

from ._opinion import Opinion, opinion, parts
from ._pass import Tally, disputed, second_opinions

__all__ = ["Opinion", "Tally", "disputed", "opinion", "parts", "second_opinions"]
