"""One change of an accepted snapshot: of a bit, of a field, of its wrapping, or something taken away from it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fuzz_mutate import mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from posture_simulator import (
    ALICE,
    BOB,
    CAROL,
    MALLORY,
    NOW,
    Key,
    Simulator,
    bundle,
    canonical,
    control,
    envelope,
    exception,
)
from vectors import ATTACKS, request_of

from trustgen.attest.dsse import Signature, read_envelope, verify
from trustgen.attest.errors import SnapshotError
from trustgen.attest.gather import read_snapshot
from trustgen.attest.keys import Algorithm, load
from trustgen.attest.policyfile import read_policy
from trustgen.attest.select import Request, Selected, verify_folder
from trustgen.attest.sources.directory import EvidenceFile
from trustgen.finding import Finding

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

quick = settings(max_examples=40, deadline=None, database=None)
more = settings(max_examples=150, deadline=None, database=None)
CASES = {case["id"]: case for case in ATTACKS}
KEYS = tuple(load(Algorithm.ED25519 if key.edwards else Algorithm.ECDSA_P256_SHA256, key.spki) for key in (ALICE, BOB))


def request(vector: str) -> Request:
    return request_of(CASES[vector], Path())


def file_of(vector: str) -> EvidenceFile:
    (path,) = request(vector).folder.iterdir()
    return EvidenceFile(name=path.name, path=path.name, data=path.read_bytes())


@pytest.mark.parametrize("vector", ["V01", "V02"])
def test_x30_one_bit_anywhere_is_never_accepted(vector: str) -> None:
    """Of the payload or of the signature, under both keys of the policy; of V02's payload every seventh bit."""
    made = read_envelope(json.loads(file_of(vector).data), "x")
    assert verify(made, KEYS, "x").payload == made.payload
    (signature,) = made.signatures
    for changed in flipped(made.payload, step=1 if vector == "V01" else 7):
        with pytest.raises(SnapshotError, match="none fits"):
            verify(replace(made, payload=changed), KEYS, "x")
    for changed in flipped(signature.data):
        with pytest.raises(SnapshotError, match="none fits"):
            verify(replace(made, signatures=(Signature(data=changed, hint=signature.hint),)), KEYS, "x")


def flipped(data: bytes, *, step: int = 1) -> Iterator[bytes]:
    """The bytes with one bit turned."""
    for bit in range(0, 8 * len(data), step):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


@pytest.mark.parametrize("vector", ["V01", "V03"])
def test_x30_one_bit_of_every_byte_of_the_file_is_refused_or_says_the_same(vector: str) -> None:
    file = file_of(vector)
    policy = read_policy(request(vector).policy.read_bytes(), "trust-policy.json")
    before = read_snapshot(file, policy)
    same = 0
    for place in range(len(file.data)):
        changed = bytearray(file.data)
        changed[place] ^= 1 << place % 8
        try:
            after = read_snapshot(replace(file, data=bytes(changed)), policy)
        except SnapshotError:
            continue
        same += 1
        assert after.statement == before.statement
        assert after.verified == before.verified
    # What may change without a difference: blanks, and the key's hint.
    assert 0 < same < len(file.data) / 10


@more
@given(chance=st.randoms(use_true_random=False), vector=st.sampled_from(["V01", "V03", "V06"]))
def test_x31_one_edit_of_the_file_is_refused_or_says_the_same(chance: random.Random, vector: str) -> None:
    file = file_of(vector)
    policy = read_policy(request(vector).policy.read_bytes(), "trust-policy.json")
    before = read_snapshot(file, policy)
    try:
        after = read_snapshot(replace(file, data=mutated(file.data, chance)), policy)
    except SnapshotError:
        return
    assert after.statement == before.statement
    assert set(after.verified.signatures) <= set(before.verified.signatures)


# Something is taken away.

