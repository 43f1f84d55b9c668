"""`trustgen snapshot sign`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from trustgen.cli.options import common, project
from trustgen.cli.snapshot.options import FILE, end, evidence, folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_PASSPHRASE = "TRUSTGEN_KEY_PASSPHRASE"  # noqa: S105 - where it is, not what it is


@click.command()
@click.argument("statement", type=FILE)
@click.option(
    "--key",
    "keys",
    type=FILE,
    multiple=True,
    help="A PEM key, for trials; its passphrase is asked for, or in TRUSTGEN_KEY_PASSPHRASE.",
)
@click.option(
    "--command",
    "commands",
    multiple=True,
    help="A command that gets the bytes to sign on standard input and prints the signature; no shell.",
)
@click.option("--bundle", "bundles", type=FILE, multiple=True, help="A Sigstore bundle that cosign made of STATEMENT.")
@click.option("--out", type=FILE, help="Write the envelope here for the next signer, not into the folder.")
@folder
@evidence
@project
@common
def sign(
    project: Path,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
    statement: Path,
    keys: tuple[Path, ...],
    commands: tuple[str, ...],
    bundles: tuple[Path, ...],
    out: Path | None,
    **paths: Any,
) -> None:
    """Sign a statement, and put it where the build finds it if the trust policy's keys say that it is theirs."""
    from trustgen.signing.collect import Sources
    from trustgen.snapshots.sign import Wanted, sign_statement

    if not keys and not commands and not bundles:
        raise click.UsageError("Say what signs: --key, --command or --bundle.")
    sources = Sources(keys=keys, commands=commands, bundles=bundles, passphrase=_passphrase)
    wanted = Wanted(statement=statement, sources=sources, out=out)
    end(
        lambda judged: sign_statement(project, judged, wanted, **paths),
        as_of=as_of,
        form=form,
        strict=strict,
        color=color,
    )


def _passphrase(name: str) -> bytes | None:
    """The passphrase of an encrypted key: from the environment, or from the person at the terminal."""
    given = os.environ.get(_PASSPHRASE)
    if given is not None:
        return given.encode("utf-8", "surrogateescape")
    if not sys.stdin.isatty():
        return None
    asked: str = click.prompt(f"Passphrase of {name}", hide_input=True, err=True)
    return asked.encode()
