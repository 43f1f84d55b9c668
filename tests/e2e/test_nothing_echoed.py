"""A secret that got into a file of the evidence is in nothing that a command prints, for a person or a program.

It stands in place of each value, and of each name, of a file; what a command then says, if it says anything, holds not
eight characters of it in a row.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from echoes import PASSWORD, PRIVATE_KEY, assert_silent, spoilt
from fetches import snapshots
from loopback import Loopback, index, reply
from posture_project import PostureProject
from posture_simulator import ALICE, NOW, at, bundle, canonical, envelope
from projects import copy_small

from trustgen.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS = Path(__file__).parents[1] / "reports"
FORMS = ("text", "json")
WHOLE = {PASSWORD: 1, PRIVATE_KEY: 7}
"""Every place is tried with the password; with the key, which is long, every seventh."""


def said(*arguments: object) -> tuple[int, str]:
    """The exit code of a command, and everything that it printed."""
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    return done.exit_code, done.output


def some(tree: Any, secret: str) -> Iterator[Any]:
    for number, made in enumerate(spoilt(tree, secret)):
        if number % WHOLE[secret] == 0:
            yield made


@pytest.fixture(params=(PASSWORD, PRIVATE_KEY), ids=["password", "key"])
def secret(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def project(tmp_path: Path) -> PostureProject:
    made = PostureProject(tmp_path)
    made.put(41)
    made.put(42)
    made.request()
    return made


def snapshot(project: PostureProject, command: str, *arguments: object, form: str = "text") -> tuple[int, str]:
    return said(
        *("snapshot", command, *arguments, "--project", project.project, "--as-of", at(NOW), "--format", form),
    )


LOOKING = [("verify",), ("show",), ("diff",), ("lock",), ("show", "42"), ("diff", "41", "42")]


def quiet(project: PostureProject, secret: str, number: int, *, refused: bool = True) -> None:
    """Each of the commands that look in turn, in one of the two forms."""
    command = LOOKING[number % len(LOOKING)]
    code, out = snapshot(project, *command, form=FORMS[number // len(LOOKING) % 2])
    assert code == 3 or not refused, out
    assert_silent(secret, out)


def test_a_secret_in_a_statement(project: PostureProject, secret: str) -> None:
    for number, made in enumerate(some(project.statement(), secret)):
        project.put_json(envelope(canonical(made), ALICE))
        quiet(project, secret, number)


@pytest.mark.parametrize(("wrapped", "ending"), [(envelope, "dsse"), (bundle, "sigstore")], ids=["envelope", "bundle"])
def test_a_secret_in_a_wrapping(project: PostureProject, secret: str, wrapped: Any, ending: str) -> None:
    (project.folder / "0000000042.dsse.json").unlink()
    for number, made in enumerate(some(wrapped(project.payload(), ALICE), secret)):
        project.put_json(made, f"0000000042.{ending}.json")
        # What an envelope holds beside its own fields is not read.
        quiet(project, secret, number, refused=False)


@pytest.mark.parametrize("name", ["trust-policy.json", "checklist.json", "posture.lock.json"])
def test_a_secret_in_another_file(project: PostureProject, secret: str, name: str) -> None:
    project.locked(42)
    path = project.root / name
    for number, made in enumerate(some(json.loads(path.read_bytes()), secret)):
        path.write_bytes(canonical(made))
        quiet(project, secret, number)


@pytest.mark.parametrize(("option", "name"), [("--state", "state.jsonl"), ("--published", "manifest.json")])
def test_a_secret_in_what_was_known(project: PostureProject, secret: str, option: str, name: str) -> None:
    path = project.state(42) if option == "--state" else project.anchor(name, 42)
    for made in spoilt(json.loads(path.read_bytes()), secret):
        path.write_bytes(canonical(made) + b"\n")
        for form in FORMS:
            code, out = snapshot(project, "verify", option, path, form=form)
            assert code == 3
            assert_silent(secret, out)


def test_a_secret_in_a_statement_that_is_to_be_signed(project: PostureProject, secret: str) -> None:
    (project.folder / "0000000042.dsse.json").unlink()
    file = project.project / "statement.json"
    key = project.project / "key.pem"
    key.write_text(PRIVATE_KEY)
    for number, made in enumerate(some(project.statement(), secret)):
        file.write_bytes(canonical(made))
        code, out = snapshot(project, "sign", file, "--key", key, form=FORMS[number % 2])
        assert code == 3
        assert_silent(secret, out)


MAP = """\
scanner: {version: 2026.11.1, image: abababababababababababababababababababababababababababababababab}
sources: [{id: own, format: FORM}]
controls: [{control: ISOL-001, checks: [{source: own, ids: [tenant-read]}]}]
"""
FORMATS = {
    "kube-bench": ["kube-bench-node-a.json"],
    "prowler-ocsf": ["prowler.ocsf.json"],
    "policy-report": ["policy-reports.json", "policy-reports.yaml"],
    "oscal": ["oscal-assessment-results.json"],
    "json": ["results.json"],
    "csv": ["results.csv"],
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_secret_in_a_scan_report(project: PostureProject, secret: str, form: str) -> None:
    project.checklist["controls"] = project.checklist["controls"][:1]
    for old in project.folder.iterdir():
        old.unlink()
    project.policy["minSequence"] = 1
    project.request()
    mapping = project.project / "map.yml"
    mapping.write_text(MAP.replace("FORM", form))
    times = ("--started-at", "2026-11-23T11:00:00Z", "--finished-at", "2026-11-23T11:20:00Z")
    refused = 0
    for name in FORMATS[form]:
        whole = (REPORTS / name).read_text()
        file = project.project / name
        for number, text in enumerate(reports(whole, secret)):
            file.write_text(text, newline="")
            code, out = snapshot(
                *(project, "new", "--map", mapping, f"own={file}", "--first", "--force", *times),
                *("--out", project.project / "out"),
                form=FORMS[number % 2],
            )
            refused += code != 0
            assert_silent(secret, out)
            for made in (project.project / "out").glob("*"):
                assert_silent(secret, made.read_text())
    assert refused > 5


def reports(whole: str, secret: str) -> Iterator[str]:
    """The report with the secret in place of a word, a line, a cell or, in JSON, any value or name."""
    lines = whole.splitlines(keepends=True)
    quoted = secret.replace("\n", "\\n")
    for number, line in list(enumerate(lines))[:40]:
        before, after = "".join(lines[:number]), "".join(lines[number + 1 :])
        yield f"{before}{secret}\n{after}"
        yield f'{before}"{quoted}": "{quoted}"\n{after}'
        for mark in (": ", ","):
            head, found, _ = line.partition(mark)
            if found:
                yield f'{before}{head}{mark}"{quoted}"\n{after}'
                yield f"{before}{head}{mark}&{quoted} *{quoted} !{quoted}\n{after}"
    if whole.startswith(("{", "[")):
        tree = json.loads(whole)
        if "items" in tree:
            tree["items"] = tree["items"][:1]
        smaller = tree[:2] if isinstance(tree, list) else tree
        yield from (json.dumps(made) for number, made in enumerate(spoilt(smaller, secret)) if number % 7 == 0)


def test_a_secret_in_the_list_of_a_server(project: PostureProject, secret: str) -> None:
    offered = snapshots(project, 42)
    whole = json.loads(index({name: len(data) for name, data in offered.items()}))
    with Loopback() as server:
        server.offer_files(offered)
        for number, made in enumerate(spoilt(whole, secret)):
            server["/index.json"] = reply(canonical(made))
            code, out = snapshot(project, "fetch", server.url, form=FORMS[number % 2])
            assert code == 3, out
            assert_silent(secret, out)


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("form", FORMS)
def test_a_secret_in_the_evidence_of_a_whole_project(tmp_path: Path, secret: str, command: str, form: str) -> None:
    whole = copy_small(tmp_path / "site")
    posture = whole / "content" / "posture"
    (snapshot,) = (posture / "snapshots").iterdir()
    for path in (posture / "trust-policy.json", posture / "checklist.json", snapshot):
        kept = tmp_path / "kept"
        shutil.copy(path, kept)
        every = list(spoilt(json.loads(path.read_bytes()), secret))
        for made in (every[0], every[len(every) // 2], every[-1]):
            path.write_bytes(canonical(made))
            code, out = said(command, "--project", whole, "--as-of", "2026-11-20T12:00:00Z", "--format", form)
            assert code != 0, out
            assert_silent(secret, out)
        shutil.copy(kept, path)
