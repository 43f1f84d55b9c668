"""`trustgen serve`."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import Exit, exit_for
from trustgen.cli.options import now, project, rfc3339

if TYPE_CHECKING:
    from trustgen.render.printjob import PrintJob
    from trustgen.serve import Built


@click.command()
@project
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
@click.option("--no-pdf", is_flag=True, help="Leave the whitepaper PDF out of the preview.")
def serve(project: Path, port: int, no_pdf: bool) -> None:
    """Preview the site on this machine and rebuild it on every change; never touches the published site."""
    import tempfile

    from trustgen.serve import HOST, Preview, listen, run

    _end_as_if_interrupted()
    try:
        listening = listen(port)
    except OSError as error:
        click.echo(f"Error: port {port} cannot be used: {error.strerror}; choose another with --port.", err=True)
        sys.exit(Exit.USAGE)
    builder = _Builder(project, with_pdf=not no_pdf)
    with (
        contextlib.suppress(KeyboardInterrupt),
        listening,
        tempfile.TemporaryDirectory(prefix="trustgen-preview-") as folder,
    ):
        preview = Preview(builder, Path(folder) / "site", lambda text: click.echo(text, nl=False))
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        folders = [project / name for name in ("content", "templates", "static")]
        run(preview, folders, listening, lambda: click.echo(f"Preview at {address} (Ctrl-C ends it)"))


def _end_as_if_interrupted() -> None:
    """Take a request to end and a closed terminal like Ctrl-C, so that nothing is left behind."""
    # Ctrl-C may come between the making of the server's coroutine and its first step.
    warnings.filterwarnings("ignore", message="coroutine 'Server.serve' was never awaited")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # `nohup` has it ignored
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


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
        from trustgen.serve import Built

        try:
            return self._pages(folder)
        except Exception as error:  # noqa: BLE001 - a bug is shown like a finding: the next edit may avoid it
            return Built(clean=False, report=_bug(error))

    def _pages(self, folder: Path) -> Built:
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
        try:
            set_pdf(job, self._memory)
        except Exception as error:  # noqa: BLE001 - the pages are there without it
            click.echo(_bug(error), nl=False, err=True)
            return False
        return True


def _bug(error: Exception) -> str:
    import traceback

    from trustgen.cli.bug import bug_report

    whole = "".join(traceback.format_exception(error)) if os.environ.get("TRUSTGEN_TRACEBACK") else ""
    return whole + bug_report(error)
