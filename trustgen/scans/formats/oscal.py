"""OSCAL assessment results, in JSON or YAML: findings about the targets of the latest result set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.scans.formats import ReportFormat
from trustgen.scans.moments import moment
from trustgen.scans.results import Result
from trustgen.scans.statuses import FAIL, PASS, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from trustgen.scans.formats import Report
    from trustgen.scans.node import Node

_STATES = {"satisfied": PASS, "not-satisfied": FAIL}


def _read(report: Report) -> Iterator[Result]:
    whole = report.tree().need("assessment-results")
    sets = [(moment(each.need("start")), each) for each in whole.need("results").items()]
    latest = max((start for start, _ in sets), default=None)
    for start, each in sets:
        # Earlier sets are what was found before; a finding that is no longer made must not count again.
        if start == latest:
            yield from _findings(each, start)


def _findings(each: Node, start: datetime) -> Iterator[Result]:
    end = each.find("end")
    ended = moment(end) if end is not None else start
    observed = {row.need("uuid").text: row for row in each.rows("observations")}
    for finding in each.rows("findings"):
        target = finding.need("target")
        outcome, code = meaning(target.need("status").need("state"), _STATES)
        related = [
            observed[link.text]
            for row in finding.rows("related-observations")
            if (link := row.need("observation-uuid")).text in observed
        ]
        collected = [moment(row.need("collected")) for row in related]
        expiries = [moment(node) for row in related if (node := row.find("expires")) is not None]
        yield Result(
            checks=(target.need("target-id").text,),
            outcome=outcome,
            code=code,
            at=min(collected, default=ended),
            expires=min(expiries, default=None),
        )


FORMATS = (
    ReportFormat(
        name="oscal",
        summary="OSCAL assessment results, JSON or YAML; the result set that started last",
        ids="the target's id, such as `ac-6.1_obj`",
        statuses="satisfied is pass; not-satisfied is fail; a finding on an expired observation is error",
        read=_read,
    ),
)
