"""A package's statements are read from its text where that tells them, and are what importing it registers."""

import subprocess
import sys
import textwrap
from itertools import count

import pytest

from verify.claims import StatementsError, load_statements

HEAD = '''
from verify.claims import statement
from helpers_of_contents import Yes
lem = statement("lem-1", "One", kind="lemma", reading="x", uses=("def-1",))
definition = statement("def-1", "Def", kind="definition", reading="y")
'''
CLAIM = '''
@lem.claim("{0}", controls=lambda: {{"no": lambda c: c}})
def claim_{1}():
    return Yes()
'''
_number = count()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes a package of these modules under a new name, and gives the name."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "helpers_of_contents.py").write_text("class Yes: pass\n")

    def write(**modules):
        name = f"contents_{next(_number)}"
        (tmp_path / name).mkdir()
        for module, text in {"__init__": "", **modules}.items():
            (tmp_path / name / f"{module}.py").write_text(textwrap.dedent(text))
        return name

    return write


def ids(registry):
    return [claim_id for made in registry for claim_id in made.claim_ids]


def test_a_plain_package_is_read_and_not_imported(package):
    name = package(one=HEAD + CLAIM.format("b", 1) + CLAIM.format("a", 2),
                   another="from .one import lem as same\n" + CLAIM.format("c", 3).replace("@lem", "@same"))
    registry = load_statements(name)
    assert ids(registry) == ["lem-1/b", "lem-1/a", "lem-1/c"]
    assert f"{name}.one" not in sys.modules
    assert [claim.id for claim in registry["lem-1"].claims] == ids(registry)
    assert f"{name}.another" in sys.modules
    assert registry["lem-1"].modules == (f"{name}.one", f"{name}.another")


NOT_PLAIN = {
    "in a loop": HEAD + textwrap.dedent('''
        for name in ("a", "b"):
            lem.claim(name, controls=lambda: {"no": lambda c: c})(lambda: None)
    '''),
    "a computed name": HEAD + CLAIM.format("a", 1).replace('"a"', '"a" + ""') + CLAIM.format("b", 2),
    "a computed title": HEAD.replace('"One"', '"On" + "e"') + CLAIM.format("a", 1) + CLAIM.format("b", 2),
    "in a function": HEAD.replace("lem = statement", "def make():\n    return statement") + "\nlem = make()\n"
                     + CLAIM.format("a", 1) + CLAIM.format("b", 2),
    "by another name": HEAD.replace("import statement", "import statement as fact").replace("= statement", "= fact")
                       + CLAIM.format("a", 1) + CLAIM.format("b", 2),
    "by the module": HEAD.replace("from verify.claims import statement", "import verify.claims as vc").replace(
        "= statement", "= vc.statement") + CLAIM.format("a", 1) + CLAIM.format("b", 2),
    "under an if": HEAD + "if True:" + textwrap.indent(CLAIM.format("a", 1), "    ") + CLAIM.format("b", 2),
    "through an attribute": HEAD + "class Box:\n    inner = lem\n" + CLAIM.format("a", 1).replace("@lem", "@Box.inner")
                            + CLAIM.format("b", 2),
}


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_anything_else_is_imported_whole(package, text):
    name = package(one=text)
    registry = load_statements(name)
    assert ids(registry) == ["lem-1/a", "lem-1/b"]
    assert f"{name}.one" in sys.modules


def test_the_module_of_a_statement_that_breaks_is_blamed(package):
    name = package(one=HEAD + CLAIM.format("a", 1) + "\n1 / 0\n")
    registry = load_statements(name)
    with pytest.raises(StatementsError, match=r"could not be imported \(ZeroDivisionError"):
        registry["lem-1"].claims  # noqa: B018  # the first look imports


def test_a_correction_of_nothing_is_found_when_the_claims_are(package):
    name = package(one=HEAD + CLAIM.format("a", 1).replace("controls=", 'corrects="z", controls='))
    with pytest.raises(StatementsError, match="lem-1/a corrects 'lem-1/z', which is not registered"):
        load_statements(name)["lem-1"].claims  # noqa: B018  # as above


def test_the_paper_is_read_as_it_is_registered():
    """Each statement alone gives what importing all gives: in a process of its own, since this one has imported it."""
    program = textwrap.dedent('''
        from importlib import import_module
        from pkgutil import walk_packages
        import proofs_checks
        from verify.claims import load_statements
        from verify.claims._registry import _collect
        registry = load_statements("proofs_checks")
        read = {made.label: (made.claim_ids, made.uses, made.title) for made in registry}
        assert registry["lem-D.1"].claims
        for found in walk_packages(proofs_checks.__path__, "proofs_checks."):
            if not found.name.endswith("__main__"):
                import_module(found.name)
        real = {made.label: ({claim.id for claim in made.claims}, made.uses, made.title)
                for made in _collect("proofs_checks")}
        assert {label: (set(ids), *rest) for label, (ids, *rest) in read.items()} == real
        assert all(tuple(claim.id for claim in made.claims) == read[made.label][0] for made in registry)
    ''')
    subprocess.run([sys.executable, "-c", program], check=True)
