"""What is asked to be pending still, and has come: "Still planned? No, the label is here."."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.objections.told.newone import RUNS
from trustgen.claims.scenes.reading import THE
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_STATED: Final = 600
_NEAR: Final = 4
_WAITING: Final = c.PLAN | c.OPEN | c.PROGRESS | c.SOON
_STILL: Final = word_parts("pending.still")
"""How words begin that ask whether it is to be done still."""
_CAME: Final = word_set("pending.came")
_AT: Final = word_set("pending.at")
_AT_THE: Final = word_set("pending.at_the")
"""The same with an article in it."""
_UNSURE: Final = (
    c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.PROGRESS | c.LACK | c.WITHOUT | c.PASTEND
)
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.GENERIC


def pending_no_more(scene: Scene, token: int) -> bool:
    """Whether the answer to "is it still planned?" is that the paper has come."""
    passage = scene.passage
    number, first, _ = scene.sentence_of(token)
    # "ISO 22301: ¿sigue pendiente?" is two sentences here.
    asked = next((one for one in passage.sentences[number : number + 2] if one.question), None)
    if asked is None or passage.any(c.THIRD | c.OTHER, first, asked.last):
        return False
    last = asked.last
    waits = passage.any(_WAITING, first, last) or any(word.startswith(_STILL) for word in passage.words[first:last])
    behind = scene.unit.context.answer or scene.unit.text[passage.ends[last - 1] :]
    if not waits or not behind:
        return False
    answer = scene.read(behind[:_STATED])
    no = answer.any(c.NEG | c.NAY | c.NO | c.PASTEND, 0, 2)
    return no and any(_has_come(answer, one.first, one.last) for one in answer.segments)


def no_plan(scene: Scene, token: int) -> bool:
    """Whether it is denied in a word that it is to come, and told that it has: "… a plan. It is not. Since June …"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    behind = next((one for one in passage.segments if one.sentence == number + 1), None)
    if behind is None or passage.sentences[number].question or not passage.any(c.PLAN | c.OPEN, first, last):
        return False
    # "It is not" alone may say that nothing is planned.
    told = passage.sentences[number + 2] if number + 2 < len(passage.sentences) else None
    if told is None or passage.any(_UNSURE | c.NEG, told.first, told.last):
        return False
    hangs = any(word.startswith(_HANGS) for word in passage.words[told.first : told.last])
    came = hangs or passage.any(c.SINCE | c.DONE, told.first, told.last)
    bits = passage.bits[behind.first : behind.last]
    return (
        came
        and len(bits) <= _BRIEF
        and all(one & (c.ANAPH | c.BE | c.NEG | c.NO | c.ADV | c.DET) for one in bits)
        and any(one & c.BE for one in bits)
        and sum(bool(one & (c.NEG | c.NO)) for one in bits) == 1
        and bool(bits[-1] & (c.NEG | c.NO | c.BE))
        and bits[0] & ~c.WORD != c.ADV
        and not passage.any(c.NEG | c.NO | c.LACK | c.WITHOUT | c.CERT, first, last)
    )


_BRIEF: Final = 5
_HANGS: Final = word_parts("cameabout.hangs")


def _has_come(answer: Passage, first: int, last: int) -> bool:
    """Whether a certain paper is said to have come, to hang or to lie somewhere: "the report is in the data room"."""
    for at in answer.places(c.ISSUED | c.ART | c.STRONG, first + 1, last):
        certain = answer.words[at - 1] in THE or answer.bits[at - 1] & c.OUR
        if not certain or answer.any(_UNSURE | _OTHERS | c.NEG, max(first, at - 2), last):
            continue
        words = answer.words[at + 1 : min(at + 1 + _NEAR, last)]
        placed = any(
            answer.words[i + 1] in _AT_THE or (answer.words[i + 1] in _AT and answer.any(c.DET | c.OUR, i + 2, i + 3))
            for i in range(at + 1, min(at + _NEAR, last - 1))
        )
        before = answer.words[max(first, at - 2) : at - 1]
        came = not _CAME.isdisjoint(words + before) or answer.any(c.DONE, at + 1, min(at + 3, last))
        if came or (placed and (answer.any(c.BE, at + 1, at + 2) or words[0] in RUNS)):
            return True
    return False
