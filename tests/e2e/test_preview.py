"""How a preview ends, and what it lives through: open pages, folders that come and go, broken files, its own bugs."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import pytest
from projects import command, copy_small, edit, environment, trustgen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

PATIENCE = 40
"""Seconds after which something that does not happen will never happen."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(slots=True)
class Serving:
    """A preview in a session of its own, as a terminal starts it."""

    project: Path
    arguments: tuple[str, ...] = ("--no-pdf",)
    more: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    said: str = ""
    process: subprocess.Popen[str] = field(init=False)

    @property
    def temporary(self) -> Path:
        return self.project.parent / "temporary"

    def __enter__(self) -> Self:
        self.temporary.mkdir()
        self.process = subprocess.Popen(
            command("serve", "--port", "0", *self.arguments),
            cwd=self.project,
            env=environment(TMPDIR=str(self.temporary), PYTHONUNBUFFERED="1", **self.more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if found := re.fullmatch(r"Preview at http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)\n", line):
                self.port = int(found[1])
                return self
        raise AssertionError(self.said + self.process.communicate()[1])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()

    def ask(self, path: str, method: str = "GET") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def until(self, path: str, right: Callable[[Answer], bool]) -> Answer:
        """The first answer that is right, as a reader sees it who waits for it."""
        end = time.monotonic() + PATIENCE
        while not right(answer := self.ask(path)):
            assert time.monotonic() < end, f"{path} stays {answer.status}: {answer.text[:2000]}"
            time.sleep(0.02)
        return answer

    def end(self, how: signal.Signals) -> tuple[int, str, str]:
        """Send a signal to all of its processes, as a terminal does; how it ended and what it said."""
        os.killpg(self.process.pid, how)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, self.said + out, err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with a snapshot of now."""
    project = copy_small(tmp_path / "project")
    assert trustgen(project, "snapshot", "demo", "--force").code == 0
    return project


@pytest.fixture
def serving(project: Path) -> Iterator[Serving]:
    with Serving(project) as serving:
        yield serving


def clean(answer: Answer) -> bool:
    return answer.status == 200


def refused(answer: Answer) -> bool:
    return answer.status == 500


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda how: how.name)
def test_it_ends_quietly_and_leaves_nothing_although_a_page_is_open(serving: Serving, how: signal.Signals) -> None:
    page = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
    page.request("GET", "/-/events")
    events = page.getresponse()
    assert events.readline() == b"data: 1\n"
    assert [path.name[:17] for path in serving.temporary.iterdir()] == ["trustgen-preview-"]
    code, said, err = serving.end(how)
    assert (code, err) == (0, "")
    assert said.count("\n") == 1, "a clean preview says where it is and nothing else"
    assert list(serving.temporary.iterdir()) == []
    assert events.read() == b"\n", "the page is told that there is nothing more"
    page.close()


def test_it_may_be_ended_while_the_pdf_is_being_set(project: Path) -> None:
    with Serving(project, arguments=()) as serving:
        code, _, err = serving.end(signal.SIGINT)
    assert (code, err) == (0, "")
    assert list(serving.temporary.iterdir()) == []


def test_an_edit_of_the_whitepaper_is_set_anew(project: Path) -> None:
    with Serving(project, arguments=()) as serving:
        first = serving.until("/whitepaper.pdf", clean)
        assert first.headers.get_content_type() == "application/pdf"
        edit(project / "content" / "whitepaper" / "01-summary.md", "shared notebooks.", "shared notebooks, on paper.")
        second = serving.until("/whitepaper.pdf", lambda answer: clean(answer) and answer.body != first.body)
        assert second.body.startswith(b"%PDF-")
        code, _, err = serving.end(signal.SIGINT)
    assert (code, err) == (0, "")
    assert list(serving.temporary.iterdir()) == []


def test_without_the_pdf_there_is_none(serving: Serving) -> None:
    edit(serving.project / "content" / "site.yml", "two weeks", "three fortnights")
    serving.until("/", lambda answer: "three fortnights" in answer.text)
    assert serving.ask("/whitepaper.pdf").status == 404


def test_whatever_is_broken_it_lives_on(serving: Serving) -> None:
    breakages = {
        "content/answers.yml": b"- topik: \xff\xfe",
        "content/controls.yml": b"\tcontrols: [",
        "content/site.yml": b"",
        "content/posture/trust-policy.json": b"{}",
        "templates/pages/404.html.j2": b"{{ nobody }}",
    }
    for name, data in breakages.items():
        path = serving.project / name
        before = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        answer = serving.until("/", refused)
        assert "error[TG" in answer.text, name
        assert "TG901" not in answer.text, name
        path.unlink() if before is None else path.write_bytes(before)
        serving.until("/", clean)
    _, _, err = serving.end(signal.SIGINT)
    assert err == ""


def test_a_folder_is_followed_that_is_made_removed_and_made_again(serving: Serving) -> None:
    for _ in range(2):
        pages = serving.project / "templates" / "pages"
        pages.mkdir(parents=True)
        (pages / "404.html.j2").write_text("{{ nobody }}")
        serving.until("/", refused)
        shutil.rmtree(serving.project / "templates")
        serving.until("/", clean)


def test_the_content_may_be_taken_away_and_put_back(serving: Serving) -> None:
    content, aside = serving.project / "content", serving.project / "aside"
    content.rename(aside)
    assert "error[TG023]" in serving.until("/", refused).text
    aside.rename(content)
    serving.until("/", clean)
    edit(content / "site.yml", "two weeks", "three fortnights")
    serving.until("/", lambda answer: "three fortnights" in answer.text)


def test_the_findings_are_printed_too_and_once(serving: Serving) -> None:
    edit(serving.project / "content" / "site.yml", "two weeks", "two weeks. We are SOC 2 Type II certified")
    serving.until("/", refused)
    version = serving.ask("/").text
    (serving.project / "content" / "site.yml").touch()
    serving.until("/", lambda answer: answer.text != version)
    _, said, _ = serving.end(signal.SIGINT)
    assert len(re.findall(r"^error\[TG101\].*SOC 2", said, re.MULTILINE)) == 1


def test_there_is_nothing_but_reading_and_no_browser_keeps_it(serving: Serving) -> None:
    assert [serving.ask("/index.html", method).status for method in ("POST", "PUT", "DELETE")] == [405] * 3
    for path in ("/", "/robots.txt", "/-/reload.js", "/reading.html"):
        assert serving.ask(path).headers["Cache-Control"] == "no-store", path


BREAK = """
import os
import sys
from importlib.abc import MetaPathFinder

class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "trustgen.report" and os.path.exists("fault"):
            raise ZeroDivisionError("a fault that nobody foresaw")
        return None

sys.meta_path.insert(0, Finder())
"""


def test_a_bug_is_shown_like_a_finding_and_the_next_edit_is_built(project: Path) -> None:
    (project.parent / "broken").mkdir()
    (project.parent / "broken" / "sitecustomize.py").write_text(BREAK)
    (project / "fault").touch()
    paths = os.pathsep.join((str(project.parent / "broken"), environment()["PYTHONPATH"]))
    with Serving(project, more={"PYTHONPATH": paths}) as serving:
        answer = serving.ask("/")
        assert answer.status == 500
        assert "error[TG901] This is a bug in trustgen" in answer.text
        assert "ZeroDivisionError" in serving.said
        assert "Traceback" not in serving.said
        (project / "fault").unlink()
        edit(project / "content" / "site.yml", "two weeks", "three fortnights")
        assert "three fortnights" in serving.until("/", clean).text
