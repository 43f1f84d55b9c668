"""`trustgen snapshot fetch` from a real S3 server that checks signatures; `make test-bucket` installs it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from projects import AT, SMALL, environment, tree, trustgen
from real_servers import seaweedfs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "0000000001.dsse.json"
SIGNED = (SMALL / "content" / "posture" / "snapshots" / NAME).read_bytes()
ACCESS, SECRET = "AKIAEXAMPLE", "wJalrXUtnFEMIexamplekey"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bucket `evidence` with a snapshot under `posture/`, and with other things."""
    import botocore.session

    with seaweedfs(tmp_path_factory.mktemp("bucket") / "server", ACCESS, SECRET) as port:
        at = f"http://127.0.0.1:{port}"
        client = botocore.session.get_session().create_client(
            "s3",
            region_name="us-east-1",
            endpoint_url=at,
            aws_access_key_id=ACCESS,
            aws_secret_access_key=SECRET,
        )
        client.create_bucket(Bucket="evidence")
        for key in (f"posture/{NAME}", f"many/{NAME}", "posture/README.md", "posture/old/1.dsse.json"):
            client.put_object(Bucket="evidence", Key=key, Body=SIGNED)
        for number in range(520):
            client.put_object(Bucket="evidence", Key=f"many/{number:04d}.txt", Body=b"x")
        client.put_object(Bucket="evidence", Key=f"gzip/{NAME}", Body=SIGNED, ContentEncoding="gzip")
        client.close()
        yield at


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "project")
    shutil.rmtree(tmp_path / "project" / "content" / "posture" / "snapshots")
    return tmp_path / "project"


def fetch(project: Path, endpoint: str, address: str, secret: str = SECRET) -> tuple[int, str]:
    env = environment(
        AWS_ACCESS_KEY_ID=ACCESS,
        AWS_SECRET_ACCESS_KEY=secret,
        AWS_EC2_METADATA_DISABLED="true",
        AWS_CONFIG_FILE=str(project / "none"),
    )
    run = trustgen(project, "snapshot", "fetch", address, f"--endpoint={endpoint}", "--region=us-east-1", AT, env=env)
    assert SECRET not in run.out + run.err
    assert run.err == ""
    return run.code, run.out


def test_a_bucket_is_fetched(project: Path, endpoint: str) -> None:
    for prefix in ("posture", "many"):
        code, out = fetch(project, endpoint, f"s3://evidence/{prefix}")
        assert (code, out.splitlines()[0].partition("`: ")[0]) == (
            0,
            f"Fetched 1 snapshot file from `s3://evidence/{prefix}/",
        )
        assert tree(project / "content" / "posture" / "snapshots") == {NAME: SIGNED}


def test_a_wrong_secret_a_missing_bucket_and_an_empty_prefix_are_refused(project: Path, endpoint: str) -> None:
    code, out = fetch(project, endpoint, "s3://evidence/posture", secret="wr0ng")
    assert (code, "status 403" in out) == (3, True)
    code, out = fetch(project, endpoint, "s3://missing/posture")
    assert (code, "error[TG353]" in out) == (3, True)
    code, out = fetch(project, endpoint, "s3://evidence/empty")
    assert (code, "error[TG311]" in out) == (3, True)
    code, out = fetch(project, endpoint, "s3://evidence/gzip")
    assert (code, "error[TG358]" in out) == (3, True)
    assert not (project / "content" / "posture" / "snapshots").exists()
