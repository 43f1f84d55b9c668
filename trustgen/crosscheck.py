"""Whether the record fits itself and the checklist: the checks that need more than one file.

Every reference is resolved here once; `resolve` builds the trust center from the ids that come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.claims.catalogue.schemes import schemes
from trustgen.finding import Findings, Related, Rule, Severity
from trustgen.model.assurances import Standing
from trustgen.model.documents import Access
from trustgen.ownschemes import check_schemes, own_schemes
from trustgen.references import DUPLICATE_ID, UNKNOWN_REFERENCE, cited, index, known
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trustgen.attest.select import Selected
    from trustgen.claims.catalogue.scheme import Own, Scheme
    from trustgen.model.assurances import Assurances
    from trustgen.model.content import Content
    from trustgen.model.controls import Control, Family
    from trustgen.model.documents import Document

OTHER_CHECKLIST = Rule(
    code="TG221",
    name="other-checklist",
    summary="The content describes another checklist than the one that was scanned.",
    help="Give `checklist` in controls.yml the id and version of the checklist in `posture/`.",
)
HIDDEN_CONTROL = Rule(
    code="TG222",
    name="hidden-control",
    summary="The checklist has a control that the content does not list, so its result would not be shown.",
    help="Add the control to controls.yml.",
)
NOT_IN_CHECKLIST = Rule(
    code="TG223",
    name="not-in-checklist",
    summary="A statement cites a control that the checklist lacks, so nothing can back it.",
    help="Cite a control of the checklist, or leave the statement without controls: it is then shown as stated.",
)
NOT_SCANNED = Rule(
    code="TG224",
    name="control-not-scanned",
    summary="The content lists a control that the checklist lacks; it is shown as not scanned.",
    help="Remove the control, or add it to the checklist.",
    severity=Severity.WARNING,
)
UNBACKED_LINE = Rule(
    code="TG225",
    name="unbacked-line",
    summary="An architecture line is backed by no control, and the site asks that every line is.",
    help="Cite a control, or set `require_every_line` in site.yml to false.",
)
FAMILY_PREFIX = Rule(
    code="TG226",
    name="family-prefix",
    summary="A control's id does not begin with the id of its family.",
    help="Give the control the family that its id begins with.",
)
IMPOSSIBLE_HOLDING = Rule(
    code="TG227",
    name="impossible-holding",
    summary="A law or a guideline is on record as held; nobody issues anything for it.",
    help="Remove the assurance: a law is never a holding.",
)
DOCUMENT_ACCESS = Rule(
    code="TG228",
    name="document-access",
    summary="A document's access does not fit what it names.",
    help="A download or a page names a `file` or an `address`; a document on request names neither.",
)
RESERVED_PAGE = Rule(
    code="TG229",
    name="reserved-page",
    summary="A free page has the name of a page that every site has.",
    help="Give the file another name.",
)

OWN_NAME = Rule(
    code="TG230",
    name="own-name",
    summary="A subprocessor has a name that means the company itself.",
    help="Write the third party's own name.",
)

_OURSELVES = frozenset({"we", "us", "our", "ours", "i", "my", "it", "they", "you", "platform", "product", "company"})
RESERVED_PAGES = frozenset({"index", "404", "control-mapping", "subprocessors", "documents", "whitepaper"})


class Joined(Struct, frozen=True):
    """Ids resolved against ids: what every citation names."""

    lines: dict[str, tuple[str, ...]]
    answers: dict[str, tuple[str, ...]]
    criteria: dict[tuple[str, str], tuple[str, ...]]


def check_names(
    content: Content,
    controls: Mapping[str, Control],
    families: Mapping[str, Family],
    findings: Findings,
) -> dict[str, str]:
    """Check ids, families, schemes and documents; the reader's names of the schemes that the record mentions."""
    index(content.site.sections, lambda s: s.id, "section", findings)
    index(content.architecture.lines, lambda line: line.id, "architecture line", findings)
    index(content.answers.answers, lambda a: a.id, "answer", findings)
    index(content.subprocessors.subprocessors, lambda s: s.id, "subprocessor", findings)
    index(content.frameworks, lambda f: f.id, "framework", findings)
    index(content.assets.assets, lambda a: a.path, "asset", findings)
    documents = index(content.documents.documents, lambda d: d.id, "document", findings)
    for control in controls.values():
        if known(control.family, families, "control family", findings) and not control.id.startswith(
            f"{control.family}-",
        ):
            message = f"The control `{control.id}` does not belong to the family `{control.family}`."
            findings.add(FAMILY_PREFIX.at(control.family.span, message))
    for document in documents.values():
        _check_access(document, findings)
    _check_pages(content, findings)
    _check_parties(content, findings)
    index(_section_records(content), lambda name: name, "row of the assurances", findings)
    return _check_schemes(content, documents, findings)


