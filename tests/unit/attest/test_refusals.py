"""What a refusal says: which file, what was found, what was wanted, what to do; and nothing of what it refuses.

All refusals of all vectors stand in `refusals.txt`, as a person reads them.  After a change of words:
`pytest tests/unit/attest/test_refusals.py --accept`.
"""

from __future__ import annotations

import json
import re
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from echoes import SECRETS, assert_silent, spoilt
from msgspec.structs import replace
from posture_simulator import ALICE, Simulator, bundle, canonical, envelope
from vectors import ATTACKS, CASES, name_of, request_of

from trustgen.attest import disk
from trustgen.attest.select import verify_folder
from trustgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = Path(__file__).parent / "refusals.txt"
REFUSED = [case for case in CASES if case["expect"] != "accept"]
LONGEST = 600
SHOWN = 83
LONG = re.compile(r"[A-Za-z0-9+/]{60,}")
DIGEST = re.compile(r"[0-9a-f]{64}")


def refused(case: dict[str, Any], empty: Path) -> Finding:
    outcome = verify_folder(request_of(case, empty))
    assert isinstance(outcome, Finding)
    return outcome


def long_parts(folder: Path) -> Iterator[str]:
    """Signatures and payloads of the files of a folder; hexadecimal is a digest, which a refusal may show."""
    for path in folder.glob("*.json") if folder.is_dir() else ():
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        yield from (part for part in LONG.findall(text) if not DIGEST.fullmatch(part))


@pytest.mark.parametrize("case", REFUSED, ids=name_of)
def test_a_refusal_names_its_file_and_shows_nothing_raw(case: dict[str, Any], tmp_path: Path) -> None:
    finding = refused(case, tmp_path)
    message, path = finding.message, finding.span.path
    assert f"`{path}`" in message
    assert re.fullmatch(r"[A-Z`].*\.", message)
    assert len(message) <= LONGEST
    assert finding.help.endswith(".")
    assert finding.help not in message
    for text in (message, finding.span.route or "", path):
        assert text.isascii()
        assert text.isprintable() or not text
    quoted = re.findall(r"`([^`]*)`", message)
    assert quoted
    assert all(0 < len(part) <= SHOWN for part in quoted)
    assert len(finding.span.route or "") <= SHOWN
    said = str(finding)
    for part in long_parts(request_of(case, tmp_path).folder):
        assert part[:60] not in said


def test_what_a_person_reads_is_what_was_agreed(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    blocks = []
    for case in ATTACKS:
        if case["expect"] != "accept":
            finding = refused(case, tmp_path)
            blocks.append(f"{case['id']} {case['attack']}\n  {finding.rule}: {finding.message}\n  {finding.help}\n")
    found = "\n".join(blocks)
    if pytestconfig.getoption("--accept"):
        KEPT.write_text(found, "utf-8")
    assert found == KEPT.read_text("utf-8")


def silent(outcome: object, secret: str) -> None:
    assert isinstance(outcome, Finding)
    assert_silent(secret, str(outcome))


@pytest.mark.parametrize("secret", SECRETS, ids=["password", "key"])
def test_a_secret_in_a_signed_statement_is_not_echoed(simulator: Simulator, secret: str) -> None:
    for made in spoilt(simulator.statement(), secret):
        simulator.put_json(envelope(canonical(made), ALICE))
        silent(simulator.verify(), secret)


@pytest.mark.parametrize("secret", SECRETS, ids=["password", "key"])
@pytest.mark.parametrize("wrapped", [envelope, bundle])
def test_a_secret_in_an_envelope_is_not_echoed(simulator: Simulator, secret: str, wrapped: Any) -> None:
    """An envelope may hold further fields; with a secret as their name it is accepted, and says nothing of them."""
    name = f"0000000042.{'dsse' if wrapped is envelope else 'sigstore'}.json"
    for made in spoilt(wrapped(simulator.payload(42), ALICE), secret):
        simulator.put_json(made, name)
        outcome = simulator.verify()
        if isinstance(outcome, Finding):
            silent(outcome, secret)


@pytest.mark.parametrize("secret", SECRETS, ids=["password", "key"])
@pytest.mark.parametrize("name", ["policy", "checklist", "lock", "published", "state"])
def test_a_secret_in_another_file_is_not_echoed(simulator: Simulator, name: str, secret: str) -> None:
    simulator.put()
    request = simulator.request()
    good = {
        "policy": request.policy,
        "checklist": request.checklist,
        "lock": simulator.anchor("lock.json", 42),
        "published": simulator.anchor("manifest.json", 42),
        "state": simulator.state(42),
    }[name].read_bytes()
    simulator.pinned = False
    other = simulator.root / "spoilt"
    for made in spoilt(json.loads(good), secret):
        other.write_bytes(canonical(made) + b"\n")
        silent(verify_folder(replace(request, **{name: other})), secret)


@pytest.mark.parametrize("name", ["policy", "checklist", "lock", "published", "state"])
@pytest.mark.parametrize(
    "data",
    [b"-----BEGIN PRIVATE KEY-----\nMIGHhunter2\n-----END PRIVATE KEY-----\n", b"password: hunter2\n", b'{"hunter2'],
)
def test_a_file_that_is_something_else_is_not_shown_at_all(simulator: Simulator, name: str, data: bytes) -> None:
    simulator.put()
    other = simulator.root / "other"
    other.write_bytes(data)
    outcome = verify_folder(replace(simulator.request(), **{name: other}))
    assert isinstance(outcome, Finding)
    assert "hunter2" not in str(outcome)


HUGE = 100 * 1024 * 1024


@pytest.mark.parametrize("name", ["snapshot", "policy", "checklist", "lock", "published", "state"])
def test_a_file_of_100_megabytes_is_refused_by_its_size_alone(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    simulator.put()
    request = simulator.request()
    huge = simulator.folder / "huge.dsse.json" if name == "snapshot" else simulator.root / "huge.json"
    with huge.open("wb") as file:
        file.truncate(HUGE)
    read = disk._read

    def small(descriptor: int, size: int, limit: int) -> bytes:
        assert size <= limit
        return read(descriptor, size, limit)

    monkeypatch.setattr(disk, "_read", small)
    tracemalloc.start()
    outcome = verify_folder(request if name == "snapshot" else replace(request, **{name: huge}))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(outcome, Finding)
    assert "has 104,857,600 bytes; at most " in outcome.message
    assert most < 4 * 1024 * 1024
