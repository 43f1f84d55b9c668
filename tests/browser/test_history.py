"""The history in a browser: drawn in every colour scheme, aligned, named, and no wider than a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LOOKS = ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"})
BOXES = """selector => [...document.querySelectorAll(selector)].map(e => {
  const box = e.getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.right)];
})"""
CONTRAST = """selector => {
  const rgb = c => c.match(/[0-9.]+/g).slice(0, 3).map(Number);
  const light = c => rgb(c).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = light(getComputedStyle(document.documentElement).backgroundColor);
  return [...document.querySelectorAll(selector)].map(e => {
    const style = getComputedStyle(e), paint = style.fill === 'none' ? style.stroke : style.fill;
    const [a, b] = [light(paint), ground].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  });
}"""
DRAWN = ".timeline path, .mark path, .gauge__part, .gauge__target, .course path"


def opened(browser: Browser, address: str, path: str, width: int = 1440, **options: Any) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(address + path)
    return page


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_part_of_a_drawing_stands_out_from_the_ground(
    browser: Browser, address: str, look: dict[str, Any]
) -> None:
    for path in ("posture/index.html", "controls/mtls-003.html"):
        page = opened(browser, address, path, **look)
        ratios = page.evaluate(CONTRAST, DRAWN)
        assert len(ratios) >= 6
        assert min(ratios) >= 3
        page.context.close()


def test_without_colours_a_failure_is_still_another_shape(browser: Browser, address: str) -> None:
    page = opened(browser, address, "posture/index.html", forced_colors="active")
    row = page.locator('.timeline[data-control="MTLS-003"]')
    row.scroll_into_view_if_needed()
    drawn = row.screenshot()
    page.evaluate("document.querySelectorAll('.past--fail').forEach(e => e.remove())")
    assert row.screenshot() != drawn
    fills = page.evaluate("[...document.querySelectorAll('.timeline path')].map(e => getComputedStyle(e).fill)")
    assert len(set(fills)) == 1
    page.context.close()


def test_the_days_of_all_controls_stand_below_each_other(browser: Browser, address: str) -> None:
    page = opened(browser, address, "posture/index.html")
    rows, axes = page.evaluate(BOXES, ".board .timeline"), page.evaluate(BOXES, ".board__axis")
    assert len(rows) == 22
    assert len(axes) == 5
    assert len({tuple(box) for box in rows}) == 1
    assert all(abs(axis[0] - rows[0][0]) <= 1 for axis in axes)
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_a_drawing_fits_and_no_text_lies_on_it(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, "posture/index.html", width)
    for left, right in page.evaluate(BOXES, ".board .timeline, .coverage .gauge"):
        assert left >= 0
        assert right <= width
    overlaps = """() => [...document.querySelectorAll('.board__row')].filter(row => {
      const a = row.querySelector('.board__past').getBoundingClientRect();
      return [...row.querySelectorAll('.board__name, .board__now')].some(e => [...e.getClientRects()].some(b =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
    }).length"""
    assert page.evaluate(overlaps) == 0
    page.context.close()


def test_a_drawing_is_a_picture_with_a_name_for_those_who_do_not_see_it(browser: Browser, address: str) -> None:
    page = opened(browser, address, "posture/index.html")
    assert page.get_by_role("img", name="MTLS-003 in the snapshots No. 1 to No. 14").count() == 1
    assert page.get_by_role("img").count() == page.locator("svg[role=img]").count() >= 27
    told = page.get_by_role("row").filter(has_text="MTLS-003").filter(has_text="No. 8 to 9").first
    assert " ".join(told.inner_text().split()) == "MTLS-003 Fail No. 8 to 9 14 November 2026 16 November 2026 2 days"
    page.context.close()


def test_on_paper_the_history_is_there_in_its_colours(browser: Browser, address: str) -> None:
    page = opened(browser, address, "posture/index.html")
    page.emulate_media(media="print")
    fill = "e => getComputedStyle(e).fill"
    assert page.locator(".timeline .past--fail").first.evaluate(fill) == "rgb(163, 34, 27)"
    assert page.locator(".timeline").first.is_visible()
    assert page.locator("tr.span").first.is_visible()
    page.context.close()
