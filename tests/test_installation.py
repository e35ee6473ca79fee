"""What a user gets: the wheel, installed where nothing else is, runs the README's commands from an empty folder."""

import json
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from _documents import ROOT

pytestmark = pytest.mark.slow
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "EARNSHAW_CACHE")
COMMANDS = ("--version", "list", "list --coverage", "verify lem-D.1", "simulate --example plane --until 5 --plot x.svg",
            "descend --method node-wise")


class Place:
    """A folder with an environment of its own."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder / "env", with_pip=True)
        self.scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        self.empty = folder / "empty"
        self.empty.mkdir()
        self._environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
        self._environment["EARNSHAW_CACHE"] = str(folder / "cache")

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in the empty folder; nothing of ours is to be found there but what is
        installed."""
        return subprocess.run([str(self.scripts / program), *arguments], cwd=self.empty, env=self._environment,
                              capture_output=True, encoding="utf-8", check=False)

    def pip(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("python", "-m", "pip", "--disable-pip-version-check", *arguments)


def tracked(target: Path) -> Path:
    """A copy of the files that are under version control, as they are now."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("which files belong to the project is not known: this is no checkout, or there is no git")
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where the wheel is installed, with the versions that are pinned."""
    folder = tmp_path_factory.mktemp("installation")
    pins = str(ROOT / "constraints.txt")
    source = tracked(folder / "source")
    builder = Place(folder)
    got = builder.pip("install", "-c", pins, "setuptools")
    if got.returncode:
        pytest.skip(f"nothing can be built: setuptools cannot be fetched ({got.stderr.strip().splitlines()[-1]})")
    built = builder.pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder / "wheels"), str(source))
    assert built.returncode == 0, built.stderr
    (wheel,) = (folder / "wheels").glob("*.whl")
    shutil.rmtree(folder / "env")
    builder.empty.rmdir()
    shutil.rmtree(source)
    clean = Place(folder)
    done = clean.pip("install", "-c", pins, str(wheel))
    assert done.returncode == 0, done.stderr
    yield clean
    shutil.rmtree(folder)  # some hundred megabytes


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(place: Place, command: str) -> None:
    done = place.run("earnshaw", *command.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    if command.startswith("verify"):
        assert "everything is as expected" in done.stdout
    if "x.svg" in command:
        assert "<svg" in (place.empty / "x.svg").read_text(encoding="utf-8")


@pytest.mark.skipif((sys.platform, platform.machine()) != ("linux", "x86_64"), reason="has no wheel of every library")
@pytest.mark.parametrize("library", ["numba", "matplotlib"])
def test_a_library_comes_with_it(place: Place, library: str) -> None:
    done = place.run("python", "-c", f"import {library}")
    assert done.returncode == 0, done.stderr


def test_the_files_beside_the_code_are_there(place: Place) -> None:
    done = place.run("python", "-c", """if True:
        import json, pathlib, numeric, proofs_checks, verify
        folders = [pathlib.Path(package.__file__).parent for package in (numeric, proofs_checks, verify)]
        print(json.dumps([str(file.relative_to(folder.parent).as_posix()) for folder in folders
                          for file in folder.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")]))""")
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(["git", "ls-files", "-z", "numeric", "proofs_checks", "verify"], cwd=ROOT, check=True,
                            capture_output=True).stdout.decode().split("\0")
    ours = {name for name in listed if name and not name.endswith(".py") and (ROOT / name).is_file()}
    assert ours
    assert ours == set(json.loads(done.stdout))
