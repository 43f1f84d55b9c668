"""What was known before: the lock, the local state, the published record."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import Simulator, digest

from trustgen.attest.anchors import by_sequence, read_anchors
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.attest.select import Selected
from trustgen.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ready(simulator: Simulator) -> Simulator:
    """A project with snapshots 40 to 42."""
    for sequence in (40, 41, 42):
        simulator.put(sequence)
    return simulator


def test_a_lock_a_state_and_a_record_are_read(ready: Simulator) -> None:
    found = read_anchors(
        lock=ready.anchor("lock.json", 40),
        state=ready.state(40, 41),
        published=ready.anchor("manifest.json", 42),
        environment="prod-eu-1",
        root=ready.root,
    )
    assert [(anchor.kind, anchor.path, anchor.sequence) for anchor in found] == [
        ("lock", "lock.json", 40),
        ("state", "state.jsonl", 40),
        ("state", "state.jsonl", 41),
        ("published", "manifest.json", 42),
    ]
    known = by_sequence(found)
    assert {sequence: anchor.sha256 for sequence, anchor in known.items()} == {
        sequence: ready.sha256(sequence) for sequence in (40, 41, 42)
    }
    assert known[40].path == "lock.json"


def test_a_published_record_says_which_policy_it_was_built_with(ready: Simulator) -> None:
    path = ready.anchor("manifest.json", 42)
    outcome = ready.verify(published=path)
    assert isinstance(outcome, Selected)
    assert outcome.published_policy is None
    value = json.loads(path.read_bytes())
    path.write_text(json.dumps(value | {"policySha256": digest("other policy")}))
    outcome = ready.verify(published=path, lock=ready.anchor("lock.json", 42))
    assert isinstance(outcome, Selected)
    assert outcome.published_policy == digest("other policy")
    path.write_text(json.dumps(value | {"policySha256": "0" * 64}))
    assert ready.rule(published=path) == "state-corrupt"


def test_without_files_nothing_is_known(ready: Simulator) -> None:
    assert read_anchors(lock=None, state=None, published=None, environment="x", root=ready.root) == ()
    assert ready.rule() == "accept"


@pytest.mark.parametrize("which", ["lock", "state", "published"])
@pytest.mark.parametrize(
    "data", [b"", b"\n", b"sequence: 42", b"{}", b"{}\n", b"[]\n", b"\xff\n", b'{"sequence": 1, "sequence": 1}\n']
)
def test_a_damaged_file_never_means_that_nothing_was_known(ready: Simulator, which: str, data: bytes) -> None:
    path = ready.root / "damaged"
    path.write_bytes(data)
    outcome = ready.verify(**{which: path})
    assert isinstance(outcome, Finding)
    assert outcome.rule == "state-corrupt"
    assert outcome.span.path == "damaged"


@pytest.mark.parametrize("which", ["lock", "state", "published"])
def test_a_file_that_cannot_be_read_never_means_that_either(ready: Simulator, which: str) -> None:
    missing = ready.root / "missing"
    assert ready.rule(**{which: missing}) == "state-corrupt"
    missing.mkdir()
    assert ready.rule(**{which: missing}) == "state-corrupt"
    pipe = ready.root / "pipe"
    os.mkfifo(pipe)
    assert ready.rule(**{which: pipe}) == "state-corrupt"
    link = ready.root / "link"
    link.symlink_to(ready.anchor("lock.json", 42))
    assert ready.rule(**{which: link}) == "state-corrupt"


@pytest.mark.parametrize(
    "change",
    [
        {"environment": "staging-eu-1"},
        {"environment": None},
        {"sequence": "42"},
        {"sequence": 0},
        {"sequence": True},
        {"sha256": "0" * 64},
        {"sha256": None},
    ],
    ids=json.dumps,
)
def test_a_lock_and_a_record_have_their_form_and_their_environment(ready: Simulator, change: dict[str, Any]) -> None:
    value = json.loads(ready.anchor("lock.json", 42).read_bytes()) | change
    (ready.root / "lock.json").write_bytes(json.dumps(value).encode())
    assert ready.rule(lock=ready.root / "lock.json") == "state-corrupt"
    assert ready.rule(published=ready.root / "lock.json") == "state-corrupt"


def test_a_lock_holds_nothing_else_and_a_record_holds_much_else(ready: Simulator) -> None:
    value = json.loads(ready.anchor("lock.json", 42).read_bytes()) | {"files": {"index.html": digest("x")}}
    (ready.root / "lock.json").write_bytes(json.dumps(value).encode())
    assert ready.rule(lock=ready.root / "lock.json") == "state-corrupt"
    assert ready.rule(published=ready.root / "lock.json") == "accept"


def test_a_published_record_says_which_snapshots_the_site_carries(ready: Simulator) -> None:
    path = ready.anchor("manifest.json", 42)
    value = json.loads(path.read_bytes())
    carried = [
        "posture/history/0000000039.dsse.json",
        "posture/history/0000000040.dsse.json",
        "posture/history/0000000040-0123456789ab.sigstore.json",
        "posture/history/index.html",
        "posture/history/0000000007.dsse.json.html",
        "history/0000000008.dsse.json",
        "index.html",
    ]
    path.write_text(json.dumps(value | {"files": dict.fromkeys(carried, digest("a file"))}))
    outcome = ready.verify(published=path)
    assert isinstance(outcome, Selected)
    assert [anchor.shown for anchor in outcome.anchors] == [(39, 40, 42)]
    held = {snapshot.statement.sequence for snapshot in outcome.snapshots}
    assert outcome.lost == tuple(number for number in (39, 40, 42) if number not in held)
    assert 39 in outcome.lost
    assert 42 not in outcome.lost
    path.write_text(json.dumps(value | {"files": carried}))
    assert ready.rule(published=path) == "state-corrupt"


def test_the_record_of_a_large_site_is_read(ready: Simulator) -> None:
    value = json.loads(ready.anchor("manifest.json", 42).read_bytes())
    value["files"] = {f"controls/page-{number}.html": digest(number) for number in range(15_000)}
    data = json.dumps(value).encode()
    assert len(data) > MAX_FILE_BYTES
    (ready.root / "manifest.json").write_bytes(data)
    assert ready.rule(published=ready.root / "manifest.json") == "accept"
    assert ready.rule(lock=ready.root / "manifest.json") == "state-corrupt"


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_a_state_hangs_together(ready: Simulator) -> None:
    path = ready.state(40, 41, 42)
    assert ready.rule(state=path) == "accept"
    first, second, third = lines(path)
    for damaged in (
        [second, third],
        [first, third],
        [second, first, third],
        [first, first, second],
        [first, b"\n", second, third],
        [first.replace(b'"sequence":40', b'"sequence":39'), second, third],
        [first.replace(b"prod-eu-1", b"prod-eu-2"), second, third],
        [first, second, third[:-1]],
        [first, second, third[:-20]],
        [first, second, third, b"{}\n"],
        [first, second, third, b"\n"],
    ):
        path.write_bytes(b"".join(damaged))
        assert ready.rule(state=path) == "state-corrupt", damaged


def test_a_state_says_how_it_is_damaged(ready: Simulator) -> None:
    path = ready.state(41, 42)
    for data, said in (
        (b"", "is empty"),
        (path.read_bytes()[:-1], "ends in the middle of a line"),
        (b"".join(lines(path)[1:]), "line 1 does not name the line before it"),
    ):
        path.write_bytes(data)
        outcome = ready.verify(state=path)
        assert isinstance(outcome, Finding)
        assert said in outcome.message
        ready.state(41, 42)


def test_a_state_cut_at_its_end_still_anchors_what_is_left(ready: Simulator) -> None:
    path = ready.state(40, 41, 42)
    path.write_bytes(b"".join(lines(path)[:1]))
    assert ready.rule(state=path) == "accept"
    (ready.folder / "0000000041.dsse.json").unlink()
    assert ready.rule(state=path) == "chain-broken"


def relinked(path: Path, changes: list[dict[str, Any]]) -> None:
    """Write the lines again with these changes and correct links: somebody who can write the file can do that."""
    before, made = "0" * 64, []
    for line, change in zip(lines(path), changes, strict=True):
        value = json.loads(line) | change | {"prev": before}
        data = json.dumps(value, separators=(",", ":")).encode()
        before = sha256(data).hexdigest()
        made.append(data + b"\n")
    path.write_bytes(b"".join(made))


def test_a_state_does_not_go_back_or_contradict_itself(ready: Simulator) -> None:
    path = ready.state(40, 41, 41)
    assert ready.rule(state=path) == "accept"
    relinked(path, [{}, {}, {"sequence": 40}])
    assert ready.rule(state=path) == "state-corrupt"
    path = ready.state(40, 41, 41)
    relinked(path, [{}, {}, {"sha256": digest("another")}])
    assert ready.rule(state=path) == "state-corrupt"


@pytest.mark.parametrize("change", [{"verifiedAt": "now"}, {"more": 1}, {"prev": "x"}, {"sequence": -1}])
def test_a_line_of_a_state_has_its_form(ready: Simulator, change: dict[str, Any]) -> None:
    path = ready.state(42)
    value = json.loads(path.read_bytes()) | change
    path.write_bytes(json.dumps(value).encode() + b"\n")
    assert ready.rule(state=path) == "state-corrupt"


@pytest.mark.parametrize("change", [{"sequence": 0}, {"sequence": 2**53}, {"sha256": "0" * 64}, {"verifiedAt": "now"}])
def test_a_line_of_a_state_is_read_as_strictly_however_well_it_is_linked(
    ready: Simulator, change: dict[str, Any]
) -> None:
    path = ready.state(1, 42)
    assert ready.rule(state=path) == "accept"
    relinked(path, [change, {}])
    assert ready.rule(state=path) == "state-corrupt"


@pytest.mark.parametrize(("field", "value"), [("environment", 7), ("environment", "Prod EU"), ("prev", "x")])
def test_what_is_wrong_with_a_field_is_said_of_that_field(ready: Simulator, field: str, value: object) -> None:
    files = {"state": ready.state(42)}
    if field != "prev":
        files["lock"] = ready.anchor("lock.json", 42)
    for kind, path in files.items():
        before = path.read_bytes()
        path.write_bytes(json.dumps(json.loads(before) | {field: value}).encode() + b"\n")
        outcome = ready.verify(**{kind: path})
        assert isinstance(outcome, Finding)
        assert f"has another form at `{field}`: " in outcome.message
        assert outcome.span.route == field
        path.write_bytes(before)


def test_a_record_that_is_too_large_is_refused_by_its_size(ready: Simulator) -> None:
    path = ready.state(42)
    os.truncate(path, 64 * 1024 * 1024 + 1)
    outcome = ready.verify(state=path)
    assert isinstance(outcome, Finding)
    assert "has 67,108,865 bytes; at most 67,108,864 are read" in outcome.message


def test_a_lock_may_be_at_the_first_snapshot(ready: Simulator) -> None:
    assert ready.rule(lock=ready.anchor("lock.json", 1)) == "chain-broken"
    assert ready.rule(lock=ready.anchor("lock.json", 0)) == "state-corrupt"


def test_two_files_that_contradict_each_other_are_a_fork(ready: Simulator) -> None:
    lock = ready.anchor("lock.json", 41)
    other = ready.anchor("manifest.json", 41, digest("another"))
    outcome = ready.verify(lock=lock, published=other)
    assert isinstance(outcome, Finding)
    assert outcome.rule == "fork-detected"
    assert "lock.json" in outcome.message
    assert "manifest.json" in outcome.message
    assert ready.rule(state=ready.state(40, 41, 42), published=other) == "fork-detected"


OUTSIDE = {"checklist": "wrong-checklist", "policy": "policy-error", "folder": "unsafe-source"}


@pytest.mark.parametrize("which", ["lock", "state", "published", "checklist", "policy", "folder"])
def test_what_is_named_as_the_projects_lies_in_the_project(ready: Simulator, tmp_path: Path, which: str) -> None:
    """Its folder may be a link within the project, not one that leads out of it."""
    request = ready.request()
    anchor = ready.state(42) if which == "state" else ready.anchor("manifest.json", 42)
    own = getattr(request, which) or anchor
    for real, rule in (
        (ready.root / "within", "accept"),
        (tmp_path.parent / f"{tmp_path.name}-outside", OUTSIDE.get(which, "state-corrupt")),
    ):
        real.mkdir()
        (shutil.copytree if own.is_dir() else shutil.copy)(own, real / "named")
        link = ready.root / f"{rule}-link"
        link.symlink_to(real)
        assert ready.rule(**{which: real / "named"}) == "accept"
        assert ready.rule(**{which: link / "named"}) == rule
