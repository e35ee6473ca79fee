"""The paper's book as people meet it, in a real browser; `pytest --full tests/browser`, see HOW for what it needs.

A ledger named by EARNSHAW_LEDGER is taken; without it the claims are settled first, which takes a minute.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from _browser import AXE, HOW, available, launched, walked

from proofs_checks.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not available(), reason=HOW)]
KINDS = ("index.html", "statements/lem-B.7.html", "errata.html", "graph.html", "graph/lem-B.9.html", "figures.html",
         "figures/charges-in-the-plane.html", "how-to-read.html", "conventions.html", "reproduce.html", "trusted.html")
MOVING = "figures/charges-in-the-plane.html"


@pytest.fixture(scope="module")
def browser():
    yield from launched()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The paper's book, made by the command that a reader types."""
    out = tmp_path_factory.mktemp("browser") / "book"
    ledger = os.environ.get("EARNSHAW_LEDGER")
    assert main(["book", *(["--ledger", ledger] if ledger else []), "-o", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def narrow(browser, book):
    """A walk through all pages on a telephone."""
    return walked(browser, book, 360)


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def address(book, name):
    return (book / name).resolve().as_uri()


def test_every_page_is_reached_and_renders(narrow, book):
    assert {path.relative_to(book).as_posix() for path in book.rglob("*.html")} <= set(narrow.pages)
    assert [name for name, found in narrow.pages.items() if name.endswith(".html") and not found["heading"]] == []
    assert sum(found["math"] for found in narrow.pages.values()) > 1000
    assert {name: found["flat"] for name, found in narrow.pages.items() if found["flat"]} == {}


def test_nothing_goes_wrong_and_nothing_is_fetched_from_elsewhere(narrow):
    assert narrow.errors == []
    assert [url for url in narrow.requests if not url.startswith((narrow.root, "data:"))] == []


def test_links_lead_to_what_is_there(narrow):
    for name, found in narrow.pages.items():
        for link, target in zip(found["links"], found["resolved"], strict=True):
            whole, place = urldefrag(target)
            assert narrow.name(whole) in narrow.pages, (name, link)
            assert not place or unquote(place) in narrow.pages[narrow.name(whole)]["ids"], (name, link)


def test_no_page_scrolls_sideways_on_a_telephone(narrow):
    wide = {name: found["wide"] for name, found in narrow.pages.items() if name.endswith(".html") and found["wide"] > 0}
    assert wide == {}


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_no_page_scrolls_sideways_on_wider_screens(browser, book, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for name in KINDS:
        page.goto(address(book, name))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_a_wide_formula_scrolls_in_its_own_box_by_keyboard(book, page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address(book, "statements/lem-B.9.html"))
    box = page.locator(".formula[tabindex='0']").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert page.evaluate("scrollX") == 0
    page.set_viewport_size({"width": 3000, "height": 800})
    page.wait_for_function("!document.querySelector('.formula[tabindex]')")


@pytest.mark.parametrize("name", ["graph.html", "graph.svg", "graph/lem-B.9.html"])
def test_the_graph_leads_where_it_says(narrow, book, page, name):
    page.goto(address(book, name))
    nodes = page.evaluate("""() => [...document.querySelectorAll("a")].filter((a) => a.closest("svg"))
        .map((a) => [a.getAttribute("aria-label"), new URL(a.getAttribute("href"), location).href])""")
    assert len(nodes) >= (len(list((book / "graph").iterdir())) if name != "graph/lem-B.9.html" else 5)
    for said, target in nodes:
        seen = said.partition(",")[0].lstrip("†0123456789").strip().rstrip("…")
        assert narrow.pages[narrow.name(target)]["heading"].startswith(seen) or name.startswith("graph/"), said
        assert Path(unquote(target)).stem in unquote(target)


def test_the_graph_is_walked_by_keyboard(narrow, book, page):
    page.goto(address(book, "graph.html"))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('svg') !== null"):
            break
    said = page.evaluate("document.activeElement.getAttribute('aria-label')").partition(",")[0]
    # what has the focus is seen to have it: its outline is thicker, and its lines are marked
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('.shape')).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/graph/*.html")
    assert page.inner_text("h1").startswith(said)


def shown(page):
    """The places of the moving charges in the frames that are seen."""
    return page.evaluate("""() => [...document.querySelectorAll(".frame")]
        .filter((frame) => getComputedStyle(frame).display !== "none")
        .map((frame) => [...frame.querySelectorAll("circle")].map((c) => `${c.cx.baseVal.value},${c.cy.baseVal.value}`))
    """)


def test_the_slider_moves_the_charges(book, page):
    page.goto(address(book, MOVING))
    slider = page.get_by_role("slider")
    count = int(slider.get_attribute("max")) + 1
    last = shown(page)
    assert len(last) == 1
    slider.focus()
    page.keyboard.press("Home")
    first = shown(page)
    page.keyboard.press("ArrowRight")
    second = shown(page)
    assert len(first) == len(second) == 1
    assert len(first[0]) == len(last[0]) >= 3
    assert all(before != after for before, after in zip(first[0], last[0], strict=True))
    assert second not in (first, last)
    assert page.locator(".slider output").inner_text() == f"2 of {count}"


def test_it_is_read_without_javascript(browser, book):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(book, MOVING))
    assert page.get_by_role("slider").count() == 0
    assert [page.locator(f".frame.{each}").is_visible() for each in ("start", "end")] == [True, True]
    assert sum(frame.is_visible() for frame in page.locator(".frame").all()) == 2
    page.goto(address(book, "statements/lem-B.9.html"))
    assert page.locator("math").first.bounding_box()["width"] > 0
    page.click("text=Errata")
    assert page.inner_text("h1") == "Errata"
    context.close()


def test_the_pictures_are_shown(book, page):
    page.goto(address(book, "figures.html"))
    assert page.locator("figure img").count() >= 10
    for picture in page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")  # raises where it is none
        assert picture.get_attribute("alt")
        assert picture.bounding_box()["height"] > 100


def test_dark_and_light(book, page):
    page.goto(address(book, "index.html"))

    def colours(scheme):
        page.emulate_media(color_scheme=scheme)
        return page.evaluate("""() => { const style = getComputedStyle(document.body);
            return [style.backgroundColor, style.color].map((c) => Math.max(...c.match(/\\d+/g).map(Number))) }""")

    paper, ink = colours("light")
    assert paper > 240
    assert ink < 60
    paper, ink = colours("dark")
    assert paper < 60
    assert ink > 200


def test_print(book, page):
    for name in ("statements/lem-B.9.html", "graph.html", MOVING):
        page.goto(address(book, name))
        page.emulate_media(media="print")
        assert not page.locator("header nav").is_visible()
        assert page.locator("h1").is_visible()
        assert page.pdf().startswith(b"%PDF-")
        page.emulate_media(media="screen")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)])
@pytest.mark.parametrize("name", KINDS)
def test_accessibility(browser, book, name, scheme, width):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address(book, name))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    context.close()
    assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found
            if each["impact"] in ("serious", "critical")] == []
