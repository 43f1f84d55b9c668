"""Prowler's OCSF (`prowler … --output-formats json-ocsf`): one detection finding for each check and resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.model.posture import Outcome
from trustgen.scans.formats import ReportFormat
from trustgen.scans.moments import epoch, moment
from trustgen.scans.results import Result
from trustgen.scans.statuses import FAIL, MANUAL, MUTED, PASS, Meaning, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from trustgen.scans.formats import Report
    from trustgen.scans.node import Node

_STATUSES = {"PASS": PASS, "FAIL": FAIL, "MANUAL": MANUAL, "MUTED": FAIL}
_SUPPRESSED = 3
"""OCSF's status id of a finding that somebody muted."""


def _read(report: Report) -> Iterator[Result]:
    for event in report.json().items():
        outcome, code = _meaning(event)
        check = event.need("metadata").need("event_code").text
        yield Result(checks=(check,), outcome=outcome, code=code, unit=_unit(event), at=_time(event))


def _meaning(event: Node) -> Meaning:
    found = meaning(event.need("status_code"), _STATUSES)
    status, number = event.find("status"), event.find("status_id")
    muted = (status is not None and status.value == "Suppressed") or (
        number is not None and number.value == _SUPPRESSED
    )
    # Nobody looks at what is muted, so that it passed says nothing.
    return MUTED if muted and found[0] is Outcome.PASS else found


def _unit(event: Node) -> str | None:
    names = [found.text for resource in event.rows("resources") for found in (_name(resource),) if found is not None]
    cloud = event.find("cloud")
    account = cloud.find("account") if cloud is not None else None
    owner = account.find("uid") if account is not None else None
    return "\0".join([owner.text if owner is not None else "", *names]) if names else None


def _name(resource: Node) -> Node | None:
    for key in ("uid", "name"):
        found = resource.find(key)
        if found is not None and found.value:
            return found
    return None


def _time(event: Node) -> datetime | None:
    """When it was found: the number, because the text beside it has no zone."""
    node = event.find("time")
    if node is None:
        return None
    return moment(node) if isinstance(node.value, str) and not node.value.isdigit() else epoch(node)


FORMATS = (
    ReportFormat(
        name="prowler-ocsf",
        summary="Prowler: `--output-formats json-ocsf`",
        ids="the check's id, such as `iam_root_mfa_enabled`",
        statuses="PASS is pass; FAIL is fail; MANUAL is error; what is muted (`Suppressed`) is never pass",
        read=_read,
    ),
)
