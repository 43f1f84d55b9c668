"""HTML to PDF, in a process of its own; the only importer of WeasyPrint.

The process is started before the content is read, so that the import (the larger part of its start) runs beside the
parent's work.  It reads one request from standard input and writes one answer to standard output; both are a line of
JSON with lengths, and the bytes after it.  Nothing is fetched: what the document refers to comes with the request.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import logging
import os
import re
import sys
from datetime import datetime, timezone
from typing import IO, Any

from msgspec import Struct


class File(Struct, frozen=True):
    """A file that the document may refer to."""

    path: str
    media: str
    data: bytes


BASE = "https://trustgen.invalid/"
"""The made-up address of the site inside this process: references resolve against it, and nothing answers there."""

_FAMILY = re.compile(r"""@font-face\s*\{[^}]*?font-family:\s*["']?([^"';}]+?)["']?\s*[;}]""")


def write_message(stream: IO[bytes], head: dict[str, object], files: list[File]) -> None:
    """One message: a line of JSON, then the files' bytes."""
    listed = [{"path": file.path, "media": file.media, "size": len(file.data)} for file in files]
    stream.write(json.dumps({**head, "files": listed}).encode() + b"\n")
    stream.writelines(file.data for file in files)
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, object], list[File]] | None:
    """Read a message; `None` when the other side has closed or died."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    files = []
    for entry in head.pop("files"):
        data = stream.read(entry["size"])
        if len(data) != entry["size"]:
            return None
        files.append(File(entry["path"], entry["media"], data))
    return head, files


def _import_weasyprint() -> None:
    """Import WeasyPrint without the search for libraries, which starts some fifty processes; sonames are enough."""
    if sys.platform != "linux":
        importlib.import_module("weasyprint")

        return
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - its form
    try:
        importlib.import_module("weasyprint")
    except OSError:
        ctypes.util.find_library = search
        for name in [name for name in sys.modules if name.startswith("weasyprint")]:
            del sys.modules[name]
        importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = search


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _set(files: list[File], attached: list[Any], variant: str) -> tuple[bytes, dict[str, object]]:
    """The PDF, and what there is to say about it: files that were refused, foreign fonts, WeasyPrint's own words."""
    from weasyprint import HTML
    from weasyprint.logger import LOGGER
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    served = {BASE + file.path: file for file in files}
    refused: list[str] = []
    foreign: dict[str, str] = {}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - its form
            file = served.get(url)
            if file is None and url.startswith("data:"):
                return super().fetch(url)
            if file is None:
                refused.append(url)
                raise ValueError(url)
            return URLFetcherResponse(url, file.data, {"Content-Type": file.media})

    def look_at_fonts(document: Any, _pdf: object) -> None:
        own = _families(files)
        for font in document.fonts.values():
            if font.family not in own:
                shown = "".join(dict.fromkeys("".join(font.to_unicode.values())))
                foreign[font.family] = foreign.get(font.family, "") + shown

    log = _Log()
    LOGGER.handlers = [log]
    LOGGER.propagate = False
    document = files[0]
    target = io.BytesIO()
    html = HTML(string=document.data.decode(), base_url=BASE + document.path, url_fetcher=Fetcher())
    options: dict[str, Any] = {"pdf_variant": variant, "pdf_tags": True}
    made = html.render(**options)
    for page in made.pages:
        # WeasyPrint makes a link of every box inside a link as well, and tags only the outermost as one.
        page.links = [link for link in page.links if link[3].element_tag == "a"]
    made.write_pdf(target, finisher=look_at_fonts, attachments=attached, **options)
    said: dict[str, object] = {
        "refused": [url.removeprefix(BASE) for url in dict.fromkeys(refused)],
        "foreign": sorted(foreign.items()),
        "messages": [message for message in log.messages if not any(url in message for url in refused)],
    }
    return target.getvalue(), said


def _attached(listed: Any, files: list[File], epoch: int) -> list[Any]:
    """The attachments, by name: the tree of names in a PDF is sorted."""
    from weasyprint import Attachment

    dated = datetime.fromtimestamp(epoch, tz=timezone.utc)
    pairs = sorted(zip(listed, files, strict=True), key=lambda pair: str(pair[0]["name"]))
    return [
        Attachment(
            file_obj=io.BytesIO(file.data), name=one["name"], description=one["about"], created=dated, modified=dated
        )
        for one, file in pairs
    ]


def _families(files: list[File]) -> set[str]:
    """The font families that the style sheets bring along."""
    sheets = (file.data.decode() for file in files if file.media == "text/css")
    return {found[1] for sheet in sheets for found in _FAMILY.finditer(sheet)}


def main() -> None:
    """Serve one request."""
    # The process lives for one document: what it allocates is freed when it ends.
    gc.disable()
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    try:
        _import_weasyprint()
    except (OSError, ImportError) as error:
        read_message(stdin)
        write_message(stdout, {"error": f"WeasyPrint cannot be loaded: {error}"}, [])
        return
    request = read_message(stdin)
    if request is None:
        return
    head, files = request
    # Font subsets carry the time at which they were made, unless this says otherwise.
    epoch: Any = head["epoch"]
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        listed: Any = head["attached"]
        parted = len(files) - len(listed)
        attached = _attached(listed, files[parted:], epoch)
        data, said = _set(files[:parted], attached, str(head["variant"]))
    except Exception as error:  # noqa: BLE001 - a document that cannot be set is a finding of the parent's
        reason = " ".join(str(error).split()) or "no reason is given"
        write_message(stdout, {"error": f"{type(error).__name__}: {reason}"}, [])
        return
    write_message(stdout, {"error": None, **said}, [File("document.pdf", "application/pdf", data)])


if __name__ == "__main__":
    main()
