"""What `trustgen verify` does with an address: get the site, and verify what came as any copy of a site.

1. Get the manifest, and judge the paths that it lists.
2. Get exactly those files into a temporary folder, within limits (`fetch`).
3. Get the manifest again: files of two builds are no site.
4. Verify the folder (`snapshots.site`), and name the addresses in place of its files.

A server can withhold, delay and show others something else; what it holds besides cannot be seen from outside.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import structs

from trustgen import limits
from trustgen.attest.disk import escaped_path
from trustgen.attest.errors import SnapshotError, refusal
from trustgen.attest.quoting import escaped
from trustgen.fetch.errors import (
    FOLDER_NOT_FILLED,
    SOURCE_ELSEWHERE,
    SOURCE_MALFORMED,
    SOURCE_REFUSED,
    SOURCE_TOO_LARGE,
    SOURCE_TOO_SLOW,
    SOURCE_UNREACHABLE,
    SOURCE_UNUSABLE,
    TRANSFER_DAMAGED,
)
from trustgen.fetch.site import Visit, check_paths
from trustgen.finding import Finding, Rule, Severity, Span
from trustgen.publish import MANIFEST
from trustgen.snapshots import Checked
from trustgen.snapshots.site import FINGERPRINT_DIFFERS, NO_SITE, SITE_ALTERED, read_manifest, verify_site

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

SITE_REPLACED = Rule(
    code="TG361",
    name="site-replaced",
    summary="A published site was replaced while it was read from its address.",
    help="Verify it again; if it stays so, the server gives a different manifest each time.",
)
HOST_FILE_UNSEEN = Rule(
    code="TG362",
    name="host-file-unseen",
    summary="A file that tells the host which headers to send was not compared: the server does not send it.",
    help="Most hosts obey this file and keep it to themselves; verify the folder that was published to compare it.",
    severity=Severity.NOTE,
)

_HOST_FILES = frozenset({"_headers"})
"""Files of a site that hosts read and do not send; a build writes no other (TG052)."""

_COPY = "Save a copy of the site, and verify that folder."
_HELP = {
    SOURCE_UNUSABLE.help: "Give the https address below which `posture/manifest.json` lies.",
    SOURCE_UNREACHABLE.help: "Check the address, the network and the certificate, and verify again.",
    SOURCE_REFUSED.help: "Check the address and the credentials in it, and verify again.",
    SOURCE_ELSEWHERE.help: "Give the address where it ends, if that is the same site; else find out who changed it.",
    SOURCE_MALFORMED.help: "Find out who changed the manifest.",
    SOURCE_TOO_LARGE.help: (
        f"At most {limits.SITE_FILES:,} files come, of at most {limits.LINT_FILE_BYTES >> 20} MiB, "
        f"{limits.SITE_BYTES >> 20} MiB in all. {_COPY}"
    ),
    SOURCE_TOO_SLOW.help: f"A file has {limits.FETCH_FILE_SECONDS} seconds, all have {limits.SITE_SECONDS}. {_COPY}",
    TRANSFER_DAMAGED.help: "Verify again; if it stays so, the server alters what it sends.",
    SITE_ALTERED.help: "Verify again; if it stays so, somebody changed it after it was built, or the host did.",
    FOLDER_NOT_FILLED.help: "Free some space where temporary files lie.",
}
"""For who visits a site, what to do in place of what somebody does who fetches snapshots."""


def verify_address(given: str, now: datetime, fingerprints: Collection[str] = ()) -> Checked:
    """Verify the site at an address; a fingerprint is the SHA-256 of a key, in hexadecimal."""
    try:
        with TemporaryDirectory(prefix="trustgen-") as name, Visit(given, Path(name)) as visit:
            return _verified(visit, Path(name), now, fingerprints)
    except SnapshotError as error:
        return _refused(error.finding)
    except OSError as error:
        reason = escaped(error.strerror or "an error")
        return _refused(refusal(FOLDER_NOT_FILLED, "TARGET", f"A temporary folder cannot be filled: {reason}.").finding)


def _verified(visit: Visit, folder: Path, now: datetime, fingerprints: Collection[str]) -> Checked:
    manifest = visit.shown(MANIFEST)
    first = visit.read(MANIFEST)
    if first is None:
        message = f"`{manifest}` does not exist: the server says that it has none."
        return _refused(NO_SITE.at(Span(path=manifest), message, help=_HELP[SOURCE_UNUSABLE.help]))
    visit.keep(MANIFEST, first)
    record = read_manifest(folder)
    if isinstance(record, Finding):
        span = structs.replace(record.span, path=manifest)
        return _refused(structs.replace(record, span=span, help=_HELP[SOURCE_UNUSABLE.help]))
    listed = record["files"]
    check_paths({*listed, MANIFEST}, manifest)
    absent = visit.fill(listed.keys() - {MANIFEST})
    if visit.read(MANIFEST) != first:
        return _refused(SITE_REPLACED.at(Span(path=manifest), f"`{manifest}` is not what it was at the beginning."))
    return _located(verify_site(folder, now, fingerprints), visit, listed, absent)


def _refused(finding: Finding) -> Checked:
    return Checked(findings=(_helped(finding),), extra={"selected": None})


def _helped(finding: Finding) -> Finding:
    return structs.replace(finding, help=_HELP.get(finding.help, finding.help))


def _located(checked: Checked, visit: Visit, listed: Collection[str], absent: frozenset[str]) -> Checked:
    """What the folder's verification found, as findings about the files at the address."""
    unseen = sorted(absent & _HOST_FILES)
    addresses = {escaped_path(path): visit.shown(path) for path in listed}
    findings = []
    for found in checked.findings:
        path = found.span.path
        hosted = found.code == SITE_ALTERED.code and path in unseen
        told = (
            HOST_FILE_UNSEEN.at(found.span, f"`{path}` was not compared: the server does not send it.")
            if hosted
            else found
        )
        of_site = found.code != FINGERPRINT_DIFFERS.code
        where = addresses.get(path) or visit.shown(path) if of_site else path
        findings.append(_helped(structs.replace(told, span=structs.replace(told.span, path=where))))
    came = len(listed) - len(absent)
    facts = [f"Got {came} files below `{visit.shown()}`; what else the server holds was not seen.", *checked.facts]
    if unseen and not any(found.code == SITE_ALTERED.code for found in findings):
        names = ", ".join(unseen)
        facts.append(
            f"Every file but {names} is the one that the manifest lists. Nobody signed it, or the pages' words."
        )
    extra = dict(checked.extra)
    if "site" in extra:
        extra["site"] = {**extra["site"], "url": visit.shown(), "unseen": unseen}
    return Checked(findings=tuple(findings), facts=tuple(facts), extra=extra)
