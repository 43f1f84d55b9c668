"""What follows if ours were lost: one can only lose what one has.

"If we lost ISO 27001, we would tell you" has it, "if we lost the tender for want of ISO 27001" has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_LOSE: Final = word_set("werelost.lose")
_TAKEN: Final = word_set("werelost.taken")
_ENDS: Final = _TAKEN | _LOSE
_WHEN: Final = word_set("werelost.when")
_AWAY: Final = word_set("werelost.away")
_SHOULD_WE: Final = word_set("werelost.should_we")
_INVERTED: Final = word_set("werelost.inverted")
_A: Final = word_set("common.a")
_OTHERS: Final = c.OTHER | c.THIRD | c.THEIR | c.YOUR | c.GENERIC | c.PERSON | c.NEG | c.NO | c.NOBODY | c.NONE
_NO_LONGER: Final = word_set("presupposed.no_longer")
"""Having it no longer is losing it."""
_LINK: Final = c.BE | c.AUX | c.ADV | c.DET | c.OUR | c.WE | c.PREP | c.PUNCT


def were_lost(scene: Scene, token: int) -> bool:
    """Whether it is said what we do, or what the reader may, if ours is lost, suspended or withdrawn."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    first, last = segment.first, segment.last
    start, end = chain(passage, token, first, last)
    opened = passage.any(c.COND, first, start) or passage.words[first] in _INVERTED
    others = any(passage.words[at] not in _NO_LONGER for at in passage.places(_OTHERS, first, last))
    if not opened or others or passage.words[start - 1] in _A:
        return False
    return lost_it(passage, segment, start, end) and (
        passage.any(c.WE | c.OUR, first, last) or passage.words[first] in _SHOULD_WE or _we_tell(scene, index)
    )


def lost_it(passage: Passage, segment: Segment, start: int, end: int) -> bool:
    """Whether a verb of losing is next to the name: "we lost ISO 27001", "ISO 27001 were withdrawn"."""
    words, bits = passage.words, passage.bits
    at = start - 1
    while at > segment.first and (bits[at] & (_LINK | c.ISSUED) or words[at] in _WHEN) and words[at] not in _ENDS:
        at -= 1
    if words[at] in _ENDS:
        # "If we lost the ISO 27001 expert" loses somebody else.
        return end >= segment.last or bool(bits[end] & (_LINK | c.WORD))
    subject = _LINK | c.COND | c.REL | c.ISSUED | c.DEFNOUN
    if not all(bits[place] & subject for place in range(segment.first, start)):
        return False
    while end < segment.last and (bits[end] & _LINK or words[end] in _WHEN) and words[end] not in _ENDS:
        end += 1
    # "If the certificate were ever taken away from us": two words of losing.
    away = end + 1 < segment.last and words[end + 1] in _AWAY
    away = away or (end + 1 < segment.last and words[end] in _NO_LONGER and bool(bits[end + 1] & c.HOLD))
    return end < segment.last and (words[end] in _ENDS or (away and bool((bits[end] | bits[end + 1]) & c.HOLD)))


def _we_tell(scene: Scene, index: int) -> bool:
    """Whether the next clause is about what we do for those who read it: "we would tell all customers"."""
    passage = scene.passage
    if index + 1 >= len(passage.segments):
        return False
    one = passage.segments[index + 1]
    we = passage.places(c.WE, one.first, one.last)
    you = passage.places(c.YOU | c.OUR | c.GLOBAL, one.first, one.last)
    return bool(we) and bool(you) and we[0] < you[-1]
