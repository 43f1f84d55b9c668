"""The scripts as they are shipped: small, pinned, allowed by their digests alone; and the check itself, run in Node.

Node's WebCrypto is an implementation that shares no code with the verifier in Python.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import shutil
import subprocess
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from factory import FILES, make_center, make_content, make_renderer, rendered

from trustgen.attest.select import Request, Selected, verify_folder
from trustgen.render.scripts import page_scripts, pinned
from trustgen.resources import shipped

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "tests" / "vectors" / "posture"
RUNNER = ROOT / "tests" / "support" / "verify_node.cjs"
CASES = {case["id"]: case for case in json.loads((VECTORS / "manifest.json").read_bytes())["vectors"]}
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs Node")

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


def path_of(name: str) -> Path:
    return VECTORS / name


def node(tmp_path: Path, **given: Any) -> dict[str, Any]:
    """What the shipped script answers."""
    script = tmp_path / "verify.js"
    script.write_bytes(page_scripts().verify.data)
    done = subprocess.run(
        [NODE or "node", RUNNER],
        input=json.dumps({"script": str(script), **given}),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def asked(case: dict[str, Any], sent: bytes) -> dict[str, Any]:
    """What a browser at the case's time gets."""
    now = datetime.fromisoformat(case["asOf"]).timestamp() * 1000
    return {"sent": text(sent), "rules": text(path_of(case["policy"]).read_bytes()), "now": now}


def newest(case: dict[str, Any]) -> bytes:
    """The envelope of the case's newest snapshot, as it was received."""
    found = []
    for path in sorted(path_of(case["source"]).iterdir()):
        outer = json.loads(path.read_bytes())
        inner = outer.get("dsseEnvelope", outer)
        plain = inner["payload"].replace("-", "+").replace("_", "/")
        found.append((json.loads(base64.b64decode(plain))["predicate"]["sequence"], json.dumps(inner).encode()))
    return max(found)[1]


def test_what_a_page_loads_for_its_check_is_below_five_kilobytes() -> None:
    assert len(page_scripts().verify.data) < 5000


def test_the_other_scripts_are_small_too() -> None:
    scripts = page_scripts()
    assert len(scripts.stale.data) < 300
    assert len(scripts.live.data) < 7500
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


@needs_node
def test_every_accepted_vector_is_in_order_as_it_was_received_and_as_it_is_published(tmp_path: Path) -> None:
    cases = [case for case in CASES.values() if case["expect"] == "accept"]
    sent = []
    for case in cases:
        anchors = {name: path_of(case[key]) if case[key] else None for name, key in ANCHORS}
        outcome = verify_folder(
            Request(
                folder=path_of(case["source"]),
                policy=path_of(case["policy"]),
                checklist=path_of(case["checklist"]),
                now=datetime.fromisoformat(case["asOf"]),
                root=VECTORS,
                **anchors,
            )
        )
        assert isinstance(outcome, Selected)
        sent += [asked(case, newest(case)), asked(case, outcome.head_envelope)]
    answers = node(tmp_path, cases=sent)["cases"]
    assert len(answers) == 2 * len(cases) > 40
    for case, received, published in zip(cases, answers[::2], answers[1::2], strict=True):
        assert received["wrong"] == published["wrong"] == [], case["id"]
        assert received["sha256"] == published["sha256"] == case["selected"]["sha256"]
        assert received["keys"]


ANCHORS = (("lock", "lock"), ("state", "state"), ("published", "site"))


@needs_node
def test_every_fault_that_the_check_repeats_is_found(tmp_path: Path) -> None:
    cases = [case for case in CASES.values() if case["expect"] in ANSWERS and case["id"][0] in "STFCE"]
    assert {case["id"][0] for case in cases} == set("STFCE")
    assert {case["id"] for case in CASES.values() if case["id"][0] == "S"} <= {case["id"] for case in cases}
    answers = node(tmp_path, cases=[asked(case, newest(case)) for case in cases])["cases"]
    for case, answer in zip(cases, answers, strict=True):
        said = {answer["thrown"]} if "thrown" in answer else set(answer["wrong"])
        assert said & ANSWERS[case["expect"]], (case["id"], answer)


