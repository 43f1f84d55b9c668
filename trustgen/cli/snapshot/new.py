"""`trustgen snapshot new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import Time, common, project
from trustgen.cli.snapshot.options import FILE, end, evidence, folder

if TYPE_CHECKING:
    from datetime import datetime

    from trustgen.scans.reports import Given


@click.command()
@click.argument("reports", metavar="SOURCE=FILE...", nargs=-1, required=True)
@click.option("--map", "scan_map", type=FILE, required=True, help="The mapping file: what makes up each control.")
@click.option("--out", type=FILE, default=Path(), show_default=True, help="The folder to write into.")
@click.option("--force", is_flag=True, help="Replace a statement that is there already.")
@click.option("--first", is_flag=True, help="Begin at number 1: there is no snapshot yet.")
@click.option("--started-at", type=Time(), help="When the scan began.  [default: the first time in the reports]")
@click.option("--finished-at", type=Time(), help="When the scan ended.  [default: the last time in the reports]")
@click.option("--expires-at", type=Time(), help="Until when it is valid.  [default: as long as the policy allows]")
@click.option("--scanner-version", help="The version of what ran the tools.  [default: the mapping file's]")
@click.option("--scanner-image", help="The SHA-256 of its image.  [default: the mapping file's]")
@click.option("--git-commit", help="The revision that was deployed.")
@folder
@evidence
@project
@common
def new(
    project: Path,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
    folder: Path | None,
    policy: Path | None,
    checklist: Path | None,
    lock: Path | None,
    state: Path | None,
    published: Path | None,
    reports: tuple[str, ...],
    scanner_image: str | None,
    **options: Any,
) -> None:
    """Write the unsigned statement of a scan, from the reports of the tools that made it."""
    from trustgen.snapshots.new import Wanted, new_statement

    image = scanner_image.removeprefix("sha256:") if scanner_image is not None else None
    wanted = Wanted(reports=tuple(_given(text) for text in reports), scanner_image=image, **options)
    paths = {
        "folder": folder,
        "policy": policy,
        "checklist": checklist,
        "lock": lock,
        "state": state,
        "published": published,
    }
    end(
        lambda judged: new_statement(project, judged, wanted, **paths),
        as_of=as_of,
        form=form,
        strict=strict,
        color=color,
    )


def _given(text: str) -> Given:
    from trustgen.scans.reports import Given

    source, sign, file = text.partition("=")
    if not source or not sign or not file:
        raise click.UsageError(f"'{text}' is not SOURCE=FILE, with a source of the mapping file.")
    return Given(source=source, file=Path(file))
