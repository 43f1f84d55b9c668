"""Watching folders: one call for a burst of changes.

A folder may come, go and come back: the folder in which it lies is watched as well, for its name alone.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from watchdog.observers.api import BaseObserver, ObservedWatch

SETTLE = 0.02
"""Seconds without a further event after which a save is taken to be complete: one save is four to eight events."""

_READS = frozenset({"opened", "closed_no_write"})


class _Changes(FileSystemEventHandler):
    """Notes that something has changed; with names, only that something of such a name has."""

    def __init__(self, changed: threading.Event, names: frozenset[str] | None = None) -> None:
        self._changed = changed
        self._names = names

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READS:
            return
        if self._names is None or any(_name(path) in self._names for path in (event.src_path, event.dest_path)):
            self._changed.set()


class Watcher:
    """Calls back after every burst of changes below some folders, on a thread of its own."""

    def __init__(self, folders: Iterable[Path], callback: Callable[[], None]) -> None:
        """Watch these folders, those that do not exist yet as soon as they do."""
        self._callback = callback
        self._folders = tuple(folders)
        self._watched: dict[Path, tuple[int, ObservedWatch]] = {}
        """Every folder that is watched, and which one it was: one that is removed and made again is another one."""
        self._changed = threading.Event()
        self._stopping = False
        self._observer: BaseObserver = Observer()
        names = frozenset(folder.name for folder in self._folders)
        for parent in {folder.parent for folder in self._folders}:
            if parent.is_dir():
                self._observer.schedule(_Changes(self._changed, names), str(parent), recursive=False)
        self._follow()
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
            self._follow()
            self._callback()

    def _follow(self) -> None:
        """Watch the folders as they are now."""
        for folder in self._folders:
            present = folder.stat().st_ino if folder.is_dir() else None
            known, watch = self._watched.get(folder, (None, None))
            if present == known:
                continue
            if watch is not None:
                self._observer.unschedule(watch)
                del self._watched[folder]
            if present is not None:
                watch = self._observer.schedule(_Changes(self._changed), str(folder), recursive=True)
                self._watched[folder] = (present, watch)


def _name(path: bytes | str) -> str:
    return Path(os.fsdecode(path)).name
