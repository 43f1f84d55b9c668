"""What the statuses of other tools mean here.  None of them means a pass but a plain pass.

A warning is a failure, and so is what is met in part or was muted; what was skipped or waits for a person could not be
evaluated.  A status that is not listed is no status: the report is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trustgen.model.posture import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trustgen.scans.node import Node

Meaning = tuple[Outcome, str | None]
"""An outcome, and the error code where it is `ERROR`."""

PASS: Meaning = (Outcome.PASS, None)
FAIL: Meaning = (Outcome.FAIL, None)
NOT_APPLICABLE: Meaning = (Outcome.NOT_APPLICABLE, None)
MANUAL: Meaning = (Outcome.ERROR, "manual")
SKIPPED: Meaning = (Outcome.ERROR, "skipped")
CHECK_ERROR: Meaning = (Outcome.ERROR, "check-error")
MUTED: Meaning = (Outcome.ERROR, "muted")


def meaning(node: Node, table: Mapping[str, Meaning]) -> Meaning:
    """What the status at this place means; an unknown one is a fault."""
    found = table.get(node.text)
    if found is None:
        listed = ", ".join(f"`{name}`" for name in table)
        raise node.fault("is", f"one of {listed} is expected")
    return found
