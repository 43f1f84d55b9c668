"""kube-bench's JSON (`kube-bench run --json`): groups of tests by number of the CIS benchmark.

It says no time.  A report is of one node, so all its results have one unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.scans.formats import ReportFormat
from trustgen.scans.results import Result
from trustgen.scans.statuses import FAIL, PASS, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trustgen.scans.formats import Report
    from trustgen.scans.node import Node

_STATUSES = {"PASS": PASS, "FAIL": FAIL, "WARN": FAIL}
_DROPPED = "INFO"
"""Of a test that was skipped or only informs: no result at all."""


def _read(report: Report) -> Iterator[Result]:
    for controls in _controls(report.json()):
        for group in controls.rows("tests"):
            for test in group.rows("results"):
                status = test.need("status")
                if status.value == _DROPPED:
                    continue
                outcome, code = meaning(status, _STATUSES)
                number = test.need("test_number").text
                yield Result(checks=(number,), outcome=outcome, code=code, unit=report.path)


def _controls(whole: Node) -> Iterator[Node]:
    """The benchmark's parts; older versions write a list of them, or one alone."""
    if isinstance(whole.value, list):
        for part in whole.items():
            # Another tool's list would otherwise be a report in which nothing was tested.
            if isinstance(part.value, dict) and "tests" not in part.value:
                raise part.fault("lacks", "`tests` is expected")
            yield part
    elif isinstance(whole.value, dict) and "tests" in whole.value:
        yield whole
    else:
        whole.need("Controls")
        yield from whole.rows("Controls")


FORMATS = (
    ReportFormat(
        name="kube-bench",
        summary="kube-bench: `kube-bench run --json`, one report for each node",
        ids="the test's number, such as `1.2.16`",
        statuses="PASS is pass; FAIL and WARN (which is manual or failed) are fail; INFO is no result",
        read=_read,
    ),
)
