"""Ways in which a published site can lie about its evidence: pages, snapshots and policies that are altered."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

from posture_simulator import Key
from reader import ENVELOPE, POLICY, POSTURE, sequence, signed, statement

from trustgen.attest import demokey

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRANGER = Key("stranger")


def forged(site: Path, **changes: Any) -> dict[str, Any]:
    value = statement(site)
    value["predicate"].update(changes)
    return value


def all_pass(site: Path) -> dict[str, Any]:
    value = statement(site)
    for control in value["predicate"]["controls"]:
        control["status"] = "pass"
    return value


def tampered(site: Path) -> bytes:
    """A fail made a pass in the payload, with the signature left as it was."""
    envelope = json.loads((site / ENVELOPE).read_bytes())
    payload = base64.b64decode(envelope["payload"]).replace(b'"status":"fail"', b'"status":"pass"')
    assert payload != base64.b64decode(envelope["payload"])
    envelope["payload"] = base64.b64encode(payload).decode()
    return json.dumps(envelope).encode()


SWAPPED = {
    "a payload that was altered": (tampered, "Signature None fits"),
    "another key's snapshot": (lambda site: signed(statement(site), STRANGER), "Signature None fits"),
    "an older snapshot": (lambda site: signed(forged(site, sequence=sequence(site) - 1)), "Rollback"),
    "another snapshot of the same number": (lambda site: signed(all_pass(site)), "Fork"),
    "another environment": (lambda site: signed(forged(site, environment="staging")), "Environment"),
    "another type": (
        lambda site: signed(statement(site) | {"predicateType": "https://slsa.dev/provenance/v1"}),
        "Type",
    ),
    "another checklist": (
        lambda site: signed(statement(site) | {"subject": [{"name": "x", "digest": {"sha256": "0" * 64}}]}),
        "Checklist",
    ),
    "no signature": (
        lambda site: json.dumps(json.loads((site / ENVELOPE).read_bytes()) | {"signatures": []}).encode(),
        "Signature None fits",
    ),
    "no JSON": (lambda _site: b"<!doctype html>", "Damage"),
    "nothing in it": (lambda _site: b"null", "Damage"),
    "no statement": (lambda _site: signed({}), "Damage"),
}


def changed_policy(site: Path, **changes: Any) -> bytes:
    return json.dumps(json.loads((site / POLICY).read_bytes()) | changes).encode()


POLICIES = {
    "another policy": ({"maxAgeSeconds": 90000}, "Trust policy The published one is not"),
    "the key revoked": (
        {"revokedKeys": [{"keyid": demokey.KEYID, "revokedAt": "2026-11-20T00:00:00Z", "reason": "leaked"}]},
        "Signers Too few count.",
    ),
    "two signers asked for": ({"threshold": 2}, "Signers Too few count."),
    "no age given": ({"maxAgeSeconds": None}, "Time By your clock"),
}


FAIL = '<span class="outcome__word">Fail</span>'
PASS = '<span class="outcome__word">Pass</span>'
MARK = '<span class="outcome__mark" aria-hidden="true"></span>'
SHOWN = '<span class="outcome outcome--pass"><span class="outcome__mark"></span>' + PASS + "</span>"
POST, LIST, START = POSTURE, "controls/index.html", "index.html"
ROWS = {
    POST: r'<li class="board__row">(?:(?!</li>).)*?<span class="board__id">{id}</span>.*?</li>',
    LIST: r'<li class="controls__item" id="{anchor}">.*?</li>',
}
COUNTED = "tally__item outcome outcome--not-scanned"
LIES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a word": (POST, lambda row: row.replace(">Fail<", ">Pass<"), "{fail}: Pass"),
    "a mark": (POST, lambda row: row.replace("outcome--fail", "outcome--pass"), "{fail}: Fail"),
    "word and mark": (POST, lambda row: row.replace(">Fail<", ">Pass<").replace("--fail", "--pass"), "{fail}: Pass"),
    "an outcome that looks like a count": (
        POST,
        lambda row: row.replace("outcome outcome--fail", COUNTED).replace(">Fail<", ">Pass<"),
        "{fail}: Pass",
    ),
    "a count of what was not scanned, in other words": (
        POST,
        lambda row: f'{row}<li class="{COUNTED}"><span class="tally__count">22</span> {PASS}</li>',
        "22 Pass",
    ),
    "another control's name": (POST, lambda row: row.replace("{fail}", "{pass}"), "{pass}: Fail, {fail}"),
    "a row that is gone": (POST, lambda _row: "", "{fail}"),
    "an outcome that is gone": (POST, lambda row: re.sub(r'class="outcome ', 'class="o ', row), "{fail}"),
    "a row that is gone from the list": (LIST, lambda _row: "", "{fail}"),
    "a second row": (
        POST,
        lambda row: row + row.replace(">Fail<", ">Pass<").replace("--fail", "--pass"),
        "{fail}: Pass",
    ),
    "a row of no control": (POST, lambda row: f"{row}<li>Everything {SHOWN}</li>", "Pass"),
    "a row of a control that nobody signed": (POST, lambda row: f"{row}<li>ISOL-099 {SHOWN}</li>", "ISOL-099: Pass"),
    "an outcome beside the rows": (LIST, lambda row: f"{row}</ul><p>Our keys: {SHOWN}</p><ul>", "Pass"),
    "a word of the list": (LIST, lambda row: row.replace(">Fail<", ">Pass<"), "{fail}: Pass"),
}
"""By the kind of the lie about the one control that fails: the page, what becomes of its row, and what is named."""

EDITS = {
    "a date": (POST, ">until 5 January 2027<", ">until 5 January 2028<", "{exception}: Exception until 5 January 2028"),
    "a count": (
        POST,
        '>1</span> <span class="outcome__word">Fail<',
        '>0</span> <span class="outcome__word">Fail<',
        "0 Fail",
    ),
    "a count's word": (
        POST,
        '>1</span> <span class="outcome__word">Fail<',
        '>1</span> <span class="outcome__word">Pass<',
        "1 Pass",
    ),
    "a count of nothing": (POST, "tally__item outcome outcome--fail", "tally__item outcome outcome--error", "1 Fail"),
    "a citation": (START, MARK + FAIL, MARK + PASS, "{fail}: Pass"),
    "a control's own page": ("controls/{anchor}.html", FAIL, PASS, "{fail}: Pass"),
    "a control's own page without it": (
        "controls/{anchor}.html",
        'class="outcome outcome--fail"',
        'class="verdict"',
        "{fail}",
    ),
}
"""Texts that are replaced wherever they stand on a page."""


def altered(site: Path, statuses: dict[str, str], kind: str) -> tuple[str, bytes, str]:
    """The page, its altered source, and what has to be named."""
    names = {
        status: next(name for name in statuses if statuses[name] == status) for status in ("fail", "exception", "pass")
    }

    def put(text: str) -> str:
        for name, value in {**names, "anchor": names["fail"].lower()}.items():
            text = text.replace("{" + name + "}", value)
        return text

    if kind in EDITS:
        path, old, new, named = map(put, EDITS[kind])
        text = (site / path).read_text("utf-8")
        assert old in text
        return path, text.replace(old, new).encode(), named
    path, change, named = LIES[kind]
    text = (site / path).read_text("utf-8")
    row = re.search(ROWS[path].format(id=names["fail"], anchor=names["fail"].lower()), text, re.DOTALL)
    assert row is not None
    # The change sees placeholders, so that it can name controls.
    changed = change(row[0].replace(names["fail"], "{fail}").replace(names["fail"].lower(), "{anchor}"))
    return path, text.replace(row[0], put(changed)).encode(), put(named)
