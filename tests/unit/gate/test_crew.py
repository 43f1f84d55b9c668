"""Files that several processes read side by side: the same result, in the same order, and nothing unread passes."""

from __future__ import annotations

import os
import signal
import time
from datetime import date
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from trustgen import gate
from trustgen.artifact import Artifact
from trustgen.claims.facts import Facts
from trustgen.gate.crew import ENOUGH, LostError, at_hand, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = Facts(as_of=date(2026, 11, 23))
FILLER = "<p>" + "Nothing to see in here. " * 900 + "</p>"


def page(number: int) -> Artifact:
    said = (
        "We do not hold a SOC 2 report.",
        "We are ISO 27001 certified.",
        "",
        "<img src=seal.png alt='TISAX AL3'>",
        "<!-- \u202e -->HIPAA certified",
    )[number % 5]
    html = f"<!doctype html><html lang=en><title>{number}</title><body><h1>Page {number}</h1>{FILLER}<p>{said}</p>"
    return Artifact(path=f"{number:03}.html", media="text/html", data=html.encode())


def many() -> Iterator[Artifact]:
    yield from map(page, range(70))
    yield Artifact(path="x.bin", media="application/octet-stream", data=b"\0" * 10)


def process(_: Artifact) -> int:
    """Which process read a file; it takes so long that one alone can't read them all before the other has begun."""
    time.sleep(0.02)
    return os.getpid()


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_processes_says_the_same(workers: int) -> None:
    alone, shared = gate.run(many(), FACTS, {}), gate.run(many(), FACTS, {}, workers=workers)
    assert sum(len(one.data) for one in many()) > ENOUGH
    assert len(alone.findings) > 40
    assert shared.findings == alone.findings
    assert shared.report == alone.report


def test_many_files_are_shared_out_and_few_are_not() -> None:
    assert len(set(spread(process, many(), 2)) - {os.getpid()}) == 2
    assert set(spread(process, many(), 1)) == {os.getpid()}
    assert set(spread(process, (page(number) for number in range(5)), 2)) == {os.getpid()}


def test_files_are_not_all_in_memory_at_once() -> None:
    taken = 0

    def endless() -> Iterator[Artifact]:
        nonlocal taken
        for taken in count(1):
            yield page(taken)

    reading = spread(process, endless(), 2)
    assert len(list(islice(reading, 10))) == 10
    assert taken < 200
    reading.close()  # type: ignore[attr-defined]  # a generator ends its processes when it is closed


def test_an_error_in_a_process_is_raised_here() -> None:
    def fail(artifact: Artifact) -> None:
        raise ValueError(artifact.path)

    with pytest.raises(ValueError, match=r"000\.html"):
        list(spread(fail, many(), 2))


def dies(artifact: Artifact) -> str:
    if artifact.path == "060.html":
        os.kill(os.getpid(), signal.SIGKILL)
    return artifact.path


def test_a_process_that_is_killed_is_noticed() -> None:
    with pytest.raises(LostError):
        list(spread(dies, many(), 2))


def test_what_a_killed_process_leaves_unread_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from trustgen.gate import walk

    read = walk.reader_of
    monkeypatch.setattr(walk, "reader_of", lambda artifact: (dies(artifact), read(artifact))[1])
    result = gate.run(many(), FACTS, {}, workers=2)
    assert [one.message for one in result.findings if one.code == "TG110"] == [
        "A process that read files was killed, perhaps for want of memory: what follows here is unread.",
    ]


def test_an_interrupt_is_for_the_process_that_shares_out() -> None:
    def asked(_: Artifact) -> object:
        return signal.getsignal(signal.SIGINT)

    # A job in the background of a shell ignores it from the start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert set(spread(asked, many(), 2)) == {signal.SIG_IGN}
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_no_more_processes_than_processors() -> None:
    assert 1 <= at_hand() <= (os.cpu_count() or 1)
