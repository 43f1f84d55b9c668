"""What a project's styles may do leaves statuses, times and the notice in sight: Chromium says so, value by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from trustgen.scopes.css_harmless import TEXT, Limit, limits
from trustgen.scopes.html_guarded import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

KINDS = {
    ".outcome__word, time": Kind(what="a status", inline=True),
    ".citations, .demonstration, .entry, li": Kind(what="a status"),
    "main, body": Kind(what="a status"),
}
WATCHED = ".opening__posture .outcome__word, .entry .outcome__word, .demonstration__title, .plate__foot time"
FIXED = {
    "float": ("left", "right"),
    "align-items": ("end", "stretch"),
    "justify-content": ("end", "space-between"),
    "clear": ("both",),
    "word-break": ("break-all",),
    "box-sizing": ("content-box",),
    "font-family": ("cursive",),
    "font-weight": ("900",),
    "font-variant": ("small-caps",),
    "text-align": ("right",),
    "border-radius": ("50%",),
    "tab-size": ("40",),
    "overflow-wrap": ("anywhere",),
    "place-self": ("end",),
    "flex-grow": ("9",),
    "flex-wrap": ("wrap", "wrap-reverse"),
}
"""Values of the properties that may have any."""
WIDER = {"margin-": ("margin-left", "margin-top"), "padding-": ("padding-left",), "border-": ("border-left-width",)}
IN_SIGHT = """([css, watched]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  const lost = [];
  const all = [...document.querySelectorAll(watched)];
  for (const element of all.filter((_, at) => at % 9 === 0)) {
    element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const box = element.getClientRects()[0];
    let clear = getComputedStyle(element).visibility === 'visible';
    for (let above = element; above; above = above.parentElement) clear &&= getComputedStyle(above).opacity === '1';
    const hit = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const seen = hit && element.contains(hit) && box.height >= 5 && box.width >= 4;
    if (!seen || !clear) lost.push(element.textContent);
  }
  return lost;
}"""


def values(limit: Limit, name: str) -> Iterator[str]:
    """The words of a limit and its extremes."""
    if limit.free:
        yield from FIXED.get(name, ())
        return
    yield from (word for word in limit.words.split() if word != "*")
    yield from (f"var(--{token})" for token in limit.tokens)
    for bounds, unit in ((limit.pixels, "px"), (limit.percent, "%"), (limit.numbers, "")):
        yield from (f"{bound}{unit}" for bound in bounds or ())


def opened(browser: Browser, address: str, width: int = 1440) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True).new_page()
    page.goto(f"{address}index.html")
    return page


@pytest.mark.slow
@pytest.mark.parametrize("selector", KINDS)
def test_what_is_harmless_hides_nothing(browser: Browser, address: str, selector: str) -> None:
    page = opened(browser, address)
    tried = 0
    for listed in (name for limit in TEXT for name in limit.names.split()):
        for name in WIDER.get(listed, (listed,)):
            for value in (value for limit in limits(name, KINDS[selector]) for value in values(limit, name)):
                css = f"{selector} {{ {name}: {value} !important }}"
                tried += 1
                assert page.evaluate(IN_SIGHT, [css, WATCHED]) == [], css
    assert tried > 150
    page.context.close()


@pytest.mark.parametrize(
    "css",
    [
        ".outcome { display: none }",
        ".outcome { opacity: 0.4 }",
        ".outcome__word { font-size: 3px }",
        ".citations { position: absolute; left: -9999px }",
        "main { visibility: hidden }",
        ".masthead { position: fixed; inset: 0; height: auto; background: white }",
    ],
)
def test_what_hides_is_seen_to_hide(browser: Browser, address: str, css: str) -> None:
    page = opened(browser, address)
    assert page.evaluate(IN_SIGHT, ["", WATCHED]) == []
    assert page.evaluate(IN_SIGHT, [css, WATCHED])
    page.context.close()
