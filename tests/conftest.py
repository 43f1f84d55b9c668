"""Fixtures that every kind of test shares."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what the person who runs it has set."""
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "TRUSTGEN_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
