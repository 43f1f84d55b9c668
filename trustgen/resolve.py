"""The record and the verified evidence, joined: references become objects, controls get their outcomes.

This is the only module that sees both.  It takes evidence as `attest` selected it, never a file of it, and it invents
no outcome: a control that the checklist lacks is not scanned, and a scanned control that the record does not list
stops the build, because its result would be hidden.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from trustgen.attest.format import PREDICATE_TYPE
from trustgen.crosscheck import Joined, check_checklist, check_citations, check_names, join
from trustgen.finding import Findings, Severity
from trustgen.history import history
from trustgen.model.center import (
    Coverage,
    Evidence,
    GradedAnswer,
    GradedControl,
    GradedFamily,
    GradedLine,
    Identity,
    MappedCriterion,
    MappedFramework,
    Signer,
    TrustCenter,
)
from trustgen.model.history import SignedBy
from trustgen.model.posture import Outcome
from trustgen.references import index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from trustgen.attest.select import Selected
    from trustgen.model.content import Content
    from trustgen.model.controls import Control, Family
    from trustgen.model.history import History

T = TypeVar("T")


def resolve(
    content: Content,
    selected: Selected,
    *,
    as_of: datetime,
    fixed_clock: bool,
    findings: Findings,
) -> TrustCenter | None:
    """Join content and evidence; `None` when a finding of severity error kept a reference from being resolved."""
    mine = Findings()
    controls = index(content.controls.controls, lambda c: c.id, "control", mine)
    families = index(content.controls.families, lambda f: f.id, "control family", mine)
    names = check_names(content, controls, families, mine)
    check_checklist(content, selected, controls, mine)
    # A control that is scanned and not listed is told once, not again wherever it is cited.
    joined = join(content, {**controls, **selected.head.results}, mine)
    check_citations(content, selected, joined, mine)
    findings.add(*mine)
    if mine.worst is Severity.ERROR:
        return None
    past = history(
        (*selected.history, selected.head),
        controls=controls,
        signers={
            number: tuple(SignedBy(name=name, id=ident) for name, ident in found)
            for number, found in selected.signed.items()
        },
        withdrawn=frozenset(selected.policy.revoked_snapshots),
    )
    graded = _grade(content, selected, controls, families, joined, past)
    members = _citing(graded.values(), lambda c: (c.family.id,))
    return TrustCenter(
        content=content,
        evidence=evidence_shown(selected),
        as_of=as_of,
        fixed_clock=fixed_clock,
        lines=tuple(
            GradedLine(line=line, controls=_pick(graded, joined.lines[line.id])) for line in content.architecture.lines
        ),
        families=tuple(
            GradedFamily(family=family, controls=tuple(sorted(members[family.id], key=lambda c: c.control.id)))
            for family in content.controls.families
        ),
        controls=MappingProxyType(graded),
        frameworks=tuple(
            MappedFramework(
                framework=framework,
                criteria=tuple(
                    MappedCriterion(criterion=c, controls=_pick(graded, joined.criteria[framework.id, c.id]))
                    for c in framework.criteria
                ),
            )
            for framework in content.frameworks
        ),
        answers=tuple(
            GradedAnswer(answer=answer, controls=_pick(graded, joined.answers[answer.id]))
            for answer in content.answers.answers
        ),
        documents=content.documents.documents,
        coverage=_coverage(content, graded, joined),
        history=past,
        scheme_names=MappingProxyType(names),
    )


def _grade(
    content: Content,
    selected: Selected,
    controls: Mapping[str, Control],
    families: Mapping[str, Family],
    joined: Joined,
    past: History,
) -> dict[str, GradedControl]:
    lines = _citing(content.architecture.lines, lambda line: joined.lines[line.id])
    answers = _citing(content.answers.answers, lambda answer: joined.answers[answer.id])
    criteria = _citing(
        ((framework, criterion) for framework in content.frameworks for criterion in framework.criteria),
        lambda pair: joined.criteria[pair[0].id, pair[1].id],
    )
    exceptions = _citing(selected.head.exceptions, lambda record: (record.control,))
    graded = {}
    for name, control in controls.items():
        result = selected.head.results.get(name)
        graded[name] = GradedControl(
            control=control,
            family=families[control.family],
            outcome=result.outcome if result else Outcome.NOT_SCANNED,
            checked_at=result.checked_at if result else None,
            exceptions=tuple(exceptions[name]),
            metrics=result.metrics if result else (),
            error_code=result.error_code if result else None,
            lines=tuple(lines[name]),
            answers=tuple(answers[name]),
            criteria=tuple(criteria[name]),
            history=past.controls[name],
        )
    return graded


def _citing(items: Iterable[T], names: Callable[[T], Iterable[str]]) -> defaultdict[str, list[T]]:
    """For every control id, the items that name it."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for name in names(item):
            found[name].append(item)
    return found


def _pick(graded: Mapping[str, GradedControl], names: tuple[str, ...]) -> tuple[GradedControl, ...]:
    return tuple(graded[name] for name in names)


def _coverage(content: Content, graded: Mapping[str, GradedControl], joined: Joined) -> Coverage:
    outcomes = dict.fromkeys(Outcome, 0)
    for control in graded.values():
        outcomes[control.outcome] += 1
    return Coverage(
        lines=len(content.architecture.lines),
        lines_scanned=sum(1 for names in joined.lines.values() if names),
        controls=len(graded),
        outcomes=MappingProxyType(outcomes),
    )


def evidence_shown(selected: Selected) -> Evidence:
    """What the pages say of the snapshot."""
    head, names = selected.head, selected.bundle_names
    return Evidence(
        environment=head.environment,
        sequence=head.sequence,
        sha256=head.sha256,
        started_at=head.started_at,
        scanned_at=head.finished_at,
        valid_until=selected.valid_until,
        predicate_type=PREDICATE_TYPE,
        scanner=head.scanner.id,
        scanner_version=head.scanner.version,
        checklist_id=selected.checklist.id,
        checklist_version=selected.checklist.version,
        checklist_sha256=selected.checklist.sha256,
        policy_sha256=selected.policy.sha256,
        signers=tuple(
            Signer(
                name=key.name,
                algorithm=key.algorithm,
                keyid=key.keyid,
                not_before=key.not_before,
                not_after=key.not_after,
                bundle=names[key.keyid],
            )
            for key in selected.signers
        ),
        identities=tuple(
            Identity(subject=i.subject, issuer=i.issuer, root_sha256=i.root_sha256, bundle=names[i.id])
            for i in selected.identities
        ),
        threshold=selected.policy.threshold,
        snapshots=len(selected.snapshots),
        demonstration=selected.demonstration,
    )
