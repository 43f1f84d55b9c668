"""A web server on loopback that answers as a test tells it to, byte by byte, and remembers what it was asked.

    with Loopback() as server:
        server["/index.json"] = reply(b"{}")
        server["/slow"] = stream([b"x"] * 100, every=0.1)
        ...
        assert server.asked == ["/index.json"]

Each answer is a function that is given the request and the connection; closing the server cuts every connection.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable
    from types import TracebackType

    Send = Callable[[bytes], None]
    Answer = Callable[["Asked", Send], bool]
    """Answers a request; whether the connection stays open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    target: str
    """Path and query."""
    headers: dict[str, str]
    """By name in small letters."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


class Loopback:
    """A server on a free port of this machine; a path that it does not know is 404."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Asked] = []
        self._tls = tls
        self._answers: dict[str, Answer] = {}
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"{'https' if tls else 'http'}://{self.host}"
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Whoever serves a connection closes it, so that none is closed while it is used.
        for one in (self._listening, *tuple(self._open)):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in tuple(self._threads):
            thread.join(5)

    def __setitem__(self, path: str, answer: Answer) -> None:
        self._answers[path] = answer

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def offer(self, folder: str = "/", **files: bytes) -> None:
        """Serve an index with these files; `a__dsse` stands for `a.dsse.json`."""
        named = {name.replace("__", ".") + ".json": data for name, data in files.items()}
        self.offer_files(named, folder)

    def offer_files(self, files: dict[str, bytes], folder: str = "/") -> None:
        """Serve an index with these files."""
        self[folder + "index.json"] = reply(index({name: len(data) for name, data in files.items()}))
        for name, data in files.items():
            self[folder + name] = reply(data)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with self._listening, contextlib.suppress(OSError):
            while True:
                one, _ = self._listening.accept()
                self._open.add(one)
                self._start(self._serve, one)

    def _serve(self, one: socket.socket) -> None:
        with one, contextlib.suppress(OSError, ValueError):
            if self._tls is not None:
                one = self._tls.wrap_socket(one, server_side=True)
                self._open.add(one)
            with one, one.makefile("rb") as stream:
                while line := stream.readline():
                    headers = {}
                    while (header := stream.readline()) not in {b"\r\n", b""}:
                        name, _, value = header.decode("latin-1").partition(":")
                        headers[name.strip().lower()] = value.strip()
                    request = Asked(line.decode("latin-1").split(" ")[1], headers)
                    self.requests.append(request)
                    answer = self._answers.get(request.path, reply(b"", 404))
                    if not answer(request, one.sendall):
                        return


def index(files: dict[str, int]) -> bytes:
    """An index of names and sizes."""
    entries = [{"name": name, "size": size} for name, size in files.items()]
    return json.dumps({"indexVersion": 1, "files": entries}).encode()


def head(status: int = 200, **headers: object) -> bytes:
    """The beginning of an answer."""
    lines = [f"HTTP/1.1 {status} X", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def reply(data: bytes, status: int = 200, **headers: object) -> Answer:
    """A whole answer; the connection stays open."""

    def answer(_: Asked, send: Send) -> bool:
        send(head(status, **({"Content_Length": len(data)} | headers)) + data)
        return True

    return answer


def raw(*pieces: bytes) -> Answer:
    """These bytes, and then the connection is closed."""

    def answer(_: Asked, send: Send) -> bool:
        for piece in pieces:
            send(piece)
        return False

    return answer


def stream(pieces: Iterable[bytes], *, every: float = 0) -> Answer:
    """Pieces, with a pause between them, for as long as somebody listens."""

    def answer(_: Asked, send: Send) -> bool:
        for piece in pieces:
            send(piece)
            if every:
                time.sleep(every)
        return False

    return answer


def after(seconds: float, answer: Answer) -> Answer:
    """An answer that lets one wait."""

    def late(asked: Asked, send: Send) -> bool:
        time.sleep(seconds)
        return answer(asked, send)

    return late


def in_turn(*answers: Answer) -> Answer:
    """A different answer each time."""
    waiting = iter(answers)

    def answer(asked: Asked, send: Send) -> bool:
        return next(waiting)(asked, send)

    return answer


def redirect(to: str, status: int = 302) -> Answer:
    """The way to another place."""
    return reply(b"", status, Location=to)
