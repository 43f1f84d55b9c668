"""What a certificate or its scope leaves out: a canteen that is outside of it says that the rest is inside.

"Our blog is not in scope of SOC 2" denies that the blog is; "we are not in scope of SOC 2" denies it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.shown.useruled import others_about, paper_of_ours, told_elsewhere
from trustgen.claims.scenes.reading import chain
from trustgen.claims.spelling.dates import is_month
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_PARTS: Final = word_set("leftoutside.parts")
"""Nouns for a part of us among those for all of us."""
_COVER: Final = word_set("leftoutside.cover")
_SCOPE: Final = word_set("leftoutside.scope")
_REACHES: Final = word_parts("leftoutside.reaches")
"""How words begin that say for what a paper is valid."""
_BINDING: Final = "pci-dss"
"""Whoever takes cards has parts that are in its scope."""
_OTHERS: Final = c.THIRD | c.YOUR | c.COND | c.UNREAL | c.NOBODY | c.NO | c.NONE


def left_outside(scene: Scene, token: int) -> bool:
    """Whether a part of ours is said to be outside of a certain certificate or scope."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    if passage.any(_OTHERS, first, last) or not passage.any(c.NEG | c.LACK, first, last):
        return False
    return (
        not _whole(passage, first, last)
        and _of_a_scope(scene, token)
        and not others_about(scene, token)
        and not (_of_none(scene, token) and told_elsewhere(scene, token, c.PASTEND | c.PLAN))
    )


def _of_none(scene: Scene, token: int) -> bool:
    """Whether the scope may be one that there will be, or the sentence goes on from a denial of its own.

    "We have no report, so our blog is not in scope of SOC 2." "We plan it. The scope will not include the office."
    """
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, first, last = scene.sentence_of(token)
    will = any(not passage.bits[at] & (c.HOLD | c.BE) for at in passage.places(c.AUX, segment.first, segment.last))
    return will or (first, last) != (segment.first, segment.last)


def _whole(passage: Passage, first: int, last: int) -> bool:
    """Whether it is us or all that we make that is outside: "our product"; "our old product" is a part."""
    if not _PARTS.isdisjoint(passage.words[first:last]):
        return False
    return any(
        not passage.bits[at] & c.OUR and (not passage.bits[at] & c.SELFNOUN or passage.any(c.OUR | c.DET, at - 1, at))
        for at in passage.places(c.WE | c.NAME | c.SELFNOUN, first, last)
    )


def _reaches(passage: Passage, first: int, last: int) -> bool:
    """Whether it is said for what it is not valid, or to what it does not apply; not until when."""
    return any(
        passage.words[at].startswith(_REACHES)
        and (passage.any(c.PREP, at + 1, at + 3) or " " in passage.words[at])
        and not passage.any(c.NUMBER | c.SOON | c.SINCE | c.YOU, at + 1, last)
        and not any(is_month(word) for word in passage.words[at + 1 : last])
        for at in range(first + 1, last - 2)
    )


def _of_a_scope(scene: Scene, token: int) -> bool:
    """Whether a clause says what a certain paper covers, or what is in scope of a scheme that one joins by choice."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    words = passage.words
    covers = any(words[at] in _COVER or words[at].rpartition(" ")[2] in _COVER for at in range(first, last))
    if (covers or _reaches(passage, first, last)) and paper_of_ours(passage, token, first, last):
        return True
    start, end = chain(passage, token, first, last)
    named = passage.found[token]
    if named >= 0 and scene.found[named].scheme == _BINDING:
        return False
    return any(not _SCOPE.isdisjoint(words[at].split()) for at in range(max(first, start - 4), min(end + 1, last)))
