"""Whole honest pages of a stranger: how many findings they meet by a thousand words, which may only fall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from claims_corpus import scorer

PAGES = sorted((Path(__file__).parents[2] / "claims" / "pages").glob("*.html"))
CEILING = 0.11
"""False findings by a thousand words over all pages."""
MOST = 1
"""On the worst page."""


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[int, int]]:
    """The findings and the words of each page."""
    counted = {}
    for page in PAGES:
        about = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        scored = scorer().score({"html": page.read_text(encoding="utf-8"), **about})
        false = [mention for mention in scored.mentions if not mention.passed and not mention.warning]
        counted[page.stem] = (len(false), about["words"])
    return counted


def test_honest_pages_meet_no_more_findings_than_before(found: dict[str, tuple[int, int]]) -> None:
    findings = sum(number for number, _ in found.values())
    words = sum(number for _, number in found.values())
    assert len(found) == 15
    assert words > 9000
    assert findings * 1000 / words <= CEILING, {page: number for page, (number, _) in found.items() if number}


def test_no_honest_page_meets_more_than_a_few(found: dict[str, tuple[int, int]]) -> None:
    assert max(number for number, _ in found.values()) <= MOST, found


def test_a_claim_that_is_put_into_a_page_is_found(found: dict[str, tuple[int, int]]) -> None:
    claim = "<p>We passed our FedRAMP Moderate assessment in May.</p></body>"
    for page in PAGES:
        about = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        html = page.read_text(encoding="utf-8")
        assert "</body>" in html, page
        scored = scorer().score({"html": html.replace("</body>", claim), **about})
        false = [mention for mention in scored.mentions if not mention.passed and not mention.warning]
        assert len(false) > found[page.stem][0], page
