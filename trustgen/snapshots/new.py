"""`snapshot new`: from the reports of scanners to an unsigned statement, and the evidence records for the ledger.

Nothing is written that the verifier would refuse once it is signed.  The number and the link come from the verified
folder, the rules from the trust policy and the checklist, the meaning of each check from the mapping file.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen import limits
from trustgen.attest.disk import DiskError, display, read_plain
from trustgen.attest.errors import SnapshotError
from trustgen.attest.placing import PlacingError, place, place_new
from trustgen.attest.policyfile import check_time
from trustgen.attest.select import load_checklist, load_policy
from trustgen.attest.unsigned import check_unsigned, next_number
from trustgen.decode import decode
from trustgen.files import UNREADABLE
from trustgen.finding import Finding, Rule, Span
from trustgen.model.scanmap import ScanMap
from trustgen.scans.fit import check_fit
from trustgen.scans.grade import Grader, Window
from trustgen.scans.reports import Gathered, Given, gather_reports
from trustgen.scans.statement import Facts, live, record, statement
from trustgen.snapshots import Checked, evidence_request
from trustgen.snapshots.drafted import Drafted
from trustgen.yamldoc import parse

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.attest.checklist import Checklist
    from trustgen.attest.policy import Policy
    from trustgen.attest.select import Request

SCAN_TIMES = Rule(
    code="TG604",
    name="scan-times",
    summary="It is not known when the scan began and ended.",
    help="Say it with `--started-at` and `--finished-at`.",
)
SCANNER_UNKNOWN = Rule(
    code="TG605",
    name="scanner-unknown",
    summary="It is not known which version and image made the reports.",
    help="Say it under `scanner` in the mapping file, or with `--scanner-version` and `--scanner-image`.",
)
STATEMENT_NOT_WRITTEN = Rule(
    code="TG606",
    name="statement-not-written",
    summary="The statement or its evidence records could not be written.",
    help="Name another folder with `--out`, or replace what is there with `--force`.",
)

_SECRET = 0o600
"""The records hold salts: they are for the ledger, not for everybody on the machine."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What the command line says about the new statement."""

    scan_map: Path
    reports: tuple[Given, ...]
    out: Path
    force: bool = False
    first: bool = False
    started_at: datetime | None = None
    finished_at: datetime | None = None
    expires_at: datetime | None = None
    scanner_version: str | None = None
    scanner_image: str | None = None
    git_commit: str | None = None


