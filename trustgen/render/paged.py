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
import sys
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, slots=True)
class File:
    """A file that the document may refer to."""

    path: str
    media: str
    data: bytes


_BASE = "https://trustgen.invalid/"
"""The made-up address of the site inside this process: references resolve against it, and nothing answers there."""


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


def _set(files: list[File], variant: str) -> tuple[bytes, list[str]]:
    from weasyprint import HTML
    from weasyprint.logger import LOGGER
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    served = {_BASE + file.path: file for file in files}
    refused: list[str] = []

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - its form
            file = served.get(url)
            if file is None and url.startswith("data:"):
                return super().fetch(url)
            if file is None:
                refused.append(url.removeprefix(_BASE))
                raise ValueError(url)
            return URLFetcherResponse(url, file.data, {"Content-Type": file.media})

    log = _Log()
    LOGGER.handlers = [log]
    LOGGER.propagate = False
    document = files[0]
    gc.disable()
    target = io.BytesIO()
    HTML(string=document.data.decode(), base_url=_BASE + document.path, url_fetcher=Fetcher()).write_pdf(
        target,
        pdf_variant=variant,
        pdf_tags=True,
    )
    return target.getvalue(), [*(f"refused:{url}" for url in refused), *log.messages]


def main() -> None:
    """Serve one request."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    try:
        _import_weasyprint()
    except (OSError, ImportError) as error:
        read_message(stdin)
        write_message(stdout, {"error": f"WeasyPrint cannot be loaded: {error}", "messages": []}, [])
        return
    request = read_message(stdin)
    if request is None:
        return
    head, files = request
    # Font subsets carry the time at which they were made, unless this says otherwise.
    os.environ["SOURCE_DATE_EPOCH"] = str(head["epoch"])
    data, messages = _set(files, str(head["variant"]))
    write_message(stdout, {"error": None, "messages": messages}, [File("document.pdf", "application/pdf", data)])


if __name__ == "__main__":
    main()
