"""The parent's side of the process that sets the PDF: start it early, hand over the document, take the result."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from trustgen import limits
from trustgen.artifact import Artifact
from trustgen.finding import Finding, Rule, Span
from trustgen.render.paged import BASE, File, read_message, write_message
from trustgen.scopes.html_refs import find_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from trustgen.render.printjob import PrintJob

PRINT_WARNING = Rule(
    code="TG501",
    name="print-warning",
    summary="WeasyPrint could not do everything that the document or its styles ask for.",
    help="Change the style or the markup; what only a screen needs belongs into `@media screen`.",
)
FOREIGN_RESOURCE = Rule(
    code="TG502",
    name="foreign-resource",
    summary="The whitepaper refers to a file that is not part of the site.",
    help="Put the file into `static/` and refer to it by its path there.",
)
NOT_SET = Rule(
    code="TG503",
    name="pdf-not-set",
    summary="The whitepaper could not be set.",
    help="Install what WeasyPrint needs (Pango, HarfBuzz), and read what it says.",
)
MISSING_CHARACTER = Rule(
    code="TG505",
    name="missing-character",
    summary="A character of the whitepaper is in none of the shipped fonts.",
    help="Leave the character out, or ship a font that has it: another machine would print something else.",
)

VARIANT = "pdf/ua-1"

_CHARACTERS = 8
"""How many foreign characters a finding names."""

_IMAGE = re.compile(rf"Failed to load image at '(?:{re.escape(BASE)})?([^']*)'")
_ANCHOR = re.compile(r"No anchor (#\S+) for internal URI reference")
_EPOCH = re.compile(r"[0-9]{1,11}", re.ASCII)
# The process finds this program where this one found it, and no module of the folder that it happens to run in.
_PATH = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]).rstrip(":")}


class PdfJob:
    """One PDF in the making.  A context manager: leaving it ends the process, whatever happened."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "trustgen.render.paged"]
        # What it says there goes to a file: nobody reads a pipe while the document is being set.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the job is left
        # A process that is killed removes nothing; this is removed with whatever it has left in it.
        self._folder = tempfile.TemporaryDirectory(prefix="trustgen-print-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, **_PATH, "PYTHONHASHSEED": "0", "TMPDIR": self._folder.name},
        )
        self._writer: threading.Thread | None = None
        self._html: Artifact | None = None
        self._path = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        if self._writer is not None:
            self._writer.join()
        for stream in (self._process.stdin, self._process.stdout, self._said):
            # Closing flushes what the process did not live to read.
            with contextlib.suppress(BrokenPipeError):
                if stream is not None:
                    stream.close()
        self._process.wait()
        self._folder.cleanup()

    def submit(self, work: PrintJob) -> None:
        """Hand over the document.

        Returns at once: the process may still be loading, and the pages are rendered meanwhile.
        """
        self._html, self._path = work.paper, work.path
        carried = [one.file for one in work.attached]
        listed = [File(a.path, a.media, a.data) for a in (work.paper, *work.files, *carried)]
        attached = [{"name": one.name, "about": one.about} for one in work.attached]
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        seconds = int(epoch) if _EPOCH.fullmatch(epoch) else int(work.dated.timestamp())
        self._writer = threading.Thread(target=self._hand_over, args=(seconds, attached, listed), daemon=True)
        self._writer.start()

    def _hand_over(self, seconds: int, attached: list[dict[str, str]], files: list[File]) -> None:
        if self._process.stdin is not None:
            # If the process has died, `result` says so.
            with contextlib.suppress(OSError, ValueError):
                head = {"epoch": seconds, "variant": VARIANT, "attached": attached}
                write_message(self._process.stdin, head, files)

    def result(self) -> tuple[Artifact | None, tuple[Finding, ...]]:
        """Wait for the PDF; every word of WeasyPrint's is a finding."""
        span = Span(path=self._path)
        alarm = threading.Timer(limits.PDF_SECONDS, self._process.kill)
        alarm.start()
        answer = read_message(self._process.stdout) if self._process.stdout is not None else None
        alarm.cancel()
        if answer is None:
            return None, (NOT_SET.at(span, f"`{self._path}` could not be set: {self._last_words()}."),)
        head, files = answer
        if head["error"]:
            return None, (NOT_SET.at(span, f"`{self._path}` could not be set: {head['error']}."),)
        artifact = Artifact(
            path=self._path,
            media="application/pdf",
            data=files[0].data,
            made_from=self._html.made_from if self._html else (),
        )
        return artifact, tuple(_findings(head, span, self._html))

    def _last_words(self) -> str:
        """Why the process ended without an answer."""
        self._process.kill()
        self._process.wait()
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
        return said.rstrip(".") or "its process ended without a word"


def _findings(head: dict[str, Any], span: Span, html: Artifact | None) -> Iterator[Finding]:
    for target in head["refused"]:
        message = f"The whitepaper refers to `{target}`, which the site does not have."
        yield FOREIGN_RESOURCE.at(_place(html, target) or span, message)
    for family, characters in head["foreign"]:
        shown = ", ".join(f"`{one}` (U+{ord(one):04X})" for one in characters[:_CHARACTERS])
        more = f" and {len(characters) - _CHARACTERS} more" if len(characters) > _CHARACTERS else ""
        yield MISSING_CHARACTER.at(span, f"No shipped font has {shown}{more}; `{family}` of this machine stands in.")
    for message in head["messages"]:
        text = re.sub(r"\s+", " ", message).strip().rstrip(".")
        if image := _IMAGE.match(text):
            what = f"The picture `{image[1]}` cannot be read by the program that sets the whitepaper."
            yield PRINT_WARNING.at(_place(html, image[1]) or span, what, help="Mend the file, or save it anew.")
            continue
        if anchor := _ANCHOR.match(text):
            what = f"A link leads to `{anchor[1]}`, an anchor that the whitepaper does not have."
            hint = "Correct the link to the anchor of a heading, or leave it out."
            yield PRINT_WARNING.at(_place(html, anchor[1]) or span, what, help=hint)
            continue
        yield PRINT_WARNING.at(span, f"WeasyPrint says: {text}.")


def _place(html: Artifact | None, target: str) -> Span | None:
    """Where the document that is set refers to a target; `None` where it is not the document that does."""
    text = html.data.decode() if html is not None else ""
    return find_link(html.path, text, target) if html is not None and target in text else None