@needs_node
def test_a_policy_that_lists_one_key_twice_or_under_another_name_is_refused(tmp_path: Path) -> None:
    cases = [CASES[name] for name in ("K04", "K07", "K20", "K23")]
    answers = node(tmp_path, cases=[asked(case, newest(case)) for case in cases])["cases"]
    assert [answer.get("thrown") for answer in answers] == ["policy"] * 4


@needs_node
def test_where_a_keyless_signature_may_be_missing_there_is_no_answer(tmp_path: Path) -> None:
    """No browser can check one: that is neither good nor bad, whatever the keys say."""
    listed = [{"issuer": "https://issuer.example", "subject": "x"}]
    cases = []
    for name, changes in (("V01", {}), ("V01", {"threshold": 2}), ("V01", {"keys": []}), ("S01", {}), ("V06", {})):
        rules = json.loads(path_of(CASES[name]["policy"]).read_bytes()) | {"identities": listed} | changes
        cases.append(asked(CASES[name], newest(CASES[name])) | {"rules": text(json.dumps(rules).encode())})
    answers = node(tmp_path, cases=cases)["cases"]
    # Where enough keys signed, nothing is missing.
    assert [answer.get("thrown") for answer in answers] == [None, {"code": 9}, {"code": 9}, {"code": 9}, None]
    assert answers[0]["wrong"] == answers[4]["wrong"] == []


@needs_node
def test_no_byte_of_an_accepted_envelope_can_be_flipped(tmp_path: Path) -> None:
    case = CASES["V01"]
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
    answers = node(tmp_path, cases=sent)["cases"]
    assert len(answers) > 150
    assert {answer.get("thrown") for answer in answers} == {"signature"}


ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def integers() -> list[int]:
    """Short ones, ones with the highest bit set, and the largest of each length."""
    return [1, 0x7F, 0x80, 0xFF, 0x100, 2**127, 2**128 - 1, 2**247, 2**248, 2**255, ORDER - 1]


@needs_node
def test_a_signature_in_der_becomes_two_integers_of_32_bytes(tmp_path: Path) -> None:
    pairs = list(itertools.product(integers(), integers()))
    given = [encode_dss_signature(r, s) for r, s in pairs]
    assert [decode_dss_signature(one) for one in given] == pairs
    found = node(tmp_path, der=[text(one) for one in given])["der"]
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
def test_any_other_form_of_a_signature_is_refused(tmp_path: Path) -> None:
    given = [text(bytes.fromhex(one)) for one in MALFORMED.values()]
    found = node(tmp_path, der=given)["der"]
    assert dict(zip(MALFORMED, found, strict=True)) == dict.fromkeys(MALFORMED)


BROKEN = {
    "ControlSetMismatch": {"controls"},
    "MetricMismatch": {"statuses"},
    "StatusInconsistent": {"statuses"},
    "ExceptionViolation": {"exceptions"},
    "GateFailed": {"gates"},
}
"""For every error about controls, what a page that looks for a newer snapshot calls it."""


@needs_node
def test_a_newer_snapshot_has_to_keep_the_rules_of_a_build(tmp_path: Path) -> None:
    cases = [case for case in CASES.values() if case["expect"] in {"accept", *BROKEN}]
    assert {name for name in BROKEN if any(case["expect"] == name for case in cases)} == set(BROKEN)
    live = tmp_path / "live.js"
    live.write_bytes(page_scripts().live.data)
    statements = []
    for case in cases:
        payload = json.loads(newest(case))["payload"].replace("-", "+").replace("_", "/")
        statements.append(
            {
                "said": json.loads(base64.b64decode(payload))["predicate"],
                "policy": json.loads(path_of(case["policy"]).read_bytes()),
                "list": json.loads(path_of(case["checklist"]).read_bytes())["controls"],
                "now": datetime.fromisoformat(case["asOf"]).timestamp() * 1000,
            }
        )
    answers = node(tmp_path, live=str(live), statements=statements)["broken"]
    for case, answer in zip(cases, answers, strict=True):
        assert answer in BROKEN.get(case["expect"], {None}), (case["id"], answer)
