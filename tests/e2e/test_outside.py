"""The attacks on evidence that are no folder of files (format section 8.1), named after their numbers.

Which test covers which of them, these and others, stands in `tests/support/attack_tests.py`.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attacks.case import over
from msgspec.structs import replace
from posture_simulator import Simulator
from projects import AT, THEN, Built, copy_small, edit, environment, made, trustgen

from trustgen.attest import gather
from trustgen.attest.select import verify_folder
from trustgen.attest.sources import directory
from trustgen.finding import Finding, Severity
from trustgen.scopes.html_status import shown_page

if TYPE_CHECKING:
    from trustgen.attest.dsse import Verified
    from trustgen.attest.statement import Statement

SNAPSHOT = "content/posture/snapshots/0000000001.dsse.json"
WORDS = {"Pass": "pass", "Fail": "fail", "Exception": "exception"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its time of change, and every folder."""
    found = {path.relative_to(folder).as_posix(): (b"", 0) for path in folder.rglob("*") if path.is_dir()}
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = (path.read_bytes(), path.stat().st_mtime_ns)
    return found


def payload_of(envelope: bytes) -> bytes:
    value = json.loads(envelope)
    return base64.b64decode(value.get("dsseEnvelope", value)["payload"])


def test_x01_nothing_is_written_before_everything_is_verified(small: Built, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(small.project, project)
    record = json.loads((project / SNAPSHOT).read_bytes())
    (project / SNAPSHOT).write_text(json.dumps(record | {"signatures": []}))
    before = everything(tmp_path)
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert run.code == 3
    assert [finding["rule"] for finding in run.findings] == ["unsigned-snapshot"]
    assert everything(tmp_path) == before


def test_x02_the_bytes_that_were_verified_are_published_although_the_file_was_swapped(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = project / SNAPSHOT, directory.read_plain
    genuine = path.read_bytes()
    reads = []

    def swapping(file: Path, limit: int) -> bytes:
        data = read(file, limit)
        reads.append(file.name)
        path.write_bytes(b'{"payload": "swapped"}')
        return data

    monkeypatch.setattr(directory, "read_plain", swapping)
    walk = made(project)
    assert walk.artifacts is not None
    files = {artifact.path: artifact.data for artifact in walk.artifacts}
    assert reads == [path.name]
    assert files["posture/latest.dsse.json"] == genuine
    digest = sha256(payload_of(genuine)).hexdigest()
    assert json.loads(files["posture/manifest.json"])["sha256"] == digest
    assert digest.encode() in files["posture/index.html"]
    assert not any(b"swapped" in data for data in files.values())


def test_x03_the_published_copies_hold_what_the_record_says(small: Built) -> None:
    record = json.loads((small.site / "posture" / "manifest.json").read_bytes())
    received = (small.project / SNAPSHOT).read_bytes()
    for name in ("latest.dsse.json", "latest.sigstore.json"):
        published = (small.site / "posture" / name).read_bytes()
        assert payload_of(published) == payload_of(received)
        assert sha256(payload_of(published)).hexdigest() == record["sha256"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("controls: [AUTH-001]", "controls: [AUTH-001]\n    status: pass", "TG201"),
        ("prose: Backups run every night.", "prose: Backups run every night. AUTH-001 passes.", "TG239"),
    ],
)
def test_x04_no_content_says_that_a_failing_control_passes(project: Path, old: str, new: str, code: str) -> None:
    edit(project / "content" / "architecture.yml", old, new)
    walk = made(project)
    assert code in {finding.code for finding in walk.findings if finding.severity is Severity.ERROR}
    assert not (project / "site").exists()


def test_x06_page_pdf_and_json_say_the_same(small: Built) -> None:
    from pypdf import PdfReader

    signed = small.statuses
    assert set(signed.values()) == {"pass", "fail", "exception"}
    for name in ("controls/index.html", "posture/index.html", *(f"controls/{each.lower()}.html" for each in signed)):
        shown = shown_page((small.site / name).read_text("utf-8")).statuses
        of_page = Path(name).stem.upper()
        if of_page == "INDEX":
            assert {status.control.upper(): status.kind for status in shown if status.control} == signed
        else:
            assert {(status.control or of_page).upper(): status.kind for status in shown} == {of_page: signed[of_page]}
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(small.site / "whitepaper.pdf").pages)
    for control, status in signed.items():
        others = [word for word, other in WORDS.items() if other != status]
        assert any(f"{control} {word}" in text for word, other in WORDS.items() if other == status)
        assert not any(f"{control} {word}" in text for word in others)
    for name in ("posture/latest.dsse.json", "posture/latest.sigstore.json"):
        rows = json.loads(payload_of((small.site / name).read_bytes()))["predicate"]["controls"]
        assert {row["id"]: row["status"] for row in rows} == signed


SCRIPT = "<script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"


