"""A site whose evidence was signed without a key: built, published, read, and verified again from its files."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest
from keyless_fixtures import BEFORE, FOLDER, HEAD, ISSUER, SUBJECT, make_keyless, put, root_bytes
from posture_simulator import NOW, Simulator, at
from projects import copy_small, trustgen
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from trustgen.attest.select import Request, Selected, verify_folder

if TYPE_CHECKING:
    from pathlib import Path

    from projects import Run

pytest.importorskip("sigstore")

FAMILIES = ("ISOL", "MTLS", "KEYS", "K8S")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site about the controls that the fixtures are about."""
    project = copy_small(tmp_path_factory.mktemp("keyless") / "project")
    content = project / "content"
    shutil.rmtree(content / "posture")
    simulator = Simulator(content / "posture")
    make_keyless(simulator)
    put(simulator, BEFORE)
    put(simulator, HEAD)
    simulator.request()
    for path in (content / "architecture.yml", content / "answers.yml", content / "mappings" / "own.yml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("KEYS-001..KEYS-002", "KEYS-001").replace("AUTH-001", "ISOL-001"), "utf-8")
    rows = [
        f"  - {{id: {item['id']}, title: {json.dumps(item['title'])}, checks: A program looks., "
        f"family: {item['id'].split('-')[0]}}}"
        for item in simulator.checklist["controls"]
    ]
    (content / "controls.yml").write_text(
        "\n".join(
            [
                f"checklist: {{id: {simulator.checklist['id']}, version: {simulator.checklist['version']}}}",
                "families:",
                *(f"  - {{id: {name}, title: {name}, about: Some of them.}}" for name in FAMILIES),
                "controls:",
                *rows,
            ]
        ),
        "utf-8",
    )
    return project


@pytest.fixture(scope="module")
def run(project: Path) -> Run:
    return trustgen(project, "build", f"--as-of={at(NOW)}", "--allow-as-of")


def test_the_build_publishes_the_bundles_as_they_were_received_and_what_they_are_verified_by(
    project: Path, run: Run
) -> None:
    assert run.code == 0, run.out
    posture = project / "site" / "posture"
    received = json.loads((FOLDER / HEAD).read_bytes())
    assert json.loads((posture / "latest.sigstore.json").read_bytes()) == received
    assert json.loads((posture / "history" / BEFORE).read_bytes()) == json.loads((FOLDER / BEFORE).read_bytes())
    envelope = json.loads((posture / "latest.dsse.json").read_bytes())
    assert envelope["payload"] == received["dsseEnvelope"]["payload"]
    (root,) = (posture / "roots").iterdir()
    assert root.read_bytes() == root_bytes()
    assert not list(posture.glob("keys/*"))


def test_what_was_published_verifies_again(project: Path, run: Run, tmp_path: Path) -> None:
    assert run.code == 0, run.out
    posture = project / "site" / "posture"
    (tmp_path / "snapshots").mkdir()
    shutil.copy(posture / "latest.sigstore.json", tmp_path / "snapshots")
    shutil.copy(posture / "history" / BEFORE, tmp_path / "snapshots")
    for name in ("trust-policy.json", "checklist.json"):
        shutil.copy(posture / name, tmp_path)
    (root,) = (posture / "roots").iterdir()
    shutil.copy(root, tmp_path / "trusted-root.json")
    found = verify_folder(
        Request(
            folder=tmp_path / "snapshots",
            policy=tmp_path / "trust-policy.json",
            checklist=tmp_path / "checklist.json",
            now=datetime.fromisoformat(at(NOW)).astimezone(timezone.utc),
            root=tmp_path,
        )
    )
    assert isinstance(found, Selected), found
    assert found.head.sequence == 42
    assert found.signed == {41: ((SUBJECT, ISSUER),), 42: ((SUBJECT, ISSUER),)}


def test_pages_and_whitepaper_name_who_signed_and_offer_no_check_that_could_not_be_made(
    project: Path, run: Run
) -> None:
    assert run.code == 0, run.out
    site = project / "site"
    posture = LexborHTMLParser((site / "posture" / "index.html").read_text("utf-8"))
    words = " ".join(posture.body.text(separator=" ").split()) if posture.body else ""
    assert f"No. 41 to 42 {SUBJECT} {ISSUER}" in words
    assert "No browser can check those; cosign can." in words
    assert posture.css("form, button, output") == []
    commands = (site / "posture" / "verify-yourself.html").read_text("utf-8")
    assert "cosign verify-blob-attestation" in commands
    assert f"--certificate-oidc-issuer &#39;{ISSUER}&#39;" in commands
    text = "".join(page.extract_text() for page in PdfReader(site / "whitepaper.pdf").pages)
    assert SUBJECT in "".join(text.split())


def test_a_trusted_root_that_no_policy_names_is_told(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "project"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("site"))
    posture = other / "content" / "posture"
    shutil.copy(posture / "trusted-root.json", posture / "another-root.json")
    run = trustgen(other, "check", f"--as-of={at(NOW)}", "--format", "json")
    assert [(finding["code"], finding["place"]["path"]) for finding in run.findings] == [
        ("TG025", "content/posture/another-root.json")
    ]


def test_another_identity_in_the_policy_publishes_nothing(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "project"
    shutil.copytree(project, other, ignore=shutil.ignore_patterns("site"))
    path = other / "content" / "posture" / "trust-policy.json"
    policy = json.loads(path.read_bytes())
    policy["identities"][0]["subject"] += "-fork"
    path.write_text(json.dumps(policy))
    run = trustgen(other, "build", f"--as-of={at(NOW)}", "--allow-as-of", "--format", "json")
    assert run.code == 3
    assert {finding["rule"] for finding in run.findings} == {"unknown-signer"}
    assert not (other / "site").exists()
