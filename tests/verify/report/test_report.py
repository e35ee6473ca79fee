"""The reports: what they say, in which order, and that nothing of a user's text acts on a terminal."""

import io

import pytest
from rich.console import Console

from verify.claims import Reading, Registry, Statement, Status
from verify.report import clean, describe, graph_dot, graph_lines, open_console, show_errata, show_run, why
from verify.run import INTERRUPTED, ClaimResult, ControlResult, Ledger, StatementResult

PROVED, CERTIFIED, OBSERVED, UNDECIDED, REFUTED = Status


def claim(name, status=PROVED, expected=None, **more):
    killed = ControlResult("c", False, REFUTED)
    evidence = {"method": "by hand", "engine": "pen"} | more.pop("evidence", {})
    return ClaimResult(name, more.pop("reading", Reading.PRINTED), expected or status, status,
                       evidence=evidence, controls=more.pop("controls", (killed,)), **more)


def statement(label, *claims, uses=(), **more):
    return StatementResult(label, more.pop("title", "A title"), "lemma", uses=tuple(uses), claims=claims, **more)


def printed(show, ledger, **options):
    buffer = io.StringIO()
    show(ledger, console=open_console(buffer), **options)
    return buffer.getvalue()


WRONG = Ledger("test", (
    statement("lem-1", claim("lem-1/a", REFUTED, formula="1 = 2", evidence={"witness": {"at": {"x": "1/2"}}}),
              claim("lem-1/b", CERTIFIED, formula="1 = 1", corrects="lem-1/a", reading=Reading.CORRECTED),
              claim("lem-1/c", OBSERVED, formula="often")),
    statement("lem-2", claim("lem-2/a"), uses=["lem-1"]),
    statement("lem-3", claim("lem-3/a", UNDECIDED, reason="precision"), uses=["lem-1"]),
))


def test_the_order_of_the_report():
    lines = printed(show_run, WRONG, seconds=1.25).splitlines()
    assert lines[0] == ("3 statements, 5 claims: 1 proved, 1 certified, 1 observed, 1 undecided, 1 refuted.")
    rows = [line.split() for line in lines if line.startswith("  lem-")]
    assert rows == [["lem-1/a", "refuted", "certified", "at", "x", "=", "1/2"],
                    ["lem-1/c", "observed", "-", "by", "hand"],
                    ["lem-3/a", "undecided", "-", "precision"]]
    assert "Controls: 5 of 5 killed; 1.2 s." in lines
    assert "Weaker than they look, corrections taken: lem-2 (proved, observed with what it rests on)." in lines
    assert lines[-1] == "Everything is as expected."


def test_one_screen_on_a_terminal():
    many = Ledger("test", tuple(statement(f"lem-{i}", claim(f"lem-{i}/a", REFUTED)) for i in range(100)))
    for width in (80, 120):
        buffer = io.StringIO()
        show_run(many, console=Console(file=buffer, force_terminal=True, width=width, markup=False, highlight=False))
        assert len(buffer.getvalue().splitlines()) < 45
        assert "and 70 more" in buffer.getvalue()
    assert printed(show_run, many).count("refuted") == 101  # in a pipe all are there


@pytest.mark.parametrize(("number", "lines"), [(2, 6), (40, 32)])
def test_a_narrow_terminal_cuts_no_name(number, lines):
    name = "lem-1/a-claim-with-a-long-name-"
    narrow = Ledger("test", (statement("lem-1", *[
        claim(f"{name}{i}", REFUTED, PROVED if i == 1 else REFUTED, evidence={"witness": {"at": {"x": "1" * 90}}})
        for i in range(number)]),))
    buffer = io.StringIO()
    show_run(narrow, console=Console(file=buffer, force_terminal=True, width=60, markup=False, highlight=False,
                                     no_color=True))
    unexpected, false = buffer.getvalue().split("False or only partly known:\n")
    assert f"  {name}1  refuted, expected proved\n    at x = \n1111" in unexpected
    listed = false.split("\n\n")[0].splitlines()
    assert listed[0] == f"  {name}0  refuted, corrected none"
    assert len(listed) <= lines
    assert max(map(len, listed)) <= 60


