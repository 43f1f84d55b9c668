"""The commands on the page that lets a reader check without us: each is run as it is printed, and each can say no."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from posture_simulator import Key, envelope
from projects import copy_small, made
from selectolax.lexbor import LexborHTMLParser
from website import served

from trustgen.attest.format import PREDICATE_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = "posture/verify-yourself.html"
FIRST, SECOND = Key("evidence-first"), Key("evidence-second", edwards=True)
TOOLS = ("bash", "openssl", "jq", "base64", "sha256sum")
needs_tools = pytest.mark.skipif(any(shutil.which(name) is None for name in TOOLS), reason="needs OpenSSL and jq")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, signed by a key of each algorithm, both of which are needed."""
    project = copy_small(tmp_path_factory.mktemp("commands") / "project")
    posture = project / "content" / "posture"
    policy = json.loads((posture / "trust-policy.json").read_bytes())
    policy |= {"environment": "production", "threshold": 2, "keys": [FIRST.entry(), SECOND.entry()]}
    (posture / "trust-policy.json").write_text(json.dumps(policy))
    (file,) = (posture / "snapshots").iterdir()
    value = json.loads(base64.b64decode(json.loads(file.read_bytes())["payload"]))
    value["predicate"]["environment"] = "production"
    file.write_text(json.dumps(envelope(json.dumps(value).encode(), FIRST, SECOND)))
    result = made(project)
    assert result.artifacts is not None, result.findings
    for artifact in result.artifacts:
        path = project / "site" / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return project / "site"


