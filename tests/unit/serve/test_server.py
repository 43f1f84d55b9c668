"""The preview's server, asked as the protocol asks it, while a build puts another folder in place."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from trustgen.serve import Built, Preview
from trustgen.serve.server import application

if TYPE_CHECKING:
    from pathlib import Path

LONG = 300_000
"""Bytes: several times what a server sends in one piece."""


class Nobody:
    """A builder that is never asked."""

    def pages(self, folder: Path) -> Built:
        raise AssertionError(folder)

    def rest(self) -> bool:
        raise AssertionError


def ask(folder: Path, path: str, meanwhile: Any) -> tuple[int, dict[bytes, bytes], bytes]:
    """The answer of a server for whom `meanwhile` is done as soon as it has announced its answer."""
    preview = Preview(Nobody(), folder, print)
    preview.built = Built(clean=True, report="")
    head: dict[str, Any] = {}
    body = b""

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal body
        await asyncio.sleep(0)
        if message["type"] == "http.response.start":
            head.update(message)
            meanwhile()
        else:
            body += message.get("body", b"")

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "headers": [(b"host", b"127.0.0.1")],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }

    async def answer() -> None:
        await application(preview)(scope, receive, send)

    asyncio.run(answer())
    return head["status"], dict(head["headers"]), body


@pytest.mark.parametrize("name", ["whitepaper.pdf", "controls.json", "page.html", "_headers"])
def test_an_answer_is_of_one_build_although_the_next_one_takes_its_place(tmp_path: Path, name: str) -> None:
    """The announced length and the bytes belong to the same file: a reader is never left with half of one."""
    old, new = tmp_path / "site", tmp_path / "next"
    old.mkdir()
    new.mkdir()
    (old / name).write_bytes(b"o" * LONG)
    (new / name).write_bytes(b"n" * 10)

    def build() -> None:
        shutil.rmtree(old)
        new.rename(old)

    status, headers, body = ask(old, f"/{name}", build)
    assert status == 200
    assert len(body) == int(headers[b"content-length"])
    assert body == b"o" * LONG
    assert headers[b"cache-control"] == b"no-store"


def test_a_file_that_goes_away_before_it_is_read_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.json").write_bytes(b"{}")
    monkeypatch.setattr("pathlib.Path.is_file", lambda path: path.unlink(missing_ok=True) or path.name == "a.json")
    status, _, _ = ask(site, "/a.json", lambda: None)
    assert status == 404
