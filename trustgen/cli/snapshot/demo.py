"""`trustgen snapshot demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import exit_for
from trustgen.cli.options import common, finish, now, project, rfc3339

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@project
@common
@click.option("--force", is_flag=True, help="Sign a new one even if the last is less than an hour old.")
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=1,
    show_default=True,
    help="Where there is no snapshot yet: sign a history of so many days, with failures that were mended.",
)
def demo(
    project: Path,
    force: bool,
    days: int,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
) -> None:
    """Sign a fresh demonstration snapshot: the part that a scanner plays in real life."""
    from trustgen.report import Report
    from trustgen.snapshots import sign_demo

    judged = as_of or now()
    signed = sign_demo(project, judged, force=force, days=days)
    report = Report(as_of=rfc3339(judged), findings=signed.findings, facts=signed.facts, extra=signed.extra)
    finish(report, form, color, exit_for(signed.findings, strict=strict))
