"""`trustgen snapshot`: `verify` and `demo`; `fetch` is beside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import exit_for
from trustgen.cli.options import common, now, project, rfc3339, show
from trustgen.cli.snapshot_fetch import fetch

if TYPE_CHECKING:
    from datetime import datetime

_FILE = click.Path(path_type=Path)


@click.group()
def snapshot() -> None:
    """Work with signed posture snapshots."""


snapshot.add_command(fetch)


@snapshot.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--policy", type=_FILE, help="The trust policy.  [default: content/posture/trust-policy.json]")
@click.option("--checklist", type=_FILE, help="The pinned checklist.  [default: content/posture/checklist.json]")
@click.option("--lock", type=_FILE, help="The last known snapshot, as locked in the repository.")
@click.option("--state", type=_FILE, help="The local record of earlier verifications.")
@click.option("--published", type=_FILE, help="The manifest of the published site.")
@project
@common
def verify(
    folder: Path | None,
    policy: Path | None,
    checklist: Path | None,
    lock: Path | None,
    state: Path | None,
    published: Path | None,
    project: Path,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
) -> None:
    """Verify the snapshots in a folder: signatures, policy, freshness, order."""
    from trustgen.report import Report
    from trustgen.snapshots import verify_snapshots

    judged = as_of or now()
    checked = verify_snapshots(
        project=project,
        now=judged,
        folder=folder,
        policy=policy,
        checklist=checklist,
        lock=lock,
        state=state,
        published=published,
    )
    report = Report(as_of=rfc3339(judged), findings=checked.findings, facts=checked.facts, extra=checked.extra)
    show(report, form, color)
    sys.exit(exit_for(checked.findings, strict=strict))


@snapshot.command()
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
    show(report, form, color)
    sys.exit(exit_for(signed.findings, strict=strict))
