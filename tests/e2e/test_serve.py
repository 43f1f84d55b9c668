"""The preview: a real process on a free port, edited while it runs."""

from __future__ import annotations

import contextlib
import http.client
import re
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from projects import Built, command, copy_small, edit, environment, tree, trustgen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60
"""Seconds after which something that does not happen will never happen."""


@dataclass(slots=True)
class Server:
    """A running preview, and what it has said so far."""

    project: Path
    process: subprocess.Popen[str]
    port: int
    temporary: Path
    said: list[str] = field(default_factory=list)

    def get(self, path: str, host: str | None = None) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host if host is not None else f"127.0.0.1:{self.port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
        finally:
            connection.close()

    def wait(self, path: str, status: int, words: str) -> str:
        """The page as soon as it is what it has to become."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            code, text, _ = self.get(path)
            if code == status and words in text:
                return text
            time.sleep(0.05)
        raise AssertionError(f"{path} never said {words!r} with status {status}: {''.join(self.said)}")

    @contextlib.contextmanager
    def events(self) -> Iterator[Iterator[str]]:
        """The versions that a page is told of."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/-/events")
        stream = connection.getresponse()
        try:
            yield (line.decode().strip() for line in iter(stream.readline, b"") if line.startswith(b"data:"))
        finally:
            stream.close()
            connection.close()


@contextlib.contextmanager
def serving(project: Path, temporary: Path, *more: str) -> Iterator[Server]:
    temporary.mkdir()
    line = command("serve", "--port", "0", *more)
    settings = environment(TMPDIR=str(temporary), PYTHONUNBUFFERED="1")
    process = subprocess.Popen(
        line, cwd=project, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said: list[str] = []
    reader: threading.Thread | None = None
    try:
        for text in process.stdout:
            said.append(text)
            if found := re.match(r"Preview at http://127\.0\.0\.1:(\d+)/", text):
                break
        else:
            raise AssertionError("".join(said))
        reader = threading.Thread(target=lambda: said.extend(process.stdout or ()), daemon=True)
        reader.start()
        server = Server(project, process, int(found[1]), temporary, said)
        for _ in range(PATIENCE * 20):
            with contextlib.suppress(ConnectionRefusedError):
                server.get("/")
                break
            time.sleep(0.05)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if reader is not None:
            reader.join()
        process.stdout.close()


def fresh(to: Path) -> Path:
    project = copy_small(to)
    assert trustgen(project, "snapshot", "demo").code == 0
    return project


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, small: Built) -> Iterator[Server]:
    """A preview of a project that has a published site besides."""
    folder = tmp_path_factory.mktemp("serve")
    project = fresh(folder / "project")
    (project / "site" / "posture").mkdir(parents=True)
    for path, data in tree(small.site).items():
        (project / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "site" / path).write_bytes(data)
    with serving(project, folder / "temporary") as running:
        yield running


def test_pages_come_with_the_script_that_reloads_them(server: Server) -> None:
    code, text, headers = server.get("/")
    assert code == 200
    assert "What is on record" in text
    assert '<script src="/-/reload.js" defer></script>' in text
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert "EventSource" in server.get("/-/reload.js")[1]
    assert server.get("/controls/")[0] == 200
    assert server.get("/controls/keys-001.html")[0] == 200
    style = re.search(r'href="(css/[^"]+)"', text)
    assert style is not None
    assert server.get(f"/{style[1]}")[0] == 200


def test_the_page_that_is_saved_keeps_the_script_that_it_holds(server: Server, small: Built) -> None:
    published = (small.site / "posture" / "verify.html").read_text("utf-8")
    digest = re.search(r"script-src ('sha256-[^']+')", published)
    assert digest is not None
    code, text, headers = server.get("/posture/verify.html")
    assert code == 200
    assert "Content-Security-Policy" not in text
    assert f"script-src 'self' {digest[1]}" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"].replace("style-src 'self' 'unsafe-inline'", "")


def test_the_published_site_has_no_script_that_reloads(small: Built) -> None:
    assert "reload.js" not in (small.site / "index.html").read_text("utf-8")


def test_what_is_not_there_is_not_found_with_the_sites_own_page(server: Server) -> None:
    code, text, _ = server.get("/nowhere.html")
    assert code == 404
    assert "</html>" in text


@pytest.mark.parametrize(
    "path",
    [
        "/../project/content/site.yml",
        "/..%2f..%2fproject/content/site.yml",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/css/../../../../etc/passwd",
        "/%00",
        "/index.html%00.png",
        "/" + "a" * 3000,
        "/..\\..\\etc\\passwd",
    ],
)
def test_no_path_leads_out_of_the_preview(server: Server, path: str) -> None:
    code, text, _ = server.get(path)
    assert code in {400, 404}
    assert "root:" not in text
    assert "organization:" not in text


