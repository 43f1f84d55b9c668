"""Exit codes, and what a build that fails leaves behind: the old site, byte for byte."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from projects import AT, THEN, Built, Run, command, edit, environment, tree, trustgen

from trustgen.snapshots import sign_demo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def published(small: Built, tmp_path: Path) -> Path:
    """A project with a site that is published already."""
    shutil.copytree(small.project, tmp_path / "project")
    return tmp_path / "project"


def untouched(project: Path, small: Built) -> None:
    assert tree(project / "site") == tree(small.site)
    assert sorted(path.name for path in project.iterdir()) == ["content", "site"]


def broken(run: Run, code: int) -> None:
    assert run.code == code, run.out + run.err
    assert run.err == ""
    assert "Nothing was published; `site` is as it was." in run.out
    assert "Traceback" not in run.out


def test_a_mistake_in_the_content_is_exit_1(published: Path, small: Built) -> None:
    edit(published / "content" / "answers.yml", "topic:", "topik:")
    broken(trustgen(published, "build", *THEN), 1)
    untouched(published, small)


def test_a_claim_is_exit_1(published: Path, small: Built) -> None:
    edit(published / "content" / "site.yml", "two weeks", "ISO 27001 certified")
    broken(trustgen(published, "build", *THEN), 1)
    untouched(published, small)


def test_a_template_that_fails_is_exit_1(published: Path, small: Built) -> None:
    (published / "templates" / "pages").mkdir(parents=True)
    (published / "templates" / "pages" / "404.html.j2").write_text("{{ nobody }}")
    run = trustgen(published, "build", *THEN)
    broken(run, 1)
    assert "templates/pages/404.html.j2:1:1" in run.out
    shutil.rmtree(published / "templates")
    untouched(published, small)


def test_a_character_that_cannot_be_printed_is_exit_1(published: Path, small: Built) -> None:
    edit(published / "content" / "whitepaper" / "01-summary.md", "shared notebooks.", "shared notebooks: \U00013080.")
    run = trustgen(published, "build", *THEN)
    broken(run, 1)
    # Where some font of the machine has the character, another rule names it.
    assert re.search(r"error\[TG50[15]\] .*U\+13080", run.out)
    untouched(published, small)


def test_a_missing_snapshot_is_exit_3_and_wins_over_a_mistake(published: Path, small: Built) -> None:
    edit(published / "content" / "answers.yml", "topic:", "topik:")
    shutil.rmtree(published / "content" / "posture" / "snapshots")
    run = trustgen(published, "build", *THEN)
    broken(run, 3)
    assert {"TG201", "TG311"} <= set(re.findall(r"error\[(\w+)\]", run.out))
    untouched(published, small)


def test_another_time_needs_permission(published: Path, small: Built) -> None:
    run = trustgen(published, "build", AT, "--format", "json")
    assert run.code == 3
    assert [finding["rule"] for finding in run.findings] == ["clock-error"]
    assert "--allow-as-of" in run.findings[0]["help"]
    untouched(published, small)


def test_what_counts_as_another_time_is_the_policys_to_say(published: Path) -> None:
    """A policy without a skew allows no minute: none in which a snapshot that is too old would still be published."""
    policy = published / "content" / "posture" / "trust-policy.json"
    value = json.loads(policy.read_text())
    policy.write_text(json.dumps(value | {"clockSkewSeconds": 0}))
    before = tree(published / "site")
    now = datetime.now(timezone.utc)
    ago = f"--as-of={now - timedelta(minutes=4):%Y-%m-%dT%H:%M:%SZ}"
    for old in (published / "content" / "posture" / "snapshots").iterdir():
        old.unlink()
    assert sign_demo(published, now - timedelta(seconds=value["maxAgeSeconds"] + 120), force=True).findings == ()
    run = trustgen(published, "build", "--format", "json")
    assert (run.code, [finding["rule"] for finding in run.findings]) == (3, ["stale-snapshot"])
    run = trustgen(published, "build", "--format", "json", ago)
    assert (run.code, [finding["rule"] for finding in run.findings]) == (3, ["clock-error"])
    assert tree(published / "site") == before
    # Allowed, it is printed on every page.
    run = trustgen(published, "build", ago, "--allow-as-of")
    assert run.code == 0, run.out
    assert "Built as of" in (published / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("biuld",),
        ("build", "--unheard-of"),
        ("build", "--as-of", "yesterday"),
        ("build", "--as-of", "2026-11-20T12:00:00"),
        ("build", "--as-of", "2026-02-30T12:00:00Z"),
        ("build", "--format", "poem"),
        ("build", "--project", "content/site.yml"),
        ("lint",),
        ("explain", "TG999"),
        ("serve", "--port", "99999"),
    ],
)
def test_a_command_line_that_makes_no_sense_is_exit_2(
    published: Path, small: Built, arguments: tuple[str, ...]
) -> None:
    run = trustgen(published, *arguments)
    assert run.code == 2
    assert run.out == ""
    assert run.err
    assert "Traceback" not in run.err
    untouched(published, small)


BREAK = """
import sys
from importlib.abc import MetaPathFinder

