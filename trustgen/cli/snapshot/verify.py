"""`trustgen snapshot verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import common, project
from trustgen.cli.snapshot.options import FILE, end, evidence

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@click.argument("folder", type=FILE, required=False)
@evidence
@click.option("--record", is_flag=True, help="Add the snapshot to the local state that `--state` names.")
@click.option("--begin-state", "begin", is_flag=True, help="Begin the local state that `--state` names.")
@project
@common
def verify(project: Path, as_of: datetime | None, form: str, strict: bool, color: str, **options: Any) -> None:
    """Verify the snapshots in a folder: signatures, policy, freshness, order."""
    from trustgen.snapshots import verify_snapshots

    if (options["record"] or options["begin"]) and options["state"] is None:
        raise click.UsageError("Name the file with --state.")
    end(
        lambda judged: verify_snapshots(project=project, now=judged, **options),
        as_of=as_of,
        form=form,
        strict=strict,
        color=color,
    )
