"""The plot of a demonstrated history: what failed on the days before the newest snapshot, and was mended.

One failure lasted three days, one measurement missed its target for two, one check could not be made once, and what
fails now has failed for four days only.  Days are counted back from the newest, so that the same request signs the
same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.attest.checklist import Checklist

_FAILS_NOW = range(4)
_MENDED = range(8, 11)
_MISSED = range(5, 7)
_NOT_CHECKED = range(10, 11)


def before(
    age: int,
    newest: Mapping[str, Outcome],
    checklist: Checklist,
    stops: frozenset[Outcome],
) -> dict[str, Outcome]:
    """The statuses so many days before the newest, made from the newest ones; at no days they are just these.

    A status at which the policy stops a build is not shown on any day.
    """
    statuses = dict(newest)
    if age not in _FAILS_NOW:
        statuses |= {name: Outcome.PASS for name, status in newest.items() if status is Outcome.FAIL}
    passing = [control for control in checklist.controls if newest[control.id] is Outcome.PASS]
    plain = [control.id for control in passing if not control.metrics]
    measured = [control.id for control in passing if any(target.op == "ge" for target in control.metrics)]
    plot = (
        (_MENDED, Outcome.FAIL, plain[len(plain) // 2 :]),
        (_MISSED, Outcome.FAIL, measured),
        (_NOT_CHECKED, Outcome.ERROR, plain[: len(plain) // 2]),
    )
    for days, outcome, able in plot:
        # An error stops a build only while it is in the newest snapshot: that one was mended as well.
        if age in days and able and (outcome is Outcome.ERROR or outcome not in stops):
            statuses[able[0]] = outcome
    return statuses
