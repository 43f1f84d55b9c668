"""`trustgen snapshot diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import common, project
from trustgen.cli.snapshot.options import end, evidence, folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@folder
@evidence
@project
@common
def diff(project: Path, as_of: datetime | None, form: str, strict: bool, color: str, **options: Any) -> None:
    """Say what changed between two verified snapshots, what got worse first.

    OLD and NEW are numbers or files; by default the newest and the one before it.
    """
    from trustgen.snapshots.diff import diff_snapshots

    end(lambda judged: diff_snapshots(project, judged, **options), as_of=as_of, form=form, strict=strict, color=color)
