"""Ending to wait: for one request, and for all of them.

A time limit of a socket starts anew with every byte, and a name look-up has none.  So what waits runs in a thread
that is left behind when its time is up; it only fills memory of its own, within the limits of sizes, and ends with
the process.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as LateError
from typing import TYPE_CHECKING, TypeVar

from trustgen import limits
from trustgen.attest.errors import refusal
from trustgen.fetch.errors import SOURCE_TOO_SLOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from trustgen.attest.errors import SnapshotError

T = TypeVar("T")


class Watch:
    """The time that is left of one fetch."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def within(self, work: Callable[[], T], path: str) -> T:
        """What `work` gives or raises; raises `source-too-slow` when a request's or the whole time is over first."""
        left = self._end - time.monotonic()
        seconds = min(left, limits.FETCH_FILE_SECONDS)
        if seconds <= 0:
            raise self._late(path, whole=True)
        promise: Future[T] = Future()
        threading.Thread(target=_run, args=(work, promise), daemon=True, name="fetch").start()
        try:
            return promise.result(seconds)
        except LateError:
            raise self._late(path, whole=left <= limits.FETCH_FILE_SECONDS) from None

    def _late(self, path: str, *, whole: bool) -> SnapshotError:
        if whole:
            return refusal(SOURCE_TOO_SLOW, path, f"At `{path}` the {self._seconds} seconds of one fetch were over.")
        message = f"`{path}` was not there within {limits.FETCH_FILE_SECONDS} seconds."
        return refusal(SOURCE_TOO_SLOW, path, message)


def _run(work: Callable[[], T], promise: Future[T]) -> None:
    try:
        promise.set_result(work())
    except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
        promise.set_exception(error)
