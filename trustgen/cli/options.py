"""Options that commands share, and the one clock."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from trustgen.cli.exits import Exit
from trustgen.cli.streams import unwritable

if TYPE_CHECKING:
    from trustgen.report import Report

F = TypeVar("F", bound=Callable[..., Any])

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")


class Time(click.ParamType[datetime]):
    """A time as RFC 3339 writes it, such as 2026-11-24T12:00:00Z."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the time; anything without a zone is refused."""
        if isinstance(value, datetime):
            return value
        if _TIME.fullmatch(value):
            try:
                return datetime.fromisoformat(value.upper()).astimezone(timezone.utc)
            except (ValueError, OverflowError):
                pass
        return self.fail(f"'{value}' is not a time such as 2026-11-24T12:00:00Z.", param, ctx)


def now() -> datetime:
    """The system clock, read once per run, in whole seconds."""
    return datetime.now(timezone.utc).replace(microsecond=0)


def rfc3339(time: datetime) -> str:
    """A time as RFC 3339 writes it, in UTC."""
    return time.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


FORMATS = ("text", "json", "sarif", "github")
"""The files of `report/`, here by name so that a help text loads none of them."""


def common(function: F) -> F:
    """`--as-of`, `--format`, `--strict` and `--color`."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
        click.option("--strict", is_flag=True, help="Count warnings as errors."),
        click.option(
            "--format",
            "form",
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="How findings are printed.",
        ),
        click.option("--as-of", type=Time(), help="Judge as of this time (RFC 3339) in place of now."),
    ):
        function = option(function)
    return function


def project(function: F) -> F:
    """`--project`."""
    option = click.option(
        "--project",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The project folder; by default the current one.",
    )
    return option(function)


def output(function: F) -> F:
    """`--output`."""
    option = click.option(
        "--output",
        type=click.Path(path_type=Path),
        default=None,
        help="Where the site goes.  [default: site in the project folder]",
    )
    return option(function)


def known(function: F) -> F:
    """`--state` and `--published`: what was known before, besides the lock."""
    for option in (
        click.option(
            "--published",
            type=click.Path(path_type=Path),
            help="The published site's posture/manifest.json: nothing older is accepted.",
        ),
        click.option(
            "--state",
            type=click.Path(path_type=Path),
            help="This machine's record of the snapshots that it accepted: nothing older is accepted.",
        ),
    ):
        function = option(function)
    return function


def wants_color(choice: str) -> bool:
    """Whether text on standard output is coloured."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def finish(report: Report, form: str, color: str, code: Exit, *, done: str = "") -> NoReturn:
    """Print a report on standard output, and exit.

    Where it cannot be printed, on a full disk or in a closed pipe, standard error says so, and what was `done`; what
    the findings ask for is still the exit code.
    """
    from trustgen.report import safe, write

    try:
        click.echo(write(form, report, color=wants_color(color)), nl=False, color=True)
    except OSError as error:
        click.echo(f"{unwritable(error)} {safe(done)}".rstrip(), err=True)
        sys.exit(code or Exit.USAGE)
    sys.exit(code)
