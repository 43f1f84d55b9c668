"""The check of the posture page: what a reader is told about a good site, and about each way in which it can lie."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lies import EDITS, LIES, POLICIES, SHOWN, STRANGER, SWAPPED, altered, changed_policy, forged
from posture_simulator import Key, envelope
from projects import AS_OF, THEN, copy_small, trustgen
from reader import ENVELOPE, POLICY, POSTURE, check, complaints, lying, said, sequence, signed, statement, tab
from selectolax.lexbor import LexborHTMLParser
from website import PLAIN_HOST, served

from trustgen.attest import demokey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from playwright.sync_api import Browser
    from projects import Built

pytestmark = pytest.mark.browser

LATER = AS_OF + timedelta(days=3)


@pytest.fixture(scope="module")
def guarded(reference: Built) -> Iterator[str]:
    """The reference site from a host that sends what `_headers` says."""
    with served(reference.site, headers=True) as at:
        yield at


def test_a_good_site_is_in_order_and_what_that_leaves_open_is_said(
    browser: Browser, guarded: str, reference: Built
) -> None:
    shown = sum(
        len(LexborHTMLParser(path.read_text("utf-8")).css(".outcome"))
        for path in reference.site.rglob("*.html")
        if path.name != "verify.html"
    )
    with tab(browser) as page:
        found = complaints(page, guarded)
        page.goto(guarded + POSTURE)
        assert page.locator("output").inner_text() == "Not checked in this browser"
        state, words = check(page)
        assert state == "good"
        assert f"all {shown} outcomes" in words
        assert shown > 200
        assert demokey.KEYID in words
        assert "Not proven Whose keys these are." in words
        assert "they could lie" in words
        assert "Proven" not in words
        (compared,) = re.findall(
            r"Compared This page, and the pages among the files that were read: ([^:]*)\. No", words
        )
        assert {"../index.html", "../control-mapping.html", "../controls/index.html"} <= set(compared.split())
        assert {f"../controls/{name.lower()}.html" for name in reference.statuses} <= set(compared.split())
        assert found == []


def test_a_fingerprint_from_elsewhere_is_demanded(browser: Browser, guarded: str) -> None:
    with tab(browser) as page:
        page.goto(guarded + POSTURE)
        pairs = ":".join(re.findall("..", demokey.KEYID.upper()))
        for given in (demokey.KEYID, f"  {pairs}\n"):
            state, words = check(page, given)
            assert state == "good"
            assert "Proven The keys whose fingerprints you gave did sign." in words
            assert "Whose keys these are" not in words
        for given in (STRANGER.keyid, demokey.KEYID[:-1], demokey.KEYID[:16], demokey.KEYID + STRANGER.keyid, "?"):
            state, words = check(page, given)
            assert state == "bad", given
            assert "Fingerprint What you gave is not that of a key that signed." in words
            assert "Not proven Whose keys these are." in words
            assert "Proven The keys" not in words


def test_what_has_run_out_is_signed_but_out_of_date(browser: Browser, guarded: str) -> None:
    with tab(browser, LATER) as page:
        page.goto(guarded + POSTURE)
        assert "Out of date" in page.locator(".stale").inner_text()
        state, words = check(page)
        assert state == "late"
        assert "the time of the snapshot has run out" in words


def test_a_scan_in_the_future_is_not_believed(browser: Browser, guarded: str) -> None:
    with tab(browser, AS_OF - timedelta(hours=1)) as page:
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert (state, "in the future of your clock" in words) == ("bad", True)


@pytest.mark.parametrize("path", ["index.html", "controls/index.html", "404.html", POSTURE])
def test_a_page_that_is_left_open_says_when_its_time_has_run_out(browser: Browser, guarded: str, path: str) -> None:
    with tab(browser) as page:
        page.clock.install(time=AS_OF)
        page.goto(guarded + path)
        assert page.locator(".stale").is_hidden()
        page.clock.fast_forward("25:29:00")
        assert page.locator(".stale").is_hidden()
        page.clock.fast_forward("00:02:00")
        notice = page.locator(".stale")
        assert notice.is_visible()
        assert notice.inner_text().endswith("valid until 21 November 2026, 13:30 UTC.")


def test_without_scripts_the_page_says_until_when_it_is_valid_and_that_nothing_was_checked(
    browser: Browser, guarded: str
) -> None:
    with tab(browser, LATER, java_script_enabled=False) as page:
        page.goto(guarded + POSTURE)
        text = page.inner_text("body")
        assert "Valid until\n21 November 2026, 13:30 UTC" in text
        assert page.locator("output").inner_text() == "Not checked in this browser"
        assert page.locator(".check__form").is_hidden()
        assert page.locator(".stale").is_hidden()


def test_without_scripts_every_page_says_until_when_it_is_valid_and_offers_nothing_that_does_not_work(
    browser: Browser, guarded: str, paths: tuple[str, ...]
) -> None:
    with tab(browser, LATER, java_script_enabled=False) as page:
        for path in paths:
            page.goto(guarded + path)
            assert page.locator("button:visible, input:visible, select:visible, output:empty").count() == 0, path
            assert "Valid until 21 November 2026, 13:30 UTC" in " ".join(page.inner_text("body").split()), path


@pytest.mark.parametrize("kind", SWAPPED)
def test_another_snapshot_on_the_server_is_bad(browser: Browser, guarded: str, reference: Built, kind: str) -> None:
    made, expected = SWAPPED[kind]
    with tab(browser) as page:
        lying(page, guarded, {ENVELOPE: made(reference.site)})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert state == "bad"
        assert expected in words


def test_a_newer_snapshot_makes_the_page_out_of_date(browser: Browser, guarded: str, reference: Built) -> None:
    with tab(browser) as page:
        lying(page, guarded, {ENVELOPE: signed(forged(reference.site, sequence=sequence(reference.site) + 1))})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert (state, f"Snapshot {sequence(reference.site) + 1} has been published since" in words) == ("late", True)


@pytest.mark.parametrize("kind", POLICIES)
def test_another_policy_on_the_server_is_bad(browser: Browser, guarded: str, reference: Built, kind: str) -> None:
    changes, expected = POLICIES[kind]
    with tab(browser) as page:
        lying(page, guarded, {POLICY: changed_policy(reference.site, **changes)})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert state == "bad"
        assert expected in words


def test_x25_a_stranger_in_the_published_policy_is_bad_while_the_page_names_another(
    browser: Browser, guarded: str, reference: Built
) -> None:
    policy = changed_policy(reference.site, keys=[STRANGER.entry() | {"notAfter": "2099-12-31T23:59:59Z"}])
    with tab(browser) as page:
        lying(page, guarded, {ENVELOPE: signed(statement(reference.site), STRANGER), POLICY: policy})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert state == "bad"
        assert "Trust policy The published one is not the one that this page names." in words
        assert "Signature" not in words
        assert f"stranger ({STRANGER.keyid})" in words


def test_a_key_whose_time_is_over_does_not_count(browser: Browser, guarded: str, reference: Built) -> None:
    keys = json.loads((reference.site / POLICY).read_bytes())["keys"]
    with tab(browser) as page:
        policy = changed_policy(reference.site, keys=[keys[0] | {"notAfter": "2026-11-20T11:29:59Z"}])
        lying(page, guarded, {POLICY: policy})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert (state, "Signers Too few count." in words) == ("bad", True)


def ending(ends: datetime) -> Callable[[dict[str, Any]], object]:
    """Every exception of a statement ends then."""

    def change(value: dict[str, Any]) -> None:
        assert value["predicate"]["exceptions"]
        for record in value["predicate"]["exceptions"]:
            record["expiresAt"] = f"{ends:%Y-%m-%dT%H:%M:%SZ}"

    return change


def signed_by(folder: Path, *keys: Key, change: Callable[[dict[str, Any]], object] | None = None) -> Path:
    """The small site with its snapshot, changed or not, signed by other keys, all of which are needed."""
    project = copy_small(folder / "project")
    posture = project / "content" / "posture"
    path = posture / "trust-policy.json"
    policy = json.loads(path.read_bytes())
    entries = [key.entry() | {"notAfter": policy["keys"][0]["notAfter"]} for key in keys]
    path.write_text(json.dumps(policy | {"keys": entries, "threshold": len(keys)}))
    (file,) = (posture / "snapshots").iterdir()
    payload = base64.b64decode(json.loads(file.read_bytes())["payload"])
    if change:
        value = json.loads(payload)
        change(value)
        payload = json.dumps(value).encode()
    file.write_text(json.dumps(envelope(payload, *keys)))
    run = trustgen(project, "build", *THEN)
    assert run.code == 0, run.out
    return project / "site"


def test_a_whole_site_of_a_stranger_is_told_by_the_fingerprint_alone(browser: Browser, tmp_path: Path) -> None:
    """Snapshot, policy and pages swapped together: a key from the same site proves less than one that a reader has."""
    with served(signed_by(tmp_path, STRANGER), headers=True) as at, tab(browser) as page:
        page.goto(at + POSTURE)
        state, words = check(page)
        assert state == "good"
        assert "Not proven Whose keys these are. They came from this site" in words
        state, words = check(page, demokey.KEYID)
        assert (state, "Fingerprint What you gave" in words) == ("bad", True)


WITHOUT_EDWARDS = """
const real = SubtleCrypto.prototype.importKey;
SubtleCrypto.prototype.importKey = function (format, data, how, ...rest) {
  if (how.name === "Ed25519") return Promise.reject(new DOMException("", "NotSupportedError"));
  return real.call(this, format, data, how, ...rest);
};
"""
"""What a browser answers that does not have the algorithm."""


def test_both_algorithms_are_checked_and_one_that_a_browser_lacks_cannot_be(browser: Browser, tmp_path: Path) -> None:
    edwards = Key("edwards", edwards=True)
    with served(signed_by(tmp_path, STRANGER, edwards), headers=True) as at:
        with tab(browser) as page:
            page.goto(at + POSTURE)
            state, words = check(page, edwards.keyid)
            assert state == "good"
            assert f"stranger ({STRANGER.keyid}), edwards ({edwards.keyid})" in words
        with tab(browser) as page:
            page.add_init_script(WITHOUT_EDWARDS)
            page.goto(at + POSTURE)
            state, words = check(page, edwards.keyid)
            assert state == "unable"
            assert "proves nothing either way" in words
            assert "Signed" not in words


@pytest.mark.parametrize("kind", [*LIES, *EDITS])
def test_a_page_that_shows_something_else_is_bad(browser: Browser, guarded: str, reference: Built, kind: str) -> None:
    path, source, named = altered(reference.site, reference.statuses, kind)
    assert source != (reference.site / path).read_bytes()
    with tab(browser) as page:
        lying(page, guarded, {path: source})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert state == "bad"
        assert f"Outcomes This is not what was signed, or it is signed and not shown: {named}." in words


def test_a_page_that_is_not_among_those_compared_is_missed(browser: Browser, guarded: str, reference: Built) -> None:
    (failing,) = (name for name, status in reference.statuses.items() if status == "fail")
    source = (reference.site / POSTURE).read_text("utf-8")
    left_out = re.sub(rf" \.\./controls/{failing.lower()}\.html\b", "", source, count=1)
    assert left_out != source
    with tab(browser) as page:
        lying(page, guarded, {POSTURE: left_out.encode()})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert (state, f"not shown: {failing}." in words) == ("bad", True)


def test_a_page_that_names_no_policy_is_compared_all_the_same(browser: Browser, guarded: str, reference: Built) -> None:
    path, source, named = altered(reference.site, reference.statuses, "word and mark")
    with tab(browser) as page:
        lying(page, guarded, {path: re.sub(rb' data-rules="[0-9a-f]+"', b"", source)})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert (state, f"not shown: {named}." in words) == ("bad", True)
        assert "Trust policy The published one is not the one that this page names." in words


def test_a_page_that_names_fewer_pages_is_bad_and_no_word_is_about_those_that_were_not_read(
    browser: Browser, guarded: str, reference: Built
) -> None:
    source = (reference.site / POSTURE).read_text("utf-8")
    (files,) = re.findall(r'data-files="([^"]*)"', source)
    shortened = " ".join(files.split()[:2])
    path, altered_list, _ = altered(reference.site, reference.statuses, "a word of the list")
    with tab(browser) as page:
        lying(page, guarded, {POSTURE: source.replace(files, shortened).encode(), path: altered_list})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert state == "bad"
        assert f"not shown: {', '.join(reference.statuses)}." in words
        assert f"among the files that were read: {shortened}. No other page of this site was read." in words


def test_what_is_compared_is_said_and_the_rest_is_said_not_to_be(
    browser: Browser, guarded: str, reference: Built
) -> None:
    """A page that nobody lists may lie: the answer names the pages that it is about, and no others."""
    (failing,) = (name for name, status in reference.statuses.items() if status == "fail")
    other = (reference.site / "deployment.html").read_text("utf-8")
    lie = other.replace("</main>", f"<p>{failing} {SHOWN}</p></main>")
    with tab(browser) as page:
        lying(page, guarded, {"deployment.html": lie.encode()})
        page.goto(guarded + POSTURE)
        state, words = check(page)
        assert state == "good"
        assert "on the pages named below are the signed ones" in words
        assert "deployment.html" not in words
        assert "No other page of this site was read." in words
        assert "not what is out of sight, and not what looks like an outcome and is none" in words


def test_an_exception_that_has_ended_since_is_out_of_date(browser: Browser, tmp_path: Path) -> None:
    """The snapshot itself is young enough; the exception that it rests on is over when the page is read."""
    ends = AS_OF + timedelta(hours=1)
    with served(signed_by(tmp_path, STRANGER, change=ending(ends)), headers=True) as at:
        with tab(browser, ends - timedelta(seconds=1)) as page:
            page.goto(at + POSTURE)
            assert page.locator(".stale").is_hidden()
            assert check(page)[0] == "good"
        with tab(browser, ends) as page:
            page.goto(at + POSTURE)
            assert page.locator(".stale").is_visible()
            state, words = check(page)
            assert (state, "or that of an exception in it" in words) == ("late", True)


def test_a_script_that_was_altered_does_not_run_and_the_page_says_that_nothing_was_checked(
    browser: Browser, guarded: str, reference: Built
) -> None:
    (script,) = (path for path in (reference.site / "js").iterdir() if path.name.startswith("verify-"))
    with tab(browser) as page:
        found = complaints(page, guarded)
        lying(page, guarded, {f"js/{script.name}": script.read_bytes() + b" "})
        page.goto(guarded + POSTURE)
        assert page.locator("output").inner_text() == "Not checked in this browser"
        assert page.locator(".check__form").is_hidden()
        assert any("integrity" in one for one in found)


def test_without_web_crypto_the_answer_is_that_there_is_none(browser: Browser, reference: Built) -> None:
    with served(reference.site) as address, tab(browser) as page:
        page.goto(address.replace("127.0.0.1", PLAIN_HOST) + POSTURE)
        assert page.evaluate("window.isSecureContext") is False
        state, words = check(page)
        assert state == "unable"
        assert "proves nothing either way" in words
        assert "Signed" not in words


@pytest.mark.parametrize("gone", [ENVELOPE, POLICY, "index.html"])
def test_what_cannot_be_fetched_cannot_be_checked(browser: Browser, guarded: str, gone: str) -> None:
    with tab(browser) as page:
        lying(page, guarded, {gone: None})
        page.goto(guarded + POSTURE)
        assert check(page)[0] == "unable"


def test_an_algorithm_that_the_browser_does_not_know_is_not_a_bad_signature(browser: Browser, guarded: str) -> None:
    with tab(browser) as page:
        page.add_init_script(
            "crypto.subtle.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))"
        )
        page.goto(guarded + POSTURE)
        assert check(page)[0] == "unable"


def test_the_keyboard_is_enough(browser: Browser, guarded: str) -> None:
    with tab(browser) as page:
        page.goto(guarded + POSTURE)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "key":
                break
        page.keyboard.type(demokey.KEYID)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className").startswith("button")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("Enter")
        page.locator("output .check__state--good").wait_for()
        assert "Proven" in said(page)[1]


LOOKS = ({"color_scheme": "dark"}, {"color_scheme": "light"}, {"forced_colors": "active"})


@pytest.mark.parametrize("options", LOOKS, ids=str)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_answer_can_be_read_by_everybody(
    browser: Browser, guarded: str, options: dict[str, Any], width: int
) -> None:
    for at, state in ((AS_OF, "good"), (LATER, "late")):
        with tab(browser, at, viewport={"width": width, "height": 800}, bypass_csp=True, **options) as page:
            page.goto(guarded + POSTURE)
            assert check(page)[0] == state
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            found = Axe().run(page, context=".check").response["violations"]
            assert [one["id"] for one in found] == []


def test_nothing_is_sent_and_nothing_is_asked_before_the_button(browser: Browser, guarded: str) -> None:
    with tab(browser) as page:
        asked: list[tuple[str, str]] = []
        page.on("request", lambda one: asked.append((one.method, one.url)))
        page.goto(guarded + POSTURE)
        page.wait_for_load_state("networkidle")
        assert not any(url.endswith(".json") for _, url in asked)
        check(page, demokey.KEYID)
        assert {method for method, _ in asked} == {"GET"}
        assert not any(demokey.KEYID in url or "?" in url for _, url in asked)
        assert page.url == guarded + POSTURE
