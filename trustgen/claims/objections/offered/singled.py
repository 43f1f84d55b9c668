"""One party is meant that has it, whoever that is: by whose it is called, where it hangs, or what is done under it.

The record does not know every name of the company that it is about.  A name that no list knows as somebody else's may
be ours, and no frame about the market, other parties or readers excuses what it is said to have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.general.generally import meant
from trustgen.claims.frames.harmless import INDEFINITE
from trustgen.claims.frames.thirdparty.whose import not_covered
from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_PARTIES: Final = c.THIRD | c.OTHER | c.GENERIC | c.PERSON | c.YOU | c.YOUR | c.ASSESSOR
_OPEN: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.COND | c.PLAN | c.ASK | c.LACK | c.WITHOUT
OF: Final = word_set("singled.of")
_NEAR: Final = 4


def singled(scene: Scene, token: int) -> bool:
    """Whether one party that may be us is said to have what is mentioned."""
    if scene.stance(scene.segment_of(token)[0]).denies or not_covered(scene, token) or meant(scene, token):
        return False
    return any(
        test(scene, token)
        for test in (
            _named_owner,
            _left_here,
            _listed_there,
            _on_our_wall,
            _done_under,
            _in_the_readers_voice,
            _in_good_hands,
        )
    )


def _named_owner(scene: Scene, token: int) -> bool:
    """Whether a name owns it: "they saw Pallethub's ISO 27001 certificate", "le certificat ISO 27001 de Pallethub"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    if not any(passage.bits[at] & c.ISSUED for at in range(start, end)) or passage.any(c.THEIR, end, segment.last):
        return False
    if start - 2 >= segment.first and passage.words[start - 1] == "'s" and scene.maybe_proper(start - 2):
        return True
    behind = passage.words[end : end + 1]
    definite = start > segment.first and passage.words[start - 1] in THE
    return definite and behind != [] and behind[0] in OF and end + 1 < segment.last and scene.maybe_proper(end + 1)


def _left_here(scene: Scene, token: int) -> bool:
    """Whether a certification body came and left a certain certificate: "Kiwa kwam langs en liet het certificaat …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    start, end = chain(passage, token, first, last)
    paper = any(passage.bits[at] & c.ISSUED for at in range(start, end))
    definite = start > first and passage.words[start - 1] in THE
    came = passage.any(c.CERTIFIER, first, first + 3) or any(
        _in_capitals(scene, at) for at in range(first, min(first + 3, token))
    )
    return paper and definite and came and not passage.any(_OPEN & ~c.ASK | _PARTIES & ~c.ASSESSOR, first, last)


def _in_capitals(scene: Scene, at: int) -> bool:
    start, end = scene.folded.back(scene.passage.starts[at], scene.passage.ends[at])
    said = scene.unit.text
    long = end - start > 2  # noqa: PLR2004 - no "I"
    return long and (said[start:end].isupper() or (said.islower() and not scene.passage.bits[at]))


def _listed_there(scene: Scene, token: int) -> bool:
    """Whether a name, or we, can be found where holders are listed: "you will find Norrhost in the register of …"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    listed = [
        at
        for at in passage.places(c.LISTING, segment.first, segment.last)
        if passage.any(c.PREP, max(segment.first, at - 3), at)
    ]
    if not listed or passage.any(_OPEN, segment.first, segment.last):
        return False
    found = passage.any(c.HOLD & ~c.AUX | c.BE, segment.first, listed[0])
    who = passage.any(c.WE | c.NAME, segment.first, listed[0]) or any(
        scene.maybe_proper(at) for at in range(segment.first, listed[0])
    )
    return found and who


_ENTERED: Final = word_parts("singled.entered")


def entered(scene: Scene, token: int) -> bool:
    """Whether a clause without a subject says that somebody is listed: "Listed in the STAR registry at Level 2"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.sentences[scene.sentence_of(token)[0]].question:
        return False
    if _joined(scene, first, last) or _lists_us(scene, token, last):
        return True
    if passage.any(_OPEN | c.OTHER | c.MAP, first, last):
        return False
    others = (at for at in passage.places(c.THIRD | c.GENERIC | c.PERSON, first, last))
    if any(not passage.bits[at] & c.ASSESSOR for at in others):
        return False
    return any(
        passage.any(c.LISTING, one.first, one.last)
        and not (scene.unit.tag in _TERMS and (_some_list(passage, one) or _in_glossary(scene)))
        and (
            passage.words[one.first].startswith(_ENTERED)
            # German has the participle behind: "im Register eingetragen".
            or (passage.words[one.last - 1].startswith(_ENTERED) and not passage.any(c.BE | c.AUX, one.first, one.last))
        )
        for one in passage.segments
        if first <= one.first < last
    )


_TERMS: Final = frozenset({"dt", "dd"})


def _in_glossary(scene: Scene) -> bool:
    """Whether a heading says that terms are explained below, and the text does not speak of us."""
    terms = any(scene.read(text).any(c.TERMS) for text in scene.unit.context.headings[-1:])
    return terms and not scene.passage.any(c.WE | c.OUR | c.NAME | c.SELFNOUN | c.SINCE | c.NUMBER)


def _some_list(passage: Passage, one: Segment) -> bool:
    """Whether it is any list in which a term's detail says that such a thing is: "inscrit sur une liste"."""
    lists = passage.places(c.LISTING, one.first, one.last)
    return not INDEFINITE.isdisjoint(passage.words[max(lists[0] - 3, one.first) : lists[0]])


_JOINED: Final = word_parts("singled.joined")
"""Verbs of coming onto a list or being on it, by how they begin."""


