"""`trustgen build` and `trustgen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.bug import before_publishing
from trustgen.cli.exits import Exit, exit_for
from trustgen.cli.options import common, finish, known, now, output, project, rfc3339
from trustgen.cli.progress import Progress

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from trustgen.finding import Finding
    from trustgen.pipeline import Made, Request


@click.command()
@project
@output
@known
@common
@click.option("--allow-as-of", is_flag=True, help="Publish although `--as-of` is not now; the pages say so.")
def build(allow_as_of: bool, **options: Any) -> None:
    """Build the site and publish it, if nothing is wrong with it."""
    _walk(publishing=True, allow_as_of=allow_as_of, **options)


@click.command()
@project
@output
@known
@common
def check(**options: Any) -> None:
    """Do everything that `build` does, without publishing."""
    _walk(publishing=False, allow_as_of=True, **options)


def _walk(
    *,
    publishing: bool,
    allow_as_of: bool,
    project: Path,
    output: Path | None,
    state: Path | None,
    published: Path | None,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
) -> None:
    from trustgen.render.pdfjob import PdfJob
    from trustgen.report import Report

    clock = now()
    judged = as_of or clock
    target = output if output is not None else project / "site"
    shown = str(output) if output is not None else "site"
    with Progress() as progress, PdfJob() as job:
        with before_publishing():
            # The process for the PDF loads what it needs while this one does the same.
            from trustgen.pipeline import Request, make

            request = Request(
                root=project,
                as_of=judged,
                clock=clock if as_of is not None else None,
                allow_as_of=allow_as_of,
                output=target,
                output_shown=shown,
                state=state,
                published=published,
            )
            made = make(request, progress.step, job=job)
        findings, said = made.findings, ""
        if publishing and exit_for(findings, strict=strict) is Exit.CLEAN and made.artifacts is not None:
            progress.step("publish")
            outcome = _publish(request, made, target, shown)
            if isinstance(outcome, bool):
                said = _said(outcome, shown, len(made.artifacts))
            else:
                findings = (*findings, outcome)
    done = bool(said)
    if publishing and not done:
        said = f"Nothing was published; `{shown}` is as it was."
    facts = (*made.facts, said) if said else made.facts
    report = Report(as_of=rfc3339(judged), findings=findings, published=done, facts=facts, accepted=made.accepted)
    finish(report, form, color, exit_for(findings, strict=strict), done=said)


def _publish(request: Request, made: Made, target: Path, shown: str) -> Finding | bool:
    """Publish what was made; the local state learns of the snapshot first, so that it never knows less than readers."""
    from trustgen.publish import publish

    if request.state is not None and made.selected is not None:
        from trustgen.snapshots.state import record_state

        recorded = record_state(request.state, made.selected, request.root)
        if not isinstance(recorded, bool):
            return recorded
    return publish(made.artifacts or (), target, shown)


def _said(changed: bool, shown: str, files: int) -> str:
    return f"Published {files} files to `{shown}`." if changed else f"`{shown}` is up to date: {files} files."
