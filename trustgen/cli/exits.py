"""Exit codes, in one place."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trustgen.finding import Finding


class Exit(IntEnum):
    """What the process says at its end."""

    CLEAN = 0
    """Published, or the check passed."""
    FINDINGS = 1
    """There are findings of severity error; nothing was published."""
    USAGE = 2
    """The command line makes no sense; click says so itself.  Or nothing is wrong but that nobody can be told so."""
    UNTRUSTED = 3
    """The snapshot can't be trusted; wins over 1, so that an alert can tell a typo from a forgery."""
    BUG = 4
    """A bug in trustgen."""


def exit_for(findings: Iterable[Finding], *, strict: bool) -> Exit:
    """The exit code that findings ask for."""
    from trustgen.finding import Severity

    worst = Exit.CLEAN
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.code.startswith("TG3"):
            return Exit.UNTRUSTED
        if finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING):
            worst = Exit.FINDINGS
    return worst