def test_a_name_that_only_points_here_is_refused(server: Server) -> None:
    for host in ("evil.test", "127.0.0.1.evil.test", ""):
        assert server.get("/", host=host)[0] == 400
    assert server.get("/", host=f"localhost:{server.port}")[0] == 200


def test_only_this_machine_can_connect(server: Server) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(5)
        with pytest.raises(OSError, match="refused"):
            probe.connect(("127.0.0.2", server.port))


def test_an_edit_is_told_and_shown(server: Server) -> None:
    before = tree(server.project / "site")
    with server.events() as versions:
        first = next(versions)
        edit(server.project / "content" / "site.yml", "two weeks", "seven weeks")
        assert next(versions) != first
    server.wait("/", 200, "seven weeks")
    edit(server.project / "content" / "site.yml", "seven weeks", "two weeks")
    server.wait("/", 200, "two weeks")
    assert tree(server.project / "site") == before


def test_a_claim_is_shown_in_the_page_until_it_is_gone(server: Server) -> None:
    before = tree(server.project / "site")
    answers = server.project / "content" / "answers.yml"
    edit(answers, "at rest, with", "at rest. We are SOC 2 Type II certified, with")
    text = server.wait("/", 500, "TG101")
    assert "content/answers.yml" in text
    assert "/-/reload.js" in text
    assert server.get("/controls/")[0] == 500
    edit(answers, "at rest. We are SOC 2 Type II certified, with", "at rest, with")
    server.wait("/", 200, "What is on record")
    assert server.process.poll() is None
    assert tree(server.project / "site") == before


def test_findings_are_text_and_never_markup(server: Server) -> None:
    answers = server.project / "content" / "answers.yml"
    edit(answers, "topic: Encryption", "<script>alert(1)</script>: Encryption")
    text = server.wait("/", 500, "TG201")
    assert "<script>alert" not in text
    edit(answers, "<script>alert(1)</script>: Encryption", "topic: Encryption")
    server.wait("/", 200, "What is on record")


def test_a_file_that_appears_and_disappears_does_not_stop_it(server: Server) -> None:
    extra = server.project / "content" / "pages" / "more.md"
    extra.write_text("---\ntitle: More words\ndescription: More.\n---\n\nSome more words.\n")
    server.wait("/more.html", 200, "Some more words.")
    extra.unlink()
    server.wait("/more.html", 404, "</html>")


def test_a_declaration_that_changes_is_read_again(server: Server) -> None:
    """A file in which nothing was found is judged again when what is declared of it changes."""
    from hashlib import sha256

    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
    folder = server.project / "content"
    entry = f"assets:\n  - path: img/seal.svg\n    sha256: {sha256(picture).hexdigest()}\n    depicts: "
    # A folder that appears later is watched, too.
    (server.project / "static" / "img").mkdir(parents=True)
    (server.project / "static" / "img" / "seal.svg").write_bytes(picture)
    (folder / "assets.yml").write_text(entry + "none\n")
    server.wait("/img/seal.svg", 200, "<path")
    (folder / "assets.yml").write_text(entry + "[soc2]\n")
    server.wait("/", 500, "img/seal.svg")
    (folder / "assets.yml").write_text(entry + "none\n")
    server.wait("/", 200, "What is on record")


def test_the_whitepaper_follows(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while server.get("/whitepaper.pdf")[0] != 200 and time.monotonic() < end:
        time.sleep(0.1)
    code, text, headers = server.get("/whitepaper.pdf")
    assert (code, headers["content-type"]) == (200, "application/pdf")
    assert text.startswith("%PDF-")


def test_it_ends_cleanly_and_leaves_nothing(tmp_path: Path) -> None:
    project = fresh(tmp_path / "project")
    before = tree(project)
    with serving(project, tmp_path / "temporary", "--no-pdf") as server:
        assert list((tmp_path / "temporary").glob("trustgen-preview-*"))
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=PATIENCE) in {0, 1, 130}
    assert "Traceback" not in "".join(server.said)
    assert list((tmp_path / "temporary").iterdir()) == []
    assert tree(project) == before


def test_a_project_that_is_broken_at_the_start_is_shown_and_can_be_mended(tmp_path: Path) -> None:
    project = fresh(tmp_path / "project")
    edit(project / "content" / "answers.yml", "topic:", "topik:")
    with serving(project, tmp_path / "temporary", "--no-pdf") as server:
        server.wait("/", 500, "TG201")
        edit(project / "content" / "answers.yml", "topik:", "topic:")
        server.wait("/", 200, "What is on record")


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = trustgen(copy_small(tmp_path / "project"), "serve", "--port", str(taken.getsockname()[1]))
    assert run.code == 2
    assert "in use" in run.err
    assert "--port" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["project"]
