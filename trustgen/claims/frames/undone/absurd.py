"""What the clause around a denial calls it: "it would be unjust to say that we have none", "a slip that we are not".

Whatever one would be to say so, one is no more than wrong, unless the word says that one is right; so the words that
call it right are listed, and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_ABSENCE: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.LACK | c.WITHOUT
_US: Final = c.WE | c.OUR | c.NAME
_WOULD: Final = word_set("nested.would_be")
_FAIR: Final = word_set("absurd.fair")
"""What a denial may be called that stands: fair, a fact, a pity."""
_OPENS: Final = 3
_SHORT: Final = 7


def absurd(scene: Scene, token: int) -> bool:
    """Whether the denial of a mention is called something else than right by the clause around it."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    if passage.sentences[segment.sentence].question:
        return False
    return (
        _would_be(passage, first, token)
        or _is_called(passage, first, token, segment)
        or _who_says_so(passage, first, token, last)
    )


def _would_be(passage: Passage, first: int, token: int) -> bool:
    """Whether one would be something to say so: "you'd be naive to think that a company this small lacks it"."""
    would = next((at for at in range(first, min(first + _OPENS, token)) if passage.words[at] in _WOULD), -1)
    said = next(iter(passage.places(c.SAY, would + 2, min(would + _SHORT, token))), -1)
    if would < 0 or said < 0 or not passage.any(_ABSENCE, said + 1, token):
        return False
    called = range(would + 1, said)
    return (
        any(not passage.bits[at] for at in called)
        and _FAIR.isdisjoint(passage.words[would + 1 : said])
        and not passage.any(_ABSENCE | c.TRUTH & ~c.REL | c.ASK | c.PLAN | c.HOLD, would + 1, said)
    )


def _is_called(passage: Passage, first: int, token: int, segment: Segment) -> bool:
    """Whether it is called a thing that we have none: "it's a misconception that we aren't validated"."""
    if not (passage.any(c.ANAPH, first, first + 1) and passage.any(c.BE, first + 1, first + 2)):
        return False
    that = next((at for at in range(first + 3, min(first + _OPENS + 3, token)) if passage.bits[at] & c.REL), -1)
    return (
        that > 0
        and passage.any(c.DET, first + 2, first + 3)
        and not passage.bits[that - 1]
        and _FAIR.isdisjoint(passage.words[first + 3 : that])
        and passage.any(_US, that + 1, segment.last)
        and passage.any(_ABSENCE, that + 1, token)
        and not passage.any(_ABSENCE, first, that)
    )


def _who_says_so(passage: Passage, first: int, token: int, last: int) -> bool:
    """Whether whoever says so is something: "anyone who told you that Fabrikam lacks it was misled"."""
    said = next(iter(passage.places(c.SAY, first + 1, token)), -1)
    denied = passage.places(_ABSENCE, max(said, first) + 1, token)
    verb = last - 2
    return (
        passage.any(c.WHOEVER, first, first + _OPENS)
        and said > 0
        and bool(denied)
        and verb > token
        and bool(passage.bits[verb] & c.BE)
        and not passage.bits[last - 1]
        and passage.words[last - 1] not in _FAIR
    )
