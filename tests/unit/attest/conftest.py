"""Fixtures for everything that verifies snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from posture_simulator import Simulator

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    """A correct project folder, still without a snapshot."""
    return Simulator(tmp_path)
