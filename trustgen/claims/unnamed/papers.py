"""Claims told by papers that name no scheme: a certificate's number and dates, a letter between reports, a seal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE
from trustgen.claims.unnamed.allmet import all_met
from trustgen.claims.unnamed.onhand import on_hand
from trustgen.claims.unnamed.visits import SIGNATURES
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_SELF: Final = c.WE | c.OUR | c.NAME
_ELSEWHERE: Final = c.THIRD | c.OTHER | c.YOUR | c.GENERIC | c.HOMONYM
_OPEN: Final = c.NEG | c.NO | c.NOBODY | c.NONE | c.COND | c.PLAN | c.LACK
_NEAR: Final = 4
_NUMBERED: Final = word_set("papers.numbered") | {"n\xb0"}
_OURS: Final = word_parts("papers.ours")
_AT_THE: Final = word_set("papers.at_the")
_COMING: Final = word_parts("papers.coming")
_DIGIT: Final = re.compile(r"\d")
_SYSTEMS: Final = word_parts("papers.systems")
"""What a certificate is about, by how the words begin."""


def on_paper(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether a word stands for a paper that only its holder has."""
    bits = scene.passage.bits[index]
    return (
        bool(bits & c.EXPIRY and (_dated(scene, index) or _numbered(scene, index)))
        or bool(bits & c.PRESUP and _between_reports(scene, index, first, last))
        or bool(bits & (c.EXAMINER | c.ASSESSOR) and _sent(scene, index))
        or bool(bits & c.EXAMINER and all_met(scene.passage, index, first, last))
        or bool(bits & c.SEAL and _borne(scene, index))
        or bool(bits & c.ASSESSOR and _signed(scene, index))
        or on_hand(scene.passage, index, first, last)
    )


def _about(scene: Scene, index: int) -> tuple[int, int]:
    """From where to where a block may tell of one paper: two sentences before its last day, and the next."""
    near = scene.around(index, 2, 1)
    return scene.passage.sentences[near[0]].first, scene.passage.sentences[near[-1]].last


def _dated(scene: Scene, index: int) -> bool:
    """Whether a certificate is given with its day of issue and its last day, as in a footer."""
    passage = scene.passage
    first, last = _about(scene, index)
    granted = [at for at in passage.places(c.GRANTED, first, index) if passage.any(c.NUMBER, at + 1, at + _NEAR)]
    if not granted or not passage.any(c.NUMBER, index + 1, index + _NEAR):
        return False
    text = " " + " ".join(passage.words[first:last])
    if passage.any(_ELSEWHERE | _OPEN, first, last):
        return False
    return any(f" {word}" in text for word in _SYSTEMS)


_CERTS: Final = word_parts("papers.certs")
"""How words begin whose number is given: "cert. no."."""
_MATTERS: Final = word_parts("papers.matters")
"""What a management system is for."""
_ID: Final = re.compile(r"(?!(?:19|20)\d\d$)\D*\d{4,}\D*")
_SHORT: Final = 80


def _numbered(scene: Scene, index: int) -> bool:
    """Whether it has a number and a last day: "Quality management: cert. no. FM 718220, valid to 14 May 2028"."""
    passage = scene.passage
    first, last = _about(scene, index)
    _, begin, end = scene.sentence_of(index)
    following = scene.following(index)
    told = following is not None and passage.any(c.ANAPH | c.ART | c.CERT, following.first, following.last)
    end = following.last if following is not None and told else end
    lost = passage.any(_LOST, begin, end)
    if last - first > _SHORT or not passage.any(c.NUMBER, index + 1, index + _NEAR) or lost:
        return False
    certs = [at for at in range(first, index) if passage.words[at].startswith(_CERTS)]
    text = " " + " ".join(passage.words[first:last])
    return (
        bool(certs)
        and any(f" {word}" in text for word in _MATTERS)
        and any(_ID.fullmatch(word) for word in passage.words[certs[-1] + 1 : index])
    )


_LOST: Final = c.THIRD | c.OTHER | c.YOUR | c.GENERIC | c.NEG | c.NOBODY | c.COND | c.PLAN | c.LACK | c.PASTEND
_SCOPES: Final = word_parts("papers.scopes")


def scoped(passage: Passage, index: int, first: int) -> bool:
    """Whether it is told what our certificate covers, which may be translations: "the scope of our certificate …"."""
    return (
        bool(passage.bits[index] & c.ISSUED)
        and passage.any(c.OUR, max(first, index - 1), index)
        and any(word.startswith(_SCOPES) for word in passage.words[max(first, index - _NEAR) : index])
        and passage.any(c.DEFINE | c.MEAN | c.HOLD, index + 1, index + 2)
    )


