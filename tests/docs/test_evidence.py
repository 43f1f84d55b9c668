"""docs/evidence.md is true: its mapping file fits, its key is accepted, its recipe keeps the lock."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml
from projects import ROOT, SMALL, environment, trustgen

from trustgen.attest.checklist import read_checklist
from trustgen.attest.keys import Algorithm, load
from trustgen.attest.select import load_policy
from trustgen.decode import decode
from trustgen.finding import Span
from trustgen.model.scanmap import ScanMap
from trustgen.scans.fit import check_fit
from trustgen.yamldoc import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXT = (ROOT / "docs" / "evidence.md").read_text("utf-8")
needs_programs = pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("openssl", "git", "curl", "sh")), reason="needs openssl, git and curl"
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def block(language: str, holding: str) -> str:
    (found,) = (text for text in blocks(language) if holding in text)
    return found


def run(script: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script], cwd=folder, env=dict(env), capture_output=True, text=True, timeout=240, check=False
    )


def test_the_mapping_file_fits_the_reference_checklist() -> None:
    posture = ROOT / "content" / "posture"
    tree, findings = parse(block("yaml", "sources:").encode(), "scan-map.yml")
    assert findings == ()
    scan_map = decode(ScanMap, tree, Span(path="scan-map.yml"))
    assert isinstance(scan_map, ScanMap), scan_map
    checklist = read_checklist((posture / "checklist.json").read_bytes(), "checklist.json")
    assert check_fit(scan_map, checklist, load_policy(posture / "trust-policy.json", ROOT)) == ()


def test_the_reports_that_are_handed_in_are_those_of_the_mapping_file() -> None:
    given = re.findall(r"^  (nodes=.*)$", block("sh", "snapshot new"), re.MULTILINE)[0].split()
    counts = Counter(item.partition("=")[0] for item in given)
    sources = yaml.safe_load(block("yaml", "sources:"))["sources"]
    assert counts == {source["id"]: source.get("reports", 1) for source in sources}


def test_the_workflow_is_yaml_and_may_write_the_lock_alone() -> None:
    workflow = yaml.safe_load(block("yaml", "jobs:"))
    assert workflow["permissions"] == {"contents": "write"}
    assert "concurrency" in workflow
    steps = workflow["jobs"]["publish"]["steps"]
    assert any("publish.sh" in step.get("run", "") for step in steps)


class Published:
    """A company's repository, its remote, its web server and its key; the recipe of the document publishes from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project, self.site = folder / "checkout", folder / "server"
        shutil.copytree(SMALL / "content", self.project / "content", ignore=shutil.ignore_patterns("snapshots"))
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "trustgen").write_text(f'#!/bin/sh\nexec {sys.executable} -m trustgen "$@"\n')
        (self.project / "publish").write_text(f'#!/bin/sh\nrm -rf {self.site} && cp -R "$1" {self.site}\n')
        for path in (self.bin / "trustgen", self.project / "publish"):
            path.chmod(0o755)
        self.env = environment(
            PATH=f"{self.bin}:{os.environ['PATH']}",
            SITE=f"file://{self.site}",
            TRUSTGEN_KEY_PASSPHRASE="correct horse",
            GIT_AUTHOR_NAME="bot",
            GIT_AUTHOR_EMAIL="bot@company.example",
            GIT_COMMITTER_NAME="bot",
            GIT_COMMITTER_EMAIL="bot@company.example",
            GIT_CONFIG_GLOBAL="/dev/null",
            GIT_CONFIG_SYSTEM="/dev/null",
        )
        self._key()
        self._git()

    def _key(self) -> None:
        """The commands of the document make the key and the two lines for the policy."""
        script = block("sh", "openssl genpkey")
        # Nobody types the passphrase here.
        script = script.replace("-aes-256-cbc", "-aes-256-cbc -pass env:TRUSTGEN_KEY_PASSPHRASE")
        script = script.replace("openssl pkey ", "openssl pkey -passin env:TRUSTGEN_KEY_PASSPHRASE ")
        made = run(script, self.project, self.env)
        assert made.returncode == 0, made.stderr
        lines = json.loads("{" + made.stdout + "}")
        key = load(Algorithm.ECDSA_P256_SHA256, base64.b64decode(lines["spki"]))
        assert key.keyid == lines["keyid"]
        path = self.project / "content" / "posture" / "trust-policy.json"
        policy = json.loads(path.read_bytes())
        window = {"notBefore": "2026-01-01T00:00:00Z", "notAfter": "2099-01-01T00:00:00Z"}
        policy["keys"] = [{"name": "snapshots-a", "algorithm": "ecdsa-p256-sha256", **lines, **window}]
        policy |= {"environment": "production", "issuedAt": "2026-01-01T00:00:00Z"}
        path.write_text(json.dumps(policy))

    def _git(self) -> None:
        ignored = ("site", "*.jsonl", "*.pem", "*.csv", "content/posture/snapshots", "*.statement.json")
        (self.project / ".gitignore").write_text("\n".join(ignored))
        script = (
            "git init --quiet --initial-branch=main && git add . && git commit --quiet --message start && "
            f"git clone --quiet --bare . {self.folder}/remote.git && git remote add origin {self.folder}/remote.git && "
            "git push --quiet --set-upstream origin main"
        )
        done = run(script, self.project, self.env)
        assert done.returncode == 0, done.stderr

    def scan(self, status: str, *arguments: str) -> None:
        """One scan with one's own tests: reports, statement, signature."""
        checks = ("notebooks", "groups", "token")
        rows = [f"{check},{status if check == 'token' else 'pass'},,,\n" for check in checks]
        (self.project / "own.csv").write_text(
            "check,status,unit,numerator,denominator\n" + "".join(rows) + "volumes,pass,,200,200\n"
        )
        (self.project / "scan-map.yml").write_text(
            f"scanner: {{version: 1.0.0, image: {'ab' * 32}}}\n"
            "sources: [{id: own, format: csv}]\n"
            "controls:\n"
            "  - control: KEYS-001\n"
            "    checks: [{source: own, ids: [notebooks]}]\n"
            "    metrics: [{id: encrypted-volumes, read: {source: own, id: volumes}}]\n"
            "  - {control: KEYS-002, checks: [{source: own, ids: [groups]}]}\n"
            "  - {control: AUTH-001, checks: [{source: own, ids: [token]}]}\n"
        )
        script = (
            "set -eu; rm -f *.statement.json *.jsonl; now=$(date -u +%Y-%m-%dT%H:%M:%SZ)\n"
            'trustgen snapshot new --map scan-map.yml --started-at "$now" --finished-at "$now" own=own.csv '
            f"{' '.join(arguments)}\n"
            "trustgen snapshot sign *.statement.json --key snapshots.pem\n"
        )
        done = run(script, self.project, self.env)
        assert done.returncode == 0, done.stdout + done.stderr

    def publish(self) -> subprocess.CompletedProcess[str]:
        return run(block("sh", "snapshot lock"), self.project, self.env)

    @property
    def pushed(self) -> dict[str, object]:
        """The lock in the remote repository."""
        script = f"git --git-dir={self.folder}/remote.git show main:content/posture/posture.lock.json"
        lock: dict[str, object] = json.loads(run(script, self.folder, self.env).stdout)
        return lock


