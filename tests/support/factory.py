"""A small trust center with one of everything, made in memory.

Every text has a place in a source that exists only here, so that tests can ask where a text on a page was written.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from hashlib import sha256
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from trustgen import yamldoc
from trustgen.artifact import Artifact
from trustgen.attest.wrap import bundle_names
from trustgen.decode import decode
from trustgen.files import Folder
from trustgen.finding import Findings, Span
from trustgen.gatereport import gate_record
from trustgen.model.architecture import Architecture
from trustgen.model.assurances import Assurances
from trustgen.model.content import Content
from trustgen.model.controls import Controls, Framework
from trustgen.model.disclosure import Disclosure
from trustgen.model.documents import Answers, Assets, Documents
from trustgen.model.pages import Chapter, ChapterFront, Page, PageFront
from trustgen.model.posture import (
    ControlResult,
    Digest,
    EvidenceItem,
    ExceptionRecord,
    Metric,
    Outcome,
    PostureSnapshot,
    Scanner,
)
from trustgen.model.processors import Subprocessors
from trustgen.model.site import Site
from trustgen.render.pages import Renderer
from trustgen.render.words import Words, read_words
from trustgen.resolve import resolve
from trustgen.resources import shipped
from trustgen.source import Place, Source, Text

if TYPE_CHECKING:
    from pathlib import Path

    from trustgen.model.center import TrustCenter

SCANNED = datetime(2026, 11, 23, 11, 20, tzinfo=timezone.utc)
NOW = SCANNED + timedelta(hours=2, minutes=7)

FILES = {
    "site.yml": """
organization: {name: Quill & Co, product: Quillbook, about: Quill keeps *shared* notebooks.}
title: Trust Center
description: How Quill is built, and what is on record.
base_url: https://trust.quill.example/
contact: {security: security@quill.example}
opening:
  title: What is on record
  lead: |
    This page lists what is on record.
    It says "nothing" where nothing is.
sections:
  - {kind: architecture, id: architecture, title: Architecture, lead: Each names its controls., note: Some name none.}
  - {kind: subprocessors, id: subprocessors, title: Subprocessors}
  - {kind: disclosure, id: disclosure, title: Vulnerability disclosure}
  - {kind: assurances, id: assurances, title: Assurances}
  - {kind: documents, id: documents, title: Documents}
  - {kind: answers, id: answers, title: Answers}
navigation:
  - {label: All controls, page: controls/index.html}
  - {label: Elsewhere, address: "https://quill.example/"}
call_to_action:
  title: Read it, then test it
  text: Bring a notebook of your own.
  facts:
    - {label: Length, value: two weeks}
  link: {label: The whitepaper, page: whitepaper.pdf}
whitepaper:
  title: Quill security whitepaper
  subtitle: Architecture and controls
  description: The architecture and the controls of Quill, for print.
  file: whitepaper.pdf
""",
    "architecture.yml": """
