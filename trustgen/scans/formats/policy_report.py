"""Kubernetes' PolicyReport and ClusterPolicyReport (wgpolicyk8s.io/v1alpha2), as `kubectl get … -o json` or `-o yaml`.

Kyverno, Kubewarden, Falco and others write them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.scans.formats import ReportFormat
from trustgen.scans.moments import epoch
from trustgen.scans.results import Result
from trustgen.scans.statuses import CHECK_ERROR, FAIL, PASS, SKIPPED, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.scans.formats import Report
    from trustgen.scans.node import Node

_API = "wgpolicyk8s.io/v1alpha2"
_KINDS = ("PolicyReport", "ClusterPolicyReport")
_LISTS = ("List", "PolicyReportList", "ClusterPolicyReportList")
_STATUSES = {"pass": PASS, "fail": FAIL, "warn": FAIL, "error": CHECK_ERROR, "skip": SKIPPED}


def _read(report: Report) -> Iterator[Result]:
    for one in _reports(report.tree()):
        scope = one.find("scope")
        for row in one.rows("results"):
            yield from _results(row, scope)


def _reports(whole: Node) -> Iterator[Node]:
    kind = whole.need("kind")
    if kind.text in _LISTS:
        for item in whole.rows("items"):
            yield _report(item)
    else:
        yield _report(whole)


def _report(node: Node) -> Node:
    kind, api = node.need("kind"), node.need("apiVersion")
    if kind.text not in _KINDS:
        raise kind.fault("is", "`PolicyReport` or `ClusterPolicyReport` is expected")
    if api.text != _API:
        raise api.fault("is", f"`{_API}` is expected")
    return node


def _results(row: Node, scope: Node | None) -> Iterator[Result]:
    outcome, code = meaning(row.need("result"), _STATUSES)
    policy, rule = row.need("policy").text, row.find("rule")
    checks = (policy,) if rule is None else (policy, f"{policy}/{rule.text}")
    stamp = row.find("timestamp")
    seconds = stamp.find("seconds") if stamp is not None else None
    at = epoch(seconds) if seconds is not None and seconds.value not in (0, "0") else None
    resources = list(row.rows("resources")) or ([scope] if scope is not None else [])
    units: list[str | None] = [_unit(resource) for resource in resources]
    for unit in units or [None]:
        yield Result(checks=checks, outcome=outcome, code=code, unit=unit, at=at)


def _unit(resource: Node) -> str:
    parts = [resource.find(key) for key in ("apiVersion", "kind", "namespace", "name", "uid")]
    return "\0".join(part.text if part is not None else "" for part in parts)


FORMATS = (
    ReportFormat(
        name="policy-report",
        summary="PolicyReports of Kyverno and others: `kubectl get polr,cpolr -A -o json` (or `-o yaml`)",
        ids="the policy, such as `require-mtls`, or policy and rule, such as `require-mtls/check-mode`",
        statuses="pass is pass; fail and warn are fail; error and skip are error",
        read=_read,
    ),
)
