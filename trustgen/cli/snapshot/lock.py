"""`trustgen snapshot lock`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import common, project
from trustgen.cli.snapshot.options import end, evidence, folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command()
@folder
@evidence
@project
@common
def lock(project: Path, as_of: datetime | None, form: str, strict: bool, color: str, **paths: Any) -> None:
    """Write the verified newest snapshot into the lock, which is never lowered."""
    from trustgen.snapshots.lock import lock_head

    end(lambda judged: lock_head(project, judged, **paths), as_of=as_of, form=form, strict=strict, color=color)
