"""The pinned root of an identity: this file, with this digest, beside the policy; or nothing is verified."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from keyless_fixtures import identity, make_keyless, put, root_bytes
from posture_simulator import ALICE, Simulator

from trustgen.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

KIND = "application/vnd.dev.sigstore.trustedroot+json;version=0.1"


@pytest.fixture
def keyless(simulator: Simulator) -> Simulator:
    """A project whose newest snapshot has a key's signature, and whose policy lists an identity as well."""
    make_keyless(simulator)
    simulator.policy["keys"] = [ALICE.entry()]
    simulator.put(42)
    return simulator


def refused(simulator: Simulator) -> str:
    outcome = simulator.verify()
    assert isinstance(outcome, Finding)
    assert outcome.rule == "policy-error", outcome
    assert outcome.span is not None
    assert outcome.span.path == "trust-policy.json"
    assert (outcome.span.route or "").startswith("identities[0].trustedRoot")
    return outcome.message


def root_of(simulator: Simulator) -> Path:
    return simulator.root / "trusted-root.json"


def test_the_root_may_lie_in_a_folder_below(keyless: Simulator) -> None:
    (keyless.root / "roots").mkdir()
    root_of(keyless).rename(keyless.root / "roots" / "one.json")
    keyless.policy["identities"] = [identity(trustedRoot="roots/one.json")]
    put(keyless)
    assert keyless.rule() == "accept"


def test_a_missing_root_stops_everything_even_where_a_key_signed(keyless: Simulator) -> None:
    assert keyless.rule() == "accept"
    root_of(keyless).unlink()
    assert "`trusted-root.json` does not exist" in refused(keyless)


def test_one_byte_more_is_another_root(keyless: Simulator) -> None:
    root_of(keyless).write_bytes(root_bytes() + b"\n")
    message = refused(keyless)
    assert "has the SHA-256" in message
    assert keyless.policy["identities"][0]["trustedRootSha256"] in message


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"{}", b"[]", b'{"mediaType": null}', b'{"mediaType": "x"}', b"\xef\xbb\xbf{}", b'{"a": 1, "a": 1}'],
)
def test_a_file_of_another_kind_is_no_root(keyless: Simulator, data: bytes) -> None:
    make_keyless(keyless, data + b" ")
    assert "the trusted root `trusted-root.json`" in refused(keyless)


def test_a_root_is_no_link_and_lies_behind_none(keyless: Simulator, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "trusted-root.json").write_bytes(root_bytes())
    root_of(keyless).unlink()
    root_of(keyless).symlink_to(elsewhere / "trusted-root.json")
    assert "is a symbolic link" in refused(keyless)
    (keyless.root / "roots").symlink_to(elsewhere)
    keyless.policy["identities"] = [identity(trustedRoot="roots/trusted-root.json")]
    assert "behind a link" in refused(keyless)


def test_a_pipe_or_a_folder_is_no_root(keyless: Simulator) -> None:
    root_of(keyless).unlink()
    os.mkfifo(root_of(keyless))
    assert "not a regular file" in refused(keyless)
    root_of(keyless).unlink()
    root_of(keyless).mkdir()
    assert "not a regular file" in refused(keyless)


def test_a_huge_root_is_refused_by_its_size(keyless: Simulator) -> None:
    root_of(keyless).write_bytes(b" " * (1024 * 1024 + 1))
    assert "at most 1,048,576 are read" in refused(keyless)


@pytest.mark.parametrize(
    "change",
    [
        {"tlogs": []},
        {"certificateAuthorities": []},
        {"certificateAuthorities": [{}]},
        {"more": 1},
        {"tlogs": "x"},
    ],
    ids=json.dumps,
)
def test_a_root_that_does_not_work_is_a_fault_of_the_policy(simulator: Simulator, change: dict[str, object]) -> None:
    make_keyless(simulator, json.dumps(json.loads(root_bytes()) | change).encode())
    put(simulator)
    message = refused(simulator)
    assert "cannot be used" in message


def test_a_root_without_anything_in_it_is_a_fault_of_the_policy(simulator: Simulator) -> None:
    make_keyless(simulator, json.dumps({"mediaType": KIND}).encode())
    put(simulator)
    assert "cannot be used" in refused(simulator)
