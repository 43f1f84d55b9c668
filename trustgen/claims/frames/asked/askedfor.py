"""What others ask us for as if it were there: "if she asks for our bridge letter, tell her that there is none".

The words call it ours because that is how people ask; what is said next decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_ABSENT: Final = c.NEG | c.NO | c.NONE
_SHOULD: Final = word_set("askedfor.should")
_ASKED: Final = word_set("askedfor.asked")
_NEAR: Final = 4


def asked_for(case: Case) -> bool:
    """Somebody asks for ours and is told that there is none, or should have asked for it."""
    scene, token = case.scene, case.token
    honest = _told_none(scene, token) if possessed(scene, token) else _should_have_been(scene, token)
    return honest and not claimed_beside(scene, token)


def _told_none(scene: Scene, token: int) -> bool:
    """Whether they ask for ours, and the next words are a no: "… our SOC 2 report. We wrote “none”."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    number, _, last = scene.sentence_of(token)
    ask = next((at for at in passage.places(c.ASK, segment.first, token) if token - at <= _NEAR + 1), -1)
    _, end = chain(passage, token, segment.first, segment.last)
    if ask < 0 or passage.any(_SELF, segment.first, ask) or passage.any(~c.PUNCT, end, end + 1):
        # "… ask for our SOC 2 exceptions, there are none": it is these that are not there.
        return False
    behind = [at for at in range(index + 1, len(passage.segments)) if passage.segments[at].sentence <= number + 1]
    if any(
        passage.any(c.PSEUDO | c.BUT | c.EXCEPT | c.PASTEND, passage.segments[at].first, passage.segments[at].last)
        for at in behind
    ):
        return False
    return any(
        (scene.stance(at).denies and scene.stance(at).direct and _ours(passage, passage.segments[at], last))
        or _wrote_none(passage, passage.segments[at].first, passage.segments[at].last)
        for at in behind
    )


def _ours(passage: Passage, one: Segment, last: int) -> bool:
    """Whether a clause of the sentence says it of us, or that there is none, and not of others."""
    first, end = one.first, one.last
    return (
        first < last
        and passage.any(c.WE | c.NAME | c.EXIST | c.ART, first, end)
        and not passage.any(_OTHERS, first, end)
    )


_OTHERS: Final = c.THIRD | c.OTHER | c.RIVAL | c.GENERIC | c.YOU


def _wrote_none(passage: Passage, first: int, last: int) -> bool:
    """Whether we wrote a no in quotation marks."""
    return passage.any(c.WE, first, last) and any(
        passage.words[at - 1] == '"' == passage.words[at + 1]
        and passage.bits[at] & c.NAY
        and not passage.bits[at] & c.YEA
        for at in range(first + 1, min(last, len(passage) - 1))
    )


def _should_have_been(scene: Scene, token: int) -> bool:
    """Whether it is what we should have been asked for: "the report said that we should have been asked for it"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    should = next(
        (at for at in range(segment.first, token - 1) if passage.words[at] in _SHOULD and passage.bits[at + 1] & c.AUX),
        token,
    )
    asked = [at for at in range(should + 1, token) if not _ASKED.isdisjoint(passage.words[at].split(" "))]
    return bool(asked) and token - asked[-1] <= _NEAR and not passage.any(_ABSENT, segment.first, token)


ASKED_FOR = Frame("asked-for", asked_for)
