"""Options that snapshot commands share, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from trustgen.cli.exits import exit_for
from trustgen.cli.options import finish, known, now, rfc3339

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.snapshots import Checked

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)


def evidence(function: F) -> F:
    """`--policy`, `--checklist`, `--lock`, `--state`, `--published`."""
    function = known(function)
    for option in (
        click.option("--lock", type=FILE, help="The last known snapshot, as locked in the repository."),
        click.option("--checklist", type=FILE, help="The pinned checklist.  [default: content/posture/checklist.json]"),
        click.option("--policy", type=FILE, help="The trust policy.  [default: content/posture/trust-policy.json]"),
    ):
        function = option(function)
    return function


def folder(function: F) -> F:
    """`--folder`."""
    text = "Where the snapshots are.  [default: content/posture/snapshots]"
    return click.option("--folder", type=FILE, help=text)(function)


def end(
    work: Callable[[datetime], Checked], *, as_of: datetime | None, form: str, strict: bool, color: str
) -> NoReturn:
    """Do the work as of the one clock, print what it has to say, and exit."""
    from trustgen.report import Report

    judged = as_of or now()
    checked = work(judged)
    report = Report(as_of=rfc3339(judged), findings=checked.findings, facts=checked.facts, extra=checked.extra)
    finish(report, form, color, exit_for(checked.findings, strict=strict))
