"""Every command that a statement's derivation shows can be run as it stands, and says what came out."""

import shlex

import pytest

from proofs_checks.cli import main
from verify.claims import load_statements

STATEMENTS = load_statements("proofs_checks")


def commands(made):
    return [line.command for line in made.derive() if line.command]


@pytest.mark.parametrize("made", [made for made in STATEMENTS if not made.trusted], ids=lambda made: made.label)
def test_commands(made, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for command in commands(made):
        program, *arguments = shlex.split(command)
        assert program == "earnshaw"
        assert main(arguments) == 0, command
        printed = capsys.readouterr()
        assert printed.err == "", command
        assert printed.out.strip(), command


@pytest.mark.parametrize("label", ["alg-1", "alg-2", "alg-3", "alg-4"])
def test_an_algorithm_is_shown_by_a_command(label):
    assert commands(STATEMENTS[label])
