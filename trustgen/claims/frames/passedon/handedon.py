"""Words about others or the scheme that end with the reader being better off with us, who so have it.

"We run on Azure and extend its authorization to you.", "Many cannot show a report. You are talking to one that can.",
"HIPAA binds every practice. Our scheduler complies with every rule in it."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import FIRST_PERSON
from trustgen.claims.frames.passedon.measured import MEETS
from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.LACK | c.UNREAL | c.DUTY
_HAND: Final = word_parts("handedon.hand")
"""How verbs begin of handing on what is somebody else's, which nobody says of a copy."""
_SHARE: Final = word_parts("handedon.share")
"""The same of having a part in it."""
_READER: Final = word_set("handedon.reader")
"""Pronouns for the reader that are also something else: "le", "vi", "u"."""
_ELSE: Final = c.THIRD | c.OTHER | c.GENERIC | c.RIVAL | c.HELP
_HERE: Final = word_set("handedon.here")
_CAME: Final = word_parts("handedon.came")
"""How verbs begin that tell where a paper ended up behind an audit."""
_NEAR: Final = 4


def passes_on(scene: Scene, token: int) -> bool:
    """Whether we hand somebody's certification on to readers: "we extend its authorization to your workloads"."""
    passage = scene.passage
    _, begin, last = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    if passage.any(_DENIED, begin, last):
        return False
    you = passage.any(c.YOU | c.YOUR, segment.first, segment.last) or any(
        word in _READER for word in passage.words[max(segment.first, start - _NEAR) : start]
    )
    text = [" ".join(passage.words[at : at + 2]) for at in range(segment.first, start)]
    hand = next((segment.first + at for at, words in enumerate(text) if words.startswith(_HAND)), -1)
    share = next((segment.first + at for at, words in enumerate(text) if words.startswith(_SHARE)), -1)
    # A certification that is handed on is no paper.
    copy = any(bits & c.ISSUED and (bits & c.CERT or not bits & c.STRONG) for bits in passage.bits[start:end])
    if hand >= 0 and you and not copy:
        return passage.any(c.WE | c.NAME, begin, hand) or passage.words[hand].endswith(FIRST_PERSON)
    return share > segment.first and passage.any(c.YOU, segment.first, share) and passage.any(c.WITHUS, begin, last)


def meets_all(scene: Scene, token: int) -> bool:
    """Whether something of ours is said next to meet all of it: "Our software meets all of its rules."."""
    passage = scene.passage
    first, last = following(scene, token)
    if first == last or passage.any(_ELSE, first, last) or not clear(passage, first, last):
        return False
    us = next(iter(passage.places(c.OUR | c.WITHUS | c.NAME, first, min(first + _NEAR, last))), last)
    verbs = (at for at in range(us + 1, last) if passage.bits[at] & c.CERT or passage.words[at] in MEETS)
    verb = next((at for at in verbs if not passage.bits[at] & c.ART), last)
    if verb == last or (passage.any(c.YOU, us + 1, verb) and not passage.any(c.REL, us + 1, verb)):
        # "With our list you meet …": that is what readers do.
        return False
    return any(
        passage.any(c.CLAUSE | c.RULE | c.DEFNOUN | c.ANAPH | c.THEIR, max(at - 1, us), min(at + _NEAR, last))
        for at in passage.places(c.GLOBAL, us + 1, last)
    )


def us_all(passage: Passage, first: int, last: int) -> bool:
    """Whether everybody is everybody with us: "everyone here", "everybody in the office"."""
    return any(
        passage.words[at + 1] in _HERE
        or (
            passage.any(c.PREP, at + 1, at + 2)
            and THE.intersection(passage.words[at + 2 : at + 3])
            and passage.any(c.SELFNOUN, at + 3, at + 4)
        )
        or any(
            passage.words[noun - 1] in THE
            and passage.any(c.AND, noun - 2, noun - 1)
            and passage.any(c.HOLD | c.GOT, noun + 1, noun + 2)
            for noun in passage.places(c.SELFNOUN, at + 3, last)
        )
        for at in passage.places(c.GENERIC, first, last - 1)
        if passage.any(c.GLOBAL | c.WHOEVER, at, at + 1) or passage.words[at].startswith("every")
    )


def ended_up(scene: Scene, token: int) -> bool:
    """Whether a certain paper ended up somewhere behind an audit: "the auditors left, and the certificate hung …"."""
    passage = scene.passage
    _, begin, _ = scene.sentence_of(token)
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    certain = start > begin + 1 and passage.words[start - 1] in THE
    behind = segment.first > begin or passage.any(c.AND, start - 2, start - 1)
    came = end < segment.last and passage.words[end].startswith(_CAME)
    return (
        certain
        and behind
        and came
        and passage.any(c.EXAMINER | c.ASSESSOR, begin, start)
        and not passage.any(_DENIED | c.THIRD & ~c.EXAMINER | c.OTHER, begin, segment.last)
    )
