"""An address that leads nowhere: a server answers it with `404.html`, however deep it is, and the page holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import copy_small, edit, made
from website import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LOOK = """() => [document.body, document.querySelector('h1'), document.querySelector('.masthead')].map(element => {
  const style = getComputedStyle(element);
  return [style.fontFamily, style.fontSize, style.backgroundColor, style.color, style.display];
})"""
NOWHERE = ("nothing.html", "controls/nothing.html", "a/b/c/d.html", "controls/keys-001.html/more", "index.html.bak")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def shared_host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site for a host that it shares with others: it lives below `/security/`."""
    project = copy_small(tmp_path_factory.mktemp("shared") / "project")
    site = project / "content" / "site.yml"
    edit(site, "base_url: https://trust.quill.internal/", "base_url: https://trust.quill.internal/security/")
    result = made(project)
    assert result.artifacts
    for artifact in result.artifacts:
        path = project / "site" / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return project / "site"


def asked_for(page: Page) -> list[tuple[str, int]]:
    """Every address that is asked for from now on, with the answer's status."""
    answers: list[tuple[str, int]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    return answers


@pytest.mark.parametrize("nowhere", NOWHERE)
def test_an_address_that_leads_nowhere_shows_the_page_with_its_styles(page: Page, address: str, nowhere: str) -> None:
    page.goto(address + "documents.html")
    expected = page.evaluate(LOOK)
    answers = asked_for(page)
    page.goto(address + nowhere)
    assert (address + nowhere, 404) in answers
    others = [answer for answer in answers if answer[0] != address + nowhere]
    assert any(url.endswith(".css") for url, _ in others)
    assert [answer for answer in others if answer[1] >= 400] == []
    assert page.evaluate(LOOK) == expected


def test_every_link_of_that_page_leads_somewhere_from_deep_below(page: Page, address: str) -> None:
    page.goto(address + "a/b/c/d.html")
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
    inside = {link for link in links if link.startswith(address) and "#" not in link}
    assert len(inside) > 5
    assert {link for link in inside if page.request.get(link).status != 200} == set()
    page.locator("main a").first.click()
    assert page.url == address + "index.html"


def test_a_site_below_a_path_finds_its_styles_and_its_way_home(page: Page, shared_host: Path) -> None:
    with served(shared_host, below="/security") as address:
        answers = asked_for(page)
        page.goto(address + "a/b/nothing.html")
        assert [answer for answer in answers if answer[1] >= 400] == [(address + "a/b/nothing.html", 404)]
        assert any(url.endswith(".css") for url, _ in answers)
        page.locator("main a").first.click()
        assert page.url == address + "index.html"
        assert page.locator("h1").count() == 1
