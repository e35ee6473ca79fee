"""`python -m proofs_checks` is the command `earnshaw`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
