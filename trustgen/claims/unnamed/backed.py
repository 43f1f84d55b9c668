"""Phrases without a verb that name no scheme and boast of what others vouch for.

"Backed by the leading seals of the industry", "Hosting with a seal of approval", "Security that independent auditors
confirm year after year", "Rely on a certified company: an outside body checks our standards".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_UNSURE: Final = c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.PASTEND | c.COND | c.PLAN | c.UNREAL | c.HOMONYM
_ELSE: Final = c.THIRD | c.OTHER | c.YOUR | c.PERSON | c.ASK | c.HELP | c.COST | c.WHY | c.DUTY
_VERBS: Final = c.BE | c.AUX | c.HOLD
_VOUCH: Final = c.ASSESSOR | c.EXAMINER
_NEAR: Final = 4
_LONG: Final = 24
_MARKS: Final = word_parts("backed.marks")
"""How words for marks end."""
_KINDS: Final = word_parts("backed.kinds")
"""The same for marks that cannot be anything but somebody's judgement: "G\u00fctesiegel", "keurmerk"."""
_BACKED: Final = word_parts("backed.backed")
"""How participles begin of what has marks: "backed", "ausgezeichnet"."""
_BY: Final = word_set("backed.by")
_PRODUCTS: Final = word_parts("backed.products")
"""How nouns end of what this site offers."""
_VIRTUES: Final = word_set("generic.virtues") | word_set("backed.virtues")
_CONFIRM: Final = word_parts("backed.confirm")
"""How verbs begin of vouching for something."""
_RELY: Final = word_set("backed.rely")
"""What readers are told to do with a company."""


def backed(scene: Scene, index: int) -> bool:
    """Whether a word stands in a phrase without a verb that boasts of marks, outsiders or a company to rely on."""
    passage = scene.passage
    word, bits = passage.words[index], passage.bits[index]
    mark = word.endswith(_MARKS)
    if not mark and not bits & (c.CERT | _VOUCH):
        return False
    number, first, last = scene.sentence_of(index)
    context = scene.unit.context
    if last - first > _LONG or passage.sentences[number].question or context.row or context.term or context.question:
        return False
    if passage.any(_UNSURE, first, last) or passage.any(_ELSE, first, index):
        return False
    if mark and _with_marks(passage, index, first):
        return True
    if bits & _VOUCH and _confirmed(passage, index, first, last):
        return True
    return bool(bits & c.CERT) and (_vouched(passage, index, first, last) or _relied_on(scene, index, first))


def _with_marks(passage: Passage, index: int, first: int) -> bool:
    """Whether something is backed by marks, or comes with one: "Hosting with a seal of approval"."""
    by = index - 1
    while by > first and index - by <= _NEAR and passage.words[by] not in _BY:
        by -= 1
    last = passage.segments[passage.segment_at(index)].last
    if by <= first or passage.words[by] not in _BY or passage.any(_VERBS & ~c.HOLD, first, last):
        return False
    who = passage.words[by - 1]
    if who.startswith(_BACKED):
        after = passage.words[last : last + 1]
        return by - 1 == first and after != [","]
    kind = passage.words[index].endswith(_KINDS)
    return (
        kind
        and not passage.any(c.HOLD, first, by)
        and any(word.endswith(_PRODUCTS) for word in passage.words[max(first, by - _NEAR) : by])
    )


def _confirmed(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a virtue is what outsiders confirm: "security that independent auditors confirm year after year"."""
    that = next((at for at in range(index - 1, max(first, index - _NEAR), -1) if passage.bits[at] & c.REL), first)
    virtue = not _VIRTUES.isdisjoint(passage.words[first:that])
    outside = passage.any(c.OUTSIDE, max(that, index - 1), min(index + 2, last))
    verb = any(word.startswith(_CONFIRM) for word in passage.words[index + 1 : last])
    return virtue and outside and verb and that - first <= _NEAR and not passage.any(_VERBS | c.NEG, first, last)


def _vouched(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether a virtue is attested by outsiders: "security attested by independent experts"."""
    return (
        not _VIRTUES.isdisjoint(passage.words[max(first, index - 2) : index])
        and index - first <= _NEAR
        and any(passage.any(c.OUTSIDE, at, at + 2) for at in passage.places(_VOUCH, index + 1, last))
        and not passage.any(_VERBS | c.NEG, first, last)
    )


def _relied_on(scene: Scene, index: int, first: int) -> bool:
    """Whether readers are told to rely on a certified company, and behind it that somebody checks what is ours."""
    passage = scene.passage
    if passage.words[first] not in _RELY:
        return False
    after = passage.segment_at(index) + 1
    if after >= len(passage.segments) or scene.stance(after).denies:
        return False
    one = passage.segments[after]
    ours = passage.any(c.OUR | c.WE | c.NAME, one.first, one.last)
    checked = passage.any(_VOUCH | c.AUDIT | c.OUTSIDE, one.first, one.last)
    return ours and checked and not passage.any(c.NEG | _UNSURE | c.BUT, one.first, one.last)


_HEADED: Final = word_set("backed.headed")
_LABELS: Final = frozenset({"th", "td", "dt", "label", "legend", "option", "a", "button"})


def headed(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether it is what stands over the mark of somebody who examined us: "Tested and approved by" and a picture.

    Only where nothing else is said: in a row or a form it asks for a name.
    """
    passage = scene.passage
    whole = index == first == 0 and all(bits & c.PUNCT for bits in passage.bits[last:])
    return whole and scene.unit.tag not in _LABELS and " ".join(passage.words[first:last]).rstrip(": ") in _HEADED
