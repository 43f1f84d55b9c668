"""Keyless bundles: one exact identity under a pinned root, with the network shut off."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import sys
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

from trustgen.attest.select import Selected
from trustgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

Bundle = dict[str, Any]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a socket fails the test."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


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
