"""One Chromium for each module of tests, and the reference site on a server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from projects import Built


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright
    from website import CHROMIUM_ARGUMENTS

    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(reference: Built) -> Iterator[str]:
    """Where the reference site is served, with a slash at the end."""
    from website import served

    with served(reference.site) as at:
        yield at


@pytest.fixture(scope="session")
def paths(reference: Built) -> tuple[str, ...]:
    """Every page of the reference site, by its path."""
    return tuple(sorted(path.relative_to(reference.site).as_posix() for path in reference.site.rglob("*.html")))
