"""`trustgen snapshot fetch`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trustgen.cli.exits import exit_for
from trustgen.cli.options import common, finish, now, project, rfc3339

if TYPE_CHECKING:
    from datetime import datetime

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("source")
@click.option("--folder", type=_FILE, help="The folder to fill.  [default: content/posture/snapshots]")
@click.option("--policy", type=_FILE, help="The trust policy.  [default: content/posture/trust-policy.json]")
@click.option("--checklist", type=_FILE, help="The pinned checklist.  [default: content/posture/checklist.json]")
@click.option("--lock", type=_FILE, help="The last known snapshot, as locked in the repository.")
@click.option("--state", type=_FILE, help="The local record of earlier verifications.")
@click.option("--published", type=_FILE, help="The manifest of the published site.")
@click.option("--allow-host", "allowed", multiple=True, metavar="HOST[:PORT]", help="Another host of the source.")
@click.option("--endpoint", metavar="URL", help="For a bucket: the service, where it is not Amazon's.")
@click.option("--region", help="For a bucket: its region.")
@click.option("--no-verify", is_flag=True, help="Fill the folder without verifying; the build verifies anyway.")
@project
@common
def fetch(
    source: str,
    folder: Path | None,
    policy: Path | None,
    checklist: Path | None,
    lock: Path | None,
    state: Path | None,
    published: Path | None,
    allowed: tuple[str, ...],
    endpoint: str | None,
    region: str | None,
    no_verify: bool,
    project: Path,
    as_of: datetime | None,
    form: str,
    strict: bool,
    color: str,
) -> None:
    """Fetch snapshots from a web server, a bucket or a registry, verify them, and add them to the folder.

    SOURCE is the https address of an index, s3://bucket/prefix, oci://registry/repository:tag or
    oci://registry/repository@sha256:…; a bearer token for a web server is read from TRUSTGEN_FETCH_TOKEN.
    """
    from trustgen.fetch.source import Order
    from trustgen.fetching import fetch_snapshots
    from trustgen.report import Report
    from trustgen.snapshots import evidence_request

    judged = as_of or now()
    request = evidence_request(
        project,
        judged,
        folder=folder,
        policy=policy,
        checklist=checklist,
        lock=lock,
        state=state,
        published=published,
    )
    order = Order(
        address=source,
        allowed=frozenset(host.lower() for host in allowed),
        endpoint=endpoint,
        region=region,
        token=os.environ.get("TRUSTGEN_FETCH_TOKEN"),
    )
    fetched = fetch_snapshots(request, order, verifying=not no_verify)
    report = Report(as_of=rfc3339(judged), findings=fetched.findings, facts=fetched.facts, extra=fetched.extra)
    finish(report, form, color, exit_for(fetched.findings, strict=strict))