def steps(site: Path, section: str) -> list[tuple[str, str | None]]:
    """The commands of a section as they are printed, and what each has to print."""
    tree = LexborHTMLParser((site / PAGE).read_text("utf-8"))
    found = []
    for step in tree.css(f"#{section} .step"):
        expected = step.css_first(".step__expected code")
        found.append((step.css_first("pre code").text(), expected.text() if expected is not None else None))
    return found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell that stops at the first failure; `python3` is the one that has the package."""
    bin_folder = folder / ".bin"
    bin_folder.mkdir(exist_ok=True)
    if not (bin_folder / "python3").exists():
        (bin_folder / "python3").symlink_to(sys.executable)
    env = {"PATH": f"{bin_folder}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C"}
    # A link loses what belongs to the environment, so its packages are named.
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if "site-packages" in path)
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """A folder with the files that the page tells a reader to get."""
    ((command, _),) = steps(site, "files")
    base = "https://trust.quill.internal/"
    for line in command.splitlines():
        assert line.startswith(f"curl -fO {base}")
        path = site / line.removeprefix(f"curl -fO {base}")
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_the_files_are_fetched_as_it_says(site: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ((command, _),) = steps(site, "files")
    there = tmp_path_factory.mktemp("fetched")
    with served(site) as address:
        done = run(command.replace("https://trust.quill.internal/", address), there)
    assert done.returncode == 0, done.stderr
    files = {path.name: path.read_bytes() for path in there.iterdir() if path.is_file()}
    assert files == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert len(files) == 7


@needs_tools
def test_openssl_and_jq_say_what_the_page_says_they_do(site: Path, folder: Path) -> None:
    found = steps(site, "openssl")
    assert len(found) == 9
    for command, expected in found:
        done = run(command, folder)
        assert done.returncode == 0, (command, done.stderr)
        if expected is not None:
            assert expected in done.stdout.split("\n")[0] or expected in done.stdout.split(), (command, done.stdout)
    assert [expected for _, expected in found].count(None) == 2
    read = json.loads(run(found[-1][0], folder).stdout)
    status = json.loads((site / "posture" / "status.json").read_bytes())
    assert {one["id"]: one["status"] for one in read["controls"]} == {
        one["id"]: one["outcome"] for one in status["controls"]
    }
    # The checklist's digest is printed twice: of the file, and as it was signed.
    printed = run(found[6][0], folder).stdout.split()
    assert printed.count(status["checklist"]["sha256"]) == 2


def test_python_says_what_the_page_says_it_does(site: Path, folder: Path) -> None:
    found = steps(site, "python")
    status = json.loads((site / "posture" / "status.json").read_bytes())
    assert [expected for _, expected in found] == [FIRST.keyid, SECOND.keyid]
    for command, expected in found:
        done = run(command, folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == [expected, status["sha256"]]


def altered_payload(record: dict[str, Any]) -> None:
    payload = base64.b64decode(record["payload"]).replace(b'"fail"', b'"pass"')
    record["payload"] = base64.b64encode(payload).decode()


def swapped_signatures(record: dict[str, Any]) -> None:
    first, second = record["signatures"]
    first["sig"], second["sig"] = second["sig"], first["sig"]


def strangers(record: dict[str, Any]) -> None:
    record["signatures"] = envelope(base64.b64decode(record["payload"]), Key("a"), Key("b", edwards=True))["signatures"]
    for row, key in zip(record["signatures"], (FIRST, SECOND), strict=True):
        row["keyid"] = key.keyid


@pytest.mark.parametrize("section", [pytest.param("openssl", marks=needs_tools), "python"])
@pytest.mark.parametrize("change", [altered_payload, swapped_signatures, strangers])
def test_a_snapshot_that_was_not_signed_so_is_refused_by_every_way(
    site: Path, folder: Path, section: str, change: Callable[[dict[str, Any]], None]
) -> None:
    record = json.loads((folder / "latest.dsse.json").read_bytes())
    change(record)
    (folder / "latest.dsse.json").write_text(json.dumps(record))
    done = [(run(command, folder), command) for command, _ in steps(site, section)]
    checks = [result for result, command in done if "-verify" in command or "key.verify" in command]
    assert len(checks) == 2
    for result in checks:
        assert result.returncode != 0
        assert "Verified OK" not in result.stdout
        assert "Signature Verified Successfully" not in result.stdout


def test_the_command_for_cosign_names_key_bundle_and_type(site: Path) -> None:
    """cosign is not in any package that can be had here: only the form is checked."""
    for key, (command, expected) in zip((FIRST, SECOND), steps(site, "cosign"), strict=True):
        words = command.replace("\\\n", " ").split()
        bundle = words[words.index("--bundle") + 1]
        assert words[:2] == ["cosign", "verify-blob-attestation"]
        assert words[words.index("--key") + 1] == f"{key.name}.pub"
        assert words[words.index("--type") + 1] == PREDICATE_TYPE
        assert words[-1] == "checklist.json"
        assert "--insecure-ignore-tlog" in words
        assert expected == "Verified OK"
        inside = json.loads((site / "posture" / bundle).read_bytes())
        hint = base64.b64decode(inside["verificationMaterial"]["publicKey"]["hint"]).hex()
        assert hint == key.keyid
        assert len(inside["dsseEnvelope"]["signatures"]) == 1


def test_status_json_says_what_the_pages_and_the_snapshot_say(site: Path) -> None:
    status = json.loads((site / "posture" / "status.json").read_bytes())
    tree = LexborHTMLParser((site / "posture" / "index.html").read_text("utf-8"))
    names = {"Pass": "pass", "Fail": "fail", "Exception": "exception", "Not applicable": "not-applicable"}
    shown = {
        row.css_first(".board__id").text(): names[row.css_first(".outcome__word").text()]
        for row in tree.css(".board__row")
    }
    record = json.loads((site / "posture" / "latest.dsse.json").read_bytes())
    said = json.loads(base64.b64decode(record["payload"]))["predicate"]
    listed = {one["id"]: one["outcome"] for one in status["controls"]}
    assert listed == shown == {one["id"]: one["status"] for one in said["controls"]}
    assert (status["sequence"], status["environment"]) == (said["sequence"], said["environment"])
    assert status["scannedAt"] == said["scan"]["finishedAt"]
    assert status["demonstration"] is False
    assert status["outcomes"] == {
        outcome: list(listed.values()).count(outcome)
        for outcome in ("pass", "fail", "exception", "error", "not-applicable", "not-scanned")
    }
    ends = {one["control"]: one["expiresAt"] for one in said["exceptions"]}
    assert {one["id"]: one["exceptions"][0]["expiresAt"] for one in status["controls"] if "exceptions" in one} == ends
    times = {node.attributes["datetime"] for node in tree.css(".facts time")}
    assert {status["scannedAt"], status["validUntil"]} <= times
