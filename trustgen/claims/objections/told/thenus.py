"""We are set beside others without a word of having: "ask them for theirs, then ask us", a press notice of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.scenes.reading import THE, chain
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_DENIED: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.LACK | c.WITHOUT | c.COND | c.UNREAL
_OPENS: Final = 5
_AROUND: Final = c.WORD | c.YOU | c.ANAPH | c.ADV | c.AND | c.DET


def then_us(scene: Scene, token: int) -> bool:
    """Whether readers who ask others for theirs are told to ask us, too: "Then ask us, because we can produce it"."""
    passage = scene.passage
    number, first, last = scene.sentence_of(token)
    if _we_and_they(scene, token) or _that_is_us(passage, first, token, last):
        return True
    _, end = chain(passage, token, first, last)
    if not (passage.any(c.ASK, first, min(first + 2, token)) or passage.words[first] in _ASKS) or not passage.any(
        c.ISSUED, token, end
    ):
        return False
    return any(
        _told_to(passage, one.first, one.last)
        for one in passage.segments
        if one.sentence > number
        and one.first == passage.sentences[one.sentence].first
        and not passage.any(_DENIED, one.first, passage.sentences[one.sentence].last)
    )


def _we_and_they(scene: Scene, token: int) -> bool:
    """Whether the clause has us and somebody else for its subject: "We and our hosting partner are certified."."""
    passage = scene.passage
    index, segment = scene.segment_of(token)
    first = segment.first
    if scene.stance(index).denies or not passage.any(c.WE | c.NAME, first, first + 1):
        return False
    return (
        passage.any(c.AND, first + 1, first + 2)
        and passage.any(c.THIRD | c.OTHER, first + 2, token)
        and passage.any(c.BE | c.HOLD, first + 3, token)
        and not passage.any(_DENIED, first, token)
    )


def _that_is_us(passage: Passage, first: int, token: int, last: int) -> bool:
    """Whether the sentence closes with who it is, which is us: "Your health data is with an HDS host: us."."""
    closing = last - 1
    while closing > token and passage.words[closing] in _ENDS:
        closing -= 1
    return (
        closing > token
        and bool(passage.bits[closing] & (c.WE | c.OURS))
        and passage.words[closing - 1] in _COLONS
        and passage.spaced[closing]
        and not passage.any(_DENIED | c.ASK, first, token)
    )


_COLONS: Final = frozenset({":", "-", "\u2013", "\u2014"})
_ENDS: Final = frozenset({".", "!", '"'})


def _told_to(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause says no more than to ask us."""
    asks = [
        at for at in range(first, min(first + _OPENS, last)) if passage.bits[at] & c.ASK or passage.words[at] in _ASKS
    ]
    us = passage.any(c.WE, last - 2, last)
    return (
        bool(asks)
        and us
        and last - first <= 2 * _OPENS
        and all(passage.bits[at] & _AROUND or passage.words[at] in _THEN or at in asks for at in range(first, last))
    )


_ASKS: Final = word_set("thenus.asks")
"""The command to ask where its phrase is one for any invitation."""
_THEN: Final = word_set("thenus.then")


def in_our_press(scene: Scene, token: int) -> bool:
    """Whether a notice for the press, which opens with a town and a day, speaks of "the supplier" or "the company"."""
    passage = scene.passage
    number, _, last = scene.sentence_of(token)
    if scene.stance(scene.segment_of(token)[0]).denies:
        return False
    for one in passage.sentences[max(number - _BACK, 0) : number + 1]:
        opened = _dateline(passage, one.first)
        if opened and opened < token and not passage.any(_NAMED, opened, last):
            parties = passage.places(c.THIRD, opened, token)
            if parties and passage.words[opened] in THE and parties[0] - opened <= _OPENS:
                return True
            return _the_company(passage, opened, token)
    first = passage.sentences[number].first
    today = not _TODAY.isdisjoint(passage.words[first:last])
    named = any(not passage.bits[at] & c.CERTIFIER for at in passage.places(_NAMED, first, last))
    return today and not named and _the_company(passage, first, token)


_COMPANY: Final = word_set("thenus.company")
_TODAY: Final = word_set("thenus.today")
_FIRST: Final = word_set("firstones.first")
_OPEN: Final = c.NEG | c.NO | c.NOBODY | c.COND | c.PLAN | c.DUTY | c.ASK


def _the_company(passage: Passage, first: int, token: int) -> bool:
    """Whether "the company" is told of, and nobody else: "today the company was certified"."""
    # "Als een van de eerste": Dutch has one word for "as" and "if".
    ranked = passage.any(c.RANK, first, min(first + _OPENS, token))
    begin = first + bool(ranked or not _FIRST.isdisjoint(passage.words[first : min(first + _OPENS, token)]))
    clause = any(not passage.bits[at] & c.DET for at in passage.places(c.REL, begin, token))
    return (
        not clause
        and not passage.any(_OPEN, begin, token)
        and any(
            word in _COMPANY and at > first and passage.words[at - 1] in THE
            for at, word in enumerate(passage.words[first:token], first)
        )
    )


_BACK: Final = 2
_NAMED: Final = c.OTHER | c.WE | c.OUR | c.YOU | c.YOUR


def _dateline(passage: Passage, first: int) -> int:
    """Where the text goes on behind a town and a day ("LEEDS, 4 November 2026."); 0 where it does not open so."""
    if passage.bits[first] & (c.NUMBER | c.PUNCT):
        return 0
    for at in passage.places(c.NUMBER, first + 2, min(first + 3 * _OPENS, len(passage))):
        year = len(passage.words[at]) == len("2026") and passage.words[at].startswith(("19", "20"))
        plain = all(not bits & ~_PLAIN for bits in passage.bits[first:at])
        if year and plain and passage.any(c.PUNCT, first + 1, at) and passage.any(c.PUNCT, at + 1, at + 2):
            begin = at + 1
            while begin < len(passage) - 1 and passage.bits[begin] & c.PUNCT:
                begin += 1
            return begin
    return 0


_PLAIN: Final = c.PUNCT | c.NUMBER | c.WORD | c.DET | c.ANAPH | c.PREP
