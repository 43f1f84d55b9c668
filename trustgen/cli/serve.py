"""`trustgen serve`."""

from __future__ import annotations

import socket
import sys
import tempfile
from pathlib import Path

import click

from trustgen.cli.exits import Exit
from trustgen.cli.options import project


@click.command()
@project
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
@click.option("--no-pdf", is_flag=True, help="Leave the whitepaper PDF out of the preview.")
def serve(project: Path, port: int, no_pdf: bool) -> None:  # noqa: FBT001 - click's form
    """Preview the site on this machine and rebuild it on every change; never touches the published site."""
    from trustgen.serve import Preview, run  # noqa: PLC0415 - only what a command needs is imported
    from trustgen.serve.server import HOST  # noqa: PLC0415

    chosen = _free_port(HOST, port)
    if chosen is None:
        click.echo(f"Error: port {port} is taken; choose another with --port.", err=True)
        sys.exit(Exit.USAGE)
    builder = _builder(project, with_pdf=not no_pdf)
    with tempfile.TemporaryDirectory(prefix="trustgen-preview-") as folder:
        preview = Preview(builder, Path(folder) / "site", lambda text: click.echo(text, nl=False))
        preview.rebuild()
        click.echo(f"Preview at http://{HOST}:{chosen}/ (Ctrl-C ends it)")
        run(preview, [project / name for name in ("content", "templates", "static")], chosen)


def _builder(root: Path, *, with_pdf: bool) -> object:
    raise NotImplementedError


def _free_port(host: str, port: int) -> int | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return None
        return int(probe.getsockname()[1])
