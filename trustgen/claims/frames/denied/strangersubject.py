"""Whether the subject of a mention's clause is somebody else: a rival, a supplier, a directory, a thing of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.unnamed.visits import maker
from trustgen.claims.words import cues as c

if TYPE_CHECKING:
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_ACTS: Final = c.ANAPH | c.BE | c.AUX | c.HOLD | c.INHERIT | c.SHOW | c.NEG
"""What stands behind a name that is the subject of a clause."""


def strangers_speak(scene: Scene, token: int) -> bool:
    """Whether the sentence has a subject of its own that is nothing of ours."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    says = passage.places(c.SAY | c.SHOW, segment.first, token)
    if says and says[0] - segment.first > 1 and not passage.any(_SELF, segment.first, says[0]):
        # "A directory lists us as …": the directory speaks.
        return passage.bits[segment.first] & (c.DET | c.GENERIC | c.THIRD) != 0
    rivals = passage.places(c.RIVAL, segment.first, token)
    if rivals and passage.any(c.THEIR, rivals[-1], token) and not passage.any(_SELF, segment.first, segment.last):
        # "A rival announced its certificate."
        return True
    if rivals and _subject(scene, rivals[0], token):
        # "Three of our rivals are FedRAMP listed."
        return True
    if maker(passage, segment.first, token):
        # "The lab that makes our tokens has a certificate."
        return True
    first = _whole(scene, token)
    if passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN & ~c.THIRD, first, token) and not passage.any(
        c.THIRD | c.OTHER, first, token
    ):
        return False
    return any(
        passage.bits[i] & c.DET and not passage.bits[i + 1] & ~c.TERM and passage.words[i + 1].isalpha()
        for i in range(first, token - 1)
    )


def lacks_it_himself(scene: Scene, token: int, index: int) -> bool:
    """Whether it is a named other that has none, and we who are told of: "applied by us, …; Certum has no status"."""
    passage, segments = scene.passage, scene.passage.segments
    own, here = scene.segment_of(token)
    start = index - (segments[index].opener == "and" and segments[index - 1].sentence == segments[index].sentence)
    first = segments[start].first
    # In small letters, whatever no cue knows may be a name.
    name = scene.proper(first) or (passage.words[first].isalpha() and not passage.bits[first])
    named = passage.bits[first] & c.OTHER or (name and passage.any(_ACTS, first + 1, first + 2))
    return (
        bool(named)
        and start > own
        and passage.any(c.NEG | c.NO | c.NONE, segments[index].first, segments[index].last)
        and passage.any(c.WE | c.OUR, scene.sentence_of(token)[1], here.last)
        and not passage.any(_SELF | c.OURS | c.WITHUS, first, segments[index].last)
    )


def _whole(scene: Scene, token: int) -> int:
    """Where the clause begins whose subject stands in front of an insertion: "the maker, Norrhost, is certified"."""
    passage, segments = scene.passage, scene.passage.segments
    index, segment = scene.segment_of(token)
    _, first, _ = scene.sentence_of(token)
    verb = passage.bits[segment.first] & (c.BE | c.HOLD | c.AUX)
    inserted = index > 1 and segments[index - 1].opener == "," == segment.opener and segments[index - 2].first == first
    return first if verb and inserted else segment.first


def _subject(scene: Scene, at: int, token: int) -> bool:
    """Whether a word for others is the subject of a clause: "three of our rivals are", not "we and our rivals are"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    plain = c.NUMBER | c.DET | c.PREP | c.OUR | c.GENERIC | c.ADJ | c.RIVAL
    verb = at + 1 < token and passage.bits[at + 1] & (c.BE | c.HOLD | c.AUX | c.SHOW)
    return (
        bool(verb)
        and at > segment.first
        and not passage.any(c.WE | c.OUR, at + 1, token)
        and all(bits & plain and not bits & (c.NEG | c.NO | c.WE) for bits in passage.bits[segment.first : at])
    )
