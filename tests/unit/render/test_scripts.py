"""The scripts as they are shipped: small, pinned, allowed by their digests alone; and the check itself, run in Node.

Node's WebCrypto is an implementation that shares no code with the verifier in Python.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from factory import FILES, make_center, make_content, make_renderer, rendered
from nodes import milliseconds, needs_node, node, sequence_of, text
from vectors import CASES as ALL
from vectors import name_of, request_of

from trustgen.attest.select import Selected, verify_folder
from trustgen.render.scripts import page_scripts, pinned
from trustgen.resources import shipped

if TYPE_CHECKING:
    from pathlib import Path

CASES = {name_of(case): case for case in ALL}
VECTOR = "posture-V01"

ANSWERS = {
    "BadSignature": {"signature"},
    "UnknownSigner": {"signature"},
    "UnsignedSnapshot": {"signature"},
    # A type that was changed after signing is no longer what was signed.
    "UnsupportedPayloadType": {"type", "signature"},
    "UnsupportedPredicateType": {"type"},
    "ThresholdNotMet": {"threshold"},
    "RevokedKey": {"threshold"},
    "KeyNotValid": {"threshold"},
    "RevokedSnapshot": {"withdrawn"},
    "WrongEnvironment": {"environment"},
    "StaleSnapshot": {"stale"},
    "FutureDated": {"future"},
}
"""For every error that the browser's check repeats, the words that it has for it."""


SENTENCE = r"(?<![\w-])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w-])"


def asked(case: dict[str, Any], sent: bytes) -> dict[str, Any]:
    """What a browser at the case's time gets."""
    rules = (case["root"] / case["policy"]).read_bytes()
    return {"sent": text(sent), "rules": text(rules), "now": milliseconds(case["asOf"])}


def newest(case: dict[str, Any]) -> bytes:
    """The envelope of the case's newest snapshot, as it was received; out of its bundle, if it came in one."""
    found = max((path.read_bytes() for path in sorted((case["root"] / case["source"]).iterdir())), key=sequence_of)
    inner = json.loads(found).get("dsseEnvelope") if b'"dsseEnvelope"' in found else None
    return json.dumps(inner).encode() if inner else found


def test_what_a_page_loads_for_its_check_is_below_five_kilobytes() -> None:
    assert len(page_scripts().verify.data) < 5000


def test_the_other_scripts_are_small_too() -> None:
    scripts = page_scripts()
    assert len(scripts.stale.data) < 300
    assert len(scripts.live.data) < 12000
    assert len(scripts.saved) < 7000


