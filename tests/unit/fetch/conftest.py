"""A project that is about to have evidence, and a server on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from loopback import Loopback
from posture_simulator import Simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_credentials_of_the_person_who_runs_the_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "REGISTRY_AUTH_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "aws-config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "aws-credentials"))
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))


@pytest.fixture
def simulator(tmp_path: Path) -> Simulator:
    """Keys and a history; `simulator.folder` is the folder that is filled."""
    return Simulator(tmp_path / "project")


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A web server that knows nothing yet."""
    with Loopback() as running:
        yield running