SIGNERS = st.lists(st.sampled_from([ALICE, BOB, CAROL, MALLORY]), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def project() -> Iterator[Simulator]:
    """A correct project with three keys."""
    with tempfile.TemporaryDirectory() as folder:
        simulator = Simulator(Path(folder))
        simulator.policy["keys"].append(CAROL.entry())
        simulator.request()
        yield simulator


def outcome(project: Simulator, files: dict[str, bytes], **policy: Any) -> Selected | Finding:
    """The answer for these files, under the project's policy with changes; `lock` is the path of one."""
    lock = policy.pop("lock", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "snapshots").mkdir()
        for file, data in files.items():
            (folder / "snapshots" / file).write_bytes(data)
        record = json.loads((project.root / "trust-policy.json").read_bytes()) | policy
        (folder / "trust-policy.json").write_bytes(canonical(record))
        return verify_folder(
            Request(
                folder=folder / "snapshots",
                policy=folder / "trust-policy.json",
                checklist=project.root / "checklist.json",
                lock=lock,
                now=NOW,
                root=folder,
            )
        )


def keys_of(*, expired: bool, revoked: bool) -> dict[str, Any]:
    """The policy's keys; Bob's has ended, or Carol's was revoked."""
    end = {"notAfter": "2026-11-23T11:19:59Z"} if expired else {}
    revocation = {"keyid": CAROL.keyid, "revokedAt": "2026-11-22T12:00:00Z", "reason": "key-leaked"}
    return {
        "keys": [ALICE.entry(), BOB.entry(**end), CAROL.entry()],
        "revokedKeys": [revocation] if revoked else [],
    }


@quick
@given(signers=SIGNERS, threshold=st.integers(1, 2), expired=st.booleans(), revoked=st.booleans())
def test_without_a_signature_nothing_is_accepted_that_was_not(
    project: Simulator, signers: list[Key], threshold: int, expired: bool, revoked: bool
) -> None:
    policy = keys_of(expired=expired, revoked=revoked) | {"threshold": threshold}
    payload = project.payload(42)
    before = outcome(project, {"x.dsse.json": canonical(envelope(payload, *signers))}, **policy)
    for number in range(len(signers)):
        fewer = signers[:number] + signers[number + 1 :]
        after = outcome(project, {"x.dsse.json": canonical(envelope(payload, *fewer))}, **policy)
        if isinstance(after, Selected):
            assert isinstance(before, Selected)
            assert after.head == before.head
            assert {signer.keyid for signer in after.signers} <= {signer.keyid for signer in before.signers}


STATUSES = st.fixed_dictionaries(
    {
        "ISOL-001": st.sampled_from(["pass", "fail"]),
        "MTLS-001": st.sampled_from(["pass", "fail", "exception"]),
        "KEYS-001": st.sampled_from(["pass", "fail"]),
        "K8S-001": st.sampled_from(["pass", "fail", "exception", "not-applicable"]),
    }
)


def graded(project: Simulator, statuses: dict[str, str]) -> dict[str, Any]:
    """A statement with these statuses, and an exception for the mesh and for the one that may be excepted."""
    made = project.statement(42, *(control(name, status=status) for name, status in statuses.items()))
    made["predicate"]["exceptions"].append(exception("EXC-2026-015", "K8S-001"))
    return made


def signed(project: Simulator, statement: dict[str, Any]) -> Selected | Finding:
    return outcome(project, {"x.dsse.json": canonical(envelope(canonical(statement), ALICE))})


@settings(quick, max_examples=10)
@given(statuses=STATUSES)
def test_without_a_result_a_record_or_evidence_nothing_looks_better(
    project: Simulator, statuses: dict[str, str]
) -> None:
    """Each row of each list of the statement is left out in turn, and the rest signed again."""
    before = signed(project, graded(project, statuses))
    assert isinstance(before, Selected)
    shown = {name: result.outcome.value for name, result in before.head.results.items()}
    assert shown == statuses
    for number in range(4):
        statement = graded(project, statuses)
        del statement["predicate"]["controls"][number]
        after = signed(project, statement)
        assert isinstance(after, Finding)
        assert after.rule == "control-set-mismatch"
        for field in ("evidence", "metrics"):
            statement = graded(project, statuses)
            row = statement["predicate"]["controls"][number]
            row[field] = row[field][1:]
            after = signed(project, statement)
            if isinstance(after, Selected):
                assert {name: result.outcome.value for name, result in after.head.results.items()} == shown
                assert field == "metrics" or row["status"] != "pass"
    for number in range(2):
        statement = graded(project, statuses)
        gone = statement["predicate"]["exceptions"].pop(number)
        after = signed(project, statement)
        if isinstance(after, Selected):
            assert {name: result.outcome.value for name, result in after.head.results.items()} == shown
            assert statuses[gone["control"]] != "exception"


@quick
@given(kept=st.sets(st.sampled_from([39, 40, 41, 42])), locked=st.sampled_from([40, 41, 42]))
def test_without_a_snapshot_the_last_known_one_is_still_the_least(
    project: Simulator, kept: set[int], locked: int
) -> None:
    every = {number: canonical(envelope(project.payload(number), ALICE)) for number in (39, 40, 41, 42)}
    lock = project.anchor("lock.json", locked)
    before = outcome(project, {f"{number}.dsse.json": data for number, data in every.items()}, lock=lock)
    assert isinstance(before, Selected)
    after = outcome(project, {f"{number}.dsse.json": every[number] for number in kept}, lock=lock)
    if isinstance(after, Selected):
        assert locked <= after.head.sequence <= before.head.sequence
        assert {item.sha256 for item in after.history} <= {item.sha256 for item in before.history} | {
            before.head.sha256
        }
        assert set(range(locked + 1, after.head.sequence + 1)) <= kept


# The same in another wrapping.


@quick
@given(
    signers=st.lists(st.sampled_from([ALICE, BOB, CAROL]), min_size=1, max_size=3, unique=True),
    bundled=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_accepting_is_stable_under_wrapping_again(project: Simulator, signers: list[Key], bundled: list[bool]) -> None:
    """Each signature in a file of its own; then bundles, then one envelope, then bundles again."""
    payload, threshold = project.payload(42), {"threshold": len(signers)}
    files = {
        f"{key.name}.{'sigstore' if wrapped else 'dsse'}.json": canonical(
            bundle(payload, key) if wrapped else envelope(payload, key)
        )
        for key, wrapped in zip(signers, bundled, strict=False)
    }
    first = outcome(project, files, **threshold)
    assert isinstance(first, Selected)
    as_bundles = {f"{keyid[:8]}.sigstore.json": data for keyid, data in first.head_bundles.items()}
    second = outcome(project, as_bundles, **threshold)
    assert isinstance(second, Selected)
    third = outcome(project, {"x.dsse.json": second.head_envelope}, **threshold)
    assert isinstance(third, Selected)
    assert first.head == second.head == third.head
    assert first.signers == second.signers == third.signers
    assert first.head_envelope == second.head_envelope == third.head_envelope
    assert first.head_bundles == second.head_bundles == third.head_bundles