@pytest.mark.parametrize("name", ["stale", "verify", "live", "saved"])
def test_a_script_asks_for_nothing_dangerous_and_says_nothing_itself(name: str) -> None:
    found = getattr(page_scripts(), name)
    source = found if isinstance(found, str) else found.data.decode()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|https?:", source)
    assert not re.search(r"localStorage|sessionStorage|cookie|sendBeacon|XMLHttpRequest|WebSocket|import\(", source)
    strings = [a or b or c for a, b, c in re.findall(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`", source)]
    # What a reader reads comes from the catalogue: a script has names and selectors, no sentences.
    assert [one for one in strings if re.search(SENTENCE, one)] == []


def test_a_script_s_name_and_integrity_are_its_digest() -> None:
    for script in (page_scripts().stale, page_scripts().verify, page_scripts().live):
        digest = sha256(script.data)
        assert script.path.endswith(f"-{digest.hexdigest()[:8]}.js")
        assert script.integrity == f"sha256-{base64.b64encode(digest.digest()).decode()}" == pinned(script.data)


def test_comments_and_white_space_stay_behind_and_names_stay() -> None:
    source = (shipped("static") / "js" / "verify.js").read_text("utf-8")
    made = page_scripts().verify.data.decode()
    assert "// " in source
    assert "// " not in made
    assert "\n  " not in made
    assert set(re.findall(r"\bconst (\w+) =", source)) <= set(re.findall(r"\bconst ?\[?(\w+)", made))


def test_the_check_lies_under_its_fixed_name_too() -> None:
    files = {file.path: file.data for file in page_scripts().files(live=False)}
    assert files.keys() == {page_scripts().stale.path, page_scripts().verify.path, "posture/verify.js"}
    assert files["posture/verify.js"] == page_scripts().verify.data
    assert page_scripts().live.path in {file.path for file in page_scripts().files(live=True)}


def policies(pages: dict[str, str]) -> dict[str, str]:
    found = {path: re.search(r'Content-Security-Policy" content="([^"]*)"', page) for path, page in pages.items()}
    return {path: match[1] for path, match in found.items() if match is not None}


def test_a_page_connects_only_where_a_script_reads_the_evidence() -> None:
    scripts = page_scripts()
    found = policies(rendered(make_renderer(make_center())))
    connecting = {path for path, policy in found.items() if "connect-src" in policy}
    assert connecting == {"posture/index.html"}
    assert all("connect-src 'self';" in found[path] for path in connecting)
    assert {path for path, policy in found.items() if scripts.verify.integrity in policy} == connecting
    assert {path for path, policy in found.items() if scripts.stale.integrity not in policy} == {"posture/verify.html"}
    assert not any(scripts.live.integrity in policy for policy in found.values())
    assert pinned(scripts.saved.encode()) in found["posture/verify.html"]
    assert "'self'" not in found["posture/verify.html"].replace("img-src 'self'", "").replace("font-src 'self'", "")


def test_a_live_site_looks_from_every_page() -> None:
    content = make_content({"site.yml": FILES["site.yml"] + "posture: {live: true}\n"})
    pages = rendered(make_renderer(make_center(content)))
    found = policies(pages)
    for path, policy in found.items():
        if path != "posture/verify.html":
            assert page_scripts().live.integrity in policy, path
            assert "connect-src 'self'" in policy
            assert pages[path].count('class="live"') == 1
    assert page_scripts().live.integrity in pages["_headers"]


def test_the_headers_repeat_the_widest_policy_and_add_what_a_page_cannot_say() -> None:
    pages = rendered(make_renderer(make_center()))
    headers = pages["_headers"]
    assert headers.startswith("/*\n  Content-Security-Policy: default-src 'none'; script-src 'sha256-")
    for needed in (
        "frame-ancestors 'none'",
        "nosniff",
        "Integrity-Policy: blocked-destinations=(script)",
        "no-referrer",
    ):
        assert needed in headers
    (line,) = (line for line in headers.splitlines() if "Content-Security-Policy" in line)
    for policy in policies(pages).values():
        for directive in policy.split("; "):
            name, *sources = directive.split()
            allowed = next(
                part.split()[1:] for part in line.split(": ", 1)[1].split("; ") if part.startswith(f"{name} ")
            )
            assert set(sources) <= set(allowed), directive


def test_the_style_inside_of_the_saved_page_cannot_end_its_element(tmp_path: Path) -> None:
    from trustgen.render.assets import Static, static_files

    (tmp_path / "static" / "css" / "components").mkdir(parents=True)
    path = tmp_path / "static" / "css" / "components" / "button.css"
    path.write_text('.button::after { content: "</style><script>alert(1)</script>"; }\n')
    static = static_files(tmp_path)
    assert isinstance(static, Static)
    assert "</" not in static.saved_css
    assert r"<\/style>" in static.saved_css


@cache
def accepted() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every case that is accepted, and what a browser gets of it: as it was received, and as it is published."""
    cases = [case for case in CASES.values() if case["expect"] == "accept"]
    sent = []
    for case in cases:
        outcome = verify_folder(request_of(case, case["root"]))
        assert isinstance(outcome, Selected)
        # One that is enough together with another file is published with both of their signatures.
        received = outcome.head_envelope if len(outcome.snapshots[-1].files) > 1 else newest(case)
        sent += [asked(case, received), asked(case, outcome.head_envelope)]
    return cases, sent


@needs_node
def test_every_accepted_vector_is_in_order_as_received_and_as_published() -> None:
    cases, sent = accepted()
    answers = node(cases=sent)["cases"]
    assert len(answers) == 2 * len(cases) > 120
    for case, received, published in zip(cases, answers[::2], answers[1::2], strict=True):
        assert received["wrong"] == published["wrong"] == [], name_of(case)
        assert received["sha256"] == published["sha256"] == case["selected"]["sha256"]
        assert received["keys"]


@needs_node
def test_every_fault_that_the_check_repeats_is_found() -> None:
    cases = [case for case in CASES.values() if case["expect"] in ANSWERS and case["id"][0] in "STFCE"]
    assert {case["id"][0] for case in cases} == set("STFCE")
    assert {name for name, case in CASES.items() if case["id"][0] == "S"} <= {name_of(case) for case in cases}
    answers = node(cases=[asked(case, newest(case)) for case in cases])["cases"]
    for case, answer in zip(cases, answers, strict=True):
        said = {answer["thrown"]} if "thrown" in answer else set(answer["wrong"])
        assert said & ANSWERS[case["expect"]], (name_of(case), answer)


@needs_node
def test_a_policy_that_lists_one_key_twice_or_under_another_name_is_refused() -> None:
    cases = [CASES[f"posture-{name}"] for name in ("K04", "K07", "K20", "K23")]
    answers = node(cases=[asked(case, newest(case)) for case in cases])["cases"]
    assert [answer.get("thrown") for answer in answers] == ["policy"] * 4


@needs_node
def test_a_snapshot_about_another_file_than_the_pinned_ones_is_told() -> None:
    cases = [CASES[f"{folder}-C05"] for folder in ("posture", "attacks")]
    answers = node(cases=[asked(case, newest(case)) for case in cases])["cases"]
    assert [answer["wrong"] for answer in answers] == [["checklist"]] * 2


@needs_node
def test_a_snapshot_is_withdrawn_by_its_own_digest() -> None:
    case = CASES[VECTOR]
    rules = json.loads((case["root"] / case["policy"]).read_bytes())
    sent = []
    for digest in ("ab" * 32, case["selected"]["sha256"]):
        changed = rules | {"revokedSnapshots": [{"sha256": digest, "reason": "wrong-cluster"}]}
        sent.append(asked(case, newest(case)) | {"rules": text(json.dumps(changed).encode())})
    assert [answer["wrong"] for answer in node(cases=sent)["cases"]] == [[], ["withdrawn"]]


@needs_node
def test_where_no_key_counts_nobody_is_enough_whatever_a_policy_asks_for() -> None:
    case = CASES["posture-S19"]
    rules = json.loads((case["root"] / case["policy"]).read_bytes())
    sent = [{"rules": text(json.dumps(rules | {"threshold": most}).encode())} for most in (1, 0)]
    answers = node(cases=[asked(case, newest(case)) | changed for changed in sent])["cases"]
    assert [answer["wrong"] for answer in answers] == [["threshold"]] * 2


@needs_node
def test_where_a_keyless_signature_may_be_missing_there_is_no_answer() -> None:
    """No browser can check one: that is neither good nor bad, whatever the keys say."""
    listed = [{"issuer": "https://issuer.example", "subject": "x"}]
    cases = []
    for name, changes in (("V01", {}), ("V01", {"threshold": 2}), ("V01", {"keys": []}), ("S01", {}), ("V06", {})):
        case = CASES[f"posture-{name}"]
        rules = json.loads((case["root"] / case["policy"]).read_bytes()) | {"identities": listed} | changes
        cases.append(asked(case, newest(case)) | {"rules": text(json.dumps(rules).encode())})
    answers = node(cases=cases)["cases"]
    # Where enough keys signed, nothing is missing.
    assert [answer.get("thrown") for answer in answers] == [None, {"code": 9}, {"code": 9}, {"code": 9}, None]
    assert answers[0]["wrong"] == answers[4]["wrong"] == []


@needs_node
def test_no_byte_of_an_accepted_envelope_can_be_flipped() -> None:
    case = CASES[VECTOR]
    envelope = json.loads(newest(case))
    payload = base64.b64decode(envelope["payload"])
    signature = base64.b64decode(envelope["signatures"][0]["sig"])
    sent = []
    for at in range(0, len(payload), 37):
        flipped = bytes([*payload[:at], payload[at] ^ 1, *payload[at + 1 :]])
        sent.append(asked(case, json.dumps(envelope | {"payload": text(flipped)}).encode()))
    for at in range(len(signature)):
        flipped = bytes([*signature[:at], signature[at] ^ 1, *signature[at + 1 :]])
        sent.append(asked(case, json.dumps(envelope | {"signatures": [{"sig": text(flipped)}]}).encode()))
    answers = node(cases=sent)["cases"]
    assert len(answers) > 150
    assert {answer.get("thrown") for answer in answers} == {"signature"}


ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def integers() -> list[int]:
    """Short ones, ones with the highest bit set, and the largest of each length."""
    return [1, 0x7F, 0x80, 0xFF, 0x100, 2**127, 2**128 - 1, 2**247, 2**248, 2**255, ORDER - 1]


@needs_node
def test_a_signature_in_der_becomes_two_integers_of_32_bytes() -> None:
    pairs = list(itertools.product(integers(), integers()))
    given = [encode_dss_signature(r, s) for r, s in pairs]
    assert [decode_dss_signature(one) for one in given] == pairs
    found = node(der=[text(one) for one in given])["der"]
    assert found == [r.to_bytes(32, "big").hex() + s.to_bytes(32, "big").hex() for r, s in pairs]


MALFORMED = {
    "nothing": "",
    "no sequence": "3106020101020101",
    "a length too long": "3007020101020101",
    "a length too short": "3005020101020101",
    "bytes after it": "300602010102010100",
    "a byte inside after the second integer": "300702010102010100",
    "the length in two bytes": "308106020101020101",
    "an integer's length in two bytes": "30070281010102 0101",
    "an integer that is none": "3006030101020101",
    "an empty integer": "3005020002 0101",
    "an empty second integer": "30050201010200",
    "zero": "3006020100020101",
    "zero in second place": "3006020101020100",
    "a leading zero too many": "300702020001020101",
    "a leading zero too many in second place": "300702010102020001",
    "a leading zero before the largest that needs none": "30070202007f020101",
    "a negative integer": "3006020180020101",
    "a negative second integer": "3006020101020180",
    "an integer of 33 bytes": "3026022101" + "00" * 32 + "020101",
    "an integer of 34 bytes": "30270222008000" + "00" * 31 + "020101",
    "one integer": "3003020101",
    "three integers": "3009020101020101020101",
    "r and s bare": "01" * 64,
    "cut off": "30060201010201",
}


@needs_node
def test_any_other_form_of_a_signature_is_refused() -> None:
    given = [text(bytes.fromhex(one)) for one in MALFORMED.values()]
    found = node(der=given)["der"]
    assert dict(zip(MALFORMED, found, strict=True)) == dict.fromkeys(MALFORMED)
