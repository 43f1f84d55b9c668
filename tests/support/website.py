"""A built site on a server, for a browser to read.

The server is as plain as those that trust centers stand on: files by their path, `404.html` with status 404 for
everything else, and where it is asked to, the headers that the site's `_headers` names.  It answers on loopback only.
"""

from __future__ import annotations

import fnmatch
import functools
import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from http.server import BaseHTTPRequestHandler

    from playwright.sync_api import ConsoleMessage

PLAIN_HOST = "trust.test"
"""Another name for the loopback interface, which browsers do not take for a secure origin."""

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1",
)


def about_disk(message: ConsoleMessage) -> bool:
    """Whether a browser says that it loads no script from a disk, where it checks no digest."""
    own = message.location["url"].startswith("file:")
    return own and ("/js/" in message.location["url"] or message.text.startswith("Access to script at 'file:"))


class _Handler(SimpleHTTPRequestHandler):
    """Files by their path; the site's own page for what is not found."""

    protocol_version = "HTTP/1.1"
    rules: tuple[tuple[str, str, str], ...] = ()
    """Path pattern, name and value of every header that is sent besides."""

    instead: Mapping[str, Callable[[BaseHTTPRequestHandler], None]] = {}
    """What answers for a path in place of its file."""

    def do_GET(self) -> None:
        """Answer with a file, or as this path is to be answered."""
        other = self.instead.get(self.path.split("?")[0])
        if other is None:
            super().do_GET()
        else:
            other(self)

    def end_headers(self) -> None:
        """Send what the rules say about this path."""
        path = self.path.split("?")[0]
        for pattern, name, value in self.rules:
            if fnmatch.fnmatchcase(path, pattern):
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with `404.html` where nothing is found below the served folder."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests look at what the browser saw."""


class _Below(_Handler):
    """The same, with the site below a path, as where several sites share a host."""

    prefix = ""

    def translate_path(self, path: str) -> str:
        """The file for a path below the prefix; elsewhere there is none."""
        below = path.removeprefix(self.prefix)
        return super().translate_path(below if below != path else "/nothing-is-here")


def header_rules(text: str) -> tuple[tuple[str, str, str], ...]:
    """What a `_headers` file says: lines with a path, and under each, indented, the headers for it."""
    rules, pattern = [], ""
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules.append((pattern, name, value))
        elif line.strip():
            pattern = line.strip()
    return tuple(rules)


@contextmanager
def served(
    folder: Path,
    *,
    below: str = "",
    headers: bool = False,
    instead: Mapping[str, Callable[[BaseHTTPRequestHandler], None]] | None = None,
) -> Iterator[str]:
    """Serve a folder on a free port of the loopback interface; the address, with a slash at the end.

    With `headers`, every answer has those that the folder's `_headers` names; `instead` answers for single paths.
    """
    rules = header_rules((folder / "_headers").read_text("utf-8")) if headers else ()
    handler = type(
        "Handler", (_Below if below else _Handler,), {"prefix": below, "rules": rules, "instead": instead or {}}
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{below}/"
        finally:
            server.shutdown()
            thread.join()
