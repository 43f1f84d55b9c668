"""What we would begin if somebody paid for it or asked, and that so far nobody did: "So far nobody has".

The same of what we will do once it is there: "Once the audit is passed, we will open the region to hospitals."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.harmless import harmless
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_BEGIN: Final = word_parts("notyet.begin")
"""How verbs begin of setting out for it: nothing that whoever holds it still has to do."""
_SO_FAR: Final = word_parts("notyet.so_far")
_TOLD: Final = c.SHOW | c.GOT | c.DONE | c.PRESUP | c.SINCE | c.CTA | c.OUR | c.OURS | c.SELFNOUN | c.INHERIT
_FAR: Final = 5


def nobody_yet(scene: Scene, token: int) -> bool:
    """Whether a condition stands in front of our beginning, and the next clause says that it has not come about."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first = passage.sentences[segment.sentence].first
    begun = next((one for one in passage.segments if one.first >= first and _so_far(scene, one.first)), None)
    if begun is None or begun.first <= token or begun.sentence > segment.sentence + 1 or possessed(scene, token):
        return False
    last = passage.sentences[begun.sentence].last
    around = [one for at, one in enumerate(passage.sentences) if at not in {segment.sentence, begun.sentence}]
    told = any(
        bits & _TOLD and not bits & (c.WE | c.CERT | c.ART | c.HOLD | c.DET | c.PREP)
        for bits in passage.bits[first : begun.first]
    )
    words = [word for phrase in passage.words[first : begun.first] for word in phrase.split()]
    return (
        passage.any(c.COND, first, first + 2)
        and not told
        and any(word.startswith(_BEGIN) for word in words)
        and passage.any(c.NEG | c.NO | c.NOBODY | c.NONE, begun.first, last)
        and not passage.any(c.ISSUED, passage.segments[passage.segment_at(first)].last, begun.first)
        and _came_to_nothing(passage, begun.first, last)
        and not passage.any(c.SCHEME | c.LACK | c.PASTEND | c.BUT | c.RIVAL, begun.first, last)
        and all(harmless(scene, one.first, one.last) for one in around)
    )


_CAME: Final = word_parts("notyet.came")
"""How words begin of wishing, asking and happening."""


def _came_to_nothing(passage: Passage, first: int, last: int) -> bool:
    """Whether nobody wished, it did not happen, or we are not certified: not "nobody complained", "wanted more"."""
    while last > first and passage.bits[last - 1] & (c.PUNCT | c.ANAPH | c.NOBODY):
        last -= 1
    ending = passage.words[last - 1] if last > first else ""
    return ending.startswith(_CAME) or bool(passage.bits[last - 1] & (c.AUX | c.HOLD | c.CERT | c.BE))


def _so_far(scene: Scene, first: int) -> bool:
    """Whether a clause begins with a time up to now: "so far", "bisher", "finora"."""
    return " ".join(scene.passage.words[first : first + _FAR]).startswith(_SO_FAR)


_ONCE: Final = word_set("notyet.once")
_SHALL: Final = word_parts("notyet.shall")
"""How verbs end that tell what we will do."""
_OVER: Final = word_set("gapped.done")
_RENEWED: Final = word_parts("polarity.renewed")
_TAIL: Final = 3


def once_there(scene: Scene, token: int) -> bool:
    """Whether it is told what we will do once it is there: "Une fois l'audit HDS réussi, nous ouvrirons la région"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    behind = passage.segments[index + 1 : index + 2]
    if passage.words[segment.first] not in _ONCE or possessed(scene, token) or not behind:
        return False
    begin, last = behind[0].first, behind[0].last
    _, end = chain(passage, token, segment.first, segment.last)
    tail = range(end, segment.last)
    there = any(passage.bits[at] & (c.GOT | c.DONE | c.HOLD | c.HAPPEN) or passage.words[at] in _OVER for at in tail)
    future = any(word.endswith(_SHALL) for word in passage.words[begin + 1 : begin + 3])
    return (
        there
        and future
        and len(tail) <= _TAIL
        and not any(word.startswith(_RENEWED) for word in passage.words[segment.first : segment.last])
        and not passage.any(c.PRESUP | c.YOUR, segment.first, segment.last)
        and passage.any(c.WE | c.NAME, begin, begin + 1)
        and not passage.any(c.GOT | c.PRESUP | c.SINCE | c.INHERIT | c.NEG, begin, last)
    )
