"""The README: every command in it runs and prints what stands there."""

import pytest
from _documents import blocks, check, commands

COMMANDS = [each for language, block in blocks("README.md") if language == "text" for each in commands(block)]


@pytest.mark.parametrize(("command", "printed"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_command(command: str, printed: str) -> None:
    check(command, printed)


def test_there_are_commands() -> None:
    assert len(COMMANDS) == 7