lines:
  - id: storage
    title: Storage
    prose: |
      Notebooks are encrypted at rest.
      Each group has a key of its own; see [all controls](controls/index.html#keys).
    controls: [KEYS-001..KEYS-003]
  - id: access
    title: Access & identity
    prose: >
      Every request carries a token,
      and **requests without one** are rejected.
    controls: [AUTH-001, AUTH-002]
    evidence: [OTEL]
  - {id: backups, title: Backups, prose: "Backups run \\"every\\" night."}
""",
    "controls.yml": """
checklist: {id: quill-controls, version: "2026.1"}
families:
  - {id: KEYS, title: Keys, about: Where keys live.}
  - {id: AUTH, title: Access, about: Who may read.}
controls:
  - {id: KEYS-001, title: Notebooks are encrypted at rest, checks: The scanner reads `volumes`., family: KEYS}
  - {id: KEYS-002, title: Each group has its own key, checks: The scanner counts keys., family: KEYS}
  - {id: KEYS-003, title: Keys are rotated, checks: The scanner reads their age., family: KEYS}
  - id: AUTH-001
    title: Requests without a token are rejected
    checks: The scanner sends one.
    family: AUTH
    mappings:
      - {framework: own, criteria: [OWN-2]}
  - {id: AUTH-002, title: Tokens expire, checks: The scanner keeps one., family: AUTH}
  - {id: AUTH-003, title: Sessions end, checks: Nothing scans this yet., family: AUTH}
""",
    "subprocessors.yml": """
subprocessors:
  - {id: mailer, name: Mailer, purpose: Sends invitations., surface: Application}
  - id: archive
    name: Archive
    purpose: Keeps *cold* copies.
    surface: Backups
    data: Encrypted notebooks
    location: Iceland
    entity: Archive ehf.
    effective_from: 2025-01-02
    effective_until: 2027-03-04
    notice_days: 30
self_hosted_lead: These parts run in our own racks.
self_hosted:
  - {name: PostgreSQL, role: Notebooks}
boundary: None of them sees an open notebook.
""",
    "disclosure.yml": """
where: Write to the security address.
contact: security@quill.example
contact_confirmed: 2026-11-01
acknowledgment_business_days: 5
acknowledgment: We answer within five business days.
coordination: We agree on a date.
safe_harbor: We take no legal action over research in good faith.
""",
    "assurances.yml": """
assurances:
  - {scheme: soc2, standing: not-held, statement: Quill does not hold a SOC 2 report.}
  - scheme: iso27001
    standing: held
    edition: "2022"
    scope: The notebook service
    issuer: Notebook Registrars
    issued: 2026-01-02
    period: {from: 2025-12-01, until: 2025-12-31}
    expires: 2029-01-01
    evidence: {document: certificate}
assessments:
  - {id: review, title: Independent assessment, standing: planned, statement: One is planned., scheduled: 2027-02-03}
participation:
  - {id: club, body: Notebook Club, role: Member, statement: We take part., address: "https://club.example/"}
summary: {id: held-today, title: Held today, text: One certificate.}
instead: {id: instead, title: What exists beside it, text: The controls.}
""",
    "documents.yml": """
documents:
  - id: whitepaper
    title: Security whitepaper
    access: download
    file: whitepaper.pdf
    format: PDF
    description: For print.
  - {id: mapping, title: Control mapping, access: page, file: control-mapping.html, description: A page.}
  - {id: certificate, title: Certificate, access: download, address: "https://quill.example/c.pdf", description: As is.}
  - {id: agreement, title: Data Processing Agreement, access: on-request, description: For procurement.}
""",
    "answers.yml": """
answers:
  - id: encryption
    topic: Encryption at rest
    questions: [Is data encrypted at rest?, Who has the keys?]
    answer: |
      Yes.

      - One key for each group.
    controls: [KEYS-001..KEYS-002]
    reviewed: 2026-10-11
    owner: Security lead
  - {id: backups-kept, topic: Backups, answer: Kept for a year.}
closing: Ask for what is missing.
""",
    "assets.yml": "assets: []\n",
    "mappings/own.yml": """
id: own
title: Our own control language
edition: "3"
lead: A mapping says where to look.
criteria:
  - {id: OWN-1, paraphrase: Data is unreadable without its key, controls: [KEYS-001..KEYS-002], evidence: [Key ledger]}
  - {id: OWN-2, paraphrase: Nobody reads without being known, controls: [AUTH-002]}
""",
}
PAGES = {
    "reading": (
        "title: How to read\ndescription: What the words mean.\n",
        "*Scanned* is a word.\n\n## Words\n\n- one\n- two\n",
    )
}
CHAPTERS = {
    "01-summary": (
        "title: Summary\n",
        "Quill keeps notebooks; see [the mapping](control-mapping.html).\n\n::controls\n\nMore.\n",
    ),
    "02-record": (
        "title: The record\n",
        "::architecture\n\n::subprocessors\n\n::self-hosted\n\n::assurances\n\n::documents\n\n::posture\n\n::frameworks\n",
    ),
}

_MODELS: dict[str, Any] = {
    "site": Site,
    "architecture": Architecture,
    "controls": Controls,
    "subprocessors": Subprocessors,
    "disclosure": Disclosure,
    "assurances": Assurances,
    "documents": Documents,
    "answers": Answers,
    "assets": Assets,
}


def _decoded(model: Any, text: str, path: str) -> Any:
    tree, findings = yamldoc.parse(text.encode(), path)
    made = findings or decode(model, tree, Span(path=path))
    assert not isinstance(made, tuple), made
    return made


def _markdown(model: Any, front_model: Any, folder: str, name: str, front: str, body: str) -> Any:
    path = f"content/{folder}/{name}.md"
    head = f"---\n{front}---\n"
    source = Source(path, head + body)
    tree, findings = yamldoc.parse_source(source, 2, front)
    assert not findings
    first = head.count("\n") + 1
    place = Place(source, first, 1, first + body.count("\n"), 1, verbatim=True)
    fields = {"name": name, "front": decode(front_model, tree, Span(path=path)), "body": Text(body, place)}
    return model.model_validate(fields)


def make_content(
    files: dict[str, str] | None = None,
    pages: dict[str, tuple[str, str]] | None = None,
    chapters: dict[str, tuple[str, str]] | None = None,
) -> Content:
    """The record, with the files that are given in place of the usual ones."""
    texts = {**FILES, **(files or {})}
    single = {name: _decoded(model, texts[f"{name}.yml"], f"content/{name}.yml") for name, model in _MODELS.items()}
    frameworks = [name for name in texts if name.startswith("mappings/")]
    return Content(
        **single,
        frameworks=tuple(_decoded(Framework, texts[name], f"content/{name}") for name in frameworks),
        pages=tuple(
            _markdown(Page, PageFront, "pages", name, *parts)
            for name, parts in (PAGES if pages is None else pages).items()
        ),
        chapters=tuple(
            _markdown(Chapter, ChapterFront, "whitepaper", name, *parts)
            for name, parts in (CHAPTERS if chapters is None else chapters).items()
        ),
    )


METRIC = Metric(
    id="coverage",
    kind="ratio",
    unit="volumes",
    numerator=193,
    denominator=200,
    value=None,
    op="ge",
    target=9500,
)
AGE = Metric(id="age", kind="quantity", unit="days", numerator=None, denominator=None, value=120, op="le", target=90)
OUTCOMES = {
    "KEYS-001": Outcome.PASS,
    "KEYS-002": Outcome.EXCEPTION,
    "KEYS-003": Outcome.FAIL,
    "AUTH-001": Outcome.ERROR,
    "AUTH-002": Outcome.NOT_APPLICABLE,
}
"""AUTH-003 has no result: the checklist does not have it."""
WINDOW = {"not_before": SCANNED - timedelta(days=100), "not_after": SCANNED + timedelta(days=100)}
METRICS = {"KEYS-001": (METRIC,), "KEYS-003": (AGE,)}


def make_snapshot(
    outcomes: dict[str, Outcome],
    *,
    sequence: int = 42,
    scanned: datetime = SCANNED,
    demonstration: bool = True,
    metrics: dict[str, tuple[Metric, ...]] | None = None,
) -> PostureSnapshot:
    """A snapshot as it comes from the verifier; its digest is its own."""
    exceptions = tuple(
        ExceptionRecord(
            id=f"EXC-2026-{number:03d}",
            control=name,
            reason="vendor-defect",
            approved_by="security-lead",
            affected=7,
            granted_at=SCANNED - timedelta(days=10),
            expires_at=SCANNED + timedelta(days=20),
            record=Digest(sha256="e" * 64),
        )
        for number, (name, outcome) in enumerate(outcomes.items(), 1)
        if outcome is Outcome.EXCEPTION
    )
    return PostureSnapshot(
        environment="demonstration" if demonstration else "production",
        sequence=sequence,
        sha256="abcdef0123456789" * 4 if sequence == 42 else sha256(str(sequence).encode()).hexdigest(),
        previous_sequence=sequence - 1,
        previous_sha256="9" * 64,
        checklist_id="quill-controls",
        checklist_version="2026.1",
        checklist_sha256="c" * 64,
        scanner=Scanner(id="https://quill.example/scanner", version="1.2.3", image_sha256="1" * 64),
        started_at=scanned - timedelta(minutes=1),
        finished_at=scanned,
        expires_at=scanned + timedelta(hours=26),
        git_commit=None,
        results={
            name: ControlResult(
                id=name,
                outcome=outcome,
                checked_at=scanned - timedelta(seconds=30),
                error_code="timeout" if outcome is Outcome.ERROR else None,
                evidence=(EvidenceItem(name="record", digest=Digest(sha256="d" * 64)),),
                metrics=(METRICS if metrics is None else metrics).get(name, ()),
            )
            for name, outcome in outcomes.items()
        },
        exceptions=exceptions,
    )


def make_selected(
    outcomes: dict[str, Outcome],
    *,
    demonstration: bool,
    keyless: bool = False,
    past: tuple[PostureSnapshot, ...] = (),
    withdrawn: tuple[str, ...] = (),
    signed: dict[int, tuple[tuple[str, str], ...]] | None = None,
) -> Any:
    """Evidence in the form in which it comes from the verifier."""
    head = make_snapshot(outcomes, demonstration=demonstration)
    keys = (
        SimpleNamespace(name="evidence-a", algorithm="ecdsa-p256-sha256", keyid="a1" * 32, **WINDOW),
        SimpleNamespace(name="evidence-b", algorithm="ed25519", keyid="b2" * 32, **WINDOW),
    )
    identities = (
        SimpleNamespace(
            issuer="https://token.actions.githubusercontent.com",
            subject="https://github.com/quill/scanner/.github/workflows/posture.yml@refs/heads/main",
            root_sha256="7" * 64,
            id="8" * 64,
        ),
    )
    names = (
        tuple((one.subject, one.issuer) for one in identities) if keyless else tuple((k.name, k.keyid) for k in keys)
    )
    return SimpleNamespace(
        head=head,
        policy=SimpleNamespace(sha256="f" * 64, threshold=2, revoked_snapshots=dict.fromkeys(withdrawn, "mistaken")),
        checklist=SimpleNamespace(id="quill-controls", version="2026.1", sha256="c" * 64),
        signers=() if keyless else keys,
        identities=identities if keyless else (),
        bundle_names={"8" * 64: "latest.sigstore.json"} if keyless else bundle_names(key.keyid for key in keys),
        valid_until=SCANNED + timedelta(hours=26),
        demonstration=demonstration,
        history=past,
        snapshots=(*past, head),
        signed={snapshot.sequence: names for snapshot in (*past, head)} | (signed or {}),
    )


def make_center(
    content: Content | None = None,
    *,
    outcomes: dict[str, Outcome] | None = None,
    demonstration: bool = True,
    keyless: bool = False,
    fixed_clock: bool = False,
    past: tuple[PostureSnapshot, ...] = (),
    withdrawn: tuple[str, ...] = (),
    signed: dict[int, tuple[tuple[str, str], ...]] | None = None,
) -> TrustCenter:
    """The record joined with evidence that has every outcome."""
    findings = Findings()
    made = resolve(
        content or make_content(),
        make_selected(
            OUTCOMES if outcomes is None else outcomes,
            demonstration=demonstration,
            keyless=keyless,
            past=past,
            withdrawn=withdrawn,
            signed=signed,
        ),
        as_of=NOW,
        fixed_clock=fixed_clock,
        findings=findings,
    )
    assert made is not None, [finding.message for finding in findings]
    return made


CSS = "css/site-00000000.css"


def make_renderer(center: TrustCenter, own: Path | None = None, css: str = CSS) -> Renderer:
    folders = (Folder(shipped("templates"), "templates"),)
    if own is not None:
        folders = (Folder(own, "templates"), *folders)
    words = read_words(folders, "en")
    assert isinstance(words, Words), words
    return Renderer(center, words, folders, css)


def rendered(renderer: Renderer) -> dict[str, str]:
    """The text of every page by its path."""
    found: dict[str, str] = {}
    for page in renderer.pages():
        assert isinstance(page, Artifact), page
        found[page.path] = page.data.decode()
    last = renderer.gate_page(gate_record((), (), renderer.center, ()))
    assert isinstance(last, Artifact), last
    found[last.path] = last.data.decode()
    return found
