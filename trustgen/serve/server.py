"""The preview's web server: files of the last clean build, its findings otherwise, and an event per rebuild."""

from __future__ import annotations

import html
import mimetypes
import re
import socket
from importlib import resources
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from trustgen.serve.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from trustgen.serve.preview import Preview

HOST = "127.0.0.1"
_CSP = re.compile(r"<meta[^>]+http-equiv=\"?Content-Security-Policy\"?[^>]*>", re.IGNORECASE)
_DIGEST = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
_SCRIPT = '<script src="/-/reload.js" defer></script>'


def application(preview: Preview) -> ASGIApp:
    """The web application for a preview."""

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        wants_page = path == "" or path.endswith(("/", ".html"))
        if wants_page and not preview.built.clean:
            return _findings(preview)
        return _file(preview, path)

    async def events(_request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            async for version in preview.versions():
                yield f"data: {version}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def script(_request: Request) -> Response:
        text = resources.files("trustgen.serve").joinpath("reload.js").read_text("utf-8")
        return PlainTextResponse(text, media_type="text/javascript", headers={"Cache-Control": "no-store"})

    return Starlette(
        routes=[
            Route("/-/events", events),
            Route("/-/reload.js", script),
            Route("/{path:path}", page),
        ],
        # A page elsewhere whose name is made to point here must not read the preview.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
    )


def _file(preview: Preview, path: str) -> Response:
    root = preview.folder.resolve()
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    try:
        found = (root / name).resolve()
        there = found.is_relative_to(root) and found.is_file()
    except (OSError, ValueError):
        raise HTTPException(404) from None
    if not there:
        missing = root / "404.html"
        if missing.is_file():
            return _page(missing, preview, 404)
        raise HTTPException(404)
    if found.suffix == ".html":
        return _page(found, preview, 200)
    kind = mimetypes.guess_type(found.name)[0] or "text/plain"
    return Response(_read(found), media_type=kind, headers={"Cache-Control": "no-store"})


def _read(path: Path) -> bytes:
    """A file's bytes in one go.

    A build may put another folder in place at any moment: a length that was asked for first and bytes that are read
    later could be of two builds.
    """
    try:
        return path.read_bytes()
    except OSError:
        raise HTTPException(404) from None


def _page(path: Path, preview: Preview, status: int) -> Response:
    """A page of the site with the reload script; the page's own policy would forbid it, so a wider one is sent."""
    text = _read(path).decode("utf-8")
    own = _CSP.search(text)
    # What a page's own policy allows by its digest stays allowed: the page that is saved holds its script inside.
    scripts = " ".join(["script-src 'self'", *(_DIGEST.findall(own[0]) if own else ())])
    text = _CSP.sub("", text, count=1)
    marked = text.replace("</head>", f'{_SCRIPT}<meta name="trustgen-version" content="{preview.version}"></head>', 1)
    return HTMLResponse(
        marked, status, headers={"Content-Security-Policy": f"{_POLICY}; {scripts}", "Cache-Control": "no-store"}
    )


def _findings(preview: Preview) -> Response:
    text = resources.files("trustgen.serve").joinpath("findings.html").read_text("utf-8")
    shown = text.replace("{{report}}", html.escape(preview.built.report)).replace("{{version}}", str(preview.version))
    return HTMLResponse(shown, 500, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})


def listen(port: int) -> socket.socket:
    """A socket on loopback; 0 picks a free port.  Raises `OSError` when the port is taken."""
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


class _Server(uvicorn.Server):
    """A server that ends the event streams before it waits for its connections: a browser never would."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._preview.close()
        await super().shutdown(sockets)


def run(preview: Preview, folders: Iterable[Path], listening: socket.socket, ready: Callable[[], None]) -> None:
    """Build, call `ready`, and serve until interrupted; the interruption passes when everything has stopped.

    Watching begins before the first build reads anything, so that no edit is lost.
    """
    watcher = Watcher(folders, preview.rebuild)
    config = uvicorn.Config(
        application(preview),
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    watcher.start()
    try:
        preview.rebuild()
        ready()
        _Server(config, preview).run([listening])
    finally:
        watcher.stop()
