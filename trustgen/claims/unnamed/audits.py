"""Audits that name no scheme: somebody outside has been through something of ours, and signed it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, THE_MANY
from trustgen.claims.unnamed.visits import SIGNATURES, beyond_our_word, bore_it_out, outsider_at_work, was_here
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME | c.SELFNOUN
_NEAR: Final = 4
_LOOSE: Final = word_set("audits.loose")
"""Words of everyday verbs, which are an audit only where an assessor is their subject."""
_BY: Final = word_set("audits.by")
_BY_TRADE: Final = word_parts("audits.by_trade")
"""Who is called ours only when we are audited; an accountant may do the taxes."""
_PAST: Final = word_set("audits.past")
_LAPSES: Final = word_parts("audits.lapses")
"""What an auditor notes, by how the word begins."""
_SEALED: Final = word_parts("audits.sealed")
"""Participles of being signed or sealed, by how they begin."""
_WHOLE: Final = word_set("audits.whole")
"""Words for all of one thing, which is ours where nobody else is named."""


def agent(passage: Passage, place: int) -> bool:
    """Whether a third party is named as who audited: "verified by third parties", "independent assessors have"."""
    bits = passage.bits[place]
    if bits & c.EXAMINER and bits & c.GENERIC and not bits & (c.THIRD | c.YOUR):
        return passage.any(c.OUTSIDE, max(0, place - 1), place + 2)
    by = place - 1
    who = bits | (passage.bits[by] if place else 0)
    while by > 0 and passage.bits[by] & (c.OUTSIDE | c.DET | c.CERT) and passage.words[by] not in _BY:
        by -= 1
    return bool(who & (c.ASSESSOR | c.OUTSIDE)) and place > 0 and passage.words[by] in _BY


def by_them(passage: Passage, index: int) -> bool:
    """Whether a word that is a noun, too, is a participle: "software certificato dal Garante", not "un certificato"."""
    behind = passage.words[index + 1 : index + 2]
    bits = passage.bits[index - 1] if index else c.DET
    a_noun = bits & (
        c.DET | c.PREP | c.BE | c.AUX | c.HOLD | c.GOT | c.SHOW | c.OUR | c.NUMBER | c.ASK | c.CTA | c.NEG | c.NO
    )
    return bool(passage.bits[index] & c.CERT and not a_noun) and bool(behind) and behind[0] in _BY_THEM


_BY_THEM: Final = word_set("audits.by_them")


def outside(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether somebody outside is said to have done it."""
    if index > first and scene.passage.bits[index - 1] & c.WE:
        # "We tested it with independent users."
        return False
    mask = c.ASSESSOR | c.CERTIFIER | c.EXAMINER
    if _LOOSE.isdisjoint(scene.passage.words[index].split()):
        mask |= c.OUTSIDE
    near = scene.passage.places(mask, max(first, index - 2 * _NEAR), min(last, index + 2 * _NEAR + 1))
    return any(place != index for place in near) or _a_firm(scene.passage, index, first)


def _a_firm(passage: Passage, index: int, first: int) -> bool:
    """Whether the clause opens with somebody from outside, whatever they are called: "An external bureau went …"."""
    return (
        first + 2 < index
        and passage.words[first] in _A
        and bool(passage.bits[first + 1] & c.OUTSIDE)
        and not passage.bits[first + 2] & (c.THIRD | c.PERSON | c.YOU | c.PREP)
    )


_A: Final = word_set("common.a")


