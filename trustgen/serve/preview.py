"""The state of a preview: what the last build made, and who waits for the next one.

A build that found errors makes no pages: what is shown instead is its findings, until a later build is clean.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from collections.abc import AsyncIterator, Callable


@dataclass(frozen=True, slots=True)
class Built:
    """One build for the preview."""

    clean: bool
    report: str
    """The findings as text, for the terminal and for the page that stands in for the site."""


class Preview:
    """Builds on demand, one at a time, and tells every open page when there is something new."""

    def __init__(self, build: Callable[[Path], Built], folder: Path, say: Callable[[str], None]) -> None:
        """Build with `build` into `folder`; `say` prints for the person at the terminal."""
        self._build = build
        self.folder = folder
        self._say = say
        self._lock = threading.Lock()
        self.built = Built(clean=False, report="")
        self.version = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()

    def rebuild(self) -> None:
        """Build now; called from the watcher's thread, and once at the start."""
        with self._lock:
            built = self._build(self.folder)
            self.built = built
            self.version += 1
        if built.report:
            self._say(built.report)
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def versions(self) -> AsyncIterator[int]:
        """The version of every build from now on, the current one first."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while True:
                yield self.version
                await event.wait()
                event.clear()
        finally:
            self._waiting.discard(event)
