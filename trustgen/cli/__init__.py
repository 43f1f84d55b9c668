"""The command line: parse options, call, print, exit.  No logic, and nothing heavy until a command needs it."""

from __future__ import annotations

import atexit
import gc
import os
import sys

import click

from trustgen import __version__
from trustgen.cli.exits import Exit
from trustgen.cli.lazy import LazyGroup
from trustgen.cli.streams import from_output, take_the_place_of_closed_streams, unwritable

_COMMANDS = {
    "build": ("trustgen.cli.build", "Build the site and publish it, if nothing is wrong with it."),
    "check": ("trustgen.cli.build", "Do everything that `build` does, without publishing."),
    "serve": (
        "trustgen.cli.serve",
        "Preview the site on this machine and rebuild it on every change; never touches the published site.",
    ),
    "lint": (
        "trustgen.cli.lint",
        "Read pages, PDFs and other files, made by trustgen or not, for certifications that are not held.",
    ),
    "verify": (
        "trustgen.cli.verify",
        "Verify a published site, or a copy of it: every file, the evidence, the chain, and whose keys they are.",
    ),
    "snapshot": ("trustgen.cli.snapshot", "Work with signed posture snapshots."),
    "explain": ("trustgen.cli.explain", "Say what a finding's code means and what to do about it."),
}
"""For each command its module, and what the list of commands says of it."""


class _Commands(LazyGroup):
    table = _COMMANDS


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="trustgen")
def cli() -> None:
    """Turn a folder of YAML and Markdown into a trust center that implies nothing it cannot back."""


def main() -> None:
    """Run the command line; whatever escapes is a bug in trustgen, and says so."""
    # A command makes values and ends: looking through them for garbage all the time costs a fifteenth of a build.
    gc.set_threshold(250_000, 50, 50)
    # Nor are those that are left looked through once more when the process ends.
    atexit.register(gc.freeze)
    if not take_the_place_of_closed_streams():
        click.echo("Error: Standard output is closed; there is nowhere to report to. Nothing was done.", err=True)
        sys.exit(Exit.USAGE)
    try:
        cli.main(prog_name="trustgen", standalone_mode=True)
    except Exception as error:
        if isinstance(error, OSError) and from_output(error):
            click.echo(unwritable(error), err=True)
            sys.exit(Exit.USAGE)
        if os.environ.get("TRUSTGEN_TRACEBACK"):
            raise
        from trustgen.cli.bug import bug_report

        click.echo(bug_report(error), nl=False, err=True)
        sys.exit(Exit.BUG)
