"""`trustgen verify` of an address: the site as a real server gives it, and servers that lie, stop or never end."""

from __future__ import annotations

import itertools
import json
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, head, in_turn, redirect, reply, stream
from posture_simulator import MALLORY
from projects import AS_OF, AT, Run, command, copy_small_with_history, environment, made_site, tree, trustgen
from real_servers import free_ports, nginx

from trustgen import limits
from trustgen.visiting import verify_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trustgen.snapshots import Checked

MANIFEST = "posture/manifest.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with two weeks of snapshots, without its PDF; tests only read it."""
    folder = tmp_path_factory.mktemp("visited")
    return made_site(copy_small_with_history(folder / "project"), folder / "site")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; none of them outlives its test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def server(built: Path, temporary: Path) -> Iterator[Loopback]:
    """A server of the whole site that remembers what it was asked for."""
    assert temporary.is_dir()
    with Loopback() as one:
        offer(one, built)
        yield one


def offer(server: Loopback, site: Path, below: str = "/") -> None:
    for path, data in tree(site).items():
        server[below + path] = reply(data)


def listing(server: Loopback, built: Path, **files: str) -> None:
    """The site's manifest with other files in it; two underscores stand for a slash."""
    record = json.loads((built / MANIFEST).read_bytes())
    added = {path.replace("__", "/"): digest for path, digest in files.items()}
    server[f"/{MANIFEST}"] = reply(json.dumps(record | {"files": record["files"] | added}).encode())


def verify(address: str, *arguments: str, folder: Path, **env: str) -> Run:
    return trustgen(folder, "verify", address, AT, *arguments, env=environment(**env))


def refused(checked: Checked) -> tuple[str, str]:
    """Rule and place of the one finding."""
    assert len(checked.findings) == 1, checked
    assert checked.extra["selected"] is None
    assert checked.facts == ()
    found = checked.findings[0]
    assert "trustgen-" not in found.message + found.help
    return found.rule, found.span.path


# As a person starts it.


def test_a_site_on_a_web_server_is_verified(built: Path, temporary: Path, tmp_path: Path) -> None:
    keyid = json.loads((built / "posture" / "trust-policy.json").read_bytes())["keys"][0]["keyid"]
    files = len(tree(built)) - 1
    with nginx(tmp_path / "nginx") as (port, secure):
        shutil.copytree(built, tmp_path / "nginx" / "www" / "trust")
        trusted = {"SSL_CERT_FILE": str(tmp_path / "nginx" / "cert.pem")}
        for base in (f"http://127.0.0.1:{port}/trust", f"https://127.0.0.1:{secure}/trust/"):
            run = verify(base, "--format=json", "--fingerprint", keyid, folder=tmp_path, **trusted)
            assert (run.code, run.findings) == (0, [])
            shown = base.removesuffix("/") + "/"
            assert run.report["site"] == {"files": files, "whole": True, "url": shown, "unseen": []}
            assert run.report["selected"]["sequence"] == 14
            assert run.report["fingerprints"]["matched"] == [keyid]
        said = verify(f"http://127.0.0.1:{port}/trust/", folder=tmp_path).out.splitlines()
        assert (
            said[0]
            == f"Got {files} files below `http://127.0.0.1:{port}/trust/`; what else the server holds was not seen."
        )
        assert f"Every file is the one that the manifest lists: {files}. Nobody signed it, or the pages' words." in said
        assert "Not proven: whose keys they are. Fingerprints given for 0 of the 1 keys needed." in said
        untrusted = verify(f"https://127.0.0.1:{secure}/trust/", folder=tmp_path)
        assert (untrusted.code, "certificate is not trusted" in untrusted.out) == (3, True)
        wrong = verify(
            f"http://127.0.0.1:{port}/trust/", "--format=json", "--fingerprint", MALLORY.keyid, folder=tmp_path
        )
        assert wrong.code == 3
        assert [(one["rule"], one["place"]["path"]) for one in wrong.findings] == [
            ("fingerprint-differs", "--fingerprint")
        ]
        stale = verify(f"http://127.0.0.1:{port}/trust/", "--as-of=2026-12-20T12:00:00Z", folder=tmp_path)
        assert stale.code == 3
        assert f"--> http://127.0.0.1:{port}/trust/posture/latest.dsse.json" in stale.out
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_what_differs_is_named_by_its_address_in_every_form(server: Loopback, tmp_path: Path, form: str) -> None:
    server["/index.html"] = reply(b"<p>We are certified.")
    server["/robots.txt"] = reply(b"", 404)
    run = verify(server.url, f"--format={form}", folder=tmp_path)
    assert run.code == 3
    shown = server.url.replace(":", "%3A") if form == "github" else server.url
    assert f"{shown}/index.html" in run.out
    assert f"{shown}/robots.txt" in run.out
    assert "`robots.txt` is missing." in run.out
    assert "trustgen-" not in run.out
    if form == "json":
        assert [one["rule"] for one in run.findings] == ["site-altered"] * 2
        assert (run.report["site"]["whole"], run.report["selected"]["sequence"]) == (False, 14)
    if form == "sarif":
        places = [one["locations"][0]["physicalLocation"] for one in run.report["runs"][0]["results"]]
        assert [one["artifactLocation"]["uri"] for one in places] == [
            f"{server.url}/index.html",
            f"{server.url}/robots.txt",
        ]


