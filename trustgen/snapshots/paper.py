"""`verify`: a whitepaper PDF, verified with nothing but the evidence that it carries and a fingerprint.

1. The file is read to its end, by the readers of the gate.
2. The evidence attached to it as the build verifies it: policy, roots, checklist, and the snapshot by the whole policy.
3. What it prints against what was signed.
4. The fingerprints that the reader has from elsewhere against the keys that count.

There is no history in it, so the chain is not followed.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import structs

from trustgen.attest.disk import DiskError, escaped_path, read_plain
from trustgen.attest.errors import STALE_SNAPSHOT, SnapshotError
from trustgen.attest.format import MAX_FILE_BYTES
from trustgen.files import Folder
from trustgen.finding import Finding, Rule, Span
from trustgen.limits import LINT_FILE_BYTES
from trustgen.render.words import Words, read_words
from trustgen.resources import shipped
from trustgen.scopes.pdf_printed import read_printed
from trustgen.scopes.pdf_text import UnreadablePdf
from trustgen.snapshots import Checked
from trustgen.snapshots.printed import compare
from trustgen.snapshots.site import evidence_of, fingerprinted, proven
from trustgen.snapshots.told import said, verification

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from trustgen.attest.select import Selected
    from trustgen.scopes.pdf_printed import Printed

NO_PAPER = Rule(
    code="TG346",
    name="no-paper",
    summary="What was to be verified is no whitepaper PDF that can be read to its end.",
    help="Name the whitepaper as it was published, not encrypted; if it is, get it again.",
)
NOTHING_CARRIED = Rule(
    code="TG347",
    name="evidence-not-carried",
    summary="A whitepaper PDF does not carry its evidence, or carries a part of it twice.",
    help="Get it from the site again: printing a PDF anew, and some archives, leave attachments out.",
)

_NEEDED: Final = ("checklist.json", "latest.dsse.json", "trust-policy.json")
_BUNDLE: Final = re.compile(r"latest(?:-[0-9a-f]{12})?\.sigstore\.json")
_ROOT: Final = re.compile(r"[0-9a-f]{12}\.json")
_STALE_HELP: Final = "Get the whitepaper again, or judge a saved one as of the day it was saved, with `--as-of`."


def verify_paper(paper: Path, now: datetime, fingerprints: Collection[str] = ()) -> Checked:
    """Verify a whitepaper PDF; a fingerprint is the SHA-256 of a key, in hexadecimal."""
    path = escaped_path(paper.name)
    try:
        printed = read_printed(read_plain(paper, LINT_FILE_BYTES))
    except DiskError as error:
        return _refused(NO_PAPER.at(Span(path=path), f"`{path}` {error}."))
    except UnreadablePdf as error:
        reason = str(error)
        message = f"`{path}` cannot be verified: {reason[:1].lower()}{reason[1:]}"
        return _refused(NO_PAPER.at(Span(path=path), message))
    carried = _carried(printed, path)
    if isinstance(carried, Finding):
        return _refused(carried)
    try:
        selected = _selected(carried, now)
    except SnapshotError as error:
        place = Span(path=path, route=f"attachment.{error.finding.span.path.rpartition('/')[2]}")
        help_line = _STALE_HELP if error.finding.rule == STALE_SNAPSHOT.name else error.finding.help
        return _refused(structs.replace(error.finding, span=place, help=help_line))
    findings = [*compare(path, printed, selected, shipped_words(printed.language))]
    whole = not findings
    strangers, matched = fingerprinted(fingerprints, selected)
    return Checked(
        findings=(*findings, *strangers),
        facts=tuple(_told(selected, matched, whole=whole)),
        extra={
            "selected": {"sequence": selected.head.sequence, "sha256": selected.head.sha256},
            "paper": {"pages": len(printed.pages), "carried": sorted(carried), "printedAsSigned": whole},
            "fingerprints": {"given": list(fingerprints), "matched": matched, "needed": selected.threshold},
            "verification": verification(selected),
        },
    )


def _refused(finding: Finding) -> Checked:
    return Checked(findings=(finding,), extra={"selected": None})


def _carried(printed: Printed, path: str) -> dict[str, bytes] | Finding:
    """The evidence among the attachments, by name."""
    found: dict[str, bytes] = {}
    for one in printed.attached:
        if one.name not in _NEEDED and not _BUNDLE.fullmatch(one.name) and not _ROOT.fullmatch(one.name):
            continue
        span = Span(path=path, route=f"attachment.{one.name}")
        if one.name in found:
            # Another reader takes the other one.
            return NOTHING_CARRIED.at(span, f"`{path}` carries `{one.name}` more than once.")
        if len(one.data) > MAX_FILE_BYTES:
            message = f"`{one.name}` in `{path}` has more than the {MAX_FILE_BYTES:,} bytes that are read."
            return NOTHING_CARRIED.at(span, message)
        found[one.name] = one.data
    missing = [name for name in _NEEDED if name not in found]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        return NOTHING_CARRIED.at(Span(path=path), f"`{path}` does not carry {names}.")
    return found


def _selected(carried: dict[str, bytes], now: datetime) -> Selected:
    """The evidence, verified by the policy beside it; raises the first fault."""
    with tempfile.TemporaryDirectory(prefix="trustgen-verify-") as name:
        folder = Path(name, "attached")
        (folder / "roots").mkdir(parents=True)
        for file, data in carried.items():
            (folder / ("roots" if _ROOT.fullmatch(file) else ".") / file).write_bytes(data)
        return evidence_of(folder, folder.parent, now)


def shipped_words(language: str) -> Words:
    """The shipped words of a language: a project may not change those that say what was signed."""
    folder = Folder(shipped("templates"), "templates")
    known = {file.stem for file in (folder.root / "words").iterdir()}
    read = read_words((folder,), language if language in known else "en")
    if not isinstance(read, Words):
        raise TypeError("the shipped words cannot be read")
    return read


def _told(selected: Selected, matched: list[str], *, whole: bool) -> Iterator[str]:
    """Sentences for a person: what was found, and what that does not prove."""
    head = selected.head
    yield f"Snapshot {head.sequence} of {head.environment} is what the trust policy in the PDF accepts."
    yield from said(selected)[1:]
    if whole:
        count = len(head.results)
        yield f"The PDF prints what was signed: the statuses of {count} controls, counts, snapshot and signers."
    yield "Not compared: the words of chapters, measurements, reasons, earlier snapshots, drawings, what covers text."
    yield "The PDF carries no history: the chain before this snapshot was not followed, and a newer one may exist."
    yield from proven(selected, matched, "PDF")
