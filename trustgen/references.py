"""Ids that content files use for each other: repeated, unknown, empty and reversed ones are findings.

Nothing is joined here; `resolve` does that with the ids that these functions return.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, TypeVar

from trustgen.finding import Finding, Findings, Related, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from trustgen.source import Text

DUPLICATE_ID = Rule(
    code="TG211",
    name="duplicate-id",
    summary="Two things of one kind have the same id.",
    help="Give each its own id; ids become anchors and file names.",
)
UNKNOWN_REFERENCE = Rule(
    code="TG212",
    name="unknown-reference",
    summary="A reference names something that does not exist.",
    help="Correct the reference, or add what it names.",
)
EMPTY_RANGE = Rule(
    code="TG213",
    name="empty-range",
    summary="A range of control ids covers no control.",
    help="Write the first and the last control that are meant, as in `KEYS-001..KEYS-005`.",
)
REVERSED_RANGE = Rule(
    code="TG214",
    name="reversed-range",
    summary="A range of control ids ends before it begins, or spans two families.",
    help="Write the lower id first, in one family, as in `KEYS-001..KEYS-005`.",
)
REPEATED_REFERENCE = Rule(
    code="TG215",
    name="repeated-reference",
    summary="A list of references names the same thing twice.",
    help="Keep one of the two.",
    severity=Severity.WARNING,
)

T = TypeVar("T")
_NEAR = 0.7
"""How like a name another has to be, to be taken for what was meant."""
_ALL_LISTED = 8
"""So many names that there are, and not more, a help line lists."""
_LISTED = 5
"""Missing ids that a message names: enough to see the pattern."""
_ID = re.compile(r"([A-Z][A-Z0-9]*)-([0-9]{3})")


def index(items: Iterable[T], key: Callable[[T], Text], kind: str, findings: Findings) -> dict[str, T]:
    """Items by id; an id that stands twice is a finding, and its first item stays."""
    found: dict[str, T] = {}
    for item in items:
        name = key(item)
        first = found.setdefault(str(name), item)
        if first is not item:
            related = [Related(label="first here", span=key(first).span)]
            findings.add(DUPLICATE_ID.at(name.span, f"The {kind} `{name}` is on record twice.", related=related))
    return found


def known(name: Text, names: Collection[str], kind: str, findings: Findings, help: str | None = None) -> bool:
    """Whether `name` is one of `names`; if not, a finding with the nearest one, with all of a few, or with `help`."""
    if name in names:
        return True
    guess = difflib.get_close_matches(name, names, n=1, cutoff=_NEAR)
    listed = ", ".join(f"`{one}`" for one in sorted(names)) if 0 < len(names) <= _ALL_LISTED else ""
    hint = f"Did you mean `{guess[0]}`?" if guess else f"There are {listed}." if listed else help
    findings.add(UNKNOWN_REFERENCE.at(name.span, f"There is no {kind} `{name}` on record.", help=hint))
    return False


def cited(citations: Iterable[Text], controls: Mapping[str, object], findings: Findings) -> tuple[str, ...]:
    """The control ids that citations and ranges name, in order, each once."""
    places: dict[str, Text] = {}
    for citation in citations:
        for name in _expanded(citation, controls, findings):
            first = places.setdefault(name, citation)
            if first is not citation:
                related = [Related(label="first here", span=first.span)]
                again = f"`{citation}` is cited twice."
                message = again if citation == name else f"`{citation}` cites `{name}`, which is cited already."
                findings.add(REPEATED_REFERENCE.at(citation.span, message, related=related))
    return tuple(places)


def _expanded(citation: Text, controls: Mapping[str, object], findings: Findings) -> tuple[str, ...]:
    first, dots, last = citation.partition("..")
    if not dots:
        return (first,) if known(citation, controls, "control", findings) else ()
    begin, end = _ID.fullmatch(first), _ID.fullmatch(last)
    if begin is None or end is None or begin[1] != end[1] or begin[2] > end[2]:
        findings.add(REVERSED_RANGE.at(citation.span, f"`{citation}` is not a range of one family, lower id first."))
        return ()
    names = [f"{begin[1]}-{number:03d}" for number in range(int(begin[2]), int(end[2]) + 1)]
    absent = [name for name in names if name not in controls]
    if len(absent) == len(names):
        findings.add(EMPTY_RANGE.at(citation.span, f"`{citation}` covers no control that is on record."))
    elif absent:
        findings.add(_gap(citation, absent))
    else:
        return tuple(names)
    return ()


def _gap(citation: Text, absent: list[str]) -> Finding:
    listed = ", ".join(f"`{name}`" for name in absent[:_LISTED])
    more = f" and {len(absent) - _LISTED} more" if len(absent) > _LISTED else ""
    return UNKNOWN_REFERENCE.at(citation.span, f"`{citation}` covers {listed}{more}, not on record.")