def test_a_server_that_is_not_there_is_told(tmp_path: Path, temporary: Path) -> None:
    assert temporary.is_dir()
    [port] = free_ports(1)
    run = verify(f"http://127.0.0.1:{port}/", "--format=json", folder=tmp_path)
    assert run.code == 3
    assert [one["rule"] for one in run.findings] == ["source-unreachable"]
    assert run.findings[0]["place"]["path"] == f"http://127.0.0.1:{port}/{MANIFEST}"
    assert run.report["selected"] is None


@pytest.mark.parametrize(
    "address", ["http://trust.example.com/", "ftp://user:s3cret@trust.example.com/", "https://", "https://a/#top"]
)
def test_an_address_that_is_none_or_not_safe_is_told_and_not_shown(address: str, tmp_path: Path) -> None:
    run = verify(address, "--format=json", folder=tmp_path)
    assert (run.code, [one["rule"] for one in run.findings]) == (3, ["source-unusable"])
    assert "s3cret" not in run.out + run.err
    assert "https address" in run.findings[0]["help"]


# What the server sends.


def test_exactly_what_the_manifest_lists_is_asked_for_with_the_address_s_credentials(
    server: Loopback, built: Path
) -> None:
    address = server.url.replace("//", "//robot:pa55word@") + "/?sig=s3cret"
    checked = verify_address(address, AS_OF)
    assert checked.findings == ()
    listed = sorted(json.loads((built / MANIFEST).read_bytes())["files"])
    assert server.asked == [f"/{path}" for path in (MANIFEST, *listed, MANIFEST)]
    for request in server.requests:
        assert request.target.endswith("?sig=s3cret")
        assert request.headers["authorization"].startswith("Basic ")
        assert request.headers["accept-encoding"] == "identity"
    assert not any(secret in str(checked) for secret in ("pa55word", "s3cret"))


def test_a_host_that_drops_the_endings_of_pages_is_followed(server: Loopback, built: Path) -> None:
    server["/index.html"] = redirect("/", 308)
    server["/"] = reply((built / "index.html").read_bytes())
    assert verify_address(server.url, AS_OF).findings == ()


def test_the_error_page_may_come_as_an_error(server: Loopback, built: Path) -> None:
    page = (built / "404.html").read_bytes()
    server["/404.html"] = reply(page, 404)
    assert verify_address(server.url, AS_OF).findings == ()
    for other, says in ((b"Not Found", "has other bytes"), (b"", "is missing")):
        server["/404.html"] = reply(other, 404)
        [found] = verify_address(server.url, AS_OF).findings
        assert (found.rule, found.span.path) == ("site-altered", f"{server.url}/404.html")
        assert says in found.message
    # No other page is taken from an error.
    server["/404.html"] = reply(page)
    server["/index.html"] = reply((built / "index.html").read_bytes(), 404)
    [found] = verify_address(server.url, AS_OF).findings
    assert found.message == "`index.html` is missing."


