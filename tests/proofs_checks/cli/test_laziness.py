"""What a command imports, by names of modules; and the options of the cache, right and wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from proofs_checks.cli import main

ROOT = Path(__file__).parents[3]
HEAVY = ("sympy", "scipy", "matplotlib", "numpy", "z3", "flint", "mpmath", "numba")


def imported(*arguments, cache=None):
    """The modules that a command has imported when it is done."""
    program = ("import json, sys\nfrom proofs_checks.cli import main\nstatus = main(sys.argv[1:])\n"
               "print('\\n' + json.dumps([status, sorted(sys.modules)]))")
    done = subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True,
                          check=True, env=os.environ | ({"EARNSHAW_CACHE": str(cache)} if cache else {}))
    status, modules = json.loads(done.stdout.splitlines()[-1])
    return status, set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["list", "--coverage"], ["graph"], ["graph", "--dot"],
                                       ["verify", "--help"], ["cache"]], ids=" ".join)
def test_commands_that_only_tell_import_no_algebra(arguments):
    status, modules = imported(*arguments)
    assert status == 0
    assert not modules & set(HEAVY)
    assert not any(module.startswith(("proofs_checks.descent", "proofs_checks.realizability", "numeric"))
                   for module in modules)


def test_a_statement_loads_itself_and_what_it_imports(tmp_path):
    status, modules = imported("verify", "lem-D.1", "--jobs", "1", cache=tmp_path / "c")
    assert status == 0
    ours = {module for module in modules if module.startswith("proofs_checks.") and ".cli" not in module}
    assert ours == {"proofs_checks.descent", "proofs_checks.descent.lemma_d1", "proofs_checks.descent._steps"}
    status, modules = imported("verify", "lem-D.1", "--jobs", "1", cache=tmp_path / "c")
    assert status == 0
    assert not modules & set(HEAVY)  # all of it is kept


def test_what_is_kept_serves_every_command(tmp_path, capsys):
    cache = str(tmp_path / "c")
    assert main(["graph", "--cache", cache]) == 0
    assert "proved" not in capsys.readouterr().out
    assert main(["verify", "lem-D.1", "--jobs", "1", "--cache", cache]) == 0
    assert "kept" not in capsys.readouterr().out
    assert main(["verify", "Lemma D.1", "--jobs", "1", "--cache", cache]) == 0
    assert "8 of 8 findings were kept ones" in capsys.readouterr().out
    assert main(["graph", "--cache", cache]) == 0
    assert "lem-D.1 (proved)" in capsys.readouterr().out
    assert main(["explain", "lem-D.1", "--cache", cache]) == 0
    capsys.readouterr()
    assert main(["cache", "--cache", cache]) == 0
    assert "values" in capsys.readouterr().out
    assert main(["cache", "clear", "--cache", cache]) == 0
    assert "forgotten" in capsys.readouterr().out
    assert main(["verify", "lem-D.1", "--jobs", "1", "--cache", cache]) == 0
    assert "kept" not in capsys.readouterr().out


def test_no_cache_keeps_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("EARNSHAW_CACHE", str(tmp_path / "c"))
    assert main(["verify", "lem-D.1", "--jobs", "1", "--no-cache"]) == 0
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(("options", "says"), [
    (["--cache", "{}/file"], "is no folder; name one for the cache, or say --no-cache"),
    (["--cache", "{}/full"], "holds other files and no cache"),
    (["--cache", "{}/c", "--no-cache"], "contradict each other; leave one of them out"),
    (["--cache", "/proc/nowhere"], "cannot hold the cache"),
    (["--cache", ""], "the name of the folder is empty"),
    (["--without", "proved"], "invalid choice: 'proved'"),
    (["--fast"], "unrecognized arguments: '--fast'"),
])
def test_wrong_use_is_one_sentence(tmp_path, capsys, options, says):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    assert main(["verify", "lem-D.1", "--jobs", "1", *(option.format(tmp_path) for option in options)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert says in err
    assert not (tmp_path / "c").exists()


def test_the_usual_folder_that_cannot_be_used_costs_a_remark(tmp_path, capsys, monkeypatch):
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("EARNSHAW_CACHE", str(tmp_path / "file"))
    assert main(["verify", "lem-D.1", "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    assert "everything is as expected" in out
    assert "is no folder" in err
