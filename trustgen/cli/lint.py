"""`trustgen lint`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import exit_for
from trustgen.cli.options import common, finish, now, rfc3339
from trustgen.cli.progress import Progress

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--assurances",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What is held, in the form of assurances.yml; without it, nothing is.",
)
@click.option(
    "--assets",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="What images and fonts depict, in the form of assets.yml.",
)
@click.option(
    "--schemes",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schemes that are not known without it, in the form of schemes.yml.",
)
@click.option("--explain", "explaining", is_flag=True, help="List every mention with what let it pass.")
@common
def lint(
    paths: tuple[Path, ...],
    assurances: Path | None,
    assets: tuple[Path, ...],
    schemes: tuple[Path, ...],
    explaining: bool,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
) -> None:
    """Read pages, PDFs and other files, made by trustgen or not, for certifications that are not held."""
    from trustgen.linting import lint_paths
    from trustgen.report import Report

    judged = as_of or now()
    with Progress() as progress:
        linted = lint_paths(
            paths, assurances, judged, progress.step, assets=assets, schemes=schemes, explaining=explaining
        )
    report = Report(as_of=rfc3339(judged), findings=linted.findings, facts=linted.facts, extra=linted.extra)
    finish(report, form, color, exit_for(linted.findings, strict=strict))
