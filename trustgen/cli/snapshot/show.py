"""`trustgen snapshot show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import common, project
from trustgen.cli.snapshot.options import end, evidence, folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@click.argument("which", metavar="[NUMBER|FILE]", required=False)
@folder
@evidence
@project
@common
def show(project: Path, as_of: datetime | None, form: str, strict: bool, color: str, **options: Any) -> None:
    """Show a verified snapshot: outcomes, metrics against targets, exceptions; by default the newest."""
    from trustgen.snapshots.show import show_snapshot

    end(lambda judged: show_snapshot(project, judged, **options), as_of=as_of, form=form, strict=strict, color=color)
