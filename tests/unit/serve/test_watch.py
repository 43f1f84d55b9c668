"""Watching real folders: what counts as a change, and folders that come and go."""

from __future__ import annotations

import queue
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from trustgen.serve.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 20
QUIET = 0.3
"""Seconds without a call after which a change is taken to be none; the watcher needs a fifteenth of it."""


class Calls:
    """The calls of a watcher over `content` and `static`."""

    def __init__(self, root: Path) -> None:
        self.made: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.watcher = Watcher([root / "content", root / "static"], lambda: self.made.put(None))

    def one(self) -> None:
        """There is a call."""
        self.made.get(timeout=PATIENCE)

    def settle(self) -> int:
        """Wait until there are no more; how many there were."""
        count = 0
        while True:
            try:
                self.made.get(timeout=QUIET)
            except queue.Empty:
                return count
            count += 1


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[Calls]:
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "site.yml").write_text("title: A\n")
    calls = Calls(tmp_path)
    calls.watcher.start()
    calls.settle()
    yield calls
    calls.watcher.stop()


def test_a_file_that_is_written_made_moved_or_removed_is_a_change(calls: Calls, tmp_path: Path) -> None:
    content = tmp_path / "content"
    for change in (
        lambda: (content / "site.yml").write_text("title: B\n"),
        lambda: (content / "pages" / "new.md").write_text("New.\n"),
        lambda: (content / "pages" / "new.md").rename(content / "pages" / "other.md"),
        (content / "pages" / "other.md").unlink,
        lambda: (content / "site.yml.tmp").write_text("title: C\n"),
        lambda: (content / "site.yml.tmp").replace(content / "site.yml"),
    ):
        change()
        calls.one()
        calls.settle()


def test_reading_is_no_change(calls: Calls, tmp_path: Path) -> None:
    for _ in range(3):
        (tmp_path / "content" / "site.yml").read_bytes()
        list((tmp_path / "content").rglob("*"))
    assert calls.settle() == 0


def test_what_lies_beside_the_folders_is_no_change(calls: Calls, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("A page.")
    (tmp_path / "notes.txt").write_text("Notes.")
    (tmp_path / "site").rename(tmp_path / "site.old")
    assert calls.settle() == 0


def test_a_burst_is_fewer_calls_than_changes(calls: Calls, tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / "content" / "pages" / f"{number}.md").write_text("A page.\n")
    assert 1 <= calls.settle() < 100


def test_a_folder_in_the_folder_is_watched_as_soon_as_it_is_there(calls: Calls, tmp_path: Path) -> None:
    (tmp_path / "content" / "mappings").mkdir()
    calls.one()
    calls.settle()
    (tmp_path / "content" / "mappings" / "one.yml").write_text("name: One\n")
    calls.one()


def test_a_folder_is_followed_that_comes_goes_and_comes_back(calls: Calls, tmp_path: Path) -> None:
    static = tmp_path / "static"
    for _ in range(2):
        static.mkdir()
        calls.one()
        calls.settle()
        (static / "a.css").write_text("a{}")
        calls.one()
        calls.settle()
        shutil.rmtree(static)
        calls.one()
        calls.settle()


def test_a_folder_that_is_exchanged_for_another_is_followed(calls: Calls, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "content", tmp_path / "next")
    (tmp_path / "content").rename(tmp_path / "before")
    (tmp_path / "next").rename(tmp_path / "content")
    calls.one()
    calls.settle()
    (tmp_path / "content" / "site.yml").write_text("title: Next\n")
    calls.one()
    calls.settle()
    (tmp_path / "before" / "site.yml").write_text("title: Before\n")
    assert calls.settle() == 0


def test_a_folder_that_is_nowhere_is_no_fault(tmp_path: Path) -> None:
    watcher = Watcher([tmp_path / "no" / "project" / "content"], lambda: None)
    watcher.start()
    watcher.stop()


def test_stopping_waits_for_the_call_that_runs(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    began, release, ended = threading.Event(), threading.Event(), threading.Event()

    def callback() -> None:
        began.set()
        release.wait(PATIENCE)
        ended.set()

    watcher = Watcher([tmp_path / "content"], callback)
    watcher.start()
    (tmp_path / "content" / "site.yml").write_text("title: A\n")
    assert began.wait(PATIENCE)
    threading.Timer(0.05, release.set).start()
    watcher.stop()
    assert ended.is_set()
