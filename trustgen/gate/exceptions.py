"""Reviewed exceptions: which findings of the gate stand aside, and which exceptions hold nothing.

An exception is for one text in one place, bound by a digest over the text and what surrounds it, for a limited time.
Whatever about it does not fit is a finding: none outlives its reason unseen.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import astuple, replace

from trustgen.finding import Finding, Related, Rule
from trustgen.scopes.unit import Surface

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from trustgen.claims.engine import Mention
    from trustgen.model.exceptions import ReviewedException

LONGEST = timedelta(days=180)
"""From the review of an exception to its end."""

UNUSED = Rule(
    code="TG120",
    name="unused-exception",
    summary="A reviewed exception fits no finding of the gate.",
    help="Remove it, or review the text again and give the new digest.",
)
NOT_VALID = Rule(
    code="TG121",
    name="exception-not-valid",
    summary="A reviewed exception is outside of its time, lasts too long, or stands twice.",
    help="Review the text again, or remove the exception.",
)
NEVER = Rule(
    code="TG122",
    name="exception-for-a-mark",
    summary="A reviewed exception is about something that no exception can excuse.",
    help="Remove the mark or the disguise: a badge says what it says whatever somebody decided.",
)
TOO_MANY = Rule(
    code="TG123",
    name="too-many-exceptions",
    summary="There are more reviewed exceptions than the site allows itself.",
    help="Reword what they excuse, or raise `claims.exceptions` in site.yml for all to see.",
)


class Accepted(Struct, frozen=True, kw_only=True):
    """A finding that stands aside, and the exception that it stands aside for."""

    finding: Finding
    exception: ReviewedException


class Exceptions:
    """The exceptions of one run; they learn which of them were needed."""

    def __init__(self, listed: Sequence[ReviewedException], budget: int, today: date) -> None:
        self.listed = tuple(listed)
        self._budget = budget
        self._today = today
        self._close: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
        self._marks: dict[str, Mention] = {}
        self._used: dict[str, ReviewedException] = {}
        self.accepted: list[Accepted] = []

    def takes(self, path: str, mention: Mention, finding: Finding) -> bool:
        """Whether a reviewed exception answers for this finding; a badge and a disguise it never does."""
        if not self.listed:
            return False
        digest = digest_of(mention)
        about = (path, mention.unit.scope, finding.code, mention.scheme)
        for one in self.listed:
            if about != (one.page, one.scope, one.code, one.scheme):
                continue
            if mention.unit.surface is Surface.MARK or mention.obfuscated:
                self._marks[str(one.id)] = mention
            elif one.text_sha256 != digest:
                self._close[str(one.id)].append((mention, digest))
            elif self._fault(one) is None:
                self._used[str(one.id)] = one
                self.accepted.append(Accepted(finding=finding, exception=one))
                return True
        return False

    def findings(self, unread: Collection[str] = ()) -> Iterator[Finding]:
        """What is wrong with the exceptions themselves, when everything but the files in `unread` has been read."""
        first: dict[str, ReviewedException] = {}
        for one in self.listed:
            name = f"The exception `{one.id}`"
            known = first.setdefault(str(one.id), one)
            fault = self._fault(one)
            if known is not one:
                related = [Related(label="first written here", span=known.id.span)]
                yield NOT_VALID.at(one.id.span, f"{name} stands here a second time.", related=related)
            elif fault is not None:
                yield NOT_VALID.at(one.id.span, f"{name} {fault}.")
            elif str(one.id) in self._marks:
                mark = self._marks[str(one.id)]
                kind = "in disguise" if mark.obfuscated else f"a mark ({mark.unit.scope})"
                yield NEVER.at(one.scope.span, f"{name} is about `{mark.text}`, which is {kind}.")
            elif str(one.id) not in self._used and one.page not in unread:
                yield UNUSED.at(one.text_sha256.span, f"{name} fits nothing: {self._nearest(one)}.")
        if len(self.listed) > self._budget:
            message = f"There are {len(self.listed)} exceptions, and the site allows itself {self._budget}."
            yield TOO_MANY.at(self.listed[self._budget].id.span, message)

    def _fault(self, one: ReviewedException) -> str | None:
        if one.reviewed > self._today:
            return f"was reviewed on {one.reviewed}, which is not yet"
        if one.expires < self._today:
            return f"ended on {one.expires}, its last day"
        if one.expires - one.reviewed > LONGEST:
            return f"would last {(one.expires - one.reviewed).days} days, and {LONGEST.days} are the most"
        return None

    def _nearest(self, one: ReviewedException) -> str:
        close = self._close[str(one.id)]
        if not close:
            return f"the gate has no {one.code} about `{one.scheme}` in `{one.page}` ({one.scope})"
        said = " and ".join(f"`{digest}` (“{_short(mention.unit.text)}”)" for mention, digest in close[:3])
        return f"the texts of that finding there have the digest {said}"


def digest_of(mention: Mention) -> str:
    """SHA-256 over the text of a mention and the structure that gives it meaning, white space apart.

    A status in another cell of the row changes what the text says, and so does an answer below it: all of the structure
    is in the digest but the paragraphs before and after, the page's title and the language.
    """
    unit = mention.unit
    around = replace(unit.context, before="", after="", page_title="", lang="")
    said = _plain((unit.text, *astuple(around)))
    return sha256(json.dumps(said).encode()).hexdigest()


def _plain(part: Any) -> Any:
    if isinstance(part, str):
        return " ".join(part.split())
    return [_plain(one) for one in part] if isinstance(part, tuple) else part


def _short(text: str, limit: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else f"{words[:limit].rstrip()}…"
