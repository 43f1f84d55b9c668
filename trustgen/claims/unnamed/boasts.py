"""Boasts that name no scheme: every seal on the page was earned, any that one names is here, an accredited provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.layout.structure import has
from trustgen.claims.negation.lacking import OR
from trustgen.claims.unnamed.backed import backed
from trustgen.claims.unnamed.coveted import coveted
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_PAPER: Final = c.ISSUED | c.SEAL
_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.PASTEND
_UNSURE: Final = _NO | c.COND | c.PLAN | c.UNREAL | c.HOMONYM
_OTHERS: Final = c.THIRD | c.OTHER | c.YOUR | c.PERSON | c.GENERIC
_NEAR: Final = 5
_SHOWN: Final = word_parts("boasts.shown")
"""Where readers see a mark."""
_DUE: Final = word_parts("boasts.due")
"""What is said of a mark that its bearer got and still has, by how the words begin."""
_NAMING: Final = word_set("boasts.naming")
"""How readers are told to name any they like."""
_A: Final = word_set("boasts.a")
_HAVE: Final = c.HOLD | c.CARRY | c.BE | c.DONE | c.EXIST | c.WITHUS | c.OURS
_WE_HAVE: Final = word_parts("boasts.we_have")
_OTHERWISE: Final = c.SAY | c.ASK | c.SHOW | c.HELP | c.MEAN | c.YOU


def boasted(scene: Scene, index: int) -> bool:
    """Whether a word of certification is one of all that are shown, or of any that readers name, or says who we are."""
    _, first, last = scene.sentence_of(index)
    if none_uncertified(scene, index) or backed(scene, index) or coveted(scene, index):
        return True
    told = (_all_earned(scene, index, last), _all_you_want(scene, index, first, last), _badge(scene, index))
    if any(told) or _any_you_name(scene, index, first) or _who_we_are(scene, index):
        return True
    return _virtue(scene, index, first, last)


_VIRTUES: Final = word_set("generic.virtues") | word_set("boasts.virtues")


def _virtue(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether a phrase praises what somebody outside certified: "Security that independent experts have certified"."""
    passage = scene.passage
    noun = first + bool(passage.bits[first] & c.DET)
    return (
        bool(passage.bits[index] & c.CERT)
        and index >= last - 2
        and noun + 1 < index
        and passage.words[noun] in _VIRTUES
        and passage.any(c.REL | c.ANAPH, noun + 1, noun + 2)
        and passage.any(c.OUTSIDE, noun + 2, index)
        and passage.any(c.ASSESSOR | c.EXAMINER | c.PERSON, noun + 2, index)
        and not passage.any(_UNSURE | c.YOU | c.YOUR | c.OTHER | c.BE, first, index)
        and not any(bits & c.AUX and not bits & c.HOLD for bits in passage.bits[noun:index])
    )


_WANT: Final = word_parts("boasts.want")
"""How verbs begin of what readers want to see."""