class Finder(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "trustgen.resolve":
            raise ZeroDivisionError("a fault that nobody foresaw")
        return None

sys.meta_path.insert(0, Finder())
"""


def test_a_bug_is_exit_4_and_says_so(published: Path, small: Built, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(BREAK)
    paths = os.pathsep.join((str(tmp_path / "broken"), environment()["PYTHONPATH"]))
    run = trustgen(published, "build", *THEN, env=environment(PYTHONPATH=paths))
    assert run.code == 4
    assert "error[TG901] This is a bug in trustgen" in run.err
    assert "ZeroDivisionError" in run.err
    assert "Traceback" not in run.err
    assert run.err.endswith("Nothing was published.\n")
    untouched(published, small)
    told = trustgen(published, "build", *THEN, env=environment(PYTHONPATH=paths, TRUSTGEN_TRACEBACK="1"))
    assert "a fault that nobody foresaw" in told.err


def test_a_bug_after_publishing_does_not_say_that_nothing_was(published: Path, tmp_path: Path) -> None:
    shutil.rmtree(published / "site")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(BREAK.replace("trustgen.resolve", "trustgen.report.as_text"))
    paths = os.pathsep.join((str(tmp_path / "broken"), environment()["PYTHONPATH"]))
    run = trustgen(published, "build", *THEN, env=environment(PYTHONPATH=paths))
    assert (run.code, "This is a bug in trustgen" in run.err) == (4, True)
    assert "published" not in run.err
    assert (published / "site" / "index.html").exists()


def unheard(project: Path, redirected: str, *arguments: str) -> tuple[int, str]:
    """Run trustgen in a shell that sends its standard output elsewhere; its exit code, and what it says beside that."""
    script = f'"$@" {redirected}'
    done = subprocess.run(
        ["bash", "-c", script, "bash", *command(*arguments)],
        cwd=project,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


FULL = "Error: Standard output cannot be written: No space left on device."


def test_a_report_that_finds_no_room_says_what_was_published(published: Path, small: Built) -> None:
    before = tree(published / "site")
    shutil.rmtree(published / "site")
    code, said = unheard(published, ">/dev/full", "build", *THEN)
    assert (code, said) == (2, f"{FULL} Published {len(before)} files to `site`.\n")
    untouched(published, small)
    code, said = unheard(published, "| true; exit ${PIPESTATUS[0]}", "build", *THEN)
    broken_pipe = "Error: Standard output cannot be written: Broken pipe."
    assert (code, said) == (2, f"{broken_pipe} `site` is up to date: {len(before)} files.\n")


def test_a_report_that_finds_no_room_keeps_the_exit_code_of_its_findings(published: Path, small: Built) -> None:
    late = ("--as-of=2026-12-20T12:00:00Z", "--allow-as-of")
    nothing = f"{FULL} Nothing was published; `site` is as it was.\n"
    assert unheard(published, ">/dev/full", "build", *late) == (3, nothing)
    edit(published / "content" / "answers.yml", "topic:", "topik:")
    assert unheard(published, ">/dev/full", "build", *THEN) == (1, nothing)
    untouched(published, small)


@pytest.mark.parametrize("arguments", [("snapshot", "verify", AT), ("explain", "TG101"), ("--help",)])
def test_no_room_for_a_report_is_no_bug(published: Path, arguments: tuple[str, ...]) -> None:
    assert unheard(published, ">/dev/full", *arguments) == (2, f"{FULL}\n")


def test_without_a_standard_output_nothing_is_begun(published: Path) -> None:
    shutil.rmtree(published / "site")
    code, said = unheard(published, ">&-", "build", *THEN)
    assert (code, said) == (2, "Error: Standard output is closed; there is nowhere to report to. Nothing was done.\n")
    assert not (published / "site").exists()
    # Without the other two there is somebody to report to.
    assert unheard(published, ">/dev/null 2>&- <&-", "check", AT) == (0, "")


def test_strict_counts_warnings(published: Path, small: Built) -> None:
    edit(published / "content" / "site.yml", "security: security@quill.internal", "security: security@quill.example")
    assert trustgen(published, "check", AT).code == 0
    run = trustgen(published, "build", "--strict", *THEN)
    broken(run, 1)
    assert "1 warning" in run.out
    untouched(published, small)


def test_a_foreign_file_in_the_output_is_named_and_left(published: Path) -> None:
    (published / "site" / "thesis.txt").write_text("ten years of work")
    before = tree(published / "site")
    run = trustgen(published, "build", *THEN)
    broken(run, 1)
    assert "error[TG031]" in run.out
    assert "`thesis.txt`" in run.out
    assert tree(published / "site") == before


@pytest.mark.parametrize("kind", ["file", "link", "foreign folder"])
def test_an_output_that_no_build_made_is_left_alone(published: Path, tmp_path: Path, kind: str) -> None:
    output = tmp_path / "output"
    if kind == "file":
        output.write_text("mine")
    elif kind == "link":
        (tmp_path / "elsewhere").mkdir()
        output.symlink_to(tmp_path / "elsewhere")
    else:
        (output / "posture").mkdir(parents=True)
        (output / "posture" / "manifest.json").write_text('{"files": {"other.txt": "00"}}')
        (output / "mine.txt").write_text("mine")
    before = tree(tmp_path)
    run = trustgen(published, "build", "--output", output, *THEN)
    assert run.code == 1
    assert re.search(r"error\[TG03[12]\]", run.out)
    assert tree(tmp_path) == before


def on_a_terminal(project: Path, *arguments: str) -> tuple[int, str, str]:
    """Run with a terminal as standard error; standard output is piped."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        command(*arguments), cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=follower, text=True
    )
    os.close(follower)
    shown = b""
    while process.poll() is None or select.select([leader], [], [], 0)[0]:
        if select.select([leader], [], [], 0.05)[0]:
            try:
                shown += os.read(leader, 65536)
            except OSError:
                break
    os.close(leader)
    assert process.stdout is not None
    said = process.stdout.read()
    process.stdout.close()
    return process.wait(), said, shown.decode()


def test_a_terminal_sees_the_long_steps_and_a_pipe_does_not(published: Path) -> None:
    code, said, shown = on_a_terminal(published, "check", AT)
    assert code == 0
    assert "\x1b" not in said
    for step in ("Reading every page for claims", "Setting the whitepaper"):
        assert step in shown


def test_colour_is_for_terminals_and_for_those_who_ask(published: Path) -> None:
    edit(published / "content" / "answers.yml", "topic:", "topik:")
    assert "\x1b[" not in trustgen(published, "check", AT).out
    assert "\x1b[" in trustgen(published, "check", AT, "--color", "always").out


def test_a_reader_who_hangs_up_sees_no_traceback(published: Path) -> None:
    edit(published / "content" / "answers.yml", "topic:", "topik:")
    line = f"{sys.executable} -m trustgen check {AT} | true"
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=published, env=environment(), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "TG901" not in done.stderr
