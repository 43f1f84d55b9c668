"""Fixtures that every kind of test shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from projects import Built


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Take what was built as the golden tree.")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what the person who runs it has set."""
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "TRUSTGEN_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def built_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def reference(built_folder: Path) -> Built:
    """The reference trust center, built once with the PDF; tests only read it."""
    from projects import built_once

    return built_once(built_folder, "reference")


@pytest.fixture(scope="session")
def small(built_folder: Path) -> Built:
    """The small site, built once with the PDF; tests only read it."""
    from projects import built_once

    return built_once(built_folder, "small")
