"""A page that looks for a newer snapshot: what it takes, how it marks it, and everything that changes nothing."""

from __future__ import annotations

import base64
import copy
import json
import threading
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from posture_simulator import Key
from projects import AS_OF, THEN, copy_reference, edit, trustgen
from reader import (
    ENVELOPE,
    POLICY,
    POSTURE,
    check,
    complaints,
    lying,
    payload_sha256,
    sequence,
    signed,
    signed_bytes,
    statement,
    tab,
)
from website import PLAIN_HOST, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from projects import Built

    Change = Callable[[dict[str, Any]], object]

pytestmark = pytest.mark.browser

FAILING, EXCEPTED, PASSING = "K8S-006", "K8S-004", "ISOL-002"
ID = ".controls__id, .board__id"
WORDS = {"pass": "Pass", "fail": "Fail", "exception": "Exception", "not-applicable": "Not applicable"}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference site, built with the search for a newer snapshot turned on."""
    project = copy_reference(tmp_path_factory.mktemp("live") / "project")
    site = project / "content" / "site.yml"
    text = site.read_text("utf-8")
    if "posture:" in text:
        edit(site, "posture:\n", "posture:\n  live: true\n")
    else:
        site.write_text(text + "\nposture:\n  live: true\n", encoding="utf-8")
    run = trustgen(project, "build", *THEN)
    assert run.code == 0, run.out
    return project / "site"


@pytest.fixture(scope="module")
def address(live: Path) -> Iterator[str]:
    with served(live, headers=True) as at:
        yield at


def successor(value: dict[str, Any], digest: str, change: Change = lambda _said: None) -> dict[str, Any]:
    """The snapshot after another: one more, linked, scanned a quarter of an hour later."""
    made = copy.deepcopy(value)
    said = made["predicate"]
    said["previous"] = {"sequence": said["sequence"], "digest": {"sha256": digest}}
    said["sequence"] += 1
    said["scan"] = {"startedAt": "2026-11-20T11:44:00Z", "finishedAt": "2026-11-20T11:45:00Z"}
    said["expiresAt"] = "2026-11-21T13:45:00Z"
    for control in said["controls"]:
        control["checkedAt"] = "2026-11-20T11:44:30Z"
    change(said)
    return made


def second(live: Path, change: Change = lambda _said: None) -> dict[str, Any]:
    return successor(statement(live), payload_sha256((live / ENVELOPE).read_bytes()), change)


def control(said: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in said["controls"] if one["id"] == name)
    return found


def turned(said: dict[str, Any]) -> None:
    """What failed passes, what was excepted passes, and what passed fails."""
    evidence = control(said, PASSING)["evidence"]
    for name in (FAILING, EXCEPTED):
        control(said, name).update(status="pass", evidence=evidence)
    said["exceptions"] = [one for one in said["exceptions"] if one["control"] != EXCEPTED]
    control(said, PASSING)["status"] = "fail"


def settled(page: Page, path: str, address: str) -> None:
    """Open a page and wait until it has looked."""
    page.goto(address + path)
    page.wait_for_load_state("networkidle")


def shown(page: Page) -> dict[str, str]:
    rows = page.locator(".controls__item, .board__row:has(.outcome)").all()
    return {row.locator(ID).inner_text(): row.locator(".outcome").inner_text() for row in rows}


def told(page: Page) -> str:
    """What the page says about a newer snapshot."""
    return " ".join(page.locator(".live").inner_text().split()) if page.locator(".live").is_visible() else ""


@pytest.mark.parametrize("path", ["index.html", POSTURE, "controls/index.html", f"controls/{PASSING.lower()}.html"])
def test_nothing_newer_is_no_news(browser: Browser, address: str, path: str) -> None:
    with tab(browser) as page:
        found = complaints(page, address)
        settled(page, path, address)
        assert told(page) == ""
        assert found == []


def test_a_newer_snapshot_is_shown_and_marked_as_newer_than_the_page(
    browser: Browser, address: str, live: Path, reference: Built
) -> None:
    newer = second(live, turned)
    with tab(browser) as page:
        found = complaints(page, address)
        lying(page, address, {ENVELOPE: signed(newer)})
        settled(page, POSTURE, address)
        said = told(page)
        number = sequence(live)
        assert f"Newer than this page: the outcomes shown are those of snapshot {number + 1}," in said
        assert "scanned 20 November 2026, 11:45 UTC." in said
        assert said.endswith(f"as it was made with snapshot {number}.")
        expected = {name: WORDS[status] for name, status in reference.statuses.items()}
        expected |= {FAILING: "Pass", EXCEPTED: "Pass", PASSING: "Fail"}
        assert shown(page) == expected
        marked = {row.inner_text() for row in page.locator(".board__row:has(.live__mark) .board__id").all()}
        assert marked == {FAILING, EXCEPTED, PASSING}
        mark = page.locator(".board__row .live__mark").first
        assert mark.evaluate("node => getComputedStyle(node, '::after').content") == '"newer"'
        tally = " ".join(page.locator(".tally").first.inner_text().split())
        assert tally == "20 Pass 1 Fail 0 Exception 1 Not applicable"
        assert page.locator(".coverage .tally__item").inner_text() == "20 Pass"
        counts = page.locator(".tally__item.live__mark").all_inner_texts()
        assert counts == ["20 Pass", "0 Exception", "20 Pass"]
        # What a page said of how long the former status stood is not said of the new one.
        since = {row.inner_text() for row in page.locator(".board__row:has(.since) .board__id").all()}
        assert since
        assert not since & marked
        assert found == []
        # The page's own facts stay, and the check goes with what is shown.
        assert page.locator(".footer__snapshot").inner_text().startswith(f"Snapshot\nNo. {number}\n")
        state, words = check(page)
        assert state == "good"
        assert f"Snapshot {number + 1} of demonstration" in words
        assert "Compared This page alone, because it shows a newer snapshot than it was made with." in words
        assert "controls/index.html" not in words


def test_a_control_that_becomes_an_exception_shows_its_end(browser: Browser, address: str, live: Path) -> None:
    def excepted(said: dict[str, Any]) -> None:
        record = next(one for one in said["exceptions"] if one["control"] == EXCEPTED)
        control(said, "K8S-005")["status"] = "pass"
        control(said, EXCEPTED)["status"] = "exception"
        record["expiresAt"] = "2026-12-24T00:00:00Z"

    with tab(browser) as page:
        lying(page, address, {ENVELOPE: signed(second(live, excepted))})
        settled(page, POSTURE, address)
        assert f"snapshot {sequence(live) + 1}" in told(page)
        assert shown(page)[EXCEPTED] == "Exception until 24 December 2026"
        assert check(page)[0] == "good"


def test_the_page_of_a_control_says_when_it_was_checked_last(browser: Browser, address: str, live: Path) -> None:
    with tab(browser) as page:
        lying(page, address, {ENVELOPE: signed(second(live, turned))})
        settled(page, f"controls/{PASSING.lower()}.html", address)
        assert page.locator(".verdict__outcome").inner_text() == "Fail"
        assert "Checked 20 November 2026, 11:44 UTC" in page.locator(".verdict").inner_text()


@pytest.mark.parametrize("path", ["index.html", POSTURE, f"controls/{EXCEPTED.lower()}.html"])
def test_what_is_newer_can_be_read_by_everybody(browser: Browser, address: str, live: Path, path: str) -> None:
    for options in ({"color_scheme": "dark"}, {"color_scheme": "light"}):
        with tab(browser, viewport={"width": 360, "height": 800}, bypass_csp=True, **options) as page:
            lying(page, address, {ENVELOPE: signed(second(live, turned))})
            settled(page, path, address)
            assert page.locator(".live__mark").count() > 0
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            assert [one["id"] for one in Axe().run(page).response["violations"]] == []


def test_a_page_that_took_a_newer_snapshot_is_stale_only_when_that_is(
    browser: Browser, address: str, live: Path
) -> None:
    with tab(browser) as page:
        page.clock.install(time=AS_OF)
        lying(page, address, {ENVELOPE: signed(second(live))})
        settled(page, POSTURE, address)
        assert f"snapshot {sequence(live) + 1}" in told(page)
        page.clock.fast_forward("25:35:00")
        assert page.locator(".stale").is_hidden()
        page.clock.fast_forward("00:15:00")
        assert page.locator(".stale").is_visible()


def test_snapshots_between_are_walked_through(browser: Browser, address: str, live: Path) -> None:
    between = signed(second(live))
    newest = successor(json_of(between), payload_sha256(between), turned)
    files = {ENVELOPE: signed(newest), history(sequence(live) + 1): between}
    with tab(browser) as page:
        lying(page, address, files)
        settled(page, "controls/index.html", address)
        assert f"snapshot {sequence(live) + 2}" in told(page)
        assert shown(page)[PASSING] == "Fail"


def history(number: int) -> str:
    return f"posture/history/{number:010d}.dsse.json"


def json_of(envelope: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.b64decode(json.loads(envelope)["payload"]))
    return found


def unlinked(said: dict[str, Any]) -> None:
    said["previous"]["digest"]["sha256"] = "1" * 64


def late(said: dict[str, Any]) -> None:
    said["expiresAt"] = "2026-11-20T11:59:00Z"


def ahead(said: dict[str, Any]) -> None:
    said["scan"]["finishedAt"] = "2026-11-20T12:05:01Z"


def doubled(said: dict[str, Any]) -> None:
    said["controls"].append(control(said, PASSING) | {"status": "fail"})


def ended(said: dict[str, Any]) -> None:
    next(one for one in said["exceptions"] if one["control"] == EXCEPTED)["expiresAt"] = "2026-11-20T12:00:00Z"


def unchecked(said: dict[str, Any]) -> None:
    turned(said)
    del said["controls"][-1]["checkedAt"]


def without(said: dict[str, Any]) -> None:
    said["controls"].pop()


def flattered(said: dict[str, Any]) -> None:
    control(said, FAILING).update(status="pass", evidence=[])


def broken(said: dict[str, Any]) -> None:
    control(said, PASSING).update(status="error", errorCode="timeout")


def excused_later(said: dict[str, Any]) -> None:
    turned(said)
    said["exceptions"][0]["grantedAt"] = "2026-11-20T11:45:01Z"


def scanned_elsewhere(said: dict[str, Any]) -> None:
    turned(said)
    said["scanner"]["id"] = "https://attacker.example/scanner"


def drawn_out(said: dict[str, Any]) -> None:
    turned(said)
    said["scan"]["startedAt"] = "2026-11-01T00:00:00Z"


def checked_before(said: dict[str, Any]) -> None:
    turned(said)
    for one in said["controls"]:
        one["checkedAt"] = "2020-01-01T00:00:00Z"


def remeasured(said: dict[str, Any]) -> None:
    next(one for one in said["controls"] if one["metrics"])["metrics"][0]["unit"] = "pods"


def said_twice(live: Path) -> bytes:
    """`fail`, and then `pass`: every parser of a browser takes the last."""
    made = json.dumps(second(live, turned), separators=(",", ":"))
    at = made.index('"status":"pass"', made.index(f'"id":"{FAILING}"'))
    return signed_bytes(f'{made[:at]}"status":"fail",{made[at:]}'.encode())


def tampered(live: Path) -> bytes:
    envelope = json.loads(signed(second(live)))
    payload = base64.b64decode(envelope["payload"]).replace(b'"fail"', b'"pass"')
    return json.dumps(envelope | {"payload": base64.b64encode(payload).decode()}).encode()


def renumbered(live: Path, sequence: int) -> dict[str, Any]:
    made = second(live, turned)
    made["predicate"]["sequence"] = sequence
    made["predicate"]["previous"]["sequence"] = sequence - 1
    return made


def about(said: dict[str, Any]) -> None:
    said["environment"] = "staging"


def of_another_checklist(live: Path) -> dict[str, Any]:
    """Signed for another subject, and the statement says the same."""
    made = second(live, turned)
    other = {"sha256": sha256(b"another checklist").hexdigest()}
    made["subject"][0]["digest"] = made["predicate"]["checklist"]["digest"] = other
    return made


REFUSED: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "an altered payload": (tampered, "no signature fits a key of the trust policy"),
    "a stranger's": (
        lambda live: signed(second(live, turned), Key("stranger")),
        "no signature fits a key of the trust policy",
    ),
    "one without a signature": (
        lambda live: json.dumps(json.loads(signed(second(live, turned))) | {"signatures": []}).encode(),
        "no signature fits a key of the trust policy",
    ),
    "another payload type": (
        lambda live: signed(second(live, turned), kind="application/json"),
        "it is no posture snapshot",
    ),
    "another predicate type": (
        lambda live: signed(second(live, turned) | {"predicateType": "https://slsa.dev/provenance/v1"}),
        "it is no posture snapshot",
    ),
    "another subject": (
        lambda live: signed(of_another_checklist(live)),
        "it was graded against another checklist",
    ),
    "an older one": (
        lambda live: signed(renumbered(live, sequence(live) - 1)),
        "it is older than what this page shows",
    ),
    "one of the history": (
        lambda live: (live / history(sequence(live) - 1)).read_bytes(),
        "it is older than what this page shows",
    ),
    "another of the same number": (
        lambda live: signed(renumbered(live, sequence(live))),
        "it has the number of the one on this page, and says something else",
    ),
    "one that links elsewhere": (
        lambda live: signed(second(live, unlinked)),
        "a snapshot between is missing, or does not fit",
    ),
    "one whose time is over": (
        lambda live: signed(second(live, late)),
        "by your clock, its time has run out, or that of an exception in it",
    ),
    "one from tomorrow": (
        lambda live: signed(second(live, ahead)),
        "its scan lies in the future of your clock",
    ),
    "one of another environment": (lambda live: signed(second(live, about)), "it is about another environment"),
    "one without a control": (
        lambda live: signed(second(live, without)),
        "it does not have each control of the checklist once",
    ),
    "one with a control twice": (
        lambda live: signed(second(live, doubled)),
        "it does not have each control of the checklist once",
    ),
    "one whose pass rests on nothing": (
        lambda live: signed(second(live, flattered)),
        "a status in it is better than what was measured and kept",
    ),
    "one whose exception has ended": (
        lambda live: signed(second(live, ended)),
        "by your clock, its time has run out, or that of an exception in it",
    ),
    "one with an exception after the fact": (
        lambda live: signed(second(live, excused_later)),
        "an exception in it is not allowed, or not in force",
    ),
    "one by another scanner": (lambda live: signed(second(live, scanned_elsewhere)), "another scanner made it"),
    "one whose scan took days": (
        lambda live: signed(second(live, drawn_out)),
        "its times do not fit each other or the trust policy",
    ),
    "one that was checked years ago": (
        lambda live: signed(second(live, checked_before)),
        "its times do not fit each other or the trust policy",
    ),
    "one with a measurement in another unit": (
        lambda live: signed(second(live, remeasured)),
        "a measurement in it is not one that the checklist asks for, or cannot be",
    ),
    "one that says two things of a control": (
        said_twice,
        "it cannot be read, or does not have the form of a snapshot",
    ),
    "one that the policy's gates stop": (
        lambda live: signed(second(live, broken)),
        "the trust policy stops at a status in it",
    ),
    "one far ahead": (lambda live: signed(renumbered(live, 10_000_000)), "its number is too far ahead"),
    "no JSON": (lambda _live: b"<!doctype html>", "it cannot be read, or does not have the form of a snapshot"),
    "nothing in it": (lambda _live: b"null", "it cannot be read, or does not have the form of a snapshot"),
    "no statement": (lambda _live: signed({}), "it cannot be read, or does not have the form of a snapshot"),
    "one without a time": (
        lambda live: signed(second(live, unchecked)),
        "it cannot be read, or does not have the form of a snapshot",
    ),
    "too much": (lambda live: signed(second(live, turned)) + b" " * (1 << 20), "it is too large"),
}


def unchanged(page: Page, reference: Built) -> bool:
    rows = {name: text.removesuffix(" until 5 January 2027") for name, text in shown(page).items()}
    marks = page.locator(".live__mark").count()
    return marks == 0 and rows == {name: WORDS[status] for name, status in reference.statuses.items()}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_accepted_changes_nothing_and_is_reported(
    browser: Browser, address: str, live: Path, reference: Built, kind: str
) -> None:
    made, why = REFUSED[kind]
    with tab(browser) as page:
        lying(page, address, {ENVELOPE: made(live)})
        settled(page, POSTURE, address)
        assert told(page) == (
            f"This site offers another snapshot, which your browser did not accept: {why}."
            " Nothing on this page was changed by it."
        )
        assert unchanged(page, reference)


def test_a_snapshot_that_is_missing_between_breaks_the_chain(
    browser: Browser, address: str, live: Path, reference: Built
) -> None:
    between = signed(second(live))
    newest = signed(successor(json_of(between), payload_sha256(between), turned))
    other = signed(second(live, turned))
    for answer in (None, other, b"{}"):
        with tab(browser) as page:
            lying(page, address, {ENVELOPE: newest, history(sequence(live) + 1): answer})
            settled(page, POSTURE, address)
            assert "a snapshot between is missing, or does not fit" in told(page)
            assert unchanged(page, reference)


def test_another_policy_on_the_server_accepts_nothing(
    browser: Browser, address: str, live: Path, reference: Built
) -> None:
    policy = json.loads((live / POLICY).read_bytes())
    stranger = Key("stranger")
    policy["keys"].append(stranger.entry())
    with tab(browser) as page:
        lying(page, address, {ENVELOPE: signed(second(live, turned), stranger), POLICY: json.dumps(policy).encode()})
        settled(page, POSTURE, address)
        assert "the trust policy beside it is not the one that this page names" in told(page)
        assert unchanged(page, reference)


UNKNOWN = "Your browser could not find out whether there is a newer snapshot."


@pytest.mark.parametrize("gone", [ENVELOPE, POLICY, "posture/checklist.json"])
def test_what_cannot_be_asked_is_said(browser: Browser, address: str, reference: Built, gone: str) -> None:
    with tab(browser) as page:
        lying(page, address, {gone: None})
        settled(page, POSTURE, address)
        assert told(page) == UNKNOWN
        assert unchanged(page, reference)


def test_without_web_crypto_nobody_knows(browser: Browser, address: str, reference: Built) -> None:
    with tab(browser) as page:
        settled(page, POSTURE, address.replace("127.0.0.1", PLAIN_HOST))
        assert told(page) == UNKNOWN
        assert unchanged(page, reference)


def test_another_origin_is_not_asked(
    browser: Browser, address: str, live: Path, reference: Built, tmp_path: Path
) -> None:
    """The site sends the browser elsewhere for a snapshot that would be accepted."""
    (tmp_path / "latest.dsse.json").write_bytes(signed(second(live, turned)))
    (tmp_path / "_headers").write_text("/*\n  Access-Control-Allow-Origin: *\n")
    with served(tmp_path, headers=True) as elsewhere, tab(browser) as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        page.route(
            address + ENVELOPE,
            lambda route: route.fulfill(status=302, headers={"Location": f"{elsewhere}latest.dsse.json"}),
        )
        settled(page, POSTURE, address)
        assert told(page) == UNKNOWN
        assert unchanged(page, reference)
        assert address + ENVELOPE in asked
        assert not any(url.startswith(elsewhere) for url in asked)


def test_an_answer_without_end_is_left_early(browser: Browser, live: Path, reference: Built) -> None:
    left = threading.Event()

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        try:
            for _ in range(1 << 14):
                handler.wfile.write(b" " * (1 << 16))
        except OSError:
            left.set()

    with served(live, headers=True, instead={f"/{ENVELOPE}": endless}) as at, tab(browser) as page:
        page.goto(at + POSTURE)
        page.locator(".live__line--refused").wait_for()
        assert "it is too large" in told(page)
        assert unchanged(page, reference)
        assert left.wait(10)


def test_a_page_looks_again_when_it_is_seen_again_and_never_goes_back(
    browser: Browser, address: str, live: Path
) -> None:
    newer = signed(second(live, turned))
    seen = "document.dispatchEvent(new Event('visibilitychange'))"
    with tab(browser) as page:
        settled(page, POSTURE, address)
        assert told(page) == ""
        lying(page, address, {ENVELOPE: newer})
        page.evaluate(seen)
        page.locator(".live__line--newer").wait_for()
        assert shown(page)[PASSING] == "Fail"
        page.unroute_all()
        page.evaluate(seen)
        page.locator(".live__line--refused").wait_for()
        assert "it is older than what this page shows" in told(page)
        assert "Newer than this page" in told(page)
        assert shown(page)[PASSING] == "Fail"


def test_a_stale_page_is_still_the_page_of_its_snapshot(browser: Browser, address: str) -> None:
    with tab(browser, AS_OF + timedelta(days=3)) as page:
        settled(page, POSTURE, address)
        assert page.locator(".stale").is_visible()
        assert told(page) == ""


def test_without_scripts_nothing_is_said_and_nothing_is_asked(browser: Browser, address: str) -> None:
    with tab(browser, java_script_enabled=False) as page:
        settled(page, POSTURE, address)
        assert page.locator(".live").is_hidden()


def test_it_is_off_unless_a_site_turns_it_on(browser: Browser, reference: Built) -> None:
    with served(reference.site, headers=True) as at, tab(browser) as page:
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        settled(page, POSTURE, at)
        assert page.locator(".live").count() == 0
        assert not any(url.endswith(".json") for url in asked)
