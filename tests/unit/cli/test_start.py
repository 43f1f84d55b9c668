"""The start of the command line is light: `--help` imports nothing that only a command needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from trustgen.cli import cli

HEAVY = {
    "botocore",
    "cryptography",
    "jinja2",
    "markdown_it",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "re2",
    "rich",
    "selectolax",
    "urllib3",
    "watchdog",
    "weasyprint",
    "yaml",
}
SEEN = """
import sys, trustgen.cli
try:
    trustgen.cli.cli.main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""
COMMANDS = ("build", "check", "explain", "lint", "serve", "snapshot", "verify")


def imported_by(*arguments: str) -> set[str]:
    run = subprocess.run([sys.executable, "-c", SEEN, *arguments], check=True, capture_output=True, text=True)
    return {name.split(".")[0] for name in run.stderr.split()}


SNAPSHOT = ("verify", "fetch", "show", "diff", "lock", "new", "sign", "demo")
STARTS = (
    ("--help",),
    ("--version",),
    *((name, "--help") for name in COMMANDS),
    *(("snapshot", name, "--help") for name in SNAPSHOT),
)


@pytest.mark.parametrize("arguments", STARTS)
def test_help_imports_nothing_that_only_work_needs(arguments: tuple[str, ...]) -> None:
    imported = imported_by(*arguments)
    assert "click" in imported
    assert imported.isdisjoint(HEAVY)


def test_verifying_a_snapshot_loads_nothing_that_only_other_commands_need() -> None:
    small = Path(__file__).parents[2] / "sites" / "small"
    line = [sys.executable, "-c", SEEN, "snapshot", "verify", "--project", str(small), "--as-of=2026-11-20T12:00:00Z"]
    run = subprocess.run(line, check=True, capture_output=True, text=True)
    loaded = set(run.stderr.split())
    assert "trustgen.attest.select" in loaded
    assert not {name for name in loaded if name.startswith(("trustgen.scans", "trustgen.signing"))}
    own = {"trustgen.snapshots", "trustgen.snapshots.columns", "trustgen.snapshots.noted", "trustgen.snapshots.told"}
    assert {name for name in loaded if name.startswith("trustgen.snapshots")} == own
    assert {name.split(".")[0] for name in loaded}.isdisjoint(HEAVY - {"cryptography"} | {"subprocess", "fcntl", "csv"})


@pytest.mark.parametrize(("group", "names"), [((), COMMANDS), (("snapshot",), SNAPSHOT)], ids=["trustgen", "snapshot"])
def test_the_list_of_commands_says_what_each_command_says_of_itself(group: tuple[str, ...], names: list[str]) -> None:
    listed = CliRunner().invoke(cli, [*group, "--help"], terminal_width=200).output
    lines = dict(line.split(maxsplit=1) for line in listed.partition("Commands:\n")[2].splitlines())
    holder: click.Group = cli
    for name in group:
        inner = holder.get_command(click.Context(holder), name)
        assert isinstance(inner, click.Group)
        holder = inner
    own = {}
    for name in names:
        command = holder.get_command(click.Context(holder), name)
        assert command is not None
        own[name] = " ".join(str(command.help).partition("\n\n")[0].split())
    assert lines == own
