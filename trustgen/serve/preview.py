"""The state of a preview: what the last build made, and who waits for the next one.

A build has two halves.  The first makes the pages and is what an edit waits for; the second, in a thread of its own,
does what takes longer, and builds once more with its result.  A build that found errors makes no pages: what is shown
instead is its findings, until a later build is clean.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path


class Built(Struct, frozen=True):
    """One build for the preview."""

    clean: bool
    report: str
    """The findings as text, for the terminal and for the page that stands in for the site."""


class Builder(Protocol):
    """What a preview builds with."""

    def pages(self, folder: Path) -> Built:
        """Build what an edit waits for, into a folder."""

    def rest(self) -> bool:
        """Do what takes longer; whether the pages have to be built again with it."""


class Preview:
    """Builds on demand, one at a time, and tells every open page when there is something new."""

    def __init__(self, builder: Builder, folder: Path, say: Callable[[str], None]) -> None:
        """Build into `folder`; `say` prints for the person at the terminal."""
        self._builder = builder
        self.folder = folder
        self._say = say
        self._lock = threading.Lock()
        self._resting = threading.Lock()
        self.built = Built(clean=False, report="")
        self.version = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()
        self._closed = False

    def rebuild(self) -> None:
        """Build now; called from the watcher's thread, and once at the start."""
        self._build(always=True)
        if self._resting.acquire(blocking=False):
            threading.Thread(target=self._rest, name="rest", daemon=True).start()

    def _rest(self) -> None:
        try:
            # An edit meanwhile changes what has to be done; it is done again until it is up to date.
            while self._builder.rest():
                self._build(always=False)
        finally:
            self._resting.release()

    def _build(self, *, always: bool) -> None:
        with self._lock:
            built = self._builder.pages(self.folder)
            news = always or built != self.built
            if built.report and built.report != self.built.report:
                self._say(built.report)
            self.built = built
            self.version += news
        loop = self._loop
        if news and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End every stream of versions; called on the server's thread."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def versions(self) -> AsyncIterator[int]:
        """The version of every build from now on, the current one first, until the preview is closed."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while not self._closed:
                yield self.version
                await event.wait()
                event.clear()
        finally:
            self._waiting.discard(event)
