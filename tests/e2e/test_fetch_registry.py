"""`trustgen snapshot fetch` from a real OCI registry: Debian's, which has no list of referrers of its own."""

from __future__ import annotations

import base64
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from artifacts import Artifacts
from projects import AT, SMALL, environment, tree, trustgen
from real_servers import docker_registry, push

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "0000000001.dsse.json"
SIGNED = (SMALL / "content" / "posture" / "snapshots" / NAME).read_bytes()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with docker_registry(tmp_path_factory.mktemp("registry") / "server") as at:
        yield at


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "project")
    shutil.rmtree(tmp_path / "project" / "content" / "posture" / "snapshots")
    return tmp_path / "project"


def bundle() -> bytes:
    """The same snapshot as a Sigstore bundle."""
    envelope = json.loads(SIGNED)
    signature = envelope["signatures"][0]
    hint = base64.b64encode(bytes.fromhex(signature.pop("keyid"))).decode()
    kind = "application/vnd.dev.sigstore.bundle.v0.3+json"
    material = {"publicKey": {"hint": hint}}
    return json.dumps({"mediaType": kind, "verificationMaterial": material, "dsseEnvelope": envelope}).encode()


def test_a_pushed_artifact_is_fetched_by_tag_and_by_digest(port: int, project: Path, tmp_path: Path) -> None:
    artifacts = Artifacts()
    pushed = artifacts.push({NAME: SIGNED, "README.md": b"what this is"}, "v1")
    push(port, "team/posture", artifacts)
    env = environment(DOCKER_CONFIG=str(tmp_path))
    for reference in (":v1", f"@{pushed['digest']}"):
        run = trustgen(project, "snapshot", "fetch", f"oci://127.0.0.1:{port}/team/posture{reference}", AT, env=env)
        assert (run.code, run.err) == (0, "")
        assert tree(project / "content" / "posture" / "snapshots") == {NAME: SIGNED}


def test_bundles_are_found_through_the_tag_of_their_referrers(port: int, project: Path, tmp_path: Path) -> None:
    artifacts = Artifacts()
    checklist = artifacts.push({"checklist.json": (SMALL / "content/posture/checklist.json").read_bytes()}, "v2")
    artifacts.attach(checklist, bundle())
    artifacts.attach(checklist, b"{}", predicate="https://spdx.dev/Document")
    artifacts.tag_referrers(checklist)
    push(port, "team/attested", artifacts)
    address = f"oci://127.0.0.1:{port}/team/attested:v2"
    run = trustgen(project, "snapshot", "fetch", address, AT, env=environment(DOCKER_CONFIG=str(tmp_path)))
    assert (run.code, run.err) == (0, "")
    assert list(tree(project / "content" / "posture" / "snapshots").values()) == [bundle()]


def test_what_is_not_in_the_registry_is_told(port: int, project: Path, tmp_path: Path) -> None:
    address = f"oci://127.0.0.1:{port}/team/none:v1"
    run = trustgen(project, "snapshot", "fetch", address, AT, env=environment(DOCKER_CONFIG=str(tmp_path)))
    assert run.code == 3
    assert "error[TG353]" in run.out
