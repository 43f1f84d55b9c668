"""Ours in few words that take up a statement on the scheme: at the most severe level, or having what readers want.

"TISAX prevede tre livelli. Noi siamo al più severo." needs no list of levels: who is at the most of something that was
counted is at a level.  "Se volete la ISO 27001 come noi" tells readers that we have what they want.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_MOST: Final = word_set("inkind.most")
_NOT_SO: Final = (
    c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.PLAN | c.PROGRESS | c.SOON | c.OPEN | c.UNREAL
)


def at_the_most(passage: Passage, first: int, end: int) -> bool:
    """Whether a sentence ends in that we are at the most of something: "siamo al più severo", "somos del más alto"."""
    return (
        end - 1 > first
        and passage.words[end - 1] in _MOST
        and passage.any(c.BE, first, end)
        and passage.any(c.PREP | c.DET, end - 2, end - 1)
    )


def as_we_have(scene: Scene, token: int) -> bool:
    """Whether readers are told that they may want it as we have it: "Se volete la ISO 27001 come noi, …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    _, end = chain(passage, token, segment.first, segment.last)
    return (
        end < segment.last
        and bool(passage.bits[end] & c.INHERIT and passage.bits[end] & c.WE)
        and not passage.any(c.WE | c.OUR, segment.first, token)
        and not passage.any(_NOT_SO, segment.first, end)
    )


def no_lack_above(scene: Scene, token: int) -> bool:
    """Whether a list stands below a lack of ours that is denied, whatever it is called: "Non ci mancano bollini: …"."""
    passage = scene.passage
    index, _ = scene.segment_of(token)
    while index and _in_a_list(passage, index) and passage.segments[index].opener != ":":
        index -= 1
    if not index or not _in_a_list(passage, index):
        return False
    lead = passage.segments[index - 1]
    lacks = passage.places(c.LACK, lead.first, lead.last)
    nots = passage.places(_NEGATORS, lead.first, lead.last)
    return (
        len(lacks) == 1
        and len(nots) == 1
        and bool(passage.bits[nots[0]] & c.NEG)
        and 0 < lacks[0] - nots[0] <= _FEW
        and passage.any(c.WE, lead.first, lacks[0])
    )


def _in_a_list(passage: Passage, index: int) -> bool:
    one = passage.segments[index]
    return all(bits & _LISTED for bits in passage.bits[one.first : one.last])


_LISTED: Final = c.SCHEME | c.ART | c.AND | c.PUNCT | c.DET
_NEGATORS: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.WITHOUT | c.PSEUDO
_FEW: Final = 3