@needs_programs
def test_the_recipe_publishes_keeps_the_lock_and_refuses_an_older_snapshot(tmp_path: Path) -> None:
    company = Published(tmp_path)
    company.scan("pass", "--first")
    first = company.publish()
    assert first.returncode == 0, first.stdout + first.stderr
    assert company.pushed["sequence"] == 1
    page = (company.site / "index.html").read_text("utf-8")
    assert "demonstration" not in page.casefold()
    company.scan("fail")
    second = company.publish()
    assert second.returncode == 0, second.stdout + second.stderr
    assert company.pushed["sequence"] == 2
    log = run("git log --format=%s", company.project, company.env).stdout.splitlines()
    assert log == ["Posture snapshot 2 is published", "Posture snapshot 1 is published", "start"]
    diff = trustgen(company.project, "snapshot", "diff", "--format", "json").report["diff"]
    assert [(item["direction"], item["subject"]) for item in diff["changes"]] == [("worse", "AUTH-001")]
    # Somebody takes the newest snapshot away, so that the page would say pass again.
    (company.project / "content" / "posture" / "snapshots" / "0000000002.dsse.json").unlink()
    before = {path.name: path.read_bytes() for path in company.site.rglob("*") if path.is_file()}
    refused = company.publish()
    assert refused.returncode == 3, refused.stdout
    assert "TG331" in refused.stdout
    (company.project / "content" / "posture" / "posture.lock.json").unlink()
    refused = company.publish()
    assert refused.returncode == 3, refused.stdout
    assert "knows number 2" in refused.stdout
    assert {path.name: path.read_bytes() for path in company.site.rglob("*") if path.is_file()} == before
    assert company.pushed["sequence"] == 2
