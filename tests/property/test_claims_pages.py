"""Properties of whole pages, drawn from the cases and the corpora: what readers do not see changes no verdict.

Where a page is known to differ, it stands in `claims_known.yml`; a page that no longer does has to leave it.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from claims_pages import UNSEEN, WRAPPERS, Page, case_pages, corpus_pages, fails, texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "claims_known.yml").read_text(encoding="utf-8"))
PAGES = (*case_pages(), *corpus_pages())
REFUSED = tuple(page for page in PAGES if page.label == "claim")
SIGNS = ("<!-- -->", "&shy;", "&#8203;", "\u2060", "\ufeff")
ELEMENTS = ("<b></b>", "<span></span>", "<wbr>")
SPACES = (" ", "\u00a0", "\u2009", "\n", "\t", "   ", " <!-- -->", "&#8203; ")
LETTERS = ("{}", "&#{n};", "&#x{n:x};", "&#x{n:X};")
pages = st.sampled_from(PAGES)
refused = st.sampled_from(REFUSED).filter(fails)


def known(kind: str, html: str) -> bool:
    return html in KNOWN[kind]


@settings(max_examples=300, deadline=None)
@given(pages, st.sampled_from(sorted(UNSEEN)))
def test_what_readers_do_not_see_changes_no_verdict(page: Page, name: str) -> None:
    changed = fails(replace(page, html=texts(page.html, UNSEEN[name])))
    assert changed == fails(page) or known("unseen", page.html)


def rewritten(seed: int, markup: tuple[str, ...]) -> Callable[[str], str]:
    """Letters may be entities, spaces others, and something unseen may be between two letters."""
    rng = random.Random(seed)

    def written(text: str) -> str:
        out = []
        for one, following in pairwise((*text, "")):
            if one.isspace():
                out.append(rng.choice(SPACES) if one == " " and following.strip() else one)
                continue
            letter = rng.choice(LETTERS) if rng.random() < 0.3 or one in "<>&" else "{}"
            out.append(letter.format(one, n=ord(one)) if letter != "{}" or one not in "<>&" else f"&#{ord(one)};")
            if one.isalnum() and following.isalnum() and rng.random() < 0.1:
                out.append(rng.choice(markup))
        return "".join(out)

    return written


@settings(max_examples=150, deadline=None)
@given(pages, st.integers(0, 2**32))
def test_a_text_written_in_any_way_that_shows_the_same_keeps_its_verdict(page: Page, seed: int) -> None:
    html = texts(page.html, rewritten(seed, SIGNS))
    assert fails(replace(page, html=html)) == fails(page) or known("unseen", page.html)


@settings(max_examples=150, deadline=None)
@given(refused, st.integers(0, 2**32))
def test_elements_inside_words_hide_no_claim(page: Page, seed: int) -> None:
    """They may make the gate stricter: it reads the parts joined, and apart as well."""
    html = texts(page.html, rewritten(seed, ELEMENTS))
    assert fails(replace(page, html=html)) or known("unseen", page.html)


@settings(max_examples=150, deadline=None)
@given(refused, refused, st.booleans())
def test_a_claim_that_is_added_never_lets_a_page_pass(page: Page, claim: Page, first: bool) -> None:
    # It has to be one on this page as well: in its language, and against its record.
    assume(fails(replace(page, html=claim.html)))
    html = claim.html + page.html if first else page.html + claim.html
    assert fails(replace(page, html=html)) or known("added", page.html) or known("added", claim.html)


@settings(max_examples=150, deadline=None)
@given(refused, pages, st.booleans())
def test_two_pages_in_one_hide_no_claim(page: Page, other: Page, first: bool) -> None:
    parts = (page.html, other.html) if first else (other.html, page.html)
    html = "".join(f"<section><h2>Part</h2>{part}</section>" for part in parts)
    assert fails(replace(page, html=html)) or known("added", page.html)


@pytest.mark.parametrize("wrapper", WRAPPERS)
@settings(max_examples=40, deadline=None)
@given(refused)
def test_a_wrapper_hides_no_claim(wrapper: str, page: Page) -> None:
    assert fails(replace(page, html=WRAPPERS[wrapper].format(page.html))) or known("wrapped", page.html)


@pytest.mark.parametrize("kind", ["unseen", "wrapped"])
def test_what_is_known_to_differ_still_does(kind: str) -> None:
    """The list may only get shorter."""
    changes = [lambda html, change=change: texts(html, change) for change in UNSEEN.values()]
    if kind == "wrapped":
        changes = [wrapper.format for wrapper in WRAPPERS.values()]
    by_html = {page.html: page for page in PAGES}
    stale = [
        html
        for html in KNOWN[kind]
        if all(fails(replace(by_html[html], html=change(html))) == fails(by_html[html]) for change in changes)
    ]
    assert stale == []
    assert len(KNOWN[kind]) <= {"unseen": 2, "wrapped": 1}[kind]
