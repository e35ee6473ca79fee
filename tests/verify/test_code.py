"""Which files a result depends on: what its modules import, by name and through a package's face, and no others."""

from itertools import count

import pytest

from verify.code import Code

_number = count()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes a package of these files, and gives its name and a function that changes one of them."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(**files):
        name = f"coded_{next(_number)}"

        def put(path, text):
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text.replace("PACK", name))

        for path, text in {"__init__.py": "", **files}.items():
            put(path, text)
        return name, put

    return write


ROOMS = {
    "engine/__init__.py": '"""The face."""\nfrom ._left import left\nfrom ._right import right\n__all__ = ["left"]\n',
    "engine/_left.py": "def left(): ...\n", "engine/_right.py": "from . import _deep\ndef right(): ...\n",
    "engine/_deep.py": "x = 1\n", "one.py": "from .engine import left\n",
    "two.py": "def f():\n    from PACK.engine import (\n        right as r,\n    )\n",
    "trial.py": "def f(seed): ...\n", "three.py": 'PATH = "PACK.trial:f"\nDATA = "table.csv"\n', "table.csv": "1\n",
    "folder/a.txt": "a", "four.py": 'from pathlib import Path\nx = Path(__file__).parent / "folder"\n',
    "five.py": "import PACK.engine\n", "words.py": 'x = "PACK is no module of mine", "engine"\n',
}


@pytest.mark.parametrize(("module", "changed", "counts"), [
    ("one", "engine/_left.py", True), ("one", "engine/_right.py", False), ("one", "engine/_deep.py", False),
    ("two", "engine/_deep.py", True), ("two", "engine/_left.py", False), ("one", "one.py", True),
    ("three", "trial.py", True), ("three", "table.csv", True), ("one", "table.csv", False), ("one", "trial.py", False),
    ("four", "folder/a.txt", True), ("five", "engine/_left.py", True), ("five", "engine/_deep.py", True),
    ("words", "engine/_left.py", False),
])
def test_a_change_counts_where_it_is_used(package, module, changed, counts):
    name, put = package(**ROOMS)
    before = Code().digest([f"{name}.{module}"])
    assert Code().digest([f"{name}.{module}"]) == before
    put(changed, ROOMS[changed] + "\n# changed\n")
    assert (Code().digest([f"{name}.{module}"]) != before) is counts


def test_a_face_that_hands_on_another_module_counts(package):
    name, put = package(**ROOMS)
    before = Code().digest([f"{name}.one"])
    put("engine/__init__.py", "from ._right import right as left\n")
    assert Code().digest([f"{name}.one"]) != before


def test_a_face_that_does_more_than_to_hand_on_counts_itself(package):
    name, put = package(**ROOMS)
    put("engine/__init__.py", ROOMS["engine/__init__.py"] + "left.hidden = 1\n")
    before = Code().digest([f"{name}.one"])
    put("engine/__init__.py", ROOMS["engine/__init__.py"] + "left.hidden = 2\n")
    assert Code().digest([f"{name}.one"]) != before


def test_a_module_that_is_new_is_seen_by_a_new_look(package):
    name, put = package(**ROOMS)
    put("one.py", "from . import late\n")
    before = Code().digest([f"{name}.one"])
    put("late.py", "x = 1\n")
    assert Code().digest([f"{name}.one"]) != before


def test_versions_of_what_is_imported_count(package, monkeypatch):
    name, _ = package(**{"one.py": "import sympy\n", "two.py": "import json\n"})
    before = [Code().digest([f"{name}.{module}"]) for module in ("one", "two")]
    monkeypatch.setattr("verify.code.version", lambda distribution: "0.0")
    from verify import code

    code._versions.cache_clear()
    code._version.cache_clear()
    after = [Code().digest([f"{name}.{module}"]) for module in ("one", "two")]
    monkeypatch.undo()
    code._versions.cache_clear()
    code._version.cache_clear()
    assert [a != b for a, b in zip(before, after, strict=True)] == [True, False]


def test_the_wings_of_the_engine_are_apart():
    reached = Code().reached(["verify.decide._forall", "verify.exact._identity"])
    assert not any(module.startswith(("verify.certify", "verify.observe", "verify.report")) for module in reached)
