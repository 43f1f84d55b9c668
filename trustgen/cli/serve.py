"""`trustgen serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import Exit, exit_for
from trustgen.cli.options import now, project, rfc3339

if TYPE_CHECKING:
    from trustgen.pipeline import PrintJob
    from trustgen.serve import Built


@click.command()
@project
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
@click.option("--no-pdf", is_flag=True, help="Leave the whitepaper PDF out of the preview.")
def serve(project: Path, port: int, no_pdf: bool) -> None:
    """Preview the site on this machine and rebuild it on every change; never touches the published site."""
    import tempfile

    from trustgen.serve import Preview, run
    from trustgen.serve.server import HOST

    chosen = _free_port(HOST, port)
    if chosen is None:
        click.echo(f"Error: port {port} is taken; choose another with --port.", err=True)
        sys.exit(Exit.USAGE)
    builder = _Builder(project, with_pdf=not no_pdf)
    with tempfile.TemporaryDirectory(prefix="trustgen-preview-") as folder:
        preview = Preview(builder, Path(folder) / "site", lambda text: click.echo(text, nl=False))
        preview.rebuild()
        click.echo(f"Preview at http://{HOST}:{chosen}/ (Ctrl-C ends it)")
        run(preview, [project / name for name in ("content", "templates", "static")], chosen)


class _Builder:
    """The walk, as a preview needs it: kept warm, and the PDF set beside it."""

    def __init__(self, root: Path, *, with_pdf: bool) -> None:
        from trustgen.pipeline import Memory

        self._root = root
        self._with_pdf = with_pdf
        self._memory = Memory()
        self._job: PrintJob | None = None

    def pages(self, folder: Path) -> Built:
        """Build and put the site into the folder, if nothing is wrong with it."""
        from trustgen.pipeline import Request, make
        from trustgen.publish import publish
        from trustgen.report import Report, write
        from trustgen.serve import Built

        judged = now()
        made = make(Request(root=self._root, as_of=judged), memory=self._memory)
        self._job = made.print_job
        findings = made.findings
        if made.artifacts is not None:
            outcome = publish(made.artifacts, folder, "preview", durable=False)
            findings = findings if isinstance(outcome, bool) else (*findings, outcome)
        report = Report(as_of=rfc3339(judged), findings=findings)
        return Built(clean=exit_for(findings, strict=False) is Exit.CLEAN, report=write("text", report))

    def rest(self) -> bool:
        """Set the PDF, if what it is made from has changed."""
        from trustgen.pipeline import set_pdf

        job = self._job
        if job is None or not self._with_pdf or self._memory.pdf_of == job.digest:
            return False
        set_pdf(job, self._memory)
        return True


def _free_port(host: str, port: int) -> int | None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return None
        return int(probe.getsockname()[1])
