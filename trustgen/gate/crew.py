"""Many files are read by several processes side by side; what comes out, and its order, is as if one had read them.

Reading is work of the interpreter alone, so threads would not help.  Each process is a fork: it has the engine and its
tables already.  For few files a process costs more than it saves.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trustgen.artifact import Artifact

    Read = TypeVar("Read")

ENOUGH: Final = 1 << 20
"""Bytes of files from which on they are shared out."""
_SHARE: Final = 1 << 17
"""Bytes of files that are handed over at once."""
_AHEAD: Final = 3
"""Shares that wait for each process, so that none is idle and few are in memory."""
_MOST: Final = 8

_hired: list[Callable[[Artifact], Any]] = []
"""In a process of the crew: what it does with a file."""


class LostError(Exception):
    """A process that read files was killed, so what they say is not known."""


def at_hand() -> int:
    """How many processes may work at once on this machine."""
    return min(len(os.sched_getaffinity(0)), _MOST) if hasattr(os, "sched_getaffinity") else 1


def spread(judge: Callable[[Artifact], Read], artifacts: Iterable[Artifact], workers: int) -> Iterator[Read]:
    """What `judge` gives for each file, in their order, by so many processes if that is worth it.

    Raises what `judge` raises, and `LostError` when a process of the crew ended before its work.
    """
    coming = iter(artifacts)
    first = _up_to(ENOUGH, coming) if workers > 1 else []
    if workers < 2 or sum(len(artifact.data) for artifact in first) < ENOUGH:  # noqa: PLR2004
        yield from map(judge, chain(first, coming))
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    gc.freeze()  # what is there already is shared by all, and stays so as long as nobody touches it
    crew = ProcessPoolExecutor(workers, get_context("fork"), initializer=_hire, initargs=(judge,))
    try:
        given: deque[Future[list[Read]]] = deque()
        for share in _shares(chain(first, coming)):
            given.append(crew.submit(_do, share))
            if len(given) > workers * _AHEAD:
                yield from given.popleft().result()
        while given:
            yield from given.popleft().result()
    except BrokenProcessPool as broken:
        raise LostError from broken
    finally:
        crew.shutdown(cancel_futures=True)
        gc.unfreeze()


def _shares(artifacts: Iterable[Artifact]) -> Iterator[list[Artifact]]:
    coming = iter(artifacts)
    while share := _up_to(_SHARE, coming):
        yield share


def _up_to(size: int, artifacts: Iterator[Artifact]) -> list[Artifact]:
    """The next files, until they have so many bytes."""
    taken = []
    for artifact in artifacts:
        taken.append(artifact)
        size -= len(artifact.data)
        if size <= 0:
            break
    return taken


def _hire(judge: Callable[[Artifact], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that shares out is told, and ends the others
    _hired.append(judge)


def _do(share: list[Artifact]) -> list[Any]:
    return [_hired[0](artifact) for artifact in share]
