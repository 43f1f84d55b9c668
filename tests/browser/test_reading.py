"""The pages in a browser: at every width, in both modes, with a keyboard, and without anything from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from factory import make_center, make_content, make_renderer
from website import about_disk

from trustgen.artifact import Artifact
from trustgen.render.assets import Static, static_files
from trustgen.render.blocks import BLOCKS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "controls/index.html",
    "controls/keys-001.html",
    "controls/keys-002.html",
    "control-mapping.html",
    "subprocessors.html",
    "posture/index.html",
    "documents.html",
    "reading.html",
    "record.html",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsanstalt"
WIDE = f"""A long word: {LONG}.

| A | B | C | D | E | F |
|---|---|---|---|---|---|
| `control-identifier` | words and words | `control-identifier` | words and words | `another-one` | more |

```
a line of code that is much longer than any telephone is wide, and then some more of it
```
"""
# The block `posture` holds these two.
ALONE = [name for name in BLOCKS if name not in {"measurements", "history"}]
RECORD = "\n\n".join(f"## About {name}\n\nWords.\n\n::{name}" for name in ALONE) + "\n\nMore words.\n"
FRONT = "title: How to read\ndescription: What the words mean.\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    static = static_files(tmp_path_factory.mktemp("empty"))
    assert isinstance(static, Static)
    pages = {"reading": (FRONT, WIDE), "record": (FRONT, RECORD)}
    renderer = make_renderer(make_center(make_content(pages=pages)), css=static.screen_css)
    for artifact in (*renderer.pages(), *static.artifacts):
        assert isinstance(artifact, Artifact)
        path = root / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return root


def opened(browser: Any, page: Path, width: int = 1280, **options: Any) -> Any:
    tab = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    tab.goto(page.as_uri())
    return tab


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(browser: Any, site: Path, name: str) -> None:
    for width in (320, 360, 768, 1440):
        tab = opened(browser, site / name, width)
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        tab.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Any, site: Path, name: str) -> None:
    for width, scheme in ((1440, "dark"), (360, "light")):
        tab = opened(browser, site / name, width, color_scheme=scheme)
        found = Axe().run(tab, options={"runOnly": RULES, "preload": False}).response["violations"]
        told = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found]
        assert told == [], (width, scheme)
        tab.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_load_only_their_own_files_and_say_nothing_on_the_console(browser: Any, site: Path, name: str) -> None:
    tab = browser.new_context().new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: None if about_disk(message) else said.append(message.text))
    tab.goto((site / name).as_uri())
    assert said == []
    assert all(url.startswith((site.as_uri(), "data:")) for url in asked), asked
    tab.context.close()


def test_pages_read_the_same_without_scripts(browser: Any, site: Path) -> None:
    texts = []
    for scripts in (True, False):
        tab = opened(browser, site / "index.html", java_script_enabled=scripts)
        texts.append(tab.inner_text("main"))
        tab.context.close()
    assert texts[0] == texts[1]


def test_the_first_stop_of_the_keyboard_skips_to_the_text(browser: Any, site: Path) -> None:
    tab = opened(browser, site / "index.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    box = tab.locator(":focus").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "MAIN"
    tab.context.close()


FOCUSED = """() => {
  const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
  return [style.outlineStyle, parseFloat(style.outlineWidth), box.top, box.bottom, innerHeight];
}"""


def test_every_stop_of_the_keyboard_can_be_seen(browser: Any, site: Path) -> None:
    tab = opened(browser, site / "posture/index.html", reduced_motion="reduce")
    stops = tab.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
    assert stops > 20
    for _ in range(stops):
        tab.keyboard.press("Tab")
        outline, width, top, bottom, height = tab.evaluate(FOCUSED)
        assert outline != "none", tab.evaluate("document.activeElement.outerHTML")
        assert width >= 2
        assert bottom > 0
        assert top < height
    tab.context.close()


UNREACHABLE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.scrollWidth > e.clientWidth + 1)
  .filter(e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0)
  .map(e => e.outerHTML.slice(0, 80))"""


def test_regions_that_scroll_can_be_reached(browser: Any, site: Path) -> None:
    for name in PAGES:
        tab = opened(browser, site / name, 320)
        assert tab.evaluate(UNREACHABLE) == [], name
        tab.context.close()


def test_an_outcome_keeps_its_shape_in_forced_colours(browser: Any, site: Path) -> None:
    """Where colours are taken away, the shape beside the word is still drawn."""
    tab = opened(browser, site / "controls/index.html", forced_colors="active")
    marks = tab.locator(".outcome__mark")
    assert marks.count() >= 6
    for index in range(marks.count()):
        mark = marks.nth(index)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        drawn = tab.screenshot(clip=box)
        mark.evaluate("e => { e.style.visibility = 'hidden' }")
        assert tab.screenshot(clip=box) != drawn, index
    tab.context.close()


MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e);
  return style.scrollBehavior === 'smooth' || style.animationName !== 'none'
    || parseFloat(style.transitionDuration) > 0.01;
}).length"""


def test_nothing_moves_for_those_who_asked_for_that(browser: Any, site: Path) -> None:
    tab = opened(browser, site / "index.html", reduced_motion="reduce")
    assert tab.evaluate(MOVING) == 0
    tab.context.close()


def test_the_page_for_what_is_not_found_is_styled_from_the_root(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/css/site-' in text