def _between_reports(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether two papers are spoken of that presuppose a report: "the window closes; a bridge letter covers …"."""
    passage = scene.passage
    own = passage.words[index]
    other = any(passage.words[at] != own for at in passage.places(c.PRESUP))
    told = passage.any(c.NUMBER | c.MEAN | c.SHOW | c.EXIST, first, last)
    near = scene.around(index, 1, 1)
    start, end = passage.sentences[near[0]].first, passage.sentences[near[-1]].last
    return other and told and not passage.any(_ELSEWHERE | _OPEN & ~c.COND, start, end)


def _sent(scene: Scene, index: int) -> bool:
    """Whether it is what an auditor wrote that we send: "we send an independent auditor's opinion"."""
    passage = scene.passage
    _, segment = scene.segment_of(index)
    first, last = segment.first, segment.last
    written = passage.any(c.ISSUED, max(first, index - _NEAR), min(last, index + _NEAR))
    sends = any(passage.any(c.WE | c.NAME, first, at) for at in passage.places(c.SHOW | c.SAY, first, index))
    return written and sends and not passage.any(_OPEN | (_ELSEWHERE & ~c.GENERIC), first, last)


def _borne(scene: Scene, index: int) -> bool:
    """Whether something of ours bears somebody's seal: "our app carries the authority's seal"."""
    passage = scene.passage
    _, segment = scene.segment_of(index)
    first, last = segment.first, segment.last
    ours = passage.any(_SELF | c.SELFNOUN, first, index)
    by = passage.any(c.CARRY, first, index) or passage.any(c.CARRY, index, last)
    return ours and by and not passage.any(_OPEN | c.YOUR | c.GENERIC, first, last)


def _signed(scene: Scene, index: int) -> bool:
    """Whether something of ours bears an assessor's signature: "the platform carries an outside body's signature"."""
    passage = scene.passage
    _, segment = scene.segment_of(index)
    carries = passage.places(c.CARRY, segment.first, index)
    return (
        bool(carries)
        and passage.any(_SELF | c.SELFNOUN, segment.first, carries[0])
        and any(word in SIGNATURES for word in passage.words[carries[0] : segment.last])
        and not passage.any(_OPEN | c.YOUR | c.OTHER, segment.first, segment.last)
    )


def dangling(passage: Passage, index: int) -> bool:
    """Whether a participle without a subject is said of us behind the comma: "Audited yearly by X, our terminal …"."""
    number = passage.segment_at(index)
    segment = passage.segments[number]
    if segment.opener or number + 1 >= len(passage.segments):
        return False
    following = passage.segments[number + 1]
    return (
        following.opener == ","
        and following.sentence == segment.sentence
        and passage.any(_SELF, following.first, min(following.first + 3, following.last))
        and not passage.any(c.BE | c.THIRD | c.OTHER | c.YOUR, segment.first, index)
    )


def definite(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether what presupposes a certificate is a certain one: called ours, dated or told of as having happened."""
    passage = scene.passage
    # "Procurement teams: your account manager sends the AOC": who is addressed owns nothing.
    _, segment = scene.segment_of(index)
    start = segment.first if segment.opener == ":" else first
    if passage.any(c.THIRD | c.OTHER | c.GENERIC, start, last) or passage.any(
        c.YOUR, max(first, index - _NEAR + 1), last
    ):
        return False
    before = passage.words[index - 1] if index > first else ""
    if (
        before in THE | _AT_THE
        or before.startswith(_COMING)
        or (_DIGIT.search(passage.words[index]) and not passage.bits[index - 1] & c.DET)
    ):
        # "Stage 2 audit passed": one of a cycle that has begun.
        return True
    return passage.any(c.OUR | c.NUMBER | c.SINCE | c.HAPPEN, first, last) or " were " in passage.words[index]


def one_of_ours(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether one certificate is meant that we have: it has a number, or it "is ours now"."""
    passage = scene.passage
    if passage.any(c.THIRD | c.OTHER | c.YOUR | c.HOMONYM, first, last):
        return False
    behind = passage.words[index + 1 : index + _NEAR]
    if any(word in _NUMBERED for word in behind) and passage.any(c.NUMBER, index, last):
        return True
    if (
        passage.bits[index] & c.STRONG
        and passage.any(c.EXIST, index, last)
        and passage.any(c.CTA, index, last)
        and not passage.any(c.COND | c.GENERIC, first, last)
    ):
        # "is available to customers": it exists.
        return True
    owned = passage.places(c.DONE, index, last)
    return any(passage.bits[place] & c.DONE and passage.words[place].endswith(_OURS) for place in owned)
