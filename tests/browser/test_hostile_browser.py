"""The book of hostile statements, in a browser that would run what is not escaped: it shows text, and runs nothing."""

from pathlib import Path

import pytest
from _browser import HOW, available, launched, walked

from proofs_checks.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not available(), reason=HOW)]


@pytest.fixture(scope="module")
def browser():
    yield from launched()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    out = tmp_path_factory.mktemp("hostile") / "book"
    main(["book", "--statements", str(Path(__file__).parent / "hostile_statements.py"), "-o", str(out)])
    return out


def test_nothing_runs(browser, book):
    walk = walked(browser, book, 1280, bypass_csp=True)  # what is escaped needs no policy of the page's
    assert {path.relative_to(book).as_posix() for path in book.rglob("*.html")} <= set(walk.pages)
    assert walk.errors == []
    for name, found in walk.pages.items():
        assert [source for source in found["scripts"] if source is None] == [], name
        assert found["handlers"] == 0, name
        assert not any("script:" in link for link in found["links"]), name
        assert found["ran"] is None, name
        assert "7 * 191" not in found["text"] or "{{ 7 * 191 }}" in found["text"], name
        assert "1337" not in found["text"], name
        assert not {"\u202e", "\x1b"} & set(found["text"]), name


def test_it_is_shown_as_text(browser, book):
    context = browser.new_context()
    page = context.new_page()
    page.goto((book / "statements/lem-1.html").as_uri())
    assert "<script>window.ran = 1</script>" in page.inner_text("h1")
    assert "<script>window.ran = 1</script>" in page.inner_text(".lead")
    assert "<script>window.ran = 1</script>" in page.inner_text(".witness")
    assert page.locator("math").count() + page.locator(".words").count() > 0
    context.close()
