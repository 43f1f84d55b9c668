"""`trustgen snapshot fetch` as a person or a runner starts it, against nginx and against servers that misbehave."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, head, index, reply, stream
from projects import AS_OF, AT, ROOT, SMALL, Run, command, environment, tree, trustgen
from real_servers import nginx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "0000000001.dsse.json"
SIGNED = (SMALL / "content" / "posture" / "snapshots" / NAME).read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small site before it has any evidence."""
    shutil.copytree(SMALL, tmp_path / "project")
    shutil.rmtree(tmp_path / "project" / "content" / "posture" / "snapshots")
    return tmp_path / "project"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int, int]]:
    """nginx with the small site's snapshot under `/posture/`: its folder, and its ports for http and https."""
    folder = tmp_path_factory.mktemp("nginx") / "server"
    with nginx(folder) as (port, secure):
        published = folder / "www" / "posture"
        published.mkdir()
        (published / NAME).write_bytes(SIGNED)
        (published / "index.json").write_bytes(index({NAME: len(SIGNED)}))
        yield folder, port, secure


def fetch(project: Path, address: str, *more: str, **env: str) -> Run:
    return trustgen(project, "snapshot", "fetch", address, AT, *more, env=environment(**env))


def snapshots(project: Path) -> Path:
    return project / "content" / "posture" / "snapshots"


def test_a_project_gets_its_evidence_from_a_web_server(project: Path, web: tuple[Path, int, int]) -> None:
    _, port, _ = web
    run = fetch(project, f"http://127.0.0.1:{port}/posture/")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines()[0] == (
        f"Fetched 1 snapshot file from `http://127.0.0.1:{port}/posture/index.json`: 1 new, 0 on record."
    )
    assert "Snapshot 1 of demonstration is trusted." in run.out
    assert tree(snapshots(project)) == {NAME: SIGNED}
    assert trustgen(project, "snapshot", "verify", AT).code == 0
    assert [path.name for path in (project / "content" / "posture").iterdir() if path.name.startswith(".")] == []


def test_the_report_is_there_for_programs(project: Path, web: tuple[Path, int, int]) -> None:
    _, port, _ = web
    run = fetch(project, f"http://127.0.0.1:{port}/posture/", "--format=json")
    assert run.report["findings"] == []
    assert run.report["selected"]["sequence"] == 1
    assert run.report["fetched"]["new"] == [NAME]
    run = fetch(project, f"http://127.0.0.1:{port}/none/", "--format=json")
    assert run.code == 3
    assert [found["rule"] for found in run.findings] == ["source-refused"]
    assert (run.report["selected"], run.report["fetched"]) == (None, None)


def test_a_server_that_compresses_on_request_sends_plain_bytes(web: tuple[Path, int, int], project: Path) -> None:
    folder, port, _ = web
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request("GET", f"/posture/{NAME}", headers={"Accept-Encoding": "gzip"})
    assert asked.getresponse().headers["Content-Encoding"] == "gzip"
    asked.close()
    assert fetch(project, f"http://127.0.0.1:{port}/posture/").code == 0
    assert "trustgen/" in (folder / "access.log").read_text()


def test_a_certificate_has_to_be_trusted_and_to_name_the_host(project: Path, web: tuple[Path, int, int]) -> None:
    folder, _, secure = web
    run = fetch(project, f"https://127.0.0.1:{secure}/posture/")
    assert run.code == 3
    assert "error[TG352]" in run.out
    assert "certificate is not trusted" in run.out
    trusted = {"SSL_CERT_FILE": str(folder / "cert.pem")}
    run = fetch(project, f"https://localhost:{secure}/posture/", **trusted)
    assert run.code == 3
    assert "certificate is not trusted" in run.out
    assert "localhost" in run.out
    assert not snapshots(project).exists()
    assert fetch(project, f"https://127.0.0.1:{secure}/posture/", **trusted).code == 0


def test_credentials_are_taken_from_the_address_and_shown_nowhere(project: Path, web: tuple[Path, int, int]) -> None:
    _, port, _ = web
    run = fetch(project, f"http://127.0.0.1:{port}/private/")
    assert (run.code, "status 401" in run.out) == (3, True)
    for user in ("robot:wr0ng", "robot:pa55word"):
        run = fetch(project, f"http://{user}@127.0.0.1:{port}/private/?key=s3cret", TRUSTGEN_FETCH_TOKEN="t0ken")
        assert not any(secret in run.out + run.err for secret in ("wr0ng", "pa55word", "s3cret", "t0ken"))
        assert run.code == (0 if user.endswith("pa55word") else 3)


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("moved", "TG354", "another host, `https://elsewhere.example`"),
        ("broken", "TG353", "status 503"),
        ("none", "TG353", "status 404"),
    ],
)
def test_what_is_not_given_is_told_and_nothing_appears(
    project: Path, web: tuple[Path, int, int], path: str, code: str, says: str
) -> None:
    _, port, _ = web
    run = fetch(project, f"http://127.0.0.1:{port}/{path}/")
    assert run.code == 3
    assert f"error[{code}]" in run.out
    assert says in run.out
    assert "s1gnature" not in run.out
    assert not snapshots(project).exists()


