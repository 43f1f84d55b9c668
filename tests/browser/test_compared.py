"""What the check says of many sites that lie: every kind of altered page, file, time and fingerprint."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from compared import Site, checked, texts
from lies import EDITS, LIES, POLICIES, SHOWN, STRANGER, SWAPPED, altered, changed_policy, forged
from projects import AS_OF
from reader import ENVELOPE, POLICY, POSTURE, payload_sha256, sequence, signed, statement
from website import served

from trustgen.attest import demokey

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from projects import Built

pytestmark = pytest.mark.browser

Case = tuple[Site, list[str], str]
SURE = ["signed", "unknown", "limits"]
WRONG = {
    "a payload that was altered": ["signature"],
    "another key's snapshot": ["signature"],
    "an older snapshot": ["rollback", *SURE],
    "another snapshot of the same number": ["fork", *SURE],
    "another environment": ["environment", "fork", *SURE],
    "another type": ["type", "fork", *SURE],
    "another checklist": ["checklist", "fork", *SURE],
    "no signature": ["signature"],
    "no JSON": ["damage"],
    "nothing in it": ["damage"],
    "no statement": ["damage"],
}
RULES = {
    "another policy": ["rules"],
    "the key revoked": ["threshold", "rules"],
    "two signers asked for": ["threshold", "rules"],
    "no age given": ["stale", "rules"],
}


@cache
def cases(site: Path, statuses: tuple[tuple[str, str], ...]) -> dict[str, Case]:
    """By its name a site, the lines that the check has to say of it after its state, and words among them."""
    known = dict(statuses)
    (failing,) = (name for name, status in known.items() if status == "fail")
    base = texts(site)
    post = base[POSTURE]
    (files,) = re.findall(r'data-files="([^"]*)"', post)
    found: dict[str, Case] = {"as built": (Site(), ["good", "pages", *SURE], "all ")}
    for kind in (*LIES, *EDITS):
        path, source, named = altered(site, known, kind)
        found[kind] = (Site(files={path: source.decode()}), ["bad", "other", "pages", *SURE], f"not shown: {named}.")
    for kind, (made, _) in SWAPPED.items():
        found[kind] = (Site(files={ENVELOPE: made(site).decode()}), ["bad", *WRONG[kind]], "")
    for kind, (changes, _) in POLICIES.items():
        policy = changed_policy(site, **changes).decode()
        found[kind] = (Site(files={POLICY: policy}), ["bad", *RULES[kind], "pages", *SURE], "")
    newer = forged(site, sequence=sequence(site) + 1)
    envelope = signed(newer)
    renamed = post.replace(payload_sha256((site / ENVELOPE).read_bytes()), payload_sha256(envelope)).replace(
        f'data-sequence="{sequence(site)}"', f'data-sequence="{sequence(site) + 1}"'
    )
    updated: dict[str, str | None] = {ENVELOPE: envelope.decode(), POSTURE: renamed}
    records = statement(site)["predicate"]["exceptions"]
    sooner = records[0] | {"id": "EXC-2026-900", "control": "K8S-005", "expiresAt": "2026-12-01T00:00:00Z"}
    two = signed(forged(site, exceptions=[*records, sooner]))
    of_two = post.replace(payload_sha256((site / ENVELOPE).read_bytes()), payload_sha256(two))
    listed = base["controls/index.html"]
    lie = listed.replace("</main>", f"<p>{failing} {SHOWN}</p></main>")
    path, source, named = altered(site, known, "word and mark")
    found |= {
        "newer": (Site(files={ENVELOPE: envelope.decode()}), ["late", "newer", *SURE], ""),
        "newer, and shown": (Site(files=updated, alone=True), ["good", "alone", *SURE], "all "),
        "newer, shown, and the others lie": (
            Site(files=updated | {"controls/index.html": lie}, alone=True),
            ["good", "alone", *SURE],
            "This page alone",
        ),
        "newer, shown, and altered": (
            Site(files=updated | {POSTURE: renamed.replace(">Fail<", ">Pass<")}, alone=True),
            ["bad", "other", "alone", *SURE],
            f"{failing}: Pass",
        ),
        "newer, shown, and left out": (
            Site(
                files=updated | {POSTURE: renamed.replace("outcome outcome--fail", "outcom outcome--fail")}, alone=True
            ),
            ["bad", "other", "alone", *SURE],
            failing,
        ),
        "an exception of another control that ends before": (
            Site(files={ENVELOPE: two.decode(), POSTURE: of_two}),
            ["good", "pages", *SURE],
            "",
        ),
        "no policy named": (
            Site(files={path: re.sub(r' data-rules="[0-9a-f]+"', "", source.decode())}),
            ["bad", "rules", "other", "pages", *SURE],
            named,
        ),
        "fewer pages named": (
            Site(files={POSTURE: post.replace(files, " ".join(files.split()[:2])), "controls/index.html": lie}),
            ["bad", "other", "pages", *SURE],
            ", ".join(known),
        ),
        "one page less": (
            Site(files={POSTURE: post.replace(f" ../controls/{failing.lower()}.html", "", 1)}),
            ["bad", "other", "pages", *SURE],
            failing,
        ),
        "run out": (Site(now=AS_OF + timedelta(days=3)), ["late", "stale", "pages", *SURE], ""),
        "run out and altered": (
            Site(now=AS_OF + timedelta(days=3), files={path: source.decode()}),
            ["bad", "stale", "other", "pages", *SURE],
            named,
        ),
        "not yet": (Site(now=AS_OF - timedelta(hours=1)), ["bad", "future", "pages", *SURE], ""),
        "the fingerprint": (Site(key=demokey.KEYID), ["good", "pages", "signed", "known", "limits"], ""),
        "another fingerprint": (Site(key=STRANGER.keyid), ["bad", "key", "pages", *SURE], ""),
        "two fingerprints": (Site(key=demokey.KEYID + STRANGER.keyid), ["bad", "key", "pages", *SURE], ""),
        "no envelope": (Site(files={ENVELOPE: None}), ["unable"], ""),
        "no policy": (Site(files={POLICY: None}), ["unable"], ""),
        "no list": (Site(files={"controls/index.html": None}), ["unable"], ""),
        "keyless, perhaps": (
            Site(files={POLICY: changed_policy(site, identities=[{"issuer": "x"}], threshold=2).decode()}),
            ["unable"],
            "",
        ),
        "what was not scanned, counted": (
            Site(
                files={
                    POSTURE: post.replace(
                        "</main>", '<p class="tally__item outcome outcome--not-scanned">3 Not scanned</p></main>'
                    )
                }
            ),
            ["good", "pages", *SURE],
            "",
        ),
    }
    return found


def answers(browser: Browser, reference: Built, script: str = "") -> list[tuple[str, Case, dict[str, Any]]]:
    """What the check says of every case."""
    every = cases(reference.site, tuple(reference.statuses.items()))
    with served(reference.site) as at:
        context = browser.new_context()
        page = context.new_page()
        page.goto(at + "robots.txt")
        found = checked(page, texts(reference.site), [site for site, _, _ in every.values()], script)
        context.close()
    return [(name, case, answer) for (name, case), answer in zip(every.items(), found, strict=True)]


def test_of_every_site_is_said_what_is_wrong_with_it(browser: Browser, reference: Built) -> None:
    for name, (_, lines, words), answer in answers(browser, reference):
        assert answer["said"] == lines, (name, answer)
        assert words in " ".join(answer["words"]), (name, answer)
