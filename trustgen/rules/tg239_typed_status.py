"""A text says that a control passes which does not.

What it checks: every text of the record, and the words of every finished page, for the id of a control with `passes`,
`is met` or the like after it in the same sentence, and for all controls passing; against the outcomes that were signed.
Why: a status that somebody typed is believed like one that somebody signed, and stays when the control fails.
Example: `KEYS-001 passes`, while the snapshot says `fail`.
How to fix: leave the status out and cite the control; the page shows its outcome beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from trustgen.finding import Finding, Rule
from trustgen.model.posture import Outcome
from trustgen.model.record import Record
from trustgen.scopes.html_refs import find
from trustgen.source import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trustgen.model.center import GradedControl, TrustCenter

RULE = Rule(
    code="TG239",
    name="typed-status",
    summary="A text says that a control passes which does not.",
    help="Leave the status out and cite the control: the page shows the signed outcome beside it.",
)

_ID = r"[A-Z][A-Z0-9]{1,15}-[0-9]{3}"
_PASSES = r"(?:pass(?:es|ed|ing)?|(?:is|are|was|were) (?:met|green|fulfilled|satisfied|in order)|succeed(?:s|ed)?)"
_ALL = r"\b[Aa]ll (?:of )?(?:our |the |these )?(?:[0-9]+ |[a-z]+-[a-z]+ )?controls|\b[Ee](?:very|ach) control"
_SAID = re.compile(
    rf"(?P<ids>{_ID}(?:(?:\.\.|, | and |, and ){_ID})*|{_ALL})(?P<between>[^.;?!\n]{{0,40}}?)\b{_PASSES}\b",
)
_DENIED = re.compile(
    r"\b(?:not|never|no|cannot|unless|until|if|when|whether|which|that|who|should|must|has to)\b|n't\b",
)


def check_content(center: TrustCenter) -> Iterator[Finding]:
    """Yield a finding for every control that a text lets pass against its signed outcome."""
    for text, start, end, message in _typed(center):
        yield RULE.at(text.place.inside(text, start, end), message)


def check_page(path: str, source: str, shown: str, center: TrustCenter) -> Iterator[Finding]:
    """The same for what a finished page shows beyond the texts of the record: what its template says."""
    found = tuple(_said_to_pass(shown, center.controls))
    # Most pages say nothing of the kind; what the record says is told at its own place.
    written = {" ".join(text[start:end].split()) for text, start, end, _ in _typed(center)} if found else set()
    for start, end, message in found:
        if shown[start:end] not in written:
            yield RULE.at(find(path, source, shown[start:end]), message)


def _typed(center: TrustCenter) -> Iterator[tuple[Text, int, int, str]]:
    content = center.content
    for name in content.__struct_fields__:
        for text in _texts(getattr(content, name)):
            for start, end, message in _said_to_pass(text, center.controls):
                yield text, start, end, message


def _said_to_pass(text: str, controls: Mapping[str, GradedControl]) -> Iterator[tuple[int, int, str]]:
    """Where a text says of controls that they pass though one of them does not: its place, and a message."""
    for said in _SAID.finditer(text):
        if _DENIED.search(said["between"]):
            continue
        for control in _meant(said["ids"], controls):
            if control.outcome is not Outcome.PASS:
                message = f"`{control.control.id}` is said to pass, but its outcome is `{control.outcome.value}`."
                yield said.start(), said.end(), message
                break


def _meant(ids: str, controls: Mapping[str, GradedControl]) -> Iterator[GradedControl]:
    """The controls that a text speaks of: the ones it names, a range of them, or all."""
    named = re.findall(_ID, ids)
    if ".." in ids:
        first, last = named[0], named[-1]
        named = [name for name in controls if first <= name <= last]
    for name in named or controls:
        if name in controls:
            yield controls[name]


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Record):
        for item in value.__dict__.values():
            yield from _texts(item)
