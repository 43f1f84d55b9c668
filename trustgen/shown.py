"""What the pages show is what was signed: the finished pages against the trust center that they were made from.

Templates and words may be overridden by a project.  Whatever they do, a status beside a control is that control's in
the snapshot, a time in words is the time that stands beside it, every line and control shows its status, and a
demonstration says that it is one, on every page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from trustgen.finding import Finding, Rule, Span
from trustgen.model.posture import Outcome
from trustgen.render.filters import day, fill, iso, minute
from trustgen.rules.tg239_typed_status import check_page
from trustgen.scopes.html_refs import find
from trustgen.scopes.html_status import ShownPage, shown_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trustgen.artifact import Artifact
    from trustgen.model.center import GradedControl, TrustCenter
    from trustgen.render.words import Words

OTHER_STATUS = Rule(
    code="TG406",
    name="other-status",
    summary="A page shows another status for a control than the one that was signed.",
    help="Print statuses with the component `outcome` alone, beside their control's id, with its words as they are.",
)
STATUS_ABSENT = Rule(
    code="TG407",
    name="status-absent",
    summary="A page does not show the status of a control, a line or the snapshot's time where it belongs.",
    help="Print it in the template: a failing status is shown like a passing one.",
)
OTHER_TIME = Rule(
    code="TG408",
    name="other-time",
    summary="A page shows a time in words that is not the time it stands for.",
    help="Print times with the components `moment` and `date` alone.",
)
DEMONSTRATION_ABSENT = Rule(
    code="TG409",
    name="demonstration-absent",
    summary="A page does not say that its status is a demonstration.",
    help="Keep the demonstration notice in the layout, visible.",
)

_WORD = re.compile(r"[\w-]+")


class EvidenceWords(Struct, frozen=True, kw_only=True):
    """The words that the pages have to use."""

    outcomes: Mapping[str, str]
    """The word for every outcome."""
    until: str
    """The words for the end of an exception."""
    demonstration: str
    """The sentence that marks a demonstration."""


def evidence_words(words: Words) -> EvidenceWords:
    """The words of a catalogue; that they are there was checked when it was read."""
    return EvidenceWords(
        outcomes={outcome.value: words.text(f"outcome.{outcome.value}") for outcome in Outcome},
        until=words.text("until"),
        demonstration=words.text("demonstration.text"),
    )


def check_shown(artifacts: Iterable[Artifact], center: TrustCenter, words: EvidenceWords) -> Iterator[Finding]:
    """Compare every page, the whitepaper's HTML among them, with the trust center."""
    controls = {name.lower(): control for name, control in center.controls.items()}
    by_page = {control.page: control for control in center.controls.values()}
    for artifact in artifacts:
        source = artifact.data.decode("utf-8", "replace")
        if artifact.media != "text/html":
            continue
        page = shown_page(source)
        yield from check_page(artifact.path, source, page.text, center)
        yield from _statuses(artifact.path, source, page, controls, words, by_page.get(artifact.path))
        yield from _names(artifact.path, source, page, controls, by_page.get(artifact.path))
        yield from _times(artifact.path, source, page, center, by_page.get(artifact.path))
        if artifact.path == "index.html":
            yield from _lines(artifact.path, source, page, center)
        if center.evidence.demonstration and words.demonstration not in page.text:
            message = f"`{artifact.path}` does not say that its status is a demonstration."
            yield DEMONSTRATION_ABSENT.at(Span(path=artifact.path), message)


