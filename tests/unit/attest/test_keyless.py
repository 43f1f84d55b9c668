"""Keyless bundles: one exact identity under a pinned root, with the network shut off."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import warnings
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from keyless_fixtures import (
    BEFORE,
    FOLDER,
    HEAD,
    ISSUER,
    STAMPED,
    SUBJECT,
    bundle,
    identity,
    make_keyless,
    put,
    root_bytes,
)
from posture_simulator import ALICE, MALLORY, Simulator
from posture_simulator import bundle as managed

from trustgen.attest import keyless as keyless_module
from trustgen.attest.select import Selected
from trustgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

Bundle = dict[str, Any]
NODE = shutil.which("node")
MODULES = next(
    (
        place
        for place in (os.environ.get("SIGSTORE_NODE", ""), str(FOLDER))
        if place and (Path(place) / "node_modules" / "@sigstore" / "mock").is_dir()
    ),
    None,
)


@pytest.fixture
def keyless(simulator: Simulator) -> Simulator:
    """A project whose policy lists one identity and no key."""
    make_keyless(simulator)
    return simulator


def selected(simulator: Simulator) -> Selected:
    outcome = simulator.verify()
    assert isinstance(outcome, Selected), outcome
    return outcome


def refused(simulator: Simulator) -> Finding:
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    return outcome


def put_changed(simulator: Simulator, change: Callable[[Bundle], object], name: str = HEAD) -> None:
    value = bundle(name)
    change(value)
    simulator.put_json(value, name)


def test_a_keyless_bundle_says_its_media_type(keyless: Simulator) -> None:
    for change in ({"mediaType": "application/vnd.dev.sigstore.bundle.v0.4+json"}, {"mediaType": 3}):
        put_changed(keyless, lambda value, change=change: value.update(change))  # type: ignore[misc]
        found = refused(keyless)
        assert found.rule == "unsupported-bundle"
        assert found.span.route == "mediaType"
        assert "its media type is" in found.message


def test_a_bundle_under_the_name_of_an_envelope_is_no_envelope(keyless: Simulator) -> None:
    put(keyless)
    assert selected(keyless).identities
    keyless.put_json(bundle(HEAD), "0000000042.dsse.json")
    assert refused(keyless).rule == "malformed-envelope"


def entry(value: Bundle) -> dict[str, Any]:
    found: dict[str, Any] = value["verificationMaterial"]["tlogEntries"][0]
    return found


def flip(text: str) -> str:
    data = bytearray(base64.b64decode(text))
    data[len(data) // 2] ^= 1
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(("number", "name"), [(41, BEFORE), (42, HEAD), (42, STAMPED)])
def test_the_fixtures_hold_the_simulators_statements(simulator: Simulator, number: int, name: str) -> None:
    assert (FOLDER / f"statement-{number}.json").read_bytes() == simulator.payload(number)
    assert base64.b64decode(bundle(name)["dsseEnvelope"]["payload"]) == simulator.payload(number)


@pytest.mark.parametrize("name", [HEAD, STAMPED])
def test_an_exact_identity_under_the_pinned_root_is_accepted(keyless: Simulator, name: str) -> None:
    put(keyless, name)
    found = selected(keyless)
    assert found.signers == ()
    assert [(item.issuer, item.subject) for item in found.identities] == [(ISSUER, SUBJECT)]
    assert found.head.sha256 == sha256(keyless.payload()).hexdigest()
    assert found.snapshots[-1].verified.payload == keyless.payload()


def test_the_bundle_is_one_wrapping_among_others(keyless: Simulator) -> None:
    keyless.policy["keys"] = [ALICE.entry()]
    put(keyless)
    put(keyless, STAMPED)
    keyless.policy["threshold"] = 2
    finding = refused(keyless)
    assert finding.rule == "threshold-not-met"
    assert "1 of the 2" in finding.message, "one identity is one signer, however often it signed"
    keyless.put(42)
    found = selected(keyless)
    assert [signer.name for signer in found.signers] == ["alice"]
    assert [item.subject for item in found.identities] == [SUBJECT]
    rows = json.loads(found.head_envelope)["signatures"]
    assert [row.get("keyid") for row in rows] == [ALICE.keyid, None]
    (keyless.folder / "0000000042.dsse.json").rename(keyless.folder / "z.dsse.json")
    assert selected(keyless).snapshots[-1].verified == found.snapshots[-1].verified, "in whatever order"
    received = (FOLDER / HEAD).read_bytes(), (FOLDER / STAMPED).read_bytes()
    assert len(found.head_bundles) == 2
    assert found.head_bundles[found.identities[0].id] in received


def test_a_threshold_is_reachable_with_identities(keyless: Simulator) -> None:
    put(keyless)
    keyless.policy["threshold"] = 2
    finding = refused(keyless)
    assert finding.rule == "policy-error"
    assert "only 1 of its keys and identities" in finding.message


def test_a_key_beside_an_identity_is_judged_as_before(keyless: Simulator) -> None:
    keyless.policy["keys"] = [ALICE.entry()]
    keyless.put_json(managed(keyless.payload(), ALICE), "a.sigstore.json")
    assert selected(keyless).identities == ()
    keyless.put_json(managed(keyless.payload(), MALLORY), "a.sigstore.json")
    assert keyless.rule() == "unknown-signer"


def test_the_chain_and_the_anchors_hold_for_keyless_snapshots(keyless: Simulator) -> None:
    put(keyless)
    lock = keyless.anchor("posture.lock.json", 40)
    assert keyless.rule(lock=lock) == "chain-broken"
    put(keyless, BEFORE)
    assert keyless.rule(lock=lock) == "accept"
    assert [item.sequence for item in selected(keyless).history] == [41]
    (keyless.folder / HEAD).unlink()
    assert keyless.rule(lock=keyless.anchor("posture.lock.json", 42)) == "rollback-detected"


def test_a_withdrawn_keyless_snapshot_is_never_the_newest(keyless: Simulator) -> None:
    put(keyless)
    keyless.policy["revokedSnapshots"] = [{"sha256": keyless.sha256(), "reason": "runner-compromise"}]
    assert keyless.rule() == "revoked-snapshot"


@pytest.mark.parametrize("listed", [None, []], ids=["absent", "empty"])
def test_a_policy_without_identities_takes_no_certificate(simulator: Simulator, listed: object) -> None:
    if listed is not None:
        simulator.policy["identities"] = listed
    simulator.put(42)
    assert simulator.rule() == "accept"
    put(simulator)
    finding = refused(simulator)
    assert finding.rule == "unsupported-bundle"
    assert "lists no identity" in finding.message


# X26


@pytest.mark.parametrize(
    "change",
    [
        {"subject": SUBJECT[:-1]},
        {"subject": SUBJECT[:40]},
        {"subject": SUBJECT + "/"},
        {"subject": SUBJECT.replace("main", "Main")},
        {"subject": SUBJECT.replace("posture.yml", "posture-yml")},
        {"subject": "someone@kla.example"},
        {"issuer": ISSUER[:-1]},
        {"issuer": ISSUER + "/"},
        {"issuer": "https://accounts.google.com"},
        {"issuer": ISSUER.upper().replace("HTTPS", "https")},
    ],
    ids=lambda change: "=".join(*change.items()),
)
def test_another_identity_or_issuer_is_an_unknown_signer(simulator: Simulator, change: dict[str, str]) -> None:
    make_keyless(simulator, **change)
    put(simulator)
    finding = refused(simulator)
    assert finding.rule == "unknown-signer"
    assert SUBJECT[:70] in finding.message
    assert ("another issuer" in finding.message) is ("issuer" in change)


def test_issuer_and_subject_have_to_be_of_one_entry(simulator: Simulator) -> None:
    make_keyless(simulator, issuer="https://accounts.google.com")
    simulator.policy["identities"].append(identity(subject="someone@kla.example"))
    put(simulator)
    assert simulator.rule() == "unknown-signer"
    simulator.policy["identities"].append(identity())
    assert simulator.rule() == "accept"


@pytest.mark.parametrize("names", [[SUBJECT, "https://a.example"], [SUBJECT, SUBJECT], []])
def test_a_certificate_has_one_name(keyless: Simulator, monkeypatch: pytest.MonkeyPatch, names: list[object]) -> None:
    put(keyless)
    monkeypatch.setattr(keyless_module, "_subjects", lambda _: names)
    finding = refused(keyless)
    assert finding.rule == "unknown-signer"
    assert f"for {len(names)} names" in finding.message


# X27


def _without_entry(value: Bundle) -> None:
    value["verificationMaterial"]["tlogEntries"] = []


def _without_entries(value: Bundle) -> None:
    del value["verificationMaterial"]["tlogEntries"]


def _without_proof(value: Bundle) -> None:
    del entry(value)["inclusionProof"]


def _without_promise(value: Bundle) -> None:
    del entry(value)["inclusionPromise"]


def _without_promise_and_time(value: Bundle) -> None:
    del entry(value)["inclusionPromise"], entry(value)["integratedTime"]


def _two_entries(value: Bundle) -> None:
    value["verificationMaterial"]["tlogEntries"] *= 2


def _other_kind(value: Bundle) -> None:
    entry(value)["kindVersion"] = {"kind": "intoto", "version": "0.0.2"}


@pytest.mark.parametrize(
    "change",
    [
        _without_entry,
        _without_entries,
        _without_proof,
        _without_promise,
        _without_promise_and_time,
        _two_entries,
        _other_kind,
    ],
    ids=lambda change: change.__name__.strip("_"),
)
def test_without_its_log_entry_a_bundle_is_unsupported(keyless: Simulator, change: Callable[[Bundle], None]) -> None:
    put_changed(keyless, change)
    assert keyless.rule() == "unsupported-bundle"


@pytest.mark.parametrize("seconds", [-86400, -3600, -1, 1, 3600])
@pytest.mark.parametrize("name", [HEAD, STAMPED])
def test_a_moved_time_is_a_bad_signature(keyless: Simulator, seconds: int, name: str) -> None:
    def move(value: Bundle) -> None:
        entry(value)["integratedTime"] = str(int(entry(value)["integratedTime"]) + seconds)

    put_changed(keyless, move, name)
    assert keyless.rule() == "bad-signature"


def test_an_authoritys_time_stands_without_the_logs(keyless: Simulator) -> None:
    put_changed(keyless, _without_promise_and_time, STAMPED)
    assert keyless.rule() == "accept"

    def late(value: Bundle) -> None:
        _without_promise_and_time(value)
        [stamp] = value["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"]
        stamp["signedTimestamp"] = flip(stamp["signedTimestamp"])

    put_changed(keyless, late, STAMPED)
    assert keyless.rule() == "bad-signature"
    put_changed(keyless, _without_promise, STAMPED)
    assert keyless.rule() == "unsupported-bundle", "a time that nobody signed"


def test_another_root_is_a_bad_signature(simulator: Simulator) -> None:
    make_keyless(simulator, root_bytes("other-root.json"))
    put(simulator)
    finding = refused(simulator)
    assert finding.rule == "bad-signature"
    assert "does not hold" in finding.message


@pytest.mark.parametrize("part", ["certificateAuthorities", "tlogs", "ctlogs"])
def test_every_part_of_the_root_has_to_be_the_signers(simulator: Simulator, part: str) -> None:
    mixed = json.loads(root_bytes())
    mixed[part] = json.loads(root_bytes("other-root.json"))[part]
    make_keyless(simulator, json.dumps(mixed).encode())
    put(simulator)
    assert simulator.rule() == "bad-signature"


def test_parts_of_two_signatures_do_not_make_one(keyless: Simulator) -> None:
    for part in ("certificate", "tlogEntries"):
        put_changed(
            keyless,
            lambda value, part=part: value["verificationMaterial"].update(
                {part: bundle(STAMPED)["verificationMaterial"][part]}
            ),
        )
        assert keyless.rule() == "bad-signature", part


def test_another_payload_under_the_same_signature_is_refused(keyless: Simulator) -> None:
    payload = base64.b64encode(
        keyless.payload(42, lambda statement: statement["predicate"].update(sequence=43))
    ).decode()
    put_changed(keyless, lambda value: value["dsseEnvelope"].update(payload=payload))
    assert keyless.rule() == "bad-signature"


def test_another_payload_type_is_told_first(keyless: Simulator) -> None:
    put_changed(keyless, lambda value: value["dsseEnvelope"].update(payloadType="text/plain"))
    assert keyless.rule() == "unsupported-payload-type"


def leaves(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*route, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*route, index))]
    return [route]


def reach(value: Any, route: tuple[Any, ...]) -> tuple[Any, Any]:
    for step in route[:-1]:
        value = value[step]
    return value, route[-1]


@pytest.mark.parametrize("route", leaves(bundle(STAMPED)), ids=lambda route: ".".join(map(str, route)))
def test_no_value_of_a_bundle_can_be_changed_or_left_out(keyless: Simulator, route: tuple[Any, ...]) -> None:
    # The key id is a hint, the log's id chooses a key, and one signed time is enough.
    loose = {"keyid", "keyId", "signedTimestamp"}

    def change(value: Bundle) -> None:
        holder, key = reach(value, route)
        text = holder[key]
        try:
            holder[key] = flip(text)
        except ValueError:
            holder[key] = text[:-1] + ("1" if text[-1:] != "1" else "2")

    def drop(value: Bundle) -> None:
        holder, key = reach(value, route)
        del holder[key]

    for alter in (change, drop):
        put_changed(keyless, alter, STAMPED)
        rule = keyless.rule()
        if rule == "accept":
            assert route[-1] in loose, alter.__name__
            assert selected(keyless).head.sha256 == keyless.sha256()
        else:
            assert rule in {"bad-signature", "unsupported-bundle", "unsupported-payload-type"}


@pytest.mark.parametrize("route", sorted({leaf[:-1] for leaf in leaves(bundle(STAMPED))}, key=str), ids=str)
def test_nothing_besides_has_a_place_in_a_bundle(keyless: Simulator, route: tuple[Any, ...]) -> None:
    def add(value: Bundle) -> None:
        holder, _ = reach(value, (*route, None))
        holder["note"] = "x"

    put_changed(keyless, add, STAMPED)
    finding = refused(keyless)
    assert finding.rule == "unsupported-bundle"
    assert "`note`" in finding.message


@pytest.mark.parametrize(
    "spelling",
    [lambda text: text + "\n", lambda text: "<" + text, lambda text: text.replace("+", "-").replace("/", "_")],
    ids=["line break", "junk", "url-safe"],
)
def test_base64_has_one_spelling(keyless: Simulator, spelling: Callable[[str], str]) -> None:
    certificate = bundle()["verificationMaterial"]["certificate"]["rawBytes"]
    assert spelling(certificate) != certificate
    put_changed(
        keyless, lambda value: value["verificationMaterial"]["certificate"].update(rawBytes=spelling(certificate))
    )
    assert keyless.rule() == "unsupported-bundle"


def test_any_byte_may_be_flipped_and_nothing_leaks(keyless: Simulator) -> None:
    good = (FOLDER / HEAD).read_bytes()
    for position in range(0, len(good), 37):
        for bit in (1, 64):
            data = bytearray(good)
            data[position] ^= bit
            keyless.put_bytes(bytes(data), HEAD)
            outcome = keyless.verify()
            if isinstance(outcome, Selected):
                assert outcome.head.sha256 == keyless.sha256(), position


@pytest.mark.skipif(NODE is None or MODULES is None, reason="needs node and `npm install --prefix tests/keyless`")
def test_what_the_script_signs_anew_is_accepted_too(
    simulator: Simulator, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fresh = tmp_path_factory.mktemp("fresh")
    subprocess.run([str(NODE), FOLDER / "make.mjs", fresh, str(MODULES)], check=True)
    make_keyless(simulator, (fresh / "trusted-root.json").read_bytes())
    for name in (BEFORE, HEAD, STAMPED):
        assert (fresh / name).read_bytes() != (FOLDER / name).read_bytes(), "keys are made anew"
        simulator.put_bytes((fresh / name).read_bytes(), name)
    found = selected(simulator)
    assert [snapshot.statement.sequence for snapshot in found.snapshots] == [41, 42]
    put(simulator)
    assert simulator.rule() == "bad-signature", "the fixture's own root is another"


# What the library says and does


def test_what_the_library_warns_of_is_not_printed(keyless: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    import sigstore.models

    read = sigstore.models.Bundle.from_json

    def warn(data: bytes) -> Any:
        warnings.warn("an odd serial number", DeprecationWarning, stacklevel=2)
        return read(data)

    monkeypatch.setattr(sigstore.models.Bundle, "from_json", warn)
    put(keyless)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert keyless.rule() == "accept"
    assert heard == []


@pytest.mark.parametrize(
    "error", [RuntimeError("\x1b[31mhidden"), ValueError(), OverflowError("x" * 500), KeyError("a")]
)
def test_whatever_the_library_raises_is_a_refusal(
    keyless: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    import sigstore.models
    import sigstore.verify

    def fail(*_: object, **__: object) -> None:
        raise error

    put(keyless)
    with monkeypatch.context() as patch:
        patch.setattr(sigstore.verify.Verifier, "verify_dsse", fail)
        finding = refused(keyless)
        assert finding.rule == "bad-signature"
        assert "\x1b" not in finding.message
        assert len(finding.message) < 300
    with monkeypatch.context() as patch:
        patch.setattr(sigstore.models.Bundle, "from_json", fail)
        assert refused(keyless).rule == "unsupported-bundle"


@pytest.mark.parametrize("answer", [("application/vnd.in-toto+json", b"{}"), ("text/plain", None)])
def test_what_the_library_verified_has_to_be_what_was_read(
    keyless: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[str, bytes | None],
) -> None:
    import sigstore.verify

    kind, payload = answer
    monkeypatch.setattr(
        sigstore.verify.Verifier,
        "verify_dsse",
        lambda *_: (kind, keyless.payload() if payload is None else payload),
    )
    put(keyless)
    assert keyless.rule() == "bad-signature"


PROBE = """
import sys
from datetime import datetime, timezone
from pathlib import Path

