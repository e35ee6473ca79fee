"""A real browser for the tests: what it takes, and a walk through a book that notes what a reader would meet."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

CHROMIUM = Path(os.environ.get("EARNSHAW_CHROMIUM", "/usr/bin/chromium"))
AXE = Path(os.environ.get("EARNSHAW_AXE", Path(__file__).parent / "node_modules/axe-core/axe.min.js"))
HOW = ("needs Playwright, Chromium and axe-core: `pip install playwright`, `apt-get install chromium` and "
       "`npm install --prefix tests/browser --no-save axe-core` (or name them with EARNSHAW_CHROMIUM and EARNSHAW_AXE)")
_ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
              "--disable-background-networking", "--disable-component-update", "--disable-sync",
              "--host-resolver-rules=MAP * ~NOTFOUND")
_LOOK = """() => ({
  links: [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")),
  resolved: [...document.querySelectorAll("a[href]")].map((a) => new URL(a.getAttribute("href"), location).href),
  ids: [...document.querySelectorAll("[id]")].map((node) => node.id),
  math: document.querySelectorAll("math").length,
  flat: [...document.querySelectorAll("math")].filter((node) => {
    const box = node.getBoundingClientRect();
    return !(box.width > 0 && box.height > 0);
  }).map((node) => node.textContent),
  heading: document.querySelector("h1")?.innerText ?? "",
  wide: document.documentElement.scrollWidth - innerWidth,
  scripts: [...document.scripts].map((script) => script.getAttribute("src")),
  ran: window.ran ?? null,
  text: document.documentElement.textContent,
  handlers: [...document.querySelectorAll("*")].filter((n) => n.getAttributeNames().some((a) => /^on/.test(a))).length,
})"""


def available() -> bool:
    """Whether all that these tests need is here."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return False
    return CHROMIUM.is_file() and AXE.is_file()


def launched() -> Iterator[Any]:
    """A browser without the network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Walk:
    """What was met on the pages of a book: what each shows, what was asked for, and what went wrong."""

    root: str
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def name(self, address: str) -> str:
        """An address below the book's root."""
        assert address.startswith(self.root), address
        return unquote(address.removeprefix(self.root))


def listen(page: Any, walk: Walk) -> None:
    """Note what the page asks for and what goes wrong on it."""
    page.on("request", lambda request: walk.requests.append(request.url))
    page.on("requestfailed", lambda request: walk.errors.append(f"{request.url} failed"))
    page.on("console", lambda said: walk.errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: walk.errors.append(str(error)))
    page.on("dialog", lambda dialog: (walk.errors.append(f"a dialog: {dialog.message}"), dialog.dismiss()))


def walked(browser: Any, book: Path, width: int, **context: Any) -> Walk:
    """Follow every link from the first page on, at this width."""
    walk = Walk(book.resolve().as_uri() + "/")
    page = browser.new_context(viewport={"width": width, "height": 800}, **context).new_page()
    listen(page, walk)
    left = [walk.root + "index.html"]
    while left:
        address = left.pop()
        if walk.name(address) in walk.pages:
            continue
        page.goto(address)
        walk.pages[walk.name(address)] = found = page.evaluate(_LOOK)
        left += [urldefrag(each).url for each in found["resolved"] if each.startswith(walk.root)]
    page.context.close()
    return walk
