"""The README: every command in it runs and prints what stands there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(r"^```text\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
SESSIONS = [session for block in BLOCKS for session in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]


def without_seconds(text: str) -> str:
    return re.sub(r"\d+\.\d s\.", "N s.", text).rstrip()


@pytest.mark.parametrize(("command", "printed"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_session(command: str, printed: str) -> None:
    program, *arguments = command.split()
    assert program == "earnshaw"
    done = subprocess.run([sys.executable, "-m", "proofs_checks", *arguments], cwd=ROOT, capture_output=True, text=True,
                          timeout=120, check=False)
    assert without_seconds(done.stdout) == without_seconds(printed)
    assert done.returncode == (1 if "examples/" in command else 0)
    assert not done.stderr


def test_there_are_sessions() -> None:
    assert len(SESSIONS) == 7
