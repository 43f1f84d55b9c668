"""Sigstore bundles with a managed key; everything else under that name is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from posture_simulator import ALICE, MALLORY, Simulator, bundle

from trustgen.finding import Finding


def put(simulator: Simulator, value: object) -> None:
    simulator.put_json(value, "head.sigstore.json")


def made(simulator: Simulator) -> dict[str, Any]:
    return bundle(simulator.payload(), ALICE)


def test_a_bundle_is_accepted(simulator: Simulator) -> None:
    put(simulator, made(simulator))
    assert simulator.rule() == "accept"


def test_log_entries_and_timestamps_are_not_read(simulator: Simulator) -> None:
    value = made(simulator)
    value["verificationMaterial"] |= {"tlogEntries": [{"x": 1}], "timestampVerificationData": {"rfc3161Timestamps": []}}
    put(simulator, value)
    assert simulator.rule() == "accept"


def test_a_key_id_inside_is_allowed(simulator: Simulator) -> None:
    value = made(simulator)
    value["dsseEnvelope"]["signatures"][0]["keyid"] = value["verificationMaterial"]["publicKey"]["hint"]
    put(simulator, value)
    assert simulator.rule() == "accept"


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ((), {"mediaType": "application/vnd.dev.sigstore.bundle+json;version=0.1"}),
        ((), {"mediaType": "application/vnd.dev.sigstore.bundle.v0.4+json"}),
        ((), {"mediaType": None}),
        ((), {"messageSignature": {}}),
        ((), {"more": 1}),
        ((), {"verificationMaterial": None}),
        ((), {"verificationMaterial": {}}),
        ((), {"dsseEnvelope": None}),
        ((), {"dsseEnvelope": []}),
        (("verificationMaterial",), {"certificate": {}}),
        (("verificationMaterial",), {"x509CertificateChain": {}}),
        (("verificationMaterial",), {"publicKey": None}),
        (("verificationMaterial",), {"publicKey": {}}),
        (("verificationMaterial",), {"publicKey": {"hint": 1}}),
        (("verificationMaterial",), {"publicKey": {"hint": "x", "rawBytes": "x"}}),
    ],
    ids=json.dumps,
)
def test_any_other_content_is_an_unsupported_bundle(
    simulator: Simulator,
    path: tuple[str, ...],
    change: dict[str, Any],
) -> None:
    value = made(simulator)
    target = value
    for key in path:
        target = target[key]
    target.update(change)
    put(simulator, value)
    assert simulator.rule() == "unsupported-bundle"


@pytest.mark.parametrize("field", ["mediaType", "verificationMaterial", "dsseEnvelope"])
def test_a_missing_part_is_an_unsupported_bundle(simulator: Simulator, field: str) -> None:
    value = made(simulator)
    del value[field]
    put(simulator, value)
    assert simulator.rule() == "unsupported-bundle"


def test_a_bundle_has_exactly_one_signature(simulator: Simulator) -> None:
    value = made(simulator)
    value["dsseEnvelope"]["signatures"] *= 2
    put(simulator, value)
    assert simulator.rule() == "unsupported-bundle"
    value["dsseEnvelope"]["signatures"] = []
    put(simulator, value)
    assert simulator.rule() == "unsigned-snapshot"


def test_the_hint_words_the_refusal_and_decides_nothing_else(simulator: Simulator) -> None:
    value = made(simulator)
    value["verificationMaterial"]["publicKey"]["hint"] = "nobody"
    put(simulator, value)
    assert simulator.rule() == "accept"
    forged = bundle(simulator.payload(), MALLORY)
    put(simulator, forged)
    assert simulator.rule() == "unknown-signer"
    forged["verificationMaterial"]["publicKey"]["hint"] = made(simulator)["verificationMaterial"]["publicKey"]["hint"]
    put(simulator, forged)
    assert simulator.rule() == "bad-signature"


def test_a_key_id_inside_words_the_refusal_before_the_hint_beside_it(simulator: Simulator) -> None:
    forged = bundle(simulator.payload(), MALLORY)
    forged["verificationMaterial"]["publicKey"]["hint"] = "nobody"
    forged["dsseEnvelope"]["signatures"][0]["keyid"] = ALICE.keyid
    put(simulator, forged)
    assert simulator.rule() == "bad-signature"
    forged["dsseEnvelope"]["signatures"][0]["keyid"] = ""
    put(simulator, forged)
    assert simulator.rule() == "unknown-signer"


def test_the_name_of_the_file_says_how_it_is_read(simulator: Simulator) -> None:
    simulator.put_json(made(simulator), "head.dsse.json")
    assert simulator.rule() == "malformed-envelope"
    (simulator.folder / "head.dsse.json").unlink()
    put(simulator, made(simulator)["dsseEnvelope"])
    assert simulator.rule() == "unsupported-bundle"


def test_the_envelope_inside_is_read_as_strictly_as_a_raw_one(simulator: Simulator) -> None:
    value = made(simulator)
    value["dsseEnvelope"]["payload"] += "\n"
    put(simulator, value)
    assert simulator.rule() == "malformed-envelope"


def test_an_odd_name_of_a_field_in_a_bundle_is_described(simulator: Simulator) -> None:
    put(simulator, made(simulator) | {"\x1b[31m": 1})
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert "with the field (a text of 5 characters), which" in outcome.message
    assert "[31m" not in outcome.message + str(outcome.span)