def test_x07_markup_from_a_snapshot_is_shown_as_text(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the check of the form switched off: names of a snapshot hold markup."""
    read = gather.read_statement

    def lax(verified: Verified, path: str) -> Statement:
        made = read(verified, path)
        exceptions = tuple(replace(r, reason=SCRIPT, approved_by=SCRIPT) for r in made.exceptions)
        results = tuple(
            replace(
                result,
                error_code=SCRIPT,
                evidence=tuple(replace(item, name=SCRIPT) for item in result.evidence),
            )
            for result in made.results
        )
        scanner = replace(made.scanner, version=SCRIPT)
        return replace(made, exceptions=exceptions, results=results, scanner=scanner)

    monkeypatch.setattr(gather, "read_statement", lax)
    walk = made(project)
    assert walk.artifacts is not None
    pages = {item.path: item.data.decode() for item in walk.artifacts if item.media == "text/html"}
    assert any("&lt;script&gt;window.broken" in text for text in pages.values())
    for path, text in pages.items():
        assert "<script>window" not in text, path
        assert "<img src=x" not in text, path
        assert "default-src 'none'" in text, path
    _not_broken(tmp_path, {path: text for path, text in pages.items() if "window.broken" in text})


def _not_broken(folder: Path, pages: dict[str, str]) -> None:
    """In a browser nothing of it runs; nor would it, if a page did not escape it: the policy of the page blocks it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright
    from website import CHROMIUM_ARGUMENTS

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGUMENTS))
        page = browser.new_page()
        assert pages
        for text in pages.values():
            unescaped = text.replace("</body>", f"{SCRIPT}</body>")
            without_policy = unescaped.replace("Content-Security-Policy", "Nothing")
            for shown, broken in ((text, None), (unescaped, None), (without_policy, 1)):
                (folder / "page.html").write_text(shown, "utf-8")
                page.goto((folder / "page.html").as_uri(), wait_until="load")
                assert page.evaluate("window.broken") == broken
        browser.close()


@pytest.mark.parametrize("form", ["text", "json"])
def test_x08_no_escape_reaches_the_terminal(tmp_path: Path, form: str) -> None:
    simulator = Simulator(tmp_path)
    simulator.put(42, over("predicate", "controls", 0, id="\x1b[2J\x1b]0;owned\x07ISOL-001"))
    simulator.request()
    run = trustgen(
        tmp_path,
        *("snapshot", "verify", "snapshots", "--policy", "trust-policy.json", "--checklist", "checklist.json"),
        *("--as-of", "2026-11-23T12:00:00Z", "--format", form, "--color", "never"),
    )
    assert run.code == 3
    assert "schema-violation" in run.out + run.err or "TG319" in run.out + run.err
    for byte in ("\x1b", "\x07"):
        assert byte not in run.out + run.err
    assert "[2J" not in run.out
    assert "a text of 22 characters" in run.out


def test_x10_the_policy_is_the_projects_own_or_the_one_that_was_named(project: Path) -> None:
    posture = project / "content" / "posture"
    elsewhere = project.parent / "elsewhere.json"
    shutil.copy(posture / "trust-policy.json", elsewhere)
    edit(posture / "trust-policy.json", '"minSequence": 1', '"minSequence": 2')
    then = (AT, "--format", "json")
    # No variable of the environment leads to another one.
    names = ("TRUSTGEN_POLICY", "TRUSTGEN_SNAPSHOT_VERIFY_POLICY", "TRUST_POLICY", "POLICY")
    run = trustgen(project, "snapshot", "verify", *then, env=environment(**dict.fromkeys(names, str(elsewhere))))
    assert [finding["rule"] for finding in run.findings] == ["rollback-detected"]
    # The one that was named is taken.
    assert trustgen(project, "snapshot", "verify", "--policy", elsewhere, *then).code == 0
    # A link out of the project is none of its files, whether it is the file or the folder.
    (posture / "trust-policy.json").unlink()
    (posture / "trust-policy.json").symlink_to(elsewhere)
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert (run.code, [finding["rule"] for finding in run.findings]) == (3, ["policy-error"])
    assert run.findings[0]["place"]["path"] == "content/posture/trust-policy.json"
    (posture / "trust-policy.json").unlink()
    shutil.copy(elsewhere, posture / "trust-policy.json")
    posture.rename(project.parent / "posture")
    posture.symlink_to(project.parent / "posture")
    run = trustgen(project, "build", "--format", "json", *THEN)
    assert run.code != 0
    assert not (project / "site").exists()
    # No command takes it: the policy that such a link leads to, or the rest where the policy was named.
    for command in (("verify",), ("show",), ("lock",), ("demo",), ("verify", "--policy", elsewhere)):
        run = trustgen(project, "snapshot", *command, *then)
        assert run.code == 3, command
        (found,) = run.findings
        assert found["rule"] == ("unsafe-source" if elsewhere in command else "policy-error"), command
        assert found["message"].endswith("lies behind a link that leads out of the project.")
    assert sorted(path.name for path in (project.parent / "posture").iterdir()) == [
        "checklist.json",
        "snapshots",
        "trust-policy.json",
    ]


def test_x11_a_thousand_and_one_files_are_refused_within_a_second(tmp_path: Path) -> None:
    simulator = Simulator(tmp_path)
    data = simulator.put().read_bytes()
    for number in range(1000):
        simulator.put_bytes(data, f"copy-{number}.dsse.json")
    request = simulator.request()
    began = time.process_time()
    outcome = verify_folder(request)
    assert time.process_time() - began < 1
    assert isinstance(outcome, Finding)
    assert outcome.rule == "unsafe-source"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_x12_what_is_no_file_is_refused_and_not_waited_for(project: Path, kind: str) -> None:
    odd = project / "content" / "posture" / "snapshots" / "x.dsse.json"
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "folder":
        odd.mkdir()
    else:
        odd.symlink_to("/dev/zero")
    walk = made(project)
    assert walk.artifacts is None
    assert [finding.rule for finding in walk.findings] == ["unsafe-source"]


def test_x14_a_file_that_may_not_be_read_is_not_skipped() -> None:
    """As a plain user: whoever is root can read everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        simulator = Simulator(folder)
        simulator.put(41)
        simulator.put(42).chmod(0)
        request = simulator.request()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            outcome = verify_folder(request)
            said = outcome.message if isinstance(outcome, Finding) else "accept"
            os.write(writing, said.encode())
            os._exit(0)
        os.waitpid(child, 0)
        os.close(writing)
        said = os.read(reading, 1000).decode()
        os.close(reading)
    assert said == "`snapshots/0000000042.dsse.json` cannot be read: Permission denied."
