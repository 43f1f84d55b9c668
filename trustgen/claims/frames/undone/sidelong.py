"""Denials of something beside the holding: why we did it, a pause since then, what is outside it, where we began.

"We didn't do SOC 2 for the badge" denies a motive, "none of our sites is outside the certificate" a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.negation.leftout import is_left_out
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_FOR: Final = word_set("common.for")
_TO: Final = word_set("sidelong.to")
_MOTIVES: Final = word_parts("sidelong.motives")
"""What one might do it for, by how the words begin: a badge, a wall, applause."""
_PLEASE: Final = word_parts("sidelong.please")
"""Whom or what one might do it to please."""
_CAUSES: Final = word_set("sidelong.causes")
"""What we may have left it for: want, money, time."""
_ZERO: Final = word_set("sidelong.zero")
_SINCE: Final = word_set("sidelong.since")
_NONE: Final = c.NO | c.NONE | c.NOBODY
_UNSURE: Final = c.COND | c.PLAN | c.UNREAL | c.ASK
_BRIEF: Final = 3
_ANSWERED: Final = frozenset({":", "=", "\u2192", "?", "|"})
_GOAL: Final = 4
"""Tokens from a word of purpose to the end of what it says."""
_REACH: Final = 6


def sidelong(scene: Scene, token: int) -> bool:
    """Whether the denial of the mention's segment leaves the holding alone, or presupposes it."""
    _, segment = scene.segment_of(token)
    tests = (_no_motive, _since_then, _from_zero)
    return any(test(scene.passage, token, segment) for test in tests)


def _no_motive(passage: Passage, token: int, segment: Segment) -> bool:
    """Whether what is denied is why we did it: "we didn't do it for the badge", "…, um zu gefallen"."""
    negations = passage.places(c.NEG, segment.first, segment.last)
    if not negations or passage.any(c.ASK | c.THIRD | c.OTHER | c.YOU, segment.first, token):
        return False
    # German and Dutch put the negation in front of the motive: "haben ISO 27001 nicht für das Logo gemacht".
    start = max(token + 1, negations[0])
    end = min(segment.last + _GOAL, passage.sentences[segment.sentence].last)
    for_it = (at for at in range(start, segment.last) if passage.words[at] in _FOR)
    to_it = (at for at in range(start, end) if passage.words[at] in _TO)
    return any(
        _a_motive(passage.words[at + 1 : min(at + _GOAL, segment.last)]) or _just_for(passage, token, at, segment.last)
        for at in for_it
    ) or any(word.startswith(_PLEASE) for at in to_it for word in passage.words[at + 1 : at + 2 * _GOAL])


def _a_motive(words: list[str]) -> bool:
    return any(word.startswith(_MOTIVES) for word in words)


def _just_for(passage: Passage, token: int, at: int, last: int) -> bool:
    """Whether a clause ends in a thing that we did it for: "not for the plaque"; "for want of time" is why."""
    held = any(not passage.bits[one] & c.AUX for one in passage.places(c.HOLD, max(token - 2, 0), token))
    did = passage.any(c.WE | c.NAME, max(token - _REACH, 0), token) and not held
    bare = all(bits & c.DET for bits in passage.bits[at + 1 : last - 1]) and last - at <= _GOAL
    return (
        did
        and bare
        and last > at + 1
        and not passage.bits[last - 1] & ~(c.ART | c.ISSUED | c.DEFNOUN | c.SEAL)
        and passage.words[last - 1] not in _CAUSES
    )


def _since_then(passage: Passage, token: int, segment: Segment) -> bool:
    """Whether something has not been since it came: "we haven't had a complaint since ISO 27001"."""
    start, end = chain(passage, token, segment.first, segment.last)
    before = start - 1 - bool(start > segment.first and passage.bits[start - 1] & (c.DET | c.OUR))
    return before > segment.first and passage.words[before] in _SINCE and end >= segment.last


def nothing_left_out(case: Case) -> bool:
    """Whether nothing is said to be left out of a certificate, or wrong with it: "none of our sites is outside it"."""
    scene, token = case.scene, case.token
    if case.scheme is None or case.scheme.artefact == "none":
        # Everybody is inside the scope of a law.
        return False
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if passage.any(_UNSURE, segment.first, segment.last) or _of_others(passage, segment.first, token):
        return False
    start, _ = chain(passage, token, segment.first, segment.last)
    if passage.words[start - 1] not in THE and passage.any(c.GENERIC, segment.first, token):
        return False
    first = segment.first
    if segment.opener == "(" and index:
        # "Carved-out organisations (SOC 2): none".
        first = passage.segments[index - 1].first
    outside = [
        at for at in range(max(first, token - _REACH), min(token + _BRIEF, segment.last)) if is_left_out(passage, at)
    ]
    if not outside:
        return False
    if passage.any(_NONE, first, outside[-1]) and outside[-1] < token:
        return True
    behind = passage.segments[index + 1 : index + 2]
    return any(
        one.opener in _ANSWERED and one.last - one.first <= _BRIEF and passage.any(_NONE, one.first, one.last)
        for one in behind
    )


def _of_others(passage: Passage, first: int, last: int) -> bool:
    """Whether a stretch speaks of what others or the reader have; organisations that are carved out are ours."""
    return passage.any(c.OTHER | c.THEIR | c.YOUR | c.PERSON, first, last)


def _from_zero(passage: Passage, token: int, segment: Segment) -> bool:
    """Whether zero is only where it began: "from zero to ISO 27001 in nine months"."""
    return any(
        passage.words[at] in _ZERO and bool(passage.bits[at - 1] & c.PREP) and bool(passage.bits[at + 1] & c.PREP)
        for at in range(max(segment.first + 1, token - _REACH), token - 1)
    )