def _check_parties(content: Content, findings: Findings) -> None:
    """Another party's name excuses a mention, so the company's own names and words for itself are none."""
    organization = content.site.organization
    own = {str(name).lower() for name in (organization.name, organization.product) if name is not None}
    for processor in content.subprocessors.subprocessors:
        words = processor.name.lower().split()
        if processor.name.lower() in own or not words or words[0] in _OURSELVES or words[-1] in _OURSELVES:
            message = f"`{processor.name}` is a name for the company itself, not for a third party."
            findings.add(OWN_NAME.at(processor.name.span, message))


def _check_pages(content: Content, findings: Findings) -> None:
    for page in content.pages:
        if page.name in RESERVED_PAGES:
            message = f"A page called `{page.name}` would take the place of one that every site has."
            findings.add(RESERVED_PAGE.at(page.front.title.span, message))


def _check_schemes(content: Content, documents: Mapping[str, Document], findings: Findings) -> dict[str, str]:
    own = own_schemes(content.schemes)
    on_record = schemes(own)
    organization = content.site.organization
    company = [str(name) for name in (organization.name, organization.product) if name is not None]
    check_schemes(content.schemes, company, findings)
    mentioned = [a.scheme for a in content.assurances.assurances]
    mentioned += [f.scheme for f in content.frameworks if f.scheme is not None]
    mentioned += [scheme for asset in content.assets.assets for scheme in asset.depicts]
    hint = "Leave `scheme` out where it is about none; what the gate does not know is added in schemes.yml."
    names = {str(name): on_record[name].name for name in mentioned if known(name, on_record, "scheme", findings, hint)}
    for framework in content.frameworks:
        if framework.scheme is not None and framework.scheme in names:
            _check_edition(framework.edition, on_record[framework.scheme], findings)
    check_assurances(content.assurances, findings, own)
    for assurance in content.assurances.assurances:
        if assurance.evidence is not None and assurance.evidence.document is not None:
            known(assurance.evidence.document, documents, "document", findings)
    return names


def check_assurances(assurances: Assurances, findings: Findings, own: Own = ()) -> None:
    """Check that what is on record can exist, and that no entry denies what another holds."""
    held = {str(a.scheme): a for a in assurances.assurances if a.standing is Standing.HELD}
    for assurance in assurances.assurances:
        other = held.get(str(assurance.scheme))
        if other is None or assurance.standing is not Standing.NOT_HELD:
            continue
        if assurance.level is None or assurance.level == other.level:
            related = [Related(label="held here", span=other.scheme.span)]
            message = f"`{assurance.scheme}` is on record as held and as not held."
            findings.add(DUPLICATE_ID.at(assurance.scheme.span, message, related=related))
    for assurance in assurances.assurances:
        scheme = schemes(own).get(assurance.scheme)
        if scheme is None:
            continue  # a finding of its own, where the record is checked as a whole
        if assurance.standing is Standing.HELD and (scheme.law or scheme.artefact == "none"):
            message = f"`{assurance.scheme}` is on record as held, but {scheme.name} issues nothing that can be held."
            findings.add(IMPOSSIBLE_HOLDING.at(assurance.scheme.span, message))
        if assurance.level is not None and scheme.levels:
            known(assurance.level, scheme.levels, f"level of `{scheme.id}` called", findings)
        _check_edition(assurance.edition, scheme, findings)


def _check_edition(edition: Text | None, scheme: Scheme, findings: Findings) -> None:
    editions = {str(one.id) for one in scheme.editions}
    if edition is not None and editions:
        known(edition, editions, f"edition of `{scheme.id}` called", findings)


