"""Papers in the name of somebody who is named: issued to a supplier, shown by it, denied of us in the same breath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.frame import Frame
from trustgen.claims.frames.passedon.inheriting import inherited
from trustgen.claims.scenes.beside import claimed_beside
from trustgen.claims.scenes.reading import attributed, chain, possessed
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.case import Case
    from trustgen.claims.scenes.scene import Scene

_US: Final = c.WE | c.OUR | c.NAME | c.OURS | c.WITHUS
_ISSUED: Final = word_parts("theirname.issued")
"""What stands in front of whom a paper is issued to: "issued to", "in the name of"."""
_NAME: Final = word_set("theirname.name")
_THAT: Final = word_set("theirname.that")
_PARENTS: Final = word_parts("theirname.parents")
_NEAR: Final = 4
_OPENING: Final = 3
"""Tokens of a possessive in front of the name: "il suo certificato"."""
_SHORT: Final = 2
"""Letters of a preposition that no cue knows: "ad", "d'"."""
_STATED: Final = 300


def their_name(case: Case) -> bool:
    """A paper is in somebody's name, is shown by whom it belongs to, or is theirs and denied of us."""
    scene, token = case.scene, case.token
    passage = scene.passage
    if case.scheme is None or not scene.prose or passage.any(c.NAME) or possessed(scene, token) or inherited(scene):
        return False
    tests = (_issued_to, _shown_by_them, _not_ours, _of_the_parent, _not_to_us, _under_their_own)
    return any(test(scene, token) for test in tests) and not claimed_beside(scene, token)


def _issued_to(scene: Scene, token: int) -> bool:
    """Whether the sentence says in whose name it is, and that is a party that the text names: "issued to Brandtner"."""
    passage = scene.passage
    _, first, last = scene.sentence_of(token)
    if passage.any(_US | c.YOUR, first, last):
        return False
    for at in range(first, last):
        word = passage.words[at]
        if word.startswith(_ISSUED):
            near = range(at + 1, min(at + 1 + _NEAR, last))
            if _named(
                scene,
                next(
                    (one for one in near if not passage.bits[one] & _BETWEEN and len(passage.words[one]) > _SHORT), -1
                ),
            ):
                return True
        if word in _NAME and at - first > 1 and passage.words[at - 1] == "'s" and _named(scene, at - 2):
            return True
        papers = passage.bits[at] & c.ART and passage.any(c.PREP, at + 1, at + 2) and at + 3 < last
        if papers and at + 2 < token and passage.bits[at + 2] & c.OTHER and passage.words[at + 3] == ":":
            return True
    return False


_BETWEEN: Final = c.DET | c.PREP | c.ADV | c.PUNCT


def _named(scene: Scene, at: int) -> bool:
    """Whether a token is another party by name, or a name with which the text begins."""
    passage = scene.passage
    if at < 0:
        return False
    return bool(passage.bits[at] & c.OTHER) or (scene.proper(at) and passage.words[0] == passage.words[at] and at > 0)


def _shown_by_them(scene: Scene, token: int) -> bool:
    """Whether it is theirs and lies with them: "They run at Hetzner. Their certificate is on Hetzner's website."."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    start, _ = chain(passage, token, first, last)
    theirs = passage.any(c.THEIR, first, start) and start - first <= _OPENING
    if not number or not theirs or passage.any(_US, first, last):
        return False
    before = passage.sentences[number - 1]
    named = {passage.words[at] for at in passage.places(c.OTHER, before.first, before.last)}
    again = {passage.words[at] for at in passage.places(c.OTHER, token, last)}
    return bool(named & again)


def _not_ours(scene: Scene, token: int) -> bool:
    """Whether a certain party is certified and we say that we are not: "That laboratory is; we have no certificate"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if passage.words[segment.first] not in _THAT or not attributed(scene, token):
        return False
    if passage.any(_US | c.SELFNOUN, segment.first, segment.last):
        return False
    behind = [at for at, one in enumerate(passage.segments) if at > index and one.sentence == segment.sentence]
    us = any(passage.any(c.WE, passage.segments[at].first, passage.segments[at].last) for at in behind)
    return us and any(
        scene.stance(at).denies and passage.any(c.ART, passage.segments[at].first, passage.segments[at].last)
        for at in behind
    )


def _not_to_us(scene: Scene, token: int) -> bool:
    """Whether it was given to another, and not to us: "issued to the maker of the HSM, not to the service we built"."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    if index + 1 >= len(passage.segments) or passage.any(_US | c.SELFNOUN | c.YOUR, segment.first, segment.last):
        return False
    behind = passage.segments[index + 1]
    party = next(iter(passage.places(c.THIRD | c.GENERIC | c.OTHER, token + 1, segment.last)), segment.last)
    # "To the vendor as a whole, not to a single service" may be said of us.
    certain = party + 1 < segment.last and bool(passage.bits[party + 1] & c.DET or passage.bits[party] & c.OTHER)
    return (
        certain
        and passage.any(c.GOT | c.GRANTED | c.THEIR, token + 1, segment.last)
        and behind.opener == ","
        and behind.sentence == segment.sentence
        and passage.any(c.NEG, behind.first, behind.first + 1)
        and passage.any(c.SELFNOUN | _US, behind.first + 1, behind.last)
        and not passage.any(c.SCHEME | c.ONLY | c.ELSE, behind.first, behind.last)
    )


def _under_their_own(scene: Scene, token: int) -> bool:
    """Whether somebody with a name does something under a status of their own: "by Namirial under its own status"."""
    passage = scene.passage
    _, segment = scene.segment_of(token)
    start, _ = chain(passage, token, segment.first, segment.last)
    theirs = passage.places(c.THEIR, max(segment.first, start - _SHORT), start)
    if not theirs or passage.any(_US | c.YOUR, segment.first, segment.last):
        return False
    by = next((at for at in range(segment.first, theirs[0]) if passage.words[at] in _BY), -1)
    if by <= segment.first or by + 1 >= theirs[0] or passage.any(c.AUDIT | c.EXAM | c.CERT, by - 1, by):
        # "Examined by Deloitte for their SOC 2 report on it."
        return False
    under = passage.any(c.UNDER, theirs[0] - 1, theirs[0])
    certifier = passage.bits[by + 1] & (c.CERTIFIER | c.ASSESSOR)
    return under and not certifier and (scene.proper(by + 1) or bool(passage.bits[by + 1] & c.OTHER))


_BY: Final = word_set("common.by")


def _of_the_parent(scene: Scene, token: int) -> bool:
    """Whether an item of a list is about a parent or supplier, and the one beside it says that we have none."""
    passage, context = scene.passage, scene.unit.context
    _, first, _ = scene.sentence_of(token)
    if scene.unit.scope != "text.item" or passage.any(_US) or first:
        return False
    others = passage.bits[0] & (c.THIRD | c.OTHER) or " ".join(passage.words[:2]).startswith(_PARENTS)
    return bool(others) and any(_denied(scene, text) for text in (context.before, context.after) if text)


def _denied(scene: Scene, text: str) -> bool:
    """Whether a text begins with us and ends in a denial, as an item of a list does: "Us, Graz: no label"."""
    beside: Passage = scene.read(text[:_STATED])
    head, colon, told = text[:_STATED].partition(":")
    return (
        bool(colon)
        and beside.any(c.WE | c.NAME, 0, 1)
        and bool(head)
        and scene.said(told).kind == "no"
        and scene.read(told).any(c.ART)
    )


THEIR_NAME = Frame("in-their-name", their_name)
