"""How long `earnshaw --help` takes to answer, against the interpreter alone."""

import subprocess
import sys
from collections.abc import Iterator

from ._timing import Row, best_outside

HELP = "from proofs_checks.cli import main; raise SystemExit(main(['--help']))"


def rows() -> Iterator[Row]:
    """Whole processes; the peer does nothing but start and end."""
    def start(code: str) -> float:
        command = [sys.executable, "-c", code]
        return best_outside(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), 10)

    yield Row("earnshaw --help", start(HELP), "python -c pass", start("pass"))
    derive = "from proofs_checks.cli import main; raise SystemExit(main(['derive', 'p', '--d', '11']))"
    yield Row("earnshaw derive p --d 11", start(derive), "python -c 'import sympy'", start("import sympy"))
