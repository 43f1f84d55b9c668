"""`trustgen snapshot`: the commands that work with posture snapshots, one module each."""

from __future__ import annotations

import click

from trustgen.cli.lazy import LazyGroup

_COMMANDS = {
    "verify": (
        "trustgen.cli.snapshot.verify",
        "Verify the snapshots in a folder: signatures, policy, freshness, order.",
    ),
    "fetch": (
        "trustgen.cli.snapshot.fetch",
        "Fetch snapshots from a web server, a bucket or a registry, verify them, and add them to the folder.",
    ),
    "show": (
        "trustgen.cli.snapshot.show",
        "Show a verified snapshot: outcomes, metrics against targets, exceptions; by default the newest.",
    ),
    "diff": (
        "trustgen.cli.snapshot.diff",
        "Say what changed between two verified snapshots, what got worse first.",
    ),
    "lock": (
        "trustgen.cli.snapshot.lock",
        "Write the verified newest snapshot into the lock, which is never lowered.",
    ),
    "new": (
        "trustgen.cli.snapshot.new",
        "Write the unsigned statement of a scan, from the reports of the tools that made it.",
    ),
    "sign": (
        "trustgen.cli.snapshot.sign",
        "Sign a statement, and put it where the build finds it if the trust policy's keys say that it is theirs.",
    ),
    "demo": (
        "trustgen.cli.snapshot.demo",
        "Sign a fresh demonstration snapshot: the part that a scanner plays in real life.",
    ),
}
"""For each command its module, and what the list of commands says of it."""


class _Commands(LazyGroup):
    table = _COMMANDS


@click.group(cls=_Commands)
def snapshot() -> None:
    """Work with signed posture snapshots."""
