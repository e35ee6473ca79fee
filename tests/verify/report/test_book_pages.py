"""The book of small ledgers: what is escaped, where links lead, what happens to the folder it is written to."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from verify.claims import Reading, Registry, Statement, Status
from verify.report.book import BookError, Convention, Extras, Figure, Frames, build, check_folder
from verify.report.book._names import stem
from verify.run import ClaimResult, Ledger, StatementResult

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e{{ 7 * 7 }}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g class="frame start" id="a"/><g class="frame end" id="b"/></svg>'
VOID = {"meta", "link", "img", "input", "br", "hr"}


def result(claim_id, status=Status.PROVED, reading=Reading.PRINTED, **given):
    return ClaimResult(claim_id, reading, status, status, **{
        "formula": "x = 1", "latex": "x = 1", "note": "Of x.",
        "evidence": {"method": "by looking", "engine": "eyes"} | (
            {"witness": {"at": {"x": "1/2"}, "lhs": "1/2", "rhs": "1"}} if status is Status.REFUTED else {}),
        **given})


def book(*parts, extras=None, out, registry=None):
    """Statements as (Statement, results); the book of the ledger that they make."""
    registry = registry or Registry([made for made, _ in parts], "mine")
    ledger = Ledger("mine", tuple(StatementResult(
        made.label, made.title, made.kind, made.published, made.uses, made.proof_uses, True, tuple(results))
        for made, results in parts))
    return build(registry, ledger, out, extras=extras or Extras())


def small():
    fact = Statement("fact-known", "A known fact", "trusted", "It is known.", source="A handbook")
    first = Statement("def-1", "A definition", "definition", "It defines x.")
    second = Statement("lem-2", "A lemma", "lemma", "It is about x.", uses=("def-1",), proof_uses=("fact-known",))
    third = Statement("thm-3", "A theorem", "theorem", "It needs the lemma.", proof_uses=("lem-2",))
    return (
        (first, [result("def-1/a")]),
        (second, [result("lem-2/wrong", Status.REFUTED), result("lem-2/right", reading=Reading.CORRECTED,
                                                                corrects="lem-2/wrong"),
                  result("lem-2/more", Status.OBSERVED, Reading.SHARPENED)]),
        (third, [result("thm-3/a", Status.OBSERVED)]),
        (fact, []))


class Page(HTMLParser):
    """Tags, links and ids of a page, and that what is opened is closed."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.tags, self.open, self.events = [], [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name in ("href", "src"):
                self.links.append(value)
            if name == "id":
                self.ids.append(value)
            if name.startswith("on"):
                self.events.append(name)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def pages(out):
    return {path: Page(path.read_text(encoding="utf-8")) for path in Path(out).rglob("*.html")}


def test_every_link_leads_somewhere_in_the_book(tmp_path):
    figure = Frames("fall", "A fall", "It falls.", "earnshaw simulate", 3, lambda path: path.write_text(SVG),
                    ("lem-2",))
    book(*small(), out=tmp_path / "book", extras=Extras("Paper", figures=(figure,),
                                                        witnesses={"lem-2/wrong": figure.draw}))
    found = pages(tmp_path / "book")
    assert len(found) >= 2 * 4 + 8
    for path, page in found.items():
        assert page.open == []
        assert page.tags.count("h1") == 1
        assert len(set(page.ids)) == len(page.ids)
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue
            assert not parts.scheme
            assert not parts.netloc
            assert not link.startswith("/")
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, link)
            if parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in found[target].ids, (path, link)


def test_verdicts_in_words(tmp_path):
    book(*small(), out=tmp_path / "book")
    text = (tmp_path / "book/index.html").read_text()
    counts = dict(re.findall(r'class="tile (\S+)">.*?class="count">(\d+)<', text, re.DOTALL))
    # def-1 holds; lem-2 is corrected, and what was only observed goes beyond it; thm-3 is observed
    assert counts == {"v-printed": "1", "v-corrected": "1", "v-observed": "1", "v-false": "0", "v-undecided": "0"}
    assert "only observed: <a" in text
    lemma = (tmp_path / "book/statements/lem-2.html").read_text()
    assert "at x = 1/2: lhs = 1/2, rhs = 1" in lemma
    assert "earnshaw verify lem-2" in lemma


def test_what_comes_from_outside_is_escaped(tmp_path):
    made = Statement("lem-1", HOSTILE, HOSTILE, HOSTILE, HOSTILE, source=HOSTILE)
    claims = [result(f"lem-1/{HOSTILE}", Status.REFUTED, note=HOSTILE, formula=HOSTILE, latex=latex,
                     evidence={"method": HOSTILE, "engine": HOSTILE, "domain": HOSTILE,
                               "witness": {"at": {HOSTILE: HOSTILE}}})
              for latex in (HOSTILE, rf"\text{{{HOSTILE}}}", r"\href{javascript:alert(1)}{x}")]
    ledger = Ledger(HOSTILE, (StatementResult("lem-1", HOSTILE, HOSTILE, HOSTILE, claims=tuple(claims[:1])),),
                    environment={HOSTILE: HOSTILE})
    for place, claim in enumerate(claims):
        told = replace(ledger, statements=(replace(ledger.statements[0], claims=(claim,)),))
        out = tmp_path / str(place)
        build(Registry([made], "mine"), told, out, extras=Extras(
            HOSTILE, HOSTILE, conventions=(Convention(HOSTILE, HOSTILE, (claim.latex,)),), missing=HOSTILE))
        for path, page in pages(out).items():
            assert page.tags.count("script") == 1, path  # the book's own
            assert page.events == []
            assert not any("javascript" in link for link in page.links)
            text = path.read_text()
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert "49" not in text