def _joined(scene: Scene, first: int, last: int) -> bool:
    """Whether somebody who may be us is said to join a list or to be on it: "Norrvik joins the list of …"."""
    passage = scene.passage
    us = scene.maybe_proper(first) or bool(passage.bits[first] & (c.WE | c.NAME))
    # In Dutch, "als" is "as" and "if".
    unsure = any(bits & _OPEN and not bits & c.PREP for bits in passage.bits[first:last])
    return (us and not unsure) and any(
        # "… has been on the trusted list"
        (passage.words[at].startswith(_JOINED) or (passage.bits[at] & (c.BE | c.AUX) and passage.bits[at + 1] & c.PREP))
        and not passage.any(c.THIRD | c.GENERIC | c.PERSON | c.THEIR | c.YOUR, first, at)
        for listing in passage.places(c.LISTING, first + 2, last)
        for at in range(max(first + 1, listing - 2 * _NEAR), listing - 1)
    )


_LISTS: Final = word_parts("singled.lists")


def _lists_us(scene: Scene, token: int, last: int) -> bool:
    """Whether the scheme is said to list somebody who may be us: "GovRAMP lists Ferrow as Authorized"."""
    passage = scene.passage
    at = token + 1
    if at + 1 >= last or not passage.words[at].startswith(_LISTS) or passage.any(_OPEN, token, last):
        return False
    return scene.maybe_proper(at + 1) or bool(passage.bits[at + 1] & (c.WE | c.NAME | c.OUR))


def name_holds(scene: Scene, token: int) -> bool:
    """Whether a name that may be ours begins the sentence and holds it: "Ferrow Data holds ISO 27001 and a …"."""
    passage = scene.passage
    _, first, _ = scene.sentence_of(token)
    verb = next(iter(passage.places(c.HOLD & ~c.AUX, first + 1, min(first + _NEAR, token))), None)
    return (
        verb is not None
        and scene.maybe_proper(first)
        and token - verb <= _NEAR
        and not passage.any(_OPEN | c.YOU | c.YOUR | c.THIRD | c.OTHER | c.MAP | c.SAY, first, token)
    )


def _on_our_wall(scene: Scene, token: int) -> bool:
    """Whether a certain certificate is at a place of ours: "what the certificate on our wall is for"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    paper = any(passage.bits[at] & c.ISSUED for at in range(start, end))
    definite = start > segment.first and passage.words[start - 1] in THE
    return (
        paper
        and definite
        and end + 1 < segment.last
        and bool(passage.bits[end] & c.PREP and passage.bits[end + 1] & c.OUR)
        and not passage.any(_PARTIES, end + 1, min(end + _NEAR, segment.last))
        and not passage.any(c.OTHER | c.THEIR, end, segment.last)
    )


def _done_under(scene: Scene, token: int) -> bool:
    """Whether something is done under a certificate: "hosts your files under an HDS certificate"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, end = chain(passage, token, segment.first, segment.last)
    paper = any(passage.bits[at] & c.ISSUED for at in range(start, end))
    at = start - 1
    while at > segment.first and passage.bits[at] & (c.DET | c.ADJ) and not passage.bits[at] & c.UNDER:
        at -= 1
    return (
        paper
        and at >= segment.first
        and bool(passage.bits[at] & c.UNDER)
        and not passage.any(c.THIRD | c.OTHER | c.GENERIC | c.PERSON | _OPEN, segment.first, at)
        and not (passage.any(c.THEIR, at + 1, start) and _of_whom_it_names(scene, token, segment.first))
        and all(bits & c.HOLD for bits in passage.bits[segment.first : at] if bits & c.AUX)
    )


_OWN: Final = word_set("singled.own")


def _of_whom_it_names(scene: Scene, token: int, last: int) -> bool:
    """Whether the sentence has another party by name for its subject: "The operator, Equinix, runs it under its …"."""
    _, first, _ = scene.sentence_of(token)
    passage = scene.passage
    return passage.any(c.OTHER, first, last) and not passage.any(c.WE | c.OUR | c.NAME, first, last)


def _in_the_readers_voice(scene: Scene, token: int) -> bool:
    """Whether a reader picks it, to whom we are "you": an option of a form that says "your SOC 2 report"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if not _OWN.isdisjoint(passage.words[first:token]) and not passage.any(c.ISSUED, token, last):
        # "Your own SOC 2": the reader's answer to which audit it is about.
        return False
    return (
        scene.unit.scope == "text.option"
        and passage.any(c.YOUR, max(first, token - _NEAR), token)
        and not passage.any(_OPEN & ~c.ASK, first, token)
    )


_STAY: Final = word_parts("singled.stay")
_MUST: Final = c.COND | c.PLAN | c.ASK | c.LACK | c.WITHOUT | c.DUTY | c.OTHER | c.PERSON
_NEVER_LEAVE: Final = word_parts("singled.never_leave")


def _in_good_hands(scene: Scene, token: int) -> bool:
    """Whether what is the reader's is said to stay with a company that has it: "your files never leave a company …"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    yours = passage.places(c.YOUR | c.YOU, first, token)
    verbs = [at for at in range(first, token) if passage.words[at].startswith(_STAY)]
    if not yours or not verbs or yours[0] > verbs[0] or passage.any(_MUST, first, last):
        return False
    denied = passage.any(c.NEG | c.NO, first, last) and not passage.words[verbs[0]].startswith(_NEVER_LEAVE)
    modal = passage.any(c.AUX, first, verbs[0]) or passage.any(c.AUX, verbs[0], verbs[0] + 2)
    return passage.any(c.GENERIC | c.THIRD, verbs[0], token) and not denied and not modal
