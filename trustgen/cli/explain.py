"""`trustgen explain CODE`."""

from __future__ import annotations

import sys

import click

from trustgen.cli.exits import Exit


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a finding's code means and what to do about it."""
    from trustgen.catalog import rules

    found = {rule.code: rule for rule in rules()}
    rule = found.get(code.upper()) or next((r for r in found.values() if r.name == code), None)
    if rule is None:
        click.echo(
            f"There is no finding with the code '{code}'; codes run from {min(found)} to {max(found)}.", err=True
        )
        sys.exit(Exit.USAGE)
    click.echo(f"{rule.code} {rule.name} ({rule.severity.word})\n\n{rule.summary}\n\n{rule.help}")
