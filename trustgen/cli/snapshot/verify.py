"""`trustgen snapshot verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import exit_for
from trustgen.cli.options import common, known, now, project, rfc3339, show

if TYPE_CHECKING:
    from datetime import datetime

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--policy", type=_FILE, help="The trust policy.  [default: content/posture/trust-policy.json]")
@click.option("--checklist", type=_FILE, help="The pinned checklist.  [default: content/posture/checklist.json]")
@click.option("--lock", type=_FILE, help="The last known snapshot, as locked in the repository.")
@click.option("--record", is_flag=True, help="Add the snapshot to the local state that `--state` names.")
@click.option("--begin-state", "begin", is_flag=True, help="Begin the local state that `--state` names.")
@known
@project
@common
def verify(
    folder: Path | None,
    policy: Path | None,
    checklist: Path | None,
    lock: Path | None,
    record: bool,
    begin: bool,
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

    if (record or begin) and state is None:
        raise click.UsageError("Name the file with --state.")
    judged = as_of or now()
    checked = verify_snapshots(
        project=project,
        now=judged,
        record=record,
        begin=begin,
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