def test_claims_not_reached_are_counted_only():
    cut_off = Ledger("test", (statement("lem-1", claim("lem-1/a"), *[
        claim(f"lem-1/b{i}", UNDECIDED, PROVED, reason=INTERRUPTED, controls=()) for i in range(9)]),))
    text = printed(show_run, cut_off)
    assert "lem-1/b" not in text
    assert "Not as expected" not in text
    assert text.splitlines()[-1] == "Interrupted: 9 claims not reached, so undecided."


def test_errata():
    lines = printed(show_errata, WRONG).splitlines()
    assert lines[0] == "Of 5 claims, 1 is false; 1 of these has an established correction."
    assert [line.split(None, 1) for line in lines[3:]] == [
        ["printed", "1 = 2   [lem-1/a]"], ["witness", "at x = 1/2"], ["corrected", "1 = 1   [lem-1/b: certified]"],
        ["survives", "lem-2: yes (proved); lem-3: no (undecided)"]]


def test_errata_without_a_correction():
    ledger = Ledger("test", (statement("lem-1", claim("lem-1/a", REFUTED)),
                             statement("lem-2", claim("lem-2/a"), uses=["lem-1"])))
    told = printed(show_errata, ledger)
    assert "no correction is known here" in told
    assert "lem-2: yes (proved, yet it rests on something refuted)" in told


@pytest.mark.parametrize(("text", "safe"), [
    ("a\x1b[31mb\x1b[0m", "ab"), ("\x1b]0;title\x07x", "x"), ("\x1b]8;;http://x\x1b\\y", "y"), ("a\nb\tc", "a b c"),
    ("\x9b31mx", "31mx"),
    ("a\u202eb\u200bc", "abc"), ("a\ud800b", "ab"), ("[bold]x[/]", "[bold]x[/]"),
    ("Φ ≥ 0", "Φ ≥ 0"),
])
def test_clean(text, safe):
    assert clean(text) == safe


def test_markup_of_a_users_text_is_text():
    ledger = Ledger("test", (statement("lem-1", claim("lem-1/a", REFUTED, formula="[red]x[/red] [/]"),
                                       title="[link=x]t[/link] :smile:"),))
    told = printed(show_errata, ledger)
    assert "[red]x[/red] [/]" in told
    assert "[link=x]t[/link] :smile:" in told


def test_the_witness_of_a_part():
    inner = {"status": "refuted", "evidence": {"method": "m", "engine": "e", "witness": {"at": {"d": "5"}, "lhs": "2"}}}
    part = claim("lem-1/a", REFUTED, evidence={"parts": [{"status": "proved", "evidence": {}}, inner]})
    assert why(part) == "at d = 5: lhs = 2"


@pytest.mark.parametrize(("witness", "text"), [
    ({"a": "1", "b": ["2", "3"]}, "a = 1, b = [2, 3]"), ({"at": {}, "a": 1}, "a = 1"),
    ({"at": "0", "a": 1}, "at 0: a = 1"),
    ({"point": {"x": {"mid": "1"}}}, "at x = {mid = 1}"), ({}, "")])
def test_describe(witness, text):
    assert describe(witness) == text


def test_graphs():
    made = [Statement("def-1", "D", "definition", ""), Statement("lem-2", "L", "lemma", "", None, ("def-1",)),
            Statement("thm-3", "T", "theorem", "", None, ("def-1",), ("lem-2", "def-1"))]
    registry = Registry(made, "test")
    assert graph_lines(registry)[2:] == ["thm-3", "├── def-1", "└┄┄ lem-2", "   └── def-1"]
    dot = graph_dot(registry).splitlines()
    assert dot[0] == "digraph statements {"
    assert dot[-1] == "}"
    assert [line for line in dot if "->" in line] == [
        '  "lem-2" -> "def-1";', '  "thm-3" -> "def-1";', '  "thm-3" -> "lem-2" [style=dashed];',
        '  "thm-3" -> "def-1" [style=dashed];']


def test_a_node_used_twice_is_shown_once():
    chain = [Statement("a", "", "lemma", ""), Statement("b", "", "lemma", "", None, ("a",)),
             Statement("c", "", "lemma", "", None, ("b",)), Statement("d", "", "lemma", "", None, ("b", "c"))]
    assert graph_lines(Registry(chain, "test"))[2:] == ["d", "├── b", "│  └── a", "└── c", "   └── b ↑"]