def heard(event, args):
    if event.startswith("socket.") or event in {"subprocess.Popen", "os.system"}:
        raise SystemExit(f"{event} {args}")

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.addaudithook(heard)
sys.meta_path.insert(0, Blocked())
from trustgen.attest.select import Request, verify_folder
root = Path(sys.argv[1])
outcome = verify_folder(Request(
    folder=root / "snapshots", policy=root / "trust-policy.json", checklist=root / "checklist.json",
    now=datetime(2026, 11, 23, 12, tzinfo=timezone.utc), root=root,
))
found = getattr(outcome, "rule", "accept")
print(found, "sigstore" in sys.modules, getattr(outcome, "message", ""), getattr(outcome, "help", ""))
"""


def probe(simulator: Simulator, *blocked: str) -> str:
    simulator.request()
    code = f"BLOCKED = {set(blocked)!r}\n{PROBE}"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(simulator.root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_no_socket_is_opened_and_nothing_is_printed(keyless: Simulator) -> None:
    put(keyless)
    assert probe(keyless).startswith("accept True")


# X28


@pytest.mark.parametrize("missing", ["sigstore", "rfc3161_client"])
def test_without_the_extra_the_refusal_names_it(keyless: Simulator, missing: str) -> None:
    put(keyless)
    answer = probe(keyless, missing)
    assert answer.startswith("unsupported-bundle False" if missing == "sigstore" else "unsupported-bundle True")
    assert "the extra `trustgen[sigstore]` is needed" in answer
    assert "pip install 'trustgen[sigstore]'" in answer


@pytest.mark.parametrize(
    ("error", "named"),
    [(ModuleNotFoundError("x", name="rfc3161_client"), "rfc3161_client"), (ImportError("x"), "sigstore")],
    ids=["module", "nameless"],
)
def test_a_library_that_cannot_be_loaded_is_named(
    keyless: Simulator, monkeypatch: pytest.MonkeyPatch, error: ImportError, named: str
) -> None:
    def fail(_: bytes) -> None:
        raise error

    put(keyless)
    monkeypatch.setattr(keyless_module, "_bundle", fail)
    outcome = keyless.verify()
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsupported-bundle"
    assert f"the extra `trustgen[sigstore]` is needed (`{named}` is missing)" in outcome.message
    assert outcome.help == "Install it: pip install 'trustgen[sigstore]'."


def test_what_the_library_says_is_told_without_what_it_quotes() -> None:
    from sigstore.errors import VerificationError

    assert keyless_module._reason(VerificationError("SET: invalid entry (hunter2): hunter2")) == "SET: invalid entry"
    assert keyless_module._reason(VerificationError("(hunter2)")) == "VerificationError"
    assert keyless_module._reason(ValueError("hunter2 at 7")) == "ValueError"


def test_keys_need_no_extra_even_where_identities_are_listed(keyless: Simulator) -> None:
    keyless.policy["keys"] = [ALICE.entry()]
    keyless.put(42)
    assert probe(keyless, "sigstore").startswith("accept False")
    assert probe(keyless).startswith("accept False"), "it is not even loaded"


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("someone@kla.example", "`someone@kla.example`"),
        ("someone@kla.example\n", "a text of 20 characters"),
        ("two words", "a text of 9 characters"),
        ("", "an empty text"),
        (b"someone@kla.example", "another kind of value"),
        (None, "null"),
    ],
)
def test_a_signer_is_named_only_by_what_a_policy_could_list(subject: object, told: str) -> None:
    shown = keyless_module._who(subject)
    assert told in shown
    assert told.startswith("`") or "someone" not in shown
    assert told.startswith("`") or "two words" not in shown
