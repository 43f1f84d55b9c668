"""Evidence that cannot be trusted: the build ends with exit code 3, names the reason, and publishes nothing."""

from __future__ import annotations

import base64
import json
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import Key
from projects import AS_OF, THEN, Built, copy_small, edit, trustgen

from trustgen.attest import demokey
from trustgen.attest.dsse import pae
from trustgen.attest.format import PAYLOAD_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Break = Callable[[Path], object]

SNAPSHOT = "content/posture/snapshots/0000000001.dsse.json"


def snapshots(project: Path) -> Path:
    return project / "content" / "posture" / "snapshots"


def envelope(project: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the envelope, and nothing else."""
    record = json.loads((project / SNAPSHOT).read_bytes())
    change(record)
    (project / SNAPSHOT).write_text(json.dumps(record))


def statement(project: Path, change: Callable[[dict[str, Any]], object], key: Key | None = None) -> None:
    """Change what is signed, and sign it anew: with the demonstration key, or with another."""

    def sign(record: dict[str, Any]) -> None:
        signed = json.loads(base64.b64decode(record["payload"]))
        change(signed)
        payload = json.dumps(signed, separators=(",", ":")).encode()
        keyid = key.keyid if key else demokey.KEYID
        signature = (key.sign if key else demokey.sign)(pae(PAYLOAD_TYPE, payload))
        record["payload"] = base64.b64encode(payload).decode()
        record["signatures"] = [{"keyid": keyid, "sig": base64.b64encode(signature).decode()}]

    envelope(project, sign)


def policy(project: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = project / "content" / "posture" / "trust-policy.json"
    record = json.loads(path.read_bytes())
    change(record)
    path.write_text(json.dumps(record))


def as_payload(record: dict[str, Any], **changes: str) -> None:
    """Change a signed text without signing it anew."""
    payload = base64.b64decode(record["payload"]).decode()
    for old, new in changes.items():
        assert f'"{old}"' in payload
        payload = payload.replace(f'"{old}"', f'"{new}"')
    record["payload"] = base64.b64encode(payload.encode()).decode()


def emptied(project: Path) -> None:
    for path in snapshots(project).iterdir():
        path.unlink()


def other_checklist(project: Path) -> None:
    path = project / "content" / "posture" / "checklist.json"
    edit(path, "Each group has its own key", "Each group has some key")


BROKEN: dict[str, tuple[str, Break]] = {
    "a folder that is not there": ("missing-snapshot", lambda project: shutil.rmtree(snapshots(project))),
    "an empty folder": ("missing-snapshot", emptied),
    "no signature": ("unsigned-snapshot", lambda p: envelope(p, lambda e: e.update(signatures=[]))),
    "a fail that was made a pass": ("bad-signature", lambda p: envelope(p, lambda e: as_payload(e, fail="pass"))),
    "a stranger's key": ("unknown-signer", lambda p: statement(p, lambda _: None, Key("stranger"))),
    "another payload type": (
        "unsupported-payload-type",
        lambda p: envelope(p, lambda e: e.update(payloadType="application/json")),
    ),
    "another predicate type": (
        "unsupported-predicate-type",
        lambda p: statement(p, lambda s: s.update(predicateType="https://quill.internal/posture/v9")),
    ),
    "a snapshot of another environment": (
        "wrong-environment",
        lambda p: statement(p, lambda s: s["predicate"].update(environment="staging")),
    ),
    "a snapshot of the future": (
        "future-dated",
        lambda p: statement(
            p,
            lambda s: s["predicate"].update(
                scan={"startedAt": "2026-11-20T13:00:00Z", "finishedAt": "2026-11-20T13:10:00Z"},
                controls=[c | {"checkedAt": "2026-11-20T13:05:00Z"} for c in s["predicate"]["controls"]],
            ),
        ),
    ),
    "a checklist that the policy does not pin": ("wrong-checklist", other_checklist),
    "a control that is left out": (
        "control-set-mismatch",
        lambda p: statement(p, lambda s: s["predicate"]["controls"].pop()),
    ),
    "a file that is no envelope": ("malformed-envelope", lambda p: (p / SNAPSHOT).write_text("{}")),
    "a policy that is no JSON": (
        "policy-error",
        lambda p: (p / "content" / "posture" / "trust-policy.json").write_text("trust me"),
    ),
    "the demonstration key outside of a demonstration": (
        "policy-error",
        lambda p: policy(p, lambda record: record.update(environment="production")),
    ),
    "a gate of the policy that stops a failing control": (
        "gate-failed",
        lambda p: policy(p, lambda record: record["gates"].update(fail="stop")),
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_published_on(project: Path, name: str) -> None:
    rule, change = BROKEN[name]
    change(project)
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert (run.code, run.err) == (3, ""), run.out
    assert [finding["rule"] for finding in run.findings] == [rule]
    assert run.findings[0]["code"].startswith("TG3")
    assert run.findings[0]["place"]["path"].startswith("content/posture")
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("when", "rule"),
    [("2026-11-21T13:30:00Z", "stale-snapshot"), ("2026-11-20T11:20:00Z", "future-dated")],
)
def test_the_clock_decides_what_is_fresh(project: Path, when: str, rule: str) -> None:
    run = trustgen(project, "build", "--format", "json", "--allow-as-of", "--as-of", when)
    assert run.code == 3
    assert [finding["rule"] for finding in run.findings] == [rule]
    assert not (project / "site").exists()


def test_the_last_valid_second_is_valid(project: Path) -> None:
    assert trustgen(project, "check", "--as-of", "2026-11-21T13:29:59Z").code == 0


def test_source_date_epoch_never_makes_a_stale_snapshot_fresh(project: Path) -> None:
    from projects import environment

    fresh = str(int(AS_OF.timestamp()))
    run = trustgen(project, "check", "--as-of", "2027-01-01T00:00:00Z", env=environment(SOURCE_DATE_EPOCH=fresh))
    assert run.code == 3


def test_a_line_that_cites_a_control_which_the_checklist_lacks_is_a_mistake_and_no_forgery(project: Path) -> None:
    controls = project / "content" / "controls.yml"
    controls.write_text(
        controls.read_text("utf-8") + "  - {id: AUTH-002, title: Tokens expire, checks: Nothing yet., family: AUTH}\n",
        encoding="utf-8",
    )
    edit(project / "content" / "architecture.yml", "controls: [AUTH-001]", "controls: [AUTH-001..AUTH-002]")
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert run.code == 1
    errors = [finding for finding in run.findings if finding["severity"] == "error"]
    assert [(finding["code"], finding["place"]["path"], finding["place"]["line"]) for finding in errors] == [
        ("TG223", "content/architecture.yml", 11)
    ]
    assert not (project / "site").exists()


def test_a_citation_of_a_control_that_nobody_knows_stops_the_build(project: Path) -> None:
    edit(project / "content" / "architecture.yml", "controls: [AUTH-001]", "controls: [AUTH-009]")
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert run.code == 1
    place = run.findings[0]["place"]
    assert (place["path"], place["line"], place["column"]) == ("content/architecture.yml", 11, 16)


def test_the_demonstration_is_named_on_every_page(small: Built) -> None:
    note = "demonstration"
    for page in small.site.rglob("*.html"):
        assert note in page.read_text("utf-8").casefold(), page.name
    digest = sha256((small.project / "content" / "posture" / "checklist.json").read_bytes()).hexdigest()
    assert digest in (small.site / "posture" / "index.html").read_text("utf-8")


def test_the_command_that_verifies_says_what_the_build_trusts(project: Path) -> None:
    run = trustgen(project, "snapshot", "verify", "--as-of", "2026-11-20T12:00:00Z")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("Snapshot 1 of demonstration is trusted. It is a demonstration: everybody has the key.")
    envelope(project, lambda record: record.update(signatures=[]))
    assert trustgen(project, "snapshot", "verify", "--as-of", "2026-11-20T12:00:00Z").code == 3


def test_a_fresh_demonstration_is_signed_once_and_continues_the_chain(project: Path) -> None:
    assert trustgen(project, "snapshot", "demo").code == 0
    names = sorted(path.name for path in snapshots(project).iterdir())
    assert names == ["0000000001.dsse.json", "0000000002.dsse.json"]
    assert "Still fresh" in trustgen(project, "snapshot", "demo").out
    assert sorted(path.name for path in snapshots(project).iterdir()) == names
    run = trustgen(project, "snapshot", "verify")
    assert run.code == 0
    assert "2 on record" in run.out