def _all_you_want(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether a phrase is all that readers could ask for: "all the certifications your procurement team could want"."""
    passage = scene.passage
    stop = scene.segment_of(index)[1].last
    reader = passage.places(c.YOU | c.YOUR | c.THEIR, index + 1, min(index + 4, stop))
    end = stop - 1 - bool(passage.bits[stop - 1] & c.PREP)
    wanted = any(word.startswith(_WANT) for word in passage.words[max(end - 1, index) : stop])
    return (
        bool(passage.bits[index] & (_PAPER | c.STRONG))
        and bool(reader)
        and wanted
        and stop - index <= 2 * _NEAR
        and passage.any(c.GLOBAL, first, min(first + 1, index))
        and not passage.any(_UNSURE & ~c.PLAN, first, last)
    )


_SIN: Final = ["sin", "certificar"]
UNCERTIFIED: Final = word_set("boasts.uncertified")
"""Words that say with a prefix that there is no certificate."""


def none_uncertified(scene: Scene, index: int) -> bool:
    """Whether nothing of ours is said to be without one: "not one of our environments is uncertified"."""
    passage = scene.passage
    if passage.words[index - 1 : index + 1] == _SIN:
        index -= 1
    elif passage.words[index] not in UNCERTIFIED:
        return False
    _, segment = scene.segment_of(index)
    none = passage.places(c.NO | c.NONE | c.NOBODY, segment.first, index)
    whose = none and passage.any(c.OUR | c.WE | c.NAME | c.OURS | c.WITHUS, segment.first, index)
    return (
        bool(whose)
        and passage.any(c.BE | c.OURS, none[0], index)
        and not passage.any(c.NEG | c.WITHOUT | c.PERSON | c.SAY | c.YOU | _OTHERS, segment.first, index)
        # "None of our servers is uncertified hardware."
        and (index + 1 >= segment.last or bool(passage.bits[index + 1]))
    )


def _all_earned(scene: Scene, index: int, last: int) -> bool:
    """Whether every mark that is to be seen is said to be earned or in date: "every seal on this page is in date"."""
    passage = scene.passage
    _, segment = scene.segment_of(index)
    return (
        bool(passage.bits[index] & (_PAPER | c.STRONG))
        and passage.any(c.GLOBAL, max(segment.first, index - 3), index)
        and any(word.startswith(_SHOWN) for word in passage.words[index + 1 : min(last, index + _NEAR)])
        and any(word.startswith(_DUE) for word in passage.words[index + 1 : last])
        and not passage.any(_UNSURE | _OTHERS, segment.first, last)
    )


def _any_you_name(scene: Scene, index: int, first: int) -> bool:
    """Whether readers may name any and we have it: "name a certificate: it's on our wall"."""
    passage = scene.passage
    own, segment = scene.segment_of(index)
    begins = not _NAMING.isdisjoint(passage.words[first : first + 2]) or passage.any(c.WHOEVER, first, first + 2)
    if not passage.bits[index] & (_PAPER | c.STRONG) or not begins or segment.first != first or index - first > _NEAR:
        return False
    if _A.isdisjoint(passage.words[first:index]) and not passage.any(c.GLOBAL | c.WHOEVER, first, index):
        return False
    if scene.stance(own).denies:
        return False
    # "Name a seal and it's on our wall": the rest of its own clause may say so.
    clauses = [(own, index + 1, segment.last, segment.sentence)]
    clauses += [
        (own + 1 + at, one.first, one.last, one.sentence) for at, one in enumerate(passage.segments[own + 1 : own + 3])
    ]
    return any(
        sentence <= segment.sentence + 1
        and (
            (passage.any(c.WE | c.OUR | c.NAME | c.WITHUS, begin, end) and passage.any(_HAVE, begin, end))
            or passage.words[end - 1].endswith(_WE_HAVE)
        )
        and not passage.any(_UNSURE | _OTHERS | _OTHERWISE | c.MAP | c.CLAUSE, begin, end)
        and not _another_thing(passage, begin, end)
        and not scene.stance(at).denies
        for at, begin, end, sentence in clauses
    )


def _another_thing(passage: Passage, first: int, last: int) -> bool:
    """Whether something else is what we have: "wir haben den passenden Kurs"; not "it hangs on the wall"."""
    if any(part.startswith(_HANGS) for word in passage.words[first:last] for part in word.split()):
        return False
    unknown = [not passage.bits[at] and passage.words[at].isalpha() for at in range(first, last)]
    return any(
        passage.bits[at] & c.DET
        and not passage.bits[at] & (c.OUR | c.ANAPH)
        and any(unknown[at + 1 - first : at + _NEAR - 1 - first])
        for at in range(first, last)
    )


_HANGS: Final = word_parts("boasts.hangs")
"""How verbs begin of what a mark does on a wall."""
_PROVIDER: Final = word_set("boasts.provider")
_BADGE: Final = 3


def _badge(scene: Scene, index: int) -> bool:
    """Whether a sentence is a provider with a participle and no more, as on a badge: "H\u00e9bergeur certifi\u00e9"."""
    passage, context = scene.passage, scene.unit.context
    _, first, last = scene.sentence_of(index)
    if last - first > _BADGE or not passage.bits[index] & c.CERT or context.row or context.term or context.question:
        return False
    if any(has(scene, one, _OTHERS | c.YOU) for one in context.headings):
        return False
    beside = [at for at in range(first, last) if at != index and not passage.bits[at] & (c.ADV | c.OUTSIDE | c.PUNCT)]
    return len(beside) == 1 and passage.words[beside[0]] in _PROVIDER


_PHRASE: Final = c.DET | c.ADJ | c.ADV | c.AND | c.PUNCT | c.CERT | c.AUDIT | c.OUTSIDE | c.SINCE | c.PREP
_PLACES: Final = frozenset({"p", "li", "h1", "h2", "h3", "blockquote", "div", "figcaption", "span", "strong"})


def _who_we_are(scene: Scene, index: int) -> bool:
    """Whether a sentence is nothing but a provider with participles: "an accredited, audited, recognised operator"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(index)
    context = scene.unit.context
    if (
        not passage.bits[index] & (c.CERT | c.AUDIT)
        or passage.words[first].partition(" ")[0] not in _A
        or scene.unit.tag not in _PLACES
        or passage.sentences[number].question
        # "A certified or audited supplier" is what somebody asks for.
        or not OR.isdisjoint(passage.words[first:last])
        or context.question
        or context.term
        or context.row
    ):
        return False
    nouns = [
        at
        for at in range(first, last)
        if (not passage.bits[at] & _PHRASE or " " in passage.words[at])
        # "ein regelm\u00e4\u00dfig auditierter Anbieter"
        and not (not passage.bits[at] and passage.any(c.CERT | c.AUDIT, at + 1, at + 2))
        and not _one_of_many(passage, at, last)
    ]
    return (
        len(nouns) == 1
        and bool(passage.bits[nouns[0]] & (c.THIRD | c.GENERIC))
        and _a_party(passage, nouns[0], first, last)
    )


def _one_of_many(passage: Passage, at: int, last: int) -> bool:
    """Whether a word that nobody knows stands by itself in a row of participles: "…, verificato, apprezzato"."""
    alone = passage.any(c.PUNCT, at - 1, at) and (at + 1 >= last or passage.any(c.PUNCT, at + 1, at + 2))
    return alone and not passage.bits[at] and passage.any(c.CERT | c.AUDIT, at - 2, at - 1)


def _a_party(passage: Passage, at: int, first: int, last: int) -> bool:
    """Whether the noun is one party of whom more than one thing is said, and nobody who is a customer."""
    said = passage.places(c.CERT | c.AUDIT, first, last)
    return len(said) > 1 and not passage.bits[at] & (c.YOU | c.YOUR | c.PERSON | c.ASSESSOR)
