"""Watching folders: one call for a burst of changes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from watchdog.observers.api import BaseObserver

SETTLE = 0.02
"""Seconds without a further event after which a save is taken to be complete: one save is four to eight events."""

_READS = frozenset({"opened", "closed_no_write"})


class _Changes(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _READS:
            self._changed.set()


class Watcher:
    """Calls back after every burst of changes below some folders, on a thread of its own."""

    def __init__(self, folders: Iterable[Path], callback: Callable[[], None]) -> None:
        """Watch the folders that exist."""
        self._callback = callback
        self._changed = threading.Event()
        self._stopping = False
        self._observer: BaseObserver = Observer()
        for folder in folders:
            if folder.is_dir():
                self._observer.schedule(_Changes(self._changed), str(folder), recursive=True)
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; a rebuild that runs is waited for."""
        self._stopping = True
        self._changed.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._changed.wait()
            while self._changed.is_set() and not self._stopping:
                self._changed.clear()
                self._changed.wait(SETTLE)
            if self._stopping:
                return
            self._callback()
