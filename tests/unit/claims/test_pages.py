"""Whole honest pages of a stranger: how many findings they meet by a thousand words, which may only fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from claims_corpus import scorer

ROOT = Path(__file__).resolve().parents[2] / "claims" / "pages"
SETS = {
    ".": (15, 0.11, 1),
    "even": (15, 0.1, 1),
    "ordinary": (18, 0.09, 1),
    "long": (19, 0.0, 0),
    # Not taught yet: what a stranger's dense pages met.
    "varied": (14, 6.3, 9),
}
"""By folder: how many pages, the false findings by a thousand words over all of them, and on the worst page."""
PAGES = sorted(ROOT.rglob("*.html"))


@pytest.fixture(scope="module")
def found() -> dict[Path, tuple[int, int]]:
    """The findings and the words of each page."""
    counted = {}
    for page in PAGES:
        about = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        scored = scorer().score({"html": page.read_text(encoding="utf-8"), **about})
        false = [mention for mention in scored.mentions if not mention.passed and not mention.warning]
        counted[page] = (len(false), about["words"])
    return counted


@pytest.mark.parametrize("folder", SETS)
def test_honest_pages_meet_no_more_findings_than_before(found: dict[Path, tuple[int, int]], folder: str) -> None:
    pages, ceiling, most = SETS[folder]
    here = {page.stem: counted for page, counted in found.items() if page.parent == (ROOT / folder).resolve()}
    findings = sum(number for number, _ in here.values())
    words = sum(number for _, number in here.values())
    assert len(here) == pages
    assert words > 9000
    assert findings * 1000 / words <= ceiling, {page: number for page, (number, _) in here.items() if number}
    assert max(number for number, _ in here.values()) <= most, here


def test_a_claim_that_is_put_into_a_page_is_found(found: dict[Path, tuple[int, int]]) -> None:
    claim = "<p>We passed our FedRAMP Moderate assessment in May.</p></body>"
    for page in PAGES:
        about = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        html = page.read_text(encoding="utf-8")
        assert "</body>" in html, page
        scored = scorer().score({"html": html.replace("</body>", claim), **about})
        false = [mention for mention in scored.mentions if not mention.passed and not mention.warning]
        assert len(false) > found[page][0], page