def _statuses(
    path: str,
    source: str,
    page: ShownPage,
    controls: Mapping[str, GradedControl],
    words: EvidenceWords,
    own: GradedControl | None,
) -> Iterator[Finding]:
    shown = False
    for status in page.statuses:
        control = controls.get(status.control or "") or next(
            (controls[n] for n in status.inside if n in controls), None
        )
        if control is None and own is not None and status.control is None:
            control = own
        shown = shown or (control is own and not status.hidden)
        if status.hidden:
            yield STATUS_ABSENT.at(find(path, source, status.word), f"A status of `{path}` is out of sight.")
        right = status.word == words.outcomes.get(status.kind) and not status.besides
        if not status.marked:
            message = (
                f"A status of `{path}`, “{status.word[:80]}”, is shown without its mark, by which it is told apart."
            )
            yield OTHER_STATUS.at(find(path, source, status.word), message)
        if status.until != _until(control, words):
            name = f"`{control.control.id}`" if control is not None else "a control"
            message = f"This page does not say until when the status of {name} holds, or says something else."
            yield OTHER_STATUS.at(find(path, source, status.word), message)
        if not right or (control is not None and status.kind != control.outcome.value):
            name = f"`{control.control.id}`" if control is not None else "a control"
            said = f"{status.word} {status.besides}".strip()[:80]
            signed = words.outcomes[control.outcome.value] if control is not None else words.outcomes.get(status.kind)
            message = f"This page shows “{said}” ({status.kind}) for {name}; “{signed}” is what was signed."
            yield OTHER_STATUS.at(find(path, source, status.word), message)
    if own is not None and not shown:
        yield STATUS_ABSENT.at(Span(path=path), f"`{path}` does not show the status of `{own.control.id}`.")


def _until(control: GradedControl | None, words: EvidenceWords) -> tuple[tuple[str, str], ...]:
    """The end that stands beside a status: that of an exception, which counts of statuses have none of."""
    if control is None or control.outcome is not Outcome.EXCEPTION or control.until is None:
        return ()
    return ((iso(control.until), fill(words.until, day=day(control.until))),)


def _names(
    path: str, source: str, page: ShownPage, controls: Mapping[str, GradedControl], own: GradedControl | None
) -> Iterator[Finding]:
    """A status is believed of the control that is named beside it, whatever is linked."""
    for name, words in page.links:
        said = {word for word in _WORD.findall(words.lower()) if word in controls}
        if name in controls and said and name not in said:
            message = f"“{words[:80]}” links to `{controls[name].control.id}`, which is another control."
            yield OTHER_STATUS.at(find(path, source, words), message)
    if own is not None and page.named != (own.control.id,):
        message = f"`{path}` does not name `{own.control.id}` as its control, but “{', '.join(page.named)[:80]}”."
        yield OTHER_STATUS.at(find(path, source, page.named[0] if page.named else ""), message)


def _lines(path: str, source: str, page: ShownPage, center: TrustCenter) -> Iterator[Finding]:
    if all(section.kind.value != "architecture" for section in center.site.sections):
        return
    for line in center.lines:
        for control in line.controls:
            name = control.control.id.lower()
            if not any(s.control == name and str(line.line.id) in s.inside and not s.hidden for s in page.statuses):
                message = f"The line `{line.line.id}` does not show the status of `{control.control.id}`."
                yield STATUS_ABSENT.at(find(path, source, f'id="{line.line.id}"'), message)


def _times(
    path: str, source: str, page: ShownPage, center: TrustCenter, own: GradedControl | None
) -> Iterator[Finding]:
    scanned = iso(center.evidence.scanned_at)
    known = _in_words(center)
    for time in page.times:
        if time.machine in known and not any(words in time.words for words in known[time.machine]):
            message = f"This page writes {time.machine} as “{time.words}”."
            yield OTHER_TIME.at(find(path, source, time.words), message)
    if all(time.machine != scanned or time.hidden for time in page.times):
        yield STATUS_ABSENT.at(Span(path=path), f"`{path}` does not show when the snapshot was taken ({scanned}).")
    checked = iso(own.checked_at) if own is not None and own.checked_at is not None else None
    if checked is not None and all(time.machine != checked or time.hidden for time in page.times):
        yield STATUS_ABSENT.at(Span(path=path), f"`{path}` does not show when the control was checked ({checked}).")


def _in_words(center: TrustCenter) -> dict[str, tuple[str, ...]]:
    """Every time of the evidence, as machines and as people write it."""
    evidence = center.evidence
    times = [evidence.started_at, evidence.scanned_at, evidence.valid_until, center.as_of]
    times += [control.checked_at for control in center.controls.values() if control.checked_at is not None]
    times += [record.expires_at for control in center.controls.values() for record in control.exceptions]
    times += [record.granted_at for control in center.controls.values() for record in control.exceptions]
    return {iso(time): (minute(time), day(time)) for time in times}
