"""A mapping file beside the checklist: what it may not say, at its line and column."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from posture_simulator import Simulator, checklist

from trustgen.attest.checklist import read_checklist
from trustgen.attest.select import load_policy
from trustgen.decode import decode
from trustgen.finding import Finding, Span
from trustgen.model.scanmap import ScanMap
from trustgen.scans.fit import check_fit
from trustgen.yamldoc import parse

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.attest.policy import Policy

GOOD = """\
scanner: {version: 2026.11.1, image: abababababababababababababababababababababababababababababababab}
sources:
  - {id: own, format: csv}
  - {id: cis, format: kube-bench, reports: 2}
controls:
  - control: ISOL-001
    checks: [{source: cis, ids: [4.2.1, 4.2.2]}]
  - control: MTLS-001
    metrics: [{id: coverage, count: {source: own, ids: [mesh], absent: ignore}}]
  - control: KEYS-001
    metrics: [{id: oldest-key, read: {source: own, id: key-age}}]
  - control: K8S-001
    not_applicable: true
exceptions:
  - id: EXC-2026-014
    control: MTLS-001
    reason: vendor-limitation
    affected: 9
    granted: 2026-10-01T00:00:00Z
    expires: 2026-12-15T00:00:00Z
    approved_by: security-lead
    record: cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
    checks: [{source: own, ids: [mesh]}]
"""


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    request = Simulator(tmp_path).request()
    return load_policy(request.policy, tmp_path)


def found(text: str, policy: Policy) -> tuple[Finding, ...]:
    tree, findings = parse(text.encode(), "map.yml")
    if findings:
        return findings
    made = decode(ScanMap, tree, Span(path="map.yml"))
    if isinstance(made, tuple):
        return made
    return check_fit(made, read_checklist(json.dumps(checklist()).encode(), "checklist.json"), policy)


def test_a_good_one_has_no_finding(policy: Policy) -> None:
    assert found(GOOD, policy) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "message"),
    [
        ("{id: cis, format: kube-bench, reports: 2}", "{id: own, format: csv}", "TG211", "own", "twice"),
        ("format: kube-bench", "format: kube-bensh", "TG212", "kube-bensh", "no format"),
        ("source: cis", "source: cloud", "TG212", "cloud", "no source"),
        ("count: {source: own", "count: {source: oww", "TG212", "oww", "no source"),
        ("read: {source: own", "read: {source: oww", "TG212", "oww", "no source"),
        ("control: ISOL-001", "control: ISOL-099", "TG212", "ISOL-099", "no control"),
        ("control: K8S-001\n    not_applicable: true", "control: ISOL-001\n    checks: [{source: own, ids: [a]}]",
         "TG211", "ISOL-001", "twice"),
        ("id: coverage", "id: coverag", "TG212", "coverag", "no metric of `MTLS-001`"),
        ("control: ISOL-001\n    checks: [{source: cis, ids: [4.2.1, 4.2.2]}]",
         "control: ISOL-001\n    not_applicable: true", "TG602", "ISOL-001", "does not allow"),
        ("metrics: [{id: oldest-key, read: {source: own, id: key-age}}]", "checks: [{source: own, ids: [key-age]}]",
         "TG602", "KEYS-001", "measured by `oldest-key`, which is not mapped"),
        ("read: {source: own, id: key-age}", "count: {source: own, ids: [key-age]}", "TG602", "oldest-key",
         "is one quantity"),
        ("read: {source: own, id: key-age}", "read: {source: cis, id: 4.2.1}", "TG602", "cis", "hold no numbers"),
        ("    control: MTLS-001\n    reason", "    control: ISOL-001\n    reason", "TG602", "ISOL-001",
         "allows no exception"),
        ("    control: MTLS-001\n    reason", "    control: ISOL-009\n    reason", "TG212", "ISOL-009", "no control"),
        ("expires: 2026-12-15", "expires: 2027-12-15", "TG602", "2027-12-15T00:00:00Z", "within 90 days"),
        ("expires: 2026-12-15", "expires: 2026-09-15", "TG602", "2026-09-15T00:00:00Z", "end after it was granted"),
        ("    checks: [{source: own, ids: [mesh]}]\n", "    checks: [{source: owm, ids: [mesh]}]\n", "TG212", "owm",
         "no source"),
        ("reports: 2", "reports: 0", "TG204", "0", "at least 1 is"),
        ("format: csv", "fromat: csv", "TG201", "fromat", "not a key"),
        ("absent: ignore", "absent: pass", "TG204", "pass", "`error` or `ignore`"),
        ("ids: [mesh], absent", "ids: [], absent", "TG204", "[]", "at least one"),
        ("not_applicable: true", "not_applicable: maybe", "TG204", "maybe", "`true` or `false`"),
        ("EXC-2026-014", "EXC-14", "TG204", "EXC-14", "an exception id looks like"),
        ("granted: 2026-10-01T00:00:00Z", "granted: 2026-02-30T00:00:00Z", "TG204", "2026-02-30T", "a time"),
        ("granted: 2026-10-01T00:00:00Z", "granted: 2026-10-01", "TG204", "2026-10-01\n", "a time is written like"),
        ("reason: vendor-limitation", "reason: The vendor cannot", "TG204", "The vendor cannot", "a name is"),
        ("approved_by: security-lead", "approved_by: Ann Other", "TG204", "Ann Other", "a name is"),
        ("record: cdcd", "record: cd", "TG204", "cdcd", "a SHA-256 is"),
    ],
    ids=lambda value: value.strip()[:24] if isinstance(value, str) else None,
)  # fmt: skip
def test_a_fault_is_told_at_its_place(policy: Policy, old: str, new: str, code: str, at: str, message: str) -> None:
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    first = next(finding for finding in found(text, policy) if finding.code == code)
    assert message in first.message
    line = text.split("\n")[first.span.line - 1]
    assert line[first.span.column - 1 :].startswith(at.strip()) or at in line
    assert first.help


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("read: {source: own, id: key-age}", "read: {source: own, id: key-age}, count: {source: own, ids: [a]}"),
        (", read: {source: own, id: key-age}", ""),
        ("not_applicable: true", "not_applicable: false"),
        ("not_applicable: true", "not_applicable: true\n    checks: [{source: own, ids: [a]}]"),
    ],
)
def test_each_control_and_metric_rests_on_one_thing(policy: Policy, old: str, new: str) -> None:
    assert [finding.code for finding in found(GOOD.replace(old, new), policy)] == ["TG204"]


def test_everything_that_is_wrong_is_told_at_once(policy: Policy) -> None:
    text = GOOD.replace("source: cis", "source: cloud").replace("id: coverage", "id: coverag")
    assert [finding.code for finding in found(text, policy)] == ["TG212", "TG602", "TG212"]