def _section_records(content: Content) -> Iterator[Text]:
    """The anchors of the section on assurances: every row has one, and no two the same."""
    record = content.assurances
    yield from (statement.id for statement in (record.summary, record.instead) if statement is not None)
    for assurance in record.assurances:
        parts = [assurance.scheme, assurance.level, assurance.edition]
        yield Text("-".join(str(part) for part in parts if part is not None), assurance.scheme.place)
    yield from (assessment.id for assessment in record.assessments)
    yield from (participation.id for participation in record.participation)


def _check_access(document: Document, findings: Findings) -> None:
    given = document.file is not None or document.address is not None
    if document.access is Access.ON_REQUEST and given:
        message = f"The document `{document.id}` is on request, but it names a file or an address."
        findings.add(DOCUMENT_ACCESS.at(document.id.span, message))
    elif document.access is not Access.ON_REQUEST and not given:
        message = f"The document `{document.id}` names neither a file nor an address."
        findings.add(DOCUMENT_ACCESS.at(document.id.span, message))


def check_checklist(
    content: Content,
    selected: Selected,
    controls: Mapping[str, Control],
    findings: Findings,
) -> None:
    """Check that the content describes the checklist that was scanned, whole."""
    mine, theirs = content.controls.checklist, selected.checklist
    for written, scanned in ((mine.id, theirs.id), (mine.version, theirs.version)):
        if written != scanned:
            message = f"`{written}` is written here; the checklist that was scanned says `{scanned}`."
            findings.add(OTHER_CHECKLIST.at(written.span, message))
    scanned_ids = selected.head.results
    for name in sorted(set(scanned_ids) - set(controls)):
        message = f"The control `{name}` is scanned, but controls.yml does not list it."
        findings.add(HIDDEN_CONTROL.at(_before(name, content.controls.controls).span, message))
    for name, control in controls.items():
        if name not in scanned_ids:
            message = f"The control `{name}` is not on the checklist; the pages show it as not scanned."
            findings.add(NOT_SCANNED.at(control.id.span, message))


def _before(name: str, controls: Sequence[Control]) -> Text:
    """The id of the last control of a control's family, below which its own belongs; of the last of all where none."""
    family = [control.id for control in controls if control.id.rpartition("-")[0] == name.rpartition("-")[0]]
    return (family or [controls[-1].id])[-1]


def join(content: Content, controls: Mapping[str, object], findings: Findings) -> Joined:
    """Resolve every citation of one of the controls, and every criterion that a control names."""
    lines = {str(line.id): cited(line.controls, controls, findings) for line in content.architecture.lines}
    answers = {str(answer.id): cited(answer.controls, controls, findings) for answer in content.answers.answers}
    criteria: dict[tuple[str, str], tuple[str, ...]] = {}
    for framework in content.frameworks:
        for criterion in index(framework.criteria, lambda c: c.id, "criterion", findings).values():
            criteria[framework.id, criterion.id] = cited(criterion.controls, controls, findings)
    frameworks = {str(framework.id): framework for framework in content.frameworks}
    for control in content.controls.controls:
        for reference in control.mappings:
            if not known(reference.framework, frameworks, "framework", findings):
                continue
            for name in reference.criteria:
                key = (str(reference.framework), str(name))
                if key not in criteria:
                    label = [Related(label="the framework", span=frameworks[reference.framework].id.span)]
                    message = f"`{reference.framework}` has no criterion `{name}` on record."
                    findings.add(UNKNOWN_REFERENCE.at(name.span, message, related=label))
                elif control.id not in criteria[key]:
                    criteria[key] = (*criteria[key], str(control.id))
    return Joined(lines, answers, criteria)


def check_citations(content: Content, selected: Selected, joined: Joined, findings: Findings) -> None:
    """Check that what a statement cites is scanned."""
    scanned = selected.head.results
    cases: list[tuple[Text, tuple[Text, ...], tuple[str, ...]]] = [
        (line.title, line.controls, joined.lines[line.id]) for line in content.architecture.lines
    ]
    cases += [(a.topic, a.controls, joined.answers[a.id]) for a in content.answers.answers]
    for title, citations, names in cases:
        for name in names:
            if name not in scanned:
                message = f"`{title}` cites `{name}`, which the checklist does not have."
                findings.add(NOT_IN_CHECKLIST.at(citations[0].span, message))
    if content.site.posture.require_every_line:
        for line in content.architecture.lines:
            if not joined.lines[line.id]:
                findings.add(UNBACKED_LINE.at(line.title.span, f"`{line.title}` is backed by no control."))
