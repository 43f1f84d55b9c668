"""The reference site in a real browser: it loads, asks nobody, needs no script, fits, and can be read by everybody."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from website import about_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from projects import Built

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 768, 1440)
SCHEMES = ("light", "dark")
KINDS = (
    "posture/verify-yourself.html",
    "posture/verify.html",
    "index.html",
    "controls/index.html",
    "controls/mtls-003.html",
    "posture/index.html",
    "subprocessors.html",
)
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WATCH = "document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective))"
WORDS = {"pass": "Pass", "fail": "Fail", "exception": "Exception", "not-applicable": "Not applicable"}
LOOKS = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
    {"java_script_enabled": False},
)
LISTED = """() => [...document.querySelectorAll('.controls__item')].map(row =>
  [row.querySelector('.controls__id').innerText, row.querySelector('.outcome__word').innerText])"""
OUTCOMES = {"index.html": ("Pass", "Fail", "Exception", "Not applicable"), "controls/index.html": ("Pass", "Fail")}


@contextlib.contextmanager
def tab(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


def watched(page: Page, address: str) -> list[str]:
    """Everything that a browser complains about or asks for elsewhere, from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    page.on(
        "request", lambda one: None if one.url.startswith((address, "data:")) else found.append(f"foreign: {one.url}")
    )
    page.on("response", lambda one: None if one.status < 400 else found.append(f"status {one.status}: {one.url}"))
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_loads_quietly_and_asks_nobody_else(
    browser: Browser, address: str, paths: tuple[str, ...], scheme: Any
) -> None:
    assert len(paths) > 30
    with tab(browser, color_scheme=scheme) as page:
        page.add_init_script(WATCH)
        found = watched(page, address)
        for path in paths:
            page.goto(address + path, wait_until="load")
            assert page.title()
            assert page.locator("h1").count() == 1, path
        assert found == []


def test_every_font_and_style_of_a_page_arrives(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.goto(address + "index.html")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length") > 0
        assert page.evaluate("[...document.fonts].filter(f => f.status === 'error').length") == 0
        assert page.evaluate("document.styleSheets.length") > 0
        assert page.evaluate("[...document.images].filter(i => !i.naturalWidth).length") == 0


def test_the_site_needs_no_server(browser: Browser, reference: Built) -> None:
    with tab(browser) as page:
        start = (reference.site / "index.html").as_uri()
        found: list[str] = []
        page.on("console", lambda message: None if about_disk(message) else found.append(message.text))
        page.on("pageerror", lambda error: found.append(str(error)))
        page.on("requestfailed", lambda one: None if "/js/" in one.url else found.append(one.url))
        page.on("request", lambda one: None if one.url.startswith(("file:", "data:")) else found.append(one.url))
        page.goto(start)
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
        page.locator("nav a", has_text="Posture").first.click()
        page.wait_for_load_state()
        assert page.url.endswith("/posture/index.html")
        assert found == []


def test_no_page_needs_a_script(browser: Browser, address: str, paths: tuple[str, ...]) -> None:
    """What a script adds is a form, and the notice of a page whose snapshot has run out."""
    with tab(browser) as with_scripts, tab(browser, java_script_enabled=False) as without:
        found = watched(without, address)
        for path in paths:
            with_scripts.goto(address + path)
            without.goto(address + path)
            with_scripts.evaluate("document.querySelectorAll('form, .stale').forEach(one => one.remove())")
            assert without.inner_text("body") == with_scripts.inner_text("body"), path
        assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_sideways(browser: Browser, address: str, paths: tuple[str, ...], width: int) -> None:
    with tab(browser, viewport={"width": width, "height": 800}) as page:
        wide = {}
        for path in paths:
            page.goto(address + path)
            wide[path] = page.evaluate(WIDE)
        assert {path: by for path, by in wide.items() if by > 0} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, width: int, scheme: Any) -> None:
    with tab(browser, viewport={"width": width, "height": 800}, color_scheme=scheme) as page:
        page.goto(address + path)
        results = Axe().run(page).response
        found = [
            f"{one['id']}: {node['target']} {node['html'][:120]}"
            for one in results["violations"]
            for node in one["nodes"]
        ]
        assert found == []
        assert len(results["passes"]) > 10


def test_both_colour_schemes_are_drawn(browser: Browser, address: str) -> None:
    grounds = set()
    for scheme in SCHEMES:
        with tab(browser, color_scheme=scheme) as page:  # type: ignore[arg-type]
            page.goto(address)
            grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert len(grounds) == 2


def test_the_keyboard_reaches_the_text_first_and_sees_where_it_is(browser: Browser, address: str) -> None:
    with tab(browser, viewport={"width": 1280, "height": 800}) as page:
        page.goto(address)
        page.keyboard.press("Tab")
        first = page.locator(":focus")
        assert first.get_attribute("href") == "#text"
        box = first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        for _ in range(25):
            shown = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return [document.activeElement.tagName, s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
            )
            assert shown[0] != "BODY"
            assert shown[1] != "none", shown
            assert shown[2] >= 1, shown
            page.keyboard.press("Tab")


def test_the_skip_link_skips(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.goto(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#text').contains(document.activeElement)")


def shown_words(page: Page, path: str) -> set[str]:
    """The outcome words that a reader can see."""
    text = page.inner_text("main").casefold()
    return {word for word in OUTCOMES[path] if word.casefold() in text}


@pytest.mark.parametrize("path", OUTCOMES)
def test_an_outcome_is_a_word_whatever_the_colours(browser: Browser, address: str, path: str) -> None:
    expected = set(OUTCOMES[path])
    with tab(browser, forced_colors="active") as page:
        page.goto(address + path)
        assert shown_words(page, path) == expected
    with tab(browser) as page:
        page.goto(address + path)
        assert shown_words(page, path) == expected
        page.emulate_media(media="print")
        assert shown_words(page, path) == expected
        page.emulate_media(media="screen")
        for style in page.locator("link[rel=stylesheet]").element_handles():
            style.evaluate("link => link.remove()")
        assert shown_words(page, path) == expected


@pytest.mark.parametrize("options", LOOKS, ids=str)
def test_each_control_shows_its_own_outcome_as_a_word(
    browser: Browser, address: str, reference: Built, options: dict[str, Any]
) -> None:
    expected = {control: WORDS[status] for control, status in reference.statuses.items()}
    assert len(expected) == 22
    with tab(browser, **options) as page:
        page.goto(address + "controls/index.html")
        assert dict(page.evaluate(LISTED)) == expected
        for control, word in expected.items():
            page.goto(f"{address}controls/{control.lower()}.html")
            shown = page.locator(".verdict .outcome__word")
            assert shown.inner_text() == word
            assert (shown.bounding_box() or {"height": 0})["height"] > 8


def test_what_a_page_must_not_do_is_noticed(browser: Browser, address: str) -> None:
    """The other tests believe in their watch; here it is put to the test."""
    with tab(browser) as page:
        page.add_init_script(WATCH)
        found = watched(page, address)
        page.goto(address + "index.html")
        assert found == []
        page.set_default_timeout(5_000)
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=https://elsewhere.invalid/x.png><img src=no.svg>')"
        )
        page.wait_for_load_state("networkidle")
        assert any(said.startswith("console: CSP: img-src") for said in found)
        assert f"status 404: {address}no.svg" in found


def test_a_larger_text_still_fits(browser: Browser, address: str) -> None:
    with tab(browser, viewport={"width": 640, "height": 800}) as page:
        for path in KINDS:
            page.goto(address + path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate(WIDE) <= 0, path