def test_an_interrupted_visit_leaves_nothing(server: Loopback, tmp_path: Path, temporary: Path) -> None:
    server["/index.html"] = stream([head(Content_Length=5), *[b""] * 10_000], every=0.05)
    line = command("verify", server.url, AT)
    process = subprocess.Popen(line, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while "/index.html" not in server.asked and time.monotonic() < end:
        time.sleep(0.02)
    assert len(list(temporary.iterdir())) == 1
    process.send_signal(signal.SIGINT)
    assert process.wait(60) != 0


def test_a_host_that_keeps_its_headers_to_itself_is_told_of_and_not_an_error(server: Loopback) -> None:
    server["/_headers"] = reply(b"", 404)
    checked = verify_address(server.url, AS_OF)
    [found] = checked.findings
    assert (found.rule, found.severity.word) == ("host-file-unseen", "note")
    assert found.span.path == f"{server.url}/_headers"
    assert (checked.extra["site"]["whole"], checked.extra["site"]["unseen"]) == (False, ["_headers"])
    assert any(fact.startswith("Every file but _headers is the one") for fact in checked.facts)
    server["/robots.txt"] = reply(b"", 404)
    checked = verify_address(server.url, AS_OF)
    assert sorted(one.rule for one in checked.findings) == ["host-file-unseen", "site-altered"]
    assert not any(fact.startswith("Every file") for fact in checked.facts)
    # One that is sent is compared like any other.
    server["/robots.txt"] = reply(b"", 410)
    server["/_headers"] = reply(b"/*\n  X-Frame-Options: ALLOWALL\n")
    checked = verify_address(server.url, AS_OF)
    assert [one.rule for one in checked.findings] == ["site-altered"] * 2


def test_evidence_that_is_not_there_is_told_as_in_a_folder(server: Loopback) -> None:
    server["/posture/history/0000000007.dsse.json"] = reply(b"", 404)
    rules = {one.rule: one.span.path for one in verify_address(server.url, AS_OF).findings}
    assert rules == {
        "site-altered": f"{server.url}/posture/history/0000000007.dsse.json",
        "chain-broken": f"{server.url}/posture/history",
    }


@pytest.mark.parametrize("answer", [reply(b"", 404), reply(b"<html>"), reply(b"{}"), reply(b'{"files": {"a": 1}}')])
def test_an_address_without_a_manifest_is_no_site(server: Loopback, answer: object) -> None:
    server[f"/{MANIFEST}"] = answer
    checked = verify_address(server.url, AS_OF)
    assert refused(checked) == ("no-site", f"{server.url}/{MANIFEST}")
    assert "https address" in checked.findings[0].help
    assert server.asked == [f"/{MANIFEST}"]


@pytest.mark.parametrize(
    "path",
    [
        "../outside.txt",
        "posture/../../outside.txt",
        "..",
        "./index.html",
        "/etc/passwd",
        "//elsewhere.example/index.html",
        "a//b.txt",
        "a/",
        "",
        "a\\..\\b.txt",
        "C:/b.txt",
        "C:b.txt",
        "a\nb.txt",
        "a\x00b.txt",
        "\x1b[31m.txt",
        "a" * 256,
        "ä" * 128,
        "a/" * 1000 + "b",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused_before_any_file_is_asked_for(
    server: Loopback, built: Path, path: str
) -> None:
    record = json.loads((built / MANIFEST).read_bytes())
    server[f"/{MANIFEST}"] = reply(json.dumps(record | {"files": {path: "0" * 64} | record["files"]}).encode())
    checked = verify_address(server.url, AS_OF)
    assert refused(checked) == ("source-elsewhere", f"{server.url}/{MANIFEST}")
    assert checked.findings[0].message.isprintable()
    assert server.asked == [f"/{MANIFEST}"]


@pytest.mark.parametrize("path", [f"{MANIFEST}/a", "index.html/a/b"])
def test_a_file_below_a_file_is_refused(server: Loopback, built: Path, path: str) -> None:
    listing(server, built, **{path: "0" * 64})
    assert refused(verify_address(server.url, AS_OF)) == ("source-malformed", f"{server.url}/{MANIFEST}")
    assert server.asked == [f"/{MANIFEST}"]


def test_a_path_with_odd_characters_is_asked_for_as_it_is_written(server: Loopback, built: Path) -> None:
    listing(server, built, **{"img/ä b%2e%2e?c#d;é\u202e.txt": "0" * 64})
    server["/img/%C3%A4%20b%252e%252e%3Fc%23d%3B%C3%A9%E2%80%AE.txt"] = reply(b"odd")
    checked = verify_address(server.url, AS_OF)
    [found] = checked.findings
    assert found.rule == "site-altered"
    assert "other bytes" in found.message
    assert found.message.isprintable()
    assert found.span.path == f"{server.url}/img/%C3%A4%20b%252e%252e%3Fc%23d%3B%C3%A9%E2%80%AE.txt"


@pytest.mark.parametrize("path", [MANIFEST, "index.html"])
def test_a_redirect_to_another_origin_is_not_followed(server: Loopback, path: str) -> None:
    with Loopback() as other:
        server[f"/{path}"] = redirect(f"{other.url}/{path}")
        checked = verify_address(server.url, AS_OF)
        assert refused(checked) == ("source-elsewhere", f"{server.url}/{path}")
        assert "--allow-host" not in checked.findings[0].help
        assert other.asked == []


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_any_other_answer_ends_the_visit(server: Loopback, status: int) -> None:
    server["/index.html"] = reply(b"", status)
    checked = verify_address(server.url, AS_OF)
    assert refused(checked) == ("source-refused", f"{server.url}/index.html")
    assert "folder" not in checked.findings[0].help
    assert server.asked[-1] == "/index.html"


def test_what_comes_compressed_is_not_unpacked(server: Loopback) -> None:
    server["/index.html"] = reply(b"\x1f\x8b", Content_Encoding="gzip")
    assert refused(verify_address(server.url, AS_OF)) == ("transfer-damaged", f"{server.url}/index.html")


def test_an_answer_without_end_ends_at_the_limit(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = stream(itertools.chain([head()], itertools.repeat(b" " * 65536)))
    monkeypatch.setattr(limits, "LINT_FILE_BYTES", 1_000_000)
    server["/index.html"] = endless
    checked = verify_address(server.url, AS_OF)
    assert refused(checked) == ("source-too-large", f"{server.url}/index.html")
    assert "1,000,000 bytes" in checked.findings[0].message


def test_all_files_together_have_a_limit(server: Loopback, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sum(len(data) for data in tree(built).values()) + len((built / MANIFEST).read_bytes())
    monkeypatch.setattr(limits, "SITE_BYTES", whole)
    assert verify_address(server.url, AS_OF).findings == ()
    monkeypatch.setattr(limits, "SITE_BYTES", whole - 1)
    assert refused(verify_address(server.url, AS_OF))[0] == "source-too-large"
    monkeypatch.setattr(limits, "SITE_BYTES", 100_000)
    assert refused(verify_address(server.url, AS_OF))[0] == "source-too-large"


def test_a_list_of_too_many_files_is_refused_before_any_is_asked_for(
    server: Loopback, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SITE_FILES", len(tree(built)) - 1)
    assert refused(verify_address(server.url, AS_OF)) == ("source-too-large", f"{server.url}/{MANIFEST}")
    assert server.asked == [f"/{MANIFEST}"]


def test_a_file_and_a_visit_have_a_time(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    server["/index.html"] = stream(itertools.chain([head(Content_Length=5000)], itertools.repeat(b"x")), every=0.05)
    monkeypatch.setattr(limits, "FETCH_FILE_SECONDS", 0.5)
    checked = verify_address(server.url, AS_OF)
    assert refused(checked) == ("source-too-slow", f"{server.url}/index.html")
    assert "within 0.5 seconds" in checked.findings[0].message
    monkeypatch.setattr(limits, "SITE_SECONDS", 0.4)
    checked = verify_address(server.url, AS_OF)
    assert refused(checked)[0] == "source-too-slow"
    assert "0.4 seconds of one fetch" in checked.findings[0].message


@pytest.mark.parametrize("later", [reply(b"{}"), reply(b"", 404)])
def test_a_site_that_is_replaced_meanwhile_is_told(server: Loopback, built: Path, later: object) -> None:
    server[f"/{MANIFEST}"] = in_turn(reply((built / MANIFEST).read_bytes()), later)
    server["/index.html"] = reply(b"the next build")
    assert refused(verify_address(server.url, AS_OF)) == ("site-replaced", f"{server.url}/{MANIFEST}")


def test_a_full_disk_is_told(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.mkdir", full)
    checked = verify_address(server.url, AS_OF)
    assert refused(checked) == ("folder-not-filled", "TARGET")
    assert "No space left on device" in checked.findings[0].message
