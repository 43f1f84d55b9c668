"""What others ask for, and what is said next is that it is there: "…, you can say yes", "we tick the box"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.asked.replies import is_asked, reply_to
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_TICKS: Final = word_parts("met.ticks")
"""How it is put that a form's question gets its yes."""
_LIES: Final = word_set("met.lies")
_PLACES: Final = word_parts("met.places")
_MARKS: Final = word_parts("met.marks")
"""Papers that nobody has but who was examined: a label, a certificate."""
_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.PLAN | c.COND | c.UNREAL
_OTHERS: Final = c.OTHER | c.THEIR | c.SCHEME
_ORDERS: Final = word_parts("met.orders")
"""How verbs begin of what a reader does to see a paper."""
_TELL: Final = word_parts("met.tell")
"""How verbs begin by which readers are told what to tell those who ask, or to send them."""
_THEM: Final = word_set("met.them")
_PAPER: Final = word_set("met.paper")
_COMES: Final = word_set("met.comes")
_SHORT: Final = 10
_CLOSE: Final = 4


def demand_met(scene: Scene, token: int) -> bool:
    """Whether it is told next that a demand is met, or that the reader may use or order ours for it."""
    passage = scene.passage
    if _cites_ours(scene, token) or _to_order(scene, token) or _told_to_tell(scene, token):
        return True
    if not is_asked(scene, token):
        return False
    first, last = reply_to(scene, token)
    if first >= last or last - first > _SHORT or passage.any(_DENIED, first, last):
        return False
    text = f" {' '.join(passage.words[first:last])} "
    if any(f" {phrase}" in text for phrase in _TICKS):
        return True
    if passage.any(_OTHERS, first, last):
        return False
    said = passage.any(c.YOU | c.WE, first, last) and passage.any(c.SAY, first, last)
    yes = said and passage.any(c.YEA, last - 1, last)
    return yes or _hand_over(passage, first, last) or _lies(passage, first, last)


def _told_to_tell(scene: Scene, token: int) -> bool:
    """Whether readers are told to tell whoever asks that it is there: "Tell them it is valid to 2028.".

    The same where they are to hand on the paper itself: "Send them the PDF.".
    """
    passage = scene.passage
    if not is_asked(scene, token):
        return False
    first, last = reply_to(scene, token)
    if first >= last or passage.any(_DENIED | _OTHERS & ~c.THEIR | c.YOUR | c.ONCE | c.THIRD, first, last):
        return False
    them = next((at for at in range(first + 1, min(first + _CLOSE, last)) if passage.words[at] in _THEM), 0)
    opening = passage.words[first]
    if not opening.startswith(_TELL) or not (them or opening in _TELL):
        return False
    paper = any(passage.words[at - 1] in THE and passage.words[at] in _PAPER for at in range(first + 1, last))
    if passage.words[last - 1] in _PAPER and paper and last - first <= _CLOSE + 1:
        return True
    valid = any(passage.any(c.NUMBER, at + 1, at + _CLOSE) for at in passage.places(c.EXPIRY, them + 1, last))
    coming = paper and any(word in _COMES for word in passage.words[them + 1 : last])
    return valid or coming or passage.any(c.YEA, last - 1, last)


def _to_order(scene: Scene, token: int) -> bool:
    """Whether the reader, or somebody of the reader's, can order a certain paper: "your accountant can order the …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    return (
        start - 2 > segment.first
        and passage.words[start - 1] in THE
        and passage.any(c.ISSUED, start, end)
        and any(
            part.startswith(_ORDERS)
            for at in (start - 2, end)
            if at < segment.last
            for part in passage.words[at].split()
        )
        and passage.any(c.YOUR | c.YOU, segment.first, start)
        and passage.any(c.AUX, segment.first, start)
        and not passage.any(_DENIED & ~c.NO | c.DUTY, segment.first, segment.last)
        and not passage.any(_OTHERS & ~c.SCHEME | c.THIRD | c.YOUR, end, segment.last)
        and (end >= segment.last or bool(passage.bits[end]))
    )


def _hand_over(passage: Passage, first: int, last: int) -> bool:
    """Whether the reader is told to hand on a paper of ours: "forward our report"."""
    verb = passage.bits[first] & (c.SHOW | c.CTA) or (not passage.bits[first] and passage.words[first].isalpha())
    return bool(verb) and any(
        passage.any(c.ISSUED, at + 1, min(at + 3, last)) for at in passage.places(c.OUR, first + 1, last)
    )


def _lies(passage: Passage, first: int, last: int) -> bool:
    """Whether it is said where it is to be had: "it is in the portal"."""
    return (
        passage.words[first] in _LIES
        and passage.any(c.BE | c.HOLD | c.EXIST | c.SHOW, first + 1, first + 3)
        and any(word.startswith(_PLACES) for word in passage.words[first + 2 : last])
    )


def _cites_ours(scene: Scene, token: int) -> bool:
    """Whether the reader may cite a mark of ours for what is the reader's: "for your TISAX audit, cite our label"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    reader = passage.any(c.YOUR, max(first, token - 3), token)
    return (
        reader
        and not passage.any(_DENIED & ~c.COND | c.OTHER | c.THEIR, token, last)
        and any(
            any(word.startswith(_MARKS) for word in passage.words[at + 1 : min(at + 3, last)])
            for at in passage.places(c.OUR, token + 1, last)
        )
    )
