"""A page that looks for a newer snapshot accepts one exactly where the verifier does: every vector, in Node."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from nodes import needs_node, node, page, payload_of, sequence_of
from vectors import CASES, name_of, request_of

from trustgen.attest.anchors import read_anchors
from trustgen.attest.select import Selected, verify_folder

WHY = {
    "SnapshotTooLarge": {"size"},
    "MalformedEnvelope": {"damage", "signature"},
    "UnsupportedBundle": {"damage"},
    "UnsignedSnapshot": {"signature"},
    "BadSignature": {"signature", "damage"},
    "UnknownSigner": {"signature"},
    "UnsupportedPayloadType": {"type", "signature"},
    "UnsupportedStatementType": {"damage"},
    "UnsupportedPredicateType": {"type"},
    "MalformedStatement": {"damage"},
    "SchemaViolation": {"damage"},
    "ThresholdNotMet": {"threshold"},
    "RevokedKey": {"threshold"},
    "KeyNotValid": {"threshold"},
    "RevokedSnapshot": {"withdrawn"},
    "WrongEnvironment": {"environment"},
    "WrongScanner": {"scanner"},
    "WrongChecklist": {"checklist"},
    "ControlSetMismatch": {"controls"},
    "MetricMismatch": {"metrics"},
    "StatusInconsistent": {"statuses"},
    "ExceptionViolation": {"exceptions", "stale"},
    "TimeInconsistent": {"times", "stale"},
    "FutureDated": {"future"},
    "StaleSnapshot": {"stale"},
    "ClockError": {"clock"},
    "GateFailed": {"gates"},
    "RollbackDetected": {"rollback"},
    "ForkDetected": {"fork"},
    "ChainBroken": {"chain"},
    "SequenceJump": {"jump"},
}
"""For every error, what such a page calls it."""

NOT_ITS_OWN = {
    "MissingSnapshot": "there is no envelope",
    "UnsafeSource": "a server has no links, pipes or folders",
    "StateCorrupt": "lock, state and record are files of whoever builds; a page holds the snapshot that it shows",
    "PolicyError": "a page takes the one policy whose digest it was built with, and a build took that",
}
"""Errors that are about what a page does not read."""

OLDER = "a page does not read what is older than what it shows"
LEFT_OUT = {
    "V21": "the first snapshot of all is newer than none, and a page shows one",
    "B07": "a page asks for one name; what the verifier makes of another says nothing of it",
    "C35": "without a checklist the page says that it could not find out: tests/browser/test_live.py",
    "C36": "a page takes the one checklist whose digest it was built with, and a build took that",
    "R17": NOT_ITS_OWN["StateCorrupt"],
    "R24": OLDER,
    "R25": OLDER,
    "R30": OLDER,
}
"""Vectors whose fault a page cannot meet, by their ids in both sets."""

BEGINNINGS = {"R29": (40, "1" * 64)}
"""What a page shows where the vector says that nothing was known, and the policy's floor is meant."""


def order(envelope: bytes) -> tuple[int, bool]:
    """The newest last; of two wrappings of one number the envelope, which is what a page asks for."""
    return sequence_of(envelope), b'"dsseEnvelope"' not in envelope


def held(case: dict[str, Any], files: list[bytes]) -> tuple[int, str]:
    """What the page shows: what was known before, or the one before in the folder, or what the newest links to."""
    request = request_of(case, case["root"])
    known = read_anchors(
        lock=request.lock, state=request.state, published=request.published, environment="prod-eu-1", root=request.root
    )
    if known:
        return max((anchor.sequence, anchor.sha256) for anchor in known)
    *before, latest = sorted(files, key=order)
    for other in reversed(before):
        if payload_of(other) != payload_of(latest):
            return sequence_of(other), sha256(payload_of(other)).hexdigest()
    try:
        previous = json.loads(payload_of(latest))["predicate"]["previous"]
        return int(previous["sequence"]), str(previous["digest"]["sha256"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return 41, "1" * 64


def page_of(case: dict[str, Any], files: list[bytes]) -> dict[str, Any]:
    """A page that was built with what the case knew before, on a site that has these envelopes."""
    rules, checklist = ((case["root"] / case[name]).read_bytes() for name in ("policy", "checklist"))
    shown = BEGINNINGS.get(case["id"]) or held(case, files)
    return page(rules, checklist, sorted(files, key=order), shown, datetime.fromisoformat(case["asOf"]))


def received(case: dict[str, Any]) -> list[bytes]:
    return [path.read_bytes() for path in sorted((case["root"] / case["source"]).iterdir())]


@cache
def refused() -> tuple[tuple[dict[str, Any], ...], list[dict[str, Any]]]:
    """Every case that a page can meet and has to refuse, and the page."""
    left_out = {"accept", *NOT_ITS_OWN}
    cases = tuple(case for case in CASES if case["expect"] not in left_out and case["id"] not in LEFT_OUT)
    return cases, [page_of(case, received(case)) for case in cases]


@cache
def accepted() -> tuple[tuple[dict[str, Any], ...], list[dict[str, Any]]]:
    """Every case that a page has to show: two pages of each, with the snapshot as published and as received."""
    cases = tuple(case for case in CASES if case["expect"] == "accept" and case["id"] not in LEFT_OUT)
    pages = []
    for case in cases:
        outcome = verify_folder(request_of(case, case["root"]))
        assert isinstance(outcome, Selected)
        older = [item.files[0].data for item in outcome.snapshots[:-1]]
        files = outcome.snapshots[-1].files
        # A page reads one envelope: what comes in a bundle, or in two files, it reads as it is published.
        raw = outcome.head_envelope if len(files) > 1 or files[0].bundle else files[0].data
        pages += [page_of(case, [*older, outcome.head_envelope]), page_of(case, [*older, raw])]
    return cases, pages


@needs_node
def test_what_the_verifier_refuses_a_page_refuses_for_the_same_reason() -> None:
    cases, pages = refused()
    wrong = [
        (name_of(case), case["expect"], answer)
        for case, answer in zip(cases, node(pages=pages)["pages"], strict=True)
        if answer.get("thrown") not in WHY[case["expect"]]
    ]
    assert not wrong, "\n".join(map(str, wrong))
    assert {case["expect"] for case in cases} == set(WHY)


@needs_node
def test_what_the_verifier_accepts_a_page_shows() -> None:
    cases, pages = accepted()
    answers = node(pages=pages)["pages"]
    assert len(answers) == 2 * len(cases) > 120
    wrong = [
        (name_of(case), published, raw)
        for case, published, raw in zip(cases, answers[::2], answers[1::2], strict=True)
        if not published.get("shown") == raw.get("shown") == case["selected"]["sequence"]
    ]
    assert not wrong, "\n".join(map(str, wrong))


def test_every_vector_is_tried_or_left_out_with_a_reason() -> None:
    tried = {name_of(case) for case in (*refused()[0], *accepted()[0])}
    left = [case for case in CASES if name_of(case) not in tried]
    assert all(case["id"] in LEFT_OUT or case["expect"] in NOT_ITS_OWN for case in left)
    assert {case["id"] for case in CASES if case["id"] in LEFT_OUT} == set(LEFT_OUT)