def test_a_redirect_on_the_same_server_is_followed(project: Path, web: tuple[Path, int, int]) -> None:
    _, port, _ = web
    assert fetch(project, f"http://127.0.0.1:{port}/renamed/").code == 0


def test_a_list_that_is_wrong_about_a_size_or_a_file_is_refused(project: Path, web: tuple[Path, int, int]) -> None:
    folder, port, _ = web
    lying = folder / "www" / "lying"
    lying.mkdir()
    (lying / NAME).write_bytes(SIGNED)
    for files, code in (({NAME: 5}, "TG358"), ({NAME: len(SIGNED), "2.dsse.json": 9}, "TG353"), ({"../x": 5}, "TG354")):
        (lying / "index.json").write_bytes(index(files))
        run = fetch(project, f"http://127.0.0.1:{port}/lying/")
        assert (run.code, f"error[{code}]" in run.out) == (3, True)
    assert not snapshots(project).exists()


def test_the_index_that_the_manual_writes_is_one(project: Path, web: tuple[Path, int, int]) -> None:
    folder, port, _ = web
    place = folder / "www" / "manual" / "posture"
    place.mkdir(parents=True)
    (place / NAME).write_bytes(SIGNED)
    (place / "README.md").write_text("no snapshot")
    manual = (ROOT / "docs" / "evidence-fetch.md").read_text("utf-8")
    script = manual.partition("<!-- publish -->\n```sh\n")[2].partition("```\n")[0]
    subprocess.run(["sh", "-ec", script], cwd=place.parent, check=True)
    assert fetch(project, f"http://127.0.0.1:{port}/manual/posture/").code == 0
    assert sorted(path.name for path in place.iterdir()) == [NAME, "README.md", "index.json"]


def test_a_limited_rate_is_too_slow_when_time_is_short(
    web: tuple[Path, int, int], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    from trustgen import limits
    from trustgen.fetch.source import Order
    from trustgen.fetching import fetch_snapshots
    from trustgen.snapshots import evidence_request

    _, port, _ = web
    # At one kilobyte a second the snapshot takes two.
    monkeypatch.setattr(limits, "FETCH_FILE_SECONDS", 0.7)
    checked = fetch_snapshots(evidence_request(project, AS_OF), Order(address=f"http://127.0.0.1:{port}/slow/"))
    assert [found.rule for found in checked.findings] == ["source-too-slow"]


def test_a_fetch_that_is_killed_half_way_leaves_nothing(project: Path) -> None:
    """Attack X18: the first of three files is there, the second never comes."""
    kept = snapshots(project)
    with Loopback() as server:
        server["/index.json"] = reply(index({NAME: len(SIGNED), "2.dsse.json": 5, "3.dsse.json": 5}))
        server[f"/{NAME}"] = reply(SIGNED)
        server["/2.dsse.json"] = stream([head(Content_Length=5), *[b""] * 10_000], every=0.05)
        for old in (None, SIGNED + b"\n"):
            if old is not None:
                kept.mkdir()
                (kept / "old.dsse.json").write_bytes(old)
            before = tree(project)
            server.requests.clear()
            process = subprocess.Popen(
                command("snapshot", "fetch", server.url, AT), cwd=project, env=environment(), stdout=subprocess.DEVNULL
            )
            end = time.monotonic() + 60
            while "/2.dsse.json" not in server.asked and time.monotonic() < end:
                time.sleep(0.02)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert server.asked == ["/index.json", f"/{NAME}", "/2.dsse.json"]
            assert tree(project) == before
            assert kept.exists() == (old is not None)
            assert sorted(path.name for path in kept.parent.iterdir() if path != kept) == [
                "checklist.json",
                "trust-policy.json",
            ]


def test_what_the_policy_refuses_exits_with_3_and_leaves_the_folder(project: Path, tmp_path: Path) -> None:
    with Loopback() as server:
        server.offer_files({NAME: SIGNED})
        later = trustgen(project, "snapshot", "fetch", server.url, "--as-of=2026-12-20T12:00:00Z")
        assert later.code == 3
        assert "error[TG329]" in later.out
        assert f"--> {server.url}/{NAME}" in later.out
        assert not snapshots(project).exists()
        changed = json.loads(SIGNED)
        changed["signatures"][0]["sig"] = changed["signatures"][0]["sig"].swapcase()
        server.offer_files({NAME: json.dumps(changed).encode()})
        assert fetch(project, server.url).code == 3
        assert not snapshots(project).exists()
        unverified = fetch(project, server.url, "--no-verify", f"--folder={tmp_path / 'elsewhere'}")
        assert unverified.code == 0
        assert "Nothing was verified" in unverified.out
        assert (tmp_path / "elsewhere" / NAME).exists()


def test_an_address_of_no_kind_is_a_finding(project: Path) -> None:
    run = fetch(project, "ftp://user:s3cret@a.example/")
    assert run.code == 3
    assert "error[TG351]" in run.out
    assert "s3cret" not in run.out + run.err
