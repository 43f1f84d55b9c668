"""Fixtures for the commands that work with snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from posture_project import PostureProject

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> PostureProject:
    """A correct project folder, still without a snapshot."""
    return PostureProject(tmp_path)
