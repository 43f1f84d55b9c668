"""The page that a reader saves: opened from disk, with nothing but chosen files, it answers as the posture page."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from keyless_fixtures import FOLDER, HEAD, identity
from posture_simulator import Key
from projects import AS_OF
from reader import ENVELOPE, POLICY, check, complaints, said, signed, statement, tab

from trustgen.attest import demokey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from projects import Built

pytestmark = pytest.mark.browser

BUNDLE = "posture/latest.sigstore.json"
CHECKLIST = "posture/checklist.json"


@pytest.fixture
def saved(tmp_path: Path, reference: Built) -> Path:
    """The page alone in a folder, as somebody saved it."""
    path = tmp_path / "kept.html"
    path.write_bytes((reference.site / "posture" / "verify.html").read_bytes())
    return path


@pytest.fixture
def page(browser: Browser, saved: Path) -> Iterator[Page]:
    with tab(browser) as opened:
        found = complaints(opened, saved.as_uri())
        opened.goto(saved.as_uri())
        yield opened
        assert found == []


def choose(page: Page, *files: Path) -> None:
    page.locator("[type=file]").set_input_files(files)


def rows(page: Page, *parts: str) -> list[tuple[str, ...]]:
    """The texts of these parts of every outcome that is listed."""
    listed = page.locator(".picker__row").all()
    return [tuple(row.locator(part).first.inner_text() for part in parts) for row in listed]


def test_the_chosen_files_are_checked_and_the_outcomes_listed(page: Page, reference: Built) -> None:
    assert page.locator("output").inner_text() == "Nothing checked yet"
    choose(page, reference.site / ENVELOPE, reference.site / POLICY)
    state, words = check(page)
    assert state == "good"
    assert demokey.KEYID in words
    assert "Not proven Whose keys these are." in words
    shown = dict(rows(page, "code", ".outcome__word"))
    names = {"pass": "Pass", "fail": "Fail", "exception": "Exception", "not-applicable": "Not applicable"}
    assert shown == {control: names[status] for control, status in reference.statuses.items()}


def test_a_bundle_and_the_checklist_do_as_well(page: Page, reference: Built) -> None:
    choose(page, reference.site / BUNDLE, reference.site / POLICY, reference.site / CHECKLIST)
    assert check(page, demokey.KEYID)[0] == "good"
    titles = {one["id"]: one["title"] for one in json.loads((reference.site / CHECKLIST).read_bytes())["controls"]}
    assert dict(rows(page, "code", "code + span")) == titles
    assert len(titles) == 22
    (ends,) = (text for _, text in rows(page, "code", ".outcome") if text.startswith("Exception"))
    assert ends == "Exception until 2027-01-05"


def test_another_checklist_gives_no_titles(page: Page, reference: Built, tmp_path: Path) -> None:
    other = tmp_path / "checklist.json"
    other.write_bytes((reference.site / CHECKLIST).read_bytes() + b" ")
    choose(page, reference.site / ENVELOPE, reference.site / POLICY, other)
    assert check(page)[0] == "good"
    assert {title for _, title in rows(page, "code", "code + span")} == {""}


@pytest.mark.parametrize("kind", ["altered", "stranger", "fingerprint", "stale"])
def test_what_is_wrong_is_said_and_no_outcome_is_listed(
    browser: Browser, saved: Path, reference: Built, tmp_path: Path, kind: str
) -> None:
    envelope = json.loads((reference.site / ENVELOPE).read_bytes())
    if kind == "altered":
        payload = base64.b64decode(envelope["payload"]).replace(b'"fail"', b'"pass"')
        envelope["payload"] = base64.b64encode(payload).decode()
    data = signed(statement(reference.site), Key("stranger")) if kind == "stranger" else json.dumps(envelope).encode()
    (tmp_path / "latest.dsse.json").write_bytes(data)
    with tab(browser, AS_OF + timedelta(days=2 if kind == "stale" else 0)) as page:
        page.goto(saved.as_uri())
        choose(page, tmp_path / "latest.dsse.json", reference.site / POLICY)
        state, words = check(page, "0" * 64 if kind == "fingerprint" else "")
        assert state == ("late" if kind == "stale" else "bad")
        expected = {"fingerprint": "Fingerprint", "stale": "Time"}.get(kind, "Signature None fits")
        assert expected in words
        assert bool(page.locator(".picker li").count()) == (kind == "stale")


def test_x25_a_stranger_s_files_are_in_order_and_the_fingerprint_alone_tells(
    page: Page, reference: Built, tmp_path: Path
) -> None:
    stranger = Key("stranger")
    policy = json.loads((reference.site / POLICY).read_bytes())
    entry = stranger.entry() | {"notAfter": policy["keys"][0]["notAfter"]}
    (tmp_path / "trust-policy.json").write_text(json.dumps(policy | {"keys": [entry]}))
    (tmp_path / "latest.dsse.json").write_bytes(signed(statement(reference.site), stranger))
    choose(page, tmp_path / "latest.dsse.json", tmp_path / "trust-policy.json")
    state, words = check(page)
    assert state == "good"
    assert "Not proven Whose keys these are." in words
    state, words = check(page, demokey.KEYID)
    assert (state, "Fingerprint What you gave is not that of a key that signed." in words) == ("bad", True)


def test_without_the_files_there_is_no_answer(page: Page, reference: Built) -> None:
    for files in ((), (reference.site / ENVELOPE,), (reference.site / POLICY,), (reference.site / "robots.txt",)):
        choose(page, *files)
        assert check(page)[0] == "unable"
    choose(page, reference.site / ENVELOPE, reference.site / POLICY)
    assert check(page)[0] == "good"
    choose(page)
    assert check(page)[0] == "unable"
    assert page.locator(".picker li").count() == 0


def test_a_keyless_bundle_cannot_be_checked_here(page: Page, reference: Built, tmp_path: Path) -> None:
    policy = json.loads((reference.site / POLICY).read_bytes()) | {"keys": [], "identities": [identity()]}
    (tmp_path / "trust-policy.json").write_text(json.dumps(policy))
    choose(page, FOLDER / HEAD, tmp_path / "trust-policy.json")
    state, words = check(page)
    assert (state, "It cannot check keyless signatures." in words) == ("unable", True)
    assert page.locator(".picker li").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_can_be_read_by_everybody(
    browser: Browser, saved: Path, reference: Built, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    with tab(browser, color_scheme=scheme, viewport=size, bypass_csp=True) as page:
        page.goto(saved.as_uri())
        choose(page, reference.site / ENVELOPE, reference.site / POLICY, reference.site / CHECKLIST)
        assert check(page)[0] == "good"
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []


def test_without_scripts_the_page_says_that_nothing_was_checked(browser: Browser, saved: Path) -> None:
    with tab(browser, java_script_enabled=False) as page:
        page.goto(saved.as_uri())
        assert page.locator("output").inner_text() == "Nothing checked yet"
        assert page.locator("form").is_hidden()


def test_the_answer_to_the_second_question_replaces_the_first(page: Page, reference: Built) -> None:
    choose(page, reference.site / ENVELOPE, reference.site / POLICY)
    assert check(page, "0" * 64)[0] == "bad"
    assert check(page)[0] == "good"
    assert "Fingerprint" not in said(page)[1]
