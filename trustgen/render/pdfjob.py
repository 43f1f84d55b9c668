"""The parent's side of the process that sets the PDF: start it early, hand over the document, take the result."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Self

from trustgen.artifact import Artifact
from trustgen.finding import Finding, Rule, Span
from trustgen.render.paged import File, read_message, write_message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from types import TracebackType

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

VARIANT = "pdf/ua-1"


class PdfJob:
    """One PDF in the making.  A context manager: leaving it ends the process, whatever happened."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "trustgen.render.paged"]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
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
        self._process.communicate()

    def submit(self, html: Artifact, path: str, files: Iterable[Artifact], dated: datetime) -> None:
        """Hand over the document; `path` is the PDF's on the site, `dated` the time that it carries."""
        self._html, self._path = html, path
        listed = [File(a.path, a.media, a.data) for a in (html, *files)]
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        seconds = int(epoch) if epoch.isdigit() else int(dated.timestamp())
        head: dict[str, object] = {"epoch": seconds, "variant": VARIANT}
        if self._process.stdin is not None:
            # If the process has died, `result` says so.
            with contextlib.suppress(BrokenPipeError):
                write_message(self._process.stdin, head, listed)

    def result(self) -> tuple[Artifact | None, tuple[Finding, ...]]:
        """Wait for the PDF; every word of WeasyPrint's is a finding."""
        span = Span(path=self._path)
        answer = read_message(self._process.stdout) if self._process.stdout is not None else None
        if answer is None:
            self._process.kill()
            said = (self._process.communicate()[1] or b"").decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
            reason = said or "its process ended without a word"
            return None, (NOT_SET.at(span, f"`{self._path}` could not be set: {reason}."),)
        head, files = answer
        if head["error"]:
            return None, (NOT_SET.at(span, f"`{self._path}` could not be set: {head['error']}."),)
        messages = head["messages"]
        findings = tuple(self._finding(message) for message in (messages if isinstance(messages, list) else []))
        artifact = Artifact(
            path=self._path,
            media="application/pdf",
            data=files[0].data,
            made_from=self._html.made_from if self._html else (),
        )
        return artifact, findings

    def _finding(self, message: str) -> Finding:
        span = Span(path=self._path)
        if message.startswith("refused:"):
            target = message.removeprefix("refused:")
            return FOREIGN_RESOURCE.at(span, f"The whitepaper refers to `{target}`, which the site does not have.")
        text = re.sub(r"\s+", " ", message).strip()
        return PRINT_WARNING.at(span, f"WeasyPrint says: {text}.")