class _FoundError(Exception):
    """Findings on their way to the door; never leaves this module."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


def new_statement(project: Path, now: datetime, wanted: Wanted, **paths: Path | None) -> Checked:
    """Write the statement of a scan, and its records beside it."""
    try:
        return _New(evidence_request(project, now, **paths), wanted).written()
    except _FoundError as error:
        return Checked(findings=error.findings, extra={"statement": None})
    except SnapshotError as error:
        return Checked(findings=(error.finding,), extra={"statement": None})


class _New:
    def __init__(self, request: Request, wanted: Wanted) -> None:
        self._request = request
        self._wanted = wanted
        self._root = request.root

    def written(self) -> Checked:
        request, wanted = self._request, self._wanted
        policy = load_policy(request.policy, self._root)
        check_time(policy, request.now)
        checklist = load_checklist(request.checklist, policy, self._root)
        scan_map, map_sha256 = self._map(policy, checklist)
        gathered = gather_reports(wanted.reports, scan_map, self._root)
        if not isinstance(gathered, Gathered):
            raise _FoundError(*gathered)
        facts = self._facts(policy, checklist, scan_map, gathered)
        exceptions = live(scan_map.exceptions, facts.window.end)
        grader = Grader(gathered.results, facts.window, exceptions)
        mapped = {str(item.control): item for item in scan_map.controls}
        grades = {control.id: grader.grade(control, mapped.get(control.id)) for control in checklist.controls}
        records = {
            str(source.id): record(
                source=str(source.id),
                form=str(source.format),
                reports=gathered.reports[source.id],
                facts=facts,
                map_sha256=map_sha256,
            )
            for source in scan_map.sources
        }
        payload = statement(facts, grades, records, exceptions)
        stem = f"{facts.number.sequence:010d}"
        target, ledger = wanted.out / f"{stem}.statement.json", wanted.out / f"{stem}.records.jsonl"
        # Before it is written: what the verifier would refuse is not handed to a signer.
        check_unsigned(request, policy, payload, display(target, self._root))
        # The records first: a statement without its records could never be proven.
        self._place(ledger, b"".join(line + b"\n" for line in records.values()), _SECRET)
        self._place(target, payload, 0o666)
        drafted = Drafted(
            path=display(target, self._root),
            records=display(ledger, self._root),
            sequence=facts.number.sequence,
            sha256=sha256(payload).hexdigest(),
            grades=grades,
            stops=policy.stops,
            left_out=tuple(str(item.id) for item in scan_map.exceptions if item not in exceptions),
        )
        return Checked(findings=(), facts=tuple(drafted.said()), extra={"statement": drafted.record()})

    def _map(self, policy: Policy, checklist: Checklist) -> tuple[ScanMap, str]:
        name = display(self._wanted.scan_map, self._root)
        try:
            data = read_plain(self._wanted.scan_map, limits.CONTENT_FILE_BYTES)
        except DiskError as error:
            raise _FoundError(UNREADABLE.at(Span(path=name), f"`{name}` {error}.")) from None
        tree, findings = parse(data, name)
        if findings:
            raise _FoundError(*findings)
        scan_map = decode(ScanMap, tree, Span(path=name))
        if isinstance(scan_map, tuple):
            raise _FoundError(*scan_map)
        unfit = check_fit(scan_map, checklist, policy)
        if unfit:
            raise _FoundError(*unfit)
        return scan_map, sha256(data).hexdigest()

    def _facts(self, policy: Policy, checklist: Checklist, scan_map: ScanMap, gathered: Gathered) -> Facts:
        wanted = self._wanted
        window = self._window(gathered)
        scanner = scan_map.scanner
        version = wanted.scanner_version or (str(scanner.version) if scanner is not None else None)
        image = wanted.scanner_image or (str(scanner.image) if scanner is not None else None)
        if version is None or image is None:
            message = "Neither the mapping file nor the command line says which scanner this was."
            raise _FoundError(SCANNER_UNKNOWN.at(Span(path=display(wanted.scan_map, self._root)), message))
        ends = [datetime.fromisoformat(item.expires) for item in live(scan_map.exceptions, window.end)]
        return Facts(
            policy=policy,
            checklist=checklist,
            number=next_number(self._request, policy, first=wanted.first),
            window=window,
            expires_at=wanted.expires_at or min([window.end + policy.max_age, *ends]),
            scanner_version=version,
            scanner_image=image,
            git_commit=wanted.git_commit,
        )

    def _window(self, gathered: Gathered) -> Window:
        start, end = self._wanted.started_at, self._wanted.finished_at
        times, timeless = gathered.results.times, gathered.results.timeless
        if start is None or end is None:
            if times is None or timeless:
                named = ", ".join(f"`{source}`" for source in timeless) or "the reports"
                message = f"Not every result of {named} says when it was found."
                raise _FoundError(SCAN_TIMES.at(Span(path="--started-at"), message))
            start, end = start or times[0], end or times[1]
        return Window(start=start.replace(microsecond=0), end=end.replace(microsecond=0))

    def _place(self, path: Path, data: bytes, mode: int) -> None:
        try:
            (place if self._wanted.force else place_new)(path, data, mode=mode)
        except PlacingError as error:
            name = display(path, self._root)
            raise _FoundError(STATEMENT_NOT_WRITTEN.at(Span(path=name), f"`{name}` {error}.")) from None