def test_the_picture_stands_alone(tmp_path):
    import xml.etree.ElementTree as ET

    book(*small(), out=tmp_path / "book")
    tree = ET.parse(tmp_path / "book/graph.svg")
    links = [node.get("href") for node in tree.iter("{http://www.w3.org/2000/svg}a")]
    assert sorted(links) == ["graph/def-1.html", "graph/fact-known.html", "graph/lem-2.html", "graph/thm-3.html"]
    text = (tmp_path / "book/graph.svg").read_text()
    assert "url(" not in text
    assert text.count('class="edge e') + text.count('class="edge proof e') == 2  # none to the trusted fact
    assert "holds as corrected" in text


def test_a_book_is_rebuilt_and_what_is_not_its_own_stays(tmp_path):
    out = tmp_path / "book"
    book(*small(), out=out)
    (out / "mine.txt").write_text("mine")
    (out / "statements/mine.html").write_text("mine")
    first, *_ = small()
    book(first, out=out)
    assert (out / "mine.txt").read_text() == "mine"
    assert (out / "statements/mine.html").read_text() == "mine"
    assert not (out / "statements/lem-2.html").exists()
    assert (out / "statements/def-1.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book"]


def test_same_ledger_same_book(tmp_path):
    for name in ("a", "b"):
        book(*small(), out=tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files)


def foreign(out):
    out.mkdir()
    (out / "thesis.tex").write_text("mine")


def damaged(out):
    out.mkdir()
    (out / ".earnshaw-book").write_text("{")


def outside(out):
    out.mkdir()
    (out / ".earnshaw-book").write_text('{"files": ["../../etc/passwd"]}')


def a_file(out):
    out.write_text("mine")


@pytest.mark.parametrize(("prepare", "says"), [
    (foreign, "is not empty and holds no book"), (damaged, "is damaged"), (outside, "is damaged"),
    (a_file, "is a file"),
])
def test_folders_that_are_refused(tmp_path, prepare, says):
    out = tmp_path / "out"
    prepare(out)
    before = sorted((path, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file())
    with pytest.raises(BookError, match=says):
        check_folder(out)
    with pytest.raises(BookError, match=says):
        book(*small(), out=out)
    assert sorted((path, path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()) == before


def test_a_page_that_would_cover_a_foreign_file_is_refused(tmp_path):
    out = tmp_path / "book"
    first, second, *_ = small()
    book(first, out=out)
    (out / "statements/lem-2.html").write_text("mine")
    with pytest.raises(BookError, match="is not the book's"):
        book(first, second, small()[3], out=out)
    assert (out / "statements/lem-2.html").read_text() == "mine"


def test_a_ledger_about_other_statements(tmp_path):
    with pytest.raises(BookError, match="'lem-2' is not among the statements of other"):
        book(*small()[:2], out=tmp_path / "book", registry=Registry([small()[0][0]], "other"))
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_fails_is_left_out_and_said(tmp_path):
    def fails(path):
        path.write_text("<svg")
        raise RuntimeError("no ink")

    built = book(*small(), out=tmp_path / "book", extras=Extras(figures=(Figure("x", "X", "", "", None, fails),)))
    assert built.notes == ("The picture “X” could not be drawn (RuntimeError: no ink).",)
    assert "no ink" in (tmp_path / "book/figures.html").read_text()
    assert not (tmp_path / "book/figures/x.svg").exists()


def test_a_derivation_that_breaks_is_said(tmp_path):
    made = Statement("lem-1", "A lemma", "lemma", "It is.")

    @made.derivation
    def lecture():
        raise ZeroDivisionError("by <0>")
        yield

    book((made, [result("lem-1/a")]), out=tmp_path / "book")
    assert "ZeroDivisionError: by &lt;0&gt;" in (tmp_path / "book/statements/lem-1.html").read_text()


def luminance(colour):
    """The relative luminance of WCAG 2, of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(c + c for c in digits) if len(digits) == 3 else digits
    channels = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1])  # light, dark
def test_contrast_of_all_that_is_read(theme):
    from verify.report import book as package

    css = (Path(package.__file__).parent / "static/book.css").read_text()
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", css.split("@media (prefers-color-scheme: dark)")[theme]
                              .split("* { box-sizing")[0]))
    for tone in ("good", "mended", "bad", "seen", "open", "plain"):
        assert contrast(colours[tone], colours[f"{tone}-wash"]) >= 4.5
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "wash"):
            assert contrast(colours[text], colours[ground]) >= 4.5
    for wash in ("bad-wash", "mended-wash"):
        assert contrast(colours["ink"], colours[wash]) >= 4.5


def test_stems_are_file_names():
    assert stem("a/b\\c") == "a_b_c"
