"""The state of a preview: versions, what is said, and who waits."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from trustgen.serve import Built, Preview

if TYPE_CHECKING:
    from pathlib import Path

CLEAN = Built(clean=True, report="")
WRONG = Built(clean=False, report="error[TG101] a claim\n")
PATIENCE = 20


@dataclass
class Planned:
    """A builder that makes what was planned; the last plan stands for ever."""

    plan: deque[Built] = field(default_factory=lambda: deque([CLEAN]))
    rests: deque[bool] = field(default_factory=deque)
    folders: list[Path] = field(default_factory=list)
    rested: threading.Event = field(default_factory=threading.Event)

    def pages(self, folder: Path) -> Built:
        self.folders.append(folder)
        return self.plan.popleft() if len(self.plan) > 1 else self.plan[0]

    def rest(self) -> bool:
        more = self.rests.popleft() if self.rests else False
        if not more:
            self.rested.set()
        return more


@pytest.fixture
def said() -> list[str]:
    return []


def preview(builder: Planned, folder: Path, said: list[str]) -> Preview:
    return Preview(builder, folder, said.append)


def rebuilt(preview: Preview, builder: Planned) -> None:
    """Rebuild, and wait until the slower half has nothing more to do."""
    builder.rested.clear()
    preview.rebuild()
    assert builder.rested.wait(PATIENCE)
    while any(thread.name == "rest" for thread in threading.enumerate()):
        threading.Event().wait(0.001)


def test_before_the_first_build_nothing_is_clean(tmp_path: Path, said: list[str]) -> None:
    fresh = preview(Planned(), tmp_path, said)
    assert not fresh.built.clean
    assert fresh.version == 0


def test_every_rebuild_is_a_version_also_when_nothing_has_changed(tmp_path: Path, said: list[str]) -> None:
    builder = Planned()
    shown = preview(builder, tmp_path, said)
    rebuilt(shown, builder)
    rebuilt(shown, builder)
    assert shown.version == 2
    assert shown.built == CLEAN
    assert set(builder.folders) == {tmp_path}
    assert said == []


def test_findings_are_said_once_and_again_when_they_change(tmp_path: Path, said: list[str]) -> None:
    other = Built(clean=False, report="error[TG201] a key\n")
    builder = Planned(plan=deque([WRONG, WRONG, other, CLEAN, WRONG]))
    shown = preview(builder, tmp_path, said)
    for _ in range(5):
        rebuilt(shown, builder)
    assert said == [WRONG.report, other.report, WRONG.report]


def test_the_slower_half_builds_again_only_while_it_has_something_new(tmp_path: Path, said: list[str]) -> None:
    builder = Planned(rests=deque([True, True]))
    rebuilt(preview(builder, tmp_path, said), builder)
    assert len(builder.folders) == 3


def test_the_slower_half_is_a_version_only_when_it_changes_what_is_shown(tmp_path: Path, said: list[str]) -> None:
    quiet = Planned(rests=deque([True]))
    shown = preview(quiet, tmp_path, said)
    rebuilt(shown, quiet)
    assert shown.version == 1
    loud = Planned(plan=deque([CLEAN, WRONG]), rests=deque([True]))
    shown = preview(loud, tmp_path, said)
    rebuilt(shown, loud)
    assert shown.version == 2
    assert said == [WRONG.report]


def test_builds_never_overlap(tmp_path: Path, said: list[str]) -> None:
    @dataclass
    class Counting(Planned):
        running: int = 0
        most: int = 0

        def pages(self, folder: Path) -> Built:
            self.running += 1
            self.most = max(self.most, self.running)
            threading.Event().wait(0.002)
            self.running -= 1
            return super().pages(folder)

    builder = Counting()
    shown = preview(builder, tmp_path, said)
    threads = [threading.Thread(target=shown.rebuild) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (builder.most, shown.version) == (1, 8)


def test_who_waits_hears_the_version_at_once_and_every_later_one(tmp_path: Path, said: list[str]) -> None:
    builder = Planned()
    shown = preview(builder, tmp_path, said)

    async def listen() -> list[int]:
        heard = []
        async with aclosing(shown.versions()) as versions:
            async for version in versions:
                heard.append(version)
                if version == 3:
                    break
                await asyncio.to_thread(shown.rebuild)
        return heard

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == [0, 1, 2, 3]


def test_who_was_busy_hears_the_latest_version_only(tmp_path: Path, said: list[str]) -> None:
    shown = preview(Planned(), tmp_path, said)

    async def listen() -> tuple[int, int]:
        async with aclosing(shown.versions()) as versions:
            first = await anext(versions)
            for _ in range(5):
                await asyncio.to_thread(shown.rebuild)
            return first, await anext(versions)

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == (0, 5)


def test_closing_ends_every_stream_and_later_ones_never_begin(tmp_path: Path, said: list[str]) -> None:
    shown = preview(Planned(), tmp_path, said)

    async def listen() -> tuple[list[list[int]], list[int]]:
        async def one() -> list[int]:
            return [version async for version in shown.versions()]

        tasks = [asyncio.create_task(one()) for _ in range(3)]
        await asyncio.sleep(0)
        shown.close()
        return await asyncio.gather(*tasks), await one()

    heard, later = asyncio.run(asyncio.wait_for(listen(), PATIENCE))
    assert heard == [[0], [0], [0]]
    assert later == []


def test_a_rebuild_after_the_server_has_gone_is_no_fault(tmp_path: Path, said: list[str]) -> None:
    shown = preview(Planned(), tmp_path, said)

    async def listen() -> int:
        async with aclosing(shown.versions()) as versions:
            return await anext(versions)

    assert asyncio.run(listen()) == 0
    shown.rebuild()
    assert shown.version == 1