def held(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether an audit by somebody outside is said to have taken place: "the independent assessment found nothing"."""
    passage = scene.passage
    outside = passage.any(c.OUTSIDE | c.CERTIFIER, max(first, index - 2), index + 3) or passage.any(
        c.ASSESSOR, max(first, index - 3), index
    )
    # "Ten days of audit, no exceptions."
    outside = outside or (passage.any(c.NUMBER, first, index) and last - first <= 2 * _NEAR)
    return outside and (passage.any(c.HAPPEN, index + 1, last) or _clean(passage, first, last))


def _clean(passage: Passage, first: int, last: int) -> bool:
    """Whether a certain number of findings, or none, is told of: "no nonconformity in the last external audit"."""
    return any(
        passage.any(c.NUMBER | c.NO | c.NEG, max(first, place - _NEAR), place)
        for place in passage.places(c.FINDING, first, last)
    )


def by_examiner(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether auditors are ours, found nothing, or are said to have looked at something of ours."""
    passage = scene.passage
    # "A CPA firm issues it": a verb.
    at = index + 1
    verb = passage.any(c.FINDING, at, at + 1) and passage.any(c.ANAPH | c.DET, at + 1, min(at + 2, last))
    if passage.any(c.FINDING, at + 1 if verb else index, last) and not passage.any(c.COND | c.GENERIC, at, last):
        return True
    if outsider_at_work(passage, index, first, last) or _signed(passage, index, first) or bore_it_out(scene, index):
        return True
    clause = scene.segment_of(index)[1]
    if passage.any(c.THIRD | c.OTHER | c.PERSON | c.HOMONYM, first, last) or passage.any(c.YOUR, first, clause.last):
        # "…, so yours need not start from zero": what follows for readers is a clause of its own.
        return False
    if index > first and passage.bits[index - 1] & c.OUR:
        # What somebody ours has written is about us, whatever else that person does.
        return passage.words[index].startswith(_BY_TRADE) or passage.any(c.ART, first, index)
    if index > first and passage.words[index - 1] in THE | THE_MANY:
        if (
            _noted(scene, index, last)
            or _went(scene, index)
            or (passage.words[index].startswith(_BY_TRADE) and was_here(passage, index, first, last))
        ):
            return True
    elif beyond_our_word(passage, index, first):
        return True
    return passage.any(_SELF, index, last) and passage.any(c.SINCE | c.HAPPEN | c.AUDIT, index, last)


def _signed(passage: Passage, index: int, first: int) -> bool:
    """Whether something bears an examiner's signature: "the platform's security bears the signature of a …"."""
    borne = passage.places(c.CARRY, first, index)
    return (
        bool(borne)
        and _among(SIGNATURES, passage, borne[0], index)
        and not passage.any(c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN | c.THIRD | c.OTHER | c.YOUR, first, index)
    )


def _went(scene: Scene, index: int) -> bool:
    """Whether the next sentence says in few words what was found: "The auditors have left. No nonconformity."."""
    passage = scene.passage
    following = scene.following(index)
    if following is None:
        return False
    first, last = following.first, following.last
    return last - first <= 2 * _NEAR and _clean(passage, first, last)


def _noted(scene: Scene, index: int, last: int) -> bool:
    """Whether a certain number of exceptions, or none, was noted: "the auditor noted two exceptions"."""
    passage = scene.passage
    return any(
        passage.any(c.NUMBER | c.NO | c.NONE | c.WITHOUT, max(index, place - 3), place)
        for place in range(index + 1, last)
        if passage.words[place].startswith(_LAPSES)
    )


_WRITTEN: Final = word_parts("audits.written")


def in_writing(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether somebody outside is said to have put it in writing: "lo ha messo per iscritto un ente terzo"."""
    if not passage.words[index].endswith(_WRITTEN):
        return False
    near = range(max(first, index - 2 * _NEAR), min(last, index + _NEAR + 1))
    by = any(passage.bits[at] & (c.ASSESSOR | c.EXAMINER) for at in near)
    begin = passage.segments[passage.segment_at(index)].first
    return by and not passage.any(c.NEG | c.NO | c.NOBODY | c.COND | c.YOUR | c.THIRD | c.PLAN, begin, last)


def sealed(passage: Passage, index: int, last: int) -> bool:
    """Whether something was audited and then sealed: "checked and stamped"."""
    return any(word.startswith(_SEALED) for word in passage.words[index + 1 : min(last, index + _NEAR)])


def signature(passage: Passage, index: int, last: int) -> int:
    """Where the clause ends for what is said of others: before a signature that auditors left behind."""
    return index if _among(SIGNATURES, passage, index, last) else last


def passed(passage: Passage, first: int, last: int) -> bool:
    """Whether auditors from outside are said to have looked: "every claim was checked by an outside auditor"."""
    told = passage.any(c.BE, first, last) or any(word in _PAST for word in passage.words[first:last])
    by = passage.any(c.EXAMINER, first, last) and passage.any(c.OUTSIDE, first, last)
    # "… evaluated by an accredited laboratory"
    by = by or any(
        passage.any(c.STRONG, max(first, at - 1), at + 2) and not passage.bits[at] & c.STRONG
        for at in passage.places(c.ASSESSOR, first, last)
    )
    return told and by and not passage.any(c.THIRD | c.OTHER | c.YOUR | c.PERSON | c.COND, first, last)


def of_the_whole(passage: Passage, index: int, first: int, last: int) -> bool:
    """Whether assessors are said to have been through the whole of something."""
    return passage.any(c.ASSESSOR | c.OUTSIDE, first, index) and _among(_WHOLE, passage, first, last)


def _among(listed: frozenset[str], passage: Passage, first: int, last: int) -> bool:
    """Whether one of the words stands in a region, by itself or in a phrase."""
    return any(not listed.isdisjoint(words.split()) for words in passage.words[first:last])
