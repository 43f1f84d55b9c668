"""Papers without a name that are said to be there for whoever asks: "a bridge letter is available on request".

Nobody offers a letter between two reports who has no reports, and certificates that are sent to any buyer who asks are
the company's own.  What a vendor, an auditor or a certificate authority hands out is none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage

_LETTERS: Final = word_parts("onhand.letters")
_POSTED: Final = word_set("onhand.posted")
"""What is done with papers that are handed out."""
_DESK: Final = word_set("onhand.desk")
"""Who at our company looks after readers: "your account manager"."""
_THEIRS: Final = word_set("onhand.theirs")
"""Who makes such papers, and what is usual among them."""
_NOT: Final = (
    *(c.THIRD, c.OTHER, c.GENERIC, c.HOMONYM, c.NEG, c.NO, c.NONE, c.NOBODY, c.LACK, c.COND, c.PLAN, c.UNREAL),
    *(c.SOON, c.ASSESSOR, c.EXAMINER, c.CERTIFIER, c.MEAN, c.LAW, c.PASTEND, c.WITHOUT),
)
_NONE_OF_OURS: Final = sum(_NOT)
_NEAR: Final = 4
_FAR: Final = 8
_LEAD: Final = 3


def on_hand(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether the sentence begins with a paper and says that readers can have it."""
    bits = passage.bits[index]
    letter = bits & c.PRESUP and passage.words[index].startswith(_LETTERS)
    paper = bits & c.STRONG and bits & c.ISSUED and index + 1 < last and passage.bits[index + 1] & (c.BE | c.AUX)
    if not (letter or paper) or index - first > _LEAD or passage.any(_NONE_OF_OURS, first, last):
        return False
    if not _THEIRS.isdisjoint(passage.words[first:last]):
        return False
    yours = passage.places(c.YOUR, first, last)
    desk = [at for at in yours if not _DESK.isdisjoint(passage.words[at + 1 : at + _NEAR])]
    if len(desk) < len(yours):
        return False
    verb = next(iter(passage.places(c.BE, index + 1, min(index + _FAR, last))), -1)
    posted = verb > 0 and not _POSTED.isdisjoint(passage.words[verb + 1 : last])
    if letter:
        return posted or (verb > 0 and passage.any(c.EXIST | c.CTA, verb + 1, last))
    return posted and (bool(desk) or passage.any(c.CTA | c.ASK, verb + 2, last))
