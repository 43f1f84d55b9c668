"""OSCAL assessment results, in JSON or YAML: findings about the targets of the latest result set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.scans.formats import ReportFormat
from trustgen.scans.moments import moment
from trustgen.scans.results import Result
from trustgen.scans.statuses import FAIL, PASS, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from trustgen.scans.formats import Report
    from trustgen.scans.node import Node

_STATES = {"satisfied": PASS, "not-satisfied": FAIL}


def _read(report: Report) -> Iterator[Result]:
    whole = report.tree().need("assessment-results")
    sets = [(moment(each.need("start")), each) for each in whole.need("results").items()]
    latest = max((start for start, _ in sets), default=None)
    observed: dict[str, list[Node]] = {}
    for _, each in sets:
        for row in each.rows("observations"):
            observed.setdefault(row.need("uuid").text, []).append(row)
    for start, each in sets:
        # Earlier sets are what was found before; a finding that is no longer made must not count again.
        if start == latest:
            yield from _findings(each, start, observed)


def _findings(each: Node, start: datetime, observed: Mapping[str, list[Node]]) -> Iterator[Result]:
    end = each.find("end")
    ended = moment(end) if end is not None else start
    for finding in each.rows("findings"):
        target = finding.need("target")
        outcome, code = meaning(target.need("status").need("state"), _STATES)
        related = [row for link in finding.rows("related-observations") for row in _linked(link, observed)]
        collected = [moment(row.need("collected")) for row in related]
        expiries = [moment(node) for row in related if (node := row.find("expires")) is not None]
        yield Result(
            checks=(target.need("target-id").text,),
            outcome=outcome,
            code=code,
            at=min(collected, default=ended),
            expires=min(expiries, default=None),
        )


def _linked(link: Node, observed: Mapping[str, list[Node]]) -> list[Node]:
    """The observation that a finding rests on, in whatever set; one that is not there may have been the one that ended.

    Where several have one id, the finding rests on them all.
    """
    uuid = link.need("observation-uuid")
    if uuid.text not in observed:
        raise uuid.fault("is", "the `uuid` of an observation in this report is expected")
    return observed[uuid.text]


FORMATS = (
    ReportFormat(
        name="oscal",
        summary="OSCAL assessment results, JSON or YAML; the result set that started last",
        ids="the target's id, such as `ac-6.1_obj`",
        statuses="satisfied is pass; not-satisfied is fail; on an expired observation: error; "
        "on one that is not in the report: refused",
        read=_read,
    ),
)
