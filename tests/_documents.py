"""Documents that are run: the blocks of a Markdown file, and their commands with what they print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def blocks(document: str) -> list[tuple[str, str]]:
    """The fenced blocks of a file below the root, each with its language."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", (ROOT / document).read_text(encoding="utf-8"), re.M | re.S)


def commands(block: str) -> list[tuple[str, str]]:
    """The lines after a "$ ", each with what stands below it."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)


def steady(text: str) -> str:
    """What is printed, without the seconds it took, how much was kept from before, and the sizes of files."""
    text = re.sub(r"; \d+ of \d+ findings? were kept ones", "", re.sub(r"\d+\.\d s\.", "N s.", text))
    return re.sub(r"\(\d+ files, .* kB\)", "(N files)", text).rstrip()


def run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command of ours in a folder."""
    program, *arguments = shlex.split(command)
    assert program == "earnshaw"
    return subprocess.run([sys.executable, "-m", "proofs_checks", *arguments], cwd=folder, capture_output=True,
                          text=True, timeout=120, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})


def check(command: str, printed: str, folder: Path = ROOT) -> None:
    """Run a command; it prints what is printed, and exits as that says it should."""
    done = run(command, folder)
    misuse = printed.startswith("earnshaw: ")
    assert (command, steady(done.stdout)) == (command, "" if misuse else steady(printed)), done.stderr
    assert (command, done.stderr.rstrip()) == (command, printed.rstrip() if misuse else "")
    assert (command, done.returncode) == (command, 2 if misuse else 1 if "NOT as expected" in printed else 0)
