"""A lack that is over: "The last thing missing was SOC 2. Now nothing is.", "It was our biggest gap. We closed it.".

The mention's own sentence denies or plans; the next one ends that, without naming anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trustgen.claims.frames.passedon.inkind import no_lack_above
from trustgen.claims.frames.passedon.takenup import clear, following
from trustgen.claims.objections.turned.hadwenot import had_we_not
from trustgen.claims.words import cues as c
from trustgen.claims.words.wordlists import word_parts, word_set

if TYPE_CHECKING:
    from trustgen.claims.passages.passage import Passage
    from trustgen.claims.scenes.scene import Scene

_OTHERS: Final = c.OTHER | c.YOUR
_BRIEF: Final = 5
_SHORT: Final = 7
_NEAR: Final = 3
_YEAR: Final = 4
_LACKED: Final = word_set("nolack.lacked")
_NOW: Final = word_set("thenhad.now")
_NO_MORE: Final = word_set("nolack.no_more")
_CLOSED: Final = word_parts("nolack.closed")
_OFF: Final = word_parts("nolack.off")
"""How a sentence ends that crosses a wish off."""
_AHEAD: Final = word_parts("nolack.ahead")
"""Where plans stand: a roadmap, a list."""
_EXCUSES: Final = word_set("nolack.excuses")
_LOST: Final = word_parts("nolack.lost")
_AWAY: Final = word_parts("nolack.away")
"""How verbs begin by which a customer stays lost."""


def lacks_no_more(scene: Scene, token: int) -> bool:
    """Whether what was lacking, wished for or an excuse is said to be that no longer."""
    passage = scene.passage
    number, begin, end = scene.sentence_of(token)
    if had_we_not(scene, token) or no_lack_above(scene, token):
        return True
    if passage.sentences[number].question or passage.any(_OTHERS, begin, end):
        return False
    if _no_excuse(passage, begin, token, end):
        return True
    first, last = following(scene, token)
    if first == last or passage.any(_OTHERS, first, last):
        return False
    lacked = _lacked(passage, begin, token, end)
    if lacked and (_nothing_now(passage, first, last) or _not_so(passage, first, last)):
        return True
    if not clear(passage, first, last, _DOUBTS):
        return False
    denied = scene.stance(scene.segment_of(token)[0]).denies
    return (
        (lacked and _closed(passage, first, last))
        or _crossed_off(passage, first, last)
        or (denied and (_shown_now(passage, first, last) or _won_back(passage, begin, token, first, last)))
    )


_DOUBTS: Final = c.NEG | c.NO | c.NONE | c.NOBODY | c.COND | c.PLAN | c.UNREAL | c.OPEN | c.WITHOUT


def _lacked(passage: Passage, begin: int, token: int, end: int) -> bool:
    """Whether a sentence says that the name itself was missing: "Il nous manquait HDS", "X was our biggest gap"."""
    lacking = [at for at in range(begin, end) if passage.bits[at] & c.LACK or passage.words[at] in _LACKED]
    plain = c.WE | c.DET | c.BE | c.PUNCT | c.OUR | c.NUMBER | c.ADV
    return any(
        all(passage.bits[i] & plain or not passage.bits[i] for i in range(min(at, token) + 1, max(at, token)))
        and abs(at - token) <= _BRIEF
        for at in lacking
    )


def _nothing_now(passage: Passage, first: int, last: int) -> bool:
    """Whether nothing is missing any more: "Now nothing is.", "Ya no falta nada.", "Jetzt fehlt nichts mehr."."""
    words = passage.words[first:last]
    ended = bool(not _NOW.isdisjoint(words) or not _NO_MORE.isdisjoint(words))
    known = c.NONE | c.LACK | c.BE | c.ADV | c.NEG | c.ANAPH | c.NOBODY | c.PREP
    return (
        last - first <= _BRIEF
        and ended
        and passage.any(c.NONE | c.NOBODY, first, last)
        and all(
            bits & known or passage.words[at] in _LACKED | _NO_MORE
            for at, bits in enumerate(passage.bits[first:last], first)
        )
    )


def _not_so(passage: Passage, first: int, last: int) -> bool:
    """Whether it is not so any more: "Ce n'est plus le cas."."""
    return (
        last - first <= _BRIEF
        and bool(passage.bits[first] & c.ANAPH)
        and passage.any(c.TRUTH, first, last)
        and not _NO_MORE.isdisjoint(passage.words[first:last])
    )


def _closed(passage: Passage, first: int, last: int) -> bool:
    """Whether the gap is said to have been closed: "We closed it in May."."""
    return (
        last - first <= _SHORT
        and any(word.startswith(_CLOSED) for word in passage.words[first : first + _BRIEF])
        and passage.any(c.ANAPH, first, last)
    )


def _crossed_off(passage: Passage, first: int, last: int) -> bool:
    """Whether a wish is crossed off the list: "This spring we crossed it off."."""
    return (
        " ".join(passage.words[first:last]).endswith(_OFF)
        and passage.any(c.ANAPH, first, last)
        and passage.any(c.WE, first, last)
    )


def _shown_now(passage: Passage, first: int, last: int) -> bool:
    """Whether we are said to hand it out today, or it to hang there: "Today we hand one to every prospect."."""
    if _NOW.isdisjoint(passage.words[first : first + 2]):
        return False
    handed = any(
        passage.any(c.ANAPH, at + 1, at + 2) and passage.any(c.WE, first, at)
        for at in passage.places(c.SHOW, first + 1, last - 1)
    )
    it = passage.any(c.ANAPH | c.BE, first + 1, first + _NEAR)
    hangs = it and passage.any(c.BE, first, last) and _somewhere(passage, first, last)
    return handed or hangs


def _somewhere(passage: Passage, first: int, last: int) -> bool:
    """Whether a sentence ends in a place: "now it is on the shelf"; plans stand on a list, too."""
    end = last - 1
    place = passage.bits[end] & c.DONE or passage.any(c.PREP, max(first, end - 2), end)
    return bool(place) and not passage.words[end].startswith(_AHEAD)


def _won_back(passage: Passage, begin: int, token: int, first: int, last: int) -> bool:
    """Whether a customer who was lost for the lack of it came later: "In 2022 it signed."."""
    lost = (passage.any(c.NUMBER, begin, token) and passage.any(c.THEN, begin, token)) or any(
        word.startswith(_LOST) for word in passage.words[begin:token]
    )
    years = [at for at in passage.places(c.NUMBER, first, min(first + _NEAR, last)) if len(passage.words[at]) == _YEAR]
    return (
        lost
        and bool(years)
        and last - first <= _BRIEF
        and (passage.any(c.ANAPH, first, last) or last - first < _BRIEF)
        and not any(word.startswith(_AWAY) for word in passage.words[first:last])
    )


def _no_excuse(passage: Passage, begin: int, token: int, end: int) -> bool:
    """Whether the excuse that there is none is over: "The excuse “we have no SOC 2” has been retired."."""
    words = passage.words
    opening = [at for at in range(begin, token) if words[at] == '"']
    closing = next((at for at in range(token, end) if words[at] == '"'), end)
    return (
        len(opening) == 1
        and any(words[at] in _EXCUSES for at in range(max(begin, opening[0] - _NEAR), opening[0]))
        and passage.any(c.NEG | c.NO | c.LACK, opening[0], token)
        and passage.any(c.PASTEND, closing, end)
        and not passage.any(c.NEG | c.NO, closing, end)
    )
