"""Fixtures for everything that verifies snapshots."""

from __future__ import annotations

from pathlib import Path

import pytest
from posture_simulator import Simulator


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    """A correct project folder, still without a snapshot."""
    return Simulator(tmp_path)
