"""What the README says in passing of the project: its numbers, packages, commands and options are the true ones."""

import re
import tomllib
from functools import cache
from importlib import import_module

import pytest
from _documents import ROOT, blocks

from proofs_checks.cli._main import COMMANDS
from proofs_checks.cli._misuse import Parser
from verify.claims import load_statements

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = re.sub(r"(?<=\d),(?=\d{3}\b)", "", " ".join(README.split()))  # 2,250 is 2250
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OTHERS = {"--full", "--table"}  # of pytest here, and of `python -m benchmarks`
OPTION = re.compile(r"(?<![\w-])(?:--[a-z][a-z-]*|-[a-z])(?![\w-])")


def names(requirements: list[str]) -> set[str]:
    """The packages that are required, extras of our own not among them."""
    return {re.match(r"[\w.-]+", each)[0].lower() for each in requirements} - {"earnshaw"}


PLAIN = names(PROJECT["dependencies"])
EXTRAS = {extra: names(some) for extra, some in PROJECT["optional-dependencies"].items()}


@pytest.fixture(scope="module")
def figures() -> dict[str, int]:
    made = list(load_statements("proofs_checks"))
    ours = [each for each in made if not each.trusted]
    claims = [claim for each in ours for claim in each.claims]
    assert len(claims) == sum(len(each.claim_ids) for each in ours)
    return {"statements": len(ours), "claims": len(claims), "trusted": len(made) - len(ours),
            "controls": sum(len(claim.controls) for claim in claims)}


@pytest.mark.parametrize("what", ["statements", "claims", "controls"])
def test_the_number_is_there(figures: dict[str, int], what: str) -> None:
    assert re.search(rf"\b{figures[what]} {what}\b", PROSE), f"the README does not say {figures[what]} {what}"


@pytest.mark.parametrize(("sentence", "whats", "least"), [
    (r"\b(\d+) statements, (\d+) claims\b", ("statements", "claims"), 1),  # a run of one says "1 statement"
    (r"\b(\d+) claims with (\d+) controls\b", ("claims", "controls"), 1),
    (r"\bwhole paper,? (?:of |\()?(\d+) claims\b", ("claims",), 0),
    (r"\bwith (\d+) controls\b", ("controls",), 0),
    (r"rests on (\d+) trusted facts\.", ("trusted",), 0),
])
def test_a_sentence_has_the_true_numbers(
    figures: dict[str, int], sentence: str, whats: tuple[str, ...], least: int,
) -> None:
    found = re.findall(f"(?={sentence})", PROSE)
    assert len(found) >= least
    for numbers in found:
        said = [numbers] if isinstance(numbers, str) else [*numbers]
        assert said == [str(figures[what]) for what in whats]


def test_the_first_screen_tells_all_controls_apart(figures: dict[str, int]) -> None:
    told = [(int(some), int(all_)) for some, all_ in re.findall(r"(\d+) of (\d+) told apart", PROSE)]
    assert all(some == every for some, every in told)
    assert max(told) == (figures["controls"],) * 2


def test_what_compiles_and_what_draws_come_with_it() -> None:
    assert {"numba", "matplotlib"}.issubset(PLAIN)


def test_an_extra_that_is_named_exists() -> None:
    assert set(re.findall(r"(?:earnshaw|\.)\[([a-z,]+)\]", README)) <= set(EXTRAS)


def test_what_is_said_to_be_installed_is_required() -> None:
    known = PLAIN.union(*EXTRAS.values())
    for paragraph in re.split(r"\n\s*\n", README):
        if re.search(r"\binstall", paragraph):
            extras = re.findall(r"\[([a-z]+)\]", paragraph)
            coming = PLAIN.union(*(EXTRAS.get(extra, ()) for extra in extras))
            assert known & set(re.findall(r"[\w-]+", paragraph.lower())) <= coming, paragraph


@cache
def options(command: str) -> frozenset[str]:
    """The options that a command knows."""
    parser = Parser()
    import_module(f"proofs_checks.cli._{command}").add_arguments(parser)
    return frozenset(parser._option_string_actions)


def code() -> list[str]:
    """Whatever is set as code: the lines of blocks, comments included, and what is in backticks."""
    fenced = [line for _, block in blocks("README.md") for line in block.splitlines()]
    prose = re.sub(r"^```.*?^```$", "", README, flags=re.M | re.S)
    indented = re.findall(r"^ {4}(.*)$", prose, re.M)
    spans = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", re.sub(r"^ {4}.*$", "", prose, flags=re.M))]
    return fenced + indented + spans


def commands() -> list[tuple[str, str]]:
    """The commands of ours in it, each with what follows: after "earnshaw", or alone as `verify --json`."""
    found = [(name, rest) for text in code() for name, rest in re.findall(r"\bearnshaw ([a-z]+)\b(.*)", text)]
    return found + [(name, rest) for text in code() for name, rest in re.findall(r"^([a-z]+) (--.*)", text)
                    if name in COMMANDS]


def test_a_command_that_is_named_exists() -> None:
    named = {name for name, _ in commands()}
    assert named <= set(COMMANDS)
    assert {"verify", "list", "errata", "explain"} <= named


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_that_is_named_is_one_of_its_command(command: str) -> None:
    for name, rest in commands():
        if name == command:
            assert set(OPTION.findall(rest)) <= options(command), f"earnshaw {name}{rest}"


def test_an_option_alone_is_one_of_some_command() -> None:
    known = OTHERS.union({"--help", "--version"}, *map(options, COMMANDS))
    alone = {option for text in code() if text.startswith(("-", "earnshaw -")) for option in OPTION.findall(text)}
    assert alone
    assert alone <= known
