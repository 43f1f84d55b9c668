"""Negated verbs that deny no holding: it did not come easily, nor slow us down, nobody ever questioned it.

Each of these can be said of nothing but what we have: "Neither SOC 2 nor ISO 27001 came easy." denies how they came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain, possessed
from trustgen.claims.scenes.topics import own_matter
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.clauses import Segment
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_NO: Final = c.NEG | c.NO | c.NONE | c.NOBODY
_UNSURE: Final = c.COND | c.PLAN | c.UNREAL | c.OPEN | c.LACK | c.PASTEND | c.WITHOUT
_OTHERS: Final = c.OTHER | c.GENERIC | c.YOUR
_US: Final = c.WE | c.OUR | c.NAME
_CAME: Final = word_parts("unmoved.came")
_LAP: Final = word_set("unmoved.lap")
"""Where things come from that are had without effort: the sky, "in den Schoß"."""
_DOUBT: Final = word_set("unmoved.doubt")
_GRANTED: Final = word_set("unmoved.granted")
_SLOWER: Final = word_parts("unmoved.slower")
_BARS: Final = word_set("unmoved.bars")
"""What may stand between readers and a report."""
_STOP: Final = word_parts("unmoved.stop")
_MERE: Final = word_set("unmoved.mere")
_PAPER: Final = word_set("unmoved.paper")
_COULD: Final = word_set("unmoved.could")
_BUT_FOR: Final = word_set("unmoved.but_for")


def unmoved(scene: Scene, token: int) -> bool:
    """Whether what is denied of the mention is something that only what is held can do, and nothing else is denied."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    index, segment = scene.segment_of(token)
    if passage.sentences[number].question or passage.any(_OTHERS, first, last):
        return False
    if any(
        at != index and scene.stance(at).denies and one.sentence >= number and not own_matter(scene, token, at)
        for at, one in enumerate(passage.segments)
    ):
        return False
    if _owed_to(scene, segment, token, first):
        return True
    if passage.any(_UNSURE, first, last) or not passage.any(_NO, segment.first, segment.last):
        return False
    return any(
        test(passage, segment, token) for test in (_no_gift, _for_granted, _no_slower, _not_stopped, _no_mere_paper)
    ) or any(test(scene, segment, token) for test in (_undoubted, _unbarred))


def _subject(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether the name is a subject that the clause begins with: nothing stands before but articles and the like."""
    plain = c.DET | c.OUR | c.ADV | c.AND | c.NEG | c.NO | c.NONE | c.SCHEME | c.ART
    return all(bits & plain and not bits & c.WITHOUT for bits in passage.bits[segment.first : token])


def _no_gift(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether it is denied that it was a gift: "Neither came easy", "Ni l'ISO 27001 ni HDS ne sont tombés du ciel"."""
    words = passage.words[token + 1 : segment.last]
    return (
        _subject(passage, segment, token)
        and any(word.startswith(_CAME) for word in words)
        and not _LAP.isdisjoint(words)
    )


def _for_granted(passage: Passage, segment: Segment, _token: int) -> bool:
    """Whether we say that we don't take it for granted."""
    return passage.any(c.WE | c.NAME, segment.first, segment.first + 1) and _words_in(passage, segment, _GRANTED)


def _words_in(passage: Passage, segment: Segment, listed: frozenset[str]) -> bool:
    """Whether a clause has a word of a list, alone or last in a phrase."""
    return any(word.rpartition(" ")[2] in listed for word in passage.words[segment.first : segment.last])


def _no_slower(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether it is denied that it made us slower: "La ISO 27001 no nos ha hecho más lentos"."""
    return (
        _subject(passage, segment, token)
        and passage.any(c.WE, token, segment.last)
        and any(word.startswith(_SLOWER) for word in passage.words[token + 1 : segment.last])
    )


def _not_stopped(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether we say that we did not stop at it: "Wij zijn niet bij ISO 27001 blijven staan"."""
    start, _ = chain(passage, token, segment.first, segment.last)
    at = start - 1
    while at > segment.first and passage.bits[at] & c.DET and not passage.bits[at] & c.PREP:
        at -= 1
    return (
        bool(passage.bits[at] & c.PREP)
        and passage.any(c.WE | c.NAME, segment.first, at)
        and any(word.startswith(_STOP) for word in passage.words[token + 1 : segment.last])
    )


def _no_mere_paper(passage: Passage, segment: Segment, token: int) -> bool:
    """Whether it is said to be no mere paper to us: "La ISO 27001 no es un simple papel para nosotros"."""
    return (
        _subject(passage, segment, token)
        and _words_in(passage, segment, _MERE)
        and _words_in(passage, segment, _PAPER)
        and passage.any(c.WE | c.OUR | c.NAME, token + 1, segment.last)
    )


def _undoubted(scene: Scene, segment: Segment, token: int) -> bool:
    """Whether nobody is said to have doubted ours: "Kein Kunde hat unser ISO 27001 je infrage gestellt"."""
    passage = scene.passage
    ours = possessed(scene, token) or (_subject(passage, segment, token) and passage.any(_US, token + 1, segment.last))
    return ours and _words_in(passage, segment, _DOUBT)


def _unbarred(scene: Scene, segment: Segment, token: int) -> bool:
    """Whether nothing stands between readers and a certain report: "We don't make you sign an NDA for the report"."""
    passage = scene.passage
    start, end = chain(passage, token, segment.first, segment.last)
    certain = start > segment.first and (passage.words[start - 1] in THE or passage.bits[start - 1] & c.OUR)
    denied = passage.places(_NO, segment.first, segment.last)
    had = passage.any(c.HOLD & ~c.AUX | c.EXIST | c.CERT & ~c.ART, denied[0], segment.last)
    return bool(certain) and passage.any(c.ISSUED, start, end) and not had and _words_in(passage, segment, _BARS)


def _owed_to(scene: Scene, segment: Segment, token: int, first: int) -> bool:
    """Whether it is told whom we owe it to: "But for Maria, we would not hold it", "not passed without our team"."""
    passage = scene.passage
    could = [at for at in range(segment.first, token) if passage.words[at].rpartition(" ")[2] in _COULD]
    if not could or not passage.any(c.NEG, segment.first, token):
        return False
    if segment.first > first and passage.words[first] in _BUT_FOR:
        return passage.any(c.WE, segment.first, token) and passage.any(c.PREP | c.NEG, first + 1, first + 2)
    us = passage.any(c.WE, segment.first, token)
    return (
        us
        and passage.any(c.GOT & ~c.AUX | c.DONE, could[0], segment.last)
        and any(
            passage.any(c.OUR, at + 1, at + 3) or (at + 1 < segment.last and scene.maybe_proper(at + 1))
            for at in passage.places(c.WITHOUT, token + 1, segment.last)
        )
    )
