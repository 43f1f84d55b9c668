"""The documents are true: what they name exists, and what exists is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from projects import environment

from trustgen.cli import cli

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Made by a command, or in the reader's own project.
MADE = re.compile(r"(site|\.venv|dist|\.cache)(/|$)")
PATH = re.compile(
    r"`((?:\./)?(?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|txt|py|sh)|Makefile|LICENSE)`|\]\(((?!https?:|mailto:|#)[^)#]+)",
)


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(cli)
    found: list[tuple[str, click.Command]] = []
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                each = command.get_command(context, inner)
                assert each is not None
                found.append((f"{name} {inner}", each))
        else:
            found.append((name, command))
    return found


COMMANDS = commands()


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_has_help_and_stands_in_the_readme(name: str, command: click.Command) -> None:
    assert command.help
    assert command.help.strip().endswith((".", ":"))
    assert f"`trustgen {name}" in (ROOT / "README.md").read_text("utf-8")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.name == "color", f"--{parameter.name} has no help"


def test_the_list_of_commands_says_of_each_what_the_command_says() -> None:
    listed = " ".join(click.Context(cli).get_help().split()) + " ".join(_help("--help").split())
    for name, command in COMMANDS:
        if " " not in name:
            assert " ".join((command.help or "").split("\n")[0].split()) in listed


def _help(*arguments: str) -> str:
    line = [sys.executable, "-m", "trustgen", *arguments]
    return subprocess.run(line, env=environment(COLUMNS="200"), capture_output=True, text=True, check=True).stdout


def test_no_command_is_named_that_does_not_exist() -> None:
    names = {name for name, _ in COMMANDS} | {name.split(" ")[0] for name, _ in COMMANDS}
    for path in DOCUMENTS:
        for found in re.findall(r"`trustgen ((?:snapshot )?[a-z]+)", path.read_text("utf-8")):
            assert found in names, f"{path.name} names `trustgen {found}`"


@pytest.mark.parametrize("path", [*DOCUMENTS[:2], *RECORDS], ids=lambda path: path.name)
def test_every_path_that_is_named_exists(path: Path) -> None:
    roots = (ROOT, path.parent, ROOT / "trustgen", ROOT / "content", ROOT / "static", ROOT / "trustgen" / "claims")
    for first, second in PATH.findall(path.read_text("utf-8")):
        named = first or second
        if re.search(r"NNN|name|…|PATH|<|\*", named) or MADE.match(named) or named.startswith("posture/"):
            continue
        ways = (root / way for root in roots for way in (named, f"{named}.py"))
        assert any(way.exists() for way in ways), f"{path.name} names {named}"


def test_the_decision_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert all(re.fullmatch(r"\d{4}(-[a-z]+)+\.md", path.name) for path in RECORDS)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name[:4])
def test_a_decision_record_says_context_decision_and_consequences(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(rf"# {int(path.name[:4])}\b", text)
    headings = re.findall(r"^## (\w+)", text, re.MULTILINE)
    assert headings[:3] == ["Context", "Decision", "Consequences"]


def test_the_decision_records_are_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    expected = []
    for path in RECORDS:
        title = path.read_text("utf-8").split("\n")[0].removeprefix("# ")
        expected.append(f"- [{title}]({path.name})")
    assert [line for line in listed.split("\n") if line.startswith("- ")] == expected


CHECKED = sorted(p.name for p in (ROOT / "scripts").glob("*.py") if '"--check" in' in p.read_text("utf-8"))


@pytest.mark.parametrize("script", CHECKED)
def test_what_is_written_by_a_script_is_fresh(script: str) -> None:
    line = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    done = subprocess.run(line, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_evidence_of_the_small_site_is_what_its_script_writes(tmp_path: Path) -> None:
    line = [sys.executable, str(ROOT / "scripts" / "make_small_site_evidence.py"), str(tmp_path)]
    subprocess.run(line, env=environment(), check=True, capture_output=True)
    made = tmp_path / "content" / "posture"
    kept = ROOT / "tests" / "sites" / "small" / "content" / "posture"
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert files == {path.relative_to(kept).as_posix(): path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert set(files) == {"checklist.json", "trust-policy.json", "snapshots/0000000001.dsse.json"}


def test_the_evidence_of_the_reference_is_what_its_script_writes(tmp_path: Path) -> None:
    line = [sys.executable, str(ROOT / "scripts" / "make_demonstration_evidence.py"), str(tmp_path)]
    subprocess.run(line, env=environment(), check=True, capture_output=True)
    for name in ("checklist.json", "trust-policy.json"):
        assert (tmp_path / name).read_bytes() == (ROOT / "content" / "posture" / name).read_bytes()


def test_there_are_scripts_whose_work_is_checked() -> None:
    assert set(CHECKED) == {
        "attack_table.py",
        "content_reference.py",
        "decisions_index.py",
        "findings_reference.py",
        "make_attack_vectors.py",
        "number_words.py",
        "readme_sample.py",
        "scanmap_reference.py",
        "styles_reference.py",
        "word_forms.py",
    }


def test_the_licence_and_the_changelog_are_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_sample_is_short_and_shows_where_why_and_what_to_do() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = text.partition("$ trustgen build\n")[2].partition("```")[0]
    assert shown.count("\n") < 20
    for words in ("error[TG101]", "--> index.html:", "written here: content/", "= help: ", "Nothing was published"):
        assert words in shown


@pytest.mark.parametrize(
    ("script", "document"),
    [
        ("content_reference.py", "docs/content.md"),
        ("decisions_index.py", "docs/decisions/README.md"),
        ("findings_reference.py", "docs/findings.md"),
        ("scanmap_reference.py", "docs/scan-map.md"),
        ("styles_reference.py", "docs/styles.md"),
    ],
)
def test_a_document_that_is_stale_is_told(tmp_path: Path, script: str, document: str) -> None:
    for folder in ("docs", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    with (tmp_path / document).open("a") as stream:
        stream.write("\nOne line too many.\n")
    line = [sys.executable, str(tmp_path / "scripts" / script), "--check"]
    done = subprocess.run(line, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, f"{document} is stale: run scripts/{script}\n")


def test_no_placeholder_is_left() -> None:
    for path in DOCUMENTS:
        assert re.search(r"\b(TODO|FIXME|TBD|XXX|lorem)\b|FAILING_BUILD", path.read_text("utf-8")) is None, path.name
